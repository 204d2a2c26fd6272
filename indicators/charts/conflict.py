"""Deaths by month, on the map, by dyad and actor. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from indicators.charts import theme
from indicators.charts.scores import dated, months_axis

PLACE = "place"  # name of the selection a click on the map makes
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
    bars = alt.Chart(rows).mark_bar(strokeWidth=1).encode(
        x=x, y=alt.Y("best:Q", stack="zero", title="deaths"), tooltip=tips,
        color=alt.Color("kind:N", scale=scale, legend=alt.Legend(columns=1)), stroke=alt.Stroke("kind:N", scale=scale, legend=None),
        fillOpacity=alt.condition("datum.provisional", alt.value(0.1), alt.value(0.9)),
    )  # fmt: skip
    sums = dated(table.groupby("period", as_index=False)[["best", "low", "high"]].sum())
    range_ = alt.Chart(sums).mark_rule(strokeWidth=1, opacity=0.7).encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    layers: list[alt.Chart] = [bars, range_]
    mark = sums[sums["period"] == newest]
    if not mark.empty:
        text = alt.Chart(mark.assign(warning=warning)).mark_text(align="right", baseline="bottom", dy=-4, fontStyle="italic")
        layers.append(text.encode(x=x, y=alt.Y("high:Q"), text=alt.Text("warning:N")))
    chart: theme.Chart = alt.layer(*layers).properties(height=theme.HEIGHT)
    return chart


def located(
    table: pd.DataFrame, outlines: dict[str, Any], around: dict[str, Any], measure: str, title: str, country: str
) -> theme.Chart:
    """The subject's regions or cercles coloured by ``measure`` (a column of ``table``), neighbours in outline; a click selects one.

    ``table`` has tables.conflict.PLACE_COLUMNS; ``outlines`` and ``around`` are GeoJSON; ``country`` is left out of ``around``.
    """
    values = {str(row["pcode"]): {str(key): one for key, one in row.items()} for row in table.to_dict("records")}
    shapes = [(values[feature["properties"]["pcode"]], feature["geometry"]) for feature in outlines["features"]]
    outside = [
        ({"name": feature["properties"]["name"]}, feature["geometry"])
        for feature in around["features"]
        if feature["properties"]["iso3"] != country
    ]
    click = alt.selection_point(name=PLACE, fields=["pcode"], on="click")
    tips = [alt.Tooltip("name:N", title="place")]
    tips += [alt.Tooltip(f"{one}:Q", format=",.0f") for one in ("deaths", "low", "high", "events", "civilians")]
    neighbours = (
        alt.Chart(_Shapes(outside))
        .mark_geoshape(fill="@panel", stroke="@faint", strokeWidth=0.7, clip=True)
        .encode(tooltip=alt.Tooltip("name:N", title="country"))
    )
    legend = alt.Legend(title=title, gradientLength=180, format=",.0f", tickCount=4)
    scale = alt.Scale(range=[f"@risk{place}" for place in range(6)], type="symlog")
    mali = (
        alt.Chart(_Shapes(shapes))
        .mark_geoshape(strokeWidth=0.7, stroke="@soft", cursor="pointer")
        .encode(
            color=alt.Color(f"{measure}:Q", title=title, scale=scale, legend=legend),
            opacity=alt.condition(click, alt.value(1), alt.value(0.45)),
            description=alt.Description("name:N"),
            tooltip=tips,
        )
        .add_params(click)
    )
    corners: dict[str, Any] = {"type": "MultiPoint", "coordinates": [[-12.6, 9.9], [4.6, 25.2]]}
    view = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": corners}]}
    chart: theme.Chart = alt.layer(neighbours, mali).project(type="mercator", fit=view).properties(height=460)
    return chart


class _Shapes:
    """Shapes with properties, which Altair reads as GeoJSON and, unlike lists, does not copy again and again."""

    def __init__(self, shapes: list[tuple[dict[str, Any], Any]]) -> None:
        self._shapes = shapes

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        features = [
            {"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in self._shapes
        ]
        return {"type": "FeatureCollection", "features": features}


def shares(table: pd.DataFrame, rest: str, stacked: bool) -> theme.Chart:
    """Deaths by year and name: stacked bars where they add up, lines where they do not. ``table`` has year, name, deaths."""
    order = list(table[table["name"] != rest].groupby("name")["deaths"].sum().sort_values(ascending=False).index)
    order += [rest] if rest in set(table["name"]) else []
    colours = [*theme.CATEGORIES[:7]][: len(order)]
    if rest in order:
        colours[-1] = "@other"
    colour = alt.Color("name:N", scale=alt.Scale(domain=order, range=colours), legend=alt.Legend(columns=1, labelLimit=420))
    base = alt.Chart(table).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)), color=colour,
        tooltip=[alt.Tooltip("year:O"), alt.Tooltip("name:N"), alt.Tooltip("deaths:Q", format=",.0f")],
    )  # fmt: skip
    y = alt.Y("deaths:Q", title="deaths", stack="zero" if stacked else None)
    drawn = base.mark_bar().encode(y=y) if stacked else base.mark_line(point=True).encode(y=y)
    chart: theme.Chart = drawn.properties(height=theme.HEIGHT)
    return chart
