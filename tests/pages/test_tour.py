"""The tour for a first visitor: every stop is a page with choices it knows, it stands in the address, and it can be declined."""

from __future__ import annotations

import pytest

from indicators import wording
from indicators.pages import address, tour
from indicators.wording import tour as words
from tests.pages.app import _script, app_testing

STOPS = [(question, place) for question in tour.WAYS for place in range(len(tour.stops(question)))]


def opened(page: str, **parameters: str):
    test = app_testing.AppTest.from_function(_script, args=(page,), default_timeout=120)
    for key, value in parameters.items():
        test.query_params[key] = value
    return test.run()


def said(shown) -> str:
    return " ".join(one.value for one in shown.markdown).replace("\\", "")


@pytest.mark.parametrize(("question", "place"), STOPS)
def test_a_stop_opens_its_page_with_choices_that_the_page_knows(question, place):
    page, choices = tour.stops(question)[place]
    shown = opened(page, tour=f"{question}.{place + 1}", **choices)
    assert not shown.exception
    assert f"{words.QUESTIONS[question]}** {place + 1} of {len(tour.stops(question))}. {words.SAID[question][page]}" in said(
        shown
    )
    assert not [one.value for one in shown.info if "changes nothing" in one.value or "is no choice" in one.value]
    for key, value in choices.items():  # the control stands as the address says
        assert str(shown.session_state[key]).lower() == value


def test_every_question_has_stops_and_every_stop_a_text():
    assert list(tour.WAYS) == list(words.QUESTIONS)
    for question, way in tour.WAYS.items():
        assert [page for page, _ in way] == list(words.SAID[question])
        assert tour.stops(question)
        assert "overview" not in [page for page, _ in way]  # a link to the page it stands on looks like one chosen already


def test_it_ends_where_the_reader_says_so_and_the_address_keeps_that():
    shown = opened("compare", tour="worse.1")
    assert words.QUESTIONS["worse"] in said(shown)
    shown.button(key="tour_end").click().run()
    assert shown.query_params["tour"] == "off"
    assert words.QUESTIONS["worse"] not in said(shown)


def test_nonsense_is_told():
    shown = opened("partners", tour="worse.9")
    assert "“worse.9” is no choice for “Tour”; the page shows no tour." in " ".join(one.value for one in shown.info).replace(
        "\\", ""
    )
    assert not opened("partners", tour="off").info


def test_a_chart_alone_has_no_tour_and_no_link_of_a_chart_carries_it():
    shown = opened("partners", tour="who.1", chart="timeline")
    assert words.QUESTIONS["who"] not in said(shown)
    assert not [one for one in shown.info if "tour" in one.value]
    shown = opened("partners", tour="who.1")
    shown.pills(key="use_timeline").set_value("share").run()
    link = next(one.value for one in shown.code if "chart=timeline" in one.value)
    assert "tour" not in link
    assert address.TOUR in address.SHARED  # it goes along from page to page


def test_the_first_page_offers_it_until_it_is_declined():
    def script() -> None:
        import streamlit as st

        from indicators import wording
        from indicators.pages import address, tour

        st.session_state["_pages"] = {name: st.Page(lambda: None, title=name, url_path=name) for name in wording.PAGES}
        address.arrive("overview")
        tour.offer()

    test = app_testing.AppTest.from_function(script, default_timeout=60).run()
    assert [one.label for one in test.button] == [words.DECLINE]
    test.button(key="tour_end").click().run()
    assert test.query_params["tour"] == "off"
    assert not test.button
    assert set(wording.PAGES) >= {page for question in tour.WAYS for page, _ in tour.stops(question)}
