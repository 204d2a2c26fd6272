"""OCHA's common operational dataset for Mali (COD-AB 2021): P-codes of 10 regions and 53 cercles; and the maps' outlines.

The frame is the one in force before the law of 2023 (with Ménaka, without Taoudénit), the one UCDP's names follow. The
P-code table is CSV: ``Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date``. Outlines are GeoJSON and are
read by ``outlines``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from indicators.model import CC_BY_IGO, FIRST_PERIOD, OUTLINES, SNAPSHOT, Field, Licence, Source, SourceError, Vintage
from indicators.sources import reading, tables
from indicators.sources.geography import outlines

REGIONS = 10
CERCLES = 53

PUBLIC_DOMAIN = Licence("other-pd", "Public domain", "https://www.naturalearthdata.com/about/terms-of-use/")


def parse_cod(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The P-code table -> one vintage: pcode, level (1 region, 2 cercle), name (as spelt by OCHA), parent.

    Version and day are the table's own *valid from*, the same in every row. Complete means exactly 10 regions and 53
    cercles, each cercle under one of the regions by its own P-code. The frame is applied to events since 1990. Raises
    SourceError.
    """
    path = tables.one_file(paths, "COD-AB")
    needed = ["Location", "Admin Level", "P-Code", "Name", "Parent P-Code", "Valid from date"]
    raw = reading.read_csv(path, needed, table="COD-AB table of P-codes")
    text = raw.apply(lambda column: column.str.strip())
    reading.refuse(path, text, "Location", text["Location"] != "MLI", "MLI (Mali)")
    level = reading.numbers(path, text, "Admin Level", low=1, high=2, whole=True).astype("int64")
    pcode, parent = text["P-Code"], text["Parent P-Code"]
    reading.refuse(path, text, "P-Code", ~pcode.str.fullmatch(r"ML\d{2}(\d{2})?"), "a P-code of Mali")
    reading.refuse(path, text, "P-Code", pcode.str.len() != 2 + 2 * level, "a P-code of the row's level")
    reading.refuse(path, text, "Name", text["Name"] == "", "a name")
    reading.refuse(
        path, text, "Parent P-Code", parent != pcode.str.slice(0, 4).where(level == 2, "MLI"), "the region's code, or MLI"
    )
    frame = pd.DataFrame({"pcode": pcode, "level": level, "name": text["Name"], "parent": parent}).astype({"name": "str"})
    reading.unique(path, frame, ["pcode"])
    reading.unique(path, frame, ["level", "name"])
    found = (int((level == 1).sum()), int((level == 2).sum()))
    if found != (REGIONS, CERCLES):
        raise SourceError(
            f"{path.name}: {found[0]} regions and {found[1]} cercles, expected {REGIONS} and {CERCLES}; the file is cut "
            "short or is another frame. Import the table of 2021."
        )
    orphan = (level == 2) & ~parent.isin(pcode[level == 1])
    reading.refuse(path, text, "Parent P-Code", orphan, "the P-code of a region in the table")
    release = _release(path, text, version, published)
    return (
        Vintage(
            source=COD_AB.key, version=release.version, published=release.published, published_basis=release.basis,
            start=FIRST_PERIOD, end=release.published[:7], countries=("MLI",),
            frame=tables.tidy(frame, COD_AB.columns, COD_AB.primary_key), inputs=tables.provenance(path),
        ),
    )  # fmt: skip


def _release(path: Path, text: pd.DataFrame, version: str | None, published: str | None) -> tables.Release:
    valid = text["Valid from date"]
    reading.refuse(path, text, "Valid from date", ~valid.str.fullmatch(r"(19|20)\d{2}-\d{2}-\d{2}"), "a date, YYYY-MM-DD")
    reading.refuse(path, text, "Valid from date", valid != valid.iloc[0], "the same date as the first record")
    day = str(valid.iloc[0])
    return tables.settle(path, {int(day[:4]): tables.Release(day, day, "inferred")}, int(day[:4]), version, published)


COD_AB = Source(
    key="cod_ab",
    title="Mali: administrative regions and cercles, P-codes (COD-AB 2021)",
    publisher="OCHA, with Mali's Direction nationale des collectivités territoriales (DNCT)",
    url="https://data.humdata.org/dataset/cod-ab-mli",
    licence=CC_BY_IGO,
    citation="OCHA and DNCT. Mali - Subnational Administrative Boundaries (COD-AB), valid from 20 December 2021.",
    cadence="when the frame changes",
    coverage="Mali: 10 regions and 53 cercles, the frame before the law of 2023",
    credentials="none",
    lag_months=0,
    fields=(
        Field("pcode", "string", "OCHA's P-code"),
        Field("level", "integer", "1 region (or the district of Bamako), 2 cercle"),
        Field("name", "string", "Name as OCHA spells it, without accents"),
        Field("parent", "string", "P-code of the region; MLI for a region"),
    ),
    primary_key=("pcode",),
    kind=SNAPSHOT,
    parse=parse_cod,
)


def _outlines(key: str, title: str, coverage: str) -> Source:
    return Source(
        key=key,
        title=title,
        publisher=COD_AB.publisher,
        url=COD_AB.url,
        licence=COD_AB.licence,
        citation=COD_AB.citation + " Outlines simplified.",
        cadence=COD_AB.cadence,
        coverage=coverage,
        credentials="none",
        lag_months=0,
        fields=(
            Field("pcode", "string", "OCHA's P-code"),
            Field("name", "string", "Name"),
            Field("parent", "string", "P-code of the region; MLI for a region"),
        ),
        primary_key=("pcode",),
        kind=OUTLINES,
        parse=partial(outlines.parse, key),
    )


MLI_ADM1 = _outlines("mli_adm1", "Mali: outlines of the regions (2021)", "10 regions")
MLI_ADM2 = _outlines("mli_adm2", "Mali: outlines of the cercles (2021)", "53 cercles")
WEST_AFRICA = Source(
    key="west_africa",
    title="West Africa: outlines of countries, 1:50 million",
    publisher="Natural Earth",
    url="https://www.naturalearthdata.com/downloads/50m-cultural-vectors/",
    licence=PUBLIC_DOMAIN,
    citation="Made with Natural Earth. Free vector and raster map data, naturalearthdata.com.",
    cadence="irregular",
    coverage="21 countries and territories around Mali; borders de facto, as Natural Earth draws them",
    credentials="none",
    lag_months=0,
    fields=(Field("iso3", "string", "ISO 3166-1 alpha-3 code"), Field("name", "string", "Short English name")),
    primary_key=("iso3",),
    kind=OUTLINES,
    parse=partial(outlines.parse, "west_africa"),
)

SOURCES = (COD_AB, MLI_ADM1, MLI_ADM2, WEST_AFRICA)
