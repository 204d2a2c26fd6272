"""Scores over time as lines with bands. A frame in, a chart out; pure."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from indicators.charts import theme


def over_time(frame: pd.DataFrame, names: Mapping[str, str], banded: tuple[str, ...]) -> alt.LayerChart:
    """Lines of ``score`` over ``period`` for the keys of ``names`` (key -> label), a low-high band for those in ``banded``.

    ``frame`` has SCORE_COLUMNS; rows of other keys are left out.
    """
    table = frame[frame["key"].isin(names)].assign(
        month=lambda rows: pd.to_datetime(rows["period"] + "-01"), series=lambda rows: rows["key"].map(names)
    )
    scale = alt.Scale(domain=list(names.values()), range=[theme.COLOURS[key] for key in names])
    colour = alt.Color("series:N", scale=scale, legend=alt.Legend(title=None, orient="bottom", columns=2, labelLimit=320))
    base = alt.Chart(table).encode(x=alt.X("month:T", title=None))
    y = alt.Scale(domain=[0, 100])
    band = (
        base.transform_filter(alt.FieldOneOfPredicate(field="key", oneOf=list(banded)))
        .mark_area(opacity=0.18)
        .encode(y=alt.Y("low:Q", scale=y, title="score"), y2="high:Q", color=colour)
    )
    tips = [
        alt.Tooltip("series:N", title="series"), alt.Tooltip("month:T", title="month", format="%B %Y"),
        *(alt.Tooltip(f"{name}:Q", format=".1f") for name in ("score", "low", "high")), alt.Tooltip("status:N"),
    ]  # fmt: skip
    line = base.mark_line(strokeWidth=2).encode(y=alt.Y("score:Q", scale=y, title="score"), color=colour, tooltip=tips)
    chart: alt.LayerChart = alt.layer(band, line).properties(height=theme.HEIGHT).configure(font=theme.FONT)
    return chart
