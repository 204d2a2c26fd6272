"""Conflict: deaths by month, on the map, by pairs of actors, and the events behind any selection."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from indicators import months
from indicators.charts import conflict as charts
from indicators.pages import address, breakdown, page
from indicators.store import read
from indicators.subject import SUBJECT
from indicators.tables import conflict as tables
from indicators.wording import conflict as words

EVENTS, TOTALS, BOUNDS = "ucdp_ged", ("ucdp_months", "ucdp_totals", "ucdp_cy"), {"region": "mli_adm1", "cercle": "mli_adm2"}


@page.cached(max_entries=6)
def _known(known: page.Known) -> pd.DataFrame:
    return tables.known(page.snapshots(known))


@page.cached(max_entries=4)
def _outlines(stamp: str, key: str) -> dict[str, Any]:
    del stamp  # part of the key: a new commit may bring new outlines
    return read.geo(key)


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    every = _known(scope.known)
    _sentences(scope, every)
    with st.container(horizontal=True):
        level = address.Choice("level", words.LEVEL, list(tables.LEVELS), next(iter(tables.LEVELS))).select(150)
        outlines = _outlines(scope.known.stamp, BOUNDS[level])
        codes = {str(one["properties"]["name"]): str(one["properties"]["pcode"]) for one in outlines["features"]}
        _take_click({code: name for name, code in codes.items()})
        place = address.Choice("place", words.PLACE, [words.EVERYWHERE, *sorted(codes)], words.EVERYWHERE).select(220)
        types = address.Several("types", words.TYPE_FILTER, list(tables.TYPES), tuple(tables.TYPES), len(tables.TYPES)).select()
    chosen = tables.within(every, scope.start, scope.end, types, level, codes.get(place))
    anywhere = tables.within(every, scope.start, scope.end, types, level, None)
    _monthly(scope, chosen, place, whole=place == words.EVERYWHERE and len(types) == len(tables.TYPES))
    _map(scope, anywhere, outlines, level)
    _who(scope, chosen)
    _events(chosen, place)
    breakdown.show(scope, "conflict")


def _take_click(names: dict[str, str]) -> None:
    """A new click on the map becomes the chosen place."""
    clicked = [item.get("pcode") for item in st.session_state.get("chart_map", {}).get("selection", {}).get(charts.PLACE, [])]
    if clicked != st.session_state.get("_clicked_before", []):
        st.session_state["_clicked_before"] = clicked
        if clicked and clicked[0] in names:  # a click on a neighbour chooses nothing and changes nothing
            address.put("place", names[clicked[0]])


def _sentences(scope: page.Scope, every: pd.DataFrame) -> None:
    known = page.snapshots(scope.known)
    now = tables.year_to(known, scope.end)
    if now is None:
        st.markdown(f"#### {page.escaped(words.unknown(scope.end))}")
    else:
        before = tables.year_to(known, months.period(months.ordinal(scope.end) - tables.YEAR))
        text = words.sentence(scope.end, now.best, now.low, now.high, before.best if before else None, now.provisional)
        st.markdown(f"#### {page.escaped(text)}")
    last = tables.whole_year(known, scope.end)
    if last is None or every.empty:
        return
    year = every[every["period"].between(months.period(months.ordinal(last) - tables.YEAR + 1), last)]
    if year["best"].sum() > 0:
        where = tables.by_place(year, _outlines(scope.known.stamp, BOUNDS["region"]), "region").iloc[0]
        total = int(year["best"].sum())
        civilians = float(year["civilians"].sum()) / total
        st.markdown(page.escaped(words.places(last, str(where["name"]), int(where["deaths"]), total, civilians)))


def _monthly(scope: page.Scope, chosen: pd.DataFrame, place: str, *, whole: bool) -> None:
    known = page.snapshots(scope.known)
    table = tables.by_month(chosen, scope.start, scope.end)
    if whole:
        found = [table, tables.summed(known, scope.start, scope.end), tables.untyped(known, scope.start, scope.end)]
        table = pd.concat(filled, ignore_index=True) if (filled := [one for one in found if len(one)]) else table
    newest = page.last_month(scope.known) or scope.end
    page.figure(
        scope, "monthly", words.MONTHLY,
        lambda: charts.monthly(table, words.TYPES, scope.start, scope.end, newest, words.INCOMPLETE), table,
        unit=words.MONTHLY_UNIT, sources=(EVENTS, *TOTALS) if whole else (EVENTS,), last=page.through(table, scope),
        note=words.MONTHLY_NOTE if whole else words.FILTERED,
        alt_text=words.monthly_alt(scope.start, scope.end, float(table["best"].sum()), place),
    )  # fmt: skip


def _map(scope: page.Scope, anywhere: pd.DataFrame, outlines: dict[str, Any], level: str) -> None:
    st.header(words.MAP, anchor="map")
    measure = address.Choice("colour", words.MEASURE, list(words.MEASURES), next(iter(words.MEASURES))).select(180)
    table = tables.by_place(anywhere, outlines, level) if len(anywhere) else pd.DataFrame(columns=list(tables.PLACE_COLUMNS))
    first = table.sort_values(measure, ascending=False).iloc[0] if len(table) else None
    note = words.MAP_NOTE + words.placed(*tables.placed(page.snapshots(scope.known), scope.start, scope.end))
    page.figure(
        scope, "map", words.MAP,
        lambda: charts.located(table, outlines, _outlines(scope.known.stamp, "west_africa"), measure, words.MEASURES[measure], SUBJECT.code),
        table, unit=words.MAP_UNIT, sources=(EVENTS, BOUNDS[level]), last=page.through(anywhere, scope), note=note,
        alt_text=words.MAP if first is None else words.map_alt(level, words.MEASURES[measure], str(first["name"]), int(first[measure])),
        selects=True, heading=False,
    )  # fmt: skip
    rest = tables.unplaced(anywhere, level) if len(anywhere) else pd.DataFrame()
    if len(rest):
        st.markdown(
            page.escaped(words.unplaced(int(rest["events"].sum()), int(rest["deaths"].sum()), int(anywhere["best"].sum())))
        )
        lines = [
            words.unplaced_row(str(row["where"]), int(row["events"]), int(row["deaths"])) for row in rest.to_dict("records")
        ]
        st.markdown("\n".join(f"- {page.escaped(line)}" for line in lines))


def _who(scope: page.Scope, chosen: pd.DataFrame) -> None:
    st.header(words.WHO, anchor="who")
    by = address.Choice("by", words.BY, ["dyads", "actors"], "dyads").select(180)
    table = (
        (tables.dyads if by == "dyads" else tables.actors)(chosen)
        if len(chosen)
        else pd.DataFrame(columns=list(tables.SHARE_COLUMNS))
    )
    sums = table[table["name"] != tables.REST].groupby("name")["deaths"].sum().sort_values(ascending=False)
    told = words.who_alt(by, str(sums.index[0]), int(sums.iloc[0])) if len(sums) else words.who(by)
    page.figure(
        scope, "who", words.who(by), lambda: charts.shares(table, tables.REST, by == "dyads"), table, unit=words.WHO_UNIT[by],
        sources=(EVENTS,), last=page.through(chosen, scope), alt_text=told, heading=False,
    )  # fmt: skip


def _events(chosen: pd.DataFrame, place: str) -> None:
    title = words.events(len(chosen), place)
    st.header(page.escaped(title), anchor="events")
    if chosen.empty:
        st.info(words.NO_EVENTS)
        return
    page.evidence(tables.listed(chosen), key="events", title=words.EVENTS)
