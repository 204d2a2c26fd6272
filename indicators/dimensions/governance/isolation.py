"""Isolation: measures of the closed list in force on the last day of each month. Pure; the table comes as an argument.

A measure is a pair (body, measure). Its newest row that starts or ends it says whether it is in force and whether it was
imposed or chosen: a suspension followed by the country's own exit is one measure, imposed first and chosen later.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from indicators import memo, months

Row = Mapping[Hashable, Any]
DECIDING = ("effective", "lifted")
_READ = ("id", "date", "body", "measure", "phase", "kind")
STATE_COLUMNS = ("body", "measure", "since", "phase", "kind", "id")


def in_force(events: pd.DataFrame, day: str) -> pd.DataFrame:
    """The state of each measure of the closed list on ``day`` (ISO), one row per pair in force or announced.

    ``events`` has id, date, body, measure, phase, kind, closed_list. Columns STATE_COLUMNS: ``phase`` is ``effective``, or
    ``announced`` where the pair is not in force but was announced and not lifted since; ``since`` and ``id`` are those of the
    row that says so.
    """
    return pd.DataFrame(states(events, day), columns=list(STATE_COLUMNS))


def states(events: pd.DataFrame, day: str) -> list[tuple[str, ...]]:
    """The same as tuples."""
    return _states(_listed(events), day)


@memo.last(64)
def _listed(events: pd.DataFrame) -> list[Row]:
    """Rows of the closed list in order of time; of two rows of one day the later one in the table's order (its id) wins."""
    told = zip(events["closed_list"].tolist(), *(events[name].tolist() for name in _READ), strict=True)
    listed: list[Row] = [dict(zip(_READ, values, strict=True)) for closed, *values in told if closed == "yes"]
    return sorted(listed, key=lambda row: (row["date"], row["id"]))


def _states(listed: Sequence[Row], day: str) -> list[tuple[str, ...]]:
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in listed:
        if str(row["date"]) <= day:
            pairs.setdefault((str(row["body"]), str(row["measure"])), []).append(row)
    return [state for _, pair in sorted(pairs.items()) if (state := _state(pair))]


def deciding(events: pd.DataFrame) -> pd.DataFrame:
    """The rows that start or end a measure of the closed list."""
    return events[(events["closed_list"] == "yes") & events["phase"].isin(DECIDING)]


def _state(ordered: Sequence[Row]) -> tuple[str, ...] | None:
    decided = [row for row in ordered if row["phase"] in DECIDING]
    current = decided[-1] if decided else None
    if current is None or current["phase"] == "lifted":
        since = "" if current is None else str(current["date"])
        announced = [row for row in ordered if row["phase"] == "announced" and str(row["date"]) > since]
        if not announced:
            return None
        current = announced[-1]
    return tuple(str(current[name]) for name in ("body", "measure", "date", "phase", "kind", "id"))


def counts(events: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Number of measures by month number from ``first`` to ``last``: columns month, best, low, high.

    best = in force on the last day; low = the imposed ones among them; high = best and what is announced but not in force.
    """
    return pd.DataFrame(_counted(events, first, last), columns=["month", "best", "low", "high"])


def _counted(events: pd.DataFrame, first: int, last: int) -> Iterator[tuple[int, float, float, float]]:
    listed = _listed(events)
    changes = {months.ordinal(str(row["date"])) for row in listed}
    phase, kind = STATE_COLUMNS.index("phase"), STATE_COLUMNS.index("kind")
    best = low = high = 0.0
    for month in range(first, last + 1):
        if month == first or month in changes:  # the state only changes in a month with a row
            states = _states(listed, months.last_day(month))
            effective = [state for state in states if state[phase] == "effective"]
            best, high = float(len(effective)), float(len(states))
            low = float(sum(state[kind] == "imposed" for state in effective))
        yield month, best, low, high
