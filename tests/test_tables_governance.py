"""The governance page's frames: the spell that is told, attempts, stretches of measures, intervals; worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.tables import governance as tables
from tests.frames import snapshots, table, triples, vintage

PROMISES = table(
    "id spell spell_start spell_end made due class what",
    [
        ("b", "S", "2000-01-15", "2001-03-05", "2000-02-01", "2000-06-30", "promise", "vote"),
        ("a", "S", "2000-01-15", "2001-03-05", "2000-02-01", "2000-07-31", "schedule", "vote"),
        ("c", "S", "2000-01-15", "2001-03-05", "2000-04-30", "", "proposal", "vote"),
        ("d", "T", "2005-01-31", "", "2005-02-28", "2005-12-31", "promise", "vote"),
    ],
)


@pytest.mark.parametrize(
    ("period", "ids", "ahead"),
    [
        ("2000-01", [], []),  # nothing made yet
        ("2000-02", ["a", "b"], [True, True]),
        ("2000-06", ["a", "b"], [True, False]),  # due on the last day of June is not ahead of it
        ("2003-01", ["a", "b"], [False, False]),  # the last spell
        ("2005-01", ["a", "b"], [False, False]),  # the next has begun, and nothing was promised in it
        ("2005-02", ["d"], [True]),
    ],
)
def test_segments_are_of_the_running_or_the_last_spell(period, ids, ahead):
    found = tables.segments(PROMISES, period)
    assert found["id"].tolist() == ids
    assert found["ahead"].tolist() == ahead


@pytest.mark.parametrize(
    ("period", "told"),
    [("1999-12", None), ("2000-02", "2000-02"), ("2001-02", "2001-02"), ("2001-03", "2001-02"), ("2004-12", "2001-02"),
     ("2005-02", "2005-02")],
)  # fmt: skip
def test_a_month_outside_a_spell_tells_the_last_month_of_the_spell_before(period, told):
    assert tables.told(PROMISES, period) == told


def test_overdue_and_counts_by_period():
    found = tables.overdue(PROMISES, "2000-06", "2000-07")
    assert found["period"].tolist() == ["2000-06", "2000-07"]
    assert (found["best"] * 30.4375).tolist() == pytest.approx([0, 31])
    assert tables.overdue(PROMISES, "1990-01", "1990-02").empty


EVENTS = table(
    "id date event_type outcome actor body measure phase kind closed_list summary source_title source_publisher source_url source_grade",
    [
        (key, date, kind, outcome, "", body, measure, phase, how, listed, "", "", "", "", "A")
        for key, date, kind, outcome, body, measure, phase, how, listed in (
            ("e1", "2000-03-10", "coup", "successful", "", "", "", "", "no"),
            ("e0", "2000-03-10", "coup attempt", "failed", "", "", "", "", "no"),
            ("e2", "2000-04-01", "coup attempt", "alleged", "", "", "", "", "no"),
            ("e3", "2000-03-20", "suspension", "", "AU", "membership", "effective", "imposed", "yes"),
            ("e4", "2000-05-10", "withdrawal from body", "", "AU", "membership", "effective", "chosen", "yes"),
            ("e5", "2000-05-20", "sanction", "", "EU", "listing", "announced", "imposed", "yes"),
            ("e6", "2000-06-10", "suspension lifted", "", "AU", "membership", "lifted", "chosen", "yes"),
            ("e7", "2000-06-15", "sanction", "", "UN", "embargo", "effective", "imposed", "no"),
        )
    ],
).assign(public_from="2000-12-31")


def test_attempts_to_the_end_of_a_month_by_day_and_id():
    assert tables.attempts(EVENTS, "2000-03")["id"].tolist() == ["e0", "e1"]
    assert tables.attempts(EVENTS, "2000-04")["id"].tolist() == ["e0", "e1", "e2"]
    assert tables.attempts(EVENTS, "2000-02").empty


def test_a_stretch_lasts_while_the_state_is_the_same():
    found = tables.measures(EVENTS, "2000-03", "2000-06")
    assert found[["measure", "start", "end", "state", "id"]].to_numpy().tolist() == [
        ["AU: membership", "2000-03-20", "2000-05-10", "imposed", "e3"],
        ["AU: membership", "2000-05-10", "2000-06-10", "chosen", "e4"],  # to the day it was lifted
        ["EU: listing", "2000-05-20", "2000-06-30", "announced", "e5"],  # to the end shown
    ]
    assert found["phase"].tolist() == ["effective", "effective", "announced"]
    cut = tables.measures(EVENTS, "2000-04", "2000-04")
    assert cut[["start", "end"]].to_numpy().tolist() == [["2000-04-01", "2000-04-30"]]
    assert tables.measures(EVENTS, "2000-01", "2000-02").empty


def test_counts_are_of_the_months_ends():
    assert triples(tables.counts(EVENTS, "2000-03", "2000-06")) == {
        "2000-03": (1, 1, 1), "2000-04": (1, 1, 1), "2000-05": (1, 0, 2), "2000-06": (0, 0, 1),
    }  # fmt: skip


def test_democracy_and_perception_stand_in_december_with_their_ranges():
    vdem = table(
        "country year libdem libdem_low libdem_high",
        [("NER", 2001, 0.5, 0.4, 0.6), ("MLI", 2002, 0.3, 0.2, 0.4), ("MLI", 2001, 0.2, 0.1, 0.3)],
    )
    found = tables.democracy(snapshots(vintage("vdem", vdem)), ["MLI"], "2001-12", "2002-11", "libdem")
    assert triples(found) == {"2001-12": (0.2, 0.1, 0.3)}
    wgi = table(
        "country year indicator estimate stddev",
        [("MLI", 2001, "rl", -1.0, 0.2), ("MLI", 2001, "pv", 0.0, 1.0), ("MLI", 2002, "rl", None, None)],
    )
    assert triples(tables.perception(wgi, ["MLI"], "1990-01", "2002-12", "rl")) == {
        "2001-12": (-1, -1.329, -0.671)
    }  # 1.645 x 0.2
    assert isinstance(tables.perception(wgi, ["FRA"], "1990-01", "2002-12"), pd.DataFrame)
