"""Texts of the page that compares countries."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import wording
from indicators.registry import INDICATORS
from indicators.subject import SUBJECT

TITLE = "Compare"
LEAD = f"{SUBJECT.name.en} beside other countries, on the indicators that all of them have."
ON_WHAT = (
    "Compared is what every country has, each December: deaths and civilians killed for conflict; elections and stability for "
    "governance; the HDI, its rank and its decade for development. There is no military dimension and no index: coups, promises, "
    f"measures and foreign forces are counted for {SUBJECT.name.en} alone. So these scores differ from {SUBJECT.name.en}'s monthly ones."
)
YEAR = "December of"
SET = "Show"
SETS = {"dimensions": "dimensions"} | {
    key: wording.DIMENSIONS[key].lower() for key in dict.fromkeys(one.dimension for one in INDICATORS.values() if one.compare)
}
UNIT = "score 0-100 on the comparison set, higher is more risk"
STRIPS = "Among all countries"
STRIPS_NOTE = "Each thin mark is a country."
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


def nothing_in_common(year: str, other: str) -> str:
    """Two countries without a common dimension."""
    return f"At the end of {year} {SUBJECT.name.en} and {other} have no dimension in common."


def scored(name: str, mine: float, theirs: float) -> str:
    """A dimension with both scores."""
    return f"{name.lower()} ({mine:.1f} against {theirs:.1f})"


def place(name: str, rank: int, ranked: int, most: int, least: int) -> str:
    """The subject's place among all."""
    text = f"{name}: place {rank} of {ranked}"
    return text + (f" (between {most} and {least} by the ranges)." if most != least else ".")


def strips_alt(year: str, places: Sequence[str]) -> str:
    """The strips in words."""
    return (
        f"Every country as a mark on 0 to 100 at the end of {year}, {SUBJECT.name.en} and the chosen ones as points. {' '.join(places)} "
        "The data are in the table below."
    )


def series_alt(name: str, countries: Sequence[str]) -> str:
    """A small multiple in words."""
    return f"{name}: scores by year of {', '.join(countries)}, with their ranges. The data are in the table below."


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
