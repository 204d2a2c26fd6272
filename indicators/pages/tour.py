"""A tour for a first visitor: three questions, each a way through the pages with the controls set. Where it stands is in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators import wording
from indicators.pages import address
from indicators.pages.known import escaped
from indicators.wording import tour as words

KEY, OFF = address.TOUR, "off"
# Stops of each question: a page and its choices. A page that there is not is passed over; none is the first page, where they begin.
WAYS: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "worse": (("conflict", {"colour": "civilians"}), ("compare", {"order": "conflict"}), ("whatif", {"method": "geometric"})),
    "who": (("actors", {"by": "year"}), ("military", {"shares": "true"}), ("partners", {})),
    "next": (("outlook", {}), ("alerts", {}), ("whatif", {"scenario": "coup"})),
}


def stops(question: str) -> list[tuple[str, Mapping[str, str]]]:
    """The pages of a question that there are, with what is chosen on them."""
    return [(page, chosen) for page, chosen in WAYS[question] if page in wording.PAGES]


def chosen() -> tuple[str, int] | None:
    """The question and the stop (from 0) that the address asks for; None where no tour runs."""
    told = _choice().value()
    question, _, number = told.partition(".")
    return (question, int(number) - 1) if number else None


def _choice() -> address.Choice:
    every = [f"{question}.{place + 1}" for question in WAYS for place in range(len(stops(question)))]
    return address.Choice(KEY, lambda: words.TOUR, ["", OFF, *every], "", lambda key: key or words.NO_TOUR)


def offer() -> None:
    """The three questions, for who has neither begun nor declined; each a link."""
    if _choice().value() or "_pages" not in st.session_state:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tour_offer"):
        st.caption(words.OFFER, width="content")
        for question in WAYS:
            _link(question, 0, words.QUESTIONS[question], ":material/arrow_forward:")
        _end(words.DECLINE)


def bar() -> None:
    """Where the tour stands, on top of the page: what to look at here, and the way back and on."""
    at = chosen()
    if at is None:
        return
    question, place = at
    way = stops(question)
    with st.container(border=True, gap="xsmall", key="tour_bar"):
        said = words.SAID[question][way[place][0]]
        st.markdown(f"**{escaped(words.QUESTIONS[question])}** {escaped(words.place(place + 1, len(way)))} {escaped(said)}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if "_pages" in st.session_state:  # not where one page runs without the others
                if place:
                    _link(question, place - 1, words.BACK, ":material/arrow_back:")
                if place + 1 < len(way):
                    _link(question, place + 1, words.on(wording.PAGES[way[place + 1][0]]), ":material/arrow_forward:")
            _end(words.END)


def _link(question: str, place: int, label: str, icon: str) -> None:
    page, choices = stops(question)[place]
    target = st.session_state["_pages"][page]
    st.page_link(target, label=label, icon=icon, query_params={**choices, KEY: f"{question}.{place + 1}"})


def _end(label: str) -> None:
    st.button(label, key="tour_end", type="tertiary", icon=":material/close:", on_click=address.put, args=(KEY, OFF))
