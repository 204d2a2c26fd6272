"""What every update of the data changed, as entries of a feed: one for each file under ``scores/changes``, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from indicators.pages.feed import Entry
from indicators.publishing import summary, tables
from indicators.registry import SOURCES
from indicators.store import csv_text, package
from indicators.wording import site

CATEGORY = "update"


def entries(found: Sequence[tables.Table]) -> list[Entry]:
    """The entries, in the language chosen. A file's name tells its day and its number on that day: ``2026-11-24_1.csv``."""
    listed = [one for one in found if str(one.resource["path"]).startswith(package.CHANGES_FOLDER)]
    named = sorted(((*_named(one), one.name, one) for one in listed), key=lambda one: one[:2], reverse=True)
    return [_entry(day, number, one) for day, number, _, one in named]


def _named(one: tables.Table) -> tuple[str, int]:
    day, _, number = str(one.resource["path"]).removeprefix(package.CHANGES_FOLDER).removesuffix(".csv").partition("_")
    return day, int(number)


def _entry(day: str, number: int, one: tables.Table) -> Entry:
    frame = csv_text.from_csv_text(one.data, package.CHANGES.fields, one.name)
    rows = frame.to_dict("records")
    index = next((row for row in rows if row["kind"] == "score" and row["key"] == "index"), None)
    before, after = (_score(index[name]) if index else None for name in ("before", "after"))
    return Entry(f"changes/{day}_{number}", site.updated(day, before, after), day, day, CATEGORY, list(_lines(rows)))


def _lines(rows: Sequence[dict[Any, Any]]) -> Iterator[str]:
    for row in rows:
        if row["kind"] == "vintage":
            title = SOURCES[row["key"]].title.here if row["key"] in SOURCES else row["key"]
            counts = (_count(row[name]) for name in ("added", "revised", "removed"))
            yield site.new_vintage(title, row["before"], row["after"], *counts)
    for row in rows:
        if row["kind"] == "score":
            name = summary.names().get(row["key"], row["key"])
            largest = None if pd.isna(row["largest"]) else float(row["largest"])
            yield site.moved(name, _score(row["before"]), _score(row["after"]), _count(row["months"]), largest, row["first"])


def _score(text: str) -> float | None:
    return float(text) if text else None


def _count(value: float) -> int:
    return 0 if pd.isna(value) else int(value)
