"""Texts of the page that compares countries."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.registry import INDICATORS
from indicators.subject import SUBJECT
from indicators.wording import en as wording

TITLE = "Compare"
LEAD = f"{SUBJECT.name.en} beside other countries, on the indicators that all of them have."
ON_WHAT = (
    "Compared is what every country has, each December: deaths and civilians killed for conflict; elections and stability for "
    "governance; the HDI, its rank and its decade for development. There is no military dimension and no index: coups, promises, "
    f"measures and foreign forces are counted for {SUBJECT.name.en} alone. So these scores differ from {SUBJECT.name.en}'s monthly ones."
)
YEAR = "December of"
ORDER, MEAN = "Order by", "mean"
ORDERS = {MEAN: "mean of the dimensions"} | {
    key: wording.DIMENSIONS[key].lower() for key in dict.fromkeys(one.dimension for one in INDICATORS.values() if one.compare)
}
BINS = ("0–14", "15–29", "30–44", "45–59", "60–74", "75–100")
SHORT = {
    "conflict.lethality": "Deaths", "conflict.civilians": "Civilians", "governance.electoral_democracy": "Democracy",
    "governance.political_stability": "Stability", "development.hdi": "HDI", "development.hdi_rank": "HDI rank",
    "development.hdi_decade": "Ten years",
}  # fmt: skip
UNIT = "score 0–100 on what all countries have, higher is more risk"
PLACE = f"{SUBJECT.name.en} and other countries"
HEAT_NOTE = (
    "Conflict is exactly 0 in most countries of the world, and places among those mean nothing. Scores that lie near each other may not be "
    "told apart: the table below says where the publishers' own ranges overlap."
)
MANY = 4  # countries that stand level; so many are counted, not named
HISTORY = "Where they stood each December"
HISTORY_NOTE = "Thin grey lines: the other countries chosen."
TABLE = "In what, by how much"
STANDING = f"{SUBJECT.name.en}'s place"
VERDICT = {
    "above": f"{SUBJECT.name.en} stands higher",
    "below": f"{SUBJECT.name.en} stands lower",
    "alike": "cannot be told apart",
}
NOBODY = f"Choose a country to compare {SUBJECT.name.en} with."
NOTHING = f"No December is known by the day and month chosen in which {SUBJECT.name.en} could be compared."


def answer(year: str, other: str, above: Sequence[str], below: Sequence[str], alike: Sequence[str]) -> str:
    """Is the subject worse than the other, and in what? Lists are of names with scores."""
    parts = []
    if above:
        parts.append(f"more risk than {other} in {_list(above)}")
    if below:
        parts.append(f"less in {_list(below)}" if parts else f"less risk than {other} in {_list(below)}")
    text = f"At the end of {year} {SUBJECT.name.en} stands at " + ", and ".join(parts) if parts else f"At the end of {year}"
    if alike:
        text += ("; " if parts else " ") + f"by the publishers' ranges the two cannot be told apart in {_list(alike)}"
    return text + "."


def widest(name: str, mine: float, theirs: float) -> str:
    """The indicator on which the two differ most."""
    return f"Of what can be told apart they differ most on “{name}” ({mine:.1f} against {theirs:.1f})."


def nothing_in_common(year: str, other: str) -> str:
    """Two countries without a common dimension."""
    return f"At the end of {year} {SUBJECT.name.en} and {other} have no dimension in common."


def scored(name: str, mine: float, theirs: float) -> str:
    """A dimension with both scores."""
    return f"{name.lower()} ({mine:.1f} against {theirs:.1f})"


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def finding(year: str, places: Sequence[tuple[str, int, int]]) -> str:
    """The title of the table: the subject's place in each dimension (name, place, countries), 1st being the most risk."""
    if not places:
        return f"{SUBJECT.name.en} has no place among countries at the end of {year}"
    told = [f"{ordinal(place)} of {ranked} in {name.lower()}" for name, place, ranked in places]
    return f"{SUBJECT.name.en} stood {_list(told)} at the end of {year}, counted from the highest risk"


def highest(dimension: str, countries: Sequence[str]) -> str:
    """Above a small chart: who stands highest in its last year; several stand level."""
    return f"{dimension}: {_list(countries)} highest" if len(countries) < MANY else f"{dimension}: {len(countries)} stand level"


def history_finding(tops: Sequence[tuple[str, Sequence[str]]], shown: int) -> str:
    """The title of the small charts: who of the ``shown`` countries stands highest at the end of each dimension (name, countries)."""
    groups: dict[str, list[str]] = {}
    for dimension, first in tops:
        if len(first) < MANY:
            groups.setdefault(_list(first), []).append(dimension.lower())
    if not groups or shown == 1:
        return HISTORY
    return f"Highest of {shown} at the end: " + "; ".join(f"{who} in {_list(what)}" for who, what in groups.items())


def until(period: str) -> str:
    """Below the heading of a small chart."""
    return f"To {wording.month(period)}"


def heat_alt(year: str, countries: int) -> str:
    """The table in words."""
    return (
        f"Table of scores at the end of {year}, {countries} countries by dimension and indicator, coloured in six bins. "
        "The data are in the table below."
    )


def series_alt(countries: Sequence[str]) -> str:
    """The small charts in words."""
    return f"Lines of scores by year of {', '.join(countries)}. The data are in the table below."


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
