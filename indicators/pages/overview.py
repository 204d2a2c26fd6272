"""The first page: what happened, where level and pulse stand, how sure a change is, and what made it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators import months, wording
from indicators.charts import changes as bars
from indicators.charts import history as lines
from indicators.charts import scores as drawing
from indicators.charts.lines import Line, over_time
from indicators.model import FIRST_PERIOD
from indicators.pages import address, page
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS
from indicators.scoring.verdict import Direction, Verdict
from indicators.tables import changes as causes
from indicators.tables import overview as tables
from indicators.wording import changes as cause_words
from indicators.wording import overview as words
from indicators.wording import verdict as verdict_words

NAMES = {"index": words.INDEX, PULSE.key: words.PULSE, **wording.DIMENSIONS}
SOURCES = tuple(dict.fromkeys(key for item in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in item.sources))
SPARK = 60  # months in a card's line
NEWEST, WEAK = 3, "C"  # turning points told at the top, none on the word of a weak source
SHOWN = (
    Line(tables.WITHOUT, words.WITHOUT, "@soft", 1.4, (4, 3)),
    Line(PULSE.key, words.PULSE, "@pulse", band=True),
    Line("index", words.INDEX, "@ink", 2.6, band=True),
)


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    found = page.verdict(scope.known, _year_before(scope.end), scope.end)
    _verdict(scope, found)
    _cards(scope, found)
    _index(scope)
    _moved(scope)
    page.draw(scope, dimensions(scope))
    st.header(words.KNOW, anchor="know")
    for note in words.NOTES:
        st.markdown(f"- {page.escaped(note)}")
    st.caption(page.escaped(verdict_words.HOW))


def _year_before(period: str) -> str:
    return months.period(months.ordinal(period) - tables.YEAR)


@page.cached(6)
def _turning(known: page.Known) -> pd.DataFrame:
    return tables.turning_points(*(page.frame_of(known, key) for key in ("governance_events", "foreign_forces")))


def _verdict(scope: page.Scope, found: Verdict | None) -> None:
    events = _turning(scope.known)
    events = events[events["period"].between(scope.start, scope.end)]
    newest = events[events["source_grade"] != WEAK].tail(NEWEST)
    if len(newest):
        told = " ".join(f"{page.escaped(words.event(row['date'], row['summary']))} {page.badge(row['source_grade'])}"
                        for row in newest.to_dict("records"))  # fmt: skip
        st.markdown(f"**{words.HAPPENED}** {told}")
    if found is None or found.index is None:
        scores = page.results(scope.known).scores
        there = set(scores.loc[scores["period"] == scope.end, "key"])
        missing = [NAMES[key] for key in DIMENSIONS if key not in there]
        st.markdown(f"**{words.STANDS}** {page.escaped(words.no_verdict(scope.end, missing, 'index' in there))}")
    if found is not None:
        for label, sentence in zip((words.STANDS, words.DIRECTION, words.SURE), verdict_words.whole(found), strict=True):
            st.markdown(f"**{label}** {page.escaped(sentence)}")


def _cards(scope: page.Scope, found: Verdict | None) -> None:
    now = page.month_of(scope.known, scope.end)
    headline = {"index": found.index if found else None, PULSE.key: found.pulse if found else None}
    told = {**headline, **(found.dimensions if found else {})}
    for keys, width, decimals in (((*headline,), 150, 1), ((*DIMENSIONS,), 160, 0)):
        with st.grid(len(keys), min_column_width=width, height="stretch"):
            for key in keys:
                with st.container(border=True, gap="xxsmall", height="stretch"):
                    if key in now:
                        _card(scope, key, now[key], told.get(key), decimals)
                    else:
                        st.info(page.escaped(words.no_score(NAMES[key], key)))


def _card(scope: page.Scope, key: str, row: Mapping[Hashable, Any], one: Direction | None, decimals: int) -> None:
    line = page.scores_of(scope.known, (key,), FIRST_PERIOD, scope.end).tail(SPARK)
    st.metric(
        NAMES[key], f"{row['score']:.{decimals}f}", verdict_words.direction(one) if one else None,
        delta_color="off", delta_arrow="off",
    )  # fmt: skip
    page.spark(scope, key, partial(drawing.spark, line, key), words.spark_alt(NAMES[key], line))
    band = (float(row["p05"]), float(row["p95"])) if pd.notna(row["p05"]) else None
    st.caption(page.escaped(words.card(band, one.before if one else None, str(row["status"]), float(row["stale"]))))


def _table(scope: page.Scope, keys: tuple[str, ...], start: str) -> pd.DataFrame:
    rows: pd.DataFrame = page.scores_of(scope.known, keys, start, scope.end)
    return rows.sort_values(["period", "key"], ascending=[False, True])


def _banded(table: pd.DataFrame) -> pd.DataFrame:
    """Simulated bands in place of the producers' ranges, which are another thing."""
    return table.assign(low=table["p05"], high=table["p95"])


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
        else words.no_verdict(scope.end, [], has_index=False)
    )
    first = ends[0][0] if ends else start
    return page.Figure(
        "index", title, words.UNIT, lambda: lines.history(_banded(table), SHOWN, points, first, scope.end), table, SOURCES, first, scope.end,
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
    if not earlier:
        return None
    before = _year_before(scope.end)
    return address.Choice("base", words.BASE, earlier, before if before in earlier else earlier[0], wording.month)


def moved(scope: page.Scope) -> page.Figure:
    """What made the index change since the month it is compared with, by cause."""
    choice = _base(scope)
    base = choice.value() if choice else scope.end
    rows = page.causes(scope.known, base, scope.end)
    scores = page.results(scope.known).scores
    table = causes.lines(rows, "index", "index", causes.reaches(scores, rows, page.weights(scope.known, scope.end)))
    sums = table[table["indicator"] == ""].set_index("cause")["points"].to_dict()
    change = sum(sums.values())
    note = cause_words.still(causes.still(rows, "index", "index"))
    return page.Figure(
        "moved", words.moved(base, scope.end, change, {cause_words.SHORT[str(key)]: value for key, value in sums.items()}), words.POINTS,
        lambda: bars.by_cause(table, cause_words.HEADS, cause_words.AGE), table, SOURCES, base, scope.end,
        words.moved_alt(base, scope.end), " ".join(part for part in (words.MOVED_NOTE, note) if part), empty=words.no_moved(base, scope.end),
    )  # fmt: skip


def _moved(scope: page.Scope) -> None:
    choice = _base(scope)
    if choice is None:
        return
    figure = moved(scope)
    st.header(page.escaped(figure.title), anchor="moved")
    choice.select(260)
    page.draw(scope, figure, heading=False)


def dimensions(scope: page.Scope) -> page.Figure:
    """The four dimensions over time."""
    table = _table(scope, tuple(DIMENSIONS), scope.start)
    now = table[table["period"] == scope.end]
    values = {NAMES[str(key)]: float(score) for key, score in zip(now["key"], now["score"], strict=True)}
    shown = [Line(key, NAMES[key], f"@{key}") for key in DIMENSIONS]
    return page.Figure(
        "dimensions", words.DIMENSION_CHART, words.UNIT,
        lambda: over_time(table.drop(columns=["low", "high"]), shown, scope.start, scope.end, key="key", value="score", domain=(0, 100)),
        table, SOURCES, scope.start, scope.end, words.dimension_alt(scope.end, values),
    )  # fmt: skip


FIGURES = {"index": history, "moved": moved, "dimensions": dimensions}
