"""Maps of the subject: places coloured in fixed bins, capitals named, neighbours in outline. Frames and GeoJSON in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators import wording
from indicators.charts import axes, theme
from indicators.charts.template import Template

HEIGHT = 330
TALL = 430
PLACE = "place"  # name of the selection a click on a map makes
Box = tuple[float, float, float, float]


def binned(
    table: pd.DataFrame, outlines: Mapping[str, Any], around: Mapping[str, Any], capitals: Sequence[tuple[str, float, float, str]],
    names: Sequence[str], ramp: str, shown: str, box: Box, height: int = HEIGHT, clicks: bool = False, form: str = ",.0f",
    unknown: str = "",
) -> Template:  # fmt: skip
    """One map. ``table`` has pcode, name, ``shown`` (a number) and ``bin`` (0 for the first of ``names``); ``ramp`` is risk or difference.

    ``capitals`` are name, longitude, latitude and where the name stands (left or right); ``box`` is the frame in degrees. With
    ``clicks`` a place can be chosen (selection PLACE). ``form`` is d3's of the number in a tooltip. Where a bin is -1 the place is grey
    and the legend says ``unknown``.
    """
    rows = {str(row["pcode"]): row for row in table.to_dict("records")}
    every = (*names, unknown) if unknown and (table["bin"] < 0).any() else tuple(names)
    features = [
        {
            "type": "Feature", "geometry": one["geometry"],
            "properties": {"place": rows[one["properties"]["pcode"]]["name"], "shown": _number(rows[one["properties"]["pcode"]][shown]),
                           "bin": every[int(rows[one["properties"]["pcode"]]["bin"])]},
            "pcode": one["properties"]["pcode"],
        }
        for one in outlines["features"]
    ]  # fmt: skip
    data: dict[str, Any] = {"places": _collection(features), "around": around, "towns": _towns(capitals)}
    return Template(_binned, (every, len(names), ramp, box, height, clicks, form), data)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def points(
    table: pd.DataFrame, outlines: Mapping[str, Any], around: Mapping[str, Any], capitals: Sequence[tuple[str, float, float, str]],
    parties: Mapping[str, str], box: Box, height: int = TALL,
) -> Template:  # fmt: skip
    """Events as points, as large as they were deadly, in the colours of ``parties`` (name in words to role). ``table`` has
    tables.parties.POINT_COLUMNS with ``party`` in words.
    """
    data: dict[str, Any] = {
        "events": table,
        "places": _collection(list(outlines["features"])),
        "around": around,
        "towns": _towns(capitals),
    }
    return Template(_points, (tuple(parties.items()), box, height), data)


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _towns(capitals: Sequence[tuple[str, float, float, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(capitals), columns=["town", "longitude", "latitude", "side"])


def _view(box: Box) -> dict[str, Any]:
    west, south, east, north = box
    corners: dict[str, Any] = {"type": "MultiPoint", "coordinates": [[west, south], [east, north]]}
    return _collection([{"type": "Feature", "properties": {}, "geometry": corners}])


def _ground() -> alt.Chart:
    style: dict[str, Any] = {"fill": "@panel", "stroke": "@faint", "strokeWidth": 0.7, "clip": True, "aria": False}
    ground: alt.Chart = alt.Chart(alt.NamedData("around", **_READ)).mark_geoshape(**style)
    return ground


_READ: dict[str, Any] = {"format": alt.JsonDataFormat(type="json", property="features")}


def _binned(
    names: Sequence[str], known: int, ramp: str, box: Box, height: int, clicks: bool, form: str
) -> theme.Chart:  # fmt: skip
    shades = [f"@{ramp}{place}" for place in range(known)] + ["@faint"] * (len(names) - known)
    scale = alt.Scale(domain=list(names), range=shades)
    legend = alt.Legend(
        columns=min(3, -(-len(names) // 2)),
        symbolType="square",
        symbolStrokeWidth=0,
        symbolSize=130,
        rowPadding=2,
        columnPadding=8,
    )
    tips = [alt.Tooltip("properties.place:N", title="place"), alt.Tooltip("properties.shown:Q", format=form, title="number")]
    shapes = alt.Chart(alt.NamedData("places", **_READ))
    places = shapes.mark_geoshape(stroke="@paper", strokeWidth=0.5, aria=False)
    if clicks:
        click = alt.selection_point(name=PLACE, fields=["pcode"], on="click")
        places = shapes.mark_geoshape(stroke="@paper", strokeWidth=0.5, cursor="pointer").add_params(click).encode(
            opacity=alt.condition(click, alt.value(1), alt.value(0.45)), description=alt.Description("properties.place:N")
        )  # fmt: skip
    drawn = places.encode(color=alt.Color("properties.bin:N", scale=scale, legend=legend), tooltip=tips)
    chart: theme.Chart = (
        alt.layer(_ground(), drawn, *_named()).project(type="mercator", fit=_view(box)).properties(height=height)
    )
    return chart


def _points(parties: Sequence[tuple[str, str]], box: Box, height: int) -> theme.Chart:
    scale = alt.Scale(domain=[name for name, _ in parties], range=[role for _, role in parties])
    own = alt.Chart(alt.NamedData("places", **_READ)).mark_geoshape(fill="@paper", stroke="@faint", strokeWidth=0.7, aria=False)
    tips = [
        alt.Tooltip("day:T", title="ended", format="%d %B %Y"), alt.Tooltip("place:N"), alt.Tooltip("dyad:N", title="between"),
        alt.Tooltip("deaths:Q", format=",.0f"),
    ]  # fmt: skip
    dots = alt.Chart(alt.NamedData("events")).mark_circle(opacity=0.72, stroke="@paper", strokeWidth=0.5, aria=False).encode(
        longitude="longitude:Q", latitude="latitude:Q", tooltip=tips,
        color=alt.Color("party:N", scale=scale, legend=alt.Legend(columns=axes.columns(2), symbolType="circle", symbolStrokeWidth=0)),
        size=alt.Size("deaths:Q", legend=None, scale=alt.Scale(domain=[1, 150], range=[14, 900])),
    )  # fmt: skip
    chart: theme.Chart = (
        alt.layer(_ground(), own, dots, *_named()).project(type="mercator", fit=_view(box)).properties(height=height)
    )
    return chart


def _named() -> list[alt.Chart]:
    """The capitals as squares with their names, which stand on a halo."""
    base = alt.Chart(alt.NamedData("towns")).encode(longitude="longitude:Q", latitude="latitude:Q")
    layers = [base.mark_square(size=16, color="@ink", opacity=1, stroke="@paper", strokeWidth=0.8, aria=False)]
    for side, align, dx in (("right", "left", 5), ("left", "right", -5)):
        named = base.transform_filter(f"datum.side == '{side}'")
        style: dict[str, Any] = {"align": align, "dx": dx, "fontSize": 11, "fontWeight": 600, "aria": False}
        layers += [named.mark_text(**style, stroke="@paper", strokeWidth=3, color="@paper").encode(text="town:N")]
        layers += [named.mark_text(**style, color="@ink").encode(text="town:N")]
    return layers


def changes(table: pd.DataFrame, first: str, second: str, decimals: int = 0) -> Template:
    """Places as two points joined by a line, before and after. ``table`` has name, first, second, difference, in the order shown."""
    rows = table.assign(
        rises=table["difference"] > 0,
        label=table["difference"].map(lambda one: wording.written(one, f"+,.{decimals}f")),
    )
    return Template(
        _changes,
        (first, second, tuple(rows["name"]), f",.{decimals}f"),
        {"rows": rows[["name", "first", "second", "rises", "label"]]},
    )


def _changes(first: str, second: str, order: Sequence[str], form: str) -> theme.Chart:
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y("name:N", sort=list(order), title=None, axis=alt.Axis(labelLimit=180, domain=False))
    )
    way = alt.condition("datum.rises", alt.value("@more"), alt.value("@less"))
    tips = [
        alt.Tooltip("name:N"),
        alt.Tooltip("first:Q", title=first, format=form),
        alt.Tooltip("second:Q", title=second, format=form),
    ]
    x = alt.X("first:Q", title=None, axis=alt.Axis(grid=True, tickCount=5))
    line = base.mark_rule(strokeWidth=2, aria=False).encode(x=x, x2="second:Q", color=way, tooltip=tips)
    start = base.mark_point(size=60, fill="@paper", stroke="@soft", opacity=1, aria=False).encode(x=x, tooltip=tips)
    end = base.mark_point(size=60, filled=True, opacity=1, aria=False).encode(x=alt.X("second:Q"), color=way, tooltip=tips)
    text = base.transform_calculate(right="max(datum.first, datum.second)").encode(
        x=alt.X("right:Q"),
        text="label:N",
        color=alt.condition("datum.rises", alt.value("@more_text"), alt.value("@less_text")),
    )
    right = text.mark_text(align="left", dx=8, fontWeight=600, aria=False)  # of both ends: names of places stand on the left
    chart: theme.Chart = alt.layer(line, start, end, right).properties(height=alt.Step(24))
    return chart
