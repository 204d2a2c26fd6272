"""Inhabitants by region, by the subject's census: what deaths by region are divided by on the map, and in no score.

File: ``region_10_frame, pop_ordinary_households_<year>``, a third party's transcription of the census bureau's table, its regions of
today's law added up to those of the frame that events are placed in. Only ordinary households are in it, some 95 of 100 residents
the census counted; who lives otherwise (barracks, camps and sites of displaced people or refugees) is not. The missing part is not
the same everywhere: by the totals the press printed in July 2024, 0.4 % in the capital's district, 10 % in the centre's most peopled
region and 29 % in the north's.
Names and P-codes of the regions, year, day and total are declared in ``subject``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators.model import CC_BY, SNAPSHOT, Field, Records, Source, SourceError, Text, Vintage
from indicators.relations import Pattern, Sum
from indicators.sources import reading, tables
from indicators.sources.tables import Release
from indicators.subject import SUBJECT

_CENSUS, _REGION = SUBJECT.census, SUBJECT.layer(1)
NAME, FIGURE = "region_10_frame", f"pop_ordinary_households_{_CENSUS.year}"
FEWEST = 10_000  # of a region; the least peopled has some 80,000
_WHOLE = Sum(("inhabitants",), least=round(0.9 * _CENSUS.counted), most=_CENSUS.counted)


def parse(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The table -> one vintage: pcode, name, year, inhabitants (persons in ordinary households).

    A region without a figure is left out and counted, and has no rate. Raises SourceError for a region that is missing or of another
    frame, and for figures that do not add up to nine tenths or more of all the census counted.
    """
    path = tables.one_file(paths, "Census")
    reading.refuse_unfinished(path)
    raw = reading.read_csv(path, [NAME, FIGURE], table=f"table of inhabitants by {_REGION.name.en} ({_CENSUS.year})")
    named = raw[NAME].str.strip().map(lambda one: unicodedata.normalize("NFC", one))
    listed = ", ".join(_CENSUS.regions)
    reading.refuse(path, raw, NAME, ~named.isin(list(_CENSUS.regions)), f"one of {listed}")
    people = reading.numbers(path, raw, FIGURE, low=FEWEST, high=_CENSUS.counted, empty=True, whole=True)
    every = pd.DataFrame(
        {"pcode": named.map(_CENSUS.regions), "name": named.astype("str"), "year": _CENSUS.year, "inhabitants": people}
    )
    reading.unique(path, every, ["pcode"])
    if len(every) != len(_CENSUS.regions):
        missing = next(name for name in _CENSUS.regions if name not in set(named))
        raise SourceError(f"{path.name}: {missing} is missing; the file is cut short. Import the whole table.")
    kept = every[people.notna()].astype({"inhabitants": "int64"})
    if _WHOLE.broken(kept).any():
        raise SourceError(
            f"{path.name}, column {FIGURE}: the {_REGION.plural.en} add up to {kept['inhabitants'].sum():,}, expected {_WHOLE.least:,} to "
            f"{_WHOLE.most:,}. Compare it with the census bureau's table and import it again."
        )
    known = {_CENSUS.year: Release(f"census-{_CENSUS.year}", _CENSUS.published, "inferred")}
    release = tables.settle(path, known, _CENSUS.year, version, published)
    start, end = tables.span(_CENSUS.year, _CENSUS.year)
    return (
        Vintage(
            source=CENSUS.key, version=release.version, published=release.published, published_basis=release.basis, start=start,
            end=end, countries=(SUBJECT.code,), frame=tables.tidy(kept, CENSUS.columns, CENSUS.primary_key),
            quality=tables.left_out(
                ("no_value", len(every) - len(kept), "Places without a figure are absent and have no rate.")
            ),
            inputs=tables.provenance(path), records=Records(len(raw), len(kept)),
        ),
    )  # fmt: skip


CENSUS = Source(
    key="census",
    title=Text(
        f"{SUBJECT.name.en}: inhabitants by {_REGION.name.en}, census of {_CENSUS.year}, ordinary households",
        f"{SUBJECT.name.fr}\u00a0: habitants par {_REGION.name.fr}, recensement de {_CENSUS.year}, ménages ordinaires",
    ),
    publisher=_CENSUS.publisher,
    url=_CENSUS.url,
    licence=CC_BY,
    citation=_CENSUS.citation,
    cadence="every ten years or more",
    coverage=f"{SUBJECT.name.en}: {_REGION.count} {_REGION.plural.en}, {SUBJECT.boundaries.frame}; ordinary households; in no score",
    credentials="none",
    lag_months=12,
    fields=(
        Field(
            "pcode", "string", f"OCHA's P-code of the {_REGION.name.en}",
            pattern=Pattern(f"{SUBJECT.boundaries.prefix}[0-9]{{2}}", f"a P-code of a {_REGION.name.en}"),
        ),
        Field("name", "string", f"Name of the {_REGION.name.en}, as the census spells it"),
        Field("year", "year", "Year of the census", minimum=1960, maximum=2100),
        Field(
            "inhabitants", "integer", "Persons resident in ordinary households; others are not counted", minimum=FEWEST,
            maximum=_CENSUS.counted,
        ),
    ),
    primary_key=("pcode",),
    relations=(_WHOLE,),
    kind=SNAPSHOT,
    parse=parse,
)  # fmt: skip

SOURCES = (CENSUS,)
