"""Deaths month by month: what is covered, what counts first, the bounds of totals before and after a year is complete; by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from indicators.dimensions.conflict import deaths, events
from tests.conflict_frames import event, ged, sums, totals, years
from tests.frames import month, snapshots, table

NAN = math.nan
NOTHING = table("month", [])


def series(known, first, last, name="best", country="MLI", measure=deaths.monthly):
    return getattr(measure(known, country, month(first), month(last)), name).tolist()


def resting(found):
    return {vintage: where.tolist() for vintage, where in found.rests.items()}


# ---- events


def test_a_covered_month_without_an_event_is_a_zero_and_one_outside_is_not_known():
    known = snapshots(ged("24.1", "2023-02", "2023-04", event("2023-03-31", 5, 4, 7), event("2023-03-01", 1, 0, 1)))
    assert series(known, "2023-01", "2023-05") == pytest.approx([NAN, 0, 6, 0, NAN], nan_ok=True)
    assert series(known, "2023-01", "2023-05", "low") == pytest.approx([NAN, 0, 4, 0, NAN], nan_ok=True)
    assert series(known, "2023-01", "2023-05", "high") == pytest.approx([NAN, 0, 8, 0, NAN], nan_ok=True)
    assert series(known, "2023-03", "2023-03", "early_low") == [4]
    assert series(known, "2023-03", "2023-03", "early_high") == [8]
    found = deaths.monthly(known, "MLI", month("2023-01"), month("2023-05"))
    assert resting(found) == {("ucdp_ged", "24.1"): [False, True, True, True, False]}
    assert found.resting("ucdp_ged", "ucdp_totals").tolist() == [False, True, True, True, False]
    assert found.resting("ucdp_totals").tolist() == found.resting().tolist() == [False] * 5
    assert found.rank.tolist() == [0] * 5
    assert found.numbers.tolist() == [month("2023-01") + place for place in range(5)]


def test_events_are_those_of_the_country_and_of_covered_countries():
    known = snapshots(ged("24.1", "2023-01", "2023-02", event("2023-01-31", 5), event("2023-01-31", 3, country="NER")))
    assert series(known, "2023-01", "2023-01", country="NER") == [3]
    assert math.isnan(series(known, "2023-01", "2023-01", country="FRA")[0])
    world = snapshots(ged("24.1", "2023-01", "2023-02", countries=None))
    assert series(world, "2023-01", "2023-01", country="FRA") == [0]


def test_candidate_months_are_provisional_and_final_ones_are_not():
    known = snapshots(
        ged("24.1", "2023-01", "2023-12", event("2023-12-31", 5)),
        ged("24.0.2", "2024-01", "2024-02", event("2024-02-29", 2)),
    )  # fmt: skip
    found = deaths.monthly(known, "MLI", month("2023-12"), month("2024-03"))
    assert found.best.tolist() == pytest.approx([5, 0, 2, NAN], nan_ok=True)
    assert found.rank.tolist() == [0, 1, 1, 0]  # 1: provisional
    assert resting(found) == {
        ("ucdp_ged", "24.1"): [True, False, False, False], ("ucdp_ged", "24.0.2"): [False, True, True, False],
    }  # fmt: skip


# ---- which releases are in force


def versions(*vintages):
    found = events.known(snapshots(*vintages), "MLI")
    return found.versions if found else None


def test_the_newest_annual_release_and_candidates_that_end_after_it():
    annual, newer = ged("23.1", "2020-01", "2022-12"), ged("24.1", "2020-01", "2023-12")
    old, over, fresh = (
        ged("23.0.12", "2023-01", "2023-12"),
        ged("23.0.1", "2023-12", "2024-01"),
        ged("24.0.3", "2024-03", "2024-03"),
    )
    assert versions(annual, old, newer, fresh) == ("24.1", "24.0.3")
    assert versions(annual, old, newer, over) == ("24.1", "23.0.1")  # ends in a later month
    assert versions(newer, old) == ("24.1",)  # published after it, about none of the months after it
    assert versions(annual, old) == ("23.1", "23.0.12")
    assert versions(old) == ("23.0.12",)
    assert versions(annual, ged("23.1-seen-2024-01-01", "2020-01", "2022-12")) == ("23.1-seen-2024-01-01",)
    assert versions(ged("24.1", "2020-01", "2023-12", countries=("NER",))) is None
    assert versions() is None


def test_a_release_whose_months_a_later_one_covers_is_left_out():
    one, two = ged("24.0.1", "2024-01", "2024-01"), ged("24.0.2", "2024-01", "2024-02")
    assert versions(one, two) == ("24.0.2",)
    assert versions(one, ged("24.0.1-seen-2024-03-01", "2024-01", "2024-01")) == ("24.0.1-seen-2024-03-01",)  # the same months
    assert versions(ged("24.0.1", "2024-01", "2024-02"), ged("24.0.2", "2024-02", "2024-03")) == ("24.0.1", "24.0.2")
    assert versions(ged("24.0.1", "2024-01", "2024-03"), ged("24.0.2", "2024-01", "2024-02")) == ("24.0.1", "24.0.2")
    assert versions(ged("24.0.1", "2024-02", "2024-03"), ged("24.0.2", "2024-03", "2024-03")) == ("24.0.1", "24.0.2")


def test_a_later_release_replaces_its_months_and_the_events_it_repeats():
    repeated = event("2023-11-30", 9)
    first = ged(
        "24.0.1", "2023-11", "2024-01", repeated, event("2023-12-31", 1), event("2024-01-01", 100), event("2024-01-31", 10)
    )
    # dated anew, and one more death of December, outside the months it is about
    later = ged(
        "24.0.2", "2024-01", "2024-02", {**repeated, "date_end": "2024-01-15"}, event("2023-12-15", 50), event("2024-02-01", 4)
    )
    known = snapshots(first, later)
    # November: its event has moved to January; December: 1 and 50; January: only what the later one says of it
    assert series(known, "2023-11", "2024-03") == pytest.approx([0, 51, 9, 4, NAN], nan_ok=True)
    # December rests on both: the later one adds an event to it, though it is about January and February
    assert resting(deaths.monthly(known, "MLI", month("2023-11"), month("2024-03"))) == {
        ("ucdp_ged", "24.0.1"): [True, True, False, False, False], ("ucdp_ged", "24.0.2"): [False, True, True, True, False],
    }  # fmt: skip


def test_an_event_of_a_month_no_release_is_about_makes_nothing_rest_on_it():
    known = snapshots(ged("24.0.2", "2024-01", "2024-01", event("2023-12-15", 50), event("2024-01-15", 1)))
    found = events.known(known, "MLI")
    assert {version: where.tolist() for version, where in found.releases([month("2023-12"), month("2024-01")]).items()} == {
        "24.0.2": [False, True]
    }


def test_coverage_and_provisional_months_follow_the_spans():
    spans = ((10, 12, False), (12, 14, True))
    one = events.Events(NOTHING, spans, ())
    months = [9, 10, 11, 12, 13, 14, 15]
    assert one.covered(months).tolist() == [False, True, True, True, True, True, False]
    assert one.provisional(months).tolist() == [False, False, False, False, True, True, False]
    nothing = events.Events(NOTHING, (), ())
    assert nothing.covered(months).tolist() == nothing.provisional(np.array(months)).tolist() == [False] * 7
    assert events.Events(NOTHING, ((10, 12, True),), ()).provisional([11]).tolist() == [True]
    two = events.Events(NOTHING, ((10, 12, False), (13, 14, False), (14, 15, True)), ())
    assert two.provisional(months).tolist() == [False] * 6 + [True]


# ---- sums and totals


def test_events_come_first_then_their_sums_then_totals():
    known = snapshots(
        ged("24.1", "2023-01", "2023-01", event("2023-01-31", 5)),
        sums("24.1", "2023-01", "2023-02", ("MLI", "2023-01", "non_state", 70, 70, 70, 0), ("MLI", "2023-02", "non_state", 7, 6, 8, 0),
             ("MLI", "2023-02", "one_sided", 1, 1, 1, 0), ("NER", "2023-02", "one_sided", 90, 90, 90, 0)),
        totals(("MLI", "2023-01", 900), ("MLI", "2023-02", 900), ("MLI", "2023-03", 9), ("NER", "2023-04", 4)),
    )  # fmt: skip
    found = deaths.monthly(known, "MLI", month("2023-01"), month("2023-04"))
    assert found.best.tolist() == pytest.approx([5, 8, 9, NAN], nan_ok=True)
    assert found.low.tolist()[:2] == [5, 7]
    assert found.high.tolist()[:2] == [5, 9]
    assert resting(found) == {
        ("ucdp_ged", "24.1"): [True, False, False, False], ("ucdp_months", "24.1"): [False, True, False, False],
        ("ucdp_totals", "T"): [False, False, True, False],
    }  # fmt: skip
    assert found.rank.tolist() == [0, 0, 1, 0]  # a total that no final year covers is provisional


def test_sums_of_candidates_are_provisional_and_a_country_without_a_row_had_none():
    known = snapshots(sums("24.1", "2023-12", "2023-12"), sums("24.0.1", "2024-01", "2024-01"))
    found = deaths.monthly(known, "FRA", month("2023-12"), month("2024-02"))
    assert found.best.tolist() == pytest.approx([0, 0, NAN], nan_ok=True)
    assert found.rank.tolist() == [0, 1, 0]
    assert resting(found) == {("ucdp_months", "24.1"): [True, False, False], ("ucdp_months", "24.0.1"): [False, True, False]}


def test_totals_speak_of_the_countries_they_cover():
    rows = ("MLI", "2023-01", 9), ("NER", "2023-01", 4)
    assert series(snapshots(totals(*rows)), "2023-01", "2023-01") == [9]
    assert math.isnan(series(snapshots(totals(*rows)), "2023-01", "2023-01", country="NER")[0])
    assert series(snapshots(totals(*rows, countries=None)), "2023-01", "2023-01", country="NER") == [4]


YEARS = years(
    "24.1",
    ("MLI", 2020, "state_based", 100, 50, 300, 0, 1),
    ("MLI", 2021, "state_based", 150, 140, 160, 0, 1), ("MLI", 2021, "one_sided", 50, 40, 100, 0, 0),
    ("NER", 2021, "state_based", 1000, 0, 9000, 0, 1),
    ("MLI", 2022, "state_based", 0, 0, 5, 0, 1),  # no death, no ratio
    ("MLI", 2023, "state_based", 10, 10, 20, 0, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("period", "low", "high", "early_low", "early_high", "rank"),
    [
        # 2021: 180 / 200 and 260 / 200 once over; before, the 50 / 100 and 300 / 100 of 2020
        ("2021-12", 9, 13, 5, 30, 0),
        # 2022 has no ratio of its own and takes that of a consolidated month, 0.47 to 1.15; before it is over, that of 2021
        ("2022-01", 4.7, 11.5, 9, 13, 0),
        ("2023-12", 10, 20, 4.7, 11.5, 0),
        # a first release, 0.29 to 1.58
        ("2024-01", 2.9, 15.8, 2.9, 15.8, 1),  # no final release yet: the ratio of 2023 says nothing
    ],
)
def test_bounds_of_a_total_before_and_after_its_year_is_complete(period, low, high, early_low, early_high, rank):
    known = snapshots(YEARS, totals(("MLI", period, 10)))
    found = deaths.monthly(known, "MLI", month(period), month(period))
    values = [float(getattr(found, name)[0]) for name in ("best", "low", "high", "early_low", "early_high")]
    assert values == pytest.approx([10, low, high, early_low, early_high])
    assert found.rank.tolist() == [rank]
    assert resting(found) == {("ucdp_totals", "T"): [True], ("ucdp_cy", "24.1"): [rank == 0]}


@pytest.mark.parametrize(
    ("version", "year"),
    [("24.1", 2023), ("26.1", 2025), ("24.1-seen-2024-09-01", 2023), ("24.0.5", 0), ("mine", 0), ("124.1", 0)],
)
def test_a_final_release_covers_the_years_before_its_own(version, year):
    assert deaths.final_through(years(version)) == year
    assert deaths.final_through(None) == 0
