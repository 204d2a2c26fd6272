"""Armed actors: bars of each party, a lane for each over the years, bars of the other sides. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from indicators import wording
from indicators.charts import axes, palette, theme
from indicators.charts.template import HEIGHT, Template

STEP = 30  # pixels of a bar
LANE = 58  # pixels of a lane
FULL = 0.72  # of a lane that the highest of all bars fills
_SPACE = 0.16  # of the longest bar, for the number right of it


def bars(table: pd.DataFrame, roles: Sequence[str]) -> Template:
    """A bar for each row of ``table`` (name, number, and ``told``, written beside it), in its order.

    ``roles`` are their colours, each of palette.ACTORS.
    """
    wide = max((len(one) for one in table["told"]), default=0)
    top = max(float(table["number"].max()) if len(table) else 0.0, 1.0) * (1 + _SPACE * max(1.0, wide / 6))
    rows = table[["name", "number", "told"]].assign(
        role=pd.Series([one.removeprefix("@") for one in roles], table.index, dtype="str")
    )
    return Template(_bars, (), {"rows": rows}, {"top": top, HEIGHT: STEP * max(1, len(rows))})


def _bars() -> theme.Chart:
    y = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelLimit=alt.ExprRef("width < 330 ? 150 : 250"), domain=False, labelColor="@ink"),
    )
    x = alt.X("number:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, domainMax=alt.ExprRef("top"), nice=False))
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=y, x=x, tooltip=[alt.Tooltip("name:N"), alt.Tooltip("number:Q", format=",.0f")]
    )
    roles = [one.removeprefix("@") for one in palette.ACTORS]
    colour = alt.Color("role:N", scale=alt.Scale(domain=roles, range=list(palette.ACTORS)), legend=None)
    text = base.mark_text(align="left", dx=5, fontWeight=600, aria=False).encode(text="told:N")
    chart: theme.Chart = alt.layer(base.mark_bar(height=17).encode(color=colour), text)
    return chart


def lanes(
    table: pd.DataFrame,
    names: Sequence[str],
    roles: Sequence[str],
    unseen: Sequence[tuple[str, str]],
    start: str,
    end: str,
    step: str,
    mark: str,
) -> Template:
    """A lane for each of ``names``, all of one scale, with bars by year or month; the highest bar of a lane has its number.

    ``table`` has period (YYYY or YYYY-MM), name and number. ``unseen`` are first and last months of spans in which no event tells its
    sides: they are shaded and called ``mark``.
    """
    top = max(float(table["number"].max()) if len(table) else 0.0, 1.0)
    place = {name: len(names) - 1 - number for number, name in enumerate(names)}
    first = np.array(table["period"].tolist(), dtype="datetime64[Y]" if step == "year" else "datetime64[M]")
    low = table["name"].map(place).astype("float64")
    last = np.datetime64(end, "M") + 1
    rows = table.assign(
        begins=first.astype("datetime64[us]"),
        ends=np.minimum((first + 1).astype("datetime64[M]"), last).astype("datetime64[us]"),
        low=low,
        high=low + FULL * table["number"] / top,
    )
    high = rows.sort_values(["number", "begins"], ascending=[False, True]).drop_duplicates("name")
    peaks = high.assign(middle=high["begins"] + (high["ends"] - high["begins"]) / 2, told=high["number"].map(wording.number))
    shaded = pd.DataFrame(
        [(f"{one}-01", (pd.Period(other, "M") + 1).strftime("%Y-%m-01"), mark) for one, other in unseen],
        columns=["begins", "ends", "mark"],
    )
    shaded = shaded.assign(begins=pd.to_datetime(shaded["begins"]), ends=pd.to_datetime(shaded["ends"]))
    longest = (shaded["ends"] - shaded["begins"]).sort_values(ascending=False).index[:1]
    heads = pd.DataFrame({"name": list(names), "low": [float(place[name]) for name in names]})
    data = {
        "bars": rows[["begins", "ends", "low", "high", "name", "number", "period"]], "peaks": peaks[["middle", "high", "told"]],
        "shaded": shaded, "marked": shaded.loc[longest], "heads": heads,
    }  # fmt: skip
    return Template(_lanes, (tuple(names), tuple(roles)), data, axes.span(start, (pd.Period(end, "M") + 1).strftime("%Y-%m")))


def _lanes(names: Sequence[str], roles: Sequence[str]) -> theme.Chart:
    x = axes.months_x("begins:T")
    scale = alt.Scale(domain=[-0.06, len(names)], nice=False)
    y = alt.Y("low:Q", title=None, axis=None, scale=scale)
    base = alt.Chart(alt.NamedData("bars"))
    tips = [alt.Tooltip("name:N", title="actor"), alt.Tooltip("period:N", title="when"), alt.Tooltip("number:Q", format=",.0f")]
    colour = alt.Color("name:N", scale=alt.Scale(domain=list(names), range=list(roles)), legend=None)
    shaded = alt.Chart(alt.NamedData("shaded")).mark_rect(color="@panel", aria=False).encode(x=x, x2="ends:T")
    marked = alt.Chart(alt.NamedData("marked")).mark_text(
        align="left", baseline="top", dx=5, dy=4, color="@soft", fontSize=11, aria=False
    )
    line = alt.Chart(alt.NamedData("heads")).mark_rule(color="@rule", aria=False).encode(y=y)
    shown = base.mark_bar(stroke="@paper", strokeWidth=0.4).encode(
        x=x, x2="ends:T", y=y, y2="high:Q", color=colour, tooltip=tips
    )
    heads = alt.Chart(alt.NamedData("heads")).mark_text(
        align="left", baseline="top", dx=3, dy=-LANE + 8, fontWeight=600, aria=False
    )
    peaks = alt.Chart(alt.NamedData("peaks")).mark_text(dy=-7, fontSize=11, color="@soft", aria=False)
    layers = [
        shaded, marked.encode(x=x, y=alt.value(0), text="mark:N"), line, shown,
        heads.encode(x=alt.value(0), y=y, text="name:N"), peaks.encode(x=alt.X("middle:T"), y=alt.Y("high:Q", scale=scale), text="told:N"),
    ]  # fmt: skip
    chart: theme.Chart = alt.layer(*layers).properties(height=LANE * max(1, len(names)))
    return chart
