"""Texts of the page on what was said of a month on two days of knowledge."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.wording.en import NOTHING, RECONSTRUCT, day, month, number, signed
from indicators.wording.en.overview import INDEX as INDEX
from indicators.wording.en.overview import PULSE as PULSE

TITLE = "As known on two days"
LEAD = "What could be said of a month on one day and on a later one, and what the difference is made of, to the last point."
FIRST, SECOND, MONTH, SCORE = "First day", "Second day", "Month", "Score"
SECOND_HELP = "Empty: the day chosen at the top of the page, or today."
TODAY = "today"
WORKING = "Scoring the months anew as known on these days. It takes some seconds, once."
EQUAL = "Nothing that is stored appeared between these two days: both say the same."
NO_VERDICT = "A year before, this month has no score to be compared with."
UNIT = "score 0–100, higher is more risk; hollow the first day, filled the second"
SAID_NOTE = "Thin lines: nine of ten simulations. On the right the second day less the first."
POINTS = "points of the score, second day less first"
HEADS = {
    "new data": "Newer figures came into use",
    "revision": "Figures of the same period revised",
    "ledger": "Ledger rows that became known",
    "expiry": "Enters or leaves the mean",
    "method": "Method",
    "time passing": "Time passing",
}
SHORT = {
    "new data": "newer figures", "revision": "revised figures", "ledger": "ledger rows", "expiry": "a changed mean", "method": "method",
    "time passing": "time passing",
}  # fmt: skip
SAME_FIGURE = "The same figure on both days"
SPLIT_NOTE = (
    "The bold sums add up to the difference exactly. Both days are scored by today\u2019s method, so that method has no part. Parts under "
    "0.005 points have no bar and are in the sums."
)
NO_SPLIT = "No figure behind this score changed between the two days."
EVIDENCE = "Every part of the difference, with the figures and rows behind it"
APPEARED, LEARNT = "What of each source was known on the two days", "Ledger rows that became known between the two days"
STATES = {
    "not published yet": "not published yet on the first day",
    "newer since": "newer vintage since",
    "the same": "the same",
}
CUT = "a later vintage, cut to the first day"
HOW = "What these days are"
HOW_LINES = (
    "A past day is a reconstruction: scores are computed now, by today\u2019s method, from the vintages of publishers\u2019 files that had "
    "appeared by that day. The pages of that day were not kept; the scores of today are those stored.",
    "Only vintages that are stored can be told apart. Where the switch is set, a source without one by that day is taken from its oldest "
    "vintage, cut at what would have been published: what could have been known, not what was said.",
    "A ledger row is known from the day its fact was public. A row corrected later stands corrected on both days.",
)


def on(known: str) -> str:
    """Heading of one side."""
    return f"As known {known}" if known == TODAY else f"As known on {known}"


def _on(known: str) -> str:
    return known if known == TODAY else f"on {known}"


def swapped(first: str, second: str) -> str:
    """Told where the first day lay after the second."""
    return f"The first day lay after the second; the page compares {day(first)} with {day(second)}."


def nothing(first: str, second: str) -> str:
    """Shown where the second day knows no month."""
    return (
        f"Neither {_on(first)} nor {_on(second)} did a stored source cover a month. Choose a later day, or use later vintages."
    )


def not_yet(period: str, last: str | None, cut: bool = False) -> str:
    """Of a day on which the month could not be told; ``cut``: later vintages are used as well."""
    if last is None:
        text = f"Nothing could be said of {month(period)}: no stored source covered a month by then."
        return text if cut else f"{text} “{RECONSTRUCT}” shows what could have been known."
    return f"{month(period)} was not published yet: the last month that could be told was {month(last)}."


def basis(as_of: str | None, cut: bool) -> str:
    """What one side rests on."""
    if as_of is None:
        return "As stored: every vintage there is."
    if cut:
        return "Reconstructed: vintages published by then, and others cut at what could have been known."
    return "Computed anew from the vintages published by then; the pages of that day were not kept."


def said_finding(period: str, first: str, second: str, before: float | None, after: float | None) -> str:
    """The title of the scores: where the index stood on the two days, as printed."""
    if before is None and after is None:
        return f"{month(period)}: no index {_on(first)} and none {_on(second)}"
    if before is None:
        return f"{month(period)}: no index {_on(first)}, {after:.1f} {_on(second)}"
    if after is None:
        return f"{month(period)}: the index stood at {before:.1f} {_on(first)} and has none {_on(second)}"
    if f"{before:.1f}" == f"{after:.1f}":
        return f"{month(period)}: the index stands at {after:.1f}, {_on(first)} as {_on(second)}"
    return f"{month(period)}: the index stood at {before:.1f} {_on(first)}, and stands at {after:.1f} {_on(second)}"


def split_finding(name: str, sums: Mapping[str, float], both: bool) -> str:
    """The title of the split: the difference and its largest kinds; ``both`` where both days have the score."""
    if not both:
        return f"{name}: the difference cannot be split, since one day has no score"
    change = sum(sums.values())
    parts = sorted(((kind, value) for kind, value in sums.items() if abs(value) >= NOTHING), key=lambda one: -abs(one[1]))
    told = ", ".join(f"{SHORT[kind]} {signed(value)}" for kind, value in parts[:3])
    if abs(change) < NOTHING:
        return f"{name}: no difference of a tenth of a point" + (f" ({told})" if told else "")
    return f"{name}: {signed(change)} points from the first day to the second" + (f": {told}" if told else "")


def no_split(first: str, period: str) -> str:
    """In place of the split."""
    return f"On both days a score is needed: for {month(period)} there is none {_on(first)}."


def between_finding(newer: int, absent: int, rows: int) -> str:
    """Heading of what appeared between the two days."""
    if not newer + absent + rows:
        return "Nothing appeared between the two days"
    sources = f"{number(newer)} {'source has' if newer == 1 else 'sources have'} a newer vintage"
    first = f"{number(absent)} had none yet on the first day"
    ledger = f"{number(rows)} ledger {'row' if rows == 1 else 'rows'} became known"
    return f"{sources}, {first}, {ledger}"
