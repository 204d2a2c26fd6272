"""The governance page: what it says in each state of a transition, and the frames it draws."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from indicators import months
from indicators.dimensions.governance import isolation
from indicators.store import read
from indicators.tables import governance as tables
from indicators.wording import governance as wording
from tests.pages.app import opened

KNOWN = read.load()
PROMISES = KNOWN.newest("promises").frame
EVENTS = KNOWN.newest("governance_events").frame


def said(page):
    return page.markdown[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (
            "2026-05",
            ["50.2 months late", "26.2 against the newest", "51.1 against the earliest", "March 2027"],
        ),  # CALIBRATION, section 4
        ("2023-12", ["21.2 months late", "not yet late against the newest (26 March 2024)", "22.1"]),
        ("2012-06", ["22 May 2013, lies ahead", "passed 2.0 months ago"]),  # CALIBRATION: 0 (0-2.0)
        ("2022-03", ["0.2 months late against the first promise (26 March 2022)"]),
        ("1999-12", ["no transition runs", "had no dated promise on record"]),
        ("2018-12", ["no transition runs", "shown below"]),
        ("2012-04", ["no day for its end has been promised"]),
    ],
)
def test_the_sentence_is_true_in_every_state(month, words):
    page = opened("governance", from_="1995-01", to=month)
    assert not page.exception
    for word in words:
        assert word in said(page), said(page)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "No suspension, sanction or exit of the closed list is in force."),
        ((0, 0, 1), "in force; 1 is announced."),
        ((1, 1, 0), "One sanction, suspension or exit is in force, imposed by others."),
        ((1, 0, 2), "is in force, chosen by Mali; 2 more are announced."),
        ((3, 3, 0), "3 sanctions, suspensions or exits are in force, all imposed by others."),
    ],
)
def test_measures_are_told_in_every_number(counts, words):
    assert wording.in_force(*counts).endswith(words)


def test_a_promise_brought_forward_is_not_called_the_newest_delay():
    text = wording.sentence("2022-12", False, (2.0, 2.0, 5.0), "2022-10-31", "2022-08-01", False)
    assert "newest" not in text
    assert "5.0 against the earliest day scheduled" in text


def test_outside_a_spell_its_promises_stay_in_sight():
    page = opened("governance", to="2018-12")
    table = next(one.value for one in page.markdown if one.value.startswith("| due")).split("\n")[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    assert [due for due, *_ in rows if due != "–"] == ["29 April 2012", "22 May 2013", "28 July 2013"]
    assert [late for due, late, _ in rows if due == "22 May 2013"] == ["3.3"]  # CALIBRATION: 2013-08


def test_nothing_in_force_is_not_called_unknown():
    page = opened("governance", from_="1995-01", to="1999-12")
    assert [one.value for one in page.info] == [wording.NO_CLOCK, wording.NO_MEASURES]


def test_an_index_and_an_indicator_are_chosen_by_name():
    page = opened("governance", vdem="liberal democracy", wgi="rule of law")
    assert not page.exception
    headings = [one.value.split(":")[0].replace("\\", "") for one in page.subheader]
    assert "Liberal democracy" in headings
    assert "Rule of law" in headings


def test_measures_in_the_sentence_are_the_indicators():
    page = opened("governance", to="2026-05")
    assert (
        "4 sanctions, suspensions or exits are in force (African Union, ECOWAS, European Union and OIF), 2 of them imposed by others; "
        "1 more is announced" in page.markdown[1].value.replace("\\", "")
    )


@pytest.mark.parametrize(
    "choices",
    [{"as_of": date(2024, 6, 1)}, {"as_of": date(2024, 6, 1), "reconstruct": True}, {"from_": "1995-01", "to": "1999-12"}],
)
def test_the_past_gives_no_traceback(choices):
    page = opened("governance", **choices)
    assert not page.exception


def test_stretches_of_measures_agree_with_the_state_at_every_months_end():
    table = tables.measures(EVENTS, "2010-01", "2026-05")
    for number in range(months.ordinal("2010-01"), months.ordinal("2026-05")):
        day = months.last_day(number)
        standing = table[(table["start"] <= day) & (table["end"] > day)]
        state = isolation.in_force(EVENTS, day)
        assert set(standing["measure"]) == {
            f"{body}: {measure}" for body, measure in zip(state["body"], state["measure"], strict=True)
        }, day


def test_a_wgi_estimate_has_its_ninety_percent_interval():
    frame = pd.DataFrame(
        {"country": ["MLI"], "year": [2020], "indicator": ["pv"], "estimate": [-2.0], "stddev": [0.2], "sources": [5]}
    )
    row = tables.perception(frame, ["MLI"], "2010-01", "2026-05").iloc[0]
    assert (row["period"], row["low"], row["best"], row["high"]) == (
        "2020-12",
        pytest.approx(-2.329),
        -2.0,
        pytest.approx(-1.671),
    )


def test_every_attempt_since_1960_is_told():
    table = tables.attempts(EVENTS, "2026-05")
    assert table["outcome"].value_counts().to_dict() == {"successful": 5, "failed": 3, "reported": 3, "alleged": 2}


def test_a_part_of_all_months_is_as_if_only_it_were_asked_for():
    known = read.load()
    promises, events = known.newest("promises").frame, known.newest("governance_events").frame
    for start, end in (("2012-03", "2013-09"), ("2021-01", "2026-05"), ("2020-08", "2020-08"), ("1995-01", "1999-12")):
        for made, frame in ((tables.overdue, promises), (tables.counts, events)):
            every = made(frame, "1990-01", "2026-05")
            part = every[every["period"].between(start, end)].reset_index(drop=True)
            pd.testing.assert_frame_equal(part, made(frame, start, end).reset_index(drop=True), check_dtype=False)


def test_each_measure_in_force_is_told_with_who_says_so():
    page = opened("governance")
    listed = next(one.value for one in page.markdown if one.value.startswith("- **")).split("\n")
    state = isolation.in_force(EVENTS, "2026-05-31")
    assert len(listed) == len(state) > 0
    publishers = EVENTS.set_index("id").loc[state["id"], "source_publisher"]
    assert all(str(name).split()[0] in line for name, line in zip(publishers, listed, strict=True))


def test_the_promises_stand_with_their_sources_in_a_table_that_breaks_its_lines():
    page = opened("governance")
    table = next(one.value for one in page.markdown if one.value.startswith("| due")).split("\n")[2:]
    assert len(table) == int((PROMISES["spell"] == "2020").sum())
    assert all("](http" in line for line in table)
