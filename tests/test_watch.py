"""What lies ahead and how fresh sources are: from small tables made by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from indicators.model import Snapshots, Vintage
from indicators.registry import SOURCES
from indicators.store import read
from indicators.tables import watch
from indicators.wording import ahead as words


def vintage(start, end, published="2026-01-10", key="ucdp_ged"):
    return Vintage(key, "1", published, "stated", start, end, None, pd.DataFrame())


def test_a_source_counts_up_to_its_first_gap():
    assert watch.unbroken([vintage("1989-01", "2023-12"), vintage("2026-02", "2026-02")]) == "2023-12"
    assert (
        watch.unbroken([vintage("2024-01", "2024-06"), vintage("1989-01", "2023-12")]) == "2024-06"
    )  # side by side, any order
    assert watch.unbroken([vintage("1989-01", "2025-12"), vintage("2024-01", "2024-06")]) == "2025-12"


@pytest.mark.parametrize(
    ("cadence", "lag", "last", "gap", "due"),
    [
        ("yearly in June", 6, "2025-12", False, "2027-06"),  # data of 2026, in June of the year after
        ("annual in May or June", 1, "2023-12", False, "2025-06"),  # the later of the two
        ("yearly", 17, "2023-12", False, "2026-05"),  # December 2024 and 17 months
        ("quarterly", 3, "2025-12", False, "2026-06"),  # March 2026 and 3 months
        ("monthly, around the 20th of the following month", 1, "2026-05", False, "2026-07"),  # June 2026 and 1 month
        ("annual in June; candidate events around the 20th", 1, "2025-12", False, "2026-02"),
        ("annual in June; candidate events around the 20th", 1, "2023-12", True, "2025-06"),
        ("edited by hand", 0, "2026-10", False, ""),
    ],
)
def test_the_next_edition_follows_the_calendar(cadence, lag, last, gap, due):
    source = replace(SOURCES["hdr"], cadence=cadence, lag_months=lag)
    assert watch.expected(source, last, gap) == due


def test_every_source_behind_a_score_has_a_calendar_or_is_edited_or_is_an_outline():
    from indicators.pages.ahead import BEHIND

    without = [key for key in BEHIND if not watch.expected(SOURCES[key], "2025-12") and not SOURCES[key].kind.edited]
    assert without == ["cod_ab"]  # boundaries have no edition to wait for
    assert {key for key in BEHIND if not SOURCES[key].kind.edited} - {"cod_ab"} == set(words.FRESH_NAMES)


def test_late_is_judged_on_the_day_of_knowledge():
    snapshots = Snapshots({"hdr": [vintage("1990-01", "2023-12", key="hdr")]})
    for day, late in (("2026-05-20", False), ("2026-06-01", True)):  # due in May 2026
        row = watch.fresh(snapshots, ["hdr", "wgi"], day).iloc[0]
        assert (row["last"], row["due"], bool(row["late"])) == ("2023-12", "2026-05", late)


def promise(name, kind, made, due, start="2020-08-18", end=""):
    return {
        "id": name,
        "spell": "s",
        "spell_start": start,
        "spell_end": end,
        "class": kind,
        "made": made,
        "due": due,
        "what": name,
    }


def test_promises_overdue_and_ahead():
    frame = pd.DataFrame(
        [
            promise("first", "promise", "2020-09-12", "2022-03-26"), promise("second", "promise", "2022-06-06", "2024-03-26"),
            promise("election", "schedule", "2021-04-15", "2022-02-27"), promise("term", "mandate", "2025-07-08", "2030-07-08"),
        ]
    )  # fmt: skip
    late, ahead = watch.promises(frame, "2026-05-31")
    assert late["id"] == "first"
    assert [one["id"] for one in ahead] == ["term"]
    late, ahead = watch.promises(frame, "2021-05-01")  # nothing due yet; what was promised later is not known
    assert late is None
    assert [one["id"] for one in ahead] == ["election", "first"]
    assert watch.promises(frame.assign(spell_end="2024-01-01"), "2026-05-31") == (None, [])


def test_a_provisional_month_under_a_third_of_both_neighbours_is_told():
    deaths = pd.Series([172, 27, 107, 96], index=["2025-11", "2025-12", "2026-01", "2026-02"])
    first = pd.Series([True] * 4, index=deaths.index)
    assert watch.thin(deaths, first) == [("2025-12", 27, 172, 107)]
    assert watch.thin(deaths, ~first) == []  # what is final is as it is
    assert watch.thin(deaths.replace(27, 36), first) == []  # 3 x 36 = 108 > 107
    assert watch.thin(pd.Series([9, 500, 400], index=["a", "b", "c"]), pd.Series([True] * 3)) == []  # an end has one neighbour


def test_the_stored_data_say_what_the_first_page_says():
    known = read.load(as_of="2026-11-26")
    frames = {key: known.newest(key).frame for key in ("promises", "governance_events", "foreign_forces", "territory")}
    late, ahead = watch.promises(frames["promises"], "2026-11-26")
    assert (late["due"], [one["due"] for one in ahead]) == ("2022-03-26", ["2030-07-08"])
    assert [one["body"] for one in watch.announced(frames["governance_events"], "2026-11-26")] == [
        "International Criminal Court"
    ]
    weak = watch.weak(frames, "2026-11-26")
    assert {one["source_grade"] for one in weak} == {"C"}
    assert min(one["date"] for one in weak) >= "2025-11"


@pytest.mark.parametrize(
    ("late", "dated", "newest", "oldest", "said"),
    [
        (
            7,
            11,
            "2026-05",
            "2023-12",
            "7 of 11 sources have a newer edition due; figures end between December 2023 and May 2026",
        ),
        (0, 3, "2025-12", "2025-12", "No newer edition is due; figures end in December 2025"),
        (0, 0, "nan", "nan", "No source with a calendar is known"),
    ],
)
def test_the_finding_of_freshness(late, dated, newest, oldest, said):
    assert words.fresh_finding(late, dated, newest, oldest) == said
