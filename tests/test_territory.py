"""Capitals outside state control or besieged: days, the three readings, imprecise dates, old sieges; worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.dimensions.conflict import territory, violence
from tests.frames import snapshots, table, triples, vintage

COLUMNS = (
    "id place pcode date date_precision change controller contested source_grade source_publisher source2_publisher country"
)


def frame(*changes: str) -> pd.DataFrame:
    """One row for each ``"place date change [contested] [C] [month|year]"``; each has a second publisher."""
    rows = []
    for number, words in enumerate(change.split() for change in changes):
        place, date, change, *marks = words
        precision = next((mark for mark in marks if mark in ("month", "year")), "day")
        contested, grade = "yes" if "contested" in marks else "no", "C" if "C" in marks else "A"
        rows.append(
            (f"r{number}", place, f"P{place}", date, precision, change, f"group {number}", contested, grade, "P", "Q", "MLI")
        )
    return table(COLUMNS, rows).astype("str")


def at(changes: pd.DataFrame, period: str, count=territory.capitals_outside) -> tuple[float, float, float]:
    return triples(count(changes, period, period))[period]


def test_a_loss_counts_from_its_day_to_the_day_before_the_return():
    changes = frame("A 2000-01-31 lost", "B 2000-02-01 lost", "A 2000-02-29 regained")
    assert triples(territory.capitals_outside(changes, "1999-12", "2000-03")) == {
        "1999-12": (0, 0, 0), "2000-01": (1, 1, 1), "2000-02": (1, 1, 1), "2000-03": (1, 1, 1),
    }  # fmt: skip
    assert territory.outside(changes, "2000-01-30").empty
    assert territory.outside(changes, "2000-01-31")["place"].tolist() == ["A"]
    assert territory.outside(changes, "2000-02-28")["place"].tolist() == ["A", "B"]
    assert territory.outside(changes, "2000-02-29")["place"].tolist() == ["B"]


def test_the_series_moves_in_months_without_a_row_of_that_date_where_a_precision_ends():
    changes = frame("A 2000-07-01 lost year", "B 2000-02-15 lost month")
    found = triples(territory.capitals_outside(changes, "2000-01", "2001-01"))
    assert [found[f"2000-{number:02d}"] for number in (1, 2, 6, 7, 11, 12)] == [
        (0, 0, 0), (1, 1, 1), (1, 1, 1), (2, 1, 2), (2, 1, 2), (2, 2, 2),
    ]  # fmt: skip
    assert found["2001-01"] == (2, 2, 2)
    # a month tells no day: before its end low does not count it
    assert territory.outside(changes, "2000-02-28")[["best", "low", "high"]].to_numpy().tolist() == [[True, False, True]]


def test_a_return_known_by_its_year_keeps_high_up_until_the_year_is_over():
    changes = frame("A 1999-01-01 lost", "A 2000-07-01 regained year")
    assert [at(changes, period) for period in ("2000-06", "2000-07", "2000-11", "2000-12")] == [
        (1, 1, 1), (0, 0, 1), (0, 0, 1), (0, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (["A 2000-01-05 lost"], (1, 1, 1)),
        (["A 2000-01-05 lost contested"], (0, 0, 1)),
        (["A 2000-01-05 lost C"], (1, 0, 1)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained"], (0, 0, 0)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained contested"], (1, 0, 1)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained C"], (0, 0, 1)),
        (["A 2000-01-05 lost contested", "A 2000-02-05 regained"], (0, 0, 0)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained contested", "A 2000-03-05 lost"], (1, 1, 1)),
        (["A 2000-01-05 lost", "A 2000-01-05 regained"], (0, 0, 0)),  # of one day the later id
        (["A 2000-01-05 regained", "A 2000-01-05 lost"], (1, 1, 1)),
        (["A 2000-01-05 lost", "B 2000-01-05 lost C", "C 2000-01-05 lost contested"], (2, 1, 3)),
        (["A 2000-01-05 besieged"], (0, 0, 0)),
    ],
)
def test_the_three_readings(changes, expected):
    assert at(frame(*changes), "2000-03") == expected


def test_a_place_names_its_newest_row():
    changes = frame("B 2000-01-05 lost", "A 2000-01-06 lost", "A 2000-02-05 regained contested", "A 2001-01-01 regained")
    found = territory.outside(changes, "2000-02-29")
    assert found[["place", "pcode", "since", "controller", "id"]].to_numpy().tolist() == [
        ["A", "PA", "2000-02-05", "group 2", "r2"], ["B", "PB", "2000-01-05", "group 0", "r0"],
    ]  # fmt: skip
    assert found[["best", "low", "high"]].to_numpy().tolist() == [[True, False, True], [True, True, True]]


def test_no_month_before_the_first_argued_one():
    assert territory.capitals_outside(frame(), "1988-11", "1990-02")["period"].tolist() == ["1990-01", "1990-02"]
    assert territory.capitals_outside(frame(), "1988-11", "1989-12").empty
    assert at(frame("A 1989-05-05 lost"), "1990-01") == (1, 1, 1)
    assert territory.pressure(frame(), "1988-11", "1990-02")["period"].tolist() == ["1990-01", "1990-02"]
    with pytest.raises(ValueError, match="not a month"):
        territory.capitals_outside(frame(), "2000-13", "2001-01")


# ---- sieges


def besieged(changes, day):
    return territory.besieged(changes, day)[["place", "best", "low", "high"]].to_numpy().tolist()


def test_a_siege_lasts_to_its_end_and_after_a_year_of_silence_in_high_alone():
    changes = frame("A 2000-01-31 besieged", "B 2000-01-10 besieged", "B 2000-03-01 relieved", "C 2000-01-01 lost")
    assert besieged(changes, "2000-01-30") == [["B", True, True, True]]
    assert besieged(changes, "2000-02-29") == [["A", True, True, True], ["B", True, True, True]]
    assert besieged(changes, "2000-12-31") == [["A", True, True, True]]
    assert besieged(changes, "2001-01-01") == [["A", False, False, True]]  # twelve months
    told = frame("A 2000-01-31 besieged", "A 2000-06-15 besieged")
    assert besieged(told, "2001-05-31") == [["A", True, True, True]]  # told of again in June
    assert besieged(told, "2001-06-01") == [["A", False, False, True]]
    assert besieged(frame(), "2001-06-01") == []


def test_pressure_counts_a_siege_half_and_a_lost_place_once():
    changes = frame("A 2000-01-05 lost", "A 2000-01-05 besieged", "B 2000-01-06 besieged", "C 2000-02-06 besieged contested")
    assert at(changes, "2000-01", territory.pressure) == (1.5, 1.5, 1.5)
    assert at(changes, "2000-02", territory.pressure) == (1.5, 1.5, 2)
    # the loss of A is contested: only in high does it count as lost, in best and low as besieged
    unsure = frame("A 2000-01-05 lost contested", "A 2000-01-05 besieged")
    assert triples(territory.pressure(unsure, "1999-12", "2000-01")) == {"1999-12": (0, 0, 0), "2000-01": (0.5, 0.5, 1)}


def test_the_series_knows_the_month_in_which_a_siege_grows_old():
    found = triples(territory.pressure(frame("A 2000-03-31 besieged"), "2000-02", "2001-04"))
    assert [found[period] for period in ("2000-02", "2000-03", "2001-02", "2001-03", "2001-04")] == [
        (0, 0, 0), (0.5, 0.5, 0.5), (0.5, 0.5, 0.5), (0, 0, 0.5), (0, 0, 0.5),
    ]  # fmt: skip


# ---- the measure


def test_the_measure_is_the_count_of_the_country_by_rows_that_count():
    rows = frame("A 2000-01-05 lost", "B 2000-01-05 lost C", "C 2000-01-05 lost C")
    rows.loc[1, "source2_publisher"] = ""  # of grade C and one publisher: reported, not counted
    known = snapshots(vintage("territory", rows, "curated"))
    found = violence.territory(known, ("MLI", "NER"), "1999-12", "2000-01")
    assert triples(found) == {"1999-12": (0, 0, 0), "2000-01": (2, 1, 2)}
    assert found[["country", "status", "source", "vintage"]].iloc[0].tolist() == ["MLI", "normal", "territory", "curated"]
    assert violence.territory(snapshots(), ("MLI",), "1999-12", "2000-01").empty
