"""Texts of the conflict page."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.subject import SUBJECT
from indicators.wording.en import month, number
from indicators.wording.en.verdict import listed

TITLE = "Conflict"
LEAD = "Deaths in organised violence as UCDP counts them: when, where, by whose hands, and how surely."
TYPES = {
    "state_based": "state-based",
    "non_state": "non-state",
    "one_sided": "one-sided (against civilians)",
    "untyped": "type not known yet",
}
TYPE_FILTER = "Types of violence"
EVERYWHERE = "everywhere"
PLACE = "Place"
LEVEL = "Map by"
LEVELS = {"region": SUBJECT.layer(1).name.en, "cercle": SUBJECT.layer(2).name.en}
MEASURE = "Colour by"
MEASURES = {"deaths": "deaths", "events": "events", "civilians": "civilians killed"}
MONTHLY = "Deaths by month"
MONTHLY_UNIT = "deaths, UCDP's best figure, by the month an event ended in; lines run from low to high"
MONTHLY_NOTE = "Hollow bars are provisional first releases. A month over twice the next is cut, its number written."
FILTERED = "Months without events told one by one are left out, since place and type are not known there."
INCOMPLETE = "may be incomplete"
MAP = "Where"
CLICK = "Click a place to filter the page."
MAP_NOTE = "Only events whose place is known well enough are painted. The bins are the same in every range."
BINS = ("none", "under 10", "10–49", "50–149", "150–299", "300 or more")
UNPLACED = "Not on the map, because the place is not known well enough"
WHO = "By whom"
BY = "Count by"
BYS = {"dyads": "pairs of actors", "actors": "actors"}
WHO_UNIT = {
    "dyads": "deaths by pair of actors, best figure",
    "actors": "deaths in events an actor took part in; they do not add up",
}
EVENTS = "The events"
NO_EVENTS = "No event of these types is known in these months and this place."


def sentence(period: str, best: float, low: float, high: float, before: float | None, provisional: bool) -> str:
    """Deaths of twelve months against the twelve before."""
    text = f"In the twelve months to {month(period)} {number(best)} people were killed in organised violence"
    text += f", between {number(low)} and {number(high)}"
    if before is not None:
        if before > 0:
            text += f", {_against(best, before)} in the twelve before ({number(before)})"
        else:
            text += ", after none in the twelve before"
    return f"{text}. Part of it is provisional." if provisional else f"{text}."


def _against(best: float, before: float) -> str:
    """``19% more than``, ``2.4 times as many as``: from twice as many on, a percentage says less."""
    if best >= 2 * before:
        return f"{best / before:.1f} times as many as"
    if best == before:
        return "as many as"
    return f"{abs(best - before) / before:.0%} {'more' if best > before else 'fewer'} than"


def _count(events: int) -> str:
    return "1 event" if events == 1 else f"{number(events)} events"


def _deaths(deaths: int) -> str:
    return "1 death" if deaths == 1 else f"{number(deaths)} deaths"


def unknown(period: str) -> str:
    """Not all twelve months known."""
    return f"Deaths of the twelve months to {month(period)} are not known by the day chosen."


def in_place(name: str, deaths: int, total: int, start: str, end: str) -> str:
    """Under the national sentence where a place is chosen: its deaths, of all deaths in the same events and months."""
    share = f", {deaths / total:.0%} of the {number(total)} in the whole country" if total else ""
    return f"{name}: {_deaths(deaths)} in the events of these types from {month(start)} to {month(end)}{share}."


def places(period: str, name: str, deaths: int, total: int, civilians: float) -> str:
    """Where and whom, as far as events tell."""
    return (
        f"Places and actors are known month by month to {month(period)}: in the twelve months to then, more died in the "
        f"region of {name} than in any other ({number(deaths)} of {number(total)}), and {civilians:.0%} of all killed were civilians."
    )


def placed(known: int, shown: int) -> str:
    """How many of the months shown have places and actors; nothing where all have."""
    return "" if known == shown else f" Places and actors are known for {number(known)} of the {number(shown)} months shown."


def unplaced(events: int, deaths: int, total: int) -> str:
    """What is not painted."""
    return f"{_count(events)} with {number(deaths)} of {_deaths(total)} {'is' if events == 1 else 'are'} not on the map:"


def unplaced_row(where: str, events: int, deaths: int) -> str:
    """One kind of them."""
    return f"{where}: {_count(events)}, {_deaths(deaths)}"


def events(count: int, place: str) -> str:
    """Heading of the events."""
    return f"{EVENTS}: {number(count)}, {place}"


def who(by: str) -> str:
    """Heading of the pairs or actors."""
    return "Pairs of actors" if by == "dyads" else "Actors"


def monthly_finding(months_: Sequence[tuple[str, int]], place: str, start: str, end: str) -> str:
    """The title of the bars: month and deaths of each month shown; true of any range. ``place`` is a name, or empty."""
    where = f" in {place}" if place else ""
    total = sum(deaths for _, deaths in months_)
    if not total:
        return f"No death{where} is known from {month(start)} to {month(end)}"
    top, most = max(months_, key=lambda one: one[1])
    if len(months_) == 1 or start == end:
        return f"{_deaths(total).capitalize()}{where} in {month(top)}"
    return f"{_deaths(total)}{where}; most in {month(top)}, with {number(most)}"


def map_unit(measure: str) -> str:
    """Under the title of the map."""
    return f"{MEASURES[measure]} a year, on average over the months whose events are known"


def map_finding(measure: str, places: Sequence[str], most: int, every: int) -> str:
    """The title of the map: where most was, of ``every`` that is placed; ``measure`` is a key of MEASURES."""
    what = MEASURES[measure]
    if not most:
        return f"No {what} of these months can be placed"
    of = f"{number(most)} of {number(every)} {what} that can be placed"
    return (
        f"{of} were in {places[0]}, more than anywhere else"
        if len(places) == 1
        else f"{listed(places)} had most {what}, {number(most)} each"
    )


def who_finding(by: str, first: str, deaths: int, total: int) -> str:
    """The title of the pairs or actors: who was in most of the deaths shown."""
    what = "between" if by == "dyads" else "in events with"
    return f"{deaths / total:.0%} of the deaths shown were {what} {first.replace(' - ', ' and ') if by == 'dyads' else first}"


def monthly_alt(start: str, end: str, total: float, place: str) -> str:
    """The bars in words."""
    return (
        f"Stacked bars of deaths by month and type, {place}, from {month(start)} to {month(end)}, {number(total)} in all. "
        "The data are in the table below."
    )


def map_alt(level: str, measure: str, first: str, value: int) -> str:
    """The map in words."""
    return f"Map of {SUBJECT.name.en} by {level}, coloured by {measure}; most in {first}, {number(value)}. The data are in the table below."


def who_alt(by: str, first: str, deaths: int) -> str:
    """Pairs or actors in words."""
    return f"Deaths by year and {by[:-1]}; most by {first}, {number(deaths)} in all. The data are in the table below."
