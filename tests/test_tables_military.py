"""The foreign-forces page's frames: sums by sponsor, shares, the ledger's coverage, peak, bases, readings; worked out by hand."""

from __future__ import annotations

import math

import pytest

from indicators.tables import military as tables
from tests.frames import table, triples
from tests.test_ledger import ledger_of, one, row

LEDGER = ledger_of(
    one("2000-02-01", 100, force="F1"), row("2000-02-15", 200, 400, force="F2", basis="estimate"),
    one("2000-03-01", 100, force="G", sponsor="B"),
    one("2000-05-01", 0, force="F1"), one("2000-05-01", 0, force="F2"), one("2000-06-01", 0, force="G", sponsor="B"),
)  # fmt: skip


def test_sponsors_add_their_forces_with_shares_and_the_worst_status():
    found = tables.sponsors(LEDGER, "2000-01", "2000-06").set_index(["period", "sponsor"])
    assert found.index.tolist() == [
        ("2000-02", "A"),
        ("2000-03", "A"),
        ("2000-03", "B"),
        ("2000-04", "A"),
        ("2000-04", "B"),
        ("2000-05", "B"),
    ]
    # 100 (98 to 102, a head count) and 300 (200 to 400)
    assert found.loc[("2000-02", "A"), ["best", "low", "high", "share", "status"]].tolist() == [400, 298, 502, 1, "estimated"]
    assert found.loc[("2000-03", "A"), "share"] == pytest.approx(0.8)
    assert found.loc[("2000-03", "B"), ["best", "share", "status"]].tolist() == [100, pytest.approx(0.2), "normal"]


def test_totals_are_zero_inside_the_ledger_and_absent_before_it():
    found = tables.totals(LEDGER, "2000-01", "2000-07")
    assert triples(found) == {
        "2000-02": (400, 298, 502), "2000-03": (500, 396, 604), "2000-04": (500, 396, 604), "2000-05": (100, 98, 102), "2000-06": (0, 0, 0),
        "2000-07": (0, 0, 0),
    }  # fmt: skip
    assert tables.totals(LEDGER[LEDGER["relation"] == "base"], "2000-01", "2000-07").empty
    assert tables.at(found, "2000-03") == tables.Total(500, 396, 604)
    assert tables.at(found, "2000-01") is None
    assert tables.peak(found) == ("2000-04", 500)  # of equals the later month
    assert tables.peak(found[found["best"] == 0]) is None
    assert tables.peak(found.iloc[:0]) is None


def test_a_stack_has_a_row_for_each_sponsor_and_no_shares_of_nobody():
    by, whole = tables.sponsors(LEDGER, "2000-02", "2000-06"), tables.totals(LEDGER, "2000-02", "2000-06")
    found = tables.filled(by, whole).set_index(["period", "sponsor"])
    assert len(found) == 5 * 2
    assert found.loc[("2000-02", "B"), ["best", "share", "status"]].tolist() == [0, 0, "normal"]
    assert found.loc[("2000-05", "B"), "share"] == 1
    assert math.isnan(found.loc[("2000-06", "A"), "share"])
    assert tables.order(by) == ["A", "B"]


def test_who_is_present_and_the_rows_behind_it():
    frame = LEDGER.assign(summary="", source_url="", source_title="", public_from="2000-01-01")
    assert tables.present(frame, "2000-03")[["sponsor", "force", "best"]].to_numpy().tolist() == [
        ["A", "F2", 300],
        ["A", "F1", 100],
        ["B", "G", 100],
    ]
    assert tables.behind(frame, "2000-03")["id"].tolist() == ["r0", "r1", "r2"]
    assert tables.behind(frame, "2000-01").empty


def test_bases_are_withdrawals_that_name_one_and_handovers_by_date():
    plain = {
        "sponsor": "",
        "force": "",
        "summary": "",
        "source_title": "",
        "source_publisher": "",
        "source_url": "",
        "source_grade": "A",
    }
    rows = [("a", "2000-03-31", "withdrawn", "Gao"), ("b", "2000-03-01", "level", "Kidal (handed over)"), ("c", "2000-03-01", "withdrawn", ""),
            ("d", "2000-03-01", "level", "Gao"), ("e", "2000-04-01", "withdrawn", "Gao"), ("f", "2000-02-29", "withdrawn", "Gao")]  # fmt: skip
    frame = table("id date status bases", rows).assign(**plain)
    assert tables.bases(frame, "2000-03", "2000-03")["id"].tolist() == ["b", "a"]
    assert tables.listed(frame, "2000-02", "2000-03")["id"].tolist() == ["f", "b", "c", "d", "a"]


SCORES = table(
    "period level key score low high status",
    [
        (period, level, key, score, score - 1, score + 1, "normal")
        for period in ("2000-01", "2000-02")
        for level, key, score in (
            ("index", "index", 40), ("dimension", "military", 50), ("reading", "military.equal_weights", 60),
            ("reading", "index.equal_weights", 45), ("reading", "index.without_military", 35), ("indicator", "military.security_gap", 99),
        )
    ],
)  # fmt: skip


def test_readings_of_the_dimension():
    found = tables.readings(SCORES, "2000-02", "2000-02")
    assert found[["period", "key", "score"]].to_numpy().tolist() == [
        ["2000-02", "military", 50],
        ["2000-02", "military.equal_weights", 60],
    ]


def test_dimension_and_index_beside_each_other():
    names = {"declared": "as declared", "equal_weights": "equal", "without_military": "without", "presence_is_risk": "absent"}
    found = tables.beside(SCORES, "2000-01", names).set_index("key")
    assert found.index.tolist() == ["declared", "equal_weights", "without_military"]
    assert found.loc["declared", ["reading", "dimension", "dimension_low", "dimension_high", "index", "index_low", "index_high"]].tolist() == [
        "as declared", 50, 49, 51, 40, 39, 41,
    ]  # fmt: skip
    assert found.loc["equal_weights", ["dimension", "index"]].tolist() == [60, 45]
    assert math.isnan(found.loc["without_military", "dimension"])
    assert found.loc["without_military", "index"] == 35


def test_the_oldest_figure_in_a_total_is_named_where_it_is_over_a_year_old():
    # A was counted in 2019-05 and again in 2020-01, B in 2019-06 alone: the newest of each are 2020-01 and 2019-06
    frame = ledger_of(
        one("2019-05-01", 10, force="A"), one("2020-01-01", 20, force="A"), one("2019-06-01", 30, force="B")
    )  # fmt: skip
    assert tables.oldest(frame, "2020-06") is None  # twelve months are no more than a year
    assert tables.oldest(frame, "2020-07") == "2019-06"
    assert tables.oldest(frame, "2018-01") is None  # nobody there
