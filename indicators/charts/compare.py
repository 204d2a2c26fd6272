"""Countries against each other: a table of scores in fixed bins, and lines by dimension. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import altair as alt
import pandas as pd

from indicators.charts import axes, palette, theme
from indicators.charts.lines import country_lines, over_time
from indicators.charts.template import Template

STEP = 29  # pixels of a country
SMALL = 230


def heat(
    table: pd.DataFrame, columns: Mapping[str, str], dimensions: Mapping[str, str], order: Sequence[str], bins: Sequence[str]
) -> Template:
    """Countries (rows, named in ``order``, the first set apart) by keys (``columns``: key to heading), a number in each cell.

    ``table`` has name, key, score (0-100), bin. ``dimensions`` are the columns that stand for a whole one, key to role.
    """
    rows = table.assign(column=table["key"].map(columns), kind=table["bin"].map(lambda place: bins[int(place)]))
    heads = tuple((columns[key], role) for key, role in dimensions.items())
    return Template(
        _heat, (tuple(columns.values()), heads, tuple(order), tuple(bins)), {"cells": rows[["name", "column", "score", "kind"]]}
    )


def _heat(columns: Sequence[str], heads: Sequence[tuple[str, str]], order: Sequence[str], bins: Sequence[str]) -> theme.Chart:
    spaced: list[str] = []
    for name in columns:  # an empty column before each dimension but the first
        spaced += [" " * len(spaced)] if spaced and name in dict(heads) else []
        spaced.append(name)
    colours = "".join(f"datum.label == '{name}' ? '{role}' : " for name, role in heads) + "'@soft'"
    weights = " || ".join(f"datum.label == '{name}'" for name, _ in heads)
    narrow = f"width < {axes.NARROW}"
    across = alt.Axis(
        orient="top", domain=False, ticks=False, labelColor=alt.ExprRef(colours), labelFontWeight=alt.ExprRef(f"{weights} ? 600 : 400"),
        labelAngle=alt.ExprRef(f"{narrow} ? -90 : 0"), labelAlign=alt.ExprRef(f"{narrow} ? 'left' : 'center'"), labelLimit=150,
        labelBaseline=alt.ExprRef(f"{narrow} ? 'middle' : 'bottom'"), labelOverlap=False, title=None,
    )  # fmt: skip
    first = f"datum.label == {order[0]!r}" if order else "false"
    down = alt.Axis(
        domain=False,
        ticks=False,
        title=None,
        labelLimit=160,
        labelColor="@ink",
        labelFontWeight=alt.ExprRef(f"{first} ? 600 : 400"),
    )
    base = alt.Chart(alt.NamedData("cells")).encode(
        x=alt.X("column:N", scale=alt.Scale(domain=spaced, paddingInner=0.03), axis=across),
        y=alt.Y("name:N", scale=alt.Scale(domain=list(order), paddingInner=0.1), axis=down),
        tooltip=[alt.Tooltip("name:N", title="country"), alt.Tooltip("column:N", title="what"), alt.Tooltip("score:Q", format=".1f")],
    )  # fmt: skip
    fills = alt.Scale(domain=list(bins), range=[f"@risk{place}" for place in range(len(bins))])
    inks = alt.Scale(domain=list(bins), range=[f"@on_risk{place}" for place in range(len(bins))])
    legend = alt.Legend(columns=3, symbolType="square", symbolStrokeWidth=0, symbolSize=130)
    cells = base.mark_rect(aria=False).encode(color=alt.Color("kind:N", scale=fills, legend=legend))
    ink = alt.Color("kind:N", scale=inks, legend=None)
    text = base.mark_text(fontSize=12, aria=False).encode(text=alt.Text("score:Q", format=".0f"), color=ink)
    chart: theme.Chart = alt.layer(cells, text).resolve_scale(color="independent").properties(height=STEP * max(1, len(order)))
    return chart


def multiple(table: pd.DataFrame, order: Sequence[str], names: Mapping[str, str], start: str, end: str) -> Template:
    """One dimension over the years: the first of ``order`` (ISO codes) strongest, those with a colour of their own named."""
    lines = [line for line in country_lines(order, names) if line.key in set(table["country"])][::-1]
    named = [replace(line, named=palette.country(line.key) != "@other", role=_role(line.role)) for line in lines]
    return over_time(
        table, named, start, end, key="country", value="best", form=".0f", domain=(0, 100), height=SMALL, room=0.28
    )


def _role(role: str) -> str:
    return "@faint" if role == "@other" else role
