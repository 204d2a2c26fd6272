"""The room where inputs, weights, aggregation and scales can be otherwise: scenarios first, then weights, then the rest."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from indicators import months, wording
from indicators.charts import whatif as charts
from indicators.pages import address, page, sliders
from indicators.pages.known import wordless
from indicators.registry import DIMENSIONS, INDICATORS, PULSE_PARTS, READINGS
from indicators.scoring import differences, whatif
from indicators.scoring.scenarios import SCENARIOS
from indicators.scoring.whatif import Answer, Choice, Inputs
from indicators.tables import whatif as tables
from indicators.wording import whatif as words

SOURCES = tuple(dict.fromkeys(key for item in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in item.sources))
YEAR = 12
AS_KNOWN = "none"  # stands in the address for no scenario, and for the reading that is declared
HEAVIEST, STEP = 3.0, 0.25  # of a weight
STEPS = 20  # of a goalpost's scale, about
SCENARIO = address.Choice(
    "scenario", lambda: words.SCENARIO, (AS_KNOWN, *SCENARIOS), AS_KNOWN, lambda key: words.SCENARIOS[key]
)
READING = address.Choice(
    "reading", lambda: words.READING, (AS_KNOWN, *READINGS), AS_KNOWN,
    lambda key: READINGS[key].name.here if key in READINGS else words.DECLARED_READING,
)  # fmt: skip
METHOD = address.Choice("method", lambda: words.METHOD, whatif.METHODS, whatif.METHODS[0], lambda key: words.METHODS[key])


def show(scope: page.Scope) -> None:
    """Draw the page for the chosen months and day."""
    base = _inputs(scope.known, scope.end)
    if base is None:
        st.info(words.EMPTY)
        return
    SCENARIO.segments(hidden=True)
    choice = _choice()
    given = _given(scope.known, scope.end, choice.scenario) or base
    _assumed(scope, choice, given is base)
    _cards(whatif.answer(base), whatif.answer(given, choice))
    charts_, controls = st.columns([5, 3], gap="large")
    with controls:
        _controls(choice, whatif.answer(base), whatif.answer(given, choice))
    with charts_:
        page.draw(scope, instead(scope))
        page.draw(scope, because(scope))
    page.draw(scope, stress(scope))


@wordless(24)
def _inputs(known: page.Known, end: str) -> Inputs | None:
    before = months.period(months.ordinal(end) - YEAR)
    return whatif.inputs(page.results(known).observations, page.snapshots(known), before, end)


@wordless(48)
def _given(known: page.Known, end: str, scenario: str) -> Inputs | None:
    base = _inputs(known, end)
    return base if base is None or not scenario else whatif.changed(base, page.snapshots(known), scenario)


def _choice() -> Choice:
    reading = _key(READING.value())
    outer, inner = whatif.preset(reading)
    return Choice(
        _key(SCENARIO.value()), reading, METHOD.value(),
        tuple((key, value) for key in DIMENSIONS if (value := _dimension(key, outer[key]).value()) != outer[key]),
        tuple((key, value) for key in INDICATORS if (value := _indicator(key, inner[key]).value()) != inner[key]),
        tuple((key, ends) for key in whatif.CONTESTED if (ends := _oriented(key)) != INDICATORS[key].goalposts),
    )  # fmt: skip


def _key(chosen: str) -> str:
    return "" if chosen == AS_KNOWN else chosen


def _dimension(key: str, default: float) -> sliders.Number:
    return sliders.Number(f"w_{key}", wording.DIMENSIONS[key], 0.0, HEAVIEST, STEP, default)


def _indicator(key: str, default: float) -> sliders.Number:
    return sliders.Number(f"w_{key}", INDICATORS[key].name.here, 0.0, HEAVIEST, STEP, default)


def _goalposts(key: str) -> sliders.Span:
    """From twice the declared ends or 0, the lower value first whichever way risk runs."""
    one = INDICATORS[key]
    low, high = sorted(one.goalposts)
    label = words.goalposts(one.name.here, one.unit.here)
    return sliders.Span(f"g_{key}", label, min(2 * low, 0.0), 2 * high, sliders.rounded((high - low) / STEPS), (low, high))


def _oriented(key: str) -> tuple[float, float]:
    low, high = _goalposts(key).value()
    return (low, high) if INDICATORS[key].higher_is_risk else (high, low)


def _assumed(scope: page.Scope, choice: Choice, unchanged: bool) -> None:
    key = choice.scenario or AS_KNOWN
    if choice.scenario and unchanged:
        st.info(page.escaped(words.no_change(key, scope.end)))
    else:
        head = words.CHANGED if choice.scenario else words.UNCHANGED
        st.markdown(f"**{head}** {page.escaped(words.changed(key, scope.end))} {page.escaped(words.KEPT[key])}")


def _cards(declared: Answer, told: Answer) -> None:
    """Level, pulse, and how many simulations and weightings say that the level is worse than a year before."""
    with st.grid(4, min_column_width=150, height="stretch"):
        for key in tables.KEYS:
            new, old = told.scores[key], declared.scores[key]
            _card(words.COLUMNS[key], wording.written(new.score, ".1f"), words.against(new.score, old.score),
                  words.card(old.score, new.p05, new.p95), new.score)  # fmt: skip
        new, old = told.scores["index"], declared.scores["index"]
        _card(words.SIMULATIONS, words.percent(new.worse), "", words.share(old.worse), new.worse)
        share, known = told.weightings, declared.weightings
        _card(words.WEIGHTINGS, words.percent(share.all_weights), "",
              words.weightings(known.all_weights, share.dimension_weights), share.all_weights)  # fmt: skip


def _card(label: str, value: str, change: str, below: str, there: float) -> None:
    with st.container(border=True, gap="xxsmall", height="stretch"):
        if math.isfinite(there):
            st.metric(label, value, change or None, delta_color="off", delta_arrow="off")
            st.caption(page.escaped(below))
        else:
            st.metric(label, "–")


def _controls(choice: Choice, declared: Answer, told: Answer) -> None:
    outer, inner = whatif.preset(choice.reading)
    st.header(words.WEIGHTS, anchor="weights")
    scores = [one.scores[key].score for key in tables.KEYS for one in (told, declared)]
    if choice != whatif.DECLARED and all(map(math.isfinite, scores)):
        st.markdown(page.escaped(words.beside(*scores)))
    st.caption(words.WEIGHTS_NOTE)
    for key in DIMENSIONS:
        _dimension(key, outer[key]).slider()
    for key in DIMENSIONS:
        _box(words.inside(wording.DIMENSIONS[key]), f"box_inside_{key}", partial(_inside, key, inner))
    _box(words.READING_BOX, "box_reading", _readings)
    _box(words.GOALPOSTS, "box_goalposts", _scales)
    if choice != whatif.DECLARED:
        st.button(words.RESET, key="box_reset", icon=":material/undo:", on_click=_reset)


def _box(title: str, key: str, draw: Callable[[], None]) -> None:
    box = st.expander(title, key=key, on_change="rerun", type="compact")
    if box.open:
        with box:
            draw()


def _inside(dimension: str, inner: dict[str, float]) -> None:
    for key, one in INDICATORS.items():
        if one.dimension == dimension:
            _indicator(key, inner[key]).slider()


def _readings() -> None:
    READING.select()
    st.caption(words.READING_NOTE)
    METHOD.select()
    st.caption(words.METHOD_NOTE)


def _scales() -> None:
    st.caption(words.GOALPOSTS_NOTE)
    for key in whatif.CONTESTED:
        _goalposts(key).slider()


def _reset() -> None:
    weights = [f"w_{key}" for key in (*DIMENSIONS, *INDICATORS)]
    sliders.forget([SCENARIO.key, READING.key, METHOD.key, *weights, *(f"g_{key}" for key in whatif.CONTESTED)])


def _names() -> dict[str, str]:
    return {**words.COLUMNS, **wording.DIMENSIONS}


def _answers(scope: page.Scope) -> tuple[Answer, Answer, Choice] | None:
    base, choice = _inputs(scope.known, scope.end), _choice()
    given = _given(scope.known, scope.end, choice.scenario)
    return None if base is None or given is None else (whatif.answer(base), whatif.answer(given, choice), choice)


def instead(scope: page.Scope) -> page.Figure:
    """Scores as chosen beside those declared, with their bands."""
    found, names = _answers(scope), _names()
    if found is None:
        return _nothing(scope, "instead", tables.INSTEAD_COLUMNS)
    declared, told, choice = found
    table = tables.instead(declared, told)
    pairs = {str(row["key"]): (float(row["score"]), float(row["declared"])) for row in table.to_dict("records")}
    both = [pairs.get(key) if key in pairs and all(map(math.isfinite, pairs[key])) else None for key in tables.KEYS]
    more = replace(choice, scenario="") != whatif.DECLARED
    return page.Figure(
        "instead", words.instead_finding(scope.end, choice.scenario or AS_KNOWN, more, both[0], both[1]), words.UNIT,
        lambda: charts.instead(table, names), table, SOURCES, scope.end, scope.end,
        words.instead_alt(scope.end, [words.line(names[key], *pair) for key, pair in pairs.items()]), words.INSTEAD_NOTE,
    )  # fmt: skip


def because(scope: page.Scope) -> page.Figure:
    """What makes the difference; where nothing is changed, what leaving each indicator out would do."""
    base, choice = _inputs(scope.known, scope.end), _choice()
    given = _given(scope.known, scope.end, choice.scenario)
    if base is None or given is None:
        return _nothing(scope, "because", differences.COLUMNS)
    out = choice == whatif.DECLARED
    parts = differences.left_out(base) if out else differences.split(base, given, choice)
    own, pulse = (parts[(parts["level"] == "index") == which].reset_index(drop=True) for which in (True, False))
    table = tables.largest(pulse if own.empty else own)
    shown = _named(table)
    first = None if own.empty else int(table["points"].abs().to_numpy().argmax())
    title = words.because_finding(
        scope.end, "" if first is None else shown[first], 0.0 if first is None else float(table["points"].iloc[first]), out
    )
    bars = [words.bar(name, points) for name, points in zip(shown, table["points"], strict=True)]
    notes = [words.OUT_NOTE if out else words.BECAUSE_NOTE]
    if len(pulse):
        notes.append(
            words.pulse_note([words.bar(name, points) for name, points in zip(_named(pulse), pulse["points"], strict=True)])
        )
    return page.Figure(
        "because", title, words.POINTS, lambda: charts.because(table, shown, words.CAUSES), parts.assign(name=_named(parts)), SOURCES,
        scope.end, scope.end, words.because_alt(scope.end, bars), " ".join(notes), empty=words.NO_BECAUSE,
    )  # fmt: skip


def _named(parts: pd.DataFrame) -> list[str]:
    return [_part(str(cause), str(key)) for cause, key in zip(parts["cause"], parts["key"], strict=True)]


def _part(cause: str, key: str) -> str:
    if key in PULSE_PARTS:
        return PULSE_PARTS[key].name.here
    return INDICATORS[key].name.here if key in INDICATORS else wording.DIMENSIONS.get(key, words.CAUSES[cause])


def stress(scope: page.Scope) -> page.Figure:
    """Every scenario, by level, pulse and dimension."""
    table = _stressed(scope.known, scope.end)
    if table.empty:
        return _nothing(scope, "stress", tables.STRESS_COLUMNS)
    found = tables.most(table)
    rows = {key: words.SCENARIOS[key] for key in SCENARIOS}
    classes = [tables.binned(float(one)) for one in table["difference"]]
    title = words.stress_finding(
        scope.end, "" if found is None else str(found["scenario"]), *((0.0, 0.0) if found is None else _figures(found))
    )
    return page.Figure(
        "stress", title, words.UNIT, lambda: charts.stress(table, rows, _names(), classes, words.BINS),
        table.assign(name=table["scenario"].map(rows)), SOURCES, scope.end, scope.end, words.stress_alt(scope.end), words.STRESS_NOTE,
    )  # fmt: skip


def _figures(row: dict[str, object]) -> tuple[float, float]:
    return float(str(row["score"])), float(str(row["difference"]))


@wordless(24)
def _stressed(known: page.Known, end: str) -> pd.DataFrame:
    base = _inputs(known, end)
    if base is None:
        return pd.DataFrame(columns=list(tables.STRESS_COLUMNS))
    return tables.stress(*whatif.stressed(base))


def _nothing(scope: page.Scope, key: str, columns: tuple[str, ...]) -> page.Figure:
    empty = pd.DataFrame(columns=list(columns))
    title = words.instead_finding(scope.end, AS_KNOWN, False, None, None)
    return page.Figure(
        key, title, words.UNIT, lambda: charts.instead(empty, {}), empty, SOURCES, scope.end, scope.end, "", empty=words.EMPTY,
    )  # fmt: skip


FIGURES = {"instead": instead, "because": because, "stress": stress}
