"""Every way to aggregate, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.composite.aggregation import METHODS, aggregate, outranking

NAN = np.nan
rows = st.lists(st.lists(st.integers(1, 100), min_size=3, max_size=3), min_size=2, max_size=6)
shares = st.lists(st.integers(1, 20), min_size=3, max_size=3)
# x, y, z of A, B, C; x weighs 2, the others 1
THREE = np.array([[3.0, 1.0, 2.0], [2.0, 2.0, 2.0], [1.0, 3.0, 1.0]])
WEIGHTS = np.array([2.0, 1.0, 1.0])


def one(values: list[float], weights: list[float], method: str, **arguments: object) -> float:
    return float(aggregate(np.array([values], dtype="float64"), np.array(weights, dtype="float64"), method, **arguments)[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("method", "values", "weights", "expected"),
    [
        ("arithmetic", [1, 8], [1, 1], 4.5),
        ("arithmetic", [1, 8], [2, 1], 10 / 3),  # (2 + 8) / 3
        ("arithmetic", [1, 8], [2, 0], 1),
        ("arithmetic", [-4, 0, 8], [1, 1, 2], 3),  # (-4 + 0 + 16) / 4
        ("geometric", [1, 8], [2, 1], 2),  # the cube root of 1 x 1 x 8
        ("geometric", [4, 9], [1, 1], 6),
        ("harmonic", [1, 4], [1, 1], 1.6),  # 2 / (1 + 1/4)
        ("harmonic", [2, 6], [3, 1], 2.4),  # 4 / (3/2 + 1/6) = 4 / (10/6)
        ("median", [9, 1, 5], [1, 1, 1], 5),
        ("median", [9, 1, 5, 7], [1, 1, 1, 1], 6),
        ("median", [1, 5, 9], [1, 1, 3], 9),  # weights reached 1, 2, 5; half is 2.5
        ("median", [1, 5, 9], [1, 1, 2], 7),  # 1, 2, 4; half is 2, exactly between 5 and 9
        ("median", [1, 5, 9], [1, 0, 1], 5),  # without weight 5 is not there: the mean of 1 and 9
        ("median", [1, 2, 9], [1, 0, 1], 5),
        ("median", [0.3, 0.1, 0.2], [0.1, 0.1, 0.1], 0.2),
    ],
)
def test_each_mean_of_small_numbers(method: str, values: list[float], weights: list[float], expected: float) -> None:
    assert one(values, weights, method) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("method", "expected"),
    # 8 is missing: what is left of 1, 8, 4 with the weights 1, 5, 3
    [("arithmetic", 13 / 4), ("geometric", 64 ** (1 / 4)), ("harmonic", 4 / (1 + 3 / 4)), ("median", 4)],
)
def test_a_missing_child_is_left_out_and_the_others_keep_their_ratio(method: str, expected: float) -> None:
    assert one([1, NAN, 4], [1, 5, 3], method) == pytest.approx(expected)
    assert one([1, NAN, 4], [0.5, 0.1, 1.5], method) == pytest.approx(expected)
    assert np.isnan(one([NAN, NAN, NAN], [1, 5, 3], method))
    assert np.isnan(one([NAN, 2, NAN], [1, 0, 3], method)), "what is left has no weight"


@pytest.mark.parametrize("method", METHODS)
def test_a_minimum_share_of_children_or_of_weight(method: str) -> None:
    values = np.array([[1.0, NAN, 3.0], [2.0, 2.0, 2.0], [NAN, NAN, 1.0]])
    # two of three children, three of three, one of three; of the weight 3/8, 8/8, 2/8
    weights = np.array([1.0, 5.0, 2.0])

    def there(share: float, of: str) -> list[bool]:
        return np.isfinite(aggregate(values, weights, method, min_share=share, share_of=of)).tolist()

    assert there(0, "children") == [True, True, True]
    assert there(1 / 3, "children") == [True, True, True]
    assert there(0.34, "children") == [True, True, False]
    assert there(2 / 3, "children") == [True, True, False]
    assert there(0.67, "children") == [False, True, False]
    assert there(1, "children") == [False, True, False]
    assert there(0.25, "weight") == [True, True, True]
    assert there(0.26, "weight") == [True, True, False]
    assert there(0.375, "weight") == [True, True, False]
    assert there(0.376, "weight") == [False, True, False]


def test_three_of_five_are_a_share_of_six_tenths() -> None:
    assert one([1, 1, 1, NAN, NAN], [0.1] * 5, "arithmetic", min_share=0.6, share_of="weight") == 1
    assert one([1, 1, 1, NAN, NAN], [1] * 5, "arithmetic", min_share=0.6) == 1


def test_copeland_of_three_units_and_three_children() -> None:
    # A against B: x is higher (2), y lower, z equal (1/2): 2.5 of 4. A against C: x and z, 3 of 4. B against C: the same
    expected = [[0, 0.625, 0.75], [0.375, 0, 0.75], [0.25, 0.25, 0]]
    assert outranking(THREE, WEIGHTS).tolist() == expected
    assert aggregate(THREE, WEIGHTS, "copeland").tolist() == [1.375, 1.125, 0.5]  # the sums of the rows


def test_copeland_compares_what_both_units_have() -> None:
    values = THREE.copy()
    values[2, 0] = NAN
    # with C only y and z are left, 2 in all: A and B are lower in y and higher in z
    assert outranking(values, WEIGHTS).tolist() == [[0, 0.625, 0.5], [0.375, 0, 0.5], [0.5, 0.5, 0]]
    values[2] = [NAN, NAN, 1.0]
    values[0, 2] = NAN  # A and C have nothing in common; B is above C in z
    assert outranking(values, WEIGHTS)[2].tolist() == [0.5, 0, 0]


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
@pytest.mark.parametrize("value", [0.0, -3.0])
def test_a_value_that_is_not_positive_is_refused_by_name(method: str, value: float) -> None:
    values = np.array([[1.0, 2.0], [2.0, value]])
    with pytest.raises(ValueError, match=f"a {method} mean needs values above 0: rain of Mali has {value:g}; normalise onto"):
        aggregate(values, np.ones(2), method, names=(["Niger", "Mali"], ["sun", "rain"]))
    with pytest.raises(ValueError, match="child 1 of unit 1"):
        aggregate(values, np.ones(2), method)


@pytest.mark.parametrize(
    ("values", "weights", "method", "message"),
    [
        (np.ones((2, 2)), np.ones(2), "mode", "no aggregation 'mode'; there are arithmetic, geometric"),
        (np.ones((2, 2)), np.ones(3), "arithmetic", r"values \(2, 2\) and weights \(3,\) are not"),
        (np.ones(2), np.ones(2), "arithmetic", r"values \(2,\)"),
        (np.ones((2, 2)), np.array([1.0, -1.0]), "arithmetic", "a weight is a number, 0 or more"),
        (np.ones((2, 2)), np.array([1.0, NAN]), "arithmetic", "a weight is a number, 0 or more"),
        (np.ones((2, 2)), np.array([[1.0, 0.0], [1.0, 0.0]]), "arithmetic", "all 0"),
    ],
)
def test_what_does_not_fit_is_refused(values: np.ndarray, weights: np.ndarray, method: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        aggregate(values, weights, method)


def test_a_share_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="children or weight, not of 'units'"):
        aggregate(np.ones((2, 2)), np.ones(2), share_of="units")


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize("method", METHODS)
def test_draws_of_values_and_of_weights_are_each_for_itself(method: str, missing: bool) -> None:
    random = np.random.default_rng(2)
    values, weights = random.integers(1, 9, (5, 4, 7)).astype("float64"), random.random((4, 7))
    if missing:
        values[0, 0, 0], values[1, :, 2], values[3, 2] = NAN, NAN, NAN
    both = aggregate(values, weights, method, min_share=0.5)
    fixed = aggregate(values, weights[:, 0], method)
    held = aggregate(values[:, :, 0], weights, method)
    assert both.shape == fixed.shape == held.shape == (5, 7)
    for draw in range(7):
        assert both[:, draw] == pytest.approx(
            aggregate(values[:, :, draw], weights[:, draw], method, min_share=0.5), nan_ok=True
        )
        assert fixed[:, draw] == pytest.approx(aggregate(values[:, :, draw], weights[:, 0], method), nan_ok=True)
        assert held[:, draw] == pytest.approx(aggregate(values[:, :, 0], weights[:, draw], method), nan_ok=True)


@given(rows, shares, st.integers(1, 1000))
@pytest.mark.parametrize("method", METHODS)
def test_only_the_ratios_of_weights_count(method: str, values: list[list[int]], weights: list[int], times: int) -> None:
    array, one_each = np.array(values, dtype="float64"), np.array(weights, dtype="float64")
    assert aggregate(array, one_each * times / 7, method) == pytest.approx(aggregate(array, one_each, method))


@given(rows, shares, st.permutations(range(3)), st.randoms(use_true_random=False))
@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_children_and_units_does_not_count(method: str, values, weights, children, random) -> None:
    array, one_each = np.array(values, dtype="float64"), np.array(weights, dtype="float64")
    units = random.sample(range(len(array)), len(array))
    mixed = aggregate(array[units][:, list(children)], one_each[list(children)], method)
    assert mixed == pytest.approx(aggregate(array, one_each, method)[units])


@given(rows, shares, st.integers(0, 2), st.integers(1, 50))
@pytest.mark.parametrize("method", METHODS)
def test_a_better_child_never_lowers_the_parent(method: str, values, weights, child: int, more: int) -> None:
    array, one_each = np.array(values, dtype="float64"), np.array(weights, dtype="float64")
    better = array.copy()
    better[0, child] += more
    assert aggregate(better, one_each, method)[0] >= aggregate(array, one_each, method)[0] - 1e-9


@given(rows, shares)
def test_the_three_means_keep_their_order_between_the_extremes(values, weights) -> None:
    array, one_each = np.array(values, dtype="float64"), np.array(weights, dtype="float64")
    three = [aggregate(array, one_each, method) for method in ("harmonic", "geometric", "arithmetic")]
    steps = np.stack([array.min(axis=1), *three, array.max(axis=1)])
    assert (np.diff(steps, axis=0) >= -1e-9).all()


@given(rows, shares)
def test_copeland_shares_out_one_point_a_pair(values, weights) -> None:
    units = len(values)
    found = aggregate(np.array(values, dtype="float64"), np.array(weights, dtype="float64"), "copeland")
    assert found.sum() == pytest.approx(units * (units - 1) / 2)
