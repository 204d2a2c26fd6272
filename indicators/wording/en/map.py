"""Texts of the conflict map."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.subject import SUBJECT
from indicators.wording.en import actors, month, number
from indicators.wording.en.verdict import listed

TITLE = "Conflict map"
LEAD = "Where people were killed in two periods, and where it changed, by UCDP's events that are known to the place."
LEVEL, MEASURE, FIRST, SECOND, TYPE, VIEW = "Places", "Show", "Period", "Compared with", "Violence", "View"
ONE = {"cercle": SUBJECT.layer(2).name.en, "region": SUBJECT.layer(1).name.en}
LEVELS = {"cercle": SUBJECT.layer(2).plural.en, "region": SUBJECT.layer(1).plural.en}
MEASURES = {"deaths": "deaths", "civilians": "civilians killed"}
TYPES = {"all": "all types", "state_based": "state-based", "non_state": "non-state", "one_sided": "against civilians"}
NOTHING = "No release of events that is known by the day chosen covers a whole year."
PARTIES = {**actors.PARTIES, "government": f"Government of {SUBJECT.name.en} against civilians"}
PARTY_NOTE = (
    "A point has the colour of the party beside the government forces, of who killed civilians, and between two armed groups of the first "
    "that UCDP names. Parties have UCDP\u2019s names."
)
DIFFERENCE = "Difference"
BINS = ("0", "1–9", "10–49", "50–149", "150–299", "300 or more")
STEPS = ("150 or more fewer", "50–149 fewer", "10–49 fewer", "under 10 either way", "10–49 more", "50–149 more", "150 or more")
MAP_NOTE = (
    "The bins are the same in every period: longer periods are darker. Places are those UCDP could tell; neighbours in outline; events of "
    "neighbours are not shown."
)
CHANGES_UNIT = "persons, hollow the first period, filled the second"
PLAY, YEAR = "Play the years", "Year"


def named(period: str) -> str:
    """A period as a reader writes it."""
    return period.replace("-", "–")


def fresh(last: str) -> str:
    """How far events with places reach."""
    return f"Events with places are complete to **{month(last)}**: nothing here speaks of later months."


def unit(measure: str) -> str:
    """Under the title of the maps."""
    return f"{MEASURES[measure]}, best figures"


def finding(measure: str, first: str, second: str, sums: tuple[int, int], rises: Sequence[tuple[str, int]]) -> str:
    """The title of the maps: both sums, placed or not, and the place that rose most; ``rises`` are place and rise, the largest first."""
    what, (before, now) = MEASURES[measure].capitalize(), sums
    if before == now:
        text = f"{what} were {number(now)} in {named(first)} as in {named(second)}"
    else:
        text = f"{what} {'rose' if now > before else 'fell'} from {number(before)} in {named(first)} to {number(now)} in {named(second)}"
    up = [(place, rise) for place, rise in rises if rise > 0][:1]
    return f"{text}; {'most added' if now > before else 'most added all the same'} in {up[0][0]}" if up else text


def year_finding(measure: str, year: str, every: int, places: Sequence[str], most: int) -> str:
    """The title of one year's map: how many, and where most of those that could be placed."""
    what = MEASURES[measure]
    if not most:
        return f"{number(every)} {what} in {year}, none of them placed" if every else f"No {what} in {year}"
    where = f"more in {places[0]} ({number(most)}) than in any other place"
    return (
        f"{number(every)} {what} in {year}, {where if len(places) == 1 else f'most in {listed(places)} ({number(most)} each)'}"
    )


def placed(known: int, rest: int) -> str:
    """Under a period's heading: what is drawn and what is not."""
    every = known + rest
    return f"{number(known)} placed; {number(rest)} ({rest / every:.0%}) not placed" if every else "nobody"


def less(first: str, second: str) -> str:
    """Under the heading of the difference."""
    return f"{named(second)} less {named(first)}, persons placed"


def by_place(level: str, known: int, rest: int) -> tuple[str, str]:
    """Heading of the year's map of places, and what stands below it."""
    return f"By {ONE[level]}", placed(known, rest)


def by_actor(events: int, shown: int) -> tuple[str, str]:
    """Heading of the year's events as points, and what stands below it."""
    return (
        "Event by event",
        f"{number(shown)} of {number(events)} deadly events, those known to the {ONE['cercle']} or better; large is deadly",
    )


def changes_finding(level: str, up: int, down: int) -> str:
    """The title of the changes by place: how many rose, how many fell."""
    places = LEVELS[level]
    return f"{number(up)} {places} had more, {number(down)} had fewer" if up or down else f"No change in any of the {places}"


def alt(first: str, second: str, sums: tuple[int, int]) -> str:
    """The maps in words."""
    told = f"{named(first)} with {number(sums[0])} killed, {named(second)} with {number(sums[1])}"
    return f"Maps of {SUBJECT.name.en}: {told}. The data are in the table below."
