"""The page on foreign forces: totals as calibrated, and who was there by whose word."""

from __future__ import annotations

from datetime import date

import pytest

import indicators
from indicators import store
from indicators.tables import military as tables
from tests.pages.app import opened

LEDGER = store.load().newest("foreign_forces").frame
DECEMBER = {
    2012: 0,
    2013: 9235,
    2014: 11525,
    2015: 12108,
    2016: 13225,
    2020: 17889,
    2021: 18349,
    2022: 15309,
    2023: 1350,
    2024: 1000,
    2025: 2000,
}


def test_decembers_are_the_calibrations():  # CALIBRATION, section 6
    totals = tables.totals(LEDGER, "2012-01", "2026-05").set_index("period")["best"]
    assert {year: round(totals[f"{year}-12"]) for year in DECEMBER} == DECEMBER


def test_sponsors_add_up_to_the_total():
    by = tables.sponsors(LEDGER, "2013-01", "2026-05").groupby("period")[["best", "low", "high", "share"]].sum()
    totals = tables.totals(LEDGER, "2013-01", "2026-05").set_index("period")
    assert by["best"].to_dict() == pytest.approx(totals.loc[by.index, "best"].to_dict())
    assert by["share"].to_dict() == pytest.approx(dict.fromkeys(by.index, 1.0))


def test_who_was_there_in_march_2018_and_who_says_so():
    present = tables.present(LEDGER, "2018-03")
    assert present["sponsor"].tolist() == ["United Nations", "France", "European Union"]
    behind = tables.behind(LEDGER, "2018-03")
    assert set(behind["sponsor"]) == set(present["sponsor"])
    assert behind["source_url"].str.startswith("http").all()
    page = opened("military", month="2018-03")
    assert not page.exception
    assert any("March 2018" in item.value for item in page.header)
    shown = [item.value for item in page.dataframe]
    assert any(list(table.get("sponsor", [])) == present["sponsor"].tolist() for table in shown)


@pytest.mark.parametrize(
    ("month", "words"), [("2012-06", "no foreign force"), ("2021-12", "18,349"), ("2026-05", "2,000 foreign soldiers")]
)
def test_the_sentence_is_true_in_every_state(month, words):
    page = opened("military", to=month)
    assert not page.exception
    assert words in page.markdown[0].value.replace("\\", "")


def test_readings_are_the_stored_scores():
    scores = indicators.scores()
    now = tables.readings(scores, "2026-05", "2026-05").set_index("key")["score"]
    stored = scores[scores["period"] == "2026-05"].set_index("key")["score"]
    assert set(now.index) == {"military", "military.presence_is_risk", "military.withdrawal_is_risk", "military.equal_weights"}
    assert all(now[key] == stored[key] for key in now.index)


@pytest.mark.parametrize(
    "choices",
    [{"as_of": date(2024, 6, 1)}, {"as_of": date(2024, 6, 1), "reconstruct": True}, {"from_": "1995-01", "to": "1999-12"}],
)
def test_the_past_gives_no_traceback(choices):
    assert not opened("military", **choices).exception


def test_bases_are_those_left_or_handed_over():
    table = tables.bases(LEDGER, "2010-01", "2026-05")
    assert {"Kidal", "Tessalit", "Timbuktu"} <= {name.split(" (")[0] for name in table["bases"]}
    assert not table["date"].str.startswith("1961").any()
