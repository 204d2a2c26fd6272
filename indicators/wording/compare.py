"""Texts of the page that compares countries."""

from __future__ import annotations

from collections.abc import Sequence

TITLE = "Compare"
LEAD = "Mali beside other countries, on the indicators that all of them have."
ON_WHAT = (
    "Compared is what every country has, each December: deaths and civilians killed for conflict; elections and stability for "
    "governance; the HDI, its rank and its decade for development. There is no military dimension and no index: coups, promises, "
    "measures and foreign forces are counted for Mali alone. So these scores differ from Mali's monthly ones."
)
YEAR = "December of"
SET = "Show"
SETS = {"dimensions": "dimensions", "conflict": "conflict", "governance": "governance", "development": "development"}
UNIT = "score 0-100 on the comparison set, higher is more risk"
STRIPS = "Among all countries"
STRIPS_NOTE = "Each thin mark is a country."
TABLE = "In what, by how much"
STANDING = "Mali's place"
VERDICT = {"above": "Mali stands higher", "below": "Mali stands lower", "alike": "cannot be told apart"}
NOBODY = "Choose a country to compare Mali with."
NOTHING = "No December is known by the day and month chosen in which Mali could be compared."


def answer(year: str, other: str, above: Sequence[str], below: Sequence[str], alike: Sequence[str]) -> str:
    """Is Mali worse than the other, and in what? Lists are of names with scores."""
    parts = []
    if above:
        parts.append(f"more risk than {other} in {_list(above)}")
    if below:
        parts.append(f"less in {_list(below)}" if parts else f"less risk than {other} in {_list(below)}")
    text = f"At the end of {year} Mali stands at " + ", and ".join(parts) if parts else f"At the end of {year}"
    if alike:
        text += ("; " if parts else " ") + f"by the publishers' ranges the two cannot be told apart in {_list(alike)}"
    return text + "."


def nothing_in_common(year: str, other: str) -> str:
    """Two countries without a common dimension."""
    return f"At the end of {year} Mali and {other} have no dimension in common."


def scored(name: str, mine: float, theirs: float) -> str:
    """A dimension with both scores."""
    return f"{name.lower()} ({mine:.1f} against {theirs:.1f})"


def place(name: str, rank: int, ranked: int, most: int, least: int) -> str:
    """Mali's place among all."""
    text = f"{name}: place {rank} of {ranked}"
    return text + (f" (between {most} and {least} by the ranges)." if most != least else ".")


def strips_alt(year: str, places: Sequence[str]) -> str:
    """The strips in words."""
    return (
        f"Every country as a mark on 0 to 100 at the end of {year}, Mali and the chosen ones as points. {' '.join(places)} "
        "The data are in the table below."
    )


def series_alt(name: str, countries: Sequence[str]) -> str:
    """A small multiple in words."""
    return f"{name}: scores by year of {', '.join(countries)}, with their ranges. The data are in the table below."


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
