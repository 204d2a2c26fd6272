"""The transition clock: boundary days of spells and promises, the three readings; days counted by hand, 30.4375 to a month."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators.dimensions.governance import transition
from tests.frames import month, table

MONTH = 30.4375


def promised(*rows: tuple[str, str, str], start: str = "2000-01-15", end: str = "") -> pd.DataFrame:
    """Rows (made, due, class) of one spell."""
    frame = table("made due class", rows)
    return frame.assign(
        id=[f"p{place}" for place in range(len(frame))], spell="S", spell_start=start, spell_end=end, what="vote"
    )


def at(promises: pd.DataFrame, period: str) -> tuple[float, float, float] | None:
    """(best, low, high) in days at the month's end."""
    found = transition.overdue(promises, month(period), month(period))
    return tuple(round(value * MONTH, 6) for value in found[["best", "low", "high"]].iloc[0]) if len(found) else None


PLAIN = [("2000-02-01", "2000-06-30", "promise")]


def test_nothing_is_said_before_the_first_elected_order():
    assert at(promised(*PLAIN), "1992-05") is None
    assert at(promised(*PLAIN), "1992-06") == (0, 0, 0)


def test_every_month_has_a_row_counted_to_its_last_day():
    found = transition.overdue(promised(*PLAIN), month("2000-05"), month("2000-08"))
    assert found["month"].tolist() == [month(f"2000-{number:02d}") for number in (5, 6, 7, 8)]
    assert (found["best"] * MONTH).tolist() == pytest.approx([0, 0, 31, 62])


@pytest.mark.parametrize(
    ("start", "made", "expected"),
    [
        ("2000-07-31", "2000-07-31", (31, 31, 31)),  # the spell begins and the promise is made on the month's last day
        ("2000-08-01", "2000-07-01", (0, 0, 0)),  # a day later there is no spell yet
    ],
)
def test_the_first_day_of_a_spell_and_of_a_promise(start, made, expected):
    assert at(promised((made, "2000-06-30", "promise"), start=start), "2000-07") == expected


def test_a_spell_ends_on_the_day_an_elected_president_is_sworn_in():
    assert at(promised(*PLAIN, end="2000-07-31"), "2000-07") == (0, 0, 0)
    assert at(promised(*PLAIN, end="2000-08-01"), "2000-07") == (31, 31, 31)
    assert at(promised(*PLAIN, end="2000-08-01"), "2000-08") == (0, 0, 0)


def test_a_spell_without_any_day_has_no_row():
    promises = promised(("2000-01-16", "", "promise"), ("2000-03-01", "", "schedule"), ("2000-03-01", "2000-04-01", "proposal"))
    assert at(promises, "2000-01") is None
    assert at(promises, "2002-01") is None


def test_before_its_first_row_is_made_nobody_knows_of_a_spell():
    """The spell began on 15 January, the promise was made on 1 March: as of February the table tells of no spell, so nothing is late."""
    promises = promised(("2000-03-01", "2000-06-30", "promise"))
    found = transition.overdue(promises, month("1999-12"), month("2000-04"))
    assert found["month"].tolist() == [month("1999-12") + place for place in range(5)]
    assert found[["best", "low", "high"]].to_numpy().tolist() == [[0, 0, 0]] * 5
    assert transition.overdue(promises[promises["made"] <= "2000-02-29"], month("1999-12"), month("2000-02")).equals(found[:3])


def test_a_polling_day_alone_counts_in_high():
    promises = promised(("2000-01-16", "2000-01-31", "schedule"))
    assert at(promises, "2000-01") == (0, 0, 0)
    assert at(promises, "2001-01") == (0, 0, 366)


def test_best_counts_from_the_first_promise_low_from_the_newest_high_from_the_earliest_day():
    promises = promised(
        ("2001-06-15", "2002-01-01", "promise"), ("2000-02-01", "2001-01-31", "promise"), ("2000-05-01", "2000-12-31", "schedule"),
        ("2000-06-01", "2001-10-31", "promise"),
    )  # fmt: skip
    assert at(promises, "2002-01") == (365, 30, 396)
    assert at(promises, "2001-05") == (120, 0, 151)  # the promise of June 2000 stands: 31 October is ahead


def test_a_promise_brought_forward_does_not_raise_the_low():
    promises = promised(("2000-02-01", "2001-12-31", "promise"), ("2000-03-01", "2001-06-30", "promise"))
    assert at(promises, "2002-01") == (31, 31, 215)


def test_of_two_promises_of_a_day_the_first_id_is_the_first():
    promises = promised(("2000-02-01", "2000-12-31", "promise"), ("2000-02-01", "2001-01-31", "promise"))
    assert at(promises, "2001-02") == at(promises.iloc[::-1], "2001-02") == (59, 28, 59)


@pytest.mark.parametrize("kind", ["mandate", "proposal", "postponement"])
def test_mandates_proposals_and_postponements_change_nothing(kind):
    assert at(promised(*PLAIN, ("2000-05-01", "2000-03-01", kind)), "2000-07") == (31, 31, 31)


# ---- the rows behind it


def test_the_rows_of_the_running_spell_made_by_the_day():
    frame = promised(("2000-03-01", "", "promise"), ("2000-02-01", "", "promise"), end="2000-06-01")

    def ids(day):
        return transition.current(frame, day)["id"].tolist()

    assert ids("2000-01-31") == []
    assert ids("2000-02-01") == ["p1"]
    assert ids("2000-03-01") == ids("2000-05-31") == ["p1", "p0"]
    assert ids("2000-06-01") == []  # the day it ends
    late = promised(("2000-01-01", "", "promise"))
    assert transition.current(late, "2000-01-14").empty
    assert transition.current(late, "2000-01-15")["id"].tolist() == ["p0"]  # the day it begins


def test_elapsed_months_are_never_negative():
    assert transition.elapsed("2000-01-31", "2000-02-29") == pytest.approx(29 / MONTH)
    assert transition.elapsed("2000-02-29", "2000-02-29") == 0
    assert transition.elapsed("2000-03-01", "2000-02-29") == 0


@pytest.mark.parametrize(
    ("due", "limit", "expected"),
    [
        ("2022-03-26", 60, "2027-03"),  # 1,831 days to 31 March 2027, 1,826.25 needed; 1,800 to the end of February
        ("2000-01-31", 12, "2001-01"),  # 366 days, 365.25 needed
        ("2001-01-31", 12, "2002-02"),  # 365 days to 31 January are not enough
        ("2001-01-30", 1, "2001-03"),  # 29 days to 28 February, 30.4375 needed
        ("2001-01-31", 0, "2001-01"),
    ],
)
def test_saturation_is_the_month_at_whose_end_the_limit_is_reached(due, limit, expected):
    assert (
        transition.saturation(
            promised(("2000-02-01", due, "promise"), ("2000-02-15", "1999-01-01", "promise")), "2000-02", limit
        )
        == expected
    )


def test_saturation_needs_a_promise_in_a_running_spell():
    assert transition.saturation(promised(*PLAIN), "2000-01", 60) is None  # not made yet
    assert transition.saturation(promised(*PLAIN, end="2000-02-29"), "2000-02", 60) is None
    assert (
        transition.saturation(promised(("2000-01-20", "2000-12-31", "schedule"), ("2000-01-20", "", "promise")), "2000-02", 60)
        is None
    )


def test_the_clock_lists_slippage_and_delay():
    promises = promised(
        ("2000-02-01", "2001-01-31", "promise"), ("2000-05-01", "2000-12-31", "schedule"), ("2001-02-15", "", "postponement"),
        ("2001-06-15", "2002-01-31", "promise"), ("2001-12-31", "2001-12-01", "promise"), ("2002-01-01", "2004-01-01", "promise"),
    )  # fmt: skip
    clock = transition.clock(promises, "2001-12")
    assert clock["id"].tolist() == ["p0", "p1", "p2", "p3", "p4"]
    nan = math.nan
    # from promise to promise: 365 days later, then 61 days earlier
    assert (clock["slippage_months"] * MONTH).tolist() == pytest.approx([nan, nan, nan, 365, -61], nan_ok=True)
    assert (clock["overdue_months"] * MONTH).tolist() == pytest.approx([334, 365, nan, 0, 30], nan_ok=True)
    assert {"made", "due", "what", "class"} <= set(clock.columns)
    assert transition.clock(promises, "1999-06").empty
    alone = transition.clock(promised(("2000-02-01", "", "postponement")), "2000-02")
    assert alone["slippage_months"].isna().tolist() == [True]
