"""What alerts say: the rules' names and sentences, when each ends, what right means, and the record in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicators.alerts.deaths import FLOOR, LONG, SHORT
from indicators.alerts.promises import AHEAD
from indicators.alerts.rule import FEED_DAYS
from indicators.alerts.surge import LEAST, SILENCE
from indicators.alerts.upkeep import GRACE, MOVED
from indicators.subject import SUBJECT
from indicators.wording.en import day, month, signed

TITLE = "Alerts"
LEAD = (
    "What declared rules say on the day of knowledge, when each alert ends, and how often its rule was right. A notice with its record, "
    "no alarm."
)
NAMES = {
    "deaths_12": f"Deaths highest in {SHORT} months",
    "deaths_36": f"Deaths highest in {LONG} months",
    "surge_watch": "Surge watch",
    "capital_lost": "A regional capital lost",
    "capital_besieged": "A regional capital besieged",
    "promise_due": "A promised day near",
    "promise_missed": "A promised day missed or put off",
    "measure_taken": "A measure taken",
    "measure_lifted": "A measure lifted",
    "force_arriving": "A foreign force arriving",
    "force_leaving": "A foreign force leaving",
    "index_revised": "The index revised",
    "source_overdue": "A source overdue",
}
ENDS = {
    "deaths_12": "Ends when the next month's figures are out.",
    "deaths_36": "Ends when the next month's figures are out.",
    "surge_watch": f"Ends after {SILENCE} months; within them it is not given again.",
    "capital_lost": "Ends on the day its return to the state is known.",
    "capital_besieged": "Ends on the day its relief is known, or twelve months after the last row on it; not told of a lost capital.",
    "promise_due": "Ends after the day, or when another day is named.",
    "promise_missed": "Ends when what was promised happens, when the transition ends, or when another day is named.",
    "measure_taken": f"Told for {FEED_DAYS} days.",
    "measure_lifted": f"Told for {FEED_DAYS} days.",
    "force_arriving": f"Told for {FEED_DAYS} days.",
    "force_leaving": f"Told for {FEED_DAYS} days.",
    "index_revised": f"Told for {FEED_DAYS} days.",
    "source_overdue": "Ends when a vintage with a later period is stored.",
}
_SURGE = "Right where three months together within the next six have a mean of at least twice that of the last twelve."
RIGHT = {
    "deaths_12": _SURGE,
    "deaths_36": _SURGE,
    "surge_watch": _SURGE,
    "promise_due": "Right where the day passed without what was promised.",
}
FACT = "States what happened: neither right nor wrong."
WHEN = {
    "deaths_12": f"{FLOOR} deaths or more in the last month known, and more than in any of the {SHORT - 1} before",
    "deaths_36": f"{FLOOR} deaths or more in the last month known, and more than in any of the {LONG - 1} before",
    "surge_watch": f"the stated probability of a surge is {LEAST:.0%} or more, and was not in the {SILENCE} months before",
    "capital_lost": "a curated row that counts says that the state lost it",
    "capital_besieged": "a curated row that counts says that it is besieged or its roads are closed",
    "promise_due": f"a promised or scheduled day is {AHEAD} days away or less",
    "promise_missed": "the day went by without what was promised, or was put off before it came",
    "measure_taken": "a body, or the country itself, puts a measure into force",
    "measure_lifted": "a measure ends",
    "force_arriving": "a force arrives",
    "force_leaving": "a force announces that it leaves, or has left",
    "index_revised": f"new vintages move a past month of the index by {MOVED:g} points or more",
    "source_overdue": f"the next period is not stored {GRACE} month after the publisher's usual lag",
}
NONE = "No alert is in force."
NO_RECORD = "No record is stored, so alerts with a probability are not shown. Run  alerts --record --store."
NEW = "New alerts since {}"
NOTHING_NEW = "No new alerts since {}"
BEFORE = "this folder was filled"
SOURCE = "source"
ENDED = "Ended in the last 30 days"
MEASURES = {"membership": "membership", "embargo": "trade and payments", "listing": "persons on a list"}


def heading(country: str, iso: str, count: int) -> str:
    """Above a list of alerts: the country's name, the day, how many."""
    return f"{country}, as known on {day(iso)}: {count} alert{'' if count == 1 else 's'} in force"


def subject(country: str, iso: str, count: int) -> str:
    """The subject line of a digest."""
    return f"{SUBJECT.title.en}: {count} alert{'' if count == 1 else 's'} for {country}, {day(iso)}"


def feed(country: str) -> str:
    """The title of the feed."""
    return f"{SUBJECT.title.en}: {country}"


def line(when: str, what: str) -> str:
    """An alert in a list: since when, and what it says."""
    return f"{when}: {what}"


def said(rule: str, values: Mapping[str, Any]) -> str:
    """An alert's sentence from its values."""
    return _SAID[rule](values)


def _deaths(values: Mapping[str, Any]) -> str:
    return f"{values['deaths']:,.0f} deaths in {month(values['period'])}, more than in any of the {values['months'] - 1} months before."


def _watch(values: Mapping[str, Any]) -> str:
    return (
        f"On the figures to {month(values['period'])} the stated probability that deaths double within {values['months']} months is "
        f"{_whole(values['probability'])}. About 4 in 10 such flags are right."
    )


def _siege(values: Mapping[str, Any]) -> str:
    contested = " Whether it is one is contested." if values["contested"] == "yes" else ""
    return f"{values['place']}: {values['summary']}{contested}"


def _promise(values: Mapping[str, Any]) -> str:
    return f"Promised for {day(values['due'])}: {values['what']}. {values['summary']}"


def _missed(values: Mapping[str, Any]) -> str:
    return f"Promised for {day(values['due'])} and {values['how']}: {values['what']}. {values['summary']}"


def _measure(values: Mapping[str, Any]) -> str:
    return f"{values['body']} ({MEASURES[values['measure']]}, {values['kind']}): {values['summary']}"


def _force(values: Mapping[str, Any]) -> str:
    return f"{values['force']} ({values['sponsor']}): {values['summary']}"


def _revised(values: Mapping[str, Any]) -> str:
    return (
        f"New vintages moved the index of {month(values['period'])} by {signed(values['points'])} points ({values['sources']})."
    )


def _overdue(values: Mapping[str, Any]) -> str:
    return (
        f"{values['source']}: the newest stored vintage appeared on {day(values['published'])} and ends with "
        f"{month(values['last'])}."
    )


_SAID = {
    "deaths_12": _deaths, "deaths_36": _deaths, "surge_watch": _watch, "capital_lost": _siege, "capital_besieged": _siege,
    "promise_due": _promise, "promise_missed": _missed, "measure_taken": _measure, "measure_lifted": _measure,
    "force_arriving": _force, "force_leaving": _force, "index_revised": _revised, "source_overdue": _overdue,
}  # fmt: skip
_FIGURES = {
    "revised": "on today's revised figures",
    "published": "on first releases as stored",
    "rows": "on dated rows",
}


def record(row: Mapping[str, Any]) -> str:
    """One row of the record in a sentence: counts first, then shares with their 90% interval."""
    who = SUBJECT.name.en if row["group"] == "subject" else "All countries"
    head = f"{who}, {_years(row)}, {_FIGURES[row['figures']]}:"
    if row["judged"] is None:
        return f"{head} {row['alerts']} in {row['years']:.0f} years. {FACT}"
    if not row["judged"]:
        return f"{head} {row['alerts']} alerts, none judged yet."
    parts = [f"{row['right']:.0f} of {row['judged']:.0f} right ({_percent(row, 'precision')})"]
    if row["base_rate"] is not None and row["events"]:
        parts.append(f"where {_whole(row['base_rate'])} of all months would be")
    if row["events"]:
        lead = f", half of them by {row['lead_months']:g} or more months" if row["lead_months"] is not None else ""
        parts.append(f"{row['foreseen']:.0f} of {row['events']:.0f} surges foreseen ({_percent(row, 'recall')}{lead})")
    if row["false_a_year"] is not None:
        parts.append(f"{row['false_a_year']:.1f} false alarms a year" + ("" if row["group"] == "subject" else " and country"))
    return f"{head} {'; '.join(parts)}."


def _years(row: Mapping[str, Any]) -> str:
    first, last = str(row["start"])[:4], str(row["end"])[:4]
    return first if first == last else f"{first}–{last}"


def _percent(row: Mapping[str, Any], name: str) -> str:
    return f"{_whole(row[name])}, 90% interval {_whole(row[name + '_low'])} to {_whole(row[name + '_high'])}"


def _whole(share: float) -> str:
    return f"{share:.0%}"


def since(iso: str, until: str) -> str:
    """From when an alert is in force, and until when where that is known."""
    return f"since {day(iso)}" + (f", until {day(until)}" if until else "")


def made(iso: str) -> str:
    """When the record was made."""
    return f"Record made on {day(iso)}."


def unseen(periods: list[str], start: str, end: str) -> str:
    """The months of a span that may be unseen."""
    if not periods:
        return (
            f"No month from {month(start)} to {month(end)} is marked “may be unseen”. Where events are not stored, how precisely they "
            "are placed cannot be told."
        )
    told = ", ".join(month(one) for one in periods)
    return f"May be unseen: {told}. Fewer deaths go with fewer precisely placed events, or with a known shutdown."
