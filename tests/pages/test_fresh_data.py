"""A page over a data folder that is refreshed under it: the next interaction shows the new data, and nothing breaks."""

from __future__ import annotations

import shutil

import pytest

from indicators import folders
from indicators.model import Results
from indicators.pages import page
from indicators.store import read, refresh
from tests.pages.app import opened
from tests.soak.together import Editions, told


@pytest.fixture
def folder(tmp_path, monkeypatch):
    copy = tmp_path / "data"
    shutil.copytree(folders.folder(), copy)
    monkeypatch.setenv("INDICATORS_DATA", str(copy))
    return copy


def test_a_page_shows_what_a_rebuild_wrote_at_the_next_interaction(folder):
    shown = opened("governance", to="2026-05")
    assert "50.2 months late" in shown.markdown[0].value.replace("\\", "")
    promises = folder / "curated" / "promises.csv"
    text = promises.read_text(encoding="utf-8")
    assert ",2022-03-26,promise," in text
    promises.write_text(text.replace(",2022-03-26,promise,", ",2022-04-26,promise,"), encoding="utf-8")
    refresh.rebuild(folder=folder)
    shown.run()
    assert not shown.exception
    assert "49.1 months late" in shown.markdown[0].value.replace("\\", "")  # 1,496 days by 30.4375


def test_a_file_that_vanishes_gives_a_calm_message_and_the_page_comes_back(folder):
    shown = opened("overview")
    index = folder / "datapackage.json"
    kept = index.read_bytes()
    index.write_bytes(b"{")
    shown.run()
    assert not shown.exception
    assert "cannot be read" in shown.warning[0].value
    index.write_bytes(kept)
    shown.run()
    assert not shown.exception
    assert len(shown.metric) == 7  # level, pulse, outlook and four dimensions


def _stored(snapshots):
    """The stored results; of the state without the newest edition, with every score of development a point lower."""
    tables = {key: read.table(key) for key in ("observations", "scores", "world", "pulse")}
    if snapshots.newest("hdr").version != "2025":
        scores = tables["scores"]
        lower = (scores["key"] == "development").astype("float64")
        tables["scores"] = scores.assign(**{name: scores[name] - lower for name in ("score", "low", "high")})
    return Results(**tables)


def test_a_page_that_a_commit_overtakes_is_drawn_again(folder, monkeypatch):
    """An edition returns before the page's fifth chart, and leaves before its second: each reading is one state or the other, whole."""
    editions = Editions(folder, _stored)
    states = {True: told(opened("development"))}
    editions.turn(False)
    states[False] = told(opened("development"))
    assert states[True] != states[False]
    draw = page.draw
    for chart, whole in ((5, True), (2, False)):
        left = [chart]

        def overtaken(*args, left=left, whole=whole, **options):
            left[0] -= 1
            if left[0] == 0:
                editions.turn(whole)
            return draw(*args, **options)

        monkeypatch.setattr(page, "draw", overtaken)
        shown = opened("development")
        assert left[0] < 0, "a chart was drawn after the commit"
        assert not shown.exception
        assert told(shown) == states[whole], f"before chart {chart}"
