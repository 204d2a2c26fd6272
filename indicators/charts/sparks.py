"""A line small enough for a card, as a picture that needs no script: seven of them would be seven runs of what draws the charts."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import pandas as pd

from indicators import months
from indicators.charts import palette, theme

WIDE, HIGH = 240.0, 56.0  # of the drawing, in its own units: it is stretched to its place


def points(line: pd.DataFrame, column: str) -> list[str]:
    """``column`` over ``period`` as points "x,y", 0 at the bottom and 100 at the top; months without a value are left out."""
    first = months.ordinal(str(line["period"].iloc[0]))
    reach = max(1, months.ordinal(str(line["period"].iloc[-1])) - first)
    return [
        f"{(months.ordinal(str(period)) - first) / reach * WIDE:.1f},{HIGH * (1 - value / 100):.1f}"
        for period, value in zip(line["period"], line[column], strict=True)
        if value == value
    ]


def band(line: pd.DataFrame) -> list[str]:
    """The outline of the band from ``p05`` to ``p95``."""
    return [*points(line, "p05"), *reversed(points(line, "p95"))]


def svg(line: pd.DataFrame, key: str, dark: bool) -> str:
    """``score`` over ``period`` with its band, in the colour of a dimension, the index or the pulse."""
    colour = palette.resolved({"stroke": theme.COLOURS[key]}, dark)["stroke"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE:g} {HIGH:g}" preserveAspectRatio="none">'
        f'<polygon points="{" ".join(band(line))}" fill="{colour}" opacity=".2"/>'
        f'<polyline points="{" ".join(points(line, "score"))}" fill="none" stroke="{colour}" stroke-width="2"'
        ' stroke-linejoin="round" vector-effect="non-scaling-stroke"/></svg>'
    )


def image(line: pd.DataFrame, key: str, dark: bool, alt_text: str) -> str:
    """The picture as HTML, as wide as its place and ``theme.SPARK`` pixels high, with what it says to who cannot see it."""
    source = f"data:image/svg+xml,{quote(svg(line, key, dark))}"
    return f'<img alt="{escape(alt_text)}" src="{source}" style="display:block;width:100%;height:{theme.SPARK}px">'
