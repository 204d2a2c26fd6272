"""One quantity over time, for the subject alone or for several countries, with its range. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import altair as alt
import pandas as pd

from indicators.charts import theme
from indicators.charts.scores import dated, months_axis


def ranged(
    table: pd.DataFrame,
    start: str,
    end: str,
    title: str,
    colour: str = "@accent",
    step: bool = False,
    decimals: int = 1,
) -> theme.Chart:
    """One line of ``best`` with a band from ``low`` to ``high``. ``table`` has period, best, low, high."""
    rows = dated(table)
    x = months_axis(start, end)
    shape: Literal["step-after", "linear"] = "step-after" if step else "linear"
    flat = not table[["best", "low", "high"]].to_numpy(dtype="float64").any()  # all 0: Vega would write 0.000000 in mid air
    scale = alt.Scale(domain=[0, 1]) if flat else alt.Scale()
    tips = [
        alt.Tooltip("month:T", format="%B %Y"),
        *(alt.Tooltip(f"{name}:Q", format=f".{decimals}f") for name in ("best", "low", "high")),
    ]
    band = (
        alt.Chart(rows)
        .mark_area(opacity=0.22, color=colour, interpolate=shape)
        .encode(x=x, y=alt.Y("low:Q", title=title, scale=scale), y2=alt.Y2("high:Q"))
    )
    line = (
        alt.Chart(rows).mark_line(strokeWidth=2, color=colour, interpolate=shape).encode(x=x, y=alt.Y("best:Q"), tooltip=tips)
    )
    chart: theme.Chart = alt.layer(band, line).properties(height=220)
    return chart


def neighbours(
    table: pd.DataFrame,
    names: Mapping[str, str],
    order: Sequence[str],
    start: str,
    end: str,
    title: str,
    form: str = ".2f",
) -> theme.Chart:
    """Lines of countries with their bands, the first of ``order`` (ISO codes) drawn strongest. ``table`` has RANGE_COLUMNS.

    ``form`` is how a value is written when pointed at.
    """
    rows = dated(table).assign(name=table["country"].map(names).astype(str))
    domain = [names[key] for key in order]
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=domain, range=[*theme.CATEGORIES][: len(domain)]),
        legend=alt.Legend(columns=2),
    )
    x = months_axis(start, end)
    tips = [
        alt.Tooltip("name:N", title="country"),
        alt.Tooltip("month:T", format="%Y", title="year"),
        *(alt.Tooltip(f"{one}:Q", format=form) for one in ("best", "low", "high")),
    ]
    widths = [3.0] + [1.5] * (len(domain) - 1)
    width = alt.StrokeWidth("name:N", scale=alt.Scale(domain=domain, range=widths), legend=None)
    band = (
        alt.Chart(rows)
        .mark_area(opacity=0.15)
        .encode(x=x, y=alt.Y("low:Q", title=title, scale=alt.Scale(zero=False)), y2=alt.Y2("high:Q"), color=colour)
    )
    line = (
        alt.Chart(rows)
        .mark_line(point=alt.OverlayMarkDef(size=16))
        .encode(x=x, y=alt.Y("best:Q"), color=colour, strokeWidth=width, tooltip=tips)
    )
    chart: theme.Chart = alt.layer(band, line).properties(height=theme.HEIGHT)
    return chart


def lines(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str, title: str, form: str = ",.0f") -> theme.Chart:
    """Several quantities of the subject over time, told apart by colour and dash. ``table`` has period, series, value."""
    rows = dated(table).assign(name=table["series"].map(names))
    domain = [name for key, name in names.items() if key in set(table["series"])]
    dashes = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3]][: len(domain)]
    chart: theme.Chart = (
        alt.Chart(rows)
        .mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=22))
        .encode(
            x=months_axis(start, end),
            y=alt.Y("value:Q", title=title),
            color=alt.Color(
                "name:N",
                scale=alt.Scale(domain=domain, range=theme.CATEGORIES[: len(domain)]),
                legend=alt.Legend(columns=1),
            ),
            strokeDash=alt.StrokeDash("name:N", scale=alt.Scale(domain=domain, range=dashes), legend=None),
            tooltip=[
                alt.Tooltip("name:N", title="series"),
                alt.Tooltip("month:T", format="%B %Y"),
                alt.Tooltip("value:Q", format=form),
            ],
        )
        .properties(height=theme.HEIGHT)
    )
    return chart
