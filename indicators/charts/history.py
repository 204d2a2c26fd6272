"""The index and the pulse over time with the turning points that can be clicked. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators.charts import axes, lines, theme
from indicators.charts.scores import TURNING, dated
from indicators.charts.template import Template


def history(scores: pd.DataFrame, shown: Sequence[lines.Line], points: pd.DataFrame, start: str, end: str) -> Template:
    """Lines of ``score`` for the keys of ``shown``; ``points`` (period, score, kinds, text) on them. ``scores`` has SCORE_COLUMNS."""
    base = lines.over_time(scores, shown, start, end, key="key", value="score", domain=(0, 100))
    kept = dated(points)[["month", "period", "score", "kinds", "text"]]
    return Template(_history, base.given, {**base.data, "points": kept}, base.values)


def _history(*given: Any) -> theme.Chart:
    click = alt.selection_point(name=TURNING, fields=["period"], on="click", empty=False)
    tips = [
        alt.Tooltip("month:T", title="month", format="%B %Y"), alt.Tooltip("kinds:N", title="kind"), alt.Tooltip("text:N", title="what"),
    ]  # fmt: skip
    mark = alt.Chart(alt.NamedData("points")).mark_point(
        filled=True, size=42, stroke="@soft", strokeWidth=1.3, cursor="pointer", opacity=1
    )
    points = mark.encode(
        x=axes.months_x(), y=alt.Y("score:Q"), fill=alt.condition(click, alt.value("@accent"), alt.value("@paper")), tooltip=tips,
        description=alt.Description("kinds:N"),
    ).add_params(click)  # fmt: skip
    drawn: theme.Chart = alt.layer(lines.drawn(*given), points)
    return drawn
