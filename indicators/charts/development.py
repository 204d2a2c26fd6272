"""Ranks, editions, the world's distribution, where refugees went. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators import wording
from indicators.charts import theme
from indicators.charts.scores import dated, months_axis

VERMILION, GREY, BLUE = "@development", "@other", "@accent"
STEP = 0.05  # of HDI in one bar
BARS, ROW = 150, 20  # pixels: the tallest bar, and a named country's row above it


def ranks(table: pd.DataFrame, origins: Mapping[str, str]) -> theme.Chart:
    """Rank by year, computed as a line, printed as diamonds, each named at its last value; the last place is at the bottom.
    ``table``: RANK_COLUMNS.
    """
    rows = table.assign(kind=table["origin"].map(origins))
    lowest, first = int(table["ranked"].max()), int(table["rank"].min()) - 5
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(origins.values()), range=["@soft", VERMILION]), legend=None)
    base = alt.Chart(rows).encode(
        x=alt.X("year:Q", title=None, scale=alt.Scale(nice=False, padding=12), axis=alt.Axis(format="d", tickMinStep=1)),
        y=alt.Y("rank:Q", title=None, scale=alt.Scale(domain=[lowest, first], nice=False)), color=colour,
        tooltip=[alt.Tooltip("year:Q"), alt.Tooltip("kind:N"), alt.Tooltip("rank:Q"), alt.Tooltip("ranked:Q"), alt.Tooltip("report:N")],
    )  # fmt: skip
    line = base.transform_filter(alt.datum.origin == "computed").mark_line(strokeWidth=2)
    points = base.transform_filter(alt.datum.origin == "printed").mark_point(filled=True, size=80, shape="diamond", opacity=1)
    ends = rows.sort_values("year").groupby("origin", as_index=False).tail(1)
    layers: list[alt.Chart] = [line, points]
    for origin, dy in (("computed", 14), ("printed", -12)):
        name = alt.Chart(ends[ends["origin"] == origin]).mark_text(align="right", dy=dy, fontWeight=600, aria=False)
        layers.append(name.encode(x="year:Q", y="rank:Q", text="kind:N", color=colour))
    chart: theme.Chart = alt.layer(*layers).properties(height=240)
    return chart


def editions(table: pd.DataFrame, start: str, end: str) -> theme.Chart:
    """HDI by year, a line for each edition and a band from the lowest to the highest. ``table``: EDITION_COLUMNS."""
    rows = dated(table.assign(period=table["year"].astype(str) + "-12"))
    names = list(dict.fromkeys(table.sort_values("published")["edition"]))
    x = months_axis(start, end)
    y = alt.Scale(zero=False, padding=10)
    band = (
        alt.Chart(rows.drop_duplicates("year"))
        .mark_area(opacity=0.2, color=GREY)
        .encode(x=x, y=alt.Y("low:Q", title="HDI", scale=y), y2=alt.Y2("high:Q"))
    )
    tips = [
        alt.Tooltip("edition:N"), alt.Tooltip("year:Q", format="d"), alt.Tooltip("hdi:Q", format=".3f"), alt.Tooltip("rank:Q"),
        alt.Tooltip("ranked:Q"), alt.Tooltip("spread:Q", title="spread of the editions", format=".3f"),
    ]  # fmt: skip
    colours = alt.Scale(domain=names, range=theme.CATEGORIES[: len(names)])
    colour = alt.Color("edition:N", scale=colours, legend=alt.Legend(columns=3))
    shapes = alt.Scale(domain=names, range=["circle", "square", "diamond", "triangle-up", "cross"][: len(names)])
    base = alt.Chart(rows).encode(x=x, y=alt.Y("hdi:Q", scale=y), color=colour, tooltip=tips)
    points = base.mark_point(filled=True, size=36, opacity=1).encode(shape=alt.Shape("edition:N", scale=shapes))
    chart: theme.Chart = alt.layer(band, base.mark_line(strokeWidth=2), points).properties(height=theme.HEIGHT)
    return chart


def distribution(table: pd.DataFrame, names: Mapping[str, str], order: Sequence[str]) -> theme.Chart:
    """How many countries have which HDI; above the bars the countries of ``order`` (ISO codes), each in a row of its own,
    so that equal values do not hide each other. ``table``: WORLD_COLUMNS.
    """
    tallest = int(((table["hdi"] + 1e-9) // STEP).value_counts().max())
    rows = table[table["country"].isin(order)]
    rows = rows.assign(
        name=rows["country"].map(names),
        place=rows["country"].map({key: number for number, key in enumerate(order)}),
        mali=rows["country"] == order[0],
    )
    high = BARS + ROW * (len(order) + 1)
    rows = rows.assign(level=tallest * (high - ROW * (rows["place"] + 1)) / BARS)
    label = (
        rows["name"] + " " + rows["hdi"].map(lambda one: wording.written(one, ".3f")) + " (" + rows["rank"].astype(str) + ")"
    )
    rows = rows.assign(label=label)
    y = alt.Scale(domain=[0, tallest * high / BARS], nice=False)
    counts = alt.Y("count():Q", title="countries", scale=y, axis=alt.Axis(values=list(range(0, tallest + 1, 10))))
    bars = alt.Chart(table).mark_bar(color=GREY, opacity=0.5).encode(
        x=alt.X("hdi:Q", bin=alt.Bin(step=STEP), title="HDI", scale=alt.Scale(domain=[0.2, 1])), y=counts,
        tooltip=[alt.Tooltip("hdi:Q", bin=alt.Bin(step=STEP), title="HDI"), alt.Tooltip("count():Q", title="countries")],
    )  # fmt: skip
    colour = alt.condition("datum.mali", alt.value(VERMILION), alt.value(BLUE))
    base = alt.Chart(rows).encode(
        x=alt.X("hdi:Q"), y=alt.Y("level:Q", scale=y),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("hdi:Q", format=".3f"), alt.Tooltip("rank:Q"), alt.Tooltip("ranked:Q")],
    )  # fmt: skip
    stems = base.mark_rule(opacity=0.6).encode(y2=alt.value(high), color=colour)
    heads = base.mark_point(filled=True, size=60, opacity=1).encode(color=colour)
    right = base.transform_filter("datum.hdi < 0.6").mark_text(align="left", dx=8).encode(text=alt.Text("label:N"))
    left = base.transform_filter("datum.hdi >= 0.6").mark_text(align="right", dx=-8).encode(text=alt.Text("label:N"))
    chart: theme.Chart = alt.layer(bars, stems, heads, right, left).properties(height=high)
    return chart


def asylum_years(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str) -> theme.Chart:
    """Refugees by year, stacked by country of asylum in the order of ``names`` (code -> label, the rest last).

    ``table``: ASYLUM_YEAR_COLUMNS.
    """
    order = {key: number for number, key in enumerate(names)}
    rows = dated(table.assign(period=table["year"].astype(str) + "-12"))
    rows = rows.assign(name=table["asylum"].map(names), place=table["asylum"].map(order))
    colours = [*theme.CATEGORIES[: len(names) - 1], GREY]
    chart: theme.Chart = (
        alt.Chart(rows)
        .mark_area(opacity=0.85)
        .encode(
            x=months_axis(start, end),
            y=alt.Y("refugees:Q", title="refugees", axis=alt.Axis(format="~s"), stack="zero"),
            color=alt.Color(
                "name:N", scale=alt.Scale(domain=list(names.values()), range=colours), legend=alt.Legend(columns=2)
            ),
            order=alt.Order("place:Q"),
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("year:Q", format="d"), alt.Tooltip("refugees:Q", format=",.0f")],
        )
        .properties(height=theme.HEIGHT)
    )
    return chart


def asylum(table: pd.DataFrame, names: Mapping[str, str]) -> theme.Chart:
    """Refugees by country of asylum, the most first. ``table``: ASYLUM_COLUMNS."""
    rows = table.assign(name=table["asylum"].map(names))
    base = alt.Chart(rows).encode(
        x=alt.X("refugees:Q", title=None, axis=alt.Axis(format=",.0f", tickCount=5, grid=True)),
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=alt.Axis(labelLimit=200)),
        tooltip=[
            alt.Tooltip("name:N"),
            alt.Tooltip("refugees:Q", format=",.0f"),
            alt.Tooltip("asylum_seekers:Q", format=",.0f"),
        ],
    )
    bars = base.mark_bar(color=BLUE, height=12)
    numbers = base.mark_text(align="left", dx=4).encode(text=alt.Text("refugees:Q", format=",.0f"))
    chart: theme.Chart = alt.layer(bars, numbers).properties(height=alt.Step(22))
    return chart
