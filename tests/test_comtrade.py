"""Trade from UN Comtrade's preview: both sides kept apart, parts and strangers left out, each fault as one line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.model import SourceError
from indicators.registry import SOURCES
from indicators.sources.comtrade import preview
from tests import live_example as live
from tests import structural
from tests.publisher import publishing
from tests.ucdp_fetching import fetch, refused

COMTRADE = SOURCES["comtrade"]
MALI, SWISS, EMIRATES, RUSSIA = 466, 757, 784, 643


class Today(date):
    """24 November 2026."""

    @classmethod
    def today(cls) -> Today:
        return cls(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "date", Today)
    monkeypatch.setattr(preview, "PAUSE", 0.0)


def row(reporter: int, partner: int, year: int, flow: str, commodity: str, value: float | None, **more: Any) -> dict[str, Any]:
    return {
        "typeCode": "C", "freqCode": "A", "refYear": year, "period": str(year), "reporterCode": reporter, "reporterISO": None,
        "flowCode": flow, "partnerCode": partner, "partner2Code": 0, "cmdCode": commodity, "customsCode": "C00", "mosCode": "0",
        "motCode": 0, "cifvalue": None, "fobvalue": None, "primaryValue": value, "isReported": False, "isAggregate": True, **more,
    }  # fmt: skip


class Preview:
    """One year a question, as the preview filters; an empty list for a year nobody filed."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def answer(self, path: str, params: Mapping[str, str]) -> live.Answer:
        assert path == "preview/C/A/HS"
        if "," in params["period"]:
            return 400, live.JSON, b'{"error":"one period"}'
        found = [
            one for one in self.rows
            if one["period"] == params["period"] and str(one["reporterCode"]) in params["reporterCode"].split(",")
            and str(one["partnerCode"]) in params["partnerCode"].split(",") and one["flowCode"] in params["flowCode"].split(",")
            and one["cmdCode"] in params["cmdCode"].split(",")
        ]  # fmt: skip
        return 200, live.JSON, json.dumps({"elapsedTime": "0.1 secs", "count": len(found), "data": found, "error": ""}).encode()


def publisher() -> Preview:
    """Gold: Mali sends 50 million to Switzerland, Switzerland says 80; the Emirates report 900 that Mali does not. 2025 is not filed."""
    return Preview(
        [
            row(MALI, SWISS, 2024, "X", "7108", 50_000_000),
            row(SWISS, MALI, 2024, "M", "7108", 80_000_000.5),
            row(EMIRATES, MALI, 2024, "M", "7108", 900_000_000),
            row(MALI, RUSSIA, 2024, "M", "TOTAL", 30_000_000),
            row(MALI, 251, 2023, "M", "TOTAL", 400_000_000),
            row(MALI, 251, 2024, "M", "TOTAL", None),
        ]
    )


def test_answers(tmp_path: Path) -> None:
    web = live.Web(publisher())
    (vintage,) = fetch(COMTRADE, web, tmp_path)
    structural.check(COMTRADE, vintage)
    assert re.fullmatch(r"preview-2024-[0-9a-f]{10}", vintage.version)
    assert (vintage.published, vintage.published_basis) == ("2026-11-24", "inferred")
    assert (vintage.start, vintage.end, vintage.countries) == ("2023-01", "2024-12", ("MLI",))
    assert {line.rule: line.count for line in vintage.quality} == {"no_value": 1}  # absent, not zero
    assert vintage.frame.values.tolist() == [
        ["ARE", "MLI", 2024, "import", "gold", 900_000_000.0, "yes"],
        ["CHE", "MLI", 2024, "import", "gold", 80_000_000.5, "yes"],
        ["MLI", "CHE", 2024, "export", "gold", 50_000_000.0, "no"],
        ["MLI", "FRA", 2023, "import", "total", 400_000_000.0, "no"],
        ["MLI", "RUS", 2024, "import", "total", 30_000_000.0, "no"],
    ]
    # two questions for each year from 2010 to 2025
    assert len(web.asked) == len(vintage.inputs) == 32
    assert [params["period"] for _, params in web.asked[:3]] == ["2010", "2010", "2011"]
    assert (web.asked[0][1]["reporterCode"], web.asked[0][1]["partnerCode"]) == ("466", "643,156,251,784,757")
    assert (web.asked[1][1]["reporterCode"], web.asked[1][1]["partnerCode"]) == ("643,156,251,784,757", "466")


def test_the_same_rows_give_the_same_name(tmp_path: Path) -> None:
    (one,), (other,) = (fetch(COMTRADE, live.Web(publisher()), tmp_path / name) for name in "ab")
    assert one.version == other.version
    more = publisher()
    more.rows[0]["primaryValue"] = 51_000_000
    (third,) = fetch(COMTRADE, live.Web(more), tmp_path / "c")
    assert third.version != one.version


def test_over_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("indicators.network.client")
    with publishing() as server:
        server.answers["*"] = live.over_sockets(publisher(), "/public/v1/")
        monkeypatch.setenv("INDICATORS_COMTRADE_URL", f"{server.root}/public/v1/")
        with http.Client(SOURCES.values()) as web:
            (vintage,) = fetch(COMTRADE, web, tmp_path)
    assert len(vintage.frame) == 5


def filled(change: Callable[[dict[str, Any]], Any]) -> Callable[[bytes, str, dict[str, str]], bytes]:
    """Spoil the answers that hold rows."""

    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        found = json.loads(body)
        if found["data"]:
            change(found)
        return json.dumps(found).encode()

    return spoil


def doubled(found: dict[str, Any]) -> None:
    found["data"].append(found["data"][0])
    found["count"] += 1


FAULTS: dict[str, tuple[Any, str]] = {
    "an error with 200": (lambda *_: b'{"count":0,"data":[],"error":"Invalid period"}', "_2010.json: Comtrade answers 'Invalid period'"),
    "too fast, with 200": (lambda *_: b'{"statusCode":429,"message":"Rate limit is exceeded."}', "answers 'Rate limit is exceeded.'"),
    "cut": (lambda body, *_: body[: len(body) // 2], "invalid JSON"),
    "a page": (lambda *_: b"<html>sorry</html>", "later"),
    "a list": (lambda *_: b"[]", "not a Comtrade answer"),
    "no data": (lambda *_: b'{"count":0,"error":""}', "a list 'data' was expected"),
    "no rows at all": (lambda *_: b'{"count":0,"data":[],"error":""}', "no rows in any answer"),
    "fewer rows than counted": (filled(lambda found: found.update(count=9)), "received 1 of 9 rows"),
    "no count": (filled(lambda found: found.pop("count")), "'count' is 'None'"),
    "a full answer": (filled(lambda found: found.update(count=500, data=found["data"][:1] * 500)), "500 rows, the most the preview"),
    "a field less": (filled(lambda found: found["data"][0].pop("primaryValue")), "record 1: field 'primaryValue' is missing"),
    "words": (filled(lambda found: found["data"][0].update(primaryValue="much")), "record 1, column primaryValue: 'much'"),
    "less than nothing": (filled(lambda found: found["data"][0].update(primaryValue=-5)), "record 1, column primaryValue: '-5'"),
    "a month": (filled(lambda found: found["data"][0].update(period="202401")), "record 1, column period: '202401'"),
    "a list for a value": (filled(lambda found: found["data"][0].update(primaryValue=[1])), "expected a single value"),
    "a row twice": (filled(doubled), "duplicate key"),
    "strangers only": (filled(lambda found: [one.update(partnerCode=0) for one in found["data"]]), "no value between MLI and RUS"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_answer_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    spoil, message = FAULTS[fault]
    said = refused(COMTRADE, live.Web(publisher(), spoil), tmp_path)
    assert re.search(message, said), said
    assert "--from-file comtrade=PATH" in said


def test_parts_of_a_total_are_left_out(tmp_path: Path) -> None:
    more = publisher()
    more.rows += [
        row(SWISS, MALI, 2024, "M", "7108", 70_000_000, motCode=1000),
        row(SWISS, MALI, 2024, "M", "7108", 10_000_000, partner2Code=784),
        row(SWISS, MALI, 2024, "M", "7108", 5, mood="calm"),
    ]
    more.rows.pop()  # the last would duplicate key
    (vintage,) = fetch(COMTRADE, live.Web(more), tmp_path)
    assert len(vintage.frame) == 5
    assert {line.rule: line.count for line in vintage.quality} == {"part": 2, "no_value": 1}


HEADER = "typeCode,period,reporterCode,reporterDesc,flowCode,partnerCode,cmdCode,motCode,customsCode,primaryValue\n"
CSV = (
    HEADER
    + "C,2024,466,Mali,X,757,7108,0,C00,50000000\n"
    + "C,2024,757,Switzerland,M,466,7108,0,C00,80000000.5\n"
    + "C,2024,757,Switzerland,M,0,7108,0,C00,90000000000\n"
    + "C,2024,466,Mali,RX,757,7108,0,C00,1\n"
)


def test_a_csv_by_hand(tmp_path: Path) -> None:
    path = structural.write(tmp_path, CSV)
    assert "Add --published DATE" in structural.refusal(COMTRADE, path)
    (vintage,) = COMTRADE.parse([path], None, "2026-11-01")  # type: ignore[misc]
    structural.check(COMTRADE, vintage)
    assert vintage.published_basis == "given"
    assert vintage.frame["value_usd"].tolist() == [80_000_000.5, 50_000_000]
    assert vintage.frame["mirror"].tolist() == ["yes", "no"]
    assert {line.rule: line.count for line in vintage.quality} == {"outside": 2}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (CSV.replace("primaryValue", "value"), "column 'primaryValue' is missing"),
        (CSV + CSV.splitlines()[1] + "\n", "duplicate key"),
        (CSV.replace("80000000.5", "-1"), "record 2, column primaryValue: '-1'"),
        (CSV[:-30], "fields, the header has"),
        (HEADER, "no records"),
        (CSV.replace("466", "12"), "no value between MLI"),
    ],
)
def test_refused_csv(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(COMTRADE, structural.write(tmp_path, content), "x", "2026-11-01")


def test_answers_of_two_days_and_no_file(tmp_path: Path) -> None:
    body = json.dumps({"count": 1, "data": publisher().rows[:1], "error": ""})
    other = json.dumps({"count": 1, "data": publisher().rows[1:2], "error": ""})
    paths = [
        structural.write(tmp_path, body, "own_2026-11-23_2024.json"),
        structural.write(tmp_path, other, "mirror_2026-11-24_2024.json"),
    ]
    for given_paths, says in ((paths, "answers of different days"), ([], "no file was given")):
        with pytest.raises(SourceError, match=says):
            COMTRADE.parse(given_paths, None, None)  # type: ignore[misc]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(CSV))
def test_spoilt_csv(content: bytes) -> None:
    for vintage in structural.survives(COMTRADE, content, "x", "2026-11-01"):
        assert (vintage.frame["value_usd"] >= 0).all()
