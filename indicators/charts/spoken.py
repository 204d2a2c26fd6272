"""A chart in the reader's language: its words and its data are put into it when it is drawn, as its colours are.

Charts are written with the words of the tables they show. Where a word or a value of data has another name in the language
chosen (``wording.terms``), it is changed wherever it stands, in scales and expressions as in the data, so that what was equal
stays equal. A tooltip without a title gets the name readers know its column by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators import wording
from indicators.language import current
from indicators.wording import formats

_NAMED = ("title", "text", "subtitle")  # a word, or several
_LISTED = ("domain", "sort", "values", "labels", "oneOf")
_EQUAL = ("equal", "datum")
_EXPRESSIONS = (
    "filter",
    "calculate",
    "labelExpr",
    "test",
)  # about data; an ``expr`` is about the drawing, and its words are Vega's
TABLES = "en"  # the language tables are written in
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")


def spoken(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with every word in the language chosen, and the way that language writes numbers and months."""
    told: dict[str, Any] = _told(spec)
    if current() == TABLES:  # Vega's own way
        return told
    return {**told, "config": {**told.get("config", {}), "locale": formats.vega(current())}}


def _told(part: Any, key: str = "") -> Any:
    if isinstance(part, Mapping):
        found = {name: _told(one, name) for name, one in part.items() if name != "datasets"}
        if key == "text" and isinstance(found.get("value"), str):
            found["value"] = wording.terms.term(found["value"])
        if key == "tooltip" and "field" in found and "title" not in found:
            found["title"] = wording.frame.column(str(found["field"]).rsplit(".", 1)[-1])
        return (
            {**found, "datasets": {name: rows(one) for name, one in part["datasets"].items()}} if "datasets" in part else found
        )
    if isinstance(part, list):
        inside = "" if key in _LISTED else key
        return [
            wording.terms.term(one) if isinstance(one, str) and key in _LISTED + _NAMED else _told(one, inside) for one in part
        ]
    if isinstance(part, str) and key in (*_NAMED, *_EQUAL):
        return wording.terms.term(part)
    if isinstance(part, str) and key in _EXPRESSIONS:
        return _QUOTED.sub(lambda found: "'" + wording.terms.term(found[1]).replace("'", r"\'") + "'", part)
    return part


def rows(data: Any) -> Any:
    """Records, or GeoJSON, with every value that has a name in the language chosen under that name."""
    return data if current() == TABLES else _rows(data)


def _rows(data: Any) -> Any:
    if isinstance(data, list):
        return [_rows(one) for one in data]
    if isinstance(data, Mapping):
        return {key: one if key == "geometry" else _rows(one) for key, one in data.items()}
    return wording.terms.term(data) if isinstance(data, str) else data


def frame(data: pd.DataFrame) -> pd.DataFrame:
    """As ``rows``, for a frame: its columns of text."""
    if current() == TABLES:
        return data
    texts = [name for name in data.columns if pd.api.types.is_string_dtype(data[name]) or data[name].dtype == object]
    return data.assign(**{name: _renamed(data[name]) for name in texts})


def _renamed(column: pd.Series) -> pd.Series:
    names = {one: wording.terms.term(one) for one in column.unique() if isinstance(one, str)}
    return column.map(lambda one: names.get(one, one) if isinstance(one, str) else one)
