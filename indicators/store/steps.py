"""How far periods may step from each other, and series that changed their owner or their unit.

A new year has nothing to be held against but the year before. Where ``Source.step`` is declared three steps are refused as no
publisher's: every country at 0 where none of the last twelve periods was; every country with the very figure of the period before; a
step larger than declared, which is the largest seen in the publisher's own series, rounded up: into a new period, and into or out of
a stored one that has another figure now. And, of any source, a country whose whole past is another's, and a stored period of which
half the rows are at least ``_UNIT`` times what they were: publishers revise, but not a single year so (``rewrites`` judges all years).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators.model import Source, Vintage
from indicators.store.losses import named

_MANY = 20  # entities with a figure, below which equal figures or zeros may be chance
_ROWS = 10  # rows of a country from which a past is its own
_UNIT = (
    1.5  # or its inverse; between the vintages at hand the median of a period was at most 1.16 times (hdr, another price base)
)


def beyond(vintage: Vintage, before: pd.DataFrame, source: Source) -> str:
    """What is said of a period that no publisher would add so, or of a past that is another's; ``""`` where nothing is."""
    owned = source.entity in source.primary_key  # of events there is nobody's past to compare
    if source.dated is None or not (owned or source.step) or before.empty:
        return ""
    for name in _figures(vintage, source):
        old, new = (_wide(frame, name, source) for frame in (before, vintage.frame))
        if old.empty or new.empty:
            continue
        told = (_exchanged(old, new, name) if owned else "") or _rescaled(old, new, name) or _within(old, new, name, source)
        added = sorted(set(new.index) - set(old.index))
        if told := told or (_step(old, new.loc[added], name, source) if added and min(added) > max(old.index) else ""):
            return told
    return ""


def _figures(vintage: Vintage, source: Source) -> list[str]:
    return [
        item.name for item in source.fields
        if item.type in ("number", "integer") and item.name not in source.primary_key
        and item.name not in (*vintage.lacks, *source.rewrite.last_year)
    ]  # fmt: skip


def _wide(frame: pd.DataFrame, name: str, source: Source) -> pd.DataFrame:
    """Sums by period (rows) and by entity with the rest of the key (columns)."""
    rest = [one for one in source.primary_key if one != source.dated]
    when = frame[source.dated].astype(str).str[:7].rename("when")
    known = frame[name].notna()
    columns = [frame.loc[known, one].astype(str) for one in rest] or [pd.Series("", index=frame.index[known], name="whom")]
    sums = frame.loc[known, name].astype("float64").groupby([when[known], *columns]).sum()
    return sums.unstack(list(range(1, sums.index.nlevels))) if len(sums) else pd.DataFrame()


def _step(old: pd.DataFrame, added: pd.DataFrame, name: str, source: Source) -> str:
    known = old
    if source.step is None:
        return ""
    for period, row in added.iterrows():
        last = known.iloc[-1]
        both = pd.DataFrame({"old": last, "new": row}).dropna()
        some = both[(both["old"] != 0) & (both["new"] != 0)]
        if len(both) >= _MANY and not both["new"].any() and known.tail(12).sum(axis=1).ne(0).all():
            return f"{name} is 0 everywhere in {period}, which it was in none of the periods before"
        if len(some) >= _MANY and (some["old"] == some["new"]).all():
            return f"{name} of {period} is that of {known.index[-1]} in each of {len(some)} rows"
        told = _jump(some, name, str(period), str(known.index[-1]), source) if len(some) else ""
        if told:
            return told
        known = pd.concat([known, row.to_frame().T])
    return ""


def _jump(some: pd.DataFrame, name: str, period: str, before: str, source: Source) -> str:
    assert source.step is not None
    ratio = some["new"] / some["old"]
    far = ratio.where(ratio >= 1, 1 / ratio)
    total = float(some["new"].sum() / some["old"].sum())
    if source.step.entity is not None and far.max() > source.step.entity:
        whom: Any = far.idxmax()
        who = named(str(whom[0] if isinstance(whom, tuple) else whom)) if source.entity != source.dated and whom else ""
        of = f" of {who}" if who else ""
        return f"{name}{of} is {float(ratio[whom]):.2f} times in {period} what it was in {before}"
    if source.step.total is not None and max(total, 1 / total) > source.step.total:
        return f"{name} adds up in {period} to {total:.2f} times what it did in {before}, over the same {len(some)} rows"
    return ""


def _rescaled(old: pd.DataFrame, new: pd.DataFrame, name: str) -> str:
    """A stored period of which half the rows are so many times what they were."""
    common, shared = old.index.intersection(new.index), old.columns.intersection(new.columns)
    then, now = old.loc[common, shared], new.loc[common, shared]
    ratio = (now / then).where((then != 0) & (now != 0))
    middle = ratio.median(axis=1)[ratio.notna().sum(axis=1) >= _MANY]
    far = middle[(middle >= _UNIT) | (middle <= 1 / _UNIT)]
    if far.empty:
        return ""
    period, rows = far.index[0], int(ratio.loc[far.index[0]].count())
    return f"{name} of {period} is {far.iloc[0]:.2f} times what was stored of it, in the middle of {rows} rows"


def _within(old: pd.DataFrame, new: pd.DataFrame, name: str, source: Source) -> str:
    """A figure other than the stored one that steps too far from the period before it, or to the one after."""
    if source.step is None or source.step.entity is None:
        return ""
    then = old.reindex(index=new.index, columns=new.columns)
    changed = then.notna() & new.notna() & (then != new)
    before = new.shift()
    ratio = (new / before).where((new != 0) & (before != 0) & (changed | changed.shift(fill_value=False)))
    far = ratio.where(ratio >= 1, 1 / ratio)
    if not far.max().max() > source.step.entity:
        return ""
    whom = far.max().idxmax()
    period = far[whom].idxmax()
    row, last = new.loc[period, [whom]], new.index[new.index.get_loc(period) - 1]
    pair = pd.DataFrame({"old": new.loc[last, [whom]], "new": row})
    return _jump(pair, name, str(period), str(last), source)


def _exchanged(old: pd.DataFrame, new: pd.DataFrame, name: str) -> str:
    """A column of ``new`` that is no longer its own of ``old`` in nine rows of ten, and is another's in every row."""
    common, shared = old.index.intersection(new.index), old.columns.intersection(new.columns)
    if common.empty or shared.empty:
        return ""
    then, now = old.loc[common, shared], new.loc[common, shared]
    both = then.notna().to_numpy() & now.notna().to_numpy()
    rows = both.sum(axis=0)
    other = ((then.to_numpy() != now.to_numpy()) & both).sum(axis=0)
    for one in shared[(rows >= _ROWS) & (other >= 0.9 * rows)]:
        own = now[one].dropna()
        if own.nunique() < _ROWS:
            continue
        same = then.loc[own.index].eq(own, axis=0).all()
        if same.any():
            who, whose = (str(found[0] if isinstance(found, tuple) else found) for found in (one, same[same].index[0]))
            return f"{name} of {named(who)} is in each of {len(own)} periods what was stored of {named(whose)}"
    return ""
