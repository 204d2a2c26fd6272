"""Promises, attempts, measures and neighbours over time. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from indicators.charts import theme
from indicators.charts.scores import months_axis

BLUE, ORANGE, RED, SKY, GREY = (theme.OKABE_ITO[name] for name in ("blue", "orange", "vermilion", "sky", "grey"))


def clock(table: pd.DataFrame, labels: Mapping[str, str], today: str) -> theme.Chart:
    """Each promise as a line from the day it was made to the day promised, and a rule at ``today`` (ISO day).

    ``table`` has tables.governance.SEGMENT_COLUMNS; ``labels`` names the classes.
    """
    rows = table.assign(
        begin=pd.to_datetime(table["made"]), finish=pd.to_datetime(table["due"]), kind=table["class"].map(labels),
        line=[f"{made} to {due}" for made, due in zip(table["made"], table["due"], strict=True)],
    )  # fmt: skip
    order = list(rows["line"])
    scale = alt.Scale(domain=list(labels.values()), range=[BLUE, ORANGE, GREY, SKY][: len(labels)])
    tips = [alt.Tooltip("what:N"), alt.Tooltip("kind:N"), alt.Tooltip("made:N"), alt.Tooltip("due:N")]
    base = alt.Chart(rows).encode(y=alt.Y("line:N", sort=order, title=None, axis=alt.Axis(labelLimit=200)), tooltip=tips)
    colour = alt.Color("kind:N", scale=scale, legend=alt.Legend(columns=2))
    bars = base.mark_bar(height=7).encode(x=alt.X("begin:T", title=None), x2=alt.X2("finish:T"), color=colour)
    ends = base.mark_point(filled=True, shape="diamond", size=110, opacity=1).encode(x=alt.X("finish:T"), color=colour)
    rule = alt.Chart(pd.DataFrame({"now": [pd.Timestamp(today)]})).mark_rule(strokeDash=[4, 3]).encode(x=alt.X("now:T"))
    chart: theme.Chart = alt.layer(bars, ends, rule).properties(height=alt.Step(30))
    return chart


def attempts(table: pd.DataFrame, outcomes: Mapping[str, str]) -> theme.Chart:
    """Attempts at power by date, one row an outcome, told apart by shape and row as well as colour."""
    rows = table.assign(day=pd.to_datetime(table["date"]), kind=table["outcome"].map(outcomes))
    names = list(outcomes.values())
    chart: theme.Chart = (
        alt.Chart(rows)
        .mark_point(filled=True, size=150, opacity=0.9)
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("kind:N", sort=names, scale=alt.Scale(domain=names), title=None, axis=alt.Axis(labelLimit=230)),
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(domain=names, range=["diamond", "triangle-down", "circle", "square"]),
                legend=None,
            ),
            color=alt.Color("kind:N", scale=alt.Scale(domain=names, range=[RED, BLUE, GREY, ORANGE]), legend=None),
            tooltip=[alt.Tooltip("date:N"), alt.Tooltip("kind:N", title="outcome"), alt.Tooltip("summary:N", title="what")],
        )
        .properties(height=alt.Step(34))
    )
    return chart


def measures(table: pd.DataFrame, states: Mapping[str, str], start: str, end: str) -> theme.Chart:
    """When each measure stood, as bars; what is only announced is hollow."""
    rows = table.assign(
        begin=pd.to_datetime(table["start"]), finish=pd.to_datetime(table["end"]), word=table["state"].map(states)
    )
    words = list(states.values())
    order = list(dict.fromkeys(rows.sort_values("start")["measure"]))
    colour = alt.Scale(domain=words, range=[RED, BLUE, GREY])
    x = months_axis(start, end, "begin:T")
    chart: theme.Chart = (
        alt.Chart(rows)
        .mark_bar(height=14, strokeWidth=1.5)
        .encode(
            x=x,
            x2=alt.X2("finish:T"),
            y=alt.Y("measure:N", sort=order, title=None, axis=alt.Axis(labelLimit=210)),
            stroke=alt.Stroke("word:N", scale=colour, legend=None),
            color=alt.Color("word:N", scale=colour, legend=alt.Legend(columns=3)),
            fillOpacity=alt.condition("datum.state == 'announced'", alt.value(0.15), alt.value(0.9)),
            tooltip=[
                alt.Tooltip("measure:N"),
                alt.Tooltip("word:N", title="state"),
                alt.Tooltip("start:N", title="from"),
                alt.Tooltip("end:N", title="to"),
            ],
        )
        .properties(height=alt.Step(26))
    )
    return chart
