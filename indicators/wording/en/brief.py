"""Texts of the brief: two pages to hand on."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.subject import SUBJECT
from indicators.wording.en import day, month, number
from indicators.wording.en.frame import LICENCES, SHARED_LICENCE

BUTTON = "Two-page brief"
BUTTON_HELP = "Verdict, figures with bands, four charts, dated facts, what to watch; every figure with its footnote."
FORMATS = {"docx": "Word", "pdf": "PDF", "html": "HTML"}
KIND = "Country risk brief"
VERDICT = ("Where it stands.", "Direction.", "How sure.")
OUTLOOK = "Outlook"
HEAD = ("Dimension", "Score", "Band", "Year before", "Direction", "Old", "Rests on")
TABLE = "Scores from 0 to 100, higher is more risk. Band: nine of ten simulations. Old: share of the weight on figures over twelve months old."
LIMITS = "Limits"
DEATHS = "Deaths."
NOTES = "Notes and sources"
GRADES = (
    "Grade of a source: A official, of an agency, or a data set; B reputable secondary; C second-hand or partisan. Rows: table and "
    "key, as stored in the data folder."
)
SCORE_TITLE = "Scores by month"
SHOWN_TITLE = "Sum of the months shown"
KILLED_TITLE = "Sums of twelve months, with the bounds of the indicator of deaths"
VERDICT_TITLE = "Simulated histories of both months: share in which the later one is worse"
MOVED_TITLE = "Change of the index split by cause (command changes)"
NOWCAST_TITLE = "Band of a first release, from how such figures were revised"
FORECAST_TITLE = "Frozen forecast of monthly deaths"
STATEMENT_TITLE = "Probabilities frozen with the forecast, and their record"
BACKTEST_TITLE = "Backtest of the forecast’s models on revised figures"
FACTS_TITLE = "Rows of the ledgers in these days"
CALENDAR_TITLE = "Publishers’ calendars against what is stored (command list --sources)"
DEATHS_UNIT = "deaths by month, UCDP’s best figure; hollow: first releases; lines from low to high"
FAN_UNIT = "deaths by month, then what the forecast expects of each month: five and nine chances in ten"
NO_CHART = "Too little is known on this day to draw this chart."
LIMIT_LINES = (
    "The index describes; it does not predict. Last year’s deaths predict next year’s better than it does.",
    "Bands are simulated from what sources say of their errors, from past revisions and from the age of carried figures; other readings "
    "and other ways to aggregate are not in them.",
    "Deaths are those that could be dated, placed and attributed: a floor. First releases are revised later.",
    "Whether the presence or the departure of foreign forces is the risk is disputed: that dimension weighs one half, and its direction is "
    "told as higher or lower.",
    "The ledgers hold what this project found in open sources; a fact that is not there may have happened.",
)


def title(period: str) -> str:
    """The title."""
    return f"{SUBJECT.name.en}: how risky, {month(period)}"


def known(iso: str, as_of: str | None, reconstructed: bool) -> str:
    """Above the title: the day of knowledge."""
    if reconstructed:
        return f"As could be known on {day(iso)}, reconstructed from later vintages"
    return f"As known on {day(iso)}" if as_of else f"As known on {day(iso)}, the day of the newest thing stored"


def told(period: str, last: str, provisional: bool, newest: str) -> str:
    """Below the title: the month told of and what is known beyond it."""
    if period == last:
        return f"Data to {month(last)}{' (first releases)' if provisional else ''}; newest source of {day(newest)}."
    return f"{month(period)} as it is seen from today’s data, which reach {month(last)}; newest source of {day(newest)}."


def foot(iso: str, version: str) -> str:
    """At the foot of each page: how to cite, and the licence."""
    return f"{SUBJECT.title.en}, version {version}. Known on {day(iso)}. {LICENCES[SHARED_LICENCE]}; sources under their own licences."


def method(as_of: str | None, reconstructed: bool) -> str:
    """How what this project computes can be had again; empty where it is what is stored."""
    if as_of is None:
        return ""
    return f"computed as known on {day(as_of)}{', reconstructed' if reconstructed else ''}"


def versions(told: Sequence[tuple[str, str]]) -> str:
    """Vintages of a source, with the day of each but the last, whose day stands before."""
    if not told:
        return ""
    *earlier, (last, _) = told
    named = [f"{version} of {day(published)}" for version, published in earlier]
    return f"vintage {', '.join([*named, last])}" if not named else f"vintages {', '.join([*named, last])}"


def note(publisher: str, title: str, published: str, vintage: str, grade: str, where: str) -> str:
    """A footnote without its number and address."""
    parts = [f"{publisher}, “{title}”" + (f", {day(published)}" if published else "")]
    parts += [one[:1].upper() + one[1:] for one in (vintage,) if one]
    parts += [f"Grade {grade}"] if grade else []
    parts += [f"Rows: {where}"] if where else []
    return ". ".join(parts) + "."


def band(p05: float, p95: float) -> str:
    """A band in a cell."""
    return f"{p05:.0f} to {p95:.0f}"


def percent(share: float) -> str:
    """A share in a cell."""
    return f"{share * 100:.0f}%"


def disputed(word: str) -> str:
    """The direction of a dimension whose sign is disputed."""
    return f"{word} (sign disputed)"


def expected(period: str, p50: int, p05: int, p95: int) -> str:
    """The forecast of a month."""
    return f"Deaths in {month(period)}: nine chances in ten between {number(p05)} and {number(p95)}, even chances above {number(p50)}."


def above(probability: float, base: float, skill: float, cases: int) -> str:
    """The probability that deaths rise, with its record: the share of past cases in which they did, and the skill against that share."""
    way = "better" if skill >= 0 else "worse"
    return (
        f"More deaths in the next twelve months than in the last: {percent(probability)} probable. Over all countries that came in "
        f"{percent(base)} of {number(cases)} cases; such statements did {percent(abs(skill))} {way} than that rate alone (Brier score)."
    )


def covered(share: float, cases: int) -> str:
    """How often outcomes fell into the band."""
    return f"Backtest: {percent(share)} of {number(cases)} outcomes lay in such a band. It foresees no shock."


def no_outlook(period: str, first: str) -> str:
    """Where no forecast of the month was frozen by the day of knowledge."""
    begun = f" The first one frozen starts from {month(first)}." if first else " None had been frozen by this day."
    return f"No outlook: no forecast was frozen at {month(period)}, and none is made in hindsight.{begun}"


def samples(period: str, p05: int, p95: int, last: str, late05: int, late95: int) -> str:
    """The title of the forecast: its first and last month."""
    return (
        f"Forecast, nine chances in ten: {number(p05)} to {number(p95)} deaths in {month(period)}, {number(late05)} to {number(late95)} in "
        f"{month(last)}"
    )


def facts(start: str, end: str) -> str:
    """The heading of the dated facts."""
    return f"Dated facts, {day(start)} to {day(end)}"


def fact(iso: str, precision: str, summary: str, grade: str) -> str:
    """A dated fact: its day, month or year as it is known, and the grade of its source."""
    when = {"month": month(iso), "year": iso[:4]}.get(precision) or day(iso)
    return f"{when}: {summary} [{grade}]"


def chosen(shown: int, rows: int) -> str:
    """Below the facts: how many there are."""
    return f"{number(shown)} of {number(rows)} rows of the ledgers, turning points first; of one day the rows of one ledger."


def no_facts(start: str, end: str) -> str:
    """Where no row of the ledgers is dated in the months told of."""
    return f"No row of the ledgers is dated from {day(start)} to {day(end)}. The last ones before:"


def absent(titles: Sequence[str]) -> str:
    """What had no vintage by the chosen day."""
    return f"Not known by that day: {'; '.join(titles)}."


def alt(finding: str) -> str:
    """A chart in words."""
    return f"{finding}."


def direction(word: str) -> str:
    """On a card: the direction against the year before."""
    return f"Against the year before: {word}."


def between(low: int, high: int) -> str:
    """The figure of the outlook's card: its band."""
    return f"{number(low)}–{number(high)}"


def ledger(name: str) -> str:
    """A ledger beside publishers."""
    return f"ledger of {name}"


def overdue_title(iso: str) -> str:
    """The note of how long a promise is overdue."""
    return f"Average months from the day promised to {day(iso)}"
