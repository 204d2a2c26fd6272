"""An invented world for the tests of frozen forecasts: 61 countries, months drawn at random from 2010 on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from indicators import months
from indicators.model import Vintage
from indicators.registry import SOURCES
from indicators.store import issues, refresh
from tests.store_example import score

KEY = "ucdp_totals"
KNOWN = {KEY: SOURCES[KEY]}
_CODES = """
AGO ARM AUT AZE BDI BEL BEN BHR BTN BWA CHN DEU DZA EGY ESP FRA GEO GHA GIN GRC IDN IND IRN IRQ ISR ITA JOR KEN KWT LAO LBN
LBY LSO MAR MLI MRT MWI MYS NAM NER NGA NPL OMN PHL POL QAT ROU RUS RWA SDN SEN SYR TCD TGO THA TUN TUR UGA UKR YEM ZMB
"""
NAMES = tuple(_CODES.split())
FIRST = months.ordinal("2010-01")
_draw = np.random.default_rng(11)
MEANS = _draw.choice([0.05, 2.0, 30.0, 300.0], len(NAMES))
DEATHS = _draw.poisson(_draw.gamma(1.0, MEANS, (150, len(NAMES))))  # to 2022-06


def totals(last: str, published: str, deaths: np.ndarray = DEATHS, version: str = "") -> Vintage:
    """The world's deaths up to a month, as a vintage."""
    count = months.ordinal(last) - FIRST + 1
    frame = pd.DataFrame(deaths[:count], columns=list(NAMES), index=months.periods(range(FIRST, FIRST + count)))
    tidy = frame.rename_axis("period").reset_index().melt("period", var_name="country", value_name="best")
    tidy = tidy[["country", "period", "best"]].sort_values(["country", "period"], ignore_index=True)
    return Vintage(KEY, version or f"v{last}", published, "given", "2010-01", last, NAMES, tidy)


def add(folder: Path, vintage: Vintage) -> refresh.Report:
    """Store a vintage as a refresh does, with the forecast that is due."""
    return refresh.add({KEY: [vintage]}, folder=folder, sources=KNOWN, score=score, more=issues.due)
