"""World Bank: Worldwide Governance Indicators with their standard errors, and population.

Governance: the long file of the 2024 release (``countryname, year, indicator, estimate, stddev, nsource, ..., iso3``). The
2025 release changed codes and recalculated the past; since then the World Bank publishes a workbook (``workbook``), which is taken
as it is. A file with data to another year than those known needs ``--vintage --published``.
The file's own economy codes of before 2010 are mapped to ISO 3166 (``ROM`` Romania -> ``ROU`` and so on).

Population: WDI series SP.POP.TOTL as ``Country Name, Country Code, Year, Value``. Nothing in it tells the release: its last
year does, to within the releases of one year. Data to 2024 first appeared with the update of July 2025 (the World Bank's
bulk file of that update is dated 2 July 2025); an inferred date, which ``--published`` overrides.

Both are fetched from the API (``api``), whose answers say when the database was last updated: that day is the
release's, stated, and names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators.model import CC_BY, SNAPSHOT, Fetch, Field, Quality, Records, Source, SourceError, Text, Vintage
from indicators.relations import ISO3, Step
from indicators.sources import reading, tables
from indicators.sources.tables import Release
from indicators.sources.worldbank import api as worldbank_api
from indicators.sources.worldbank import codes as worldbank_codes
from indicators.sources.worldbank import live as worldbank_live
from indicators.sources.worldbank import workbook

# Policy Research Working Paper 10952, "Methodology and 2024 Update", which presents the release, is dated 7 November 2024
# at openknowledge.worldbank.org; the day the data themselves went up was not found.
# The release of 2026: the day the World Bank's catalogue says its workbook was last updated.
WGI_RELEASES = {2023: Release("2024", "2024-11-07", "inferred"), 2025: Release("2026", "2026-09-18", "stated")}
WDI_RELEASES = {2024: Release("wdi-2025-07", "2025-07-02", "inferred")}

INDICATORS_OF_WGI = ("cc", "ge", "pv", "rl", "rq", "va")
FEWEST_ECONOMIES = 150  # the release has 214; fewer than 150 in its last year is a file cut short
FEWEST_COUNTRIES = 180  # WDI has 217 economies; fewer than 180 in its last year is a file cut short
MOST_PEOPLE = worldbank_live.MOST_PEOPLE


def parse_wgi(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The governance file or workbook, or the API's answers (18 series), -> one vintage: country, year, indicator, estimate, stddev, sources.

    Estimate and standard error in units of a standard normal distribution (about -2.5 to 2.5), 6 decimals; ``sources`` is
    the number of sources behind it. Economies without an estimate in a year are absent and counted. Raises SourceError.
    """
    if worldbank_live.answered(paths):
        live = worldbank_live.wgi(paths, version, published)
        return (_wgi(paths, live.frame, live.release, live.quality),)
    path = tables.one_file(paths, "Worldwide Governance Indicators")
    if workbook.is_workbook(path):
        sheets = [(where, raw, _estimates(where, raw)) for where, raw in workbook.read(path)]
        for where, raw, checked in sheets:
            workbook.refuse_bounds(where, raw, checked["estimate"])
    else:
        needed = ["iso3", "year", "indicator", "estimate", "stddev", "nsource"]
        raw = reading.read_csv(path, needed, table="Worldwide Governance Indicators file")
        sheets = [(path, raw, _estimates(path, raw))]
    every = pd.concat([checked for _, _, checked in sheets], ignore_index=True)
    release = tables.settle(path, WGI_RELEASES, int(every["year"].max()), version, published)
    renamed = sum(int(raw["iso3"].str.strip().isin(worldbank_codes.OLD).sum()) for _, raw, _ in sheets)
    old = (Quality("old_code", renamed, "Old economy codes are replaced by ISO 3166.", "changed"),) if renamed else ()
    return (_wgi(paths, every, release, old),)


def _estimates(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Records of text as country (missing: of none), year, indicator, estimate, stddev, sources; refused at the first bad cell."""
    year = reading.years(path, raw, "year", low=1996)
    code = raw["indicator"].str.strip()
    reading.refuse(path, raw, "indicator", ~code.isin(INDICATORS_OF_WGI), "one of " + ", ".join(INDICATORS_OF_WGI))
    estimate = reading.numbers(path, raw, "estimate", low=-5, high=5, empty=True).round(6)
    stddev = reading.numbers(path, raw, "stddev", low=0, high=5, empty=True).round(6)
    sources = reading.numbers(path, raw, "nsource", low=0, high=100, empty=True, whole=True)
    reading.refuse(
        path, raw, "stddev", estimate.notna() & (stddev.isna() | sources.isna()), "a standard error and a number of sources"
    )
    country = tables.to_iso3(path, raw, "iso3", worldbank_codes.OLD, lambda item: item in worldbank_codes.ENDED)
    return pd.DataFrame(
        {"country": country, "year": year, "indicator": code, "estimate": estimate, "stddev": stddev, "sources": sources}
    )


def _wgi(paths: Sequence[Path], every: pd.DataFrame, release: Release, quality: Sequence[Quality]) -> Vintage:
    """The vintage of checked rows, ``country`` missing where a row is of none."""
    path, country, estimate = paths[0], every["country"], every["estimate"]
    frame = every[country.notna() & estimate.notna()].astype({"country": "str", "sources": "int64"})
    reading.unique(path, frame, WGI.primary_key)
    last = int(frame["year"].max()) if len(frame) else 0
    for item in INDICATORS_OF_WGI:
        of_last = frame[(frame["year"] == last) & (frame["indicator"] == item)]
        tables.at_least(path, set(of_last["country"]), FEWEST_ECONOMIES, f"economies with {item} for {last}")
    start, end = tables.span(int(frame["year"].min()), last)
    return Vintage(
        source=WGI.key, version=release.version, published=release.published, published_basis=release.basis,
        start=start, end=end, countries=None, frame=tables.tidy(frame, WGI.columns, WGI.primary_key),
        quality=(
            *tables.left_out(
                ("no_estimate", int((country.notna() & estimate.isna()).sum()), "Rows without an estimate are absent."),
            ),
            *quality,
            *tables.left_out(
                ("no_country", int(country.isna().sum()), "Rows without a code and the Netherlands Antilles: left out."),
            ),
        ),
        inputs=tuple(item for one in paths for item in tables.provenance(one)), records=Records(len(every), len(frame)),
    )  # fmt: skip


def parse_population(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The WDI population file, or the API's answers, -> one vintage: country, year, population (people, mid-year, whole numbers).

    Aggregates and the Channel Islands are left out and counted. WDI gives no interval. Raises SourceError.
    """
    if worldbank_live.answered(paths):
        live = worldbank_live.population(paths, version, published)
        return (_population(paths, live.frame, live.release, live.quality),)
    path = tables.one_file(paths, "Population")
    aliases = {"Country Code": "code", "Year": "year", "Value": "value"}
    raw = reading.read_csv(path, list(aliases), table="WDI population file").rename(columns=aliases)
    year = reading.years(path, raw, "year", low=1950)
    release = tables.settle(path, WDI_RELEASES, int(year.max()), version, published)
    country = tables.to_iso3(path, raw, "code", {}, lambda item: item in worldbank_codes.AGGREGATES)
    # 10 million million: aggregates such as the world pass too; what is stored stays below 2 thousand million.
    people = reading.numbers(path, raw, "value", low=1, high=1e13, empty=True, whole=True)
    reading.refuse(
        path, raw, "value", country.notna() & (people > MOST_PEOPLE), "the population of a country (is it another series?)"
    )
    return (_population(paths, pd.DataFrame({"country": country, "year": year, "population": people}), release, ()),)


def _population(paths: Sequence[Path], every: pd.DataFrame, release: Release, quality: Sequence[Quality]) -> Vintage:
    """The vintage of checked rows, ``country`` missing where a row is of none."""
    path, kept, people = paths[0], every["country"].notna(), every["population"]
    frame = every[kept & people.notna()].astype({"country": "str", "population": "int64"})
    reading.unique(path, frame, POPULATION.primary_key)
    last = int(frame["year"].max()) if len(frame) else 0
    tables.at_least(path, set(frame.loc[frame["year"] == last, "country"]), FEWEST_COUNTRIES, f"countries for {last}")
    _plausible(path, frame, last)
    start, end = tables.span(int(frame["year"].min()), last)
    return Vintage(
        source=POPULATION.key, version=release.version, published=release.published, published_basis=release.basis,
        start=start, end=end, countries=None, frame=tables.tidy(frame, POPULATION.columns, POPULATION.primary_key),
        quality=(
            *tables.left_out(
                ("aggregate", int((~kept).sum()), "Rows of regions, income groups and the Channel Islands are left out."),
                ("no_value", int((kept & people.isna()).sum()), "Rows without a value are absent."),
            ),
            *quality,
        ),
        inputs=tuple(item for one in paths for item in tables.provenance(one)), records=Records(len(every), len(frame)),
    )  # fmt: skip


def _plausible(path: Path, frame: pd.DataFrame, last: int) -> None:
    """Refuse another WDI series in the same four columns (gross domestic product, say): the world would not add up."""
    total = int(frame.loc[frame["year"] == last, "population"].sum())
    if not 5e9 < total < 12e9:
        raise SourceError(
            f"{path.name}, column Value: the countries of {last} add up to {total:,}, expected 5 to 12 thousand million. "
            "Is it the series SP.POP.TOTL?"
        )


WGI = Source(
    key="wgi",
    title=Text("Worldwide Governance Indicators", "Indicateurs mondiaux de gouvernance"),
    publisher=Text("World Bank", "Banque mondiale"),
    url="https://www.worldbank.org/en/publication/worldwide-governance-indicators",
    licence=CC_BY,
    citation=(
        "Kaufmann, Daniel and Aart Kraay. 2024. Worldwide Governance Indicators, 2024 Update. World Bank, "
        "www.govindicators.org. Method: The Worldwide Governance Indicators: Methodology and 2024 Update, World Bank "
        "Policy Research Working Paper 10952."
    ),
    cadence="yearly",
    coverage="some 210 economies, 1996, 1998, 2000 and yearly from 2002",
    credentials="none",
    lag_months=11,  # data to 2023 appeared in November 2024
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code (Kosovo XKX)", pattern=ISO3),
        Field("year", "year", "Year the value is about", minimum=1996),
        Field(
            "indicator", "string",
            "cc control of corruption, ge government effectiveness, pv political stability and absence of violence, rl rule of "
            "law, rq regulatory quality, va voice and accountability",
            enum=INDICATORS_OF_WGI,
        ),
        Field("estimate", "number", "Estimate in standard normal units, about -2.5 (weak) to 2.5 (strong)", minimum=-5, maximum=5),
        Field("stddev", "number", "Standard error of the estimate", minimum=0, maximum=5),
        Field("sources", "integer", "Number of sources behind the estimate", minimum=0, maximum=100),
    ),
    primary_key=("country", "year", "indicator"),
    kind=SNAPSHOT,
    parse=parse_wgi,
    fetch=Fetch(
        bases={worldbank_live.WGI: worldbank_api.ADDRESS}, hosts=(worldbank_api.HOST,), download=worldbank_live.download_wgi
    ),
)  # fmt: skip

POPULATION = Source(
    key="population",
    title=Text(
        "Population, total (World Development Indicators, SP.POP.TOTL)",
        "Population totale (Indicateurs du développement dans le monde, SP.POP.TOTL)",
    ),
    publisher=Text("World Bank", "Banque mondiale"),
    url="https://data.worldbank.org/indicator/SP.POP.TOTL",
    licence=CC_BY,
    citation="World Bank. World Development Indicators, Population, total (SP.POP.TOTL). https://data.worldbank.org",
    cadence="yearly",
    coverage="216 economies, mid-year, yearly from 1960",
    credentials="none",
    lag_months=7,  # data to 2024 appeared in July 2025
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code (Kosovo XKX)", pattern=ISO3),
        Field("year", "year", "Year, estimate of 1 July"),
        Field("population", "integer", "People", minimum=1, maximum=MOST_PEOPLE),
    ),
    primary_key=("country", "year"),
    step=Step(entity=1.5),  # the largest from one year to the next is 1.32, downwards (emirates, wars)
    kind=SNAPSHOT,
    parse=parse_population,
    fetch=Fetch(
        bases={worldbank_live.POPULATION: worldbank_api.ADDRESS},
        hosts=(worldbank_api.HOST,),
        download=worldbank_live.download_population,
    ),
)

SOURCES = (WGI, POPULATION)
