"""The page on alerts: what is in force on the day of knowledge, what became of the others, and how to be told."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from indicators.pages import alerts as section
from indicators.pages.known import Known, stamp
from indicators.store import alerting
from indicators.tables import alerts as tables
from indicators.wording import alerts as words
from indicators.wording import rules
from tests.pages.app import opened
from tests.pages.test_outlook import plain

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def page():
    shown = opened("alerts")
    assert not shown.exception
    return shown


def test_the_alerts_in_force_are_those_of_the_command(page):
    told = tables.told()
    assert page.header[0].value.replace("\\", "") == words.heading("Mali", alerting.today(), len(told.force))
    shown = plain(page.markdown)
    for one in told.force:
        assert words.said(one.rule, one.values) in shown


def test_each_alert_stands_beside_when_it_ends_and_how_often_its_rule_was_right(page):
    shown = plain(page.caption)
    assert words.ENDS["deaths_36"] in shown
    assert words.RIGHT["deaths_36"] in shown
    rows = tables.told().record["deaths_36"]
    assert len(rows) == 3
    assert all(words.record(row) in shown for row in rows)


def test_every_rule_is_told_in_words(page):
    shown = plain(page.markdown)
    assert all(f"Given where {text}." in shown for text in words.WHEN.values())


def test_a_day_of_the_past_has_the_alerts_of_that_day():
    shown = opened("alerts", as_of=date(2024, 2, 15))
    assert not shown.exception
    told = plain(shown.markdown)
    force = tables.told("2024-02-15").force
    assert len(force) > 0
    assert all(words.said(one.rule, one.values) in told for one in force)
    assert f"as known on 15 February 2024: {len(force)} alert" in shown.header[0].value.replace("\\", "")


def test_before_anything_was_known_the_page_is_calm():
    shown = opened("alerts", as_of=date(2022, 9, 1))
    assert not shown.exception
    assert "1 September 2022" in shown.info[0].value


def test_months_that_may_be_unseen_are_marked(page):
    assert "No month from June 2025 to May 2026 is marked" in plain(page.markdown)
    boxes = opened("alerts", box_blind=True)
    assert not boxes.exception
    assert any(
        "2019-08" in table.value["period"].astype(str).str[:7].tolist() for table in boxes.dataframe if "period" in table.value
    )


def test_the_history_tells_what_became_of_a_watch():
    # The record of the surge watch: 4 of the 7 alerts were right.
    known = Known(stamp())
    rows = section._history(known, "2000-01")
    watches = rows[rows["rule"] == "surge_watch"]["came"]
    record = next(row for row in tables.told().record["surge_watch"] if row["group"] == "subject")
    assert (watches == "right").sum() == record["right"]
    assert (watches == "wrong").sum() == record["judged"] - record["right"]
    shown = opened("alerts", box_alerts=True)
    assert not shown.exception


def test_the_feed_can_be_taken_from_the_page_and_is_the_commands(page):
    from indicators.pages import feed

    root = ElementTree.fromstring(feed.atom(section.now(Known(stamp()))))
    assert root.tag == f"{ATOM}feed"
    assert len(root.findall(f"{ATOM}entry")) == len(tables.told(history=True).fed())
    button = next(item for item in page.get("download_button") if item.proto.label == rules.FEED)
    assert not button.proto.disabled
    commands = [item.value for item in page.code]
    assert commands == list(section.COMMANDS)


def test_without_a_record_no_probability_is_shown(monkeypatch):
    empty = alerting.table(section.folders.folder(), alerting.RECORD).iloc[:0]
    seen = section.of(Known(stamp()), history=True)
    assert any(one.rule == "surge_watch" for one in seen.given)
    monkeypatch.setattr(section.alerting, "table", lambda *_: empty)
    bare = section.of(Known(stamp()), history=True)
    assert bare.withheld
    assert all(one.rule != "surge_watch" for one in bare.given)
