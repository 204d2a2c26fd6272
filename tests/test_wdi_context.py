"""World Development Indicators as context: answers, the World Bank's wide CSV, Gapminder's copy; each fault as one line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.model import SourceError
from indicators.registry import SOURCES
from indicators.sources.worldbank.context import COVERED, SERIES
from tests import live_example as live
from tests import structural
from tests.publisher import publishing
from tests.ucdp_fetching import fetch, refused

CONTEXT = SOURCES["wdi_context"]
YEARS = (2025, 2024, 2023)  # the last one has no values yet
FRANCE = "DC.DAC.FRAL.CD"


class Region(live.WorldBank):
    """``country/A;B/indicator/CODE``: rows of the countries named, else as the World Bank of the other tests."""

    def answer(self, path: str, params: Mapping[str, str]) -> live.Answer:
        found = re.fullmatch(r"country/([A-Z;]+)/indicator/(\S+)", path)
        assert found
        assert params["source"] == self.source
        wanted = set(found[1].split(";"))
        rows = [row for row in self.series.get(found[2], ()) if row["countryiso3code"] in wanted]
        one = live.WorldBank({found[2]: rows} if rows else {}, self.source, self.updated, self.cap)
        return one.answer(f"country/all/indicator/{found[2]}", params)


def publisher() -> Region:
    """Twelve series: 10 in 2023, 11 in 2024, dollars a million times as much; Mali's aid from France is minus 5 million in 2024."""
    series: dict[str, list[dict[str, Any]]] = {}
    for code in SERIES:
        times = 1_000_000 if code.endswith(".CD") else 1
        series[code] = [
            live.worldbank_row(code, iso3, f"Country {iso3}", year, None if year == 2025 else (year - 2013) * times)
            for iso3 in (*COVERED, "FRA")
            for year in YEARS
        ]
    next(row for row in series[FRANCE] if row["countryiso3code"] == "MLI" and row["date"] == "2024")["value"] = -5_000_000
    return Region(series, "2", "2026-10-14")


def mali(vintage: Any, series: str) -> dict[int, float]:
    rows = vintage.frame.query("country == 'MLI'")
    return rows[rows["series"] == series].set_index("year")["value"].to_dict()


def test_answers(tmp_path: Path) -> None:
    web = live.Web(publisher())
    (vintage,) = fetch(CONTEXT, web, tmp_path)
    structural.check(CONTEXT, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("wdi-2026-10-14", "2026-10-14", "stated")
    assert (vintage.start, vintage.end, vintage.countries) == ("2023-01", "2024-12", COVERED)
    assert len(vintage.frame) == 12 * 10 * 2  # series, countries, years with a value: nothing for 2025, never 0
    assert {line.rule: line.count for line in vintage.quality} == {"no_value": 120}
    assert mali(vintage, FRANCE) == {2023: 10_000_000, 2024: -5_000_000}
    assert mali(vintage, "FP.CPI.TOTL.ZG") == {2023: 10, 2024: 11}
    assert len(vintage.inputs) == len(web.asked) == 12


def test_answers_in_pages(tmp_path: Path) -> None:
    paged = publisher()
    paged.cap = 20
    web = live.Web(paged)
    (vintage,) = fetch(CONTEXT, web, tmp_path)
    assert len(vintage.frame) == 240
    assert [params["page"] for _, params in web.asked[:3]] == ["1", "2", "1"]


def test_over_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http = pytest.importorskip("indicators.network.client")
    with publishing() as server:
        server.answers["*"] = live.over_sockets(publisher(), "/v2/")
        monkeypatch.setenv("INDICATORS_WDI_CONTEXT_URL", f"{server.root}/v2/")
        with http.Client(SOURCES.values()) as web:
            (vintage,) = fetch(CONTEXT, web, tmp_path)
    assert len(vintage.frame) == 240


Change = Callable[[list[Any]], Any]


def of(series: str, change: Change) -> Callable[[bytes, str, dict[str, str]], bytes]:
    """Spoil the answers of one series."""

    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        if not path.endswith(series):
            return body
        found = json.loads(body)
        other = change(found)
        return json.dumps(other if isinstance(other, list) else found).encode()

    return spoil


def without_mali(body: list[Any]) -> None:
    body[1] = [row for row in body[1] if row["countryiso3code"] != "MLI"]
    body[0]["total"] = len(body[1])


FAULTS: dict[str, tuple[Any, str]] = {
    "an error with 200": (lambda body, path, _: live.error("120", "not valid") if path.endswith(FRANCE) else body, "error '120'"),
    "a retired series": (lambda body, path, _: live.error("175", "The indicator was not found.") if "CECL" in path else body,
                         "DC.DAC.CECL.CD_page1.json: the World Bank answers error '175'"),
    "no data": (lambda *_: b'[{"page":0,"pages":0,"per_page":null,"total":0},null]', "no rows"),
    "cut": (lambda body, *_: body[: len(body) // 2], "invalid JSON"),
    "a page": (lambda *_: b"<html>", "later"),
    "another database": (of(FRANCE, lambda body: body[0].update(sourceid="6")), "database '6', not 2"),
    "another update": (of(FRANCE, lambda body: body[0].update(lastupdated="2026-10-15")), "different updates"),
    "a row less": (of(FRANCE, lambda body: body[1].pop() and None), "received 29 of 30 rows"),
    "a country less": (of(FRANCE, without_mali), "the series DC.DAC.FRAL.CD has no row of MLI"),
    "a row twice": (of(FRANCE, lambda body: body[1].__setitem__(1, body[1][0])), "duplicate row"),
    "dollars for per cent": (of("FP.CPI.TOTL.ZG", lambda body: body[1][1].update(value=4e9)), "record 2, column value: '4000000000.0'"),
    "rents of 120 %": (of("NY.GDP.MINR.RT.ZS", lambda body: body[1][1].update(value=120)), "record 2, column value: '120'"),
    "words": (of(FRANCE, lambda body: body[1][1].update(value="none")), "record 2, column value: 'none'"),
    "a field less": (of(FRANCE, lambda body: body[1][1].pop("value") and None), "record 2: field 'value' is missing"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_answer_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    spoil, message = FAULTS[fault]
    said = refused(CONTEXT, live.Web(publisher(), spoil), tmp_path)
    assert re.search(message, said), said
    assert "--from-file wdi_context=PATH" in said


# ---- the World Bank's wide CSV

TOP = '"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-10-14",\n\n'
HEADER = '"Country Name","Country Code","Indicator Name","Indicator Code","2023","2024","2025",\n'


def wide(*codes: str, top: str = TOP) -> str:
    """Aruba, the world and the region; 2025 is empty, and so is Niger in 2023."""
    lines = [
        f'"Somewhere, the","{iso3}","A series","{code}","{"" if iso3 == "NER" else 10}","11.5","",\n'
        for code in codes
        for iso3 in ("ABW", "WLD", *COVERED)
    ]
    return top + HEADER + "".join(lines)


def test_the_wide_csv_of_all_series(tmp_path: Path) -> None:
    path = structural.write(tmp_path, wide("SP.POP.TOTL", *SERIES))
    (vintage,) = CONTEXT.parse([path], None, None)  # type: ignore[misc]
    structural.check(CONTEXT, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("wdi-2026-10-14", "2026-10-14", "stated")
    assert len(vintage.frame) == 12 * (10 * 2 - 1)
    assert mali(vintage, FRANCE) == {2023: 10, 2024: 11.5}
    # 12 series of two strangers with three years each; a year of all ten countries, and one of Niger, in each series
    assert {line.rule: line.count for line in vintage.quality} == {"outside": 72, "no_value": 12 * 11}


def test_the_wide_csv_a_series_a_file_gives_the_same(tmp_path: Path) -> None:
    paths = [structural.write(tmp_path, wide(code), f"{code}.csv") for code in SERIES]
    (vintage,) = CONTEXT.parse(paths, None, None)  # type: ignore[misc]
    (whole,) = CONTEXT.parse([structural.write(tmp_path, wide(*SERIES))], None, None)  # type: ignore[misc]
    assert vintage.frame.equals(whole.frame)


def test_the_bulk_file_names_no_update(tmp_path: Path) -> None:
    path = structural.write(tmp_path, wide(*SERIES, top=""))
    assert "--vintage V --published DATE" in structural.refusal(CONTEXT, path)
    (vintage,) = CONTEXT.parse([path], "wdi-x", "2026-10-20")  # type: ignore[misc]
    assert (vintage.version, vintage.published_basis) == ("wdi-x", "given")


GOOD = wide(*SERIES)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (wide(FRANCE), "the series NE.EXP.GNFS.ZS is missing .11 of 12 are"),
        (GOOD.replace('"DZA"', '"QQQ"'), "has no row of DZA"),
        (GOOD.replace('"11.5"', '"many"', 1), "record 1, column value: 'many'"),
        (GOOD.replace('"11.5"', '"1e9"'), "column value: '1e9', expected a number"),
        (GOOD[: len(GOOD) // 2], "fields, the header has|broken CSV|is missing"),
        (GOOD.replace('"2026-10-14"', '"14/10/2026"'), "'Last Updated Date' is '14/10/2026'"),
        (GOOD.replace('"Indicator Code"', '"Code"', 1), "not a World Bank CSV"),
        (GOOD.replace('"2024","2025"', '"2024","2024"', 1), "column '2024' stands twice"),
        (GOOD + GOOD.splitlines()[-1] + "\n", "duplicate key"),
        (wide("SP.POP.TOTL"), "not a World Bank CSV with one of"),
        (structural.population(), "'Indicator Code' is missing"),
        ("<html>", "web page"),
        ("", "empty"),
    ],
)
def test_refused_csv(tmp_path: Path, content: str, says: str) -> None:
    said = structural.refusal(CONTEXT, structural.write(tmp_path, content))
    assert re.search(says, said), said


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOOD))
def test_spoilt_csv(content: bytes) -> None:
    for vintage in structural.survives(CONTEXT, content):
        assert set(vintage.frame["country"]) <= set(COVERED)
        assert vintage.frame["value"].notna().all()


# ---- Gapminder's copy


def gapminder() -> str:
    names = ("exports_percent_of_gdp", "foreign_direct_investment_net_inflows_percent_of_gdp",
             "debt_servicing_costs_percent_of_exports_and_net_income_from_abroad", "aid_received_percent_of_gni")  # fmt: skip
    rows = [
        f"{name},{geo},{year},{20 + place}\n"
        for place, name in enumerate(names)
        for geo in ("mli", "bfa")
        for year in (2023, 2024)
    ]
    return "indicator,geo,year,value\n" + "".join(rows)


def test_gapminder(tmp_path: Path) -> None:
    (vintage,) = CONTEXT.parse([structural.write(tmp_path, gapminder())], None, None)  # type: ignore[misc]
    structural.check(CONTEXT, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("gapminder-2024", "2026-06-30", "inferred")
    assert vintage.countries == ("BFA", "MLI")
    assert len(vintage.frame) == 12
    assert mali(vintage, "NE.EXP.GNFS.ZS") == {2023: 20, 2024: 20}
    assert {line.rule: line.count for line in vintage.quality} == {"not_taken": 4, "third_party": 12}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gapminder().replace("exports_percent_of_gdp", "exports"), "the series exports_percent_of_gdp is missing"),
        (gapminder().replace("mli,2024,20", "mli,2024,2000"), "record 2, column value: '2000'"),
        (gapminder().replace(",2024,", ",2025,"), "--vintage V --published DATE"),
        (gapminder() + "exports_percent_of_gdp,mli,2024,3\n", "duplicate key"),
        (gapminder()[:-20], "1 fields, the header has 4"),
    ],
)
def test_refused_gapminder(tmp_path: Path, content: str, says: str) -> None:
    said = structural.refusal(CONTEXT, structural.write(tmp_path, content))
    assert re.search(says, said), said


def test_the_bundled_copy() -> None:
    """Mali exported goods and services worth 22.6 % of GDP in 2024, as Gapminder's file has it in its own words."""
    path = structural.shared("context/gapminder_wdi_mali_neighbours.csv")
    (vintage,) = CONTEXT.parse([path], None, None)  # type: ignore[misc]
    structural.check(CONTEXT, vintage)
    assert mali(vintage, "NE.EXP.GNFS.ZS")[2024] == 22.5654
    assert sorted(vintage.frame["series"].unique()) == ["BX.KLT.DINV.WD.GD.ZS", "DT.TDS.DECT.EX.ZS", "NE.EXP.GNFS.ZS"]


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file"):
        CONTEXT.parse([], None, None)  # type: ignore[misc]
