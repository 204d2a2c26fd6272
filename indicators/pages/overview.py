"""The first page: what happened, where level and pulse stand, how sure a change is, what made it, and how fresh the figures are."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators import months, wording
from indicators.charts import changes as bars
from indicators.charts import lines, palette
from indicators.charts import scores as drawing
from indicators.model import FIRST_PERIOD
from indicators.pages import address, page
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS
from indicators.scoring.verdict import Direction, Verdict
from indicators.tables import changes as causes
from indicators.tables import overview as tables
from indicators.wording import changes as cause_words
from indicators.wording import overview as words
from indicators.wording import verdict as verdict_words

NAMES = {"index": words.INDEX, "pulse": words.PULSE, **wording.DIMENSIONS}
SOURCES = tuple(dict.fromkeys(key for item in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in item.sources))
SPARK = 60  # months in a card's line
NEWEST = 2  # turning points told at the top


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    found = page.verdict(scope.known, _year_before(scope.end), scope.end)
    _verdict(scope, found)
    _cards(scope, found)
    page.draw(scope, history(scope))
    _turning(scope)
    _moved(scope)
    page.draw(scope, dimensions(scope))
    st.header(words.KNOW, anchor="know")
    for note in words.NOTES:
        st.markdown(f"- {page.escaped(note)}")
    st.caption(page.escaped(verdict_words.HOW))


def _year_before(period: str) -> str:
    return months.period(months.ordinal(period) - tables.YEAR)


def _verdict(scope: page.Scope, found: Verdict | None) -> None:
    newest = _events(scope).tail(NEWEST)
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


def _events(scope: page.Scope) -> pd.DataFrame:
    events = tables.turning_points(*(page.frame_of(scope.known, key) for key in ("governance_events", "foreign_forces")))
    return events[events["period"].between(scope.start, scope.end)]


def _cards(scope: page.Scope, found: Verdict | None) -> None:
    scores = page.results(scope.known).scores
    now = scores[(scores["period"] == scope.end) & ~scores["level"].isin(["reading"])].set_index("key")
    headline = {"index": found.index if found else None, "pulse": found.pulse if found else None}
    told = {**headline, **(found.dimensions if found else {})}
    for keys, decimals in (((*headline,), 1), ((*DIMENSIONS,), 0)):
        for column, key in zip(st.columns(len(keys)), keys, strict=True):
            if key not in now.index:
                column.info(page.escaped(words.no_score(NAMES[key], key)))
                continue
            with column.container(border=True, gap="xxsmall"):
                _card(scope, key, now.loc[key], told.get(key), decimals)


def _card(scope: page.Scope, key: str, row: pd.Series, one: Direction | None, decimals: int) -> None:
    scores = page.results(scope.known).scores
    line = scores[(scores["key"] == key) & (scores["period"] <= scope.end)].sort_values("period").tail(SPARK)
    st.metric(
        NAMES[key], f"{row['score']:.{decimals}f}", verdict_words.direction(one) if one else None,
        delta_color="off", delta_arrow="off",
    )  # fmt: skip
    page.spark(scope, key, partial(drawing.spark, line, key), words.spark_alt(NAMES[key], line))
    band = (float(row["p05"]), float(row["p95"])) if pd.notna(row["p05"]) else None
    st.caption(page.escaped(words.card(band, one.before if one else None, str(row["status"]), float(row["stale"]))))


def _table(scope: page.Scope, keys: tuple[str, ...]) -> pd.DataFrame:
    scores = page.results(scope.known).scores
    rows: pd.DataFrame = scores[scores["key"].isin(keys) & scores["period"].between(scope.start, scope.end)]
    return rows.sort_values(["period", "key"], ascending=[False, True])


def _banded(table: pd.DataFrame) -> pd.DataFrame:
    """Simulated bands in place of the producers' ranges, which are another thing."""
    return table.assign(low=table["p05"], high=table["p95"])


def history(scope: page.Scope) -> page.Figure:
    """Level and pulse over the months chosen."""
    table = _table(scope, ("index", PULSE.key))
    drawn = [
        lines.Line("index", words.INDEX, "@ink", 3, band=True),
        lines.Line(PULSE.key, words.PULSE, palette.dimension(PULSE.key), 2.5, band=True),
    ]
    ends = {key: _ends(table, key, scope.end) for key in ("index", PULSE.key)}
    return page.Figure(
        "history", words.history(ends["index"], ends[PULSE.key], scope.end), words.UNIT,
        lambda: lines.over_time(_banded(table), drawn, scope.start, scope.end, key="key", value="score", domain=(0.0, 100.0)),
        table, SOURCES, scope.start, scope.end, words.history_alt(scope.start, scope.end), words.BAND_NOTE,
    )  # fmt: skip


def _ends(table: pd.DataFrame, key: str, end: str) -> tuple[float | None, float | None]:
    """Scores a year before the last month, and in it."""
    own = table[table["key"] == key].set_index("period")["score"]
    then, now = (float(own[period]) if period in own.index else None for period in (_year_before(end), end))
    return then, now


def _turning(scope: page.Scope) -> None:
    box = st.expander(words.ALL_TURNING, key="turning_points", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(_events(scope).drop(columns="period"), key="all_turning", title=words.ALL_TURNING)


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
    shares = page.points(scope.known)
    shares = shares[shares["period"] == scope.end].set_index("indicator")["index_weight"].to_dict()
    table = causes.lines(rows, "index", "index", causes.reaches(scores, rows, shares))
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
    """The four dimensions over the months chosen."""
    table = _table(scope, tuple(DIMENSIONS))
    drawn = [lines.Line(key, NAMES[key], palette.dimension(key), 2) for key in DIMENSIONS]
    now = table[table["period"] == scope.end].set_index("key")["score"]
    values = {NAMES[key]: float(now[key]) for key in DIMENSIONS if key in now.index}
    return page.Figure(
        "dimensions", words.DIMENSION_CHART, words.UNIT,
        lambda: lines.over_time(table.drop(columns=["low", "high"]), drawn, scope.start, scope.end, key="key", value="score",
                                domain=(0.0, 100.0)),
        table, SOURCES, scope.start, scope.end, words.dimension_alt(scope.end, values),
    )  # fmt: skip


FIGURES = {"history": history, "moved": moved, "dimensions": dimensions}
