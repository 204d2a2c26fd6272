"""Observations as arrays and their weighted means: coverage, what is missing, status, age; by hand."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.scoring import panel
from tests.frames import indicator, month, observed

KEYS = {key: indicator(key) for key in ("a.one", "a.two", "a.three")}
WEIGHTS = {"a.one": 3.0, "a.two": 2.0}
STATUSES = ("normal", "provisional", "carried", "estimated", "imputed")


def whole(*rows: tuple[object, ...], indicators=None) -> panel.Panel:
    return panel.of(observed(*rows), indicators or KEYS)


def test_months_run_from_the_first_to_the_last_observed_and_gaps_are_missing():
    found = whole(("a.two", "2000-03", 7), ("a.one", "2000-01", 5, 4, 8, "carried", 2), ("b.other", "1999-01", 1))
    assert found.periods == ("2000-01", "2000-02", "2000-03")
    assert found.numbers.tolist() == [month("2000-01"), month("2000-02"), month("2000-03")]
    assert found.keys == ("a.one", "a.two", "a.three")
    assert found.country == "MLI"
    nan = np.nan
    np.testing.assert_allclose(found.score, [[5, nan, nan], [nan] * 3, [nan, 7, nan]])
    assert [float(found.low[0, 0]), float(found.high[0, 0]), float(found.low[2, 1])] == pytest.approx([4, 8, 7])
    assert found.present.tolist() == [[True, False, False], [False] * 3, [False, True, False]]
    assert (found.rank[0, 0], found.rank[2, 1], found.age[0, 0], found.age[2, 1]) == (2, 0, 2, 0)
    assert found.members(["a.three", "a.one"]) == [2, 0]


def test_nothing_observed_has_no_month():
    found = whole()
    assert (found.periods, found.score.shape, found.country) == ((), (0, 3), "")


def test_of_reversed_goalposts_the_high_raw_value_is_the_low_score():
    # goalposts 200 and 100: 160 scores 40, raw low 150 scores 50, raw high 190 scores 10
    found = whole(("a.one", "2000-01", 160, 150, 190), indicators={"a.one": indicator(goalposts=(200.0, 100.0))})
    assert [float(one[0, 0]) for one in (found.low, found.score, found.high)] == pytest.approx([10, 40, 50])


def test_a_mean_and_its_bounds():
    found = panel.mean(whole(("a.one", "2000-01", 50, 40, 60), ("a.two", "2000-01", 100, 80, 100)), WEIGHTS)
    # 0.6 x 50 + 0.4 x 100, 24 + 32, 36 + 40
    assert [float(one[0]) for one in (found.score, found.low, found.high)] == pytest.approx([70, 56, 76])
    assert (found.coverage[0], found.stale[0], found.provisional[0], found.rank[0]) == (1, 0, 0, 0)


def test_exactly_sixty_per_cent_is_enough_and_less_is_nothing_at_all():
    rows = ("a.one", "2000-01", 50), ("a.two", "2000-02", 80), ("a.three", "2000-03", 9)
    found = panel.mean(whole(*rows), WEIGHTS)
    # 3 of 5 in January, 2 of 5 in February, in March only an indicator that has no weight here
    np.testing.assert_equal(found.score, [50, np.nan, np.nan])
    assert found.coverage[0] == pytest.approx(0.6)
    for one in (found.low, found.high, found.rank, found.coverage, found.stale, found.provisional):
        assert np.isnan(one).tolist() == [False, True, True]
    # three of 0.6 are 1.7999999999999998 to a computer, and still 60 % of 3
    thrice = panel.mean(
        panel.of(
            observed(*((f"a.{name}", "2000-01", 5) for name in "xyz")), {f"a.{name}": indicator(f"a.{name}") for name in "wxyz"}
        ),
        {"a.x": 0.6, "a.y": 0.6, "a.z": 0.6, "a.w": 1.2},
    )
    assert thrice.score.tolist() == pytest.approx([5])


def test_where_all_are_needed_one_missing_is_too_many():
    rows = ("a.one", "2000-01", 50), ("a.one", "2000-02", 50), ("a.two", "2000-02", 100)
    np.testing.assert_allclose(panel.mean(whole(*rows), WEIGHTS, 1.0).score, [np.nan, 70])


def test_a_weight_of_zero_takes_no_part():
    rows = ("a.one", "2000-01", 50), ("a.two", "2000-01", 90, 0, 100, "imputed", 40)
    found = panel.mean(whole(*rows), {"a.one": 1.0, "a.two": 0.0})
    assert [float(one[0]) for one in (found.score, found.low, found.rank, found.stale, found.coverage)] == [50, 50, 0, 0, 1]


@pytest.mark.parametrize(("first", "second"), [(place, other) for place in range(5) for other in range(place, 5)])
def test_the_worst_status_of_what_is_there(first, second):
    rows = ("a.one", "2000-01", 1, 1, 1, STATUSES[second]), ("a.two", "2000-01", 1, 1, 1, STATUSES[first])
    assert panel.mean(whole(*rows), WEIGHTS).rank.tolist() == [second]


def test_a_figure_is_stale_after_twelve_months_and_shares_are_of_what_is_there():
    rows = (
        ("a.one", "2000-01", 1, 1, 1, "carried", 12), ("a.two", "2000-01", 1, 1, 1, "carried", 13),
        ("a.one", "2000-02", 1, 1, 1, "carried", 13),
        ("a.one", "2000-03", 1, 1, 1, "provisional"), ("a.two", "2000-03", 1, 1, 1, "carried", 3),
    )  # fmt: skip
    found = panel.mean(whole(*rows), WEIGHTS)
    assert found.stale.tolist() == pytest.approx([0.4, 1, 0])  # two of five; alone, the whole
    # provisional is lost in the status, which is the worst, and kept in the share
    assert found.provisional.tolist() == pytest.approx([0, 0, 0.6])
    assert found.rank.tolist() == [2, 2, 2]


def means(score, coverage=1.0, rank=0.0, low=None, high=None, stale=0.0, provisional=0.0) -> panel.Mean:
    """A mean of three months, of which the last has none."""

    def of(value: float) -> np.ndarray:
        return np.array([value, value, np.nan])

    values = score, score if low is None else low, score if high is None else high, rank, coverage, stale, provisional
    return panel.Mean(*(of(value) for value in values))


def test_the_mean_of_means_weighs_them_and_everything_that_stands_beside():
    parts = {
        "a": means(60, coverage=0.6, rank=1, low=30, high=90, stale=0.5, provisional=1),
        "b": means(30, rank=3, low=0, high=60), "c": means(99, rank=4),
    }  # fmt: skip
    found = panel.over(parts, {"a": 2.0, "b": 1.0, "c": 0.0}, np.array([False, True, True]))
    # (2 x 60 + 30) / 3; the first month is not allowed, the last has no score; c counts for nothing
    np.testing.assert_allclose(found.score, [np.nan, 50, np.nan])
    second = [float(getattr(found, name)[1]) for name in ("low", "high", "rank", "coverage", "stale", "provisional")]
    assert second == pytest.approx([20, 80, 3, 2.2 / 3, 1 / 3, 2 / 3])
    assert np.isnan(found.rank[[0, 2]]).all()


def test_one_part_without_a_score_leaves_the_whole_without():
    short = panel.Mean(*(np.array([np.nan, 5, 5]) for _ in range(7)))
    found = panel.over({"a": means(60), "b": short}, {"a": 1.0, "b": 1.0}, np.array([True] * 3))
    np.testing.assert_equal(found.score, [np.nan, 32.5, np.nan])
