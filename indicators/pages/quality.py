"""The section on what was read, kept and left out of the publishers' files, and how the last refresh of each source ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from indicators import folders
from indicators.pages import page
from indicators.store import outcomes, quality, read
from indicators.tables import quality as tables
from indicators.wording import quality as words

Ended = Mapping[str, outcomes.Outcome]


def show(now: page.Known) -> None:
    """Draw the section: of the folder as it is stored ``now``, and of refreshes on this machine."""
    st.header(words.TITLE, anchor="quality")
    (stored, table), ended = _stored(now), outcomes.read(folders.folder())
    known = table[table["read"].notna()]
    counts = (len(known), known["source"].nunique(), int(known["read"].sum()), int(known["left_out"].sum()))
    st.markdown(page.escaped(words.whole(*counts)))
    st.caption(words.NOTE)
    at_a_glance = tables.sources(table, ended)
    if len(at_a_glance):
        chosen = _chosen(at_a_glance)
        if chosen is not None:
            _opened(table[table["source"] == chosen], tables.rules(stored), ended.get(chosen))
    page.csv_of(read.table("quality"), key="quality", title=words.ALL)


@page.cached(4)
def _stored(now: page.Known) -> tuple[list[dict[str, Any]], pd.DataFrame]:
    del now  # part of the key
    stored = quality.vintages()
    return stored, tables.vintages(stored)


def _chosen(table: pd.DataFrame) -> str | None:
    """The table of sources; the one whose row is open, at first one that was refused, else the first."""
    first = int((table["end"] == outcomes.REFUSED).to_numpy().argmax())
    shown = table.assign(end=[words.ended_short(end, when) for end, when in zip(table["end"], table["when"], strict=True)])
    names = {"title": words.SOURCE, "read": words.READ, "left_out": words.LEFT_OUT, "end": words.LAST}
    event = st.dataframe(
        shown[list(names)], hide_index=True, width="stretch", key="quality_sources", on_select="rerun",
        selection_mode="single-row", selection_default={"selection": {"rows": [first]}}, placeholder=words.NOT_RECORDED,
        column_config={
            "title": st.column_config.TextColumn(names["title"], width="large"),
            "read": st.column_config.NumberColumn(names["read"], format="localized"),
            "left_out": st.column_config.NumberColumn(names["left_out"], format="localized"),
            "end": st.column_config.TextColumn(names["end"]),
        },
    )  # fmt: skip
    rows = event.selection.rows
    return str(table["source"].iloc[rows[0]]) if rows and rows[0] < len(table) else None


def _opened(table: pd.DataFrame, rules: pd.DataFrame, ended: outcomes.Outcome | None) -> None:
    """What stands behind a row: every vintage, the rules that struck in the newest, the end of the last refresh."""
    if table.empty and ended is None:
        return
    with st.container(border=True, key="quality_source"):
        if len(table):
            _vintages(table, rules)
        st.caption(page.escaped(words.ended(ended.end, ended.when, ended.reason) if ended else words.NEVER))


def _vintages(table: pd.DataFrame, rules: pd.DataFrame) -> None:
    first = table.iloc[0]
    st.subheader(page.escaped(str(first["title"])), anchor=False)
    newest = rules[(rules["source"] == first["source"]) & (rules["vintage"] == first["vintage"])]
    lines = [words.rule(*line) for line in newest[["effect", "count", "treatment"]].itertuples(index=False, name=None)]
    st.markdown(f"**{page.escaped(words.rules(str(first['vintage'])))}**")
    st.markdown("\n".join(f"- {page.escaped(line)}" for line in lines or [words.NO_RULE]))
    names = {"vintage": words.VINTAGE, "read": words.READ, "kept": words.KEPT, "left_out": words.LEFT_OUT}
    if len(table) > 1:
        settings: dict[str, Any] = {
            name: st.column_config.NumberColumn(text, format="localized") if name != "vintage" else {"label": text}
            for name, text in names.items()
        }
        page.rows(table[list(names)], key=f"quality_rows_{first['source']}", columns=settings)
