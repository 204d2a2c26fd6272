"""The look every chart shares: colours that hold for the colour-blind (Okabe and Ito 2008), one font, light and dark."""

from __future__ import annotations

import json
from typing import Any, Literal

import altair as alt

from indicators.registry import DIMENSIONS

Chart = (
    alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart | alt.ConcatChart
)  # what a chart function may return

OKABE_ITO = {
    "orange": "#E69F00", "sky": "#56B4E9", "green": "#009E73", "yellow": "#F0E442",
    "blue": "#0072B2", "vermilion": "#D55E00", "purple": "#CC79A7", "grey": "#8A8A8A",
}  # fmt: skip
COLOURS = {
    **{key: one.colours[0] for key, one in DIMENSIONS.items()},
    "index": OKABE_ITO["grey"],
    "index.without_military": OKABE_ITO["orange"],
}
CATEGORIES = [OKABE_ITO[name] for name in ("vermilion", "blue", "green", "orange", "purple", "sky", "yellow", "grey")]
# Light to dark for amounts on a map; ColorBrewer's YlOrRd holds for every kind of colour blindness.
AMOUNTS: Literal["yelloworangered"] = "yelloworangered"
FONT = "Roboto, sans-serif"  # vl-convert carries Roboto, so a written picture is the same on every machine
PAGE_FONT = '"Source Sans", Roboto, sans-serif'  # what Streamlit serves itself
HEIGHT = 300
_INK = {
    False: {"text": "#31333F", "soft": "#5B5F6B", "grid": "#E3E5EA", "paper": "#FFFFFF"},
    True: {"text": "#FAFAFA", "soft": "#B8BCC8", "grid": "#363A45", "paper": "#0E1117"},
}


def dressed(chart: Chart, *, dark: bool = False, font: str = FONT, paper: bool = False) -> Chart:
    """The chart with the project's configuration; ``paper`` paints the background (for a file), else it is transparent."""
    ink = _INK[dark]
    labels = {"labelColor": ink["text"], "titleColor": ink["soft"], "labelFontSize": 12, "titleFontSize": 12}
    config: dict[str, Any] = {
        "font": font,
        "background": ink["paper"] if paper else "transparent",
        "view": {"stroke": None},
        "axis": {
            **labels, "gridColor": ink["grid"], "domainColor": ink["soft"], "tickColor": ink["soft"],
            "titleFontWeight": "normal", "labelOverlap": True,
        },
        "axisX": {"grid": False},
        "legend": {**labels, "orient": "bottom", "title": None, "labelLimit": 320, "symbolStrokeWidth": 2.5, "symbolOpacity": 1},
        "header": {"labelColor": ink["text"], "titleColor": ink["soft"], "labelFontSize": 13, "labelFontWeight": "bold"},
        "title": {"color": ink["text"], "subtitleColor": ink["soft"], "anchor": "start", "fontSize": 15, "subtitleFontSize": 12},
        "text": {"color": ink["text"]},
        "rule": {"color": ink["soft"]},
        "range": {"category": CATEGORIES},
    }  # fmt: skip
    copied = chart.copy(deep=False)
    copied.config = config
    return copied


def picture(chart: Chart, title: str, caption: str, kind: Literal["png", "svg"], width: int = 900, scale: float = 2.0) -> bytes:
    """The chart as a file, on white, with its title and below it the caption: a picture that can travel alone.

    The caption is broken into lines of some 130 characters. No network: data and fonts are inside.
    """
    import textwrap

    import vl_convert

    dressed_chart = dressed(chart, paper=True)
    with alt.data_transformers.enable("default", max_rows=None):
        spec = dressed_chart.to_dict()
    if "width" not in spec and not {"hconcat", "vconcat", "facet", "concat"} & set(spec):
        spec["width"] = width
    spec["title"] = {"text": title, "subtitle": textwrap.wrap(caption, 130)}
    spec["padding"] = 16
    text = json.dumps(spec)
    if kind == "svg":
        return vl_convert.vegalite_to_svg(text).encode()
    return bytes(vl_convert.vegalite_to_png(text, scale=scale))
