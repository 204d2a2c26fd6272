"""The reader's language: the one the address asks for, else the one chosen before, else the browser's; English where it has no other.

A language is chosen for a run (``choose``), and once more where Streamlit calls back outside of one: ``aloud`` keeps it with a
function that is called later, as a download's is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from indicators import language, wording
from indicators.pages import address

T = TypeVar("T")
KEY = "lang"  # in the address
_KEPT = "_language"


def choose() -> None:
    """Tell this run in the reader's language."""
    asked = st.query_params.get(KEY)
    if asked in language.LANGUAGES:
        st.session_state[_KEPT] = asked
    language.choose(st.session_state.get(_KEPT, browsers()))


def browsers() -> str:
    """The language of the reader's browser where there are texts in it, else English."""
    found = (st.context.locale or "").lower().split("-")[0]
    return found if found in language.LANGUAGES else "en"


def switch() -> None:
    """Draw the choice of a language, each in its own name."""
    address.read(KEY, _parsed, language.current())
    st.session_state[KEY] = language.current()
    st.segmented_control(
        wording.LANGUAGE, list(language.LANGUAGES), format_func=str.upper, key=KEY, required=True, label_visibility="collapsed",
        on_change=address.write, args=(KEY,),
    )  # fmt: skip


def _parsed(text: str) -> str:
    if text not in language.LANGUAGES:
        now = language.current()
        raise ValueError(wording.not_an_option(wording.LANGUAGE, text, language.LANGUAGES[now]))
    return text


def aloud(made: Callable[[], T]) -> Callable[[], T]:
    """``made`` to be called later, in the language of now."""
    now = language.current()

    def told() -> T:
        with language.told_in(now):
            return made()

    return told
