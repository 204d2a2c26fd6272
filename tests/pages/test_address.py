"""Choices in the address, from page to page."""

from __future__ import annotations

from tests.pages.app import app_testing


def _two_pages() -> None:
    """Two pages with a choice of the same name: one of words, one of days."""
    from datetime import date

    import streamlit as st

    from indicators.pages import address

    if st.session_state["open"] == "words":
        address.arrive("words")
        address.Choice("from", "From", ("2010-01", "2012-01"), "2010-01").select()
        address.Choice("second", "Second", ("early", "late"), "early").select()
    else:
        address.arrive("days")
        st.text(address.Choice("from", "From", ("2010-01", "2012-01"), "2010-01").select())
        st.text(repr(address.Day("second", "Second", date(2020, 1, 1)).draw()))


def test_a_choice_of_one_page_is_not_taken_for_another_pages_of_the_same_name():
    test = app_testing.AppTest.from_function(_two_pages, default_timeout=60)
    test.session_state["open"] = "words"
    test.run()
    test.selectbox(key="second").select("late").run()
    test.selectbox(key="from").select("2012-01").run()
    test.session_state["open"] = "days"
    test.query_params.clear()  # as a link to another page does
    test.run()
    assert not test.exception
    assert [one.value for one in test.text] == ["2012-01", "None"]  # the months go along, the rest stays behind
