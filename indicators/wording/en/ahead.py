"""Texts of what to watch and how fresh the sources are, at the end of the first page."""

from __future__ import annotations

from indicators.wording.en import day as day_of
from indicators.wording.en import month, number

WATCH = "What to watch"
WATCH_NOTE = (
    "Days promised, steps announced and figures due, from the tables behind these pages, and alerts in force. Where a probability stands, so "
    "does its record."
)
ALERTS, SURGE, FACT = "Alerts in force.", "A surge.", "states what happened"
NO_ALERT, ALL_ALERTS = "None but those about the data themselves", "All alerts, their history and their record"
PROMISED, ANNOUNCED, RELEASES, WEAK_ROWS, ODD, EDITIONS = (
    "Promises.", "Announced, not done.", "First releases.", "Reported by one weak source.", "A month to doubt.", "Editions due.",
)  # fmt: skip
NONE_PROMISED = "No transition with a promised day runs, and no day promised lies ahead."
FRESH_UNIT = "last month that each source covers (point), and the day its newest edition appeared (ring)"
FRESH_NOTE = "Due: by the publisher\u2019s calendar as its last editions kept it. A source counts up to its first gap."
FRESH_NAMES = {
    "ucdp_totals": "UCDP, deaths by month (third party)", "ucdp_months": "UCDP, deaths by month and type", "ucdp_cy": "UCDP, deaths by year",
    "ucdp_ged": "UCDP, events by place", "idmc": "IDMC, displaced inside", "unhcr": "UNHCR, refugees", "unhcr_origins": "UNHCR, origins",
    "vdem": "V-Dem, democracy", "population": "World Bank, inhabitants", "hdr": "UNDP, human development", "wgi": "World Bank, stability",
}  # fmt: skip
LEDGERS = "Ledgers of this project"


def right(right: int, judged: int, world: bool) -> str:
    """How often an alert's rule was right."""
    return f"{number(right)} of {number(judged)} were right{' in all countries' if world else ''}"


def overdue(what: str, made: str, due: str, late: float) -> str:
    """The promise a running transition is held to first; ``late`` in months."""
    gone = f"{late:.0f} {'month' if round(late) == 1 else 'months'} ago"
    return f"{what[:1].upper()}{what[1:]}, promised on {day_of(made)}, was due on {day_of(due)}, {gone}."


def ahead(what: str, due: str) -> str:
    """A day promised that is to come."""
    return f"Next day in force: {day_of(due)}, {what}."


def first_releases(first: str, last: str, deaths: float, low: float, high: float) -> str:
    """Which months may still change, and by how much the newest."""
    span_ = f"{month(last)} is" if first == last else f"{month(first)} to {month(last)} are"
    return (
        f"Deaths of {span_} not final. {month(last)} stands at {number(deaths)}; by how such figures were revised, {number(low)} to "
        f"{number(high)} in about nine of ten."
    )


def odd(period: str, deaths: int, before: int, after: int) -> str:
    """A first release that stands far below its neighbours."""
    beside = f"between {number(before)} and {number(after)} in the months beside it"
    return f"{month(period)} stands at {number(deaths)} deaths {beside}: it may be incomplete."


def editions(late: list[tuple[str, str]], next_: tuple[str, str] | None) -> str:
    """Sources whose next edition is due (name, month since when), the longest due first, and what comes next."""
    told = f"Due and not stored: {'; '.join(f'{name} since {month(since)}' for name, since in late)}." if late else ""
    soon = f"Next: {next_[0]}, {month(next_[1])}." if next_ else ""
    return " ".join(part for part in (told, soon) if part)


def due(period: str, late: bool) -> str:
    """Beside a source: when its next edition comes."""
    return "continuous" if not period else f"due since {month(period)}" if late else f"due {month(period)}"


def fresh_finding(late: int, dated: int, newest: str, oldest: str) -> str:
    """The title of the sources: how many of those with a calendar are late, and the ends of what they cover."""
    if not dated:
        return "No source with a calendar is known"
    reach = (
        f"figures end between {month(oldest)} and {month(newest)}" if oldest != newest else f"figures end in {month(newest)}"
    )
    if not late:
        return f"No newer edition is due; {reach}"
    return f"{late} of {dated} sources have a newer edition due; {reach}"


def fresh_alt(told: list[str]) -> str:
    """The chart of the sources in words; ``told`` is a sentence for each."""
    return f"Points in time by source. {' '.join(told)}"


def fresh_row(name: str, last: str, published: str, when: str) -> str:
    """One source in words."""
    return f"{name}: to {month(last)}, published {day_of(published)}, {when}."
