"""The first page on the bundled data, on no data and on broken data."""

from __future__ import annotations

import pytest

import indicators
from indicators import store, wording

app_testing = pytest.importorskip("streamlit.testing.v1")


def _page():
    from indicators.pages import overview

    overview.show()


def _run():
    return app_testing.AppTest.from_function(_page, default_timeout=60).run()


def test_the_cards_print_what_the_scores_say():
    page = _run()
    assert not page.exception
    scores = indicators.scores()
    last = scores[scores["period"] == scores["period"].max()].set_index("key")["score"]
    assert [card.value for card in page.metric] == [
        f"{last[key]:.1f}" for key in ("index", "conflict", "governance", "military", "development")
    ]
    assert wording.month(scores["period"].max()) in page.subheader[0].value


def test_an_empty_folder_gives_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "folder", lambda: tmp_path)
    page = _run()
    assert not page.exception
    assert page.info[0].value == wording.EMPTY


@pytest.mark.parametrize(
    ("change", "words"),
    [(0.04, "unchanged on a year before"), (2.0, "2.0 points above a year before"), (-1.5, "1.5 points below a year before")],
)
def test_the_sentence_says_the_change(change, words):
    assert words in wording.summary("2026-05", 70.0, 65.0, 75.0, change, None)
    assert "year before" not in wording.summary("2026-05", 70.0, 65.0, 75.0, None, 69.0)
