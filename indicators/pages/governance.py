"""Governance: the transition clock, attempts at power, measures in force, elections and stability beside the neighbours."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import countries, months
from indicators.charts import governance as charts
from indicators.charts import series
from indicators.dimensions.governance import isolation, transition
from indicators.pages import address, breakdown, page
from indicators.registry import INDICATORS
from indicators.subject import SUBJECT
from indicators.tables import governance as tables
from indicators.wording import governance as words
from indicators.wording import month

LIMIT = INDICATORS["governance.transition_overdue"].goalposts[1]
PROMISES, EVENTS = "promises", "governance_events"


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    promises, events = page.frame_of(scope.known, PROMISES), page.frame_of(scope.known, EVENTS)
    st.markdown(f"#### {page.escaped(_late(promises, scope.end))}")
    day = months.last_day(months.ordinal(scope.end))
    state = isolation.in_force(events, day)
    effective = state[state["phase"] == "effective"]
    imposed = int((effective["kind"] == "imposed").sum())
    st.markdown(page.escaped(words.in_force(len(effective), imposed, len(state) - len(effective))))
    _clock(scope, promises, day)
    _measures(scope, events, day)
    _attempts(scope, events)
    _neighbours(scope)
    breakdown.show(scope, "governance")
    box = st.expander(words.ALL_ROWS, key="all_governance", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(
                events[events["date"].str[:7].between(scope.start, scope.end)], key="governance_events", title=words.ALL_ROWS
            )


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


def _clock(scope: page.Scope, promises: pd.DataFrame, day: str) -> None:
    table = tables.segments(promises, scope.end)
    if table.empty:
        st.header(words.CLOCK, anchor="clock")
        st.info(words.NO_CLOCK)
    else:
        page.figure(
            scope, "clock", words.CLOCK, lambda: charts.clock(table, words.CLASSES, day, month(scope.end)), table,
            unit=words.CLOCK_UNIT, sources=(PROMISES,), last=scope.end, note=words.CLOCK_NOTE,
            alt_text=words.clock_alt(table[["class", "made", "due"]].itertuples(index=False, name=None), scope.end),
        )  # fmt: skip
    _clock_rows(scope, promises)
    late = tables.overdue(promises, scope.start, scope.end)
    page.figure(
        scope, "overdue", words.OVERDUE, lambda: series.ranged(late, scope.start, scope.end, "months"), late,
        unit=words.OVERDUE_UNIT, sources=(PROMISES,), last=page.through(late, scope),
        alt_text=words.series_alt(words.OVERDUE, scope.end, _last(late, scope.end)),
    )  # fmt: skip


def _clock_rows(scope: page.Scope, promises: pd.DataFrame) -> None:
    period = tables.told(promises, scope.end)
    rows = pd.DataFrame() if period is None else transition.clock(promises, period)
    if period is None or rows.empty:
        return
    title = words.clock_rows(period)
    st.subheader(title, anchor="promises")
    sources = promises[["id", "summary", "source_publisher", "source_url", "source_grade"]]
    leading = ["made", "due", *words.CLOCK_LABELS]
    told = rows.merge(sources, on="id").drop(columns="id")
    told = told[[*leading, *told.columns.difference(leading, sort=False)]]
    number = {name: st.column_config.NumberColumn(label, format="%.1f") for name, label in words.CLOCK_LABELS.items()}
    page.evidence(told, key="promises", title=title, columns=number)


def _last(table: pd.DataFrame, period: str) -> tuple[float, float, float] | None:
    row = table[table["period"] == period]
    return None if row.empty else (float(row["best"].iloc[0]), float(row["low"].iloc[0]), float(row["high"].iloc[0]))


def _measures(scope: page.Scope, events: pd.DataFrame, day: str) -> None:
    table = tables.measures(events, scope.start, scope.end)
    if table.empty:
        st.header(words.MEASURES, anchor="measures")
        st.info(words.NO_MEASURES)
    else:
        standing = table.loc[table["end"] == day, ["measure", "state"]].itertuples(index=False, name=None)
        page.figure(
            scope, "measures", words.MEASURES,
            lambda: charts.measures(table, words.STATES, scope.start, scope.end, words.BODIES), table,
            unit=words.MEASURES_UNIT, sources=(EVENTS,), last=scope.end, note=words.MEASURES_NOTE,
            alt_text=words.measures_alt(standing, scope.end),
        )  # fmt: skip
    counts = tables.counts(events, scope.start, scope.end)
    page.figure(
        scope, "measure_counts", words.COUNTS, lambda: series.ranged(counts, scope.start, scope.end, "measures", step=True), counts,
        unit=words.COUNTS_UNIT, sources=(EVENTS,), last=scope.end,
        alt_text=words.series_alt(words.COUNTS, scope.end, _last(counts, scope.end)),
    )  # fmt: skip
    box = st.expander(words.MEASURE_ROWS, key="measure_events", on_change="rerun", type="compact")
    if box.open:
        with box:
            rows = events[(events["closed_list"] == "yes") & (events["date"].str[:7] <= scope.end)]
            page.evidence(rows.sort_values("date", ascending=False), key="measures", title=words.MEASURE_ROWS)


def _attempts(scope: page.Scope, events: pd.DataFrame) -> None:
    table = tables.attempts(events, scope.end)
    by_outcome = [(key, list(table.loc[table["outcome"] == key, "date"].str[:4])) for key in words.OUTCOMES]
    page.figure(
        scope, "attempts", words.ATTEMPTS, lambda: charts.attempts(table, words.OUTCOMES, words.SINCE, scope.end), table,
        unit=words.ATTEMPTS_UNIT, sources=(EVENTS,), last=scope.end,
        alt_text=words.attempts_alt((key, years) for key, years in by_outcome if years),
    )  # fmt: skip
    box = st.expander(words.ATTEMPT_ROWS, key="attempt_rows", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(table.sort_values("date", ascending=False), key="attempts", title=words.ATTEMPT_ROWS)


def _neighbours(scope: page.Scope) -> None:
    st.header(words.NEIGHBOURS)
    order = [SUBJECT.code, *page.beside("beside", SUBJECT.beside["governance"]).select()]
    with st.container(horizontal=True):
        index = address.Choice("vdem", words.INDEX, list(tables.VDEM), next(iter(tables.VDEM))).select(240)
        indicator = address.Choice("wgi", words.WGI_LABEL, list(tables.WGI), next(iter(tables.WGI))).select(240)
    democracy = tables.democracy(page.snapshots(scope.known), order, scope.start, scope.end, tables.VDEM[index])
    _beside(scope, "democracy", index, "index", democracy, order, words.DEMOCRACY_UNIT, "vdem")
    perception = tables.perception(page.frame_of(scope.known, "wgi"), order, scope.start, scope.end, tables.WGI[indicator])
    _beside(scope, "perception", indicator, "estimate", perception, order, words.WGI_UNIT, "wgi")


def _beside(
    scope: page.Scope, key: str, what: str, axis: str, table: pd.DataFrame, order: list[str], unit: str, source: str
) -> None:
    names = {code: countries.name(code) for code in order}
    ends = table.groupby("country").tail(1).set_index("country")  # rows are in the order of months
    last = [(names[code], *ends.loc[code, ["period", "best", "low", "high"]]) for code in order if code in ends.index]
    page.figure(
        scope, key, words.beside(what), lambda: series.neighbours(table, names, order, scope.start, scope.end, axis), table,
        unit=unit, sources=(source,), last=page.through(table, scope), alt_text=words.neighbours_alt(what, last),
    )  # fmt: skip
