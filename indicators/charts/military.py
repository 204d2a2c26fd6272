"""Foreign forces over time: by sponsor, in all, under each reading; agreements. Frames in, charts out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from indicators import months
from indicators.charts import axes, palette, theme
from indicators.charts.lines import Line, over_time
from indicators.charts.scores import dated
from indicators.charts.template import Template

TALL = 420
HEAD = 0.35  # of the highest figure: room above for marks
ROOM = 0.17  # of the months: room on the right for who is there now
NO_LABELS = pd.DataFrame(columns=["period", "sponsor", "at", "inside", "text"])
NO_ENDS = pd.DataFrame(columns=["sponsor", "at", "text"])
NO_MARKS = pd.DataFrame(columns=["date", "text"])
MONTH = alt.Tooltip("month:T", format="%B %Y")


def sponsors(
    table: pd.DataFrame, total: pd.DataFrame, order: Sequence[str], start: str, end: str, shares: bool, *,
    labels: pd.DataFrame = NO_LABELS, ends: pd.DataFrame = NO_ENDS, marks: pd.DataFrame = NO_MARKS,
) -> Template:  # fmt: skip
    """Stacked areas of personnel (or of shares) by sponsor, named where they lie; for personnel the range of the total, dashed.

    ``table`` has tables.military.SPONSOR_COLUMNS with a row for each month and sponsor, ``total`` TOTAL_COLUMNS, ``labels`` period,
    sponsor, at, inside, text; ``ends`` sponsor, at, text of whoever is there in the last month; ``marks`` date, text. ``order`` fixes
    the stacking in every range of months alike.
    """
    rank = {name: place for place, name in enumerate(order)}
    top = 1.0 if shares else max(1.0, float(total["high"].max()) * (1 + HEAD))
    rows = dated(table).assign(place=table["sponsor"].map(rank))
    data = {
        "areas": _until(rows[["month", "sponsor", "best", "low", "high", "share", "place"]]),
        "bounds": _until(dated(total)).melt(
            id_vars=["month"], value_vars=["low", "high"], var_name="bound", value_name="persons"
        ),
        "labels": dated(labels),
        "ends": ends.assign(month=pd.Timestamp(f"{end}-01") + pd.DateOffset(months=1)),
        "marks": _placed(marks, top, total),
    }
    after = months.period(months.ordinal(end) + 1)
    shape = (tuple(order), shares)
    return Template(_sponsors, shape, data, {**axes.span(start, after, ROOM if len(ends) else 0.02), "top": top})


def _until(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of months, the last repeated at its end: a level holds to the end of its month."""
    last = rows[rows["month"] == rows["month"].max()]
    longer: pd.DataFrame = pd.concat([rows, last.assign(month=last["month"] + pd.DateOffset(months=1))], ignore_index=True)
    return longer


def _placed(marks: pd.DataFrame, top: float, total: pd.DataFrame) -> pd.DataFrame:
    """Marks with their heights, each a step lower than the one before, so that no text crosses the line of a later one.

    The lines end at the total of their month.
    """
    levels = dict(zip(total["period"], total["best"], strict=True))
    step = HEAD / 1.6 / max(1, len(marks) - 1) if len(marks) > 1 else 0.0
    heights = [top * (1 - place * step) for place in range(len(marks))]
    numbers = [str(place) for place in range(1, len(marks) + 1)]
    return marks.assign(
        month=pd.to_datetime(marks["date"]), height=heights, no=numbers, foot=marks["date"].str[:7].map(levels).fillna(0.0)
    )


def _sponsors(order: Sequence[str], shares: bool) -> theme.Chart:
    x, value = axes.months_x(), "share" if shares else "best"
    y = alt.Scale(domainMin=0, domainMax=alt.ExprRef("top"), nice=False)
    axis = alt.Axis(format=".0%" if shares else ",.0f", tickCount=5)
    fills = alt.Scale(domain=list(order), range=[palette.sponsor(name) for name in order])
    texts = alt.Scale(domain=list(order), range=[palette.text(palette.sponsor(name)) for name in order])
    tips = [
        alt.Tooltip("sponsor:N"), MONTH, *(alt.Tooltip(f"{one}:Q", format=",.0f") for one in ("best", "low", "high")),
        alt.Tooltip("share:Q", format=".0%"),
    ]  # fmt: skip
    areas = alt.Chart(alt.NamedData("areas")).mark_area(interpolate="step-after", stroke="@paper", strokeWidth=0.6).encode(
        x=x, y=alt.Y(f"{value}:Q", stack="zero", title=None, axis=axis, scale=y), order="place:Q", tooltip=tips,
        color=alt.Color("sponsor:N", scale=fills, legend=None),
    )  # fmt: skip
    names = alt.Chart(alt.NamedData("labels")).encode(x=x, y=alt.Y("at:Q", scale=y), text="text:N")
    inside = names.transform_filter("datum.inside").mark_text(color="@paper", fontWeight=600, fontSize=13, aria=False)
    beside = names.transform_filter("!datum.inside && width > 620").mark_text(fontWeight=600, aria=False).encode(
        color=alt.Color("sponsor:N", scale=texts, legend=None)
    )  # fmt: skip
    ends = alt.Chart(alt.NamedData("ends")).mark_text(
        align="left", baseline="bottom", dx=8, dy=-26, fontWeight=600, lineBreak="\n", lineHeight=15, aria=False
    ).encode(
        x=x, y=alt.Y("at:Q", scale=y), text="text:N", color=alt.Color("sponsor:N", scale=texts, legend=None)
    )  # fmt: skip
    layers: list[alt.Chart] = [areas, inside, beside, ends]
    if not shares:
        dashed = alt.Chart(alt.NamedData("bounds")).mark_line(
            strokeWidth=1.2, strokeDash=[3, 3], color="@soft", interpolate="step-after"
        )
        tip = [alt.Tooltip("bound:N"), MONTH, alt.Tooltip("persons:Q", format=",.0f")]
        layers += [dashed.encode(x=x, y=alt.Y("persons:Q", scale=y), detail="bound:N", tooltip=tip), *_marks(x, y)]
    chart: theme.Chart = alt.layer(*layers).resolve_scale(color="independent").properties(height=TALL)
    return chart


def _marks(x: alt.X, y: alt.Scale) -> list[alt.Chart]:
    """Texts with a line down to what they mark; numbers where the window is narrow."""
    base = alt.Chart(alt.NamedData("marks")).encode(x=x, y=alt.Y("height:Q", scale=y))
    lines = base.mark_rule(color="@soft", strokeWidth=1, aria=False).encode(y2=alt.Y2("foot:Q"))
    text = base.transform_calculate(shown=f"width < {axes.NARROW} ? datum.no : datum.text").mark_text(
        align="left", baseline="top", dx=5, lineBreak="\n", lineHeight=15, aria=False
    )
    return [lines, text.encode(text="shown:N")]


def readings(table: pd.DataFrame, names: Mapping[str, str], start: str, end: str) -> Template:
    """The dimension under each reading, told apart by colour and dash. ``table`` has tables.military.READING_COLUMNS."""
    roles = ("@military", "@more", "@less", "@soft")
    dashes: tuple[tuple[int, ...], ...] = ((), (6, 3), (2, 2), (8, 3, 2, 3))
    lines = [
        Line(key, name, roles[place % 4], 3.0 if place == 0 else 2.0, dashes[place % 4], band=place == 0)
        for place, (key, name) in enumerate(names.items())
    ]
    return over_time(table, lines, start, end, key="key", value="score", form=".0f", domain=(0, 100), room=0.3)


def dots(table: pd.DataFrame, field: str, names: Mapping[str, str], start: str, end: str) -> Template:
    """Dated rows as points, a line a value of ``field`` (named by ``names``). ``table`` has date, summary and ``field``."""
    rows = table.assign(month=pd.to_datetime(table["date"]), line=table[field].map(lambda key: names.get(key, key)))
    order = tuple(dict.fromkeys(rows["line"]))
    extra = tuple(name for name in ("partner", "sponsor", "status", "bases") if name in rows.columns)
    data = {"dots": rows[["month", "line", "date", "summary", *extra]]}
    return Template(_dots, (order, extra), data, axes.span(start, end, 0.02))


def _dots(order: Sequence[str], extra: Sequence[str]) -> theme.Chart:
    chart: theme.Chart = (
        alt.Chart(alt.NamedData("dots"))
        .mark_point(filled=True, size=110, opacity=0.85, aria=False)
        .encode(
            x=axes.months_x(grid=True),
            y=alt.Y("line:N", sort=list(order), title=None, axis=alt.Axis(labelLimit=220, domain=False, labelColor="@ink")),
            color=alt.Color(
                "line:N", scale=alt.Scale(domain=list(order), range=[palette.sponsor(name) for name in order]), legend=None
            ),
            tooltip=[
                alt.Tooltip("date:N"),
                *(alt.Tooltip(f"{name}:N") for name in extra),
                alt.Tooltip("summary:N", title="what"),
            ],
        )
        .properties(height=alt.Step(30))
    )
    return chart
