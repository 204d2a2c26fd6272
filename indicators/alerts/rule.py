"""What a rule and an alert are, and what a rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import pandas as pd

from indicators.dimensions.curated import counted
from indicators.model import Snapshots
from indicators.outlook import panel

Basis = Literal["published", "calendar", "row"]
Kind = Literal["figure", "probability", "fact", "upkeep"]
FEED_DAYS = 90  # days for which something that happened on one day is told


@dataclass(frozen=True)
class Alert:
    """One thing a rule says. ``since`` and ``until`` are ISO days: in force from the first to the day before the second.

    ``basis`` tells how ``since`` is known: ``published``, the day a stored vintage told it first; ``calendar``, the day its
    publisher's calendar says, the figures being today's revised ones; ``row``, the day a curated row could be known, or a day
    that follows from it. ``about`` tells alerts of one rule apart; ``values`` fill its sentence; ``evidence`` are curated rows
    (``table:id``) or vintages; ``link`` is where a reader can look, or ``""``.
    """

    rule: str
    country: str
    about: str
    since: str
    until: str = ""
    basis: Basis = "row"
    values: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    link: str = ""

    @property
    def key(self) -> str:
        """Its stable name."""
        return f"{self.rule}:{self.country}:{self.about}"

    def holds(self, day: str) -> bool:
        """Whether it is in force on ``day`` (ISO)."""
        return self.since <= day and (not self.until or day < self.until)


@dataclass(frozen=True)
class Move:
    """What new vintages did to the index on a day: the largest move of a past month, in points, and that month."""

    day: str
    points: float
    period: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What a rule looks at: what was known on ``day`` (ISO), about ``country`` (ISO code), and what moved the index by then.

    Without ``history`` a rule may leave out what ended a month or more ago.
    """

    snapshots: Snapshots
    day: str
    country: str
    moves: tuple[Move, ...] = ()
    history: bool = True

    @cached_property
    def panel(self) -> panel.Panel | None:
        """Deaths by month and country, None where no months are known."""
        return panel.panel(self.snapshots)

    def rows(self, source: str) -> pd.DataFrame:
        """The country's rows of a curated table that may move a score, by day; no rows where there is no table."""
        found = self.snapshots.newest(source)
        if found is None:
            return pd.DataFrame()
        own = counted(found.frame[found.frame["country"] == self.country])
        return own.sort_values(["date" if "date" in own else "made", "id"], ignore_index=True)


@dataclass(frozen=True)
class Rule:
    """A declared rule. ``find`` gives every alert that follows from what is known, those that have ended too.

    ``kind``: ``figure`` and ``probability`` are judged by what came and have a precision; ``fact`` states what happened and has
    none, only a number a year; ``upkeep`` is about this instrument's own data. ``own`` rules rest on curated tables of the
    subject. ``thresholds`` are its numbers. Where the rule ``stronger`` is in force about the same thing, this one is not told.
    """

    key: str
    kind: Kind
    thresholds: Mapping[str, float]
    find: Callable[[Known], Iterable[Alert]] = field(repr=False, compare=False)
    own: bool = True
    stronger: str = ""


def later(day: str, days: int) -> str:
    """The ISO day so many days after one."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
