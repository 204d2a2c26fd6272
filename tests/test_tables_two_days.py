"""What was said of a month on two days: kinds of a difference, lines that add up, what appeared between; by hand and on the bundle."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators.model import Snapshots
from indicators.scoring import changes, score
from indicators.scoring.sides import Side
from indicators.store import read
from indicators.tables import two_days as tables

# level, key, indicator, cause, points, rows
ROWS = pd.DataFrame(
    [
        ("index", "index", "conflict.lethality", "revision", 0.25, ""),
        ("index", "index", "conflict.acute", "revision", -0.5, ""),
        ("index", "index", "governance.isolation", "revision", 0.125, "governance_events:2025-01-29-exit"),
        ("index", "index", "conflict.displacement", "expiry", 1.0, ""),
        ("index", "index", "development.hdi", "new data", 0.003, ""),
        ("index", "index", "development.hdi_rank", "carrying", 0.0, ""),
        ("dimension", "conflict", "conflict.lethality", "revision", 0.75, ""),
    ],
    columns=["level", "key", "indicator", "cause", "points", "rows"],
).assign(evidence="", age_months=pd.NA)


def test_a_revision_that_names_curated_rows_is_the_ledgers():
    assert tables.kinds(ROWS).tolist() == ["revision", "revision", "ledger", "expiry", "new data", "carrying", "revision"]


def test_each_kind_has_a_sum_and_all_kinds_are_the_difference():
    table = tables.lines(ROWS, "index", "index")
    heads = table[table["indicator"] == ""]
    # revised 0.25 - 0.5 = -0.25; the 0.003 of the HDI has a sum and no bar; what is carried is no part of a difference
    assert heads[["cause", "points"]].to_numpy().tolist() == [
        ["new data", 0.003],
        ["revision", -0.25],
        ["ledger", 0.125],
        ["expiry", 1.0],
    ]
    assert heads["points"].sum() == pytest.approx(0.878, abs=1e-12)
    assert table.loc[table["cause"] == "revision", "indicator"].tolist() == ["", "conflict.acute", "conflict.lethality"]
    assert "development.hdi" not in set(table["indicator"])


def test_nothing_changed_has_no_line():
    assert tables.lines(ROWS[ROWS["cause"] == "carrying"], "index", "index").empty
    assert tables.lines(ROWS, "pulse", "pulse").empty


def test_scores_of_two_days_stand_beside_each_other():
    first = {"index": {"score": 60.0, "p05": 55.0, "p95": 65.0}}
    second = {"index": {"score": 62.5, "p05": 57.0, "p95": 66.0}, "pulse": {"score": 30.0}}
    table = tables.said(first, second, ("index", "pulse", "conflict"))
    assert table["key"].tolist() == ["index", "pulse"]
    assert table.iloc[0, 1:].tolist() == [60.0, 62.5, 2.5, 55.0, 65.0, 57.0, 66.0]
    assert math.isnan(table.loc[1, "first"])
    assert math.isnan(table.loc[1, "difference"])
    assert table.loc[1, "second"] == 30.0


# ---- the bundle


DAYS = ("2025-03-01", "2025-07-31")


@pytest.fixture(scope="module")
def known() -> tuple[Snapshots, Snapshots]:
    return read.load(as_of=DAYS[0]), read.load(as_of=DAYS[1])


def test_what_was_not_published_yet_comes_first(known):
    table = tables.appeared(*known).set_index("source")
    # v15 of V-Dem appeared on 13 March 2025, the population on 2 July; the HDR of 2024 was followed by that of 6 May 2025
    assert table.loc[["vdem", "population"], "state"].tolist() == [tables.ABSENT] * 2
    assert table.loc["vdem", ["then", "now"]].tolist() == ["", "2025-03-13"]
    assert table.loc["hdr", ["then", "now", "state"]].tolist() == ["2024-03-13", "2025-05-06", tables.NEWER]
    assert table.loc["wgi", "state"] == tables.SAME
    assert "idmc" not in table.index  # published on neither day
    order = [tables.ABSENT, tables.NEWER, tables.SAME]
    assert [order.index(one) for one in table["state"]] == sorted(order.index(one) for one in table["state"])


def test_rows_of_the_ledgers_became_known_between_the_days(known):
    table = tables.learnt(*known)
    assert len(table) > 0
    assert table["public_from"].between("2025-03-02", "2025-07-31").all()
    assert "2025-06-06-wagner-leaves" in set(table["id"])
    assert tables.learnt(known[1], known[1]).empty


def test_the_split_of_two_days_adds_up_exactly():
    """Of a month that both days tell of: every score's parts add up to its difference, and the lines to the parts."""
    days = [read.load(as_of="2025-08-15"), read.load(as_of="2026-04-01")]
    sides = [Side("2025-06", one, tables.told(score.observe(one))) for one in days]
    rows = changes.split(*sides)
    assert {"index", "pulse", "conflict", "governance"} <= set(rows["key"])
    for (level, key), part in rows.groupby(["level", "key"]):
        difference = part["after"].iloc[0] - part["before"].iloc[0]
        assert part["points"].sum() == pytest.approx(difference, abs=1e-9), key
        lines = tables.lines(rows, level, key)
        assert lines.loc[lines["indicator"] == "", "points"].sum() == pytest.approx(difference, abs=1e-9), key
    moved = rows[(rows["key"] == "governance") & (rows["points"].abs() > 1e-4)]
    # V-Dem's figures of 2025, second-hand, appeared on 17 March 2026; the year before is as it was for June 2025
    assert set(moved["indicator"]) <= {"governance.electoral_democracy"}
