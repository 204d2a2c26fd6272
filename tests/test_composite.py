"""Carry, normalise, weight, aggregate: tiny frames, every branch and bound, values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from indicators.model import OBSERVATION_COLUMNS, ContractError
from indicators.scoring import composite
from tests.frames import indicator, month, native, observed


def carried(rows, max_carry, first, last, countries=("MLI",)):
    """(country, period, best, status, age) of each month of the grid that has a row."""
    grid = range(month(first), month(last) + 1)
    found = composite.carry(rows, indicator(max_carry=max_carry), countries, grid)
    assert found.index.tolist() == list(range(len(found)))
    names = ["country", "period", "best", "status", "age_months"]
    return [tuple(row) for row in found[names].itertuples(index=False)]


# ---- carry


def test_a_value_is_carried_for_max_carry_months_and_not_one_longer():
    assert carried(native(("MLI", "1999-11", 5)), 3, "1999-10", "2000-03") == [
        ("MLI", "1999-11", 5, "normal", 0), ("MLI", "1999-12", 5, "carried", 1), ("MLI", "2000-01", 5, "carried", 2),
        ("MLI", "2000-02", 5, "carried", 3),
    ]  # fmt: skip


def test_a_value_that_may_not_be_carried_stands_in_its_own_month_alone():
    assert carried(native(("MLI", "2000-01", 5)), 0, "1999-12", "2000-02") == [("MLI", "2000-01", 5, "normal", 0)]


def test_a_newer_value_replaces_the_older_and_one_before_the_grid_reaches_into_it():
    rows = native(("MLI", "2000-02", 7), ("MLI", "1999-12", 5))  # in no order
    assert carried(rows, 2, "2000-01", "2000-03") == [
        ("MLI", "2000-01", 5, "carried", 1), ("MLI", "2000-02", 7, "normal", 0), ("MLI", "2000-03", 7, "carried", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "next_month"),
    [("normal", "carried"), ("provisional", "carried"), ("carried", "carried"), ("estimated", "estimated"),
     ("imputed", "imputed")],
)  # fmt: skip
def test_carrying_never_makes_a_status_better(status, next_month):
    found = carried(native(("MLI", "2000-01", 5, 5, 5, status)), 1, "2000-01", "2000-02")
    assert [row[3] for row in found] == [status, next_month]


def test_each_country_carries_its_own_values_and_rows_are_sorted():
    rows = native(("NER", "2000-01", 1), ("MLI", "2000-02", 2))
    assert carried(rows, 1, "2000-01", "2000-02", ("NER", "MLI")) == [
        ("MLI", "2000-02", 2, "normal", 0), ("NER", "2000-01", 1, "normal", 0), ("NER", "2000-02", 1, "carried", 1),
    ]  # fmt: skip


def test_bounds_source_vintage_and_key_come_along():
    found = composite.carry(native(("MLI", "2000-01", 5, 4, 7)), indicator("a.x", max_carry=1), ["MLI"], [month("2000-02")])
    names = ["indicator", "low", "high", "source", "vintage"]
    assert found[names].to_numpy().tolist() == [["a.x", 4, 7, "s", "v"]]
    assert set(OBSERVATION_COLUMNS) <= set(found.columns)


def test_a_source_that_says_nothing_gives_no_row():
    assert carried(native(), 12, "2000-01", "2000-03") == []


# ---- the contract of a measure


@pytest.mark.parametrize(
    "row",
    [
        ("MLI", "2000-01", math.nan, 0, 1),
        ("MLI", "2000-01", 1, -math.inf, 1),
        ("MLI", "2000-01", 1, 1, math.inf),
        ("MLI", "2000-01", 1, 1 + 1e-8, 2),  # low above best
        ("MLI", "2000-01", 1, 0, 1 - 1e-8),  # high below best
        ("MLI", "2000-01", 1, 1, 1, "guessed"),
    ],
)
def test_a_bad_observation_is_refused_by_name(row):
    rows = native(("MLI", "1999-12", 1), row)
    with pytest.raises(ContractError, match=r"a\.one: 1 bad observations, the first: .*2000-01"):
        composite.carry(rows, indicator(), ["MLI"], [month("2000-01")])


def test_two_values_of_one_month_are_refused_and_counted():
    rows = native(("MLI", "2000-01", 1), ("MLI", "2000-01", 2), ("MLI", "2000-01", 3), ("NER", "2000-01", 1))
    with pytest.raises(ContractError, match="2 bad observations"):
        composite.check_native(rows, "a.one")


def test_binary_noise_in_a_bound_is_no_fault():
    composite.check_native(native(("MLI", "2000-01", 1.0, 1 + 1e-10, 1 - 1e-10)), "a.one")


def test_a_missing_column_is_named():
    with pytest.raises(ContractError, match=r"a\.one: .*'high'"):
        composite.check_native(native().drop(columns="high"), "a.one")


# ---- normalise


@pytest.mark.parametrize(
    ("scale", "goalposts", "raw", "expected"),
    [
        ("linear", (0, 10), [-1, 0, 2.5, 10, 11], [0, 0, 25, 100, 100]),
        ("linear", (2, 10), [2, 4, 10], [0, 25, 100]),  # (4 - 2) / (10 - 2)
        ("linear", (0.8, 0.2), [0.9, 0.8, 0.65, 0.2, 0.1], [0, 0, 25, 100, 100]),  # (0.65 - 0.8) / (0.2 - 0.8)
        # three decades from 0.1 to 100, a third each; 0 and less have no logarithm and score as 0.1
        ("log", (0.1, 100), [-5, 0, 0.01, 0.1, 1, 10, 100, 1000], [0, 0, 0, 0, 100 / 3, 200 / 3, 100, 100]),
        # reversed: the lower goalpost is the one that scores 100
        ("log", (100, 1), [1000, 100, 10, 1, 0, -5], [0, 0, 50, 100, 100, 100]),
    ],
)
def test_goalposts(scale, goalposts, raw, expected):
    found = composite.normalise(np.array(raw, dtype="float64"), indicator(scale=scale, goalposts=goalposts))
    assert found.tolist() == pytest.approx(expected)


def test_low_and_high_swap_where_more_is_better():
    rows = observed(("a.up", "2000-01", 50, 40, 70), ("a.down", "2000-01", 50, 40, 70))
    declared = {"a.up": indicator("a.up"), "a.down": indicator("a.down", goalposts=(100.0, 0.0))}
    scored = composite.indicator_scores(rows, declared)
    assert scored["indicator"].to_dict() == {0: "a.up", 1: "a.down"}  # in the order of the observations
    found = scored.set_index("indicator")
    names = ["score", "score_low", "score_high"]
    assert found.loc["a.up", names].tolist() == pytest.approx([50, 40, 70])
    # 100 - 70 = 30 is the score of the high end, 100 - 40 = 60 of the low end
    assert found.loc["a.down", names].tolist() == pytest.approx([50, 30, 60])


def test_scores_of_nothing_have_their_columns():
    found = composite.indicator_scores(observed(), {})
    assert found.empty
    assert {"score", "score_low", "score_high"} <= set(found.columns)


# ---- weight


def declared(**weights: float):
    """Indicators a_one=3 -> a.one with weight 3."""
    return {name.replace("_", "."): indicator(name.replace("_", "."), weight=weight) for name, weight in weights.items()}


def contributions(rows: pd.DataFrame, indicators, dimensions=None) -> pd.DataFrame:
    scored = composite.indicator_scores(rows, indicators)
    weights = {key: one.weight for key, one in indicators.items()}
    return composite.contributions(scored, indicators, dimensions or {"a": 1.0, "b": 0.5}, weights)


THREE = declared(a_one=3, a_two=2, b_one=1)


def test_points_of_a_dimension_and_of_the_index():
    rows = observed(("a.one", "2000-01", 50), ("a.two", "2000-01", 100), ("b.one", "2000-01", 40))
    found = contributions(rows, THREE).set_index("indicator")
    # a: shares 3/5 and 2/5, points 30 and 40; b: 40. The index weighs a 1 and b 0.5: two thirds and one third.
    assert found["share"].tolist() == pytest.approx([0.6, 0.4, 1])
    assert found["coverage"].tolist() == pytest.approx([1, 1, 1])
    assert found["weight"].tolist() == [3, 2, 1]
    assert found["dimension"].tolist() == ["a", "a", "b"]
    assert found["to_dimension"].tolist() == pytest.approx([30, 40, 40])
    assert found["to_index"].tolist() == pytest.approx([20, 80 / 3, 40 / 3])
    assert found["index_weight"].tolist() == pytest.approx([0.4, 4 / 15, 1 / 3])


def test_sixty_per_cent_of_the_weight_are_enough_and_a_little_less_is_not():
    one = contributions(observed(("a.one", "2000-01", 50)), THREE)  # 3 of 5
    assert one["coverage"].tolist() == pytest.approx([0.6])
    assert one["to_dimension"].tolist() == pytest.approx([50])  # the only one present has the whole share
    two = contributions(observed(("a.two", "2000-01", 50)), THREE)  # 2 of 5
    assert two["coverage"].tolist() == pytest.approx([0.4])
    assert two["to_dimension"].isna().tolist() == [True]
    less = contributions(observed(("a.one", "2000-01", 50)), declared(a_one=59, a_two=41))
    assert less["to_dimension"].isna().tolist() == [True]


def test_binary_noise_does_not_take_a_dimension_away():
    # three of 0.6 are 1.7999999999999998 to a computer, of 3 a hair under 60 %
    weights = declared(a_one=0.6, a_two=0.6, a_three=0.6, a_four=1.2)
    found = contributions(observed(*((f"a.{name}", "2000-01", 50) for name in ("one", "two", "three"))), weights)
    assert found["to_dimension"].notna().all()


def test_the_index_has_points_only_where_every_dimension_has_a_score():
    rows = observed(
        ("a.one", "2000-01", 50), ("b.one", "2000-01", 40),  # a has 60 %
        ("a.two", "2000-02", 50), ("b.one", "2000-02", 40),  # a has 40 %
        ("a.one", "2000-03", 50),  # b is absent
    )  # fmt: skip
    found = contributions(rows, THREE)
    assert found.groupby("period")["to_index"].sum(min_count=1).dropna().to_dict() == pytest.approx({"2000-01": 140 / 3})
    assert found.set_index(["period", "indicator"])["to_dimension"].isna().to_dict() == {
        ("2000-01", "a.one"): False, ("2000-01", "b.one"): False, ("2000-02", "a.two"): True, ("2000-02", "b.one"): False,
        ("2000-03", "a.one"): False,
    }  # fmt: skip


def test_another_countrys_values_complete_nothing():
    rows = observed(("a.one", "2000-01", 50), ("a.two", "2000-01", 50), ("b.one", "2000-01", 40))
    rows.loc[rows["indicator"] != "a.two", "country"] = "NER"
    found = contributions(rows, THREE).set_index(["country", "indicator"])
    assert found["coverage"].to_dict() == pytest.approx({("NER", "a.one"): 0.6, ("MLI", "a.two"): 0.4, ("NER", "b.one"): 1})
    assert found["to_index"].notna().to_dict() == {("NER", "a.one"): True, ("MLI", "a.two"): False, ("NER", "b.one"): True}


def test_an_indicator_without_weight_has_no_row_and_takes_no_coverage():
    rows = observed(("a.one", "2000-01", 50), ("a.two", "2000-01", 100))
    found = contributions(rows, declared(a_two=0, a_one=1))
    assert "index" not in found.columns
    assert found[["indicator", "coverage", "to_dimension"]].to_numpy().tolist() == [["a.one", 1, 50]]


def test_a_dimension_without_weight_is_no_part_of_the_index():
    indicators = declared(a_one=1, b_one=1)
    rows = observed(("a.one", "2000-01", 50), ("b.one", "2000-01", 40, 40, 40, "imputed"), ("a.one", "2000-02", 60))
    found = contributions(rows, indicators, {"a": 2.0, "b": 0.0})
    assert found.set_index(["indicator", "period"])["to_index"].to_dict() == {
        ("a.one", "2000-01"): 50, ("b.one", "2000-01"): 0, ("a.one", "2000-02"): 60,
    }  # fmt: skip
    index = composite.aggregate(found, "index")
    assert index[["period", "score", "status", "coverage"]].to_numpy().tolist() == [
        ["2000-01", 50, "normal", 1], ["2000-02", 60, "normal", 1],
    ]  # fmt: skip


# ---- aggregate


def test_a_dimension_is_the_weighted_mean_with_the_worst_status():
    rows = observed(
        ("a.one", "2000-02", 50, 40, 60), ("a.one", "2000-01", 50, 40, 60, "carried"),
        ("a.two", "2000-01", 100, 80, 100, "provisional"), ("b.one", "2000-01", 40, 0, 80, "estimated"),
    )  # fmt: skip
    found = composite.aggregate(contributions(rows, THREE), "dimension")
    names = ["country", "period", "key", "status"]
    assert found[names].to_numpy().tolist() == [
        ["MLI", "2000-01", "a", "carried"], ["MLI", "2000-01", "b", "estimated"], ["MLI", "2000-02", "a", "normal"],
    ]  # fmt: skip
    # a in January: 0.6 x 50 + 0.4 x 100 = 70, low 24 + 32 = 56, high 36 + 40 = 76
    assert found["score"].tolist() == pytest.approx([70, 40, 50])
    assert found["low"].tolist() == pytest.approx([56, 0, 40])
    assert found["high"].tolist() == pytest.approx([76, 80, 60])
    assert found["coverage"].tolist() == pytest.approx([1, 1, 0.6])


def test_the_index_is_the_weighted_mean_of_its_dimensions():
    rows = observed(("a.one", "2000-01", 50, 40, 60), ("b.one", "2000-01", 80, 10, 90, "imputed"), ("a.two", "2000-02", 1))
    found = composite.aggregate(contributions(rows, THREE), "index")
    assert found[["country", "period", "key", "status"]].to_numpy().tolist() == [["MLI", "2000-01", "index", "imputed"]]
    # two thirds of a, one third of b: score (100 + 80) / 3, low (80 + 10) / 3, high (120 + 90) / 3, coverage (1.2 + 1) / 3
    assert found["score"].tolist() == pytest.approx([60])
    assert found["low"].tolist() == pytest.approx([30])
    assert found["high"].tolist() == pytest.approx([70])
    assert found["coverage"].tolist() == pytest.approx([2.2 / 3])


@pytest.mark.parametrize(
    ("first", "second", "worst"),
    [("normal", "provisional", "provisional"), ("provisional", "carried", "carried"), ("carried", "estimated", "estimated"),
     ("estimated", "imputed", "imputed")],
)  # fmt: skip
def test_the_order_of_the_statuses(first, second, worst):
    rows = observed(("a.one", "2000-01", 1, 1, 1, second), ("a.two", "2000-01", 1, 1, 1, first))
    assert composite.aggregate(contributions(rows, THREE), "dimension")["status"].tolist() == [worst]
