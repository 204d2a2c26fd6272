"""As known on two days: what was said of a month on each, the split of the difference, and what appeared between them."""

from __future__ import annotations

import math
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from indicators import memo, months, wording
from indicators.charts import changes as bars
from indicators.charts import palette
from indicators.charts import two_days as charts
from indicators.language import current
from indicators.model import INDEX_START
from indicators.pages import address, page
from indicators.pages.known import in_language, newest_day, wordless
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS
from indicators.scoring import changes
from indicators.scoring.sides import Side
from indicators.scoring.verdict import Verdict
from indicators.tables import two_days as tables
from indicators.wording import two_days as words
from indicators.wording import verdict as verdict_words

SOURCES = tuple(dict.fromkeys(key for item in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in item.sources))
KEYS = ("index", PULSE.key, *DIMENSIONS)
SECOND = address.Day("second", lambda: words.SECOND, page.EARLIEST_DAY, lambda: words.SECOND_HELP)
CUT = address.Switch("cut", lambda: wording.RECONSTRUCT, lambda: wording.RECONSTRUCT_HELP)
AXIS = 46  # pixels
GLANCE = ["indicator", "kind", "points", "evidence"]


def show(scope: page.Scope) -> None:
    """Draw the page; the days and the month are its own."""
    first, _ = _chosen(scope)
    with st.grid(3, min_column_width=200):
        first.draw()
        SECOND.draw()
        month = st.container()
    CUT.draw()
    then, now = _known(scope)
    with st.spinner(words.WORKING):
        choice = _month(scope)
        if choice is None:
            st.info(page.escaped(words.nothing(_day(then), _day(now))))
            return
        with month:
            choice.select()
        _causes(then, now, choice.value())
        for known in (then, now):
            _verdict(known, choice.value())
    if then == now:
        st.info(words.EQUAL)
    _sides(scope)
    page.draw(scope, said(scope))
    _split(scope)
    _between(scope)
    st.header(words.HOW, anchor="how")
    st.markdown("\n".join(f"- {page.escaped(line)}" for line in words.HOW_LINES))


def _chosen(scope: page.Scope) -> tuple[address.Day, date]:
    """The choice of the first day, whose default is a year before the second; and the second day."""
    second = SECOND.value() or _date(scope.known.as_of)
    before = date(max(second.year - 1, page.EARLIEST_DAY.year), second.month, min(second.day, 28))
    return address.Day("first", lambda: words.FIRST, page.EARLIEST_DAY, None, before), second


def _date(iso: str | None) -> date:
    return date.fromisoformat(iso) if iso else date.today()


def _known(scope: page.Scope) -> tuple[page.Known, page.Known]:
    """What is known on the two days, the earlier first."""
    first, second = _chosen(scope)
    day, cut = first.value() or first.default or second, CUT.value() or scope.known.reconstruct
    one, other = sorted((day, second))
    if day > second:
        address.tell(words.swapped(second.isoformat(), day.isoformat()))
    return _of(scope, one, cut), _of(scope, other, cut)


def _of(scope: page.Scope, day: date, cut: bool) -> page.Known:
    """A day of knowledge; a day on which all that is stored was known is today's, whatever is cut."""
    iso = day.isoformat()
    whole = iso >= newest_day(page.Known(scope.known.stamp))
    return page.Known(scope.known.stamp) if whole else page.Known(scope.known.stamp, iso, cut)


def _day(known: page.Known) -> str:
    return wording.day(known.as_of) if known.as_of else words.TODAY


def _month(scope: page.Scope) -> address.Choice | None:
    """The months known on the second day, the last one known on the first chosen; None where nothing was known on the second."""
    then, now = _known(scope)
    last, until = page.last_month(then), page.last_month(now)
    if until is None:
        return None
    every = [months.period(one) for one in range(months.ordinal(until), months.ordinal(INDEX_START) - 1, -1)]
    before = months.period(months.ordinal(then.as_of[:7]) - 1) if then.as_of else until  # what a reader of that day asked of
    asked = next((one for one in (last, before) if one in every), until)
    return address.Choice("month", lambda: words.MONTH, every, asked, wording.month)


def _year_before(month: str) -> str:
    return months.period(months.ordinal(month) - 12)


def _names() -> dict[str, str]:
    return {"index": words.INDEX, PULSE.key: words.PULSE, **wording.DIMENSIONS}


@wordless(8)
def _causes(then: page.Known, now: page.Known, month: str) -> pd.DataFrame:
    """Why the scores of a month differ between two days of knowledge (``scoring.changes.split``)."""
    sides = []
    for known in (then, now):
        seen = page.results(known).observations
        if seen.empty or month > (page.last_month(known) or ""):
            return pd.DataFrame(columns=list(changes.COLUMNS))
        sides.append(Side(month, page.snapshots(known), tables.told(seen)))
    return changes.split(*sides)


def _sides(scope: page.Scope) -> None:
    """The verdict of each day beside the other's."""
    choice = _month(scope)
    month = choice.value() if choice else scope.end
    for column, known in zip(st.columns(2), _known(scope), strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{page.escaped(words.on(_day(known)))}**")
            _side(known, month)


def _verdict(known: page.Known, month: str) -> Verdict | None:
    last = page.last_month(known)
    return page.verdict(known, _year_before(month), month) if last is not None and month <= last else None


def _side(known: page.Known, month: str) -> None:
    last, found = page.last_month(known), _verdict(known, month)
    if found is not None:
        st.markdown("\n\n".join(page.escaped(sentence) for sentence in verdict_words.whole(found)))
    else:
        st.markdown(
            page.escaped(
                words.NO_VERDICT if last is not None and month <= last else words.not_yet(month, last, known.reconstruct)
            )
        )
    st.caption(page.escaped(words.basis(known.as_of, known.reconstruct)))


def said(scope: page.Scope) -> page.Figure:
    """Level, pulse and dimensions of the month on the two days."""
    then, now, month, choice = *_known(scope), scope.end, _month(scope)
    month = choice.value() if choice else month
    table = tables.said(page.month_of(then, month), page.month_of(now, month), KEYS)
    rows = table.set_index("key")
    pair = (None, None) if "index" not in rows.index else (_score(rows, "first"), _score(rows, "second"))
    names = [_names()[str(key)] for key in table["key"]]
    shown = table.assign(key=names)
    title = words.said_finding(month, _day(then), _day(now), *pair)
    return page.Figure(
        "said", title, words.UNIT,
        lambda: charts.said(table, names, [palette.dimension(str(key)) for key in table["key"]], _day(then), _day(now)), shown, SOURCES,
        month, month, title, words.SAID_NOTE, empty=words.nothing(_day(then), _day(now)),
    )  # fmt: skip


def _score(rows: pd.DataFrame, day: str) -> float | None:
    value = float(rows[day].to_dict()["index"])
    return None if math.isnan(value) else value


def _which(rows: pd.DataFrame) -> address.Choice:
    """The score whose difference is split: those both days have, in the order of the page."""
    both = [key for key in KEYS if key in set(rows["key"])]
    return address.Choice("score", lambda: words.SCORE, both or ["index"], (both or ["index"])[0], lambda key: _names()[key])


def split(scope: page.Scope) -> page.Figure:
    """What the difference of one score between the two days is made of."""
    then, now = _known(scope)
    choice = _month(scope)
    month = choice.value() if choice else scope.end
    rows = _causes(then, now, month)
    key = _which(rows).value()
    table = tables.lines(rows, _level(key), key)
    sums = {str(row["cause"]): float(row["points"]) for row in table[table["indicator"] == ""].to_dict("records")}
    title = words.split_finding(_names()[key], sums, key in set(rows["key"]))
    return page.Figure(
        "split", title, words.POINTS, partial(bars.by_cause, table, words.HEADS, "{}", AXIS), table, SOURCES, month, month, title,
        words.SPLIT_NOTE, empty=words.NO_SPLIT if key in set(rows["key"]) else words.no_split(_day(then), month),
    )  # fmt: skip


def _level(key: str) -> str:
    return "dimension" if key in DIMENSIONS else key


def _split(scope: page.Scope) -> None:
    figure = split(scope)
    st.header(page.escaped(figure.title), anchor="split")
    choice = _month(scope)
    rows = _causes(*_known(scope), choice.value() if choice else scope.end)
    key = _which(rows).select(260)
    page.draw(scope, figure, heading=False)
    own = rows[(rows["level"] == _level(key)) & (rows["key"] == key)]
    box = st.expander(words.EVIDENCE, key="split_rows", on_change="rerun", type="compact")
    if box.open and len(own):
        with box:
            page.evidence(_evidence(own, current()), key="split", title=words.EVIDENCE, glance=GLANCE)


@memo.last(8)
def _evidence(own: pd.DataFrame, language: str) -> pd.DataFrame:
    del language  # part of the key: names are the reader's
    kinds = tables.kinds(own).map({**words.HEADS, "carrying": words.SAME_FIGURE})
    names = [({**INDICATORS, **PULSE_PARTS})[str(one)].name.here for one in own["indicator"]]
    told = own.assign(kind=kinds, indicator=names, size=-own["points"].abs()).sort_values(
        ["size", "indicator"], ignore_index=True
    )
    return told[["indicator", "kind", "points", "evidence", "rows"]]


def _between(scope: page.Scope) -> None:
    """Vintages and rows that appeared between the two days."""
    then, now = (page.snapshots(one) for one in _known(scope))
    sources, rows = tables.appeared(then, now), tables.learnt(then, now)
    counts = sources["state"].value_counts()
    st.header(
        page.escaped(words.between_finding(int(counts.get(tables.NEWER, 0)), int(counts.get(tables.ABSENT, 0)), len(rows))),
        anchor="between",
    )
    day = _known(scope)[0].as_of
    state = sources["state"].map(words.STATES).mask(sources["then"] > (day or "9"), words.CUT)
    told = sources.assign(state=state).drop(columns="source")
    page.evidence(told, key="appeared", title=words.APPEARED, glance=["title", "then", "now", "state"])
    box = st.expander(words.LEARNT, key="learnt_rows", on_change="rerun", type="compact")
    if box.open:
        with box:
            page.evidence(
                in_language(rows), key="learnt", title=words.LEARNT, glance=["public_from", "table", "summary", "source_url"]
            )


FIGURES = {"said": said, "split": split}
