"""Coup exposure: past coup attempts, with weights that halve every so many months. Pure; takes the table as an argument."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import months

HALF_LIFE = 60  # months
WEIGHTS = {"successful": 1.0, "failed": 0.5}
ONLY_HIGH = {"alleged": 0.5, "reported": 0.5}


def exposure(events: pd.DataFrame, first: int, last: int, half_life: int = HALF_LIFE) -> pd.DataFrame:
    """Sum over attempts of weight * 0.5 ** (age / half_life), one row per month number from ``first`` to ``last``.

    ``events`` has ``date`` (ISO) and ``outcome``; rows with an empty outcome are no attempts. Age is in months, 0 in the month
    of the attempt; later attempts do not count. Columns month, best, low, high: low = best, high adds what is only alleged or
    reported, weighed like a failed attempt.
    """
    grid = np.arange(first, last + 1)
    best = _faded(events, WEIGHTS, grid, half_life)
    alleged = _faded(events, ONLY_HIGH, grid, half_life)
    return pd.DataFrame({"month": grid, "best": best, "low": best, "high": best + alleged})


def attempts(events: pd.DataFrame) -> pd.DataFrame:
    """The rows that best counts."""
    return events[events["outcome"].isin(list(WEIGHTS))]


def _faded(
    events: pd.DataFrame, weights: dict[str, float], grid: npt.NDArray[np.int64], half_life: int
) -> npt.NDArray[np.float64]:
    dated = zip(months.ordinals(events["date"]).tolist(), events["date"].tolist(), events["outcome"].tolist(), strict=True)
    total = np.zeros(len(grid))
    # one by one in order of date: what comes later then cannot change even the last digit of an earlier month
    for month, _, outcome in sorted((one for one in dated if one[2] in weights), key=lambda one: one[1]):
        age = grid - month
        total += np.where(age >= 0, weights[outcome] * 0.5 ** (np.maximum(age, 0) / half_life), 0.0)
    return total
