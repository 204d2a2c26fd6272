"""How far periods may step from each other, and stored ones from what they were.

A new year has nothing to be held against but the year before. Refused as no publisher's are: every country at 0 where none of the
last twelve periods was; every country with the very figure of the period before; and, where ``Source.step`` is declared, a step
larger than declared, which is the largest seen in the publisher's own series, rounded up: into a new period, and into or out of a
stored one that has another figure now.

``rewrites`` judges all years together, so that one year, or one country, may hide in it. Asked about are a stored period of which
half the rows are ``_UNIT`` times what they were, or more, and a year of the subject of which the figure is half, twice, of another
sign, or none. Figures that are another's: ``exchanges``.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators.model import Source, Vintage
from indicators.relations import Step
from indicators.store import exchanges
from indicators.store.losses import named
from indicators.subject import SUBJECT

_MANY = 20  # entities with a figure, below which equal figures or zeros may be chance
_FEW = 5  # the same of a year, in which figures are not provisional
_PEOPLE = 1_000  # people, deaths, dollars: below it a count may well double
_UNIT = (
    1.5  # or its inverse; between the vintages at hand the median of a period was at most 1.16 times (hdr, another price base)
)


def beyond(vintage: Vintage, before: pd.DataFrame, source: Source) -> str:
    """What is said of a period that no publisher would add or change so, or of what is another's; ``""`` where nothing is."""
    told = exchanges.of_names(vintage, before, source) or exchanges.of_records(vintage, before, source)
    owned = source.entity in source.primary_key  # of events there is nobody's past to compare
    if told or source.dated is None or not (owned or source.step) or before.empty:
        return told
    for name in _figures(vintage, source):
        old, new = (_wide(frame, name, source) for frame in (before, vintage.frame))
        if old.empty or new.empty:
            continue
        told = exchanges.of_figures(old, new, name) or _changed(old, new, name, source)
        added = sorted(set(new.index) - set(old.index))
        if told := told or (_step(old, new.loc[added], name, source) if added and min(added) > max(old.index) else ""):
            return told
    return ""


def _changed(old: pd.DataFrame, new: pd.DataFrame, name: str, source: Source) -> str:
    return _rescaled(old, new, name, source) or _within(old, new, name, source) or _of_subject(old, new, name, source)


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
    step = source.step or Step()
    ratio = some["new"] / some["old"]
    far = ratio.where(ratio >= 1, 1 / ratio)
    total = float(some["new"].sum() / some["old"].sum())
    if step.entity is not None and far.max() > step.entity:
        whom: Any = far.idxmax()
        who = named(str(whom[0] if isinstance(whom, tuple) else whom)) if source.entity != source.dated and whom else ""
        of = f" of {who}" if who else ""
        return f"{name}{of} is {float(ratio[whom]):.2f} times in {period} what it was in {before}"
    if step.total is not None and max(total, 1 / total) > step.total:
        return f"{name} adds up in {period} to {total:.2f} times what it did in {before}, over the same {len(some)} rows"
    return ""


def _rescaled(old: pd.DataFrame, new: pd.DataFrame, name: str, source: Source) -> str:
    """A stored period of which half the rows, of one series, are so many times what they were."""
    common, shared = old.index.intersection(new.index), old.columns.intersection(new.columns)
    then, now = old.loc[common, shared], new.loc[common, shared]
    ratio = (now / then).where((then != 0) & (now != 0))
    fewest = _FEW if _yearly(old) else _MANY
    apart = source.absence is None  # counts of pairs are no series
    series = [" ".join(map(str, one[1:])) if apart else "" for one in exchanges.labels(shared)]
    for one, part in ratio.T.groupby(series):
        middle = part.median()[part.count() >= fewest]
        far = middle[(middle >= _UNIT) | (middle <= 1 / _UNIT)]
        if len(far):
            period, of = far.index[0], f" ({one})" if one else ""
            rows = int(part[period].count())
            return f"{name}{of} of {period} is {far.iloc[0]:.2f} times what was stored of it, in the middle of {rows} rows"
    return ""


def _yearly(frame: pd.DataFrame) -> bool:
    return bool((frame.index.str.len() == 4).all())


def _of_subject(old: pd.DataFrame, new: pd.DataFrame, name: str, source: Source) -> str:
    """A year of the subject of which the figure is half or twice the stored one, of another sign, or 0."""
    if not _yearly(old) or source.entity is None:
        return ""
    counts = any(item.name == name and item.type == "integer" for item in source.fields)
    shared: Any = old.columns.intersection(new.columns)
    mine = [one for one, label in zip(shared, exchanges.labels(shared), strict=True) if SUBJECT.code in label]
    common = old.index.intersection(new.index)
    then, now = old.loc[common, mine], new.loc[common, mine]
    changed = (then != now) & then.notna() & now.notna()
    for column in [one for one in mine if changed[one].any()]:
        label = column if isinstance(column, tuple) else (column,)
        both = pd.DataFrame({"old": old[column], "new": new[column]}).dropna()
        least = _PEOPLE if counts else max(0.5 * float(both["old"].abs().median()), 1e-9)
        ratio = both["new"] / both["old"].where(both["old"] != 0)
        far = both[((ratio >= 2) | (ratio <= 0.5)) & ((both["new"] - both["old"]).abs() >= least)]
        if len(far):
            then, now = far["old"].iloc[0], far["new"].iloc[0]
            return f"{name} of {exchanges.who(label)} in {far.index[0]} is {now:,.10g}, was {then:,.10g}"
    return ""


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
    whom: Any = far.max().idxmax()
    period: Any = far[whom].idxmax()
    last: Any = new.index[list(new.index).index(period) - 1]
    pair = pd.DataFrame({"old": new[[whom]].loc[last], "new": new[[whom]].loc[period]})
    return _jump(pair, name, str(period), str(last), source)
