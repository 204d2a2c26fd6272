"""What changed a score, by cause: bars from zero, and hatched where a figure is carried. A frame in, a template out; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from indicators.charts import axes, theme
from indicators.charts.template import HEIGHT, Template

STEP = 24  # pixels of a line
_STROKES = 64  # of a hatch over the whole width
_NARROW = f"width<{axes.NARROW}"
_LEFT = f"{_NARROW} ? 170 : 300"  # pixels of the names
_RIGHT = f"width-({_NARROW} ? 44 : 110)"  # where bars end and the column of ages and sums begins
_LINE = alt.Y("line:O", axis=None)  # numbers are set in their order, whichever layer has which


def by_cause(lines: pd.DataFrame, heads: Mapping[str, str], age: str, below: int = 0) -> Template:
    """Lines as ``tables.changes.lines`` gives them, from top to bottom; ``heads`` are the names of the causes, ``age`` how
    an age is written, with ``{}`` for the months. ``below`` are pixels for the axis, which squeezes a chart of few lines.

    A carried figure has no bar: a hatch as wide as its reach to both sides, and its age on the right. Dots have the
    colours of the dimensions.
    """
    own = (lines["indicator"] != "").to_numpy()
    ages = [None if pd.isna(months) else int(months) for months in lines["age_months"]]
    kinds = ["head" if not one else "bar" if months is None else "carried" for one, months in zip(own, ages, strict=True)]
    table = lines.assign(
        label=lines["name"].where(own, lines["cause"].map(heads)), kind=kinds,
        aged=["" if months is None else age.format(months) for months in ages],
    )  # fmt: skip
    widest = [*lines.loc[own, "points"].abs(), *lines["reach"].dropna(), 0.5]
    reach = float(max(widest)) * 1.15
    kept = table[["line", "label", "kind", "dimension", "points", "aged", "evidence"]]
    values = {"reach": reach, HEIGHT: STEP * len(table) + below}
    return Template(_by_cause, (), {"lines": kept, "strokes": _strokes(table, reach)}, values)


def _strokes(table: pd.DataFrame, reach: float) -> pd.DataFrame:
    """Slanted strokes for a hatch: a pattern is no mark of Vega's."""
    step = 2 * reach / _STROKES
    carried = table.loc[table["reach"].notna(), ["line", "reach"]].itertuples(index=False, name=None)
    rows = [(line, float(place)) for line, wide in carried for place in np.arange(-wide, wide + step / 2, step)]
    return pd.DataFrame(rows, columns=["line", "x"]).astype({"line": "int64", "x": "float64"})


def _by_cause() -> theme.Chart:
    x = alt.Scale(
        domainMin=alt.ExprRef("-reach"), domainMax=alt.ExprRef("reach"), range=[{"expr": _LEFT}, {"expr": _RIGHT}], nice=False
    )
    layers = [_zero(x), *_names(), _hatch(x), *_bars(x), *_right()]
    chart: theme.Chart = alt.layer(*layers)
    return chart


def _of(*kinds: str) -> alt.Chart:
    told = " || ".join(f"datum.kind === '{kind}'" for kind in kinds)
    chart: alt.Chart = alt.Chart(alt.NamedData("lines")).transform_filter(told)
    return chart


def _zero(x: alt.Scale) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame({"x": [0.0]}))
        .mark_rule(color="@soft")
        .encode(x=alt.X("x:Q", scale=x, title="points", axis=alt.Axis(tickCount=5)))
    )
    return chart


def _names() -> list[alt.Chart]:
    rows = _of("bar", "carried")
    colours = alt.Scale(domain=list(theme.COLOURS), range=list(theme.COLOURS.values()))
    text: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "limit": alt.ExprRef(f"{_LEFT.replace('170', '165').replace('300', '290')}"),
    }
    return [
        _of("head").mark_text(**text, fontWeight="bold").encode(y=_LINE, x=alt.value(0), text="label:N"),
        rows.mark_text(**text, dx=16).encode(y=_LINE, x=alt.value(0), text="label:N"),
        rows.mark_point(filled=True, size=46, aria=False).encode(
            y=_LINE, x=alt.value(5), color=alt.Color("dimension:N", scale=colours, legend=None)
        ),
    ]


def _hatch(x: alt.Scale) -> alt.Chart:
    mark = alt.Chart(alt.NamedData("strokes")).mark_point(
        shape="M-0.5,0.9L0.5,-0.9", filled=False, size=70, strokeWidth=1, stroke="@other", aria=False
    )
    chart: alt.Chart = mark.encode(y=_LINE, x=alt.X("x:Q", scale=x))
    return chart


def _bars(x: alt.Scale) -> list[alt.Chart]:
    base = _of("bar").encode(
        y=_LINE, x=alt.X("points:Q", scale=x, title="points"),
        tooltip=[alt.Tooltip("label:N", title="indicator"), alt.Tooltip("points:Q", format="+.4f"), alt.Tooltip("evidence:N")],
    )  # fmt: skip
    more, less = base.transform_filter("datum.points >= 0"), base.transform_filter("datum.points < 0")
    number = alt.Text("points:Q", format="+.2f")
    return [
        more.mark_bar(height=14, color="@more", aria=False), less.mark_bar(height=14, color="@less", aria=False),
        more.mark_text(align="left", dx=5).encode(text=number), less.mark_text(align="right", dx=-5).encode(text=number),
    ]  # fmt: skip


def _right() -> list[alt.Chart]:
    """Sums of the causes, and ages of what is carried."""
    x = alt.value(alt.ExprRef("width"))
    heads = _of("head").transform_filter("datum.points !== 0")
    halo = _of("carried").mark_text(align="right", color="@paper", stroke="@paper", strokeWidth=5, aria=False)
    return [
        halo.encode(y=_LINE, x=x, text="aged:N"),
        heads.mark_text(align="right", fontWeight="bold").encode(y=_LINE, x=x, text=alt.Text("points:Q", format="+.2f")),
        _of("carried").mark_text(align="right", color="@soft").encode(
            y=_LINE, x=x, text="aged:N", tooltip=[alt.Tooltip("label:N", title="indicator"), alt.Tooltip("evidence:N")]
        ),
    ]  # fmt: skip
