"""What changed a score, by cause: bars from zero, and hatched where a figure is carried. A frame in, a chart out; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from indicators.charts import palette, theme

STEP = 24  # pixels of a line
_STROKES = 64  # of a hatch over the whole width
_NARROW = "width<620"
_LEFT = f"{_NARROW} ? 170 : 300"  # pixels of the names
_RIGHT = f"width-({_NARROW} ? 44 : 110)"  # where bars end and the column of ages and sums begins


def by_cause(lines: pd.DataFrame, heads: Mapping[str, str], age: str, below: int = 0) -> theme.Chart:
    """Lines as ``tables.changes.lines`` gives them, from top to bottom; ``heads`` are the names of the causes, ``age`` how
    an age is written, with ``{}`` for the months. ``below`` are pixels for the axis, which squeezes a chart of few lines.

    A carried figure has no bar: a hatch as wide as its reach to both sides, and its age on the right. Dots have the
    colours of the dimensions.
    """
    own = lines["indicator"] != ""
    carried = lines["age_months"].notna()
    table = lines.assign(
        label=lines["name"].where(own, lines["cause"].map(heads)), kind=np.where(own, np.where(carried, "carried", "bar"), "head"),
        aged=[age.format(int(months)) if told else "" for months, told in zip(lines["age_months"].fillna(0), carried, strict=True)],
    ).drop(columns="age_months")  # fmt: skip
    reach = (
        max(0.5, float(table.loc[own, "points"].abs().max()), float(table["reach"].max(skipna=True) if carried.any() else 0.0))
        * 1.15
    )
    x = alt.Scale(domain=[-reach, reach], range=[{"expr": _LEFT}, {"expr": _RIGHT}], nice=False)
    y = _lines(table)
    layers = [_zero(x), *_names(table, y), _hatch(table, x, y, reach), *_bars(table, x, y), *_right(table, y)]
    chart: theme.Chart = alt.layer(*layers).properties(height=STEP * len(table) + below)
    return chart


def _lines(table: pd.DataFrame) -> alt.Y:
    """The lines in order: a layer alone would put its own first."""
    return alt.Y("line:O", axis=None, scale=alt.Scale(domain=table["line"].tolist()))


def _zero(x: alt.Scale) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame({"x": [0.0]}))
        .mark_rule(color="@soft")
        .encode(x=alt.X("x:Q", scale=x, title="points", axis=alt.Axis(tickCount=5)))
    )
    return chart


def _names(table: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    heads = alt.Chart(table[table["kind"] == "head"])
    rows = alt.Chart(table[table["kind"] != "head"])
    keys = list(dict.fromkeys(table.loc[table["kind"] != "head", "dimension"]))
    colours = alt.Scale(domain=keys, range=[palette.dimension(str(key)) for key in keys])
    text: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "limit": alt.ExprRef(f"{_LEFT.replace('170', '165').replace('300', '290')}"),
    }
    return [
        heads.mark_text(**text, fontWeight="bold").encode(y=y, x=alt.value(0), text="label:N"),
        rows.mark_text(**text, dx=16).encode(y=y, x=alt.value(0), text="label:N"),
        rows.mark_point(filled=True, size=46, aria=False).encode(
            y=y, x=alt.value(5), color=alt.Color("dimension:N", scale=colours, legend=None)
        ),
    ]


def _hatch(table: pd.DataFrame, x: alt.Scale, y: alt.Y, reach: float) -> alt.Chart:
    """Slanted strokes: a pattern is no mark of Vega's."""
    step = 2 * reach / _STROKES
    rows = [
        (line, float(place))
        for line, wide in table.loc[table["reach"].notna(), ["line", "reach"]].itertuples(index=False)
        for place in np.arange(-wide, wide + step / 2, step)
    ]
    strokes = pd.DataFrame(rows, columns=["line", "x"]).astype({"line": "int64", "x": "float64"})
    mark = alt.Chart(strokes).mark_point(
        shape="M-0.5,0.9L0.5,-0.9", filled=False, size=70, strokeWidth=1, stroke="@other", aria=False
    )
    chart: alt.Chart = mark.encode(y=y, x=alt.X("x:Q", scale=x))
    return chart


def _bars(table: pd.DataFrame, x: alt.Scale, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(table[table["kind"] == "bar"]).encode(
        y=y, x=alt.X("points:Q", scale=x, title="points"),
        tooltip=[alt.Tooltip("label:N", title="indicator"), alt.Tooltip("points:Q", format="+.4f"), alt.Tooltip("evidence:N")],
    )  # fmt: skip
    more, less = base.transform_filter("datum.points >= 0"), base.transform_filter("datum.points < 0")
    number = alt.Text("points:Q", format="+.2f")
    return [
        more.mark_bar(height=14, color="@more"), less.mark_bar(height=14, color="@less"),
        more.mark_text(align="left", dx=5).encode(text=number), less.mark_text(align="right", dx=-5).encode(text=number),
    ]  # fmt: skip


def _right(table: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    """Sums of the causes, and ages of what is carried."""
    x = alt.value(alt.ExprRef("width"))
    heads = alt.Chart(table[(table["kind"] == "head") & (table["points"] != 0)])
    ages = alt.Chart(table[table["kind"] == "carried"])
    return [
        heads.mark_text(align="right", fontWeight="bold").encode(y=y, x=x, text=alt.Text("points:Q", format="+.2f")),
        ages.mark_text(align="right", color="@soft").encode(
            y=y, x=x, text="aged:N", tooltip=[alt.Tooltip("label:N", title="indicator"), alt.Tooltip("evidence:N")]
        ),
    ]
