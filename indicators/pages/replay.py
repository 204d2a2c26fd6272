"""Elements without a choice in them, kept as the browser gets them: what was drawn once is sent again as it was.

To bring a chart or a table into the form the browser reads takes most of an interaction. Streamlit sends again what a function
kept by it has drawn, whose arguments it would hash; here they are one text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import streamlit as st

from indicators import language

KEPT = 1500  # charts and tables, some 30 kB each


def draw(key: tuple[Hashable, ...], drawn: Callable[[], object]) -> None:
    """Draw what ``drawn`` draws, which is called once for each ``key`` and language; ``key`` must hold all it depends on.

    Nothing in it may be chosen by the reader: Streamlit raises an error for a widget that it should keep.
    """
    _kept(repr((language.current(), *key)), drawn)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _kept(key: str, _drawn: Callable[[], object]) -> None:
    del key
    _drawn()
