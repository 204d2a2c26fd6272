"""The governance page: what it says in each state of a transition, and the frames it draws."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from indicators import isolation, months, store
from indicators.tables import governance as tables
from tests.pages.app import opened

KNOWN = store.load()
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
        ("2023-12", ["21.2 months late", "0.0 against the newest", "22.1"]),
        ("2018-12", ["no transition runs"]),
        ("2012-04", ["no day for its end has been promised"]),
    ],
)
def test_the_sentence_is_true_in_every_state(month, words):
    page = opened("governance", to=month)
    assert not page.exception
    for word in words:
        assert word in said(page), said(page)


def test_measures_in_the_sentence_are_the_indicators():
    page = opened("governance", to="2026-05")
    assert (
        "4 measures of the closed list are in force, 2 of them imposed by others; 1 more is announced" in page.markdown[1].value
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
