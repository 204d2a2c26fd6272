"""The page on data and method: every stored file, every indicator, an archive that checks."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date

import pandas as pd
import pytest

from indicators import folders
from indicators.registry import INDICATORS, SOURCES
from indicators.store import read
from indicators.tables import method as tables
from tests.pages.app import opened


def test_checksums_are_those_of_the_files():
    table = tables.files(tables.entries()).set_index("path")
    for path, row in table.iterrows():
        assert hashlib.sha256((folders.folder() / str(path)).read_bytes()).hexdigest() == row["sha256"]
    assert len(table) >= 40


def test_every_source_is_told_with_its_age():
    table = tables.sources(tables.entries(), "2026-11-24").set_index("key")
    assert set(table.index) == set(SOURCES)
    assert table.loc["ucdp_totals", "age_months"] == 6  # May to November 2026
    assert table.loc["hdr", "vintages"] == len(read.load().all("hdr"))


def test_the_archive_holds_what_the_index_answers_for_and_is_the_same_twice():
    data = tables.archive()
    assert data == tables.archive()
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        index = json.loads(bundle.read("mali-risk-indicators/datapackage.json"))
        for item in index["resources"]:
            assert "sha256:" + hashlib.sha256(bundle.read(f"mali-risk-indicators/{item['path']}")).hexdigest() == item["hash"]
        assert "mali-risk-indicators/README.md" in bundle.namelist()


@pytest.mark.parametrize("key", list(INDICATORS))
def test_every_indicator_is_argued(key):
    page = opened("method", indicator=key)
    assert not page.exception
    said = " ".join(item.value for item in page.markdown).replace("\\", "")
    item = INDICATORS[key]
    assert item.argument.en in said
    assert item.goalposts_argument.en in said
    if item.contested:
        assert item.contested.as_risk.en in said
        assert item.contested.as_protection.en in said


def test_the_past_gives_no_traceback():
    assert not opened("method", as_of=date(2024, 6, 1)).exception


def test_a_lone_row_of_grade_c_is_shown_as_reported_and_not_counted():
    from indicators.tables import method as tables

    def row(id, grade, second, date="2020-01-01"):
        return {"id": id, "date": date, "summary": "It happens.", "source_publisher": "P", "source_url": "https://example.org",
                "source_grade": grade, "source2_publisher": second}  # fmt: skip

    # a: better than C; b: two publishers; c: one publisher; d: the same publisher twice
    frame = pd.DataFrame([row("a", "B", ""), row("b", "C", "Q"), row("c", "C", ""), row("d", "C", "P", "2021-01-01")])
    assert tables.uncounted({"territory": frame})["id"].tolist() == ["d", "c"]
    assert tables.uncounted({}).empty
    assert tables.uncounted({"territory": frame})["table"].tolist() == ["territory", "territory"]
