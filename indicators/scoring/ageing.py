"""The age of the values behind a score: the share of weight on values older than a year. Pure functions."""

from __future__ import annotations

import pandas as pd

from indicators.registry import DIMENSIONS, INDICATORS

YEAR = 12


def older(observations: pd.DataFrame, period: str) -> dict[str, float]:
    """Share (0-1) of the weight in ``period`` on values more than 12 months old, by dimension and for ``index``.

    ``observations`` has OBSERVATION_COLUMNS; a dimension without an observation, or without weight, has no entry.
    """
    rows = observations[observations["period"] == period]
    weight = rows["indicator"].map({key: item.weight for key, item in INDICATORS.items()})
    dimension = rows["indicator"].map({key: item.dimension for key, item in INDICATORS.items()})
    whole = weight.groupby(dimension).sum()
    old = weight.where(rows["age_months"] > YEAR, 0.0).groupby(dimension).sum()
    shares = {str(key): float(part / total) for key, part, total in zip(whole.index, old, whole, strict=True) if total > 0}
    if set(shares) == set(DIMENSIONS):
        total = sum(item.weight for item in DIMENSIONS.values())
        shares["index"] = sum(DIMENSIONS[key].weight * share for key, share in shares.items()) / total
    return shares
