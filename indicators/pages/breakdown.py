"""The table at the end of a dimension's page: each indicator's value, score, weight, points, status, age and vintage."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import memo
from indicators.pages import page
from indicators.tables import breakdown, overview
from indicators.wording import breakdown as words


def show(scope: page.Scope, dimension: str) -> None:
    """Draw the indicators of a dimension in the month told of; the sentence gives the dimension's score as stored."""
    known = page.results(scope.known)
    table = breakdown.of(known.observations, known.scores, page.points(scope.known), scope.end, dimension)
    st.header(words.title(scope.end), anchor="indicators")
    if table.empty:
        st.info(words.NOTHING)
        return
    card = {one.key: one for one in overview.cards(known.scores, known.observations, scope.end)}.get(dimension)
    st.markdown(page.escaped(words.summary(card.score, card.low, card.high, scope.end) if card else words.LOW))
    number = {
        words.LABELS[name]: st.column_config.NumberColumn(format="%.1f")
        for name in ("score", "score_low", "score_high", "points", "index_points")
    }
    number |= {words.LABELS[name]: st.column_config.NumberColumn(format="%.4g") for name in ("value", "low", "high")}
    number |= {words.LABELS["weight"]: st.column_config.NumberColumn(format="percent")}
    page.evidence(
        _named(table),
        key=f"parts_{dimension}",
        title=words.title(scope.end),
        columns=number,
        glance=[words.LABELS[name] for name in words.GLANCE],
    )


@memo.told(48)
def _named(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns="indicator").rename(columns=words.LABELS)
