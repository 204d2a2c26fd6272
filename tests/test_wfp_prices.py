"""WFP's prices through HDX: the catalogue, the table in both layouts, and each fault as one line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.registry import SOURCES
from indicators.sources.wfp import hdx
from tests import live_example as live
from tests import structural
from tests.publisher import publishing
from tests.ucdp_fetching import fetch, refused

WFP = SOURCES["wfp_prices"]
FILE = "dataset/d73f/resource/e748/download/wfp_food_prices_mli.csv"
HEADER = (
    "date,admin1,admin2,market,market_id,latitude,longitude,category,commodity,commodity_id,unit,priceflag,pricetype,"
    "currency,price,usdprice\n"
)
OLD = HEADER.replace("market_id,", "").replace("commodity_id,", "")
HXL = (
    "#date,#adm1+name,#adm2+name,#loc+market+name,#geo+lat,#geo+lon,#item+type,#item+name,#item+unit,#item+price+flag,"
    "#item+price+type,#currency,#value,#value+usd\n"
)


class Today(date):
    """24 November 2026."""

    @classmethod
    def today(cls) -> Today:
        return cls(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hdx, "date", Today)


def line(
    day: str, commodity: str, price: object, usd: object, unit: str = "KG", flag: str = "actual", kind: str = "Retail"
) -> str:
    return f"{day},Mopti,Mopti,Mopti,12,14.49,-4.19,cereals and tubers,{commodity},51,{unit},{flag},{kind},XOF,{price},{usd}\n"


TABLE = HEADER + "".join(
    [
        line("2026-09-15", "Millet", 250, 0.44),
        line("2026-10-15", "Millet", 260, 0.46),
        line("2026-10-15", "Millet", 20500, 36.1, unit="100 KG", kind="Wholesale"),
        line("2026-10-15", "Fuel (diesel)", 940, "", unit="L", flag="aggregate"),
        line("2026-10-15", "Rice (local)", "", ""),
        line("2026-10-15", "Sorghum", 0, 0),
        line("2026-12-15", "Millet", 270, 0.5, flag="forecast"),
    ]
)


class Exchange:
    """HDX: its catalogue and one file."""

    def __init__(self, table: str = TABLE, changed: str = "2026-11-20T08:00:00.123456") -> None:
        self.table, self.changed, self.url = table, changed, f"https://data.humdata.org/{FILE}"

    def answer(self, path: str, params: Mapping[str, str]) -> live.Answer:
        if path == FILE:
            return 200, "text/csv", self.table.encode()
        if path != "api/3/action/package_show" or params["id"] != "wfp-food-prices-for-mali":
            return 404, live.JSON, b'{"success": false, "error": {"message": "Not found"}}'
        resources = [
            {"name": "Mali - Food Prices", "url": self.url, "last_modified": self.changed},
            {
                "name": "QuickCharts",
                "url": "https://data.humdata.org/x/wfp_food_prices_mli_qc.csv",
                "last_modified": self.changed,
            },
        ]
        return 200, live.JSON, json.dumps({"help": "", "success": True, "result": {"resources": resources}}).encode()


def test_the_table(tmp_path: Path) -> None:
    web = live.Web(Exchange())
    (vintage,) = fetch(WFP, web, tmp_path)
    structural.check(WFP, vintage)
    assert re.fullmatch(r"hdx-2026-10-[0-9a-f]{10}", vintage.version)
    assert (vintage.published, vintage.published_basis) == ("2026-11-20", "stated")
    assert (vintage.start, vintage.end, vintage.countries) == ("2026-09", "2026-10", ("MLI",))
    told = vintage.frame[["period", "commodity", "unit", "price_type", "currency", "price"]].values.tolist()
    assert told == [
        ["2026-09", "Millet", "KG", "Retail", "XOF", 250],
        ["2026-10", "Fuel (diesel)", "L", "Retail", "XOF", 940],
        ["2026-10", "Millet", "100 KG", "Wholesale", "XOF", 20500],
        ["2026-10", "Millet", "KG", "Retail", "XOF", 260],
    ]
    assert vintage.frame["usd"].isna().tolist() == [False, True, False, False]
    # rice without a price and sorghum at 0 are absent, not zero
    assert {one.rule: one.count for one in vintage.quality} == {"no_price": 2, "forecast": 1, "no_dollars": 1}
    assert [path for path, _ in web.asked] == ["api/3/action/package_show", FILE]


def test_the_older_layout_with_tags(tmp_path: Path) -> None:
    old = TABLE.replace(",12,14.49", ",14.49").replace(",51,", ",").replace(HEADER, OLD + HXL)
    (vintage,) = fetch(WFP, live.Web(Exchange(old)), tmp_path / "old")
    (newer,) = fetch(WFP, live.Web(Exchange()), tmp_path / "new")
    assert vintage.frame.equals(newer.frame)


def test_over_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("indicators.network.client")
    with publishing() as server:
        server.answers["*"] = live.over_sockets(Exchange(), "/mirror/")
        monkeypatch.setenv("INDICATORS_WFP_PRICES_URL", f"{server.root}/mirror/")
        with http.Client(SOURCES.values()) as web:
            (vintage,) = fetch(WFP, web, tmp_path)
    assert len(vintage.frame) == 4


def catalogue(change: Callable[[dict[str, Any]], Any]) -> Callable[[bytes, str, dict[str, str]], bytes]:
    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        if path == FILE:
            return body
        found = json.loads(body)
        change(found)
        return json.dumps(found).encode()

    return spoil


def resource(**values: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda found: found["result"]["resources"][0].update(values)


FAULTS: dict[str, tuple[Any, str]] = {
    "an error with 200": (catalogue(lambda found: (found.update(success=False, error={"message": "Access denied"}), found.pop("result"))),
                          "HDX answers 'Access denied'"),
    "no resources": (catalogue(lambda found: found["result"].pop("resources")), "0 resources end in /wfp_food_prices_mli.csv"),
    "moved": (catalogue(resource(url="https://data.humdata.org/x/prices.csv")), "0 resources end in"),
    "elsewhere": (catalogue(resource(url="https://example.net/wfp_food_prices_mli.csv")), "not at data.humdata.org"),
    "no day": (catalogue(resource(last_modified=None)), "'last_modified' is 'None'"),
    "a day in the future": (catalogue(resource(last_modified="2027-01-01T00:00:00")), "in the future"),
    "a day before its prices": (catalogue(resource(last_modified="2026-09-30T00:00:00")), "has prices of 2026-10, so it cannot"),
    "a catalogue cut short": (lambda body, path, _: body if path == FILE else body[:40], "invalid JSON"),
    "a page": (lambda body, path, _: b"<html>blocked</html>" if path == FILE else body, "web page"),
    "cut within a record": (lambda body, path, _: body[:-20] if path == FILE else body, "cut short"),
    "cut after a number": (lambda body, path, _: body.rstrip()[:-1] if path == FILE else body, "ends in the middle of a record"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_answer_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    spoil, message = FAULTS[fault]
    said = refused(WFP, live.Web(Exchange(), spoil), tmp_path)
    assert re.search(message, said), said
    assert "--from-file wfp_prices=PATH" in said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (TABLE.replace("usdprice", "usd"), "column 'usdprice' is missing"),
        (TABLE + line("2026-10-01", "Millet", 260, 0.46), "duplicate key"),
        (TABLE.replace(",250,", ",dear,"), "record 1, column price: 'dear'"),
        (TABLE.replace(",250,", ",-250,"), "record 1, column price: '-250'"),
        (TABLE.replace("2026-09-15", "15/09/2026"), "record 1, column date: '15/09/2026'"),
        (TABLE.replace("-4.19", "8.5"), "column longitude: '8.5', expected a place in Mali"),
        (TABLE.replace("XOF", "francs"), "column currency: 'francs'"),
        (TABLE.replace("Mopti,Mopti,Mopti", "Mopti,Mopti,"), "record 1, column market: ''"),
        (OLD + HXL, "no records"),
        (HEADER + line("2026-10-15", "Millet", "", ""), "no price in any record"),
        (structural.population(), "column 'date' is missing"),
    ],
)
def test_refused_tables(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(WFP, structural.write(tmp_path, content), "x", "2026-11-20")


def test_by_hand_a_day_is_needed(tmp_path: Path) -> None:
    path = structural.write(tmp_path, TABLE)
    assert "Add --published DATE" in structural.refusal(WFP, path)
    (vintage,) = WFP.parse([path], None, "2026-11-21")  # type: ignore[misc]
    assert (vintage.published, vintage.published_basis) == ("2026-11-21", "given")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(TABLE))
def test_spoilt_tables(content: bytes) -> None:
    for vintage in structural.survives(WFP, content, "x", "2026-12-31"):
        assert (vintage.frame["price"] > 0).all()
