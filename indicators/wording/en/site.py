"""Texts of the static site."""

from __future__ import annotations

from indicators.subject import SUBJECT
from indicators.wording.en import COLON as MARK
from indicators.wording.en import day, month, number, signed

COLON = f"{MARK} "
SKIP = "To the content"
NAVIGATION = "Pages"
OTHER_LANGUAGE = "Language"
DATA = "Data and interface"
ARCHIVE = "All months"
METHOD = "Indicators"
EXPLORE = "Explore"
TAKE = "Take away"
DATA_LEAD = "Every table as CSV, JSON and Parquet, feeds, a calendar, metadata, and how to read them by program."
ARCHIVE_LEAD = "Level, pulse and the four dimensions in every month, the newest first. In brackets: nine of ten simulations."
METHOD_LEAD = "What is measured, what counts as 0 and as 100, how much it weighs, and why."
CARDS = "Scores"
ALERTS = "Alerts in force"
ALERTS_FEED = "Alerts (Atom)"
CHANGES_FEED = "What updates changed (Atom)"
CALENDAR = "Promised dates (iCalendar)"
FEEDS = "Feeds and calendar"
TABLES = "Tables"
TABLES_NOTE = (
    "The three forms of a table hold the same rows. In JSON and Parquet a missing value is null; it is never 0. Names stay; a change that "
    "breaks a program comes under a new version (v2) beside the old."
)
FORMS = "Other forms of the scores"
SDMX = "SDMX-CSV, for statistical offices"
HXL = "CSV with HXL hashtags, for humanitarian data"
METADATA = "Metadata"
METADATA_NAMES = {
    "schema": "schema.org/Dataset (JSON-LD)", "croissant": "Croissant (JSON-LD)", "dcat": "DCAT (JSON-LD)",
}  # fmt: skip
INTERFACE = "Interface"
INTERFACE_NOTE = (
    "The files are the interface: no key, no limit, plain GET. Addresses are relative to this site, so a copy of it is an interface of its "
    "own. index.json lists everything with its checksum."
)
INTERFACE_NAMES = {
    "index": "Everything there is", "latest": "The last month, its verdict and its scores", "months": "Every month",
    "alerts": "Alerts in force, each with its record", "schema": "JSON Schema of every answer", "openapi": "OpenAPI",
}  # fmt: skip
EXAMPLES = "Examples"
EXAMPLE_NAMES = {"python": "Python", "r": "R", "excel": "Excel (Power Query)"}
EXAMPLE_NOTE = "Each prints the index of the last twelve months. For Excel: Data, Get Data, Blank Query, Advanced Editor."
SOURCES = "Sources and licences"
PUBLISHED = "published"
TABLE, ROWS, LICENCE, NAME, WHAT = "Table", "Rows", "Licence", "Name", "What it is"
SOURCE, PUBLISHER, VINTAGE = "Source", "Publisher", "Vintage"
MONTH, STATUS = "Month", "Status"
DOWNLOADS = "Data, pictures"
SHOW_ROWS = "The rows of the chart"
NO_SCRIPT = "The charts need JavaScript; here is a picture."
CURATED = "own ledger"
WEIGHT, GOALPOSTS, WHY = "Weight", "0 and 100", "Why"
PRINTED = "Scores are no forecast and no judgement of any actor. Higher is more risk."
CHOOSE = "Choose a language"
ALERT_RECORD = "Its record"
CHANGED_TITLE = "What an update of the data changed"
FEED_OF_CHANGES = "what updates changed"
PROMISE_CATEGORY = "promised date"


def footer(known: str, last: str, version: str) -> str:
    """At the foot of every page: the day of knowledge, the last month, the program's version."""
    return f"Known on {day(known)}. Last month: {month(last)}. Made by version {version} from open data."


def some_rows(shown: int, total: int) -> str:
    """Above the rows of a chart where not all are shown."""
    return f"The first {number(shown)} of {number(total)} rows; all are in the CSV."


def goalposts(zero: str, hundred: str, unit: str) -> str:
    """What counts as 0 and as 100, in the indicator's unit."""
    return f"{zero} to {hundred} {unit}"


def updated(iso: str, before: float | None, after: float | None) -> str:
    """The title of an update in the feed of changes: its day, and the index of the last month before and after it."""
    head = f"Update of {day(iso)}"
    if before is None or after is None:
        return head
    return f"{head}: index of the last month from {before:.1f} to {after:.1f}"


def new_vintage(title: str, before: str, after: str, added: int, revised: int, removed: int) -> str:
    """One new vintage of an update; ``before`` is empty where there was none."""
    counts = f"{number(added)} rows added, {number(revised)} revised, {number(removed)} removed"
    return f"{title}: {f'{before} to ' if before else ''}{after}; {counts}."


def moved(name: str, before: float | None, after: float | None, months: int, largest: float | None, period: str) -> str:
    """What an update did to one score: the last month's value, and how many past months moved, by how much at most."""
    stands = "no score" if after is None else f"{after:.1f}"
    told = f"{name}: {stands}" if before is None or after is None else f"{name}: {before:.1f} to {after:.1f}"
    if not months:
        return f"{told}; no past month moved."
    most = f", most {month(period)} ({signed(largest)} points)" if largest is not None and period else ""
    return f"{told}; {number(months)} past months moved{most}."


def promise(what: str) -> str:
    """The title of a promised date in a calendar."""
    return f"{SUBJECT.name.en}, promised: {what}"


def promise_note(summary: str, made: str, publisher: str, iso: str, grade: str) -> str:
    """What stands in a promised date: what was said and when, and its source."""
    return f"{summary} Promised on {day(made)}. Source: {publisher}, {day(iso)}, grade {grade}."


def dataset_title() -> str:
    """The name of the data set."""
    return f"Monthly risk scores of {SUBJECT.name.en}"


def dataset_note(start: str, last: str) -> str:
    """What the data set is."""
    return (
        f"Risk scores of {SUBJECT.name.en} from 0 to 100 (higher is more risk), {month(start)} to {month(last)}: index, pulse, four dimensions "
        "and their indicators, each with a simulated band and the source rows behind it. Scores are no forecast and no judgement of any actor."
    )
