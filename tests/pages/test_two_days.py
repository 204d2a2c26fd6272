"""As known on two days: what each day said, days in the wrong order, months that were not published yet, and links."""

from __future__ import annotations

from datetime import date

from tests.pages.app import _script, app_testing


def linked(**choices: str):
    test = app_testing.AppTest.from_function(_script, args=("two_days",), default_timeout=400)
    for key, value in choices.items():
        test.query_params[key] = value
    return test.run()


def texts(page) -> str:
    told = (*page.markdown, *page.caption, *page.header, *page.info)
    return "\n".join(one.value for one in told).replace("\\", "")


def test_days_the_wrong_way_round_are_told_and_a_link_reproduces_the_rest():
    page = linked(first="2026-01-25", second="2025-08-01", month="2025-06", score="pulse")
    assert not page.exception
    text = texts(page)
    assert "The first day lay after the second; the page compares 1 August 2025 with 25 January 2026." in text
    assert text.index("As known on 1 August 2025") < text.index("As known on 25 January 2026")
    assert text.count("Computed anew from the vintages published by then; the pages of that day were not kept.") == 2
    assert {one.key: one.value for one in page.selectbox if one.key in ("month", "score")} == {
        "month": "2025-06",
        "score": "pulse",
    }
    assert "\nJune 2025: the index st" in text
    assert "\nPulse: " in text


def test_a_month_not_published_then_is_told_and_so_is_nonsense():
    page = linked(first="2025-08-01", second="2026-01-25", month="2025-11", cut="maybe")
    assert not page.exception
    text = texts(page)
    assert "November 2025 was not published yet: the last month that could be told was June 2025." in text
    assert "there is none on 1 August 2025" in text
    assert "“maybe” is no choice" in text
    assert date(2025, 8, 1) in [one.value for one in page.date_input]
