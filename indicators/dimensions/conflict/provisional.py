"""How monthly totals are revised: final over earlier figures of the same months, learnt from the stored vintages. Pure.

UCDP revises by stage and not by age: a month is released within weeks (``first``), consolidated with its year in the next February
(``consolidated``) and final with the annual release of June, which the totals take over in July. One year, 2024, is stored at
every stage, so whatever is learnt here rests on one year of thirteen countries and is roughly right at best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.model import Vintage

FIRST, CONSOLIDATED = STAGES = ("first", "consolidated")
FEWEST = 10  # deaths of the window at the earlier stage: below it a ratio says nothing
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
WINDOWS = (1, 3, 12)
_CONSOLIDATION = "02-15"  # UCDP puts the year in order with the release of January's figures
# Factors of final over earlier figures, at QUANTILES, by stage and window: ``factors`` of the year 2024, all countries alike, the
# subject among them. A test learns them again from the stored vintages.
LEARNED = {
    (FIRST, 1): (0.31, 0.70, 0.98, 1.15, 1.96),
    (FIRST, 3): (0.28, 0.71, 1.00, 1.22, 1.45),
    (FIRST, 12): (0.47, 0.58, 0.88, 1.16, 1.30),
    (CONSOLIDATED, 1): (0.40, 0.88, 0.96, 1.00, 1.16),
    (CONSOLIDATED, 3): (0.51, 0.88, 0.97, 1.00, 1.16),
    (CONSOLIDATED, 12): (0.56, 0.79, 0.93, 0.97, 1.06),
}
COLUMNS = ("country", "period", "window", "stage", "earlier", "final")

Numbers = npt.NDArray[np.float64]


def pairs(vintages: Sequence[Vintage], year: int) -> pd.DataFrame:
    """What trailing windows that end in ``year`` held at each stage and finally, of every country in both: COLUMNS, deaths.

    ``vintages`` are those of the monthly totals, oldest first. A window lies within the year, so that all its months are at one
    stage. ``first`` is read from the first vintage with the window's last month, ``consolidated`` from the last before the annual
    release, ``final`` from the first after it. Empty where one of them is not stored.
    """
    final = next((one for one in vintages if one.published >= f"{year + 1}-07-01"), None)
    before = [one for one in vintages if f"{year + 1}-{_CONSOLIDATION}" <= one.published < f"{year + 1}-07-01"]
    grid = [f"{year}-{month:02d}" for month in range(1, 13)]
    firsts = {period: next((one for one in vintages if one.end >= period), None) for period in grid}
    if final is None or not before or any(one is None for one in firsts.values()):
        return pd.DataFrame(columns=list(COLUMNS))
    wide = {id(one): _wide(one, grid) for one in (*firsts.values(), before[-1], final) if one is not None}
    rows = []
    for place, period in enumerate(grid):
        for stage, earlier in ((FIRST, firsts[period]), (CONSOLIDATED, before[-1])):
            then, now = wide[id(earlier)], wide[id(final)]
            for country in sorted(set(then.index) & set(now.index)):
                for window in (one for one in WINDOWS if place + 1 >= one):
                    span = slice(place + 1 - window, place + 1)
                    sums = [float(table.loc[country].to_numpy()[span].sum()) for table in (then, now)]
                    rows.append((country, period, window, stage, *sums))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _wide(vintage: Vintage, grid: Iterable[str]) -> pd.DataFrame:
    """Deaths by country and month; a month without a row is a zero of a country that has others."""
    frame = vintage.frame
    return (
        frame.pivot_table(index="country", columns="period", values="best", aggfunc="sum")
        .reindex(columns=list(grid)).fillna(0.0).astype("float64")
    )  # fmt: skip


def factors(
    found: pd.DataFrame, stage: str, window: int, country: str | None = None, without: str | None = None
) -> tuple[float, ...]:
    """QUANTILES of final over earlier for windows of at least FEWEST deaths; NaN where there are none.

    All countries' windows count alike; those of ``country``, where it has any, together as much as all others together, since
    countries differ more than months. ``without`` leaves a country out, to test on it what the others say.
    """
    rows = found[(found["stage"] == stage) & (found["window"] == window) & (found["earlier"] >= FEWEST)]
    rows = rows[(rows["country"] != without) & (rows["final"] > 0)]
    if rows.empty:
        return tuple([float("nan")] * len(QUANTILES))
    own = (rows["country"] == country).to_numpy()
    weight = np.ones(len(rows))
    if own.any() and not own.all():
        weight[own] *= (~own).sum() / own.sum()
    return tuple(float(value) for value in _quantiles((rows["final"] / rows["earlier"]).to_numpy(), weight))


def _quantiles(values: Numbers, weight: Numbers) -> Numbers:
    """Weighted quantiles: each value stands at the middle of its weight, between two values linear."""
    order = np.argsort(values, kind="stable")
    middle = (np.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    return np.asarray(np.interp(QUANTILES, middle, values[order]))


def stage(period: str, published: str) -> str:
    """The stage at which a vintage published on a day (ISO) holds a month that no annual release covers yet."""
    return CONSOLIDATED if published >= f"{int(period[:4]) + 1}-{_CONSOLIDATION}" else FIRST


def bounds(stage: str, window: int) -> tuple[float, float]:
    """What a provisional window is multiplied with for low (5 %) and for high (95 %); of another length, the next shorter's."""
    known = LEARNED[stage, max(one for one in WINDOWS if one <= window)]
    return min(known[0], 1.0), max(known[-1], 1.0)
