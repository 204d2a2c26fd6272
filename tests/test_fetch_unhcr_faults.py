"""Faults of content in what UNHCR's API answers: each is one clear line, and nothing else."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indicators.registry import SOURCES
from tests import live_example as live
from tests import structural
from tests.test_fetch_unhcr import publisher, today  # noqa: F401 (a fixture)
from tests.ucdp_fetching import fetch, refused

UNHCR, IDMC = SOURCES["unhcr"], SOURCES["idmc"]
Spoil = Callable[[bytes, str, dict[str, str]], bytes]


def changed(change: Callable[[dict[str, Any]], Any], page: str = "1") -> Spoil:
    """Spoil page ``page`` (not the count) of every question."""

    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        if params["limit"] == "1" or params["page"] != page:
            return body
        found = json.loads(body)
        change(found)
        return json.dumps(found).encode()

    return spoil


def every(change: Callable[[bytes], bytes]) -> Spoil:
    return lambda body, _path, _params: change(body)


def item(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda found: found["items"][2].update(values)


def less(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda found: found["items"][2].pop(name)


def ignoring(*names: str) -> Spoil:
    """A publisher that does not know a parameter: what it sends is as if it had not been there."""

    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        other = {name: value for name, value in params.items() if name not in names}
        for side in ("coo", "coa"):
            if side in names:
                other[f"{side}_all"] = "true"
        return publisher().answer(path, other)[2]

    return spoil


def summed(side: str) -> Spoil:
    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        found = json.loads(body)
        for place, one in enumerate(found["items"]):
            one |= {side: f"-{params['page']}-{place}", f"{side}_iso": "-"}
        return json.dumps(found).encode()

    return spoil


BOTH: dict[str, tuple[Spoil, str]] = {
    "empty": (every(lambda _: b""), "later"),
    "a web page with 200": (every(lambda _: b"<!DOCTYPE html><html>Just a moment...</html>"), "later"),
    "cut": (every(lambda body: body[: len(body) // 2]), "invalid JSON"),
    "Windows-1252": (every(lambda body: body.replace(b"Somewhere", b"C\xf4te")), "invalid JSON.*utf-8"),
    "NaN": (every(lambda body: re.sub(rb'"year": 20\d\d', b'"year": NaN', body)), "NaN is not a number"),
    "gzip": (every(lambda body: b"\x1f\x8b\x08" + body), "later"),
    "a list": (every(lambda _: b"[]"), "an object was expected"),
    "an error with 200": (every(lambda _: b'{"message":"Invalid parameter coo"}'), "answers 'Invalid parameter coo'"),
    "errors with 200": (every(lambda _: b'{"errors":{"yearTo":["too late"]}}'), "answers .*too late"),
    "no items": (every(lambda _: b'{"page":1,"maxPages":0,"total":[],"items":[]}'), "no rows for this request"),
    "items renamed": (every(lambda body: body.replace(b'"items"', b'"rows"')), "no list of rows under 'items'"),
    "no pages": (every(lambda body: body.replace(b'"maxPages"', b'"pages"')), "'maxPages' is 'None'"),
    "pages without end": (every(lambda body: re.sub(rb'"maxPages": \d+', b'"maxPages": 99999999', body)), "'maxPages' is '99999999'"),
    "another page": (changed(lambda found: found.update(page=2)), "is page 2, page 1 was asked for"),
    "a row less": (changed(lambda found: found["items"].pop()), "received \\d+ of \\d+ rows"),
    "a row more": (changed(lambda found: found["items"].append({**found["items"][0], "coo": "more"})), "received \\d+ of \\d+ rows"),
    "a row twice": (changed(lambda found: found["items"].__setitem__(1, found["items"][0])), "duplicate key"),
    "no year": (changed(less("year")), "record 3: field 'year' is missing"),
    "a year to come": (changed(item(year=2099)), "record 3, column year: '2099', expected a year up to 2026"),
    "words for a year": (changed(item(year="last")), "record 3, column year: 'last'"),
    "the code renamed": (changed(less("coo_iso")), "record 3: field 'coo_iso' is missing"),
    "an unknown country": (changed(item(coo_iso="QQQ", coa_iso="QQQ")), "column co[oa]_iso: 'QQQ'"),
    "a list for a code": (changed(item(coo_iso=["MLI"])), "field 'coo_iso' is .*MLI"),
}  # fmt: skip


@pytest.mark.parametrize("key", ["unhcr", "idmc"])
@pytest.mark.parametrize("fault", BOTH)
def test_a_spoilt_answer_is_refused_in_one_line(tmp_path: Path, fault: str, key: str) -> None:
    spoil, message = BOTH[fault]
    said = refused(SOURCES[key], live.Web(publisher(), spoil), tmp_path)
    assert re.search(message, said), said
    assert f"--from-file {key}=PATH" in said


PEOPLE: dict[str, tuple[Spoil, str]] = {
    "refugees renamed": (every(lambda body: body.replace(b'"refugees"', b'"people"')), "field 'refugees' is missing"),
    "words for numbers": (changed(item(refugees="many")), "record 3, column refugees: 'many'"),
    "NaN as text": (changed(item(refugees="NaN")), "record 3, column refugees: 'NaN'"),
    "negative": (changed(item(asylum_seekers=-5)), "record 3, column asylum_seekers: '-5'"),
    "a fraction": (changed(item(idps=1.5)), "record 3, column idps: '1.5'"),
    "hidden": (changed(item(refugees="*")), "hides one to four people"),
    "the filter ignored": (ignoring("coo"), "'S[YD][RN]', expected a country that was asked for \\(the filter was ignored\\)"),
    "the other filter ignored": (ignoring("coa"), "column coa_iso: .*expected a country that was asked for"),
    "asylum added up": (summed("coa"), "column coa_iso: '-', expected a country \\(the API added up"),
    "origin added up": (summed("coo"), "column coo_iso: '-', expected a country \\(the API added up"),
    "Mali missing": (every(lambda body: body.replace(b'"coo_iso": "MLI"', b'"coo_iso": "NER"')), "duplicate|origin MLI|country of the code"),
    "the questions disagree": (
        lambda body, _, params: body.replace(b"70000", b"70001") if "coo_all" in params else body, "duplicate key",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", PEOPLE)
def test_spoilt_people_are_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    spoil, message = PEOPLE[fault]
    said = refused(UNHCR, live.Web(publisher(), spoil), tmp_path)
    assert re.search(message, said), said


DISPLACED: dict[str, tuple[Spoil, str]] = {
    "total renamed": (every(lambda body: re.sub(rb'"total": (?=["2])', b'"sum": ', body)), "field 'total' is missing"),
    "negative": (changed(item(total=-1)), "record 3, column total: '-1'"),
    "two countries in a row": (changed(item(coa_iso="MLI")), "expected the same country as coo_iso"),
    "origin added up": (summed("coo"), "column coo_iso: '-', expected a country"),
    "a country twice": (changed(item(coo_iso="ABW", coa_iso="ABW")), "duplicate key"),
    "too few": (every(lambda body: body.replace(b'"year": 2025', b'"year": 2012', 1)), "countries for 2025, expected at least 30"),
}  # fmt: skip


@pytest.mark.parametrize("fault", DISPLACED)
def test_spoilt_counts_are_refused_in_one_line(tmp_path: Path, fault: str) -> None:
    spoil, message = DISPLACED[fault]
    said = refused(IDMC, live.Web(publisher(), spoil), tmp_path)
    assert re.search(message, said), said


def test_pages_that_do_not_fit(tmp_path: Path) -> None:
    cases: list[tuple[Spoil, str]] = [
        (changed(lambda found: found.update(page=1), "2"), "is page 1, page 2 was asked for"),
        (changed(lambda found: found.update(maxPages=4), "2"), "the number of pages differs"),
        (changed(lambda found: found.update(maxPages=2), "2"), "the number of pages differs"),
        (changed(lambda found: found.update(items=publisher().people[:10]), "2"), "duplicate key|received"),
    ]
    for number, (spoil, message) in enumerate(cases):
        said = refused(UNHCR, live.Web(publisher(), spoil), tmp_path / str(number))
        assert re.search(message, said), said


def test_what_is_tolerated(tmp_path: Path) -> None:
    """A byte-order mark, every number as text, a field more."""

    def spoil(body: bytes, path: str, params: dict[str, str]) -> bytes:
        found = json.loads(body)
        found |= {"page": str(found["page"]), "maxPages": str(found["maxPages"])}
        for one in found["items"]:
            one |= {"mood": "calm", "year": str(one["year"]), "refugees": f"{one['refugees']}"}
        return codecs.BOM_UTF8 + json.dumps(found).encode()

    (plain,) = fetch(UNHCR, live.Web(publisher()), tmp_path / "a")
    (vintage,) = fetch(UNHCR, live.Web(publisher(), spoil), tmp_path / "b")
    assert vintage.frame.equals(plain.frame)
    assert vintage.version == plain.version
    quality = {line.rule: line for line in vintage.quality}
    assert "mood" in quality["unknown_column"].treatment


@pytest.mark.parametrize("name", ["population_2024_coa_GBR_as_quoted", "population_2024_coa_TUR_as_quoted"])
def test_quoted_items(tmp_path: Path, name: str) -> None:
    """Items as quoted: both lack the envelope's number of pages; given one, the origins added up are refused."""
    found = json.loads(structural.shared(f"payloads/unhcr/{name}.json").read_bytes())
    path = structural.write(tmp_path, json.dumps(found), "quoted.json")
    assert "'maxPages' is 'None'" in structural.refusal(UNHCR, path, "x", "2025-06-12")
    path = structural.write(tmp_path, json.dumps({**found, "maxPages": 1}), "quoted.json")
    assert "column coo_iso: '-', expected a country" in structural.refusal(UNHCR, path, "x", "2025-06-12")
