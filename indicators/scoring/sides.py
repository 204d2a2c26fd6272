"""One side of a comparison: a month, what is known, and a method; and what an indicator is seen to be there. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import memo, months
from indicators.model import FIRST_PERIOD, OBSERVATION_COLUMNS, Indicator, Snapshots
from indicators.registry import DIMENSIONS, INDICATORS, PULSE_PARTS
from indicators.scoring import composite, ledgers, score
from indicators.subject import SUBJECT

STORED_DECIMALS = 6  # of observations (store.rendering)
Numbers = npt.NDArray[Any]
Weigh = Callable[[pd.DataFrame], pd.DataFrame]
"""Observations of one month -> contributions to dimensions and index, as ``score.contributions``."""


@dataclass(frozen=True)
class Side:
    """A month as known from ``snapshots``, of ``country``, by a method: its ``indicators`` and how it ``weigh``s them.

    ``method`` names the method, None for the one in force; two sides of one name have the same indicators and weights.

    ``observations`` (OBSERVATION_COLUMNS), where given, are what these snapshots and indicators say, so that nothing of
    that month is measured again; they may be rounded.
    """

    period: str
    snapshots: Snapshots = field(repr=False, compare=False)
    observations: pd.DataFrame | None = field(default=None, repr=False, compare=False)
    country: str = SUBJECT.code
    method: int | None = None
    indicators: Mapping[str, Indicator] = field(
        default_factory=lambda: {**INDICATORS, **PULSE_PARTS}, repr=False, compare=False
    )
    weigh: Weigh = field(default=score.contributions, repr=False, compare=False)

    @property
    def month(self) -> int:
        """The number of the month."""
        return months.ordinal(self.period)


@dataclass(frozen=True)
class Seen:
    """An indicator in one month: its ``score`` (0-100), the month number ``origin`` of its figure, and the observation."""

    score: float
    origin: int
    row: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def figure(self) -> str:
        """Sources, vintages and month of the figure, in words."""
        return f"{self.row['source']} {self.row['vintage']}, {months.period(self.origin)}"


def elsewhere(country: str, snapshots: Snapshots, first: str, last: str) -> tuple[Side, Side]:
    """Two months of another country than the subject: the comparison set if both are Decembers, and the parts of the pulse."""
    compared = {key: replace(one, measure=one.compare) for key, one in INDICATORS.items() if one.compare is not None}
    weights = {key: one.weight for key, one in compared.items()}
    dimensions = {key: one.weight for key, one in DIMENSIONS.items()}

    def weigh(observations: pd.DataFrame) -> pd.DataFrame:
        scored = composite.indicator_scores(observations[observations["indicator"].isin(list(compared))], compared)
        return composite.contributions(scored, compared, dimensions, weights)

    yearly = compared if first.endswith("-12") and last.endswith("-12") else {}
    seen = {**yearly, **(PULSE_PARTS if country in SUBJECT.compared else {})}
    before, after = (Side(one, snapshots, country=country, indicators=seen, weigh=weigh) for one in (first, last))
    return before, after


def look(side: Side, indicator: Indicator, numbers: Iterable[int]) -> dict[int, Seen]:
    """The indicator in each of the months ``numbers`` in which it has a value, as known and measured on this side."""
    wanted = sorted(set(numbers))
    if side.observations is None:
        told = _Told(measured(side.snapshots, indicator, side.country, wanted), indicator)
    else:
        told = _told(side.observations, indicator)
    return {number: told.seen(number) for number in wanted if number in told.places}


@memo.last(128)
def _told(observations: pd.DataFrame, indicator: Indicator) -> _Told:
    return _Told(observations[observations["indicator"] == indicator.key], indicator)


class _Told:
    """Observations of one indicator, each made into a ``Seen`` when it is asked for: a day of knowledge has months by the hundred."""

    def __init__(self, rows: pd.DataFrame, indicator: Indicator) -> None:
        self._columns = {str(name): rows[name].tolist() for name in rows.columns}
        self._scores = composite.normalise(np.asarray(rows["best"], dtype="float64"), indicator)
        self.places = {months.ordinal(str(period)): place for place, period in enumerate(self._columns["period"])}

    def seen(self, number: int) -> Seen:
        place = self.places[number]
        row = {name: column[place] for name, column in self._columns.items()}
        return Seen(float(self._scores[place]), number - int(row["age_months"]), row)


def measured(snapshots: Snapshots, indicator: Indicator, country: str, numbers: Iterable[int]) -> pd.DataFrame:
    """Observations of one indicator in the months ``numbers``, carried as they would be in all months (OBSERVATION_COLUMNS)."""
    return together(snapshots, (indicator,), country, numbers)


def together(snapshots: Snapshots, indicators: Sequence[Indicator], country: str, numbers: Iterable[int]) -> pd.DataFrame:
    """``measured`` of several indicators, one after another."""
    grid = sorted(set(numbers))
    native = ((one.measure(snapshots, (country,), _reach(one, grid[0]), months.period(grid[-1])), one) for one in indicators)
    return composite.carried(native, (country,), grid)


def _reach(indicator: Indicator, number: int) -> str:
    """The earliest month from which a value is carried to month ``number``: what came before says nothing of it."""
    return max(FIRST_PERIOD, months.period(number - indicator.max_carry)) if indicator.max_carry else months.period(number)


def counterfactual(side: Side, indicator: Indicator, keys: tuple[str, ...], last: int) -> float | None:
    """The score (0-100) in the side's month, had nothing begun or ended after month number ``last`` in the sources ``keys``.

    None where it then has no value.
    """
    value = carried_to(ledgers.cut(side.snapshots, keys, last), indicator, side.country, side.month)
    if value is None:
        return None
    # what is compared with stored figures is rounded as they are
    rounded = value if side.observations is None else np.round(value, STORED_DECIMALS)
    return float(composite.normalise(np.array([rounded]), indicator)[0])


def carried_to(snapshots: Snapshots, indicator: Indicator, country: str, month: int) -> float | None:
    """The best value that month number ``month`` has, measured in it or carried to it; None where it has none."""
    numbers, best = _native(snapshots, indicator, country, month)
    place = int(np.searchsorted(numbers, month, side="right")) - 1
    return None if place < 0 or month - numbers[place] > indicator.max_carry else float(best[place])


@memo.last(512)
def _native(snapshots: Snapshots, indicator: Indicator, country: str, end: int) -> tuple[Numbers, Numbers]:
    """Month numbers and best values of the measured months from which one is carried to month number ``end``, in order."""
    native = indicator.measure(snapshots, (country,), _reach(indicator, end), months.period(end))
    composite.check_native(native, indicator.key)
    numbers = np.asarray(months.ordinals(native["period"]), dtype="int64")
    order = np.argsort(numbers, kind="stable")
    return numbers[order], native["best"].to_numpy(dtype="float64")[order]


def table(seen: Iterable[Seen]) -> pd.DataFrame:
    """The observations themselves, as ``Side.weigh`` reads them."""
    return pd.DataFrame([one.row for one in seen], columns=list(OBSERVATION_COLUMNS))
