"""What was said then and is known now. Frames in, charts out; pure."""

from __future__ import annotations

import altair as alt
import pandas as pd

from indicators.charts import theme
from indicators.charts.scores import dated

INK = "@accent"


def first_and_last(table: pd.DataFrame) -> theme.Chart:
    """Deaths of each month as first and as last said, joined by a line. ``table`` has tables.revisions.REVISED_COLUMNS."""
    rows = dated(table)
    x = alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y"))
    tips = [
        alt.Tooltip("period:N", title="month"), alt.Tooltip("first:Q"), alt.Tooltip("first_vintage:N", title="first said by"),
        alt.Tooltip("last:Q"), alt.Tooltip("last_vintage:N", title="last said by"), alt.Tooltip("factor:Q", format=".2f"),
    ]  # fmt: skip
    rule = (
        alt.Chart(rows)
        .mark_rule(strokeWidth=1.5)
        .encode(x=x, y=alt.Y("first:Q", title="deaths in the month"), y2=alt.Y2("last:Q"), tooltip=tips)
    )
    long = rows.melt(id_vars=["month", "period"], value_vars=["first", "last"], var_name="said", value_name="deaths")
    points = (
        alt.Chart(long)
        .mark_point(filled=True, size=60, opacity=1)
        .encode(
            x=x, y=alt.Y("deaths:Q"),
            color=alt.Color("said:N", scale=alt.Scale(domain=["first", "last"], range=["@other", INK]), legend=alt.Legend(columns=2)),
            shape=alt.Shape("said:N", scale=alt.Scale(domain=["first", "last"], range=["circle", "diamond"])),
            tooltip=[alt.Tooltip("said:N"), alt.Tooltip("period:N"), alt.Tooltip("deaths:Q")],
        )
    )  # fmt: skip
    chart: theme.Chart = alt.layer(rule, points).properties(height=theme.HEIGHT)
    return chart


def editions(table: pd.DataFrame) -> theme.Chart:
    """HDI by year, a line for each edition. ``table`` has tables.revisions.EDITION_COLUMNS."""
    names = list(dict.fromkeys(table.sort_values("published")["edition"]))
    chart: theme.Chart = (
        alt.Chart(table)
        .mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=20))
        .encode(
            x=alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickMinStep=5)),
            y=alt.Y("hdi:Q", title="HDI", scale=alt.Scale(zero=False)),
            color=alt.Color("edition:N", scale=alt.Scale(domain=names, range=theme.CATEGORIES[: len(names)])),
            strokeDash=alt.StrokeDash("edition:N", scale=alt.Scale(domain=names), legend=None),
            tooltip=[
                alt.Tooltip("edition:N"),
                alt.Tooltip("year:Q"),
                alt.Tooltip("hdi:Q"),
                alt.Tooltip("rank:Q"),
                alt.Tooltip("ranked:Q"),
            ],
        )
        .properties(height=theme.HEIGHT)
    )
    return chart


def as_known(table: pd.DataFrame) -> theme.Chart:
    """A score over time as known on several days, a line a day. ``table`` has period, score, known (label, in order)."""
    names = list(dict.fromkeys(table["known"]))
    chart: theme.Chart = (
        alt.Chart(dated(table))
        .mark_line(strokeWidth=2)
        .encode(
            x=alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y")),
            y=alt.Y("score:Q", title="score, 0-100", scale=alt.Scale(zero=False)),
            color=alt.Color(
                "known:N",
                scale=alt.Scale(domain=names, range=theme.CATEGORIES[: len(names)]),
                legend=alt.Legend(columns=2),
            ),
            tooltip=[alt.Tooltip("known:N"), alt.Tooltip("period:N"), alt.Tooltip("score:Q", format=".1f")],
        )
        .properties(height=theme.HEIGHT)
    )
    return chart
