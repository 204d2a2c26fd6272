"""A promised day that comes, and one that went by or was put off.

A promise (the end of a transition) is kept where the transition ended by its day; a schedule (a polling day) where an election
was held that day. A promise or schedule is replaced by a later one of its class in the same transition; a schedule also by a
postponement without a new day.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.alerts.rule import Alert, Known, Rule, later
from indicators.dimensions.governance.transition import DATED

AHEAD = 60  # days
HELD = "election held"
Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class Promise:
    """A dated row, the days on which others replaced it, the day its matter was settled (``""``: not), whether it was kept."""

    row: Row
    named: tuple[str, ...]
    settled: str
    kept: bool

    @property
    def due(self) -> str:
        """The day promised."""
        return str(self.row["due"])

    @property
    def replaced(self) -> str:
        """The first day on which another replaced it, ``""`` where none did."""
        return min(self.named, default="")

    @property
    def put_off(self) -> bool:
        """Whether another day, or none, was named before this one came."""
        return "" < self.replaced <= self.due


def promises(known: Known) -> list[Promise]:
    """Every dated promise and schedule of the country, in the order made."""
    rows, events = known.rows("promises"), known.rows("governance_events")
    if not len(rows):
        return []
    votes = [str(day) for day in events.loc[events["event_type"] == HELD, "date"]] if len(events) else []
    records = rows.to_dict("records")
    return [
        _promise(row, records[number + 1 :], votes)
        for number, row in enumerate(records)
        if row["class"] in DATED and row["due"]
    ]


def _promise(row: Row, after: Sequence[Row], votes: Sequence[str]) -> Promise:
    due, ended = str(row["due"]), str(row["spell_end"])
    replacing = (str(row["class"]), *(("postponement",) if row["class"] == "schedule" else ()))
    named = tuple(str(one["public_from"]) for one in after if one["spell"] == row["spell"] and one["class"] in replacing)
    if row["class"] == "schedule":
        held = [day for day in votes if day >= due]
        return Promise(row, named, min(held, default=""), due in votes)
    return Promise(row, named, ended, "" < ended <= due)


def _due(known: Known) -> Iterator[Alert]:
    for one in promises(known):
        since = max(str(one.row["public_from"]), later(one.due, -AHEAD))
        until = min(day for day in (one.replaced, later(one.due, 1)) if day)
        if since < until:
            yield _alert("promise_due", known, one, since, until)


def _missed(known: Known) -> Iterator[Alert]:
    for one in promises(known):
        if one.kept:
            continue
        since = one.replaced if one.put_off else later(one.due, 1)
        ends = [day for day in (one.settled, *one.named) if day > since]
        yield _alert("promise_missed", known, one, since, min(ends, default=""))


def _alert(key: str, known: Known, one: Promise, since: str, until: str) -> Alert:
    row = one.row
    values = {
        "what": str(row["what"]), "due": one.due, "summary": str(row["summary"]), "summary_fr": str(row["summary_fr"]),
        "how": "put off" if one.put_off else "missed",
    }  # fmt: skip
    return Alert(
        key, known.country, str(row["id"]), since, until, "row", values, (f"promises:{row['id']}",), str(row["source_url"])
    )


RULES = (
    Rule("promise_due", "figure", {"days": AHEAD}, _due),
    Rule("promise_missed", "fact", {}, _missed),
)
