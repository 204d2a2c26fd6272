"""A chart in its frame: the finding as title, unit, place and period below it, the chart, its source line, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from indicators import language, wording
from indicators.charts import theme
from indicators.model import Vintage
from indicators.pages import address, drawing
from indicators.pages.known import Scope, behind, dark, escaped, plain, plain_scope
from indicators.pages.tabled import rows
from indicators.registry import SOURCES
from indicators.subject import SUBJECT
from indicators.tables import bundle
from indicators.wording import frame as words


@dataclass(frozen=True)
class Panel:
    """One of several drawings that are one chart: its heading, what stands below it, what is drawn."""

    title: str
    subtitle: str
    chart: Callable[[], theme.Drawn] = field(repr=False)


@dataclass(frozen=True)
class Figure:
    """One chart. ``key`` is its name in the page and in addresses; ``title`` is the finding, true of ``table``, which holds what is drawn.

    ``chart`` is called only where there is something to draw. With ``selects`` a click reruns the page. ``rests`` is all that the
    drawing depends on, where that is less than the months and choices of the page.
    """

    key: str
    title: str
    unit: str
    chart: Callable[[], theme.Drawn] = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    sources: Sequence[str]
    start: str
    end: str
    alt: str
    note: str = ""
    place: str = field(default_factory=lambda: SUBJECT.name.here)
    selects: bool = False
    panels: Sequence[Panel] = ()  # drawn side by side in place of ``chart``
    rests: tuple[Hashable, ...] = ()
    empty: str = field(default_factory=lambda: wording.NOTHING_HERE)  # said in its place where the table is empty

    @property
    def subtitle(self) -> str:
        """Unit, place, period."""
        return words.subtitle(self.unit, self.start, self.end, self.place)


def draw(scope: Scope, figure: Figure, *, level: Literal[2, 3] = 2, heading: bool = True) -> Any:
    """The chart with all that belongs to it; its selections (a dict by name) where it has some, else None.

    ``level`` is the level of its heading; ``heading`` False: the page has drawn it.
    """
    if heading:
        (st.header if level == 2 else st.subheader)(escaped(figure.title), anchor=figure.key.replace("_", "-"))
    st.caption(escaped(figure.subtitle))
    if figure.table.empty:
        st.info(figure.empty)
        return None
    chosen = _chart(scope, figure)
    vintages = behind(scope.known, tuple(figure.sources))
    st.caption(escaped(" ".join(part for part in (words.source_line(vintages), figure.note) if part)))
    _uses(scope, figure, vintages)
    return chosen


def alone(scope: Scope, figure: Figure) -> None:
    """The chart and its source line and nothing else, for another page's frame."""
    st.header(escaped(figure.title), anchor=False)
    st.caption(escaped(figure.subtitle))
    if figure.table.empty:
        st.info(figure.empty)
        return
    _chart(scope, figure)
    line = words.source_line(behind(scope.known, tuple(figure.sources)))
    st.caption(f"{escaped(line)} [{escaped(wording.SITE)}]({_link(scope, figure)})")


def _chart(scope: Scope, figure: Figure) -> Any:
    if figure.panels:
        for place, (column, panel) in enumerate(zip(st.columns(len(figure.panels)), figure.panels, strict=True)):
            with column:
                st.subheader(escaped(panel.title), anchor=False)
                st.caption(escaped(panel.subtitle))
                one = (_rests(scope, figure), figure.title, panel.title, figure.key, place)
                drawing.show(one, dark(), panel.chart, f"chart_{figure.key}_{place}", f"{panel.title}. {figure.alt}")
        return None
    view = (_rests(scope, figure), figure.title, figure.key)
    return drawing.show(view, dark(), figure.chart, f"chart_{figure.key}", figure.alt, selects=figure.selects)


def _rests(scope: Scope, figure: Figure) -> tuple[Hashable, ...]:
    if figure.rests:
        return (*plain(scope.known), *figure.rests)
    return (*plain_scope(scope), drawing.choices())


def _uses(scope: Scope, figure: Figure, vintages: Sequence[Vintage]) -> None:
    use = st.pills(
        f"{words.USE}: {figure.title}", list(words.USES), format_func=words.USES.__getitem__, key=f"use_{figure.key}",
        label_visibility="collapsed",
    )  # fmt: skip
    if use is not None:
        with st.container(border=True, key=f"panel_{figure.key}"):
            _PANELS[use](scope, figure, vintages)


def _data(scope: Scope, figure: Figure, vintages: Sequence[Vintage]) -> None:
    del scope
    st.markdown(f"**{words.ROWS}**")
    rows(figure.table, key=f"table_{figure.key}")
    st.markdown(f"**{words.BEHIND}**")
    for one in vintages:
        declared = SOURCES[one.source]
        st.caption(escaped(words.vintage_line(declared.title.here, one, declared.licence.name)))


def _download(scope: Scope, figure: Figure, vintages: Sequence[Vintage]) -> None:
    facts = _facts(scope, figure, vintages)
    name = f"{SUBJECT.name.en.lower()}_{figure.key}"
    columns = {str(key): words.column(str(key)) for key in figure.table.columns}
    with st.container(horizontal=True):
        st.download_button(
            words.ZIP, language.kept(lambda: bundle.packed(name, figure.table, columns, facts, vintages)), file_name=f"{name}.zip",
            mime="application/zip", key=f"csv_{figure.key}", on_click="ignore",
        )  # fmt: skip
        for kind in ("png", "svg"):
            st.download_button(
                words.PICTURE[kind], language.kept(partial(_picture, figure, facts, words.source_line(vintages), kind)),
                file_name=f"{name}.{kind}", mime="image/png" if kind == "png" else "image/svg+xml",
                key=f"{kind}_{figure.key}", on_click="ignore",
            )  # fmt: skip


def _picture(figure: Figure, facts: bundle.Facts, sources: str, kind: Literal["png", "svg"]) -> bytes:
    print_ = [
        " ".join(part for part in (sources, figure.note) if part),
        words.small_print(facts.licence, facts.known, facts.link),
    ]
    drawn = figure.chart() if not figure.panels else [(one.title, one.subtitle, one.chart()) for one in figure.panels]
    return theme.picture(drawn, figure.title, print_, kind, subtitle=figure.subtitle)


def _share(scope: Scope, figure: Figure, vintages: Sequence[Vintage]) -> None:
    del vintages
    st.caption(words.SHARE_NOTE)
    st.code(_link(scope, figure), language=None, wrap_lines=True)


def _embed(scope: Scope, figure: Figure, vintages: Sequence[Vintage]) -> None:
    del vintages
    st.caption(words.EMBED_NOTE)
    st.code(words.snippet(_link(scope, figure, embed="true"), figure.title), language=None, wrap_lines=True)


def _cite(scope: Scope, figure: Figure, vintages: Sequence[Vintage]) -> None:
    facts = _facts(scope, figure, vintages)
    period = f"{figure.place}, {words.span(figure.start, figure.end)}"
    told = words.citation(figure.title, period, facts.known, facts.licence, facts.link, words.source_line(vintages))
    st.code(told, language=None, wrap_lines=True)


_PANELS = {"data": _data, "download": _download, "share": _share, "embed": _embed, "cite": _cite}


def known_on(scope: Scope) -> str:
    """The day of knowledge (ISO): the one chosen, or today."""
    return scope.known.as_of or date.today().isoformat()


def _link(scope: Scope, figure: Figure, **more: str) -> str:
    return address.link({"from": scope.start, "to": scope.end, "as_of": known_on(scope), address.CHART: figure.key, **more})


def _facts(scope: Scope, figure: Figure, vintages: Sequence[Vintage]) -> bundle.Facts:
    return bundle.Facts(
        title=figure.title, unit=figure.unit, place=figure.place, period=(figure.start, figure.end), known=known_on(scope),
        made=date.today().isoformat(), licence=words.licence([SOURCES[one.source].licence.name for one in vintages]),
        link=_link(scope, figure), note=figure.note,
    )  # fmt: skip
