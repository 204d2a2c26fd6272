"""Deaths by month, on the map, by dyad and actor. Frames in, templates out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators.charts import axes, palette, theme
from indicators.charts.scores import dated
from indicators.charts.template import Data, Template
from indicators.tables import parties

PEAK = 2  # times the next month's deaths
LEAST = 12  # months; fewer bars are not cut
_TYPE = {
    "state_based": "@state_based", "non_state": "@non_state", "one_sided": "@one_sided",
    "untyped": "@other",
}  # fmt: skip


def monthly(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str, newest: str, warning: str) -> Template:
    """Deaths by month as stacked bars by type, provisional ones hollow, with a thin line from low to high.

    ``table`` has tables.conflict.MONTHLY_COLUMNS; ``newest`` is the newest month known, marked with ``warning``.
    """
    rows = dated(table).assign(kind=table["type"].map(names))
    used = tuple((names[key], _TYPE[key]) for key in names if key in set(table["type"]))
    sums = dated(table.groupby("period", as_index=False)[["best", "low", "high"]].sum())
    limit = reach(sums)
    data: dict[str, Data] = {
        "bars": rows[["month", "kind", "best", "low", "high", "provisional"]], "sums": sums[["month", "low", "high"]],
        "newest": sums.loc[sums["period"] == newest, ["month", "high"]].assign(warning=warning),
        "cut": sums.loc[sums["best"] > (limit or float("inf")), ["month", "best"]],
    }  # fmt: skip
    values = {**axes.span(start, end), "limit": limit or 0.0}
    shape = (used, axes.long(start, end), limit is not None, len(data["newest"]) > 0)
    return Template(_monthly, shape, data, values)


def _monthly(used: Sequence[tuple[str, str]], long: bool, cut: bool, marked: bool) -> theme.Chart:
    scale = alt.Scale(domain=[name for name, _ in used], range=[role for _, role in used])
    x = axes.shown_x(long, "yearmonth(month):T")
    tips = [
        alt.Tooltip("kind:N", title="type"), alt.Tooltip("month:T", format="%B %Y"),
        *(alt.Tooltip(f"{name}:Q", format=",.0f") for name in ("best", "low", "high")), alt.Tooltip("provisional:N"),
    ]  # fmt: skip
    y = alt.Scale(domain=[0, alt.ExprRef("limit")], nice=False) if cut else alt.Scale()
    bars = alt.Chart(alt.NamedData("bars")).mark_bar(strokeWidth=1, clip=True).encode(
        x=x, y=alt.Y("best:Q", stack="zero", title=None, scale=y), tooltip=tips,
        color=alt.Color("kind:N", scale=scale, legend=alt.Legend(columns=1)), stroke=alt.Stroke("kind:N", scale=scale, legend=None),
        fillOpacity=alt.condition("datum.provisional", alt.value(0.1), alt.value(0.9)),
    )  # fmt: skip
    range_ = alt.Chart(alt.NamedData("sums")).mark_rule(strokeWidth=1, opacity=0.7, clip=True)
    layers: list[alt.Chart] = [bars, range_.encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))]
    if marked:
        text = alt.Chart(alt.NamedData("newest")).mark_text(align="right", baseline="bottom", dy=-4, fontStyle="italic")
        layers.append(text.encode(x=x, y=alt.Y("high:Q"), text=alt.Text("warning:N")))
    if cut:
        over = alt.Chart(alt.NamedData("cut")).mark_text(align="left", baseline="top", dx=3, fontWeight=600)
        layers.append(
            over.encode(x=alt.X("yearmonth(month):T", bandPosition=1), y=alt.value(2), text=alt.Text("best:Q", format=",.0f"))
        )
    chart: theme.Chart = alt.layer(*layers).properties(height=theme.HEIGHT)
    return chart


def reach(sums: pd.DataFrame) -> float | None:
    """Where the axis ends so that one month does not flatten the rest: a peak over PEAK times the next month is cut and its number
    written. None where nothing is cut. ``sums`` has best and high by month.
    """
    order = sums.sort_values("best", ascending=False)
    if len(order) < LEAST or order["best"].iloc[0] <= PEAK * order["best"].iloc[1]:
        return None
    found = max(1.3 * float(order["best"].iloc[1]), float(order["high"].iloc[1:].max()))
    return found if found < order["best"].iloc[0] else None


def shares(table: pd.DataFrame, rest: str, stacked: bool, named: parties.Named) -> Template:
    """Deaths by year and name: stacked bars where they add up, lines where they do not. ``table`` has year, name, deaths.
    ``named`` is the party of each of UCDP's names.

    A party has its colour in every range; of a pair it is full where the government's forces stand on the other side, pale against
    civilians, palest between armed groups.
    """
    order = list(table[table["name"] != rest].groupby("name")["deaths"].sum().sort_values(ascending=False).index)
    order += [rest] if rest in set(table["name"]) else []
    looks = tuple((name, *_look(name, rest, stacked, named)) for name in order)
    return Template(_shares, (looks, stacked), {"rows": table[["year", "name", "deaths"]]})


def _shares(looks: Sequence[tuple[str, str, float]], stacked: bool) -> theme.Chart:
    order, colours, pales = zip(*looks, strict=True) if looks else ((), (), ())
    colour = alt.Color(
        "name:N", scale=alt.Scale(domain=order, range=colours), legend=alt.Legend(columns=axes.columns(2), labelLimit=420)
    )
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)), color=colour,
        opacity=alt.Opacity("name:N", scale=alt.Scale(type="ordinal", domain=order, range=pales), legend=None),
        tooltip=[alt.Tooltip("year:O"), alt.Tooltip("name:N"), alt.Tooltip("deaths:Q", format=",.0f")],
    )  # fmt: skip
    y = alt.Y("deaths:Q", title=None, stack="zero" if stacked else None)
    bars = base.mark_bar(stroke="@paper", strokeWidth=0.5)
    drawn = bars.encode(y=y, order=alt.Order("place:Q")) if stacked else base.mark_line(point=True).encode(y=y)
    place = f"indexof({list(order)!r}, datum.name)"
    chart: theme.Chart = drawn.transform_calculate(place=place).properties(height=theme.HEIGHT)
    return chart


def _look(name: str, rest: str, pair: bool, named: parties.Named) -> tuple[str, float]:
    """Colour and opacity of an actor or a pair."""
    if name == rest:
        return "@faint", 1.0
    if not pair:
        return palette.actor(parties.group(name, named)), 1.0
    paleness = {parties.WITH: 1.0, parties.AGAINST: 0.55, parties.BETWEEN: 0.3}
    side_a, side_b = name.split(" - ", 1)
    return palette.actor(parties.party(side_a, side_b, named)), paleness[parties.kind(name)]
