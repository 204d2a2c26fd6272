"""Applies a measure to a curated table, one country at a time; countries without rows are omitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from indicators.model import NATIVE_COLUMNS, Snapshots


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that may move a score: all but those of grade C that rest on one publisher alone."""
    second = frame["source2_publisher"] if "source2_publisher" in frame else pd.Series("", index=frame.index)
    alone = (second == "") | (second == frame["source_publisher"])
    return frame[~((frame["source_grade"] == "C") & alone)]


def by_country(
    snapshots: Snapshots, source: str, countries: Sequence[str], compute: Callable[[pd.DataFrame, str], pd.DataFrame]
) -> pd.DataFrame:
    """Native observations of each of ``countries`` that the curated table ``source`` has rows of (NATIVE_COLUMNS).

    Only rows that count (``counted``) are read. A country without one is omitted, even where others name it: rows too weak to
    move a score are too weak to say that nothing happened, which is what a zero would claim.

    ``compute(rows, country)`` gives period, best, low, high and, where it is not normal, status; the column ``age_months``, of
    the figures behind a value, is kept where there is one.
    """
    found = snapshots.newest(source)
    parts = []
    for country in countries if found is not None else ():
        assert found is not None
        rows = counted(found.frame[found.frame["country"] == country])
        if len(rows):
            values = compute(rows.reset_index(drop=True), country)
            told = values if "status" in values else values.assign(status="normal")
            aged = [name for name in ("age_months",) if name in told]
            parts.append(told.assign(country=country, source=source, vintage=found.version)[[*NATIVE_COLUMNS, *aged]])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(NATIVE_COLUMNS))
