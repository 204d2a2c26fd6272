"""OCHA's common operational dataset for the subject (COD-AB): P-codes of its two administrative layers; and the maps' outlines.

Counts, prefix and the frame (the one UCDP's names follow) are declared in ``subject``. The P-code table is CSV: ``Location,
Admin Level, P-Code, Name, Parent P-Code, Valid from date``. Outlines are GeoJSON and are read by ``outlines``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from indicators.model import (
    CC_BY_IGO,
    FIRST_PERIOD,
    OUTLINES,
    SNAPSHOT,
    Field,
    Licence,
    Records,
    Source,
    SourceError,
    Text,
    Vintage,
)
from indicators.relations import ISO3, Pattern
from indicators.sources import reading, tables
from indicators.sources.geography import outlines
from indicators.subject import SUBJECT

REGION, DISTRICT = SUBJECT.layers
_FRAME = SUBJECT.boundaries

PUBLIC_DOMAIN = Licence("other-pd", "Public domain", "https://www.naturalearthdata.com/about/terms-of-use/")


def parse_cod(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The P-code table -> one vintage: pcode, level (1, 2), name (as spelt by OCHA), parent.

    Version and day are the table's own *valid from*, the same in every row. Complete means exactly the declared number of
    units, each of the second level under one of the first by its own P-code. The frame is applied to events since 1990. Raises
    SourceError.
    """
    path = tables.one_file(paths, "COD-AB")
    needed = ["Location", "Admin Level", "P-Code", "Name", "Parent P-Code", "Valid from date"]
    raw = reading.read_csv(path, needed, table="COD-AB table of P-codes")
    text = raw.apply(lambda column: column.str.strip())
    reading.refuse(path, text, "Location", text["Location"] != SUBJECT.code, f"{SUBJECT.code} ({SUBJECT.name.en})")
    level = reading.numbers(path, text, "Admin Level", low=1, high=2, whole=True).astype("int64")
    pcode, parent = text["P-Code"], text["Parent P-Code"]
    reading.refuse(
        path, text, "P-Code", ~pcode.str.fullmatch(rf"{_FRAME.prefix}\d{{2}}(\d{{2}})?"), f"a P-code of {SUBJECT.name.en}"
    )
    reading.refuse(path, text, "P-Code", pcode.str.len() != len(_FRAME.prefix) + 2 * level, "a P-code of the row's level")
    reading.refuse(path, text, "Name", text["Name"] == "", "a name")
    reading.refuse(
        path,
        text,
        "Parent P-Code",
        parent != pcode.str.slice(0, len(_FRAME.prefix) + 2).where(level == 2, SUBJECT.code),
        f"the {REGION.name.en}'s code, or {SUBJECT.code}",
    )
    frame = pd.DataFrame({"pcode": pcode, "level": level, "name": text["Name"], "parent": parent}).astype({"name": "str"})
    reading.unique(path, frame, ["pcode"])
    reading.unique(path, frame, ["level", "name"])
    found = (int((level == 1).sum()), int((level == 2).sum()))
    if found != (REGION.count, DISTRICT.count):
        raise SourceError(
            f"{path.name}: {found[0]} {REGION.plural.en} and {found[1]} {DISTRICT.plural.en}, expected {REGION.count} and "
            f"{DISTRICT.count}; the file is cut short or is another frame. Import the table of {_FRAME.year}."
        )
    orphan = (level == 2) & ~parent.isin(pcode[level == 1])
    reading.refuse(path, text, "Parent P-Code", orphan, f"the P-code of a {REGION.name.en} in the table")
    release = _release(path, text, version, published)
    return (
        Vintage(
            source=COD_AB.key, version=release.version, published=release.published, published_basis=release.basis,
            start=FIRST_PERIOD, end=release.published[:7], countries=(SUBJECT.code,),
            frame=tables.tidy(frame, COD_AB.columns, COD_AB.primary_key), inputs=tables.provenance(path),
            records=Records(len(raw), len(frame)),
        ),
    )  # fmt: skip


def _release(path: Path, text: pd.DataFrame, version: str | None, published: str | None) -> tables.Release:
    valid = text["Valid from date"]
    reading.refuse(path, text, "Valid from date", ~valid.str.fullmatch(r"(19|20)\d{2}-\d{2}-\d{2}"), "a date, YYYY-MM-DD")
    reading.refuse(path, text, "Valid from date", valid != valid.iloc[0], "the same date as the first record")
    day = str(valid.iloc[0])
    return tables.settle(path, {int(day[:4]): tables.Release(day, day, "inferred")}, int(day[:4]), version, published)


_PCODE = Field(
    "pcode",
    "string",
    "OCHA's P-code",
    pattern=Pattern(f"{_FRAME.prefix}[0-9]{{2}}([0-9]{{2}})?", f"a P-code ({_FRAME.prefix}01)"),
)

COD_AB = Source(
    key="cod_ab",
    title=Text(
        f"{SUBJECT.name.en}: administrative {REGION.plural.en} and {DISTRICT.plural.en}, P-codes (COD-AB {_FRAME.year})",
        f"{SUBJECT.name.fr} : {REGION.plural.fr} et {DISTRICT.plural.fr} administratifs, codes P (COD-AB {_FRAME.year})",
    ),
    publisher=_FRAME.publisher,
    url=_FRAME.url,
    licence=CC_BY_IGO,
    citation=_FRAME.citation,
    cadence="when the frame changes",
    coverage=f"{SUBJECT.name.en}: {REGION.count} {REGION.plural.en} and {DISTRICT.count} {DISTRICT.plural.en}, {_FRAME.frame}",
    credentials="none",
    lag_months=0,
    fields=(
        _PCODE,
        Field(
            "level",
            "integer",
            f"1 {REGION.name.en} (or the district of the capital), 2 {DISTRICT.name.en}",
            minimum=1,
            maximum=2,
        ),
        Field("name", "string", "Name as OCHA spells it, without accents"),
        Field("parent", "string", f"P-code of the {REGION.name.en}; {SUBJECT.code} for a {REGION.name.en}"),
    ),
    primary_key=("pcode",),
    kind=SNAPSHOT,
    parse=parse_cod,
)


def _outlines(key: str, title: Text, coverage: str) -> Source:
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
            _PCODE,
            Field("name", "string", "Name"),
            Field("parent", "string", f"P-code of the {REGION.name.en}; {SUBJECT.code} for a {REGION.name.en}"),
        ),
        primary_key=("pcode",),
        kind=OUTLINES,
        parse=partial(outlines.parse, key),
    )


OUTLINES_OF = tuple(
    _outlines(
        one.outlines,
        Text(
            f"{SUBJECT.name.en}: outlines of the {one.plural.en} ({_FRAME.year})",
            f"{SUBJECT.name.fr} : contours des {one.plural.fr} ({_FRAME.year})",
        ),
        f"{one.count} {one.plural.en}",
    )
    for one in SUBJECT.layers
)
WEST_AFRICA = Source(
    key="west_africa",
    title=Text(
        "West Africa: outlines of countries, 1:50 million",
        "Afrique de l’Ouest : contours des pays, échelle de 1 pour 50 millions",
    ),
    publisher=Text("Natural Earth", "Natural Earth"),
    url="https://www.naturalearthdata.com/downloads/50m-cultural-vectors/",
    licence=PUBLIC_DOMAIN,
    citation="Made with Natural Earth. Free vector and raster map data, naturalearthdata.com.",
    cadence="irregular",
    coverage=f"21 countries and territories around {SUBJECT.name.en}; borders de facto, as Natural Earth draws them",
    credentials="none",
    lag_months=0,
    fields=(Field("iso3", "string", "ISO 3166-1 alpha-3 code", pattern=ISO3), Field("name", "string", "Short English name")),
    primary_key=("iso3",),
    kind=OUTLINES,
    parse=partial(outlines.parse, "west_africa"),
)

SOURCES = (COD_AB, *OUTLINES_OF, WEST_AFRICA)
