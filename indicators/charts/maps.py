"""Maps of the subject: places coloured in fixed bins, capitals named, neighbours in outline. Frames and GeoJSON in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators import wording
from indicators.charts import theme
from indicators.charts.template import Template

HEIGHT = 330


def binned(
    table: pd.DataFrame, outlines: Mapping[str, Any], around: Mapping[str, Any], capitals: Sequence[tuple[str, float, float, str]],
    names: Sequence[str], ramp: str, shown: str, box: tuple[float, float, float, float],
) -> Template:  # fmt: skip
    """One map. ``table`` has pcode, name, ``shown`` (a number) and ``bin`` (0 for the first of ``names``); ``ramp`` is risk or difference.

    ``capitals`` are name, longitude, latitude and where the name stands (left or right); ``box`` is the frame in degrees.
    """
    rows = {str(row["pcode"]): row for row in table.to_dict("records")}
    features = [
        {
            "type": "Feature", "geometry": one["geometry"],
            "properties": {"place": rows[one["properties"]["pcode"]]["name"], "shown": float(rows[one["properties"]["pcode"]][shown]),
                           "bin": names[int(rows[one["properties"]["pcode"]]["bin"])]},
        }
        for one in outlines["features"]
    ]  # fmt: skip
    towns = pd.DataFrame(list(capitals), columns=["town", "longitude", "latitude", "side"])
    data: dict[str, Any] = {"places": _collection(features), "around": around, "towns": towns}
    return Template(_binned, (tuple(names), ramp, box), data)


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _binned(names: Sequence[str], ramp: str, box: tuple[float, float, float, float]) -> theme.Chart:
    west, south, east, north = box
    corners: dict[str, Any] = {"type": "MultiPoint", "coordinates": [[west, south], [east, north]]}
    view: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": corners}],
    }
    scale = alt.Scale(domain=list(names), range=[f"@{ramp}{place}" for place in range(len(names))])
    legend = alt.Legend(
        columns=-(-len(names) // 2), symbolType="square", symbolStrokeWidth=0, symbolSize=130, rowPadding=2, columnPadding=8
    )
    read = {"format": alt.JsonDataFormat(type="json", property="features")}
    around = alt.Chart(alt.NamedData("around", **read)).mark_geoshape(
        fill="@panel", stroke="@faint", strokeWidth=0.7, clip=True, aria=False
    )
    places = alt.Chart(alt.NamedData("places", **read)).mark_geoshape(stroke="@paper", strokeWidth=0.5, aria=False).encode(
        color=alt.Color("properties.bin:N", scale=scale, legend=legend),
        tooltip=[alt.Tooltip("properties.place:N", title="place"), alt.Tooltip("properties.shown:Q", format=",.0f", title="persons")],
    )  # fmt: skip
    base = alt.Chart(alt.NamedData("towns")).encode(longitude="longitude:Q", latitude="latitude:Q")
    dots = base.mark_square(size=16, color="@ink", opacity=1, stroke="@paper", strokeWidth=0.8, aria=False)
    layers = [around, places, dots]
    for side, align, dx in (("right", "left", 5), ("left", "right", -5)):
        named = base.transform_filter(f"datum.side == '{side}'")
        style: dict[str, Any] = {"align": align, "dx": dx, "fontSize": 11, "fontWeight": 600, "aria": False}
        layers += [named.mark_text(**style, stroke="@paper", strokeWidth=3, color="@paper").encode(text="town:N")]
        layers += [named.mark_text(**style, color="@ink").encode(text="town:N")]
    chart: theme.Chart = alt.layer(*layers).project(type="mercator", fit=view).properties(height=HEIGHT)
    return chart


def changes(table: pd.DataFrame, first: str, second: str) -> Template:
    """Places as two points joined by a line, before and after. ``table`` has name, first, second, difference, in the order shown."""
    rows = table.assign(
        rises=table["difference"] > 0,
        label=table["difference"].map(lambda one: wording.written(one, "+,.0f").replace("-", "−")),
    )
    return Template(
        _changes, (first, second, tuple(rows["name"])), {"rows": rows[["name", "first", "second", "rises", "label"]]}
    )


def _changes(first: str, second: str, order: Sequence[str]) -> theme.Chart:
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("name:N", sort=list(order), title=None, axis=alt.Axis(labelLimit=180, domain=False))
    )
    way = alt.condition("datum.rises", alt.value("@more"), alt.value("@less"))
    tips = [
        alt.Tooltip("name:N"),
        alt.Tooltip("first:Q", title=first, format=",.0f"),
        alt.Tooltip("second:Q", title=second, format=",.0f"),
    ]
    x = alt.X("first:Q", title=None, axis=alt.Axis(grid=True, tickCount=5))
    line = base.mark_rule(strokeWidth=2, aria=False).encode(x=x, x2="second:Q", color=way, tooltip=tips)
    start = base.mark_point(size=60, fill="@paper", stroke="@soft", opacity=1, aria=False).encode(x=x, tooltip=tips)
    end = base.mark_point(size=60, filled=True, opacity=1, aria=False).encode(x=alt.X("second:Q"), color=way, tooltip=tips)
    text = base.encode(
        x=alt.X("second:Q"),
        text="label:N",
        color=alt.condition("datum.rises", alt.value("@more_text"), alt.value("@less_text")),
    )
    style: dict[str, Any] = {"fontWeight": 600, "aria": False}
    right = text.transform_filter("datum.rises").mark_text(align="left", dx=8, **style)
    left = text.transform_filter("!datum.rises").mark_text(align="right", dx=-8, **style)
    chart: theme.Chart = alt.layer(line, start, end, right, left).properties(height=alt.Step(24))
    return chart
