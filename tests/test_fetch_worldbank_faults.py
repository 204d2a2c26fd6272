"""Faults of content in what the World Bank's API answers: each is one clear line, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indicators.registry import SOURCES
from indicators.sources.worldbank import api as worldbank_api
from tests import live_example as live
from tests import structural
from tests.test_fetch_worldbank import governance, people
from tests.ucdp_fetching import refused

WGI, POPULATION = SOURCES["wgi"], SOURCES["population"]


Change = Callable[[list[Any]], Any]


def changed(change: Change, series: str = "SP.POP.TOTL") -> Callable[[bytes, str, dict[str, str]], bytes]:
    """Spoil the answers of one series: ``change`` gets the parsed body and may return another one."""

    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        if not path.endswith(series):
            return body
        found = json.loads(body)
        other = change(found)
        return json.dumps(other if isinstance(other, list) else found).encode()

    return spoil


def row(place: int, **values: Any) -> Change:
    return lambda body: body[1][place].update(values)


def meta(**values: Any) -> Change:
    return lambda body: body[0].update(values)


def without(name: str) -> Change:
    return lambda body: body[1][4].pop(name)


def raw(change: Callable[[bytes], bytes]) -> Callable[[bytes, str, dict[str, str]], bytes]:
    return lambda body, _path, _params: change(body)


def half_of_the_rows(body: list[Any]) -> None:
    """Half of the rows, with a total to match: only the number of countries tells."""
    del body[1][len(body[1]) // 2 :]
    body[0]["total"] = len(body[1])


FAULTS: dict[str, tuple[Any, str]] = {
    "empty": (raw(lambda _: b""), "later"),
    "a web page with 200": (raw(lambda _: b"\xef\xbb\xbf<!DOCTYPE html><html>Request Error</html>"), "later"),
    "cut": (raw(lambda body: body[: len(body) // 2]), "invalid JSON"),
    "Windows-1252": (raw(lambda body: body.replace(b"Country MLI", b"Country \xe9")), "invalid JSON.*utf-8"),
    "gzip": (raw(lambda body: b"\x1f\x8b\x08" + body), "later"),
    "deep nesting": (raw(lambda _: b"[" * 200_000), "invalid JSON"),
    "NaN": (raw(lambda body: body.replace(b"40002024", b"NaN", 1)), "NaN is not a number"),
    "NaN as text": (changed(row(4, value="NaN")), "record 5, column value: 'NaN'"),
    "infinite": (changed(row(4, value="inf")), "record 5, column value: 'inf'"),
    "an error with 200": (raw(lambda _: live.error("120", "The provided parameter value is not valid")), "error '120'"),
    "a retired series": (raw(lambda _: live.error("175", "The indicator was not found.")), "'The indicator was not found.'"),
    "no data": (raw(lambda _: b'[{"page":0,"pages":0,"per_page":null,"total":0},null]'), "no rows"),
    "an object": (raw(lambda _: b'{"error":"moved"}'), "not a World Bank answer"),
    "rows are text": (changed(lambda body: [body[0], "none"]), "a list of rows"),
    "a total that is higher": (changed(meta(total=607)), "received 606 of 607 rows"),
    "a total that is lower": (changed(meta(total=605)), "received 606 of 605 rows"),
    "no total": (changed(lambda body: body[0].pop("total") and None), "'total' is 'None'"),
    "a page too few": (changed(meta(pages=2)), "no rows of this series"),
    "pages without end": (changed(meta(pages=10**8)), "'pages' is '100000000'"),
    "half of the rows": (changed(half_of_the_rows), "countries for 2024, expected at least 180"),
    "no update": (changed(meta(lastupdated=None)), "'lastupdated' is 'None'"),
    "an update in the future": (changed(meta(lastupdated="2999-01-01")), "which is in the future"),
    "another series": (changed(row(4, indicator={"id": "NY.GDP.MKTP.CD", "value": "GDP"})), "record 5: is of 'NY.GDP.MKTP.CD'"),
    "another series throughout": (raw(lambda body: body.replace(b"SP.POP.TOTL", b"NY.GDP.MKTP.CD")), "is of 'NY.GDP.MKTP.CD'"),
    "a row twice": (changed(lambda body: body[1].__setitem__(5, body[1][4])), "duplicate row of "),
    "no value": (changed(without("value")), "record 5: field 'value' is missing"),
    "value renamed": (raw(lambda body: body.replace(b'"value": 4', b'"val": 4')), "field 'value' is missing"),
    "no code": (changed(without("countryiso3code")), "field 'countryiso3code' is missing"),
    "no country": (changed(without("country")), "record 5: field 'country' is 'None'"),
    "a list for a value": (changed(row(4, value=[1])), "field 'value' is .*1.*, expected a single value"),
    "a truth for a value": (changed(row(4, value=True)), "field 'value' is 'True'"),
    "words for numbers": (changed(row(4, value="many")), "record 5, column value: 'many'"),
    "negative": (changed(row(4, value=-5)), "record 5, column value: '-5'"),
    "a fraction": (changed(row(4, value=40_000_000.5)), "record 5, column value: '40000000.5'"),
    "too many people": (changed(row(4, value=3_000_000_000)), "3,000,000,000 people in "),
    "dollars": (raw(lambda body: re.sub(rb"4000\d{4}", b"4000000000", body)), "people in|add up"),
    "a future year": (changed(row(4, date="2099")), "record 5, column date: '2099'"),
    "a quarter": (changed(row(4, date="2024Q1")), "record 5, column date: '2024Q1'"),
    "an unknown country": (changed(row(4, countryiso3code="QQQ")), "column code: 'QQQ'"),
    "one country only": (
        changed(lambda body: [{**body[0], "total": 1}, [one for one in body[1] if one["country"]["id"] == "ML" and one["date"] == "2024"]]),
        "received|countries for 2024, expected at least 180",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_spoilt_answer_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    spoil, message = FAULTS[fault]
    said = refused(POPULATION, live.Web(people(), spoil), tmp_path)
    assert re.search(message, said), said
    assert "--from-file population=PATH" in said


def of_page(number: str, change: Change) -> Callable[[bytes, str, dict[str, str]], bytes]:
    spoilt = changed(change)
    return lambda body, path, params: spoilt(body, path, params) if params["page"] == number else body


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (of_page("2", meta(page=1)), "is page 1, page 2 was asked for"),
        (of_page("2", meta(page=3)), "is page 3, page 2 was asked for"),
        (of_page("3", meta(total=900)), "total, pages or last update differ"),
        (of_page("3", meta(lastupdated="2026-07-15")), "total, pages or last update differ"),
        (of_page("2", lambda body: body[1].pop()), "received 605 of 606 rows"),
        (of_page("3", lambda body: [body[0], None]), "no rows of this series"),
        (of_page("2", lambda body: [body[0], [*people().series["SP.POP.TOTL"][:300]]]), "duplicate row"),
    ],
)
def test_pages_that_do_not_fit(tmp_path: Path, spoil: Any, message: str) -> None:
    publisher = people()
    publisher.cap = 300
    assert message in refused(POPULATION, live.Web(publisher, spoil), tmp_path)


def test_a_page_is_missing_or_given_twice(tmp_path: Path) -> None:
    assert POPULATION.fetch is not None
    publisher = people()
    publisher.cap = 300
    (found,) = POPULATION.fetch.download(live.Web(publisher), tmp_path)
    one, two, three = found.paths
    for paths in ([one, three], [one, two, two, three], [one]):
        with pytest.raises(worldbank_api.SourceError, match="each is needed once"):
            worldbank_api.series(paths, {"SP.POP.TOTL": worldbank_api.Limits(0, 1e13)})


def one_row_less(body: list[Any]) -> None:
    del body[1][4]
    body[0]["total"] -= 1


GOVERNANCE: dict[str, tuple[Any, str]] = {
    "no such code": (raw(lambda body: live.error("120", "not valid") if b"PV.SE" in body else body), "PV.SE_page1.json: the World Bank"),
    "an error of 20": (changed(row(4, value=20), "GOV_WGI_PV.SE"), "GOV_WGI_PV.SE_page1.json, record 5, column value: '20'"),
    "a negative error": (changed(row(4, value=-0.2), "GOV_WGI_PV.SE"), "GOV_WGI_PV.SE_page1.json, record 5, column value: '-0.2'"),
    "half a source": (changed(row(4, value=7.5), "GOV_WGI_PV.SR"), "GOV_WGI_PV.SR_page1.json, record 5, column value: '7.5'"),
    "scores for estimates": (changed(row(4, value=63.1), "GOV_WGI_CC.EST"), "column value: '63.1', expected a number from -5 to 5"),
    "no error": (changed(row(4, value=None), "GOV_WGI_PV.SE"), "has no standard error"),
    "no row of an error": (changed(one_row_less, "GOV_WGI_PV.SE"), "has no standard error"),
    "no sources": (changed(row(4, value=None), "GOV_WGI_PV.SR"), "no number of sources"),
    "another database": (changed(meta(sourceid="2"), "GOV_WGI_RL.EST"), "database '2', not 3: the filter was ignored"),
    "another update": (changed(meta(lastupdated="2026-09-26"), "GOV_WGI_VA.SR"), "different updates"),
    "two codes of one country": (changed(row(4, countryiso3code="ROM"), "GOV_WGI_PV.EST"), "ROU in 2024, under two codes"),
    "estimate for error": (raw(lambda body: body.replace(b"GOV_WGI_PV.SE", b"GOV_WGI_PV.EST")), "needed once|series GOV_WGI_PV.SE is missing"),
}  # fmt: skip


@pytest.mark.parametrize("fault", GOVERNANCE)
def test_spoilt_governance_is_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    spoil, message = GOVERNANCE[fault]
    said = refused(WGI, live.Web(governance(200), spoil), tmp_path)
    assert re.search(message, said), said
    assert "--from-file wgi=PATH" in said


def test_too_few_economies(tmp_path: Path) -> None:
    assert "expected at least 150" in refused(WGI, live.Web(governance(140)), tmp_path)


@pytest.mark.parametrize("name", ["error_200_invalid_indicator", "error_200_multi_messages", "error_200_id150_language"])
def test_recorded_errors(tmp_path: Path, name: str) -> None:
    body = structural.shared(f"payloads/worldbank/{name}.json").read_bytes()
    assert "the World Bank answers error '1" in refused(POPULATION, live.Web(people(), raw(lambda _: body)), tmp_path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("error_200_nodata_page0_as_quoted.json", "no rows"),
        ("error_400_html_with_BOM.html", "later"),
        ("country_JPN_mixed_types.json", "'lastupdated' is 'None'"),
        ("wdi_JPN-USA_NY.GDP.MKTP.CD_page1of3.json", "is of 'NY.GDP.MKTP.CD'|page 1, page 2"),
        ("wdi_AFG_multi_indicator_2019.json", "is of 'SH.STA.MMRT'"),
    ],
)
def test_recorded_answers_to_other_questions(tmp_path: Path, name: str, message: str) -> None:
    body = structural.shared(f"payloads/worldbank/{name}").read_bytes()
    said = refused(POPULATION, live.Web(people(), raw(lambda _: body)), tmp_path)
    assert re.search(message, said), said


def test_recorded_governance() -> None:
    """The recorded rows are 19 of 216: as a whole series they are refused, as one of 19 they are read, territories included."""
    path = structural.shared("payloads/worldbank/wgi_GOV_WGI_PV.EST_2023_source3_SUBSET.json")
    wanted = {"GOV_WGI_PV.EST": worldbank_api.Limits(-5, 5)}
    with pytest.raises(worldbank_api.SourceError, match="received 19 of 216 rows"):
        worldbank_api.series([path], wanted, "3")


def test_recorded_governance_cut_to_its_rows(tmp_path: Path) -> None:
    body = json.loads(structural.shared("payloads/worldbank/wgi_GOV_WGI_PV.EST_2023_source3_SUBSET.json").read_bytes())
    body[0]["total"] = len(body[1])
    path = structural.write(tmp_path, json.dumps(body), "one.json")
    one = worldbank_api.series([path], {"GOV_WGI_PV.EST": worldbank_api.Limits(-5, 5)}, "3")["GOV_WGI_PV.EST"]
    assert one.updated == "2026-09-25"
    by_name = one.frame.set_index("name")
    assert by_name.loc["Burkina Faso", "value"] == -2.039031
    assert by_name.loc["Anguilla", "code"] == ""
    assert one.unknown is None
