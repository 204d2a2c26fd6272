"""Ranks, editions, the world's distribution, where refugees went. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators import wording
from indicators.charts import axes, theme
from indicators.charts.scores import dated
from indicators.charts.template import Template

VERMILION, GREY, BLUE = "@development", "@other", "@accent"
STEP = 0.05  # of HDI in one bar
BARS, ROW = 150, 20  # pixels: the tallest bar, and a named country's row above it


def ranks(table: pd.DataFrame, origins: Mapping[str, str]) -> Template:
    """Rank by year, computed as a line, printed as diamonds, each named at its last value; the last place is at the bottom.
    ``table``: RANK_COLUMNS.
    """
    rows = table.assign(kind=table["origin"].map(origins))
    ends = rows.sort_values("year").groupby("origin", as_index=False).tail(1)
    values = {"lowest": int(table["ranked"].max()), "first": int(table["rank"].min()) - 5}
    kept = ["year", "rank", "ranked", "report", "origin", "kind"]
    return Template(_ranks, (tuple(origins.values()),), {"ranks": rows[kept], "ends": ends[kept]}, values)


def _ranks(names: Sequence[str]) -> theme.Chart:
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(names), range=["@soft", VERMILION]), legend=None)
    places = alt.Scale(domain=[alt.ExprRef("lowest"), alt.ExprRef("first")], nice=False)
    base = alt.Chart(alt.NamedData("ranks")).encode(
        x=alt.X("year:Q", title=None, scale=alt.Scale(nice=False, padding=12), axis=alt.Axis(format="d", tickMinStep=1)),
        y=alt.Y("rank:Q", title=None, scale=places), color=colour,
        tooltip=[alt.Tooltip("year:Q"), alt.Tooltip("kind:N"), alt.Tooltip("rank:Q"), alt.Tooltip("ranked:Q"), alt.Tooltip("report:N")],
    )  # fmt: skip
    line = base.transform_filter(alt.datum.origin == "computed").mark_line(strokeWidth=2)
    points = base.transform_filter(alt.datum.origin == "printed").mark_point(filled=True, size=80, shape="diamond", opacity=1)
    layers: list[alt.Chart] = [line, points]
    for origin, dy in (("computed", 14), ("printed", -12)):
        end = alt.Chart(alt.NamedData("ends")).transform_filter(alt.datum.origin == origin)
        name = end.mark_text(align="right", dy=dy, fontWeight=600, aria=False)
        layers.append(name.encode(x="year:Q", y="rank:Q", text="kind:N", color=colour))
    chart: theme.Chart = alt.layer(*layers).properties(height=240)
    return chart


def editions(table: pd.DataFrame, start: str, end: str) -> Template:
    """HDI by year, a line for each edition and a band from the lowest to the highest. ``table``: EDITION_COLUMNS."""
    rows = dated(table.assign(period=table["year"].astype(str) + "-12"))
    names = tuple(dict.fromkeys(table.sort_values("published")["edition"]))
    kept = rows[["month", "edition", "year", "hdi", "rank", "ranked", "spread"]]
    bands = rows.drop_duplicates("year")[["month", "low", "high"]]
    data = {"editions": kept, "bands": bands}
    return Template(_editions, (names, axes.long(start, end)), data, axes.span(start, end))


def _editions(names: Sequence[str], long: bool) -> theme.Chart:
    x = axes.shown_x(long)
    y = alt.Scale(zero=False, padding=10)
    band = (
        alt.Chart(alt.NamedData("bands"))
        .mark_area(opacity=0.2, color=GREY)
        .encode(x=x, y=alt.Y("low:Q", title="HDI", scale=y), y2=alt.Y2("high:Q"))
    )
    tips = [
        alt.Tooltip("edition:N"), alt.Tooltip("year:Q", format="d"), alt.Tooltip("hdi:Q", format=".3f"), alt.Tooltip("rank:Q"),
        alt.Tooltip("ranked:Q"), alt.Tooltip("spread:Q", title="spread of the editions", format=".3f"),
    ]  # fmt: skip
    colours = alt.Scale(domain=list(names), range=theme.CATEGORIES[: len(names)])
    colour = alt.Color("edition:N", scale=colours, legend=alt.Legend(columns=3))
    shapes = alt.Scale(domain=list(names), range=["circle", "square", "diamond", "triangle-up", "cross"][: len(names)])
    base = alt.Chart(alt.NamedData("editions")).encode(x=x, y=alt.Y("hdi:Q", scale=y), color=colour, tooltip=tips)
    points = base.mark_point(filled=True, size=36, opacity=1).encode(shape=alt.Shape("edition:N", scale=shapes))
    chart: theme.Chart = alt.layer(band, base.mark_line(strokeWidth=2), points).properties(height=theme.HEIGHT)
    return chart


def distribution(table: pd.DataFrame, names: Mapping[str, str], order: Sequence[str]) -> Template:
    """How many countries have which HDI; above the bars the countries of ``order`` (ISO codes), each in a row of its own,
    so that equal values do not hide each other. ``table``: WORLD_COLUMNS.
    """
    tallest = int(((table["hdi"] + 1e-9) // STEP).value_counts().max())
    high = BARS + ROW * (len(order) + 1)
    rows = table[table["country"].isin(order)]
    place = rows["country"].map({key: number for number, key in enumerate(order)})
    written = [
        f"{names[code]} {wording.written(hdi, '.3f')} ({rank})"
        for code, hdi, rank in zip(rows["country"], rows["hdi"], rows["rank"], strict=True)
    ]
    shown = rows.assign(
        name=rows["country"].map(names), own=rows["country"] == order[0], label=written,
        level=tallest * (high - ROW * (place + 1)) / BARS,
    )  # fmt: skip
    kept = ["name", "hdi", "rank", "ranked", "own", "level", "label"]
    return Template(_distribution, (high,), {"world": table[["hdi"]], "named": shown[kept]}, {"tallest": tallest})


def _distribution(high: int) -> theme.Chart:
    y = alt.Scale(domain=[0, alt.ExprRef(f"tallest * {high} / {BARS}")], nice=False)
    axis = alt.Axis(values=alt.ExprRef("sequence(0, tallest + 1, 10)"))
    counts = alt.Y("count():Q", title="countries", scale=y, axis=axis)
    bars = alt.Chart(alt.NamedData("world")).mark_bar(color=GREY, opacity=0.5).encode(
        x=alt.X("hdi:Q", bin=alt.Bin(step=STEP), title="HDI", scale=alt.Scale(domain=[0.2, 1])), y=counts,
        tooltip=[alt.Tooltip("hdi:Q", bin=alt.Bin(step=STEP), title="HDI"), alt.Tooltip("count():Q", title="countries")],
    )  # fmt: skip
    colour = alt.condition("datum.own", alt.value(VERMILION), alt.value(BLUE))
    base = alt.Chart(alt.NamedData("named")).encode(
        x=alt.X("hdi:Q"), y=alt.Y("level:Q", scale=y),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("hdi:Q", format=".3f"), alt.Tooltip("rank:Q"), alt.Tooltip("ranked:Q")],
    )  # fmt: skip
    stems = base.mark_rule(opacity=0.6).encode(y2=alt.value(alt.ExprRef("height")), color=colour)
    heads = base.mark_point(filled=True, size=60, opacity=1).encode(color=colour)
    right = base.transform_filter("datum.hdi < 0.6").mark_text(align="left", dx=8).encode(text=alt.Text("label:N"))
    left = base.transform_filter("datum.hdi >= 0.6").mark_text(align="right", dx=-8).encode(text=alt.Text("label:N"))
    chart: theme.Chart = alt.layer(bars, stems, heads, right, left).properties(height=high)
    return chart


def asylum_years(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str) -> Template:
    """Refugees by year, stacked by country of asylum in the order of ``names`` (code -> label, the rest last).

    ``table``: ASYLUM_YEAR_COLUMNS.
    """
    order = {key: number for number, key in enumerate(names)}
    rows = dated(table.assign(period=table["year"].astype(str) + "-12"))
    rows = rows.assign(name=table["asylum"].map(names), place=table["asylum"].map(order))
    kept = rows[["month", "name", "year", "refugees", "place"]]
    shape = (tuple(names.values()), axes.long(start, end))
    return Template(_asylum_years, shape, {"refugees": kept}, axes.span(start, end))


def _asylum_years(names: Sequence[str], long: bool) -> theme.Chart:
    colours = [*theme.CATEGORIES[: len(names) - 1], GREY]
    chart: theme.Chart = (
        alt.Chart(alt.NamedData("refugees"))
        .mark_area(opacity=0.85)
        .encode(
            x=axes.shown_x(long),
            y=alt.Y("refugees:Q", title="refugees", axis=alt.Axis(format=",.0f"), stack="zero"),
            color=alt.Color("name:N", scale=alt.Scale(domain=list(names), range=colours), legend=alt.Legend(columns=2)),
            order=alt.Order("place:Q"),
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("year:Q", format="d"), alt.Tooltip("refugees:Q", format=",.0f")],
        )
        .properties(height=theme.HEIGHT)
    )
    return chart


def asylum(table: pd.DataFrame, names: Mapping[str, str]) -> Template:
    """Refugees by country of asylum, the most first. ``table``: ASYLUM_COLUMNS."""
    rows = table.assign(name=table["asylum"].map(names))
    return Template(_asylum, (), {"countries": rows[["name", "refugees", "asylum_seekers"]]})


def _asylum() -> theme.Chart:
    base = alt.Chart(alt.NamedData("countries")).encode(
        x=alt.X("refugees:Q", title=None, axis=alt.Axis(format=",.0f", tickCount=5, grid=True)),
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=200)),
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
