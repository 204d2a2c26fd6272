"""Texts of the overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from indicators.subject import SUBJECT
from indicators.wording import NOTHING, STATUS, month, signed

if TYPE_CHECKING:
    import pandas as pd

TITLE = f"How risky is {SUBJECT.name.en}?"
LEAD = f"How risky {SUBJECT.name.en} is in four dimensions, month by month, from open data. 0 is least risk, 100 most."
LEAST = 2  # dimensions that can be told apart
INDEX = "Index"
WITHOUT = "Without foreign forces"
PULSE = "Pulse"
SPAN = "Months shown"
SPANS = {"60": "5 years", "120": "10 years", "all": "All", "chosen": "As chosen"}
INDEX_NOTE = (
    "Index: slow, most of it yearly figures. Pulse: the last weeks against the recent past; it predicts nothing. The band runs from the "
    "sources' low to their high figures and is no confidence interval. Dots are turning points: point at one, or click for its source."
)
UNIT = "score 0–100, higher is more risk"
POINTS = "points of index"
TURNING = "What happened"
ALL_TURNING = "All turning points in these months"
BASE = "Compared with"
KNOW = "What you should know about these numbers"
NOTES = (
    "The index describes; it does not predict. Last year's deaths predict next year's better than this index does.",
    "The band uses the sources' own low and high figures in every step. It is not a confidence interval.",
    "Values older than a year are brought forward and marked carried; each card says how much of its weight they make up.",
    "The dimension of foreign forces measures loss and change of external security provision. Whether presence or departure is "
    "the risk is "
    "disputed; it weighs one half, and the index without it stands beside.",
    "Deaths are those that could be dated, placed and attributed: a floor. The newest months are first releases, "
    "revised later.",
)


def summary(period: str, score: float, low: float, high: float, change: float | None, without: float | None) -> str:
    """The one sentence on top; true with and without a value a year before or a second reading."""
    text = (
        f"In {month(period)} {SUBJECT.name.en}'s risk index is {score:.1f} of 100; using the sources' low and high figures, "
        f"{low:.0f} to {high:.0f}"
    )
    if change is not None:
        word = "unchanged on" if abs(change) < NOTHING else f"{abs(change):.1f} points {'above' if change > 0 else 'below'}"
        text += f". It is {word} a year before"
    return text + (f"; without the dimension of foreign forces it is {without:.1f}." if without is not None else ".")


def carried_by(names: Mapping[str, float], older: float | None) -> str:
    """Which dimension stands highest and lowest (name -> score), and how old the figures are."""
    top, bottom = max(names, key=lambda name: names[name]), min(names, key=lambda name: names[name])
    text = f"Highest is {top} ({names[top]:.1f}), lowest {bottom} ({names[bottom]:.1f})."
    return text if older is None else f"{text} {older:.0%} of the weight rests on figures more than a year old."


def no_index(period: str, missing: list[str]) -> str:
    """Said where a month has no index: the dimensions that have no score."""
    if missing:
        return f"In {month(period)} {SUBJECT.name.en} has no index: too little is known of {' and '.join(missing)}."
    return (
        f"In {month(period)} {SUBJECT.name.en} has no index: it starts in January 2001, when all its indicators have entered."
    )


def moved(change: float | None) -> str | None:
    """A card's change on the year before; None where there is nothing to compare with."""
    return None if change is None else f"{signed(change)} in a year"


def card(low: float, high: float, status: str, older: float | None) -> str:
    """What stands under a card's score."""
    text = f"Range {low:.1f} to {high:.1f}. {STATUS[status].capitalize()}."
    return text + (f" {older:.0%} of weight older than a year." if older is not None else "")


def spark_alt(name: str, line: pd.DataFrame) -> str:
    """A card's line in words; ``line`` has period and score, in order."""
    first, last = line.iloc[0], line.iloc[-1]
    return (
        f"{name}: line from {first['score']:.1f} in {month(first['period'])} to {last['score']:.1f} in {month(last['period'])}."
    )


def no_score(name: str, key: str) -> str:
    """A card without a score."""
    return f"{name}: none without all four dimensions." if key == "index" else f"{name}: under 60 % of its weight has a value."


def history_finding(first: tuple[str, float], last: tuple[str, float], pulse: tuple[float, float | None] | None) -> str:
    """The title of the lines: the index in the first and last month shown, and the pulse (now, a year before) beside it."""
    change = last[1] - first[1]
    if first[0] == last[0] or f"{first[1]:.0f}" == f"{last[1]:.0f}":
        text = f"The index stands at {last[1]:.0f}" + ("" if first[0] == last[0] else f", as in {month(first[0])}")
    else:
        text = f"The index {'rose' if change > 0 else 'fell'} from {first[1]:.0f} in {month(first[0])} to {last[1]:.0f}"
    if pulse is None:
        return text
    now, then = pulse
    if then is None or f"{now:.0f}" == f"{then:.0f}":
        return f"{text}; the pulse stands at {now:.0f}"
    return f"{text}; the pulse {'rose' if now > then else 'fell'} from {then:.0f} to {now:.0f} in a year"


def dimensions_finding(period: str, values: Mapping[str, float]) -> str:
    """The title of the dimensions: which stands highest and which lowest in the last month shown."""
    if len(values) < LEAST:
        return f"The four dimensions to {month(period)}"
    top, bottom = max(values, key=lambda name: values[name]), min(values, key=lambda name: values[name])
    return f"{top} stands highest ({values[top]:.0f}), {bottom.lower()} lowest ({values[bottom]:.0f})"


def still(count: int) -> str:
    """What the bars leave out."""
    what = "indicator" if count == 1 else "indicators"
    return f"{count} {what} without a change of a hundredth of a point left out; the data have all." if count else ""


def moved_finding(base: str, change: float, largest: Sequence[tuple[str, float]]) -> str:
    """The title of the bars: how far the index moved, and the largest parts of it (name, points), the largest first."""
    whole = (
        f"stands where it stood in {month(base)}" if abs(change) < NOTHING else f"moved by {signed(change)} since {month(base)}"
    )
    told = " and ".join(f"{name} ({signed(points, 2)})" for name, points in largest)
    return f"The index {whole}; most by {told}" if told else f"The index {whole}"


def moved_title(base: str, end: str) -> str:
    """Heading of the changes between two months."""
    return f"What moved the index from {month(base)} to {month(end)}"


def moved_sum(base: str, end: str, before: float, after: float, largest: str, points: float) -> str:
    """The changes in a sentence."""
    return (
        f"From {before:.1f} in {month(base)} to {after:.1f} in {month(end)}: {signed(after - before)} points, which the "
        f"bars add up "
        f"to exactly. The largest is {largest} ({signed(points, 2)})."
    )


def no_moved(base: str, end: str) -> str:
    """Said where one of the two months has no index."""
    return f"There is no index in {month(base)} or in {month(end)}, so that their difference cannot be told apart."


def index_alt(period: str, score: float | None, start: str) -> str:
    """The index chart in words."""
    now = "" if score is None else f" In {month(period)} it stands at {score:.1f}."
    return (
        f"Line chart of {SUBJECT.name.en}'s risk index, 0 to 100, from {month(start)} to {month(period)}, with a band "
        f"and a second line "
        f"without the military dimension.{now} The data are in the table below."
    )


def dimension_alt(period: str, values: Mapping[str, float]) -> str:
    """The dimension chart in words."""
    told = ", ".join(f"{name} {score:.1f}" for name, score in values.items())
    return f"Line chart of the four dimensions. In {month(period)}: {told}. The data are in the table below."


def moved_alt(base: str, end: str) -> str:
    """The bars of change in words."""
    return (
        f"Bar chart of the points of index each indicator added or took between {month(base)} and {month(end)}. "
        "The data are in the table below."
    )
