"""Whose deed an event was: the party of each side, by the curated table of actors, which the pages count and colour alike. Pure.

UCDP's names are kept; a party holds an alliance with the groups it was formed from, or armed groups of one kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators import memo
from indicators.sources.curated.actors import PARTIES

CIVILIANS, OTHER = "Civilians", "others"
ORDER = PARTIES
GOVERNMENT = "Government of "
WITH, AGAINST, BETWEEN = "with government forces", "against civilians", "between armed groups"
POINT_COLUMNS = ("longitude", "latitude", "deaths", "party", "dyad", "day", "place")
KNOWN = (1, 2, 3)  # where_prec: exact, within 25 km, the second-order unit
Named = Mapping[str, str]  # UCDP's name of an actor -> its party


@memo.last(8)
def named(actors: pd.DataFrame) -> Named:
    """The party of each of UCDP's names in the curated table ``actors``."""
    rows = zip(actors["ucdp"].fillna(""), actors["party"], strict=True)
    return {name: str(party) for names, party in rows for name in str(names).split("; ") if name}


def split(side: str) -> list[str]:
    """The actors of one side of an event: UCDP joins several by commas."""
    return side.split(", ")


def of(side: str, parties: Named) -> tuple[str, ...]:
    """The parties of one side, each once, in the order they are named; none for civilians, OTHER for a name the table lacks."""
    return () if side == CIVILIANS else tuple(dict.fromkeys(parties.get(name, OTHER) for name in split(side)))


def group(name: str, parties: Named) -> str:
    """The party by which a side is coloured: the first of its parties that is not OTHER."""
    return _first(of(name, parties))


def party(side_a: str, side_b: str, parties: Named) -> str:
    """Whose an event is: who killed civilians; else the side beside a government; between armed groups the first side."""
    sides = [side for side in (side_a, side_b) if side != CIVILIANS]
    armed = [side for side in sides if not side.startswith(GOVERNMENT)]
    return group((armed or sides)[0], parties)


def kind(dyad: str) -> str:
    """Between whom a pair of UCDP's ("A - B") stands: WITH, AGAINST or BETWEEN."""
    sides = dyad.split(" - ")
    if CIVILIANS in sides:
        return AGAINST
    return WITH if any(side.startswith(GOVERNMENT) for side in sides) else BETWEEN


def points(events: pd.DataFrame, parties: Named) -> pd.DataFrame:
    """The events with a death whose place is known to the second-order unit or better, the deadliest first: POINT_COLUMNS."""
    rows = events[events["where_prec"].isin(KNOWN) & (events["best"] > 0)].sort_values(["best", "id"], ascending=False)
    told = rows.assign(
        deaths=rows["best"], party=[party(a, b, parties) for a, b in zip(rows["side_a"], rows["side_b"], strict=True)],
        day=rows["date_end"].astype(str), place=rows["adm2"],
    )  # fmt: skip
    return told[list(POINT_COLUMNS)].reset_index(drop=True)


def _first(found: Sequence[str]) -> str:
    return next((one for one in found if one != OTHER), OTHER)
