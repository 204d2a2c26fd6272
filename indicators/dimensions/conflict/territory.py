"""Territory: capitals of regions outside the state's control on the last day of each month. Pure; the table is an argument.

A capital is outside from the day it is lost to the day it is regained. Three readings of the same rows give the band:

- best: the rows that are not contested, at their dates;
- low: a loss counts only where it is sure (not contested, source better than grade C), a return counts even where contested;
- high: the reverse, every loss counts and only a sure return ends it.

Where only the month or the year of a change is known, a loss counts in low, and a return in high, from the last day of that
month or year; no row counts before its date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from indicators import months

# The zero before the table's first row is an argument, no row: the rebels of 1990-1996 raided posts and withdrew to their bases
# (Lecocq, Disputed Desert, 2010, https://hdl.handle.net/1887/18540), Crisis Group calls the crisis in which the army was
# expelled from the north in 2012 unprecedented (the subject: Avoiding Escalation, Africa Report 189), and between the two no capital
# is known to have been lost but one for a day in May 2006, which has its rows.
START = "1990-01"
STATE_COLUMNS = ("place", "pcode", "since", "controller", "best", "low", "high", "id")


def outside(frame: pd.DataFrame, day: str) -> pd.DataFrame:
    """The capitals outside state control on ``day`` (ISO) by at least one reading, one row each, sorted by place.

    ``frame`` has id, place, pcode, date, date_precision (day, month, year), change (lost, regained), controller, contested
    (yes, no), source_grade. Columns STATE_COLUMNS: best, low and high say by which readings; ``since``, ``controller`` and
    ``id`` are those of the place's newest row dated by ``day``.
    """
    changes = [Change(*row) for row in zip(*(frame[name] for name in _READ), _latest(frame), strict=True)]
    places = sorted({one.place for one in changes})
    rows = [state for place in places if (state := _state([one for one in changes if one.place == place], day))]
    return pd.DataFrame(rows, columns=list(STATE_COLUMNS))


class Change(NamedTuple):
    """A row of the table; ``latest`` is the last day it can have happened."""

    id: str
    place: str
    pcode: str
    date: str
    change: str
    controller: str
    contested: str
    source_grade: str
    latest: str

    @property
    def lost(self) -> bool:
        """Whether the capital is lost by it."""
        return self.change == "lost"

    @property
    def sure(self) -> bool:
        """Not contested, and its source better than grade C."""
        return self.contested == "no" and self.source_grade != "C"


_READ = tuple(name for name in Change._fields if name != "latest")


def _state(changes: Sequence[Change], day: str) -> tuple[str | bool, ...] | None:
    best = _is_lost([(one.date, one) for one in changes if one.contested == "no"], day)
    low = best and _is_lost([(one.latest if one.lost else one.date, one) for one in changes if not one.lost or one.sure], day)
    high = best or _is_lost([(one.date if one.lost else one.latest, one) for one in changes if one.lost or one.sure], day)
    if not high:
        return None
    newest = max((one for one in changes if one.date <= day), key=lambda one: (one.date, one.id))
    return newest.place, newest.pcode, newest.date, newest.controller, best, low, high, newest.id


def _is_lost(changes: Sequence[tuple[str, Change]], day: str) -> bool:
    """Whether the last of the changes, each with the day it counts from, is a loss."""
    seen = [(counts, one.date, one.id, one) for counts, one in changes if counts <= day]
    return bool(seen) and max(seen)[3].lost


def _latest(changes: pd.DataFrame) -> pd.Series:
    """The last day each change can have happened, as ISO text."""
    month_end = changes["date"].map(lambda date: months.last_day(months.ordinal(date)))
    year_end = changes["date"].str.slice(0, 4) + "-12-31"
    precision = changes["date_precision"]
    return changes["date"].where(precision == "day", month_end).where(precision != "year", year_end)


def capitals_outside(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Number of regional capitals outside state control at each month's end from ``start`` to ``end`` (YYYY-MM).

    Columns period, best, low, high (float64; low <= best <= high), one row a month, none before START; 0 where no change is on
    record yet. ``frame`` as in ``outside``. Raises ValueError where ``start`` or ``end`` is no month.
    """
    first, last = max(months.ordinal(start), months.ordinal(START)), months.ordinal(end)
    return pd.DataFrame(_counted(frame, first, last), columns=["period", "best", "low", "high"])


def _counted(frame: pd.DataFrame, first: int, last: int) -> Iterator[tuple[str, float, float, float]]:
    moved = set(months.ordinals(frame["date"])) | set(months.ordinals(_latest(frame)))
    best = low = high = 0.0
    for month in range(first, last + 1):
        if month == first or month in moved:  # the state only changes in a month with a row
            state = outside(frame, months.last_day(month))
            best, low, high = (float(state[reading].sum()) for reading in ("best", "low", "high"))
        yield months.period(month), best, low, high
