"""The reader's language: the one the address asks for, else the one chosen before, else the browser's; English where it has no other.

A language is chosen for a run (``choose``); what Streamlit calls outside of one keeps it by ``language.kept``.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from indicators import language, wording
from indicators.pages import address

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


def switch(place: Any) -> None:
    """Draw the choice of a language into ``place``; where that is None the address is read and no more."""
    address.read(KEY, _parsed, language.current())
    st.session_state[KEY] = language.current()
    if place is None:
        return
    place.segmented_control(
        wording.LANGUAGE, list(language.LANGUAGES), format_func=str.upper, key=KEY, required=True, label_visibility="collapsed",
        on_change=address.write, args=(KEY,),
    )  # fmt: skip


def _parsed(text: str) -> str:
    if text not in language.LANGUAGES:
        now = language.current()
        raise ValueError(wording.not_an_option(wording.LANGUAGE, text, language.LANGUAGES[now]))
    return text
