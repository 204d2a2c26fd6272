"""Every chart of every page can be asked for alone: one heading, its source line, and no control of the page."""

from __future__ import annotations

from importlib import import_module

import pytest

from indicators import wording
from tests.pages.app import _script, app_testing

KEYS = [(page, key) for page in wording.PAGES for key in getattr(import_module(f"indicators.pages.{page}"), "FIGURES", {})]


def alone(page: str, key: str):
    test = app_testing.AppTest.from_function(_script, args=(page,), default_timeout=120)
    test.query_params["chart"] = key
    return test.run()


def test_every_page_but_the_method_has_charts_to_ask_for():
    assert {page for page, _ in KEYS} == set(wording.PAGES) - {"method"}


@pytest.mark.parametrize(("page", "key"), KEYS, ids=lambda one: one)
def test_a_chart_stands_alone(page, key):
    shown = alone(page, key)
    assert not shown.exception
    assert not shown.title
    assert len(shown.header) == 1
    assert not shown.warning
    assert any("Source" in one.value for one in shown.caption)


def test_a_chart_that_is_not_there_is_told_and_the_page_is_shown():
    shown = alone("partners", "nothing")
    assert "no chart “nothing”" in shown.info[0].value
    assert shown.title
