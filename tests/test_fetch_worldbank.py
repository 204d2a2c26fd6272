"""Governance and population from the World Bank's API, in memory and over sockets: what is stored, and each fault as one line."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from indicators.registry import SOURCES
from tests import live_example as live
from tests import structural
from tests.publisher import publishing
from tests.ucdp_fetching import fetch, refused

WGI, POPULATION = SOURCES["wgi"], SOURCES["population"]
CODES = [code for code in structural.CODES if code not in ("AIA", "REU")]
YEARS = (2025, 2024, 2023)  # the last one has no values yet
UPDATED = "2026-09-25"
PARTS = {"EST": lambda place, year: round(place / 100 - 1 + (year - 2023) / 1000, 7), "SE": lambda *_: 0.25, "SR": lambda *_: 7}


def governance(number: int = 160) -> live.WorldBank:
    """18 series of three years; Anguilla has no code, as recorded, and Mali's stability of 2024 is -2.5 with error 0.2 from 8."""
    series: dict[str, list[dict[str, Any]]] = {}
    for item in ("VA", "PV", "GE", "RQ", "RL", "CC"):
        for part, value in PARTS.items():
            code = f"GOV_WGI_{item}.{part}"
            series[code] = [
                live.worldbank_row(code, iso3, f"Country {iso3}", year, None if year == 2025 else value(place, year))
                for place, iso3 in enumerate(CODES[:number])
                for year in YEARS
            ]
            series[code].append(live.worldbank_row(code, "", "Anguilla", 2024, {"EST": 1.4, "SE": 0.3, "SR": 2}[part]))
    for part, value in {"EST": -2.5, "SE": 0.2, "SR": 8}.items():
        rows = series[f"GOV_WGI_PV.{part}"]
        next(row for row in rows if row["countryiso3code"] == "MLI" and row["date"] == "2024")["value"] = value
    return live.WorldBank(series, "3", UPDATED)


def people(number: int = 200) -> live.WorldBank:
    """Countries of 40 million and one more each year, the world, and a group of incomes without a code."""
    code = "SP.POP.TOTL"
    rows = [
        live.worldbank_row(code, iso3, f"Country {iso3}", year, None if year == 2025 else 40_000_000 + year)
        for iso3 in CODES[:number]
        for year in YEARS
    ]
    rows += [live.worldbank_row(code, "WLD", "World", year, 8_100_000_000) for year in YEARS]
    rows += [live.worldbank_row(code, "", "High income", year, 1_400_000_000) for year in YEARS]
    return live.WorldBank({code: rows}, "2", "2026-07-14")


assert "MLI" in CODES[:160]


def test_governance(tmp_path: Path) -> None:
    web = live.Web(governance())
    (vintage,) = fetch(WGI, web, tmp_path)
    structural.check(WGI, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("wgi-2026-09-25", "2026-09-25", "stated")
    assert (vintage.start, vintage.end) == ("2023-01", "2024-12")
    # 160 countries, two years, six indicators, and Anguilla once in each; 160 x 6 rows of 2025 are null.
    assert len(vintage.frame) == 160 * 2 * 6 + 6
    assert {line.rule: line.count for line in vintage.quality} == {"no_estimate": 960}
    mali = vintage.frame.query("country == 'MLI' and year == 2024 and indicator == 'pv'")
    assert mali[["estimate", "stddev", "sources"]].values.tolist() == [[-2.5, 0.2, 8]]
    assert vintage.frame.query("country == 'AIA'")["indicator"].tolist() == ["cc", "ge", "pv", "rl", "rq", "va"]
    # 481 rows are one page of at most 700; every answer is an input.
    assert len(vintage.inputs) == len(web.asked) == 18
    assert {params["source"] for _, params in web.asked} == {"3"}


def test_population_in_pages(tmp_path: Path) -> None:
    web = live.Web(people())
    (vintage,) = fetch(POPULATION, web, tmp_path)
    structural.check(POPULATION, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("wdi-2026-07-14", "2026-07-14", "stated")
    assert len(vintage.frame) == 400
    assert vintage.frame.query("country == 'MLI'")["population"].tolist() == [40_002_023, 40_002_024]
    assert {line.rule: line.count for line in vintage.quality} == {"aggregate": 6, "no_value": 200}
    # 606 rows of at most 300 a page
    paged = people()
    paged.cap = 300
    web = live.Web(paged)
    (again,) = fetch(POPULATION, web, tmp_path / "paged")
    assert again.frame.equals(vintage.frame)
    assert [params["page"] for _, params in web.asked] == ["1", "2", "3"]


def test_the_same_content_gives_the_same_vintage(tmp_path: Path) -> None:
    (one,), (other,) = (fetch(WGI, live.Web(governance()), tmp_path / name) for name in "ab")
    assert (one.version, one.published, one.inputs) == (other.version, other.published, other.inputs)
    assert one.frame.equals(other.frame)


def test_kept_answers_are_imported_by_hand(tmp_path: Path) -> None:
    assert POPULATION.fetch is not None
    assert POPULATION.parse is not None
    (found,) = POPULATION.fetch.download(live.Web(people()), tmp_path)
    (vintage,) = POPULATION.parse(list(found.paths), "wdi-x", "2026-08-01")
    assert (vintage.version, vintage.published, vintage.published_basis) == ("wdi-x", "2026-08-01", "given")


def test_what_is_tolerated(tmp_path: Path) -> None:
    """A byte-order mark, numbers as text (of meta too), a field more."""

    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        meta, rows = json.loads(body)
        meta = {name: str(value) for name, value in meta.items()}
        rows = [{**row, "value": None if row["value"] is None else f"{row['value']}", "mood": "calm"} for row in rows]
        return codecs.BOM_UTF8 + json.dumps([meta, rows]).encode()

    (vintage,) = fetch(POPULATION, live.Web(people(), spoil), tmp_path / "a")
    (plain,) = fetch(POPULATION, live.Web(people()), tmp_path / "b")
    assert vintage.frame.equals(plain.frame)
    quality = {line.rule: line for line in vintage.quality}
    assert quality["unknown_column"].count == 1
    assert "mood" in quality["unknown_column"].treatment


def test_over_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("indicators.network.client")
    with publishing() as server:
        server.answers["*"] = live.over_sockets(governance(), "/v2/")
        monkeypatch.setenv("INDICATORS_WGI_URL", f"{server.root}/v2/")
        with http.Client(SOURCES.values()) as web:
            (vintage,) = fetch(WGI, web, tmp_path)
        assert len(vintage.frame) == 160 * 2 * 6 + 6
        assert len(server.asked) == 18
        server.answers["*"] = lambda handler: handler.send(400, "text/html", b"\xef\xbb\xbf<html>Request Error</html>")
        with http.Client(SOURCES.values()) as web:
            said = refused(WGI, web, tmp_path / "refused")
    assert "answers 400" in said
    assert "--from-file wgi=PATH" in said
