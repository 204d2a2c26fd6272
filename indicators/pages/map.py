"""The conflict map: two periods side by side, their difference, the places that changed most, and a year at a time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from indicators import language
from indicators.charts import maps as charts
from indicators.charts import palette
from indicators.pages import address, page
from indicators.pages.figure import Panel
from indicators.store import read
from indicators.subject import SUBJECT
from indicators.tables import conflict, parties
from indicators.tables import places as tables
from indicators.wording import map as words

EVENTS, ACTORS = "ucdp_ged", "actors"
BOUNDS = {"region": SUBJECT.layer(1).outlines, "cercle": SUBJECT.layer(2).outlines}
SECONDS = 1.5  # of a year, while the map plays
AROUND, MARGIN = "west_africa", 0.35
LEVEL = address.Choice("level", lambda: words.LEVEL, list(words.LEVELS), "cercle", lambda key: words.LEVELS[key])
MEASURE = address.Choice("show", lambda: words.MEASURE, list(words.MEASURES), "deaths", lambda key: words.MEASURES[key])
TYPE = address.Choice("type", lambda: words.TYPE, list(words.TYPES), "all", lambda key: words.TYPES[key])


@page.cached(4)
def _known(known: page.Known) -> pd.DataFrame:
    return conflict.known(page.snapshots(known))


@page.cached(4)
def _periods(known: page.Known) -> list[str]:
    last = page.last_month(known)
    return tables.periods(conflict.whole_year(page.snapshots(known), last)) if last else []


@page.cached(4)
def shapes(stamp: str, level: str) -> tuple[dict[str, Any], dict[str, Any], tuple[float, float, float, float]]:
    """Outlines of a level, of the neighbours, and the frame of the map in degrees."""
    del stamp  # part of the key: the file it tells of holds these outlines
    own, frame = read.geo(BOUNDS[level]), tables.box(read.geo(BOUNDS["region"]), MARGIN)
    around = tables.light(read.geo(AROUND), frame)
    near = [one for one in around["features"] if one["properties"]["iso3"] != SUBJECT.code]
    return tables.light(own), {**around, "features": near}, frame


def towns() -> list[tuple[str, float, float, str]]:
    """The capitals of regions, as they are named in the language chosen: name, longitude, latitude, side of the name."""
    return [(one.name.here, one.longitude, one.latitude, one.side) for one in SUBJECT.capitals]


def show(scope: page.Scope) -> None:
    """Draw the page as known on the day chosen; it has periods of its own, which end where places do."""
    every = _periods(scope.known)
    if not every:
        st.info(words.NOTHING)
        return
    st.caption(words.fresh(tables.span(every[0])[1]))
    first, second = _chosen(scope)
    with st.grid(5, min_column_width=150):
        first.select()
        second.select()
        LEVEL.select()
        MEASURE.select()
        TYPE.select()
    page.draw(scope, maps(scope))
    page.draw(scope, changes(scope))
    playing = st.toggle(words.PLAY, key="_play")
    st.fragment(language.kept(_year), run_every=SECONDS if playing else None)(scope, playing)


def _year(scope: page.Scope, playing: bool) -> None:
    choice = _years(scope)
    if playing:  # the next year, and after the last the first again; no step in the browser's history
        place = choice.options.index(choice.value()) + 1
        st.session_state[choice.key] = choice.options[place % len(choice.options)]
    choice.slider()
    page.draw(scope, year(scope))


def _years(scope: page.Scope) -> address.Choice:
    every = [one for one in _periods(scope.known) if len(one) == 4][::-1]
    return address.Choice("year", words.YEAR, every, every[-1])


def year(scope: page.Scope) -> page.Figure:
    """One year, in the bins of the periods."""
    one, what = _years(scope).value(), (_types(), LEVEL.value(), MEASURE.value())
    table, (known, rest) = _of(scope.known, one, *what), _counted(scope.known, one, *what)
    outlines, around, frame = shapes(scope.known.stamp, LEVEL.value())
    rows = table.assign(bin=tables.bins(table["value"]))
    events = conflict.within(_known(scope.known), *tables.span(one), _types(), LEVEL.value(), None)
    dots = parties.points(events, parties.named(page.frame_of(scope.known, ACTORS)))
    named = dots.assign(party=dots["party"].map(words.PARTIES))
    shades = {words.PARTIES[key]: palette.actor(key) for key in parties.ORDER if key in set(dots["party"])}
    panels = [
        Panel(*words.by_place(LEVEL.value(), known, rest),
              lambda: charts.binned(rows, outlines, around, towns(), words.BINS, "risk", "value", frame, charts.TALL)),
        Panel(*words.by_actor(int((events["best"] > 0).sum()), len(dots)),
              lambda: charts.points(named, outlines, around, towns(), shades, frame)),
    ]  # fmt: skip
    top = int(table["value"].max())
    first = table.loc[table["value"] == top, "name"].astype(str).tolist()
    title = words.year_finding(MEASURE.value(), one, known + rest, first, top)
    return page.Figure(
        "year", title, words.unit(MEASURE.value()), panels[0].chart, table, (EVENTS, BOUNDS[LEVEL.value()]), *tables.span(one), title,
        f"{words.PARTY_NOTE} {words.MAP_NOTE}",
        panels=panels,
    )  # fmt: skip


def _chosen(scope: page.Scope) -> tuple[address.Choice, address.Choice]:
    every = _periods(scope.known)
    second = address.Choice("second", words.SECOND, every, every[0], words.named)
    return address.Choice("first", words.FIRST, every, tables.before(second.value(), every), words.named), second


def _types() -> tuple[str, ...]:
    return conflict.TYPES if TYPE.value() == "all" else (TYPE.value(),)


@page.cached(64)
def _of(known: page.Known, period: str, types: tuple[str, ...], level: str, measure: str) -> pd.DataFrame:
    return tables.of(_known(known), shapes(known.stamp, level)[0], period, types, level, measure)


@page.cached(64)
def _counted(known: page.Known, period: str, types: tuple[str, ...], level: str, measure: str) -> tuple[int, int]:
    return tables.counted(_known(known), period, types, level, measure)


def _compared(scope: page.Scope) -> tuple[str, str, pd.DataFrame]:
    (first, second), what = (one.value() for one in _chosen(scope)), (_types(), LEVEL.value(), MEASURE.value())
    return first, second, tables.compared(_of(scope.known, first, *what), _of(scope.known, second, *what))


def maps(scope: page.Scope) -> page.Figure:
    """Two periods and their difference."""
    first, second, table = _compared(scope)
    what = (_types(), LEVEL.value(), MEASURE.value())
    counts = [_counted(scope.known, one, *what) for one in (first, second)]
    sums = (sum(counts[0]), sum(counts[1]))
    outlines, around, frame = shapes(scope.known.stamp, LEVEL.value())

    def drawn(column: str, names: tuple[str, ...], ramp: str, edges: tuple[int, ...]) -> Any:
        rows = table.assign(bin=tables.bins(table[column], edges))
        return lambda: charts.binned(rows, outlines, around, towns(), names, ramp, column, frame)

    panels = [
        Panel(words.named(one), words.placed(*count), drawn(column, words.BINS, "risk", tables.BINS))
        for one, count, column in zip((first, second), counts, ("first", "second"), strict=True)
    ]
    panels.append(
        Panel(words.DIFFERENCE, words.less(first, second), drawn("difference", words.STEPS, "difference", tables.STEPS))
    )
    rises = list(zip(table["name"].astype(str), table["difference"].astype(int), strict=True))
    start, end = min(tables.span(first)[0], tables.span(second)[0]), max(tables.span(first)[1], tables.span(second)[1])
    return page.Figure(
        "maps", words.finding(MEASURE.value(), first, second, sums, rises), words.unit(MEASURE.value()), panels[0].chart, table,
        (EVENTS, BOUNDS[LEVEL.value()]), start, end, words.alt(first, second, sums), words.MAP_NOTE, panels=panels,
    )  # fmt: skip


def changes(scope: page.Scope) -> page.Figure:
    """The places that changed most."""
    first, second, table = _compared(scope)
    up, down = int((table["difference"] > 0).sum()), int((table["difference"] < 0).sum())
    shown = tables.changed(table)
    start, end = min(tables.span(first)[0], tables.span(second)[0]), max(tables.span(first)[1], tables.span(second)[1])
    title = words.changes_finding(LEVEL.value(), up, down)
    return page.Figure(
        "changes", title, words.CHANGES_UNIT, lambda: charts.changes(shown, words.named(first), words.named(second)), shown,
        (EVENTS,), start, end, title,
    )  # fmt: skip


FIGURES = {"maps": maps, "changes": changes, "year": year}
