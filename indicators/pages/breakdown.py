"""The table at the end of a dimension's page: each indicator's value, score, weight, points, status, age and vintage."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.pages import page
from indicators.tables import breakdown, overview
from indicators.wording import breakdown as words


def show(scope: page.Scope, dimension: str) -> None:
    """Draw the indicators of a dimension in the month told of; the sentence gives the dimension's score as stored."""
    table, said = _told(scope.known, scope.end, dimension)
    st.header(words.title(scope.end), anchor="indicators")
    if table.empty:
        st.info(words.NOTHING)
        return
    st.markdown(page.escaped(said))
    number = {
        words.LABELS[name]: st.column_config.NumberColumn(format="%.1f")
        for name in ("score", "score_low", "score_high", "points", "index_points")
    }
    number |= {words.LABELS[name]: st.column_config.NumberColumn(format="%.4g") for name in ("value", "low", "high")}
    number |= {words.LABELS["weight"]: st.column_config.NumberColumn(format="percent")}
    page.evidence(
        table,
        key=f"parts_{dimension}",
        title=words.title(scope.end),
        columns=number,
        glance=[words.LABELS[name] for name in words.GLANCE],
    )


@page.cached(200)
def _told(known: page.Known, period: str, dimension: str) -> tuple[pd.DataFrame, str]:
    """The indicators of a dimension in a month, columns named for people, and the dimension's score in a sentence."""
    found = page.results(known)
    table = breakdown.of(found.observations, found.scores, page.points(known), period, dimension)
    card = {one.key: one for one in overview.cards(found.scores, found.observations, period)}.get(dimension)
    said = words.summary(card.score, card.low, card.high, period) if card else words.LOW
    return table.drop(columns="indicator").rename(columns=words.LABELS), said
