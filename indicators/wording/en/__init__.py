"""Every text a page shows, in one place, so that another language needs no change in a page.

Here what pages share; each page's own texts stand in the module of its name (TITLE, LEAD and the rest).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from indicators import registry
from indicators.subject import SUBJECT
from indicators.wording import formats

if TYPE_CHECKING:
    from indicators.model import Vintage

SITE = SUBJECT.title.en
PAGES = {
    "overview": "Overview",
    "conflict": "Conflict",
    "governance": "Governance",
    "military": "Foreign forces",
    "development": "Development",
    "map": "Conflict map",
    "compare": "Compare",
    "actors": "Armed actors",
    "two_days": "As known on two days",
    "partners": "Partners",
    "outlook": "Outlook",
    "alerts": "Alerts",
    "whatif": "What if",
    "method": "Data and method",
}
GROUPS = {  # the top bar
    "": ("overview",),
    "Dimensions": ("conflict", "governance", "military", "development"),
    "Explore": ("map", "compare", "actors", "partners", "two_days", "whatif"),
    "Outlook": ("outlook", "alerts"),
    "Method": ("method",),
}
FROM = "From"
TO = "To"
SPANS = {"60": "5 years", "120": "10 years", "all": "All"}
LANGUAGE = "Language"
AS_OF = "As known on"
AS_OF_HELP = "Shows only what had been published by that day. Empty: everything stored."
RECONSTRUCT = "Also use later vintages, cut to that day"
RECONSTRUCT_HELP = (
    "Where no vintage had been stored by that day, take the oldest one there is and cut it at what its publisher would "
    "have released by then: what could have been known, not what was said."
)
EMPTY = "No scores are stored yet. Run  python -m indicators rebuild  and reload this page."
BROKEN = (
    "The data folder cannot be read as it stands. Run  python -m indicators check  to see which file, and restore it from git."
)
NOTHING_HERE = (
    "Nothing is known here for these months and this day. Choose other months, or a later day, at the top of the page."
)
NO_SOURCE = "none known by that day"
BESIDE = f"Beside {SUBJECT.name.en}"
COLON = ":"
CSV_OF = "CSV: {}"
MANY = 6  # sources; a caption with more names publishers' vintages without their days
NOTHING = 0.05  # points; a change below it prints as 0.0 and is called none
STATUS = {
    "normal": "newest values",
    "provisional": "some values provisional",
    "carried": "some values brought forward",
    "estimated": "some values estimated",
    "imputed": "some values imputed",
}


def month(period: str) -> str:
    """``May 2026`` of ``2026-05``."""
    return formats.month(period, "en")


def day(iso: str) -> str:
    """``1 June 2024`` of ``2024-06-01``."""
    return formats.day(iso, "en")


DIMENSIONS = {key: one.short.en for key, one in registry.DIMENSIONS.items()}


def _minus(number: str) -> str:
    """A number with the minus sign, U+2212, where Python writes a hyphen."""
    return number.replace("-", "−")


def signed(value: float, decimals: int = 1) -> str:
    """``+1.2`` or ``−1.2``; what prints as nothing has no sign."""
    text = formats.decimal(value, decimals, "en", apart=False, sign=True)
    return _minus(text) if float(text) else text[1:]


def written(value: float, form: str) -> str:
    """A number by a Python format, such as ``.1f`` or ``,.0f``, with a minus sign where it is negative."""
    return _minus(format(value, form))


def plain(value: float) -> str:
    """As short as it goes: ``1``, ``0.5``."""
    return f"{value:g}"


def number(value: float) -> str:
    """Whole number with thousands apart."""
    return _minus(formats.decimal(value, 0, "en"))


def source(key: str, vintage: str, published: str) -> str:
    """A source in a caption: key, vintage, the day it appeared."""
    return f"{key} {vintage} ({published})" if vintage else f"{key} (curated, known to {published})"


def sources(vintages: Iterable[Vintage]) -> str:
    """The sources of a chart: key, vintage and day of each; with many, the curated tables are only counted."""
    found = list(vintages)
    dated = [item for item in found if not item.edited]
    own = [item.published for item in found if item.edited]
    if len(found) > MANY and own:
        return many_sources([f"{item.source} {item.version}" for item in dated], len(own), max(own))
    told = [source(item.source, item.version, item.published) for item in dated]
    told += [source(item.source, "", item.published) for item in found if item.edited]
    return ", ".join(told) or NO_SOURCE


def many_sources(dated: Iterable[str], curated: int, published: str) -> str:
    """The sources of a chart that rests on many: publishers' by key and vintage, the curated ones counted."""
    return f"{', '.join(dated)}, {curated} curated tables (known to {published})"


def caption(unit: str, last: str, sources: str, note: str = "") -> str:
    """Under a chart: unit, last month, sources with their vintage, what else must be known."""
    text = f"Unit: {unit}. Last month: {month(last)}. Sources: {sources}."
    return f"{text} {note}" if note else text


def data_of(title: str) -> str:
    """Label of the box that holds a chart's data and pictures."""
    return f"Data and downloads: {title}"


def past(as_of: str, reconstruct: bool, end: str) -> str:
    """The banner of a page that shows the past."""
    if reconstruct:
        return (
            f"You see a reconstruction of {day(as_of)}: vintages published by then, and for other sources the oldest stored "
            f"one cut at what could have been known. Last month told of: {month(end)}."
        )
    return f"You see what had been published by {day(as_of)}. Last month told of: {month(end)}."


def absent(keys: Iterable[str]) -> str:
    """What had no vintage by the chosen day."""
    return f"Not known by then: {', '.join(registry.SOURCES[key].title.en for key in keys)}."


def months_chosen(start: str, end: str) -> str:
    """Label of the box that holds the months."""
    return month(end) if start == end else f"{month(start)} to {month(end)}"


def known_on(as_of: str | None) -> str:
    """Label of the box that holds the day of knowledge."""
    return f"As known on {day(as_of)}" if as_of else "As known today"


def fresh(last: str, provisional: bool, newest: str) -> str:
    """The line on top of every page: the last month, whether it is a first release, the day the newest source appeared."""
    first = " (first releases)" if provisional else ""
    return f"Data to **{month(last)}**{first}, newest source of {day(newest)}"


def reversed_months(start: str, end: str) -> str:
    """Told where the first month lay after the last; ``start`` and ``end`` are as they are shown."""
    return f"The first month lay after the last; the page shows {month(start)} to {month(end)}."


def not_an_option(label: str, text: str, default: str) -> str:
    """Told where the address asks for what there is not."""
    return f"“{text}” is no choice for “{label}”; the page shows {default}."


def not_among(label: str, text: str, most: int) -> str:
    """Told where one of several choices cannot be had."""
    return f"“{text}” is left out of “{label}”: not known, or more than {most} chosen."


def no_number(label: str, text: str, low: float, high: float, step: float, default: float) -> str:
    """Told where the address asks for a number that cannot be had."""
    return f"“{text}” is no number from {low:g} to {high:g} in steps of {step:g} for “{label}”; the page shows {default:g}."


def no_span(label: str, text: str, low: float, high: float, step: float, first: float, last: float) -> str:
    """Told where the address asks for two ends that cannot be had."""
    return (
        f"“{text}” are no two numbers from {low:g} to {high:g} in steps of {step:g}, the lower first, for “{label}”; the page shows "
        f"{first:g} and {last:g}."
    )


def no_month(text: str, first: str, last: str, shown: str) -> str:
    """Told where a month of the address cannot be shown."""
    return f"“{text}” is no month from {month(first)} to {month(last)}; the page shows {month(shown)}."


def no_day(text: str, shown: str | None = None) -> str:
    """Told where the address names no day; ``shown`` is the day (ISO) shown in its place, None for today."""
    return f"“{text}” is no day (write 2024-06-01); the page shows {_instead(shown)}."


def day_outside(text: str, first: str, shown: str | None = None) -> str:
    """Told where a day of knowledge lies out of range; ``shown`` as in ``no_day``."""
    return f"{day(text)} does not lie between {day(first)} and today; the page shows {_instead(shown)}."


def _instead(shown: str | None) -> str:
    return f"what was known on {day(shown)}" if shown else "what is known today"


def unknown_parameter(key: str) -> str:
    """Told where the address has a parameter that nothing asks for."""
    return f"The address has “{key}”, which this page does not know; it changes nothing."


def nothing_known(as_of: str) -> str:
    """Shown where no month could be scored by the chosen day."""
    return (
        f"By {day(as_of)} no stored source covered a month. Choose a later day, or use later vintages, cut to that day: both stand "
        "under “As known on”, at the top."
    )
