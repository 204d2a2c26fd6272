"""Axes and labels of templates: months whose ends are put in at each view, labels at the ends of lines that do not cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from indicators import months
from indicators.charts.template import Value

SHORT = 36  # months; on a longer axis years are enough
NARROW = 620  # pixels of a plot; on narrower ones long texts become short
_FIRST, _LAST = "datetime(from_year, from_month, 1)", "datetime(to_year, to_month, 1)"


def span(start: str, end: str, room: float = 0.0) -> dict[str, Value]:
    """The values that ``months_x`` takes: the months shown (YYYY-MM), and ``room`` for labels on the right, as a share of them.

    On narrow windows the room is twice that.
    """
    first, last = months.ordinal(start), max(months.ordinal(end), months.ordinal(start) + 1)
    shown = months.period(last)
    return {
        "from_year": int(start[:4]), "from_month": int(start[5:7]) - 1, "to_year": int(shown[:4]), "to_month": int(shown[5:7]) - 1,
        "room": room * (last - first) * 30.44 * 86_400_000,
    }  # fmt: skip


def months_x(field: str = "month:T", grid: bool = False) -> alt.X:
    """Time from left to right, months named on ranges up to SHORT; ``room`` right of the last month has no ticks."""
    long = f"(to_year - from_year) * 12 + to_month - from_month > {SHORT}"
    named = f"month(datum.value) == 0 ? timeFormat(datum.value, '%Y') : {long} ? '' : timeFormat(datum.value, '%b %Y')"
    left_out = f"datum.value > {_LAST} || date(datum.value) > 1"  # in the room for labels, and within a month
    axis = alt.Axis(
        tickCount=alt.ExprRef("max(2, ceil(width / 95))"), labelExpr=f"{left_out} ? '' : ({named})", labelOverlap="greedy",
        labelSeparation=6, grid=grid, ticks=False, labelPadding=6,
    )  # fmt: skip
    scale = alt.Scale(
        domainMin=alt.ExprRef(_FIRST), domainMax=alt.ExprRef(f"time({_LAST}) + room * (width < {NARROW} ? 2 : 1)")
    )
    return alt.X(field, title=None, scale=scale, axis=axis)


def columns(wide: int) -> Any:
    """Columns of a legend: ``wide``, and one on a narrow plot, where a second would be cut."""
    return alt.ExprRef(f"width < {NARROW} ? 1 : {wide}")


def long(start: str, end: str) -> bool:
    """Whether an axis from ``start`` to ``end`` (YYYY-MM) names years alone."""
    return months.ordinal(end) - months.ordinal(start) > SHORT


def shown_x(years: bool, field: str = "month:T") -> alt.X:
    """Time over the months that ``span`` gives; named are ``years``, or months."""
    form: dict[str, Any] = {"format": "%Y", "tickCount": "year"} if years else {"format": "%b %Y", "tickCount": 8}
    scale = alt.Scale(domain=[alt.ExprRef(_FIRST), alt.ExprRef(_LAST)])
    return alt.X(field, title=None, scale=scale, axis=alt.Axis(**form, labelOverlap="greedy", labelSeparation=8))


def apart(values: Sequence[float], gap: float) -> list[float]:
    """Heights for labels of ``values``, in their order: none nearer to the next than ``gap``, moved as little as may be.

    Labels that would touch form a block around the mean of their values, as in isotonic regression.
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    blocks: list[tuple[float, int]] = []  # sum of (value - rank * gap), count
    for rank, place in enumerate(order):
        total, count = values[place] - rank * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, many = blocks.pop()
            total, count = total + before, count + many
        blocks.append((total, count))
    spread = [total / count for total, count in blocks for _ in range(count)]
    placed = [0.0] * len(values)
    for rank, place in enumerate(order):
        placed[place] = spread[rank] + rank * gap
    return placed
