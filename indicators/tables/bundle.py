"""A chart's rows to take away: a CSV and beside it what the rows are, in one zip. Pure.

The description is a file of the W3C's "CSV on the Web" (Metadata Vocabulary for Tabular Data, 2015): what is read beside
``name.csv`` is ``name.csv-metadata.json``; its terms are Dublin Core's.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators import language
from indicators.model import Vintage
from indicators.registry import SOURCES
from indicators.store import csv_text

_FIRST = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same rows, whatever the clock


@dataclass(frozen=True)
class Facts:
    """What a reader must know of rows that travel alone; ``known`` and ``made`` are ISO days, ``period`` is two months."""

    title: str
    unit: str
    place: str
    period: tuple[str, str]
    known: str
    made: str
    licence: str
    link: str
    note: str = ""


def described(name: str, columns: Mapping[str, str], facts: Facts, vintages: Sequence[Vintage]) -> dict[str, Any]:
    """The metadata of ``name``.csv; ``columns`` are its names and what they mean."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language.current()}],
        "url": f"{name}.csv",
        "dc:title": facts.title,
        "dc:description": " ".join(text for text in (facts.unit, facts.note) if text),
        "dc:spatial": facts.place,
        "dc:temporal": "/".join(facts.period),
        "dc:valid": facts.known,
        "dc:created": facts.made,
        "dc:license": facts.licence,
        "dc:identifier": facts.link,
        "dc:source": [_source(vintage) for vintage in vintages],
        "tableSchema": {"columns": [{"name": key, "titles": told} for key, told in columns.items()]},
    }


def _source(vintage: Vintage) -> dict[str, Any]:
    declared = SOURCES[vintage.source]
    told = {
        "dc:title": declared.title.here, "dc:publisher": declared.publisher.here, "dc:license": declared.licence.url,
        "dc:issued": vintage.published, "dc:hasVersion": vintage.version, "dc:relation": declared.url,
        "dc:bibliographicCitation": declared.citation,
    }  # fmt: skip
    return told | ({"sha256": dict(vintage.inputs)} if vintage.inputs else {})


def packed(name: str, table: pd.DataFrame, columns: Mapping[str, str], facts: Facts, vintages: Sequence[Vintage]) -> bytes:
    """The zip: ``name``.csv and its description."""
    told = json.dumps(described(name, columns, facts, vintages), ensure_ascii=False, indent=1)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path, content in ((f"{name}.csv", csv_text.spreadsheet(table)), (f"{name}.csv-metadata.json", told.encode())):
            bundle.writestr(zipfile.ZipInfo(path, _FIRST), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
