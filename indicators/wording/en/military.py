"""Texts of the page on foreign military presence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.months import ordinal
from indicators.subject import SUBJECT
from indicators.wording.en import NOTHING, day, month, number

TITLE = "Foreign forces"
LEAD = f"Who had soldiers in {SUBJECT.name.en}, how many, and who says so; what their arrival and departure mean is read in more than one way."
WHO = "Month"
SHARES = "Show shares"
SHORT = {"African coalition (AFISMA)": "African coalition", "European coalition (Takuba)": "Takuba"}
UNIT = "soldiers and police at the end of each month, by who sends them, best figures"
SHARE_UNIT = "share of foreign soldiers and police at the end of each month, by who sends them"
SPONSORS_NOTE = "Dashed: low and high of the total. Many levels are estimates between bounds."
BEHIND = "The ledger rows behind it"
BESIDE = "Dimension and index under each reading"
READINGS_UNIT = "score 0–100 of the dimension, higher is more risk"
DECLARED = "As declared"
ARGUMENTS = "What each reading holds"
AGREEMENTS = "Agreements and deliveries"
AGREEMENTS_UNIT = "dated agreements, deliveries and talks"
AGREEMENT_ROWS = "The agreements and their sources"
CATEGORIES = {
    "military_technical": "military cooperation", "arms_delivery": "arms", "private_military_contract": "private military company",
    "nuclear": "nuclear power", "mining": "mining", "energy": "energy", "other": "other matters",
}  # fmt: skip
BASES_UNIT = "dated departures from bases"
BASE_ROWS = "The bases and their sources"
LEDGER = "Every row of the ledger in these months, those that are not counted too"
STATUS = {"normal": "reported", "carried": "older than a year", "estimated": "estimated"}
SOON = 23  # months; a longer time is told in years
_COUNT = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}
ALIKE = 1.0  # points; a smaller difference between spread and band says nothing
NOBODY = "No foreign force is on record at the end of this month."
NOBODY_THEN = "No foreign force is on record in these months."


def sentence(period: str, best: float, low: float, high: float, shares: Mapping[str, float]) -> str:
    """How many, and whose."""
    if high <= 0:
        return f"At the end of {month(period)} no foreign force is on record in {SUBJECT.name.en}."
    return (
        f"At the end of {month(period)} some {number(best)} foreign soldiers and police are in {SUBJECT.name.en} by best estimate, between "
        f"{number(low)} and {number(high)}: {_whose(shares)}."
    )


def _whose(shares: Mapping[str, float]) -> str:
    if len(shares) == 1:
        return f"{next(iter(shares))} alone"
    return ", ".join(f"{name} {_percent(share)}" for name, share in shares.items())


def _percent(share: float) -> str:
    return "under 1%" if share < 0.01 else f"{share:.0%}"


def unknown(period: str) -> str:
    """Nothing known of the month."""
    return f"Nothing is known of foreign forces in {month(period)} by the day chosen."


def against(
    then: float | None, now: float, peak: tuple[str, float] | None, since_then: str | None = None, since_now: str | None = None
) -> str:
    """Against a year before and against the highest month; ``since_*`` are months of the oldest figure, where over a year old."""
    text = f"The oldest figure in it is of {month(since_now)}. " if since_now else ""
    if then is not None:
        age = f" (by figures of which the oldest is of {month(since_then)})" if since_then else ""
        text += f"A year before there were {number(then) if then else 'none'}{age}. "
    if peak is None:
        return text.strip()
    if now >= peak[1]:
        return f"{text}No month before had more."
    return (
        f"{text}The highest month so far is {month(peak[0])} with {number(peak[1])}; this is {_percent(now / peak[1])} of it."
    )


def finding(totals: Sequence[tuple[str, float]]) -> str:
    """The title of the numbers over time: month and best total of each month shown, in order; true of any range.

    Told against the highest month shown: a fall to half or less, a rise of half or more since the first month, or the level.
    """
    where = SUBJECT.name.en
    top_month, top = max(reversed(totals), key=lambda one: one[1])
    (first, start), (last, end) = totals[0], totals[-1]
    if top <= 0:
        return f"No foreign force is on record in {where}"
    if end <= top / 2:
        to = f"to about {number(rough(end))}" if end > 0 else "to none"
        return f"Foreign soldiers and police in {where} fell from about {number(rough(top))} {to} in {_time(top_month, last)}"
    if end >= 1.5 * start:
        begin = f"from about {number(rough(start))}" if start > 0 else "from none"
        return f"Foreign soldiers and police in {where} rose {begin} to about {number(rough(end))} in {_time(first, last)}"
    return f"About {number(rough(end))} foreign soldiers and police were in {where} in {month(last)}"


def shares_finding(period: str, shares: Mapping[str, float]) -> str:
    """The title of the shares: who sends the most in the last month shown."""
    if not shares:
        return f"No foreign force was in {SUBJECT.name.en} at the end of {month(period)}"
    name = max(shares, key=lambda one: shares[one])
    if len(shares) == 1:
        return f"All foreign soldiers in {SUBJECT.name.en} in {month(period)} were sent by {_the(name)}"
    return f"{_percent(shares[name])} of the foreign soldiers in {SUBJECT.name.en} in {month(period)} were sent by {_the(name)}"


def _the(name: str) -> str:
    return name if name in ("France", "Russia", "Türkiye") else f"the {name}"


def rough(value: float) -> float:
    """``value`` at three significant digits: 19,009 is about 19,000."""
    return float(f"{value:.2e}")


def _time(first: str, last: str) -> str:
    passed = ordinal(last) - ordinal(first)
    if passed < SOON:
        return "one month" if passed == 1 else f"{passed} months"
    years, exact = round(passed / 12), abs(passed - 12 * round(passed / 12)) <= 1
    return f"{'' if exact else 'about '}{_COUNT.get(years, years)} years"


def peak_mark(period: str, value: float) -> str:
    """A mark on the highest month shown."""
    return f"{month(period)}:\n{number(value)}, the most"


def left_mark(date: str, force: str) -> str:
    """A mark on the day a force had left."""
    return f"{day(date)}:\n{force} leaves"


def last_label(name: str, best: float, low: float, high: float) -> str:
    """Beside the last month of a sponsor that is there."""
    return f"{name}: {number(best)}\nbetween {number(low)}\nand {number(high)}"


def marks_note(marks: Sequence[str]) -> str:
    """The marks in words, for a narrow window that only numbers them."""
    return (
        "Marked: " + "; ".join(f"({place}) {text.replace(chr(10), ' ')}" for place, text in enumerate(marks, start=1)) + "."
        if marks
        else ""
    )


def who(period: str) -> str:
    """Heading of the month's table."""
    return f"Who was there at the end of {month(period)}, and who says so"


def readings_finding(period: str, scores: Mapping[str, float]) -> str:
    """The title of the readings: how far apart they put the dimension in the last month shown."""
    if not scores:
        return f"No reading scores foreign forces in {month(period)}"
    low, high = min(scores.values()), max(scores.values())
    if f"{low:.0f}" == f"{high:.0f}":
        return f"Every reading puts the risk from foreign forces at {low:.0f} of 100 in {month(period)}"
    return f"The risk from foreign forces in {month(period)} is anything from {low:.0f} to {high:.0f} of 100, by how it is read"


def agreements_finding(counts: Mapping[str, int]) -> str:
    """The title of the agreements: how many rows, and of which kind most are; ``counts`` are rows by kind, in words."""
    every = sum(counts.values())
    if not every:
        return "No agreement, delivery or talk is on record in these months"
    if every == 1:
        return f"One agreement, delivery or talk is on record: {next(iter(counts))}"
    top = max(counts.values())
    first = [name for name, rows in counts.items() if rows == top]
    text = f"{every} agreements, deliveries and talks are on record"
    if len(counts) == 1:
        return f"{text}, all on {first[0]}"
    return f"{text}; more on {first[0]} ({top}) than on any other matter" if len(first) == 1 else text


def bases_finding(rows: int, sponsors: Sequence[str]) -> str:
    """The title of the bases: how many rows, and whose."""
    if not rows:
        return "No base left or handed over is on record in these months"
    what = "One departure from bases is on record" if rows == 1 else f"{rows} departures from bases are on record"
    return f"{what}: {_list([_the_or(name) for name in sponsors])}"


def _the_or(name: str) -> str:
    return "the United Nations" if name == "United Nations" else name


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def spread(period: str, low: float, high: float, band: float) -> str:
    """How far the readings of the dimension lie apart, against the width of its band."""
    if high - low < NOTHING and band < NOTHING:
        return f"In {month(period)} the dimension scores {low:.1f} by every reading."
    return (
        f"In {month(period)} the dimension scores between {low:.1f} and {high:.1f} by the reading; the data alone, by the low and "
        f"high of the score as declared, move it by {band:.1f} points. So {_verdict(high - low, band)}."
    )


def index_spread(low: float, high: float, band: float) -> str:
    """How far the index moves by the reading, against the width of its band."""
    return (
        f"The index lies between {low:.1f} and {high:.1f} by the reading, and its own band is {band:.1f} points wide: so for the index "
        f"{_verdict(high - low, band)}."
    )


def _verdict(spread: float, band: float) -> str:
    if abs(spread - band) < ALIKE:
        return "the choice of reading and the uncertainty of the data matter about equally"
    return "the reading matters more than the data" if spread > band else "the data matter more than the reading"


def sponsors_alt(period: str, shares: Mapping[str, float]) -> str:
    """The areas in words."""
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares.items()) or "nobody"
    return f"Stacked areas of foreign personnel by sponsor over time. At the end of {month(period)}: {told}. The data are in the table below."


def readings_alt(period: str, scores: Mapping[str, float]) -> str:
    """The readings in words."""
    told = ", ".join(f"{name} {score:.1f}" for name, score in scores.items())
    return f"Lines of the dimension's score under each reading. In {month(period)}: {told}. The data are in the table below."


def dots_alt(what: str, count: int, newest: str) -> str:
    """Dated points in words."""
    return f"{what}: {count} dated rows as points over time, the newest of {day(newest)}. The data are in the table below."
