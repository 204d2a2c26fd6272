"""The turning points that are written on the lines: which, and where."""

from __future__ import annotations

import pandas as pd

from indicators import language
from indicators.store import read
from indicators.tables import military, turning
from indicators.wording import overview as words


def found():
    known = read.load(as_of="2026-09-30")
    events, forces, territory = (known.newest(key).frame for key in ("governance_events", "foreign_forces", "territory"))
    deaths = pd.Series({"2022-03": 1357.0, "2026-05": 438.0})
    points = turning.points(events, forces, military.levels(forces, "1990-01", "2026-05"), territory)
    return pd.concat([points, turning.deadliest(deaths)])


def test_coups_then_capitals_then_forces_and_no_more_than_six():
    chosen = turning.chosen(found(), "2021-05", "2026-05")
    # from the ledgers: coup of 24 May 2021; Barkhane's last unit 15 August 2022; Kidal regained 14 November 2023 and lost 26 April 2026;
    # MINUSMA gone 31 December 2023; and the deadliest month. Takuba (900) and EUTM (850) were too small.
    assert list(zip(chosen["period"], chosen["kind"], strict=True)) == [
        ("2021-05", "coup"), ("2022-03", "deadliest"), ("2022-08", "left"), ("2023-11", "regained"), ("2023-12", "left"), ("2026-04", "lost"),
    ]  # fmt: skip
    assert len(turning.chosen(found(), "1990-01", "2026-05")) == turning.MOST


def test_a_month_is_written_once_and_by_what_counts_most():
    rows = pd.DataFrame([("2012-03", "lost", "A"), ("2012-03", "coup", ""), ("2012-05", "came", "B")], columns=turning.COLUMNS)
    assert turning.chosen(rows, "2012-01", "2012-12").values.tolist() == [["2012-03", "coup", ""], ["2012-05", "came", "B"]]


def test_texts_do_not_cover_each_other():
    periods = ["2021-06", "2021-07", "2021-08", "2021-09", "2026-04"]
    placed = turning.placed(
        periods,
        ["a text of twenty four", "and\nanother one", "third", "fourth", "the last, near the end"],
        "2021-05",
        "2026-05",
    )
    assert placed["row"].tolist() == [0, 1, 2, 0]  # the fourth finds no row and is left out
    assert placed["period"].tolist() == ["2021-06", "2021-07", "2021-08", "2026-04"]
    assert placed["no"].tolist() == [1, 2, 3, 4]
    assert placed["side"].tolist() == ["right", "right", "right", "left"]


def test_a_turning_point_in_words():
    assert words.turned("2021-05", "coup", "") == "May 2021: coup"
    assert words.turned("2022-03", "deadliest", "1357") == "March 2022: 1,357 killed, the deadliest month"
    assert words.turned("2012-03", "lost", "Kidal; Gao") == "March 2012: Kidal and Gao leave the state’s control"
    assert words.turned("2022-08", "left", "Operation Barkhane") == "August 2022: Barkhane leaves"
    assert (
        words.turned("2021-12", "came", "Russian forces (Wagner Group, Africa Corps)") == "December 2021: Russian forces arrive"
    )
    assert words.in_lines("March 2022: 1,357 killed, the deadliest month") == "March 2022: 1,357 killed,\nthe deadliest month"


def test_no_text_has_more_lines_than_a_row_of_the_chart_has_room_for():
    # 32 letters in the first line: with 27 the words would stand in three lines and run into the row below
    long = "novembre 2023 : Kidal de nouveau sous le contrôle de l’État"
    for tongue in ("en", "fr"):
        with language.told_in(tongue):
            assert words.in_lines(long) == "novembre 2023 : Kidal de nouveau\nsous le contrôle de l’État"
            assert words.in_lines("short") == "short"
            assert words.in_lines("").count("\n") == 0
