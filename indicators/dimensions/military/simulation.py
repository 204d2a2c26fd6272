"""Draws of the military indicators: every dated figure of the ledger at a value it may have had, past ones too. Pure.

A figure lies between its low and its high, most likely at best (triangular). It is one draw in every month in which it counts, so
that its error is no change. DRIFT is how far a level wanders while no later figure confirms it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped]  # SciPy ships no types

from indicators.dimensions import population
from indicators.dimensions.curated import rows
from indicators.dimensions.military import ledger, measures
from indicators.model import Snapshots

Numbers = npt.NDArray[np.float64]
Normals = Callable[[int], Numbers]
# Standard deviation of the log of a level a year after its figure. Learnt from successive counted figures of one force in the ledger:
# two thirds of their changes, scaled to a year by the root of the time between, are smaller.
DRIFT = 0.20


def security_gap(snapshots: Snapshots, country: str, grid: Sequence[int], normals: Normals) -> Numbers:
    """Draws of ``measures.security_gap``, (months, draws)."""
    totals = _summed(snapshots, country, grid, normals, "sponsor").sum(axis=1)
    return measures.gaps(totals, measures.peaks(totals, measures.TERMS.peak))


def realignment(snapshots: Snapshots, country: str, grid: Sequence[int], normals: Normals) -> Numbers:
    """Draws of ``measures.realignment``, (months, draws)."""
    persons = _summed(snapshots, country, grid, normals, "bloc")
    return measures.distances(persons, measures.habits(persons, measures.TERMS.habit))


def foreign_personnel(snapshots: Snapshots, country: str, grid: Sequence[int], normals: Normals) -> Numbers:
    """Draws of ``measures.foreign_personnel``, (months, draws); NaN where the population is not known."""
    people = population.inhabitants(snapshots, country, grid)
    totals = _summed(snapshots, country, grid, normals, "sponsor").sum(axis=1)
    return np.asarray(totals / people[:, None] * measures.PER)


def fragmentation(snapshots: Snapshots, country: str, grid: Sequence[int], normals: Normals) -> Numbers:
    """Draws of ``measures.fragmentation``, (months, draws)."""
    return measures.spread(_summed(snapshots, country, grid, normals, "sponsor"))


# Persons of one simulation (its ``normals``), which four indicators ask for; gone with it. The snapshots are held, so that no other
# object takes their id.
_KEPT: WeakKeyDictionary[Normals, dict[tuple[int, str, int, int, str], tuple[Snapshots, Numbers]]] = WeakKeyDictionary()


def _summed(snapshots: Snapshots, country: str, grid: Sequence[int], normals: Normals, group: str) -> Numbers:
    """Persons by month, sponsor or bloc, and draw."""
    kept, key = _KEPT.setdefault(normals, {}), (id(snapshots), country, grid[0], grid[-1], group)
    if key not in kept:
        kept[key] = snapshots, _persons(snapshots, country, grid, normals, group)
    return kept[key][1]


def _persons(snapshots: Snapshots, country: str, grid: Sequence[int], normals: Normals, group: str) -> Numbers:
    found = rows(snapshots, measures.LEDGER, country)
    history = {} if found is None else ledger.steps(found)
    names = sorted({getattr(step, group) for steps in history.values() for step in steps}) or [""]
    spans = [(step, until) for steps in history.values() for step, until in ledger.spans(steps, grid[-1])]
    drawn = normals(2 * len(spans)) if spans else np.zeros((0, 1))
    result = np.zeros((len(grid), len(names), drawn.shape[1]))
    for place, (step, until) in enumerate(spans):
        first, last = max(step.month, grid[0]), min(until, grid[-1])
        if step.high <= 0 or last < first:
            continue
        level = between(step.low, step.best, step.high, drawn[2 * place])
        years = np.sqrt((np.arange(first, last + 1) - step.told) / 12.0)
        drift = np.exp(DRIFT * years[:, None] * drawn[2 * place + 1])
        result[first - grid[0] : last + 1 - grid[0], names.index(getattr(step, group))] += level * drift
    return result


def between(low: float, best: float, high: float, normal: Numbers) -> Numbers:
    """The quantiles of a triangular distribution at the probabilities of standard normal draws."""
    if high <= low:
        return np.full(normal.shape, best)
    share, turn = special.ndtr(normal), (best - low) / (high - low)
    below = low + np.sqrt(share * (high - low) * (best - low))
    above = high - np.sqrt((1 - share) * (high - low) * (high - best))
    return np.asarray(np.where(share < turn, below, above))
