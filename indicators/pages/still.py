"""The charts of every page for no reader: each choice at its default, outside a running app. For files that travel without it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module

import streamlit as st

from indicators import wording
from indicators.pages.figure import Figure
from indicators.pages.known import Known, Scope, last_month, stamp
from indicators.pages.page import START

_QUIET = ("streamlit.runtime.scriptrunner_utils.script_run_context", "streamlit.runtime.state.session_state_proxy")


def scope(day: str | None = None) -> Scope | None:
    """The months a page shows first, as known on ``day`` (ISO; None: today); None where no month could be scored by then."""
    known = Known(stamp(), day)
    last = last_month(known)
    return None if last is None else Scope(known, min(START, last), last)


def pages() -> tuple[str, ...]:
    """The pages that have charts."""
    return tuple(name for name in wording.PAGES if getattr(import_module(f"indicators.pages.{name}"), "FIGURES", {}))


@contextmanager
def figures(page: str, seen: Scope) -> Iterator[Mapping[str, Figure]]:
    """A page's charts by key, in the language chosen. Draw them within the block: some ask for a choice when they are drawn."""
    module = import_module(f"indicators.pages.{page}")
    with _quiet():
        _forget()
        try:
            yield {key: made(seen) for key, made in module.FIGURES.items()}
        finally:
            _forget()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Streamlit's warnings, one for each choice asked for, that there is no session."""
    found = [logging.getLogger(name) for name in _QUIET]
    levels = [one.level for one in found]
    for one in found:
        one.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for one, level in zip(found, levels, strict=True):
            one.setLevel(level)


def _forget() -> None:
    """No choice of a page read before stays: outside a session Streamlit keeps them for the whole process."""
    for key in list(st.session_state):
        del st.session_state[key]
