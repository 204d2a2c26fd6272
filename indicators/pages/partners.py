"""Partners abroad: who, when and how far it went; amounts kept apart; what is disputed, both sides beside each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from indicators import memo
from indicators.charts import partners as charts
from indicators.pages import address, page
from indicators.tables import partners as tables
from indicators.wording import frame as frame_words
from indicators.wording import partners as words

LEDGER, CLAIMS = "agreements", "claims"
GLANCE = ["date", "partner", "status", "summary", "source_publisher", "source_grade", "source_url"]
ALL = "all"


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    rows = _rows(scope)
    st.markdown(
        page.escaped(
            words.counted({str(key): int(n) for key, n in rows["status"].value_counts().items()}, int(_named(rows).sum()))
        )
    )
    page.draw(scope, timeline(scope))
    _every(rows)
    _amounts(rows)
    st.caption(page.escaped(frame_words.GRADES))
    _disputes(page.frame_of(scope.known, CLAIMS))


@page.cached(100)
def _rows(scope: page.Scope) -> pd.DataFrame:
    frame = page.frame_of(scope.known, LEDGER)
    inside = frame["date"].astype(str).str[:7].between(scope.start, scope.end)
    return frame[inside].sort_values(["date", "id"], ignore_index=True)


def _named(rows: pd.DataFrame) -> pd.Series:
    return rows["amount_low"].notna() | rows["amount_high"].notna()


def _every(rows: pd.DataFrame) -> None:
    """The rows of one partner, or of all, the newest first, and how many are more than words."""
    st.header(words.ROWS, anchor="rows")
    of = tables.states(rows)
    states = [ALL, *tables.by_state(rows)]
    chosen = address.Choice("partner", words.PARTNER, states, ALL, words.partner).select(320)
    shown = rows if chosen == ALL else rows[of == chosen]
    if shown.empty:
        st.caption(words.finding({}))
        return
    counts = {str(key): int(n) for key, n in shown["status"].value_counts().items()}
    told = f"{words.counted(counts, int(_named(shown).sum()))} {words.sure(len(shown), tables.certain(shown))}"
    st.markdown(page.escaped(told))
    page.evidence(shown.iloc[::-1].reset_index(drop=True), key="agreements", title=words.ROWS, glance=GLANCE)


@page.cached(100)
def timeline(scope: page.Scope) -> page.Figure:
    """Dated agreements, deliveries and talks by partner and status."""
    table = tables.timeline(page.frame_of(scope.known, LEDGER), scope.start, scope.end)
    title = words.finding(tables.by_state(table))
    return page.Figure(
        "timeline", title, words.UNIT, lambda: charts.timeline(table, words.GROUPS, words.STATUSES, scope.start, scope.end), table,
        (LEDGER,), scope.start, scope.end, words.timeline_alt(len(table), table["partner_group"].nunique()),
    )  # fmt: skip


def _amounts(rows: pd.DataFrame) -> None:
    st.header(words.AMOUNTS, anchor="amounts")
    st.caption(words.AMOUNTS_NOTE)
    told = _by_status(rows)
    with st.grid(4, min_column_width=200, height="stretch"):
        for status in words.COLUMNS:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{words.STATUSES[status].capitalize()}**")
                if not told[status]:
                    st.caption(words.NO_AMOUNT)
                for text in told[status]:
                    st.markdown(text)


@memo.told(100)
def _by_status(rows: pd.DataFrame) -> dict[str, list[str]]:
    """What is told of each amount named, by how far it went."""
    named = rows[_named(rows)]
    return {status: [_amount(row) for row in named[named["status"] == status].to_dict("records")] for status in words.COLUMNS}


def _amount(row: Mapping[Any, Any]) -> str:
    low, high = (None if math.isnan(float(row[name])) else float(row[name]) for name in ("amount_low", "amount_high"))
    first = words.money(low, high, str(row["currency"]), str(row["amount_basis"]))
    euros = words.in_euros(low, high, str(row["currency"]))
    told = f"{euros}. {row['summary']}" if euros else str(row["summary"])
    return f"**{page.escaped(first)}** {page.badge(str(row['source_grade']))}  \n{page.escaped(told)} {page.cited(row)}"


def _disputes(claims: pd.DataFrame) -> None:
    st.header(words.DISPUTES, anchor="disputes")
    st.caption(words.DISPUTES_NOTE)
    pairs = _pairs(claims)
    if pairs.empty:
        st.info(words.NO_DISPUTE)
        return
    topics = dict(zip(pairs["pair"].astype(str), pairs["topic"].astype(str), strict=True))
    chosen = address.Choice("dispute", words.DISPUTE, list(topics), next(iter(topics)), topics.__getitem__).select()
    row = pairs[pairs["pair"] == chosen].to_dict("records")[0]
    sourced = {str(one["id"]): one for one in claims.to_dict("records")}
    for column, side in zip(st.columns(2), ("a", "b"), strict=True):
        said = sourced.get(str(row[f"id_{side}"]))
        with column.container(border=True, height="stretch"):
            st.markdown(words.SILENT if said is None else _said(said))
    if isinstance(row["decided_by"], str) and row["decided_by"]:
        st.markdown(f"**{words.DECIDED}.** {page.escaped(row['decided_by'])}")
    box = st.expander(words.CLAIM_ROWS, key="claim_rows", on_change="rerun", type="compact")
    if box.open:
        with box:
            glance = ["topic", "speaker", "date", "summary", "source_grade", "source_url"]
            page.evidence(claims.sort_values(["pair", "side"]), key="claims", title=words.CLAIM_ROWS, glance=glance)


@memo.last(4)
def _pairs(claims: pd.DataFrame) -> pd.DataFrame:
    return tables.pairs(claims).iloc[::-1]


def _said(row: Mapping[Any, Any]) -> str:
    who = page.escaped(words.speaker(str(row["speaker"]), str(row["date"])))
    return f"**{who}**  \n{page.escaped(str(row['summary']))} {page.badge(str(row['source_grade']))} {page.cited(row)}"


FIGURES = {"timeline": timeline}
