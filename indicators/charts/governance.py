"""Promises, attempts, measures and neighbours over time. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import altair as alt
import pandas as pd

from indicators.charts import axes, theme
from indicators.charts.template import Template

BLUE, ORANGE, RED, SKY, GREY = "@governance", "@more", "@ink", "@less", "@other"
CLASSES = {"promise": BLUE, "schedule": ORANGE, "mandate": GREY, "proposal": SKY}  # of a kind the same in every spell
Pairs = Sequence[tuple[str, str]]  # name and role


def clock(table: pd.DataFrame, lines: Sequence[str], labels: Mapping[str, str], today: str, name: str = "") -> Template:
    """Each promise as a line from the day it was made to the day promised, and a rule at ``today`` (ISO day) with its ``name``.

    ``table`` has tables.governance.SEGMENT_COLUMNS; ``lines`` stand beside the bars; ``labels`` names the classes.
    """
    rows = table.assign(
        begin=pd.to_datetime(table["made"]), finish=pd.to_datetime(table["due"]), kind=table["class"].map(labels),
        line=list(lines),
    )  # fmt: skip
    now = pd.Timestamp(today)
    late = bool(now - rows["begin"].min() > (max(rows["finish"].max(), now) - rows["begin"].min()) / 2)
    shown = tuple((labels[key], role) for key, role in CLASSES.items() if key in set(table["class"]))
    kept = rows[["line", "begin", "finish", "kind", "what", "made", "due"]]
    return Template(_clock, (shown, late), {"promises": kept, "now": pd.DataFrame({"now": [now], "name": [name]})})


def _clock(shown: Pairs, late: bool) -> theme.Chart:
    tips = [alt.Tooltip("what:N"), alt.Tooltip("kind:N"), alt.Tooltip("made:N"), alt.Tooltip("due:N")]
    base = alt.Chart(alt.NamedData("promises")).encode(
        y=alt.Y("line:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, domain=False, ticks=False)), tooltip=tips
    )
    scale = alt.Scale(domain=[label for label, _ in shown], range=[role for _, role in shown])
    colour = alt.Color("kind:N", scale=scale, legend=alt.Legend(columns=axes.columns(2)))
    axis = alt.Axis(format="%b %Y", tickCount=5, labelOverlap="greedy", labelSeparation=8)
    x = alt.X("begin:T", title=None, scale=alt.Scale(padding=10), axis=axis)
    bars = base.mark_bar(height=7).encode(x=x, x2=alt.X2("finish:T"), color=colour)
    ends = base.mark_point(filled=True, shape="diamond", size=110, opacity=1).encode(x=alt.X("finish:T"), color=colour)
    mark = alt.Chart(alt.NamedData("now")).encode(x=alt.X("now:T"))
    rule = mark.mark_rule(strokeDash=[4, 3]).encode(tooltip=alt.Tooltip("name:N", title="month"))
    word = mark.mark_text(align="right" if late else "left", dx=-4 if late else 4, baseline="top", fontStyle="italic")
    word = word.encode(text=alt.Text("name:N"), y=alt.value(-2))
    chart: theme.Chart = alt.layer(bars, ends, rule, word).properties(height=alt.Step(32))
    return chart


def attempts(table: pd.DataFrame, outcomes: Mapping[str, str], first: int = 1960, end: str = "") -> Template:
    """Attempts at power by date, told apart by shape and row as well as colour, from the year ``first`` to ``end``.

    ``end`` is a month (YYYY-MM), or the last attempt's where it is empty.
    """
    end = end or str(table["date"].max())[:7]
    rows = table.assign(day=pd.to_datetime(table["date"]), kind=table["outcome"].map(outcomes))
    shape = (tuple(outcomes.values()), first)
    values = {"to_year": int(end[:4]), "to_month": int(end[5:7]) - 1}
    return Template(_attempts, shape, {"attempts": rows[["day", "kind", "date", "summary"]]}, values)


def _attempts(names: Sequence[str], first: int) -> theme.Chart:
    span = [alt.DateTime(year=first, month=1, date=1), alt.ExprRef("datetime(to_year, to_month, 28)")]
    shapes = alt.Scale(domain=list(names), range=["diamond", "triangle-down", "circle", "square"])
    axis = alt.Axis(format="%Y", tickCount=7, labelOverlap="greedy", labelSeparation=8)
    chart: theme.Chart = (
        alt.Chart(alt.NamedData("attempts"))
        .mark_point(filled=True, size=150, opacity=0.9)
        .encode(
            x=alt.X("day:T", title=None, scale=alt.Scale(domain=span, padding=8), axis=axis),
            y=alt.Y("kind:N", sort=names, scale=alt.Scale(domain=names), title=None, axis=alt.Axis(labelLimit=230)),
            shape=alt.Shape("kind:N", scale=shapes, legend=None),
            color=alt.Color("kind:N", scale=alt.Scale(domain=names, range=[RED, BLUE, GREY, ORANGE]), legend=None),
            tooltip=[alt.Tooltip("date:N"), alt.Tooltip("kind:N", title="outcome"), alt.Tooltip("summary:N", title="what")],
        )
        .properties(height=alt.Step(34))
    )
    return chart


def measures(
    table: pd.DataFrame, states: Mapping[str, str], start: str, end: str, named: Callable[[str, str], str] = "{}: {}".format
) -> Template:
    """When each measure stood, as bars: imposed thick, chosen thin, announced only hollow. ``named`` names a body and its measure."""
    parted = [one.partition(": ") for one in table["measure"]]
    rows = table.assign(
        begin=pd.to_datetime(table["start"]), finish=pd.to_datetime(table["end"]), word=table["state"].map(states),
        line=[named(body, what) for body, _, what in parted],
        thickness=table["state"].map({"imposed": 16, "chosen": 7, "announced": 7}),
    )  # fmt: skip
    place = {line: number for number, line in enumerate(dict.fromkeys(rows.sort_values("start")["line"]))}
    ordered = rows.sort_values("line", key=lambda lines: lines.map(place), kind="stable")
    kept = ["line", "begin", "finish", "word", "state", "thickness", "measure", "start", "end"]
    return Template(
        _measures, (tuple(states.values()), axes.long(start, end)), {"measures": ordered[kept]}, axes.span(start, end)
    )


def _measures(words: Sequence[str], long: bool) -> theme.Chart:
    colour = alt.Scale(domain=list(words), range=[RED, BLUE, GREY])
    chart: theme.Chart = (
        alt.Chart(alt.NamedData("measures"))
        .mark_bar(strokeWidth=1.5)
        .encode(
            x=axes.shown_x(long, "begin:T"),
            x2=alt.X2("finish:T"),
            y=alt.Y("line:N", sort=None, title=None, axis=alt.Axis(labelLimit=210)),
            size=alt.Size("thickness:Q", scale=None, legend=None),
            stroke=alt.Stroke("word:N", scale=colour, legend=None),
            color=alt.Color("word:N", scale=colour, legend=alt.Legend(columns=axes.columns(2))),
            fillOpacity=alt.condition("datum.state == 'announced'", alt.value(0.15), alt.value(0.9)),
            tooltip=[
                alt.Tooltip("line:N", title="measure"),
                alt.Tooltip("word:N", title="state"),
                alt.Tooltip("start:N", title="from"),
                alt.Tooltip("end:N", title="to"),
            ],
        )
        .properties(height=alt.Step(26))
    )
    return chart
