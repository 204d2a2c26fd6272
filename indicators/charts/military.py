"""Foreign forces over time: by sponsor, in all, under each reading; agreements. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators.charts import theme
from indicators.charts.scores import dated, months_axis

MONTH = alt.Tooltip("month:T", format="%B %Y")


def sponsors(table: pd.DataFrame, total: pd.DataFrame, order: Sequence[str], start: str, end: str, shares: bool) -> theme.Chart:
    """Stacked areas of personnel (or of shares) by sponsor, and for personnel the range of the total as thin lines.

    ``table`` has tables.military.SPONSOR_COLUMNS, ``total`` TOTAL_COLUMNS; ``order`` fixes colours, stacking and legend, in
    every range of months alike.
    """
    colour = alt.Color(
        "sponsor:N", scale=alt.Scale(domain=list(order), range=_colours(len(order))), legend=alt.Legend(columns=1)
    )
    rank = {name: place for place, name in enumerate(order)}
    rows = dated(table).assign(place=table["sponsor"].map(rank))
    value, title = ("share:Q", "share of personnel") if shares else ("best:Q", "persons")
    axis = alt.Axis(format=".0%") if shares else alt.Axis(format=",.0f")
    tips = [
        alt.Tooltip("sponsor:N"), MONTH, *(alt.Tooltip(f"{one}:Q", format=",.0f") for one in ("best", "low", "high")),
        alt.Tooltip("share:Q", format=".0%"), alt.Tooltip("status:N"),
    ]  # fmt: skip
    x = months_axis(start, end)
    areas = alt.Chart(rows).mark_area(interpolate="step-after").encode(
        x=x, y=alt.Y(value, stack="zero", title=title, axis=axis), color=colour, order="place:Q", tooltip=tips
    )  # fmt: skip
    if shares:
        chart: theme.Chart = areas.properties(height=theme.HEIGHT)
        return chart
    bounds = dated(total).melt(id_vars=["month"], value_vars=["low", "high"], var_name="bound", value_name="persons")
    lines = alt.Chart(bounds).mark_line(strokeWidth=1.2, strokeDash=[4, 3], color="#8A8A8A", interpolate="step-after").encode(
        x=x, y="persons:Q", detail="bound:N", tooltip=[alt.Tooltip("bound:N"), MONTH, alt.Tooltip("persons:Q", format=",.0f")]
    )  # fmt: skip
    layered: theme.Chart = alt.layer(areas, lines).properties(height=theme.HEIGHT)
    return layered


def _colours(count: int) -> list[str]:
    return [theme.CATEGORIES[place % len(theme.CATEGORIES)] for place in range(count)]


def readings(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str) -> theme.Chart:
    """The dimension under each reading, told apart by colour and dash. ``table`` has tables.military.READING_COLUMNS."""
    rows = dated(table).assign(reading=table["key"].map(names))
    domain = list(names.values())
    colour = alt.Color("reading:N", scale=alt.Scale(domain=domain, range=_colours(len(domain))), legend=alt.Legend(columns=1))
    dash = alt.StrokeDash(
        "reading:N", scale=alt.Scale(domain=domain, range=[[1, 0], [6, 3], [2, 2], [8, 3, 2, 3]]), legend=None
    )
    tips = [
        alt.Tooltip("reading:N"), MONTH, *(alt.Tooltip(f"{one}:Q", format=".1f") for one in ("score", "low", "high")),
    ]  # fmt: skip
    chart: theme.Chart = (
        alt.Chart(rows)
        .mark_line(strokeWidth=2)
        .encode(
            x=months_axis(start, end), y=alt.Y("score:Q", title="score, 0-100", scale=alt.Scale(domain=[0, 100])),
            color=colour, strokeDash=dash, tooltip=tips,
        )
        .properties(height=theme.HEIGHT)
    )  # fmt: skip
    return chart


def dots(table: pd.DataFrame, field: str, names: Mapping[str, str], start: str, end: str) -> theme.Chart:
    """Dated rows as points, a line a value of ``field`` (named by ``names``). ``table`` has date, summary and ``field``."""
    rows = table.assign(day=pd.to_datetime(table["date"]), line=table[field].map(lambda key: names.get(key, key)))
    order = list(dict.fromkeys(rows["line"]))
    extra = [alt.Tooltip(f"{name}:N") for name in ("partner", "sponsor", "status", "bases") if name in rows.columns]
    chart: theme.Chart = (
        alt.Chart(rows)
        .mark_point(filled=True, size=110, opacity=0.85)
        .encode(
            x=months_axis(start, end, "day:T"),
            y=alt.Y("line:N", sort=order, title=None, axis=alt.Axis(labelLimit=220)),
            color=alt.Color("line:N", scale=alt.Scale(domain=order, range=_colours(len(order))), legend=None),
            tooltip=[alt.Tooltip("date:N"), *extra, alt.Tooltip("summary:N", title="what")],
        )
        .properties(height=alt.Step(30))
    )
    return chart
