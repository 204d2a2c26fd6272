"""The conflict map: two periods side by side, their difference, the places that changed most, and a year at a time; in numbers, or per
100,000 inhabitants by region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from indicators import language
from indicators.charts import maps as charts
from indicators.charts import palette
from indicators.dimensions.conflict import cercles
from indicators.pages import address, page
from indicators.pages.figure import Panel
from indicators.pages.ways import Numbers, Rates
from indicators.store import read
from indicators.subject import SUBJECT
from indicators.tables import conflict, parties, rates
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
def _people(known: page.Known) -> pd.Series | None:
    return rates.inhabitants(page.snapshots(known))


@page.cached(4)
def shapes(stamp: str, level: str) -> tuple[dict[str, Any], dict[str, Any], tuple[float, float, float, float]]:
    """Outlines of a level, of the neighbours, and the frame of the map in degrees."""
    del stamp  # part of the key: the file it tells of holds these outlines
    own, frame = _named(read.geo(BOUNDS[level])), tables.box(read.geo(BOUNDS["region"]), MARGIN)
    around = tables.light(read.geo(AROUND), frame)
    near = [one for one in around["features"] if one["properties"]["iso3"] != SUBJECT.code]
    return tables.light(own), {**around, "features": near}, frame


def _named(own: dict[str, Any]) -> dict[str, Any]:
    """Outlines with the places that bear a capital's name called as it is called in the language chosen."""
    called = {cercles.plain(one.name.fr): one.name.here for one in SUBJECT.capitals}

    def told(place: dict[str, Any]) -> dict[str, Any]:
        return {**place, "name": called.get(cercles.plain(str(place["name"])), place["name"])}

    return {**own, "features": [{**one, "properties": told(one["properties"])} for one in own["features"]]}


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
    _choices(scope)
    page.draw(scope, maps(scope))
    page.draw(scope, changes(scope))
    playing = st.toggle(words.PLAY, key="_play")
    st.fragment(language.kept(_year), run_every=SECONDS if playing else None)(scope, playing)


def _choices(scope: page.Scope) -> None:
    first, second = _chosen(scope)
    if _people(scope.known) is None:
        st.caption(words.NO_CENSUS)
    else:
        _per(scope).segments()
    with st.grid(5, min_column_width=150):
        first.select()
        second.select()
        if isinstance(_way(scope), Rates):
            st.selectbox(words.LEVEL, [words.LEVELS["region"]], key="_regions", disabled=True, help=words.BY_REGION)
        else:
            LEVEL.select()
        MEASURE.select()
        TYPE.select()


def _per(scope: page.Scope) -> address.Choice:
    known = list(words.PERS)[: 1 if _people(scope.known) is None else None]
    return address.Choice("per", lambda: words.PER, known, "persons", lambda key: words.PERS[key])


def _way(scope: page.Scope) -> Numbers | Rates:
    people = _people(scope.known)
    if people is None or _per(scope).value() == "persons":
        return Numbers(MEASURE.value())
    return Rates(MEASURE.value(), people)


def _level(way: Numbers | Rates) -> str:
    chosen = LEVEL.value()
    return "region" if isinstance(way, Rates) else chosen


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
    one, way = _years(scope).value(), _way(scope)
    level = _level(way)
    what = (_types(), level, MEASURE.value())
    table, (known, rest) = way.of(_of(scope.known, one, *what), one), _counted(scope.known, one, *what)
    outlines, around, frame = shapes(scope.known.stamp, level)
    events = conflict.within(_known(scope.known), *tables.span(one), _types(), level, None)
    dots = parties.points(events, parties.named(page.frame_of(scope.known, ACTORS)))
    named = dots.assign(party=dots["party"].map(words.PARTIES))
    shades = {words.PARTIES[key]: palette.actor(key) for key in parties.ORDER if key in set(dots["party"])}
    panels = [
        Panel(*words.by_place(level, known, rest),
              lambda: charts.binned(table, outlines, around, towns(), way.names[0], "risk", "value", frame, charts.TALL, form=way.form,
                                    unknown=words.NO_FIGURE)),
        Panel(*words.by_actor(int((events["best"] > 0).sum()), len(dots)),
              lambda: charts.points(named, outlines, around, towns(), shades, frame)),
    ]  # fmt: skip
    shown = way.shown(table.drop(columns="bin"))
    title = way.year_finding(one, known + rest, shown)
    return page.Figure(
        "year", title, way.unit(), panels[0].chart, shown, (EVENTS, BOUNDS[level], *way.sources), *tables.span(one), title,
        f"{words.PARTY_NOTE} {way.note(shown)}",
        panels=panels, rests=(one, _types(), level, MEASURE.value(), type(way).__name__),
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


def _compared(scope: page.Scope) -> tuple[str, str, Numbers | Rates, pd.DataFrame]:
    (first, second), way = (one.value() for one in _chosen(scope)), _way(scope)
    what = (_types(), _level(way), MEASURE.value())
    return first, second, way, way.compared(*(way.of(_of(scope.known, one, *what), one) for one in (first, second)))


def maps(scope: page.Scope) -> page.Figure:
    """Two periods and their difference."""
    first, second, way, table = _compared(scope)
    level = _level(way)
    counts = [_counted(scope.known, one, _types(), level, MEASURE.value()) for one in (first, second)]
    sums = (sum(counts[0]), sum(counts[1]))
    outlines, around, frame = shapes(scope.known.stamp, level)

    def drawn(column: str, names: Sequence[str], ramp: str) -> Any:
        rows = table.assign(bin=way.bins(table, column))
        return lambda: charts.binned(
            rows, outlines, around, towns(), names, ramp, column, frame, form=way.form, unknown=words.NO_FIGURE
        )

    panels = [
        Panel(words.named(one), words.placed(*count), drawn(column, way.names[0], "risk"))
        for one, count, column in zip((first, second), counts, ("first", "second"), strict=True)
    ]
    panels.append(Panel(words.DIFFERENCE, way.less(first, second), drawn("difference", way.names[1], "difference")))
    shown = way.shown(table)
    title = way.finding(first, second, sums, shown)
    return page.Figure(
        "maps", title, way.unit(), panels[0].chart, shown, (EVENTS, BOUNDS[level], *way.sources), *_span(first, second),
        way.alt(first, second, sums, title), way.note(shown), panels=panels,
        rests=(first, second, _types(), level, MEASURE.value(), type(way).__name__),
    )  # fmt: skip


def _span(first: str, second: str) -> tuple[str, str]:
    """First and last month of two periods together."""
    begun, ended = zip(tables.span(first), tables.span(second), strict=True)
    return min(begun), max(ended)


def changes(scope: page.Scope) -> page.Figure:
    """The places that changed most."""
    first, second, way, table = _compared(scope)
    whole = way.shown(table).dropna(subset=["difference"])
    up, down = int((whole["difference"] > 0).sum()), int((whole["difference"] < 0).sum())
    shown = tables.changed(whole)
    title = way.changes_finding(_level(way), up, down)
    return page.Figure(
        "changes", title, way.unit(changes=True), lambda: charts.changes(shown, words.named(first), words.named(second), way.decimals),
        shown, (EVENTS, *way.sources), *_span(first, second), title, way.changes_note(table),
        rests=(first, second, _types(), _level(way), MEASURE.value(), type(way).__name__),
    )  # fmt: skip


FIGURES = {"maps": maps, "changes": changes, "year": year}
