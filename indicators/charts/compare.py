"""Countries on the scale of risk. A frame in, a chart out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators.charts import theme


def strips(table: pd.DataFrame, keys: Mapping[str, str], names: Mapping[str, str], order: Sequence[str]) -> theme.Chart:
    """Every country as a tick on 0-100, a row a key, the chosen ones (ISO codes of ``order``) as named points.

    ``table`` has key, country, score, low, high, rank, ranked.
    """
    rows = table.assign(row=table["key"].map(keys))
    y = alt.Y("row:N", sort=list(keys.values()), title=None, axis=alt.Axis(labelLimit=200))
    x = alt.X("score:Q", title="score, 0-100, higher is more risk", scale=alt.Scale(domain=[0, 100]))
    ticks = alt.Chart(rows).mark_tick(opacity=0.45, color="@other", thickness=1.5).encode(
        x=x, y=y, tooltip=[alt.Tooltip("country:N"), alt.Tooltip("score:Q", format=".1f")]
    )  # fmt: skip
    domain = [names[key] for key in order]
    shown = rows[rows["country"].isin(order)].assign(name=lambda part: part["country"].map(names))
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=domain, range=theme.CATEGORIES[: len(domain)]),
        legend=alt.Legend(columns=2),
    )
    shape = alt.Shape("name:N", scale=alt.Scale(domain=domain, range=["diamond"] + ["circle"] * (len(domain) - 1)))
    numbers = [alt.Tooltip(f"{one}:Q", format=".1f") for one in ("score", "low", "high")]
    tips = [alt.Tooltip("name:N", title="country"), *numbers, alt.Tooltip("rank:Q"), alt.Tooltip("ranked:Q")]
    points = (
        alt.Chart(shown).mark_point(filled=True, size=120, opacity=1).encode(x=x, y=y, color=colour, shape=shape, tooltip=tips)
    )
    chart: theme.Chart = alt.layer(ticks, points).properties(height=alt.Step(46))
    return chart
