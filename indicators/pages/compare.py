"""Compare: the subject beside other countries on the comparison set: an answer, its table, places among all, small multiples."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import countries, wording
from indicators.charts import compare as charts
from indicators.charts import series
from indicators.pages import address, page
from indicators.registry import DIMENSIONS, INDICATORS
from indicators.subject import SUBJECT
from indicators.tables import compare as tables
from indicators.wording import compare as words

SOURCES = tuple(dict.fromkeys(key for item in INDICATORS.values() if item.compare is not None for key in item.sources))
SCORE = st.column_config.NumberColumn(format="%.1f")


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    world = page.results(scope.known).world
    years = tables.decembers(world, scope.end)
    if not years:
        st.info(words.NOTHING)
        return
    chosen = page.beside("countries", SUBJECT.beside["compare"]).select()
    row = st.container(horizontal=True)
    with row:
        year = address.Choice("year", words.YEAR, [one[:4] for one in years], years[0][:4]).select(160)
        shown = address.Choice("set", words.SET, list(words.SETS), next(iter(words.SETS))).select(220)
    period = f"{year}-12"
    for code in chosen[:1]:
        _answer(world, code, period)
    st.caption(words.ON_WHAT)
    if not chosen:
        st.info(words.NOBODY)
    keys = tables.dimensions(world) if shown == "dimensions" else [shown, *tables.parts(shown)]
    names = {key: DIMENSIONS[key].name.en if key in DIMENSIONS else INDICATORS[key].name.en for key in keys}
    _strips(scope, world, names, chosen, period)
    for code in chosen:
        _table(world, code, period)
    _multiples(scope, world, names, chosen)


def _answer(world: pd.DataFrame, code: str, period: str) -> None:
    table = tables.beside(world, code, period)
    found, other = tables.verdicts(table), countries.name(code)
    rows = {str(row["key"]): row for row in table.to_dict("records")}

    def told(keys: tuple[str, ...]) -> list[str]:
        return [words.scored(wording.DIMENSIONS[key], rows[key]["own"], rows[key]["other"]) for key in keys]

    if not (found.above or found.below or found.alike):
        st.markdown(f"#### {page.escaped(words.nothing_in_common(period[:4], other))}")
        return
    text = words.answer(period[:4], other, told(found.above), told(found.below), told(found.alike))
    st.markdown(f"#### {page.escaped(text)}")


def _strips(scope: page.Scope, world: pd.DataFrame, names: dict[str, str], chosen: list[str], period: str) -> None:
    ranked = [tables.standing(world, key, period).assign(key=key) for key in names]
    table = pd.concat(ranked, ignore_index=True)
    order = [SUBJECT.code, *chosen]
    places = [
        words.place(names[str(row["key"])], int(row["rank"]), int(row["ranked"]), int(row["rank_most"]), int(row["rank_least"]))
        for row in table[table["country"] == SUBJECT.code].to_dict("records")
    ]
    named = {code: countries.name(code) for code in order}
    page.figure(
        scope, "strips", words.STRIPS, lambda: charts.strips(table, names, named, order), table, unit=words.UNIT, sources=SOURCES,
        last=period, note=words.STRIPS_NOTE, alt_text=words.strips_alt(period[:4], places),
    )  # fmt: skip
    for line in places:
        st.markdown(f"- {page.escaped(line)}")


def _table(world: pd.DataFrame, code: str, period: str) -> None:
    table = tables.beside(world, code, period)
    title = f"{words.TABLE}: {countries.name(code)}, {period[:4]}"
    st.header(page.escaped(title), anchor=f"with-{code.lower()}")
    if table.empty:
        st.info(page.escaped(words.nothing_in_common(period[:4], countries.name(code))))
        return
    told = table.assign(verdict=table["verdict"].map(words.VERDICT)).drop(columns="key")
    columns = dict.fromkeys(("own", "own_low", "own_high", "other", "other_low", "other_high", "difference"), SCORE)
    page.evidence(
        told[["name", "own", "other", "difference", "verdict", "own_low", "own_high", "other_low", "other_high", "level"]],
        key=f"beside_{code}",
        title=title,
        columns=columns,
    )


def _multiples(scope: page.Scope, world: pd.DataFrame, names: dict[str, str], chosen: list[str]) -> None:
    order = [SUBJECT.code, *chosen]
    named = {code: countries.name(code) for code in order}
    for place in range(0, len(names), 2):
        for column, key in zip(st.columns(2), list(names)[place : place + 2], strict=False):
            table = tables.series(world, key, order, scope.start, scope.end)
            told = words.series_alt(names[key], list(named.values()))
            with column:
                page.figure(
                    scope, f"series_{key.replace('.', '_')}", names[key],
                    lambda table=table: series.neighbours(table, named, order, scope.start, scope.end, "score, 0-100"), table,  # type: ignore[misc]
                    unit=words.UNIT, sources=SOURCES, last=page.through(table, scope), alt_text=told,
                )  # fmt: skip
