"""The subject beside other countries: what all have, in a table of scores, over the years, and with whom it can be told apart."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators import countries, wording
from indicators.charts import compare as charts
from indicators.charts import palette, theme
from indicators.pages import address, page
from indicators.pages.figure import Panel
from indicators.registry import INDICATORS
from indicators.subject import SUBJECT
from indicators.tables import compare as tables
from indicators.wording import compare as words

SOURCES = tuple(dict.fromkeys(key for item in INDICATORS.values() if item.compare is not None for key in item.sources))
SCORE = st.column_config.NumberColumn(format="%.1f")
FIRST = SUBJECT.beside["compare"]
DEFAULT = (*FIRST, *(code for code in SUBJECT.compared if code not in (SUBJECT.code, *FIRST)))
MOST = 15
ANSWERED = 2  # countries, the first chosen, that are told of in words and row by row
ORDER = address.Choice("order", lambda: words.ORDER, list(words.ORDERS), words.MEAN, lambda key: words.ORDERS[key])


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    world = page.results(scope.known).world
    if not tables.decembers(world, scope.end):
        st.info(words.NOTHING)
        return
    top = st.container()
    with st.grid(3, min_column_width=200):
        chosen = page.beside("countries", DEFAULT, MOST).select()
        period = f"{_year(scope).select()}-12"
        ORDER.select()
    for code in chosen[:ANSWERED]:
        with top:
            st.markdown(f"**{page.escaped(_answer(scope.known, code, period))}**")
    if not chosen:
        st.info(words.NOBODY)
    page.draw(scope, heat(scope))
    page.draw(scope, history(scope))
    for code in chosen[:ANSWERED]:
        _table(world, code, period)
    st.caption(words.ON_WHAT)


def _year(scope: page.Scope) -> address.Choice:
    years = [one[:4] for one in tables.decembers(page.results(scope.known).world, scope.end)]
    return address.Choice("year", words.YEAR, years, years[0])


def _codes() -> tuple[str, ...]:
    return (SUBJECT.code, *page.beside("countries", DEFAULT, MOST).value())


@page.cached(100)
def _answer(known: page.Known, code: str, period: str) -> str:
    table = tables.beside(page.results(known).world, code, period)
    found, other = tables.verdicts(table), countries.shown(code)
    rows = {str(row["key"]): row for row in table.to_dict("records")}

    def told(keys: tuple[str, ...]) -> list[str]:
        return [words.scored(wording.DIMENSIONS[key], rows[key]["own"], rows[key]["other"]) for key in keys]

    if not (found.above or found.below or found.alike):
        return words.nothing_in_common(period[:4], other)
    text = words.answer(period[:4], other, told(found.above), told(found.below), told(found.alike))
    most = tables.widest(table)
    return text if most is None else f"{text} {words.widest(most['name'], most['own'], most['other'])}"


def heat(scope: page.Scope) -> page.Figure:
    """Countries by dimensions and indicators in a December."""
    return _heat(scope.known, _codes(), f"{_year(scope).value()}-12", ORDER.value())


@page.cached(100)
def _heat(known: page.Known, codes: tuple[str, ...], period: str, by: str) -> page.Figure:
    world = page.results(known).world
    table = tables.heat(world, codes, period)
    order = [countries.shown(code) for code in tables.ordered(table, by)]
    shown = table.assign(name=table["country"].map(countries.shown))
    keys = [key for one in tables.dimensions(world) for key in (one, *tables.parts(one))]
    columns = {key: wording.DIMENSIONS.get(key) or words.SHORT.get(key, key) for key in keys if key in set(table["key"])}
    heads = {key: palette.dimension(key) for key in columns if key in wording.DIMENSIONS}
    places = []
    for key in heads:
        every = tables.standing(world, key, period)
        own = every[every["country"] == SUBJECT.code]
        places += [(wording.DIMENSIONS[key], int(row["rank"]), int(row["ranked"])) for row in own.to_dict("records")]
    return page.Figure(
        "heat", words.finding(period[:4], places), words.UNIT, lambda: charts.heat(shown, columns, heads, order, words.BINS),
        shown[["name", "country", "key", "score"]], SOURCES, period, period, words.heat_alt(period[:4], len(order)), words.HEAT_NOTE,
        place=words.PLACE,
    )  # fmt: skip


def history(scope: page.Scope) -> page.Figure:
    """The dimensions over the years, side by side."""
    return _history(scope, _codes())


@page.cached(100)
def _history(scope: page.Scope, codes: tuple[str, ...]) -> page.Figure:
    world = page.results(scope.known).world
    names = {code: countries.shown(code) for code in codes}
    keys, every, panels = tables.dimensions(world), [], []
    tops: list[tuple[str, list[str]]] = []
    for key in keys:
        table = tables.series(world, key, codes, scope.start, scope.end)
        if table.empty:
            continue
        every.append(table.assign(key=key))
        last = str(table["period"].max())
        newest = table[table["period"] == last]
        first = [names[str(code)] for code in newest.loc[newest["best"].round() == newest["best"].max().round(), "country"]]
        tops.append((wording.DIMENSIONS[key], first))
        title = words.highest(*tops[-1])
        panels.append(Panel(title, words.until(last), partial(charts.multiple, table, codes, names, scope.start, last)))
    table = pd.concat(every, ignore_index=True) if every else pd.DataFrame(columns=["key", *tables.RANGE_COLUMNS])
    return page.Figure(
        "history", words.history_finding(tops, len(names)), words.UNIT,
        panels[0].chart if panels else _nothing, table, SOURCES, scope.start,
        page.through(table, scope), words.series_alt(list(names.values())), words.HISTORY_NOTE, words.PLACE, panels=panels,
    )  # fmt: skip


def _nothing() -> theme.Drawn:
    raise AssertionError("an empty table is told in words, not drawn")


def _score(label: str) -> Any:
    return st.column_config.NumberColumn(label, format="%.1f")


def _table(world: pd.DataFrame, code: str, period: str) -> None:
    title = f"{words.TABLE}{wording.COLON} {countries.shown(code)}, {period[:4]}"
    box = st.expander(page.escaped(title), key=f"beside_rows_{code}", on_change="rerun", type="compact")
    if box.open:
        with box:
            table = tables.beside(world, code, period)
            told = table.assign(verdict=table["verdict"].map(words.VERDICT)).drop(columns="key")
            columns = dict.fromkeys(("own_low", "own_high", "other_low", "other_high", "difference"), SCORE)
            columns |= {"own": _score(SUBJECT.name.here), "other": _score(countries.shown(code))}
            page.evidence(
                told,
                key=f"beside_{code}",
                title=title,
                columns=columns,
                glance=["name", "own", "other", "difference", "verdict"],
            )


FIGURES = {"heat": heat, "history": history}
