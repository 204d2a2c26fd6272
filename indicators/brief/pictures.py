"""A brief's charts as pictures, all of one size."""

from __future__ import annotations

from typing import Literal

from indicators.brief.content import Brief, Charts
from indicators.charts import theme

WIDTH, HEIGHT = 470, 272  # pixels; on paper 89 mm wide, so that letters of 12 px are some 6.5 points


def pictures(brief: Brief, kind: Literal["png", "svg"]) -> dict[str, bytes]:
    """The charts that can be drawn, by key."""
    charts = [chart for block in brief.blocks if isinstance(block, Charts) for chart in block.charts]
    return {chart.key: theme.small(chart.drawn(), kind, WIDTH, HEIGHT) for chart in charts if chart.drawn is not None}
