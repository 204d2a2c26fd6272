"""UNDP: the Human Development Index and its components; one vintage per edition of the report.

File: *Composite indices complete time series* (CSV) of each edition. Three layouts are read: the code column is
``iso3``, ``code`` or ``iso3`` behind a mangled byte-order mark; text is UTF-8 or Windows-1252; one edition has a column
``continent`` more. Countries are identified by the code alone. The edition is read from the last year of ``hdi_YYYY`` and
from ``hdi_rank_YYYY``, which must agree.

Stored decimals: hdi 3 as published, le 4, eys and mys 7, gnipc 4, the fewest with which the HDI computed from the stored
components still equals the published one to three decimals in every country-year of the three editions.

It is fetched from UNDP's own site (``download`` documents what of that is verified). The day an edition later than those below
appeared is not in its file: it is taken as published on the day it was first fetched, which errs late.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from indicators import hdi
from indicators.model import CC_BY_IGO, SNAPSHOT, Download, Fetch, Field, Records, Source, SourceError, Text, Vintage, Web
from indicators.relations import ISO3, Rewrite
from indicators.sources import reading, tables
from indicators.sources.tables import Release
from indicators.sources.undp import download as undp_download

# Days of the global launches. 2021/22: undp.org/south-sudan ("globally launched on 08th September 2022"). 2023/24:
# swedev.dev and jircas.go.jp (13 March). 2025: media.un.org/unifeed, dateline 6 May 2025 ("released today").
EDITIONS = {
    2021: Release("2021-22", "2022-09-08", "stated"),
    2022: Release("2023-24", "2024-03-13", "stated"),
    2023: Release("2025", "2025-05-06", "stated"),
}
FIRST_YEAR = 1990
FEWEST_COUNTRIES = 150  # UNDP ranks some 190; a file with fewer than 150 is cut short
AGGREGATE = "ZZ"
_ROUNDING = 0.0006  # half of the last decimal published, and the rounding of the components stored

# value -> (least, greatest plausible, decimals stored). Life expectancy in Rwanda 1994 is 12.2 years (HDR 2025).
_VALUES = {
    "hdi": (0.0, 1.0, 3),
    "le": (10.0, 100.0, 4),
    "eys": (0.0, 30.0, 7),
    "mys": (0.0, 20.0, 7),
    "gnipc": (50.0, 500_000.0, 4),
}


def parse_hdr(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """UNDP files -> one vintage each (several files are several editions), oldest first.

    Columns country, year, hdi (0-1), le (years), eys (years), mys (years), gnipc (constant international dollars), rank
    (as published, only in the edition's last year). A country-year in which all five values are missing is absent.
    Aggregates (``ZZ...``) are left out and counted. UNDP gives no interval. Raises SourceError.
    """
    if not paths:
        raise SourceError("HDR: no file was given.")
    if len(paths) > 1 and (version or published):
        raise SourceError(
            "HDR: --vintage and --published apply to one edition, but several files were given. Import them one by one."
        )
    vintages = [_edition(path, version, published) for path in paths]
    versions = [vintage.version for vintage in vintages]
    twice = sorted({item for item in versions if versions.count(item) > 1})
    if twice:
        raise SourceError(f"HDR: two of the files are the same edition, {twice[0]}. Give each once.")
    return tuple(sorted(vintages, key=lambda vintage: vintage.published))


def download(web: Web, folder: Path) -> Sequence[Download]:
    """Download the newest edition whose layout is known; raises SourceError."""
    today = date.today()
    edition, path = undp_download.save(web, folder, today)
    _, last = _layout(path)
    return undp_download.fetched(edition, path, last in EDITIONS, today)


def _edition(path: Path, version: str | None, published: str | None) -> Vintage:
    code, last = _layout(path)
    release = tables.settle(path, EDITIONS, last, version, published)
    years = range(FIRST_YEAR, last + 1)
    needed = [code, f"hdi_rank_{last}", *(f"{name}_{year}" for name in _VALUES for year in years)]
    raw = reading.read_csv(path, needed, encodings=("utf-8-sig", "cp1252"), table="UNDP composite indices file")
    country = tables.to_iso3(path, raw, code, {}, lambda item: item.startswith(AGGREGATE))
    reading.unique(path, raw, [code])
    wide = _numbers(path, raw, years).assign(country=country)
    _refuse_other_index(path, raw, wide, years)
    rank = reading.numbers(path, raw, f"hdi_rank_{last}", low=1, high=250, empty=True, whole=True)
    kept = country.notna()
    frame = _long(wide[kept], years)
    ranks = pd.Series(rank[kept].to_numpy(), index=country[kept])
    frame["rank"] = frame["country"].map(ranks).where(frame["year"] == last).astype("Int64")
    ranked = frame.loc[frame["hdi"].notna() & (frame["year"] == last), "country"]
    tables.at_least(path, set(ranked), FEWEST_COUNTRIES, f"countries with an HDI for {last}")
    possible, told = int(kept.sum()) * len(years), frame["country"].nunique()
    start, end = tables.span(FIRST_YEAR, last)
    return Vintage(
        source=HDR.key, version=release.version, published=release.published, published_basis=release.basis,
        start=start, end=end, countries=None, frame=tables.tidy(frame, HDR.columns, HDR.primary_key),
        quality=tables.left_out(
            ("aggregate", int((~kept).sum()), "Rows of regions and groups (code ZZ...) are left out."),
            ("empty", int(kept.sum()) - told, "Rows of a country without any value are absent."),
        ) + tables.counted(
            ("no_value", possible - len(frame), "Country-years without HDI and without any component are absent."),
            ("no_hdi", int(frame["hdi"].isna().sum()), "Country-years with components but no HDI are kept with an empty HDI."),
        ),
        inputs=tables.provenance(path), records=Records(len(raw), told),
    )  # fmt: skip


def _layout(path: Path) -> tuple[str, int]:
    """Name of the code column and last year of the HDI, from the header."""
    names = reading.header(reading.decode(reading.read_bytes(path), path.name, ("utf-8-sig", "cp1252")), path.name)
    code = next((item for item in ("iso3", "code") if item in names), None)
    years = sorted(int(item[4:]) for item in names if re.fullmatch(r"hdi_[12]\d{3}", item))
    ranks = [int(item[9:]) for item in names if re.fullmatch(r"hdi_rank_[12]\d{3}", item)]
    if code is None or not years or not ranks:
        lacking = "iso3 (or code)" if code is None else "hdi_YYYY" if not years else "hdi_rank_YYYY"
        raise SourceError(
            f"{path.name}: not a UNDP composite indices file: column {lacking} is missing. "
            "Check that the file belongs to this source."
        )
    if ranks != years[-1:] or years[0] < FIRST_YEAR:
        raise SourceError(
            f"{path.name}: HDI from {years[0]} to {years[-1]} but the rank is of {ranks[0]}; the edition cannot be told. "
            "Download the file again."
        )
    return code, years[-1]


def _numbers(path: Path, raw: pd.DataFrame, years: range) -> pd.DataFrame:
    columns = {}
    for name, (low, high, decimals) in _VALUES.items():
        for year in years:
            column = f"{name}_{year}"
            columns[column] = reading.numbers(path, raw, column, low=low, high=high, empty=True).round(decimals)
    return pd.DataFrame(columns)


def _refuse_other_index(path: Path, raw: pd.DataFrame, wide: pd.DataFrame, years: range) -> None:
    """Refuse a published HDI that does not follow from its components (technical note 1): a figure or a header is another's.

    It follows, to the three decimals published, in every country-year of the three editions known.
    """
    published, *components = (pd.concat([wide[f"{name}_{year}"] for year in years], keys=years) for name in _VALUES)
    apart = published.notna() & ~((hdi.hdi_from_components(*components) - published).abs() <= _ROUNDING)
    for year in years if apart.any() else ():
        reading.refuse(path, raw, f"hdi_{year}", apart.loc[year], f"the index of le, eys, mys and gnipc of {year}")


def _long(wide: pd.DataFrame, years: range) -> pd.DataFrame:
    """One row a country and year with at least one of the five values."""
    parts = []
    for year in years:
        part = wide[[f"{name}_{year}" for name in _VALUES]].set_axis(list(_VALUES), axis=1)
        parts.append(part.assign(country=wide["country"], year=year))
    frame = pd.concat(parts, ignore_index=True)
    return frame.dropna(subset=list(_VALUES), how="all").astype({"year": "int64", "country": "str"})


def _value(name: str, description: str) -> Field:
    least, most, _ = _VALUES[name]
    return Field(name, "number", description, required=False, minimum=least, maximum=most)


HDR = Source(
    key="hdr",
    title=Text(
        "Human Development Index and its components, complete time series",
        "Indice de développement humain et ses composantes, séries chronologiques complètes",
    ),
    publisher=Text(
        "United Nations Development Programme, Human Development Report Office",
        "Programme des Nations Unies pour le développement (PNUD), Bureau du Rapport sur le développement humain",
    ),
    url="https://hdr.undp.org/data-center/documentation-and-downloads",
    licence=CC_BY_IGO,
    citation=(
        "UNDP (United Nations Development Programme). Human Development Report 2021/2022, 2023/2024 and 2025, composite "
        "indices complete time series. New York. https://hdr.undp.org"
    ),
    cadence="yearly",
    coverage="some 195 countries, yearly from 1990 to two years before the report",
    credentials="none",
    lag_months=17,  # data to 2023 appeared in May 2025; the shorter lags of earlier editions were 9 and 15 months
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code", pattern=ISO3),
        Field("year", "year", "Year the value is about", minimum=FIRST_YEAR),
        _value("hdi", "Human Development Index, 0 to 1"),
        _value("le", "Life expectancy at birth, years"),
        _value("eys", "Expected years of schooling"),
        _value("mys", "Mean years of schooling of adults"),
        _value("gnipc", "Gross national income per head, constant international dollars (PPP)"),
        Field("rank", "integer", "Rank as published, only in the edition's last year", required=False, minimum=1, maximum=250),
    ),
    primary_key=("country", "year"),
    rewrite=Rewrite(volume=0.16, entity=0.78, withdrawn=0.017, last_year=("rank",)),
    kind=SNAPSHOT,
    parse=parse_hdr,
    fetch=Fetch(bases={undp_download.BASE: undp_download.ADDRESS}, hosts=(undp_download.HOST,), download=download),
)

SOURCES = (HDR,)
