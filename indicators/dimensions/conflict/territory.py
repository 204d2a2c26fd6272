"""Territory: capitals of regions outside the state's control, or besieged, on the last day of each month. Pure; the table is
an argument.

A capital is outside from the day it is lost to the day it is regained. Three readings of the same rows give the band:

- best: the rows that are not contested, at their dates;
- low: a loss counts only where it is sure (not contested, source better than grade C), a return counts even where contested;
- high: the reverse, every loss counts and only a sure return ends it.

Sieges are read in the same three ways. A siege whose end nobody reports stays open, but SIEGE_MONTHS after the newest row
that tells of it only high still counts it.

Where only the month or the year of a change is known, a loss counts in low, and a return in high, from the last day of that
month or year; no row counts before its date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from indicators import months

# The zero before the table's first row is an argument, no row: the rebels of 1990-1996 raided posts and withdrew to their bases
# (Lecocq, Disputed Desert, 2010, https://hdl.handle.net/1887/18540), Crisis Group calls the crisis in which the army was
# expelled from the north in 2012 unprecedented (the subject: Avoiding Escalation, Africa Report 189), and between the two no capital
# is known to have been lost but one for a day in May 2006, which has its rows.
START = "1990-01"
HELD = ("lost", "regained")
CLOSED = ("besieged", "relieved")
SIEGE_MONTHS = 12
BESIEGED = 0.5  # what a besieged capital counts beside a lost one


def outside(frame: pd.DataFrame, day: str) -> pd.DataFrame:
    """The capitals outside state control on ``day`` (ISO) by at least one reading, one row each, sorted by place.

    ``frame`` has id, place, pcode, date, date_precision (day, month, year), change (lost, regained, besieged, relieved),
    controller, contested (yes, no), source_grade. Sieges are left aside. Columns STATE_COLUMNS: best, low and high say by
    which readings; ``since``, ``controller`` and ``id`` are those of the place's newest row dated by ``day``.
    """
    return _states(frame, HELD, day)


def losses(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows by which best counts a capital as lost or regained."""
    return frame[frame["change"].isin(HELD) & (frame["contested"] == "no")]


def pressing(frame: pd.DataFrame) -> pd.DataFrame:
    """The same, and those by which best counts a siege or its end."""
    return frame[frame["change"].isin((*HELD, *CLOSED)) & (frame["contested"] == "no")]


def besieged(frame: pd.DataFrame, day: str) -> pd.DataFrame:
    """The capitals under siege or blockade on ``day`` by at least one reading; columns and ``frame`` as in ``outside``.

    A siege that no row has told of for SIEGE_MONTHS counts in ``high`` alone.
    """
    return pd.DataFrame(_closed(_changes(frame, CLOSED), day), columns=list(STATE_COLUMNS))


def _states(frame: pd.DataFrame, kinds: tuple[str, str], day: str) -> pd.DataFrame:
    """Places that are, on ``day``, in the state that ``kinds`` (change that begins it, change that ends it) describe: STATE_COLUMNS."""
    return pd.DataFrame(_held(_changes(frame, kinds), day), columns=list(STATE_COLUMNS))


def _changes(frame: pd.DataFrame, kinds: tuple[str, str]) -> dict[str, list[Change]]:
    """The rows of ``kinds`` by place, places sorted."""
    found: dict[str, list[Change]] = {}
    told = zip(*(frame[name].tolist() for name in _READ), _latest(frame), strict=True)
    for *row, latest in sorted(told, key=lambda one: str(one[1])):
        if row[4] in kinds:
            found.setdefault(str(row[1]), []).append(Change._make((*row, latest, row[4] == kinds[0])))
    return found


def _held(changes: Mapping[str, Sequence[Change]], day: str) -> list[State]:
    return [state for rows in changes.values() if (state := _state(rows, day))]


def _closed(changes: Mapping[str, Sequence[Change]], day: str) -> list[State]:
    """The states of sieges; best and low only where a row of the last SIEGE_MONTHS tells of it."""
    month = months.ordinal(day)
    states = _held(changes, day)
    told = [month - months.ordinal(state.since) < SIEGE_MONTHS for state in states]
    return [state._replace(best=state.best and new, low=state.low and new) for state, new in zip(states, told, strict=True)]


class State(NamedTuple):
    """A place outside state control or besieged, by which readings, and the newest row that tells of it."""

    place: str
    pcode: str
    since: str
    controller: str
    best: bool
    low: bool
    high: bool
    id: str


STATE_COLUMNS = State._fields


class Change(NamedTuple):
    """A row of the table; ``latest`` is the last day it can have happened, ``begins`` whether a loss or siege begins by it."""

    id: str
    place: str
    pcode: str
    date: str
    change: str
    controller: str
    contested: str
    source_grade: str
    latest: str
    begins: bool

    @property
    def sure(self) -> bool:
        """Not contested, and its source better than grade C."""
        return self.contested == "no" and self.source_grade != "C"


_READ = Change._fields[:-2]


def _state(changes: Sequence[Change], day: str) -> State | None:
    best = _has_begun([(one.date, one) for one in changes if one.contested == "no"], day)
    low = best and _has_begun(
        [(one.latest if one.begins else one.date, one) for one in changes if not one.begins or one.sure], day
    )
    high = best or _has_begun([(one.date if one.begins else one.latest, one) for one in changes if one.begins or one.sure], day)
    if not high:
        return None
    newest = max((one for one in changes if one.date <= day), key=lambda one: (one.date, one.id))
    return State(newest.place, newest.pcode, newest.date, newest.controller, best, low, high, newest.id)


def _has_begun(changes: Sequence[tuple[str, Change]], day: str) -> bool:
    """Whether the last of the changes, each with the day it counts from, begins the state."""
    seen = [(counts, one.date, one.id, one) for counts, one in changes if counts <= day]
    return bool(seen) and max(seen)[3].begins


def _latest(changes: pd.DataFrame) -> list[str]:
    """The last day each change can have happened, as ISO text."""
    pairs = zip(changes["date"].tolist(), changes["date_precision"].tolist(), strict=True)
    return [_latest_day(str(date), str(precision)) for date, precision in pairs]


def _latest_day(date: str, precision: str) -> str:
    if precision == "day":
        return date
    return f"{date[:4]}-12-31" if precision == "year" else months.last_day(months.ordinal(date))


def capitals_outside(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Number of regional capitals outside state control at each month's end from ``start`` to ``end`` (YYYY-MM).

    Columns period, best, low, high (float64; low <= best <= high), one row a month, none before START; 0 where no change is on
    record yet. ``frame`` as in ``outside``. Raises ValueError where ``start`` or ``end`` is no month.
    """
    held = _changes(frame, HELD)
    return _monthly(frame, start, end, lambda day: _counted(_held(held, day), []))


def pressure(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Capitals outside state control, each as 1, and besieged ones, each as BESIEGED, at each month's end; as ``capitals_outside``.

    A capital that is lost and besieged counts once, as lost.
    """
    held, closed = _changes(frame, HELD), _changes(frame, CLOSED)
    return _monthly(frame, start, end, lambda day: _counted(_held(held, day), _closed(closed, day)))


_READINGS = ("best", "low", "high")


def _counted(held: Sequence[State], closed: Sequence[State]) -> tuple[float, ...]:
    """By reading the lost capitals, each as 1, and those besieged and not lost, each as BESIEGED."""
    values = []
    for reading in _READINGS:
        lost, shut = ({state.place for state in states if getattr(state, reading)} for states in (held, closed))
        values.append(len(lost) + BESIEGED * len(shut - lost))
    return tuple(values)


def _monthly(frame: pd.DataFrame, start: str, end: str, count: Callable[[str], tuple[float, ...]]) -> pd.DataFrame:
    """``count`` on the last day of each month, recomputed only where a row, or the age of a siege, can change it."""
    first, last = max(months.ordinal(start), months.ordinal(START)), months.ordinal(end)
    dated = months.ordinals(frame["date"]).tolist()
    moved = {first, *dated, *map(months.ordinal, _latest(frame)), *(number + SIEGE_MONTHS for number in dated)}
    rows: list[tuple[str | float, ...]] = []
    values: tuple[float, ...] = ()
    for month in range(first, last + 1):
        if month in moved:
            values = count(months.last_day(month))
        rows.append((months.period(month), *values))
    return pd.DataFrame(rows, columns=["period", *_READINGS]).astype(dict.fromkeys(_READINGS, "float64"))
