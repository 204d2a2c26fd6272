"""Fetching UCDP: which releases are found, how they are merged, what is fetched and read once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from indicators.dimensions.conflict import events
from indicators.model import SourceError, Vintage
from indicators.registry import SOURCES
from indicators.sources.ucdp import downloads as ucdp_downloads
from indicators.sources.ucdp import releases as ucdp_releases
from indicators.sources.ucdp import scan as ucdp_scan
from tests import ucdp_example as example
from tests.ucdp_fetching import (  # noqa: F401 (fixtures)
    AUGUST,
    CONSOLIDATED,
    GED261,
    JULY,
    MALI,
    RELEASES,
    YEARS,
    by_month,
    fetch,
    keyless,
    reading,
    refused,
    snapshots,
)


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


@pytest.mark.usefixtures("reading")
def test_events_are_fetched_and_merged(tmp_path: Path) -> None:
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


@pytest.mark.usefixtures("reading")
def test_months_of_the_world(tmp_path: Path) -> None:
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
    rows = [example.event(1, "2026-12-10", 1, 10), *example.elsewhere(100, "2026-12-31")]
    held = {
        "": b'<a href="ged/ged271-csv.zip">GED</a>',
        "ged/ged271-csv.zip": example.zipped(GEDEvent_v27_1_DOT_csv=example.ged(rows)),
    }
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


def test_months_by_hand(tmp_path: Path) -> None:
    parse = SOURCES["ucdp_months"].parse
    assert parse is not None
    paths = {name: tmp_path / name.split("/")[-1] for name in (GED261, CONSOLIDATED, JULY, AUGUST)}
    for name, path in paths.items():
        path.write_bytes(example.files()[name])
    with pytest.raises(SourceError, match="2026-07 is missing before it"):
        parse([paths[CONSOLIDATED], paths[AUGUST]], None, None)
    with pytest.raises(SourceError, match=r"26\.0\.7 is in two files"):
        parse([paths[JULY], paths[JULY]], None, None)
    with pytest.raises(SourceError, match="Omit it"):
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
