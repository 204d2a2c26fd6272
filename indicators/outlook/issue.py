"""An issue: what is said at one origin, as frames. The same panel gives the same frames, so an issue can be proved later."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from indicators import months
from indicators.model import ContractError
from indicators.outlook import measures, models, settings, statements
from indicators.outlook.panel import Panel
from indicators.outlook.settings import LEADS, QUANTILES, Numbers

FEWEST_COUNTRIES, FEWEST_MONTHS = 60, 121  # of a panel the pooled fit may be made on: the world, and its longest mean
NAMES = tuple(f"p{round(100 * share):02d}" for share in QUANTILES)
FORECAST_COLUMNS = ("country", "origin", "period", "lead", *NAMES, "mean")
RECORD = ("cases", "brier", "brier_base", "skill", "auc")
STATEMENT_COLUMNS = ("country", "origin", "statement", "probability", "base_rate", *RECORD, *statements.FEATURES)


def possible(whole: Panel | None) -> bool:
    """Whether a panel is long and wide enough to forecast from."""
    return whole is not None and len(whole.countries) >= FEWEST_COUNTRIES and len(whole.deaths) >= FEWEST_MONTHS


def required(whole: Panel | None) -> Panel:
    """The panel; raises ContractError where it is too short or narrow to forecast from."""
    if whole is None or not possible(whole):
        raise ContractError(
            f"the outlook needs deaths of {FEWEST_COUNTRIES} countries over {FEWEST_MONTHS} months. "
            "Run refresh --source ucdp_months, or import ucdp_totals."
        )
    return whole


def forecasts(whole: Panel, samples: Numbers | None = None) -> pd.DataFrame:
    """The pool's quantiles and mean, deaths by country, month and lead: FORECAST_COLUMNS. Means are rounded to 0.1."""
    drawn = models.pool(whole) if samples is None else samples
    countries, leads = np.meshgrid(np.array(whole.countries), np.array(LEADS), indexing="ij")
    table = pd.DataFrame(
        {
            "country": countries.ravel(), "origin": months.period(whole.last),
            "period": months.periods(whole.last + leads.ravel()), "lead": leads.ravel(),
            **{
                name: measures.quantile(drawn, share).ravel().astype("int64")
                for name, share in zip(NAMES, QUANTILES, strict=True)
            },
            "mean": np.round(drawn.mean(axis=-1), 1).ravel(),
        }
    )  # fmt: skip
    return table[list(FORECAST_COLUMNS)]


def stated(whole: Panel, past: pd.DataFrame | None = None) -> pd.DataFrame:
    """The statements at the panel's last month, each with its record over all countries since 2000: STATEMENT_COLUMNS.

    ``past`` are ``statements.cases`` of the panel, made here where None. ``base_rate`` is how often it came true among them.
    """
    record = statements.record(statements.cases(whole) if past is None else past)
    said = statements.said(whole).drop(columns="base_rate").merge(record.drop(columns="group"), on="statement")
    return said.sort_values(["country", "statement"], ignore_index=True)[list(STATEMENT_COLUMNS)]


def settings_digest() -> str:
    """SHA-256 of what is fixed of the forecasts, as ``sha256:...``."""
    text = json.dumps({**settings.described(), "STATEMENTS": [one.key for one in statements.STATEMENTS]}, sort_keys=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


@cache
def code_digest() -> str:
    """SHA-256 of this room's modules, as ``sha256:...``: which code made an issue."""
    whole = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return "sha256:" + whole.hexdigest()
