"""Civilians killed month by month, floors where they are not told, and the types of sums; worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from indicators.dimensions.conflict import deaths, events
from tests.conflict_frames import event, ged, sums, totals, years
from tests.frames import month, snapshots

NAN = math.nan


def test_civilians_are_one_sided_deaths_and_civilian_deaths_of_the_other_types():
    known = snapshots(
        ged(
            "24.1", "2023-01", "2023-02",
            event("2023-01-31", 5, 3, 9, type="one_sided", deaths_civilians=4),
            event("2023-01-31", 50, 40, 60, type="state_based", deaths_civilians=2),
            event("2023-01-31", 500, 400, 600, type="non_state", deaths_civilians=1),
        ),
        sums("24.1", "2023-01", "2023-03", ("MLI", "2023-01", "one_sided", 99, 99, 99, 99),
             ("MLI", "2023-03", "one_sided", 6, 5, 7, 6), ("MLI", "2023-03", "state_based", 70, 60, 80, 3)),
        totals(("MLI", "2023-04", 9)),
    )  # fmt: skip
    found = deaths.civilian(known, "MLI", month("2023-01"), month("2023-04"))
    # January 5 + 2 + 1, low 3 + 3, high 9 + 3; March from the sums 6 + 3; totals say nothing of civilians
    assert found.best.tolist() == pytest.approx([8, 0, 9, NAN], nan_ok=True)
    assert found.low.tolist() == pytest.approx([6, 0, 8, NAN], nan_ok=True)
    assert found.high.tolist() == pytest.approx([12, 0, 10, NAN], nan_ok=True)
    assert {vintage: where.tolist() for vintage, where in found.rests.items()} == {
        ("ucdp_ged", "24.1"): [True, True, False, False], ("ucdp_months", "24.1"): [False, False, True, False],
    }  # fmt: skip
    assert found.rank.tolist() == [0, 0, 0, 0]


RATIO = years(
    "24.1", ("MLI", 2021, "one_sided", 10, 10, 10, 10, 0), ("MLI", 2021, "state_based", 90, 90, 90, 5, 1),  # 15 / 10
    ("MLI", 2022, "one_sided", 20, 20, 20, 20, 0), ("MLI", 2022, "non_state", 90, 90, 90, 20, 1),  # 40 / 20
    ("MLI", 2023, "one_sided", 0, 0, 0, 0, 0), ("MLI", 2023, "state_based", 90, 90, 90, 7, 1),  # no one-sided death, no ratio
    ("NER", 2022, "one_sided", 1, 1, 1, 9, 0),
)  # fmt: skip


def floor(period, *rows, file=RATIO):
    """(best, low, high, rank) of civilians in a month of sums (type, best, low, high, civilians)."""
    one = sums("24.1", "2021-01", "2024-12", *(("MLI", period, *row) for row in rows))
    found = deaths.civilian(snapshots(one, *([file] if file else [])), "MLI", month(period), month(period))
    assert found.resting("ucdp_cy").tolist() == [("ucdp_cy", "24.1") in found.rests] == [bool(file) and found.rank[0] > 0]
    assert found.early_high.tolist() == found.high.tolist()
    assert found.early_low.tolist() == found.low.tolist()
    return (*(round(float(getattr(found, name)[0]), 9) for name in ("best", "low", "high")), int(found.rank[0]))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2021-12", (10, 8, 14, 3)),  # no year is over before: 1; 3 is estimated
        ("2022-12", (15, 8, 21, 3)),  # 2021: x 1.5 in best and high
        ("2023-01", (20, 8, 28, 3)),  # 2022: x 2
        ("2024-01", (20, 8, 28, 3)),  # 2023 has no ratio
    ],
)
def test_one_sided_deaths_are_a_floor_where_civilians_are_not_told(period, expected):
    assert floor(period, ("one_sided", 10, 8, 14, NAN), ("state_based", 5, 5, 5, NAN)) == expected


def test_a_floor_needs_a_death_of_another_type_whose_civilians_are_not_told():
    assert floor("2023-01", ("one_sided", 10, 8, 14, NAN), ("state_based", 0, 0, 0, NAN)) == (10, 8, 14, 0)
    assert floor("2023-01", ("one_sided", 10, 8, 14, NAN), ("state_based", 5, 5, 5, 2)) == (12, 10, 16, 0)
    assert floor("2023-01", ("one_sided", 10, 8, 14, NAN), ("state_based", 1, 1, 1, NAN), file=None) == (10, 8, 14, 3)


def test_a_floor_raises_its_own_months_alone():
    rows = [
        ("MLI", "2023-01", "one_sided", 10, 8, 14, NAN),
        ("MLI", "2023-01", "state_based", 5, 5, 5, NAN),
        ("MLI", "2023-02", "one_sided", 10, 8, 14, 10),
    ]
    found = deaths.civilian(
        snapshots(RATIO, sums("24.1", "2023-01", "2023-03", *rows)), "MLI", month("2023-01"), month("2023-03")
    )
    assert found.best.tolist() == [20, 10, 0]
    assert found.rank.tolist() == [3, 0, 0]


def test_sums_without_bounds_take_those_of_a_first_release():
    known = snapshots(
        sums(
            "24.1",
            "2023-01",
            "2023-02",
            ("MLI", "2023-01", "state_based", 100, None, None, 0),
            ("MLI", "2023-02", "non_state", 10, 9, 12, 0),
        )
    )
    found = deaths.monthly(known, "MLI", month("2023-01"), month("2023-02"))
    assert found.low.tolist() == pytest.approx([29, 9])  # 0.29 x 100
    assert found.high.tolist() == pytest.approx([158, 12])


def test_types_of_the_months_that_no_event_release_covers():
    one = sums(
        "24.1",
        "2023-01",
        "2023-04",
        *(("MLI", f"2023-{number:02d}", "state_based", number, None, None, 0) for number in range(1, 6)),
    )
    found = deaths.typed(snapshots(one, ged("24.1", "2023-02", "2023-02")), "MLI", month("2023-01"), month("2023-04"))
    # February has events, May is not covered
    assert found[["month", "type", "best"]].to_numpy().tolist() == [
        [month(f"2023-{number:02d}"), "state_based", number] for number in (1, 3, 4)
    ]
    assert found["high"].tolist() == pytest.approx([1.58, 4.74, 6.32])  # 1.58 of a first release
    inner = deaths.typed(snapshots(one), "MLI", month("2023-02"), month("2023-03"))
    assert inner["best"].tolist() == [2, 3]
    assert inner.columns.tolist() == ["month", "type", "best", "low", "high"]
    assert deaths.typed(snapshots(), "MLI", month("2023-02"), month("2023-03")).empty


def test_sums_of_a_vintage_about_other_countries_say_nothing():
    one = sums("24.1", "2023-01", "2023-04")
    assert deaths.monthly(
        snapshots(replace(one, countries=("NER",))), "NER", month("2023-01"), month("2023-01")
    ).best.tolist() == [0]
    mali = deaths.monthly(snapshots(replace(one, countries=("NER",))), "MLI", month("2023-01"), month("2023-01"))
    assert math.isnan(mali.best[0])


def test_the_vintages_behind_a_figure():
    annual, candidate, old = ged("24.1", "2020-01", "2023-12"), ged("24.0.1", "2024-01", "2024-01"), years("23.1")
    known = snapshots(ged("23.1", "2020-01", "2022-12"), annual, candidate, old, RATIO)
    assert list(events.behind(known, "ucdp_ged")) == [annual, candidate]
    assert list(events.behind(known, "ucdp_cy")) == [RATIO]
    assert list(events.behind(known, "ucdp_months")) == []
