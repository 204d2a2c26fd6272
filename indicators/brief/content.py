"""What a brief is made of, whatever it is rendered to: headings, sentences with footnotes, cards, tables, charts, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from indicators.charts.theme import Drawn


@dataclass(frozen=True)
class Row:
    """A stored row behind a figure: ``table`` is a source or a result table, ``version`` its vintage (empty for a result table),
    ``key`` the cells of its primary key joined by commas, ``cells`` what is printed of it, by column.

    Of events one by one, which have no row a month, ``key`` is country and month and the cell their sum.
    """

    table: str
    version: str
    key: str
    cells: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """A footnote: where its figures come from, in words and as rows. ``computed`` are figures that no row holds, by what they are:
    each follows by a named rule from the rows. ``grade`` is empty for what this project computes.
    """

    publisher: str
    title: str
    published: str  # ISO day
    url: str
    grade: str
    vintage: str
    where: str
    rows: tuple[Row, ...] = ()
    computed: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """A piece of text and the numbers of the footnotes that its figures have."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading of a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Sentences in a row after a ``lead`` in bold."""

    said: tuple[Said, ...]
    lead: str = ""


@dataclass(frozen=True)
class Paragraphs:
    """Paragraphs: the verdict, ``plain`` ones, a list, or ``small`` print."""

    lines: tuple[Paragraph, ...]
    kind: Literal["verdict", "plain", "list", "small"] = "list"


@dataclass(frozen=True)
class Card:
    """A headline: its name, its figure, and lines below; ``role`` is the colour of its name (``charts.palette``)."""

    name: Said
    figure: str
    lines: tuple[Said, ...]
    role: str


@dataclass(frozen=True)
class Cards:
    """Headlines side by side, in columns of WIDTHS."""

    WIDTHS: ClassVar[tuple[int, ...]] = (3, 3, 5)
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Table:
    """A small table: heads, and rows of as many cells, each of one piece of text or several. ``name`` tells what it is to who cannot
    see it.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Said, ...], ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart in its box: the finding as title, what is drawn below it, the picture, and the picture in words.

    ``drawn`` is None where nothing can be drawn: ``text`` then says why.
    """

    key: str
    title: Said
    unit: str
    drawn: Callable[[], Drawn] | None = field(repr=False, compare=False)
    text: str


@dataclass(frozen=True)
class Charts:
    """Four charts, two and two; a new page begins after them."""

    charts: tuple[Chart, ...]


Block = Heading | Paragraphs | Cards | Table | Charts


@dataclass(frozen=True)
class Brief:
    """The whole. ``language`` and ``day`` (ISO day of knowledge) are those of the file; ``notes`` are numbered from 1."""

    language: str
    month: str
    day: str
    title: str
    subtitle: str
    head: str  # above the title: what this is
    known: str  # and the day of knowledge
    foot: str
    blocks: tuple[Block, ...]
    notes_title: str
    notes: tuple[Note, ...]
    grades: str
