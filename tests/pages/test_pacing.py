"""A page in portions: the waits of a first run, and none after it."""

from __future__ import annotations

import streamlit as st

from indicators.pages import pacing


def test_only_a_sessions_first_run_of_a_page_waits(monkeypatch):
    waited: list[float] = []
    monkeypatch.setattr(pacing.time, "sleep", waited.append)
    monkeypatch.setattr(st, "session_state", {})
    first = pacing.portions("overview")
    first(), first(), first()
    assert waited == [pacing.FIRST, pacing.NEXT, pacing.NEXT]
    again = pacing.portions("overview")
    again(), again()
    assert len(waited) == 3
    pacing.portions("map")()
    assert waited[3:] == [pacing.FIRST]
