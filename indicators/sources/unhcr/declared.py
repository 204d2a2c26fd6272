"""UNHCR: refugees, asylum seekers and internally displaced people at 31 December; and IDMC's count of the last.

The UNHCR file (columns of UNHCR's population API, ISO codes in ``coo_iso`` and ``coa_iso``) is complete for twelve countries
only, ``COVERED``: the subject, its seven neighbours, Benin, Togo, Nigeria and Chad. It holds every row in which one of them is origin
or asylum, and no other. **Never use it for another country**: of Sudan, say, it has only the refugees who are in these twelve.
``Vintage.countries`` says the same to programs. UNHCR's release of all pairs of the world is taken as well, cut to these rows;
the sums of every country of origin are a table of their own (``origins``).

UNHCR's and IDMC's counts of internally displaced people are two counts of the same people and are never added. IDMC's file
(same columns, ``total``) is of the whole world: its sum for 2024, 73.57 million, is the 73.5 million of IDMC's GRID 2025. IDMC
counts by country from 2009; before, the file has one world total a year, left out.

Neither file tells its release; the last year of data does, to within half a year. The API (``live``), from which both are
fetched, always gives the newest figures and has no releases: a vintage of it is named by its last year and its content.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from indicators.model import CC_BY, SNAPSHOT, Download, Fetch, Field, Quality, Records, Source, SourceError, Text, Vintage, Web
from indicators.relations import ISO3, Absence, Step
from indicators.sources import reading, tables
from indicators.sources.tables import Release
from indicators.sources.unhcr import api as unhcr_api
from indicators.sources.unhcr import live as unhcr_live
from indicators.sources.unhcr import rows
from indicators.subject import SUBJECT

# Global Trends appears in June (2025: 12 June), GRID in May (2025: 13 May). The days of 2026 could not be verified, so the
# last day of the month stands, that nothing counts as known too early.
UNHCR_RELEASES = {2025: Release("global-trends-2025", "2026-06-30", "inferred")}
IDMC_RELEASES = {2025: Release("grid-2026", "2026-05-31", "inferred")}

COVERED = tuple(sorted({*SUBJECT.region, *SUBJECT.displaced}))
FEWEST_IDMC_COUNTRIES = 30  # 46 to 60 a year since 2009; fewer than 30 in the last year is a file cut short

_NOT_ISO = frozenset({"UNK", "AB9"})  # world totals and people of no country; Abyei, claimed by Sudan and South Sudan
Released = Callable[[pd.DataFrame], Release]


def download_unhcr(web: Web, folder: Path) -> Sequence[Download]:
    """Download every row with a country of ``COVERED`` as origin or asylum; raises SourceError."""
    return unhcr_live.download_people(web, folder, COVERED)


def download_idmc(web: Web, folder: Path) -> Sequence[Download]:
    """Download IDMC's table; raises SourceError."""
    return unhcr_live.download_displaced(web, folder)


def parse_unhcr(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The UNHCR population file, or the API's answers, -> one vintage: year, origin, asylum, refugees, asylum_seekers, idps (people).

    Rows without one of ``COVERED`` as origin or asylum, and people of unknown or no country, are left out and counted, and so
    are rows with three zeros, which say nothing about these columns. ``-``, blank and null are figures that are not known: the
    cell stays empty, and a row without any figure is absent. ``*`` (one to four people) is refused by name, since the
    publisher hides the number. Raises SourceError.
    """
    if unhcr_live.answered(paths):
        live = unhcr_live.people(paths, rows.PEOPLE, COVERED)
        answered = pd.concat([rows.moved(path, raw) for path, raw in live.pages], ignore_index=True)
        every = answered.drop_duplicates(ignore_index=True)
        twice = tables.left_out(
            ("both_sides", len(answered) - len(every), "A row between two covered countries answers both questions; kept once."),
        )  # fmt: skip
        return (
            _unhcr(paths, every, (*twice, *live.quality), lambda frame: live.release(frame, version, published), len(answered)),
        )
    path = tables.one_file(paths, "UNHCR")
    raw = reading.read_csv(
        path, ["year", "coo_iso", "coa_iso", *rows.PEOPLE], optional=rows.OWN_CODES, table="UNHCR population file"
    )
    every = rows.moved(path, raw)
    release = tables.settle(path, UNHCR_RELEASES, int(every["year"].max()), version, published)
    return (_unhcr(paths, every, (), lambda _: release, len(raw)),)


def _unhcr(paths: Sequence[Path], every: pd.DataFrame, quality: Sequence[Quality], released: Released, total: int) -> Vintage:
    """The vintage of checked rows, of ``total`` read; ``released`` gives the release of the rows kept."""
    path, origin, asylum = paths[0], every["origin"], every["asylum"]
    nobody = origin.isna() | asylum.isna()
    outside = ~nobody & ~(origin.isin(COVERED) | asylum.isin(COVERED))
    inside = ~nobody & ~outside
    silent = inside & every[list(rows.PEOPLE)].isna().all(axis=1)
    zeros = inside & every[list(rows.PEOPLE)].eq(0).fillna(False).all(axis=1)
    frame = every[inside & ~silent & ~zeros].astype({"origin": "str", "asylum": "str"})
    reading.unique(path, frame, UNHCR.primary_key)
    last = int(every["year"].max())
    missing = sorted(set(COVERED) - set(frame.loc[frame["year"] == last, "origin"]))
    if missing:
        raise SourceError(
            f"{path.name}: no row of {last} with origin {', '.join(missing)}; the file must hold every row that touches "
            f"{', '.join(COVERED)}. Download it again for these countries, as origin and as asylum."
        )
    start, end = tables.span(int(every["year"].min()), last)
    tidy = tables.tidy(frame, UNHCR.columns, UNHCR.primary_key)
    release = released(tidy)
    return Vintage(
        source=UNHCR.key, version=release.version, published=release.published, published_basis=release.basis,
        start=start, end=end, countries=COVERED, frame=tidy,
        quality=(
            *tables.left_out(
                ("no_country", int(nobody.sum()), "Rows of people of unknown or no country (UNK, XXA, TIB) are left out."),
                ("outside", int(outside.sum()), "Rows that touch none of the countries covered are left out."),
                ("all_zero", int(zeros.sum()), "Rows of three zeros are left out."),
                ("no_value", int(silent.sum()), "Rows without any figure are absent."),
            ),
            *tables.counted(
                ("unknown", int(tidy[list(rows.PEOPLE)].isna().to_numpy().sum()), "Figures that UNHCR does not give stay empty."),
            ),
            *quality,
        ),
        inputs=tuple(item for one in paths for item in tables.provenance(one)), records=Records(total, len(frame)),
    )  # fmt: skip


def parse_idmc(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """IDMC's counts in UNHCR's layout, file or answers, -> one vintage: country, year, idps (people displaced at 31 December).

    World totals (``UNK``) and Abyei are left out and counted; a row without a figure is absent, not a zero. Raises SourceError.
    """
    if unhcr_live.answered(paths):
        live = unhcr_live.displaced(paths)
        every = pd.concat([_displaced(path, raw) for path, raw in live.pages], ignore_index=True)
        return (_idmc(paths, every, live.quality, lambda frame: live.release(frame, version, published)),)
    path = tables.one_file(paths, "IDMC")
    raw = reading.read_csv(path, ["year", "coo_iso", "coa_iso", "total"], table="IDMC file")
    every = _displaced(path, raw)
    release = tables.settle(path, IDMC_RELEASES, int(every["year"].max()), version, published)
    return (_idmc(paths, every, (), lambda _: release),)


def _displaced(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Rows of text as years, countries (missing: of no country) and people."""
    year = reading.years(path, raw, "year", low=1990)
    reading.refuse(path, raw, "coa_iso", raw["coa_iso"] != raw["coo_iso"], "the same country as coo_iso")
    country = tables.to_iso3(path, raw, "coo_iso", {}, lambda item: item in _NOT_ISO)
    return pd.DataFrame({"country": country, "year": year, "idps": rows.people(path, raw, "total")})


def _idmc(paths: Sequence[Path], every: pd.DataFrame, quality: Sequence[Quality], released: Released) -> Vintage:
    """The vintage of checked rows; ``released`` gives the release of the rows kept."""
    path, country = paths[0], every["country"]
    silent = country.notna() & every["idps"].isna()
    frame = every[country.notna() & ~silent].astype({"country": "str", "idps": "int64"})
    reading.unique(path, frame, IDMC.primary_key)
    last = int(every["year"].max())
    of_last = frame.loc[frame["year"] == last, "country"]
    tables.at_least(path, set(of_last), FEWEST_IDMC_COUNTRIES, f"countries for {last}")
    start, end = tables.span(int(frame["year"].min()), last)
    tidy = tables.tidy(frame, IDMC.columns, IDMC.primary_key)
    release = released(tidy)
    return Vintage(
        source=IDMC.key, version=release.version, published=release.published, published_basis=release.basis,
        start=start, end=end, countries=None, frame=tidy,
        quality=(
            *tables.left_out(
                ("no_country", int(country.isna().sum()), "World totals, people of no country and Abyei are left out."),
                ("no_value", int(silent.sum()), "Rows without a figure are absent."),
            ),
            *quality,
        ),
        inputs=tuple(item for one in paths for item in tables.provenance(one)), records=Records(len(every), len(frame)),
    )  # fmt: skip


def _people(name: str, description: str) -> Field:
    return Field(name, "integer", description, required=False, minimum=0, maximum=rows.MOST_PEOPLE)


UNHCR = Source(
    key="unhcr",
    title=Text(
        "Refugees, asylum seekers and internally displaced people by origin and asylum",
        "Réfugiés, demandeurs d’asile et personnes déplacées internes, par pays d’origine et pays d’asile",
    ),
    publisher=Text("UNHCR, the UN Refugee Agency", "HCR, l’Agence des Nations Unies pour les réfugiés"),
    url="https://www.unhcr.org/refugee-statistics/",
    licence=CC_BY,
    citation="UNHCR. Refugee Data Finder, population figures at 31 December. https://www.unhcr.org/refugee-statistics/",
    cadence="yearly in June",
    coverage=f"rows that touch {SUBJECT.name.en} or one of eleven countries around it, yearly to 2025; no other country",
    credentials="none",
    lag_months=6,  # data to December 2024 appeared in June 2025
    fields=(
        Field("year", "year", "Year; the count is of 31 December"),
        Field("origin", "string", "ISO 3166-1 alpha-3 code of the country people fled", pattern=ISO3),
        Field("asylum", "string", "ISO 3166-1 alpha-3 code of the country they are in", pattern=ISO3),
        _people("refugees", "Refugees, people (a stock); empty where not known"),
        _people("asylum_seekers", "Asylum seekers, people (a stock); empty where not known"),
        _people(
            "idps",
            "Internally displaced people of concern to UNHCR (a stock), origin and asylum the same; empty where not known",
        ),
    ),
    primary_key=("year", "origin", "asylum"),
    absence=Absence(rows.PEOPLE, rows.PEOPLE, rows.FEW),
    kind=SNAPSHOT,
    parse=parse_unhcr,
    fetch=Fetch(bases={"unhcr": unhcr_api.ADDRESS}, hosts=(unhcr_api.HOST,), download=download_unhcr),
)

IDMC = Source(
    key="idmc",
    title=Text("Internally displaced people, conflict and violence", "Personnes déplacées internes, conflits et violences"),
    publisher=Text(
        "Internal Displacement Monitoring Centre (IDMC), through UNHCR's Refugee Data Finder",
        "Observatoire des situations de déplacement interne (IDMC), par l’intermédiaire du Refugee Data Finder du HCR",
    ),
    url="https://www.internal-displacement.org/database/displacement-data/",
    licence=CC_BY,
    citation="IDMC. Global Internal Displacement Database, people displaced by conflict and violence at 31 December.",
    cadence="yearly in May",
    coverage="every country with people displaced by conflict, yearly from 2009",
    credentials="none",
    lag_months=5,  # data to December 2024 appeared in May 2025
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code", pattern=ISO3),
        Field("year", "year", "Year; the count is of 31 December"),
        Field("idps", "integer", "People displaced by conflict and violence (a stock)", minimum=0, maximum=rows.MOST_PEOPLE),
    ),
    primary_key=("country", "year"),
    step=Step(total=1.5),  # the largest since there are counts by country is 1.26, in 2013
    kind=SNAPSHOT,
    parse=parse_idmc,
    fetch=Fetch(bases={"idmc": unhcr_api.ADDRESS}, hosts=(unhcr_api.HOST,), download=download_idmc),
)

SOURCES = (UNHCR, IDMC)
