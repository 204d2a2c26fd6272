"""A file that did not change is not sent again, and whatever befalls the cache only means that it is."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.model import Download, Fetch
from indicators.network import fetching
from indicators.network.client import Patience
from tests import publisher as publishers
from tests.publisher import PATIENCE, Handler, publishing
from tests.store_example import SOURCES

GOOD = b"2020-01,3\nend\n"
SAID = "Wed, 18 Nov 2026 07:00:00 GMT"


def download(web, folder: Path):
    return [Download((web.save("example", "deaths.txt", folder / "deaths.txt", accept=("text/plain",)),))]


KNOWN = {
    "deaths": replace(SOURCES["deaths"], fetch=Fetch({"example": "https://example.org/"}, ("example.org",), download)),
}


class Named:
    """A file with an ETag and a day; 304 for who knows it."""

    def __init__(self, body: bytes = GOOD, tag: str = '"one"') -> None:
        self.body, self.tag, self.sent = body, tag, 0

    def __call__(self, handler: Handler) -> None:
        if handler.headers["If-None-Match"] == self.tag:
            assert handler.headers["If-Modified-Since"] == SAID
            handler.send_response(304)
            handler.end_headers()
            return
        self.sent += 1
        handler.send(200, "text/plain", self.body, ETag=self.tag, Last_Modified=SAID)


@pytest.fixture
def site(monkeypatch):
    with publishing() as server:
        monkeypatch.setenv("INDICATORS_EXAMPLE_URL", server.root)
        yield server


def fetch():
    return fetching.fetch([], KNOWN, patience=Patience(**PATIENCE))


def values(got) -> list[float]:
    assert not got.failures
    return got.vintages["deaths"][0].frame["deaths"].tolist()


def test_an_unchanged_file_is_sent_once(site):
    named = site.answers["/deaths.txt"] = Named()
    assert [values(fetch()) for _ in range(3)] == [[3.0]] * 3
    assert (named.sent, len(site.asked)) == (1, 3)


def test_a_changed_file_is_sent_and_kept_anew(site):
    site.answers["/deaths.txt"] = Named()
    fetch()
    named = site.answers["/deaths.txt"] = Named(b"2020-01,4\nend\n", '"two"')
    assert [values(fetch()) for _ in range(2)] == [[4.0]] * 2
    assert named.sent == 1


@pytest.mark.parametrize("harm", ["other body", "no body", "no facts", "other facts", "half of the facts"])
def test_a_damaged_cache_only_means_that_the_file_is_sent_again(site, cache, harm):
    named = site.answers["/deaths.txt"] = Named()
    fetch()
    (body,), (facts,) = cache.glob("*.body"), cache.glob("*.json")
    if harm == "other body":
        body.write_bytes(b"2020-01,9\nend\n")
    elif harm.startswith("no "):
        (body if harm == "no body" else facts).unlink()
    else:
        facts.write_text('{"headers": ["x"], "sha256": 1}' if harm == "other facts" else facts.read_text()[:20])
    assert [values(fetch()) for _ in range(2)] == [[3.0]] * 2
    assert named.sent == 2


def test_a_cache_that_cannot_be_written_is_none(site, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("INDICATORS_CACHE", str(tmp_path / "file" / "cache"))
    named = site.answers["/deaths.txt"] = Named()
    assert [values(fetch()) for _ in range(2)] == [[3.0]] * 2
    assert named.sent == 2


def test_what_could_not_be_read_is_not_kept(site, cache):
    site.answers["/deaths.txt"] = Named(GOOD[:-5])
    assert "cut short" in fetch().failures["deaths"]
    assert not list(cache.iterdir())


def test_what_has_no_name_is_not_kept(site, cache):
    site.answers["/deaths.txt"] = GOOD
    fetch()
    assert not list(cache.iterdir())


@pytest.mark.parametrize("address", ["http://reader:planted-secret@{}/", "http://{}/?key=planted-secret"])
def test_what_a_password_opens_is_not_kept(site, cache, monkeypatch, address):
    monkeypatch.setenv("INDICATORS_EXAMPLE_URL", address.format(site.root.removeprefix("http://")))
    named = site.answers["/deaths.txt"] = Named()
    assert [values(fetch()) for _ in range(2)] == [[3.0]] * 2
    assert named.sent == 2
    assert not list(cache.iterdir())


def test_nobody_asked_whether_it_changed(site):
    site.answers["/deaths.txt"] = publishers.status(304, "", b"")
    assert "answers 304" in fetch().failures["deaths"]


def test_what_nobody_asked_for_in_a_year_is_dropped(site, cache):
    other = cache / "other.body"
    other.write_bytes(b"x")
    other.with_suffix(".json").write_text("{}")
    long_ago = time.time() - 401 * 86_400
    os.utime(other, (long_ago, long_ago))
    site.answers["/deaths.txt"] = Named()
    fetch()
    assert not other.exists()
    assert len(list(cache.iterdir())) == 2
