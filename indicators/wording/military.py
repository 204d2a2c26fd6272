"""Texts of the page on foreign military presence."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.subject import SUBJECT
from indicators.wording import NOTHING, day, month, number

TITLE = "Foreign military presence"
LEAD = f"Who had soldiers in {SUBJECT.name.en}, how many, and who says so; what their arrival and departure mean is read in more than one way."
WHO = "Month"
SPONSORS = "Personnel by sponsor"
SHARES = "Show shares"
UNIT = "persons at the month's end"
SHARE_UNIT = "share of the month's best total"
SPONSORS_NOTE = (
    "Areas are best estimates; dashed lines are the low and the high of the total. Many levels are estimates between bounds."
)
BEHIND = "The ledger rows behind it"
BESIDE = "Dimension and index under each reading"
READINGS = "Readings of the same observations"
READINGS_UNIT = "score 0-100 of the dimension, higher is more risk"
DECLARED = "As declared"
ARGUMENTS = "What each reading holds"
AGREEMENTS = "Agreements and deliveries"
AGREEMENTS_UNIT = "dated agreements, deliveries and talks"
AGREEMENT_ROWS = "The agreements and their sources"
CATEGORIES = {
    "military_technical": "military cooperation", "arms_delivery": "arms", "private_military_contract": "private military company",
    "nuclear": "nuclear", "mining": "mining", "energy": "energy", "other": "other",
}  # fmt: skip
BASES = "Bases left or handed over"
BASES_UNIT = "dated departures from bases"
BASE_ROWS = "The bases and their sources"
LEDGER = "Every row of the ledger in these months, those that are not counted too"
STATUS = {"normal": "reported", "carried": "older than a year", "estimated": "estimated"}
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


def who(period: str) -> str:
    """Heading of the month's table."""
    return f"Who was there at the end of {month(period)}, and who says so"


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
        f"The index lies between {low:.1f} and {high:.1f} by the reading, and its own band is {band:.1f} points wide: for the index "
        f"{_verdict(high - low, band)}."
    )


def _verdict(spread: float, band: float) -> str:
    if abs(spread - band) < ALIKE:
        return "reading and data matter about alike"
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
