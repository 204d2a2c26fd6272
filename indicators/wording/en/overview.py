"""Texts of the overview."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING

from indicators.subject import SUBJECT
from indicators.wording.en import NOTHING, STATUS, month, number, signed
from indicators.wording.en import day as day_of
from indicators.wording.en.verdict import listed

if TYPE_CHECKING:
    import pandas as pd

TITLE = f"How risky is {SUBJECT.name.en}?"
LEAD = "By month, from open data. 100 is most risk."
INDEX = "Level"
PULSE = "Pulse"
WITHOUT = "Level without foreign forces"
HAPPENED = "What happened."
STANDS = "Where it stands."
SURE = "How sure."
SPAN = "Months shown"
SPANS = {"60": "5 years", "120": "10 years", "all": "All", "chosen": "As chosen"}
INDEX_NOTE = (
    "Shaded: nine of ten simulations. Hollow: more than a tenth of the weight is first releases. The level is slow, most of it yearly "
    "figures; the pulse sees the last months alone and predicts nothing. Diamonds are all turning points: point at one to read it. "
    "Written above are coups, capitals that changed hands, large forces that came or went, and the deadliest month."
)
HOLLOW_NOTE = "Hollow: more than a tenth of the weight is first releases."
WRITTEN = "The turning points written on the chart"
TURNED = {
    "coup": "coup", "lost": "{} leaves the state\u2019s control", "regained": "{} back under the state", "left": "{} leaves",
    "came": "{} arrives", "deadliest": "{} killed, the deadliest month", "besieged": "{} under siege",
}  # fmt: skip
TURNING = "What happened"
UNIT = "score 0–100, higher is more risk"
POINTS = "points of the index"
MOVED_NOTE = (
    "Bars of all causes add up to the change. Hatched: no new figure; as wide as such a figure has moved in as many months, "
    "9 times in 10."
)
ALL_TURNING = "What happened in these months, with sources"
BASE = "Compared with"
KNOW = "What you should know about these numbers"
NOTES = (
    "The index describes; it does not predict. Last year's deaths predict next year's better than this index does.",
    "Bands are simulated: each figure errs as its source says or as such figures were revised in the past, a figure that was carried on "
    "ages, and weights vary around those declared. Readings and aggregation are not in the band; they are told beside it.",
    "Figures older than a year are carried on; each card says how much of its weight they make up.",
    "The military dimension measures loss and change of external security provision. Whether presence or departure is "
    "the risk is "
    'disputed; it weighs one half, and its readings are told under "How sure".',
    "Deaths are those that could be dated, placed and attributed: a floor. The newest months are first releases, "
    "revised later.",
)


def direction(end: str) -> str:
    """Before the sentence on directions."""
    return f"Direction over the year to {month(end)}."


def dimensions_finding(end: str, since: Mapping[str, tuple[str, float, float]]) -> str:
    """The title of the dimensions' lines: which stands highest at the end, and which moved most.

    ``since`` gives of each dimension with a score in ``end`` its first month shown, its score then and its score in ``end``.
    """
    if not since:
        return f"No dimension has a score in {month(end)}"
    top = max(now for _, _, now in since.values())
    first = [name for name, (_, _, now) in since.items() if f"{now:.0f}" == f"{top:.0f}"]
    text = f"{listed(first)} {'stand' if len(first) > 1 else 'stands'} highest in {month(end)}, at {top:.0f} of 100"
    name, (start, then, now) = max(since.items(), key=lambda one: abs(one[1][2] - one[1][1]))
    if f"{now:.0f}" == f"{then:.0f}":
        return text
    return f"{text}; {name} {'rose' if now > then else 'fell'} most, from {then:.0f} in {month(start)} to {now:.0f}"


def turned(period: str, kind: str, what: str) -> str:
    """A turning point as it is written on the chart, its month first: ``March 2022: 1,357 killed, the deadliest month``."""
    named = number(float(what)) if kind == "deadliest" else listed(_plain(one) for one in what.split("; "))
    text = TURNED[kind].format(named)
    if kind in ("left", "came", "lost") and ("; " in what or _plain(what).endswith("forces")):
        text = text.replace("leaves", "leave").replace("arrives", "arrive")
    return f"{month(period)}: {text}"


def _plain(name: str) -> str:
    return re.sub(r" \(.*\)|^Operation ", "", name)


def in_lines(text: str, width: int = 27) -> str:
    """The text in at most two lines, of ``width`` letters or as few more as it takes: a row of the chart has room for two."""
    lines = next(found for wide in count(width) if len(found := textwrap.wrap(text, wide)) <= 2)
    return "\n".join(lines)


def event(day: str, summary: str) -> str:
    """A turning point with its day."""
    return f"{day_of(day)}: {summary}"


def no_verdict(period: str, missing: list[str], has_index: bool) -> str:
    """Said where a month has no verdict: no index, or none a year before."""
    if has_index:
        return f"{month(period)} cannot be compared with the year before, which has no index."
    if missing:
        return f"In {month(period)} {SUBJECT.name.en} has no index: too little is known of {' and '.join(missing)}."
    return (
        f"In {month(period)} {SUBJECT.name.en} has no index: it starts in January 2001, when all its indicators have entered."
    )


def card(band: tuple[float, float] | None, before: float | None, status: str, stale: float) -> str:
    """What stands under a card's score: band, a year before, age of the figures."""
    parts = [f"Nine of ten simulations: {band[0]:.0f} to {band[1]:.0f}."] if band else []
    parts += [f"{before:.1f} a year before."] if before is not None else []
    share = round(stale * 100)
    return " ".join(
        [
            *parts,
            f"{share}% of its weight has no figure of the last twelve months." if share else f"{STATUS[status].capitalize()}.",
        ]
    )


def spark_alt(name: str, line: pd.DataFrame) -> str:
    """A card's line in words; ``line`` has period and score, in order."""
    first, last = line.iloc[0], line.iloc[-1]
    return (
        f"{name}: line from {first['score']:.1f} in {month(first['period'])} to {last['score']:.1f} in {month(last['period'])}."
    )


def no_score(name: str, key: str) -> str:
    """A card without a score."""
    return f"{name}: none without all four dimensions." if key == "index" else f"{name}: under 60% of its weight has a value."


def history_finding(first: tuple[str, float], last: tuple[str, float], pulse: tuple[float, float | None] | None) -> str:
    """The title of the lines: the index in the first and last month shown, and the pulse (now, a year before) beside it."""
    change = last[1] - first[1]
    if first[0] == last[0] or f"{first[1]:.0f}" == f"{last[1]:.0f}":
        text = f"The level stands at {last[1]:.0f}" + ("" if first[0] == last[0] else f", as in {month(first[0])}")
    else:
        text = f"The level {'rose' if change > 0 else 'fell'} from {first[1]:.0f} in {month(first[0])} to {last[1]:.0f}"
    if pulse is None:
        return text
    now, then = pulse
    if then is None or f"{now:.0f}" == f"{then:.0f}":
        return f"{text}; the pulse stands at {now:.0f}"
    return f"{text}; the pulse {'rose' if now > then else 'fell'} from {then:.0f} to {now:.0f} in a year"


def moved(base: str, end: str, change: float, causes: Mapping[str, float]) -> str:
    """The finding of the changes: by how much the index moved, and the two causes that moved it most."""
    text = f"{month(base)} to {month(end)}: the index {_way(change)}"
    largest = sorted((name for name in causes if abs(causes[name]) >= NOTHING), key=lambda name: -abs(causes[name]))[:2]
    told = " and ".join(f"{name} ({signed(causes[name])})" for name in largest)
    return f"{text}; most by {told}" if told else text


def _way(change: float) -> str:
    return "did not move" if abs(change) < NOTHING else f"{'rose' if change > 0 else 'fell'} by {abs(change):.1f}"


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
        f"Bar chart, by cause, of the points of index each indicator added or took between {month(base)} and {month(end)}. "
        "The data are in the table below."
    )


def no_moved(base: str, end: str) -> str:
    """Said where one of the two months has no index."""
    return f"There is no index in {month(base)} or in {month(end)}, so that their difference cannot be told apart."
