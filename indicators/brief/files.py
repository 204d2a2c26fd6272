"""A brief as a file: its formats, and its bytes in one of them."""

from __future__ import annotations

from indicators import months
from indicators.brief.content import Brief
from indicators.subject import SUBJECT

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf", "html": "text/html",
}  # fmt: skip


def rendered(brief: Brief, kind: str) -> bytes:
    """The brief in a format of TYPES, with its pictures. What draws and sets it is loaded here."""
    from indicators.brief import pictures

    if kind == "pdf":
        from indicators.brief import pdf

        return pdf.pdf(brief, pictures.pictures(brief, "svg"))
    drawn = pictures.pictures(brief, "png")
    if kind == "html":
        from indicators.brief import html

        return html.html(brief, drawn)
    from indicators.brief import docx

    return docx.docx(brief, drawn)


def name(month: str, language: str, kind: str) -> str:
    """The name of a file: ``niger-brief-2022-06-en.pdf``."""
    assert months.PERIOD.match(month)
    return f"{SUBJECT.name.en.lower().replace(' ', '-')}-brief-{month}-{language}.{kind}"
