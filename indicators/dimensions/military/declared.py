"""Foreign military presence: loss and change of external security provision, and its size and spread. Pure.

All four indicators read the month-end levels of ``ledger``; the subject only, monthly from START. That no foreign force was
stationed between the withdrawal of France's garrisons, begun in June 1961, and January 2013 is an inference from the absence of any
other on record: such a month counts as a zero.
Bounds move today's levels between their low and high; past levels enter at their best figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import months
from indicators.dimensions import population
from indicators.dimensions.curated import by_country
from indicators.dimensions.military import ledger
from indicators.model import Contested, Dimension, Indicator, Snapshots, Text
from indicators.subject import SUBJECT

LEDGER = "foreign_forces"
START = "1990-01"
FEWEST = 500.0  # persons: below it neither a loss nor a share says anything
PEAK_HALF_LIFE, HABIT_HALF_LIFE = 60, 36  # months
PER = 10_000.0

Numbers = npt.NDArray[np.float64]
Triple = tuple[Numbers, Numbers, Numbers]


def security_gap(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """1 - total / fading peak, where the peak is the highest past total, halved every 60 months; 0 while it is below 500."""
    del start  # the peak needs the whole past

    def compute(levels: pd.DataFrame, grid: Sequence[int], _: str) -> Triple:
        best, low, high = (_by(levels, "sponsor", name, grid).sum(axis=1) for name in ("best", "low", "high"))
        peak = np.zeros(len(best))
        for place, total in enumerate(best):
            faded = peak[place - 1] * 0.5 ** (1 / PEAK_HALF_LIFE) if place else 0.0
            peak[place] = max(total, faded)
        known = peak >= FEWEST
        gap = [np.where(known, np.clip(1 - total / np.maximum(peak, 1), 0, 1), 0.0) for total in (best, high, low)]
        return gap[0], gap[1], gap[2]

    return _measured(snapshots, countries, end, compute)


def realignment(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Half the sum of absolute differences between the blocs' shares today and their habitual shares (0-1).

    Habitual shares are the mean of the shares in past months with foreign forces, a month weighing half of one 36 months later;
    every such month counts alike, however many soldiers it had. 0 below 500 persons.
    """
    del start  # habit needs the whole past

    def compute(levels: pd.DataFrame, grid: Sequence[int], _: str) -> Triple:
        best = _by(levels, "bloc", "best", grid)
        shares = _shares(best)
        habit = np.zeros_like(best)
        for place in range(1, len(best)):
            habit[place] = habit[place - 1] * 0.5 ** (1 / HABIT_HALF_LIFE) + shares[place - 1]
        past = _shares(habit)

        def distance(today: Numbers) -> Numbers:
            moved = np.abs(_shares(today) - past).sum(axis=1) / 2
            return np.where((today.sum(axis=1) >= FEWEST) & (habit.sum(axis=1) > 0), moved, 0.0)

        return _corners(levels, "bloc", grid, distance)

    return _measured(snapshots, countries, end, compute)


def foreign_personnel(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Foreign personnel per 10,000 inhabitants at the month's end; no row where the population is not known."""
    del start

    def compute(levels: pd.DataFrame, grid: Sequence[int], country: str) -> Triple:
        people = population.inhabitants(snapshots, country, grid)
        best, low, high = (_by(levels, "sponsor", name, grid).sum(axis=1) / people * PER for name in ("best", "low", "high"))
        return best, low, high

    return _measured(snapshots, countries, end, compute).dropna(subset=["best"]).reset_index(drop=True)


def fragmentation(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """1 - Herfindahl index of the sponsors' shares of personnel (0: one sponsor or none)."""
    del start

    def spread(today: Numbers) -> Numbers:
        return np.where(today.sum(axis=1) > 0, 1 - (_shares(today) ** 2).sum(axis=1), 0.0)

    return _measured(snapshots, countries, end, lambda levels, grid, _: _corners(levels, "sponsor", grid, spread))


def _measured(
    snapshots: Snapshots,
    countries: Sequence[str],
    end: str,
    compute: Callable[[pd.DataFrame, Sequence[int], str], Triple],
) -> pd.DataFrame:
    """Native observations of ``compute(levels, grid, country)`` for each country the ledger has rows of."""
    grid = range(months.ordinal(START), months.ordinal(end) + 1)
    periods = months.periods(grid)

    def of(rows: pd.DataFrame, country: str) -> pd.DataFrame:
        levels = ledger.levels(rows, START, end)
        best, low, high = compute(levels, grid, country)
        rank = levels["status"].map({"normal": 0, "carried": 1, "estimated": 2}).groupby(levels["period"]).max()
        status = rank.reindex(periods, fill_value=0).map({0: "normal", 1: "carried", 2: "estimated"})
        return pd.DataFrame({"period": periods, "best": best, "low": low, "high": high, "status": status.to_numpy()})

    return by_country(snapshots, LEDGER, countries, of)


def _by(levels: pd.DataFrame, column: str, value: str, grid: Sequence[int]) -> Numbers:
    """Persons by month (rows, of ``grid``) and sponsor or bloc (columns, sorted)."""
    sums = levels.pivot_table(index="period", columns=column, values=value, aggfunc="sum", fill_value=0)
    table: Numbers = sums.reindex(months.periods(grid), fill_value=0).to_numpy(dtype="float64")
    return table if table.shape[1] else np.zeros((len(grid), 1))


def _shares(persons: Numbers) -> Numbers:
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


DIMENSION = Dimension(
    key="military",
    name=Text("Foreign military presence", "Présence militaire étrangère"),
    short=Text("Foreign forces", "Forces étrangères"),
    colours=("#7A4C8C", "#CBA2DC"),
    weight=0.5,
    argument=(
        "Loss and change of external security provision: how much of the protection that was there has gone, and how far those "
        f"who provide it have changed. Whether presence or departure is the risk is argued in the literature and in {SUBJECT.name.en}, so the "
        "dimension weighs one half and every other reading stands beside it."
    ),
)

INDICATORS = (
    Indicator(
        key="military.security_gap",
        name=Text("Loss of external security provision", "Perte d'appui sécuritaire extérieur"),
        dimension="military",
        unit="share of the fading peak of foreign personnel",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=0,
        sources=(LEDGER,),
        measure=security_gap,
        argument=(
            "Larger United Nations deployments go with fewer civilian deaths (Hultman, Kathman and Shannon 2013), so a sudden loss "
            "of them is a sign of risk. Personnel says nothing of what they did: deaths rose under 13,000 to 18,000 foreign "
            "soldiers, and the government calls their departure sovereignty."
        ),
        goalposts_argument="The natural bounds: nothing lost, all lost. The peak fades by half every five years: a loss is not for ever.",
    ),
    Indicator(
        key="military.realignment",
        name=Text("Change of security partners", "Changement de partenaires sécuritaires"),
        dimension="military",
        unit="share of personnel moved between blocs",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=0,
        sources=(LEDGER,),
        measure=realignment,
        argument=(
            "How far the mix of those who provide forces has moved from the mix of the past years: a change of alliances makes "
            "commitments uncertain while it lasts. It says that the mix changed, not that one partner is better than another."
        ),
        goalposts_argument="The natural bounds: the same mix, a wholly different one. Habit is renewed by half every three years.",
    ),
    Indicator(
        key="military.foreign_personnel",
        name=Text("Foreign military personnel", "Personnel militaire étranger"),
        dimension="military",
        unit="persons per 10,000 inhabitants",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 10.0),
        weight=0.5,
        max_carry=0,
        sources=(LEDGER, "population"),
        measure=foreign_personnel,
        argument=(
            "How many foreign soldiers and police there are for the people of the country. The sign is contested; embassy staff and "
            "forces based elsewhere are not counted."
        ),
        goalposts_argument=f"Ten in 10,000 lies above the most {SUBJECT.name.en} has had, a little over eight in 2021 and 2022.",
        contested=Contested(
            as_risk="Many foreign soldiers mean dependence on others' decisions, and a war with outside parties.",
            as_protection="More peacekeepers go with fewer civilian deaths (Hultman, Kathman and Shannon 2013).",
        ),
    ),
    Indicator(
        key="military.fragmentation",
        name=Text("Spread over sponsors", "Dispersion entre contributeurs"),
        dimension="military",
        unit="1 - Herfindahl index of personnel by sponsor",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 0.8),
        weight=0.0,
        max_carry=0,
        sources=(LEDGER,),
        measure=fragmentation,
        argument=(
            "How the personnel spreads over those who send it. Context only, without weight: many sponsors may be hard to "
            "coordinate, one sponsor may be a dependence."
        ),
        goalposts_argument=f"0.8 is five sponsors of equal size; {SUBJECT.name.en}'s widest spread, in early 2013, was about one half.",
        contested=Contested(
            as_risk="Many sponsors under different commands are hard to coordinate.",
            as_protection="Several sponsors leave a country less dependent on any one of them.",
        ),
    ),
)
