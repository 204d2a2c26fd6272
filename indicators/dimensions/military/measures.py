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

from indicators import months
from indicators.dimensions import population
from indicators.dimensions.curated import by_country
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
    del start  # the peak needs the whole past

    def compute(levels: pd.DataFrame, grid: Sequence[int], _: str) -> Triple:
        best, low, high = (_by(levels, "sponsor", name, grid).sum(axis=1) for name in ("best", "low", "high"))
        peak = peaks(best, terms.peak)
        return gaps(best, peak), gaps(high, peak), gaps(low, peak)

    return _measured(snapshots, countries, end, compute, terms)


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
    del start  # habit needs the whole past

    def compute(levels: pd.DataFrame, grid: Sequence[int], _: str) -> Triple:
        habit = habits(_by(levels, "bloc", "best", grid), terms.habit)
        return _corners(levels, "bloc", grid, lambda today: distances(today, habit))

    return _measured(snapshots, countries, end, compute, terms)


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
    del start

    def compute(levels: pd.DataFrame, grid: Sequence[int], country: str) -> Triple:
        people = population.inhabitants(snapshots, country, grid)
        best, low, high = (_by(levels, "sponsor", name, grid).sum(axis=1) / people * PER for name in ("best", "low", "high"))
        return best, low, high

    return _measured(snapshots, countries, end, compute, terms).dropna(subset=["best"]).reset_index(drop=True)


def fragmentation(snapshots: Snapshots, countries: Sequence[str], start: str, end: str, terms: Terms = TERMS) -> pd.DataFrame:
    """1 - Herfindahl index of the sponsors' shares of personnel (0: one sponsor or none)."""
    del start
    return _measured(snapshots, countries, end, lambda levels, grid, _: _corners(levels, "sponsor", grid, spread), terms)


def spread(persons: Numbers) -> Numbers:
    """1 - the sum of squared shares over the sponsors (second axis); 0 where nobody is there."""
    return np.where(persons.sum(axis=1) > 0, 1 - (shares(persons) ** 2).sum(axis=1), 0.0)


def _measured(
    snapshots: Snapshots,
    countries: Sequence[str],
    end: str,
    compute: Callable[[pd.DataFrame, Sequence[int], str], Triple],
    terms: Terms,
) -> pd.DataFrame:
    """Native observations of ``compute(levels, grid, country)`` for each country the ledger has rows of; ages of ``_ages``."""
    grid = range(months.ordinal(START), months.ordinal(end) + 1)
    periods = months.periods(grid)

    def of(rows: pd.DataFrame, country: str) -> pd.DataFrame:
        levels = ledger.levels(rows, START, end, terms.band)
        best, low, high = compute(levels, grid, country)
        rank = levels["status"].map({"normal": 0, "carried": 1, "estimated": 2}).groupby(levels["period"]).max()
        status = rank.reindex(periods, fill_value=0).map({0: "normal", 1: "carried", 2: "estimated"})
        return pd.DataFrame(
            {
                "period": periods, "best": best, "low": low, "high": high, "status": status.to_numpy(),
                "age_months": _ages(levels).reindex(periods, fill_value=0).to_numpy(),
            }
        )  # fmt: skip

    return by_country(snapshots, LEDGER, countries, of)


def _ages(levels: pd.DataFrame) -> pd.Series:
    """By period the age such that figures at least that old stand for half of the personnel; whole months."""
    ordered = levels.sort_values(["period", "age"])
    reached = ordered.groupby("period")["best"].cumsum() / ordered.groupby("period")["best"].transform("sum")
    half: pd.Series = ordered[reached >= 0.5].groupby("period")["age"].first()
    return half


def _by(levels: pd.DataFrame, column: str, value: str, grid: Sequence[int]) -> Numbers:
    """Persons by month (rows, of ``grid``) and sponsor or bloc (columns, sorted)."""
    sums = levels.pivot_table(index="period", columns=column, values=value, aggfunc="sum", fill_value=0)
    table: Numbers = sums.reindex(months.periods(grid), fill_value=0).to_numpy(dtype="float64")
    return table if table.shape[1] else np.zeros((len(grid), 1))


def shares(persons: Numbers) -> Numbers:
    """Shares over the second axis; 0 where nobody is there."""
    total = persons.sum(axis=1, keepdims=True)
    return np.where(total > 0, persons / np.where(total > 0, total, 1.0), 0.0)


def _corners(levels: pd.DataFrame, column: str, grid: Sequence[int], compute: Callable[[Numbers], Numbers]) -> Triple:
    """``compute`` at the best levels, and its least and greatest value with each group at its low or its high."""
    best = compute(_by(levels, column, "best", grid))
    ends = [_by(levels, column, name, grid) for name in ("low", "high")]
    low, high = best, best
    for choice in product((0, 1), repeat=ends[0].shape[1]):
        corner = compute(np.where(np.array(choice, dtype=bool), ends[1], ends[0]))
        low, high = np.minimum(low, corner), np.maximum(high, corner)
    return best, low, high
