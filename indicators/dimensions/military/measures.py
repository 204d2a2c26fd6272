"""Measures of foreign military presence from the month-end levels of ``ledger``: loss, change, size, spread. Pure.

The subject only, monthly from START. That no foreign force was stationed between the withdrawal of France's garrisons, begun in June
1961, and January 2013 is an inference from the absence of any other on record: such a month counts as a zero.
Bounds move today's levels between their low and high; past levels enter at their best figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import memo, months
from indicators.dimensions import population
from indicators.dimensions.curated import by_country
from indicators.dimensions.curated import rows as rows_of
from indicators.dimensions.military import ledger
from indicators.model import Snapshots

LEDGER = "foreign_forces"
START = "1990-01"
FEWEST = 500.0  # persons: below it neither a loss nor a share says anything
PER = 10_000.0

Numbers = npt.NDArray[np.float64]
Triple = tuple[Numbers, Numbers, Numbers]


@dataclass(frozen=True)
class Terms:
    """What a method sets: months until a past peak, and a habit, has faded by half, and the band of a single figure."""

    peak: int
    habit: int
    band: ledger.Band


TERMS = Terms(peak=120, habit=120, band=ledger.by_count)
FIRST_TERMS = Terms(peak=60, habit=36, band=ledger.by_grade)  # method 1


def security_gap(snapshots: Snapshots, countries: Sequence[str], start: str, end: str, terms: Terms = TERMS) -> pd.DataFrame:
    """1 - total / fading peak (``gaps``), the peak at the best levels; the subject only."""

    def compute(levels: Standing, *_: object) -> Triple:
        best, low, high = (levels.by("sponsor", name).sum(axis=1) for name in ("best", "low", "high"))
        peak = peaks(best, terms.peak)
        return gaps(best, peak), gaps(high, peak), gaps(low, peak)

    return _measured(snapshots, countries, start, end, compute, terms)


def peaks(totals: Numbers, half_life: int) -> Numbers:
    """The highest past total of each month (first axis), faded by half every ``half_life`` months."""
    fading = 0.5 ** (1 / half_life)
    peak = np.array(totals, dtype="float64")
    for place in range(1, len(peak)):
        peak[place] = np.maximum(peak[place], peak[place - 1] * fading)
    return peak


def gaps(totals: Numbers, peak: Numbers) -> Numbers:
    """1 - total / peak, 0 while the peak is below FEWEST persons."""
    return np.where(peak >= FEWEST, np.clip(1 - totals / np.maximum(peak, 1), 0, 1), 0.0)


def realignment(snapshots: Snapshots, countries: Sequence[str], start: str, end: str, terms: Terms = TERMS) -> pd.DataFrame:
    """Half the sum of absolute differences between the blocs' shares today and their habitual shares (0-1, ``distances``).

    Habitual shares are the mean of the shares in past months with foreign forces, each losing half of its weight in
    ``terms.habit`` months; every such month counts alike, however many soldiers it had. 0 below 500 persons.
    """

    def compute(levels: Standing, *_: object) -> Triple:
        habit = habits(levels.by("bloc", "best"), terms.habit)
        return _corners(levels, "bloc", lambda today: distances(today, habit))

    return _measured(snapshots, countries, start, end, compute, terms)


def habits(persons: Numbers, half_life: int) -> Numbers:
    """Faded sums of the shares of the months before each month, by month and bloc (first two axes)."""
    moved, fading = shares(persons), 0.5 ** (1 / half_life)
    habit = np.zeros_like(moved)
    for place in range(1, len(moved)):
        habit[place] = habit[place - 1] * fading + moved[place - 1]
    return habit


def distances(persons: Numbers, habit: Numbers) -> Numbers:
    """Half the sum over blocs (second axis) of |share today - habitual share|; 0 below FEWEST persons or without a habit."""
    moved = np.abs(shares(persons) - shares(habit)).sum(axis=1) / 2
    return np.where((persons.sum(axis=1) >= FEWEST) & (habit.sum(axis=1) > 0), moved, 0.0)


def foreign_personnel(
    snapshots: Snapshots, countries: Sequence[str], start: str, end: str, terms: Terms = TERMS
) -> pd.DataFrame:
    """Foreign personnel per 10,000 inhabitants at the month's end; no row where the population is not known."""

    def compute(levels: Standing, grid: Sequence[int], country: str) -> Triple:
        people = population.inhabitants(snapshots, country, grid)
        best, low, high = (levels.by("sponsor", name).sum(axis=1) / people * PER for name in ("best", "low", "high"))
        return best, low, high

    return _measured(snapshots, countries, start, end, compute, terms).dropna(subset=["best"]).reset_index(drop=True)


def fragmentation(snapshots: Snapshots, countries: Sequence[str], start: str, end: str, terms: Terms = TERMS) -> pd.DataFrame:
    """1 - Herfindahl index of the sponsors' shares of personnel (0: one sponsor or none)."""
    return _measured(snapshots, countries, start, end, lambda levels, *_: _corners(levels, "sponsor", spread), terms)


def spread(persons: Numbers) -> Numbers:
    """1 - the sum of squared shares over the sponsors (second axis); 0 where nobody is there."""
    return np.where(persons.sum(axis=1) > 0, 1 - (shares(persons) ** 2).sum(axis=1), 0.0)


@dataclass(frozen=True)
class Standing:
    """The levels of every force at each month's end, arrays (months, forces); 0 persons where a force is not there."""

    sponsors: tuple[str, ...]
    blocs: tuple[str, ...]
    best: Numbers
    low: Numbers
    high: Numbers
    age: npt.NDArray[np.int64]
    rank: npt.NDArray[np.int64]  # of the status: 0 normal, 1 carried, 2 estimated

    def by(self, group: str, value: str) -> Numbers:
        """Persons by month and sponsor or bloc (``group``; columns sorted by name)."""
        names = self.sponsors if group == "sponsor" else self.blocs
        persons: Numbers = getattr(self, value)
        columns = [persons[:, [one == name for one in names]].sum(axis=1) for name in sorted(set(names))]
        return np.column_stack(columns) if columns else np.zeros((len(persons), 1))


def standing(frame: pd.DataFrame, grid: Sequence[int], band: ledger.Band) -> Standing:
    """The ledger's levels (``ledger.levels``) in the months of ``grid``, consecutive month numbers."""
    history = ledger.steps(frame, band)
    shape = len(grid), len(history)
    persons = {name: np.zeros(shape) for name in ("best", "low", "high")}
    age, rank = np.zeros(shape, dtype="int64"), np.zeros(shape, dtype="int64")
    for column, steps in enumerate(history.values()):
        for step, until in ledger.spans(steps, grid[-1]):
            first, last = max(step.month, grid[0]), min(until, grid[-1])
            if step.high <= 0 or last < first:
                continue
            rows = slice(first - grid[0], last + 1 - grid[0])
            for name, table in persons.items():
                table[rows, column] = getattr(step, name)
            age[rows, column] = np.arange(first, last + 1) - step.told
            rank[rows, column] = 2 if step.estimated else age[rows, column] > ledger.STALE
    newest = [steps[-1] for steps in history.values()]
    return Standing(tuple(one.sponsor for one in newest), tuple(one.bloc for one in newest), **persons, age=age, rank=rank)


def _measured(
    snapshots: Snapshots,
    countries: Sequence[str],
    start: str,
    end: str,
    compute: Callable[[Standing, Sequence[int], str], Triple],
    terms: Terms,
) -> pd.DataFrame:
    """Native observations of ``compute(levels, grid, country)`` for each country the ledger has rows of; ages of ``_ages``.

    ``grid`` has the whole past, which peak and habit need; rows are those from ``start`` on.
    """
    grid = range(months.ordinal(START), months.ordinal(end) + 1)
    told = slice(max(0, months.ordinal(start) - grid[0]), None)
    names = np.array(["normal", "carried", "estimated"])

    def of(rows: pd.DataFrame, country: str) -> pd.DataFrame:
        del rows
        levels = _standing(snapshots, country, grid[0], grid[-1], terms.band)
        best, low, high = (values[told] for values in compute(levels, grid, country))
        return pd.DataFrame(
            {
                "period": months.periods(grid[told]), "best": best, "low": low, "high": high,
                "status": names[levels.rank[told].max(axis=1, initial=0)], "age_months": _ages(levels)[told],
            }
        )  # fmt: skip

    return by_country(snapshots, LEDGER, countries, of)


@memo.last(64)
def _standing(snapshots: Snapshots, country: str, first: int, last: int, band: ledger.Band) -> Standing:
    """The levels of a country, which four indicators ask for."""
    rows = rows_of(snapshots, LEDGER, country)
    assert rows is not None  # by_country asks only where there are rows
    return standing(rows, range(first, last + 1), band)


def _ages(levels: Standing) -> npt.NDArray[np.int64]:
    """Of each month the age up to which, from the newest figure on, half of the personnel is reached; whole months."""
    if not levels.best.shape[1]:
        return np.zeros(len(levels.best), dtype="int64")
    order = np.argsort(levels.age, axis=1, kind="stable")
    ages, persons = (np.take_along_axis(one, order, axis=1) for one in (levels.age, levels.best))
    half = np.cumsum(persons, axis=1) >= persons.sum(axis=1, keepdims=True) / 2
    found = np.take_along_axis(ages, half.argmax(axis=1)[:, None], axis=1)[:, 0]
    return np.asarray(np.where(persons.sum(axis=1) > 0, found, 0), dtype="int64")


def shares(persons: Numbers) -> Numbers:
    """Shares over the second axis; 0 where nobody is there."""
    total = persons.sum(axis=1, keepdims=True)
    return np.where(total > 0, persons / np.where(total > 0, total, 1.0), 0.0)


def _corners(levels: Standing, column: str, compute: Callable[[Numbers], Numbers]) -> Triple:
    """``compute`` at the best levels, and its least and greatest value with each group at its low or its high."""
    best = compute(levels.by(column, "best"))
    ends = [levels.by(column, name) for name in ("low", "high")]
    low, high = best, best
    for choice in product((0, 1), repeat=ends[0].shape[1]):
        corner = compute(np.where(np.array(choice, dtype=bool), ends[1], ends[0]))
        low, high = np.minimum(low, corner), np.maximum(high, corner)
    return best, low, high
