"""V-Dem's newest archive, in memory and over sockets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indicators.registry import SOURCES
from indicators.sources.vdem import declared as vdem
from indicators.sources.vdem import download as vdem_download
from tests import live_example as live
from tests import structural
from tests.publisher import publishing
from tests.ucdp_fetching import fetch, refused

VDEM = SOURCES["vdem"]
V17, V16, V15 = (f"V-Dem-CY-Core-v{number}_csv.zip" for number in (17, 16, 15))
ZIP = "application/zip"
PAGE = b"<!DOCTYPE html><html>not found</html>"


class Today(date):
    """24 November 2026, or what ``year`` says."""

    now = (2026, 11, 24)

    @classmethod
    def today(cls) -> Today:
        return cls(*cls.now)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vdem, "date", Today)


def zipped(text: str | bytes, name: str = "V-Dem-CY-Core-v16.csv", **others: str) -> bytes:
    """An archive as V-Dem's: the table and documentation."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("V-Dem Codebook v16.pdf", "%PDF")
        if name:
            folder.writestr(name, text)
        for other, content in others.items():
            folder.writestr(other.replace("_SLASH_", "/").replace("_DOT_", "."), content)
    return stream.getvalue()


TEXT = structural.vdem(2025, code="country_text_id")
GOOD = zipped(TEXT)


def held(v16: bytes | live.Answer = GOOD, v17: bytes | live.Answer | None = None) -> live.Files:
    files: dict[str, bytes | live.Answer] = {V16: v16, V15: zipped(structural.vdem(2024, code="country_text_id"))}
    return live.Files(files if v17 is None else {**files, V17: v17}, ZIP)


def test_the_newest_version(tmp_path: Path) -> None:
    web = live.Web(held())
    (vintage,) = fetch(VDEM, web, tmp_path)
    structural.check(VDEM, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis, vintage.end) == (
        "v16",
        "2026-03-17",
        "stated",
        "2025-12",
    )
    assert len(vintage.frame) == 152
    mali = vintage.frame.query("country == 'MLI'").iloc[0]
    assert mali[["polyarchy", "polyarchy_low", "polyarchy_high"]].tolist() == [0.5, 0.4, 0.625]
    assert mali[["libdem", "libdem_low", "libdem_high"]].tolist() == [0.3, 0.2, 0.35]
    assert [path for path, _ in web.asked] == [V16]
    assert vintage.inputs[0][0] == V16


def test_a_version_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Today, "now", (2027, 5, 1))
    web = live.Web(held())
    (vintage,) = fetch(VDEM, web, tmp_path / "a")
    assert vintage.version == "v16"
    assert [path for path, _ in web.asked] == [V17, V16]
    v17 = zipped(structural.vdem(2026, code="country_text_id"), "V-Dem-CY-Core-v17.csv")
    (vintage,) = fetch(VDEM, live.Web(held(v17=v17)), tmp_path / "b")
    assert (vintage.version, vintage.published, vintage.end) == ("v17", "2027-03-31", "2026-12")
    (vintage,) = fetch(VDEM, live.Web(held(v17=(200, "text/html", PAGE))), tmp_path / "c")
    assert vintage.version == "v16"
    assert "answers 403" in refused(VDEM, live.Web(held(v17=(403, "text/html", PAGE))), tmp_path / "d")


def test_none_is_there(tmp_path: Path) -> None:
    said = refused(VDEM, live.Web(live.Files({}, ZIP)), tmp_path)
    assert "none of the editions v16, v15 was found" in said
    assert "--from-file vdem=PATH" in said


def replaced(old: str, new: str, count: int = 1) -> Callable[[], bytes]:
    return lambda: zipped(TEXT.replace(old, new, count))


def locked() -> bytes:
    place = GOOD.rindex(b"PK\x01\x02")
    return GOOD[: place + 8] + b"\x01\x00" + GOOD[place + 10 :]


def damaged() -> bytes:
    """A byte of the packed table changed."""
    place = GOOD.index(b"V-Dem-CY-Core-v16.csv") + 60
    return GOOD[:place] + bytes([GOOD[place] ^ 0xFF]) + GOOD[place + 1 :]


FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "not a zip archive"),
    "a web page": (lambda: PAGE, "not a zip archive"),
    "JSON": (lambda: b'{"error":"moved"}', "not a zip archive"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00" + GOOD, "not a zip archive"),
    "cut": (lambda: GOOD[:-40], "damaged or locked zip"),
    "a byte changed": (damaged, "damaged or locked zip"),
    "locked": (locked, "damaged or locked zip"),
    "a bomb": (lambda: zipped(b"0" * 40_000_000), "would unpack to 40,000,000 bytes"),
    "no table": (lambda: zipped("", ""), "holds 0 CSV files"),
    "two tables": (lambda: zipped(TEXT, more_DOT_csv=TEXT), "holds 2 CSV files"),
    "an empty table": (lambda: zipped(""), "no header|missing|empty"),
    "a header alone": (lambda: zipped(TEXT.split("\n")[0] + "\n"), "no records"),
    "half a table": (lambda: zipped(TEXT[: len(TEXT) // 2]), "record 75: \\d fields, the header has 9"),
    "a record of two fields": (lambda: zipped(TEXT + "Somewhere,ZWE\n"), "record 153: 2 fields, the header has 9"),
    "a record of too many": (lambda: zipped(TEXT + ",".join("abcdefghijkl") + "\n"), "record 153: 12 fields, the header has 9"),
    "not UTF-8": (lambda: zipped(TEXT.replace("Somewhere", "Côte").encode("cp1252")), "utf-8|codec"),
    "UTF-16": (lambda: zipped(TEXT.encode("utf-16")), "utf-8|missing"),
    "a column renamed": (replaced("v2x_libdem_codelow", "v2x_libdem_low"), "column 'v2x_libdem_codelow' is missing"),
    "the code renamed": (replaced("country_text_id", "iso3"), "column 'country_text_id' is missing"),
    "a column twice": (replaced("v2x_libdem_codelow", "v2x_libdem"), "duplicate column 'v2x_libdem'"),
    "words for numbers": (replaced(",0.5,", ",free,"), "record 1, column v2x_polyarchy: 'free'"),
    "NaN": (replaced(",0.5,", ",NaN,"), "record 1, column v2x_polyarchy: 'NaN'"),
    "negative": (replaced(",0.5,", ",-0.5,"), "record 1, column v2x_polyarchy: '-0.5'"),
    "no bounds": (replaced(",0.4,0.625,", ",,,"), "a value with its low and high"),
    "bounds the other way": (replaced(",0.4,0.625,", ",0.625,0.4,"), "a value between its low and high"),
    "a future year": (replaced("2025.0", "2099.0", -1), "do not match a known release"),
    "one future year": (replaced("2025.0", "2026.0"), "do not match a known release"),
    "an unknown country": (replaced(",AFG,", ",QQQ,"), "column country_text_id: 'QQQ'"),
    "a country twice": (replaced(",ALB,", ",AFG,"), "duplicate key"),
    "too few countries": (lambda: zipped(structural.vdem(2025, 140, "country_text_id")), "140 countries .* expected at least 150"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_archive_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    make, message = FAULTS[fault]
    assert make() != GOOD
    said = refused(VDEM, live.Web(held(make())), tmp_path)
    assert re.search(message, said), said
    assert V16 in said


def test_what_is_tolerated(tmp_path: Path) -> None:
    """A byte-order mark, columns more (V-Dem has 1,900 others), NA for a missing value, what a Macintosh adds."""
    (plain,) = fetch(VDEM, live.Web(held(zipped(TEXT.replace(",0.3,0.2,0.35\n", ",,,\n", 1)))), tmp_path / "a")
    lines = TEXT.replace(",0.3,0.2,0.35\n", ",NA,NA,NA\n", 1).strip().split("\n")
    wide = "\n".join([lines[0] + ",v2z_one,v2z_two", *(f'{line},"a, b",' for line in lines[1:])])
    archive = zipped(
        b"\xef\xbb\xbf" + wide.encode(), "V-Dem-CY-Core-v16_csv/V-Dem-CY-Core-v16.csv", __MACOSX_SLASH_more_DOT_csv="x"
    )
    (vintage,) = fetch(VDEM, live.Web(held(archive)), tmp_path / "b")
    assert vintage.frame.equals(plain.frame)
    assert {line.rule: line.count for line in vintage.quality} == {"no_libdem": 1}


def test_the_archive_and_its_table_give_the_same_by_hand(tmp_path: Path) -> None:
    (packed,) = vdem.parse_vdem([structural.write(tmp_path, GOOD, "any.zip")], None, None)
    (plain,) = vdem.parse_vdem([structural.write(tmp_path, TEXT)], None, None)
    assert packed.frame.equals(plain.frame)


def test_the_limit_of_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vdem_download, "MAX_BYTES", 1000)
    assert "not unpacked" in refused(VDEM, live.Web(held()), tmp_path)


def test_over_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("indicators.network.client")
    monkeypatch.setattr(Today, "now", (2027, 5, 1))
    with publishing() as server:
        server.answers["*"] = live.over_sockets(held(), "/datasets/")
        monkeypatch.setenv("INDICATORS_VDEM_URL", f"{server.root}/datasets/")
        with http.Client(SOURCES.values()) as web:
            (vintage,) = fetch(VDEM, web, tmp_path)
    assert vintage.version == "v16"
    assert [path for path, _ in server.asked] == [f"/datasets/{V17}", f"/datasets/{V16}"]
