"""Faults of content in UCDP's downloads: each is one clear line, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.model import SourceError
from indicators.registry import SOURCES
from indicators.sources.ucdp import archive as ucdp_archive
from indicators.sources.ucdp import scan as ucdp_scan
from indicators.store import contracts
from tests import ucdp_example as example
from tests.test_sources_ucdp import mutate
from tests.ucdp_fetching import AUGUST, GED261, YEARS, fetch, keyless, reading, refused  # noqa: F401 (fixtures)


def with_rows(version: str, change: Callable[[list[dict[str, Any]]], Any]) -> bytes:
    rows = example.releases()[version]
    return example.ged(change(rows) or rows)


def first(**changes: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda rows: rows[0].update(changes)


def last(**changes: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda rows: rows[-1].update(changes)


AUGUST_FILE = example.files()[AUGUST]
FAULTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "a web page": (b"<!DOCTYPE html><html>Just a moment</html>", "web page|missing"),
    "JSON": (b'{"error":"moved"}', "missing"),
    "gzip": (b"\x1f\x8b\x08\x00" + AUGUST_FILE[:500], "gzip|NUL"),
    "NUL bytes": (AUGUST_FILE[:2000] + b"\x00" + AUGUST_FILE[2000:], "NUL"),
    "Windows-1252": (AUGUST_FILE.replace("é".encode(), b"\xe9"), "utf-8"),
    "cut in the middle": (AUGUST_FILE[: len(AUGUST_FILE) // 2], "broken|fields|expected"),
    "header only": (AUGUST_FILE.split(b"\r\n")[0] + b"\r\n", "no records|no event of Mali|few countries"),
    "column renamed": (AUGUST_FILE.replace(b",best,", b",best_figure,"), "'best' is missing"),
    "column missing": (
        example.ged(example.releases()["26.0.8"], [name for name in example.COLUMNS if name != "where_prec"]),
        "'where_prec' is missing",
    ),
    "column twice": (AUGUST_FILE.replace(b",high,", b",best,"), "duplicate column 'best'"),
    "words for numbers": (with_rows("26.0.8", first(best="five")), "record 1, column best: 'five'"),
    "NaN": (with_rows("26.0.8", first(low="NaN")), "record 1, column low: 'NaN'"),
    "infinite": (with_rows("26.0.8", last(high="inf")), "record 22, column high: 'inf'"),
    "negative deaths": (with_rows("26.0.8", first(best=-5)), "record 1, column best: '-5'"),
    "negative deaths elsewhere": (with_rows("26.0.8", last(deaths_civilians=-1)), "record 22, column deaths_civilians: '-1'"),
    "a fraction": (with_rows("26.0.8", first(best="5.5")), "record 1, column best: '5.5'"),
    "no deaths": (with_rows("26.0.8", last(best="")), "record 22, column best"),
    "a future day": (
        with_rows("26.0.8", first(date_start="2099-01-01", date_end="2099-01-01", year=2099)), "record 1, column date_end: '2099-01'",
    ),
    "a future end": (with_rows("26.0.8", first(date_end="2026-11-02")), "record 1, column date_end: '2026-11'"),
    "a future day elsewhere": (with_rows("26.0.8", last(date_end="2031-01-01")), "record 22, column date_end: '2031-01'"),
    "no day": (with_rows("26.0.8", last(date_end="2026-02-30")), "record 22, column date_end: '2026-02-30'"),
    "a number twice": (with_rows("26.0.8", last(id=6)), r"record 22: duplicate key \(id\): 6"),
    "a country unknown": (with_rows("26.0.8", last(country_id=999)), "record 22, column country_id: '999'"),
    "a country's name": (with_rows("26.0.8", first(country="Niger")), "column country_name: 'Niger'"),
    "another release": (with_rows("26.0.7", first()), "holds no event of 2026-08"),
    "a type unknown": (with_rows("26.0.8", first(type_of_violence=4)), "record 1, column type: '4'"),
}  # fmt: skip


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("key", ["ucdp_ged", "ucdp_months"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_candidate_is_refused_in_one_line(tmp_path: Path, fault: str, key: str) -> None:
    data, message = FAULTS[fault]
    assert data != AUGUST_FILE
    web = example.Downloads({**example.files(), AUGUST: data})
    said = refused(SOURCES[key], web, tmp_path)
    assert re.search(message, said), said
    assert "GEDEvent_v26_0_8.csv" in said


@pytest.mark.usefixtures("reading")
def test_what_is_tolerated(tmp_path: Path) -> None:
    rows = example.releases()["26.0.8"]
    for row in rows:
        row |= {"mood": "calm", "best": f" {row['best']} ", "low": f"{row['low']}.0", "date_end": row["date_end"][:10]}
    web = example.Downloads({**example.files(), AUGUST: example.ged(rows, [*example.COLUMNS, "mood"])})
    vintage = fetch(SOURCES["ucdp_ged"], web, tmp_path / "a")[-1]
    quality = {one.rule: one for one in vintage.quality}
    assert quality["unknown_column"].count == 1
    assert "mood" in quality["unknown_column"].treatment
    plain = fetch(SOURCES["ucdp_ged"], example.Downloads(example.files()), tmp_path / "b")[-1]
    pd.testing.assert_frame_equal(vintage.frame, plain.frame)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([example.event(6, "2026-08-30", 3, 5)], "has too few countries"),
        (example.elsewhere(400, "2026-08-31"), "Mali"),
    ],
)
def test_rows_of_other_countries_only(tmp_path: Path, rows: list[dict[str, Any]], message: str) -> None:
    web = example.Downloads({**example.files(), AUGUST: example.ged(rows)})
    key = "ucdp_months" if message == "has too few countries" else "ucdp_ged"
    assert message in refused(SOURCES[key], web, tmp_path)


def damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


def locked(data: bytes) -> bytes:
    """The archive with the flag of encryption set in its directory."""
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 8] + b"\x01\x00" + data[place + 10 :]


CSV = example.ged(example.releases()["26.1"])
ZIP_FAULTS = {
    "cut": (lambda: example.files()[GED261][:-40], "damaged zip"),
    "a byte changed": (lambda: damaged(example.files()[GED261]), "damaged"),
    "a bomb": (lambda: example.zipped(GEDEvent_v26_1_DOT_csv=b"0" * 60_000_000), "would unpack to 60,000,000"),
    "out of its folder": (lambda: example.zipped(_UP_GEDEvent_v26_1_DOT_csv=CSV), "points outside the archive"),
    "two tables": (lambda: example.zipped(GEDEvent_v26_1_DOT_csv=CSV, more_DOT_csv=b"a"), "holds 2 CSV files"),
    "no table": (lambda: example.zipped(readme_DOT_txt=b"a"), "without a CSV"),
    "nothing": (lambda: example.zipped(), "without a CSV"),
    "another release": (lambda: example.zipped(GEDEvent_v25_1_DOT_csv=CSV), "release 25.1, not 26.1"),
    "locked": (lambda: locked(example.files()[GED261]), "locked"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00" + CSV[:300], "gzip|NUL"),
    "a web page": (lambda: b"<html>", "web page|missing"),
    "half a table": (lambda: example.zipped(GEDEvent_v26_1_DOT_csv=CSV[: len(CSV) // 2]), "broken|fields|expected"),
}  # fmt: skip


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("fault", ZIP_FAULTS)
def test_a_spoilt_archive_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    make, message = ZIP_FAULTS[fault]
    for key in ("ucdp_ged", "ucdp_months"):
        said = refused(SOURCES[key], example.Downloads({**example.files(), GED261: make()}), tmp_path / key)
        assert re.search(message, said), said
        assert "ged261-csv.zip" in said
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file() and "GEDEvent_v26_1" in path.name) == []


def test_the_limit_of_bytes_holds_whatever_the_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ucdp_archive, "MAX_BYTES", 1000)
    assert "more than 1,000" in refused(SOURCES["ucdp_ged"], example.Downloads(example.files()), tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.replace(b"Version", b"Release"), "'version' is missing"),
        (lambda data: data.replace(b"os_total_deaths_best", b"os_best"), "'os_total_deaths_best_cy' is missing"),
        (lambda data: data.replace(b",26.1\r\n", b",25.1\r\n", 1), "column version"),
        (lambda data: data.replace(b"Mali", b"Niger"), "column country_cy"),
        (lambda data: data[: len(data) // 3], "fields|cut short"),
        (lambda data: data.replace(b"\r\nMali,432,2025,", b"\r\nMali,432,2024,"), "duplicate key"),
    ],
)
def test_spoilt_country_years(tmp_path: Path, change: Callable[[bytes], bytes], message: str) -> None:
    data = change(example.country_years())
    assert data != example.country_years()
    web = example.Downloads({**example.files(), YEARS: example.zipped(OrganizedViolenceCYDataSet26_1_DOT_csv=data)})
    said = refused(SOURCES["ucdp_cy"], web, tmp_path)
    assert re.search(message, said), said


@pytest.mark.parametrize("key", ["ucdp_ged", "ucdp_months", "ucdp_cy"])
@pytest.mark.parametrize("page", [b"", b"<html><a href='vpp/GEDEvent_v26_0_9.csv'>x</a>", b"\xff\xfe\x00", b'{"a":1}'])
def test_a_page_without_releases(tmp_path: Path, page: bytes, key: str) -> None:
    message = refused(SOURCES[key], example.Downloads({**example.files(), "": page}), tmp_path)
    assert "no annual release" in message
    assert f"--from-file {key}=PATH" in message


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("key", ["ucdp_ged", "ucdp_months"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_bytes_are_refused_or_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, packed: bool, data: st.DataObject
) -> None:
    """The way of large files: what is taken keeps the source's declaration, what is not is one line."""
    monkeypatch.setattr(ucdp_scan, "_STREAMED", 0)
    source, path = SOURCES[key], tmp_path / ("ged261-csv.zip" if packed else "GEDEvent_v26_1.csv")
    content = mutate(data, example.files()[GED261] if packed else CSV)
    path.write_bytes(content)
    assert source.parse is not None
    try:
        vintages = source.parse([path], "26.1", None)
    except SourceError as error:
        vintages, message = (), str(error)
    else:
        message = ""
    assert "\n" not in message
    for vintage in vintages:
        assert contracts.problems(vintage.frame, source.fields, source.primary_key, key) == []
        assert (vintage.frame["best"] >= 0).all()
        assert (vintage.frame["low"] <= vintage.frame["best"]).all()
