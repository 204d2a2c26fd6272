"""Regional capitals outside state control: the rules on frames made by hand, then Mali's own series."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import months
from indicators.dimensions.conflict import territory
from indicators.sources.curated.facts import TERRITORY
from indicators.store import csv_text

PATH = Path(__file__).resolve().parents[1] / "data" / "curated" / "territory.csv"
MALI = csv_text.from_csv_text(PATH.read_bytes(), TERRITORY.fields, PATH.name)
COLUMNS = ["id", "place", "pcode", "date", "date_precision", "change", "controller", "contested", "source_grade"]


def frame(*changes: str) -> pd.DataFrame:
    """One row for each ``"place date change [contested] [C] [month|year]"``."""
    rows = []
    for number, words in enumerate(change.split() for change in changes):
        place, date, change, *marks = words
        precision = next((mark for mark in marks if mark in ("month", "year")), "day")
        contested = "yes" if "contested" in marks else "no"
        rows.append(
            [f"row-{number}", place, "ML00", date, precision, change, "a group", contested, "C" if "C" in marks else "A"]
        )
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def at(changes: pd.DataFrame, period: str) -> tuple[float, float, float]:
    """(best, low, high) of one month."""
    row = territory.capitals_outside(changes, period, period).iloc[0]
    return row["best"], row["low"], row["high"]


# ---- the count


def test_the_count_is_of_the_last_day_of_the_month():
    changes = frame("A 2000-01-31 lost", "B 2000-02-01 lost", "A 2000-02-29 regained")
    found = territory.capitals_outside(changes, "1999-12", "2000-03")
    assert found["period"].tolist() == ["1999-12", "2000-01", "2000-02", "2000-03"]
    for reading in ("best", "low", "high"):
        assert found[reading].tolist() == [0.0, 1.0, 1.0, 1.0]
    assert found.columns.tolist() == ["period", "best", "low", "high"]
    assert set(found.dtypes[["best", "low", "high"]].astype(str)) == {"float64"}


def test_a_town_lost_and_regained_within_a_month_does_not_count():
    assert at(frame("A 2000-01-10 lost", "A 2000-01-11 regained"), "2000-01") == (0, 0, 0)


def test_without_a_change_on_record_the_state_holds_every_capital():
    found = territory.capitals_outside(frame(), "1990-01", "1990-03")
    assert found[["best", "low", "high"]].to_numpy().tolist() == [[0.0] * 3] * 3


def test_there_is_no_month_before_the_first_argued_one():
    assert territory.capitals_outside(frame(), "1988-11", "1990-02")["period"].tolist() == ["1990-01", "1990-02"]
    assert territory.capitals_outside(frame(), "1988-11", "1989-12").empty


@pytest.mark.parametrize("period", ["2000", "2000-13", "12-2000", ""])
def test_what_is_no_month_is_refused(period):
    with pytest.raises(ValueError, match="not a month"):
        territory.capitals_outside(frame(), period, "2001-01")


# ---- the three readings


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (["A 2000-01-05 lost"], (1, 1, 1)),
        (["A 2000-01-05 lost contested"], (0, 0, 1)),
        (["A 2000-01-05 lost C"], (1, 0, 1)),
        (["A 2000-01-05 lost contested C"], (0, 0, 1)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained"], (0, 0, 0)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained contested"], (1, 0, 1)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained C"], (0, 0, 1)),
        (["A 2000-01-05 lost contested", "A 2000-02-05 regained"], (0, 0, 0)),
        (["A 2000-01-05 lost contested", "A 2000-02-05 regained contested"], (0, 0, 1)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained contested", "A 2000-03-05 lost"], (1, 1, 1)),
        (["A 2000-01-05 lost", "A 2000-02-05 regained contested", "A 2000-03-05 regained"], (0, 0, 0)),
        (["A 2000-01-05 lost", "B 2000-01-05 lost C", "C 2000-01-05 lost contested"], (2, 1, 3)),
    ],
)
def test_what_is_contested_or_ill_sourced_widens_the_band(changes, expected):
    assert at(frame(*changes), "2000-03") == expected
    assert at(frame(*reversed(changes)), "2000-03") == expected  # the order of the rows says nothing


def test_a_year_alone_keeps_the_low_down_until_the_year_is_over():
    changes = frame("A 2000-07-01 lost year")
    assert at(changes, "2000-06") == (0, 0, 0)  # never before its date
    assert at(changes, "2000-07") == (1, 0, 1)
    assert at(changes, "2000-11") == (1, 0, 1)
    assert at(changes, "2000-12") == (1, 1, 1)


def test_a_return_known_by_its_year_keeps_the_high_up_until_the_year_is_over():
    changes = frame("A 1999-01-01 lost", "A 2000-07-01 regained year")
    assert at(changes, "2000-06") == (1, 1, 1)
    assert at(changes, "2000-07") == (0, 0, 1)
    assert at(changes, "2000-12") == (0, 0, 0)


def test_a_month_is_precise_enough_for_a_count_at_its_end():
    assert at(frame("A 2000-02-15 lost month"), "2000-02") == (1, 1, 1)
    assert territory.outside(frame("A 2000-02-15 lost month"), "2000-02-20")["low"].tolist() == [False]


# ---- the places behind a count


def test_the_places_name_their_newest_row():
    changes = frame("B 2000-01-05 lost", "A 2000-01-06 lost", "A 2000-02-05 regained contested", "A 2001-01-01 regained")
    state = territory.outside(changes, "2000-02-29")
    assert state.columns.tolist() == list(territory.STATE_COLUMNS)
    assert state[["place", "since", "id"]].to_numpy().tolist() == [["A", "2000-02-05", "row-2"], ["B", "2000-01-05", "row-0"]]
    assert state[["best", "low", "high"]].to_numpy().tolist() == [[True, False, True], [True, True, True]]
    assert territory.outside(changes, "2001-01-01")["place"].tolist() == ["B"]


CHANGE = st.builds(
    lambda place, day, change, contested, grade, precision: f"{place} {day} {change}{contested}{grade}{precision}",
    st.sampled_from("ABC"),
    st.dates(min_value=pd.Timestamp("2000-01-01").date(), max_value=pd.Timestamp("2002-12-31").date()),
    st.sampled_from(["lost", "regained"]),
    st.sampled_from(["", " contested"]),
    st.sampled_from(["", " C"]),
    st.sampled_from(["", " month", " year"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHANGE, max_size=8), st.integers(0, 47))
def test_the_readings_keep_their_order_and_never_look_ahead(changes, offset):
    table = frame(*changes)
    found = territory.capitals_outside(table, "2000-01", "2003-12")
    assert ((found["low"] <= found["best"]) & (found["best"] <= found["high"])).all()
    assert found["high"].between(0, table["place"].nunique()).all()
    month = months.ordinal("2000-01") + offset
    known = table[table["date"] <= months.last_day(month)]
    cut = territory.capitals_outside(known, "2000-01", months.period(month))
    pd.testing.assert_frame_equal(cut, found.iloc[: offset + 1])
    alone = territory.capitals_outside(table, months.period(month), months.period(month))
    assert alone.iloc[0].tolist() == found.iloc[offset].tolist()  # a month does not depend on where the series starts


# ---- Mali


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1990-01", "2012-02", (0, 0, 0)),  # the camps of Kidal were taken for a day in May 2006
        ("2012-03", "2012-03", (2, 2, 2)),  # Kidal on the 30th, Gao on the 31st
        ("2012-04", "2012-12", (3, 3, 3)),  # Timbuktu on 1 April
        ("2013-01", "2013-06", (1, 1, 1)),  # Gao and Timbuktu back, Kidal not
        ("2013-07", "2014-04", (1, 0, 1)),  # soldiers in Kidal beside the movements
        ("2014-05", "2023-10", (1, 1, 1)),
        ("2023-11", "2026-03", (0, 0, 0)),
        ("2026-04", "2026-07", (1, 1, 1)),  # Kidal, until it came back on 6 October
    ],
)
def test_the_series_of_mali(first, last, expected):
    found = territory.capitals_outside(MALI, first, last)
    assert len(found) == months.ordinal(last) - months.ordinal(first) + 1
    assert {tuple(row) for row in found[["best", "low", "high"]].to_numpy().tolist()} == {expected}


def test_the_series_has_no_gap_and_no_other_value():
    found = territory.capitals_outside(MALI, "1990-01", "2026-07")
    assert len(found) == 439
    assert found["best"].max() == 3
    # 9 months of 3; 2 in March 2012; 130 months of Kidal alone to October 2023, 4 since April 2026
    assert found["best"].sum() == 9 * 3 + 2 + 130 + 4


def test_the_towns_outside_are_named():
    assert territory.outside(MALI, "2012-12-31")["place"].tolist() == ["Gao", "Kidal", "Timbuktu"]
    assert territory.outside(MALI, "2014-06-30")[["place", "since"]].to_numpy().tolist() == [["Kidal", "2014-05-21"]]
    raid = territory.outside(MALI, "2006-05-23")
    assert raid[["place", "best", "low", "high"]].to_numpy().tolist() == [["Kidal", False, False, True]]
    assert territory.outside(MALI, "2006-05-24").empty
    assert territory.outside(MALI, "2026-06-30")["controller"].tolist() == ["FLA"]


def test_what_was_known_at_the_end_of_march_2012_were_gao_and_kidal():
    known = MALI[MALI["public_from"] <= "2012-03-31"]
    assert territory.outside(known, "2012-03-31")["place"].tolist() == ["Gao", "Kidal"]
