"""Stored figures, names and places that are another's in a new vintage: no publisher revises so, a program or a hand mixed them up.

Of any source: a country whose whole past is another's; two countries that change places in one period; a table a period late or
early; names or outlines that change places; events that moved, or of which two figures change places, though they kept their number.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from indicators.model import Source, Vintage
from indicators.relations import Inside
from indicators.store.losses import named

_ROWS = 10  # rows of a country from which a past is its own
_CELLS = 20  # changed figures from which a table may be told to be late
_APART = 0.05  # two figures nearer than this may well become each other's when both are revised
_MOVED, _EVENTS = 0.1, 20  # degrees, some 11 km: UCDP places most events exactly or within 25 km; and events in both vintages


def of_figures(old: pd.DataFrame, new: pd.DataFrame, name: str) -> str:
    """What is said of figures that are another's; ``""`` where none is. Both are tables of periods (rows) and whom (columns)."""
    common, shared = old.index.intersection(new.index), old.columns.intersection(new.columns)
    if common.empty or shared.empty:
        return ""
    then, now = old.loc[common, shared], new.loc[common, shared]
    return _pasts(then, now, name) or _pairs(then, now, name) or _late(then, now, name)


def labels(columns: pd.Index) -> list[tuple[Any, ...]]:
    """Whom, and the rest of the key, of each column."""
    return [one if isinstance(one, tuple) else (one,) for one in columns.tolist()]


def who(label: tuple[Any, ...]) -> str:
    """A column in words: ``Ruritania (RUR)``, or with the rest of the key behind it."""
    return " ".join([named(str(label[0])), *map(str, label[1:])])


def _pasts(then: pd.DataFrame, now: pd.DataFrame, name: str) -> str:
    """A column that is no longer its own in nine rows of ten, and is another's in every row."""
    both = then.notna().to_numpy() & now.notna().to_numpy()
    rows = both.sum(axis=0)
    other = ((then.to_numpy() != now.to_numpy()) & both).sum(axis=0)
    names = labels(then.columns)
    for at in np.flatnonzero((rows >= _ROWS) & (other >= 0.9 * rows)).tolist():
        own = now.iloc[:, at].dropna()
        if own.nunique() < _ROWS:
            continue
        same = np.flatnonzero(then.loc[own.index].eq(own, axis=0).all().to_numpy()).tolist()
        if same:
            return f"{name} of {who(names[at])} is in each of {len(own)} periods what was stored of {who(names[same[0]])}"
    return ""


def _pairs(then: pd.DataFrame, now: pd.DataFrame, name: str) -> str:
    """Two columns that change places in one period, in figures that are long enough to be nobody else's."""
    before, after = then.to_numpy(), now.to_numpy()
    changed = (before != after) & ~np.isnan(before) & ~np.isnan(after)
    names = labels(then.columns)
    for row in np.flatnonzero(changed.sum(axis=1) >= 2).tolist():
        places = np.flatnonzero(changed[row]).tolist()
        digits = 3 if len(places) <= max(2, _APART * before.shape[1]) else 4
        owner = {before[row, place]: place for place in places}
        for place in places:
            other = owner.get(after[row, place])
            if other is None or after[row, other] != before[row, place]:
                continue
            one, two = before[row, place], before[row, other]
            if min(_digits(one), _digits(two)) >= digits and abs(one - two) > _APART * max(abs(one), abs(two)):
                return f"{name} of {who(names[place])} and {who(names[other])} have changed places in {then.index[row]}"
    return ""


def _digits(value: float) -> int:
    """Significant digits as written."""
    return len(f"{value:.15g}".partition("e")[0].replace(".", "").strip("-0"))


def _late(then: pd.DataFrame, now: pd.DataFrame, name: str) -> str:
    """Most figures changed, and nine in ten of them are those of the period before, or of the one after."""
    for steps, words in ((1, "before"), (-1, "after")):
        beside = then.shift(steps)
        both = then.notna() & now.notna() & beside.notna()
        changed = both & (then != now)
        count = int(changed.to_numpy().sum())
        if count < _CELLS or count < 0.5 * int((both & (then != beside)).to_numpy().sum()):
            continue
        if int((changed & (now == beside)).to_numpy().sum()) >= 0.9 * count:
            return f"{name} is in most of {count:,} changed rows what was stored of the period {words}"
    return ""


def of_names(vintage: Vintage, before: pd.DataFrame, source: Source) -> str:
    """A text, such as a name or an outline, that was another row's alone; of a table of no time, whose rows are lasting things."""
    if source.dated is not None or source.entity is None or before.empty:
        return ""
    both = before.merge(vintage.frame, on=list(source.primary_key), suffixes=("_before", ""))
    whom = both[source.entity].astype(str)
    for name in [one for one in vintage.frame.columns if f"{one}_before" in both]:
        old, new = (
            both[one].astype(str) + "\0" + whom.str.len().astype(str) for one in (f"{name}_before", name)
        )  # of one level
        alone = ~old.duplicated(keep=False)
        whose = new.map(dict(zip(old[alone], whom[alone], strict=True)))
        wrong = whose.notna() & (whose != whom) & (new != old)
        if wrong.any():
            at = int(wrong.to_numpy().argmax())
            return f"{name} of {named(whom.iloc[at])} is what was stored of {named(str(whose.iloc[at]))}"
    return ""


def of_records(vintage: Vintage, before: pd.DataFrame, source: Source) -> str:
    """Of events that both have, half or more that lie elsewhere, or in which two figures have changed places."""
    inside = next((one for one in source.relations if isinstance(one, Inside)), None)
    if inside is None or before.empty:
        return ""
    places = list(inside.columns[1:])
    counts = [item.name for item in source.fields if item.type == "integer" and item.name not in source.primary_key]
    wanted = [*source.primary_key, *places, *counts]
    both = before[wanted].merge(vintage.frame[wanted], on=list(source.primary_key), suffixes=("_before", ""))
    if len(both) < _EVENTS:
        return ""
    moved = pd.concat([(both[name] - both[f"{name}_before"]).abs() > _MOVED for name in places], axis=1).any(axis=1)
    if moved.mean() >= 0.5:
        return f"{int(moved.sum()):,} of {len(both):,} records lie elsewhere than stored, by {' or '.join(places)}"
    for one, other in combinations(counts, 2):
        then, now = both[[f"{one}_before", f"{other}_before"]].to_numpy(), both[[one, other]].to_numpy()
        differ = then[:, 0] != then[:, 1]
        turned = differ & (then == now[:, ::-1]).all(axis=1)
        if differ.sum() >= _EVENTS and turned.sum() >= 0.5 * differ.sum():
            return f"{one} and {other} have changed places in {int(turned.sum()):,} of {int(differ.sum()):,} records"
    return ""
