"""One month's scores as said on two days: two points on a line, each with its band. A frame in, a template out; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators import wording
from indicators.charts import theme
from indicators.charts.template import Template

STEP = 50  # pixels of a score
APART = 9  # pixels between the two days


def said(table: pd.DataFrame, names: Sequence[str], roles: Sequence[str], first: str, second: str) -> Template:
    """``table`` has ``tables.two_days.SAID_COLUMNS``; ``names`` and ``roles`` are its rows', ``first`` and ``second`` the days in words.

    The first day is hollow and above, the second filled; thin lines are the simulated bands; on the right the difference.
    """
    rows = table.assign(name=list(names), label=[_label(one) for one in table["difference"]])
    days = [
        rows[["name"]].assign(
            score=rows[day], low=rows[f"{day}_p05"], high=rows[f"{day}_p95"], day=told, told=rows[day].map(_number)
        )
        for day, told in (("first", first), ("second", second))
    ]
    data = {
        "before": days[0].dropna(subset=["score"]),
        "after": days[1].dropna(subset=["score"]),
        "rows": rows[["name", "label"]],
    }
    return Template(_said, (tuple(names), tuple(roles)), data)


def _label(value: float) -> str:
    return "–" if pd.isna(value) else wording.signed(value)


def _number(value: float) -> str:
    return "" if pd.isna(value) else wording.written(value, ".1f")


def _said(names: Sequence[str], roles: Sequence[str]) -> theme.Chart:
    y = alt.Y(
        "name:N", sort=list(names), title=None, axis=alt.Axis(domain=False, labelColor="@ink", labelLimit=190, ticks=False)
    )
    scale = alt.Scale(domain=[0, 100], nice=False, rangeMax=alt.ExprRef("width - 54"))
    axis = alt.Axis(grid=True, tickCount=5)
    colour = alt.Color("name:N", scale=alt.Scale(domain=list(names), range=list(roles)), legend=None)
    tips = [
        alt.Tooltip("name:N", title="score of"), alt.Tooltip("day:N", title="day"), alt.Tooltip("score:Q", format=".1f"),
        alt.Tooltip("low:Q", format=".1f"), alt.Tooltip("high:Q", format=".1f"),
    ]  # fmt: skip
    layers: list[alt.Chart] = []
    for data, offset, filled in (("before", -APART, False), ("after", APART, True)):
        base = alt.Chart(alt.NamedData(data)).encode(y=y, tooltip=tips)
        band = base.mark_rule(strokeWidth=3, opacity=0.28, yOffset=offset, aria=False)
        layers.append(band.encode(x=alt.X("low:Q", scale=scale, title=None, axis=axis), x2="high:Q", color=colour))
        style: dict[str, Any] = {"size": 62, "opacity": 1, "yOffset": offset, "strokeWidth": 1.8, "aria": False}
        point = base.mark_point(**style, filled=True) if filled else base.mark_point(**style, fill="@paper")
        layers.append(point.encode(x=alt.X("score:Q", scale=scale), color=colour))
        written: dict[str, Any] = {
            "align": "left",
            "dx": 9,
            "yOffset": offset,
            "fontSize": 11,
            "aria": False,
            "fontWeight": 600 if filled else 400,
        }
        halo: dict[str, Any] = {"stroke": "@paper", "strokeWidth": 4, "color": "@paper"}
        for one in (halo, {}):
            layers.append(base.mark_text(**written, **one).encode(x=alt.X("score:Q", scale=scale), text="told:N"))
    right = alt.Chart(alt.NamedData("rows")).mark_text(align="right", fontWeight=600, aria=False)
    layers.append(right.encode(y=y, x=alt.value(alt.ExprRef("width")), text="label:N"))
    chart: theme.Chart = alt.layer(*layers).properties(height=STEP * max(1, len(names)))
    return chart
