"""Forecasts and their record. Frames in, charts out; pure."""

from __future__ import annotations

import altair as alt
import pandas as pd

from indicators.charts import theme
from indicators.charts.scores import dated

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
