"""Texts of the governance page."""

from __future__ import annotations

from indicators.wording import day, month

TITLE = "Governance"
LEAD = "Promises kept or not, attempts at power, measures by other states and bodies, elections and stability beside the neighbours."
CLASSES = {
    "promise": "promise",
    "schedule": "calendar",
    "proposal": "proposal, does not count",
    "mandate": "mandate without a vote",
}
OUTCOMES = {
    "successful": "successful",
    "failed": "failed",
    "alleged": "alleged by the government",
    "reported": "reported, not in lists",
}
STATES = {"imposed": "imposed by others", "chosen": "chosen by Mali", "announced": "announced only"}
CLOCK = "The transition clock"
CLOCK_UNIT = "days made and promised"
CLOCK_NOTE = "A bar runs from the day a promise was made to the day promised; the dashed line is the month told of."
CLOCK_ROWS = "Every promise, proposal and postponement of this transition"
OVERDUE = "Months overdue"
OVERDUE_UNIT = (
    "average months since the first promised end; low since the newest promise, high since the earliest day scheduled"
)
ATTEMPTS = "Coups and attempts since 1960"
ATTEMPTS_UNIT = "events; all years, whatever months are chosen"
ATTEMPT_ROWS = "The attempts and their sources"
DEMOCRACY = "Electoral democracy beside the neighbours"
DEMOCRACY_UNIT = "V-Dem index 0-1, higher is more democratic, with V-Dem's own bounds"
INDEXES = {"polyarchy": "electoral democracy", "libdem": "liberal democracy"}
INDEX = "V-Dem index"
WGI_LABEL = "World Bank indicator"
WGI_UNIT = "standard normal units, higher is better, with the 90 % interval (1.645 standard errors)"
MEASURES = "Measures in force"
MEASURES_UNIT = "time in force, by body and measure of the closed list"
COUNTS = "How many measures stood"
COUNTS_UNIT = "measures in force at the month's end; low counts those imposed by others, high adds those announced"
MEASURE_ROWS = "The events behind the measures, and their sources"
NEIGHBOURS = "Countries beside Mali"
ALL_ROWS = "Every event of Mali's institutions in these months"


def sentence(period: str, best: float, low: float, high: float, first: str, newest: str) -> str:
    """How late the promised end is."""
    months = f"At the end of {month(period)} the end of the transition is {best:.1f} months late against the first promise ({day(first)})"
    if newest != first:
        months += f", {low:.1f} against the newest ({day(newest)})"
    return f"{months}, and {high:.1f} against the earliest day scheduled."


def no_promise(period: str) -> str:
    """A spell without a dated promise yet."""
    return f"At the end of {month(period)} a transition runs, and no day for its end has been promised."


def no_spell(period: str) -> str:
    """Outside transitions."""
    return f"In {month(period)} no transition runs: the president in office was elected. The last one is shown below."


def none_yet(period: str) -> str:
    """Before the first spell on record."""
    return f"In {month(period)} no transition is on record."


def saturation(limit: str) -> str:
    """When the indicator reaches its top."""
    return f"If it goes on, the indicator reaches its top (60 months, one presidential term) in {month(limit)}."


def in_force(count: int, imposed: int, announced: int) -> str:
    """Measures in a sentence."""
    if not count and not announced:
        return "No suspension, sanction or exit of the closed list is in force."
    text = f"{count} measures of the closed list are in force, {imposed} of them imposed by others"
    return text + (f"; {announced} more {'is' if announced == 1 else 'are'} announced." if announced else ".")


def perception(name: str) -> str:
    """Heading of a World Bank indicator."""
    return f"{name} beside the neighbours"


def clock_alt(count: int, period: str) -> str:
    """The clock in words."""
    return (
        f"{count} dated promises and calendars as bars from the day made to the day promised, up to {month(period)}. "
        "The data are in the table below."
    )


def series_alt(what: str, period: str, best: float | None) -> str:
    """A line with a band in words."""
    now = "no value" if best is None else f"{best:.1f}"
    return f"{what} over time, with a band from low to high; {now} in {month(period)}. The data are in the table below."


def attempts_alt(successful: int, total: int) -> str:
    """The attempts in words."""
    return f"{total} coups and attempts by date and outcome, {successful} of them successful. The data are in the table below."


def measures_alt(count: int) -> str:
    """The measures in words."""
    return (
        f"{count} stretches of measures as bars over time, imposed, chosen or only announced. The data are in the table below."
    )


def neighbours_alt(what: str, countries: list[str]) -> str:
    """The comparison in words."""
    return f"{what} by year for {', '.join(countries)}, each with its interval. The data are in the table below."
