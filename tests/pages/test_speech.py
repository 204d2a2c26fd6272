"""Which language a page is told in: the address', else the one chosen before, else the browser's."""

from __future__ import annotations

from typing import Any
from unittest.mock import PropertyMock, patch

import pytest
from streamlit.runtime.context import ContextProxy

from tests.pages.app import app_testing

ENGLISH, FRENCH = "Partners", "Partenaires"


def _script() -> None:
    from indicators.pages import page, speech

    speech.choose()
    page.opened("partners")


def run(locale: str | None, asked: str | None, kept: str | None = None) -> Any:
    """The page for a reader whose browser speaks ``locale``, with ``?lang=asked``, and ``kept`` chosen before."""
    test = app_testing.AppTest.from_function(_script, default_timeout=120)
    if asked is not None:
        test.query_params["lang"] = asked
    if kept is not None:
        test.session_state["_language"] = kept
    with patch.object(ContextProxy, "locale", PropertyMock(return_value=locale)):
        return test.run()


@pytest.mark.parametrize(
    ("locale", "asked", "kept", "title"),
    [
        ("en-GB", None, None, ENGLISH), ("fr-FR", None, None, FRENCH), ("fr", None, None, FRENCH), ("de-DE", None, None, ENGLISH),
        (None, None, None, ENGLISH), ("en-GB", "fr", None, FRENCH), ("fr-ML", "en", None, ENGLISH), ("en-GB", None, "fr", FRENCH),
        ("en-GB", "en", "fr", ENGLISH),
    ],
)  # fmt: skip
def test_the_address_goes_before_what_was_chosen_and_that_before_the_browser(locale, asked, kept, title) -> None:
    test = run(locale, asked, kept)
    assert not test.exception
    assert test.title[0].value == title


def test_a_language_there_is_not_is_told_and_the_browsers_is_kept() -> None:
    test = run("fr-FR", "de")
    assert test.title[0].value == FRENCH
    assert any("«\u00a0de\u00a0»" in one.value for one in test.info)
