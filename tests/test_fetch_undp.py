"""The newest Human Development Report's table, in memory and over sockets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indicators.registry import SOURCES
from indicators.sources.undp import declared as undp
from indicators.sources.undp import download as undp_download
from tests import live_example as live
from tests import structural
from tests.publisher import publishing
from tests.ucdp_fetching import fetch, refused

HDR = SOURCES["hdr"]
NAME = "{}_HDR/HDR{}_Composite_indices_complete_time_series.csv"
E2026, E2025, E2023 = NAME.format("2026", "26"), NAME.format("2025", "25"), NAME.format("2023-24", "23-24")
GOOD = structural.hdr(2023).replace("Somewhere", "Côte", 1).encode("cp1252")
PAGE = b"\n <!DOCTYPE html><html><title>Page not found</title></html>"


class Today(date):
    """24 November 2026."""

    @classmethod
    def today(cls) -> Today:
        return cls(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undp, "date", Today)


def held(**changes: bytes | live.Answer) -> live.Files:
    files: dict[str, bytes | live.Answer] = {E2025: GOOD, E2023: structural.hdr(2022).encode("cp1252")}
    return live.Files(
        {**files, **{{"e2026": E2026, "e2025": E2025, "e2023": E2023}[key]: value for key, value in changes.items()}},
        "text/csv",
    )


def test_the_newest_edition_there_is(tmp_path: Path) -> None:
    web = live.Web(held())
    (vintage,) = fetch(HDR, web, tmp_path)
    structural.check(HDR, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("2025", "2025-05-06", "stated")
    assert len(vintage.frame) == 152 * 34  # countries, 1990 to 2023
    assert [path for path, _ in web.asked] == [E2026, E2025]  # 2026 is not there, 2023-24 is not asked for
    assert vintage.inputs[0][0] == "HDR25_Composite_indices_complete_time_series.csv"


def test_an_edition_to_come_is_dated_by_the_day_it_is_seen(tmp_path: Path) -> None:
    (vintage,) = fetch(HDR, live.Web(held(e2026=structural.hdr(2024).encode())), tmp_path)
    assert (vintage.version, vintage.published, vintage.end) == ("2026", "2026-11-24", "2024-12")


def test_the_edition_before_where_the_newest_is_gone(tmp_path: Path) -> None:
    files = held()
    del files.held[E2025]
    (vintage,) = fetch(HDR, live.Web(files), tmp_path)
    assert (vintage.version, vintage.published) == ("2023-24", "2024-03-13")
    del files.held[E2023]
    assert "none of the editions 2026, 2025, 2023-24 was found" in refused(HDR, live.Web(files), tmp_path)


def test_a_page_with_200_in_place_of_an_edition_to_come_is_absence(tmp_path: Path) -> None:
    (vintage,) = fetch(HDR, live.Web(held(e2026=(200, "text/html", PAGE))), tmp_path)
    assert vintage.version == "2025"


@pytest.mark.parametrize("status", [400, 401, 403, 429])
def test_a_refusal_is_no_absence(tmp_path: Path, status: int) -> None:
    """An older edition is not taken for the newest because the newest could not be asked for."""
    said = refused(HDR, live.Web(held(e2026=(status, "text/html", b"no"))), tmp_path)
    assert f"answers {status}" in said
    assert "--from-file hdr=PATH" in said


def test_candidates_by_year() -> None:
    assert [one.name for one in undp_download.candidates(2028)] == ["2028", "2027", "2026", "2025", "2023-24"]
    assert undp_download.candidates(2028)[1].path == "2027_HDR/HDR27_Composite_indices_complete_time_series.csv"
    assert [one.name for one in undp_download.candidates(2025)] == ["2025", "2023-24"]


def replaced(old: str, new: str) -> Callable[[], bytes]:
    return lambda: GOOD.decode("cp1252").replace(old, new, 1).encode("cp1252")


ROW = GOOD.decode("cp1252").split("\n")[1]
FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "a web page": (lambda: PAGE, "web page"),
    "JSON": (lambda: b'{"error":"moved"}', "expected iso3"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00" + GOOD[:500], "gzip"),
    "zip": (lambda: b"PK\x03\x04" + GOOD[:500], "zip archive"),
    "cut": (lambda: GOOD[: len(GOOD) // 2], "cut short or damaged"),
    "cut between records": (lambda: b"\n".join(GOOD.split(b"\n")[:140]), "countries with an HDI for 2023, expected at least 150"),
    "another first column": (replaced("iso3,", "code,"), "begins with the column 'code', expected iso3"),
    "a column renamed": (replaced("le_2001", "life_2001"), "column 'le_2001' is missing"),
    "no rank": (replaced("hdi_rank_2023", "rank"), "column hdi_rank_YYYY is missing"),
    "a column twice": (replaced("le_2001", "le_2002"), "duplicate column 'le_2002'"),
    "a country twice": (lambda: GOOD + ROW.encode("cp1252") + b"\n", "duplicate key"),
    "an unknown country": (replaced("\nAFG,", "\nQQQ,"), "record 2, column iso3: 'QQQ'"),
    "words for numbers": (replaced(",0.5,", ",high,"), r"record \d+, column hdi_1990: 'high'"),
    "NaN": (replaced(",0.5,", ",NaN,"), r"record \d+, column hdi_1990: 'NaN'"),
    "a negative index": (replaced(",0.5,", ",-0.5,"), r"record \d+, column hdi_1990: '-0.5', expected a number from 0 to 1"),
    "an index of 50": (replaced(",0.5,", ",50,"), r"record \d+, column hdi_1990: '50'"),
    "the future": (lambda: structural.hdr(2031).encode(), "cannot have been published on 2026-11-24"),
    "years of another file": (replaced("hdi_rank_2023", "hdi_rank_2021"), "the edition cannot be told"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_file_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    make, message = FAULTS[fault]
    assert make() != GOOD
    said = refused(HDR, live.Web(held(e2025=make())), tmp_path)
    assert re.search(message, said), said
    assert "HDR25_Composite" in said


def test_what_is_tolerated(tmp_path: Path) -> None:
    """A byte-order mark, UTF-8, a column more."""
    (plain,) = fetch(HDR, live.Web(held()), tmp_path / "a")
    text = structural.hdr(2023, extra="mood")
    (vintage,) = fetch(HDR, live.Web(held(e2025=b"\xef\xbb\xbf" + text.encode())), tmp_path / "b")
    assert vintage.frame.equals(plain.frame)
    assert vintage.version == plain.version


def test_over_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("indicators.network.client")
    with publishing() as server:
        server.answers["*"] = live.over_sockets(held(e2026=(200, "text/html", PAGE)), "/files/")
        monkeypatch.setenv("INDICATORS_HDR_URL", f"{server.root}/files/")
        with http.Client(SOURCES.values()) as web:
            (vintage,) = fetch(HDR, web, tmp_path)
    assert vintage.version == "2025"
    assert [path for path, _ in server.asked] == [f"/files/{E2026}", f"/files/{E2025}"]
