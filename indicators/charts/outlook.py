"""Forecasts and their record. Frames in, charts out; pure."""

from __future__ import annotations

import altair as alt
import pandas as pd

from indicators import months
from indicators.charts import axes, theme
from indicators.charts.scores import dated
from indicators.charts.template import Template

PAST, AHEAD, CAME = "@other", "@accent", "@more"  # roles of the palette


def fan(past: pd.DataFrame, forecasts: pd.DataFrame, came: pd.DataFrame | None = None) -> theme.Chart:
    """Deaths of past months (period, deaths), the forecast's 50 and 90 % bands and medians, and what came where it is known.

    ``forecasts`` has outlook.issue.FORECAST_COLUMNS of one country; bands are of one month each.
    """
    x = alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y"))
    ahead = alt.Chart(dated(forecasts))
    tips = [
        alt.Tooltip(f"{name}:N" if name == "period" else f"{name}:Q") for name in ("period", "p05", "p25", "p50", "p75", "p95")
    ]
    layers: list[alt.Chart] = [
        ahead.mark_area(color=AHEAD, opacity=0.18).encode(x=x, y=alt.Y("p05:Q", title="deaths in the month"), y2="p95:Q"),
        ahead.mark_area(color=AHEAD, opacity=0.3).encode(x=x, y="p25:Q", y2="p75:Q"),
        ahead.mark_line(color=AHEAD, strokeWidth=2).encode(x=x, y="p50:Q", tooltip=tips),
        alt.Chart(dated(past)).mark_line(color=PAST, strokeWidth=2).encode(x=x, y="deaths:Q", tooltip=["period:N", "deaths:Q"]),
    ]
    if came is not None:
        point = alt.Chart(dated(came)).mark_point(filled=True, size=60, color=CAME, opacity=1)
        layers.append(point.encode(x=x, y="deaths:Q", tooltip=["period:N", "deaths:Q"]))
    chart: theme.Chart = alt.layer(*layers).properties(height=theme.HEIGHT)
    return chart


def by_year(table: pd.DataFrame, names: dict[str, str]) -> theme.Chart:
    """A loss by target year, a bar for each of the models ``names`` (model -> label). ``table`` has value, model, crps."""
    rows = table.assign(label=table["model"].map(names)).dropna(subset="label")
    labels = list(names.values())
    chart: theme.Chart = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("value:N", title=None, axis=alt.Axis(labelAngle=0)), xOffset=alt.XOffset("label:N", sort=labels),
            y=alt.Y("crps:Q", title="CRPS, deaths (0 is perfect)"),
            color=alt.Color("label:N", scale=alt.Scale(domain=labels, range=[AHEAD, PAST])),
            tooltip=["value:N", "label:N", alt.Tooltip("crps:Q", format=".1f")],
        )
        .properties(height=theme.HEIGHT)
    )  # fmt: skip
    return chart


def reliability(table: pd.DataFrame, names: dict[str, str]) -> theme.Chart:
    """How often what was said with a probability came true, a line a statement, against the diagonal.

    ``table`` has outlook.statements.RELIABILITY_COLUMNS; ``names`` label the statements.
    """
    rows = table.assign(label=table["statement"].map(names))
    labels = list(names.values())
    scale = alt.Scale(domain=[0, 1])
    diagonal = alt.Chart(pd.DataFrame({"said": [0, 1], "came": [0, 1]})).mark_line(color=PAST, strokeDash=[4, 4])
    lines = (
        alt.Chart(rows)
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=alt.X("mean_probability:Q", title="probability stated", scale=scale, axis=alt.Axis(tickCount=10)),
            y=alt.Y("happened:Q", title="share that came true", scale=scale),
            color=alt.Color("label:N", scale=alt.Scale(domain=labels, range=theme.CATEGORIES[: len(labels)]), legend=alt.Legend(columns=2)),
            tooltip=["label:N", "cases:Q", alt.Tooltip("mean_probability:Q", format=".2f"), alt.Tooltip("happened:Q", format=".2f")],
        )
    )  # fmt: skip
    chart: theme.Chart = alt.layer(diagonal.encode(x="said:Q", y="came:Q"), lines).properties(height=theme.HEIGHT)
    return chart


OPEN, BAND = 0.16, 0.3  # opacity of the band for nine in ten, and of that for half


def ahead(table: pd.DataFrame, since: str) -> Template:
    """Past months, the forecast from ``since`` on with its bands, and what came. ``table`` has tables.outlook.FAN_COLUMNS.

    A ring is a month's first release, a point its newest figure, hollow while it may be revised; a month outside the wide band
    carries its number.
    """
    rows = dated(table).assign(
        outside=(table["lead"] > 0) & ((table["deaths"] > table["p95"]) | (table["deaths"] < table["p05"])),
        moved=(table["lead"] > 0) & table["first"].notna() & (table["first"] != table["deaths"]),
    )
    kept = ["month", "lead", "p05", "p25", "p50", "p75", "p95", "deaths", "provisional", "first", "outside", "moved"]
    months_ = axes.span(str(table["period"].iloc[0]), str(table["period"].iloc[-1]), 0.02)
    return Template(_ahead, (), {"months": rows[kept]}, {**months_, "since": since})


def _ahead() -> theme.Chart:
    x, base = axes.months_x(), alt.Chart(alt.NamedData("months"))
    coming, past = base.transform_filter("datum.lead > 0 && datum.p50 != null"), base.transform_filter("datum.lead <= 0")
    came = base.transform_filter("datum.lead > 0 && datum.deaths != null")
    axis = alt.Axis(tickCount=5)
    tips = [alt.Tooltip("month:T", title="month", format="%B %Y"), *(
        alt.Tooltip(f"{name}:Q", format=",.0f") for name in ("p05", "p25", "p50", "p75", "p95", "first", "deaths")
    )]  # fmt: skip
    y = alt.Y("deaths:Q", title=None, axis=axis)
    layers = [
        coming.mark_area(color=AHEAD, opacity=OPEN).encode(x=x, y=alt.Y("p05:Q", title=None, axis=axis), y2="p95:Q"),
        coming.mark_area(color=AHEAD, opacity=BAND).encode(x=x, y="p25:Q", y2="p75:Q"),
        coming.mark_line(color=AHEAD, strokeWidth=2).encode(x=x, y="p50:Q", tooltip=tips),
        past.mark_line(color="@ink", strokeWidth=1.8).encode(x=x, y=y, tooltip=tips[:1] + tips[-1:]),
        past.transform_filter("datum.provisional").mark_point(size=26, stroke="@ink", fill="@paper", opacity=1, aria=False).encode(x=x, y=y),
        came.transform_filter("datum.moved").mark_point(size=70, stroke="@other", strokeWidth=1.4, aria=False).encode(x=x, y=alt.Y("first:Q")),
        came.mark_point(size=48, stroke=CAME, strokeWidth=1.8, opacity=1, aria=False).encode(
            x=x, y=y, fill=alt.condition("datum.provisional", alt.value("@paper"), alt.value(CAME)), tooltip=tips,
        ),
        came.transform_filter("datum.outside").mark_text(dy=-12, color="@more_text", fontWeight=600, aria=False).encode(
            x=x, y=y, text=alt.Text("deaths:Q", format=",.0f")
        ),
    ]  # fmt: skip
    chart: theme.Chart = alt.layer(*layers).properties(height=theme.HEIGHT + 20)
    return chart


def held(table: pd.DataFrame) -> Template:
    """How often what was said with a probability came true, of one statement. ``table`` has the columns of tables.outlook.reliable.

    Points are as large as their cases are many; the class of what is said now is in the accent's colour.
    """
    kept = ["cases", "mean_probability", "happened", "now"]
    return Template(_held, (), {"classes": table[kept]})


def _held() -> theme.Chart:
    scale, axis = alt.Scale(domain=[0, 1]), alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], grid=True)
    diagonal = alt.Chart(pd.DataFrame({"said": [0, 1], "came": [0, 1]})).mark_line(color=PAST, strokeDash=[4, 4], aria=False)
    points = alt.Chart(alt.NamedData("classes")).mark_point(
        filled=True, opacity=1, stroke="@paper", strokeWidth=0.8, aria=False
    )
    drawn = points.encode(
        x=alt.X("mean_probability:Q", title="probability stated", scale=scale, axis=axis),
        y=alt.Y("happened:Q", title="share that came true", scale=scale, axis=axis),
        size=alt.Size("cases:Q", legend=None, scale=alt.Scale(domain=[0, 3000], range=[30, 260], clamp=True)),
        fill=alt.condition("datum.now", alt.value(AHEAD), alt.value(PAST)),
        tooltip=[
            alt.Tooltip("mean_probability:Q", title="probability stated", format=".0%"),
            alt.Tooltip("happened:Q", title="share that came true", format=".0%"), alt.Tooltip("cases:Q", title="cases", format=",.0f"),
        ],
    )  # fmt: skip
    chart: theme.Chart = alt.layer(diagonal.encode(x="said:Q", y="came:Q"), drawn).properties(height=230)
    return chart


def provisional(table: pd.DataFrame) -> Template:
    """Provisional months as published and where their final figures may lie. ``table`` has outlook.nowcast.COLUMNS."""
    rows = dated(table)
    before = months.period(months.ordinal(str(table["period"].iloc[0])) - 1)  # room for the first band
    months_ = axes.span(before, str(table["period"].iloc[-1]), 0.03)
    return Template(_provisional, (), {"months": rows[["month", "released", "low", "high"]]}, months_)


def _provisional() -> theme.Chart:
    x, base = axes.months_x(), alt.Chart(alt.NamedData("months"))
    tips = [alt.Tooltip("month:T", title="month", format="%B %Y"), *(
        alt.Tooltip(f"{name}:Q", format=",.0f") for name in ("released", "low", "high")
    )]  # fmt: skip
    rule = base.mark_rule(strokeWidth=7, color=AHEAD, opacity=0.3, aria=False).encode(
        x=x, y=alt.Y("low:Q", title=None, axis=alt.Axis(tickCount=5)), y2="high:Q"
    )
    point = base.mark_point(size=55, stroke="@ink", fill="@paper", strokeWidth=1.8, opacity=1, aria=False).encode(
        x=x, y="released:Q", tooltip=tips
    )
    number = base.mark_text(dx=9, align="left", fontSize=11, aria=False).encode(
        x=x, y="released:Q", text=alt.Text("released:Q", format=",.0f")
    )
    chart: theme.Chart = alt.layer(rule, point, number).properties(height=240)
    return chart
