"""The pages in French: no English sentence is left in what they show, and the figures are those of the English pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd
import pytest

from indicators import language, wording
from indicators.pages import known
from tests.pages.app import app_testing

PAGES = tuple(wording.PAGES)
# Function words that no French sentence has; names of sources and titles of their pages may hold them and are left out below.
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|with|from|by|than|not|which|that|this|its|have|has|been|months?|years?|deaths?)\b"
)
SHOWN = (
    "body",
    "label",
    "help",
    "placeholder",
    "alt",
    "text",
    "value",
    "header",
    "options",
    "displayValue",
    "altText",
    "caption",
)
UNTOLD = (
    "source_title",
    "source2_title",
    "url",
    "publisher",
    "id",
    "speaker",
    "where_coordinates",
)  # in the words of the sources themselves


def _script(name: str, lang: str) -> None:
    from indicators import language
    from indicators.pages import page

    language.choose(lang)
    page.opened(name)


@cache
def texts(name: str, lang: str) -> tuple[str, ...]:
    """Every text of a page after one run: words, labels, titles of charts and their data's axes, heads of tables."""
    test = app_testing.AppTest.from_function(_script, args=(name, lang), default_timeout=300).run()
    assert not test.exception
    found: list[str] = []
    for element in _elements(test._tree):
        found += list(_said(element))
    return tuple(one for one in found if one.strip() and not one.startswith(("<style", "<script")))


def _elements(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield from _elements(child)
    if hasattr(node, "proto") and node.proto is not None:
        yield node


def _said(element: Any) -> Iterator[str]:
    from google.protobuf.json_format import MessageToDict

    told = MessageToDict(element.proto)
    spec = told.pop("spec", None)
    if isinstance(spec, str) and spec.startswith("{"):
        yield from _titles(json.loads(spec))
    if element.type == "arrow_data_frame" and isinstance(element.value, pd.DataFrame):
        heads = {
            key: str(one.get("label") or key)
            for key, one in json.loads(told.get("columns", "{}")).items()
            if isinstance(one, dict)
        }
        yield from heads.values()
        for name, column in element.value.items():
            if not name.endswith(UNTOLD):
                yield from (one for one in column if isinstance(one, str))
    yield from _strings({key: one for key, one in told.items() if key in SHOWN})


def _titles(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, one in part.items():
            if key in ("title", "text", "subtitle") and isinstance(one, str):
                yield one
            elif key not in ("datasets", "usermeta"):
                yield from _titles(one)
    elif isinstance(part, list):
        for one in part:
            yield from _titles(one)


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _strings(one)


def bare(text: str) -> str:
    """A text without addresses, links' texts, names in quotation marks and icons: what the sources themselves say may be English."""
    return re.sub(r"\[[^\]]*\]\([^)]*\)|https?://\S+|«[^»]*»|:material/\w+:|`[^`]*`", "", text.replace("\\", ""))


@pytest.mark.parametrize("name", PAGES)
def test_no_english_is_left_in_a_french_page(name: str) -> None:
    left = sorted({one for one in texts(name, "fr") if ENGLISH.search(bare(one))})
    assert left == []


# On the page of the method another source stands first, by its French name, and its rules are others.
@pytest.mark.parametrize("name", [name for name in PAGES if name != "method"])
def test_a_french_page_has_as_many_texts_as_the_english_one(name: str) -> None:
    assert len(texts(name, "fr")) == len(texts(name, "en"))


# Words and names that are the same in both languages, or whose French form a source's own name keeps.
SAME = re.compile(r":material/\w+:|points?|sources?|types?|bases?|dates?|cercles?|scores?|[A-Z].*")


@pytest.mark.parametrize("name", PAGES)
def test_the_two_languages_share_no_sentence(name: str) -> None:
    """Read one after the other in one process, in both orders: nothing kept for one language is shown in the other."""
    french, english = set(texts(name, "fr")), set(texts(name, "en"))
    shared = {one for one in french & english if re.search("[a-z]{3}", one) and len(one.split()) > 3}
    assert shared == set()
    assert {one for one in french & english if re.search("[a-z]{3}", one) and not SAME.fullmatch(one)} == set()


def test_rows_told_in_one_language_are_not_told_in_the_other() -> None:
    now = known.Known(known.stamp())
    with language.told_in("fr"):
        french = known.frame_of(now, "claims").iloc[0]
    english = known.frame_of(now, "claims").iloc[0]
    assert english["summary"] != english["summary_fr"] == french["summary"]


def test_the_language_of_a_thread_is_english_until_it_is_chosen() -> None:
    assert language.current() == "en"
