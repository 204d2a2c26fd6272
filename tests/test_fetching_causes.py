"""Hosts that cannot be resolved are looked up twice, and failures that share a cause are told once."""

from __future__ import annotations

import socket
import time

import pytest

from indicators.model import Fetch, SourceError
from indicators.network import fetching
from indicators.network.client import Client, Patience
from tests.store_example import SOURCES, source

HAND = "python -m indicators refresh --from-file"


def failure(key: str, cause: str) -> str:
    return f"{key}: {cause} To import a file from https://example.org/{key} by hand: {HAND} {key}=PATH"


def test_failures_of_one_cause_are_one_line() -> None:
    cause = "ucdp.uu.se: answers 503 (tried 5 times). Run refresh again."
    told = {"a": failure("a", cause), "b": failure("b", "example.org: answers 404. The publisher moved or withdrew the file.")}
    told |= {"c": failure("c", cause)}
    assert fetching.grouped(told) == [f"a, c: {cause} To import files by hand: {HAND} KEY=PATH", told["b"]]


def test_hosts_that_cannot_be_resolved_are_one_line() -> None:
    said = "could not resolve host {}. Check the connection to the internet. Run refresh again."
    hosts = {"ucdp_ged": "ucdp.uu.se", "ucdp_cy": "ucdp.uu.se", "hdr": "hdr.undp.org"}
    (line,) = fetching.grouped({key: failure(key, said.format(host)) for key, host in hosts.items()})
    assert line == (
        "could not resolve host ucdp.uu.se, hdr.undp.org: ucdp_ged, ucdp_cy, hdr. "
        f"Check the connection to the internet. Run refresh again. To import files by hand: {HAND} KEY=PATH"
    )


def test_a_single_failure_stays_as_it_is() -> None:
    told = failure("hdr", "could not resolve host hdr.undp.org. Run refresh again.")
    assert fetching.grouped({"hdr": told, "own": "own: cut short."}) == [told, "own: cut short."]


def test_a_message_without_a_host_or_prefix_is_told_whole() -> None:
    assert fetching.grouped({"a": "a 1.0: 3 rows, 0.9 has 4.", "b": "b 1.0: 3 rows, 0.9 has 4."}) == [
        "a 1.0: 3 rows, 0.9 has 4.",
        "b 1.0: 3 rows, 0.9 has 4.",
    ]
    assert fetching.grouped({}) == []


def test_a_host_is_looked_up_twice_and_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def unknown(host: str, *_: object, **__: object) -> object:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    example = SOURCES["deaths"]
    fetch = Fetch({"example": "https://no-such-host.invalid/"}, ("no-such-host.invalid",), lambda *_: [])
    own = source("deaths", example.kind, example.fields, example.primary_key, example.parse)
    object.__setattr__(own, "fetch", fetch)
    with Client([own], patience=Patience(backoff=0.01), environ={}) as web:
        began = time.monotonic()
        for _ in range(3):
            with pytest.raises(SourceError, match=r"could not resolve host no-such-host.invalid"):
                web.read("example", "a.csv", accept=("text/csv",))
        assert time.monotonic() - began < 5
    assert asked == ["no-such-host.invalid"] * 2
