"""A brief as one HTML file: nothing from elsewhere, two A4 pages where it is printed, the same bytes for the same content."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from indicators.brief.content import Block, Brief, Card, Cards, Chart, Charts, Heading, Note, Paragraph, Paragraphs, Said, Table
from indicators.brief.told import addressed, cited, footnote
from indicators.charts import palette

STYLE = Path(__file__).with_name("page.css")
_CLASSES = {"verdict": "verdict", "plain": "plain", "small": "small"}


def html(brief: Brief, pictures: Mapping[str, bytes]) -> bytes:
    """The file; ``pictures`` are PNG by the key of their chart, and a chart without one shows its text."""
    blocks = "\n".join(_block(block, pictures) for block in brief.blocks)
    notes = "\n".join(_note(number, note) for number, note in enumerate(brief.notes, start=1))
    return (
        f'<!DOCTYPE html>\n<html lang="{brief.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(brief.title)}</title>\n'
        f'<meta name="description" content="{escape(brief.subtitle)}">\n<meta name="date" content="{brief.day}">\n'
        f"<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        f'<p class="head"><span>{escape(brief.head)}</span><span>{escape(brief.known)}</span></p>\n'
        f'<h1>{escape(brief.title)}</h1>\n<p class="subtitle">{escape(brief.subtitle)}</p>\n{blocks}\n'
        f'<h2>{escape(brief.notes_title)}</h2>\n<p class="grades">{escape(brief.grades)}</p>\n<ol class="notes">\n{notes}\n</ol>\n</main>\n'
        f"<footer>{escape(brief.foot)}</footer>\n</body>\n</html>\n"
    ).encode()


def _style() -> str:
    """The style sheet, its colours by their roles."""
    named = "".join(f"--{role}: {palette.colours()[role][0]}; " for role in ("ink", "soft", "rule", "panel", "paper", "accent"))
    return f":root {{ {named}}}\n{STYLE.read_text(encoding='utf-8')}"


def _block(block: Block, pictures: Mapping[str, bytes]) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraphs(lines, "list"):
            return f"<ul>{''.join(f'<li>{_paragraph(one)}</li>' for one in lines)}</ul>"
        case Paragraphs(lines, kind):
            return f'<div class="{_CLASSES[kind]}">{"".join(f"<p>{_paragraph(one)}</p>" for one in lines)}</div>'
        case Cards(cards):
            return f'<div class="cards">{"".join(map(_card, cards))}</div>'
        case Table():
            return _table(block)
        case Charts(charts):
            return f'<div class="charts">{"".join(_chart(one, pictures.get(one.key)) for one in charts)}</div>'


def _said(one: Said) -> str:
    links = ",".join(f'<a href="#note-{number}">{number}</a>' for number in cited(one))
    return escape(one.text) + (f"<sup>{links}</sup>" if links else "")


def _sentences(many: Iterable[Said]) -> str:
    return " ".join(map(_said, many))


def _paragraph(one: Paragraph) -> str:
    return f"<strong>{escape(one.lead)}</strong> {_sentences(one.said)}" if one.lead else _sentences(one.said)


def _card(card: Card) -> str:
    colour = palette.colours()[card.role[1:]][0]
    lines = "".join(f"<p>{_said(one)}</p>" for one in card.lines)
    return (
        f'<section><h3><span style="color: {colour}">{_said(card.name)}</span><span class="figure">{escape(card.figure)}</span></h3>'
        f"{lines}</section>"
    )


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.head)
    rows = "".join(map(_row, table.rows))
    return f"<table><caption>{escape(table.name)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(cells: tuple[tuple[Said, ...], ...]) -> str:
    first, *rest = (" · ".join(map(_said, cell)) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def _chart(chart: Chart, picture: bytes | None) -> str:
    drawn = f'<p class="none">{escape(chart.text)}</p>'
    if picture is not None:
        drawn = f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}" alt="{escape(chart.text)}">'
    return f"<figure><figcaption><b>{_said(chart.title)}</b><span>{escape(chart.unit)}</span></figcaption>{drawn}</figure>"


def _note(number: int, note: Note) -> str:
    link = f' <a href="{escape(note.url)}">{escape(addressed(note.url))}</a>' if note.url else ""
    return f'<li id="note-{number}">{escape(footnote(note))}{link}</li>'
