"""What a statement about the index rests on: weights, readings, aggregation, data. Pure.

``weight_space`` asks under how many weightings two months compare as they do; ``sensitivity`` which choice moves the index most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.composite import aggregation
from indicators.composite import sensitivity as general
from indicators.model import Indicator
from indicators.registry import DIMENSIONS, READINGS
from indicators.scoring import uncertainty
from indicators.scoring.panel import Panel
from indicators.scoring.uncertainty import Simulation

Numbers = npt.NDArray[np.float64]
FLAT = 1.0  # a Dirichlet distribution in which every weighting is as likely as any other
WEIGHTINGS = 4096
RUNS = 512
DECLARED = "declared"
AGGREGATIONS = ("arithmetic", "geometric")
LEAST = 1.0  # a geometric mean of dimensions takes a score below 1 as 1: a zero would make all others nothing
INPUTS = ("reading", "aggregation", "dimension weights", "weights inside dimensions", "data")
COLUMNS = ("output", "input", "first", "total")


@dataclass(frozen=True)
class WeightSpace:
    """Shares (0-1) of weightings under which the later month is worse: any weights at all, and dimension weights alone."""

    all_weights: float
    dimension_weights: float


def weight_space(
    panel: Panel, indicators: Mapping[str, Indicator], then: str, now: str, outer: Mapping[str, float] | None = None,
    method: str = "arithmetic",
) -> WeightSpace:  # fmt: skip
    """Under how many weightings the index of ``now`` is above that of ``then`` (YYYY-MM), at the figures as they stand.

    Every weighting of the indicators with a weight, and of the dimensions with one (``outer``; else as declared), is as likely as any
    other. Indicators that a month does not have are left out. ``method`` is how dimensions are aggregated (``across``). NaN where a
    dimension has none of its indicators, or no dimension is left.
    """
    across_ = {key: one.weight for key, one in DIMENSIONS.items()} if outer is None else outer
    every = _groups(indicators)
    groups = {key: [name for name in names if indicators[name].weight > 0] for key, names in every.items() if across_[key] > 0}
    groups = {key: names for key, names in groups.items() if names}
    if not groups:
        return WeightSpace(float("nan"), float("nan"))
    scores = [_at(panel, groups, period) for period in (now, then)]
    flat, outside = _flat(tuple(len(names) for names in groups.values()))
    declared = [np.array([[indicators[name].weight for name in names]]) for names in groups.values()]

    def worse(inner: Sequence[Numbers]) -> float:
        means = [np.stack([_mean(score[key], inner[place]) for place, key in enumerate(groups)]) for score in scores]
        wide = np.array([np.broadcast_to(one, (len(groups), WEIGHTINGS)) for one in means])
        change = np.subtract(*across(wide, outside, method))
        return float(np.mean(change > 0)) if np.isfinite(change).all() else float("nan")

    return WeightSpace(worse(flat), worse(declared))


@lru_cache(32)
def _flat(sizes: tuple[int, ...]) -> tuple[tuple[Numbers, ...], Numbers]:
    """Weightings of groups of so many members, (WEIGHTINGS, members) each, and of the groups, (groups, WEIGHTINGS)."""
    rng = np.random.default_rng(uncertainty.SEED)
    inner = tuple(rng.dirichlet([FLAT] * size, WEIGHTINGS) for size in sizes)
    return inner, rng.dirichlet([FLAT] * len(sizes), WEIGHTINGS).T


def across(values: Numbers, weights: Numbers, method: str) -> Numbers:
    """Scores of dimensions, (months, dimensions, draws), to the index, (months, draws), by a method of ``composite.aggregation``.

    ``weights`` are (dimensions, draws or 1). Means that need values above 0 take a score below LEAST as LEAST.
    """
    used = values if method in ("arithmetic", "median") else np.maximum(values, LEAST)
    shares = np.broadcast_to(weights, (weights.shape[0], values.shape[2]))
    return np.where(np.isnan(values).any(axis=1), np.nan, aggregation.aggregate(used, shares, method))


def sensitivity(simulation: Simulation, indicators: Mapping[str, Indicator], then: str, now: str) -> pd.DataFrame:
    """Sobol' indices of the index in ``now`` (output ``level``) and of its change since ``then`` (``change``): COLUMNS.

    INPUTS are the reading (the declared weighting and each of READINGS, as likely as each other), how dimensions are aggregated,
    both sets of weights as in ``uncertainty``, and the data: one history of the simulation. Raises ValueError where a month lacks a
    dimension.
    """
    panel = simulation.panel
    groups = _groups(indicators)
    rows = [panel.periods.index(period) for period in (now, then)]
    columns = {key: panel.members(names) for key, names in groups.items()}
    readings = (DECLARED, *READINGS)

    def model(drawn: dict[str, general.Drawn]) -> Numbers:
        history = np.asarray(drawn["data"], dtype="int64")
        inside = np.asarray(drawn["weights inside dimensions"], dtype="float64")
        across = np.asarray(drawn["dimension weights"], dtype="float64")
        changes = [_reading(name, indicators) for name in readings]
        which = np.array([readings.index(str(name)) for name in drawn["reading"]])
        inner = np.array([one for one, _ in changes]).T[:, which]  # a reading's weights, moved as the declared are
        outer = np.array([one for _, one in changes]).T[:, which] * across * len(groups)
        levels = []
        for row in rows:
            means, place = [], 0
            for key, names in groups.items():
                part = slice(place, place + len(names))
                scores = simulation.draws[row][columns[key]][:, history]
                means.append(_mean(scores.T, (inner[part] * inside[part]).T))
                place += len(names)
            levels.append(_aggregated(np.array(means), outer, np.asarray(drawn["aggregation"]) == "geometric"))
        return np.array([levels[0], levels[0] - levels[1]])

    order = [name for names in groups.values() for name in names]
    parents = np.array([list(groups).index(indicators[name].dimension) for name in order])
    weights = np.array([max(indicators[name].weight, 0.0) for name in order])
    inputs = {
        "reading": general.choice(readings),
        "aggregation": general.choice(AGGREGATIONS),
        "dimension weights": general.dirichlet(np.ones(len(groups)), uncertainty.CONCENTRATION),
        "weights inside dimensions": _factors(weights, parents),
        "data": general.Input(1, lambda share: np.asarray((share[:, 0] * simulation.draws.shape[2]).astype("int64"))),
    }
    found = general.sobol(model, inputs, RUNS, uncertainty.SEED)
    return found.assign(output=found["output"].map({0: "level", 1: "change"}))[list(COLUMNS)]


def _factors(weights: Numbers, parents: npt.NDArray[np.int64]) -> general.Input:
    """What each weight is multiplied with so that siblings are a Dirichlet distribution around the declared; 1 where that is 0."""
    drawn = general.dirichlet(np.where(weights > 0, weights, 0.0), uncertainty.CONCENTRATION, parents)
    shares = weights / np.bincount(parents, weights=weights)[parents]

    def factor(uniform: Numbers) -> general.Drawn:
        share = np.asarray(drawn.drawn(uniform), dtype="float64")
        return np.where(shares[:, None] > 0, share / np.where(shares > 0, shares, 1.0)[:, None], 1.0)

    return general.Input(drawn.columns, factor)


def _groups(indicators: Mapping[str, Indicator]) -> dict[str, list[str]]:
    return {key: [name for name, one in indicators.items() if one.dimension == key] for key in DIMENSIONS}


def _reading(name: str, indicators: Mapping[str, Indicator]) -> tuple[list[float], list[float]]:
    """Weights of the indicators, in the order of the groups, and of the dimensions under a reading."""
    inner = {key: one.weight for key, one in indicators.items()}
    outer = {key: one.weight for key, one in DIMENSIONS.items()}
    if name != DECLARED:
        inner |= READINGS[name].indicator_weights
        outer |= READINGS[name].dimension_weights
    return [inner[key] for names in _groups(indicators).values() for key in names], [outer[key] for key in DIMENSIONS]


def _at(panel: Panel, groups: Mapping[str, Sequence[str]], period: str) -> dict[str, Numbers]:
    row = panel.periods.index(period)
    return {key: panel.score[row, panel.members(names)][None] for key, names in groups.items()}


def _mean(scores: Numbers, weights: Numbers) -> Numbers:
    """Weighted means over the second axis, missing scores left out; NaN where all are missing."""
    there = np.isfinite(scores)
    used = np.where(there, weights, 0.0)
    with np.errstate(invalid="ignore"):
        return np.asarray((np.where(there, scores, 0.0) * used).sum(axis=1) / used.sum(axis=1))


def _aggregated(means: Numbers, weights: Numbers, geometric: npt.NDArray[np.bool_]) -> Numbers:
    """Means of dimensions, (dimensions, runs), to the index, (runs,)."""
    share = weights / weights.sum(axis=0)
    arithmetic = (means * share).sum(axis=0)
    return np.asarray(np.where(geometric, np.exp((np.log(np.maximum(means, LEAST)) * share).sum(axis=0)), arithmetic))
