"""The charts of a page as files: pictures, rows, specifications, and what stands around each in the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators import language
from indicators.charts import theme
from indicators.model import Vintage
from indicators.pages import still
from indicators.pages.figure import Figure
from indicators.pages.known import Scope, behind
from indicators.publishing import closed, specs
from indicators.publishing.files import Files
from indicators.registry import SOURCES
from indicators.store import csv_text
from indicators.wording import frame as words


@dataclass(frozen=True)
class Drawing:
    """One chart to draw: ``name`` within its page; heading and line below it where several stand side by side."""

    name: str
    title: str
    subtitle: str
    spec: specs.Spec


@dataclass(frozen=True)
class Shown:
    """A figure with its files: ``csv``, ``svg`` and ``png`` are paths within the site, empty where there is nothing to draw."""

    page: str
    figure: Figure
    vintages: tuple[Vintage, ...]
    drawings: tuple[Drawing, ...]
    csv: str
    svg: str
    png: str

    @property
    def name(self) -> str:
        """Its name in addresses, the same in each language."""
        return f"{self.page}.{self.figure.key}"

    @property
    def source_line(self) -> str:
        """Its sources and what must be known of it."""
        return " ".join(part for part in (words.source_line(self.vintages), self.figure.note) if part)

    @property
    def licence(self) -> str:
        """The licence of its rows."""
        return words.licence([SOURCES[one.source].licence.name for one in self.vintages])


def of(page: str, scope: Scope, link: str, files: Files) -> tuple[Shown, ...]:
    """A page's charts in the language chosen, their files written; ``link`` is the address told on pictures.

    A chart that rests on rows which may not be passed on is left out.
    """
    with still.figures(page, scope) as found:
        return tuple(_shown(page, one, scope, link, files) for one in found.values() if not closed.among(one.sources))


def _shown(page: str, figure: Figure, scope: Scope, link: str, files: Files) -> Shown:
    vintages = behind(scope.known, tuple(figure.sources))
    if figure.table.empty:
        return Shown(page, figure, vintages, (), "", "", "")
    drawings = tuple(_drawings(page, figure))
    folder = f"files/{language.current()}/{page}-{figure.key}"
    print_ = [
        " ".join(part for part in (words.source_line(vintages), figure.note) if part),
        words.small_print(words.licence([SOURCES[one.source].licence.name for one in vintages]), str(scope.known.as_of), link),
    ]
    panels = [(one.title, one.subtitle, one.chart()) for one in figure.panels]
    svg = theme.picture(panels or figure.chart(), figure.title, print_, "svg", subtitle=figure.subtitle)
    return Shown(
        page, figure, vintages, drawings,
        files.hashed(f"{folder}.csv", csv_text.spreadsheet(figure.table)), files.hashed(f"{folder}.svg", svg),
        files.hashed(f"{folder}.png", theme.as_png(svg)),
    )  # fmt: skip


def _drawings(page: str, figure: Figure) -> Iterator[Drawing]:
    if not figure.panels:
        yield Drawing(f"{page}-{figure.key}", "", "", specs.of(figure.chart()))
    for place, one in enumerate(figure.panels):
        yield Drawing(f"{page}-{figure.key}-{place}", one.title, one.subtitle, specs.of(one.chart()))


def script(shown: Sequence[Shown]) -> bytes:
    """What a page's charts are drawn from, as a script: pages opened from a file system may load scripts, and no data."""
    data: dict[str, Any] = {}
    charts = {}
    for one in shown:
        for drawing in one.drawings:
            data |= drawing.spec.data
            charts[drawing.name] = {
                "light": drawing.spec.light, "dark": drawing.spec.dark, "data": sorted(drawing.spec.data), "alt": one.figure.alt,
            }  # fmt: skip
    told = json.dumps({"data": data, "charts": charts}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"window.indicators={told};\n".encode()


def cells(table: pd.DataFrame, most: int) -> tuple[list[str], list[list[Any]]]:
    """Column names in the reader's words and the first ``most`` rows, missing values as None."""
    rows = table.head(most).astype(object)
    names = [words.column(str(name)) for name in table.columns]
    return names, rows.where(rows.notna(), None).to_numpy().tolist()
