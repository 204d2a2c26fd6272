"""Every text a page shows, in one place, so that another language needs no change in a page."""

from __future__ import annotations

from collections.abc import Iterable

TITLE = "Mali risk indicators"
SUBTITLE = "How risky Mali is in four dimensions, month by month, from open data. 0 is least risk, 100 most."
INDEX = "Index"
WITHOUT = "Index without the military dimension"
INDEX_CHART = "The index over time"
DIMENSION_CHART = "The four dimensions over time"
KNOW = "What you should know about these numbers"
NOTES = (
    "The index describes; it does not predict. Ordering countries by it says less about next year's deaths than last year's deaths do.",
    "The band is the publishers' own range between low and high, carried through every step. It is not a confidence interval.",
    "Values older than a year are brought forward and marked carried; each card says how much of its weight they make up.",
    "The military dimension measures loss and change of external security provision. Whether presence or departure is the risk is "
    "disputed; it weighs one half, and the index without it stands beside.",
    "Deaths are those that could be dated, placed and attributed: a floor. The newest months are first releases, revised later.",
)
SOURCES = "Sources"
TABLE = "The data of this chart"
DOWNLOAD = "Download as CSV"
EMPTY = "No scores are stored yet. Run  python -m indicators rebuild  and reload this page."
BROKEN = (
    "The data folder cannot be read as it stands. Run  python -m indicators check  to see which file, and restore it from git."
)
NOTHING = 0.05  # points; a change below it prints as 0.0 and is called none
STATUS = {
    "normal": "newest values",
    "provisional": "some values provisional",
    "carried": "some values brought forward",
    "estimated": "some values estimated",
    "imputed": "some values imputed",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month(period: str) -> str:
    """``May 2026`` of ``2026-05``."""
    return f"{MONTHS[int(period[5:7]) - 1]} {period[:4]}"


def summary(period: str, score: float, low: float, high: float, change: float | None, without: float | None) -> str:
    """The one sentence on top; true with and without a value a year before or a second reading."""
    text = f"In {month(period)} Mali's risk index is {score:.1f} of 100, by the publishers' ranges between {low:.1f} and {high:.1f}"
    if change is not None:
        word = "unchanged on" if abs(change) < NOTHING else f"{abs(change):.1f} points {'above' if change > 0 else 'below'}"
        text += f", {word} a year before"
    return text + (f"; without the military dimension it is {without:.1f}." if without is not None else ".")


def moved(change: float | None, before: str) -> str | None:
    """A card's change on the year before; None where there is nothing to compare with."""
    if change is None:
        return None
    return f"no change on {month(before)}" if abs(change) < NOTHING else f"{change:+.1f} on {month(before)}"


def card(low: float, high: float, status: str, older: float | None) -> str:
    """What stands under a card's score."""
    text = f"{low:.1f} to {high:.1f}; {STATUS[status]}"
    return text + (f"; {older:.0%} of weight older than a year" if older is not None else "")


def used(vintages: Iterable[str]) -> str:
    """The sources behind a chart, each with its vintage, and the project's own tables."""
    return ", ".join(vintages) + " and this project's curated tables (listed under Sources)"


def caption(last: str, sources: str) -> str:
    """Under a chart: unit, last month, sources with their vintage."""
    return f"Scores 0-100, higher is more risk. Last month: {month(last)}. Sources: {sources}."
