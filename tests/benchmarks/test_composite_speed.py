"""The general composite against bare numpy, both timed in one run and told as a ratio: run with ``make bench``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators.composite import hierarchy, index, normalisation, sensitivity

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
AIM = 3.0
COLUMNS = ["key", "parent", "weight", "direction", "level", "lower", "upper"]


def tree(indicators: int, groups: int, pillars: int) -> hierarchy.Hierarchy:
    """Indicators in groups; with pillars one more level between the groups and the top."""
    over = [f"p{place % pillars}" for place in range(groups)] if pillars else ["top"] * groups
    rows = [(f"i{place}", f"g{place % groups}", 1 + place % 3, 1, 1, 0.1, 0.9) for place in range(indicators)]
    rows += [(f"g{place}", parent, 1, 1, 2, np.nan, np.nan) for place, parent in enumerate(over)]
    rows += [(f"p{place}", "top", 1, 1, 3, np.nan, np.nan) for place in range(pillars)]
    rows.append(("top", "", 1, 1, 4 if pillars else 3, np.nan, np.nan))
    return hierarchy.read(pd.DataFrame(rows, columns=COLUMNS))


def seconds(work: Callable[[], object], rounds: int = 9) -> float:
    """The best of some rounds of processor time: what else the machine does is left out."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def by_hand(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Min-max and one weighted mean, as one would type them: nothing checked, nothing missing, no levels."""
    lowest, highest = values.min(axis=0), values.max(axis=0)
    return np.einsum("uid,i->ud", (values - lowest) / (highest - lowest) * 100, weights / weights.sum())


def by_hand_with_gaps(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The same where values may be missing."""
    lowest, highest = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    scores = (values - lowest) / (highest - lowest) * 100
    there = ~np.isnan(scores)
    return np.einsum("uid,i->ud", np.where(there, scores, 0), weights) / np.einsum("uid,i->ud", there, weights)


@pytest.mark.parametrize("method", ["minmax", "goalposts"])
@pytest.mark.parametrize("missing", [False, True])
def test_the_whole_chain_over_a_thousand_draws(benchmark, method: str, missing: bool) -> None:
    values = np.random.default_rng(1).random((437, 19, 1000))
    plan = tree(19, 4, 0)
    if missing:
        values[::5, ::4] = np.nan
    written = by_hand_with_gaps if missing else by_hand

    def chain() -> list[np.ndarray]:
        return index.climb(normalisation.normalise(values, method, goalposts=plan.goalposts), plan)

    ours = seconds(chain)
    hand, multiplied = ours / seconds(lambda: written(values, plan.weights[:19])), ours / seconds(lambda: values * 2.0)
    benchmark.pedantic(chain, rounds=1)
    benchmark.extra_info.update(of_the_same_by_hand=hand, of_one_multiplication=multiplied)
    print(f"{method}, missing {missing}: {hand:.2f} of the same by hand (aim {AIM:g}), {multiplied:.2f} of one multiplication")
    assert hand < AIM


def test_sobol_indices_of_six_hundred_runs(benchmark) -> None:
    values = np.random.default_rng(1).random((51, 49))
    plan = tree(49, 8, 2)
    scores = {name: normalisation.normalise(values, name) for name in ("minmax", "prank")}
    inputs = {
        "indicators": sensitivity.dirichlet(plan.weights[:49], 500, plan.parent[:49]),
        "above": sensitivity.around(plan.weights[49:], 0.25),
        "scale": sensitivity.choice(["minmax", "prank"]),
        "shift": sensitivity.uniform(0, 1),
    }

    def model(at: dict) -> np.ndarray:
        top = np.empty((51, len(at["scale"])))
        weights = np.concatenate([at["indicators"], at["above"]])
        for name, part in scores.items():
            runs = at["scale"] == name
            top[:, runs] = index.climb(part, plan, weights[:, runs])[-1][:, 0]
        return top + at["shift"]

    def indices() -> pd.DataFrame:
        return sensitivity.sobol(model, inputs, 100, seed=1)  # 100 x (4 + 2) runs

    one, drawing = values[:, :, None], seconds(lambda: sensitivity.sample(inputs, 600, 1))
    bare = seconds(lambda: [by_hand(one, plan.weights[:49]) for _ in range(600)])
    ours = seconds(indices)
    found = benchmark.pedantic(indices, rounds=1)
    assert len(found) == 51 * 4
    benchmark.extra_info.update(of_six_hundred_by_hand=ours / bare, drawing=drawing / ours)
    print(f"Sobol': {ours / bare:.2f} of 600 runs by hand (aim {AIM:g}), {drawing / ours:.0%} of it to draw the inputs")
    assert ours / bare < AIM
