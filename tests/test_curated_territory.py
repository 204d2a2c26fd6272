"""The table of capitals against Mali's known series, and what must hold of any rows; the rules are tested by hand in ``test_territory``."""

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


# ---- any rows


CHANGE = st.builds(
    lambda place, day, change, contested, grade, precision: f"{place} {day} {change}{contested}{grade}{precision}",
    st.sampled_from("ABC"),
    st.dates(min_value=pd.Timestamp("2000-01-01").date(), max_value=pd.Timestamp("2001-06-30").date()),
    st.sampled_from(["lost", "regained"]),
    st.sampled_from(["", " contested"]),
    st.sampled_from(["", " C"]),
    st.sampled_from(["", " month", " year"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHANGE, max_size=8), st.integers(0, 23))
def test_the_readings_keep_their_order_and_never_look_ahead(changes, offset):
    table = frame(*changes)
    found = territory.capitals_outside(table, "2000-01", "2001-12")  # a year's precision ends within
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
