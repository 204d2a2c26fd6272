"""What changed between two sides, by cause: indicators, dimensions, index, pulse and its parts. The parts add up. Pure.

A dimension is a weighted mean of the indicators that have a value. An indicator that has one on both sides gives each part
of its own change times its share of the mean. One that enters or leaves gives its share times the distance between its score
and the mean of those that stay: that is what it does to the mean, the new shares of the others included, and it is called
``expiry``. So the parts add up to the change of the mean without a remainder.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from indicators import memo
from indicators.model import Indicator
from indicators.registry import PULSE, PULSE_PARTS
from indicators.scoring import causes, composite
from indicators.scoring.causes import EXPIRY, METHOD, Moved, Part
from indicators.scoring.sides import Seen, Side, Weigh, look, table

COLUMNS = ("country", "level", "key", "indicator", "cause", "points", "evidence", "rows", "age_months", "before", "after")
INDICATOR = "indicator"


class Member(NamedTuple):
    """What an indicator is in a score: its ``share`` (0-1) of it, and its ``weight`` in the ``group`` whose mean it is in."""

    group: str
    weight: float
    share: float
    score: float


Name = tuple[str, str]  # level and key of a score
Scores = dict[Name, dict[str, Member]]
Row = tuple[str, str, str, str, float, str, str, int | None]


def split(before: Side, after: Side) -> pd.DataFrame:
    """The change from one side to the other: a row for each indicator behind a score, and cause; columns COLUMNS, sorted.

    ``level`` and ``key`` as in SCORE_COLUMNS, but no readings. ``points`` (0-100 scale) of a level and key add up to the
    difference of its two scores; what has no score on one side has no rows. ``indicator`` is the one that moved, ``evidence``
    what stands behind it, ``rows`` its curated rows (``table:id``, space-joined), ``age_months`` that of a carried figure, else NA.
    ``before`` and ``after`` are the two scores of the level and key.
    ``before`` and ``after`` are the two scores of the level and key.

    Where the sides' methods differ, the later month is measured by the first method too; what remains is the cause ``method``.

    Raises ValueError where the sides are of two countries, or the second one's month is earlier.
    """
    if before.country != after.country or before.period > after.period:
        raise ValueError("two sides of one country are compared, the earlier month first")
    middle = after
    if before.method != after.method:
        middle = replace(after, method=before.method, indicators=before.indicators, weigh=before.weigh, observations=None)
    moved = {key: causes.of(one, before, middle) for key, one in before.indicators.items() if key in middle.indicators}
    first = members(before, {key: one.before for key, one in moved.items()})
    second = members(middle, {key: one.after for key, one in moved.items()})
    rows = [row for name in first.keys() & second.keys() for row in _rows(name, first[name], second[name], moved)]
    if middle is after:
        return _sorted(rows, after.country, first, second)
    looked = {key: look(after, one, (after.month,)).get(after.month) for key, one in after.indicators.items()}
    third = members(after, looked)
    rows = [row for row in rows if row[:2] in third]
    for name in first.keys() & second.keys() & third.keys():
        rows += _by_method(name, middle, after, second[name], third[name])
    return _sorted(rows, after.country, first, third)


def members(side: Side, looked: Mapping[str, Seen | None]) -> Scores:
    """Each score of the side's month by level and key, as the indicators it is a mean of: share x score adds up to it."""
    seen = {key: one for key, one in looked.items() if one is not None}
    found: Scores = {
        (PULSE.key if key in PULSE_PARTS else INDICATOR, key): {key: Member(key, 1.0, 1.0, one.score)}
        for key, one in seen.items()
    }
    if not seen:
        return found
    for row in _weighed(side, seen):
        name, group, weight = str(row["indicator"]), str(row["dimension"]), float(row["weight"])
        if not math.isnan(row["to_dimension"]):
            _into(found, ("dimension", group))[name] = Member(group, weight, float(row["share"]), float(row["score"]))
        if not math.isnan(row["to_index"]) and row["index_weight"] > 0:
            _into(found, ("index", "index"))[name] = Member(group, weight, float(row["index_weight"]), float(row["score"]))
    if PULSE_PARTS.keys() <= seen.keys():
        found[PULSE.key, PULSE.key] = _pulse(side, seen)
    return found


Rows = list[dict[Hashable, Any]]
_WEIGHED = (
    "indicator",
    "dimension",
    "weight",
    "share",
    "score",
    "to_dimension",
    "to_index",
    "index_weight",
)  # what is read of it


def _weighed(side: Side, seen: Mapping[str, Seen]) -> Rows:
    """The month's contributions of the indicators that are no part of the pulse."""
    if side.observations is None:
        return side.weigh(table(one for key, one in seen.items() if key not in PULSE_PARTS)).to_dict("records")
    names = tuple(key for key in side.indicators if key not in PULSE_PARTS)
    return _every(side.observations, names, side.weigh)(side.period)


@memo.last(16)
def _every(observations: pd.DataFrame, names: tuple[str, ...], weigh: Weigh) -> Callable[[str], Rows]:
    """Contributions of ``names`` in a month, of all months weighed in one pass; inside a month in the order of ``names``."""
    place = {name: number for number, name in enumerate(names)}
    own = observations[observations["indicator"].isin(names)]
    ordered = own.iloc[own["indicator"].map(place).argsort(kind="stable")].reset_index(drop=True)
    weighed = weigh(ordered)
    columns = {name: weighed[name].tolist() for name in _WEIGHED}
    places: dict[str, list[int]] = {}
    for number, period in enumerate(weighed["period"]):
        places.setdefault(str(period), []).append(number)
    return lambda period: [{name: one[number] for name, one in columns.items()} for number in places.get(period, [])]


def _into(found: Scores, name: Name) -> dict[str, Member]:
    return found.setdefault(name, {})


def _pulse(side: Side, seen: Mapping[str, Seen]) -> dict[str, Member]:
    parts = {key: side.indicators[key] for key in PULSE_PARTS}
    weigh = _weighing(tuple(parts.values()))
    if side.observations is None:
        rows = weigh(table(seen[key] for key in PULSE_PARTS)).to_dict("records")
    else:
        rows = _every(side.observations, tuple(parts), weigh)(side.period)
    return {
        str(row["indicator"]): Member(PULSE.key, float(row["weight"]), float(row["share"]), float(row["score"])) for row in rows
    }


@memo.last(8)
def _weighing(parts: tuple[Indicator, ...]) -> Weigh:
    """How the pulse weighs its parts; the same function for the same parts."""
    named = {one.key: one for one in parts}
    weights = {key: one.weight for key, one in named.items()}
    return lambda observed: composite.contributions(
        composite.indicator_scores(observed, named), named, {PULSE.key: 1.0}, weights
    )


def _pieces(
    old: Mapping[str, Member], new: Mapping[str, Member], moved: Mapping[str, Moved]
) -> Iterator[tuple[str, Part, float]]:
    """Of one score each indicator's parts, and the share at which they count."""
    for name in old.keys() & new.keys():
        for part in moved[name].parts:
            yield name, part, old[name].share
    stayed = _means([one for name, one in new.items() if name in old])
    for name in old.keys() - new.keys():
        yield name, _left(old[name], stayed, moved[name].before), old[name].share
    for name in new.keys() - old.keys():
        yield name, _entered(new[name], stayed, moved[name].after), new[name].share


def _left(member: Member, stayed: Mapping[str, float], seen: Seen | None) -> Part:
    return Part(EXPIRY, stayed.get(member.group, 0.0) - member.score, f"leaves, last figure {seen.figure if seen else 'none'}")


def _entered(member: Member, stayed: Mapping[str, float], seen: Seen | None) -> Part:
    return Part(EXPIRY, member.score - stayed.get(member.group, 0.0), f"enters with {seen.figure if seen else 'none'}")


def _means(stayed: list[Member]) -> dict[str, float]:
    """Weighted mean score of the members of each group."""
    return {
        group: sum(one.weight * one.score for one in stayed if one.group == group)
        / sum(one.weight for one in stayed if one.group == group)
        for group in {one.group for one in stayed}
    }


def _by_method(name: Name, middle: Side, after: Side, old: Mapping[str, Member], new: Mapping[str, Member]) -> list[Row]:
    """What one score of the later month differs by between the two methods."""
    given = [{key: one.share * one.score for key, one in side.items()} for side in (old, new)]
    points = {key: given[1].get(key, 0.0) - given[0].get(key, 0.0) for key in sorted({*given[0], *given[1]})}
    return [_row(name, key, _remainder(middle, after, key), one) for key, one in points.items() if one]


def _remainder(middle: Side, after: Side, key: str) -> Part:
    old, new = middle.indicators.get(key), after.indicators.get(key)
    if old is not None and new is not None and old.weight != new.weight:
        return Part(METHOD, 0.0, f"weight {old.weight:g} to {new.weight:g}")
    return Part(METHOD, 0.0, "measured by another method")


def _rows(name: Name, old: Mapping[str, Member], new: Mapping[str, Member], moved: Mapping[str, Moved]) -> list[Row]:
    return [_row(name, key, part, share * part.points) for key, part, share in _pieces(old, new, moved)]


def _row(name: Name, indicator: str, part: Part, points: float) -> Row:
    return (*name, indicator, part.cause, points, part.evidence, " ".join(part.rows), part.age)


def _sorted(rows: list[Row], country: str, first: Scores, last: Scores) -> pd.DataFrame:
    place = {cause: number for number, cause in enumerate(causes.CAUSES)}
    ordered = sorted(rows, key=lambda row: (row[0], row[1], place[row[3]], row[2]))  # level, key, cause, indicator
    ends = {name: (_score(first[name]), _score(last[name])) for name in {row[:2] for row in rows}}
    frame = pd.DataFrame([(country, *row, *ends[row[:2]]) for row in ordered], columns=list(COLUMNS))
    return frame.astype({"points": "float64", "age_months": "Int64"})


def _score(members: Mapping[str, Member]) -> float:
    return sum(one.share * one.score for one in members.values())
