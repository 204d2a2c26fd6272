"""Refugees and displaced people from UNHCR's API, in memory and over sockets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indicators.model import Records, SourceError
from indicators.registry import SOURCES
from indicators.sources.unhcr import live as unhcr_live
from indicators.sources.unhcr.declared import COVERED
from tests import live_example as live
from tests import structural
from tests.publisher import publishing
from tests.ucdp_fetching import fetch, refused

UNHCR, IDMC = SOURCES["unhcr"], SOURCES["idmc"]
Spoil = Callable[[bytes, str, dict[str, str]], bytes]


class Today(date):
    """The day of the test, 24 November 2026 where nothing else is said."""

    now = (2026, 11, 24)

    @classmethod
    def today(cls) -> Today:
        return cls(*cls.now)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unhcr_live, "date", Today)


def publisher() -> live.Refugees:
    """Each of the twelve countries has 5,000 refugees in France in two years; Mali more, and Sudan, of whom nobody asked."""
    people = [live.people_row(year, iso3, "FRA", 5000, "12") for iso3 in COVERED for year in (2025, 2024)]
    people += [
        live.people_row(2025, "MLI", "MLI", "0", "0", 330_000),
        live.people_row(2025, "MLI", "NER", 70_000, "-"),  # answers both questions
        live.people_row(2025, "SYR", "MLI", 9, "0"),
        live.people_row(2025, "UNK", "MLI", 7, "0"),
        live.people_row(2025, "MLI", "ESP", "0", "0"),
        live.people_row(2025, "SDN", "EGY", 900_000, "0"),
    ]
    idps = [
        {"year": 2025, **live.side("coo", iso3), **live.side("coa", iso3), "total": 2500 if place % 2 else "2500"}
        for place, iso3 in enumerate(structural.CODES[:32])
    ]
    idps.append({"year": 2008, **live.side("coo", "UNK"), **live.side("coa", "UNK"), "total": 26_000_000})
    idps.append({"year": 2024, **live.side("coo", "AB9"), **live.side("coa", "AB9"), "total": 100})
    return live.Refugees(people, idps)


def test_people(tmp_path: Path) -> None:
    web = live.Web(publisher())
    (vintage,) = fetch(UNHCR, web, tmp_path)
    structural.check(UNHCR, vintage)
    assert re.fullmatch(r"api-2025-[0-9a-f]{10}", vintage.version)
    assert (vintage.published, vintage.published_basis, vintage.start, vintage.end) == (
        "2026-11-24",
        "inferred",
        "2024-01",
        "2025-12",
    )
    assert vintage.countries == COVERED
    # 24 to France, the displaced in Mali, Malians in Niger (once), Syrians in Mali.
    assert len(vintage.frame) == 27
    assert {line.rule: line.count for line in vintage.quality} == {
        "no_country": 1, "all_zero": 1, "unknown": 1, "both_sides": 2,  # the displaced in Mali, Malians in Niger
    }  # fmt: skip
    assert vintage.records == Records(31, 27)
    mali = vintage.frame.query("origin == 'MLI' and year == 2025").set_index("asylum")
    assert mali["refugees"].to_dict() == {"FRA": 5000, "MLI": 0, "NER": 70_000}
    assert mali.loc["MLI", "idps"] == 330_000
    # By origin 27 rows, by asylum 4, ten a page, and each question's count first.
    assert [(params.get("coo_all"), params["limit"], params["page"]) for _, params in web.asked] == [
        (None, "1", "1"), (None, "1000", "1"), (None, "1000", "2"), (None, "1000", "3"), ("true", "1", "1"), ("true", "1000", "1"),
    ]  # fmt: skip
    assert web.asked[0][1]["coo"] == ",".join(COVERED)
    assert web.asked[0][1]["coa_all"] == "true"
    assert "coo" not in web.asked[-1][1]
    assert [name for name, _ in vintage.inputs][:2] == ["origin_2026-11-24_count.json", "origin_2026-11-24_page1.json"]


def test_displaced(tmp_path: Path) -> None:
    (vintage,) = fetch(IDMC, live.Web(publisher()), tmp_path)
    structural.check(IDMC, vintage)
    assert re.fullmatch(r"api-2025-[0-9a-f]{10}", vintage.version)
    assert vintage.published == "2026-11-24"
    assert len(vintage.frame) == 32
    assert set(vintage.frame["idps"]) == {2500}
    assert {line.rule: line.count for line in vintage.quality} == {"no_country": 2}


def test_a_side_that_is_left_out_is_the_same_country(tmp_path: Path) -> None:
    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        found = json.loads(body)
        for item in found["items"]:
            item["coa_iso"] = item["coa"] = "-"
        return json.dumps(found).encode()

    (vintage,) = fetch(IDMC, live.Web(publisher(), spoil), tmp_path / "a")
    (plain,) = fetch(IDMC, live.Web(publisher()), tmp_path / "b")
    assert vintage.frame.equals(plain.frame)


@pytest.mark.parametrize("key", ["unhcr", "idmc"])
def test_the_name_follows_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    (one,) = fetch(SOURCES[key], live.Web(publisher()), tmp_path / "a")
    monkeypatch.setattr(Today, "now", (2026, 12, 1))
    (same,) = fetch(SOURCES[key], live.Web(publisher()), tmp_path / "b")
    assert (same.version, same.published) == (one.version, "2026-12-01")
    assert same.frame.equals(one.frame)
    revised = publisher()
    revised.people[0]["refugees"] = 5001
    revised.displaced[0]["total"] = 2501
    (other,) = fetch(SOURCES[key], live.Web(revised), tmp_path / "c")
    assert other.version != one.version


def test_answers_by_hand(tmp_path: Path) -> None:
    """Kept answers tell their day; one saved under another name needs ``--published``."""
    assert IDMC.fetch is not None
    assert IDMC.parse is not None
    (found,) = IDMC.fetch.download(live.Web(publisher()), tmp_path)
    (vintage,) = IDMC.parse(list(found.paths), None, None)
    assert vintage.published == "2026-11-24"
    whole = publisher()
    whole.cap = 1000
    body = live.Web(whole).read(
        "idmc", "idmc/",
        {"cf_type": "ISO", "limit": "1000", "page": "1", "coo_all": "true", "coa_all": "true", "yearFrom": "1990", "yearTo": "2026"},
        accept=("application/json",),
    )  # fmt: skip
    saved = structural.write(tmp_path, body, "saved.json")
    assert "Add --published DATE" in structural.refusal(IDMC, saved)
    (again,) = IDMC.parse([saved], None, "2026-10-06")
    assert (again.version, again.published, again.published_basis) == (vintage.version, "2026-10-06", "given")


def test_answers_of_different_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert IDMC.fetch is not None
    assert IDMC.parse is not None
    (one,) = IDMC.fetch.download(live.Web(publisher()), tmp_path)
    monkeypatch.setattr(Today, "now", (2026, 12, 1))
    (other,) = IDMC.fetch.download(live.Web(publisher()), tmp_path)
    with pytest.raises(SourceError, match="responses of different days"):
        IDMC.parse([*one.paths[:2], *other.paths[2:]], None, None)


def test_over_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("indicators.network.client")
    with publishing() as server:
        server.answers["*"] = live.over_sockets(publisher(), "/v1/")
        monkeypatch.setenv("INDICATORS_UNHCR_URL", f"{server.root}/v1/")
        monkeypatch.setenv("INDICATORS_IDMC_URL", f"{server.root}/v1/")
        with http.Client(SOURCES.values()) as web:
            (people,) = fetch(UNHCR, web, tmp_path / "unhcr")
            (displaced,) = fetch(IDMC, web, tmp_path / "idmc")
        assert (len(people.frame), len(displaced.frame)) == (27, 32)
        assert len(server.asked) == 6 + 5
        server.answers["*"] = lambda handler: handler.send(403, "application/json", b'{"message":"blocked"}')
        with http.Client(SOURCES.values()) as web:
            said = refused(UNHCR, web, tmp_path / "refused")
    assert "answers 403" in said
    assert "--from-file unhcr=PATH" in said
