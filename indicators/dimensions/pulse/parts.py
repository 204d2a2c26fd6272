"""The measuring functions of the pulse that no dimension has: momentum, territory with sieges, coups that fade within months. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from indicators import months
from indicators.dimensions.conflict import deaths, violence
from indicators.dimensions.conflict import territory as capitals
from indicators.dimensions.curated import by_country
from indicators.dimensions.governance import coups
from indicators.model import FIRST_PERIOD, NATIVE_COLUMNS, Snapshots

RECENT, BEFORE = 3, 12  # months of the two rates of momentum
FLOOR = 10.0  # deaths a month; a rate below it counts as this, so that one death after none is no surge
HALF_LIFE = 6  # months until half of a coup attempt is left


def momentum(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Deaths a month of the trailing three months over those of the twelve months before; 1 = neither more nor fewer.

    Both rates are at least FLOOR, and a row needs all fifteen months. ``low`` sets UCDP's low of the three months against its high
    of the twelve, ``high`` the reverse: the widest reading, since nobody says how the errors of two dates go together.
    """
    span = months.ordinal(start) - RECENT - BEFORE + 1, months.ordinal(end)
    parts = []
    for country in countries:
        series = deaths.monthly(snapshots, country, *span)
        whole = violence.windows(country, series, RECENT + BEFORE)  # the months that are known, their status and sources
        now = _rates(violence.windows(country, series, RECENT), whole["period"], 0)
        then = _rates(violence.windows(country, series, BEFORE), whole["period"], RECENT)
        ratios = {name: now[name] / then[other] for name, other in (("best", "best"), ("low", "high"), ("high", "low"))}
        parts.append(whole.assign(**ratios))
    found = [part for part in parts if len(part)]
    return pd.concat(found, ignore_index=True)[list(NATIVE_COLUMNS)] if found else pd.DataFrame(columns=list(NATIVE_COLUMNS))


def _rates(sums: pd.DataFrame, periods: pd.Series, earlier: int) -> dict[str, np.ndarray]:
    """Deaths a month, at least FLOOR, of the windows that end ``earlier`` months before each of ``periods``."""
    rows = sums.set_index(months.ordinals(sums["period"])).reindex(months.ordinals(periods) - earlier)
    return {name: np.maximum(rows[name].to_numpy() / violence.YEAR, FLOOR) for name in ("best", "low", "high")}


def territory(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Regional capitals lost, and one half of those besieged, at the month's end (``territory.pressure``), the subject only."""
    return by_country(snapshots, "territory", countries, lambda rows, _: capitals.pressure(rows, start, end))


def recent_coups(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Coup attempts, each fading by half every HALF_LIFE months (``coups.exposure``), monthly from 1990-01, the subject only."""
    del start  # what came before may be carried into it

    def of(rows: pd.DataFrame, country: str) -> pd.DataFrame:
        del country
        values = coups.exposure(rows, months.ordinal(FIRST_PERIOD), months.ordinal(end), HALF_LIFE)
        return values.assign(period=months.periods(values["month"]))

    return by_country(snapshots, "governance_events", countries, of)
