"""What a brief is made from: what is known on a day, the scores of its month, how they compare, and the forecast of that month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from indicators import months, strict
from indicators.language import current
from indicators.model import FIRST_PERIOD, Snapshots
from indicators.registry import INDICATORS, PULSE_PARTS, SOURCES
from indicators.scoring import changes, levels, panel, score, uncertainty
from indicators.scoring import verdict as verdicts
from indicators.scoring.sides import Side
from indicators.scoring.verdict import Verdict
from indicators.store import commit, issues, read, scorecard
from indicators.subject import SUBJECT
from indicators.tables import overview

LEDGERS = ("governance_events", "territory", "foreign_forces", "agreements", "promises", "shutdowns")
Judge = Callable[[str, str], Verdict | None]
"""``judge(then, now)``: how one month stands against an earlier one, None where one of them has no scores."""


@dataclass(frozen=True)
class Issue:
    """A frozen forecast of the subject: the day it was frozen, forecasts and statements, and the backtest of its models."""

    frozen: str
    forecasts: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    backtest: pd.DataFrame | None = field(repr=False)


@dataclass(frozen=True)
class Inputs:
    """``month`` is the month told of, ``last`` the last one known, ``day`` the day of knowledge (ISO), ``as_of`` the same where the
    reader chose one. ``seen`` is the day from which the month is looked at: that of knowledge for the last month, else the
    month's own last day.
    """

    snapshots: Snapshots = field(repr=False)
    observations: pd.DataFrame = field(repr=False)
    scores: pd.DataFrame = field(repr=False)
    month: str
    last: str
    day: str
    as_of: str | None
    verdict: Verdict | None
    issue: Issue | None
    first_issue: str  # origin of the first forecast frozen by that day, or ""

    @property
    def before(self) -> str:
        """The month a year before."""
        return months.period(months.ordinal(self.month) - overview.YEAR)

    @property
    def newest(self) -> bool:
        """Whether the month is the last one known."""
        return self.month == self.last

    @property
    def seen(self) -> str:
        """The day from which the month is looked at."""
        return self.day if self.newest else months.last_day(months.ordinal(self.month))

    def ledger(self, key: str) -> pd.DataFrame:
        """A curated table as known, with its sentences in the language chosen; no rows where nothing is known."""
        found = self.snapshots.newest(key)
        if found is None:
            return pd.DataFrame(columns=SOURCES[key].columns)
        ending = f"summary_{current()}"
        frame = found.frame
        return frame.assign(summary=frame[ending]) if ending in frame else frame

    def score(self, key: str, period: str) -> dict[str, float | str] | None:
        """A row of the scores (SCORE_COLUMNS), or None; the index, a dimension or the pulse, no reading."""
        return self._rows.get((key, period))

    @cached_property
    def _rows(self) -> dict[tuple[str, str], dict[str, float | str]]:
        rows = self.scores[self.scores["level"].isin(("index", "dimension", "pulse"))].to_dict("records")
        return {(str(row["key"]), str(row["period"])): {str(name): one for name, one in row.items()} for row in rows}

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Why the scores differ from those a year before (``scoring.changes.split``)."""
        return changes.split(*(Side(one, self.snapshots, self.observations) for one in (self.before, self.month)))


def newest_day(snapshots: Snapshots) -> str:
    """The day (ISO) the newest vintage or curated row that is known appeared."""
    return max((one.published for key in snapshots.vintages for one in snapshots.all(key)), default="")


def of(as_of: str | None = None, month: str | None = None, reconstruct: bool = False) -> Inputs:
    """What is known on a day (None: everything stored) of a month (None: the last one scored).

    Raises ValueError where nothing could be scored by that day or the month is not among those scored.
    """
    snapshots = read.load(as_of=as_of, reconstruct=reconstruct)
    whole = as_of is None or (not reconstruct and as_of >= newest_day(read.load()))
    seen = read.table("observations") if whole else score.observe(snapshots)
    if seen.empty:
        hint = "" if reconstruct else " Add --reconstruct to use later vintages cut to that day."
        raise ValueError(f"no month could be scored by {as_of or 'now'}. Choose a later day.{hint}")
    both = {**INDICATORS, **PULSE_PARTS}
    arrays = panel.of(seen, both)
    found = levels.of(arrays, uncertainty.simulate(arrays, both, snapshots), INDICATORS)

    def judge(then: str, now: str) -> Verdict | None:
        return verdicts.of(arrays, found, then, now) if {then, now} <= set(found.periods) else None

    scores = read.table("scores") if whole else levels.tidy(found)
    return joined(snapshots, seen, scores, judge, as_of, month)


def joined(
    snapshots: Snapshots, observations: pd.DataFrame, scores: pd.DataFrame, judge: Judge, as_of: str | None, month: str | None
) -> Inputs:
    """The same from what a caller has computed already."""
    last = str(scores["period"].max())
    chosen = month or last
    if not FIRST_PERIOD <= chosen <= last:
        raise ValueError(f"{chosen} is not scored: months run from {FIRST_PERIOD} to {last}")
    issue, first, frozen = _issue(chosen, as_of)
    day = as_of or max(newest_day(snapshots), frozen)
    before = months.period(months.ordinal(chosen) - overview.YEAR)
    return Inputs(snapshots, observations, scores, chosen, last, day, as_of, judge(before, chosen), issue, first)


def _issue(origin: str, as_of: str | None) -> tuple[Issue | None, str, str]:
    """The forecast frozen at a month and by a day, None where there is none; the origin of the first frozen by then, the day of the last."""
    root = commit.data_folder()
    every = [strict.parse_json(data) for _, data in sorted(issues.manifests(root).items())]
    known = [one for one in every if as_of is None or one["frozen"] <= as_of]
    first, last = (str(known[0]["origin"]), max(str(one["frozen"]) for one in known)) if known else ("", "")
    if origin not in [one["origin"] for one in known]:
        return None, first, last
    found = issues.frozen(root, origin)
    assert found is not None
    own = [table[table["country"] == SUBJECT.code].reset_index(drop=True) for table in found[1:]]
    return Issue(str(found[0]["frozen"]), own[0], own[1], scorecard.table(root, "backtest")), first, last
