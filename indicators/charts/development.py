"""Ranks, the world's distribution, where refugees went. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators.charts import theme

VERMILION, GREY = theme.OKABE_ITO["vermilion"], theme.OKABE_ITO["grey"]


def ranks(table: pd.DataFrame, origins: Mapping[str, str]) -> theme.Chart:
    """Rank by year, computed as a line, printed as points; the last place is at the bottom. ``table``: RANK_COLUMNS."""
    rows = table.assign(kind=table["origin"].map(origins))
    domain = list(origins.values())
    lowest = int(table["ranked"].max())
    base = alt.Chart(rows).encode(
        x=alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1)),
        y=alt.Y("rank:Q", title="rank", scale=alt.Scale(domain=[lowest, int(table["rank"].min()) - 5], nice=False)),
        color=alt.Color("kind:N", scale=alt.Scale(domain=domain, range=[GREY, VERMILION]), legend=alt.Legend(columns=1)),
        tooltip=[
            alt.Tooltip("year:Q"),
            alt.Tooltip("kind:N"),
            alt.Tooltip("rank:Q"),
            alt.Tooltip("ranked:Q"),
            alt.Tooltip("report:N"),
        ],
    )
    line = base.transform_filter(alt.datum.origin == "computed").mark_line(strokeWidth=2)
    points = base.transform_filter(alt.datum.origin == "printed").mark_point(filled=True, size=80, shape="diamond", opacity=1)
    chart: theme.Chart = alt.layer(line, points).properties(height=240)
    return chart


def distribution(table: pd.DataFrame, names: Mapping[str, str], order: Sequence[str]) -> theme.Chart:
    """How many countries have which HDI, with rules for the countries of ``order`` (ISO codes). ``table``: WORLD_COLUMNS."""
    x = alt.X("hdi:Q", bin=alt.Bin(step=0.05), title="HDI", scale=alt.Scale(domain=[0.2, 1]))
    bars = alt.Chart(table).mark_bar(color=GREY, opacity=0.5).encode(
        x=x, y=alt.Y("count():Q", title="countries"), tooltip=[alt.Tooltip("count():Q", title="countries")]
    )  # fmt: skip
    rows = table[table["country"].isin(order)].assign(name=lambda part: part["country"].map(names))
    domain = [names[key] for key in order]
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=domain, range=theme.CATEGORIES[: len(domain)]),
        legend=alt.Legend(columns=2),
    )
    rules = (
        alt.Chart(rows)
        .mark_rule(strokeWidth=2.5)
        .encode(
            x=alt.X("hdi:Q"),
            color=colour,
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("hdi:Q"), alt.Tooltip("rank:Q"), alt.Tooltip("ranked:Q")],
        )
    )
    chart: theme.Chart = alt.layer(bars, rules).properties(height=220)
    return chart


def asylum(table: pd.DataFrame, names: Mapping[str, str]) -> theme.Chart:
    """Refugees by country of asylum, the most first. ``table``: ASYLUM_COLUMNS."""
    rows = table.assign(name=table["asylum"].map(names))
    base = alt.Chart(rows).encode(
        x=alt.X("refugees:Q", title="refugees", axis=alt.Axis(format=",.0f")),
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=alt.Axis(labelLimit=200)),
        tooltip=[
            alt.Tooltip("name:N"),
            alt.Tooltip("refugees:Q", format=",.0f"),
            alt.Tooltip("asylum_seekers:Q", format=",.0f"),
        ],
    )
    bars = base.mark_bar(color=theme.OKABE_ITO["blue"], height=12)
    numbers = base.mark_text(align="left", dx=4).encode(text=alt.Text("refugees:Q", format=",.0f"))
    chart: theme.Chart = alt.layer(bars, numbers).properties(height=alt.Step(22))
    return chart
