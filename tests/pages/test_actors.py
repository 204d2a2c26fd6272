"""The page of armed actors: what is chosen stands in the link, sums are those of the tables, and nonsense is told."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.store import read
from indicators.tables import actors as tables
from indicators.tables import conflict, parties
from tests.pages.app import _script, app_testing, opened

KNOWN = read.load()
PARTY = parties.named(KNOWN.newest("actors").frame)
EVENTS = conflict.known(KNOWN)


def texts(page) -> str:
    return "\n".join(one.value for one in (*page.markdown, *page.caption, *page.header, *page.subheader)).replace("\\", "")


def test_the_page_tells_one_actor_by_ucdps_name_first_with_its_source():
    page = opened("actors", actor="FLA", from_="2012-01", to="2023-12")
    assert not page.exception
    own = tables.shares(EVENTS[EVENTS["period"].between("2012-01", "2023-12")], PARTY).set_index("party").loc["FLA"]
    text = texts(page)
    assert f"Part of {int(own['events']):,} events with {int(own['deaths']):,} deaths" in text
    assert "**CSP-PSD** (Permanent Strategic Framework; CSP; CSP-DPA)" in text
    assert "http://news.abamako.com/h/251221.html" in text
    assert "add up to" in text


def test_a_link_reproduces_what_is_chosen():
    test = app_testing.AppTest.from_function(_script, args=("actors",), default_timeout=240)
    for key, value in {
        "actor": "IS",
        "show": "killed_civilians",
        "by": "month",
        "level": "region",
        "from": "2017-01",
        "to": "2023-12",
    }.items():
        test.query_params[key] = value
    page = test.run()
    assert not page.exception
    assert not page.info
    assert {one.key: one.value for one in page.selectbox if one.key in ("actor", "show", "by", "level")} == {
        "actor": "IS", "show": "killed_civilians", "by": "month", "level": "region",
    }  # fmt: skip
    text = texts(page)
    assert "\nIS (Sahel): " in text
    assert "regions with deaths" in text
    assert "Highest: IS (Sahel) in " in text


def test_nonsense_is_told():
    test = app_testing.AppTest.from_function(_script, args=("actors",), default_timeout=240)
    test.query_params["actor"] = "Nobody"
    page = test.run()
    assert "“Nobody” is no choice for “Actor”; the page shows JNIM and predecessors." in page.info[0].value.replace("\\", "")


@pytest.mark.parametrize(("start", "end", "told"), [("2024-03", "2024-09", "No event that names its sides is known")])
def test_months_without_sides_are_told_and_the_names_stay(start, end, told):
    page = opened("actors", from_=start, to=end)
    assert not page.exception
    assert told in page.info[0].value
    assert [one.label for one in page.expander] == ["All actors: names, descent and sources"]


def test_an_actor_is_told_only_once_it_was_known():
    page = opened("actors", as_of=date(2024, 6, 1), reconstruct=True, actor="FLA", to="2023-12")
    assert not page.exception
    assert "**CSP-PSD**" in texts(page)
    assert "**FLA** (Azawad" not in texts(page)  # it was announced on 30 November 2024
