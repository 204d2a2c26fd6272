"""Checks a table against its declaration: duplicate keys, enums, required cells, dates, country codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from indicators.model import Field, Source

CURATED_COLUMNS = (
    "source_title",
    "source_publisher",
    "source_url",
    "source_grade",
    "source_date",
    "summary",
    "country",
    "public_from",
)
_ISO3_COLUMNS = ("country", "origin", "asylum")
_PATTERNS = {
    "date": (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date YYYY-MM-DD"),
    "yearmonth": (r"\d{4}-(0[1-9]|1[0-2])", "a month YYYY-MM"),
}
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DATE = re.compile(_PATTERNS["date"][0])


def problems(frame: pd.DataFrame, fields: Sequence[Field], key: Sequence[str], name: str) -> list[str]:
    """Problems of a table read by ``csv_text.from_csv_text``, one line each with the first bad record."""
    found = []
    for item in fields:
        column = frame[item.name]
        blank = column.isna() | (column.astype(str) == "")
        if item.required:
            found += _first(name, item.name, column, blank, "a value")
        if item.enum:
            bad = ~blank & ~column.astype(str).isin(item.enum)
            found += _first(name, item.name, column, bad, "one of " + ", ".join(item.enum))
        if item.type in _PATTERNS:
            pattern, expected = _PATTERNS[item.type]
            found += _first(name, item.name, column, ~blank & ~column.astype(str).str.fullmatch(pattern), expected)
        if item.name in _ISO3_COLUMNS and item.type == "string":
            bad = ~blank & ~column.astype(str).str.fullmatch(r"[A-Z]{3}")
            found += _first(name, item.name, column, bad, "an ISO 3166-1 alpha-3 code")
    return found + _twice(frame, key, name)


def _first(name: str, column_name: str, column: pd.Series, bad: pd.Series, expected: str) -> list[str]:
    if not bad.any():
        return []
    position = int(bad.to_numpy(dtype=bool).argmax())
    value = str(column.iloc[position])[:40]
    return [
        f"{name}, record {position + 1}, column {column_name}: {value!r}, expected {expected} ({int(bad.sum()):,} such cells)"
    ]


def _twice(frame: pd.DataFrame, key: Sequence[str], name: str) -> list[str]:
    bad = frame.duplicated(list(key))
    if not bad.any():
        return []
    position = int(bad.to_numpy(dtype=bool).argmax())
    values = ", ".join(str(frame[column].iloc[position]) for column in key)
    return [f"{name}, record {position + 1}: duplicate key ({', '.join(key)}): {values}"]


def curated_problems(source: Source) -> list[str]:
    """Required columns that a curated table does not declare."""
    missing = [column for column in CURATED_COLUMNS if column not in source.columns]
    return [f"{source.path('', '')}: declares no column {column}" for column in missing]


def safe_version(version: str) -> bool:
    """Whether a version can stand in a file name: letters, digits, ``. _ -``, at most 64 characters, starting with a letter or digit."""
    return _SAFE.fullmatch(version) is not None


def iso_date(day: str) -> bool:
    """Whether ``day`` is a real date written YYYY-MM-DD."""
    if not _DATE.fullmatch(day):
        return False
    try:
        pd.Timestamp(day)
    except ValueError:
        return False
    return True
