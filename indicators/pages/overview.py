"""The first page: what happened, where level and pulse stand, how sure a change is, and what made it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from indicators import months, wording
from indicators.charts import changes as bars
from indicators.charts import history as lines
from indicators.charts import scores as drawing
from indicators.charts import sparks, theme
from indicators.charts.lines import Line, over_time
from indicators.model import FIRST_PERIOD
from indicators.pages import address, ahead, briefs, outlook, page, tour
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS
from indicators.scoring.verdict import Direction, Verdict
from indicators.tables import changes as causes
from indicators.tables import conflict, military, turning
from indicators.tables import overview as tables
from indicators.wording import changes as cause_words
from indicators.wording import frame as frame_words
from indicators.wording import overview as words
from indicators.wording import verdict as verdict_words

SOURCES = tuple(dict.fromkeys(key for item in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in item.sources))
HOLLOW = 0.1  # share of a score's weight that is first releases, above which its point is hollow
SPARK = 60  # months in a card's line
METRIC, BARE = (
    103,
    76,
)  # pixels of a figure with and without its direction: its place is kept while the browser loads what draws it
# The text colours that the theme gives to dimensions and pulse (pages/.streamlit/config.toml).
COLOURS = {"conflict": "red", "governance": "blue", "military": "violet", "development": "orange", PULSE.key: "green"}
NEWEST, WEAK = 3, "C"  # turning points told at the top, none on the word of a weak source


def _names() -> dict[str, str]:
    """What a reader calls the index, the pulse and the dimensions."""
    return {"index": words.INDEX, PULSE.key: words.PULSE, **wording.DIMENSIONS}


def _lines() -> tuple[Line, ...]:
    """What the chart of the index draws, the thinnest first."""
    return (
        Line(tables.WITHOUT, words.WITHOUT, "@soft", 1.4, (4, 3)),
        Line(PULSE.key, words.PULSE, "@pulse", band=True),
        Line("index", words.INDEX, "@ink", 2.6, band=True),
    )


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    found = page.verdict(scope.known, _year_before(scope.end), scope.end)
    _verdict(scope, found)
    _cards(scope, found)
    briefs.show(scope)
    tour.offer()
    _index(scope)
    _moved(scope)
    page.draw(scope, dimensions(scope))
    ahead.watch_list(scope)
    page.draw(scope, ahead.fresh(scope))
    st.header(words.KNOW, anchor="know")
    st.markdown("\n".join(f"- {page.escaped(note)}" for note in words.NOTES))
    st.caption(page.escaped(f"{verdict_words.HOW} {frame_words.GRADES}"))


def _year_before(period: str) -> str:
    return months.period(months.ordinal(period) - tables.YEAR)


@page.cached(6)
def _turning(known: page.Known) -> pd.DataFrame:
    return tables.turning_points(*(page.frame_of(known, key) for key in ("governance_events", "foreign_forces")))


@page.cached(6)
def _deaths(known: page.Known) -> pd.DataFrame:
    return conflict.by_period(page.snapshots(known), FIRST_PERIOD, page.last_month(known) or FIRST_PERIOD)


@page.cached(6)
def _candidates(known: page.Known) -> pd.DataFrame:
    events, forces, territory = (page.frame_of(known, key) for key in ("governance_events", "foreign_forces", "territory"))
    levels = military.levels(forces, FIRST_PERIOD, page.last_month(known) or FIRST_PERIOD)
    return turning.points(events, forces, levels, territory)


@page.cached(60)
def _written(known: page.Known, start: str, end: str) -> pd.DataFrame:
    """The turning points written on the lines from ``start`` to ``end``."""
    deaths = _deaths(known)
    inside = deaths[deaths["period"].between(start, end)].set_index("period")["best"]
    found = turning.chosen(pd.concat([_candidates(known), turning.deadliest(inside)]), start, end)
    texts = [words.turned(*row) for row in found.itertuples(index=False, name=None)]
    return turning.placed(list(found["period"]), [words.in_lines(one) for one in texts], start, end)


def _verdict(scope: page.Scope, found: Verdict | None) -> None:
    told = [f"**{words.HAPPENED}** {happened}"] if (happened := _happened(scope)) else []
    if found is None or found.index is None:
        scores = page.results(scope.known).scores
        there = set(scores.loc[scores["period"] == scope.end, "key"])
        missing = [_names()[key] for key in DIMENSIONS if key not in there]
        told.append(f"**{words.STANDS}** {page.escaped(words.no_verdict(scope.end, missing, 'index' in there))}")
    if found is not None:
        _, way, sure = verdict_words.whole(found)  # where it stands is on the cards
        said = ((words.direction(scope.end), way), (words.SURE, sure))
        told += [f"**{label}** {page.escaped(sentence)}" for label, sentence in said]
    st.markdown("\n\n".join(told))


@page.cached(100)
def _happened(scope: page.Scope) -> str:
    events = _events(scope, scope.start)
    newest = events[events["source_grade"] != WEAK].tail(NEWEST)
    told = [
        f"{page.escaped(words.event(row['date'], row['summary']))} {page.badge(row['source_grade'])}"
        for row in newest.to_dict("records")
    ]
    return " ".join(told)


def _cards(scope: page.Scope, found: Verdict | None) -> None:
    now = page.month_of(scope.known, scope.end)
    headline = {"index": found.index if found else None, PULSE.key: found.pulse if found else None}
    told = {**headline, **(found.dimensions if found else {})}
    first, second = st.columns([2, 1])
    with first, st.container(height="stretch"), st.grid(2, min_column_width=150, height="stretch"):
        _drawn(scope, now, told, (*headline,), 1)
    with second, st.container(border=True, gap="xsmall", height="stretch"):
        outlook.card(scope)
    with st.grid(4, min_column_width=160, height="stretch"):
        _drawn(scope, now, told, (*DIMENSIONS,), 0)


def _drawn(
    scope: page.Scope, now: Mapping[str, Mapping[Hashable, Any]], told: Mapping[str, Direction | None], keys: Sequence[str], decimals: int
) -> None:  # fmt: skip
    for key in keys:
        with st.container(border=True, gap="xxsmall", height="stretch"):
            if key in now:
                _card(scope, key, now[key], told.get(key), decimals)
            else:
                st.info(page.escaped(words.no_score(_names()[key], key)))


def _card(scope: page.Scope, key: str, row: Mapping[Hashable, Any], one: Direction | None, decimals: int) -> None:
    st.metric(
        _coloured(key), wording.written(row["score"], f".{decimals}f"), verdict_words.direction(one) if one else None,
        delta_color="off", delta_arrow="off", height=METRIC if one else BARE,
    )  # fmt: skip
    with st.container(height=theme.SPARK, border=False):  # its place is kept while the browser loads what draws it
        st.html(_line(scope.known, key, scope.end, page.dark()))
    band = (float(row["p05"]), float(row["p95"])) if pd.notna(row["p05"]) else None
    st.caption(page.escaped(words.card(band, one.before if one else None, str(row["status"]), float(row["stale"]))))


@page.cached(600)
def _line(known: page.Known, key: str, end: str, dark: bool) -> str:
    """A card's line, as HTML."""
    line = page.scores_of(known, (key,), FIRST_PERIOD, end).tail(SPARK)
    return sparks.image(line, key, dark, words.spark_alt(_names()[key], line))


def _coloured(key: str) -> str:
    """A name in the colour it has in every chart."""
    return f":{COLOURS[key]}[**{_names()[key]}**]" if key in COLOURS else f"**{_names()[key]}**"


def _table(scope: page.Scope, keys: tuple[str, ...], start: str) -> pd.DataFrame:
    rows: pd.DataFrame = page.scores_of(scope.known, keys, start, scope.end)
    return rows.sort_values(["period", "key"], ascending=[False, True])


def _banded(table: pd.DataFrame) -> pd.DataFrame:
    """Simulated bands in place of the producers' ranges, which are another thing; hollow where much is a first release."""
    return table.assign(low=table["p05"], high=table["p95"], hollow=table["provisional"] > HOLLOW)


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


@page.cached(100)
def _events(scope: page.Scope, start: str) -> pd.DataFrame:
    events: pd.DataFrame = _turning(scope.known)
    return events[events["period"].between(start, scope.end)]


def history(scope: page.Scope) -> page.Figure:
    """The index, the pulse and the index without foreign forces over time, with turning points."""
    return _history(scope, _start(scope))


@page.cached(100)
def _history(scope: page.Scope, start: str) -> page.Figure:
    shown = _lines()
    table = _table(scope, tuple(line.key for line in shown), start)
    points = tables.on_the_line(_events(scope, start), page.scores_of(scope.known, ("index",), start, scope.end))
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
    written = _written(scope.known, first, scope.end)
    return page.Figure(
        "index", title, words.UNIT, lambda: lines.history(_banded(table), shown, points, written, first, scope.end), table, SOURCES,
        first, scope.end,
        words.index_alt(scope.end, page.score_of(scope.known, "index", scope.end), first), words.INDEX_NOTE, selects=True,
    )  # fmt: skip


def _index(scope: page.Scope) -> None:
    figure = history(scope)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container(width="content"):
            st.header(page.escaped(figure.title), anchor="index")
        with st.container(width="content"):
            _span(scope).segments(hidden=True)
    chosen = page.draw(scope, figure, heading=False)
    _list(_written(scope.known, figure.start, scope.end))
    inside = _events(scope, _start(scope))
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


def _list(written: pd.DataFrame) -> None:
    """The turning points written above the lines, by number: on a phone the chart has the numbers alone."""
    box = st.expander(words.WRITTEN, key="box_written", type="compact")
    told = [f"{row['no']}. {page.escaped(row['text'].replace(chr(10), ' '))}" for row in written.to_dict("records")]
    box.markdown("\n".join(told))


def _base(scope: page.Scope) -> address.Choice | None:
    earlier = [months.period(number) for number in range(months.ordinal(FIRST_PERIOD), months.ordinal(scope.end))][::-1]
    if not earlier:
        return None
    before = _year_before(scope.end)
    return address.Choice("base", words.BASE, earlier, before if before in earlier else earlier[0], wording.month)


def moved(scope: page.Scope) -> page.Figure:
    """What made the index change since the month it is compared with, by cause."""
    choice = _base(scope)
    return _moved_since(scope, choice.value() if choice else scope.end)


@page.cached(100)
def _moved_since(scope: page.Scope, base: str) -> page.Figure:
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


@page.cached(100)
def dimensions(scope: page.Scope) -> page.Figure:
    """The four dimensions over time."""
    table = _table(scope, tuple(DIMENSIONS), scope.start)
    now = table[table["period"] == scope.end]
    names = _names()
    values = {names[str(key)]: float(score) for key, score in zip(now["key"], now["score"], strict=True)}
    shown = [Line(key, names[key], f"@{key}") for key in DIMENSIONS]
    drawn = table.assign(hollow=table["provisional"] > HOLLOW).drop(columns=["low", "high"])
    return page.Figure(
        "dimensions", words.dimensions_finding(scope.end, _since(table, scope.end)), words.UNIT,
        lambda: over_time(drawn, shown, scope.start, scope.end, key="key", value="score", domain=(0, 100)),
        table, SOURCES, scope.start, scope.end, words.dimension_alt(scope.end, values), words.HOLLOW_NOTE,
    )  # fmt: skip


def _since(table: pd.DataFrame, end: str) -> dict[str, tuple[str, float, float]]:
    """Of each dimension with a score in ``end`` its first month shown, the score then and now."""
    found = {}
    rows = sorted(zip(table["period"], table["key"], table["score"], strict=True))
    for key in DIMENSIONS:
        own = [(period, score) for period, one, score in rows if one == key]
        if own and own[-1][0] == end:
            found[_names()[key]] = (str(own[0][0]), float(own[0][1]), float(own[-1][1]))
    return found


FIGURES = {"index": history, "moved": moved, "dimensions": dimensions, "fresh": ahead.fresh}
