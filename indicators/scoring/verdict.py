"""Whether one month is worse than another, level by level, and how sure that is: the rules behind every verdict. Pure.

A verdict is ``worse`` where at least WORSE of the simulated histories are worse, ``better`` where at most BETTER are. Between the
two it is ``no_new_data`` where less than NEW of the weight has a figure about a month after the earlier one, else ``cannot_tell``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from indicators.registry import DIMENSIONS, INDICATORS, PULSE, READINGS
from indicators.scoring import uncertainty
from indicators.scoring.levels import Key, Levels
from indicators.scoring.panel import Panel

WORSE, BETTER = 0.8, 0.2
NEW = 0.5
Word = Literal["worse", "better", "no_new_data", "cannot_tell"]


@dataclass(frozen=True)
class Direction:
    """How one score of a month stands against an earlier one: scores 0-100, ``p05`` to ``p95`` the band of the later month.

    ``worse`` is the share (0-1) of histories in which it is worse, ``new`` the share of its weight with a figure about a month after
    the earlier one; of the pulse, whose parts are of the month itself, 1.
    """

    key: str
    score: float
    before: float
    p05: float
    p95: float
    worse: float
    new: float

    @property
    def word(self) -> Word:
        """The verdict, by WORSE, BETTER and NEW."""
        if self.worse >= WORSE:
            return "worse"
        if self.worse <= BETTER:
            return "better"
        return "no_new_data" if self.new < NEW else "cannot_tell"


@dataclass(frozen=True)
class Verdict:
    """The directions of month ``now`` against ``then`` (YYYY-MM): of index and pulse, None where a month has none, of the dimensions
    that have both months, and, by name, of the index under each reading. ``stale`` is the share of the index's weight on
    figures more than twelve months old.
    """

    now: str
    then: str
    index: Direction | None
    pulse: Direction | None
    dimensions: Mapping[str, Direction]
    readings: Mapping[str, Direction]
    stale: float


def tells(key: Key) -> bool:
    """Whether a verdict needs the draws of a level and key."""
    level, name = key
    return level in ("index", "dimension") or key == ("pulse", PULSE.key) or (level == "reading" and name.startswith("index."))


def of(panel: Panel, found: Levels, then: str, now: str) -> Verdict:
    """The verdict on ``now`` against ``then`` from simulated levels.

    Raises ValueError where a month is not among those of ``found`` or nothing was simulated.
    """
    for period in (then, now):
        if period not in found.periods:
            raise ValueError(f"no scores of {period}: they run from {found.periods[0]} to {found.periods[-1]}")
    if not found.draws:
        raise ValueError("nothing was simulated, so nothing can be said of how sure a difference is")
    rows = found.periods.index(then), found.periods.index(now)
    new = {key: _new(panel, key, rows) for key in DIMENSIONS}
    weights = {key: one.weight for key, one in DIMENSIONS.items()}
    whole = sum(new[key] * weight for key, weight in weights.items()) / sum(weights.values())
    index = _direction(found, ("index", "index"), rows, whole)
    readings = {name: _direction(found, ("reading", f"index.{name}"), rows, whole) for name in READINGS}
    dimensions = {key: _direction(found, ("dimension", key), rows, new[key]) for key in DIMENSIONS}
    stale = float(found.means["index", "index"].stale[rows[1]])
    return Verdict(
        now, then, index, _direction(found, ("pulse", PULSE.key), rows, 1.0),
        {key: one for key, one in dimensions.items() if one}, {key: one for key, one in readings.items() if one}, stale,
    )  # fmt: skip


def _direction(found: Levels, key: Key, rows: tuple[int, int], new: float) -> Direction | None:
    then, now = (float(found.means[key].score[row]) for row in rows)
    if not (np.isfinite(then) and np.isfinite(now)):
        return None
    draws = found.draws[key]
    low, high = np.quantile(draws[rows[1]], [uncertainty.QUANTILES[0], uncertainty.QUANTILES[-1]])
    return Direction(key[1], now, then, float(low), float(high), uncertainty.worse(draws, *rows), new)


def _new(panel: Panel, dimension: str, rows: tuple[int, int]) -> float:
    """Share of a dimension's weight in the later month with a figure about a month after the earlier one; NaN without any weight."""
    then, now = rows
    names = [key for key, one in INDICATORS.items() if one.dimension == dimension and one.weight > 0]
    columns = panel.members(names)
    weight = np.where(panel.present[now, columns], [INDICATORS[key].weight for key in names], 0.0)
    fresh = panel.age[now, columns] < now - then
    return float((weight * fresh).sum() / weight.sum()) if weight.sum() else float("nan")
