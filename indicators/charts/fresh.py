"""How fresh each source is: the month its figures end, the day they appeared, when more is due. A frame in, a template out; pure."""

from __future__ import annotations

import altair as alt
import pandas as pd

from indicators.charts import axes, theme
from indicators.charts.template import Template

STEP = 25  # pixels of a source
_LEFT = f"(width < {axes.NARROW} ? 215 : 270)"  # pixels of the names
_RIGHT = f"(width - (width < {axes.NARROW} ? 5 : 160))"  # where time ends and the words begin


def fresh(table: pd.DataFrame, start: str, end: str) -> Template:
    """One line a source, from top to bottom. ``table`` has name, last (YYYY-MM), published (ISO day), when (words) and late (bool)."""
    rows = table.assign(
        line=range(len(table)), month=pd.to_datetime(table["last"] + "-01"), day=pd.to_datetime(table["published"]),
    )  # fmt: skip
    kept = ["line", "name", "month", "day", "when", "late"]
    return Template(_fresh, (len(rows),), {"sources": rows[kept]}, axes.span(start, end))


def _fresh(lines: int) -> theme.Chart:
    scale = alt.Scale(
        domainMin=alt.ExprRef("datetime(from_year, from_month, 1)"), domainMax=alt.ExprRef("datetime(to_year, to_month, 28)"),
        range=[{"expr": _LEFT}, {"expr": _RIGHT}], nice=False,
    )  # fmt: skip
    y = alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(lines))))
    axis = alt.Axis(
        orient="top", grid=True, ticks=False, domain=False, tickCount="year", format="%Y", title=None, labelOverlap="greedy"
    )
    base = alt.Chart(alt.NamedData("sources")).encode(y=y)
    x = alt.X("month:T", scale=scale, axis=axis)
    tips = [
        alt.Tooltip("name:N", title="source"), alt.Tooltip("month:T", title="covers to", format="%B %Y"),
        alt.Tooltip("day:T", title="published", format="%d %B %Y"), alt.Tooltip("when:N", title="next"),
    ]  # fmt: skip
    line = base.mark_rule(strokeDash=[1, 3], color="@soft", aria=False).encode(x=x, x2="day:T")
    dot = base.mark_point(filled=True, size=55, color="@ink", opacity=1, aria=False).encode(x=x, tooltip=tips)
    ring = base.mark_point(size=40, stroke="@accent", fill="@paper", opacity=1, aria=False).encode(
        x=alt.X("day:T"), tooltip=tips
    )
    short = alt.ExprRef(f"width < {axes.NARROW} ? 152 : 265")
    names = base.mark_text(align="left", limit=short).encode(x=alt.value(0), text="name:N")
    told = base.mark_text(align="right", dx=-8, fontSize=11, color="@soft", aria=False).encode(
        x=x, text=alt.Text("month:T", format="%b %Y")
    )
    wide = base.transform_filter(f"width >= {axes.NARROW}")
    words = [
        wide.transform_filter(f"{'' if late else '!'}datum.late").mark_text(align="right", color=role).encode(
            x=alt.value(alt.ExprRef("width")), text="when:N"
        ) for late, role in ((True, "@more_text"), (False, "@soft"))
    ]  # fmt: skip
    chart: theme.Chart = alt.layer(line, ring, dot, names, told, *words).properties(height=STEP * lines + 22)
    return chart
