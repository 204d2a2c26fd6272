"""The table at the end of a dimension's page: each indicator's value, score, weight, points, status, age and vintage."""

from __future__ import annotations

import streamlit as st

from indicators.pages import frame
from indicators.tables import overview, parts
from indicators.wording import parts as words


def show(scope: frame.Scope, dimension: str) -> None:
    """Draw the indicators of a dimension in the month told of; the sentence gives the dimension's score as stored."""
    known = frame.results(scope.known)
    table = parts.of(known.observations, known.scores, frame.points(scope.known), scope.end, dimension)
    st.header(words.title(scope.end), anchor="indicators")
    if table.empty:
        st.info(words.NOTHING)
        return
    card = {one.key: one for one in overview.cards(known.scores, known.observations, scope.end)}.get(dimension)
    st.markdown(frame.escaped(words.summary(card.score, card.low, card.high, scope.end) if card else words.LOW))
    shown = table.drop(columns="indicator").rename(columns=words.LABELS)
    number = {
        words.LABELS[name]: st.column_config.NumberColumn(format="%.1f")
        for name in ("score", "score_low", "score_high", "points", "index_points")
    }
    number |= {words.LABELS[name]: st.column_config.NumberColumn(format="%.4g") for name in ("value", "low", "high")}
    number |= {words.LABELS["weight"]: st.column_config.NumberColumn(format="percent")}
    frame.evidence(shown, key=f"parts_{dimension}", title=words.title(scope.end), columns=number)
