"""The two-page brief of the months and the day chosen, to download: made when a reader asks for it, not when the page is drawn."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import language, memo
from indicators.brief import files
from indicators.pages import known
from indicators.pages.known import Scope
from indicators.wording import brief as words

_made = memo.Kept(12)


def show(scope: Scope) -> None:
    """A box with a button for each format."""
    with st.popover(words.BUTTON, icon=":material/description:", key="box_brief"):
        st.caption(words.BUTTON_HELP)
        with st.container(horizontal=True):
            for kind in files.TYPES:
                st.download_button(
                    words.FORMATS[kind], language.kept(partial(_file, scope, kind)),
                    file_name=files.name(scope.end, language.current(), kind), mime=files.TYPES[kind], key=f"brief_{kind}",
                    on_click="ignore", icon=":material/download:",
                )  # fmt: skip


def _file(scope: Scope, kind: str) -> bytes:
    """The file, kept until the data folder changes."""
    key = (kind, language.current(), *known.plain_scope(scope))
    return _made.get(key, lambda: _rendered(scope, kind))


def _rendered(scope: Scope, kind: str) -> bytes:
    from indicators.brief import inputs, made

    seen, told = known.snapshots(scope.known), known.results(scope.known)
    judge = partial(known.verdict, scope.known)
    found = inputs.joined(seen, told.observations, told.scores, judge, scope.known.as_of, scope.end)
    return files.rendered(made.made(found), kind)
