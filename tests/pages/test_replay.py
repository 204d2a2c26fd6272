"""What is kept as the browser gets it: drawn once for what it depends on, and sent again each time."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from indicators.pages import drawing, tabled
from tests.pages.app import app_testing

DRAWN: list[str] = []


def _counted() -> None:
    import streamlit as st

    from indicators import language
    from indicators.pages import replay
    from tests.pages import test_replay

    language.choose(st.session_state.get("tongue", "en"))
    key = st.session_state.get("key", "one")

    def draw() -> None:
        test_replay.DRAWN.append(key)
        st.caption(f"drawn for {key}")

    replay.draw(("test_replay", key), draw)


def test_what_was_drawn_is_sent_again_without_being_drawn_again():
    DRAWN.clear()
    test = app_testing.AppTest.from_function(_counted)
    for key, drawn in (("one", ["one"]), ("one", ["one"]), ("two", ["one", "two"]), ("one", ["one", "two"])):
        test.session_state["key"] = key
        test.run()
        assert [one.value for one in test.caption] == [f"drawn for {key}"]
        assert drawn == DRAWN
    test.session_state["tongue"] = "fr"
    test.run()
    assert DRAWN == ["one", "two", "one"]  # in another language it is another


def _table() -> None:
    import pandas as pd
    import streamlit as st

    from indicators.pages import tabled

    table = pd.DataFrame({"date": ["2026-05-06"], "summary": ["a"], "best": [st.session_state.get("best", 1.5)], "id": ["x"]})
    tabled.rows(table, key="plain")
    tabled.rows(table, key="opening", glance=["date", "summary"], opens=True)


def test_a_table_follows_its_rows_and_one_that_opens_holds_the_columns_at_a_glance():
    test = app_testing.AppTest.from_function(_table).run()
    for best in (1.5, 2.5, 1.5):
        test.session_state["best"] = best
        test.run()
        assert not test.exception
        plain, opening = (one.value for one in test.dataframe)
        assert plain["best"].tolist() == [best]
        assert list(opening.columns) == ["date", "summary"]


def test_tables_are_told_apart_by_what_they_hold():
    one = pd.DataFrame({"a": [1.0, None], "b": ["x", "y"]})
    assert tabled._content(one) == tabled._content(one.copy())
    others = [
        one.assign(a=[1.0, 2.0]),
        one.assign(b=["x", "z"]),
        one.rename(columns={"b": "c"}),
        one.iloc[:1],
        one.astype({"a": "object"}),
    ]
    assert len({tabled._content(other) for other in (one, *others)}) == 1 + len(others)


def _shapes(spec: Any) -> list[Any]:
    """The data of every layer that reads features."""
    if isinstance(spec, list):
        return [found for one in spec for found in _shapes(one)]
    if not isinstance(spec, dict):
        return []
    own = [spec["data"]] if "features" in str(spec.get("data", {}).get("format", "")) else []
    return own + [found for name in ("layer", "concat", "hconcat", "vconcat") for found in _shapes(spec.get(name, []))]


def test_outlines_travel_as_text_and_are_the_features_they_were():
    from indicators.store import read
    from tests.pages.app import opened

    page = opened("map")
    assert not page.exception
    charts = [json.loads(one.proto.spec) for one in page.get("vega_lite_chart")]
    found = [data for spec in charts for data in _shapes(spec)]
    assert len(found) >= 8  # of three maps the neighbours and the places, of the year's two as well
    assert all(isinstance(data["values"], str) for data in found)
    codes = {one["properties"]["pcode"] for one in read.geo("mli_adm2")["features"]}
    places = [{one.get("pcode") for one in json.loads(data["values"])["features"]} for data in found]
    assert codes in places


VIEWS = {
    "map": [
        {},
        {"show": "civilians"},
        {"type": "one_sided"},
        {"level": "region"},
        {"per": "inhabitants"},
        {"year": "2019"},
        {"first": "2022"},
    ],
    "actors": [{}, {"actor": "IS"}, {"level": "region"}, {"to": "2022-06"}, {"by": "month"}],
    "governance": [{}, {"vdem": "liberal democracy"}, {"to": "2021-09"}],
}


def _sent(name: str, choices: dict[str, str]) -> list[tuple[str, list[tuple[str, bytes]]]]:
    """Specification and data of every chart of a page, as the browser gets them."""
    from tests.pages.app import opened

    page = opened(name, **choices)
    assert not page.exception
    charts = [one.proto for one in page.get("vega_lite_chart")]
    return [(one.spec, [(data.name, data.data.data) for data in one.datasets]) for one in charts]


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_sent_again_is_what_would_be_drawn_anew(name):
    """One view after another, then each with nothing kept: a choice that a key forgets would bring another view's chart."""
    warm = [_sent(name, choices) for choices in VIEWS[name]]
    for choices, sent in zip(VIEWS[name], warm, strict=True):
        st.cache_resource.clear()
        drawing._views.clear()
        assert sent == _sent(name, choices), choices
    assert len({repr(sent) for sent in warm}) == len(warm)  # each choice changes what is seen
