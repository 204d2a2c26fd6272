"""What python-docx has no function for, as parts of WordprocessingML (ECMA-376): links, bookmarks, shading, borders, page numbers."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_FIRST = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same content, whatever the clock


def part(kind: str, /, **given: str) -> Any:
    """An element ``w:kind`` with attributes of the same namespace."""
    made = OxmlElement(f"w:{kind}")
    for key, value in given.items():
        made.set(qn(f"w:{key}"), value)
    return made


def linked(run: Any, anchor: str = "", url: str = "") -> None:
    """Make a run a link to a bookmark of the document, or to an address."""
    link = part("hyperlink", history="1")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        link.set(qn("r:id"), run.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def marked(paragraph: Any, name: str, number: int) -> None:
    """A bookmark at the beginning of a paragraph."""
    start = part("bookmarkStart", id=str(number), name=name)
    where = paragraph._p.pPr
    where.addnext(start) if where is not None else paragraph._p.insert(0, start)
    start.addnext(part("bookmarkEnd", id=str(number)))


def shaded(cell: Any, colour: str) -> None:
    """A colour (RRGGBB) behind a cell."""
    cell._tc.get_or_add_tcPr().append(part("shd", val="clear", color="auto", fill=colour))


def padded(table: Any, sides: int, top: int) -> None:
    """Room inside the cells of a table, in twentieths of a point."""
    room = part("tblCellMar")
    for side, wide in (("top", top), ("left", sides), ("bottom", top), ("right", sides)):
        room.append(part(side, w=str(wide), type="dxa"))
    table._tbl.tblPr.append(room)


def lined(target: Any, side: str, colour: str, eighths: int = 4) -> None:
    """A line beside a paragraph (``left``) or below a cell (``bottom``), in eighths of a point."""
    paragraph = hasattr(target, "_p")
    inside = target._p.get_or_add_pPr() if paragraph else target._tc.get_or_add_tcPr()
    frame = part("pBdr" if paragraph else "tcBorders")
    frame.append(part(side, val="single", sz=str(eighths), space="6" if paragraph else "0", color=colour))
    if paragraph:
        inside.insert_element_before(frame, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
    else:
        inside.append(frame)


def numbered(paragraph: Any) -> Any:
    """A run with the number of the page, kept by Word."""
    run = paragraph.add_run()
    run._r.append(part("fldChar", fldCharType="begin"))
    code = part("instrText")
    code.text = "PAGE"
    run._r.append(code)
    run._r.append(part("fldChar", fldCharType="end"))
    return run


def head_row(row: Any) -> None:
    """Tell that a row of a table is its head."""
    row._tr.get_or_add_trPr().append(part("tblHeader"))


def told(picture: Any, text: str) -> None:
    """A picture in words."""
    picture._inline.docPr.set("descr", text)


def spoken(style: Any, language: str) -> None:
    """The language of a style's text, as ``fr-FR``."""
    style.element.get_or_add_rPr().append(part("lang", val=language, eastAsia=language))


def fixed(data: bytes) -> bytes:
    """The file with the times of its parts taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _FIRST), before.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
