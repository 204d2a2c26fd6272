"""Sobol' indices against functions whose own are known, and the inputs against what they promise."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators.composite import aggregation, hierarchy, index, normalisation, sensitivity
from indicators.composite.sensitivity import around, choice, dirichlet, sample, sobol, uniform
from tests.test_composite_index import TREE


def shares(found: pd.DataFrame) -> dict[str, tuple[float, float]]:
    return {row.input: (row.first, row.total) for row in found.itertuples(index=False)}


def close(found: pd.DataFrame, expected: dict[str, tuple[float, float]], within: float) -> None:
    assert found["input"].tolist() == list(expected)
    for name, pair in shares(found).items():
        assert pair == pytest.approx(expected[name], abs=within), name


def test_a_sum_shares_out_its_variance_by_squares() -> None:
    # x + 2 y + 3 z: variances 1, 4, 9 of 14, and nothing together
    inputs = {name: uniform(0, 1) for name in "xyz"}
    found = sobol(lambda at: at["x"] + 2 * at["y"] + 3 * at["z"], inputs, 2048, seed=1)
    close(found, {"x": (1 / 14, 1 / 14), "y": (4 / 14, 4 / 14), "z": (9 / 14, 9 / 14)}, 0.005)


def test_a_product_of_two_acts_together_only() -> None:
    # x y between -1 and 1: either alone has a mean of 0 whatever it is, so all is interaction
    inputs = {"x": uniform(-1, 1), "y": uniform(-1, 1)}
    close(sobol(lambda at: at["x"] * at["y"], inputs, 2048, seed=1), {"x": (0, 1), "y": (0, 1)}, 0.02)


def test_the_ishigami_function() -> None:
    # sin a + 7 sin^2 b + 0.1 c^4 sin a; Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, p. 179 ff.
    part_a, part_b, part_ac = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2, 49 / 8, 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = part_a + part_b + part_ac
    inputs = {name: uniform(-np.pi, np.pi) for name in "abc"}
    found = sobol(
        lambda at: np.sin(at["a"]) + 7 * np.sin(at["b"]) ** 2 + 0.1 * at["c"] ** 4 * np.sin(at["a"]), inputs, 8192, seed=1
    )
    expected = {"a": (part_a / whole, (part_a + part_ac) / whole), "b": (part_b / whole,) * 2, "c": (0.0, part_ac / whole)}
    assert expected["a"] == pytest.approx((0.3139, 0.5576), abs=1e-4)  # as printed
    close(found, expected, 0.02)  # c alone is 0 and the noisiest: 0.0077 is its standard error with random points


def test_several_outputs_are_told_apart_and_agree_with_scipy() -> None:
    inputs = {name: uniform(0, 2) for name in "xy"}
    found = sobol(lambda at: np.stack([at["x"], at["x"] ** 2 + at["x"] * at["y"]]), inputs, 4096, seed=5)
    assert found["output"].tolist() == [0, 0, 1, 1]
    close(found[found["output"] == 0], {"x": (1, 1), "y": (0, 0)}, 0.005)
    theirs = stats.sobol_indices(
        func=lambda x: x[0] ** 2 + x[0] * x[1], n=4096, dists=[stats.uniform(0, 2)] * 2, rng=np.random.default_rng(2)
    )
    expected = dict(zip("xy", zip(theirs.first_order, theirs.total_order, strict=True), strict=True))
    close(found[found["output"] == 1], expected, 0.01)


def test_a_set_of_weights_moves_as_one_input() -> None:
    # the mean of 3 and 5 with Dirichlet weights depends on nothing but the weights
    inputs = {"weights": dirichlet(np.array([1.0, 2.0]), 20), "nothing": uniform(0, 1)}
    found = sobol(lambda at: np.array([3.0, 5.0]) @ at["weights"], inputs, 1024, seed=1)
    close(found, {"weights": (1, 1), "nothing": (0, 0)}, 0.01)


def test_an_index_with_its_weights_its_normalisation_and_its_mean_uncertain() -> None:
    """How the room is meant to be used: one call of the model for all the runs."""
    tree = hierarchy.read(TREE)
    raw = np.random.default_rng(1).random((8, 4))
    inputs = {
        "weights": dirichlet(tree.weights, 60, tree.parent),
        "scale": choice(["minmax", "rank"]),
        "mean": choice(["arithmetic", "median"]),
    }

    def first_unit_s_place(at) -> np.ndarray:
        top = np.empty((8, len(at["scale"])))
        for scale in ("minmax", "rank"):
            scores = normalisation.normalise(raw, scale, directions=tree.directions)
            for mean in ("arithmetic", "median"):
                runs = (at["scale"] == scale) & (at["mean"] == mean)
                top[:, runs] = index.climb(scores, tree, at["weights"][:, runs], aggregate=mean)[-1][:, 0]
        return normalisation.ranks(-top)[0]

    found = sobol(first_unit_s_place, inputs, 256, seed=1)
    assert found["input"].tolist() == ["weights", "scale", "mean"]
    assert (found["total"] >= found["first"] - 0.1).all()
    assert found["total"].sum() > 0.9


@pytest.mark.parametrize("draws", [64, 100])
def test_the_same_seed_gives_the_same_draws(draws: int) -> None:
    inputs = {"a": uniform(2, 6), "w": around(np.array([1.0, 2.0]), 0.25), "c": choice(["x", "y", "z"])}
    one, same, other = (sample(inputs, draws, seed) for seed in (1, 1, 2))
    assert all(np.array_equal(one[name], same[name]) for name in inputs)
    assert not np.array_equal(one["a"], other["a"])
    assert one["a"].shape == one["c"].shape == (draws,)
    assert one["w"].shape == (2, draws)


def test_inputs_stay_within_their_bounds_and_fill_them() -> None:
    drawn = sample(
        {"a": uniform(2, 6), "w": around(np.array([1.0, 2.0, 0.0]), 0.25), "c": choice(["x", "y", "z"])}, 1024, seed=1
    )
    assert (drawn["a"].min(), drawn["a"].max()) == pytest.approx((2, 6), abs=0.02)
    assert drawn["a"].mean() == pytest.approx(4, abs=0.01)
    assert drawn["w"].min(axis=1) == pytest.approx([0.75, 1.5, 0], abs=0.01)
    assert drawn["w"].max(axis=1) == pytest.approx([1.25, 2.5, 0], abs=0.01)
    assert [int((drawn["c"] == name).sum()) for name in "xyz"] == pytest.approx([341, 341, 341], abs=3)


def test_dirichlet_weights_add_up_among_siblings_around_their_declared_share() -> None:
    # a and b are siblings, 1 to 3; c alone; d and e are siblings and e has no weight
    declared, parents = np.array([1.0, 3.0, 5.0, 2.0, 0.0]), np.array([8, 8, 6, -1, -1])
    drawn = sample({"w": dirichlet(declared, 9, parents)}, 4096, seed=1)["w"]
    assert drawn[:2].sum(axis=0) == pytest.approx(1)
    assert drawn[2] == pytest.approx(1)
    assert drawn[3] == pytest.approx(1)
    assert (drawn[4] == 0).all()
    assert drawn[0].mean() == pytest.approx(0.25, abs=0.002)
    assert drawn[0].var() == pytest.approx(0.25 * 0.75 / 10, rel=0.02)  # p (1 - p) / (concentration + 1)


def test_weights_are_drawn_for_the_keys_of_a_hierarchy_in_their_order() -> None:
    tree = hierarchy.read(TREE)
    drawn = sample({"w": dirichlet(tree.weights, 500, tree.parent)}, 512, seed=1)["w"]
    mean = dict(zip(tree.keys, drawn.mean(axis=1), strict=True))
    assert mean == pytest.approx(
        {"a": 0.25, "b": 0.75, "c": 1, "d": 1, "x": 2 / 3, "y": 1 / 3, "z": 1, "p": 0.5, "q": 0.5, "top": 1}, abs=0.003
    )
    assert aggregation.aggregate(np.array([[1.0, 5.0]]), drawn[:2]).shape == (1, 512)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: dirichlet(np.ones(2), 0), "a concentration is above 0, not 0"),
        (lambda: dirichlet(np.array([1.0, 999.0]), 1), "the smallest weight has 0.001 of it; 0.01 is needed"),
        (lambda: around(np.ones(2), 1.5), "a spread is a share between 0 and 1, not 1.5"),
        (lambda: sample({}, 8, 1), "at least one input and one draw"),
        (lambda: sample({"a": uniform(0, 1)}, 0, 1), "at least one input and one draw"),
        (lambda: sobol(lambda at: at["a"] * 0 + 7, {"a": uniform(0, 1)}, 8, 1), "output 0 is the same in every run"),
        (lambda: sobol(lambda at: at["a"][:5], {"a": uniform(0, 1)}, 8, 1), r"returned \(1, 5\) instead of .* for 24 runs"),
        (lambda: sobol(lambda at: at["a"] * np.nan, {"a": uniform(0, 1)}, 8, 1), "instead of finite values"),
    ],
)
def test_what_cannot_be_drawn_is_said(make, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


def test_the_room_of_the_core_does_without_scipy() -> None:
    import subprocess
    import sys

    code = "import sys, indicators.composite.index; print('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_the_sequence_is_kept_off_zero_and_one() -> None:
    points = sensitivity._points(3, 64, 1)
    assert 0 < points.min() < points.max() < 1
