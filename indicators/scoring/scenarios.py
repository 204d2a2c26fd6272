"""Scenarios: the same snapshots with one thing added to what they tell of a month. The scores of it are then computed as any. Pure.

A scenario changes inputs: rows of a curated table, or an empty release of UCDP. It offsets no score. It is no forecast either: each
says what is changed, and everything else stays as it is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from indicators import memo, months
from indicators.dimensions.conflict import events, territory
from indicators.dimensions.curated import counted
from indicators.dimensions.military import ledger
from indicators.model import Snapshots, Vintage
from indicators.registry import INDICATORS, PULSE_PARTS, SOURCES
from indicators.subject import SUBJECT

CAPITALS = 4  # lost: the end of the scale of conflict.territory, one more than were ever lost at once
CALM = 12  # months
LAST = "~what-if"  # begins the names of added rows, so that of one day's rows they come last

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Scenario:
    """One thing that is other than it is known to be; ``sources`` are the tables ``change(snapshots, period)`` touches.

    Where nothing can be changed (no capital is left to lose, no transition runs, the table is not known) the snapshots come back.
    """

    key: str
    sources: tuple[str, ...]
    change: Callable[[Snapshots, str], Snapshots] = field(repr=False, compare=False)

    @property
    def touched(self) -> tuple[str, ...]:
        """The indicators and parts of the pulse that read one of the tables."""
        every = {**INDICATORS, **PULSE_PARTS}
        return tuple(key for key, one in every.items() if set(one.sources) & set(self.sources))


def capitals_lost(snapshots: Snapshots, period: str) -> Snapshots:
    """Capitals are lost on the month's last day until CAPITALS are outside the state's control.

    Which ones makes no difference: indicators count them, and those already lost remain lost.
    """
    known, day = _own(snapshots, "territory"), _day(period)
    if known is None:
        return snapshots
    out = territory.outside(counted(known), day)
    gone = set(out.loc[out["best"].astype(bool), "place"])
    left = [one for one in SUBJECT.capitals if one.name.en not in gone][: max(0, CAPITALS - len(gone))]
    shared = {"date": day, "date_precision": "day", "change": "lost", "controller": "", "contested": "no"}
    return _with(
        snapshots, "territory", known, [{**shared, "place": one.name.en, "pcode": one.pcode, "id": one.pcode} for one in left]
    )


def coup(snapshots: Snapshots, period: str) -> Snapshots:
    """A coup succeeds on the month's last day."""
    known = _own(snapshots, "governance_events")
    if known is None:
        return snapshots
    empty = dict.fromkeys(("body", "measure", "phase", "kind", "actor"), "")
    row = {"id": "coup", "date": _day(period), "date_precision": "day", "event_type": "coup", "outcome": "successful"}
    return _with(snapshots, "governance_events", known, [{**row, **empty, "closed_list": "no"}])


def forces_leave(snapshots: Snapshots, period: str) -> Snapshots:
    """Every foreign force that is there at the month's end has left on its last day."""
    known = _own(snapshots, "foreign_forces")
    if known is None:
        return snapshots
    there = ledger.levels(_counted(known), period, period)
    shared = {
        "date": _day(period), "date_precision": "day", "status": "withdrawn", "personnel_low": 0.0, "personnel_high": 0.0,
        "personnel_best": float("nan"), "population": "in_country", "relation": "owner", "basis": "stated", "succeeds": "", "count": "exact",
        "bases": "",
    }  # fmt: skip
    rows = [
        {
            **shared,
            "id": str(place),
            "sponsor": one["sponsor"],
            "bloc": one["bloc"],
            "force": one["force"],
            "mission": one["force"],
        }
        for place, one in enumerate(there.to_dict("records"))
    ]
    return _with(snapshots, "foreign_forces", known, rows)


def elections(snapshots: Snapshots, period: str) -> Snapshots:
    """An elected president is sworn in on the month's last day: the transition that runs ends."""
    vintage, known, day = snapshots.newest("promises"), _own(snapshots, "promises"), _day(period)
    if vintage is None or known is None:
        return snapshots
    ended = vintage.frame["spell_end"]
    runs = (vintage.frame["spell_start"] <= day) & ((ended == "") | (ended > day)) & (vintage.frame["country"] == SUBJECT.code)
    if not runs.any():
        return snapshots
    return _put(snapshots, "promises", replace(vintage, frame=vintage.frame.assign(spell_end=ended.mask(runs, day))))


def calm(snapshots: Snapshots, period: str) -> Snapshots:
    """Nobody is killed in organised violence in the CALM months to the month's end.

    UCDP's events of those months are taken out, and where its annual release ends before, a candidate release without events covers them.
    """
    last = months.ordinal(period)
    start = months.period(last - CALM + 1)
    found = [replace(one, frame=_without(one.frame, start, period)) for one in snapshots.all(events.SOURCE)]
    newest = max((one.published for one in found), default=_day(period))
    columns = found[0].frame.iloc[:0] if found else pd.DataFrame(columns=SOURCES[events.SOURCE].columns)
    empty = Vintage(events.SOURCE, "what-if", newest, "given", start, period, (SUBJECT.code,), columns)
    return replace(snapshots, vintages={**snapshots.vintages, events.SOURCE: (*found, empty)})


SCENARIOS: dict[str, Scenario] = {
    one.key: one
    for one in (
        Scenario("capitals", ("territory",), capitals_lost),
        Scenario("coup", ("governance_events",), coup),
        Scenario("forces", ("foreign_forces",), forces_leave),
        Scenario("elections", ("promises",), elections),
        Scenario("calm", (events.SOURCE,), calm),
    )
}


def _day(period: str) -> str:
    return months.last_day(months.ordinal(period))


def _own(snapshots: Snapshots, key: str) -> pd.DataFrame | None:
    """The subject's rows of a curated table; None where it is not known or has none."""
    vintage = snapshots.newest(key)
    rows = None if vintage is None else _subjects(vintage.frame)
    return rows if rows is not None and len(rows) else None


def _with(snapshots: Snapshots, key: str, known: pd.DataFrame, rows: Rows) -> Snapshots:
    """The snapshots with ``rows`` added to a curated table, each on the word of a source of grade A."""
    vintage = snapshots.newest(key)
    if vintage is None or not rows:
        return snapshots
    told = [{**one, "id": f"{LAST}-{one['id']}", "country": SUBJECT.code, "source_grade": "A"} for one in rows]
    pattern = known.iloc[0].to_dict()
    added = pd.DataFrame([{**pattern, **one} for one in told], columns=known.columns).astype(vintage.frame.dtypes.to_dict())
    return _put(snapshots, key, replace(vintage, frame=pd.concat([vintage.frame, added], ignore_index=True)))


def _put(snapshots: Snapshots, key: str, vintage: Vintage) -> Snapshots:
    return replace(snapshots, vintages={**snapshots.vintages, key: (*snapshots.all(key)[:-1], vintage)})


def _without(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The subject's rows that did not end in these months: no indicator of the subject asks for another country's."""
    own = _subjects(frame)
    return own[~own["date_end"].between(f"{start}-01", f"{end}-31")]


@memo.last(4, lasting=True)
def _counted(frame: pd.DataFrame) -> pd.DataFrame:
    return counted(frame)


@memo.last(16, lasting=True)
def _subjects(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["country"] == SUBJECT.code]
