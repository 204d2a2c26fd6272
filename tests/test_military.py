"""Gap, realignment, personnel and spread: fading peaks, habits, the threshold of 500, bounds at the corners; by hand."""

from __future__ import annotations

import pytest

from indicators.dimensions.military import measures as military
from indicators.model import NATIVE_COLUMNS
from tests.frames import people, snapshots, triples, vintage
from tests.test_ledger import ledger_of, one, row

MLI = ("MLI",)


def known(*rows, extra=()):
    frame = ledger_of(*rows).assign(country="MLI")
    return snapshots(vintage("foreign_forces", frame, "curated"), *extra)


def measured(measure, end, *rows, extra=()):
    return triples(measure(known(*rows, extra=extra), MLI, "1990-01", end, terms=military.FIRST_TERMS))


def today(measure, end, *rows):
    """By the method in force."""
    return triples(measure(known(*rows), MLI, "1990-01", end))


def exact(date, figure, **changed):
    """A level without a band: low and high a hair apart would be a range, so best is named."""
    return row(date, figure, figure + 1e-12, personnel_best=figure, **changed)


# ---- the gap


def test_the_peak_fades_by_half_in_sixty_months_and_the_gap_is_what_is_missing_of_it():
    rows = [one("2000-01-31", 1000), one("2000-02-01", 400), one("2005-03-31", 0)]
    found = measured(military.security_gap, "2010-01", *rows)
    assert found["1999-12"] == (0, 0, 0)
    # the band of grade A moves today's level only: 1 - 900 / 1000; more than the peak is no gap
    assert found["2000-01"] == pytest.approx((0, 0, 0.1))
    for period, age in (("2000-02", 1), ("2000-03", 2), ("2004-12", 59)):
        peak = 1000 * 0.5 ** (age / 60)
        # today's low and high are 360 and 440
        assert found[period] == pytest.approx((1 - 400 / peak, 1 - 440 / peak, 1 - 360 / peak))
    # after sixty months less than 500 are left of the peak: a loss says nothing
    assert found["2005-02"] == found["2005-03"] == (0, 0, 0)


def test_a_peak_of_five_hundred_is_enough_and_one_less_is_not():
    # in its own month: 500 x 0.9 leaves a tenth
    assert measured(military.security_gap, "2000-01", one("2000-01-31", 500))["2000-01"] == pytest.approx((0, 0, 0.1))
    assert measured(military.security_gap, "2000-01", one("2000-01-31", 499))["2000-01"] == (0, 0, 0)


def test_a_force_that_grows_again_sets_a_new_peak():
    rows = [one("2000-01-31", 1000), one("2000-02-01", 100), one("2000-03-01", 2000)]
    found = measured(military.security_gap, "2000-03", *rows)
    assert found["2000-03"] == pytest.approx((0, 0, 0.1))


def test_by_the_method_in_force_the_peak_fades_by_half_in_ten_years():
    rows = [exact("2000-01-31", 4000), exact("2000-02-01", 400), exact("2020-01-01", 0)]
    found = today(military.security_gap, "2020-01", *rows)
    assert found["2010-01"][0] == pytest.approx(1 - 400 / 2000)  # 120 months later
    assert found["2020-01"][0] == pytest.approx(1)  # of 4000 a quarter is left, and nobody


# ---- realignment


def test_by_the_method_in_force_a_habit_fades_by_half_in_ten_years():
    rows = [exact("2000-01-31", 1000, bloc="west"), exact("2000-02-01", 0, bloc="west"),
            exact("2000-02-01", 1000, bloc="east", force="G", sponsor="B")]  # fmt: skip
    faded = 0.5 ** (1 / 120)
    assert today(military.realignment, "2000-03", *rows)["2000-03"][0] == pytest.approx(faded / (1 + faded))


def test_the_age_of_a_total_is_that_of_the_figures_behind_half_of_it():
    rows = [
        one("2000-01-31", 600),
        one("2001-01-31", 500, force="G", sponsor="B"),
        one("2001-06-30", 200, force="H", sponsor="C"),
    ]
    found = military.fragmentation(known(*rows), MLI, "1990-01", "2001-06").set_index("period")["age_months"]
    # in June 2001: 200 are new, 500 five months old, 600 seventeen; 650 of 1,300 is reached with the 500 (200 + 500 = 700)
    assert [int(found[period]) for period in ("1999-12", "2000-03", "2001-06")] == [0, 2, 5]


def test_realignment_is_half_the_distance_from_the_habit():
    rows = [exact("2000-01-31", 1000, bloc="west"), exact("2000-02-01", 0, bloc="west"),
            exact("2000-02-01", 1000, bloc="east", force="G", sponsor="B")]  # fmt: skip
    found = measured(military.realignment, "2003-02", *rows)
    assert found["2000-01"] == (0, 0, 0)  # no habit yet
    assert found["2000-02"] == (1, 1, 1)  # the habit is all west, today all east
    faded = 0.5 ** (1 / 36)
    # in March the habit has one month of east and one of west, a month older; half of (|1 - e| + |0 - w|) is w
    assert found["2000-03"][0] == pytest.approx(faded / (1 + faded))
    # m months of east later: west faded^m, east 1 + ... + faded^(m - 1) = (1 - faded^m) / (1 - faded)
    west, east = faded**36, (1 - faded**36) / (1 - faded)
    assert found["2003-02"][0] == pytest.approx(west / (west + east))
    assert west == pytest.approx(0.5)


def test_the_habit_begins_with_the_first_month_of_all():
    rows = [exact("1990-01-31", 1000, bloc="west"), exact("1990-02-01", 0, bloc="west"),
            exact("1990-02-01", 1000, bloc="east", force="G", sponsor="B")]  # fmt: skip
    assert measured(military.realignment, "1990-02", *rows)["1990-02"] == (1, 1, 1)


def test_a_month_with_many_soldiers_makes_no_more_habit_than_one_with_few():
    rows = [exact("2000-01-01", 900, bloc="west"), exact("2000-02-01", 0, bloc="west"),
            exact("2000-02-01", 9000, bloc="east", force="G", sponsor="B"), exact("2000-03-01", 900, bloc="west"),
            exact("2000-03-01", 900, bloc="east", force="G", sponsor="B")]  # fmt: skip
    faded = 0.5 ** (1 / 36)
    # habit: west faded, east 1; today half and half: 1/2 - faded / (1 + faded)
    assert measured(military.realignment, "2000-03", *rows)["2000-03"][0] == pytest.approx(0.5 - faded / (1 + faded))


@pytest.mark.parametrize(("persons", "expected"), [(500, 1), (499, 0)])
def test_below_five_hundred_a_mix_says_nothing(persons, expected):
    rows = [exact("2000-01-31", 1000, bloc="west"), exact("2000-02-01", 0, bloc="west"),
            exact("2000-02-01", persons, bloc="east", force="G", sponsor="B")]  # fmt: skip
    assert measured(military.realignment, "2000-02", *rows)["2000-02"][0] == expected


def test_forces_of_one_bloc_are_one_partner():
    rows = [exact("2000-01-31", 1000, bloc="west"), exact("2000-02-01", 0, bloc="west"),
            exact("2000-02-01", 1000, bloc="west", force="G", sponsor="B")]  # fmt: skip
    assert measured(military.realignment, "2000-02", *rows)["2000-02"] == (0, 0, 0)


# ---- personnel


def test_personnel_is_per_ten_thousand_inhabitants():
    rows = [one("2000-01-31", 100), one("2000-02-01", 300, force="G", sponsor="B", source_grade="B")]
    found = measured(military.foreign_personnel, "2000-02", *rows, extra=(people(("MLI", 1999, 2_000_000)),))
    assert next(iter(found)) == "1999-12"  # before no population is known
    # 100 (90 to 110) in two million are 0.5 in ten thousand; with 300 (225 to 375) 2.0, 1.575 and 2.425
    assert [found[period] for period in ("1999-12", "2000-01", "2000-02")] == [(0, 0, 0), (0.5, 0.45, 0.55), (2, 1.575, 2.425)]


# ---- spread


def test_spread_is_one_less_the_sum_of_squared_shares_with_bounds_at_the_corners():
    rows = [row("2000-01-31", 100, 300, personnel_best=200), row("2000-01-31", 100, 300, personnel_best=200, force="G", sponsor="B"),
            row("2000-01-31", 0, 0, force="H", sponsor="B")]  # fmt: skip
    found = measured(military.fragmentation, "2000-01", *rows)
    assert found["1999-12"] == (0, 0, 0)
    # halves: 1 - 1/2; at the corner 100 to 300: shares 1/4 and 3/4, 1 - 10/16; no corner is more spread than halves
    assert found["2000-01"] == (0.5, 0.375, 0.5)


def test_one_sponsor_is_no_spread_whatever_its_forces():
    rows = [one("2000-01-31", 100), one("2000-01-31", 100, force="G")]
    assert measured(military.fragmentation, "2000-01", *rows)["2000-01"] == (0, 0, 0)
    assert measured(military.fragmentation, "2000-01", exact("2000-01-31", 1))["2000-01"][0] == 0  # nor is one person


# ---- all four


def test_a_month_is_as_sure_as_its_worst_level_and_one_without_forces_is_a_zero():
    rows = [one("1998-12-31", 100), row("2000-02-01", 100, 300, basis="estimate", force="G"), one("2000-03-01", 100), one("2000-04-01", 0),
            one("2000-05-01", 0, force="G")]  # fmt: skip
    found = military.fragmentation(known(*rows), MLI, "1990-01", "2000-05").set_index("period")
    status = found["status"].to_dict()
    assert [status[period] for period in ("1990-01", "1998-12", "1999-12", "2000-01", "2000-02", "2000-04", "2000-05")] == [
        "normal", "normal", "normal", "carried", "estimated", "estimated", "normal",
    ]  # fmt: skip
    assert (found.index[0], found.index[-1], len(found)) == ("1990-01", "2000-05", 125)
    assert set(found["vintage"]) == {"curated"}
    assert set(found["source"]) == {"foreign_forces"}


@pytest.mark.parametrize(
    "measure", [military.security_gap, military.realignment, military.foreign_personnel, military.fragmentation]
)
def test_without_a_ledger_or_for_another_country_there_is_no_row(measure):
    for found in (
        measure(snapshots(), MLI, "1990-01", "2000-01"),
        measure(known(one("1995-01-01", 1)), ("NER",), "1990-01", "2000-01"),
    ):
        assert found.empty
        assert set(NATIVE_COLUMNS) <= set(found.columns)


def test_a_ledger_in_which_nobody_ever_was_is_a_zero():
    found = measured(military.foreign_personnel, "2000-02", one("2000-01-31", 0), extra=(people(("MLI", 1998, 10_000)),))
    assert found["2000-02"] == (0, 0, 0)
