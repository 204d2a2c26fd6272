"""The verdict in words: what stands at the top of the first page, of the brief and of every feed. Rules in ``scoring.verdict``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from indicators import registry
from indicators.subject import SUBJECT
from indicators.wording.en import month

if TYPE_CHECKING:
    from indicators.scoring.verdict import Direction, Verdict

DIRECTION = {"worse": "worse", "better": "better", "no_new_data": "no new data", "cannot_tell": "cannot tell"}
# The sign of this dimension is disputed: which way is worse is a reading, so it is said to be higher or lower.
DISPUTED = {"worse": "higher", "better": "lower", "no_new_data": "no new data", "cannot_tell": "cannot tell"}
HOW = (
    "Worse or better: at least eight of ten simulations agree. No new data: less than half of the weight has a figure about a later month. "
    "Cannot tell: neither."
)


def disputed(key: str) -> bool:
    """Whether the sign of a dimension is disputed: its weight is a half."""
    return registry.DIMENSIONS[key].weight < 1


def direction(found: Direction) -> str:
    """The word for a dimension, the index or the pulse."""
    words = DISPUTED if found.key in registry.DIMENSIONS and disputed(found.key) else DIRECTION
    return words[found.word]


def chance(found: Direction) -> str:
    """How sure: the share of simulations in which it is worse, in words a reader can repeat."""
    share = round(found.worse * 100)
    if share in (0, 100):
        return f"it is worse in {'all' if share else 'none'} of the simulations"
    return f"it is worse in {share} of 100 simulations"


def _band(found: Direction) -> str:
    return f"{found.score:.0f} of 100 (nine of ten simulations: {found.p05:.0f} to {found.p95:.0f})"


def level(found: Verdict) -> str:
    """First sentence: where index and pulse stand."""
    owner = f"{SUBJECT.name.en}\u2019s"
    if found.index and found.pulse:
        told = f"{owner} risk index stands at {_band(found.index)}; its pulse, which sees the last months alone, at {_band(found.pulse)}"
    elif found.index:
        told = f"{owner} risk index stands at {_band(found.index)}"
    elif found.pulse:
        told = f"{owner} pulse stands at {_band(found.pulse)}"
    else:
        return f"For {month(found.now)} neither index nor pulse can be told."
    return f"In {month(found.now)} {told}."


def dimensions(found: Verdict) -> str:
    """Second sentence: the direction of each dimension."""
    if not found.dimensions:
        return f"No dimension can be compared with {month(found.then)}."
    groups: dict[str, list[str]] = {}
    for key, one in found.dimensions.items():
        groups.setdefault(_clause(one), []).append(registry.DIMENSIONS[key].short.en)
    told = [f"{listed(names)} {clause.format('are' if len(names) > 1 else 'is')}" for clause, names in groups.items()]
    return f"Against {month(found.then)}, {'; '.join(told)}."


def _clause(found: Direction) -> str:
    if found.word == "no_new_data":
        return "{} without new data"
    if found.word == "cannot_tell":
        return "{} neither clearly better nor clearly worse"
    return "{} " + direction(found) + (" (its sign is disputed)" if disputed(found.key) else "")


def sure(found: Verdict) -> str:
    """Third sentence: how sure the comparison of the index is, what it depends on, and how old its figures are."""
    if found.index is None:
        return f"The index cannot be compared with {month(found.then)}."
    one = found.index
    judged = {
        "worse": "The index is worse",
        "better": "The index is better",
        "no_new_data": "Whether the index is worse or better cannot be said for want of new data",
        "cannot_tell": "Whether the index as a whole is worse or better these data cannot tell",
    }[one.word]
    return f"{judged}: {chance(one)}{_by_reading(found)}; {_age(found.stale)}."


def _by_reading(found: Verdict) -> str:
    if not found.readings:
        return ""
    low = min(found.readings.values(), key=lambda reading: reading.worse)
    high = max(found.readings.values(), key=lambda reading: reading.worse)
    least, most = (round(reading.worse * 100) for reading in (low, high))
    return "" if least == most else f", by the reading in {least} ({_reading(low)}) to {most} ({_reading(high)})"


def _age(stale: float) -> str:
    share = round(stale * 100)
    if not share:
        return "all of its weight has a figure of the last twelve months"
    return f"{share}% of its weight has no figure of the last twelve months"


def _reading(found: Direction) -> str:
    name = registry.READINGS[found.key.removeprefix("index.")].name.en
    return name[:1].lower() + name[1:]


def listed(names: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def whole(found: Verdict) -> tuple[str, str, str]:
    """The three sentences."""
    return level(found), dimensions(found), sure(found)
