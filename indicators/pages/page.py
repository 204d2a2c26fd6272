"""What every page shares: the months and the day chosen, what was known then, a figure with everything a reader may ask of it.

Whatever a page shows is computed from the data folder as it stands at this interaction: cached results are keyed by the
index file's time and size. Choices live in the address, so that every page can be sent as a link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any, Literal

import pandas as pd
import streamlit as st

from indicators import countries, folders, months, wording
from indicators.charts import theme
from indicators.dimensions.conflict import events
from indicators.model import FIRST_PERIOD, ContractError, Results, Snapshots
from indicators.pages import drawing
from indicators.registry import SOURCES
from indicators.relations import WEB
from indicators.scoring import score
from indicators.store import csv_text, read
from indicators.subject import SUBJECT

START = "2010-01"  # two years of peace before 2012 for the eye to compare with
EARLIEST_DAY = date(2020, 1, 1)  # before it no source of the bundle had appeared; reconstruction works from here on
_LINKS = ("source_url", "source2_url", "url")  # columns of evidence that are shown as links
_MARKS = "\\`*_{}[]<>()#+-.!|~$:^"


@dataclass(frozen=True)
class Known:
    """What is known: the data folder as of a day. Part of every cache key."""

    stamp: str
    as_of: str | None = None
    reconstruct: bool = False


@dataclass(frozen=True)
class Scope:
    """What the reader chose: what is known, and the months ``start`` to ``end`` (YYYY-MM), ``end`` being the month told of."""

    known: Known
    start: str
    end: str


def _plain(known: Known) -> tuple[str, str, str | None, bool]:
    return str(folders.folder()), known.stamp, known.as_of, known.reconstruct


def _plain_scope(scope: Scope) -> tuple[object, ...]:
    return (*_plain(scope.known), scope.start, scope.end)


# Frames are shared between sessions, not copied: pandas writes on a copy, and no page changes a frame in place.
cached = partial(st.cache_resource, show_spinner=False, max_entries=48, hash_funcs={Known: _plain, Scope: _plain_scope})


def stamp() -> str:
    """Time and size of the index file: changes with every commit to the data folder."""
    try:
        found = (folders.folder() / "datapackage.json").stat()
    except OSError:
        return "none"
    return f"{found.st_mtime_ns} {found.st_size}"


@cached(max_entries=6)
def snapshots(known: Known) -> Snapshots:
    """Every source's vintages as known. Raises ContractError where the folder is not what its index says."""
    return read.load(as_of=known.as_of, reconstruct=known.reconstruct)


@cached(max_entries=6)
def results(known: Known) -> Results:
    """The subject's observations and scores as known, every country's, and the pulse: stored ones for today, scored anew for the past."""
    if known.as_of is None:
        return Results(*(read.table(key) for key in ("observations", "scores", "world", "pulse")))
    return score.score(snapshots(known))


@cached(max_entries=8)
def last_month(known: Known) -> str | None:
    """The last month scored, or None where nothing was known yet."""
    scores = results(known).scores
    return None if scores.empty else str(scores["period"].max())


@cached(max_entries=6)
def points(known: Known) -> pd.DataFrame:
    """What each indicator adds to its dimension and to the index in every month (``scoring.contributions``)."""
    return score.contributions(results(known).observations)


def frame_of(known: Known, source: str) -> pd.DataFrame:
    """The newest visible vintage of a source; its columns without rows where nothing was known yet."""
    vintage = snapshots(known).newest(source)
    return pd.DataFrame(columns=SOURCES[source].columns) if vintage is None else vintage.frame


def escaped(words: str) -> str:
    """Text that Streamlit would read as markdown, made to read as itself. Everything that comes from data passes here."""
    return "".join("\\" + letter if letter in _MARKS else letter for letter in words.replace("\n", " "))


def dark() -> bool:
    """Whether the reader's page is dark."""
    return st.context.theme.type == "dark"


def controls() -> Scope | None:
    """Draw the sidebar's choices; what was chosen, or None where there is nothing to show, which is then said."""
    now = stamp()
    span, past = st.sidebar.container(), st.sidebar.container()  # the day is asked first: it decides which months there are
    with past:
        day = st.date_input(
            wording.AS_OF, value=None, min_value=EARLIEST_DAY, max_value="today", key="as_of", bind="query-params",
            help=wording.AS_OF_HELP,
        )  # fmt: skip
        rebuilt = st.toggle(
            wording.RECONSTRUCT, key="reconstruct", bind="query-params", help=wording.RECONSTRUCT_HELP, disabled=day is None
        )
    known = Known(now, day.isoformat(), bool(rebuilt)) if isinstance(day, date) else Known(now)
    try:
        last = last_month(known)
    except ContractError as error:
        _broken(error)
        return None
    if last is None:
        st.info(wording.EMPTY if known.as_of is None else wording.nothing_known(known.as_of))
        return None
    every = [months.period(number) for number in range(months.ordinal(FIRST_PERIOD), months.ordinal(last) + 1)]
    with span:  # months as 2026-05: a link keeps what the box shows, in every language
        start = st.selectbox(wording.FROM, every, index=every.index(START), key="from", bind="query-params")
        end = st.selectbox(wording.TO, every[::-1], key="to", bind="query-params")
    if start >= end:
        st.info(wording.RANGE)
        return None
    return Scope(known, start, end)


def opened(page: str, scope: Scope | None) -> None:
    """Draw a page of ``indicators.pages``: its title, the banner of the past, its body. Broken data gives a calm message."""
    words = import_module(f"indicators.wording.{page}")
    st.title(words.TITLE)
    st.text(words.LEAD)
    if scope is None:
        return
    if scope.known.as_of is not None:
        st.warning(escaped(wording.past(scope.known.as_of, scope.known.reconstruct, scope.end)), icon=":material/history:")
        absent = snapshots(scope.known).absent
        if absent:
            st.caption(escaped(wording.absent(absent)))
    try:
        import_module(f"indicators.pages.{page}").show(scope)
    except ContractError as error:  # files moved under the page: said, and gone at the next interaction
        _broken(error)


def _broken(error: ContractError) -> None:
    st.warning(wording.BROKEN)
    st.text(str(error))


def through(table: pd.DataFrame, scope: Scope) -> str:
    """The last month a table with ``period`` tells of; the month chosen where it has no row."""
    return scope.end if table.empty else str(table["period"].max())


def beside(key: str, default: Sequence[str], most: int = 7) -> list[str]:
    """Let the reader choose countries to stand beside the subject; ISO 3166-1 alpha-3 codes, in the address by English name."""
    every = {countries.name(code): code for code in countries.codes() if code != SUBJECT.code}
    names = st.multiselect(
        wording.BESIDE, list(every), default=[countries.name(code) for code in default], key=key, bind="query-params", max_selections=most
    )  # fmt: skip
    return [every[name] for name in names]


def named(known: Known, keys: Sequence[str]) -> str:
    """The sources of a chart, each with the vintages behind it and the day they appeared."""
    return wording.sources(vintage for key in keys for vintage in events.behind(snapshots(known), key))


def figure(
    scope: Scope,
    key: str,
    title: str,
    chart: Callable[[], theme.Chart],
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
    """A chart with title, caption, text alternative, and on demand its data as table, CSV, PNG and SVG.

    ``table`` holds what the chart shows; where it is empty a calm sentence stands in its place. ``key`` is unique in the
    page. ``chart`` is called only where there is something to draw. With ``selects`` a click reruns the page, and the
    chart's selections come back (a dict by name), else None. ``heading`` False: the page has drawn it.
    """
    if heading:
        st.header(escaped(title), anchor=key.replace("_", "-"))
    caption = wording.caption(unit, last, named(scope.known, sources), note)
    if table.empty:
        st.info(wording.NOTHING_HERE)
        st.caption(escaped(caption))
        return None
    view = (_plain_scope(scope), title, key, drawing.choices())
    chosen = drawing.show(drawing.prepared(view, dark(), selects, chart), f"chart_{key}", alt_text, selects=selects)
    st.caption(escaped(caption))
    downloads(key, title, table, lambda kind: theme.picture(chart(), title, caption, kind))
    return chosen


def spark(scope: Scope, key: str, chart: Callable[[], theme.Chart], alt_text: str) -> None:
    """A chart small enough for a card, without title or caption."""
    view = (_plain_scope(scope), "spark", key)
    drawing.show(drawing.prepared(view, dark(), False, chart), f"chart_spark_{key}", alt_text)


def downloads(
    key: str, title: str, table: pd.DataFrame, picture: Callable[[Literal["png", "svg"]], bytes] | None = None
) -> None:
    """A closed box that opens to a table with its CSV and, for a chart, its pictures. Nothing is made before it is opened."""
    box = st.expander(escaped(wording.data_of(title)), key=f"data_{key}", on_change="rerun", type="compact")
    if not box.open:
        return
    with box:
        st.dataframe(table, hide_index=True, width="stretch")
        row = st.container(horizontal=True)
        row.download_button(
            wording.CSV,
            lambda: csv_text.spreadsheet(table),
            file_name=f"mali_{key}.csv",
            mime="text/csv",
            key=f"csv_{key}",
            on_click="ignore",
        )
        if picture is not None:
            for kind in ("png", "svg"):
                row.download_button(
                    wording.PICTURE[kind], partial(picture, kind), file_name=f"mali_{key}.{kind}",
                    mime="image/png" if kind == "png" else "image/svg+xml", key=f"{kind}_{key}", on_click="ignore",
                )  # fmt: skip


def linked(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an empty cell where an address is not one of the web: a link may lead to a page, never run a script."""
    named = [name for name in _LINKS if name in table.columns]
    return table.assign(**{name: table[name].where(table[name].astype(str).str.fullmatch(WEB.regex)) for name in named})


def evidence(table: pd.DataFrame, *, key: str, title: str, columns: dict[str, Any] | None = None) -> None:
    """Rows of evidence as an interactive table with links, and as CSV. Columns of _LINKS are links.

    ``columns`` are Streamlit's column settings by name.
    """
    links = {name: st.column_config.LinkColumn(name) for name in _LINKS if name in table.columns}
    st.dataframe(linked(table), hide_index=True, width="stretch", column_config={**links, **(columns or {})}, key=f"rows_{key}")
    st.download_button(
        wording.CSV_OF.format(escaped(title)), lambda: csv_text.spreadsheet(table), file_name=f"mali_{key}.csv", mime="text/csv",
        key=f"rows_csv_{key}", on_click="ignore",
    )  # fmt: skip
