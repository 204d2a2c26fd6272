"""Whose deed an event was, as a chart colours it: a few parties with a colour of their own, all others together. Pure.

UCDP's names are kept; a group holds an alliance under the names it has had, or armed groups of the same kind.
"""

from __future__ import annotations

import pandas as pd

# The beginnings of UCDP's names, by the key of a colour (``palette.actor``).
GROUPS = {
    "JNIM": ("JNIM",), "IS": ("IS",), "FLA": ("FLA", "CSP-PSD", "CMA"), "self-defence groups": ("Dan na Ambassagou", "Dozos"),
}  # fmt: skip
GOVERNMENT, CIVILIANS, OTHER = "government", "Civilians", "others"
ORDER = ("JNIM", "IS", "FLA", "self-defence groups", GOVERNMENT, OTHER)
WITH, AGAINST, BETWEEN = "with government forces", "against civilians", "between armed groups"
POINT_COLUMNS = ("longitude", "latitude", "deaths", "party", "dyad", "day", "place")
KNOWN = (1, 2, 3)  # where_prec: exact, within 25 km, the second-order unit


def group(name: str) -> str:
    """The party a UCDP actor belongs to: one of ORDER."""
    if name.startswith("Government of"):
        return GOVERNMENT
    return next(
        (key for key, begins in GROUPS.items() if any(name == one or name.startswith(f"{one} ") for one in begins)), OTHER
    )


def party(side_a: str, side_b: str) -> str:
    """Whose an event is: who killed civilians; else the side beside the government; between armed groups the first side."""
    sides = [side for side in (side_a, side_b) if side != CIVILIANS]
    armed = [side for side in sides if group(side) != GOVERNMENT]
    return group(armed[0]) if armed else GOVERNMENT


def kind(dyad: str) -> str:
    """Between whom a pair of UCDP's ("A - B") stands: WITH, AGAINST or BETWEEN."""
    sides = dyad.split(" - ")
    if CIVILIANS in sides:
        return AGAINST
    return WITH if any(group(side) == GOVERNMENT for side in sides) else BETWEEN


def points(events: pd.DataFrame) -> pd.DataFrame:
    """The events with a death whose place is known to the second-order unit or better, the deadliest first: POINT_COLUMNS."""
    rows = events[events["where_prec"].isin(KNOWN) & (events["best"] > 0)].sort_values(["best", "id"], ascending=False)
    told = rows.assign(
        deaths=rows["best"], party=[party(a, b) for a, b in zip(rows["side_a"], rows["side_b"], strict=True)],
        day=rows["date_end"].astype(str), place=rows["adm2"],
    )  # fmt: skip
    return told[list(POINT_COLUMNS)].reset_index(drop=True)
