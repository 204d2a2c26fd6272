"""A page in portions when a reader first opens it: the browser draws what stands on top before it gets the rest.

Streamlit's page draws all it has been given in one go, a chart as soon as every other chart has been set up, so that a long page
stays empty until its last line is ready. There is no option for it. A run that waits a moment gives the browser that time; the
waits are a session's first on a page, so no later interaction has them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

FIRST, NEXT = 1.2, 0.25  # seconds for a window to draw its first portion, and each other
_OPENED = "_opened_"


def portions(page: str) -> Callable[[], None]:
    """What to call between two portions of ``page``: waits in a session's first run of it, else does nothing."""
    key = f"{_OPENED}{page}"
    if st.session_state.get(key):
        return lambda: None
    waits = iter([FIRST])

    def wait() -> None:
        st.session_state[key] = True
        time.sleep(next(waits, NEXT))

    return wait
