"""The transition clock: months since a transition was first promised to have ended. Pure; the table comes as an argument.

A spell begins when a president loses power and ends when an elected one is sworn in; a second coup inside it does not restart
the clock, nor does a new promise, a proposal, a postponement or a mandate without a vote. Months are average months of
30.4375 days (365.25 / 12), counted to the last day of the month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pandas as pd

from indicators import memo, months
from indicators.subject import SUBJECT

START = SUBJECT.elected_order  # before it no elected order existed whose return could be overdue
DAYS_A_MONTH = 365.25 / 12
DATED = ("promise", "schedule")
_READ = ("id", "spell_start", "spell_end", "made", "due", "class")
CLOCK_COLUMNS = ("made", "due", "what", "class", "slippage_months", "overdue_months", "id")


def overdue(promises: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Months overdue at each month's end from ``first`` to ``last`` (month numbers, not before START): month, best, low, high.

    best counts from the first dated promise of the spell, low from the newest one made, high from the earliest day promised or
    scheduled; none below 0, and 0 outside spells. A spell is known from its first row made, before it a month is outside: the table
    of that day says nothing else. From then on a month needs a dated promise or schedule made by then and has no row without
    one; with a schedule alone best and low are 0.

    ``promises`` has id, spell, spell_start, spell_end, made, due, class (ISO days, ``""`` for none).
    """
    rows = _overdue(promises, max(first, months.ordinal(START)), last)
    return pd.DataFrame(rows, columns=["month", "best", "low", "high"])


def _overdue(promises: pd.DataFrame, first: int, last: int) -> Iterator[tuple[int, float, float, float]]:
    told = zip(*(promises[name].tolist() for name in _READ), strict=True)
    rows = [
        dict(zip(_READ, values, strict=True)) for values in told
    ]  # a few rows, asked every month: plain records are fastest
    table = sorted(rows, key=lambda row: (row["made"], row["id"]))
    for month in range(first, last + 1):
        day = months.last_day(month)
        spell = [row for row in table if row["spell_start"] <= day and not "" < row["spell_end"] <= day and row["made"] <= day]
        made = [row for row in spell if row["due"]]
        promised = [str(row["due"]) for row in made if row["class"] == "promise"]
        dated = [str(row["due"]) for row in made if row["class"] in DATED]
        if spell and not dated:
            continue
        best = low = 0.0
        if promised:
            best = elapsed(promised[0], day)
            low = min(best, elapsed(promised[-1], day))  # a promise brought forward does not raise the low
        yield month, best, low, max(best, elapsed(min(dated), day)) if dated else 0.0


def dated(promises: pd.DataFrame) -> pd.DataFrame:
    """The rows that set or start the clock: promises and schedules with a day."""
    return promises[promises["class"].isin(DATED) & (promises["due"] != "")]


@memo.last(64)
def current(promises: pd.DataFrame, day: str) -> pd.DataFrame:
    """The rows of the spell that runs on ``day``, made by then, in the order made; none outside spells."""
    running = (promises["spell_start"] <= day) & ((promises["spell_end"] == "") | (promises["spell_end"] > day))
    return promises[running & (promises["made"] <= day)].sort_values(["made", "id"])


def elapsed(due: str, day: str) -> float:
    """Average months from ``due`` to ``day`` (ISO days), 0 where ``due`` is still ahead."""
    return max(0.0, _months_between(due, day))


def saturation(promises: pd.DataFrame, month: str, limit: float) -> str | None:
    """The month (YYYY-MM) at whose end best reaches ``limit`` months, if the spell running in ``month`` goes on until then.

    None where no spell runs or nothing was promised yet.
    """
    promised = _promised(current(promises, months.last_day(months.ordinal(month))))
    if promised.empty:
        return None
    due = str(promised["due"].iloc[0])
    reached = months.ordinal(due) + max(0, int(limit) - 1)  # one step early: average months drift from calendar ones by days
    while elapsed(due, months.last_day(reached)) < limit:
        reached += 1
    return months.period(reached)


def clock(promises: pd.DataFrame, month: str) -> pd.DataFrame:
    """What was promised in the spell that runs at the end of ``month`` (YYYY-MM), in the order made: columns CLOCK_COLUMNS.

    ``slippage_months``: for a dated promise, months from the day promised before it (NaN for the first and for other
    classes); ``overdue_months``: months from ``due`` to the end of ``month``, 0 where still ahead, NaN where no day was given.
    """
    day = months.last_day(months.ordinal(month))
    spell = current(promises, day)
    promised = _promised(spell)
    dues = promised["due"].tolist()
    slips = [float("nan"), *(_months_between(before, after) for before, after in pairwise(dues))]
    slippage = pd.Series(slips[: len(dues)], index=promised.index, dtype="float64")
    late = [elapsed(due, day) if due else float("nan") for due in spell["due"]]
    table = spell.assign(slippage_months=slippage.reindex(spell.index), overdue_months=pd.Series(late, spell.index, "float64"))
    return table[list(CLOCK_COLUMNS)].reset_index(drop=True)


def _promised(spell: pd.DataFrame) -> pd.DataFrame:
    return spell[(spell["class"] == "promise") & (spell["due"] != "")]


def _months_between(start: str, end: str) -> float:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days / DAYS_A_MONTH
