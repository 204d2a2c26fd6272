"""The four charts: level and pulse, deaths with the outlook, dimensions, what moved the index."""

from __future__ import annotations

from functools import partial

import pandas as pd

from indicators import months, wording
from indicators.brief.content import Chart, Row, Said
from indicators.brief.inputs import Inputs
from indicators.brief.notes import Notebook
from indicators.charts import brief as drawing
from indicators.charts import conflict as bars
from indicators.charts import outlook as fans
from indicators.charts.lines import Line, over_time
from indicators.registry import DIMENSIONS, PULSE
from indicators.scoring import score
from indicators.subject import SUBJECT
from indicators.tables import changes as causes
from indicators.tables import conflict, overview
from indicators.wording import brief as words
from indicators.wording import changes as cause_words
from indicators.wording import conflict as conflict_words
from indicators.wording import overview as page_words

SPAN = 60  # months of the lines
DEATHS = 36  # months of deaths, or before a forecast
BARS = 8  # indicators that moved the index most
HEIGHT = 210  # pixels of a plot, by which names are kept apart
INSIDE = 462  # pixels of a chart without its padding
ROOM = 0.1  # right of the lines, for their names
HOLLOW = 0.1  # share of a score's weight that is first releases, above which its point is hollow


def four(inputs: Inputs, notes: Notebook) -> tuple[Chart, ...]:
    """The charts in the order they are read."""
    return _history(inputs, notes), _deaths(inputs, notes), _dimensions(inputs, notes), _moved(inputs, notes)


def _start(inputs: Inputs, span: int) -> str:
    return months.period(months.ordinal(inputs.month) - span)


def _lines(inputs: Inputs, keys: tuple[str, ...], start: str) -> pd.DataFrame:
    scores = inputs.scores
    inside = scores["key"].isin(keys) & scores["period"].between(start, inputs.month) & (scores["level"] != "reading")
    rows = scores[inside].sort_values("period")
    return rows.assign(low=rows["p05"], high=rows["p95"], hollow=rows["provisional"] > HOLLOW)


def _history(inputs: Inputs, notes: Notebook) -> Chart:
    start = _start(inputs, SPAN)
    table = _lines(inputs, ("index", PULSE.key), start)
    own = table[table["key"] == "index"]
    if own.empty or own["period"].iloc[-1] != inputs.month:
        return Chart(
            "index", Said(page_words.no_verdict(inputs.month, [], has_index=False)), page_words.UNIT, None, words.NO_CHART
        )
    ends = [(str(own["period"].iloc[place]), float(own["score"].iloc[place])) for place in (0, -1)]
    now, then = (inputs.score(PULSE.key, period) for period in (inputs.month, inputs.before))
    pulse = None if now is None else (float(now["score"]), float(then["score"]) if then else None)
    shown = [Line(PULSE.key, page_words.PULSE, "@pulse", band=True), Line("index", page_words.INDEX, "@ink", 2.6, band=True)]
    cited = (notes.score("index", ends[0][0], ends[1][0]), notes.score(PULSE.key, inputs.before, inputs.month))
    title = page_words.history_finding(ends[0], ends[1], pulse)
    drawn = partial(
        over_time,
        table,
        shown,
        start,
        inputs.month,
        key="key",
        value="score",
        domain=(0, 100),
        room=ROOM,
        form=".0f",
        height=HEIGHT,
        whole=True,
    )
    return Chart("index", Said(title, cited), page_words.UNIT, drawn, words.alt(title))


def _dimensions(inputs: Inputs, notes: Notebook) -> Chart:
    start = _start(inputs, SPAN)
    table = _lines(inputs, tuple(DIMENSIONS), start).drop(columns=["low", "high"])
    since, cited = {}, []
    for key in DIMENSIONS:
        own = table[table["key"] == key]
        if len(own) and own["period"].iloc[-1] == inputs.month:
            first = str(own["period"].iloc[0])
            since[wording.DIMENSIONS[key]] = (first, float(own["score"].iloc[0]), float(own["score"].iloc[-1]))
            cited.append(notes.score(key, first, inputs.month))
    title = page_words.dimensions_finding(inputs.month, since)
    if not since:
        return Chart("dimensions", Said(title), page_words.UNIT, None, words.NO_CHART)
    shown = [Line(key, wording.DIMENSIONS[key], f"@{key}") for key in DIMENSIONS]
    drawn = partial(
        over_time,
        table,
        shown,
        start,
        inputs.month,
        key="key",
        value="score",
        domain=(0, 100),
        room=2 * ROOM,
        form=".0f",
        height=HEIGHT,
        whole=True,
    )
    return Chart("dimensions", Said(title, tuple(cited)), page_words.UNIT, drawn, words.alt(title))


def _deaths(inputs: Inputs, notes: Notebook) -> Chart:
    start, end = _start(inputs, DEATHS - 1), inputs.month
    every = conflict.by_period(inputs.snapshots, start, end)
    if inputs.issue is not None and len(inputs.issue.forecasts):
        return _forecast(inputs, notes, every)
    if every.empty:
        return Chart("deaths", Said(conflict_words.unknown(end)), words.DEATHS_UNIT, None, words.NO_CHART)
    title = conflict_words.monthly_finding(
        [(str(period), int(best)) for period, best in zip(every["period"], every["best"], strict=True)], "", start, end
    )
    events = conflict.within(conflict.known(inputs.snapshots), start, end, conflict.TYPES, "region", None)
    parts = [conflict.by_month(events, start, end)]
    parts += [
        one
        for one in (conflict.summed(inputs.snapshots, start, end), conflict.untyped(inputs.snapshots, start, end))
        if len(one)
    ]
    table = pd.concat([one for one in parts if len(one)] or parts, ignore_index=True)
    drawn = partial(bars.monthly, table, conflict_words.TYPES, start, end, "", "")
    cited = (
        *notes.deaths(start, end),
        notes.computed("shown", words.SHOWN_TITLE, computed={"sum": float(every["best"].sum())}),
    )
    return Chart("deaths", Said(title, cited), words.DEATHS_UNIT, drawn, words.alt(title))


def _forecast(inputs: Inputs, notes: Notebook, every: pd.DataFrame) -> Chart:
    assert inputs.issue is not None
    table = inputs.issue.forecasts
    first, last = table.iloc[0], table.iloc[-1]
    title = words.samples(
        str(first["period"]), int(first["p05"]), int(first["p95"]), str(last["period"]), int(last["p05"]), int(last["p95"])
    )
    past = every.rename(columns={"best": "deaths"})
    cited = (forecast(inputs, notes), *notes.deaths(str(every["period"].iloc[0]), inputs.month))
    return Chart("deaths", Said(title, cited), words.FAN_UNIT, partial(fans.fan, past, table), words.alt(title))


def forecast(inputs: Inputs, notes: Notebook) -> int:
    """The note of the frozen forecast: its first and last month."""
    assert inputs.issue is not None
    rows = [
        Row(
            "outlook_forecasts", inputs.issue.frozen, f"{SUBJECT.code},{row['origin']},{row['period']}",
            {name: float(row[name]) for name in ("p05", "p50", "p95")},
        )
        for row in (inputs.issue.forecasts.iloc[0], inputs.issue.forecasts.iloc[-1])
    ]  # fmt: skip
    return notes.stored("forecasts", words.FORECAST_TITLE, inputs.issue.frozen, rows)


def _moved(inputs: Inputs, notes: Notebook) -> Chart:
    base, end = inputs.before, inputs.month
    rows = inputs.moved
    whole = rows[(rows["level"] == "index") & (rows["key"] == "index")]
    if whole.empty:
        return Chart("moved", Said(page_words.no_moved(base, end)), page_words.POINTS, None, words.NO_CHART)
    sums = {str(cause): float(points) for cause, points in whole.groupby("cause")["points"].sum().items()}
    lines = causes.lines(rows, "index", "index", {})
    told = {str(row["cause"]): float(row["points"]) for row in lines[lines["indicator"] == ""].to_dict("records")}
    title = page_words.moved(base, end, sum(sums.values()), {cause_words.SHORT[key]: points for key, points in told.items()})
    cited = notes.computed("moved", words.MOVED_TITLE, computed=told | {"change": sum(sums.values())})
    table = overview.moved(_contributions(inputs), base, end).head(BARS)
    return Chart(
        "moved",
        Said(title, (notes.score("index", base, end), cited)),
        page_words.POINTS,
        partial(drawing.moved, table, INSIDE),
        words.alt(title),
    )


def _contributions(inputs: Inputs) -> pd.DataFrame:
    both = inputs.observations["period"].isin([inputs.before, inputs.month])
    return score.contributions(inputs.observations[both])
