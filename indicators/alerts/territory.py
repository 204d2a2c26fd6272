"""A capital of a region lost, or besieged, as the curated rows tell it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from indicators.alerts.rule import Alert, Known, Rule, later
from indicators.dimensions.conflict.territory import CLOSED, HELD, SIEGE_MONTHS

_SIEGE_DAYS = round(SIEGE_MONTHS * 365.25 / 12)
Row = Mapping[Hashable, Any]


def spells(rows: Iterable[Row], kinds: tuple[str, str], lapse: int = 0) -> Iterator[tuple[Row, str, str]]:
    """Each row that begins or renews a state, with the days the state began and ended (``""``: it lasts).

    ``rows`` are one place's, by date; ``kinds`` the change that begins and the one that ends. A state that no row has told of
    for ``lapse`` days has ended (0: never).
    """
    told: list[Row] = []
    for row in [*(one for one in rows if one["change"] in kinds), None]:
        lapsed = later(str(told[-1]["date"]), lapse) if told and lapse else ""
        gone = bool(lapsed) and (row is None or lapsed <= str(row["date"]))
        if told and (row is None or gone or row["change"] == kinds[1]):
            end = lapsed if gone else "" if row is None else str(row["public_from"])
            yield from ((one, str(told[0]["public_from"]), end) for one in told)
            told = []
        if row is not None and row["change"] == kinds[0]:
            told.append(row)


def _finder(key: str, kinds: tuple[str, str], lapse: int = 0) -> Callable[[Known], Iterable[Alert]]:
    def find(known: Known) -> Iterator[Alert]:
        rows = known.rows("territory")
        for place, own in rows.groupby("place", sort=True) if len(rows) else ():
            found = list(spells(own.to_dict("records"), kinds, lapse))
            for number, (row, began, ended) in enumerate(found):
                renewed = number + 1 < len(found) and found[number + 1][1] == began
                until = str(found[number + 1][0]["public_from"]) if renewed else ended
                values = {
                    "place": str(place), "controller": str(row["controller"]), "began": began, "contested": str(row["contested"]),
                    "summary": str(row["summary"]), "summary_fr": str(row["summary_fr"]),
                }  # fmt: skip
                since = str(row["public_from"])
                yield Alert(
                    key,
                    known.country,
                    str(row["id"]),
                    since,
                    until,
                    "row",
                    values,
                    (f"territory:{row['id']}",),
                    str(row["source_url"]),
                )

    return find


RULES = (
    Rule("capital_lost", "fact", {}, _finder("capital_lost", HELD)),
    Rule(
        "capital_besieged",
        "fact",
        {"months": SIEGE_MONTHS},
        _finder("capital_besieged", CLOSED, _SIEGE_DAYS),
        stronger="capital_lost",
    ),
)
