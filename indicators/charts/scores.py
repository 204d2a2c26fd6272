"""Scores over time as lines with bands, and what moved them. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import months
from indicators.charts import theme
from indicators.charts.template import Template

SHORT = 36  # months; on a longer axis years are enough
LEAST = 0.005  # points; a smaller change is none
TURNING = "turning"  # name of the selection a click on a turning point makes


def dated(frame: pd.DataFrame, column: str = "period") -> pd.DataFrame:
    """The frame with ``month``, the first day of ``period`` as a timestamp, which is what Vega draws time from."""
    return frame.assign(month=moments(frame[column].tolist()))


def moments(periods: Sequence[str]) -> npt.NDArray[np.datetime64]:
    """The first day of each month (YYYY-MM)."""
    return np.array(periods, dtype="datetime64[M]").astype("datetime64[us]")


def months_axis(start: str, end: str, field: str = "month:T") -> alt.X:
    """A time axis from ``start`` to ``end`` (YYYY-MM), the same under every chart of a page; months are named on short ranges."""
    until = end if end > start else months.period(months.ordinal(end) + 1)  # one month has a width too
    domain = [alt.DateTime(year=int(one[:4]), month=int(one[5:7]), date=1) for one in (start, until)]
    return alt.X(field, title=None, scale=alt.Scale(domain=domain), axis=time_axis(start, end))


def time_axis(start: str, end: str) -> alt.Axis:
    """Ticks for the months from ``start`` to ``end``: years, or in ranges of at most SHORT months their names."""
    long = months.ordinal(end) - months.ordinal(start) > SHORT
    form: dict[str, Any] = {"format": "%Y", "tickCount": "year"} if long else {"format": "%b %Y", "tickCount": 8}
    return alt.Axis(**form, labelOverlap="greedy", labelSeparation=8)


def over_time(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    banded: Sequence[str],
    start: str,
    end: str,
    colours: Mapping[str, str] = theme.COLOURS,
    points: pd.DataFrame | None = None,
) -> theme.Chart:
    """Lines of ``score`` over ``period`` for the keys of ``names`` (key -> label), a low-high band for those in ``banded``.

    ``frame`` has SCORE_COLUMNS; rows of other keys, or outside ``start`` to ``end``, are left out. ``points`` (period,
    score, kinds, text) are drawn on top and can be clicked.
    """
    inside = frame["key"].isin(names) & frame["period"].between(start, end)
    table = dated(frame[inside]).assign(series=lambda rows: rows["key"].map(names).astype(str))
    scale = alt.Scale(domain=list(names.values()), range=[colours[key] for key in names])
    colour = alt.Color("series:N", scale=scale, legend=alt.Legend(columns=2))
    x = months_axis(start, end)
    y = alt.Scale(domain=[0, 100])
    low = alt.Y("low:Q", scale=y, title="score, 0-100")
    band = (
        alt.Chart(table[table["key"].isin(list(banded))])
        .mark_area(opacity=0.18)
        .encode(x=x, y=low, y2=alt.Y2("high:Q"), color=colour)
    )
    tips = [
        alt.Tooltip("series:N", title="series"), alt.Tooltip("month:T", title="month", format="%B %Y"),
        *(alt.Tooltip(f"{name}:Q", format=".1f") for name in ("score", "low", "high")), alt.Tooltip("status:N"),
    ]  # fmt: skip
    line = alt.Chart(table).mark_line(strokeWidth=2).encode(x=x, y=alt.Y("score:Q", scale=y), color=colour, tooltip=tips)
    layers: list[alt.Chart] = [band, line]
    if points is not None:  # an empty table too: the page asks for its clicks
        layers.append(_turning(points, x))
    chart: theme.Chart = alt.layer(*layers).properties(height=theme.HEIGHT)
    return chart


def _turning(points: pd.DataFrame, x: alt.X) -> alt.Chart:
    click = alt.selection_point(name=TURNING, fields=["period"], on="click", empty=False)
    tips = [
        alt.Tooltip("month:T", title="month", format="%B %Y"),
        alt.Tooltip("kinds:N", title="kind"),
        alt.Tooltip("text:N", title="what"),
    ]
    mark = alt.Chart(dated(points)).mark_point(
        filled=True, size=70, stroke="@soft", strokeWidth=1.5, cursor="pointer", opacity=1
    )
    chosen = alt.condition(click, alt.value("@accent"), alt.value("@paper"))
    chart: alt.Chart = mark.encode(
        x=x, y=alt.Y("score:Q"), fill=chosen, tooltip=tips, description=alt.Description("kinds:N")
    ).add_params(click)
    return chart


def moved(table: pd.DataFrame) -> Template:
    """Points of index by indicator between two months, as bars from zero, the largest first.

    ``table`` has name, dimension_name, dimension, before, after, change (points of index). Changes of nothing are left out.
    """
    rows = table[table["change"].abs() >= LEAST]
    reach = max(1.0, float(table["change"].abs().max()) * 1.25)
    kept = ["name", "dimension", "dimension_name", "before", "after", "change"]
    shape = (tuple(theme.COLOURS.items()), max(1, len(rows)))
    return Template(_moved, shape, {"bars": rows[kept].assign(place=range(len(rows)))}, {"reach": reach})


def _moved(colours: Sequence[tuple[str, str]], bars_: int) -> theme.Chart:
    scale = alt.Scale(domain=[key for key, _ in colours], range=[role for _, role in colours])
    tips = [
        alt.Tooltip("name:N", title="indicator"), alt.Tooltip("dimension_name:N", title="dimension"), alt.Tooltip("before:Q", format=".2f"),
        alt.Tooltip("after:Q", format=".2f"), alt.Tooltip("change:Q", format="+.2f"),
    ]  # fmt: skip
    across = alt.Scale(domainMin=alt.ExprRef("-reach"), domainMax=alt.ExprRef("reach"), nice=False)
    base = alt.Chart(alt.NamedData("bars")).encode(
        y=alt.Y("name:N", sort=alt.EncodingSortField("place", op="min"), title=None,
                axis=alt.Axis(labelLimit=230, ticks=False, domain=False, labelColor="@ink")),
        x=alt.X("change:Q", title=None, scale=across, axis=alt.Axis(format="+.1f", grid=True, tickCount=7)), tooltip=tips,
    )  # fmt: skip
    bars = base.mark_bar(height=13).encode(color=alt.Color("dimension:N", scale=scale, legend=None))
    text = base.encode(text=alt.Text("change:Q", format="+.2f"))
    rising = text.transform_filter("datum.change >= 0").mark_text(align="left", dx=4, aria=False)
    falling = text.transform_filter("datum.change < 0").mark_text(align="right", dx=-4, aria=False)
    zero = alt.Chart(alt.NamedData("bars")).mark_rule(color="@soft", aria=False).encode(x=alt.datum(0))
    chart: theme.Chart = alt.layer(bars, zero, rising, falling).properties(height=24 * bars_)
    return chart


def shares(table: pd.DataFrame) -> theme.Chart:
    """Each indicator's share of the index, as bars coloured by dimension. ``table`` has name, dimension, dimension_name, share."""
    names = dict(zip(table["dimension"], table["dimension_name"], strict=True))
    chart: theme.Chart = (
        alt.Chart(table)
        .mark_bar(height=12)
        .encode(
            y=alt.Y("name:N", sort=list(table["name"]), title=None, axis=alt.Axis(labelLimit=260)),
            x=alt.X("share:Q", title="share of the index", axis=alt.Axis(format=".0%")),
            color=alt.Color(
                "dimension_name:N",
                scale=alt.Scale(domain=list(names.values()), range=[theme.COLOURS[key] for key in names]),
            ),
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("share:Q", format=".1%")],
        )
        .properties(height=alt.Step(20))
    )
    return chart
