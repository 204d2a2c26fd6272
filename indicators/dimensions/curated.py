"""Applies a measure to a curated table, one country at a time; countries without rows are omitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import memo
from indicators.model import NATIVE_COLUMNS, Snapshots


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that may move a score: all but those of grade C that rest on one publisher alone."""
    kept = counts(frame)
    return frame if kept.all() else frame[kept]


def counts(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which rows may move a score (``counted``)."""
    first, grades = frame["source_publisher"].tolist(), frame["source_grade"].tolist()
    second = frame["source2_publisher"].tolist() if "source2_publisher" in frame else [""] * len(frame)
    rows = zip(grades, first, second, strict=True)
    return np.array([not (grade == "C" and other in ("", one)) for grade, one, other in rows], dtype=bool)


@memo.last(64)
def rows(snapshots: Snapshots, source: str, country: str) -> pd.DataFrame | None:
    """A country's rows of a curated table that count, in the table's order; None where the table is not known."""
    found = snapshots.newest(source)
    if found is None:
        return None
    return counted(found.frame[found.frame["country"] == country]).reset_index(drop=True)


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
        own = rows(snapshots, source, country)
        if found is not None and own is not None and len(own):
            values = compute(own, country)
            told = {"country": country, "source": source, "vintage": found.version, "status": "normal"} | dict(values.items())
            aged = [name for name in ("age_months",) if name in told]
            parts.append(pd.DataFrame({name: told[name] for name in (*NATIVE_COLUMNS, *aged)}, index=values.index))
    if len(parts) == 1:
        return parts[0].reset_index(drop=True)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(NATIVE_COLUMNS))
