"""Where the names of stacked areas go: inside an area where it is thick enough, beside it where it is not. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

LABEL_COLUMNS = ("period", "name", "at", "inside")
LEAST = 0.07  # thickness of an area that holds a line of text, as a share of the axis
HALF = 0.07  # half the width of a name, as a share of the months


def labels(
    table: pd.DataFrame, order: Sequence[str], top: float, *, name: str, value: str, over: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """One place for the name of each area of a stack that has any height: LABEL_COLUMNS.

    ``table`` has a row for each ``period`` and ``name``; areas are stacked in ``order`` from 0; ``top`` is the axis' highest value.
    A name stands in the middle of its area around the month where the area is thickest over the width of a name; where that is
    thinner than LEAST it stands above the whole stack, or above what else is drawn there (``over`` by period), each further one a
    line higher.
    """
    if table.empty:
        return pd.DataFrame(columns=list(LABEL_COLUMNS))
    wide = table.pivot(index="period", columns=name, values=value).reindex(columns=list(order)).fillna(0.0).sort_index()
    heights, periods = wide.to_numpy(dtype="float64"), list(wide.index)
    bases, whole = np.cumsum(heights, axis=1) - heights, heights.sum(axis=1)
    whole = np.maximum(whole, [float((over or {}).get(period, 0.0)) for period in periods])
    reach = max(1, round(HALF * len(periods)))
    made, above = [], 0
    for column, one in enumerate(order):
        own = heights[:, column]
        if not own.any():
            continue
        middle, thick = _thickest(own, reach)
        if thick >= LEAST * top:
            made.append((periods[middle], one, bases[middle, column] + own[middle] / 2, True))
            continue
        present = np.flatnonzero(own)
        middle = int(
            np.clip(round(float(np.average(present, weights=own[present]))), reach, max(reach, len(periods) - 1 - reach))
        )
        window = whole[max(0, middle - reach) : middle + reach + 1]
        above += 1
        made.append((periods[min(middle, len(periods) - 1)], one, float(window.max()) + LEAST * top * (above - 0.4), False))
    return pd.DataFrame(made, columns=list(LABEL_COLUMNS))


def _thickest(own: np.ndarray, reach: int) -> tuple[int, float]:
    least = [
        float(own[place - reach : place + reach + 1].min()) if reach <= place < len(own) - reach else 0.0
        for place in range(len(own))
    ]
    middle = int(np.argmax(least)) if max(least) > 0 else int(np.argmax(own))
    same = [place for place, one in enumerate(least) if one == least[middle] and one > 0]
    return (same[len(same) // 2] if same else middle), least[middle]
