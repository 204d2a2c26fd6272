"""Governance: the transition clock, attempts at power, measures in force, elections and stability beside the neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from indicators import countries, memo, months, wording
from indicators.charts import governance as charts
from indicators.charts import series
from indicators.dimensions.governance import isolation, transition
from indicators.language import current
from indicators.model import FIRST_PERIOD
from indicators.pages import address, breakdown, page
from indicators.registry import INDICATORS
from indicators.subject import SUBJECT
from indicators.tables import governance as tables
from indicators.wording import frame as frame_words
from indicators.wording import governance as words

LIMIT = INDICATORS["governance.transition_overdue"].goalposts[1]
PROMISES, EVENTS = "promises", "governance_events"
GLANCE = ["date", "summary", "source_publisher", "source_grade", "source_url"]
BESIDE = page.beside("beside", SUBJECT.beside["governance"])
INDEX = address.Choice("vdem", lambda: words.INDEX, list(tables.VDEM), next(iter(tables.VDEM)), lambda key: words.SERIES[key])
WGI = address.Choice("wgi", lambda: words.WGI_LABEL, list(tables.WGI), next(iter(tables.WGI)), lambda key: words.SERIES[key])


@page.cached(6)
def _overdue(known: page.Known) -> pd.DataFrame:
    return tables.overdue(page.frame_of(known, PROMISES), FIRST_PERIOD, page.last_month(known) or FIRST_PERIOD)


@page.cached(6)
def _counts(known: page.Known) -> pd.DataFrame:
    return tables.counts(page.frame_of(known, EVENTS), FIRST_PERIOD, page.last_month(known) or FIRST_PERIOD)


@page.cached(60)
def _democracy(known: page.Known, order: tuple[str, ...], index: str) -> pd.DataFrame:
    return tables.democracy(page.snapshots(known), order, FIRST_PERIOD, page.last_month(known) or FIRST_PERIOD, index)


@page.cached(60)
def _perception(known: page.Known, order: tuple[str, ...], indicator: str) -> pd.DataFrame:
    return tables.perception(
        page.frame_of(known, "wgi"), order, FIRST_PERIOD, page.last_month(known) or FIRST_PERIOD, indicator
    )


def _shown(table: pd.DataFrame, scope: page.Scope) -> pd.DataFrame:
    return table[table["period"].between(scope.start, scope.end)]


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    promises, events = page.frame_of(scope.known, PROMISES), page.frame_of(scope.known, EVENTS)
    st.markdown(f"**{page.escaped(_told(scope.known, scope.end))}**")
    st.markdown(page.escaped(_in_force(scope)))
    if told := _standing(scope):
        st.markdown("\n".join(told))
        st.caption(page.escaped(frame_words.GRADES))
    page.draw(scope, clock(scope))
    _clock_rows(scope, promises)
    page.draw(scope, overdue(scope))
    page.draw(scope, measures(scope))
    page.draw(scope, counts(scope))
    _rows(
        words.MEASURE_ROWS,
        "measure_events",
        lambda: events[(events["closed_list"] == "yes") & (events["date"].str[:7] <= scope.end)],
    )
    page.draw(scope, attempts(scope))
    _rows(words.ATTEMPT_ROWS, "attempt_rows", lambda: tables.attempts(events, scope.end))
    st.header(words.NEIGHBOURS)
    with st.grid(3, min_column_width=220):
        BESIDE.select()
        INDEX.select()
        WGI.select()
    page.draw(scope, democracy(scope), level=3)
    page.draw(scope, perception(scope), level=3)
    breakdown.show(scope, "governance")
    _rows(words.ALL_ROWS, "all_governance", lambda: events[events["date"].str[:7].between(scope.start, scope.end)])


def _day(scope: page.Scope) -> str:
    return months.last_day(months.ordinal(scope.end))


@page.cached(100)
def _in_force(scope: page.Scope) -> str:
    state = isolation.in_force(page.frame_of(scope.known, EVENTS), _day(scope))
    effective = state[state["phase"] == "effective"]
    imposed = int((effective["kind"] == "imposed").sum())
    bodies = sorted(effective["body"].unique())
    return words.in_force(len(effective), imposed, len(state) - len(effective), bodies)


@memo.last(8)
def _by_id(events: pd.DataFrame) -> dict[str, Mapping[Any, Any]]:
    return {str(row["id"]): row for row in events.to_dict("records")}


@page.cached(100)
def _standing(scope: page.Scope) -> list[str]:
    """Each measure that stands or is announced, what its newest row says, and who says so."""
    events = page.frame_of(scope.known, EVENTS)
    sourced = _by_id(events)
    told = []
    for body, measure, since, phase, kind, name in isolation.states(events, _day(scope)):
        said = sourced[name]
        text = words.standing(body, measure, "announced" if phase == "announced" else kind, since)
        told.append(
            f"- **{page.escaped(text)}.** {page.escaped(str(said['summary']))} {page.badge(str(said['source_grade']))} {page.cited(said)}"
        )
    return told


def _rows(title: str, key: str, table: Callable[[], pd.DataFrame]) -> None:
    box = st.expander(title, key=key, on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(table().sort_values("date", ascending=False), key=key, title=title, glance=GLANCE)


@page.cached(500)
def _told(known: page.Known, period: str) -> str:
    return _late(page.frame_of(known, PROMISES), period)


def _late(promises: pd.DataFrame, period: str) -> str:
    day = months.last_day(months.ordinal(period))
    spell = transition.current(promises, day)
    if spell.empty:
        if not (promises["spell_start"] <= day).any():
            return words.none_yet(period)
        return words.no_spell(period, dated=not tables.segments(promises, period).empty)
    dated = spell[(spell["class"] == "promise") & (spell["due"] != "")]
    if dated.empty:
        return words.no_promise(period)
    now = tables.overdue(promises, period, period).iloc[0]
    first, newest = str(dated["due"].iloc[0]), str(dated["due"].iloc[-1])
    text = words.sentence(period, first > day, (now["best"], now["low"], now["high"]), first, newest, newest > day)
    top = transition.saturation(promises, period, LIMIT)
    return f"{text} {words.saturation(LIMIT, top)}" if top is not None and now["best"] < LIMIT else text


@page.cached(100)
def clock(scope: page.Scope) -> page.Figure:
    """Each promise from the day it was made to the day promised."""
    promises = page.frame_of(scope.known, PROMISES)
    table = tables.segments(promises, scope.end)
    runs = len(transition.current(promises, _day(scope))) > 0
    lines = [words.promise_line(*row) for row in table[["made", "due"]].itertuples(index=False, name=None)]
    title = words.clock_finding(scope.end, int((~table["ahead"].astype(bool)).sum()), len(table), runs)
    told = (
        words.clock_alt(table[["class", "made", "due"]].itertuples(index=False, name=None), scope.end)
        if len(table)
        else words.CLOCK
    )
    return page.Figure(
        "clock", title, words.CLOCK_UNIT, lambda: charts.clock(table, lines, words.CLASSES, _day(scope), wording.month(scope.end)), table,
        (PROMISES,), min(scope.start, scope.end), scope.end, told, words.CLOCK_NOTE, empty=words.NO_CLOCK,
    )  # fmt: skip


@page.cached(100)
def overdue(scope: page.Scope) -> page.Figure:
    """Months past the day promised."""
    late = _shown(_overdue(scope.known), scope)
    last = page.through(late, scope)
    now = _last(late, last)
    return page.Figure(
        "overdue", words.overdue_finding(last, now[0] if now else None), words.OVERDUE_UNIT,
        lambda: series.ranged(late, scope.start, scope.end, "months"), late, (PROMISES,), min(scope.start, last), last,
        words.series_alt(words.OVERDUE, scope.end, _last(late, scope.end)),
    )  # fmt: skip


def _clock_rows(scope: page.Scope, promises: pd.DataFrame) -> None:
    period = _spell(scope.known, scope.end)
    told = pd.DataFrame() if period is None else _promised(promises, period)
    if period is None or told.empty:
        return
    title = words.clock_rows(period)
    st.subheader(title, anchor="promises")
    st.markdown(_promises_told(told, current()))
    page.csv_of(told, key="promises", title=title)


@memo.told(64)
def _promises_told(told: pd.DataFrame, language: str) -> str:
    """The promises as a table of Markdown, which breaks its lines on narrow screens, each with who says so."""
    del language  # part of the key
    names = (frame_words.column("due"), words.CLOCK_LABELS["overdue_months"], frame_words.column("what"))
    lines = [f"| {' | '.join(page.escaped(one) for one in names)} |", "|:--|--:|:--|"]
    for row in told.to_dict("records"):
        due = wording.day(str(row["due"])) if row["due"] else "–"
        late = "–" if pd.isna(row["overdue_months"]) else wording.written(float(row["overdue_months"]), ".1f")
        what = page.escaped(words.promised(str(row["what"]), str(row["class"]), str(row["made"])))
        lines.append(f"| {due} | {late} | {what} {page.badge(str(row['source_grade']))} {page.cited(row)} |")
    return "\n".join(lines)


@page.cached(200)
def _spell(known: page.Known, period: str) -> str | None:
    return tables.told(page.frame_of(known, PROMISES), period)


@memo.told(64)
def _promised(promises: pd.DataFrame, period: str) -> pd.DataFrame:
    """What was promised in the spell of a month, with who says so, the days first."""
    sources = promises[["id", "summary", "source_publisher", "source_url", "source_grade"]]
    leading = ["made", "due", *words.CLOCK_LABELS]
    told = transition.clock(promises, period).merge(sources, on="id").drop(columns="id")
    return told[[*leading, *told.columns.difference(leading, sort=False)]]


def _last(table: pd.DataFrame, period: str) -> tuple[float, float, float] | None:
    row = table[table["period"] == period]
    return None if row.empty else (float(row["best"].iloc[0]), float(row["low"].iloc[0]), float(row["high"].iloc[0]))


@page.cached(100)
def measures(scope: page.Scope) -> page.Figure:
    """When each measure stood."""
    events = page.frame_of(scope.known, EVENTS)
    table = tables.measures(events, scope.start, scope.end)
    now = isolation.in_force(events, _day(scope)).to_dict("records")  # a stretch of the table may end on that very day
    state = {(row["body"], row["measure"]): "announced" if row["phase"] == "announced" else row["kind"] for row in now}
    standing = [(f"{body}: {measure}", one) for (body, measure), one in state.items()]
    imposed, chosen = (sorted({body for (body, _), one in state.items() if one == kind}) for kind in ("imposed", "chosen"))
    title = words.measures_finding(scope.end, imposed, chosen, list(state.values()).count("announced"))
    return page.Figure(
        "measures", title, words.MEASURES_UNIT,
        lambda: charts.measures(table, words.STATES, scope.start, scope.end, words.measure_line), table, (EVENTS,), scope.start, scope.end,
        words.measures_alt(standing, scope.end), words.MEASURES_NOTE, empty=words.NO_MEASURES,
    )  # fmt: skip


@page.cached(100)
def counts(scope: page.Scope) -> page.Figure:
    """How many measures stood."""
    table = _shown(_counts(scope.known), scope)
    now = _last(table, scope.end)
    return page.Figure(
        "measure_counts", words.counts_finding(scope.end, now[0] if now else None, now[1] if now else 0.0), words.COUNTS_UNIT,
        lambda: series.ranged(table, scope.start, scope.end, "measures", step=True, decimals=0), table, (EVENTS,), scope.start, scope.end,
        words.series_alt(words.COUNTS, scope.end, now),
    )  # fmt: skip


@page.cached(100)
def attempts(scope: page.Scope) -> page.Figure:
    """Coups and attempts by date and outcome."""
    table = tables.attempts(page.frame_of(scope.known, EVENTS), scope.end)
    by_outcome = [(key, list(table.loc[table["outcome"] == key, "date"].str[:4])) for key in words.OUTCOMES]
    title = words.attempts_finding(int((table["outcome"] == "successful").sum()), len(table))
    return page.Figure(
        "attempts", title, words.ATTEMPTS_UNIT, lambda: charts.attempts(table, words.OUTCOMES, words.SINCE, scope.end), table, (EVENTS,),
        f"{words.SINCE}-01", scope.end, words.attempts_alt((key, years) for key, years in by_outcome if years),
    )  # fmt: skip


def democracy(scope: page.Scope) -> page.Figure:
    """V-Dem's index beside other countries."""
    return _elections(scope, INDEX.value(), _order())


@page.cached(100)
def _elections(scope: page.Scope, what: str, order: tuple[str, ...]) -> page.Figure:
    table = _shown(_democracy(scope.known, order, tables.VDEM[what]), scope)
    return _beside(scope, "democracy", words.SERIES[what], "index", table, words.DEMOCRACY_UNIT, "vdem", order)


def perception(scope: page.Scope) -> page.Figure:
    """The World Bank's indicator beside other countries."""
    return _perceived(scope, WGI.value(), _order())


@page.cached(100)
def _perceived(scope: page.Scope, what: str, order: tuple[str, ...]) -> page.Figure:
    table = _shown(_perception(scope.known, order, tables.WGI[what]), scope)
    return _beside(scope, "perception", words.SERIES[what], "estimate", table, words.WGI_UNIT, "wgi", order)


def _order() -> tuple[str, ...]:
    return (SUBJECT.code, *BESIDE.value())


def _beside(
    scope: page.Scope, key: str, what: str, axis: str, table: pd.DataFrame, unit: str, source: str, order: tuple[str, ...]
) -> page.Figure:
    names = {code: countries.shown(code) for code in order}
    ends = {row["country"]: row for row in table.to_dict("records")}  # rows are in the order of months
    last = [(names[code], *(ends[code][name] for name in ("period", "best", "low", "high"))) for code in order if code in ends]
    return page.Figure(
        key, words.beside_finding(what, last), unit, lambda: series.neighbours(table, names, order, scope.start, scope.end, axis), table,
        (source,), min(scope.start, page.through(table, scope)), page.through(table, scope), words.neighbours_alt(what, last),
        place=words.NEIGHBOURS_PLACE,
    )  # fmt: skip


FIGURES = {
    "clock": clock, "overdue": overdue, "measures": measures, "measure_counts": counts, "attempts": attempts, "democracy": democracy,
    "perception": perception,
}  # fmt: skip
