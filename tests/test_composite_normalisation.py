"""Every way to normalise, by hand: the vectors are small enough to do on paper, and the comments do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.composite import normalisation
from indicators.composite.hierarchy import Goalposts

NAN = np.nan
numbers = st.lists(st.integers(-1000, 1000), min_size=2, max_size=8, unique=True)


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype="float64")[:, None]


def scores(values: list[float], method: str, **arguments: object) -> list[float]:
    return normalisation.normalise(column(*values), method, **arguments)[:, 0].tolist()  # type: ignore[arg-type]


def posts(lower: float, upper: float, log: bool = False) -> Goalposts:
    return Goalposts(np.array([lower]), np.array([upper]), np.array([log]))


@pytest.mark.parametrize(
    ("method", "direction", "expected"),
    [
        # of 2, 4, 9 the range is 7: 0/7, 2/7, 7/7
        ("minmax", 1, [0, 200 / 7, 100]),
        # of -2, -4, -9 the lowest is -9: 7/7, 5/7, 0/7
        ("minmax", -1, [100, 500 / 7, 0]),
        # 1 - 7/7, 1 - 5/7, 1 - 0/7, on 0 to 1 as in COINr
        ("dist2max", 1, [0, 2 / 7, 1]),
        ("dist2max", -1, [1, 5 / 7, 0]),
        # mean 5, deviations -3, -1, 4, squares 9 + 1 + 16 = 26, over n - 1 = 2 gives 13
        ("zscore", 1, [-3 / 13**0.5, -1 / 13**0.5, 4 / 13**0.5]),
        ("zscore", -1, [3 / 13**0.5, 1 / 13**0.5, -4 / 13**0.5]),
        ("rank", 1, [1, 2, 3]),
        ("rank", -1, [3, 2, 1]),
        ("borda", 1, [0, 1, 2]),
        ("borda", -1, [2, 1, 0]),
        ("prank", 1, [0, 0.5, 1]),
        ("prank", -1, [1, 0.5, 0]),
        ("none", 1, [2, 4, 9]),
        ("none", -1, [-2, -4, -9]),
    ],
)
def test_each_method_in_both_directions(method: str, direction: int, expected: list[float]) -> None:
    assert scores([2, 4, 9], method, directions=direction) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # without the missing value the same three numbers are left
        ("minmax", [0, NAN, 200 / 7, 100]),
        ("dist2max", [0, NAN, 2 / 7, 1]),
        ("zscore", [-3 / 13**0.5, NAN, -1 / 13**0.5, 4 / 13**0.5]),
        ("rank", [1, NAN, 2, 3]),
        ("borda", [0, NAN, 1, 2]),
        ("prank", [0, NAN, 0.5, 1]),
        ("none", [2, NAN, 4, 9]),
    ],
)
def test_a_missing_value_stays_missing_and_moves_no_other(method: str, expected: list[float]) -> None:
    assert scores([2, NAN, 4, 9], method) == pytest.approx(expected, abs=1e-12, nan_ok=True)


def test_equal_values_share_the_lowest_of_their_ranks() -> None:
    assert scores([5, 2, 5, 9], "rank") == [2, 1, 2, 4]
    assert scores([5, 2, 5, 9], "borda") == [1, 0, 1, 3]
    assert scores([5, 2, 5, 9], "prank") == pytest.approx([1 / 3, 0, 1 / 3, 1])
    assert scores([5, 2, 5, 9], "rank", directions=-1) == [2, 4, 2, 1]
    assert scores([7, 7, 7], "rank") == [1, 1, 1]


def test_minmax_reaches_both_ends_it_is_stretched_onto() -> None:
    assert scores([2, 4, 9], "minmax", onto=(1, 100)) == pytest.approx([1, 1 + 99 * 2 / 7, 100])
    assert scores([2, 4, 9], "minmax", onto=(0, 1)) == pytest.approx([0, 2 / 7, 1])
    assert scores([2, 4, 9], "minmax", onto=(-10, 10)) == pytest.approx([-10, -10 + 40 / 7, 10])


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        # reference 4, lowest 2: 1 - 2/2, 1 - 0/2, 1 - (4 - 9)/2
        (1, [0, 1, 3.5]),
        # -2, -4, -9: reference -4, lowest -9: 1 - (-4 + 2)/5, 1 - 0/5, 1 - (-4 + 9)/5
        (-1, [1.4, 1, 0]),
    ],
)
def test_distance_to_a_reference_unit(direction: int, expected: list[float]) -> None:
    assert scores([2, 4, 9], "dist2ref", reference=1, directions=direction) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "rising", "falling"), [(10, 0, 100), (20, 0, 100), (36.25, 25, 75), (52.5, 50, 50), (85, 100, 0), (90, 100, 0)]
)
def test_goalposts_hold_at_both_ends(value: float, rising: float, falling: float) -> None:
    # 20 to 85 is 65 wide: 16.25 above the lower is a quarter, 32.5 a half
    assert scores([value], "goalposts", goalposts=posts(20, 85)) == pytest.approx([rising])
    assert scores([value], "goalposts", goalposts=posts(20, 85), directions=-1) == pytest.approx([falling])
    assert scores([value], "goalposts", goalposts=posts(20, 85), onto=(1, 2)) == pytest.approx([1 + rising / 100])


@pytest.mark.parametrize(("value", "rising"), [(-5, 0), (0, 0), (100, 0), (1000, 50), (10_000, 100), (99_999, 100)])
def test_goalposts_on_a_logarithmic_scale(value: float, rising: float) -> None:
    # from 100 to 10,000 are two powers of ten, 1,000 is one
    assert scores([value], "goalposts", goalposts=posts(100, 10_000, log=True)) == pytest.approx([rising])
    assert scores([value], "goalposts", goalposts=posts(100, 10_000, log=True), directions=-1) == pytest.approx([100 - rising])


def test_each_indicator_has_its_own_direction_goalposts_and_scale() -> None:
    both = Goalposts(np.array([0.0, 1.0]), np.array([10.0, 100.0]), np.array([False, True]))
    found = normalisation.normalise(np.array([[5.0, 10.0], [1.0, 1.0]]), "goalposts", goalposts=both, directions=[1, -1])
    assert found == pytest.approx(np.array([[50, 50], [10, 100]]))


def test_an_indicator_without_any_value_stays_missing() -> None:
    empty = np.array([[1.0, NAN], [2.0, NAN]])
    for method in ("minmax", "zscore", "rank", "prank", "borda", "dist2max", "none"):
        assert np.isnan(normalisation.normalise(empty, method)[:, 1]).all()
    assert np.isnan(normalisation.normalise(empty, "dist2ref", reference=1)[:, 1]).all()


@pytest.mark.parametrize("method", ["minmax", "dist2max", "zscore"])
@pytest.mark.parametrize("values", [[0.1, 0.1, 0.1], [0.1, NAN, NAN]])  # the sd of three times 0.1 comes out as 1.7e-17
def test_equal_values_are_refused_by_name(method: str, values: list[float]) -> None:
    with pytest.raises(ValueError, match="indicator rain: every unit has the same value; use goalposts or leave it out"):
        scores(values, method, names=["rain"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"method": "fracmax"}, "no normalisation 'fracmax'; there are minmax, zscore"),
        ({"method": "goalposts"}, "need the columns lower and upper"),
        ({"method": "goalposts", "goalposts": posts(NAN, NAN)}, "indicator 0: it has no goalposts"),
        ({"method": "dist2ref"}, "needs the reference unit"),
        ({"method": "dist2ref", "reference": 0}, "the reference unit has the lowest value"),
        ({"method": "dist2ref", "reference": 2}, "the reference unit has no value"),
        ({"method": "prank", "values": column(1.0, NAN)}, "one unit alone has no percentile rank"),
        ({"method": "minmax", "values": np.zeros(3)}, r"not of shape \(3,\)"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        normalisation.normalise(**{"values": column(1, 2, NAN)} | arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", normalisation.METHODS)
@pytest.mark.parametrize("block", [1, 12, normalisation.BLOCK])
def test_draws_are_normalised_each_for_itself(method: str, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(normalisation, "BLOCK", block)
    values = np.random.default_rng(4).integers(1, 9, (6, 3, 5)).astype("float64")
    values[0, :, :], values[1, :, :], values[2, 1, 3] = 0.0, 9.0, NAN
    given = {
        "directions": [1, -1, 1], "reference": 3, "names": ["a", "b", "c"],
        "goalposts": Goalposts(np.array([1.0, 2, 1]), np.array([8.0, 7, 9]), np.array([False, False, True])),
    }  # fmt: skip
    before = values.copy()
    whole = normalisation.normalise(values, method, **given)  # type: ignore[arg-type]
    for draw in range(5):
        assert np.array_equal(whole[:, :, draw], normalisation.normalise(values[:, :, draw], method, **given), equal_nan=True)  # type: ignore[arg-type]
    assert np.array_equal(values, before, equal_nan=True), "the values given are left as they are"


@given(numbers, st.integers(1, 50), st.integers(-500, 500))
@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "prank", "borda", "dist2max"])
def test_the_unit_of_measurement_does_not_count(method: str, values: list[int], times: int, plus: int) -> None:
    assert scores([times * value + plus for value in values], method) == pytest.approx(scores(values, method), abs=1e-9)


@given(numbers)
@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "prank", "borda", "dist2max"])
def test_a_higher_value_has_a_higher_score_and_a_reversed_one_a_lower(method: str, values: list[int]) -> None:
    order = np.argsort(values)
    assert (np.diff(np.array(scores(values, method))[order]) > 0).all()
    assert (np.diff(np.array(scores(values, method, directions=-1))[order]) < 0).all()


@given(numbers, st.randoms(use_true_random=False))
@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "prank", "borda", "dist2max"])
def test_the_order_of_the_units_does_not_count(method: str, values: list[int], random) -> None:
    order = list(range(len(values)))
    random.shuffle(order)
    direct = scores(values, method)
    assert scores([values[place] for place in order], method) == pytest.approx([direct[place] for place in order], abs=1e-12)
