"""A brief as PDF, set by Typst with the fonts of the charts: tagged for screen readers (PDF/UA-1), the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indicators.brief.content import Block, Brief, Card, Cards, Charts, Heading, Note, Paragraphs, Said, Table
from indicators.brief.told import addressed, cited, footnote, halves
from indicators.charts import palette, theme
from indicators.subject import SUBJECT

TEMPLATE = Path(__file__).with_name("page.typ")
STANDARD = "ua-1"
PAGES = 2
SCALES = (1.0, 0.96, 0.92, 0.88, 0.84)  # of the letters of the second page


def pdf(brief: Brief, pictures: Mapping[str, bytes]) -> bytes:
    """The file; ``pictures`` are SVG by the key of their chart, and a chart without one shows its text.

    The second page is set in the largest of SCALES in which the whole takes two pages.
    """
    import typst

    content = _told(brief, set(pictures))
    files = {"main.typ": TEMPLATE.read_bytes()} | {f"{key}.svg": data for key, data in pictures.items()}
    look: dict[str, Any] = {"font_paths": [str(theme.FONTS)], "ignore_system_fonts": True}
    for scale in SCALES:
        files["brief.json"] = json.dumps(content | {"scale": scale}, ensure_ascii=False).encode()
        if json.loads(typst.query(files, "<pages>", field="value", one=True, **look)) <= PAGES:
            break
    day = datetime.fromisoformat(brief.day).replace(tzinfo=UTC)
    # its types do not know yet that the files may be given by name
    return bytes(typst.compile(files, format="pdf", pdf_standards=[STANDARD], timestamp=day, **look))  # type: ignore[call-overload]


def _told(brief: Brief, pictures: set[str]) -> dict[str, Any]:
    shades = {role: pair[0] for role, pair in palette.colours().items()}
    left, right = halves(brief.notes)
    return {
        "language": brief.language, "month": brief.month, "day": brief.day, "title": brief.title, "subtitle": brief.subtitle,
        "head": brief.head, "known": brief.known, "foot": brief.foot, "author": SUBJECT.title.here, "description": brief.subtitle,
        "colours": {role: shades[role] for role in ("ink", "soft", "rule", "panel")},
        "blocks": [_block(block, pictures, shades) for block in brief.blocks],
        "notes_title": brief.notes_title, "grades": brief.grades,
        "notes": [[_note(number, one) for number, one in half] for half in (left, right)],
    }  # fmt: skip


def _block(block: Block, pictures: set[str], shades: Mapping[str, str]) -> dict[str, Any]:
    match block:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Paragraphs(lines, kind):
            return {"kind": kind, "lines": [{"lead": one.lead, "said": [_said(part) for part in one.said]} for one in lines]}
        case Cards(cards):
            return {"kind": "cards", "widths": Cards.WIDTHS, "cards": [_card(one, shades) for one in cards]}
        case Table(name, head, rows):
            cells = [[{"cell": [_said(part) for part in cell]} for cell in row] for row in rows]
            return {"kind": "table", "name": name, "head": head, "rows": cells}
        case Charts(charts):
            return {"kind": "charts", "charts": [
                {"title": _said(one.title), "unit": one.unit, "text": one.text, "picture": f"{one.key}.svg" if one.key in pictures else ""}
                for one in charts
            ]}  # fmt: skip


def _card(card: Card, shades: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": _said(card.name), "figure": card.figure, "lines": [_said(one) for one in card.lines], "colour": shades[card.role[1:]],
    }  # fmt: skip


def _said(one: Said) -> dict[str, Any]:
    return {"text": one.text, "notes": cited(one)}


def _note(number: int, note: Note) -> dict[str, Any]:
    return {"number": number, "text": footnote(note), "url": note.url, "shown": addressed(note.url)}
