"""What every page shares: the column it stands in, months and day chosen, what has to be said of them, evidence with its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any

import pandas as pd
import streamlit as st

from indicators import countries, months, wording
from indicators.charts import palette, theme
from indicators.model import FIRST_PERIOD, ContractError
from indicators.pages import address, landing, printing, speech, tabled, tour
from indicators.pages import figure as frame
from indicators.pages.figure import Figure, Panel, alone, draw
from indicators.pages.known import (
    Known,
    Scope,
    cached,
    causes,
    dark,
    escaped,
    frame_of,
    last_month,
    month_of,
    newest_day,
    points,
    results,
    score_of,
    scores_of,
    snapshots,
    stamp,
    verdict,
    weights,
    wordless,
)  # fmt: skip
from indicators.pages.tabled import rows
from indicators.relations import WEB
from indicators.store import csv_text
from indicators.subject import SUBJECT
from indicators.wording import frame as words

__all__ = [
    "Figure", "Known", "Panel", "Scope", "alone", "badge", "beside", "cached", "causes", "cited", "csv_of", "dark", "draw",
    "escaped", "evidence", "figure", "frame_of", "last_month", "month_of", "opened", "points", "results", "rows", "score_of", "scores_of",
    "snapshots", "through", "verdict", "weights", "wordless",
]  # fmt: skip

START = "2010-01"  # two years of peace before 2012 for the eye to compare with
EARLIEST_DAY = date(2020, 1, 1)  # before it no source of the bundle had appeared; reconstruction works from here on
WIDTH = 1120  # pixels of the column every page stands in
ALL = "all"


def opened(page: str) -> None:
    """Draw a page of ``indicators.pages``, or the one chart of it that the address asks for. Broken data gives a calm message."""
    address.arrive(page)
    printing.rules(palette.colours()["accent"][dark()])
    told = getattr(wording, page)
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
        strip = None if st.context.is_embedded else st.container(horizontal=True, vertical_alignment="center", gap="small")
        figures = getattr(import_module(f"indicators.pages.{page}"), "FIGURES", {})
        if address.chart() not in figures and not st.context.is_embedded:
            st.title(told.TITLE)
            st.text(told.LEAD)
        notices = st.container()
        before = stamp()
        try:
            _filled(page, strip, notices)
        except ContractError as error:  # files moved under the page: said, and gone at the next interaction
            st.warning(wording.BROKEN)
            st.text(str(error))
        if not st.context.is_embedded:
            landing.hold()
    if stamp() != before:  # a commit came between two of its readings: what was drawn is of two states
        st.rerun()


def _filled(page: str, strip: Any, notices: Any) -> None:
    scope = _controls(strip)
    if scope is None:
        return
    if scope.known.as_of is not None and not st.context.is_embedded:
        notices.info(escaped(wording.past(scope.known.as_of, scope.known.reconstruct, scope.end)), icon=":material/history:")
        absent = snapshots(scope.known).absent
        if absent:
            notices.caption(escaped(wording.absent(absent)))
    module = import_module(f"indicators.pages.{page}")
    if tour.chosen() is not None and not st.context.is_embedded and address.chart() is None:
        with notices:
            tour.bar()
    if address.chart() is None:
        module.show(scope)
    else:
        _one(scope, page, module)
    for text in address.told():
        notices.info(escaped(text))


def _one(scope: Scope, page: str, module: ModuleType) -> None:
    figures: dict[str, Callable[[Scope], Figure]] = getattr(module, "FIGURES", {})
    key = address.chart() or ""
    if key not in figures:
        address.tell(words.no_chart(key, figures))
        if not st.context.is_embedded:
            module.show(scope)
    elif st.context.is_embedded:
        alone(scope, figures[key](scope))
    else:
        draw(scope, figures[key](scope))
        if "_pages" in st.session_state:  # not where one page runs without the others
            st.page_link(st.session_state["_pages"][page], label=words.WHOLE, icon=":material/arrow_back:")


def _controls(strip: Any) -> Scope | None:
    """What is known and which months, drawn into ``strip`` where there is one; None where there is nothing to show, which is said."""
    day, rebuilt = _day(), _rebuilt()
    chosen = day.value()
    known = Known(stamp(), chosen.isoformat() if chosen else None, rebuilt.value() and chosen is not None)
    last = last_month(known)
    if strip is None:
        speech.switch(None)
    else:
        line, boxes = strip.container(), strip.container(horizontal=True, horizontal_alignment="right", width="stretch")
        if last is not None:
            line.caption(_fresh(known, last))
        span = boxes.container(width="content")
        with boxes.popover(wording.known_on(known.as_of), icon=":material/history:", key="box_known"):
            day.draw()
            rebuilt.draw(disabled=chosen is None)
        speech.switch(boxes.container(width="content"))
    if last is None:
        st.info(wording.EMPTY if known.as_of is None else wording.nothing_known(known.as_of))
        return None
    first, until = _months(last)
    start, end = first.value(), until.value()
    if start > end:
        start, end = end, start
        address.tell(wording.reversed_months(start, end))
    if strip is not None:
        with span.popover(wording.months_chosen(start, end), icon=":material/date_range:", key="box_months"):
            first.select()
            until.select()
    return Scope(known, start, end)


def _day() -> address.Day:
    return address.Day("as_of", wording.AS_OF, EARLIEST_DAY, wording.AS_OF_HELP)


def _rebuilt() -> address.Switch:
    return address.Switch("reconstruct", wording.RECONSTRUCT, wording.RECONSTRUCT_HELP)


@cached(20)
def _every_month(last: str) -> tuple[str, ...]:
    return tuple(months.period(number) for number in range(months.ordinal(FIRST_PERIOD), months.ordinal(last) + 1))


def _months(last: str) -> tuple[address.Choice, address.Choice]:
    every = _every_month(last)
    return (
        address.Choice("from", wording.FROM, every, min(START, last), wording.month),
        address.Choice("to", wording.TO, every[::-1], last, wording.month),
    )


@cached(20)
def _fresh(known: Known, last: str) -> str:
    scores = results(known).scores
    newest = scores[(scores["period"] == last) & (scores["key"].isin(["conflict", "index"]))]
    return wording.fresh(last, bool((newest["status"] == "provisional").any()), newest_day(known))


def badge(grade: str) -> str:
    """A source's grade (A official, agency or dataset; B reputable secondary; C second-hand or partisan) beside what it says."""
    return f":gray-badge[{escaped(grade)}]"


def cited(row: Mapping[Any, Any]) -> str:
    """The publisher of a curated row, with a link to its page."""
    said, publisher = str(row["source_url"]), escaped(words.publisher(str(row["source_publisher"])))
    if not re.fullmatch(WEB.regex, said):
        return publisher
    return f"[{publisher}]({said.replace('(', '%28').replace(')', '%29')})"


def beside(key: str, default: Sequence[str], most: int = 7) -> address.Several:
    """Countries to stand beside the subject, by ISO 3166-1 alpha-3 code."""
    return address.Several(key, lambda: wording.BESIDE, _others, tuple(default), most, countries.shown)


def _others() -> list[str]:
    """Every other country by its name in the language of now."""
    return sorted((code for code in countries.codes() if code != SUBJECT.code), key=countries.shown)


def through(table: pd.DataFrame, scope: Scope) -> str:
    """The last month a table with ``period`` tells of; the month chosen where it has no row."""
    return scope.end if table.empty else str(table["period"].max())


def figure(
    scope: Scope,
    key: str,
    title: str,
    chart: Callable[[], theme.Drawn],
    table: pd.DataFrame,
    *,
    unit: str,
    sources: Sequence[str],
    last: str,
    alt_text: str,
    note: str = "",
    selects: bool = False,
    heading: bool = True,
) -> Any:
    """A chart in its frame, as ``draw``."""
    made = Figure(key, title, unit, chart, table, sources, min(scope.start, last), last, alt_text, note, selects=selects)
    return frame.draw(scope, made, heading=heading)


def evidence(
    table: pd.DataFrame, *, key: str, title: str, columns: dict[str, Any] | None = None, glance: Sequence[str] | None = None
) -> None:
    """Rows of evidence as a table with links, and as CSV. ``columns`` are Streamlit's settings by column.

    ``glance`` names the columns that are shown; all are in the file, and below the table for the row that a reader chooses.
    """
    chosen = rows(table, key=f"rows_{key}", columns=columns, glance=glance, opens=glance is not None)
    if chosen is not None:
        tabled.opened(table.iloc[chosen].to_dict(), key)
    elif glance is not None:
        st.caption(words.OPENS)
    csv_of(table, key=key, title=title)


def csv_of(table: pd.DataFrame, *, key: str, title: str) -> None:
    """A table as CSV."""
    st.download_button(
        wording.CSV_OF.format(escaped(title)), lambda: csv_text.spreadsheet(table), file_name=f"{SUBJECT.name.en.lower()}_{key}.csv",
        mime="text/csv", key=f"rows_csv_{key}", on_click="ignore", type="tertiary", icon=":material/download:",
    )  # fmt: skip
