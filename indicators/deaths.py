"""Deaths in organised violence, month by month: UCDP's events where they reach, country-month totals after them.

Totals give a best figure only. In years a final release covers (UCDP's YY.1 covers the years before 20YY) their bounds are
the country-year file's low / best and high / best; a month uses the ratio of the last year completed by the month that is
being measured, so that no bound looks ahead. After that, months are candidate data, status ``provisional``, and the bounds
are PROVISIONAL_BOUNDS: what Mali's 2024 did between first release and final count. That is a placeholder learnt from one
country's year, marked so, until revisions are measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import events, months
from indicators.model import STATUSES, Snapshots, Vintage

TOTALS = "ucdp_totals"
YEARLY = "ucdp_cy"

# Final over first release, by month, for Mali's 2024 in the stored vintages of the totals: 0.95 to 1.58 (once 3); rounded out.
PROVISIONAL_BOUNDS = (0.95, 1.6)

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Monthly:
    """Deaths of one country in consecutive months, NaN where no source speaks.

    ``low``, ``high`` are a month's bounds once its year is complete, ``early_low``, ``early_high`` before that (they differ
    only for totals of a final year). ``rank`` is the place of the month's status in STATUSES; ``used`` says for each source
    which months rest on it, ``versions`` which vintage of it.
    """

    numbers: npt.NDArray[np.int64]
    best: Numbers
    low: Numbers
    high: Numbers
    early_low: Numbers
    early_high: Numbers
    rank: npt.NDArray[np.int64]
    used: Mapping[str, npt.NDArray[np.bool_]] = field(repr=False)
    versions: Mapping[str, str] = field(repr=False)


def monthly(snapshots: Snapshots, country: str, first: int, last: int) -> Monthly:
    """Deaths (all three types, by the month an event ended in) from month number ``first`` to ``last``."""
    numbers = np.arange(first, last + 1)
    table = {name: np.full(len(numbers), np.nan) for name in ("best", "low", "high", "early_low", "early_high")}
    rank = np.zeros(len(numbers), dtype="int64")
    none = np.zeros(len(numbers), dtype=bool)
    used, versions = {key: none.copy() for key in (events.SOURCE, TOTALS, YEARLY)}, {}
    known = events.known(snapshots, country)
    if known is not None:
        covered = known.covered(numbers)
        _fill_events(table, known, numbers, covered)
        rank[known.provisional(numbers)] = STATUSES.index("provisional")
        used[events.SOURCE], versions[events.SOURCE] = covered, " ".join(known.versions)
    totals = snapshots.newest(TOTALS)
    if totals is not None and (totals.countries is None or country in totals.countries):
        rows = totals.frame[totals.frame["country"] == country]
        series = pd.Series(rows["best"].to_numpy(dtype="float64"), index=months.ordinals(rows["period"]))
        values = series.reindex(numbers).to_numpy()
        open_months = np.isnan(table["best"]) & np.isfinite(values)
        yearly = snapshots.newest(YEARLY)
        final = _fill_totals(table, values, numbers, open_months, _ratios(yearly, country), final_through(yearly))
        rank[open_months & ~final] = STATUSES.index("provisional")
        used[TOTALS], versions[TOTALS] = open_months, totals.version
        if yearly is not None:
            used[YEARLY], versions[YEARLY] = final, yearly.version
    return Monthly(numbers=numbers, **table, rank=rank, used=used, versions=versions)


def _fill_events(
    table: Mapping[str, Numbers], known: events.Events, numbers: npt.NDArray[np.int64], covered: npt.NDArray[np.bool_]
) -> None:
    """A covered month without an event is a zero: the release is complete for its countries and months."""
    sums = known.frame.groupby("month")[["best", "low", "high"]].sum().reindex(numbers, fill_value=0).astype("float64")
    for name in ("best", "low", "high"):
        table[name][covered] = sums[name].to_numpy()[covered]
        if name != "best":
            table[f"early_{name}"][covered] = sums[name].to_numpy()[covered]


def _fill_totals(
    table: Mapping[str, Numbers],
    values: Numbers,
    numbers: npt.NDArray[np.int64],
    where: npt.NDArray[np.bool_],
    ratios: Mapping[int, tuple[float, float]],
    through: int,
) -> npt.NDArray[np.bool_]:
    """Fill the months of ``where``; returns which of them are final."""
    years = numbers // 12
    final = where & (years <= through)
    table["best"][where] = values[where]
    for place, bound in enumerate(("low", "high")):
        for name, offset in ((bound, 0), (f"early_{bound}", 1)):
            # a year without its own ratio takes the placeholder, as a provisional one does
            factor = np.array([ratios.get(int(year) - offset, PROVISIONAL_BOUNDS)[place] for year in years])
            factor = np.where(final, factor, PROVISIONAL_BOUNDS[place])
            table[name][where] = (values * factor)[where]
    return final


def final_through(yearly: Vintage | None) -> int:
    """The last year a visible final release covers; 0 without one. UCDP's YY.1 covers the years before 20YY."""
    if yearly is None or not re.fullmatch(r"\d\d\.\d", yearly.version):
        return 0
    return 1999 + int(yearly.version[:2])


def _ratios(yearly: Vintage | None, country: str) -> dict[int, tuple[float, float]]:
    """Year -> (low / best, high / best) of all types, for years with a death."""
    if yearly is None:
        return {}
    rows = yearly.frame[yearly.frame["country"] == country]
    sums = rows.groupby("year")[["best", "low", "high"]].sum()
    sums = sums[sums["best"] > 0]
    return {
        int(year): (float(low / best), float(high / best))
        for year, best, low, high in zip(sums.index, sums["best"], sums["low"], sums["high"], strict=True)
    }
