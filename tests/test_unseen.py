"""Months whose deaths may be unseen: invented events and shutdowns, worked out by hand, and the bundled table."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators import months
from indicators.dimensions.conflict import unseen
from indicators.model import Snapshots, Vintage
from indicators.registry import SOURCES
from indicators.store import read
from indicators.subject import SUBJECT

OWN = SUBJECT.code
FIRST = months.ordinal("2020-01")


def events(*told: tuple[int, int]) -> Vintage:
    """A month for each pair: events placed precisely, events in all; ten deaths an event."""
    rows = []
    for place, (precise, whole) in enumerate(told):
        day = f"{months.period(FIRST + place)}-15"
        for number in range(whole):
            row = dict.fromkeys(SOURCES["ucdp_ged"].columns, 0) | {
                "id": 1000 * place + number, "country": OWN, "date_start": day, "date_end": day, "type": "state_based", "best": 10, "low": 10,
                "high": 10, "where_prec": 1 if number < precise else 4, "code_status": "Clear",
            }  # fmt: skip
            rows.append(row)
    end = months.period(FIRST + len(told) - 1)
    return Vintage("ucdp_ged", "24.1", "2024-06-01", "given", "2020-01", end, (OWN,), pd.DataFrame(rows))


def shutdown(start: str, until: str, cut: str = "both", grade: str = "A") -> Vintage:
    blank = {item.name: "" for item in SOURCES["shutdowns"].fields}
    row = blank | {
        "id": "s", "country": OWN, "date": start, "until": until, "cut": cut, "source_grade": grade, "public_from": start,
        "source_publisher": "P",
    }  # fmt: skip
    return Vintage("shutdowns", "curated", start, "stated", "1990-01", start[:7], (OWN,), pd.DataFrame([row]))


def flagged(*vintages: Vintage) -> pd.DataFrame:
    found = {one.source: [one] for one in vintages}
    return unseen.flagged(Snapshots(found), OWN, "2021-01", "2021-01")


YEAR = [(9, 10)] * 12  # 100 deaths a month, nine of ten events precise


def test_fewer_deaths_with_fewer_precise_events_are_marked_with_the_figures():
    row = flagged(events(*YEAR, (2, 6))).iloc[0]
    # 60 deaths of 100; a third of the events precise against 108 of 120
    assert row[["period", "deaths", "usual", "events", "why"]].tolist() == ["2021-01", 60, 100, 6, "placed"]
    assert row["placed"] == pytest.approx(1 / 3)
    assert row["usual_placed"] == pytest.approx(0.9)
    # Fisher, one-sided: two or fewer of the 110 precise ones among 6 of 126: sum over k of C(110,k) C(16,6-k) / C(126,6)
    by_hand = sum(math.comb(110, k) * math.comb(16, 6 - k) for k in range(3)) / math.comb(126, 6)
    assert row["chance"] == pytest.approx(by_hand)


@pytest.mark.parametrize(
    "last",
    [
        pytest.param((2, 7), id="70 deaths are more than two thirds of 100"),
        pytest.param((6, 6), id="as precise as ever"),
        pytest.param((4, 6), id="two thirds precise comes up by chance more than once in ten times"),
    ],
)
def test_one_sign_alone_marks_nothing(last):
    # (4, 6): C(110,4) C(16,2) / C(126,6) and less: about 0.12
    assert flagged(events(*YEAR, last)).empty


def test_a_shutdown_on_one_day_of_a_month_with_fewer_deaths_marks_it():
    quiet = events(*YEAR, (6, 6))
    assert flagged(quiet, shutdown("2020-12-20", "2021-01-01"))["why"].tolist() == ["shutdown"]
    assert flagged(quiet, shutdown("2021-01-31", "2021-02-03"))["shutdowns"].tolist() == ["shutdowns:s"]
    assert flagged(quiet, shutdown("2020-12-01", "2020-12-31")).empty
    assert flagged(quiet, shutdown("2021-02-01", "2021-02-03")).empty


def test_social_media_weak_rows_and_months_as_deadly_as_before_mark_nothing():
    quiet = events(*YEAR, (6, 6))
    assert flagged(quiet, shutdown("2021-01-05", "2021-01-06", "social_media")).empty
    assert flagged(quiet, shutdown("2021-01-05", "2021-01-06", grade="C")).empty
    assert flagged(events(*YEAR, (9, 10)), shutdown("2021-01-05", "2021-01-06")).empty


def test_without_events_the_placing_is_unknown_and_a_shutdown_still_counts():
    start = months.ordinal("2020-01")
    frame = pd.DataFrame({"country": OWN, "period": months.periods(range(start, start + 13)), "best": [100.0] * 12 + [60.0]})
    totals = Vintage("ucdp_totals", "v", "2021-02-20", "given", "2020-01", "2021-01", (OWN,), frame)
    row = flagged(totals, shutdown("2021-01-05", "2021-01-06")).iloc[0]
    assert (row["why"], row["events"]) == ("shutdown", 0)
    assert math.isnan(row["placed"])


def test_the_ten_days_without_a_network_in_the_north_mark_july_2021():
    """UCDP's 49 deaths of July 2021 against 95.4 a month in the year before; the rows are AFP's and RFI's of August 2021."""
    found = unseen.flagged(read.load(), OWN, "2021-06", "2021-08")
    assert found["period"].tolist() == ["2021-07"]
    assert found["shutdowns"].tolist() == ["shutdowns:2021-07-27-north"]


def test_as_known_before_the_shutdown_was_told_nothing_is_marked():
    snapshots = read.load(as_of="2021-08-01")
    assert not any(vintage.frame["id"].eq("2021-07-27-north").any() for vintage in snapshots.all("shutdowns"))
