"""The page on foreign forces: totals as calibrated, and who was there by whose word."""

from __future__ import annotations

import json
from datetime import date

import pytest

from indicators.store import read
from indicators.tables import military as tables
from indicators.wording import military as words
from tests.pages.app import opened

LEDGER = read.load().newest("foreign_forces").frame
DECEMBER = {
    2012: 0,
    2013: 9235,
    2014: 10525,
    2015: 11322,
    2016: 13939,
    2018: 17059,
    2019: 2_500 + 14_769 + 600,
    2020: 18250,
    2021: 19090,
    2022: 15900,
    2023: 2100,
    2024: 1600,
    2025: 2000,
}


def test_decembers_are_the_calibrations():  # CALIBRATION, section 6
    totals = tables.totals(LEDGER, "2012-01", "2026-05").set_index("period")["best"]
    assert {year: round(totals[f"{year}-12"]) for year in DECEMBER} == DECEMBER


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
    ("month", "words"), [("2012-06", "no foreign force"), ("2021-12", "19,090"), ("2026-05", "2,250 foreign soldiers")]
)
def test_the_sentence_is_true_in_every_state(month, words):
    page = opened("military", to=month)
    assert not page.exception
    assert words in page.markdown[0].value.replace("\\", "")


@pytest.mark.parametrize(
    "choices",
    [{"as_of": date(2024, 6, 1)}, {"as_of": date(2024, 6, 1), "reconstruct": True}, {"from_": "1995-01", "to": "1999-12"}],
)
def test_the_past_gives_no_traceback(choices):
    assert not opened("military", **choices).exception


def test_bases_are_those_left_or_handed_over():
    table = tables.bases(LEDGER, "1990-01", "2026-05")
    assert {"Kidal", "Tessalit", "Timbuktu", "Gossi", "Gao"} <= {name.split(" (")[0] for name in table["bases"]}
    assert {"Chad", "Netherlands", "Germany"} <= set(table["sponsor"])  # contingents that left a base they had
    assert not table["bases"].eq("").any()
    assert not table["id"].str.contains("announced").any()


def test_colours_and_legend_keep_their_order_in_every_range():
    orders = {tuple(specification(page)) for page in (opened("military"), opened("military", to="2014-06"))}
    assert len(orders) == 1
    assert next(iter(orders))[0] == "United Nations"


def specification(page):
    spec = json.loads(page.get("vega_lite_chart")[0].proto.spec)
    return spec["layer"][0]["encoding"]["color"]["scale"]["domain"]


@pytest.mark.parametrize(
    ("low", "high", "band", "said"),
    [
        (10.0, 70.0, 9.0, "the reading matters more than the data"),
        (60.0, 64.0, 9.0, "the data matter more than the reading"),
        (60.0, 69.3, 9.8, "about equally"),
    ],
)
def test_the_reading_is_said_to_matter_more_only_where_it_does(low, high, band, said):
    assert said in words.spread("2026-05", low, high, band)
    assert said in words.index_spread(low, high, band)


def test_readings_that_agree_on_nothing_are_not_weighed():
    assert words.spread("2012-06", 0.0, 0.0, 0.0) == "In June 2012 the dimension scores 0.0 by every reading."


def test_months_without_foreign_forces_are_known_to_be_so():
    page = opened("military", from_="1995-01", to="1999-12")
    told = [item.value for item in page.info]
    assert words.NOBODY_THEN in told
    assert words.NOBODY in told


def test_the_peak_is_not_compared_with_itself():
    assert words.against(100.0, 19009.0, ("2022-01", 19009.0)).endswith("No month before had more.")
    assert "none" in words.against(0.0, 5.0, None)
    assert words.against(None, 2000.0, ("2022-01", 19009.0)).endswith("this is 11% of it.")


def test_a_month_without_foreign_forces_is_told_so_as_known_then_and_now():
    early = {"as_of": date(2021, 6, 1), "reconstruct": True, "month": "2005-01"}  # that the French left was public in 1961
    assert words.NOBODY in [item.value for item in opened("military", **early).info]
    assert words.NOBODY in [item.value for item in opened("military", month="2005-01").info]


def test_an_old_figure_is_told_with_its_month():
    told = words.against(1600.0, 2250.0, None, "2023-05", None)
    assert told == "A year before there were 1,600 (by figures of which the oldest is of May 2023)."
    assert words.against(None, 1600.0, None, None, "2023-05") == "The oldest figure in it is of May 2023."
    text = opened("military", to="2026-05").markdown[1].value.replace("\\", "")
    assert "1,600 (by figures of which the oldest is of May 2023)" in text  # Wagner's, in the table of foreign forces


def test_levels_worked_out_once_tell_the_same_as_for_one_month():
    every = tables.levels(LEDGER, "1990-01", "2026-05")
    for month in ("2012-06", "2013-06", "2018-03", "2022-08", "2026-05"):
        assert tables.present(LEDGER, month, every).equals(tables.present(LEDGER, month))
        assert tables.behind(LEDGER, month, every).equals(tables.behind(LEDGER, month))
        assert tables.oldest(LEDGER, month, every) == tables.oldest(LEDGER, month)
