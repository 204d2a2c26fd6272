"""What makes the difference between the declared index of a month and one under another choice, by cause. The parts add up. Pure.

Choices are made one after the other, in the order of CAUSES, and each step is split among what it moves. An indicator whose score
moves gives the distance times its share. A heavier indicator gives the added share times the distance of its score from the mean of
its dimension, a heavier dimension that of its score from the index: so each part says which way it pulls, and nothing is left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS
from indicators.scoring import whatif
from indicators.scoring.panel import Panel
from indicators.scoring.whatif import Answer, Choice, Inputs

CAUSES = ("scenario", "goalposts", "inside", "across", "method")
OUT = "out"  # the cause of what leaving an indicator out does
COLUMNS = ("level", "cause", "key", "points")


@dataclass(frozen=True)
class State:
    """One month's index as shares: by indicator its score and its share of its dimension, by dimension its share and its score."""

    scores: Mapping[str, float]
    inside: Mapping[str, float]
    across: Mapping[str, float]
    dimensions: Mapping[str, float]

    @property
    def index(self) -> float:
        """The arithmetic mean of means."""
        return sum(share * self.dimensions[key] for key, share in self.across.items() if share > 0)


def split(base: Inputs, given: Inputs, choice: Choice) -> pd.DataFrame:
    """The difference of the index (level ``index``) and of the pulse (``pulse``) from those declared: COLUMNS, largest part first.

    ``key`` is an indicator, of ``across`` a dimension, of ``method`` empty. The points of a level add up to the difference of the two
    answers (1e-9). No rows of a level that one of the two does not have.
    """
    declared, told = whatif.answer(base), whatif.answer(given, choice)
    rows = [*_index(base, given, choice, declared, told), *_pulse(declared.panel, told.panel)]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"points": "float64"})
    table = table[table["points"] != 0]
    order = {cause: place for place, cause in enumerate(CAUSES)}
    sized = table.assign(place=table["cause"].map(order), size=-table["points"].abs())
    return sized.sort_values(["level", "place", "size"], kind="stable", ignore_index=True)[list(COLUMNS)]


Row = tuple[str, str, str, float]


def _index(base: Inputs, given: Inputs, choice: Choice, declared: Answer, told: Answer) -> Iterator[Row]:
    if not np.isfinite([declared.scores["index"].score, told.scores["index"].score]).all():
        return
    steps = (
        (base, whatif.DECLARED),
        (given, whatif.DECLARED),
        (given, Choice(goalposts=choice.goalposts)),
        (given, replace(choice, method=whatif.METHODS[0], reading="", dimensions=(), indicators=tuple(choice.inner.items()))),
        (given, replace(choice, method=whatif.METHODS[0])),
    )
    states = [state(whatif.simulated(one, other.goalposts).panel, other) for one, other in steps]
    for cause, before, after in zip(CAUSES, states, states[1:], strict=False):
        for key, points in (across(before, after) if cause == "across" else inside(before, after)).items():
            yield "index", cause, key, points
    if choice.method != whatif.METHODS[0]:
        yield "index", "method", "", told.scores["index"].score - states[-1].index


def left_out(base: Inputs) -> pd.DataFrame:
    """By how many points the declared index of the month would differ without one indicator: COLUMNS, the largest first.

    These parts do not add up: each is a question of its own. No rows where the month has no index.
    """
    panel = whatif.simulated(base).panel
    whole = state(panel, whatif.DECLARED).index if np.isfinite(whatif.plain(base)["index"]) else float("nan")
    rows = []
    for key, one in INDICATORS.items():
        if one.weight > 0 and np.isfinite(panel.score[-1, panel.keys.index(key)]):
            rows.append(("index", OUT, key, state(panel, Choice(indicators=((key, 0.0),))).index - whole))
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"points": "float64"})
    table = table[np.isfinite(table["points"])]
    ordered: pd.DataFrame = table.assign(size=-table["points"].abs()).sort_values("size", kind="stable", ignore_index=True)
    return ordered[list(COLUMNS)]


def state(panel: Panel, choice: Choice) -> State:
    """The last month of a panel under a choice of weights."""
    row = {key: float(panel.score[-1, panel.keys.index(key)]) for key in INDICATORS}
    inner, outer = choice.inner, choice.outer
    whole = sum(outer.values())
    shares: dict[str, float] = {}
    means: dict[str, float] = {}
    for key in DIMENSIONS:
        own = {name: inner[name] for name, one in INDICATORS.items() if one.dimension == key and np.isfinite(row[name])}
        total = sum(own.values())
        shares |= {name: weight / total if total else 0.0 for name, weight in own.items()}
        means[key] = sum(shares[name] * row[name] for name in own) if total else float("nan")
    return State(row, shares, {key: weight / whole for key, weight in outer.items()}, means)


def inside(before: State, after: State) -> dict[str, float]:
    """Points of index by indicator where scores or shares inside dimensions differ."""
    found = {}
    for key in before.inside.keys() | after.inside.keys():
        dimension = INDICATORS[key].dimension
        old, new = before.inside.get(key, 0.0), after.inside.get(key, 0.0)
        there = key in before.inside and key in after.inside
        moved = old * (after.scores[key] - before.scores[key]) if there else 0.0
        score = after.scores[key] if key in after.inside else before.scores[key]
        shifted = (new - old) * (score - before.dimensions[dimension]) if new != old else 0.0
        weight = before.across[dimension]
        found[key] = weight * (moved + shifted) if weight else 0.0
    return found


def across(before: State, after: State) -> dict[str, float]:
    """Points of index by dimension where the shares of dimensions differ."""
    return {
        key: (after.across[key] - share) * (after.dimensions[key] - before.index)
        for key, share in before.across.items()
        if after.across[key] != share
    }


def _pulse(before: Panel, after: Panel) -> Iterator[Row]:
    keys = list(PULSE_PARTS)
    weights = np.array([PULSE_PARTS[key].weight for key in keys])
    old, new = (one.score[-1, one.members(keys)] for one in (before, after))
    if np.isfinite([old, new]).all():
        for key, share, change in zip(keys, weights / weights.sum(), new - old, strict=True):
            yield PULSE.key, "scenario", key, float(share * change)
