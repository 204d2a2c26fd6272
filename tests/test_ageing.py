"""How much weight rests on old values: the bound at twelve months, weights, and what has no entry."""

from __future__ import annotations

import pytest

from indicators.scoring import ageing
from tests.frames import observed


def aged(*rows: tuple[str, int], period: str = "2020-06"):
    return observed(*((key, period, 1, 1, 1, "carried", age) for key, age in rows))


def test_thirteen_months_are_old_and_twelve_are_not():
    # of development's weight hdi carries 1, hdi_rank and hdi_decade 0.5 each
    rows = aged(("development.hdi", 13), ("development.hdi_rank", 12), ("development.hdi_decade", 0))
    assert ageing.older(rows, "2020-06") == pytest.approx({"development": 1 / 2})


def test_the_share_is_of_the_weight_that_is_there():
    rows = aged(("development.hdi", 12), ("development.hdi_rank", 13))  # 0.5 of 1.5
    assert ageing.older(rows, "2020-06") == pytest.approx({"development": 1 / 3})


def test_another_month_says_nothing():
    assert ageing.older(aged(("development.hdi", 13)), "2020-07") == {}


def test_what_has_no_weight_has_no_entry():
    assert ageing.older(aged(("military.fragmentation", 13)), "2020-06") == {}


def test_the_index_weighs_its_dimensions_and_needs_all_four():
    rows = aged(("conflict.lethality", 0), ("governance.isolation", 13), ("military.security_gap", 13), ("development.hdi", 0))
    # weights 1, 1, 0.5, 1: of 3.5 old are 1.5
    found = ageing.older(rows, "2020-06")
    assert found == pytest.approx({"conflict": 0, "governance": 1, "military": 1, "development": 0, "index": 1.5 / 3.5})
    assert "index" not in ageing.older(rows[rows["indicator"] != "military.security_gap"], "2020-06")
