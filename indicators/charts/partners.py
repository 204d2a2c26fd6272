"""Agreements, deliveries and talks in time: a line a partner, the shape says how far each went. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators.charts import axes, palette, theme
from indicators.charts.template import Template

SHAPES = {
    "signed": "circle",
    "delivered": "square",
    "announced": "circle",
    "reported": "diamond",
    "talks": "triangle-up",
    "ended": "cross",
}
HOLLOW = ("announced", "reported", "talks")  # said, not done
STEP = 40  # pixels of a line
NEAR = 75  # days; points nearer than that on a line are set side by side
LANES = 3


def timeline(table: pd.DataFrame, groups: Mapping[str, str], statuses: Mapping[str, str], start: str, end: str) -> Template:
    """``table`` has tables.partners.TIMELINE_COLUMNS; ``groups`` and ``statuses`` name their keys."""
    rows = table.assign(
        month=pd.to_datetime(table["date"]), line=table["partner_group"].map(lambda key: groups.get(key, key)), lane=_lanes(table),
        how=table["status"].map(statuses),
    )  # fmt: skip
    order = tuple(dict.fromkeys(rows["line"]))
    roles = tuple(palette.sponsor("mining firms" if key == "other" else key) for key in dict.fromkeys(table["partner_group"]))
    named = tuple(statuses.items())
    kept = ["month", "line", "lane", "how", "date", "partner", "summary"]
    return Template(_timeline, (order, roles, named), {"rows": rows[kept]}, axes.span(start, end, 0.02))


def _lanes(table: pd.DataFrame) -> list[int]:
    """0, 1 or 2 for each row, so that rows near in time on a line do not cover each other."""
    lanes: list[int] = []
    last: dict[str, tuple[pd.Timestamp, int]] = {}
    for group, day in zip(table["partner_group"], pd.to_datetime(table["date"]), strict=True):
        before = last.get(group)
        lane = 1 if before is None or (day - before[0]).days >= NEAR else (before[1] + 1) % LANES
        last[group] = (day, lane)
        lanes.append(lane)
    return lanes


def _timeline(order: Sequence[str], roles: Sequence[str], named: Sequence[tuple[str, str]]) -> theme.Chart:
    names = [name for _, name in named]
    colour = alt.Scale(domain=list(order), range=list(roles))
    hollow = alt.FieldOneOfPredicate(field="how", oneOf=[name for key, name in named if key in HOLLOW])
    base = alt.Chart(alt.NamedData("rows"))
    tips = [
        alt.Tooltip("date:N"),
        alt.Tooltip("partner:N"),
        alt.Tooltip("how:N", title="how far"),
        alt.Tooltip("summary:N", title="what"),
    ]
    shown = base.mark_point(size=95, strokeWidth=1.8, opacity=1, aria=False).encode(
        x=axes.months_x(grid=True),
        y=alt.Y("line:N", sort=list(order), title=None, axis=alt.Axis(labelLimit=230, domain=False, labelColor="@ink", grid=True)),
        yOffset=alt.YOffset("lane:O", scale=alt.Scale(domain=list(range(LANES)), paddingInner=0.3, paddingOuter=0.6)),
        shape=alt.Shape("how:N", scale=alt.Scale(domain=names, range=[SHAPES[key] for key, _ in named]), legend=None),
        color=alt.Color("line:N", scale=colour, legend=None),
        fill=alt.condition(hollow, alt.value("@paper"), alt.Color("line:N", scale=colour, legend=None)), tooltip=tips,
    )  # fmt: skip
    chart: theme.Chart = shown.properties(height=STEP * max(1, len(order)))
    return chart
