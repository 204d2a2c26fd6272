"""A brief as a Word document, to be edited and pasted from: the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from indicators.brief import word_parts as word
from indicators.brief.content import Block, Brief, Card, Cards, Chart, Charts, Heading, Note, Paragraph, Paragraphs, Said, Table
from indicators.brief.told import addressed, cited, footnote, halves
from indicators.charts import palette
from indicators.language import current
from indicators.subject import SUBJECT

FACE = "Calibri"  # on every machine with Word; Carlito, which others have, is as wide
WIDTH, SIDE, TOP = 210.0, 14.0, 10.0  # millimetres of the page and its margins
INSIDE = WIDTH - 2 * SIDE
TEXT, SMALL, FINE = 9.0, 8.0, 6.5  # points
SCALES = ((6500, 1.0), (8200, 0.94), (10_000, 0.88), (1_000_000, 0.82))  # of the second page's letters, by how many there are
COLUMNS = (26.0, 11.0, 18.0, 17.0, 33.0, 13.0, 64.0)  # millimetres of the table's columns
REGIONS = {"en": "en-GB", "fr": "fr-FR"}


def docx(brief: Brief, pictures: Mapping[str, bytes]) -> bytes:
    """The file; ``pictures`` are PNG by the key of their chart, and a chart without one shows its text."""
    document = _document(brief)
    _ends(document, brief.head, brief.known)
    _text(document.add_paragraph(), brief.title, 17, bold=True)
    _text(document.add_paragraph(), brief.subtitle, SMALL, role="soft")
    scale = _scale(brief)
    for block in brief.blocks:
        _block(document, block, pictures, scale)
    _heading(document, brief.notes_title)
    _text(document.add_paragraph(), brief.grades, FINE * scale, role="soft")
    _notes(document, brief.notes, FINE * scale)
    made = io.BytesIO()
    document.save(made)
    return word.fixed(made.getvalue())


def _scale(brief: Brief) -> float:
    """The size of the second page's letters, smaller the more there are."""
    after = [block for block in brief.blocks[-5:] if isinstance(block, Paragraphs)]
    body = sum(len(one.text) for block in after for line in block.lines for one in line.said)
    notes = sum(len(footnote(one)) + len(addressed(one.url)) for one in brief.notes)
    return next(scale for most, scale in SCALES if 1.6 * body + notes <= most)


def _document(brief: Brief) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(297)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(TOP), Mm(12), Mm(6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(TEXT)
    normal.font.color.rgb = _colour("ink")
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(1.5), 1.0
    word.spoken(normal, REGIONS[brief.language])
    told = document.core_properties
    told.title, told.author, told.subject, told.language = brief.title, SUBJECT.title.here, brief.subtitle, REGIONS[current()]
    told.created = told.modified = datetime.fromisoformat(brief.day)
    told.comments, told.last_modified_by, told.revision = "", SUBJECT.title.here, 1
    foot = section.footer.paragraphs[0]
    foot.style = normal
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(INSIDE), WD_TAB_ALIGNMENT.RIGHT)
    _text(foot, f"{brief.foot}\t", 6.5, role="soft")
    word.numbered(foot).font.size = Pt(6.5)
    return document


def _colour(role: str) -> RGBColor:
    return RGBColor.from_string(palette.colours()[role][0].removeprefix("#"))


def _text(paragraph: Any, text: str, size: float, *, bold: bool = False, role: str = "ink") -> Any:
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = bold, Pt(round(size * 2) / 2), _colour(role)
    run.font.name = FACE
    return run


def _said(paragraph: Any, one: Said, size: float, *, bold: bool = False, role: str = "ink") -> None:
    """Text and, as raised links, the numbers of its footnotes."""
    _text(paragraph, one.text, size, bold=bold, role=role)
    for place, number in enumerate(cited(one)):
        if place:
            _text(paragraph, ",", size, role="soft").font.superscript = True
        run = _text(paragraph, str(number), size, role="soft")
        run.font.superscript = True
        word.linked(run, anchor=f"note_{number}")


def _sentences(paragraph: Any, many: Iterable[Said], size: float, apart: str = " ") -> None:
    for place, one in enumerate(many):
        if place:
            _text(paragraph, apart, size)
        _said(paragraph, one, size)


def _ends(document: Any, left: str, right: str) -> None:
    line = document.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(INSIDE), WD_TAB_ALIGNMENT.RIGHT)
    _text(line, f"{left}\t{right}", SMALL, role="soft")


def _heading(document: Any, text: str) -> None:
    line = document.add_paragraph(style="Heading 2")
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(6), Pt(2)
    _text(line, text, 11, bold=True)


def _block(document: Any, block: Block, pictures: Mapping[str, bytes], scale: float) -> None:
    match block:
        case Heading(text):
            _heading(document, text)
        case Paragraphs(lines, kind):
            for one in lines:
                _paragraph(document, one, kind, scale)
        case Cards(cards):
            _cards(document, cards)
        case Table():
            _table(document, block)
        case Charts(charts):
            _charts(document, charts, pictures)


def _paragraph(document: Any, one: Paragraph, kind: str, scale: float) -> None:
    size = {"verdict": TEXT + 0.5, "plain": TEXT, "list": TEXT * scale, "small": SMALL * scale}[kind]
    line = document.add_paragraph(style="List Bullet" if kind == "list" else "Normal")
    line.paragraph_format.space_after = Pt(1)
    if kind == "list":
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(3.5), Mm(-3.5)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(3.5))
    if kind == "plain":
        line.paragraph_format.space_before = Pt(4)
    if kind == "verdict":
        line.paragraph_format.left_indent = Mm(3)
        word.lined(line, "left", str(_colour("ink")), 12)
    if one.lead:
        _text(line, f"{one.lead} ", size, bold=True)
    _sentences(line, one.said, size)


def _grid(document: Any, rows: int, widths: Sequence[float], sides: int = 80, top: int = 0) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    word.padded(table, sides, top)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Mm(wide)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    return table


def _gap(document: Any, points: float = 3) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_after, line.paragraph_format.line_spacing = Pt(0), Pt(points)


def _cards(document: Any, cards: Sequence[Card]) -> None:
    _gap(document)
    whole = sum(Cards.WIDTHS)
    table = _grid(document, 1, [INSIDE * one / whole for one in Cards.WIDTHS], 120, 50)
    for cell, card in zip(table.rows[0].cells, cards, strict=True):
        word.shaded(cell, str(_colour("panel")))
        word.lined(cell, "right", str(_colour("paper")), 48)
        head = cell.paragraphs[0]
        head.paragraph_format.tab_stops.add_tab_stop(cell.width - Mm(7), WD_TAB_ALIGNMENT.RIGHT)
        _said(head, card.name, 10, bold=True, role=card.role[1:])
        _text(head, f"\t{card.figure}", 15, bold=True)
        for one in card.lines:
            line = cell.add_paragraph()
            line.paragraph_format.space_after = Pt(0)
            _said(line, one, SMALL)
    _gap(document)


def _table(document: Any, told: Table) -> None:
    table = _grid(document, 1 + len(told.rows), COLUMNS)
    word.head_row(table.rows[0])
    for cell, text in zip(table.rows[0].cells, told.head, strict=True):
        _text(cell.paragraphs[0], text, SMALL, role="soft")
        word.lined(cell, "bottom", str(_colour("rule")))
    for row, cells in zip(table.rows[1:], told.rows, strict=True):
        for cell, many in zip(row.cells, cells, strict=True):
            _sentences(cell.paragraphs[0], many, SMALL, " · ")
    _text(document.add_paragraph(), told.name, 7, role="soft")


def _charts(document: Any, charts: Sequence[Chart], pictures: Mapping[str, bytes]) -> None:
    table = _grid(document, 3 * ((len(charts) + 1) // 2), [INSIDE / 2] * 2, 60)
    for place, chart in enumerate(charts):
        title, unit, drawn = (table.cell(3 * (place // 2) + row, place % 2).paragraphs[0] for row in range(3))
        title.paragraph_format.space_before = Pt(4)
        _said(title, chart.title, TEXT, bold=True)
        _text(unit, chart.unit, 7, role="soft")
        if chart.key in pictures:
            run = drawn.add_run()
            word.told(run.add_picture(io.BytesIO(pictures[chart.key]), width=Mm(INSIDE / 2 - 4)), chart.text)
        else:
            _text(drawn, chart.text, SMALL, role="soft")
    last = document.add_paragraph()
    last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)
    last.add_run().add_break(WD_BREAK.PAGE)


def _notes(document: Any, notes: Sequence[Note], size: float) -> None:
    table = _grid(document, 1, [INSIDE / 2] * 2, 60)
    for cell, half in zip(table.rows[0].cells, halves(notes), strict=True):
        for place, (number, note) in enumerate(half):
            line = cell.add_paragraph() if place else cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(0.5)
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(4), Mm(-4)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(4))
            word.marked(line, f"note_{number}", number)
            _text(line, f"{number}\t", size, role="soft")
            _text(line, footnote(note) + (" " if note.url else ""), size)
            if note.url:
                word.linked(_text(line, addressed(note.url), size, role="soft"), url=note.url)
