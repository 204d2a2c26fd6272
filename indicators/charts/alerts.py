"""Alerts over time, and how often their rules were right. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from indicators.charts import axes, theme
from indicators.charts.template import Template

STEP = 27  # pixels of a line
_NAMES = f"(width < {axes.NARROW} ? 150 : 300)"  # pixels of the names left of the plot
_FIRST, _LAST = "datetime(from_year, from_month, 1)", "datetime(to_year, to_month, 28)"


def _names(base: alt.Chart) -> alt.Chart:
    text = base.mark_text(align="left", limit=alt.ExprRef(f"{_NAMES} - 8"), aria=False)
    named: alt.Chart = text.encode(x=alt.value(0), text="name:N")
    return named


def given(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str) -> Template:
    """Each alert from its first day to its end, a line a rule. ``table`` has tables.alerts.HISTORY_COLUMNS; ``end`` is the day told of.

    A hollow point is one that was wrong; those in force are in the accent's colour.
    """
    order = [key for key in names if key in set(table["rule"])]
    places = {key: place for place, key in enumerate(order)}
    rows = table.assign(
        line=table["rule"].map(places), name=table["rule"].map(names), begin=pd.to_datetime(table["since"]),
        finish=pd.to_datetime(table["until"].where(table["until"] != "", end)),
    )  # fmt: skip
    heads = pd.DataFrame({"line": range(len(order)), "name": [names[key] for key in order]})
    kept = ["line", "name", "begin", "finish", "force", "came", "since", "until", "about"]
    return Template(_given, (len(order),), {"alerts": rows[kept], "rules": heads}, axes.span(start, end[:7]))


def _given(lines: int) -> theme.Chart:
    scale = alt.Scale(
        domainMin=alt.ExprRef(_FIRST), domainMax=alt.ExprRef(_LAST), nice=False, range=[{"expr": _NAMES}, {"expr": "width - 8"}]
    )
    axis = alt.Axis(grid=True, ticks=False, domain=False, tickCount=8, format="%Y", title=None, labelOverlap="greedy")
    y = alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(lines))))
    base = alt.Chart(alt.NamedData("alerts")).encode(y=y)
    x = alt.X("begin:T", scale=scale, axis=axis)
    tips = [
        alt.Tooltip("name:N", title="rule"), alt.Tooltip("since:N"), alt.Tooltip("until:N"), alt.Tooltip("about:N"),
        alt.Tooltip("came:N", title="what became of it"),
    ]  # fmt: skip
    hollow = {"test": "datum.came == 'wrong'", "value": "@paper"}
    colour = alt.condition("datum.force", alt.value("@accent"), alt.value("@other"))
    bar = base.mark_rule(strokeWidth=6, opacity=0.3, aria=False, clip=True).encode(x=x, x2="finish:T", color=colour)
    point = base.mark_point(size=46, strokeWidth=1.6, opacity=1, aria=False).encode(
        x=x, stroke=colour, tooltip=tips,
        fill=alt.FillValue("@other", condition=[hollow, {"test": "datum.force", "value": "@accent"}]),
    )  # fmt: skip
    names = _names(alt.Chart(alt.NamedData("rules")).encode(y=y))
    chart: theme.Chart = alt.layer(bar, point, names).properties(height=STEP * lines + 10)
    return chart


def right(table: pd.DataFrame) -> Template:
    """How often rules were right, with nine-in-ten intervals, and the base rate as a line. ``table`` has PRECISION_COLUMNS and ``name``."""
    rows = table.assign(line=range(len(table)))
    kept = ["line", "name", "right", "judged", "precision", "precision_low", "precision_high", "base_rate"]
    return Template(_right, (len(rows),), {"rules": rows[kept].astype({"right": "float64", "judged": "float64"})})


def _right(lines: int) -> theme.Chart:
    scale = alt.Scale(domainMin=0, domainMax=1, range=[{"expr": _NAMES}, {"expr": "width - 12"}])
    axis = alt.Axis(format="%", tickCount=5, grid=True, ticks=False, domain=False, title=None)
    base = alt.Chart(alt.NamedData("rules")).encode(y=alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(lines)))))
    tips = [
        alt.Tooltip("name:N", title="rule"), alt.Tooltip("right:Q", format=",.0f"), alt.Tooltip("judged:Q", format=",.0f"),
        *(alt.Tooltip(f"{one}:Q", format=".0%") for one in ("precision", "precision_low", "precision_high", "base_rate")),
    ]  # fmt: skip
    band = base.mark_rule(strokeWidth=6, opacity=0.3, color="@accent", aria=False).encode(
        x=alt.X("precision_low:Q", scale=scale, axis=axis), x2="precision_high:Q"
    )
    tick = base.mark_tick(thickness=2, size=18, color="@soft", aria=False).encode(
        x=alt.X("base_rate:Q", scale=scale, axis=axis)
    )
    dot = base.mark_point(filled=True, size=75, color="@accent", opacity=1, aria=False).encode(
        x=alt.X("precision:Q", scale=scale, axis=axis), tooltip=tips
    )
    chart: theme.Chart = alt.layer(band, tick, dot, _names(base)).properties(height=STEP * lines + 10)
    return chart
