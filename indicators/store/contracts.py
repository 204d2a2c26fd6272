"""Checks a table against its declaration: required cells, dates, enums, patterns, bounds, relations, duplicate keys."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from indicators.model import Field, Source
from indicators.relations import Relation

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
_PATTERNS = {
    "date": (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date YYYY-MM-DD"),
    "yearmonth": (r"\d{4}-(0[1-9]|1[0-2])", "a month YYYY-MM"),
}
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DATE = re.compile(_PATTERNS["date"][0])


def problems(
    frame: pd.DataFrame, fields: Sequence[Field], key: Sequence[str], name: str, relations: Sequence[Relation] = ()
) -> list[str]:
    """Problems of a table read by ``csv_text.from_csv_text``, one line each with the first bad record."""
    found = []
    for item in fields:
        column = frame[item.name]
        text = column.astype(str)
        blank = column.isna() | (text == "")
        if item.required:
            found += _first(name, item.name, column, blank, "a value")
        if item.enum:
            found += _first(name, item.name, column, ~blank & ~text.isin(item.enum), "one of " + ", ".join(item.enum))
        if item.type in _PATTERNS:
            pattern, expected = _PATTERNS[item.type]
            found += _first(name, item.name, column, ~blank & ~text.str.fullmatch(pattern), expected)
        if item.pattern is not None:
            found += _first(name, item.name, column, ~blank & ~text.str.fullmatch(item.pattern.regex), item.pattern.words)
        found += _first(name, item.name, column, ~blank & _beyond(column, item), bounds(item))
    for relation in relations:
        found += _broken(frame, relation, name)
    return found + _twice(frame, key, name)


def _beyond(column: pd.Series, item: Field) -> pd.Series:
    """Mask of cells below the minimum or above the maximum; ISO dates and months compare as text."""
    bad = pd.Series(False, index=column.index)
    if item.minimum is not None:
        bad |= column < item.minimum
    if item.maximum is not None:
        bad |= column > item.maximum
    return bad


def bounds(item: Field) -> str:
    """The least and greatest value a column may hold, in words; ``""`` where neither is declared."""
    if item.minimum is None and item.maximum is None:
        return ""
    low, high = (
        f"{limit:,.10g}" if isinstance(limit, float | int) and item.type != "year" else f"{limit}"
        for limit in (item.minimum, item.maximum)
    )
    if item.maximum is None:
        return f"at least {low}"
    return f"at most {high}" if item.minimum is None else f"{low} to {high}"


def _broken(frame: pd.DataFrame, relation: Relation, name: str) -> list[str]:
    bad = relation.broken(frame)
    if not bad.any():
        return []
    position = int(bad.to_numpy(dtype=bool).argmax())
    values = ", ".join(f"{column} {_shown(frame[column].iloc[position])}" for column in relation.columns)
    return [f"{name}, record {position + 1}: {values}; expected {relation.expected} ({int(bad.sum()):,} such records)"]


def _first(name: str, column_name: str, column: pd.Series, bad: pd.Series, expected: str) -> list[str]:
    if not bad.any():
        return []
    position = int(bad.to_numpy(dtype=bool).argmax())
    value = _shown(column.iloc[position])[:40]
    return [
        f"{name}, record {position + 1}, column {column_name}: {value!r}, expected {expected} ({int(bad.sum()):,} such cells)"
    ]


def _shown(value: object) -> str:
    """A cell as its file has it: optional whole numbers are held as floats."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


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
