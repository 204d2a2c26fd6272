"""Every level of the scores from a panel: indicators, dimensions, index, readings, pulse; with draws where they are simulated. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.model import INDEX_START, SCORE_COLUMNS, STATUSES, Indicator
from indicators.registry import DIMENSIONS, PULSE, PULSE_PARTS, READINGS
from indicators.scoring import panel, uncertainty
from indicators.scoring.composite import COVERAGE_NEEDED
from indicators.scoring.panel import Mean, Numbers, Panel
from indicators.scoring.uncertainty import Simulation

Key = tuple[str, str]  # level and key


@dataclass(frozen=True)
class Levels:
    """Scores by level and key, arrays over ``periods``, and their draws, (months, draws) each, where simulated."""

    country: str
    periods: tuple[str, ...]
    means: Mapping[Key, Mean] = field(repr=False)
    draws: Mapping[Key, Numbers] = field(repr=False)


def of(whole: Panel, simulated: Simulation | None, indicators: Mapping[str, Indicator]) -> Levels:
    """All levels of a panel of ``indicators`` and the pulse's parts.

    Weights are those of ``indicators``, DIMENSIONS and READINGS; the index begins in INDEX_START.
    """
    found = Found(whole, simulated)
    for key in indicators:
        found.add(("indicator", key), *found.weighted({key: 1.0}, key, 1.0))
    found.pulse()
    declared = {key: one.weight for key, one in indicators.items()}
    outer = {key: one.weight for key, one in DIMENSIONS.items()}
    of_dimension = {key: [name for name, one in indicators.items() if one.dimension == key] for key in DIMENSIONS}
    inner = {key: found.weighted({name: declared[name] for name in names}, key) for key, names in of_dimension.items()}
    for key, parts in inner.items():
        found.add(("dimension", key), *parts)
    found.add(("index", "index"), *found.over(inner, outer))
    for name, reading in READINGS.items():
        changed = {**declared, **reading.indicator_weights}
        read = {
            key: inner[key] if set(names).isdisjoint(reading.indicator_weights)
            else found.weighted({one: changed[one] for one in names}, key)
            for key, names in of_dimension.items()
        }  # fmt: skip
        found.add(("reading", f"index.{name}"), *found.over(read, {**outer, **reading.dimension_weights}))
        if reading.scores:
            found.add(("reading", f"{reading.scores}.{name}"), *read[reading.scores])
    return found.levels


Both = tuple[Mean, Numbers | None]


class Found:
    """Means and, where a simulation is given, draws by level and key."""

    def __init__(self, whole: Panel, simulated: Simulation | None) -> None:
        self.whole, self.simulated = whole, simulated
        self.begun = np.array([period >= INDEX_START for period in whole.periods])
        self.means: dict[Key, Mean] = {}
        self.draws: dict[Key, Numbers] = {}

    @property
    def levels(self) -> Levels:
        """What was added."""
        return Levels(self.whole.country, self.whole.periods, self.means, self.draws)

    def pulse(self) -> None:
        """Add the pulse's parts and, where all of them have a value, the pulse: a mean of fewer would move when one enters."""
        weights = {key: part.weight for key, part in PULSE_PARTS.items()}
        if not weights:
            return
        for key in weights:
            self.add(("pulse", key), *self.weighted({key: 1.0}, key, 1.0))
        self.add(("pulse", PULSE.key), *self.weighted(weights, PULSE.key, 1.0))

    def add(self, key: Key, mean: Mean, draws: Numbers | None) -> None:
        """Keep a mean and its draws."""
        self.means[key] = mean
        if draws is not None:
            self.draws[key] = draws

    def weighted(self, weights: Mapping[str, float], name: str, needed: float = COVERAGE_NEEDED) -> Both:
        """The mean of indicators, and its draws with weights drawn under ``name``."""
        mean = panel.mean(self.whole, weights, needed)
        if self.simulated is None:
            return mean, None
        return mean, _where(mean, uncertainty.mean(self.simulated, weights, name))

    def over(self, parts: Mapping[str, Both], weights: Mapping[str, float]) -> Both:
        """The mean of dimensions, and its draws."""
        mean = panel.over({key: one for key, (one, _) in parts.items()}, weights, self.begun)
        drawn = {key: one for key, (_, one) in parts.items() if one is not None}
        return mean, _where(mean, uncertainty.over(drawn, weights, "index")) if drawn else None


def _where(mean: Mean, draws: Numbers) -> Numbers:
    return np.where(np.isfinite(mean.score)[:, None], draws, np.nan)


def tidy(found: Levels) -> pd.DataFrame:
    """The scores as a frame, columns SCORE_COLUMNS, sorted; a month without a score has no row."""
    parts: list[dict[str, npt.NDArray[Any]]] = []
    periods = np.array(found.periods, dtype="object")
    for (level, key), mean in found.means.items():
        there = np.isfinite(mean.score)
        drawn = found.draws.get((level, key))
        bands = uncertainty.quantiles(drawn) if drawn is not None else np.full((3, len(periods)), np.nan)
        told = {
            "period": periods, "score": mean.score, "low": mean.low, "high": mean.high, "rank": mean.rank, "coverage": mean.coverage,
            "stale": mean.stale, "provisional": mean.provisional, **dict(zip(("p05", "p50", "p95"), bands, strict=True)),
        }  # fmt: skip
        named = {"level": np.full(there.sum(), level, dtype="object"), "key": np.full(there.sum(), key, dtype="object")}
        parts.append(named | {name: values[there] for name, values in told.items()})
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    status = np.array(STATUSES, dtype="object")[joined.pop("rank").astype("int64")]
    table = pd.DataFrame({"country": found.country, "status": status, **joined})  # columns of text are dear: made once
    table = table.astype(dict.fromkeys(("country", "period", "level", "key", "status"), "str"))
    return table[list(SCORE_COLUMNS)].sort_values(["country", "period", "level", "key"], ignore_index=True)
