"""The page of armed actors: in how many deaths each party was part, whom it killed, whom it lost, where, when and against whom. Pure.

A party is *part of* an event where it is one of the two sides, alone or with others; the event's deaths then count for it, whoever
died and by whose hand. Most events have two parties, so that parties add up to more than the deaths: ``balance`` tells by how much.
*Killed by it in one-sided violence* are the deaths of events in which UCDP names civilians as the other side. *Its dead* are those
that UCDP counts on its side; with civilians, the unknown and sides of several parties they add up to the deaths exactly.

Frames of events are ``tables.conflict.known``'s; ``parties`` is ``tables.parties.named``'s.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators import memo
from indicators.tables import parties as sides
from indicators.tables.parties import CIVILIANS, Named

SHARE_COLUMNS = ("party", "deaths", "share", "events", "killed_civilians", "own_dead")
WHEN_COLUMNS = ("period", "party", "number")
AGAINST_COLUMNS = ("opponent", "deaths", "events", "opponent_party")
DEAD_COLUMNS = ("whose", "deaths")
SEVERAL, UNKNOWN = "several together", "not known whose"
MEASURES = ("deaths", "killed_civilians", "own_dead")
STEPS = ("year", "month")
ONE_SIDED = "one_sided"


@dataclass(frozen=True)
class Balance:
    """How the parties' figures add up to those of the events, persons.

    ``deaths`` of all ``events``; ``counted`` is the sum over the parties; the difference is in events of several parties.
    ``one_sided`` deaths of one-sided violence, ``counted_one_sided`` the sum over the parties.
    """

    events: int
    deaths: int
    counted: int
    one_sided: int
    counted_one_sided: int


@memo.last(32)
def taking_part(events: pd.DataFrame, parties: Named) -> pd.DataFrame:
    """The events, a row for each party that is part of one: their columns and ``party``. An event of UCDP's has one at least."""
    pairs = zip(events["side_a"], events["side_b"], strict=True)
    told = [list(dict.fromkeys((*sides.of(a, parties), *sides.of(b, parties)))) for a, b in pairs]
    return events.assign(party=pd.Series(told, index=events.index, dtype=object)).explode("party", ignore_index=True)


@memo.last(32)
def shares(events: pd.DataFrame, parties: Named) -> pd.DataFrame:
    """A row for each party of ``tables.parties.ORDER`` that is part of an event, the deadliest first, others last: SHARE_COLUMNS.

    ``deaths`` persons in events it was part of, ``share`` (0-1) of the deaths of all events, NaN where nobody died; ``events`` their
    number; ``killed_civilians`` persons in one-sided violence; ``own_dead`` persons on its side, where it stood there alone.
    """
    rows, total = taking_part(events, parties), float(events["best"].sum())
    told = rows.groupby("party").agg(deaths=("best", "sum"), events=("best", "size"))
    one_sided = rows[rows["type"] == ONE_SIDED].groupby("party")["best"].sum()
    lost = dead(events, parties).set_index("whose")["deaths"]
    table = told.assign(share=told["deaths"] / total if total else float("nan"))
    for name, values in (("killed_civilians", one_sided), ("own_dead", lost)):
        table[name] = values.reindex(told.index).fillna(0).astype("int64")
    last = (table.index == sides.OTHER).astype(int)
    ordered = table.assign(last=last).rename_axis("party").reset_index()
    return ordered.sort_values(["last", "deaths", "party"], ascending=[True, False, True], ignore_index=True)[
        list(SHARE_COLUMNS)
    ]


@memo.last(32)
def balance(events: pd.DataFrame, parties: Named) -> Balance:
    """How the parties' figures add up."""
    rows = taking_part(events, parties)
    one_sided = (frame["best"][frame["type"] == ONE_SIDED] for frame in (events, rows))
    whole, counted = (int(one.sum()) for one in one_sided)
    return Balance(len(events), int(events["best"].sum()), int(rows["best"].sum()), whole, counted)


@memo.last(32)
def dead(events: pd.DataFrame, parties: Named) -> pd.DataFrame:
    """Whose the dead were: parties, CIVILIANS, SEVERAL (a side of several parties), UNKNOWN; they add up to the deaths: DEAD_COLUMNS."""
    found = [
        pd.DataFrame(
            {"whose": events[f"side_{one}"].map(lambda side: _whose(str(side), parties)), "deaths": events[f"deaths_{one}"]}
        )
        for one in ("a", "b")
    ]
    rest = {CIVILIANS: events["deaths_civilians"].sum(), UNKNOWN: events["deaths_unknown"].sum()}
    rows = pd.concat([*found, pd.DataFrame({"whose": list(rest), "deaths": list(rest.values())})])
    table: pd.DataFrame = rows.groupby("whose", as_index=False).agg(deaths=("deaths", "sum")).astype({"deaths": "int64"})
    return table.sort_values(["deaths", "whose"], ascending=[False, True], ignore_index=True)[list(DEAD_COLUMNS)]


def _whose(side: str, parties: Named) -> str:
    if side == CIVILIANS:
        return CIVILIANS
    found = sides.of(side, parties)
    return found[0] if len(found) == 1 else SEVERAL


@memo.last(32)
def when(events: pd.DataFrame, parties: Named, measure: str, step: str) -> pd.DataFrame:
    """``measure`` (MEASURES, persons) of each party by year or month of the events' ends: WHEN_COLUMNS; without zeros."""
    rows = taking_part(events, parties).assign(number=lambda frame: frame["best"])
    if measure == "killed_civilians":
        rows = rows[rows["type"] == ONE_SIDED]
    if measure == "own_dead":
        rows = _losing(events, parties)
    period = rows["period"].str[: 4 if step == "year" else 7]
    table = rows.assign(period=period).groupby(["period", "party"], as_index=False).agg(number=("number", "sum"))
    return table.loc[table["number"] > 0, list(WHEN_COLUMNS)].reset_index(drop=True)


def _losing(events: pd.DataFrame, parties: Named) -> pd.DataFrame:
    """The dead of each side that is one party's: period, party, number."""
    found = [
        pd.DataFrame(
            {
                "period": events["period"],
                "party": events[f"side_{one}"].map(lambda side: _whose(str(side), parties)),
                "number": events[f"deaths_{one}"],
            }
        )
        for one in ("a", "b")
    ]
    rows = pd.concat(found, ignore_index=True)
    return rows[~rows["party"].isin([CIVILIANS, SEVERAL])]


@memo.last(64)
def of(events: pd.DataFrame, parties: Named, party: str) -> pd.DataFrame:
    """The events a party is part of, each once."""
    rows = taking_part(events, parties)
    return rows[rows["party"] == party].reset_index(drop=True)


@memo.last(64)
def against(events: pd.DataFrame, parties: Named, party: str) -> pd.DataFrame:
    """The other side of a party's events under UCDP's name, the deadliest first: AGAINST_COLUMNS; they add up to the party's deaths.

    Where both sides are of the party (or of OTHER) the pair is named, "A - B". ``opponent_party`` is CIVILIANS for civilians.
    """
    rows = of(events, parties, party)
    told = [_opponent(a, b, party, parties) for a, b in zip(rows["side_a"], rows["side_b"], strict=True)]
    frame = rows.assign(opponent=[name for name, _ in told], opponent_party=[whose for _, whose in told])
    table = frame.groupby(["opponent", "opponent_party"], as_index=False).agg(deaths=("best", "sum"), events=("best", "size"))
    return table.sort_values(["deaths", "opponent"], ascending=[False, True], ignore_index=True)[list(AGAINST_COLUMNS)]


def _opponent(side_a: str, side_b: str, party: str, parties: Named) -> tuple[str, str]:
    own = [party in sides.of(side, parties) for side in (side_a, side_b)]
    if all(own):
        return f"{side_a} - {side_b}", party
    other = side_b if own[0] else side_a
    return other, CIVILIANS if other == CIVILIANS else sides.group(other, parties)


def listed(actors: pd.DataFrame, party: str) -> pd.DataFrame:
    """The rows of the curated table about a party: names in use first, then those of the past, the earliest first."""
    own = actors[actors["party"] == party]
    return (
        own.assign(past=own["until"].fillna("") != "")
        .sort_values(["past", "date", "id"], ignore_index=True)
        .drop(columns="past")
    )
