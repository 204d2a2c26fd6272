"""UCDP over real sockets: the project's client against a server on this machine that holds invented releases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from indicators.model import SourceError
from indicators.registry import SOURCES
from tests import ucdp_example as example
from tests.ucdp_fetching import GED261, RELEASES, fetch, refused

http = pytest.importorskip("indicators.network.client")
KINDS = {"": "text/html; charset=utf-8", "zip": "application/x-zip-compressed", "csv": "application/octet-stream"}


class Publisher(ThreadingHTTPServer):
    """``downloads/`` and ``api/`` of UCDP; ``asked`` lists the paths asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.held, self.api, self.asked = example.files(), example.Api(example.releases()), list[str]()

    def answer(self, url: str, token: str | None) -> tuple[int, str, bytes]:
        parts = urlsplit(url)
        root, _, path = parts.path.lstrip("/").partition("/")
        self.asked.append(parts.path)
        if root == "downloads":
            body = self.held.get(path)
            return (404, "text/html", b"none") if body is None else (200, KINDS[path.rpartition(".")[2] if path else ""], body)
        try:
            headers = {"x-ucdp-access-token": token}
            body = self.api.read("ucdp_api", path, dict(parse_qsl(parts.query)), headers=headers, also_retry=None)
        except example.Refused as error:
            return error.status, "text/plain", error.body
        return 200, "application/json; charset=utf-8", body


class Handler(BaseHTTPRequestHandler):
    """Answers a GET as the publisher says."""

    server: Publisher

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """Send status, type, length and body."""
        status, kind, body = self.server.answer(self.path, self.headers["x-ucdp-access-token"])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    server = Publisher()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("INDICATORS_UCDP_URL", f"{root}/downloads/")
    monkeypatch.setenv("INDICATORS_UCDP_API_URL", f"{root}/api/")
    monkeypatch.delenv("UCDP_API_TOKEN", raising=False)
    yield server
    server.shutdown()
    server.server_close()


def test_downloads(publisher: Publisher, tmp_path: Path) -> None:
    with http.Client(SOURCES.values()) as web:
        found = {key: fetch(SOURCES[key], web, tmp_path / key) for key in ("ucdp_ged", "ucdp_months", "ucdp_cy")}
    assert [one.version for one in found["ucdp_ged"]] == RELEASES
    assert [one.version for one in found["ucdp_months"]] == ["26.1", "26.01.26.06-26.0.8"]
    assert [one.version for one in found["ucdp_cy"]] == ["26.1"]
    assert sum(found["ucdp_months"][1].frame.query("country == 'MLI'")["best"]) == 7 + 3 + 6 + 2 + 5
    assert len(publisher.asked) == len(set(publisher.asked)) == 6  # the page and five files, each once


def test_a_file_that_is_gone(publisher: Publisher, tmp_path: Path) -> None:
    del publisher.held[GED261]
    with http.Client(SOURCES.values()) as web:
        message = refused(SOURCES["ucdp_months"], web, tmp_path)
    assert "404" in message
    assert "--from-file ucdp_months=PATH" in message


def test_the_api(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UCDP_API_TOKEN", "secret")
    with http.Client(SOURCES.values()) as web:
        found = fetch(SOURCES["ucdp_ged"], web, tmp_path)
    assert [one.version for one in found] == RELEASES
    assert all(path.startswith("/api/gedevents/") for path in publisher.asked)


def test_a_token_that_is_refused(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UCDP_API_TOKEN", "secret")
    publisher.api.key = "another"
    with http.Client(SOURCES.values()) as web, pytest.raises(SourceError) as caught:
        fetch(SOURCES["ucdp_ged"], web, tmp_path)
    assert "refused the token in UCDP_API_TOKEN (HTTP 401)" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
