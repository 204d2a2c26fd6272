"""Observations of one country as arrays, months x indicators, and weighted means of them. Pure; one pass for any set of weights.

Missing values are NaN in ``score`` and False in ``present``. A weighted mean leaves them out and the others keep their ratios.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import months
from indicators.model import STATUSES, Indicator
from indicators.scoring.composite import COVERAGE_NEEDED, YEAR, normalise

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
PROVISIONAL = STATUSES.index("provisional")
ROUNDING = 1e-9  # a coverage of 60 % is enough, whatever the last bit says


@dataclass(frozen=True)
class Panel:
    """Scores (0-100) of ``keys`` in ``periods``, arrays (months, indicators); ``rank`` is the status's place in STATUSES,
    ``origin`` the number of the month the figure is about.
    """

    country: str
    periods: tuple[str, ...]
    keys: tuple[str, ...]
    score: Numbers
    low: Numbers
    high: Numbers
    rank: npt.NDArray[np.int64]
    age: npt.NDArray[np.int64]

    @cached_property
    def present(self) -> Flags:
        """Where there is a score."""
        return np.isfinite(self.score)

    @cached_property
    def numbers(self) -> npt.NDArray[np.int64]:
        """The months as numbers."""
        return np.array([months.ordinal(one) for one in self.periods], dtype="int64")

    def at(self, rows: Sequence[int]) -> Panel:
        """The same of some of its months, by their places; they need not follow each other."""
        chosen = list(rows)
        arrays = {name: getattr(self, name)[chosen] for name in ("score", "low", "high", "rank", "age")}
        return replace(self, periods=tuple(self.periods[row] for row in chosen), **arrays)

    def members(self, keys: Sequence[str]) -> list[int]:
        """Columns of ``keys``."""
        return [self.keys.index(key) for key in keys]


@dataclass(frozen=True)
class Mean:
    """A weighted mean of columns, (months,) each: NaN in all of them where too little of the weight has a value.

    ``coverage`` is the share of the weight that has a value, ``stale`` and ``provisional`` the shares of the present weight
    on figures older than a year and on provisional ones, ``rank`` the worst status.
    """

    score: Numbers
    low: Numbers
    high: Numbers
    rank: Numbers
    coverage: Numbers
    stale: Numbers
    provisional: Numbers


def of(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Panel:
    """The observations of one country (OBSERVATION_COLUMNS); rows of indicators not among ``indicators`` are left aside.

    Months are all from the first to the last observed.
    """
    keys = tuple(indicators)
    rows = observations[observations["indicator"].isin(keys)]
    numbers = np.asarray(months.ordinals(rows["period"]), dtype="int64")
    first, last = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, -1)
    at = numbers - first, np.asarray(rows["indicator"].map({key: place for place, key in enumerate(keys)}), dtype="int64")
    shape = (last - first + 1, len(keys))
    raw = {name: _spread(shape, at, rows[name], np.nan) for name in ("best", "low", "high")}
    scored = {name: np.full(shape, np.nan) for name in raw}
    for place, indicator in enumerate(indicators.values()):
        for name, values in raw.items():
            turned = name if indicator.higher_is_risk else {"low": "high", "high": "low"}.get(name, name)
            scored[turned][:, place] = normalise(values[:, place], indicator)
    places = {name: place for place, name in enumerate(STATUSES)}
    return Panel(
        country=str(rows["country"].iloc[0]) if len(rows) else "",
        periods=tuple(months.periods(range(first, last + 1))),
        keys=keys,
        score=scored["best"], low=scored["low"], high=scored["high"],
        rank=_spread(shape, at, rows["status"].map(places), 0).astype("int64"),
        age=_spread(shape, at, rows["age_months"], 0).astype("int64"),
    )  # fmt: skip


def _spread(
    shape: tuple[int, int], at: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]], values: pd.Series, empty: float
) -> Numbers:
    table = np.full(shape, empty, dtype="float64")
    table[at] = values.to_numpy(dtype="float64")
    return table


def mean(panel: Panel, weights: Mapping[str, float], needed: float = COVERAGE_NEEDED) -> Mean:
    """The mean of the columns that have a weight above 0, in months in which at least ``needed`` of the weight has a value."""
    used = {key: weight for key, weight in weights.items() if weight > 0}
    columns = panel.members(list(used))
    weight = np.where(panel.present[:, columns], np.array(list(used.values())), 0.0)
    whole = weight.sum(axis=1)
    coverage = whole / sum(used.values())
    enough = (coverage >= needed - ROUNDING) & (whole > 0)
    share = np.where(enough[:, None], weight / np.where(whole > 0, whole, 1.0)[:, None], 0.0)

    def total(values: Numbers) -> Numbers:
        return np.where(enough, (np.where(share > 0, values[:, columns], 0.0) * share).sum(axis=1), np.nan)

    return Mean(
        score=total(panel.score), low=total(panel.low), high=total(panel.high),
        rank=np.where(enough, np.where(share > 0, panel.rank[:, columns], 0).max(axis=1), np.nan),
        coverage=np.where(enough, coverage, np.nan),
        stale=total(np.asarray(panel.age > YEAR, dtype="float64")),
        provisional=total(np.asarray(panel.rank == PROVISIONAL, dtype="float64")),
    )  # fmt: skip


def over(parts: Mapping[str, Mean], weights: Mapping[str, float], allowed: Flags) -> Mean:
    """The mean of means, as the index is of its dimensions: only months that are ``allowed`` and in which all parts with a weight
    above 0 have a score.
    """
    used = {key: weight for key, weight in weights.items() if weight > 0}
    share = np.array(list(used.values())) / sum(used.values())
    complete = allowed & np.isfinite([parts[key].score for key in used]).all(axis=0)

    def total(name: str) -> Numbers:
        values = np.array([getattr(parts[key], name) for key in used])
        return np.where(complete, (values * share[:, None]).sum(axis=0), np.nan)

    ranks = np.array([parts[key].rank for key in used])
    return Mean(
        score=total("score"), low=total("low"), high=total("high"),
        rank=np.where(complete, ranks.max(axis=0), np.nan), coverage=total("coverage"),
        stale=total("stale"), provisional=total("provisional"),
    )  # fmt: skip
