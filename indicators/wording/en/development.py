"""Texts of the development page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.subject import SUBJECT
from indicators.wording.en import day, month, number
from indicators.wording.en.verdict import listed

TITLE = "Development"
LEAD = (
    f"Human development and what it is made of, {SUBJECT.name.en}'s rank and why ranks differ, and people driven "
    f"from their homes."
)
MEASURES = {
    "hdi": "HDI, 0–1", "health": "health index, 0–1", "education": "education index, 0–1", "income": "income index, 0–1",
    "le": "life expectancy at birth, years", "eys": "expected years of school", "mys": "mean years of school",
    "gnipc": "income a head, constant international dollars",
}  # fmt: skip
AXES = {
    "hdi": "HDI", "health": "index, 0–1", "education": "index, 0–1", "income": "index, 0–1", "le": "years", "eys": "years", "mys": "years",
    "gnipc": "dollars a head",
}  # fmt: skip
DECIMALS = {"le": 1, "eys": 1, "mys": 1, "gnipc": 0}  # the rest are indices, three as UNDP prints them
MEASURE = "Measure"
PARTS = {"hdi": "HDI", "health": "health", "education": "education", "income": "income"}
PARTS_TITLE = "HDI and its three parts"
PARTS_UNIT = "index 0–1; the HDI is the geometric mean of the three"
PARTS_NOTE = "A year's value stands in its December."
PLACE = f"{SUBJECT.name.en} and other countries"
WORLD = "The world"
BESIDE = f"{SUBJECT.name.en} beside other countries"
BESIDE_NOTE = "One edition; UNDP gives no interval. A year's value stands in its December."
RANKS = "Rank, computed and as printed"
RANKS_UNIT = "place among the countries ranked, 1 is the highest HDI"
RANKS_NOTE = (
    "A report prints the rank of its newest year; later editions revise the values and rank more countries, so that "
    "the same year "
    "gets another place. Values and ranks of different editions are not comparable."
)
ORIGINS = {"computed": "computed in the newest edition", "printed": "as each report printed it"}
EDITIONS = "The same years in different editions"
EDITIONS_UNIT = "HDI, 0–1; the spread of the editions is the band of the score"
WORLD_UNIT = "number of countries by HDI; beside a name its HDI and rank"
DECADE = "Ten-year change against peers"
DECADE_UNIT = (
    f"HDI points in ten years, less the median of countries that began within 0.05 of {SUBJECT.name.en}; the "
    f"band is the spread of editions"
)
DISPLACED = "People driven from their homes"
DISPLACED_UNIT = "persons at 31 December"
PER_THOUSAND = "per 1,000 inhabitants"
PER_THOUSAND_UNIT = "persons at 31 December per 1,000 inhabitants of the newest year known by then"
DISPLACED_NOTE = f"The two counts inside {SUBJECT.name.en} are of the same people: never add them."
PAIR = 2  # countries that can be compared
THREE = 3  # parts of the HDI
SERIES = {
    "refugees": f"refugees from {SUBJECT.name.en} (UNHCR)",
    "idmc": f"displaced inside {SUBJECT.name.en} (IDMC)",
    "unhcr": f"displaced inside {SUBJECT.name.en} (UNHCR)",
}
ASYLUM_YEARS = f"Refugees from {SUBJECT.name.en} by country of asylum"
ELSEWHERE = "elsewhere"
ASYLUM_UNIT = f"refugees of {SUBJECT.adjective.en} origin at 31 December"
PRINTED_ROWS = "The reports' ranks and their sources"


def sentence(
    edition: str, year: int, value: float, rank: int, ranked: int, printed: tuple[str, int, int] | None, age: int
) -> str:
    """HDI, rank and age; ``printed`` is the report that told of that year as its newest, its rank, and of how many."""
    text = (
        f"The newest edition known ({edition}) puts {SUBJECT.name.en}'s HDI of {year} at {value:.3f}, place {rank} "
        f"of {ranked} countries with a value"
    )
    if printed is not None:
        text += f"; {printed[0]} printed {printed[1]} of {printed[2]}"
    return f"{text}. The figure is {age} months old." if age > 0 else f"{text}."


def editions_finding(count: int, widest: tuple[int, float, float] | None) -> str:
    """The title of the editions: where they differ most; ``widest`` is year, lowest, highest."""
    if not count:
        return f"No edition tells of {SUBJECT.name.en}\u2019s HDI in these years"
    if widest is None:
        return "One edition tells of these years" if count == 1 else "No two editions tell of the same year"
    year, low, high = widest
    if f"{low:.3f}" == f"{high:.3f}":
        return f"{count} editions give the same HDI for every year that two of them tell of"
    return f"{count} editions of the report differ most about {year}: HDI {low:.3f} to {high:.3f}"


def displaced_finding(year: str, values: Mapping[str, float]) -> str:
    """The title of displacement: persons at the end of its last year; ``values`` by the keys of SERIES."""
    told = [
        f"{number(values[key])} {SERIES[key]}" for key in SERIES if key in values and (key != "unhcr" or "idmc" not in values)
    ]
    return f"{' and '.join(told)} at the end of {year}" if told else DISPLACED


def asylum_finding_now(year: int | None, first: Sequence[str], most: float) -> str:
    """The title of the countries of asylum: which had taken in most."""
    if year is None or not most:
        return asylum(year)
    return f"{listed(first)} had taken in most refugees from {SUBJECT.name.en} by the end of {year}: {number(most)}" + (
        " each" if len(first) > 1 else ""
    )


def editions_note(vintages: Mapping[str, str]) -> str:
    """Every edition drawn (name -> day it appeared); the caption names the newest alone."""
    return "Editions: " + ", ".join(f"{name} ({day(when)})" for name, when in vintages.items()) + "." if vintages else ""


def unknown(period: str) -> str:
    """No HDI known."""
    return f"No HDI of a year ended by {month(period)} is known by the day chosen."


def weakest(parts: Mapping[str, float]) -> str:
    """Which part holds the index back."""
    low = min(parts, key=lambda name: parts[name])
    others = ", ".join(f"{name} {value:.3f}" for name, value in parts.items() if name != low)
    return f"{low.capitalize()} holds it back most: its part stands at {parts[low]:.3f} ({others})."


def displaced(year: str, values: Mapping[str, tuple[float, float | None]]) -> str:
    """Displacement in a sentence; ``values`` gives persons, and per 1,000 inhabitants where these are known."""
    told = " and ".join(
        f"{number(value)} {SERIES[key]}" + ("" if rate is None else f", {rate:.1f} per 1,000 inhabitants")
        for key, (value, rate) in values.items()
        if key != "unhcr" or "idmc" not in values
    )
    return f"At 31 December {year}: {told}."


def parts_finding(year: str, parts: Mapping[str, float]) -> str:
    """The title of the HDI's parts in the last year shown: which is the lowest of the three."""
    three = {name: value for name, value in parts.items() if name != PARTS["hdi"]}
    if len(three) < THREE:
        return PARTS_TITLE
    low = min(three, key=lambda name: three[name])
    return f"{low.capitalize()} was the lowest of the three parts of the HDI in {year} ({three[low]:.3f})"


def beside_finding(measure: str, values: Mapping[str, float]) -> str:
    """The title of the comparison: who stands highest at the end of its line."""
    name = MEASURES[measure].split(", ")[0]
    name = f"{name[0].upper()}{name[1:]}"
    if len(values) < PAIR:
        return beside(measure)
    decimals = DECIMALS.get(measure, 3)
    top = f"{max(values.values()):.{decimals}f}"
    return f"{name}: {listed(one for one, value in values.items() if f'{value:.{decimals}f}' == top)} highest"


def ranks_finding(rank: int | None, year: int | None) -> str:
    """The title of the ranks."""
    return RANKS if rank is None else f"By the newest edition {SUBJECT.name.en} was place {rank} in {year}"


def world_finding(year: int | None, rank: int | None, ranked: int) -> str:
    """The title of the world's HDI."""
    return world(year) if rank is None else f"{SUBJECT.name.en} was place {rank} of {ranked} countries by HDI in {year}"


def decade_finding(best: float | None, year: str) -> str:
    """The title of the ten-year change."""
    if best is None or f"{abs(best):.3f}" == "0.000":
        return DECADE
    moved = "fell behind" if best < 0 else "gained on"
    return f"In the ten years to {year} {SUBJECT.name.en} {moved} its peers by {abs(best):.3f} HDI points"


def asylum_finding(year: int | None, first: str, most: float, every: float) -> str:
    """The title of refugees over the years: where most of them are in the last."""
    return (
        f"{most / every:.0%} of the refugees from {SUBJECT.name.en} were in {first} at the end of {year}"
        if every
        else ASYLUM_YEARS
    )


def world(year: int | None) -> str:
    """Heading of the distribution."""
    return "The world" if year is None else f"The world in {year}"


def asylum(year: int | None) -> str:
    """Heading of the countries of asylum."""
    return (
        f"Where refugees from {SUBJECT.name.en} are"
        if year is None
        else f"Where refugees from {SUBJECT.name.en} were at the end of {year}"
    )


def beside(measure: str) -> str:
    """Heading of the comparison."""
    name = MEASURES[measure].split(", ")[0]
    return f"{name[0].upper()}{name[1:]} beside others"


def lines_alt(what: str, values: Mapping[str, float], decimals: int = 3) -> str:
    """Lines in words, with their last values."""
    told = ", ".join(f"{name} {value:,.{decimals}f}" for name, value in values.items())
    return f"{what} over time. Last: {told}. The data are in the table below."


def ranks_alt(rank: int | None, year: int | None) -> str:
    """Ranks in words."""
    return f"{SUBJECT.name.en}'s rank by year as computed and as printed; {rank} in {year}. The data are in the table below."


def world_alt(rank: int | None, ranked: int) -> str:
    """The distribution in words."""
    return f"Histogram of the HDI of {ranked} countries; {SUBJECT.name.en} is number {rank}. The data are in the table below."


def asylum_alt(first: str, count: float) -> str:
    """Countries of asylum in words."""
    return f"Bar chart of refugees by country of asylum; most in {first}, {number(count)}. The data are in the table below."
