"""Simulated scores: how far the scores may be from the truth, by the errors each indicator declares (``model.Errors``).

A simulation holds DRAWS possible histories of every indicator. Within one history errors go together as they do in the data: the
same figure has one error in every month that carries it, windows share the months they share, indicators share the figures they
share. So a difference between two months is simulated by subtracting within histories. Weights vary too (Dirichlet around those
declared); readings do not: each is simulated by itself, and none is mixed into another.

Normals come from a Latin hypercube (McKay, Beckman and Conover 1979, *Technometrics* 21, 239-245): every margin is covered evenly,
which a random sample of this size is not. The seed is fixed: the same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special  # type: ignore[import-untyped]  # SciPy ships no types

from indicators import months
from indicators.composite import sensitivity
from indicators.model import FIRST_PERIOD, Errors, Indicator, Snapshots
from indicators.scoring import composite
from indicators.scoring.panel import PROVISIONAL, Panel

DRAWS, SEED = 1024, 20210815
QUANTILES = (0.05, 0.5, 0.95)
Z = 1.6448536269514722  # of 95 %
# Of the Dirichlet distribution of the weights of siblings: among four or five the usual weight is off by a third of itself.
CONCENTRATION = 30.0
SIZES = (1, 64, 640)  # columns of a hypercube that are made at once: all that years, and months until 2033, ask for
FIRST_MONTH = 1980 * 12  # no figure is older. Errors are numbered from here, so that a new month changes none of the past

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Simulation:
    """Draws of the scores of a panel's indicators, (months, indicators, draws), NaN where a month has none."""

    panel: Panel
    draws: Numbers = field(repr=False)

    def of(self, key: str) -> Numbers:
        """Draws of one indicator, (months, draws)."""
        return self.draws[:, self.panel.keys.index(key)]


def simulate(panel: Panel, indicators: Mapping[str, Indicator], snapshots: Snapshots, draws: int = DRAWS) -> Simulation:
    """Draws of every indicator in every month of a panel.

    ``snapshots`` are those the panel was observed from; only indicators whose errors are ``drawn`` read them.
    """
    sheets = _Sheets(draws)
    result = np.full((len(panel.periods), len(panel.keys), draws), np.nan)
    for place, (key, indicator) in enumerate(indicators.items()):
        errors = indicator.errors
        if errors.drawn is not None:
            grid = panel.numbers.tolist()
            raw = errors.drawn(snapshots, panel.country, grid, sheets.normals(errors.family or key))
            scores = np.clip(composite.normalise(raw, indicator), 0.0, 100.0)
        else:
            scores = _drawn(panel, place, errors, sheets, key)
        result[:, place] = np.where(panel.present[:, place, None], scores, np.nan)
    return Simulation(panel, result)


def values(
    indicators: Mapping[str, Indicator], snapshots: Snapshots, country: str, numbers: Sequence[int], draws: int = DRAWS
) -> dict[str, Numbers]:
    """Draws of the raw values of those indicators whose errors are ``drawn``, in the months ``numbers``, (months, draws) each.

    They are simulated from FIRST_PERIOD on, since what was before a month enters into it.
    """
    sheets, first = _Sheets(draws), months.ordinal(FIRST_PERIOD)
    grid, rows = range(first, max(numbers) + 1), [number - first for number in numbers]
    return {
        key: one.errors.drawn(snapshots, country, grid, sheets.normals(one.errors.family or key))[rows]
        for key, one in indicators.items()
        if one.errors.drawn is not None
    }


def of_months(
    panel: Panel, indicators: Mapping[str, Indicator], raw: Mapping[str, Numbers], kept: Mapping[str, Numbers] | None = None
) -> Simulation:
    """As ``simulate`` for the months of a panel that need not follow each other; ``raw`` are the ``values`` of its months.

    Indicators of ``kept`` have the draws given there, (months, draws), and are not simulated.
    """
    known = {} if kept is None else kept
    draws = next((one.shape[1] for one in (*raw.values(), *known.values())), DRAWS)
    sheets = _Sheets(draws)
    result = np.full((len(panel.periods), len(panel.keys), draws), np.nan)
    for place, (key, one) in enumerate(indicators.items()):
        if key in known:
            result[:, place] = known[key]
            continue
        scores = composite.normalise(raw[key], one) if key in raw else _drawn(panel, place, one.errors, sheets, key)
        result[:, place] = np.where(panel.present[:, place, None], scores, np.nan)
    return Simulation(panel, result)


def _drawn(panel: Panel, place: int, errors: Errors, sheets: _Sheets, key: str) -> Numbers:
    """Scores of one indicator: measurement around the score, then ageing, held within 0 and 100."""
    score, low, high = (values[:, place, None] for values in (panel.score, panel.low, panel.high))
    below, above = (score - low) * errors.narrowed, (high - score) * errors.narrowed
    origin = panel.numbers - panel.age[:, place]
    result = np.repeat(score, sheets.draws, axis=1)
    if errors.bounds != "reading":
        normal = sheets.figures(errors.family or key, origin, errors)
        error = _measured(normal, below, above, errors.bounds, errors.least)
        provisional = panel.rank[:, place, None] == PROVISIONAL
        if provisional.any():
            error = np.where(provisional, _measured(normal, below, above, "interval", errors.least), error)
        result += error
    if errors.ageing and (panel.age[:, place] > 0).any():
        result += ageing(errors, panel.age[:, place])[:, None] * sheets.drift(key, origin, panel.numbers)
    return np.clip(result, 0.0, 100.0)


def _measured(normal: Numbers, below: Numbers, above: Numbers, bounds: str, least: float) -> Numbers:
    """Errors of a figure from standard normals: (months, draws); ``below`` and ``above`` (months, 1) are distances from best."""
    if bounds == "range" and least == 0:
        return _triangular(special.ndtr(normal), below, above)
    # a range with a least width is treated as an interval, since its ends are no longer ends
    scale = 1.0 if bounds == "deviation" else 1.0 / Z
    return normal * np.where(normal < 0, np.maximum(below * scale, least / Z), np.maximum(above * scale, least / Z))


def _triangular(share: Numbers, below: Numbers, above: Numbers) -> Numbers:
    """Quantiles at ``share`` of a triangular distribution from -below to above with its peak at 0."""
    width = below + above
    turn = below / np.where(width > 0, width, 1.0)
    return np.where(share < turn, np.sqrt(share * width * below) - below, above - np.sqrt((1.0 - share) * width * above))


def ageing(errors: Errors, age: npt.NDArray[np.int64]) -> Numbers:
    """Standard deviation in points of score of values ``age`` months old: that of nine changes in ten / 1.645.

    Straight lines between the declared ages; beyond the last it grows with the root of the age.
    """
    ages, changes = (np.array([0, *values], dtype="float64") for values in zip(*errors.ageing, strict=True))
    known = np.interp(age, ages, changes)
    return np.asarray(known * np.sqrt(np.maximum(age / ages[-1], 1.0)) / Z)


@lru_cache(maxsize=64)
def _orders(name: str, count: int, draws: int) -> npt.NDArray[np.unsignedinteger]:
    """The order of the strata in ``count`` columns of a Latin hypercube, (count, draws); of more, the first are the same.

    Kept as small integers: every simulation of a name has the same, and they are dear to make.
    """
    rng = np.random.default_rng([SEED, *name.encode()])
    strata = np.arange(draws, dtype=np.min_scalar_type(draws))
    return rng.permuted(np.tile(strata, (count, 1)), axis=1)


@lru_cache(maxsize=8)
def _even(draws: int) -> Numbers:
    """Standard normals in the middle of equally likely strata, lowest first."""
    return np.asarray(special.ndtri((np.arange(draws) + 0.5) / draws))


@lru_cache(maxsize=8)
def _sums(name: str, count: int, draws: int) -> Numbers:
    """Sums of the first 0, 1, 2 ... of ``count`` columns of a Latin hypercube, (count + 1, draws); of more, the first are the same."""
    result = np.zeros((count + 1, draws))
    np.cumsum(_even(draws)[_orders(name, count, draws)], axis=0, out=result[1:])
    return result


def _whole(count: int) -> int:
    return next((one for one in SIZES if one >= count), count)


class _Sheets:
    """Standard normals by name: what shares a name shares its errors. Each name has a seed of its own."""

    def __init__(self, draws: int) -> None:
        self.draws = draws
        self._even = _even(draws)
        self._kept: dict[tuple[str, int], Numbers] = {}
        self._asked: dict[str, Callable[[int], Numbers]] = {}

    def _order(self, name: str, count: int) -> npt.NDArray[np.unsignedinteger]:
        return _orders(name, _whole(count), self.draws)[:count]

    def _columns(self, name: str, count: int) -> Numbers:
        """``count`` columns of a Latin hypercube, (count, draws); of more, the first are the same."""
        at = name, count
        if at not in self._kept:
            self._kept[at] = self._even[self._order(name, count)]
        return self._kept[at]

    def normals(self, name: str) -> Callable[[int], Numbers]:
        """The draws of a name, always the same function for one name, so that what is computed of them can be kept by it."""
        return self._asked.setdefault(name, lambda count: self._columns(name, count))

    def figures(self, name: str, origin: npt.NDArray[np.int64], errors: Errors) -> Numbers:
        """Errors of the figures of months ``origin``, (months, draws): a part that all have and one of the months they sum."""
        common = self._columns(f"{name} common", 1)
        count = int(origin.max()) - FIRST_MONTH + 1
        if errors.window == 1:
            own = self._even[self._order(f"{name} own", count)[origin - FIRST_MONTH]]
        else:
            summed, end = _sums(f"{name} own", _whole(count), self.draws), origin - FIRST_MONTH + 1
            own = (summed[end] - summed[np.maximum(end - errors.window, 0)]) / np.sqrt(errors.window)
        return np.asarray(np.sqrt(errors.shared) * common + np.sqrt(1.0 - errors.shared) * own)

    def drift(self, name: str, origin: npt.NDArray[np.int64], numbers: npt.NDArray[np.int64]) -> Numbers:
        """How values wander from their month to the present: increments of one path, scaled to a standard deviation of 1."""
        years = np.arange(FIRST_MONTH // 12, int(numbers.max()) // 12 + 1)
        start, end = origin[:, None] + 1, numbers[:, None] + 1  # the path runs from the end of the figure's month
        part = np.clip(np.minimum(end, years * 12 + 12) - np.maximum(start, years * 12), 0, 12) / 12.0
        size = np.sqrt((part**2).sum(axis=1, keepdims=True))
        return np.asarray((part / np.where(size > 0, size, 1.0)) @ self._columns(f"{name} drift", len(years)))


@lru_cache(maxsize=64)
def _weights(declared: tuple[float, ...], name: str, draws: int) -> Numbers:
    if len(declared) == 1:
        return np.ones((1, draws))
    drawn = sensitivity.dirichlet(np.array(declared), CONCENTRATION)
    rng = np.random.default_rng([SEED, *name.encode()])
    shares = rng.permuted(np.tile((np.arange(draws) + 0.5) / draws, (len(declared), 1)), axis=1).T
    return np.asarray(drawn.drawn(shares), dtype="float64")


def weights(declared: Mapping[str, float], name: str, draws: int = DRAWS) -> Numbers:
    """Draws of the weights of siblings, (siblings, draws), adding up to 1: a Dirichlet distribution around the declared.

    ``name`` names the siblings: under the same name the same histories have heavier and lighter ones.
    """
    return _weights(tuple(declared.values()), name, draws)


def mean(simulation: Simulation, declared: Mapping[str, float], name: str) -> Numbers:
    """Draws of a weighted mean of indicators with drawn weights, (months, draws); missing indicators are left out."""
    used = {key: weight for key, weight in declared.items() if weight > 0}
    columns = simulation.panel.members(list(used))
    if len(used) == 1:  # the mean of one is itself, NaN where it is missing
        return simulation.draws[:, columns[0]]
    drawn = weights(used, name, simulation.draws.shape[2])
    total, whole = 0.0, 0.0
    for column, weight in zip(columns, drawn, strict=True):
        there = simulation.panel.present[:, column, None]
        if there.all():  # one row of weights then stands for every month
            total = total + simulation.draws[:, column] * weight
            whole = whole + weight
        else:
            total = total + np.where(there, simulation.draws[:, column], 0.0) * weight
            whole = whole + there * weight
    with np.errstate(invalid="ignore"):
        return np.asarray(total / whole)


def over(parts: Mapping[str, Numbers], declared: Mapping[str, float], name: str) -> Numbers:
    """Draws of the mean of means, as the index is of its dimensions."""
    used = {key: weight for key, weight in declared.items() if weight > 0}
    drawn = weights(used, name, next(iter(parts.values())).shape[1])
    return np.asarray(sum(parts[key] * weight for key, weight in zip(used, drawn, strict=True)))


def quantiles(draws: Numbers) -> Numbers:
    """QUANTILES of each month, (3, months); NaN where a month has no draws."""
    result = np.full((len(QUANTILES), len(draws)), np.nan)
    there = np.isfinite(draws[:, 0])
    if there.any():
        result[:, there] = _quantiles(np.sort(draws[there], axis=1))
    return result


def _quantiles(ordered: Numbers) -> Numbers:
    """QUANTILES of rows in order, linear between neighbours as ``np.quantile`` computes them, which sorts nothing and is slower."""
    result = np.empty((len(QUANTILES), len(ordered)))
    for place, share in enumerate(QUANTILES):
        at = share * (ordered.shape[1] - 1)
        low, part = int(at), at - int(at)
        start, end = ordered[:, low], ordered[:, min(low + 1, ordered.shape[1] - 1)]
        result[place] = start + (end - start) * part if part < 0.5 else end - (end - start) * (1 - part)
    return result


def worse(draws: Numbers, then: int, now: int) -> float:
    """Share of histories in which month ``now`` (a row of ``draws``) is worse than ``then``; equal ones count half."""
    change = draws[now] - draws[then]
    return float(np.mean(change > 0) + np.mean(change == 0) / 2)


def table(found: Mapping[tuple[str, str], Numbers], periods: tuple[str, ...]) -> pd.DataFrame:
    """Quantiles of each (level, key): columns level, key, period, p05, p50, p95."""
    parts = [
        pd.DataFrame(
            {"level": level, "key": key, "period": periods} | dict(zip(("p05", "p50", "p95"), quantiles(one), strict=True))
        )
        for (level, key), one in found.items()
    ]
    return pd.concat(parts, ignore_index=True)
