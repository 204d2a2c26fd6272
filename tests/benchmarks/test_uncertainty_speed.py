"""The simulated scores of every month against bare numpy over an array of the same size, in one run: ``make bench``."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from indicators.registry import INDICATORS, PULSE_PARTS
from indicators.scoring import levels, panel, robustness, uncertainty
from tests.benchmarks.test_composite_speed import seconds
from tests.bundled import bundled, bundled_results

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
AIM = 3.0
GROUPS = 5  # dimensions and the pulse


def bare(months: int, indicators: int, draws: int) -> np.ndarray:
    """Noise around a score for every month, indicator and draw, held within 0 and 100, means of groups, quantiles of all of them."""
    rng = np.random.default_rng(1)
    values = np.clip(50.0 + 10.0 * rng.standard_normal((months, indicators, draws)), 0.0, 100.0)
    weights = np.ones((GROUPS + 1, indicators)) / indicators
    means = np.einsum("gi,mid->mgd", weights, values)
    return np.quantile(np.concatenate([values, means], axis=1), uncertainty.QUANTILES, axis=2)


def test_the_full_chain_is_within_three_times_a_bare_pass(benchmark):
    declared = {**INDICATORS, **PULSE_PARTS}
    whole = panel.of(bundled_results().observations, declared)
    known = bundled()

    def chain():
        return levels.tidy(levels.of(whole, uncertainty.simulate(whole, declared, known), INDICATORS))

    size = len(whole.periods), len(whole.keys), uncertainty.DRAWS
    ours, theirs = seconds(chain, 3), seconds(lambda: bare(*size), 3)
    print(
        f"\n{size[0]} months x {size[1]} indicators x {size[2]} draws: {ours:.2f} s, bare {theirs:.2f} s, ratio {ours / theirs:.2f}"
    )
    benchmark.pedantic(chain, rounds=1)
    assert ours / theirs <= AIM


def test_sobol_indices_of_two_months_cost_less_than_the_simulation(benchmark):
    declared = {**INDICATORS, **PULSE_PARTS}
    whole = panel.of(bundled_results().observations, declared)
    found = uncertainty.simulate(whole, declared, bundled())
    last = whole.periods[-1]

    def indices():
        return robustness.sensitivity(found, INDICATORS, whole.periods[-13], last)

    ours, theirs = seconds(indices, 3), seconds(lambda: uncertainty.simulate(whole, declared, bundled()), 3)
    print(f"\nSobol' indices of two months: {ours:.2f} s, the simulation {theirs:.2f} s")
    benchmark.pedantic(indices, rounds=1)
    assert ours < theirs
