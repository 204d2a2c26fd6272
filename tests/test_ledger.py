"""The foreign-force ledger: what each kind of row does to a level, bands by grade, what is stale; worked out by hand."""

from __future__ import annotations

from functools import partial

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.dimensions.military import ledger
from tests.frames import triples

PLAIN = {
    "sponsor": "A", "bloc": "other", "force": "F", "status": "level", "personnel_best": None, "personnel_low": None,
    "personnel_high": None, "population": "in_country", "relation": "owner", "basis": "stated", "succeeds": "",
    "count": "exact", "source_grade": "A", "source_publisher": "P", "source2_publisher": "Q",
}  # fmt: skip


levels = partial(ledger.levels, band=ledger.by_grade)  # where a test names no other band


def row(date: str, low: float | None, high: float | None = None, **changed: object) -> dict[str, object]:
    """A row of force F on ``date``: one figure, or low and high."""
    return {**PLAIN, "date": date, "personnel_low": low, "personnel_high": high, **changed}


def one(date: str, figure: float, **changed: object) -> dict[str, object]:
    return row(date, figure, figure, **changed)


def ledger_of(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"id": f"r{place}", **values} for place, values in enumerate(rows)], columns=["id", "date", *PLAIN])


def at(period: str, *rows: dict[str, object]) -> list[tuple[str, float, float, float, str]]:
    found = levels(ledger_of(*rows), period, period)
    return [tuple(values) for values in found[["force", "best", "low", "high", "status"]].itertuples(index=False)]


def level(period: str, *rows: dict[str, object]) -> tuple[float, float, float, str, str]:
    """(best, low, high, status, rows) of the one force."""
    found = levels(ledger_of(*rows), period, period)
    assert len(found) == 1
    return tuple(found.iloc[0][["best", "low", "high", "status", "rows"]])


# ---- months


def test_a_level_holds_from_its_month_and_is_carried_after_a_year():
    rows = [one("2020-01-31", 100)]
    assert at("2019-12", *rows) == []
    assert at("2020-01", *rows) == [("F", 100, 90, 110, "normal")]
    assert at("2021-01", *rows) == [("F", 100, 90, 110, "normal")]  # twelve months
    assert at("2021-02", *rows) == [("F", 100, 90, 110, "carried")]


def test_a_series_has_a_row_a_month_until_the_force_is_gone():
    found = levels(ledger_of(one("2020-01-10", 100), one("2020-04-01", 0)), "2019-11", "2020-06")
    assert found["period"].tolist() == ["2020-01", "2020-02", "2020-03"]
    assert found["rows"].tolist() == ["r0"] * 3
    assert levels(ledger_of(one("2020-01-10", 100)), "2020-03", "2020-04")["period"].tolist() == ["2020-03", "2020-04"]


def test_the_last_row_of_a_month_counts_and_the_later_id_of_a_day():
    assert level("2020-01", one("2020-01-20", 200), one("2020-01-10", 100))[0] == 200
    assert level("2020-01", one("2020-01-20", 100), one("2020-01-20", 200))[0] == 200


def test_forces_are_sorted_by_month_sponsor_and_force():
    frame = ledger_of(
        one("2020-01-01", 1, force="Z", sponsor="B"), one("2020-01-01", 1, force="Y", sponsor="C"),
        one("2020-01-01", 1, force="X", sponsor="C"),
    )  # fmt: skip
    assert levels(frame, "2020-01", "2020-02")["force"].tolist() == ["Z", "X", "Y"] * 2
    empty = levels(ledger_of(), "2020-01", "2020-02")
    assert empty.empty
    assert {"period", "sponsor", "bloc", "force", "best", "low", "high", "status", "rows"} <= set(empty.columns)


# ---- one figure, a range, a bound


@pytest.mark.parametrize(("grade", "low", "high"), [("A", 90, 110), ("B", 75, 125), ("C", 50, 150)])
def test_one_figure_takes_the_band_of_its_grade(grade, low, high):
    assert level("2020-01", one("2020-01-01", 100, source_grade=grade)) == (100, low, high, "normal", "r0")


def test_a_range_is_its_own_band_around_its_middle_or_the_best_it_names():
    assert level("2020-01", row("2020-01-01", 100, 300)) == (200, 100, 300, "normal", "r0")
    frame = ledger_of(row("2020-01-01", 100, 300))
    assert triples(levels(frame, "2020-01", "2020-02")) == {"2020-01": (200, 100, 300), "2020-02": (200, 100, 300)}
    assert level("2020-01", row("2020-01-01", 100, 300, personnel_best=120)) == (120, 100, 300, "normal", "r0")


@pytest.mark.parametrize("basis", ["estimate", "derived"])
def test_an_estimate_or_a_difference_is_marked(basis):
    assert level("2020-01", row("2020-01-01", 100, 300, basis=basis))[3] == "estimated"
    assert level("2022-01", row("2020-01-01", 100, 300, basis=basis))[3] == "estimated"  # worse than carried


def test_a_lower_bound_alone_is_topped_by_its_grade_or_the_ceiling():
    assert level("2020-01", row("2020-01-01", 100, source_grade="B")) == (100, 100, 125, "estimated", "r0")
    ceiling = one("2020-01-01", 500, population="ceiling")
    assert level("2020-02", ceiling, row("2020-02-01", 100)) == (100, 100, 500, "estimated", "r0 r1")
    low = one("2020-01-01", 50, population="ceiling")
    assert level("2020-02", low, row("2020-02-01", 100)) == (100, 100, 100, "estimated", "r0 r1")  # a ceiling below is no bound


def test_a_row_without_a_figure_moves_nothing():
    rows = [one("2020-01-01", 100), row("2020-02-01", None), one("2020-02-01", 900, population="all_personnel")]
    assert level("2020-02", *rows) == (100, 90, 110, "normal", "r0")


@pytest.mark.parametrize("relation", ["contingent", "base", "not_counted"])
def test_only_the_owners_rows_count(relation):
    assert level("2020-02", one("2020-01-01", 100), one("2020-02-01", 0, relation=relation)) == (100, 90, 110, "normal", "r0")


# ---- soldiers, ceilings, regions, announcements, reductions


def test_soldiers_bound_a_uniformed_level():
    rows = [
        one("2020-01-01", 150, population="ceiling"), one("2020-02-01", 130, population="uniformed"),
        one("2020-03-01", 120, population="military"),
    ]  # fmt: skip
    assert at("2020-01", *rows) == []
    assert level("2020-02", *rows) == (130, 117, 143, "normal", "r1")
    assert level("2020-03", *rows) == (130, 120, 150, "normal", "r1 r0 r2")
    # more soldiers than uniformed: best stays; without a ceiling the high stays, with one below best it is best
    assert level("2020-03", *rows[1:2], one("2020-03-01", 140, population="military")) == (130, 130, 143, "normal", "r0 r1")
    low = one("2020-01-01", 100, population="ceiling")
    assert level("2020-03", low, *rows[1:]) == (130, 120, 130, "normal", "r1 r0 r2")


def test_soldiers_are_an_open_ended_figure_where_nobody_was_known_to_be_there():
    """At least the 120 soldiers, at most the ceiling of 150, else 120 and a quarter (grade B); never nobody."""
    soldiers = one("2020-03-01", 120, population="military", source_grade="B")
    ceiling = one("2020-01-01", 150, population="ceiling")
    assert level("2020-03", ceiling, soldiers) == (120, 120, 150, "estimated", "r0 r1")
    assert level("2020-03", soldiers) == (120, 120, 150, "estimated", "r0")  # 120 x 1.25
    gone = [one("2020-01-01", 500), one("2020-02-01", 0)]
    assert level("2020-03", *gone, soldiers) == (120, 120, 150, "estimated", "r2")
    # they are the floor of what is announced next: half-way between 120 and 200
    later = one("2020-04-01", 200, population="announced")
    assert level("2020-04", soldiers, later) == (160, 120, 200, "estimated", "r0 r1")


REGION = one("2020-02-01", 3000, population="region", force="G", succeeds="F")


def test_a_region_wide_figure_is_bounded_by_the_last_one_inside():
    rows = [one("2020-01-01", 1000), REGION]
    assert at("2020-01", *rows) == [("F", 1000, 900, 1100, "normal")]
    assert at("2020-02", *rows) == [("G", 2000, 1000, 3000, "estimated")]  # half-way between 1000 and 3000
    assert level("2020-02", *rows)[4] == "r0 r1"


@pytest.mark.parametrize("population", ["region", "announced"])
def test_what_is_announced_or_regional_reaches_from_the_floor_to_its_own_top(population):
    first = one("2020-01-01", 1000)
    assert level("2020-02", first, row("2020-02-01", 1500, 2000, population=population)) == (
        1500,
        1000,
        2000,
        "estimated",
        "r0 r1",
    )
    assert level("2020-02", first, row("2020-02-01", 1500, population=population)) == (1250, 1000, 1500, "estimated", "r0 r1")
    assert level("2020-02", first, one("2020-02-01", 600, population=population)) == (1000, 1000, 1000, "estimated", "r0 r1")
    assert level("2020-02", one("2020-02-01", 600, population=population)) == (300, 0, 600, "estimated", "r0")


def test_a_reduced_force_is_half_its_high_and_may_be_nobody():
    rows = [one("2020-01-01", 100), one("2020-02-01", 9, population="reduced"), row("2020-03-01", 500, population="announced")]
    assert level("2020-02", *rows) == (55, 0, 110, "estimated", "r0 r1")
    assert level("2020-03", *rows) == (250, 0, 500, "estimated", "r2")  # nothing is sure any more
    bounded = [
        one("2020-01-01", 100),
        one("2020-02-01", 300, population="announced"),
        one("2020-03-01", 9, population="reduced"),
    ]
    assert level("2020-03", *bounded) == (150, 0, 300, "estimated", "r1 r2")  # the newest row before it, and itself


def test_a_force_that_is_succeeded_ends_and_leaves_its_level_as_a_floor():
    rows = [one("2020-01-01", 1000, bloc="west"), one("2020-03-15", 400, force="G", succeeds="F", sponsor="B", bloc="east")]
    found = levels(ledger_of(*rows), "2020-02", "2020-04")
    assert found[["period", "force", "sponsor", "bloc", "best"]].to_numpy().tolist() == [
        ["2020-02", "F", "A", "west", 1000], ["2020-03", "G", "B", "east", 400], ["2020-04", "G", "B", "east", 400],
    ]  # fmt: skip
    assert at("2020-03", one("2020-03-15", 400, force="G", succeeds="nobody")) == [("G", 400, 360, 440, "normal")]


def test_a_row_of_grade_c_that_rests_on_one_publisher_counts_for_nothing():
    first = one("2020-01-01", 100)
    for second in ("", "P"):
        assert level("2020-02", first, one("2020-02-01", 900, source_grade="C", source2_publisher=second))[0] == 100
    assert level("2020-02", first, one("2020-02-01", 900, source_grade="C", source2_publisher="Q"))[0] == 900
    assert level("2020-02", first, one("2020-02-01", 900, source_grade="B", source2_publisher=""))[0] == 900


# ---- the rows behind a level


def test_evidence_is_the_rows_a_level_rests_on_in_order_of_date():
    frame = ledger_of(REGION, one("2020-01-01", 1000), one("2020-01-01", 7, force="H", sponsor="B"))
    assert ledger.evidence(frame, "2020-02", "A")["id"].tolist() == ["r1", "r0"]
    assert ledger.evidence(frame, "2020-02", "B")["id"].tolist() == ["r2"]
    assert ledger.evidence(frame, "2019-12", "A").empty


ROW = st.fixed_dictionaries(
    {
        "date": st.dates(pd.Timestamp("2012-01-01").date(), pd.Timestamp("2020-12-31").date()).map(str),
        "population": st.sampled_from(
            ["in_country", "uniformed", "military", "region", "ceiling", "announced", "reduced", "all_personnel"]
        ),
        "personnel_low": st.integers(0, 5000),
        "force": st.sampled_from(["F", "G"]),
        "source_grade": st.sampled_from(["A", "B", "C"]),
        "more": st.one_of(st.none(), st.integers(0, 5000)),
    }
)


@given(st.lists(ROW, min_size=1, max_size=8))
def test_bounds_hold_and_no_month_knows_a_later_row(drawn):
    rows = [
        {**PLAIN, **one, "personnel_high": None if one["more"] is None else one["personnel_low"] + one["more"]} for one in drawn
    ]
    frame = ledger_of(*rows)
    whole = levels(frame, "2012-01", "2021-12")
    assert ((whole["low"] <= whole["best"]) & (whole["best"] <= whole["high"])).all()
    past = levels(frame[frame["date"] <= "2016-06-30"], "2012-01", "2016-06")
    pd.testing.assert_frame_equal(past, whole[whole["period"] <= "2016-06"].reset_index(drop=True))


# ---- bands by how the figure was made (method 2)


@pytest.mark.parametrize(
    ("count", "basis", "low", "high"),
    [
        ("exact", "stated", 980, 1020),  # 2 % either side
        ("exact", "inferred_date", 950, 1050),  # 5 %
        ("rounded", "stated", 850, 1150),  # 15 %
        ("estimate", "estimate", 1000 / 1.5, 1500),
        ("estimate", "inferred_date", 1000 / 1.5, 1500),
    ],
)
def test_the_band_of_a_single_figure_is_that_of_its_count(count, basis, low, high):
    for grade in "AB":
        found = ledger.levels(
            ledger_of(one("2020-01-31", 1000, count=count, basis=basis, source_grade=grade)), "2020-01", "2020-01"
        )
        assert triples(found)["2020-01"] == pytest.approx((1000, low, high))


def test_a_band_ends_at_the_authorised_strength_and_never_below_the_figure():
    ceiling = row("2019-12-01", 1005, 1005, population="ceiling")
    found = ledger.levels(ledger_of(ceiling, one("2020-01-31", 1000)), "2020-01", "2020-01")
    assert triples(found)["2020-01"] == pytest.approx((1000, 980, 1005))  # not 1020
    beyond = ledger.levels(ledger_of(ceiling, one("2020-01-31", 1100)), "2020-01", "2020-01")
    assert triples(beyond)["2020-01"] == pytest.approx((1100, 1078, 1100))
    former = ledger.levels(ledger_of(ceiling, one("2020-01-31", 1000)), "2020-01", "2020-01", ledger.by_grade)
    assert triples(former)["2020-01"] == pytest.approx((1000, 900, 1100))  # method 1 as it was


def test_a_figure_has_the_age_of_its_own_row_and_not_of_one_that_says_nothing_of_the_level():
    rows = [one("2020-01-31", 1000), row("2020-06-30", 2000, 2000, population="ceiling"), one("2021-03-31", 900)]
    found = ledger.levels(ledger_of(*rows), "2020-01", "2021-03").set_index("period")
    assert [int(found["age"][period]) for period in ("2020-01", "2020-12", "2021-02", "2021-03")] == [0, 11, 13, 0]
    assert [found["status"][period] for period in ("2021-01", "2021-02", "2021-03")] == ["normal", "carried", "normal"]
