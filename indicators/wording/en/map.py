"""Texts of the conflict map."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.subject import SUBJECT
from indicators.wording import formats
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
    "The bins are the same in every period: a longer period reaches higher ones. "
    "Places are those UCDP could tell; neighbours in outline; events of "
    "neighbours are not shown."
)
CHANGES_UNIT = "persons, hollow the first period, filled the second"
PER = "Show as"
PERS = {"persons": "numbers", "inhabitants": "per 100,000 inhabitants"}
BY_REGION = f"The census gives inhabitants by {SUBJECT.layer(1).name.en}, so rates are by {SUBJECT.layer(1).name.en}."
NO_CENSUS = "By the day chosen no census is known, so deaths cannot be shown per 100,000 inhabitants."
RATE_BINS = ("0", "under 1", "1 to 10", "10 to 30", "30 to 100", "100 or more")
RATE_STEPS = (
    "30 or more fewer",
    "10 to 30 fewer",
    "1 to 10 fewer",
    "under 1 either way",
    "1 to 10 more",
    "10 to 30 more",
    "30 or more",
)
NO_FIGURE = "no census figure"
RATE_NOTE = (
    "Rates are a year, in bins that are the same for every period. Places are those UCDP could tell; neighbours in outline; events of "
    "neighbours are not shown."
)
RATE_CHANGES_UNIT = "a year per 100,000 inhabitants, hollow the first period, filled the second"
PLAY, YEAR = "Play the years", "Year"


def named(period: str) -> str:
    """A period as a reader writes it."""
    return period.replace("-", "–")


def fresh(last: str) -> str:
    """How far events with places reach."""
    return (
        f"Events with places are complete to **{month(last)}**: nothing here speaks of later months. Those of the whole country stand "
        "under Conflict."
    )


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


def rate_unit(measure: str) -> str:
    """Under the title of maps of rates."""
    return f"{MEASURES[measure]} a year per 100,000 inhabitants, best figures"


def rate(value: float) -> str:
    """A rate: whole from 10 on, else with one decimal."""
    return formats.decimal(value, 0 if value >= 10 else 1, "en")


def caveat(people: float, without: Sequence[str]) -> str:
    """What a rate divides by: ``people`` in the table's households, and the regions it has no figure of."""
    census = SUBJECT.census
    share = f"{formats.decimal(people / 1e6, 1, 'en')} of the {formats.decimal(census.counted / 1e6, 1, 'en')} million people counted"
    told = (
        f"Inhabitants: census of {census.year}, the same figure for every year, ordinary households only ({share}). Displaced people and "
        f"refugees in sites are missing, most of them {census.missing.en}, so read rates as orders of magnitude. "
        f"{SUBJECT.layer(1).plural.en.capitalize()} as they were in {SUBJECT.boundaries.year}."
    )
    return f"{told} No census figure, so no rate: {listed(without)}." if without else told


def rate_finding(measure: str, first: str, second: str, places: Sequence[str], before: float, now: float) -> str:
    """The title of maps of rates: where the second period's is highest; ``before`` is the first's there, where it is one place."""
    what = MEASURES[measure]
    if not places or not now:
        return f"No {what} placed in a {ONE['region']} in {named(second)}"
    told = f"{listed(places)} had the most {what} per inhabitant in {named(second)}: {rate(now)} a year per 100,000"
    return f"{told}, against {rate(before)} in {named(first)}" if len(places) == 1 else f"{told} each"


def rate_year_finding(measure: str, year: str, places: Sequence[str], most: float) -> str:
    """The title of one year's map of rates: where it was highest."""
    what = MEASURES[measure]
    if not places or not most:
        return f"No {what} placed in a {ONE['region']} in {year}"
    told = f"{listed(places)} had the most {what} per inhabitant in {year}: {rate(most)} per 100,000"
    return told if len(places) == 1 else f"{told} each"


def rate_less(first: str, second: str) -> str:
    """Under the heading of the difference of rates."""
    return f"{named(second)} less {named(first)}, a year per 100,000"


def rate_changes_finding(up: int, down: int) -> str:
    """The title of the changes of rates: how many rose, how many fell."""
    if not (up or down):
        return f"The rate changed in no {ONE['region']}"
    rose, fell = (number(one) if one else "none" for one in (up, down))
    return (
        f"The rate rose in {rose}{' ' if up else ' of the '}{ONE['region'] if up == 1 else LEVELS['region']} and fell in {fell}"
    )


def rate_alt(first: str, second: str, finding: str) -> str:
    """Maps of rates in words."""
    return (
        f"Maps of {SUBJECT.name.en}, deaths per 100,000 inhabitants in {named(first)} and {named(second)}. {finding}. "
        "The data are in the table below."
    )
