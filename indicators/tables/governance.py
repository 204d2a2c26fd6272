"""The governance page's frames: promises, attempts at power, measures in force, neighbours. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import memo, months
from indicators.dimensions.governance import democracy as vdem
from indicators.dimensions.governance import isolation, transition
from indicators.model import Snapshots

SEGMENT_COLUMNS = ("id", "spell", "made", "due", "class", "what", "ahead")
ATTEMPT_COLUMNS = (
    "date",
    "outcome",
    "actor",
    "summary",
    "source_title",
    "source_publisher",
    "source_url",
    "source_grade",
    "public_from",
    "id",
)
MEASURE_COLUMNS = ("measure", "start", "end", "phase", "kind", "state", "id")
RANGE_COLUMNS = ("country", "period", "best", "low", "high")
COUPS = {"coup": "successful", "coup attempt": ""}
Z90 = 1.645  # a WGI estimate plus and minus 1.645 standard errors is its 90 % interval (Kaufmann and Kraay)
VDEM = {"electoral democracy": "polyarchy", "liberal democracy": "libdem"}
WGI = {
    "political stability": "pv", "voice and accountability": "va", "government effectiveness": "ge", "regulatory quality": "rq",
    "rule of law": "rl", "control of corruption": "cc",
}  # fmt: skip


@memo.told(64)
def segments(promises: pd.DataFrame, period: str) -> pd.DataFrame:
    """Dated promises and schedules of the spell that runs at the end of ``period``, or of the last one before it: SEGMENT_COLUMNS.

    ``ahead`` says whether the day promised still lies ahead. Rows without a day are left out.
    """
    day = months.last_day(months.ordinal(period))
    begun = promises[(promises["spell_start"] <= day) & (promises["made"] <= day)]
    if begun.empty:
        return pd.DataFrame(columns=list(SEGMENT_COLUMNS))
    last = begun.loc[begun["spell_start"] == begun["spell_start"].max()]
    dated = last[last["due"] != ""].sort_values(["made", "id"])
    table: pd.DataFrame = dated.assign(ahead=dated["due"] > day)[list(SEGMENT_COLUMNS)].reset_index(drop=True)
    return table


@memo.told(64)
def told(promises: pd.DataFrame, period: str) -> str | None:
    """``period`` if a spell runs at its end, else the last month (YYYY-MM) at the end of which one ran; None before the first spell."""
    day = months.last_day(months.ordinal(period))
    if len(transition.current(promises, day)):
        return period
    ended = promises.loc[(promises["spell_end"] != "") & (promises["spell_end"] <= day), "spell_end"]
    return months.period(months.ordinal(str(ended.max())[:7]) - 1) if len(ended) else None


@memo.told(64)
def overdue(promises: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Months overdue at each month's end: period, best, low, high (``transition.overdue``)."""
    table = transition.overdue(promises, months.ordinal(start), months.ordinal(end))
    return table.assign(period=months.periods(table["month"]) if len(table) else [])[["period", "best", "low", "high"]]


@memo.told(64)
def attempts(events: pd.DataFrame, period: str) -> pd.DataFrame:
    """Every coup and attempt until the end of ``period``, by date: ATTEMPT_COLUMNS, outcome as the curated table says."""
    rows = events[events["event_type"].isin(COUPS) & (events["date"].str[:7] <= period)]
    return rows.sort_values(["date", "id"])[list(ATTEMPT_COLUMNS)].reset_index(drop=True)


@memo.last(16)
def _days(events: pd.DataFrame) -> tuple[str, ...]:
    """The days on which something is said of a measure of the closed list."""
    return tuple(events.loc[events["closed_list"] == "yes", "date"])


@memo.told(64)
def measures(events: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """When each measure of the closed list was in force or announced between two months: MEASURE_COLUMNS.

    One row for each stretch of one state; ``start`` and ``end`` are ISO days, cut to the months shown. ``state`` joins phase
    and kind: ``imposed``, ``chosen`` (in force), ``announced``.
    """
    first, last = f"{start}-01", months.last_day(months.ordinal(end))
    days = sorted({first, *(day for day in _days(events) if first < day <= last)})
    rows: list[dict[str, str]] = []
    running: dict[tuple[str, str, str], dict[str, str]] = {}
    for place, day in enumerate(days):
        until = days[place + 1] if place + 1 < len(days) else last
        now: dict[tuple[str, str, str], dict[str, str]] = {}
        for body, measure, _, phase, kind, name in isolation.states(events, day):
            state = "announced" if phase == "announced" else kind
            key = (body, measure, state)
            stretch = running.get(key)
            if stretch is None:
                stretch = {
                    "measure": f"{key[0]}: {key[1]}",
                    "start": day,
                    "phase": phase,
                    "kind": kind,
                    "state": state,
                    "id": name,
                }
                rows.append(stretch)
            stretch["end"] = until
            now[key] = stretch
        running = now
    return pd.DataFrame(rows, columns=list(MEASURE_COLUMNS))


@memo.told(32)
def counts(events: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Measures in force at each month's end: period, best, low (imposed), high (with those announced)."""
    table = isolation.counts(events, months.ordinal(start), months.ordinal(end))
    return table.assign(period=months.periods(table["month"]) if len(table) else [])[["period", "best", "low", "high"]]


@memo.told(64)
def democracy(snapshots: Snapshots, countries: Sequence[str], start: str, end: str, index: str = "polyarchy") -> pd.DataFrame:
    """V-Dem's ``polyarchy`` or ``libdem`` (0-1) with its bounds, in December of each year: RANGE_COLUMNS.

    From the newest version that has the index; bounds it does not tell are an older one's widths (``vdem.known``).
    """
    return _ranged(vdem.known(snapshots, index)[0], countries, start, end)


@memo.told(64)
def perception(wgi: pd.DataFrame, countries: Sequence[str], start: str, end: str, indicator: str = "pv") -> pd.DataFrame:
    """A WGI estimate (standard normal units, higher is better) with its 90 % interval, in December: RANGE_COLUMNS."""
    rows = wgi[wgi["indicator"] == indicator]
    reach = Z90 * rows["stddev"].astype("float64")
    return _ranged(
        rows.assign(best=rows["estimate"], low=rows["estimate"] - reach, high=rows["estimate"] + reach), countries, start, end
    )


def _ranged(rows: pd.DataFrame, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    chosen = rows[rows["country"].isin(countries)]
    periods = [months.period(months.december(int(year))) for year in chosen["year"]]
    table = chosen.assign(period=pd.Series(periods, index=chosen.index, dtype="str")).dropna(subset=["best"])
    table = table[table["period"].between(start, end)]
    return table[list(RANGE_COLUMNS)].sort_values(["country", "period"], ignore_index=True)
