"""What the page of other choices shows: scores beside the declared ones, what makes the difference, every scenario. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from indicators.registry import DIMENSIONS, PULSE
from indicators.scoring.whatif import Answer

KEYS = ("index", PULSE.key)
INSTEAD_COLUMNS = ("key", "score", "p05", "p95", "declared", "declared_p05", "declared_p95", "difference", "worse")
STRESS_COLUMNS = ("scenario", "key", "score", "declared", "difference")
MOST = 8  # bars
STEPS = (0.5, 3.0, 10.0)  # points between the classes of a difference


def instead(declared: Answer, told: Answer) -> pd.DataFrame:
    """Index, pulse and dimensions that have a score in either: INSTEAD_COLUMNS; ``worse`` is the share of simulations."""
    rows = []
    for key in (*KEYS, *DIMENSIONS):
        known, new = declared.scores[key], told.scores[key]
        if math.isfinite(known.score) or math.isfinite(new.score):
            bands = (known.score, known.p05, known.p95)
            rows.append((key, new.score, new.p05, new.p95, *bands, new.score - known.score, new.worse))
    return pd.DataFrame(rows, columns=list(INSTEAD_COLUMNS))


def largest(parts: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """The ``most`` largest parts of a difference, in the order they have (``scoring.differences.COLUMNS``)."""
    if len(parts) <= most:
        return parts
    kept = parts["points"].abs().nlargest(most).index
    return parts[parts.index.isin(kept)].reset_index(drop=True)


def stress(declared: Mapping[str, float], scores: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """Every scenario by index, pulse and dimension: STRESS_COLUMNS. ``scores`` are those of each scenario by key, NaN for none."""
    rows = [
        (scenario, key, told[key], declared[key], told[key] - declared[key])
        for scenario, told in scores.items()
        for key in (*KEYS, *DIMENSIONS)
        if math.isfinite(told[key]) or math.isfinite(declared[key])
    ]
    return pd.DataFrame(rows, columns=list(STRESS_COLUMNS))


def most(table: pd.DataFrame) -> dict[str, object] | None:
    """The row of the scenario that moves the index most; None where none does."""
    own = table[(table["key"] == "index") & table["difference"].notna()]
    if own.empty or not (own["difference"].abs() >= 0.05).any():  # what prints as 0.0 is no move
        return None
    return {str(name): value for name, value in own.iloc[int(own["difference"].abs().to_numpy().argmax())].items()}


def binned(difference: float) -> int:
    """The class of a difference, 0 (least) to 6; 3 is alike."""
    size = sum(abs(difference) >= step for step in STEPS)
    return 3 + (size if difference > 0 else -size)
