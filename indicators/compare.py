"""What a refresh changed: rows of a source against its vintage before, scores against the scores before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from indicators.model import COUNTRY, Source, Vintage


@dataclass(frozen=True)
class VintageChange:
    """A vintage that was imported, against the newest one published before it (``previous``, None where it is the first).

    ``stored_already`` means the same content was there: nothing is new. ``first`` and ``last`` are the periods touched (the
    table's own: a month, a year or a day), empty where nothing was or the table has none.
    """

    source: str
    version: str
    published: str
    previous: str | None
    added: int
    revised: int
    removed: int
    stored_already: bool
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class ScoreChange:
    """Mali's last score of a dimension or the index, before and after (None: none), and the past month that moved most.

    ``moved`` counts the months scored both times whose score changed, ``largest`` is the greatest change among them.
    """

    level: str
    key: str
    period_before: str | None
    before: float | None
    period_after: str | None
    after: float | None
    moved: int
    largest: float
    largest_period: str | None


def rows_changed(vintages: Sequence[Vintage], stored: Sequence[Vintage], source: Source) -> list[VintageChange]:
    """Each vintage against the one published before it, among the stored ones and its fellows."""
    there = {(one.published, one.version) for one in stored}
    changes = []
    for vintage in vintages:
        older = [
            one for one in (*stored, *vintages)
            if one.countries == vintage.countries and (one.published, one.version) < (vintage.published, vintage.version)
        ]  # fmt: skip
        last = max(older, key=lambda one: (one.published, one.version), default=None)
        counts, touched = _counts(vintage.frame, last.frame if last else vintage.frame.iloc[:0], source)
        changes.append(
            VintageChange(
                source.key,
                vintage.version,
                vintage.published,
                last.version if last else None,
                *counts,
                stored_already=(vintage.published, vintage.version) in there,
                first=min(touched, default=""),
                last=max(touched, default=""),
            )
        )
    return changes


def _counts(new: pd.DataFrame, old: pd.DataFrame, source: Source) -> tuple[tuple[int, int, int], set[str]]:
    """Rows added, revised, removed, and the periods they are about."""
    key = list(source.primary_key)
    keyed_new, keyed_old = (frame.astype(str).fillna("").set_index(key, drop=False) for frame in (new, old))
    both = keyed_new.index.intersection(keyed_old.index)
    same = (keyed_new.loc[both] == keyed_old.loc[both]).all(axis=1) if len(both) else pd.Series(dtype=bool)
    revised = keyed_new.loc[both][~same] if len(both) else keyed_new.iloc[:0]
    added, removed = keyed_new.drop(both), keyed_old.drop(both)
    column = next((name for name in ("period", "date_end", "year", "date") if name in source.columns), None)
    touched: set[str] = set()
    if column is not None:
        touched = {str(value) for part in (added, revised, removed) for value in part[column].unique()}
    return (len(added), len(revised), len(removed)), touched


def score_changes(before: pd.DataFrame, after: pd.DataFrame) -> tuple[ScoreChange, ...]:
    """Mali's index and dimensions in two tables of scores (SCORE_COLUMNS), sorted by level and key."""
    old, new = (_headline(frame) for frame in (before, after))
    names = sorted(set(old) | set(new), key=lambda name: (name[0] != "index", name))
    return tuple(_change(name, old.get(name), new.get(name)) for name in names)


def _headline(frame: pd.DataFrame) -> dict[tuple[str, str], pd.Series]:
    rows = frame[(frame["country"] == COUNTRY) & frame["level"].isin(["index", "dimension"])]
    return {
        (str(name[0]), str(name[1])): part.set_index("period")["score"].astype(float).round(4).sort_index()
        for name, part in rows.groupby(["level", "key"])
    }


def _change(name: tuple[str, str], old: pd.Series | None, new: pd.Series | None) -> ScoreChange:
    shift = pd.Series(dtype=float)
    if old is not None and new is not None:
        shift = (new - old).dropna()
        shift = shift[shift.abs() > 1e-9]
    worst = None if shift.empty else str(shift.abs().idxmax())
    return ScoreChange(
        *name, *_last(old), *_last(new), moved=len(shift),
        largest=0.0 if worst is None else round(float(shift[worst]), 4), largest_period=worst,
    )  # fmt: skip


def _last(scores: pd.Series | None) -> tuple[str | None, float | None]:
    if scores is None or scores.empty:
        return None, None
    return str(scores.index[-1]), float(scores.iloc[-1])
