"""A page over a data folder that is refreshed under it: the next interaction shows the new data, and nothing breaks."""

from __future__ import annotations

import shutil

import pytest

from indicators import folders
from indicators.store import refresh
from tests.pages.app import opened


@pytest.fixture
def folder(tmp_path, monkeypatch):
    copy = tmp_path / "data"
    shutil.copytree(folders.folder(), copy)
    monkeypatch.setenv("INDICATORS_DATA", str(copy))
    return copy


def test_a_page_shows_what_a_rebuild_wrote_at_the_next_interaction(folder):
    page = opened("governance", to="2026-05")
    assert "50.2 months late" in page.markdown[0].value.replace("\\", "")
    promises = folder / "curated" / "promises.csv"
    text = promises.read_text(encoding="utf-8")
    assert ",2022-03-26,promise," in text
    promises.write_text(text.replace(",2022-03-26,promise,", ",2022-04-26,promise,"), encoding="utf-8")
    refresh.rebuild(folder=folder)
    page.run()
    assert not page.exception
    assert "49.1 months late" in page.markdown[0].value.replace("\\", "")  # 1,496 days by 30.4375


def test_a_file_that_vanishes_gives_a_calm_message_and_the_page_comes_back(folder):
    page = opened("overview")
    index = folder / "datapackage.json"
    kept = index.read_bytes()
    index.write_bytes(b"{")
    page.run()
    assert not page.exception
    assert "cannot be read" in page.warning[0].value
    index.write_bytes(kept)
    page.run()
    assert not page.exception
    assert len(page.metric) == 6  # level, pulse and four dimensions
