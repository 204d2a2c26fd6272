"""How well the forecasts did and where they failed: gains over benchmarks, the worst misses. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from indicators.charts import axes, theme
from indicators.charts.template import Template

STEP = 34  # pixels of a line
_NAMES = f"(width < {axes.NARROW} ? 130 : 230)"  # pixels of the names left of the plot


def _x(field: str, scale: alt.Scale, axis: alt.Axis) -> alt.X:
    return alt.X(field, title=None, scale=scale, axis=axis)


def _rows(lines: int) -> alt.Y:
    return alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(lines))))


def _names(base: alt.Chart) -> alt.Chart:
    text = base.mark_text(align="left", limit=alt.ExprRef(f"{_NAMES} - 8"), aria=False)
    named: alt.Chart = text.encode(x=alt.value(0), text="name:N")
    return named


def gains(table: pd.DataFrame, names: Mapping[str, str]) -> Template:
    """Loss against a benchmark in per cent with its interval, a line a group. ``table`` has group, gain, low, high; ``names`` name groups."""
    order = [key for key in names if key in set(table["group"])]
    rows = table.assign(
        line=table["group"].map({key: place for place, key in enumerate(order)}), name=table["group"].map(names)
    )
    reach = float(rows[["low", "high"]].abs().max().max()) if len(rows) else 1.0
    return Template(_gains, (len(order),), {"groups": rows[["line", "name", "gain", "low", "high"]]}, {"reach": reach * 1.05})


def _gains(lines: int) -> theme.Chart:
    scale = alt.Scale(
        domainMin=alt.ExprRef("-reach"),
        domainMax=alt.ExprRef("reach"),
        nice=False,
        range=[{"expr": _NAMES}, {"expr": "width - 50"}],
    )
    told, few = "format(datum.value / 100, datum.value ? '+.0%' : '.0%')", alt.ExprRef(f"width < {axes.NARROW} ? 3 : 5")
    axis = alt.Axis(tickCount=few, labelExpr=told, grid=True, ticks=False, domain=False)
    base = alt.Chart(alt.NamedData("groups")).encode(y=_rows(lines))
    x = _x("gain:Q", scale, axis)
    tips = [
        alt.Tooltip("name:N", title="countries"),
        *(alt.Tooltip(f"{one}:Q", format="+.1f") for one in ("gain", "low", "high")),
    ]
    zero = alt.Chart(pd.DataFrame({"at": [0]})).mark_rule(color="@soft", aria=False).encode(x=_x("at:Q", scale, axis))
    rule = base.mark_rule(strokeWidth=5, opacity=0.35, color="@accent", aria=False).encode(
        x=_x("low:Q", scale, axis), x2="high:Q"
    )
    dot = base.mark_point(filled=True, size=80, color="@accent", opacity=1, aria=False).encode(x=x, tooltip=tips)
    said = base.mark_text(align="right", aria=False).encode(
        x=alt.value(alt.ExprRef("width")), text=alt.Text("gain:Q", format="+.1f")
    )
    chart: theme.Chart = alt.layer(zero, rule, dot, said, _names(base)).properties(height=STEP * lines + 8)
    return chart


def misses(table: pd.DataFrame) -> Template:
    """Forecasts of a month ahead that missed most: the band for nine in ten, the median, and what came.

    ``table`` has name, deaths, p05, p50, p95, the worst first. The scale is of square roots, so that small and large ones can be read.
    """
    rows = table.assign(line=range(len(table)))[["line", "name", "deaths", "p05", "p50", "p95"]]
    most = float(rows[["deaths", "p95"]].max().max()) if len(rows) else 1.0
    return Template(_misses, (len(rows),), {"missed": rows}, {"most": most})


def _misses(lines: int) -> theme.Chart:
    scale = alt.Scale(
        type="sqrt", domainMin=0, domainMax=alt.ExprRef("most"), nice=False, range=[{"expr": _NAMES}, {"expr": "width - 60"}]
    )
    axis = alt.Axis(tickCount=5, format=",.0f", grid=True, ticks=False, domain=False, labelOverlap="greedy")
    base = alt.Chart(alt.NamedData("missed")).encode(y=_rows(lines))
    tips = [
        alt.Tooltip("name:N", title="month"),
        *(alt.Tooltip(f"{one}:Q", format=",.0f") for one in ("p05", "p50", "p95", "deaths")),
    ]
    rule = base.mark_rule(strokeWidth=8, opacity=0.3, color="@accent", aria=False).encode(
        x=_x("p05:Q", scale, axis), x2="p95:Q"
    )
    middle = base.mark_tick(thickness=2, size=14, color="@accent", aria=False).encode(x=_x("p50:Q", scale, axis))
    came = base.mark_point(filled=True, size=75, color="@more", opacity=1, aria=False).encode(
        x=_x("deaths:Q", scale, axis), tooltip=tips
    )
    said = base.mark_text(align="left", dx=9, fontWeight=600, aria=False).encode(
        x=_x("deaths:Q", scale, axis), text=alt.Text("deaths:Q", format=",.0f")
    )
    chart: theme.Chart = alt.layer(rule, middle, came, said, _names(base)).properties(height=(STEP - 8) * lines + 8)
    return chart
