"""The section on what was read, kept and left out of the publishers' files, and what was refused at the last refresh."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from indicators import folders
from indicators.registry import SOURCES
from indicators.store import outcomes, quality
from indicators.tables import quality as tables
from tests.pages.app import opened

# Records of the publisher's file, counted with a CSV reader, and of them rows of groups (population) and without a code (IDMC)
COUNTED = {"population": (17_195, 3_185), "idmc": (934, 34), "ucdp_cy": (6_936, 0)}


def glance(page):
    """The table at a glance by source's title, and all that is said around it."""
    found = next(one.value for one in page.dataframe if list(one.value.columns) == ["title", "read", "left_out", "end"])
    said = " ".join(one.value for one in (*page.caption, *page.markdown, *page.subheader)).replace("\\", "")
    return found.set_index("title"), said


def test_every_source_is_told_with_what_was_read_and_left_out():
    page = opened("method")
    assert not page.exception
    table, _ = glance(page)
    for key, counts in COUNTED.items():
        assert tuple(table.loc[SOURCES[key].title.en, ["read", "left_out"]]) == counts
    assert table["read"].notna().all()
    assert len(table) == len({one["source"] for one in quality.vintages()})


@pytest.fixture
def copied(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    shutil.copytree(folders.folder(), folder)
    monkeypatch.setenv("INDICATORS_DATA", str(folder))
    return folder


def test_what_was_refused_at_the_last_refresh_is_told_and_nothing_of_it_is_markup(copied):
    outcomes.record(
        copied,
        {
            "idmc": outcomes.Outcome(outcomes.REFUSED, "2026-11-24T06:00:00+00:00", "idmc: *not* what <b>it</b> should be."),
            "comtrade": outcomes.Outcome(outcomes.REFUSED, "2026-11-23T06:00:00+00:00", "comtrade: no answer. Try later."),
        },
    )
    page = opened("method")
    assert not page.exception
    table, said = glance(page)
    assert table.loc[SOURCES["idmc"].title.en, "end"] == "refused, 24 November 2026"
    assert table.loc[SOURCES["comtrade"].title.en, "end"] == "refused, 23 November 2026"  # nothing is stored of it
    # the row that is open at first is one that was refused: its rules, and why
    assert "34 left out. World totals" in said
    assert "refused. idmc: *not* what" in said
    assert "\\*not\\*" in " ".join(one.value for one in page.caption)


def test_a_row_that_opens_to_nothing_stored_tells_why_it_was_refused(copied):
    """Outlines and tables without a vintage: the counts are empty, never 0."""
    ended = {"comtrade": outcomes.Outcome(outcomes.REFUSED, "2026-11-23T06:00:00+00:00", "comtrade: no answer.")}
    found = tables.sources(tables.vintages(quality.vintages()), ended)
    row = found[found["source"] == "comtrade"].iloc[0]
    assert pd.isna(row["read"])
    assert (row["end"], found["source"].iloc[-1]) == ("refused", "comtrade")


def test_what_was_not_recorded_is_said_to_be_so():
    stored = [
        {"source": "idmc", "vintage": "a", "published": "2026-05-31", "read": None, "kept": None, "left_out": None, "rules": []}
    ]
    table = tables.vintages(stored)
    assert table["read"].isna().all()


def test_rules_stand_by_what_they_did_and_how_often():
    rules = [("a", "noted", 9), ("b", "left_out", 1), ("c", "left_out", 5), ("d", "changed", 7)]
    stored = [
        {"source": "x", "vintage": "1", "rules": [{"rule": r, "effect": e, "count": n, "treatment": ""} for r, e, n in rules]}
    ]
    assert tables.rules(stored)["rule"].tolist() == ["c", "b", "d", "a"]
    assert isinstance(tables.rules([]), pd.DataFrame)
