"""How well an ordering of countries tells who will have deaths next year. A frame in, a chart out; pure."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from indicators.charts import theme


def areas(table: pd.DataFrame, orderings: Mapping[str, str], samples: Mapping[str, str]) -> theme.Chart:
    """Areas under the ROC curve as points on 0.5 to 1, one row an ordering. ``table`` has tables.foresight.AREA_COLUMNS."""
    rows = table.assign(ordering=table["ordering"].map(orderings), sample=table["sample"].map(samples))
    names = list(samples.values())
    base = alt.Chart(rows).encode(
        y=alt.Y("ordering:N", sort=list(orderings.values()), title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("area:Q", title="area under the ROC curve: 0.5 a coin, 1 perfect", scale=alt.Scale(domain=[0.5, 1])),
    )
    points = base.mark_point(filled=True, size=140, opacity=1).encode(
        color=alt.Color("sample:N", scale=alt.Scale(domain=names, range=theme.CATEGORIES[:2])),
        shape=alt.Shape("sample:N", scale=alt.Scale(domain=names, range=["circle", "diamond"])),
        tooltip=[alt.Tooltip("ordering:N"), alt.Tooltip("sample:N"), alt.Tooltip("area:Q", format=".3f")],
    )
    numbers = base.mark_text(dy=-13).encode(text=alt.Text("area:Q", format=".2f"))
    chart: theme.Chart = alt.layer(points, numbers).properties(height=alt.Step(48))
    return chart
