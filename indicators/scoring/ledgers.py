"""Curated tables as ledgers of dated rows: what happened between two months, and the tables had nothing happened. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import memo, months
from indicators.dimensions import curated
from indicators.model import Indicator, Snapshots, Source, Vintage
from indicators.registry import SOURCES


def ledgers(indicator: Indicator) -> tuple[str, ...]:
    """The curated tables an indicator reads."""
    return tuple(key for key in indicator.sources if SOURCES[key].kind.edited)


def publishers(indicator: Indicator) -> tuple[str, ...]:
    """The other sources it reads."""
    return tuple(key for key in indicator.sources if not SOURCES[key].kind.edited)


@memo.last(256)
def cut(snapshots: Snapshots, keys: tuple[str, ...], last: int) -> Snapshots:
    """``until``, the same object for all months between which nothing of ``keys`` begins or ends."""
    turns = sorted({turn for key in keys for turn in _turns(snapshots, key) if turn <= last})
    return _cut_at(snapshots, keys, turns[-1] if turns else 0)


@memo.last(256)
def _cut_at(snapshots: Snapshots, keys: tuple[str, ...], last: int) -> Snapshots:
    return until(snapshots, keys, last)


@memo.last(64)
def _turns(snapshots: Snapshots, key: str) -> frozenset[int]:
    """Numbers of the months in which a row of any vintage begins or ends."""
    return frozenset(number for spans in _spans(snapshots, key) for span in spans for number in span.tolist())


Spans = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


@memo.last(64)
def _spans(snapshots: Snapshots, key: str) -> tuple[Spans, ...]:
    """Of the rows of each vintage the months in which they began and ended."""
    source, found = SOURCES[key], snapshots.all(key)
    return tuple((began(one.frame, source).to_numpy(), _ended(one.frame, source).to_numpy()) for one in found)


def until(snapshots: Snapshots, keys: Iterable[str], last: int) -> Snapshots:
    """The same, had nothing begun or ended after month number ``last`` in the sources ``keys``; one without rows is absent."""
    kept = dict(snapshots.vintages)
    for key in keys:
        both = zip(snapshots.all(key), _spans(snapshots, key), strict=True)
        found = [_cut(vintage, SOURCES[key], spans, last) for vintage, spans in both]
        kept.pop(key, None)
        if filled := tuple(one for one in found if len(one.frame)):
            kept[key] = filled
    return replace(snapshots, vintages=kept)


def rows(snapshots: Snapshots, key: str, indicator: Indicator, country: str) -> pd.DataFrame:
    """The rows of a curated table that can move the indicator of a country; an empty frame where the table is not known."""
    own = curated.rows(snapshots, key, country)
    if own is None:
        return pd.DataFrame(columns=SOURCES[key].columns)
    return own if indicator.reads is None else indicator.reads(own)


def between(snapshots: Snapshots, indicator: Indicator, country: str, after: int, last: int) -> tuple[str, ...]:
    """Names (``table:id``, by day) of the rows whose fact began or ended in the months ``after`` + 1 to ``last``."""
    dated = _dated(snapshots, indicator, country)
    return tuple(one.name for one in dated if after < one.began <= last or after < one.ended <= last)


def learnt(before: Snapshots, after: Snapshots, indicator: Indicator, country: str, last: int) -> tuple[str, ...]:
    """Names of the rows on what began by month number ``last`` that ``after`` knows and ``before`` did not."""
    old = {one.name for one in _dated(before, indicator, country) if one.began <= last}
    return tuple(one.name for one in _dated(after, indicator, country) if one.began <= last and one.name not in old)


def newest(snapshots: Snapshots, indicator: Indicator, country: str, last: int) -> str:
    """Name of the last row on what began by month number ``last``; ``""`` where there is none."""
    return next((one.name for one in reversed(_dated(snapshots, indicator, country)) if one.began <= last), "")


def news(snapshots: Snapshots, keys: Iterable[str], after: int, last: int) -> list[str]:
    """Those of the sources ``keys`` of which a visible vintage has rows for the months ``after`` + 1 to ``last``."""
    return [key for key in keys if any(after < number <= last for number in _told(snapshots, key))]


@memo.last(64)
def _told(snapshots: Snapshots, key: str) -> frozenset[int]:
    """Numbers of the months that the newest vintage has rows for."""
    newest_ = snapshots.newest(key)
    return frozenset() if newest_ is None else frozenset(int(one) for one in began(newest_.frame, SOURCES[key]))


def began(frame: pd.DataFrame, source: Source) -> pd.Series:
    """Number of the month in which each row's fact began, or its period ended."""
    columns = source.begins or (source.dated,)
    parts = [
        frame[name].astype("int64") * 12 + 11 if name == "year" else months.ordinals(frame[name])
        for name in columns if name is not None
    ]  # fmt: skip
    return pd.concat(parts, axis=1).max(axis=1) if parts else pd.Series(0, index=frame.index)


def _cut(vintage: Vintage, source: Source, spans: Spans, last: int) -> Vintage:
    there, over = (span <= last for span in spans)
    frame = vintage.frame if there.all() else vintage.frame[there]
    if source.closes:
        frame = frame.assign(**{source.closes: frame[source.closes].where(over[there], "")})
    return replace(vintage, frame=frame.reset_index(drop=True), end=min(vintage.end, months.period(last)))


_NEVER = 10**6  # a month number no row has


def _ended(frame: pd.DataFrame, source: Source) -> pd.Series:
    if not source.closes:
        return pd.Series(_NEVER, index=frame.index)
    days = frame[source.closes]
    return months.ordinals(days.where(days != "", "9999-12")).where(days != "", _NEVER)


class _Row(NamedTuple):
    """A curated row: the months its fact began and ended in, and its name (``table:id``)."""

    began: int
    ended: int
    name: str


@memo.last(64)
def _dated(snapshots: Snapshots, indicator: Indicator, country: str) -> tuple[_Row, ...]:
    """The rows that can move the indicator, by day and id."""
    found = []
    for key in ledgers(indicator):
        frame = rows(snapshots, key, indicator, country)
        if frame.empty:
            continue
        source = SOURCES[key]
        columns = _days(frame, source), began(frame, source), _ended(frame, source), frame["id"]
        found += [(str(day), f"{key}:{name}", int(start), int(end)) for day, start, end, name in zip(*columns, strict=True)]
    return tuple(_Row(start, end, name) for _, name, start, end in sorted(found))


def _days(frame: pd.DataFrame, source: Source) -> pd.Series:
    return frame[list(source.begins or (source.dated,))].astype(str).max(axis=1)
