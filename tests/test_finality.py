"""A year is final once the release that made it so was out, also where what was known is reconstructed from a later one.

Out on these days, of what is stored: totals from 2024-01-26 on (2025-05-21, 2025-07-21 and others), UCDP's events 24.1 on
2024-05-22, its country-years 25.1 on 2025-06-11, events of February 2026 on 2026-03-20. Before its first release a source is
reconstructed: events of a month are known when the next has passed (a lag of one month), and final with their year's annual
release, due on 30 June of the next year.
"""

from __future__ import annotations

import pytest

from indicators import months
from indicators.dimensions.conflict import deaths, events
from indicators.model import STATUSES
from indicators.store import read
from tests.bundled import bundled

FINAL, OPEN = "normal", "provisional"
DAYS = [  # the day, a month, its status
    ("2023-03-31", "2021-12", FINAL),  # due on 2022-06-30
    ("2023-03-31", "2022-12", OPEN),  # due on 2023-06-30
    ("2023-06-29", "2022-12", OPEN),
    ("2023-06-30", "2022-12", FINAL),
    ("2023-06-30", "2023-05", OPEN),
    ("2024-03-31", "2022-12", FINAL),
    ("2024-03-31", "2023-12", OPEN),
    ("2024-05-21", "2023-12", OPEN),
    ("2024-05-22", "2023-12", FINAL),  # 24.1 itself
    ("2024-05-22", "2024-01", OPEN),
    ("2025-01-31", "2023-12", FINAL),
    ("2025-01-31", "2024-12", OPEN),  # 25.1, which stands in for country-years, was to come
    ("2025-06-10", "2024-12", OPEN),
    ("2025-06-11", "2024-12", OPEN),  # 25.1 is out; the totals at hand are of 21 May and rest on 24.1
    ("2025-07-25", "2024-12", FINAL),
    ("2025-07-25", "2025-01", OPEN),
    ("2026-03-25", "2024-12", FINAL),
    ("2026-03-25", "2025-09", OPEN),
    ("2026-03-25", "2026-02", OPEN),  # candidate events
]


@pytest.mark.parametrize(("day", "period", "status"), DAYS)
def test_the_status_of_a_month_as_of_a_day(day, period, status):
    number = months.ordinal(period)
    found = deaths.monthly(read.load(as_of=day, reconstruct=True), "MLI", number, number)
    assert found.best[0] == found.best[0], "not known"
    assert STATUSES[int(found.rank[0])] == status


def test_what_is_known_today_is_final_as_before():
    """25.1 covers 2024; 2025 is candidate data."""
    first = months.ordinal("2023-12")
    found = deaths.monthly(bundled(), "MLI", first, months.ordinal("2025-01"))
    assert found.rank.tolist() == [0] * 13 + [STATUSES.index("provisional")]


@pytest.mark.parametrize(
    ("day", "year"), [("2025-01-31", 2023), ("2025-06-29", 2023), ("2025-06-30", 2024), ("2025-12-31", 2024)]
)
def test_an_annual_release_is_due_at_the_end_of_june(day, year):
    assert events.final_year(day) == year
