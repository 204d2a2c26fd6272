"""Months whose deaths may be unseen: a flag, no score. Fewer deaths go with fewer precisely placed events, or with a known shutdown.

A month is flagged where its deaths are at most FALL of the mean of the twelve before, and one of two things can be told:

- ``placed``: the share of its events that UCDP places to the exact spot or within 25 km (where_prec 1 or 2) lies at least DROP
  below that of the twelve months before, and by chance so low a share would come up at most once in ten times (Fisher's exact
  test, one-sided);
- ``shutdown``: a telephone or internet shutdown of the curated table covers a day of it. A block of social media alone
  does not count.

Fewer sources would be a third sign; the number of sources of an event is not stored. A flag does not say that deaths were missed,
and a month without one does not say that all were seen.
"""

from __future__ import annotations

import pandas as pd
from scipy import stats  # type: ignore[import-untyped]

from indicators import months
from indicators.dimensions.conflict import deaths, events
from indicators.dimensions.curated import counted
from indicators.model import Snapshots

FALL = 2 / 3  # of the mean of the twelve months before
DROP = 0.10  # of the share of precisely placed events
CHANCE = 0.10
BEFORE = 12  # months
PRECISE = (1, 2)  # where_prec
SOURCE = "shutdowns"
CUT = ("telephone", "internet", "both")
COLUMNS = ("period", "deaths", "usual", "events", "placed", "usual_placed", "chance", "shutdowns", "why")


def flagged(snapshots: Snapshots, country: str, start: str, end: str) -> pd.DataFrame:
    """The months from ``start`` to ``end`` (YYYY-MM) that may be unseen, with the figures that say so: COLUMNS, sorted.

    ``deaths`` against ``usual``, the mean of the twelve months before; ``placed`` of ``events`` (shares 0-1) against
    ``usual_placed``, with ``chance``, NaN where the events are not stored; ``shutdowns`` names curated rows (``table:id``,
    space-joined); ``why`` is ``placed``, ``shutdown`` or both, space-joined.
    """
    first, last = months.ordinal(start), months.ordinal(end)
    best = deaths.monthly(snapshots, country, first - BEFORE, last).best
    placed, cuts = _placed(snapshots, country, first, last), _shutdowns(snapshots, country)
    rows = []
    for month in range(first, last + 1):
        here, usual = best[month - first + BEFORE], best[month - first : month - first + BEFORE].mean()
        if not here <= FALL * usual:  # NaN where a month is not known
            continue
        number, share, before, chance = _told(*placed[month]) if month in placed else (0, *[float("nan")] * 3)
        cut = [name for name, day, until in cuts if day <= months.last_day(month) and until >= f"{months.period(month)}-01"]
        why = [name for name, on in (("placed", share <= before - DROP and chance <= CHANCE), ("shutdown", bool(cut))) if on]
        if why:
            rows.append((months.period(month), here, usual, number, share, before, chance, " ".join(cut), " ".join(why)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _placed(snapshots: Snapshots, country: str, first: int, last: int) -> dict[int, tuple[int, int, int, int]]:
    """Events placed precisely and events in all, in each month and in the twelve before it, by month number."""
    known = events.known(snapshots, country)
    if known is None:
        return {}
    span = range(first - BEFORE, last + 1)
    frame = known.frame.assign(precise=known.frame["where_prec"].isin(PRECISE))
    table = frame.groupby("month")["precise"].agg(["size", "sum"]).reindex(span, fill_value=0)
    covered = known.covered(list(span))
    size, precise = table["size"].to_numpy(), table["sum"].to_numpy()
    found = {}
    for month in range(first, last + 1):
        place = month - first + BEFORE
        whole, exact = int(size[place - BEFORE : place].sum()), int(precise[place - BEFORE : place].sum())
        if covered[place - BEFORE : place + 1].all() and size[place] and whole:
            found[month] = int(precise[place]), int(size[place]), exact, whole
    return found


def _told(here: int, events_: int, exact: int, whole: int) -> tuple[int, float, float, float]:
    """Events, share placed precisely, that of the twelve months before, and the chance of so low a one (Fisher's exact test)."""
    table = [[here, events_ - here], [exact, whole - exact]]
    chance = float(stats.fisher_exact(table, alternative="less").pvalue)
    return events_, here / events_, exact / whole, chance


def _shutdowns(snapshots: Snapshots, country: str) -> list[tuple[str, str, str]]:
    """The curated rows (``table:id``) of shutdowns with their first and last days."""
    table = snapshots.newest(SOURCE)
    if table is None:
        return []
    rows = counted(table.frame[(table.frame["country"] == country) & table.frame["cut"].isin(CUT)])
    named = [f"{SOURCE}:{name}" for name in rows["id"]]
    return list(zip(named, map(str, rows["date"]), map(str, rows["until"]), strict=True))
