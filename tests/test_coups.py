"""Coup exposure: half-life, what counts in which bound, no attempt before its month; worked out by hand."""

from __future__ import annotations

import pytest

from indicators.dimensions.governance import coups
from tests.frames import month, table


def exposure(first: str, last: str, *rows: tuple[str, str]) -> list[tuple[float, float, float]]:
    found = coups.exposure(table("date outcome", rows), month(first), month(last))
    return [tuple(values) for values in found[["best", "low", "high"]].round(9).to_numpy()]


def at(period: str, *rows: tuple[str, str]) -> tuple[float, float, float]:
    return exposure(period, period, *rows)[0]


def test_a_success_counts_one_from_its_own_month_and_half_after_sixty():
    rows = [("2000-01-31", "successful")]
    assert at("1999-12", *rows) == (0, 0, 0)
    assert at("2000-01", *rows) == (1, 1, 1)
    assert at("2005-01", *rows) == (0.5, 0.5, 0.5)
    assert at("2010-01", *rows) == (0.25, 0.25, 0.25)
    assert at("2002-07", *rows) == pytest.approx((0.5**0.5,) * 3)  # thirty months


def test_a_failure_counts_half():
    assert at("2000-01", ("2000-01-01", "failed")) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("outcome", ["alleged", "reported"])
def test_what_is_only_alleged_or_reported_weighs_like_a_failure_in_high_alone(outcome):
    assert at("2000-01", ("2000-01-15", outcome)) == (0, 0, 0.5)
    assert at("2005-01", ("2000-01-15", outcome)) == (0, 0, 0.25)


def test_attempts_add_up_and_other_events_do_not_count():
    rows = [("2000-01-20", "successful"), ("1995-01-15", "failed"), ("2000-01-01", ""), ("1995-01-01", "alleged")]
    # 1 + 0.5 / 2, and 0.5 / 2 more in high
    assert at("2000-01", *rows) == (1.25, 1.25, 1.5)


def test_every_month_has_a_row():
    found = coups.exposure(table("date outcome", []), month("1999-12"), month("2000-02"))
    assert found["month"].tolist() == [month("1999-12"), month("2000-01"), month("2000-02")]
    assert found["high"].tolist() == [0, 0, 0]
