"""Texts of the conflict page."""

from __future__ import annotations

from indicators.subject import SUBJECT
from indicators.wording import month, number

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
MEASURE = "Colour by"
MEASURES = {"deaths": "deaths", "events": "events", "civilians": "civilians killed"}
MONTHLY = "Deaths by month"
MONTHLY_UNIT = "deaths, UCDP's best figure, by the month an event ended in; lines run from low to high"
MONTHLY_NOTE = "Hollow bars are provisional first releases."
FILTERED = "Months without events told one by one are left out, since place and type are not known there."
INCOMPLETE = "may be incomplete"
MAP = "Where"
MAP_NOTE = (
    "Only events whose place is known well enough are painted. Click a place to filter the page. No rate per inhabitant: the data hold no "
    "population by region. The scale is stretched for small numbers."
)
MAP_UNIT = "persons or events in the months shown"
UNPLACED = "Not on the map, because the place is not known well enough"
WHO = "By whom"
BY = "Count by"
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
            change = (best - before) / before
            text += f", {abs(change):.0%} {'more' if change >= 0 else 'fewer'} than in the twelve before ({number(before)})"
        else:
            text += ", after none in the twelve before"
    return f"{text}. Part of it is provisional." if provisional else f"{text}."


def unknown(period: str) -> str:
    """Not all twelve months known."""
    return f"Deaths of the twelve months to {month(period)} are not known by the day chosen."


def places(period: str, name: str, deaths: int, total: int, civilians: float) -> str:
    """Where and whom, as far as events tell."""
    return (
        f"Places and actors are known month by month to {month(period)}: in the twelve months to then, most deaths were in the "
        f"region of {name} ({number(deaths)} of {number(total)}), and {civilians:.0%} of all killed were civilians."
    )


def placed(known: int, shown: int) -> str:
    """How many of the months shown have places and actors; nothing where all have."""
    return "" if known == shown else f" Places and actors are known for {number(known)} of the {number(shown)} months shown."


def unplaced(events: int, deaths: int, total: int) -> str:
    """What is not painted."""
    return f"{number(events)} events with {number(deaths)} of {number(total)} deaths are not on the map:"


def unplaced_row(where: str, events: int, deaths: int) -> str:
    """One kind of them."""
    return f"{where}: {number(events)} events, {number(deaths)} deaths"


def events(count: int, place: str) -> str:
    """Heading of the events."""
    return f"{EVENTS}: {number(count)}, {place}"


def who(by: str) -> str:
    """Heading of the pairs or actors."""
    return "Pairs of actors" if by == "dyads" else "Actors"


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
