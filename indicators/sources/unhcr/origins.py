"""UNHCR: people who fled or were displaced, summed by country of origin, the whole world.

From UNHCR's own release of all pairs of origin and asylum (139,000 rows), of which the project keeps two tables: the pairs that
touch the region (``declared``) and these sums. People in an unknown country of asylum count for their origin. The file does not
tell its release; its last year does, to within half a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indicators.model import CC_BY, SNAPSHOT, Field, Records, Source, Text, Vintage
from indicators.relations import ISO3, Absence
from indicators.sources import reading, tables
from indicators.sources.unhcr import rows
from indicators.sources.unhcr.declared import UNHCR, UNHCR_RELEASES

FEWEST = 150  # countries of origin in the last year; UNHCR has some 190, an extract for a region may have as many


def parse(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The world's pairs -> one vintage: country, year, refugees, asylum_seekers, idps (people at 31 December).

    Rows of unknown or no origin are left out and counted, and so are those of country-years of three zeros. Refuses a file in which a
    pair stands twice or a figure is not known (displaced people at home, the others abroad), fewer than FEWEST countries of
    origin, or a table in which most countries of asylum are missing: the sums would be too low. Raises SourceError.
    """
    path = tables.one_file(paths, "UNHCR")
    raw = reading.read_csv(path, rows.COLUMNS, optional=rows.OWN_CODES, table="UNHCR population file")
    every = rows.moved(path, raw)
    at_home = every["origin"] == every["asylum"]
    for name in rows.PEOPLE:
        asked = at_home if name == "idps" else ~at_home
        reading.refuse(path, raw, name, asked & every[name].isna(), "a number: a country's sum without it would be too low")
    every = every.fillna(dict.fromkeys(rows.PEOPLE, 0)).astype(dict.fromkeys(rows.PEOPLE, "int64"))
    last = int(every["year"].max())
    release = tables.settle(path, UNHCR_RELEASES, last, version, published)
    nobody = every["origin"].isna()
    known = every[~nobody]
    paired = known.dropna(subset=["asylum"])
    reading.unique(path, paired.astype({"origin": "str", "asylum": "str"}), ["year", "origin", "asylum"])
    of_last = paired[paired["year"] == last]
    tables.at_least(path, set(of_last["origin"]), FEWEST, f"countries of origin in {last}")
    tables.at_least(path, of_last[["origin", "asylum"]], 10 * FEWEST, f"pairs of origin and asylum in {last}")
    sums = known.groupby(["origin", "year"], as_index=False)[list(rows.PEOPLE)].sum().rename(columns={"origin": "country"})
    zeros = sums[list(rows.PEOPLE)].sum(axis=1) == 0
    silent = int(known.groupby(["origin", "year"])[list(rows.PEOPLE)].transform("sum").eq(0).all(axis=1).sum())
    summed = known.merge(sums[~zeros], left_on=["origin", "year"], right_on=["country", "year"])
    start, end = tables.span(int(sums.loc[~zeros, "year"].min()), last)
    return (
        Vintage(
            source=ORIGINS.key, version=release.version, published=release.published, published_basis=release.basis,
            start=start, end=end, countries=None,
            frame=tables.tidy(sums[~zeros].astype({"country": "str"}), ORIGINS.columns, ORIGINS.primary_key),
            quality=(
                *tables.left_out(
                    ("no_origin", int(nobody.sum()), "Rows of people of unknown or no country (UNK, XXA, TIB) are left out."),
                    ("all_zero", silent, "Rows of country-years that add up to three zeros are left out."),
                ),
                *tables.counted(
                    ("no_asylum", int(known["asylum"].isna().sum()), "Kept in the sum: people in an unknown country of asylum."),
                ),
            ),
            inputs=tables.provenance(path), records=Records(len(raw), len(summed)),
        ),
    )  # fmt: skip


ORIGINS = Source(
    key="unhcr_origins",
    title=Text(
        "Refugees, asylum seekers and internally displaced people by country of origin, the world",
        "Réfugiés, demandeurs d’asile et personnes déplacées internes, par pays d’origine, monde entier",
    ),
    publisher=UNHCR.publisher,
    url=UNHCR.url,
    licence=CC_BY,
    citation=UNHCR.citation,
    cadence="yearly in June",
    coverage=(
        "every country of origin, yearly from 1960 (before, UNHCR tells no origin), summed over all countries of asylum; imported by "
        "hand, so that it may lag the pairs"
    ),
    credentials="none",
    lag_months=6,  # as the pairs
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code of the country people fled", pattern=ISO3),
        Field("year", "year", "Year; the count is of 31 December"),
        Field("refugees", "integer", "Refugees, people (a stock)", minimum=0, maximum=rows.MOST_PEOPLE),
        Field("asylum_seekers", "integer", "Asylum seekers, people (a stock)", minimum=0, maximum=rows.MOST_PEOPLE),
        Field(
            "idps", "integer", "Internally displaced people of concern to UNHCR (a stock)", minimum=0, maximum=rows.MOST_PEOPLE
        ),
    ),
    primary_key=("country", "year"),
    absence=Absence(rows.PEOPLE, rows.PEOPLE, rows.FEW),
    kind=SNAPSHOT,
    parse=parse,
)

SOURCES = (ORIGINS,)
