"""The page on the outlook: no probability without its record, every basis told, every day of knowledge in one piece."""

from __future__ import annotations

from datetime import date

import pytest

import indicators
from indicators import folders
from indicators.outlook import nowcast
from indicators.store import issues, read, scorecard
from indicators.wording import outlook as words
from indicators.wording import record as record_words
from tests.pages.app import opened


def plain(elements) -> str:
    return " ".join(item.value.replace("\\", "").replace("\u00a0", " ") for item in elements)


def captions(page) -> list[str]:
    return [item.value.replace("\\", "").replace("\u00a0", " ") for item in page.caption]


@pytest.fixture(scope="module")
def page():
    shown = opened("outlook")
    assert not shown.exception
    return shown


def test_the_four_probabilities_are_the_frozen_ones_and_each_has_its_base_rate_and_record(page):
    said = indicators.statements().set_index("statement")
    told = {item.label: item.value.replace("\u00a0", " ") for item in page.metric}
    assert told == {words.STATEMENTS[key]: f"{100 * said.loc[key, 'probability']:.0f}%" for key in words.STATEMENTS}
    records = [text for text in captions(page) if text.startswith("Base rate")]
    assert len(records) == 4
    for key, text in zip(words.STATEMENTS, records, strict=True):
        assert f"Base rate {100 * said.loc[key, 'base_rate']:.0f}%." in text
        assert "came true" in text
        assert "In Mali: " in text
        assert f"{100 * said.loc[key, 'skill']:.0f}% better than always saying the base rate" in text


def test_a_frozen_forecast_says_when_and_from_what(page):
    manifest = issues.frozen(folders.folder())[0]
    assert manifest["origin"] == "2026-05"
    assert f"Frozen on {int(manifest['frozen'][8:])} November 2026 from the figures to May 2026" in plain(page.markdown)


def test_its_title_is_of_the_first_month_forecast(page):
    first = indicators.forecasts().iloc[0]
    assert page.header[0].value.replace("\\", "") == (
        f"June 2026: half of the simulated outcomes lie from {first['p25']} to {first['p75']} deaths, nine in ten from {first['p05']} to "
        f"{first['p95']}"
    )


def test_what_it_may_not_be_used_for_stands_on_the_page(page):
    told = plain(page.markdown)
    assert all(note in told for note in words.NOT_FOR_NOTES)


def test_the_provisional_months_are_a_band_with_its_record(page):
    band = indicators.nowcast().iloc[-1]
    held = nowcast.record(read.load(), ("MLI", "BFA", "CIV", "DZA", "GIN", "MRT", "NER", "SEN"))
    assert any(f"{band['low']:,.0f} and {band['high']:,.0f}" in item.value.replace("\\", "") for item in page.header)
    assert f"Of {held['months'].sum()} months of the last revised year" in plain(page.caption)
    assert f"{held['inside'].sum()} fell inside" in plain(page.caption)


def test_where_it_failed_is_told_with_the_worst_month(page):
    headings = plain([*page.header, *page.subheader])
    assert "March 2022 brought 1,363 deaths" in headings
    years = scorecard.table(folders.folder(), "backtest").query("group == 'subject' and slice == 'year'")
    wide = years.pivot(index="value", columns="model", values="crps")
    lost = wide[wide["pool"] > wide["smoothed"]]
    assert f"In {len(lost)} of the {len(wide)} years" in plain(page.markdown)
    assert all(f"{year} (" in plain(page.markdown) for year in lost.index)


def test_an_origin_of_the_backtest_is_called_so_and_its_title_tells_what_came():
    shown = opened("outlook", origin="2022-02")
    assert not shown.exception
    assert "A backtest: what the models would have said from the figures to February 2022" in plain(shown.markdown)
    title = shown.header[0].value.replace("\\", "")
    assert title.endswith(
        "of the 12 months known came inside the band for nine in ten; March 2022 lay farthest above it, with 1,363 deaths"
    )
    assert (
        sum("true" in text.split(".")[0] for text in captions(shown) if text.startswith("It ")) == 4
    )  # what came of each statement


def test_the_months_chosen_choose_the_origin():
    assert "the figures to February 2022" in plain(opened("outlook", to="2022-02").markdown)
    early = opened("outlook", to="2015-01")
    assert not early.exception
    assert "the first is from the figures to October 2017" in plain(early.info)
    assert not early.metric


def test_a_day_before_the_first_frozen_forecast_is_told_not_broken():
    shown = opened("outlook", as_of=date(2026, 7, 12))
    assert not shown.exception
    assert "It was frozen later" in plain(shown.markdown)
    assert "The record below was made after 12 July 2026" in plain(shown.caption)
    few = opened("outlook", as_of=date(2024, 6, 1))
    assert not few.exception
    assert not few.metric
    assert words.none("") in plain(few.info)


def test_on_a_day_when_thirteen_countries_alone_were_known_no_forecast_is_made():
    """The totals stored from 2025 have the region; the models need the world."""
    shown = opened("outlook", as_of=date(2025, 10, 15), reconstruct=True)
    assert not shown.exception
    assert "too few monthly figures were known to forecast from" in plain(shown.info)
    assert not shown.metric


def test_the_technical_names_are_one_click_away(page):
    boxes = [item.label for item in page.expander]
    assert record_words.TECHNICAL in boxes
    assert "CRPS" not in plain([*page.header, *page.subheader])
    told = plain(page.markdown)
    assert all(name in told for name in ("CRPS", "IGN", "MIS", "conflictology"))


def test_frozen_forecasts_without_a_known_month_are_said_to_have_no_score():
    shown = opened("outlook", box_frozen=True)
    assert not shown.exception
    assert record_words.NO_FROZEN in plain(shown.markdown)
