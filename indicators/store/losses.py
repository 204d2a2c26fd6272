"""What a vintage would take away: rows and values that are stored and that it no longer has.

Three rules, each by country (or what a table has in its place) and period:

- A row that was there and is gone. Where a row that is not there means none (``Source.absence``: events, and counts without their
  zeros), a country's year is gone when all of it is, and it amounted to something.
- A value that was known and is empty. Publishers do withdraw values: up to the share seen between real vintages
  (``Rewrite.withdrawn``) they may, but not of the subject, and not every value of a country.
- Fewer rows, or a shorter time, than the vintage before.

What a file of its layout never had (``Vintage.lacks``) is no loss. A vintage of a joined source is held only against what it
covers; any other is held against all of the one before, since it stands alone once it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from indicators import countries
from indicators.model import Source, Vintage
from indicators.subject import SUBJECT

NAMED = 3  # countries named in a message


@dataclass(frozen=True)
class Loss:
    """What one country loses: ``first`` to ``last`` are the periods (``""`` where a table has none), ``what`` the column or rows."""

    entity: str
    first: str
    last: str
    rows: int
    what: str = ""

    @property
    def text(self) -> str:
        """Whom and when, and which column where not the whole row: ``Ruritania (RUR) 2010 to 2024``."""
        when = self.first if self.first == self.last else f"{self.first} to {self.last}"
        return " ".join(part for part in (named(self.entity), self.what, when) if part)


def named(entity: str) -> str:
    """A country with its code; anything else as it is."""
    return f"{countries.name(entity)} ({entity})" if entity in countries.codes() else entity


def rows(vintage: Vintage, before: pd.DataFrame, source: Source) -> list[Loss]:
    """Rows of ``before`` that are gone, a loss for each country in order of code."""
    if source.absence is not None:
        return _vanished(vintage, before, source)
    key = list(source.primary_key)
    kept = pd.MultiIndex.from_frame(before[key].astype(str)).isin(pd.MultiIndex.from_frame(vintage.frame[key].astype(str)))
    return _by_entity(before[~kept], source, vintage.lacks)


def _vanished(vintage: Vintage, before: pd.DataFrame, source: Source) -> list[Loss]:
    """Countries' years that held something and have no row any more."""
    assert source.absence is not None
    assert source.entity is not None
    old, new = (_years(frame, source) for frame in (before, vintage.frame))
    mass = before[list(source.absence.amount)].sum(axis=1).groupby(old).transform("sum")
    gone = ~old.isin(new) & (mass >= source.absence.least)
    return _by_entity(before[gone], source, vintage.lacks)


def _years(frame: pd.DataFrame, source: Source) -> pd.Series:
    """Country and year of each row, as one text."""
    assert source.entity is not None
    year = frame[source.dated].astype(str).str[:4] if source.dated else pd.Series("", index=frame.index)
    return frame[source.entity].astype(str) + " " + year


def values(vintage: Vintage, before: pd.DataFrame, source: Source) -> list[Loss]:
    """Values of numeric columns that were known in ``before`` and are empty, beyond what the publisher is known to withdraw."""
    key = list(source.primary_key)
    optional = [
        item.name for item in source.fields
        if not item.required and item.type in ("number", "integer") and item.name not in (*vintage.lacks, *source.rewrite.last_year)
    ]  # fmt: skip
    if not optional or before.empty:
        return []
    both = before.merge(vintage.frame, on=key, suffixes=("_before", ""))
    found = []
    for name in optional:
        known = both[f"{name}_before"].notna()
        if source.absence is not None:
            known &= both[f"{name}_before"] != 0  # none, and not known any more whether none
        blank = known & both[name].isna()
        few = blank.sum() <= source.rewrite.withdrawn * known.sum()
        whom = both[source.entity] if source.entity else pd.Series("", index=both.index)
        serious = blank & (whom == SUBJECT.code) if few else blank
        found += _by_entity(both[serious], source, vintage.lacks, name)
    return found


def _by_entity(gone: pd.DataFrame, source: Source, lacks: Sequence[str], what: str = "") -> list[Loss]:
    if gone.empty:
        return []
    whom = gone[source.entity].astype(str) if source.entity else pd.Series("", index=gone.index)
    when = gone[source.dated].astype(str) if source.dated else pd.Series("", index=gone.index)
    spans = when.groupby(whom).agg(["min", "max", "size"])
    return [
        Loss(str(entity), str(first), str(last), int(size), what)
        for entity, first, last, size in spans.itertuples()
        if entity not in lacks
    ]


def told(found: Sequence[Loss], version: str) -> str:
    """The losses in one sentence, at most three by name: ``Ruritania (RUR) 2010 to 2024 were stored in v15 and are gone (15 rows)``."""
    shown = "; ".join(one.text for one in found[:NAMED])
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    count = sum(one.rows for one in found)
    what = "value" if any(one.what for one in found) else "row"
    end = "empty" if what == "value" else "gone"
    verb = "was stored" if count == 1 else "were stored"
    return f"{shown}{more} {verb} in {version} and {'is' if count == 1 else 'are'} {end} ({count:,} {what}{'s' if count > 1 else ''})"
