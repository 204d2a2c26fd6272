"""Conflict: deaths by month, on the map, by pairs of actors, and the events behind any selection."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from indicators import language, memo, months
from indicators.charts import conflict as charts
from indicators.charts import maps
from indicators.model import FIRST_PERIOD
from indicators.pages import address, breakdown, page
from indicators.pages.map import BOUNDS, shapes, towns
from indicators.store import read
from indicators.tables import conflict as tables
from indicators.tables import parties, places, unseen, watch
from indicators.wording import ahead as ahead_words
from indicators.wording import alerts as alert_words
from indicators.wording import conflict as words

EVENTS, ACTORS, TOTALS = "ucdp_ged", "actors", ("ucdp_months", "ucdp_totals", "ucdp_cy")
EVERYWHERE = "everywhere"  # in the address, whatever the language


@page.cached(6)
def _known(known: page.Known) -> pd.DataFrame:
    return tables.known(page.snapshots(known))


@page.cached(4)
def _outlines(stamp: str, key: str) -> dict[str, Any]:
    del stamp  # part of the key: a new commit may bring new outlines
    return read.geo(key)


LEVEL = address.Choice(
    "level", lambda: words.LEVEL, list(tables.LEVELS), next(iter(tables.LEVELS)), lambda key: words.LEVELS[key]
)
MEASURE = address.Choice(
    "colour", lambda: words.MEASURE, ["deaths", "events", "civilians"], "deaths", lambda key: words.MEASURES[key]
)
TYPES = address.Several(
    "types", lambda: words.TYPE_FILTER, list(tables.TYPES), tuple(tables.TYPES), len(tables.TYPES), lambda key: words.TYPES[key]
)
BY = address.Choice("by", lambda: words.BY, ["dyads", "actors"], "dyads", lambda key: words.BYS[key])


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    top = st.container()
    with st.grid(3, min_column_width=200):
        LEVEL.select()
        _take_click({code: name for name, code in _codes(scope.known, LEVEL.value()).items()})
        place = _place(scope).select()
        TYPES.select()
    with top:
        _here(scope, place)
        for sentence in _sentences(scope):
            st.markdown(sentence)
    page.draw(scope, monthly(scope))
    _map(scope)
    st.header(words.WHO, anchor="who-controls")
    BY.select(220)
    page.draw(scope, who(scope), level=3)
    _events(_chosen(scope), place)
    breakdown.show(scope, "conflict")


@page.cached(8)
def _codes(known: page.Known, level: str) -> dict[str, str]:
    outlines = _outlines(known.stamp, BOUNDS[level])
    return {str(one["properties"]["name"]): str(one["properties"]["pcode"]) for one in outlines["features"]}


def _place(scope: page.Scope) -> address.Choice:
    return address.Choice(
        "place", words.PLACE, [EVERYWHERE, *sorted(_codes(scope.known, LEVEL.value()))], EVERYWHERE, _place_name
    )


def _place_name(place: str) -> str:
    return words.EVERYWHERE if place == EVERYWHERE else place


def _chosen(scope: page.Scope) -> pd.DataFrame:
    """The events of the months, types and place chosen."""
    return _inside(scope, LEVEL.value(), _place(scope).value(), tuple(TYPES.value()))


def _inside(scope: page.Scope, level: str, place: str, types: tuple[str, ...]) -> pd.DataFrame:
    code = _codes(scope.known, level).get(place)
    return tables.within(_known(scope.known), scope.start, scope.end, types, level, code)


def _take_click(names: dict[str, str]) -> None:
    """A new click on the map becomes the chosen place."""
    clicked = [item.get("pcode") for item in st.session_state.get("chart_map", {}).get("selection", {}).get(maps.PLACE, [])]
    if clicked != st.session_state.get("_clicked_before", []):
        st.session_state["_clicked_before"] = clicked
        if clicked and clicked[0] in names:  # a click on a neighbour chooses nothing and changes nothing
            address.put("place", names[clicked[0]])


def _here(scope: page.Scope, place: str) -> None:
    """The chosen place first, where there is one; the sentences after it are about the whole country."""
    if place == EVERYWHERE:
        return
    whole = _inside(scope, LEVEL.value(), EVERYWHERE, tuple(TYPES.value()))
    deaths = int(_chosen(scope)["best"].sum())
    st.markdown(f"**{page.escaped(words.in_place(place, deaths, int(whole['best'].sum()), scope.start, scope.end))}**")


@page.cached(100)
def _sentences(scope: page.Scope) -> list[str]:
    """What is told of the whole country, in Markdown."""
    known, every = page.snapshots(scope.known), _known(scope.known)
    now = tables.year_to(known, scope.end)
    told = [f"**{page.escaped(words.unknown(scope.end))}**"]
    if now is not None:
        before = tables.year_to(known, months.period(months.ordinal(scope.end) - tables.YEAR))
        text = words.sentence(scope.end, now.best, now.low, now.high, before.best if before else None, now.provisional)
        told = [f"**{page.escaped(text)}**"]
    last = tables.whole_year(known, scope.end)
    if last is None or every.empty:
        return told
    year = every[every["period"].between(months.period(months.ordinal(last) - tables.YEAR + 1), last)]
    if year["best"].sum() > 0:
        where = tables.by_place(year, _outlines(scope.known.stamp, BOUNDS["region"]), "region").iloc[0]
        total = int(year["best"].sum())
        civilians = float(year["civilians"].sum()) / total
        told.append(page.escaped(words.places(last, str(where["name"]), int(where["deaths"]), total, civilians)))
    return told


def monthly(scope: page.Scope) -> page.Figure:
    """Deaths by month and type, of the place and types chosen."""
    return _monthly(scope, LEVEL.value(), _place(scope).value(), tuple(TYPES.value()))


@page.cached(100)
def _monthly(scope: page.Scope, level: str, place: str, types: tuple[str, ...]) -> page.Figure:
    known = page.snapshots(scope.known)
    whole = place == EVERYWHERE and len(types) == len(tables.TYPES)
    table = tables.by_month(_inside(scope, level, place, types), scope.start, scope.end)
    if whole:
        found = [table, tables.summed(known, scope.start, scope.end), tables.untyped(known, scope.start, scope.end)]
        table = pd.concat(filled, ignore_index=True) if (filled := [one for one in found if len(one)]) else table
    newest = page.last_month(scope.known) or scope.end
    sums = table.groupby("period")["best"].sum()
    told = [(str(period), int(deaths)) for period, deaths in sums.items()]
    title = words.monthly_finding(told, "" if place == EVERYWHERE else place, scope.start, scope.end)
    return page.Figure(
        "monthly", title, words.MONTHLY_UNIT,
        lambda: charts.monthly(table, words.TYPES, scope.start, scope.end, newest, words.INCOMPLETE), table,
        (EVENTS, *TOTALS) if whole else (EVENTS,), scope.start, scope.end,
        words.monthly_alt(scope.start, scope.end, float(table["best"].sum()), _place_name(place)),
        " ".join((words.MONTHLY_NOTE, *_odd(scope), *_unseen(scope))) if whole else words.FILTERED,
    )  # fmt: skip


def _unseen(scope: page.Scope) -> list[str]:
    """Of months whose deaths may be unseen."""
    found = [period for period in _flagged(scope.known) if scope.start <= period <= scope.end]
    return [alert_words.unseen(found, scope.start, scope.end)] if found else []


@page.wordless(6)
def _flagged(known: page.Known) -> list[str]:
    last = page.last_month(known)
    return list(unseen.table(page.snapshots(known), FIRST_PERIOD, last)["period"]) if last else []


def _odd(scope: page.Scope) -> list[str]:
    """Of first releases far below the months beside them."""
    every = tables.by_period(page.snapshots(scope.known), scope.start, scope.end)
    found = watch.thin(every.set_index("period")["best"], every["provisional"]) if len(every) else []
    return [ahead_words.odd(*one) for one in found]


def located(scope: page.Scope) -> page.Figure:
    """Deaths, events or civilians killed by place, in the bins of the conflict map."""
    return _located(scope, LEVEL.value(), MEASURE.value(), tuple(TYPES.value()))


@page.cached(100)
def _located(scope: page.Scope, level: str, measure: str, types: tuple[str, ...]) -> page.Figure:
    outlines, around, frame = shapes(scope.known.stamp, level)
    anywhere = _inside(scope, level, EVERYWHERE, types)
    table = tables.by_place(anywhere, outlines, level) if len(anywhere) else pd.DataFrame(columns=list(tables.PLACE_COLUMNS))
    top = int(table[measure].max()) if len(table) else 0
    first = table.loc[table[measure] == top, "name"].astype(str).tolist()
    title = words.map_finding(measure, first, top, int(table[measure].sum()))
    note = words.MAP_NOTE + words.placed(*tables.placed(page.snapshots(scope.known), scope.start, scope.end))
    covered = max(1, tables.placed(page.snapshots(scope.known), scope.start, scope.end)[0])
    yearly = table.assign(a_year=table[measure] / covered * tables.YEAR)
    rows = yearly.assign(bin=places.rated(yearly["a_year"]))
    last = page.through(anywhere, scope)
    return page.Figure(
        "map", title, words.map_unit(measure),
        lambda: maps.binned(rows, outlines, around, towns(), words.BINS, "risk", "a_year", frame, maps.TALL, clicks=True),
        yearly, (EVENTS, BOUNDS[level]), min(scope.start, last), last, title, note, selects=True,
    )  # fmt: skip


def _map(scope: page.Scope) -> None:
    figure = located(scope)
    st.header(page.escaped(figure.title), anchor="map")
    left, right = st.columns([3, 2], gap="large")
    with right:
        MEASURE.select(220)
        st.caption(words.CLICK)
        _unplaced(scope)
    with left:
        page.draw(scope, figure, heading=False)


def _unplaced(scope: page.Scope) -> None:
    for text in _elsewhere(scope, LEVEL.value(), tuple(TYPES.value())):
        st.markdown(text)


@page.cached(100)
def _elsewhere(scope: page.Scope, level: str, types: tuple[str, ...]) -> list[str]:
    """What is told of events that are not on the map, in Markdown."""
    anywhere = _inside(scope, level, EVERYWHERE, types)
    rest = tables.unplaced(anywhere, level) if len(anywhere) else pd.DataFrame()
    if rest.empty:
        return []
    said = words.unplaced(int(rest["events"].sum()), int(rest["deaths"].sum()), int(anywhere["best"].sum()))
    lines = [words.unplaced_row(str(row["where"]), int(row["events"]), int(row["deaths"])) for row in rest.to_dict("records")]
    return [page.escaped(said), "\n".join(f"- {page.escaped(line)}" for line in lines)]


def who(scope: page.Scope) -> page.Figure:
    """Deaths by year and pair of actors, or actor."""
    return _who(scope, LEVEL.value(), _place(scope).value(), tuple(TYPES.value()), BY.value())


@page.cached(100)
def _who(scope: page.Scope, level: str, place: str, types: tuple[str, ...], by: str) -> page.Figure:
    chosen = _inside(scope, level, place, types)
    named = parties.named(page.frame_of(scope.known, ACTORS))
    made = tables.dyads if by == "dyads" else tables.actors
    table = made(chosen) if len(chosen) else pd.DataFrame(columns=list(tables.SHARE_COLUMNS))
    sums = table[table["name"] != tables.REST].groupby("name")["deaths"].sum().sort_values(ascending=False)
    some = len(sums) and int(chosen["best"].sum())
    title = words.who_finding(by, str(sums.index[0]), int(sums.iloc[0]), int(chosen["best"].sum())) if some else words.who(by)
    told = words.who_alt(by, str(sums.index[0]), int(sums.iloc[0])) if len(sums) else words.who(by)
    last = page.through(chosen, scope)
    return page.Figure(
        "who", title, words.WHO_UNIT[by], lambda: charts.shares(table, tables.REST, by == "dyads", named), table, (EVENTS, ACTORS),
        min(scope.start, last), last, told,
    )  # fmt: skip


@memo.told(8)
def _listed(chosen: pd.DataFrame, key: str) -> pd.DataFrame:
    del key  # types are named in the reader's language
    rows = tables.listed(chosen)
    return rows.assign(type=rows["type"].map(words.TYPES))


def _events(chosen: pd.DataFrame, place: str) -> None:
    title = words.events(len(chosen), _place_name(place))
    st.header(page.escaped(title), anchor="events")
    if chosen.empty:
        st.info(words.NO_EVENTS)
        return
    page.evidence(
        _listed(chosen, language.current()),
        key="events",
        title=words.EVENTS,
        glance=["date_end", "place", "dyad", "type", "best", "low", "high"],
    )


FIGURES = {"monthly": monthly, "map": located, "who": who}
