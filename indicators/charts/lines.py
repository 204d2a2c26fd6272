"""Lines over months with their names at the right end, and a band where there is one. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from indicators import wording
from indicators.charts import axes, palette, theme
from indicators.charts.scores import moments
from indicators.charts.template import Template

AXIS = alt.Axis(tickCount=5)
ROOM = 0.17  # of the months, for the names right of the lines
SLIM, CUT = 420, 96  # pixels of a plot in which the value stands before the name, and after which such a name is cut
_ALSO = ("low", "high", "hollow")  # columns that are drawn where they are there


@dataclass(frozen=True)
class Line:
    """A line: its key in the frame, its name, its role, its width in pixels, its dashes, whether its band is drawn."""

    key: str
    name: str
    role: str
    width: float = 2.0
    dash: tuple[int, ...] = ()
    band: bool = False
    named: bool = True


def over_time(
    frame: pd.DataFrame,
    lines: Sequence[Line],
    start: str,
    end: str,
    *,
    key: str,
    value: str,
    form: str = ".1f",
    domain: tuple[float, float] | None = None,
    points: bool = False,
    height: int = theme.HEIGHT,
    room: float = ROOM,
    step: bool = False,
    head: int = 0,
    whole: bool = False,
) -> Template:
    """Lines of ``value`` over ``period`` for the keys in ``lines``; bands from ``low`` to ``high``. ``points`` marks each value.

    At the right end stands the name with the last value (``form``), on a narrow plot the value and as much of the name as there is
    room for, unless ``whole``. A column ``hollow`` (bool) marks values with a hollow point.
    ``head`` are pixels above ``domain``, within ``height``, for what is written there.
    """
    names = {one.key: one.name for one in lines}
    keys, periods = frame[key].tolist(), frame["period"].tolist()
    inside = [place for place, one in enumerate(keys) if one in names and start <= periods[place] <= end]
    columns = {"value": value, **{name: name for name in _ALSO}}
    told = {name: frame[column].to_numpy()[inside] for name, column in columns.items() if column in frame}
    series = pd.Series([names[keys[place]] for place in inside], dtype="str")
    rows = pd.DataFrame({"month": moments([periods[place] for place in inside]), "series": series, **told})
    data = {"lines": rows, "ends": _ends(rows, [one.name for one in lines if one.named], form, domain, height - head)}
    shape = (tuple(lines), form, domain, points, height, step, "low" in told, "hollow" in told, head, whole)
    return Template(drawn, shape, data, axes.span(start, end, room))


def _ends(rows: pd.DataFrame, names: Sequence[str], form: str, domain: tuple[float, float] | None, height: int) -> pd.DataFrame:
    moments_, series = rows["month"].to_numpy(), rows["series"].tolist()
    newest: dict[str, int] = {}
    for place in np.argsort(moments_, kind="stable"):
        if series[place] in names:
            newest[series[place]] = int(place)
    last = rows.iloc[sorted(newest.values(), key=lambda place: moments_[place])]
    bottom, top = (
        domain or (min(0.0, float(rows["value"].min() or 0)), float(rows["value"].max() or 1)) if len(rows) else (0.0, 1.0)
    )
    heights = axes.apart([float(one) for one in last["value"]], 15 * max(top - bottom, 1e-9) / height)
    told = [
        (wording.terms.term(name), wording.written(value, form))
        for name, value in zip(last["series"], last["value"], strict=True)
    ]
    labels, short = ([f"{name} {value}" for name, value in told], [f"{value} {name}" for name, value in told])
    return last[["month", "series", "value"]].assign(at=heights, label=labels, short=short)


def drawn(
    lines: Sequence[Line],
    form: str,
    domain: tuple[float, float] | None,
    points: bool,
    height: int,
    step: bool,
    banded: bool,
    hollow: bool = False,
    head: int = 0,
    whole: bool = False,
) -> theme.Chart:
    """The chart that ``over_time`` fills."""
    order = [one.name for one in lines]
    names, x = alt.Scale(domain=order, range=[one.role for one in lines]), axes.months_x()
    y, axis = alt.Scale(zero=True), AXIS
    if domain:
        low, high = domain
        y = alt.Scale(domain=[low, low + (high - low) * height / (height - head)], nice=False)
        axis = alt.Axis(values=[low + (high - low) * quarter / 4 for quarter in range(5)]) if head else AXIS
    mark = alt.Chart(alt.NamedData("lines"))
    shape: dict[str, str] = {"interpolate": "step-after"} if step else {}
    layers: list[alt.Chart] = []
    bands = [one.name for one in lines if one.band]
    colour = alt.Color("series:N", scale=names, legend=None)
    if bands and banded:
        told = mark.transform_filter(alt.FieldOneOfPredicate(field="series", oneOf=bands))
        area = told.mark_area(opacity=0.2, **shape)  # type: ignore[arg-type]
        layers.append(area.encode(x=x, y=alt.Y("low:Q", scale=y, title=None, axis=axis), y2="high:Q", color=colour))
    tips = [
        alt.Tooltip("series:N", title=" "),
        alt.Tooltip("month:T", title="month", format="%B %Y"),
        alt.Tooltip("value:Q", format=form),
    ]
    tips += [alt.Tooltip(f"{one}:Q", format=form) for one in ("low", "high")] if banded else []
    dashes = alt.Scale(domain=order, range=[list(one.dash) or [1, 0] for one in lines])
    line = mark.mark_line(point=alt.OverlayMarkDef(size=18) if points else False, **shape).encode(  # type: ignore[arg-type]
        x=x, y=alt.Y("value:Q", scale=y, title=None, axis=axis), color=colour, tooltip=tips,
        strokeDash=alt.StrokeDash("series:N", scale=dashes, legend=None),
        strokeWidth=alt.StrokeWidth("series:N", scale=alt.Scale(domain=order, range=[one.width for one in lines]), legend=None),
    )  # fmt: skip
    text = alt.Scale(domain=order, range=[palette.text(one.role) for one in lines])
    slim = "false" if whole else f"width < {SLIM}"
    named = alt.Chart(alt.NamedData("ends")).transform_calculate(told=f"{slim} ? datum.short : datum.label")
    limit = alt.ExprRef(f"{slim} ? {CUT} : 1000")
    ends = named.mark_text(align="left", dx=7, fontWeight=600, aria=False, limit=limit).encode(
        x=x, y=alt.Y("at:Q", scale=y), text="told:N", color=alt.Color("series:N", scale=text, legend=None)
    )  # fmt: skip
    marks = [line, *([_hollow(mark, x, y, names)] if hollow else []), ends]
    layered: theme.Chart = alt.layer(*layers, *marks).resolve_scale(color="independent").properties(height=height)
    return layered


def _hollow(mark: alt.Chart, x: alt.X, y: alt.Scale, names: alt.Scale) -> alt.Chart:
    points = mark.transform_filter("datum.hollow").mark_point(size=22, strokeWidth=1.5, fill="@paper", opacity=1, aria=False)
    drawn_: alt.Chart = points.encode(x=x, y=alt.Y("value:Q", scale=y), stroke=alt.Stroke("series:N", scale=names, legend=None))
    return drawn_


def country_lines(order: Sequence[str], names: Mapping[str, str], most: int = 4) -> list[Line]:
    """Lines of countries by ISO code: the first 3 px wide, those with a colour of their own in it, others thin and grey.

    Only the first of ``order`` and ``most`` after it are named.
    """
    made = []
    for place, code in enumerate(order):
        role = palette.country(code)
        width = 3.0 if place == 0 else 1.2 if role == "@other" else 2.0
        made.append(Line(code, names[code], role, width, band=place == 0, named=place <= most))
    return made
