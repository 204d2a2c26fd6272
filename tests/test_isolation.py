"""Measures in force: the day a measure begins and ends, imposed and chosen, announced; worked out by hand."""

from __future__ import annotations

import pandas as pd

from indicators.dimensions.governance import isolation
from tests.frames import month, table


def listed(*rows: str, closed: str = "yes") -> pd.DataFrame:
    """One row for each ``"date body measure phase kind"``."""
    frame = table("date body measure phase kind", [tuple(row.split()) for row in rows])
    return frame.assign(id=[f"r{place}" for place in range(len(frame))], closed_list=closed)


def at(events: pd.DataFrame, period: str) -> tuple[float, float, float]:
    found = isolation.counts(events, month(period), month(period))
    return tuple(found[["best", "low", "high"]].iloc[0])


def test_a_measure_counts_from_its_first_to_the_day_before_its_last():
    events = listed("2000-03-31 A membership effective imposed", "2000-06-30 A membership lifted imposed")
    assert [at(events, f"2000-{number:02d}") for number in (2, 3, 5, 6)] == [(0, 0, 0), (1, 1, 1), (1, 1, 1), (0, 0, 0)]
    assert isolation.in_force(events, "2000-03-30").empty
    assert isolation.in_force(events, "2000-03-31")["since"].tolist() == ["2000-03-31"]
    assert len(isolation.in_force(events, "2000-06-29")) == 1
    assert isolation.in_force(events, "2000-06-30").empty


def test_the_series_is_the_state_at_each_months_end():
    events = listed(
        "2000-01-15 A membership effective imposed", "2000-03-01 B embargo effective chosen", "2000-05-31 A membership lifted imposed",
        "2000-04-10 C listing announced imposed",
    )  # fmt: skip
    found = isolation.counts(events, month("1999-12"), month("2000-06"))
    assert found["month"].tolist() == list(range(month("1999-12"), month("2000-06") + 1))
    assert found["best"].tolist() == [0, 1, 1, 2, 2, 1, 1]
    assert found["low"].tolist() == [0, 1, 1, 1, 1, 0, 0]
    assert found["high"].tolist() == [0, 1, 1, 2, 3, 2, 2]
    # it does not depend on where it starts
    assert isolation.counts(events, month("2000-04"), month("2000-06"))["high"].tolist() == [3, 2, 2]


def test_a_suspension_followed_by_an_exit_is_one_measure_first_imposed_then_chosen():
    events = listed(
        "2000-03-01 A membership effective imposed", "2001-01-10 A membership announced chosen",
        "2001-06-10 A membership noted chosen", "2002-01-10 A membership effective chosen",
    )  # fmt: skip
    assert [at(events, period) for period in ("2000-12", "2001-01", "2001-06", "2002-01")] == [
        (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 0, 1),
    ]  # fmt: skip


def test_an_announcement_counts_in_high_until_it_is_effective():
    events = listed("2000-03-01 A membership announced chosen", "2001-03-01 A membership effective chosen")
    assert [at(events, period) for period in ("2000-03", "2001-02", "2001-03")] == [(0, 0, 1), (0, 0, 1), (1, 0, 1)]
    assert isolation.in_force(events, "2000-12-31")[["phase", "since", "id"]].to_numpy().tolist() == [
        ["announced", "2000-03-01", "r0"]
    ]  # fmt: skip


def test_a_lifted_measure_ends_what_was_announced_by_then_and_not_what_is_announced_later():
    events = listed(
        "2000-03-01 A listing announced imposed", "2000-04-01 A listing effective imposed", "2000-05-01 A listing lifted imposed",
        "2000-05-01 A listing announced imposed", "2000-09-01 A listing announced chosen",
    )  # fmt: skip
    assert [at(events, period) for period in ("2000-04", "2000-05", "2000-08", "2000-09")] == [
        (1, 1, 1), (0, 0, 0), (0, 0, 0), (0, 0, 1),
    ]  # fmt: skip


def test_the_newest_announcement_speaks():
    events = listed("2000-03-01 A listing announced imposed", "2000-04-01 A listing announced chosen")
    assert isolation.in_force(events, "2000-04-30")[["since", "kind", "id"]].to_numpy().tolist() == [
        ["2000-04-01", "chosen", "r1"]
    ]


def test_of_two_rows_of_a_day_the_later_id_wins():
    events = listed("2000-03-01 A listing lifted imposed", "2000-03-01 A listing effective imposed")
    assert at(events, "2000-03") == (1, 1, 1)
    assert at(events.iloc[::-1], "2000-03") == (1, 1, 1)
    assert at(events.assign(id=["r1", "r0"]), "2000-03") == (0, 0, 0)


def test_a_note_alone_is_no_measure():
    assert at(listed("2000-03-01 A listing noted imposed"), "2000-03") == (0, 0, 0)


def test_measures_count_by_body_and_kind_of_measure_in_order():
    events = listed(
        "2000-03-01 B membership effective imposed",
        "2000-03-01 A membership effective imposed",
        "2000-03-01 A embargo effective chosen",
    )
    assert at(events, "2000-03") == (3, 2, 3)
    assert isolation.in_force(events, "2000-03-31")[["body", "measure"]].to_numpy().tolist() == [
        ["A", "embargo"], ["A", "membership"], ["B", "membership"],
    ]  # fmt: skip


def test_what_is_outside_the_closed_list_does_not_count():
    assert at(listed("2000-03-01 A membership effective imposed", closed="no"), "2000-03") == (0, 0, 0)
