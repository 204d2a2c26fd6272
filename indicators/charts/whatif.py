"""Scores as chosen beside those declared, what makes the difference, scenarios as a table. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators.charts import axes, theme
from indicators.charts.template import Template

ROW, BAR, CELL = 44, 25, 52  # pixels of a line
HEADS = 100  # of the columns' names and the legend, which the height holds too; on a phone they take more
_NARROW = "width < 460"
_LEFT = f"({_NARROW} ? 118 : 150)"  # pixels of the names
_RIGHT = "(width - 52)"


def instead(table: pd.DataFrame, names: Mapping[str, str]) -> Template:
    """Lines from top to bottom: ``table`` has tables.whatif.INSTEAD_COLUMNS, ``names`` are those of its keys."""
    keys = tuple(str(key) for key in table["key"])
    moved = table["score"].round(1) != table["declared"].round(1)
    rows = table.assign(line=range(len(table)), name=table["key"].map(names), moved=moved).drop(columns="worse")
    return Template(_instead, (keys,), {"scores": rows})


def _instead(keys: Sequence[str]) -> theme.Chart:
    x = alt.Scale(domain=[0, 100], range=[{"expr": _LEFT}, {"expr": _RIGHT}], nice=False)
    axis = alt.Axis(values=[0, 25, 50, 75, 100], grid=True, title=None)
    y = alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(len(keys)))))
    colour = alt.Color("key:N", scale=alt.Scale(domain=list(keys), range=[theme.COLOURS[key] for key in keys]), legend=None)
    base = alt.Chart(alt.NamedData("scores")).encode(y=y)
    tips = [
        alt.Tooltip("name:N", title=" "), *(alt.Tooltip(f"{one}:Q", format=".1f") for one in ("score", "p05", "p95", "declared")),
        alt.Tooltip("difference:Q", format="+.1f"),
    ]  # fmt: skip

    def across(name: str) -> alt.X:
        return alt.X(f"{name}:Q", scale=x, axis=axis)

    names = base.mark_text(align="left", fontWeight=600, limit=alt.ExprRef(f"{_LEFT} - 8"), yOffset=-5)
    numbers = base.transform_filter("datum.moved").mark_text(align="right", color="@soft", fontSize=11, yOffset=9)
    right = alt.value(alt.ExprRef("width"))
    layers = [
        base.mark_bar(height=4, yOffset=8, color="@faint", aria=False).encode(x=across("declared_p05"), x2="declared_p95:Q"),
        base.mark_point(size=44, yOffset=8, stroke="@soft", fill="@paper", opacity=1, aria=False).encode(
            x=across("declared"), tooltip=tips
        ),
        base.mark_bar(height=8, yOffset=-5, opacity=0.3, aria=False).encode(x=across("p05"), x2="p95:Q", color=colour),
        base.mark_point(size=70, yOffset=-5, filled=True, opacity=1, aria=False).encode(
            x=across("score"), color=colour, tooltip=tips
        ),
        names.encode(x=alt.value(0), text="name:N", color=colour),
        base.mark_text(align="right", fontWeight=600, yOffset=-5).encode(x=right, text=alt.Text("score:Q", format=".1f")),
        numbers.encode(x=right, text=alt.Text("declared:Q", format=".1f")),
    ]
    chart: theme.Chart = alt.layer(*layers).resolve_scale(color="shared").properties(height=ROW * len(keys) + 24)
    return chart


def because(table: pd.DataFrame, names: Sequence[str], causes: Mapping[str, str]) -> Template:
    """Bars from zero under the heads of their causes. ``table`` has scoring.differences.COLUMNS, ``names`` those of its rows."""
    rows: list[dict[str, object]] = []
    seen = ""
    for name, cause, points in zip(names, table["cause"], table["points"], strict=True):
        if cause != seen:
            rows.append({"line": len(rows), "label": causes[str(cause)], "points": None, "head": True})
            seen = str(cause)
        rows.append({"line": len(rows), "label": name, "points": float(points), "head": False})
    frame = pd.DataFrame(rows, columns=["line", "label", "points", "head"]).astype({"points": "float64"})
    reach = max(0.5, float(table["points"].abs().max()) * 1.3 if len(table) else 0.5)
    return Template(_because, (len(rows),), {"bars": frame}, {"reach": reach})


def _because(lines: int) -> theme.Chart:
    left = f"({_NARROW} ? 150 : 260)"
    x = alt.Scale(
        domainMin=alt.ExprRef("-reach"),
        domainMax=alt.ExprRef("reach"),
        range=[{"expr": left}, {"expr": "width - 4"}],
        nice=False,
    )
    y = alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(lines))))
    base = alt.Chart(alt.NamedData("bars")).encode(y=y)
    own, heads = base.transform_filter("!datum.head"), base.transform_filter("datum.head")
    axis = alt.Axis(tickCount=4, title=None, format=".1~f", grid=True)
    points = alt.X("points:Q", scale=x, axis=axis)
    tips = [alt.Tooltip("label:N", title=" "), alt.Tooltip("points:Q", format="+.2f")]
    more, less = own.transform_filter("datum.points >= 0"), own.transform_filter("datum.points < 0")
    number = alt.Text("points:Q", format="+.1f")
    layers = [
        more.mark_bar(height=13, color="@more", aria=False).encode(x=points, tooltip=tips),
        less.mark_bar(height=13, color="@less", aria=False).encode(x=points, tooltip=tips),
        more.mark_text(align="left", dx=5, aria=False).encode(x=points, text=number),
        less.mark_text(align="right", dx=-5, aria=False).encode(x=points, text=number),
        own.mark_text(align="left", limit=alt.ExprRef(f"{left} - 8"), aria=False).encode(x=alt.value(0), text="label:N"),
        heads.mark_text(align="left", color="@soft", fontWeight=600, aria=False).encode(x=alt.value(0), text="label:N"),
    ]
    chart: theme.Chart = alt.layer(*layers).properties(height=BAR * max(1, lines) + 24)
    return chart


def stress(
    table: pd.DataFrame, rows: Mapping[str, str], columns: Mapping[str, str], classes: Sequence[int], bins: Sequence[str]
) -> Template:
    """Scenarios (``rows``: key to name) by scores (``columns``), each cell a score and its difference, coloured by ``classes``.

    ``table`` has tables.whatif.STRESS_COLUMNS; ``bins`` are the names of the seven classes.
    """
    cells = table.assign(
        row=table["scenario"].map(rows), column=table["key"].map(columns), kind=[bins[place] for place in classes],
    )[["row", "column", "score", "declared", "difference", "kind"]]  # fmt: skip
    kept = [name for key, name in columns.items() if key in set(table["key"])]
    shape = (tuple(rows.values()), tuple(kept), tuple(bins))
    return Template(_stress, shape, {"cells": cells})


def _stress(rows: Sequence[str], columns: Sequence[str], bins: Sequence[str]) -> theme.Chart:
    narrow = f"width < {axes.NARROW}"
    across = alt.Axis(
        orient="top", domain=False, ticks=False, title=None, labelLimit=150, labelOverlap=False, labelFontWeight=600, labelColor="@ink",
        labelAngle=alt.ExprRef(f"{narrow} ? -90 : 0"), labelAlign=alt.ExprRef(f"{narrow} ? 'left' : 'center'"),
        labelBaseline=alt.ExprRef(f"{narrow} ? 'middle' : 'bottom'"),
    )  # fmt: skip
    down = alt.Axis(domain=False, ticks=False, title=None, labelLimit=alt.ExprRef(f"{narrow} ? 142 : 210"), labelColor="@ink")
    base = alt.Chart(alt.NamedData("cells")).encode(
        x=alt.X("column:N", scale=alt.Scale(domain=list(columns), paddingInner=0.03), axis=across),
        y=alt.Y("row:N", scale=alt.Scale(domain=list(rows), paddingInner=0.06), axis=down),
        tooltip=[
            alt.Tooltip("row:N", title=" "), alt.Tooltip("column:N", title="what"), alt.Tooltip("score:Q", format=".1f"),
            alt.Tooltip("declared:Q", format=".1f"), alt.Tooltip("difference:Q", format="+.1f"),
        ],
    )  # fmt: skip
    fills = alt.Scale(domain=list(bins), range=[f"@difference{place}" for place in range(len(bins))])
    legend = alt.Legend(
        columns=alt.ExprRef(f"{narrow} ? 2 : 4"), symbolType="square", symbolStrokeWidth=0, symbolSize=130, title=None
    )
    cells = base.mark_rect(aria=False).encode(color=alt.Color("kind:N", scale=fills, legend=legend))
    ends = [bins[0], bins[-1]]
    deep = alt.FieldOneOfPredicate(field="kind", oneOf=ends)
    ink = alt.condition(deep, alt.value("@on_deep"), alt.value("@ink"))
    score = base.mark_text(fontSize=13, fontWeight=600, yOffset=-7, aria=False).encode(
        text=alt.Text("score:Q", format=".1f"), color=ink
    )
    change = base.transform_filter("abs(datum.difference) >= 0.05").mark_text(fontSize=11, yOffset=9, aria=False).encode(
        text=alt.Text("difference:Q", format="+.1f"), color=ink
    )  # fmt: skip
    layered: theme.Chart = (
        alt.layer(cells, score, change).resolve_scale(color="independent").properties(height=CELL * len(rows) + HEADS)
    )
    return layered
