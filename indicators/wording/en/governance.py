"""Texts of the governance page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.subject import SUBJECT
from indicators.wording.en import day, month
from indicators.wording.en.verdict import listed

TITLE = "Governance"
LEAD = "Promises kept or not, attempts at power, measures by other states and bodies, elections and stability beside the neighbours."
CLASSES = {
    "promise": "promise",
    "schedule": "schedule",
    "proposal": "proposal, does not count",
    "mandate": "mandate without a vote",
}
OUTCOMES = {
    "successful": "successful",
    "failed": "failed",
    "alleged": "alleged by the government",
    "reported": "reported, not in lists",
}
STATES = {"imposed": "imposed by others", "chosen": f"chosen by {SUBJECT.name.en}", "announced": "announced only"}
CLOCK = "The transition clock"
CLOCK_UNIT = "days made and promised"
CLOCK_NOTE = "A bar runs from the day a promise was made to the day promised; the dashed line is the end of the month told of."
NO_CLOCK = "No transition on record by then had a dated promise, so there is nothing to draw."
CLOCK_LABELS = {"overdue_months": "months overdue", "slippage_months": "months of slippage"}
OVERDUE = "Months overdue"
OVERDUE_UNIT = (
    "average months since the first promised end; low since the newest promise, high since the earliest day scheduled"
)
PAIR = 2  # countries that can be compared
SINCE = 1960
ATTEMPTS = f"Coups and attempts since {SINCE}"
ATTEMPTS_UNIT = "events; all years, whatever months are chosen"
ATTEMPT_ROWS = "The attempts and their sources"
DEMOCRACY_UNIT = "V-Dem index 0–1, higher is more democratic, with V-Dem's own bounds"
INDEX = "V-Dem index"
WGI_LABEL = "World Bank indicator"
SERIES = {  # V-Dem's indices and the World Bank's indicators, by their keys in the address
    "electoral democracy": "electoral democracy", "liberal democracy": "liberal democracy", "political stability": "political stability",
    "voice and accountability": "voice and accountability", "government effectiveness": "government effectiveness",
    "regulatory quality": "regulatory quality", "rule of law": "rule of law", "control of corruption": "control of corruption",
}  # fmt: skip
WGI_UNIT = "standard normal units, higher is better, with the 90% interval (1.645 standard errors)"
MEASURES = "Measures in force"
WHERE = SUBJECT.name.en
MEASURES_UNIT = "time in force, by body and kind of measure"
MEASURES_NOTE = f"Thick: imposed by others. Thin: chosen by {SUBJECT.name.en}. Hollow: announced only."
NO_MEASURES = "No measure of the closed list was in force or announced in these months."
BODIES = {
    "African Union": "AU",
    "European Union": "EU",
    "United States": "US",
    "International Criminal Court": "ICC",
    "UEMOA": "WAEMU",
}
KINDS = {"membership": "suspension or exit", "listing": "persons listed"}
COUNTS = "How many measures stood"
COUNTS_UNIT = "measures in force at the month's end; low counts those imposed by others, high adds those announced"
MEASURE_ROWS = "The events behind the measures, and their sources"
NEIGHBOURS_PLACE = f"{SUBJECT.name.en} and other countries"
NEIGHBOURS = f"Countries beside {SUBJECT.name.en}"
ALL_ROWS = f"Every event of {SUBJECT.name.en}'s institutions in these months"


def promise_line(made: str, due: str) -> str:
    """Beside a bar of the clock."""
    return f"{day(made)} for {day(due)}"


def clock_finding(period: str, passed: int, every: int, runs: bool) -> str:
    """The title of the clock: how many of the days promised had passed by the end of ``period``; ``runs``: no end of the transition yet."""
    if not every:
        return f"No day for the end of a transition had been promised by {month(period)}"
    if every == 1:
        text = f"The one day promised {'had passed' if passed else 'still lay ahead'}"
    elif passed in (0, every):
        text = f"All {every} days promised {'had passed' if passed else 'still lay ahead'}"
    else:
        text = f"{passed} of {every} days promised had passed"
    return f"{text} by the end of {month(period)}" + ("; the transition went on" if runs and passed else "")


def measure_line(body: str, measure: str) -> str:
    """A measure beside its bar, the body shortened."""
    return f"{BODIES.get(body, body)}: {KINDS.get(measure, measure)}"


def standing(body: str, measure: str, state: str, since: str) -> str:
    """A measure that stands, and since when."""
    return f"{measure_line(body, measure)}, {STATES[state]}, since {day(since)}"


def promised(what: str, kind: str, made: str) -> str:
    """What was promised, in which form and when."""
    return f"{what} ({CLASSES.get(kind, kind)}, {day(made)})"


def _the(body: str) -> str:
    return f"the {body}" if " " in body else body


def measures_finding(period: str, imposed: Sequence[str], chosen: Sequence[str], announced: int) -> str:
    """The title of the measures: whose stood at the end of ``period`` (bodies), and how many were announced only."""
    parts = [f"by {listed([_the(one) for one in imposed])}"] if imposed else []
    parts += [f"{WHERE}\u2019s own exit from {listed(chosen)}"] if chosen else []
    if not parts:
        text = f"No measure was in force at the end of {month(period)}"
    else:
        text = f"In force at the end of {month(period)}: {'; '.join(parts)}"
    return f"{text}; {announced} announced only" if announced else text


def clock_rows(period: str) -> str:
    """Heading of the rows of the transition that runs, or last ran, in ``period``."""
    return f"Promises, proposals and postponements of the transition, at the end of {month(period)}"


def sentence(period: str, ahead: bool, late: tuple[float, float, float], first: str, newest: str, newest_ahead: bool) -> str:
    """How late the promised end is: ``late`` is best, low, high in months; ``ahead`` where the first day promised is to come."""
    best, low, high = late
    earliest = high > best
    if ahead:
        text = f"At the end of {month(period)} a transition runs; the day first promised for its end, {day(first)}, lies ahead"
        return text + (f", and the earliest day scheduled passed {high:.1f} months ago." if earliest else ".")
    text = f"At the end of {month(period)} the end of the transition is {best:.1f} months late against the first promise ({day(first)})"
    if newest > first:
        text += (
            f", not yet late against the newest ({day(newest)})"
            if newest_ahead
            else f", {low:.1f} against the newest ({day(newest)})"
        )
    return text + (f", and {high:.1f} against the earliest day scheduled." if earliest else ".")


def no_promise(period: str) -> str:
    """A spell without a dated promise yet."""
    return f"At the end of {month(period)} a transition runs, and no day for its end has been promised."


def no_spell(period: str, dated: bool) -> str:
    """Outside transitions; ``dated`` where the last one had a day to show."""
    last = "The last one is shown below." if dated else "The last one had no dated promise on record."
    return f"In {month(period)} no transition runs: the president in office was elected. {last}"


def none_yet(period: str) -> str:
    """Before the first spell on record."""
    return f"In {month(period)} no transition is on record."


def saturation(limit: float, period: str) -> str:
    """When the indicator reaches its top of ``limit`` months."""
    return f"If it goes on, the indicator reaches its top ({limit:.0f} months, one presidential term) in {month(period)}."


def in_force(count: int, imposed: int, announced: int, bodies: Sequence[str] = ()) -> str:
    """Measures in a sentence, with the bodies whose they are."""
    whom = f" ({listed(bodies)})" if bodies else ""
    if count == 0:
        text = "No suspension, sanction or exit of the closed list is in force"
    elif count == 1:
        whose = "imposed by others" if imposed else f"chosen by {SUBJECT.name.en}"
        text = f"One sanction, suspension or exit is in force{whom}, {whose}"
    else:
        share = {0: f"all chosen by {SUBJECT.name.en}", count: "all imposed by others"}.get(
            imposed, f"{imposed} of them imposed by others"
        )
        text = f"{count} sanctions, suspensions or exits are in force{whom}, {share}"
    more = " more" if count else ""
    return text + (f"; {announced}{more} {'is' if announced == 1 else 'are'} announced." if announced else ".")


def overdue_finding(period: str, best: float | None) -> str:
    """The title of the months overdue: the last month shown."""
    if best is None:
        return f"No transition with a promised end is known in {month(period)}"
    if best <= 0:
        return f"No promised end of a transition had passed in {month(period)}"
    return f"The transition was {best:.0f} months past its first promised end in {month(period)}"


def counts_finding(period: str, count: float | None, imposed: float) -> str:
    """The title of the number of measures: the last month shown."""
    if not count:
        return f"No sanction, suspension or exit was in force in {month(period)}"
    return f"{count:.0f} {'measure was' if round(count) == 1 else 'measures were'} in force in {month(period)}, {imposed:.0f} imposed by others"


def attempts_finding(successful: int, every: int) -> str:
    """The title of the attempts."""
    return f"{successful} of {every} coups and attempts since {SINCE} brought down the government" if every else ATTEMPTS


def beside_finding(what: str, last: Sequence[tuple[str, str, float, float, float]]) -> str:
    """The title of a comparison: who stands highest at the end of its line; ``last`` as in ``neighbours_alt``, the subject first.

    Two that print the same are level.
    """
    if len(last) < PAIR:
        return beside(what)
    told = {name: f"{best:.2f}" for name, _, best, _, _ in last}
    top = max(last, key=lambda one: one[2])
    first = [name for name, value in told.items() if value == told[top[0]]]
    text = f"{what[:1].upper()}{what[1:]}: {listed(first)} highest"
    if WHERE not in told or WHERE in first:
        return text
    place = 1 + sum(float(value) > float(told[WHERE]) for value in told.values())
    return f"{text}, {WHERE} {place} of {len(last)}"


def beside(name: str) -> str:
    """Heading of an index or indicator beside the neighbours."""
    return f"{name.capitalize()} beside the neighbours"


def clock_alt(promises: Iterable[tuple[str, str, str]], period: str) -> str:
    """The clock in words; ``promises`` gives class, day made, day promised."""
    told = "; ".join(f"{CLASSES[kind]} of {day(made)} for {day(due)}" for kind, made, due in promises)
    return f"Bars from the day made to the day promised, with a line at the end of {month(period)}: {told}."


def series_alt(what: str, period: str, last: tuple[float, float, float] | None) -> str:
    """A line with a band in words; ``last`` is best, low, high in the last month, None where it has no value."""
    now = "no value" if last is None else f"{last[0]:.1f}, low {last[1]:.1f}, high {last[2]:.1f},"
    return f"{what} over time, with a band from low to high: {now} in {month(period)}."


def attempts_alt(by_outcome: Iterable[tuple[str, list[str]]]) -> str:
    """The attempts in words; ``by_outcome`` gives an outcome and its years."""
    told = "; ".join(f"{len(years)} {OUTCOMES[outcome]} ({', '.join(years)})" for outcome, years in by_outcome)
    return f"Coups and attempts by date: {told}."


def measures_alt(standing: Iterable[tuple[str, str]], period: str) -> str:
    """The measures in words; ``standing`` gives each measure and its state at the end of ``period``."""
    told = "; ".join(f"{measure}, {STATES[state]}" for measure, state in standing)
    return f"Bars over time by body and measure. At the end of {month(period)}: {told or 'none in force or announced'}."


def neighbours_alt(what: str, last: Iterable[tuple[str, str, float, float, float]]) -> str:
    """The comparison in words; ``last`` gives country, month, best, low, high of each line's end."""
    told = "; ".join(f"{name} {best:.2f} ({low:.2f} to {high:.2f}) in {period[:4]}" for name, period, best, low, high in last)
    return f"{what.capitalize()} by year, each country with its interval: {told}."
