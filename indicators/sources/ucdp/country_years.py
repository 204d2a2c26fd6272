"""UCDP's country-year file: deaths in organised violence within each country's borders, by type, one row a year and type.

Two layouts are read: release 25.1's, whose columns end in ``_cy``, and 26.1's, whose columns do not and which spells
``Version``. The first is known from the file; the second from the header that users of the file of 2026 wrote down.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators import countries
from indicators.model import Quality, Records, SourceError, Vintage
from indicators.sources import reading
from indicators.sources.ucdp import archive as ucdp_archive
from indicators.sources.ucdp import versions as ucdp_versions

COLUMNS = ("country", "year", "type", "best", "low", "high", "civilians", "dyads")
FIGURES = ("best", "low", "high", "civilians", "dyads")

# Our figure -> UCDP's column. Civilians killed in one-sided violence are its deaths by definition.
_BY_TYPE = {
    "state_based": {
        "best": "sb_total_deaths_best_cy", "low": "sb_total_deaths_low_cy", "high": "sb_total_deaths_high_cy",
        "civilians": "sb_deaths_civilians_cy", "dyads": "sb_dyad_count_cy",
    },
    "non_state": {
        "best": "ns_total_deaths_best_cy", "low": "ns_total_deaths_low_cy", "high": "ns_total_deaths_high_cy",
        "civilians": "ns_deaths_civilians_cy", "dyads": "ns_dyad_count_cy",
    },
    "one_sided": {
        "best": "os_total_deaths_best_cy", "low": "os_total_deaths_low_cy", "high": "os_total_deaths_high_cy",
        "civilians": "os_total_deaths_best_cy", "dyads": "os_dyad_count_cy",
    },
}  # fmt: skip
_TOTAL = "cumulative_total_deaths_in_orgvio_best_cy"
_NEEDED = tuple(
    dict.fromkeys(
        ["country_id_cy", "country_cy", "year_cy", "version", _TOTAL]
        + [column for columns in _BY_TYPE.values() for column in columns.values()]
    )
)
_ALIASES = {"Version": "version"} | {name.removesuffix("_cy"): name for name in _NEEDED if name.endswith("_cy")}
MOST_DEATHS = 10_000_000
_FEWEST_COUNTRIES = 150  # of the last year; UCDP lists 172 in 1989 and 196 in 2024


def parse(paths: Sequence[Path], version: str | None = None, published: str | None = None) -> tuple[Vintage, ...]:
    """One vintage: columns COLUMNS, sorted by country, year, type; rows of nothing but zeros are kept, they are coverage.

    ``dyads`` counts active pairs of parties; for one-sided violence pairs of an actor and civilians, that is actors.
    Predecessor and successor that share a code (the Germanies, the Yemens) are added where both have a year. Raises
    SourceError for any other file, a cell out of range, a year whose types do not add up to UCDP's own total.
    """
    if len(paths) != 1:
        raise SourceError(f"ucdp_cy: one file makes one vintage, {len(paths)} given. Import them one by one.")
    path = paths[0]
    ucdp_archive.checked(path)
    whole_file = reading.read_chunks(path, _NEEDED, aliases=_ALIASES, table="UCDP country-year file", archive=True, size=None)
    table = next(whole_file)
    written = table["version"].str.strip()
    reading.refuse(path, table, "version", written != written.iloc[0], f"release {written.iloc[0][:20]!r} as in record 1")
    release = ucdp_versions.release(paths, version, published, found=written.iloc[0])
    country = _countries(path, table)
    year = reading.years(path, table, "year_cy", low=1989)
    last = int(release.end[:4])
    reading.refuse(path, table, "year_cy", year > last, f"a year of release {release.version} (1989 to {last})")
    reading.unique(path, table.assign(number=table["country_id_cy"].str.strip(), year=year.astype(str)), ["number", "year"])
    _refuse_cut(path, country, year, last)
    long, quality = _long(path, table, country, year)
    return (
        Vintage(
            source="ucdp_cy", version=release.version, published=release.published, published_basis=release.basis,
            start="1989-01", end=release.end, countries=tuple(sorted(set(country))), frame=long,
            quality=tuple(item for item in quality if item.count), inputs=((path.name, reading.sha256(path)),),
            records=Records(len(table), len(table)),
        ),
    )  # fmt: skip


def _countries(path: Path, table: pd.DataFrame) -> pd.Series:
    """ISO3 codes by number, refused where the number is unknown or the name beside it is another country's."""
    numbers = table["country_id_cy"].str.strip()
    known = {
        number: countries.iso3_of_gw(int(number)) for number in numbers.unique() if number.isascii() and number.isdecimal()
    }
    country = numbers.map(known)
    reading.refuse(path, table, "country_id_cy", country.isna(), "a country number of UCDP")
    named = table["country_cy"].map({name: countries.iso3_of_name(name) for name in table["country_cy"].unique()})
    reading.refuse(path, table, "country_cy", named.notna() & (named != country), "the name of the country numbered beside it")
    return country.astype(str)


def _refuse_cut(path: Path, country: pd.Series, year: pd.Series, last: int) -> None:
    """Refuse a file without its last year, with few countries, or one that stops in the middle of a country's years."""
    present = country[year == last]
    if len(present) < _FEWEST_COUNTRIES:
        raise SourceError(
            f"{path.name}: {len(present)} countries in {last}, expected {_FEWEST_COUNTRIES} or more; the file is cut short or "
            "an extract. Download the whole file again."
        )
    spans = year.groupby(country).agg(["min", "max", "nunique"])
    gaps = spans[spans["max"] - spans["min"] + 1 != spans["nunique"]]
    if not gaps.empty:
        raise SourceError(f"{path.name}: years of {gaps.index[0]} are missing in between. Download the whole file again.")


def _long(path: Path, table: pd.DataFrame, country: pd.Series, year: pd.Series) -> tuple[pd.DataFrame, list[Quality]]:
    parts = []
    for kind, columns in _BY_TYPE.items():
        part = pd.DataFrame({"country": country, "year": year, "type": kind})
        for figure, column in columns.items():
            part[figure] = reading.numbers(path, table, column, low=0, high=MOST_DEATHS, whole=True).astype("int64")
        parts.append(part)
    total = reading.numbers(path, table, _TOTAL, low=0, high=3 * MOST_DEATHS, whole=True)
    added = pd.concat([part["best"] for part in parts], axis=1).sum(axis=1)
    reading.refuse(path, table, _TOTAL, added != total, "the sum of the three types")
    rows = pd.concat(parts, ignore_index=True)
    long = rows.groupby(["country", "year", "type"], as_index=False)[list(FIGURES)].sum()
    above, below = int((long["best"] > long["high"]).sum()), int((long["low"] > long["best"]).sum())
    three = long[["best", "low", "high"]]
    long = long.assign(low=three.min(axis=1), high=three.max(axis=1))
    quality = [
        Quality("best_above_high", above, "Best is kept, high is raised to the greatest of the three figures.", "changed"),
        Quality("low_above_best", below, "Best is kept, low is lowered to the least of the three figures.", "changed"),
        Quality("merged_country", len(rows) - len(long), "Rows of two states that share a code today are added.", "changed"),
    ]
    return long[list(COLUMNS)].sort_values(["country", "year", "type"], ignore_index=True), quality
