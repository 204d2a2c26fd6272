"""UCDP's API behind a token: the same events, and every fault of an answer as one clear line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.model import SourceError
from indicators.registry import SOURCES
from indicators.sources.ucdp import api as ucdp_api
from indicators.sources.ucdp import declared as ucdp
from tests import ucdp_example as example
from tests.ucdp_fetching import (
    GED261,
    RELEASES,
    fetch,
    keyless,  # noqa: F401 (fixtures)
    refused,
)


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> example.Api:
    monkeypatch.setenv("UCDP_API_TOKEN", "secret")
    monkeypatch.setattr(ucdp_api, "PAGE", 2)
    monkeypatch.setattr(ucdp_api.time, "sleep", lambda _seconds: None)

    class November(date):
        @classmethod
        def today(cls) -> date:
            return date(2026, 11, 24)

    monkeypatch.setattr(ucdp, "date", November)
    held = example.releases()
    held["26.1"] += [example.event(20 + number, "2024-03-04", 1, 2) for number in range(4)]
    return example.Api(held)


def test_the_api_gives_the_same_events(tmp_path: Path, api: example.Api, monkeypatch: pytest.MonkeyPatch) -> None:
    vintages = fetch(SOURCES["ucdp_ged"], api, tmp_path)
    monkeypatch.delenv("UCDP_API_TOKEN")
    assert [(one.version, one.published) for one in vintages] == [
        ("26.1", "2026-06-08"), ("26.01.26.06", "2026-07-20"), ("26.0.7", "2026-08-20"), ("26.0.8", "2026-09-20"),
    ]  # fmt: skip
    assert all(len(one.countries or ()) == 10 for one in vintages)  # asked for, so absence is zero
    held = example.files()
    held[GED261] = example.zipped(GEDEvent_v26_1_DOT_csv=example.ged(api.held["26.1"]))
    for one, other in zip(vintages, fetch(SOURCES["ucdp_ged"], example.Downloads(held), tmp_path), strict=True):
        pd.testing.assert_frame_equal(one.frame, other.frame)
    pages = [asked["page"] for version, asked in api.asked if version == "26.1" and asked["pagesize"] != "1"]
    assert pages == ["0", "1", "2"]  # five events of the region, two a page, the first page is 0
    assert api.asked[-1][1]["Country"] == "432,433,434,435,436,437,438,439,461,615"
    probed = [version for version, asked in api.asked if asked["pagesize"] == "1"]
    assert probed == [
        "26.1", "26.0.12", "26.0.11", "26.0.10", "26.0.9", "26.0.8",
        "26.01.26.12", "26.01.26.11", "26.01.26.10", "26.01.26.09", "26.01.26.08", "26.01.26.07", "26.01.26.06",
    ]  # fmt: skip


def test_countries_asked_for() -> None:
    # Gleditsch and Ward: Mali 432, Senegal 433, Benin 434, Mauritania 435, Niger 436, Côte d'Ivoire 437, Guinea 438,
    # Burkina Faso 439, Togo 461, Algeria 615
    assert ucdp_api.numbers() == (432, 433, 434, 435, 436, 437, 438, 439, 461, 615)


def test_a_release_with_no_pages_is_not_out(tmp_path: Path, api: example.Api) -> None:
    api.held = {**api.held, "26.0.9": []}
    assert [one.version for one in fetch(SOURCES["ucdp_ged"], api, tmp_path)] == RELEASES


def test_throttling_is_told_from_absence(tmp_path: Path, api: example.Api) -> None:
    fetch(SOURCES["ucdp_ged"], api, tmp_path)
    assert api.later is not None
    assert api.later(400, b"Bad request")
    assert not api.later(400, b"Invalid object name 'GEDEvent_v26_0_10'.")
    assert not api.later(401, b"API token required.")
    assert not api.later(404, b"")


def test_requests_are_spaced_after_a_burst(tmp_path: Path, api: example.Api, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(ucdp_api.time, "sleep", waits.append)
    monkeypatch.setattr(ucdp_api, "BURST", 10)
    fetch(SOURCES["ucdp_ged"], api, tmp_path)
    assert waits == [2.0] * (len(api.asked) - 10)


def answer(**changes: Any) -> Callable[[str, int, dict[str, Any]], Any]:
    """Changes of the second page of 26.1."""
    return lambda version, page, sent: {**sent, **changes} if (version, page) == ("26.1", 1) else sent


def row(**changes: Any) -> Callable[[str, int, dict[str, Any]], Any]:
    """Changes of its first event; a field set to ``...`` is dropped."""

    def spoil(version: str, page: int, sent: dict[str, Any]) -> dict[str, Any]:
        if (version, page) != ("26.1", 1):
            return sent
        changed = {name: value for name, value in {**sent["Result"][0], **changes}.items() if value is not ...}
        return {**sent, "Result": [changed, *sent["Result"][1:]]}

    return spoil


def repeated(version: str, page: int, sent: dict[str, Any]) -> dict[str, Any]:
    """The first two events of 26.1 on the second page as well."""
    again = [example.api_row(one) for one in example.releases()["26.1"][:1]]
    return {**sent, "Result": [*again, sent["Result"][1]]} if (version, page) == ("26.1", 1) else sent


API_FAULTS: dict[str, tuple[Callable[[str, int, dict[str, Any]], Any], str]] = {
    "cut": (lambda _version, _page, _sent: b'{"TotalCount": 5, "TotalPages": 3, "Res', "page 0: invalid JSON"),
    "empty": (lambda _version, _page, _sent: b"", "page 0: invalid JSON"),
    "a web page": (lambda _version, _page, _sent: b"<html>", "page 0: invalid JSON"),
    "Windows-1252": (lambda _version, _page, _sent: b'{"TotalCount": "\xe9"}', "page 0: invalid JSON"),
    "deep": (lambda _version, _page, _sent: b"[" * 100_000, "page 0: invalid JSON"),
    "a list": (lambda _version, _page, _sent: b"[]", "no list of events under 'Result'"),
    "an error with 200": (lambda _version, _page, _sent: {"error": "quota"}, "no list of events under 'Result'"),
    "nothing as result": (answer(Result=None), "page 1: no list of events"),
    "a result of words": (answer(Result=["a"]), "page 1: no list of events"),
    "no total": (answer(TotalCount=None), "page 1: no number of events under 'TotalCount'"),
    "a negative total": (answer(TotalCount=-1), "page 1: no number of events under 'TotalCount'"),
    "a total that changes": (answer(TotalCount=6), "page 1: a total of 6, the pages before said 5"),
    "a page empty": (answer(Result=[]), "received 3 of 5 events"),
    "a page missing": (answer(NextPageUrl=""), "received 4 of 5 events"),
    "a page repeated": (repeated, "event 1 a second time"),
    "a total that lies": (lambda _version, _page, sent: {**sent, "TotalCount": 7}, "received 5 of 7 events"),
    "a total too small": (lambda _version, _page, sent: {**sent, "TotalCount": 3}, "received 5 of 3|another page follows"),
    "pages for ever": (lambda _version, _page, sent: {**sent, "NextPageUrl": "more"}, "another page follows"),
    "a field missing": (row(best=...), "field 'best' is missing"),
    "a field renamed": (row(side_a=..., sideA="A"), "field 'side_a' is missing"),
    "a list in a field": (row(best=[1]), "field 'best' holds no single value"),
    "NaN": (row(best=float("nan")), "NaN is not a number"),
    "a country not asked for": (row(country="Chad", country_id=483), "returned events of 'Chad'"),
    "negative deaths": (row(best=-1), "record 3, column best: '-1'"),
    "no deaths": (row(low=None), "record 3, column low"),
    "a future day": (row(date_start="2031-01-01T00:00:00", date_end="2031-01-01T00:00:00", year=2031), "column date_end: '2031-01'"),
}  # fmt: skip


@pytest.mark.parametrize("fault", API_FAULTS)
def test_a_spoilt_answer_is_refused_in_one_line(tmp_path: Path, api: example.Api, fault: str) -> None:
    api.spoil, message = API_FAULTS[fault]
    said = refused(SOURCES["ucdp_ged"], api, tmp_path)
    assert re.search(message, said), said
    assert "secret" not in said


def test_numbers_as_strings_are_numbers(tmp_path: Path, api: example.Api) -> None:
    plain = fetch(SOURCES["ucdp_ged"], api, tmp_path)
    api.spoil = lambda _version, _page, sent: {
        **sent, "TotalCount": str(sent["TotalCount"]),
        "Result": [{name: None if value is None else str(value) for name, value in one.items()} for one in sent["Result"]],
    }  # fmt: skip
    for one, other in zip(plain, fetch(SOURCES["ucdp_ged"], api, tmp_path), strict=True):
        pd.testing.assert_frame_equal(one.frame, other.frame)


def test_a_filter_that_is_ignored(tmp_path: Path, api: example.Api, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = api.read
    monkeypatch.setattr(
        api, "read", lambda base, path, params, **options: plain(base, path, {**params, "Country": ""}, **options)
    )
    assert "the filter was ignored" in refused(SOURCES["ucdp_ged"], api, tmp_path)


def test_a_token_that_is_refused_is_named_and_not_shown(tmp_path: Path, api: example.Api) -> None:
    api.key = "other"
    message = refused(SOURCES["ucdp_ged"], api, tmp_path)
    assert "UCDP_API_TOKEN" in message
    assert "HTTP 401" in message
    assert "secret" not in message


def test_no_release_in_the_api(tmp_path: Path, api: example.Api) -> None:
    api.held = {}
    assert "neither release 26.1 nor 25.1" in refused(SOURCES["ucdp_ged"], api, tmp_path)


@pytest.mark.parametrize("token", ["two words", "a\nb", "clé"])
def test_a_token_that_can_be_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("UCDP_API_TOKEN", token)
    message = refused(SOURCES["ucdp_ged"], example.Downloads(example.files()), tmp_path)
    assert message.startswith("ucdp_ged: UCDP_API_TOKEN contains invalid characters")
    assert token not in message


def test_an_extract_of_the_api_is_not_the_world(tmp_path: Path, api: example.Api) -> None:
    fetch(SOURCES["ucdp_ged"], api, tmp_path)
    assert SOURCES["ucdp_months"].parse is not None
    with pytest.raises(SourceError, match="has too few countries"):
        SOURCES["ucdp_months"].parse([tmp_path / "gedevents_v26_1_api.csv"], None, None)
