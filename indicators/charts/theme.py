"""The look every chart shares: type, axes and sizes, on light and dark pages and in files. Colours are ``palette``'s roles."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import altair as alt

from indicators.charts import palette, spoken, template
from indicators.registry import DIMENSIONS

Chart = template.Chart
Drawn = Chart | template.Template  # what a chart function may return

COLOURS = {
    **{key: palette.dimension(key) for key in (*DIMENSIONS, "pulse")},
    "index": "@ink",
    "index.without_military": "@soft",
}
CATEGORIES = ["@accent", "@more", "@governance", "@military", "@development", "@conflict", "@soft", "@other"]
FONTS = Path(__file__).parent / "fonts"  # what files are drawn with, so that a picture is the same on every machine
FONT = "'Source Sans 3', sans-serif"
SERIF = "'Source Serif 4', serif"
PAGE_FONT = '"Source Sans", sans-serif'  # the same face as Streamlit serves it
HEIGHT = 300
SPARK = 56  # pixels of a line in a card
GAP = 24  # pixels between charts side by side
WIDE = 900  # pixels of a file's plot
_EXPRESSIONS = ("expr", "labelExpr", "filter", "calculate", "test", "param")  # where a specification names its values
_LINE = 145  # characters of a line of small print in a file of that width
_CONFIG: dict[str, Any] = {
    "view": {"stroke": None},
    "axis": {
        "labelColor": "@soft", "titleColor": "@soft", "labelFontSize": 12, "titleFontSize": 12, "gridColor": "@grid",
        "domainColor": "@rule", "tickColor": "@rule", "titleFontWeight": "normal", "labelOverlap": True,
    },
    "axisX": {"grid": False},
    "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
    "legend": {
        "labelColor": "@ink", "titleColor": "@soft", "labelFontSize": 12, "titleFontSize": 12, "orient": "bottom", "title": None,
        "labelLimit": 320, "symbolStrokeWidth": 2.5, "symbolOpacity": 1,
    },
    "header": {"labelColor": "@ink", "titleColor": "@soft", "labelFontSize": 13, "labelFontWeight": "bold"},
    "title": {"color": "@ink", "subtitleColor": "@soft", "anchor": "start", "fontSize": 18, "subtitleFontSize": 13, "fontWeight": 600},
    "text": {"color": "@ink", "fontSize": 12},
    "rule": {"color": "@soft"},
    "range": {"category": CATEGORIES},
}  # fmt: skip


def specification(
    drawn: Drawn, *, dark: bool = False, font: str = FONT, paper: bool = False, validate: bool = True
) -> dict[str, Any]:
    """The chart as Vega-Lite in the project's type and colours; ``paper`` paints the background, else it is transparent.

    Of a template the data and values are left out: ``template.filled`` puts them in.
    """
    return shaded(uncoloured(drawn, font=font, paper=paper, validate=validate), dark)


def uncoloured(drawn: Drawn, *, font: str = FONT, paper: bool = False, validate: bool = True) -> dict[str, Any]:
    """The same before its roles become colours and its words those of a language: ``shaded`` does both, as often as asked."""
    chart = drawn.make(*drawn.given) if isinstance(drawn, template.Template) else drawn
    copied = chart.copy(deep=False)
    copied.config = {"font": font, "background": "@paper" if paper else "transparent", **_CONFIG}
    told: dict[str, Any] = copied.to_dict(validate=validate)
    return told


def shaded(spec: dict[str, Any], dark: bool) -> dict[str, Any]:
    """A specification in the colours of a light or a dark page and in the language chosen."""
    return spoken.spoken(palette.resolved(spec, dark))


def picture(
    drawn: Drawn | Sequence[tuple[str, str, Drawn]],
    title: str,
    caption: str | Sequence[str],
    kind: Literal["png", "svg"],
    width: int = WIDE,
    scale: float = 2.0,
    subtitle: str = "",
) -> bytes:
    """The chart as a file that can travel alone: title and subtitle above, and below, line by line, the small print of ``caption``.

    ``drawn`` may be several charts (heading, what stands below it, chart), which are set side by side. On white. No network; a PNG
    holds its letters, an SVG names its fonts and falls back on the reader's.
    """
    draw = _converter()
    spec = _beside(drawn, width) if isinstance(drawn, Sequence) else _complete(drawn)
    text = json.dumps(_framed(spec, title, subtitle, [caption] if isinstance(caption, str) else caption, width))
    if kind == "svg":
        return str(draw.vegalite_to_svg(text)).encode()
    return bytes(draw.vegalite_to_png(text, scale=scale))


def as_png(svg: bytes, scale: float = 2.0) -> bytes:
    """A picture made as SVG, with its letters drawn."""
    return bytes(_converter().svg_to_png(svg.decode(), scale=scale))


def small(drawn: Drawn, kind: Literal["png", "svg"], width: int, height: int, scale: float = 3.0) -> bytes:
    """The chart alone, as a picture of exactly ``width`` times ``height`` pixels with its axes, for a page that has its words."""
    spec = _complete(drawn) | {
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 4,
    }
    draw, text = _converter(), json.dumps(spec)
    return str(draw.vegalite_to_svg(text)).encode() if kind == "svg" else bytes(draw.vegalite_to_png(text, scale=scale))


def _complete(drawn: Drawn) -> dict[str, Any]:
    with alt.data_transformers.enable("default", max_rows=None):
        spec = specification(drawn, paper=True)
    return (
        template.filled(spec, spoken.rows(template.rows(drawn.data)), drawn.values)
        if isinstance(drawn, template.Template)
        else spec
    )


def _beside(panels: Sequence[tuple[str, str, Drawn]], width: int) -> dict[str, Any]:
    """Several charts side by side; each keeps its data and its values, since they may share names."""
    outside: dict[str, Any] = {"datasets": {}, "params": []}
    plots = []
    for place, (title, subtitle, drawn) in enumerate(panels):
        spec = json.loads(json.dumps(_complete(drawn)))
        for name in list(spec.get("datasets", {})):
            outside["datasets"][f"{name}{place}"] = spec["datasets"][name]
        outside |= {key: spec[key] for key in ("$schema", "config") if key in spec}
        values = [
            one for one in spec.get("params", []) if "value" in one and "select" not in one
        ]  # these stand at the top alone
        outside["params"] += [{**one, "name": f"{one['name']}{place}"} for one in values]
        spec["params"] = [one for one in spec.get("params", []) if one not in values]
        plot = _renamed(
            {key: one for key, one in spec.items() if key not in ("$schema", "config", "datasets")},
            {*spec.get("datasets", {}), *(one["name"] for one in values)},
            place,
        )
        plots.append(
            {
                **plot,
                "width": (width - GAP * (len(panels) - 1)) // len(panels),
                "title": {"text": title, "subtitle": subtitle, "fontSize": 15},
            }
        )
    return {
        **outside,
        "hconcat": plots,
        "spacing": GAP,
        "resolve": {"legend": {"color": "independent"}, "scale": {"color": "independent"}},
    }


def _renamed(part: Any, names: set[str], place: int, key: str = "") -> Any:
    """A plot with every data set and value of ``names`` under a name of its own, where it is named and in expressions."""
    if isinstance(part, dict):
        if isinstance(part.get("data"), dict) and part["data"].get("name") in names:
            part = {**part, "data": {**part["data"], "name": f"{part['data']['name']}{place}"}}
        return {name: _renamed(one, names, place, name) for name, one in part.items()}
    if isinstance(part, list):
        return [_renamed(one, names, place, key) for one in part]
    if isinstance(part, str) and key in _EXPRESSIONS:
        return re.sub(r"(?<![\w.'])[A-Za-z_]\w*", lambda found: f"{found[0]}{place}" if found[0] in names else found[0], part)
    return part


@cache
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _framed(spec: Mapping[str, Any], title: str, subtitle: str, small_print: Sequence[str], width: int) -> dict[str, Any]:
    """A specification inside a column: its title above and the small print below, both as wide as the plot."""
    outside = {key: spec[key] for key in ("$schema", "config", "datasets", "params") if key in spec}
    plot = {key: value for key, value in spec.items() if key not in ("$schema", "config", "datasets", "params", "padding")}
    if not {"width", "hconcat", "vconcat", "facet", "concat"} & set(plot):
        plot["width"] = width
    chars = max(40, _LINE * width // WIDE)
    lines = [line for one in small_print for line in textwrap.wrap(one, chars)]
    soft = palette.resolved({"mark": {"color": "@soft"}}, dark=False)["mark"]
    note = {
        "data": {"values": [{}]}, "width": width, "height": 16 * len(lines), "view": {"stroke": None},
        "mark": {"type": "text", "align": "left", "baseline": "top", "x": 0, "y": 0, "fontSize": 11, "lineHeight": 16, "text": lines, **soft},
    }  # fmt: skip
    above = {"text": textwrap.wrap(title, chars * 3 // 5), "subtitle": textwrap.wrap(subtitle, chars)}
    apart = {"legend": {"color": "independent", "fill": "independent"}}
    heading = {**above, "anchor": "start", "frame": "group", "offset": 14, "font": SERIF}
    return {**outside, "title": heading, "vconcat": [plot, note], "spacing": 18, "padding": 20, "resolve": apart}
