"""The index and the pulse over time, a few turning points written above, all of them to be clicked. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators.charts import axes, lines, theme
from indicators.charts.scores import TURNING, dated
from indicators.charts.template import Template

LINE = 14  # pixels of a line of text
ROW = 2 * LINE + 4
HEAD = 3 * ROW + 6
HEIGHT = 390


def history(
    scores: pd.DataFrame, shown: Sequence[lines.Line], points: pd.DataFrame, written: pd.DataFrame, start: str, end: str
) -> Template:
    """Lines of ``score`` for the keys of ``shown``; ``points`` (period, score, kinds, text) on them. ``scores`` has SCORE_COLUMNS
    and ``hollow``. ``written`` has tables.turning.PLACED_COLUMNS: on narrow charts the numbers stand for the texts.
    """
    base = lines.over_time(scores, shown, start, end, key="key", value="score", domain=(0, 100), height=HEIGHT, head=HEAD)
    kept = dated(points)[["month", "period", "score", "kinds", "text"]]
    marks = dated(written)[["month", "no", "row", "side", "text"]]
    return Template(_history, base.given, {**base.data, "points": kept, "marks": marks}, base.values)


def _written() -> list[alt.Chart]:
    narrow = f"width < {axes.NARROW}"
    high = f"datum.row * {ROW}"
    base = alt.Chart(alt.NamedData("marks")).transform_calculate(said=f"{narrow} ? '' + datum.no : datum.text")
    top = alt.ExprRef(f"{narrow} ? {HEAD - LINE} : {high}")
    rule = base.mark_rule(strokeDash=[2, 3], strokeWidth=1, color="@other", aria=False, y=top, y2=alt.ExprRef("height"))
    style: dict[str, Any] = {
        "baseline": "top",
        "lineBreak": "\n",
        "lineHeight": LINE,
        "fontSize": 12,
        "color": "@ink",
        "aria": False,
    }
    style["y"] = alt.ExprRef(f"{narrow} ? {HEAD - LINE} - datum.no % 2 * {LINE} : {high}")
    layers = [rule.encode(x=axes.months_x())]
    for side, align, dx in (("right", "left", 5), ("left", "right", -5)):
        text = base.transform_filter(f"datum.side == '{side}'").mark_text(align=align, dx=dx, **style)  # type: ignore[arg-type]
        layers.append(text.encode(x=axes.months_x(), text="said:N"))
    return layers


def _history(*given: Any) -> theme.Chart:
    click = alt.selection_point(name=TURNING, fields=["period"], on="click", empty=False)
    tips = [
        alt.Tooltip("month:T", title="month", format="%B %Y"), alt.Tooltip("kinds:N", title="kind"), alt.Tooltip("text:N", title="what"),
    ]  # fmt: skip
    mark = alt.Chart(alt.NamedData("points")).mark_point(
        filled=True, shape="diamond", size=34, stroke="@paper", strokeWidth=0.8, cursor="pointer", opacity=1
    )
    points = mark.encode(
        x=axes.months_x(), y=alt.Y("score:Q"), fill=alt.condition(click, alt.value("@accent"), alt.value("@ink")), tooltip=tips,
        description=alt.Description("kinds:N"),
    ).add_params(click)  # fmt: skip
    drawn: theme.Chart = alt.layer(*_written(), lines.drawn(*given), points)
    return drawn
