"""The first page: the index and the four dimensions, against a year before, over time, and what moved them."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators import months, wording
from indicators.charts import history as lines
from indicators.charts import scores as drawing
from indicators.charts.lines import Line, over_time
from indicators.model import FIRST_PERIOD
from indicators.pages import address, page
from indicators.registry import DIMENSIONS, INDICATORS, PULSE
from indicators.tables import overview as tables
from indicators.wording import overview as words

NAMES = {"index": words.INDEX, **wording.DIMENSIONS}
SOURCES = tuple(dict.fromkeys(key for item in INDICATORS.values() for key in item.sources))
SPARK = 60  # months in a card's line
LARGEST = 2  # changes named in a title
SHOWN = (
    Line(tables.WITHOUT, words.WITHOUT, "@soft", 1.4, (4, 3)),
    Line(PULSE.key, words.PULSE, "@pulse"),
    Line("index", words.INDEX, "@ink", 2.6, band=True),
)


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    cards = _known_cards(scope.known, scope.end)
    values = {NAMES[key]: card.score for key, card in cards.items() if key != "index"}
    _sentence(scope, cards, values)
    _cards(scope, cards)
    _index(scope)
    _moved(scope)
    page.draw(scope, dimensions(scope))
    st.header(words.KNOW)
    for note in words.NOTES:
        st.markdown(f"- {note}")


@page.cached(max_entries=500)
def _known_cards(known: page.Known, end: str) -> dict[str, tables.Card]:
    found = page.results(known)
    return {card.key: card for card in tables.cards(found.scores, found.observations, end)}


@page.cached(max_entries=6)
def _turning(known: page.Known) -> pd.DataFrame:
    return tables.turning_points(*(page.frame_of(known, key) for key in ("governance_events", "foreign_forces")))


def _sentence(scope: page.Scope, cards: dict[str, tables.Card], values: dict[str, float]) -> None:
    index = cards.get("index")
    if index is None:
        missing = [NAMES[key] for key in DIMENSIONS if key not in cards]
        st.markdown(f"**{page.escaped(words.no_index(scope.end, missing))}**")
        return
    without = page.score_of(scope.known, tables.WITHOUT, scope.end)
    first = words.summary(scope.end, index.score, index.low, index.high, index.change, without)
    st.markdown(f"**{page.escaped(first)}**")
    st.markdown(page.escaped(words.carried_by(values, index.older)))


def _cards(scope: page.Scope, cards: dict[str, tables.Card]) -> None:
    with st.grid(len(NAMES), min_column_width=160, height="stretch"):
        for key, name in NAMES.items():
            with st.container(border=True, gap="xxsmall", height="stretch"):
                card = cards.get(key)
                if card is None:
                    st.info(page.escaped(words.no_score(name, key)))
                    continue
                calm = card.change is None or abs(card.change) < wording.NOTHING
                line = page.scores_of(scope.known, (key,), FIRST_PERIOD, scope.end).tail(SPARK)
                st.metric(
                    name,
                    f"{card.score:.1f}",
                    words.moved(card.change),
                    delta_color="off",
                    delta_arrow="off" if calm else "auto",
                )
                page.spark(scope, key, partial(drawing.spark, line, key), words.spark_alt(name, line))
                st.caption(page.escaped(words.card(card.low, card.high, card.status, card.older)))


def _table(scope: page.Scope, keys: tuple[str, ...], start: str) -> pd.DataFrame:
    rows: pd.DataFrame = page.scores_of(scope.known, keys, start, scope.end)
    return rows.sort_values(["period", "key"], ascending=[False, True])


def _span(scope: page.Scope) -> address.Choice:
    return address.Choice(
        "span", words.SPAN, list(words.SPANS), "60" if scope.start == page.START else "chosen", words.SPANS.__getitem__
    )


def _start(scope: page.Scope) -> str:
    """First month of the lines: that many months back, the first there is, or the one chosen for the page."""
    span = _span(scope).value()
    if span == "chosen":
        return scope.start
    return FIRST_PERIOD if span == "all" else months.period(months.ordinal(scope.end) - int(span))


def _events(scope: page.Scope) -> pd.DataFrame:
    events: pd.DataFrame = _turning(scope.known)
    return events[events["period"].between(_start(scope), scope.end)]


def history(scope: page.Scope) -> page.Figure:
    """The index, the pulse and the index without foreign forces over time, with turning points."""
    start = _start(scope)
    table = _table(scope, tuple(line.key for line in SHOWN), start)
    points = tables.on_the_line(_events(scope), page.scores_of(scope.known, ("index",), start, scope.end))
    own = table[table["key"] == "index"].sort_values("period")
    ends = list(zip(own["period"].astype(str), own["score"].astype(float), strict=True))
    year = months.period(months.ordinal(scope.end) - tables.YEAR)
    now, then = (page.score_of(scope.known, PULSE.key, period) for period in (scope.end, year))
    title = (
        words.history_finding(ends[0], ends[-1], None if now is None else (now, then))
        if ends
        else words.no_index(scope.end, [])
    )
    first = ends[0][0] if ends else start
    return page.Figure(
        "index", title, words.UNIT, lambda: lines.history(table, SHOWN, points, first, scope.end), table, SOURCES, first, scope.end,
        words.index_alt(scope.end, page.score_of(scope.known, "index", scope.end), first), words.INDEX_NOTE, selects=True,
    )  # fmt: skip


def _index(scope: page.Scope) -> None:
    _span(scope).segments(hidden=True)
    chosen = page.draw(scope, history(scope))
    inside = _events(scope)
    periods = [item["period"] for item in (chosen or {}).get(drawing.TURNING, [])]
    clicked = inside[inside["period"].isin(periods)]
    glance = ["date", "kind", "summary", "source_publisher", "source_grade", "source_url"]
    if not clicked.empty:
        st.subheader(words.TURNING)
        page.evidence(clicked.drop(columns="period"), key="turning", title=words.TURNING, glance=glance)
    box = st.expander(words.ALL_TURNING, key="turning_points", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(inside.drop(columns="period"), key="all_turning", title=words.ALL_TURNING, glance=glance)


def _base(scope: page.Scope) -> address.Choice | None:
    earlier = [months.period(number) for number in range(months.ordinal(FIRST_PERIOD), months.ordinal(scope.end))][::-1]
    year = months.period(months.ordinal(scope.end) - tables.YEAR)
    default = year if year in earlier else earlier[0] if earlier else ""
    return address.Choice("base", words.BASE, earlier, default, wording.month) if earlier else None


def changes(scope: page.Scope) -> page.Figure:
    """Points of index that each indicator added or took between two months."""
    choice = _base(scope)
    base = choice.value() if choice else scope.end
    table = tables.moved(page.points(scope.known), base, scope.end)
    told = table[table["change"].abs() >= drawing.LEAST].head(LARGEST)
    largest = list(zip(told["name"].astype(str), told["change"].astype(float), strict=True))
    change = float(table["change"].sum()) if len(table) else 0.0
    title = words.moved_finding(base, change, largest) if len(table) else words.moved_title(base, scope.end)
    note = words.still(int((table["change"].abs() < drawing.LEAST).sum()))
    return page.Figure(
        "moved", title, words.POINTS, lambda: drawing.moved(table), table, SOURCES, base, scope.end, words.moved_alt(base, scope.end), note,
        empty=words.no_moved(base, scope.end),
    )  # fmt: skip


def _moved(scope: page.Scope) -> None:
    choice = _base(scope)
    if choice is None:
        return
    figure = changes(scope)
    st.header(page.escaped(figure.title), anchor="moved")
    base = choice.select(260)
    if len(figure.table):
        before, after = (page.score_of(scope.known, "index", period) or 0.0 for period in (base, scope.end))
        first = figure.table.iloc[0]
        st.markdown(page.escaped(words.moved_sum(base, scope.end, before, after, str(first["name"]), float(first["change"]))))
    page.draw(scope, figure, heading=False)


def dimensions(scope: page.Scope) -> page.Figure:
    """The four dimensions over time."""
    table = _table(scope, tuple(DIMENSIONS), scope.start)
    now = table[table["period"] == scope.end]
    values = {NAMES[str(key)]: float(score) for key, score in zip(now["key"], now["score"], strict=True)}
    shown = [Line(key, NAMES[key], f"@{key}", band=True) for key in DIMENSIONS]
    return page.Figure(
        "dimensions", words.dimensions_finding(scope.end, values), words.UNIT,
        lambda: over_time(table, shown, scope.start, scope.end, key="key", value="score", domain=(0, 100)),
        table, SOURCES, scope.start, scope.end, words.dimension_alt(scope.end, values),
    )  # fmt: skip


FIGURES = {"index": history, "moved": changes, "dimensions": dimensions}
