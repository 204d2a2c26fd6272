"""Fetching UCDP: what is found and merged, what is fetched once, and every fault of content as one clear line."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators import deaths, events, months, scoring, violence
from indicators.model import Snapshots, Source, SourceError, Vintage
from indicators.registry import SOURCES
from indicators.sources import ucdp, ucdp_api, ucdp_archive, ucdp_downloads, ucdp_releases, ucdp_scan
from tests import ucdp_example as example

MALI = {"2025-12": 10, "2026-02": 7, "2026-03": 3, "2026-06": 6, "2026-07": 2, "2026-08": 5}
RELEASES = ["26.1", "26.01.26.06", "26.0.7", "26.0.8"]
GED261, CONSOLIDATED = "ged/ged261-csv.zip", "candidateged/GEDEvent_v26_01_26_06.csv"
JULY, AUGUST = "candidateged/GEDEvent_v26_0_7.csv", "candidateged/GEDEvent_v26_0_8.csv"
YEARS = "organizedviolencecy/organizedviolencecy-261-csv.zip"


@pytest.fixture(autouse=True)
def keyless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UCDP_API_TOKEN", raising=False)


@pytest.fixture(params=["counted", "streamed"])
def reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways a file is read: small ones have every record's fields counted, large ones are streamed."""
    if request.param == "streamed":
        monkeypatch.setattr(ucdp_scan, "_STREAMED", 0)
        ucdp_scan._scan.cache_clear()
    return str(request.param)


def fetch(source: Source, web: Any, folder: Path) -> tuple[Vintage, ...]:
    assert source.fetch is not None
    assert source.parse is not None
    folder.mkdir(exist_ok=True)
    found = source.fetch.download(web, folder)
    return tuple(one for item in found for one in source.parse(list(item.paths), item.version, item.published))


def refused(source: Source, web: Any, folder: Path) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(source, web, folder)
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder) not in message
    assert len(message) < 600
    return message


def snapshots(**vintages: tuple[Vintage, ...]) -> Snapshots:
    return Snapshots({key: sorted(found, key=lambda one: one.published) for key, found in vintages.items()})


def by_month(frame: pd.DataFrame, column: str = "best") -> dict[str, int]:
    sums = frame[frame["country"] == "MLI"].groupby("period")[column].sum()
    return {str(period): int(value) for period, value in sums.items()}


# what is found


def test_links_of_the_page() -> None:
    found = ucdp_releases.events_on(example.PAGE.encode())
    assert sorted(found) == ["25.0.12", "25.1", "26.0.6", "26.0.7", "26.0.8", "26.01.26.06", "26.1"]
    assert found["26.0.7"] == JULY
    assert ucdp_releases.chosen(found) == RELEASES
    assert sorted(ucdp_releases.years_on(example.PAGE.encode())) == ["25.1", "26.1"]


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        (["25.1", "26.1"], ["26.1"]),
        (["26.1", "26.0.2", "26.0.1"], ["26.1", "26.0.1", "26.0.2"]),
        (["26.1", "26.01.26.03", "26.01.26.06", "26.0.6", "26.0.7"], ["26.1", "26.01.26.06", "26.0.7"]),
        (["26.1", *(f"26.0.{month}" for month in range(1, 12))], ["26.1", *(f"26.0.{month}" for month in range(1, 12))]),
        (["26.1", "26.01.26.12", "27.0.1"], ["26.1", "26.01.26.12", "27.0.1"]),
        (["27.1", "26.01.26.12", "26.0.3", "27.0.1"], ["27.1", "27.0.1"]),
    ],
)
def test_releases_that_make_up_the_present(known: list[str], chosen: list[str]) -> None:
    assert ucdp_releases.chosen(known) == chosen


@pytest.mark.parametrize(
    ("known", "message"),
    [
        (["26.1", "26.0.2"], "26.0.2 but no candidate release of 2026-01"),
        (["26.1", "26.01.26.06", "26.0.8"], "26.0.8 but no candidate release of 2026-07"),
        (["26.1", "26.01.26.11", "27.0.1"], "27.0.1 but no candidate release of 2026-12"),
        (["26.1", "27.0.1"], "27.0.1 but no candidate release of 2026-01"),
        (["26.0.1"], "no annual release"),
        ([], "no annual release"),
    ],
)
def test_a_month_that_is_missing_is_named(known: list[str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        ucdp_releases.chosen(known)


# what becomes of it


def test_events_are_fetched_and_merged(tmp_path: Path, reading: str) -> None:
    web = example.Downloads(example.files())
    vintages = fetch(SOURCES["ucdp_ged"], web, tmp_path)
    assert web.asked == ["", GED261, CONSOLIDATED, JULY, AUGUST]
    assert [(one.version, one.published, one.start, one.end) for one in vintages] == [
        ("26.1", "2026-06-08", "1989-01", "2025-12"), ("26.01.26.06", "2026-07-20", "2026-01", "2026-06"),
        ("26.0.7", "2026-08-20", "2026-07", "2026-07"), ("26.0.8", "2026-09-20", "2026-08", "2026-08"),
    ]  # fmt: skip
    assert all(len(one.countries or ()) == 10 for one in vintages)
    known = events.known(snapshots(ucdp_ged=vintages), "MLI")
    assert known is not None
    assert known.versions == tuple(RELEASES)
    assert known.frame.set_index("id")["best"].to_dict() == {1: 10, 2: 7, 3: 6, 4: 2, 5: 3, 6: 5}
    assert {one.rule: one.count for one in vintages[2].quality} == {"not_clear": 1, "outside_region": 21}


def test_months_of_the_world(tmp_path: Path, reading: str) -> None:
    annual, candidates = fetch(SOURCES["ucdp_months"], example.Downloads(example.files()), tmp_path)
    assert (annual.version, annual.start, annual.end, annual.countries) == ("26.1", "1989-01", "2025-12", None)
    assert (candidates.version, candidates.published) == ("26.01.26.06-26.0.8", "2026-09-20")
    assert (candidates.start, candidates.end) == ("2026-01", "2026-08")
    assert by_month(annual.frame) | by_month(candidates.frame) == MALI
    assert by_month(candidates.frame, "low") == {"2026-02": 6, "2026-03": 2, "2026-06": 5, "2026-07": 1, "2026-08": 4}
    assert by_month(candidates.frame, "high") == {"2026-02": 9, "2026-03": 5, "2026-06": 8, "2026-07": 4, "2026-08": 7}
    assert by_month(candidates.frame, "civilians") == {"2026-02": 7, "2026-03": 1, "2026-06": 1, "2026-07": 1, "2026-08": 5}
    kinds = candidates.frame[candidates.frame["country"] == "MLI"].set_index("period")["type"].to_dict()
    assert kinds == {
        "2026-02": "one_sided", "2026-03": "state_based", "2026-06": "state_based", "2026-07": "non_state",
        "2026-08": "one_sided",
    }  # fmt: skip
    world = candidates.frame.groupby("period")["country"].nunique().to_dict()
    assert world == {"2026-02": 1, "2026-03": 1, "2026-06": 22, "2026-07": 22, "2026-08": 22}
    assert {one.rule: one.count for one in candidates.quality} == {"repeated_record": 1}
    assert candidates.frame.columns.tolist() == SOURCES["ucdp_months"].columns


def test_country_years_in_the_layout_of_2026(tmp_path: Path) -> None:
    (vintage,) = fetch(SOURCES["ucdp_cy"], example.Downloads(example.files()), tmp_path)
    assert (vintage.version, vintage.published, vintage.end) == ("26.1", "2026-06-08", "2025-12")
    mali = vintage.frame.query("country == 'MLI' and year == 2025").set_index("type")
    assert mali.loc["state_based", ["best", "low", "high", "civilians", "dyads"]].tolist() == [3, 2, 4, 1, 2]
    assert mali.loc["one_sided", ["best", "low", "high", "civilians", "dyads"]].tolist() == [5, 5, 5, 5, 1]


def test_an_unknown_annual_release_is_dated_late_rather_than_early(tmp_path: Path) -> None:
    held = example.files()
    held[""] = held[""].replace(b"26_0", b"27_0").replace(b"26_01_26_06", b"27_01_27_06").replace(b"ged261", b"ged271")
    held = {path.replace("ged261", "ged271"): data for path, data in held.items()}
    rows = [example.event(1, "2026-12-10", 1, 10), *example.elsewhere(100, "2026-12-31")]
    held["ged/ged271-csv.zip"] = example.zipped(GEDEvent_v27_1_DOT_csv=example.ged(rows))
    held[""] = b'<a href="ged/ged271-csv.zip">GED</a>'
    (vintage,) = fetch(SOURCES["ucdp_ged"], example.Downloads(held), tmp_path)
    assert (vintage.version, vintage.published, vintage.end) == ("27.1", "2027-06-30", "2026-12")


def test_two_sources_side_by_side_fetch_a_file_once(tmp_path: Path) -> None:
    web, found = example.Downloads(example.files()), dict[str, tuple[Vintage, ...]]()

    def work(key: str) -> None:
        found[key] = fetch(SOURCES[key], web, tmp_path / key)

    threads = [threading.Thread(target=work, args=(key,)) for key in ("ucdp_ged", "ucdp_months", "ucdp_cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["ucdp_cy", "ucdp_ged", "ucdp_months"]
    assert sorted(web.asked) == sorted(["", GED261, CONSOLIDATED, JULY, AUGUST, YEARS])
    again = example.Downloads(web.held)
    fetch(SOURCES["ucdp_ged"], again, tmp_path / "ucdp_ged")
    assert len(again.asked) == 5  # another refresh looks anew


def test_two_sources_read_a_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = ucdp_scan._chunks
    monkeypatch.setattr(ucdp_scan, "_chunks", lambda path: read.append(path.name) or plain(path))  # type: ignore[func-returns-value]
    ucdp_scan._scan.cache_clear()
    web = example.Downloads(example.files())
    for key in ("ucdp_ged", "ucdp_months"):
        fetch(SOURCES[key], web, tmp_path / key)
    assert sorted(read) == sorted(path.split("/")[-1] for path in (GED261, CONSOLIDATED, JULY, AUGUST))


def test_a_failure_is_shared_and_names_each_source(tmp_path: Path) -> None:
    held = example.files()
    del held[GED261]
    web = example.Downloads(held)
    for key in ("ucdp_ged", "ucdp_months"):
        message = refused(SOURCES[key], web, tmp_path / key)
        assert "answered 404" in message
        assert f"python -m indicators refresh --from-file {key}=PATH" in message
    assert web.asked == ["", GED261]


# what the measures make of it


def stored(tmp_path: Path, *keys: str) -> dict[str, tuple[Vintage, ...]]:
    web = example.Downloads(example.files())
    return {key: fetch(SOURCES[key], web, tmp_path / key) for key in keys}


@pytest.mark.parametrize("keys", [("ucdp_ged",), ("ucdp_months",), ("ucdp_ged", "ucdp_months")])
def test_deaths_follow_events_or_their_sums(tmp_path: Path, keys: tuple[str, ...]) -> None:
    known = snapshots(**stored(tmp_path, *keys))
    assert scoring.last_period(known) == "2026-08"
    first, last = months.ordinal("2025-11"), months.ordinal("2026-09")
    series = deaths.monthly(known, "MLI", first, last)
    expected = [0, 10, 0, 7, 3, 0, 0, 6, 2, 5]
    assert series.best[:10].tolist() == expected
    assert pd.isna(series.best[10])  # September 2026: no release speaks of it
    assert series.rank[:10].tolist() == [0, 0] + [1] * 8
    assert series.low[:10].tolist() == [0, 9, 0, 6, 2, 0, 0, 5, 1, 4]
    assert [key for key in sorted(series.used) if series.used[key].any()] == [keys[0]]
    # one-sided deaths, and one civilian in each other event
    civilian = deaths.civilian(known, "MLI", first, last)
    assert civilian.best[:10].tolist() == [0, 1, 0, 7, 1, 0, 0, 1, 1, 5]
    assert civilian.high[:10].tolist() == [0, 1, 0, 9, 1, 0, 0, 1, 1, 7]


def test_no_release_looks_ahead(tmp_path: Path) -> None:
    found = stored(tmp_path, "ucdp_ged")["ucdp_ged"]
    seen = {}
    for day in ("2026-06-07", "2026-06-30", "2026-08-19", "2026-08-20", "2026-09-20"):
        known = snapshots(ucdp_ged=tuple(one for one in found if one.published <= day))
        seen[day] = (scoring.last_period(known), known)
    assert [period for period, _ in seen.values()] == [None, "2025-12", "2026-06", "2026-07", "2026-08"]
    june = [
        deaths.monthly(known, "MLI", months.ordinal("2026-06"), months.ordinal("2026-06")).best[0]
        for period, known in seen.values()
        if period and period >= "2026-06"
    ]
    assert june == [4, 6, 6]  # as first released, then as revised on 20 August


def test_an_annual_release_wins_over_candidates_before_it(tmp_path: Path) -> None:
    def vintage(version: str, published: str, rows: list[dict[str, Any]], end: str) -> Vintage:
        path = tmp_path / f"GEDEvent_v{version.replace('.', '_')}.csv"
        path.write_bytes(example.ged([*rows, *example.elsewhere(700, f"{end}-28")]))
        assert ucdp.GED.parse is not None
        return ucdp.GED.parse([path], version, published)[0]

    # 26.0.1 came out in February, with an event of December; 26.1 in June has it under another number, and event 9 as of 2025
    february = vintage("26.0.1", "2026-02-20", [
        example.event(8, "2025-12-05", 1, 4), example.event(9, "2026-01-02", 1, 3), example.event(10, "2026-01-09", 1, 2),
    ], "2026-01")  # fmt: skip
    june = vintage(
        "26.1", "2026-06-08", [example.event(18, "2025-12-05", 1, 5), example.event(9, "2025-12-31", 1, 3)], "2025-12"
    )
    known = events.known(snapshots(ucdp_ged=(february, june)), "MLI")
    assert known is not None
    assert known.frame.set_index("id")["best"].to_dict() == {10: 2, 18: 5, 9: 3}
    assert known.provisional([months.ordinal("2025-12"), months.ordinal("2026-01")]).tolist() == [False, True]
    assert scoring.last_period(snapshots(ucdp_ged=(february, june))) == "2026-01"


def test_scores_use_what_was_fetched(tmp_path: Path) -> None:
    people = Vintage(
        "population", "1", "2026-01-01", "given", "1990-01", "2026-12", None,
        pd.DataFrame({"country": "MLI", "year": range(2000, 2027), "population": 25_000_000}),
    )  # fmt: skip
    known = snapshots(**stored(tmp_path, "ucdp_ged", "ucdp_months"), population=(people,))
    rows = violence.lethality(known, ("MLI",), "2026-01", "2026-08").set_index("period")
    # September 2025 to August 2026: 10 + 7 + 3 + 6 + 2 + 5 = 33 of 25 million
    assert rows.loc["2026-08", "best"] == pytest.approx(33 / 250)
    assert rows.loc["2026-08", "status"] == "provisional"
    assert rows.loc["2026-08", "source"] == "ucdp_ged population"


# faults of content, in the downloads


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
    "column twice": (AUGUST_FILE.replace(b",high,", b",best,"), "'best' stands twice"),
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
    "a number twice": (with_rows("26.0.8", last(id=6)), "record 22: id 6 stand twice"),
    "a country unknown": (with_rows("26.0.8", last(country_id=999)), "record 22, column country_id: '999'"),
    "a country's name": (with_rows("26.0.8", first(country="Niger")), "column country_name: 'Niger'"),
    "another release": (with_rows("26.0.7", first()), "holds no event of 2026-08"),
    "a type unknown": (with_rows("26.0.8", first(type_of_violence=4)), "record 1, column type: '4'"),
}  # fmt: skip


@pytest.mark.parametrize("key", ["ucdp_ged", "ucdp_months"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_candidate_is_refused_in_one_line(tmp_path: Path, fault: str, key: str, reading: str) -> None:
    data, message = FAULTS[fault]
    assert data != AUGUST_FILE
    web = example.Downloads({**example.files(), AUGUST: data})
    said = refused(SOURCES[key], web, tmp_path)
    assert re.search(message, said), said
    assert "GEDEvent_v26_0_8.csv" in said


def test_what_is_tolerated(tmp_path: Path, reading: str) -> None:
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
        ([example.event(6, "2026-08-30", 3, 5)], "not the world"),
        (example.elsewhere(400, "2026-08-31"), "Mali"),
    ],
)
def test_rows_of_other_countries_only(tmp_path: Path, rows: list[dict[str, Any]], message: str) -> None:
    web = example.Downloads({**example.files(), AUGUST: example.ged(rows)})
    key = "ucdp_months" if message == "not the world" else "ucdp_ged"
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
    "out of its folder": (lambda: example.zipped(_UP_GEDEvent_v26_1_DOT_csv=CSV), "leads out of its folder"),
    "two tables": (lambda: example.zipped(GEDEvent_v26_1_DOT_csv=CSV, more_DOT_csv=b"a"), "holds 2 CSV files"),
    "no table": (lambda: example.zipped(readme_DOT_txt=b"a"), "without a CSV"),
    "nothing": (lambda: example.zipped(), "without a CSV"),
    "another release": (lambda: example.zipped(GEDEvent_v25_1_DOT_csv=CSV), "release 25.1, not 26.1"),
    "locked": (lambda: locked(example.files()[GED261]), "locked"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00" + CSV[:300], "gzip|NUL"),
    "a web page": (lambda: b"<html>", "web page|missing"),
    "half a table": (lambda: example.zipped(GEDEvent_v26_1_DOT_csv=CSV[: len(CSV) // 2]), "broken|fields|expected"),
}  # fmt: skip


@pytest.mark.parametrize("fault", ZIP_FAULTS)
def test_a_spoilt_archive_is_refused_in_one_line(tmp_path: Path, fault: str, reading: str) -> None:
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
        (lambda data: data.replace(b"\r\nMali,432,2025,", b"\r\nMali,432,2024,"), "stand twice"),
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


# the API


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> example.Api:
    monkeypatch.setenv("UCDP_API_TOKEN", "secret")
    monkeypatch.setattr(ucdp_api, "PAGE", 2)
    monkeypatch.setattr(ucdp_api.time, "sleep", lambda _seconds: None)

    class November(date):
        @classmethod
        def today(cls) -> date:
            return date(2026, 11, 24)

    monkeypatch.setattr(ucdp, "date", November)
    held = example.releases()
    held["26.1"] += [example.event(20 + number, "2024-03-04", 1, 2) for number in range(4)]
    return example.Api(held)


def test_the_api_gives_the_same_events(tmp_path: Path, api: example.Api, monkeypatch: pytest.MonkeyPatch) -> None:
    vintages = fetch(SOURCES["ucdp_ged"], api, tmp_path)
    monkeypatch.delenv("UCDP_API_TOKEN")
    assert [(one.version, one.published) for one in vintages] == [
        ("26.1", "2026-06-08"), ("26.01.26.06", "2026-07-20"), ("26.0.7", "2026-08-20"), ("26.0.8", "2026-09-20"),
    ]  # fmt: skip
    assert all(len(one.countries or ()) == 10 for one in vintages)  # asked for, so absence is zero
    held = example.files()
    held[GED261] = example.zipped(GEDEvent_v26_1_DOT_csv=example.ged(api.held["26.1"]))
    for one, other in zip(vintages, fetch(SOURCES["ucdp_ged"], example.Downloads(held), tmp_path), strict=True):
        pd.testing.assert_frame_equal(one.frame, other.frame)
    pages = [asked["page"] for version, asked in api.asked if version == "26.1" and asked["pagesize"] != "1"]
    assert pages == ["0", "1", "2"]  # five events of the region, two a page, the first page is 0
    assert api.asked[-1][1]["Country"] == "432,433,434,435,436,437,438,439,461,615"
    probed = [version for version, asked in api.asked if asked["pagesize"] == "1"]
    assert probed == [
        "26.1", "26.0.12", "26.0.11", "26.0.10", "26.0.9", "26.0.8",
        "26.01.26.12", "26.01.26.11", "26.01.26.10", "26.01.26.09", "26.01.26.08", "26.01.26.07", "26.01.26.06",
    ]  # fmt: skip


def test_countries_asked_for() -> None:
    # Gleditsch and Ward: Mali 432, Senegal 433, Benin 434, Mauritania 435, Niger 436, Côte d'Ivoire 437, Guinea 438,
    # Burkina Faso 439, Togo 461, Algeria 615
    assert ucdp_api.numbers() == (432, 433, 434, 435, 436, 437, 438, 439, 461, 615)


def test_a_release_with_no_pages_is_not_out(tmp_path: Path, api: example.Api) -> None:
    api.held = {**api.held, "26.0.9": []}
    assert [one.version for one in fetch(SOURCES["ucdp_ged"], api, tmp_path)] == RELEASES


def test_throttling_is_told_from_absence(tmp_path: Path, api: example.Api) -> None:
    fetch(SOURCES["ucdp_ged"], api, tmp_path)
    assert api.later is not None
    assert api.later(400, b"Bad request")
    assert not api.later(400, b"Invalid object name 'GEDEvent_v26_0_10'.")
    assert not api.later(401, b"API token required.")
    assert not api.later(404, b"")


def test_requests_are_spaced_after_a_burst(tmp_path: Path, api: example.Api, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(ucdp_api.time, "sleep", waits.append)
    monkeypatch.setattr(ucdp_api, "BURST", 10)
    fetch(SOURCES["ucdp_ged"], api, tmp_path)
    assert waits == [2.0] * (len(api.asked) - 10)


def answer(**changes: Any) -> Callable[[str, int, dict[str, Any]], Any]:
    """Changes of the second page of 26.1."""
    return lambda version, page, sent: {**sent, **changes} if (version, page) == ("26.1", 1) else sent


def row(**changes: Any) -> Callable[[str, int, dict[str, Any]], Any]:
    """Changes of its first event; a field set to ``...`` is dropped."""

    def spoil(version: str, page: int, sent: dict[str, Any]) -> dict[str, Any]:
        if (version, page) != ("26.1", 1):
            return sent
        changed = {name: value for name, value in {**sent["Result"][0], **changes}.items() if value is not ...}
        return {**sent, "Result": [changed, *sent["Result"][1:]]}

    return spoil


def repeated(version: str, page: int, sent: dict[str, Any]) -> dict[str, Any]:
    """The first two events of 26.1 on the second page as well."""
    again = [example.api_row(one) for one in example.releases()["26.1"][:1]]
    return {**sent, "Result": [*again, sent["Result"][1]]} if (version, page) == ("26.1", 1) else sent


API_FAULTS: dict[str, tuple[Callable[[str, int, dict[str, Any]], Any], str]] = {
    "cut": (lambda _version, _page, _sent: b'{"TotalCount": 5, "TotalPages": 3, "Res', "page 0: not the JSON"),
    "empty": (lambda _version, _page, _sent: b"", "page 0: not the JSON"),
    "a web page": (lambda _version, _page, _sent: b"<html>", "page 0: not the JSON"),
    "Windows-1252": (lambda _version, _page, _sent: b'{"TotalCount": "\xe9"}', "page 0: not the JSON"),
    "deep": (lambda _version, _page, _sent: b"[" * 100_000, "page 0: not the JSON"),
    "a list": (lambda _version, _page, _sent: b"[]", "no list of events under 'Result'"),
    "an error with 200": (lambda _version, _page, _sent: {"error": "quota"}, "no list of events under 'Result'"),
    "nothing as result": (answer(Result=None), "page 1: no list of events"),
    "a result of words": (answer(Result=["a"]), "page 1: no list of events"),
    "no total": (answer(TotalCount=None), "page 1: no number of events under 'TotalCount'"),
    "a negative total": (answer(TotalCount=-1), "page 1: no number of events under 'TotalCount'"),
    "a total that changes": (answer(TotalCount=6), "page 1: a total of 6, the pages before said 5"),
    "a page empty": (answer(Result=[]), "received 3 of 5 events"),
    "a page missing": (answer(NextPageUrl=""), "received 4 of 5 events"),
    "a page repeated": (repeated, "event 1 a second time"),
    "a total that lies": (lambda _version, _page, sent: {**sent, "TotalCount": 7}, "received 5 of 7 events"),
    "a total too small": (lambda _version, _page, sent: {**sent, "TotalCount": 3}, "received 5 of 3|another page follows"),
    "pages for ever": (lambda _version, _page, sent: {**sent, "NextPageUrl": "more"}, "another page follows"),
    "a field missing": (row(best=...), "field 'best' is missing"),
    "a field renamed": (row(side_a=..., sideA="A"), "field 'side_a' is missing"),
    "a list in a field": (row(best=[1]), "field 'best' holds no single value"),
    "NaN": (row(best=float("nan")), "NaN is not a number"),
    "a country not asked for": (row(country="Chad", country_id=483), "gave events of 'Chad'"),
    "negative deaths": (row(best=-1), "record 3, column best: '-1'"),
    "no deaths": (row(low=None), "record 3, column low"),
    "a future day": (row(date_start="2031-01-01T00:00:00", date_end="2031-01-01T00:00:00", year=2031), "column date_end: '2031-01'"),
}  # fmt: skip


@pytest.mark.parametrize("fault", API_FAULTS)
def test_a_spoilt_answer_is_refused_in_one_line(tmp_path: Path, api: example.Api, fault: str) -> None:
    api.spoil, message = API_FAULTS[fault]
    said = refused(SOURCES["ucdp_ged"], api, tmp_path)
    assert re.search(message, said), said
    assert "secret" not in said


def test_numbers_as_strings_are_numbers(tmp_path: Path, api: example.Api) -> None:
    plain = fetch(SOURCES["ucdp_ged"], api, tmp_path)
    api.spoil = lambda _version, _page, sent: {
        **sent, "TotalCount": str(sent["TotalCount"]),
        "Result": [{name: None if value is None else str(value) for name, value in one.items()} for one in sent["Result"]],
    }  # fmt: skip
    for one, other in zip(plain, fetch(SOURCES["ucdp_ged"], api, tmp_path), strict=True):
        pd.testing.assert_frame_equal(one.frame, other.frame)


def test_a_filter_that_is_ignored(tmp_path: Path, api: example.Api, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = api.read
    monkeypatch.setattr(
        api, "read", lambda base, path, params, **options: plain(base, path, {**params, "Country": ""}, **options)
    )
    assert "the filter was ignored" in refused(SOURCES["ucdp_ged"], api, tmp_path)


def test_a_token_that_is_refused_is_named_and_not_shown(tmp_path: Path, api: example.Api) -> None:
    api.key = "other"
    message = refused(SOURCES["ucdp_ged"], api, tmp_path)
    assert "UCDP_API_TOKEN" in message
    assert "HTTP 401" in message
    assert "secret" not in message


def test_no_release_in_the_api(tmp_path: Path, api: example.Api) -> None:
    api.held = {}
    assert "neither release 26.1 nor 25.1" in refused(SOURCES["ucdp_ged"], api, tmp_path)


@pytest.mark.parametrize("token", ["two words", "a\nb", "clé"])
def test_a_token_that_can_be_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("UCDP_API_TOKEN", token)
    message = refused(SOURCES["ucdp_ged"], example.Downloads(example.files()), tmp_path)
    assert message.startswith("UCDP_API_TOKEN holds characters no token has")
    assert token not in message


def test_an_extract_of_the_api_is_not_the_world(tmp_path: Path, api: example.Api) -> None:
    fetch(SOURCES["ucdp_ged"], api, tmp_path)
    assert SOURCES["ucdp_months"].parse is not None
    with pytest.raises(SourceError, match="not the world"):
        SOURCES["ucdp_months"].parse([tmp_path / "gedevents_v26_1_api.csv"], None, None)


def test_months_by_hand(tmp_path: Path) -> None:
    parse = SOURCES["ucdp_months"].parse
    assert parse is not None
    paths = {name: tmp_path / name.split("/")[-1] for name in (GED261, CONSOLIDATED, JULY, AUGUST)}
    for name, path in paths.items():
        path.write_bytes(example.files()[name])
    with pytest.raises(SourceError, match="2026-07 is missing before it"):
        parse([paths[CONSOLIDATED], paths[AUGUST]], None, None)
    with pytest.raises(SourceError, match=r"26\.0\.7 stands in two files"):
        parse([paths[JULY], paths[JULY]], None, None)
    with pytest.raises(SourceError, match="Leave it out"):
        parse([paths[CONSOLIDATED], paths[JULY]], "26.0.7", None)
    with pytest.raises(SourceError, match="no file given"):
        parse([], None, None)
    (annual,) = parse([paths[GED261]], "26.1", "2026-06-09")
    assert (annual.published, annual.published_basis) == ("2026-06-09", "given")
    (consolidated,) = parse([paths[CONSOLIDATED]], None, None)
    assert (consolidated.version, consolidated.end) == ("26.01.26.06", "2026-06")


def test_downloads_are_copied_where_links_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(source: object, target: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(ucdp_downloads.os, "link", no_link)
    web = example.Downloads(example.files())
    fetch(SOURCES["ucdp_ged"], web, tmp_path / "a")
    fetch(SOURCES["ucdp_months"], web, tmp_path / "b")
    assert (tmp_path / "b" / "ged261-csv.zip").read_bytes() == web.held[GED261]
    assert len(web.asked) == 5
