"""What lies ahead, from tables that stand: days promised, steps announced, first releases, rows too weak to count, editions due. Pure.

Nothing here is a forecast.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators import months
from indicators.dimensions.governance import isolation, transition
from indicators.model import Snapshots, Source, Vintage
from indicators.registry import SOURCES
from indicators.tables import method

FRESH_COLUMNS = ("key", "last", "published", "due", "late")
RECENT = 12  # months
_MONTHS = tuple(calendar.month_name)[1:]  # as a cadence names them


def promises(frame: pd.DataFrame, day: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The first promise of the transition that runs on ``day`` (ISO) where it is overdue, and the rows whose day lies ahead, by day."""
    spell = transition.current(frame, day)
    dated = spell[(spell["due"] != "") & (spell["made"] <= day)]
    late = dated[(dated["class"] == "promise") & (dated["due"] <= day)].sort_values("due")
    ahead = dated[dated["due"] > day].sort_values("due")
    return (_records(late)[0] if len(late) else None), _records(ahead)


def announced(events: pd.DataFrame, day: str) -> list[dict[str, Any]]:
    """Measures of the closed list announced and not in force on ``day``: the rows that announce them, by date."""
    state = isolation.in_force(events, day)
    named = state.loc[state["phase"] == "announced", "id"]
    return _records(events[events["id"].isin(list(named))].sort_values("date"))


def weak(tables: Mapping[str, pd.DataFrame], day: str) -> list[dict[str, Any]]:
    """Rows of the last RECENT months before ``day`` that are reported and not counted (``method.uncounted``), newest first."""
    found = method.uncounted(tables)
    first = months.period(months.ordinal(day) - RECENT)
    return _records(found[found["date"].astype(str).str[:7].between(first, day[:7])])


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def fresh(snapshots: Snapshots, keys: Sequence[str], day: str, known: Mapping[str, Source] = SOURCES) -> pd.DataFrame:
    """How fresh each source is on ``day`` (ISO): FRESH_COLUMNS, the freshest first.

    ``last`` is the last month covered without a gap before it, ``published`` the day its newest vintage appeared, ``due`` the
    month in which the next edition is expected (empty for tables edited by hand, and without a calendar), ``late`` whether
    that month has passed. Sources without a visible vintage are left out.
    """
    rows = []
    for key in keys:
        found = snapshots.all(key)
        if found:
            last = unbroken(found) if known[key].joined else found[-1].end
            due = expected(known[key], last, gap=last < found[-1].end)
            rows.append((key, last, found[-1].published, due, bool(due) and due < day[:7]))
    table = pd.DataFrame(rows, columns=list(FRESH_COLUMNS))
    return table.sort_values(["last", "key"], ascending=[False, True], ignore_index=True)


def unbroken(vintages: Sequence[Vintage]) -> str:
    """The last month (YYYY-MM) that vintages read together cover without a gap, from the first on."""
    spans = sorted((months.ordinal(one.start), months.ordinal(one.end)) for one in vintages)
    reach = spans[0][1]
    for start, end in spans:
        if start > reach + 1:
            break
        reach = max(reach, end)
    return months.period(reach)


def expected(source: Source, last: str, gap: bool = False) -> str:
    """The month (YYYY-MM) in which what follows ``last`` is to appear, by the source's cadence and lag; empty where it has none.

    The cadence's first word says how often. A yearly edition comes in the last month its cadence names, else ``lag_months``
    after its December. Where a cadence names monthly candidates as well, they count unless there is a ``gap`` after ``last``.
    """
    often, *more = source.cadence.split(";")
    monthly = often.startswith(("monthly", "weekly")) or (bool(more) and not gap)
    if monthly or often.startswith("quarterly"):
        return months.period(months.ordinal(last) + (1 if monthly else 3) + source.lag_months)
    if not often.startswith(("annual", "yearly")):
        return ""
    year = int(last[:4]) + 1
    named = re.findall("|".join(_MONTHS), often)
    if named:
        return f"{year + 1}-{_MONTHS.index(named[-1]) + 1:02d}"
    return months.period(months.ordinal(f"{year}-12") + source.lag_months)


def thin(deaths: pd.Series, provisional: pd.Series) -> list[tuple[str, int, int, int]]:
    """Provisional months with under a third of the deaths of the months on either side: month, its deaths, theirs.

    ``deaths`` and ``provisional`` are by month (YYYY-MM), in order, without gaps.
    """
    values = deaths.to_numpy(dtype="float64")
    before, after = np.roll(values, 1), np.roll(values, -1)
    odd = (values * 3 < np.minimum(before, after)) & provisional.to_numpy(dtype=bool)
    odd[[0, -1]] = False
    found = zip(deaths.index[odd], values[odd], before[odd], after[odd], strict=True)
    return [(str(month), int(own), int(one), int(other)) for month, own, one, other in found]
