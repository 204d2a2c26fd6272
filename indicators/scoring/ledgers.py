"""Curated tables as ledgers of dated rows: what happened between two months, and the tables had nothing happened. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from indicators import months
from indicators.dimensions.curated import counted
from indicators.model import Indicator, Snapshots, Source, Vintage
from indicators.registry import SOURCES


def ledgers(indicator: Indicator) -> tuple[str, ...]:
    """The curated tables an indicator reads."""
    return tuple(key for key in indicator.sources if SOURCES[key].kind.edited)


def publishers(indicator: Indicator) -> tuple[str, ...]:
    """The other sources it reads."""
    return tuple(key for key in indicator.sources if not SOURCES[key].kind.edited)


def until(snapshots: Snapshots, keys: Iterable[str], last: int) -> Snapshots:
    """The same, had nothing begun or ended after month number ``last`` in the sources ``keys``; one without rows is absent."""
    kept = dict(snapshots.vintages)
    for key in keys:
        found = [_cut(vintage, SOURCES[key], last) for vintage in snapshots.all(key)]
        kept.pop(key, None)
        if filled := tuple(one for one in found if len(one.frame)):
            kept[key] = filled
    return replace(snapshots, vintages=kept)


def rows(snapshots: Snapshots, key: str, indicator: Indicator, country: str) -> pd.DataFrame:
    """The rows of a curated table that can move the indicator of a country; an empty frame where the table is not known."""
    vintage = snapshots.newest(key)
    if vintage is None:
        return pd.DataFrame(columns=SOURCES[key].columns)
    own = counted(vintage.frame[vintage.frame["country"] == country])
    return own if indicator.reads is None else indicator.reads(own)


def between(snapshots: Snapshots, indicator: Indicator, country: str, after: int, last: int) -> tuple[str, ...]:
    """Names (``table:id``, by day) of the rows whose fact began or ended in the months ``after`` + 1 to ``last``."""
    return _named(snapshots, indicator, country, lambda began, ended: _in(began, after, last) | _in(ended, after, last))


def learnt(before: Snapshots, after: Snapshots, indicator: Indicator, country: str, last: int) -> tuple[str, ...]:
    """Names of the rows on what began by month number ``last`` that ``after`` knows and ``before`` did not."""
    old = set(_named(before, indicator, country, lambda began, _: began <= last))
    return tuple(name for name in _named(after, indicator, country, lambda began, _: began <= last) if name not in old)


def newest(snapshots: Snapshots, indicator: Indicator, country: str, last: int) -> str:
    """Name of the last row on what began by month number ``last``; ``""`` where there is none."""
    return next(reversed(_named(snapshots, indicator, country, lambda began, _: began <= last)), "")


def news(snapshots: Snapshots, keys: Iterable[str], after: int, last: int) -> list[str]:
    """Those of the sources ``keys`` of which a visible vintage has rows for the months ``after`` + 1 to ``last``."""
    return [
        key
        for key in keys
        if (one := snapshots.newest(key)) is not None and _in(began(one.frame, SOURCES[key]), after, last).any()
    ]


def began(frame: pd.DataFrame, source: Source) -> pd.Series:
    """Number of the month in which each row's fact began, or its period ended."""
    columns = source.begins or (source.dated,)
    parts = [
        frame[name].astype("int64") * 12 + 11 if name == "year" else months.ordinals(frame[name])
        for name in columns if name is not None
    ]  # fmt: skip
    return pd.concat(parts, axis=1).max(axis=1) if parts else pd.Series(0, index=frame.index)


def _cut(vintage: Vintage, source: Source, last: int) -> Vintage:
    frame = vintage.frame[began(vintage.frame, source) <= last]
    if source.closes:
        frame = frame.assign(**{source.closes: frame[source.closes].where(_ended(frame, source) <= last, "")})
    return replace(vintage, frame=frame.reset_index(drop=True), end=min(vintage.end, months.period(last)))


_NEVER = 10**6  # a month number no row has


def _ended(frame: pd.DataFrame, source: Source) -> pd.Series:
    if not source.closes:
        return pd.Series(_NEVER, index=frame.index)
    days = frame[source.closes]
    return months.ordinals(days.where(days != "", "9999-12")).where(days != "", _NEVER)


def _in(numbers: pd.Series, after: int, last: int) -> pd.Series:
    return (numbers > after) & (numbers <= last)


Chosen = Callable[[pd.Series, pd.Series], pd.Series]


def _named(snapshots: Snapshots, indicator: Indicator, country: str, chosen: Chosen) -> tuple[str, ...]:
    """Names of the rows for which ``chosen(began, ended)`` holds, by day and id."""
    found = []
    for key in ledgers(indicator):
        frame = rows(snapshots, key, indicator, country)
        if frame.empty:
            continue
        source = SOURCES[key]
        kept = frame[chosen(began(frame, source), _ended(frame, source))]
        found += [(str(day), f"{key}:{name}") for day, name in zip(_days(kept, source), kept["id"], strict=True)]
    return tuple(name for _, name in sorted(found))


def _days(frame: pd.DataFrame, source: Source) -> pd.Series:
    return frame[list(source.begins or (source.dated,))].astype(str).max(axis=1)
