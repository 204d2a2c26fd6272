"""What the scores of a month would be under other inputs, weights, aggregation or goalposts, and what makes the difference. Pure.

Inputs are changed by a scenario (``scenarios``); then the scoring code computes as ever, on the two months that are compared. At the
declared choice the answer is the published score, to the last bit. Inside a dimension the mean stays arithmetic: a single 0 of
territory would make a geometric one nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from indicators import memo, months
from indicators.model import FIRST_PERIOD, INDEX_START, Indicator, Snapshots
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS, READINGS
from indicators.scoring import panel, robustness, score, sides, uncertainty
from indicators.scoring.composite import normalise
from indicators.scoring.levels import Both, Found
from indicators.scoring.panel import Mean, Numbers, Panel
from indicators.scoring.robustness import WeightSpace
from indicators.scoring.scenarios import SCENARIOS, Scenario
from indicators.scoring.uncertainty import Simulation
from indicators.subject import SUBJECT

PARTS: dict[str, Indicator] = {**INDICATORS, **PULSE_PARTS}
METHODS = ("arithmetic", "geometric", "harmonic", "median")  # of dimensions; the other one known compares several units
CONTESTED = tuple(key for key, one in INDICATORS.items() if one.contested is not None)
NONE = float("nan")

Weights = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Choice:
    """What is other than declared. ``scenario`` and ``reading`` are keys or empty; weights and goalposts name only what was changed.

    A reading sets weights; those of ``indicators`` and ``dimensions`` replace it. ``goalposts`` are of CONTESTED indicators.
    """

    scenario: str = ""
    reading: str = ""
    method: str = METHODS[0]
    dimensions: Weights = ()
    indicators: Weights = ()
    goalposts: tuple[tuple[str, tuple[float, float]], ...] = ()

    @property
    def outer(self) -> dict[str, float]:
        """The weight of each dimension."""
        return preset(self.reading)[0] | dict(self.dimensions)

    @property
    def inner(self) -> dict[str, float]:
        """The weight of each indicator inside its dimension."""
        return preset(self.reading)[1] | dict(self.indicators)


DECLARED = Choice()


def preset(reading: str) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of dimensions and of indicators under a reading, or as declared where it is empty."""
    one = READINGS[reading] if reading else None
    outer = {key: dimension.weight for key, dimension in DIMENSIONS.items()} | dict(one.dimension_weights if one else {})
    return outer, {key: item.weight for key, item in INDICATORS.items()} | dict(one.indicator_weights if one else {})


@dataclass(frozen=True, eq=False)
class Inputs:
    """What is observed in ``now`` and, where it is known, in ``then`` (OBSERVATION_COLUMNS), from ``snapshots``.

    ``base`` are the inputs without the scenario, ``touched`` the indicators by which these differ from them.
    """

    then: str | None
    now: str
    observations: pd.DataFrame = field(repr=False)
    snapshots: Snapshots = field(repr=False)
    base: Inputs | None = field(default=None, repr=False)
    touched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A score (0-100) in the month and in the one compared with, its band, and the share of simulations in which it is worse; NaN:
    there is none.
    """

    score: float = NONE
    before: float = NONE
    p05: float = NONE
    p95: float = NONE
    worse: float = NONE


@dataclass(frozen=True, eq=False)
class Answer:
    """``scores`` by ``index``, ``pulse`` and dimension; ``weightings`` under which the index is worse than in the month compared with.

    ``panel`` holds the scores they were computed from.
    """

    scores: Mapping[str, Told]
    weightings: WeightSpace
    panel: Panel = field(repr=False)


def inputs(observations: pd.DataFrame, snapshots: Snapshots, then: str, now: str) -> Inputs | None:
    """The observations of two months (YYYY-MM) as known; None where ``now`` has none. ``observations`` are of all months."""
    rows = observations[observations["period"].isin([then, now])].reset_index(drop=True)
    there = set(rows["period"])
    if now not in there:
        return None
    return Inputs(then if then in there else None, now, rows, snapshots)


def changed(base: Inputs, snapshots: Snapshots, scenario: str) -> Inputs:
    """The same with a scenario (a key of SCENARIOS) in the month ``now``; ``base`` itself where it changes nothing."""
    one = SCENARIOS[scenario]
    other = one.change(snapshots, base.now)
    if other is snapshots:
        return base
    touched = {key: PARTS[key] for key in one.touched}
    with memo.aside():
        new = sides.together(other, list(touched.values()), SUBJECT.code, [months.ordinal(base.now)])
    known = base.observations
    now = (known["period"] == base.now) & known["indicator"].isin(list(touched))
    figures = ["best", "low", "high"]
    new = new.assign(**{name: new[name].round(sides.STORED_DECIMALS) for name in figures})
    same = _same(known[now], new, figures)
    rows = pd.concat([known[~now | known["indicator"].isin(same)], new[~new["indicator"].isin(same)]], ignore_index=True)
    moved = tuple(key for key in touched if key not in same)
    return replace(base, observations=rows, snapshots=other, base=base, touched=moved) if moved else base


def _same(known: pd.DataFrame, new: pd.DataFrame, figures: list[str]) -> set[str]:
    """Indicators whose figures are the same in both."""
    both = known.merge(new, on="indicator", suffixes=("", "_new"))
    equal = [(both[name].round(sides.STORED_DECIMALS) == both[f"{name}_new"]) for name in figures]
    return set(both.loc[np.logical_and.reduce(equal), "indicator"]) if len(both) else set()


def _raw(given: Inputs) -> dict[str, Numbers]:
    """Draws of the raw values of the months of ``given``."""
    if given.base is not None and not any(PARTS[key].errors.drawn for key in given.touched):
        return _raw(given.base)
    numbers = [months.ordinal(one) for one in (given.then, given.now) if one]
    if given.base is not None:
        return uncertainty.values(PARTS, given.snapshots, SUBJECT.code, numbers)
    first, every = _history(given.snapshots, max(given.now, score.last_period(given.snapshots) or given.now))
    return {key: values[[number - first for number in numbers]] for key, values in every.items()}


@memo.last(2)
def _history(snapshots: Snapshots, last: str) -> tuple[int, dict[str, Numbers]]:
    """The first month number, and draws of the raw values of every month from it on: a later one changes no earlier one."""
    grid = range(months.ordinal(FIRST_PERIOD), months.ordinal(last) + 1)
    return grid[0], uncertainty.values(PARTS, snapshots, SUBJECT.code, grid)


def rescaled(indicator: Indicator, goalposts: tuple[float, float]) -> Indicator:
    """The indicator on other goalposts; errors declared in points of score are stretched with the scale (linear scales)."""
    (start, end), (first, last) = indicator.goalposts, goalposts
    ratio = abs((end - start) / (last - first))
    errors = indicator.errors
    ageing = tuple((age, change * ratio) for age, change in errors.ageing)
    return replace(indicator, goalposts=goalposts, errors=replace(errors, least=errors.least * ratio, ageing=ageing))


Goalposts = tuple[tuple[str, tuple[float, float]], ...]


def simulated(given: Inputs, goalposts: Goalposts = ()) -> Simulation:
    """The scores of the months of ``given`` with their draws, on changed ``goalposts``; what is not touched is simulated once."""
    return _simulated(given, goalposts)


@memo.last(24)
def _simulated(given: Inputs, goalposts: Goalposts) -> Simulation:
    changed_ = dict(goalposts)
    indicators = {key: rescaled(one, changed_[key]) if key in changed_ else one for key, one in PARTS.items()}
    part = _months(given, indicators)
    source = simulated(given.base) if given.base else simulated(given) if goalposts else None
    kept = {} if source is None else {key: source.of(key) for key in PARTS if key not in changed_ and key not in given.touched}
    raw = _raw(given) if any(one.errors.drawn and key not in kept for key, one in PARTS.items()) else {}
    return uncertainty.of_months(part, indicators, raw, kept)


def _months(given: Inputs, indicators: Mapping[str, Indicator]) -> Panel:
    whole = panel.of(given.observations, indicators)
    return whole.at([whole.periods.index(one) for one in (given.then, given.now) if one])


def plain(given: Inputs) -> dict[str, float]:
    """The scores of ``given`` as declared, by ``index``, ``pulse`` and dimension, without draws; NaN where there is none."""
    return _scores(_months(given, PARTS))[-1]


def stressed(base: Inputs) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """``plain`` of ``base``, and of it with each scenario; of those the values alone are measured, no bounds, origins or draws."""
    known = _months(base, PARTS).at([-1])
    rows = np.repeat(known.score, 1 + len(SCENARIOS), axis=0)
    for row, one in zip(rows[1:], SCENARIOS.values(), strict=True):
        for key, value in _otherwise(base, one).items():
            row[known.keys.index(key)] = value
    declared, *told = _scores(replace(known.at([0] * len(rows)), score=rows))
    return declared, dict(zip(SCENARIOS, told, strict=True))


def _otherwise(base: Inputs, scenario: Scenario) -> dict[str, float]:
    """The scores of the indicators that a scenario touches; NaN where there is none."""
    other = scenario.change(base.snapshots, base.now)
    if other is base.snapshots:
        return {}
    with memo.aside():
        values = [sides.carried_to(other, PARTS[key], SUBJECT.code, months.ordinal(base.now)) for key in scenario.touched]
    rounded = [NONE if one is None else round(one, sides.STORED_DECIMALS) for one in values]
    return {key: float(normalise(np.array([one]), PARTS[key])[0]) for key, one in zip(scenario.touched, rounded, strict=True)}


def _scores(whole: Panel) -> list[dict[str, float]]:
    found = Found(whole, None)
    inner = _dimensions(found, DECLARED)
    parts = {key: part.weight for key, part in PULSE_PARTS.items()}
    told = {"index": _index(found, inner, DECLARED), PULSE.key: found.weighted(parts, PULSE.key, 1.0), **inner}
    return [{key: float(mean.score[row]) for key, (mean, _) in told.items()} for row in range(len(whole.periods))]


@memo.last(64)
def answer(given: Inputs, choice: Choice = DECLARED) -> Answer:
    """The scores of ``given`` under a choice, whose scenario is in ``given`` already."""
    simulation = simulated(given, choice.goalposts)
    found = Found(simulation.panel, simulation)
    inner = _dimensions(found, choice)
    across = _index(found, inner, choice)
    parts = {key: part.weight for key, part in PULSE_PARTS.items()}
    scores = {"index": across, PULSE.key: found.weighted(parts, PULSE.key, 1.0), **inner}
    return Answer(
        {key: _told(one) for key, one in scores.items()}, _weightings(simulation.panel, given, choice), simulation.panel
    )


def _dimensions(found: Found, choice: Choice) -> dict[str, Both]:
    inner = choice.inner
    told = {}
    for key in DIMENSIONS:
        own = {name: inner[name] for name, one in INDICATORS.items() if one.dimension == key}
        told[key] = found.weighted(own, key) if any(own.values()) else _nothing(found)
    return told


def _index(found: Found, inner: Mapping[str, Both], choice: Choice) -> Both:
    outer = choice.outer
    if not any(outer.values()):
        return _nothing(found)
    if choice.method == METHODS[0]:
        return found.over(inner, outer)
    used = {key: weight for key, weight in outer.items() if weight > 0}
    one = np.array(list(used.values()))[:, None]
    score = robustness.across(np.array([inner[key][0].score for key in used]).T[:, :, None], one, choice.method)[:, 0]
    score = np.where(found.begun, score, np.nan)
    drawn = np.stack([draws for key in used if (draws := inner[key][1]) is not None], axis=1)
    weights = uncertainty.weights(used, "index", drawn.shape[2])
    return replace(_nothing(found)[0], score=score), robustness.across(drawn, weights, choice.method)


def _nothing(found: Found) -> Both:
    """A score that no month has: all its weights are 0."""
    empty = np.full(len(found.whole.periods), np.nan)
    assert found.simulated is not None
    return Mean(*[empty] * 7), np.full((len(empty), found.simulated.draws.shape[2]), np.nan)


def _told(one: Both) -> Told:
    mean, draws = one
    score = float(mean.score[-1])
    if draws is None or not np.isfinite(score):
        return Told()
    low, _, high = np.quantile(draws[-1], uncertainty.QUANTILES)
    before = float(mean.score[0]) if len(mean.score) > 1 else NONE
    return Told(score, before, float(low), float(high), uncertainty.worse(draws, 0, 1) if np.isfinite(before) else NONE)


def _weightings(whole: Panel, given: Inputs, choice: Choice) -> WeightSpace:
    if given.then is None or not all(one >= INDEX_START for one in (given.then, given.now)):
        return WeightSpace(NONE, NONE)
    weighed = {key: replace(one, weight=choice.inner[key]) for key, one in INDICATORS.items()}
    return robustness.weight_space(whole, weighed, given.then, given.now, choice.outer, choice.method)
