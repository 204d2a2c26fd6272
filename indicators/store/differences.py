"""What a refresh changed: rows compared with the previous vintage, scores compared with the previous scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from indicators import months
from indicators.model import Source, Vintage
from indicators.store import read
from indicators.subject import SUBJECT


@dataclass(frozen=True)
class VintageChange:
    """An imported vintage compared with the latest one published before it (``previous``, None for the first).

    ``stored_already``: the same content was already stored. ``first`` and ``last`` are the periods touched (the
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
    """The subject's last score of a dimension or the index, before and after (None: none), and the past month that moved most.

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
    """Each vintage compared with the earlier ones, both stored and imported together; stored ones are not counted.

    For a source whose vintages are read together (``Source.joined``), the comparison is with all earlier ones combined.
    """
    there = {(one.published, one.version) for one in stored}
    new = [one for one in vintages if (one.published, one.version) not in there]
    changes = []
    for vintage in vintages:
        order = read.vintage_order(vintage)
        older = [one for one in (*stored, *new) if shared(one, vintage) and read.vintage_order(one) < order]
        last = max(older, key=read.vintage_order, default=None)
        counts, touched = (0, 0, 0), set[str]()
        if vintage in new:
            counts, touched = _counts(vintage.frame, before(vintage, older, source), source)
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


def shared(one: Vintage, other: Vintage) -> bool:
    """Whether two vintages have a country in common."""
    return one.countries is None or other.countries is None or bool(set(one.countries) & set(other.countries))


def within(frame: pd.DataFrame, vintage: Vintage, source: Source) -> pd.Series:
    """Mask of the rows of another vintage's frame within the months and countries a vintage covers."""
    found = pd.Series(True, index=frame.index)
    if vintage.countries is not None and "country" in frame:
        found &= frame["country"].isin(vintage.countries)
    if source.dated == "year":
        found &= frame["year"].astype("int64").between(int(vintage.start[:4]), int(vintage.end[:4]))
    elif source.dated is not None:
        found &= months.ordinals(frame[source.dated]).between(months.ordinal(vintage.start), months.ordinal(vintage.end))
    return found


def before(vintage: Vintage, older: Sequence[Vintage], source: Source) -> pd.DataFrame:
    """The rows a vintage is compared with: those of the latest earlier vintage or, for a joined source, of all combined.

    Of the latter, rows outside the vintage's coverage are omitted unless the vintage has a row with the same key.
    """
    ordered = sorted(older, key=read.vintage_order)
    if not source.joined:
        return ordered[-1].frame if ordered else vintage.frame.iloc[:0]
    known, key = vintage.frame.iloc[:0], list(source.primary_key)
    for one in ordered:
        known = pd.concat([known[~within(known, one, source)], one.frame]).drop_duplicates(key, keep="last", ignore_index=True)
    repeated = known.set_index(key).index.isin(vintage.frame.set_index(key).index)
    return known[within(known, vintage, source) | repeated]


def _counts(new: pd.DataFrame, old: pd.DataFrame, source: Source) -> tuple[tuple[int, int, int], set[str]]:
    """Rows added, revised, removed, and their periods."""
    key = list(source.primary_key)
    keyed_new, keyed_old = (frame.astype(str).fillna("").set_index(key, drop=False) for frame in (new, old))
    both = keyed_new.index.intersection(keyed_old.index)
    same = (keyed_new.loc[both] == keyed_old.loc[both]).all(axis=1) if len(both) else pd.Series(dtype=bool)
    revised = keyed_new.loc[both][~same] if len(both) else keyed_new.iloc[:0]
    added, removed = keyed_new.drop(both), keyed_old.drop(both)
    touched: set[str] = set()
    if source.dated is not None:
        touched = {str(value) for part in (added, revised, removed) for value in part[source.dated].unique()}
    return (len(added), len(revised), len(removed)), touched


def score_changes(before: pd.DataFrame, after: pd.DataFrame) -> tuple[ScoreChange, ...]:
    """The subject's index and dimensions in two tables of scores (SCORE_COLUMNS), sorted by level and key."""
    old, new = (_headline(frame) for frame in (before, after))
    names = sorted(set(old) | set(new), key=lambda name: (name[0] != "index", name))
    return tuple(_change(name, old.get(name), new.get(name)) for name in names)


def _headline(frame: pd.DataFrame) -> dict[tuple[str, str], pd.Series]:
    rows = frame[(frame["country"] == SUBJECT.code) & frame["level"].isin(["index", "dimension"])]
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
