"""The pulse over time, its parts in one month, and what it says of the next quarter. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.model import INDEX_START
from indicators.registry import PULSE, PULSE_PARTS
from indicators.scoring import pulse

SERIES_COLUMNS = ("period", "score", "low", "high")
PART_COLUMNS = (
    "key", "name", "value", "value_low", "value_high", "unit", "score", "low", "high", "points", "status", "sources", "vintages",
)  # fmt: skip
QUARTER = 3


def series(scores: pd.DataFrame, key: str = PULSE.key) -> pd.DataFrame:
    """The pulse, or one of its parts, over time: SERIES_COLUMNS, by month; months without a score have no row."""
    rows = scores[(scores["level"] == "pulse") & (scores["key"] == key)]
    return rows.sort_values("period")[list(SERIES_COLUMNS)].reset_index(drop=True)


def parts(observations: pd.DataFrame, period: str) -> pd.DataFrame:
    """The parts that have a value in ``period``, in the registry's order: PART_COLUMNS.

    ``value`` and its bounds are in the part's unit, scores 0-100. ``points`` is what the part gives to the pulse; they add up to its
    score exactly (to float precision) and are NaN where a part, and so the pulse, is missing.
    """
    seen = observations[(observations["period"] == period) & observations["indicator"].isin(list(PULSE_PARTS))]
    scored = {row["key"]: row for row in pulse.scores(seen).to_dict("records")}
    values = {row["indicator"]: row for row in seen.to_dict("records")}
    whole = sum(part.weight for part in PULSE_PARTS.values())
    rows = []
    for key, part in PULSE_PARTS.items():
        if key in values:
            value, score = values[key], scored[key]
            points = score["score"] * part.weight / whole if PULSE.key in scored else float("nan")
            rows.append(
                (
                    key, part.name.here, value["best"], value["low"], value["high"], part.unit.here, score["score"], score["low"],
                    score["high"], points, value["status"], value["source"], value["vintage"],
                )
            )  # fmt: skip
    return pd.DataFrame(rows, columns=list(PART_COLUMNS))


def next_quarter(scores: pd.DataFrame, observations: pd.DataFrame, start: str = INDEX_START) -> float:
    """Spearman's rank correlation, over months from ``start``, of the pulse with what comes: the death rate of the three months
    after a month less that of the three months up to it (``pulse.acute``, deaths per 100,000). NaN below three months.
    """
    rates = observations[observations["indicator"] == "pulse.acute"]
    rate = pd.Series(rates["best"].to_numpy(dtype="float64"), index=months.ordinals(rates["period"]))
    line = series(scores)
    line = line[line["period"] >= start]
    now = months.ordinals(line["period"])
    change = rate.reindex(now + QUARTER).to_numpy() - rate.reindex(now).to_numpy()
    pairs = pd.DataFrame({"pulse": line["score"].to_numpy(dtype="float64"), "change": change}).dropna()
    return float(pairs["pulse"].rank().corr(pairs["change"].rank())) if len(pairs) >= QUARTER else float("nan")
