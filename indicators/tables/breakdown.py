"""What a dimension is made of in one month: each indicator's value, score, weight and points, and how old it is. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import memo
from indicators.registry import INDICATORS
from indicators.tables import monthly

COLUMNS = (
    "indicator", "name", "value", "low", "high", "unit", "score", "score_low", "score_high", "weight", "points", "index_points",
    "status", "age_months", "sources", "vintages",
)  # fmt: skip


@memo.told(64)
def of(observations: pd.DataFrame, scores: pd.DataFrame, points: pd.DataFrame, period: str, dimension: str) -> pd.DataFrame:
    """Every declared indicator of a dimension with a value in ``period``, in the registry's order: columns COLUMNS.

    ``points`` is ``scoring.contributions(observations)``. ``value``, ``low``, ``high`` in the indicator's unit; scores 0-100;
    ``weight`` is its share (0-1) of the dimension among those present, 0 for context; ``points`` add up to the dimension's
    score, ``index_points`` are what it gives to the index (NaN where dimension or index has no score).
    """
    seen, given = ({row["indicator"]: row for row in monthly.rows(one).get(period, [])} for one in (observations, points))
    scored = {row["key"]: row for row in monthly.rows(scores).get(period, []) if row["level"] == "indicator"}
    nothing = {"share": 0.0, "to_dimension": 0.0, "to_index": 0.0}
    table = []
    for key, item in INDICATORS.items():
        if item.dimension != dimension or key not in seen or key not in scored:
            continue
        row, score, share = seen[key], scored[key], given.get(key, nothing)
        table.append(
            (
                key, item.name.here, row["best"], row["low"], row["high"], item.unit.here, score["score"], score["low"], score["high"],
                share["share"], share["to_dimension"], share["to_index"], row["status"], row["age_months"], row["source"], row["vintage"],
            )
        )  # fmt: skip
    return pd.DataFrame(table, columns=list(COLUMNS))
