"""What a dimension is made of in one month: each indicator's value, score, weight and points, and how old it is. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import scoring
from indicators.registry import INDICATORS

COLUMNS = (
    "indicator", "name", "value", "low", "high", "unit", "score", "score_low", "score_high", "weight", "points", "index_points",
    "status", "age_months", "sources", "vintages",
)  # fmt: skip


def of(observations: pd.DataFrame, period: str, dimension: str) -> pd.DataFrame:
    """Every declared indicator of a dimension with a value in ``period``, in the registry's order: columns COLUMNS.

    ``value``, ``low``, ``high`` in the indicator's unit; scores 0-100; ``weight`` is its share (0-1) of the dimension among
    those present, 0 for context; ``points`` add up to the dimension's score, ``index_points`` are what it gives to the index
    (NaN where dimension or index has no score).
    """
    rows = observations[observations["period"] == period]
    scored = scoring.scores(rows).query("level == 'indicator'").set_index("key") if not rows.empty else pd.DataFrame()
    points = scoring.contributions(rows).set_index("indicator") if not rows.empty else pd.DataFrame()
    seen = rows.set_index("indicator")
    table = []
    for key, item in INDICATORS.items():
        if item.dimension != dimension or key not in seen.index:
            continue
        row, score = seen.loc[key], scored.loc[key]
        share = points.loc[key] if key in points.index else None
        table.append(
            (
                key, item.name.en, row["best"], row["low"], row["high"], item.unit, score["score"], score["low"], score["high"],
                0.0 if share is None else share["share"], 0.0 if share is None else share["to_dimension"],
                0.0 if share is None else share["to_index"], row["status"], row["age_months"], row["source"], row["vintage"],
            )
        )  # fmt: skip
    return pd.DataFrame(table, columns=list(COLUMNS))
