"""Governance: the transition clock, attempts at power, measures in force, elections and stability beside the neighbours."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import countries, isolation, months, transition
from indicators.charts import governance as charts
from indicators.charts import series
from indicators.model import COUNTRY
from indicators.pages import frame, parts
from indicators.registry import INDICATORS
from indicators.tables import governance as tables
from indicators.wording import governance as words

LIMIT = INDICATORS["governance.transition_overdue"].goalposts[1]
NEAR = ("BFA", "NER", "SEN")  # the two other members of the Alliance of Sahel States, and a neighbour that voted on time
PROMISES, EVENTS = "promises", "governance_events"


def show(scope: frame.Scope) -> None:
    """Draw the page for the chosen months and day."""
    promises, events = frame.frame_of(scope.known, PROMISES), frame.frame_of(scope.known, EVENTS)
    st.markdown(f"#### {frame.escaped(_late(promises, scope.end))}")
    day = months.last_day(months.ordinal(scope.end))
    state = isolation.in_force(events, day)
    effective = state[state["phase"] == "effective"]
    imposed = int((effective["kind"] == "imposed").sum())
    st.markdown(frame.escaped(words.in_force(len(effective), imposed, len(state) - len(effective))))
    _clock(scope, promises, day)
    _measures(scope, events)
    _attempts(scope, events)
    _neighbours(scope)
    parts.show(scope, "governance")
    box = st.expander(words.ALL_ROWS, key="all_governance", on_change="rerun", type="compact")
    if box.open:
        with box:
            frame.evidence(
                events[events["date"].str[:7].between(scope.start, scope.end)], key="governance_events", title=words.ALL_ROWS
            )


def _late(promises: pd.DataFrame, period: str) -> str:
    day = months.last_day(months.ordinal(period))
    spell = transition.current(promises, day)
    if spell.empty:
        return words.no_spell(period) if (promises["spell_start"] <= day).any() else words.none_yet(period)
    dated = spell[(spell["class"] == "promise") & (spell["due"] != "")]
    if dated.empty:
        return words.no_promise(period)
    now = tables.overdue(promises, period, period).iloc[0]
    text = words.sentence(period, now["best"], now["low"], now["high"], dated["due"].iloc[0], dated["due"].iloc[-1])
    limit = transition.saturation(promises, period, LIMIT)
    return f"{text} {words.saturation(limit)}" if limit is not None and now["best"] < LIMIT else text


def _clock(scope: frame.Scope, promises: pd.DataFrame, day: str) -> None:
    table = tables.segments(promises, scope.end)
    frame.figure(
        scope, "clock", words.CLOCK, lambda: charts.clock(table, {key: words.CLASSES[key] for key in dict.fromkeys(table["class"])}, day),
        table, unit=words.CLOCK_UNIT, sources=(PROMISES,), last=scope.end, note=words.CLOCK_NOTE,
        alt_text=words.clock_alt(len(table), scope.end),
    )  # fmt: skip
    rows = transition.clock(promises, scope.end)
    if not rows.empty:
        st.subheader(words.CLOCK_ROWS)
        told = rows.merge(promises[["id", "summary", "source_publisher", "source_url", "source_grade"]], on="id").drop(
            columns="id"
        )
        number = {name: st.column_config.NumberColumn(format="%.1f") for name in ("slippage_months", "overdue_months")}
        frame.evidence(told, key="promises", title=words.CLOCK_ROWS, columns=number)
    late = tables.overdue(promises, scope.start, scope.end)
    frame.figure(
        scope, "overdue", words.OVERDUE, lambda: series.ranged(late, scope.start, scope.end, "months"), late,
        unit=words.OVERDUE_UNIT, sources=(PROMISES,), last=scope.end,
        alt_text=words.series_alt(words.OVERDUE, scope.end, _last(late)),
    )  # fmt: skip


def _last(table: pd.DataFrame) -> float | None:
    return None if table.empty else float(table["best"].iloc[-1])


def _measures(scope: frame.Scope, events: pd.DataFrame) -> None:
    table = tables.measures(events, scope.start, scope.end)
    frame.figure(
        scope, "measures", words.MEASURES, lambda: charts.measures(table, words.STATES, scope.start, scope.end), table,
        unit=words.MEASURES_UNIT, sources=(EVENTS,), last=scope.end, alt_text=words.measures_alt(len(table)),
    )  # fmt: skip
    counts = tables.counts(events, scope.start, scope.end)
    frame.figure(
        scope, "measure_counts", words.COUNTS, lambda: series.ranged(counts, scope.start, scope.end, "measures", step=True), counts,
        unit=words.COUNTS_UNIT, sources=(EVENTS,), last=scope.end, alt_text=words.series_alt(words.COUNTS, scope.end, _last(counts)),
    )  # fmt: skip
    box = st.expander(words.MEASURE_ROWS, key="measure_events", on_change="rerun", type="compact")
    if box.open:
        with box:
            rows = events[(events["closed_list"] == "yes") & (events["date"].str[:7] <= scope.end)]
            frame.evidence(rows.sort_values("date", ascending=False), key="measures", title=words.MEASURE_ROWS)


def _attempts(scope: frame.Scope, events: pd.DataFrame) -> None:
    table = tables.attempts(events, scope.end)
    successful = int((table["outcome"] == "successful").sum())
    frame.figure(
        scope, "attempts", words.ATTEMPTS, lambda: charts.attempts(table, words.OUTCOMES), table, unit=words.ATTEMPTS_UNIT,
        sources=(EVENTS,), last=scope.end, alt_text=words.attempts_alt(successful, len(table)),
    )  # fmt: skip
    box = st.expander(words.ATTEMPT_ROWS, key="attempt_rows", on_change="rerun", type="compact")
    if box.open:
        with box:
            frame.evidence(table.sort_values("date", ascending=False), key="attempts", title=words.ATTEMPT_ROWS)


def _neighbours(scope: frame.Scope) -> None:
    st.header(words.NEIGHBOURS)
    chosen = frame.beside("beside", NEAR)
    order = [COUNTRY, *chosen]
    names = {key: countries.name(key) for key in order}
    told = list(names.values())
    row = st.container(horizontal=True)
    with row:
        index = st.selectbox(words.INDEX, list(words.INDEXES), key="vdem", bind="query-params", width=220)
        indicator = st.selectbox(words.WGI_LABEL, list(tables.WGI), key="wgi", bind="query-params", width=220)
    democracy = tables.democracy(frame.frame_of(scope.known, "vdem"), order, scope.start, scope.end, index)
    what = words.INDEXES[index].capitalize()
    frame.figure(
        scope, "democracy", words.perception(what),
        lambda: series.neighbours(democracy, names, order, scope.start, scope.end, words.INDEXES[index]), democracy,
        unit=words.DEMOCRACY_UNIT, sources=("vdem",), last=frame.through(democracy, scope), alt_text=words.neighbours_alt(what, told),
    )  # fmt: skip
    perception = tables.perception(frame.frame_of(scope.known, "wgi"), order, scope.start, scope.end, indicator)
    title = tables.WGI[indicator]
    frame.figure(
        scope, "perception", words.perception(title),
        lambda: series.neighbours(perception, names, order, scope.start, scope.end, "estimate"), perception,
        unit=words.WGI_UNIT, sources=("wgi",), last=frame.through(perception, scope), alt_text=words.neighbours_alt(title, told),
    )  # fmt: skip
