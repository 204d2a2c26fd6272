"""Deaths by month, on the map, by dyad and actor. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from indicators.charts import palette, theme
from indicators.charts.scores import dated, months_axis
from indicators.tables import actors

PEAK = 2  # times the next month's deaths
LEAST = 12  # months; fewer bars are not cut
_TYPE = {
    "state_based": "@state_based", "non_state": "@non_state", "one_sided": "@one_sided",
    "untyped": "@other",
}  # fmt: skip


def monthly(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str, newest: str, warning: str) -> theme.Chart:
    """Deaths by month as stacked bars by type, provisional ones hollow, with a thin line from low to high.

    ``table`` has tables.conflict.MONTHLY_COLUMNS; ``newest`` is the newest month known, marked with ``warning``.
    """
    rows = dated(table).assign(kind=table["type"].map(names))
    used = [key for key in names if key in set(table["type"])]
    scale = alt.Scale(domain=[names[key] for key in used], range=[_TYPE[key] for key in used])
    x = months_axis(start, end, "yearmonth(month):T")
    tips = [
        alt.Tooltip("kind:N", title="type"), alt.Tooltip("month:T", format="%B %Y"),
        *(alt.Tooltip(f"{name}:Q", format=",.0f") for name in ("best", "low", "high")), alt.Tooltip("provisional:N"),
    ]  # fmt: skip
    sums = dated(table.groupby("period", as_index=False)[["best", "low", "high"]].sum())
    limit = reach(sums)
    y = alt.Scale(domain=[0, limit], nice=False) if limit else alt.Scale()
    bars = alt.Chart(rows).mark_bar(strokeWidth=1, clip=True).encode(
        x=x, y=alt.Y("best:Q", stack="zero", title=None, scale=y), tooltip=tips,
        color=alt.Color("kind:N", scale=scale, legend=alt.Legend(columns=1)), stroke=alt.Stroke("kind:N", scale=scale, legend=None),
        fillOpacity=alt.condition("datum.provisional", alt.value(0.1), alt.value(0.9)),
    )  # fmt: skip
    range_ = alt.Chart(sums).mark_rule(strokeWidth=1, opacity=0.7, clip=True).encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    layers: list[alt.Chart] = [bars, range_]
    mark = sums[sums["period"] == newest]
    if not mark.empty:
        text = alt.Chart(mark.assign(warning=warning)).mark_text(align="right", baseline="bottom", dy=-4, fontStyle="italic")
        layers.append(text.encode(x=x, y=alt.Y("high:Q"), text=alt.Text("warning:N")))
    if limit:
        cut = alt.Chart(sums[sums["best"] > limit]).mark_text(align="left", baseline="top", dx=3, fontWeight=600)
        layers.append(
            cut.encode(x=alt.X("yearmonth(month):T", bandPosition=1), y=alt.value(2), text=alt.Text("best:Q", format=",.0f"))
        )
    chart: theme.Chart = alt.layer(*layers).properties(height=theme.HEIGHT)
    return chart


def reach(sums: pd.DataFrame) -> float | None:
    """Where the axis ends so that one month does not flatten the rest: a peak over PEAK times the next month is cut and its number
    written. None where nothing is cut. ``sums`` has best and high by month.
    """
    order = sums.sort_values("best", ascending=False)
    if len(order) < LEAST or order["best"].iloc[0] <= PEAK * order["best"].iloc[1]:
        return None
    found = max(1.3 * float(order["best"].iloc[1]), float(order["high"].iloc[1:].max()))
    return found if found < order["best"].iloc[0] else None


def shares(table: pd.DataFrame, rest: str, stacked: bool) -> theme.Chart:
    """Deaths by year and name: stacked bars where they add up, lines where they do not. ``table`` has year, name, deaths.

    A party has its colour in every range; of a pair it is full where the government's forces stand on the other side, pale against
    civilians, palest between armed groups.
    """
    order = list(table[table["name"] != rest].groupby("name")["deaths"].sum().sort_values(ascending=False).index)
    order += [rest] if rest in set(table["name"]) else []
    colours, pales = zip(*[_look(name, rest, stacked) for name in order], strict=True) if order else ((), ())
    colour = alt.Color("name:N", scale=alt.Scale(domain=order, range=colours), legend=alt.Legend(columns=2, labelLimit=420))
    base = alt.Chart(table).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)), color=colour,
        opacity=alt.Opacity("name:N", scale=alt.Scale(type="ordinal", domain=order, range=pales), legend=None),
        tooltip=[alt.Tooltip("year:O"), alt.Tooltip("name:N"), alt.Tooltip("deaths:Q", format=",.0f")],
    )  # fmt: skip
    y = alt.Y("deaths:Q", title=None, stack="zero" if stacked else None)
    bars = base.mark_bar(stroke="@paper", strokeWidth=0.5)
    drawn = bars.encode(y=y, order=alt.Order("place:Q")) if stacked else base.mark_line(point=True).encode(y=y)
    chart: theme.Chart = drawn.transform_calculate(place=f"indexof({order!r}, datum.name)").properties(height=theme.HEIGHT)
    return chart


def _look(name: str, rest: str, pair: bool) -> tuple[str, float]:
    """Colour and opacity of an actor or a pair."""
    if name == rest:
        return "@faint", 1.0
    if not pair:
        return palette.actor(actors.group(name)), 1.0
    return palette.actor(actors.party(*name.split(" - ", 1))), {actors.WITH: 1.0, actors.AGAINST: 0.55, actors.BETWEEN: 0.3}[
        actors.kind(name)
    ]
