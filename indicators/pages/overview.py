"""The first page: the index and the four dimensions, against a year before, over time, and what moved them."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators import months, wording
from indicators.charts import scores as drawing
from indicators.model import FIRST_PERIOD
from indicators.pages import address, page
from indicators.registry import DIMENSIONS, INDICATORS
from indicators.tables import overview as tables
from indicators.wording import overview as words

NAMES = {"index": words.INDEX, **wording.DIMENSIONS}
SOURCES = tuple(dict.fromkeys(key for item in INDICATORS.values() for key in item.sources))
SPARK = 60  # months in a card's line


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    known = page.results(scope.known)
    cards = {card.key: card for card in tables.cards(known.scores, known.observations, scope.end)}
    values = {NAMES[key]: card.score for key, card in cards.items() if key != "index"}
    _sentence(scope, cards, values)
    _cards(scope, cards)
    _index(scope)
    _moved(scope)
    lines = _table(scope, tuple(DIMENSIONS))
    page.figure(
        scope, "dimensions", words.DIMENSION_CHART,
        lambda: drawing.over_time(lines, {key: NAMES[key] for key in DIMENSIONS}, tuple(DIMENSIONS), scope.start, scope.end),
        lines, unit=words.UNIT, sources=SOURCES, last=scope.end, alt_text=words.dimension_alt(scope.end, values),
    )  # fmt: skip
    st.header(words.KNOW)
    for note in words.NOTES:
        st.markdown(f"- {note}")


def _sentence(scope: page.Scope, cards: dict[str, tables.Card], values: dict[str, float]) -> None:
    index = cards.get("index")
    if index is None:
        missing = [NAMES[key] for key in DIMENSIONS if key not in cards]
        st.markdown(f"#### {page.escaped(words.no_index(scope.end, missing))}")
        return
    without = tables.value(page.results(scope.known).scores, tables.WITHOUT, scope.end)
    first = words.summary(scope.end, index.score, index.low, index.high, index.change, without)
    st.markdown(f"#### {page.escaped(first)}")
    st.markdown(page.escaped(words.carried_by(values, index.older)))


def _cards(scope: page.Scope, cards: dict[str, tables.Card]) -> None:
    scores = page.results(scope.known).scores
    for column, (key, name) in zip(st.columns(len(NAMES)), NAMES.items(), strict=True):
        card = cards.get(key)
        if card is None:
            column.info(page.escaped(words.no_score(name, key)))
            continue
        calm = card.change is None or abs(card.change) < wording.NOTHING
        line = scores[(scores["key"] == key) & (scores["period"] <= scope.end)].sort_values("period").tail(SPARK)
        with column.container(border=True, gap="xxsmall"):
            st.metric(
                name,
                f"{card.score:.1f}",
                words.moved(card.change),
                delta_color="off" if calm else "inverse",
                delta_arrow="off" if calm else "auto",
            )
            page.spark(scope, key, partial(drawing.spark, line, key), words.spark_alt(name, line))
            st.caption(page.escaped(words.card(card.low, card.high, card.status, card.older)))


def _table(scope: page.Scope, keys: tuple[str, ...]) -> pd.DataFrame:
    scores = page.results(scope.known).scores
    rows: pd.DataFrame = scores[scores["key"].isin(keys) & scores["period"].between(scope.start, scope.end)]
    return rows.sort_values(["period", "key"], ascending=[False, True])


def _index(scope: page.Scope) -> None:
    names = {"index": words.INDEX, tables.WITHOUT: words.WITHOUT}
    lines = _table(scope, tuple(names))
    events = tables.turning_points(*(page.frame_of(scope.known, key) for key in ("governance_events", "foreign_forces")))
    inside = events[events["period"].between(scope.start, scope.end)]
    scores = page.results(scope.known).scores
    chosen = page.figure(
        scope, "index", words.INDEX_CHART,
        lambda: drawing.over_time(lines, names, ("index",), scope.start, scope.end, points=tables.on_the_line(inside, scores)),
        lines, unit=words.UNIT, sources=SOURCES, last=scope.end, note=words.INDEX_NOTE, selects=True,
        alt_text=words.index_alt(scope.end, tables.value(scores, "index", scope.end), scope.start),
    )  # fmt: skip
    periods = [item["period"] for item in (chosen or {}).get(drawing.TURNING, [])]
    clicked = inside[inside["period"].isin(periods)]
    if not clicked.empty:
        st.subheader(words.TURNING)
        page.evidence(clicked.drop(columns="period"), key="turning", title=words.TURNING)
    box = st.expander(words.ALL_TURNING, key="turning_points", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(inside.drop(columns="period"), key="all_turning", title=words.ALL_TURNING)


def _moved(scope: page.Scope) -> None:
    earlier = [months.period(number) for number in range(months.ordinal(FIRST_PERIOD), months.ordinal(scope.end))][::-1]
    year_before = months.period(months.ordinal(scope.end) - tables.YEAR)
    if not earlier:
        return
    choice = address.Choice("base", words.BASE, earlier, year_before if year_before in earlier else earlier[0], wording.month)
    title = words.moved_title(choice.value(), scope.end)
    st.header(title, anchor="moved")
    base = choice.select(260)
    known = page.results(scope.known)
    table = tables.moved(page.points(scope.known), base, scope.end)
    if table.empty:
        st.info(words.no_moved(base, scope.end))
        return
    before, after = (tables.value(known.scores, "index", period) or 0.0 for period in (base, scope.end))
    st.markdown(page.escaped(words.moved_sum(base, scope.end, before, after, str(table["name"][0]), float(table["change"][0]))))
    page.figure(
        scope, "moved", title, lambda: drawing.moved(table), table, unit=words.POINTS, sources=SOURCES, last=scope.end,
        alt_text=words.moved_alt(base, scope.end), heading=False,
    )  # fmt: skip
