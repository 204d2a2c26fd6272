"""Inhabitants of a month: December counts, five years of carrying, one country at a time; by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators.dimensions import population
from tests.frames import month, people, snapshots

KNOWN = snapshots(people(("MLI", 2001, 12.0), ("MLI", 2000, 11.0), ("NER", 2003, 20.0)))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2000-11", math.nan),  # the estimate of 2000 counts from December
        ("2000-12", 11.0), ("2001-11", 11.0), ("2001-12", 12.0),
        ("2006-12", 12.0),  # sixty months
        ("2007-01", math.nan),
    ],
)  # fmt: skip
def test_a_month_has_the_last_december_of_five_years(period, expected):
    one = population.inhabitants(KNOWN, "MLI", [month(period)])
    of = population.of(KNOWN, pd.Series(["MLI"]), [month(period)])
    assert [one[0], of[0]] == pytest.approx([expected, expected], nan_ok=True)


def test_rows_keep_their_place_and_their_country():
    wanted = [month(period) for period in ("2004-01", "2003-11", "2001-12", "2000-12")]
    found = population.of(KNOWN, pd.Series(["NER", "NER", "MLI", "MLI"], index=[7, 7, 8, 9]), wanted)
    assert found.tolist() == pytest.approx([20, math.nan, 12, 11], nan_ok=True)


def test_without_a_table_or_a_country_nobody_is_known():
    assert math.isnan(population.inhabitants(snapshots(), "MLI", [month("2001-12")])[0])
    assert math.isnan(population.inhabitants(KNOWN, "FRA", [month("2001-12")])[0])
    assert math.isnan(population.of(snapshots(), pd.Series(["MLI"]), [month("2001-12")])[0])


def test_years_are_sorted_and_of_the_countries_asked_for():
    found = population.yearly(KNOWN, ["MLI"])
    assert found[["country", "year", "population"]].to_numpy().tolist() == [["MLI", 2000, 11], ["MLI", 2001, 12]]
    assert found.index.tolist() == [0, 1]
    assert population.yearly(snapshots(), ["MLI"]).empty
