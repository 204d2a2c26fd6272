"""The brief as files: two pages, the same bytes for the same content, footnotes that can be followed, and the ways to ask for it.

``BRIEF_MONTHS=all`` sets every month since 2012 instead of five, which takes some minutes.
"""

from __future__ import annotations

import io
import os
import re
import zipfile

import docx
import pypdfium2
import pytest

from indicators import language
from indicators.__main__ import main
from indicators.brief import docx as word
from indicators.brief import files, html, made, pdf, pictures
from indicators.brief.content import Charts
from indicators.pages import briefs, known
from tests.brief_example import brief
from tests.brief_example import known as inputs_of
from tests.pages.app import opened

LAST = "2026-05"
SAMPLE = ("2012-03", "2014-05", "2020-08", "2022-06", LAST)
EVERY = tuple(
    month for year in range(2012, 2027) for month in (f"{year}-{number:02}" for number in range(1, 13)) if month <= LAST
)
MONTHS = EVERY if os.environ.get("BRIEF_MONTHS") == "all" else SAMPLE
EMPTY = f'<svg xmlns="http://www.w3.org/2000/svg" width="{pictures.WIDTH}" height="{pictures.HEIGHT}"/>'.encode()


def blank(content):
    """Empty pictures of the size of the charts, which is all that the pages depend on."""
    return {chart.key: EMPTY for block in content.blocks if isinstance(block, Charts) for chart in block.charts if chart.drawn}


@pytest.fixture(scope="module")
def drawn():
    """The last month in French with its pictures."""
    content = brief(LAST, "fr")
    with language.told_in("fr"):
        return content, pictures.pictures(content, "png"), pictures.pictures(content, "svg")


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("month", MONTHS)
def test_it_is_two_pages_in_both_languages(month, lang):
    content = brief(month, lang)
    with language.told_in(lang):
        data = pdf.pdf(content, blank(content))
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) == 2
    second = pages[1].get_textpage().get_text_range()
    assert content.notes_title in second
    assert f"{len(content.notes)}" in second


def test_the_pdf_has_its_charts_its_words_and_its_language(drawn):
    content, _, svg = drawn
    with language.told_in("fr"):
        data = pdf.pdf(content, svg)
        assert data == pdf.pdf(made.made(inputs_of(LAST)), svg)
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) == 2
    first = pages[0].get_textpage().get_text_range()
    assert "Niveau 69" in first  # written in a chart, as text
    assert content.title in first
    assert b"pdfuaid" in data
    assert b"/Lang" in data or b"fr" in data
    assert pages.get_metadata_value("Title") == content.title


def test_the_word_file_is_the_same_each_time_and_its_notes_can_be_followed(drawn):
    content, png, _ = drawn
    with language.told_in("fr"):
        data = word.docx(content, png)
        assert data == word.docx(made.made(inputs_of(LAST)), png)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        text = parts.read("word/document.xml").decode()
        links = parts.read("word/_rels/document.xml.rels").decode()
    anchors, marks = set(re.findall(r'w:anchor="(note_\d+)"', text)), set(re.findall(r'w:name="(note_\d+)"', text))
    assert marks == {f"note_{number}" for number in range(1, len(content.notes) + 1)}
    assert anchors <= marks
    assert len(anchors) > 30
    assert all(f'Target="{note.url.replace("&", "&amp;")}"' in links for note in content.notes if note.url)
    opened_ = docx.Document(io.BytesIO(data))
    assert len(opened_.inline_shapes) == 4
    assert all(shape._inline.docPr.get("descr") for shape in opened_.inline_shapes)
    assert opened_.core_properties.language == "fr-FR"
    assert [round(one.mm) for one in (opened_.sections[0].page_width, opened_.sections[0].page_height)] == [210, 297]
    told = "\n".join(one.text for one in opened_.paragraphs)
    assert content.title in told
    assert "Limites" in told


def test_the_page_stands_alone(drawn):
    content, png, _ = drawn
    with language.told_in("fr"):
        text = html.html(content, png).decode()
    assert '<html lang="fr">' in text
    assert not re.findall(r'(?:src|srcset|data)="(?!data:image/png)[^"]*"|<link|<script|@import|url\(', text)
    ids = set(re.findall(r'id="(note-\d+)"', text))
    assert set(re.findall(r'href="#(note-\d+)"', text)) <= ids
    assert len(ids) == len(content.notes)
    assert text.count("<img ") == 4
    assert text.count(' alt="') == 4


def test_text_that_looks_like_a_tag_is_shown_as_it_is():
    from indicators.brief.content import Said

    assert html._said(Said("<b> & 3 < 4", (2,))) == '&lt;b&gt; &amp; 3 &lt; 4<sup><a href="#note-2">2</a></sup>'


def test_the_command_and_the_button_give_the_same_file(tmp_path):
    path = tmp_path / "june.html"
    assert main(["brief", "--lang", "fr", "--month", "2022-06", "--output", str(path)]) == 0
    scope = known.Scope(known.Known(known.stamp()), "2010-01", "2022-06")
    with language.told_in("fr"):
        assert briefs._file(scope, "html") == path.read_bytes()
    assert files.name("2022-06", "fr", "html") == "mali-brief-2022-06-fr.html"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "odt"], "--format: unknown format 'odt'. Known are docx, html, pdf."),
        (["--month", "2022-6", "--format", "html"], "--month: not a month: '2022-6'. Did you mean 2022-06?"),
        (["--month", "2031-01", "--format", "html"], "--month: 2031-01 is not scored: months run from 1990-01 to"),
        (["--as-of", "2021-01-01", "--format", "html"], "--as-of: no month could be scored by 2021-01-01."),
        (["--reconstruct"], "--reconstruct needs a day. Add --as-of YYYY-MM-DD."),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(capfd, arguments, said):
    with pytest.raises(SystemExit) as ended:
        main(["brief", *arguments])
    assert ended.value.code == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_drawing_the_page_makes_no_brief(monkeypatch):
    def never(*_):
        raise AssertionError("made without being asked for")

    monkeypatch.setattr(files, "rendered", never)
    page = opened("overview")
    assert not page.exception
    labels = {one.proto.label for one in page.get("download_button")}
    assert {"Word", "PDF", "HTML"} <= labels
