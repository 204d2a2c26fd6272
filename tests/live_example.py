"""Invented publishers with a JSON API or files at fixed addresses, in memory and over sockets, for the tests of fetching."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from indicators.model import SourceError
from tests.publisher import Handler

Answer = tuple[int, str, bytes]
JSON = "application/json;charset=utf-8"


class Refused(SourceError):  # noqa: N818 (as the client's)
    """What the client raises for 4xx."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"publisher: answers {status}. Run refresh again.")
        self.status, self.body = status, body


class Publisher(Protocol):
    """Answers a path below its base."""

    def answer(self, path: str, params: Mapping[str, str]) -> Answer:
        """Status, content type and body."""


class Web:
    """``model.Web`` over a publisher in memory; ``spoil(body, path, params)`` changes what it sends, ``asked`` lists the questions."""

    def __init__(self, publisher: Publisher, spoil: Callable[[bytes, str, dict[str, str]], bytes] | None = None) -> None:
        self.publisher, self.spoil, self.asked = publisher, spoil, list[tuple[str, dict[str, str]]]()

    def _body(self, path: str, params: Mapping[str, str], accept: Sequence[str], limit: int) -> bytes:
        self.asked.append((path, dict(params)))
        status, kind, body = self.publisher.answer(path, params)
        if self.spoil is not None:
            body = self.spoil(body, path, dict(params))
        if status != 200:
            raise Refused(status, body)
        if kind.partition(";")[0] not in accept:
            raise SourceError(f"publisher: answers with {kind}. Run refresh again.")
        assert len(body) <= limit
        return body

    def read(
        self, base: str, path: str, params: Mapping[str, str] | None = None, *, accept: Sequence[str],
        headers: Mapping[str, str] | None = None, limit: int = 64_000_000,
        also_retry: Callable[[int, bytes], bool] | None = None,
    ) -> bytes:  # fmt: skip
        """A body; one that is meant as "later" is refused at once."""
        assert base
        assert headers is None
        body = self._body(path, params or {}, accept, limit)
        if also_retry is not None and also_retry(200, body):
            raise SourceError("publisher: asks to come back later. Run refresh again.")
        return body

    def save(self, base: str, path: str, into: Path, *, accept: Sequence[str], limit: int = 1_000_000_000) -> Path:
        """The same into a file."""
        assert base
        into.write_bytes(self._body(path, {}, accept, limit))
        return into


def over_sockets(publisher: Publisher, prefix: str) -> Callable[[Handler], None]:
    """The same publisher as an answer of ``tests.publisher``, below ``prefix``."""

    def answer(handler: Handler) -> None:
        parts = urlsplit(handler.path)
        handler.send(*publisher.answer(parts.path.removeprefix(prefix), dict(parse_qsl(parts.query))))

    return answer


class Files:
    """Files at fixed addresses; 404 for the others."""

    def __init__(self, held: Mapping[str, bytes | Answer], kind: str) -> None:
        self.held, self.kind = dict(held), kind

    def answer(self, path: str, params: Mapping[str, str]) -> Answer:
        """The file."""
        assert not params
        found = self.held.get(path)
        if found is None:
            return 404, "text/html", b"<!DOCTYPE html><html>not found</html>"
        return (200, self.kind, found) if isinstance(found, bytes) else found


class WorldBank:
    """``country/all/indicator/CODE``: pages of at most ``cap`` rows, newest year first, whatever ``per_page`` asks."""

    def __init__(self, series: Mapping[str, Sequence[dict[str, Any]]], source: str, updated: str, cap: int = 700) -> None:
        self.series, self.source, self.updated, self.cap = series, source, updated, cap

    def answer(self, path: str, params: Mapping[str, str]) -> Answer:
        """``[meta, rows]``, or the World Bank's error with 200."""
        found = re.fullmatch(r"country/all/indicator/(\S+)", path)
        assert found
        assert params["format"] == "json"
        rows = self.series.get(found[1])
        if rows is None:
            return 200, JSON, error("120", "The provided parameter value is not valid")
        size, page = min(self.cap, int(params["per_page"])), int(params["page"])
        meta = {
            "page": page, "pages": -(-len(rows) // size), "per_page": size, "total": len(rows), "sourceid": self.source,
            "lastupdated": self.updated,
        }  # fmt: skip
        return 200, JSON, json.dumps([meta, list(rows[(page - 1) * size : page * size]) or None]).encode()


def error(number: str, text: str) -> bytes:
    """The World Bank's documented error body."""
    return json.dumps([{"message": [{"id": number, "key": "Invalid value", "value": text}]}]).encode()


def worldbank_row(indicator: str, code: str, name: str, year: int, value: float | None) -> dict[str, Any]:
    return {
        "indicator": {"id": indicator, "value": "A series"}, "country": {"id": code[:2], "value": name}, "countryiso3code": code,
        "date": str(year), "value": value, "unit": "", "obs_status": "", "decimal": 0,
    }  # fmt: skip


class Refugees:
    """``population/`` and ``idmc/`` of UNHCR's API: filters, lists both sides where told, pages from 1."""

    def __init__(self, people: Sequence[dict[str, Any]], displaced: Sequence[dict[str, Any]], cap: int = 10) -> None:
        self.people, self.displaced, self.cap = people, displaced, cap

    def answer(self, path: str, params: Mapping[str, str]) -> Answer:
        """The envelope."""
        assert params["cf_type"] == "ISO"
        rows = {"population/": self.people, "idmc/": self.displaced}[path]
        for side, other in (("coo", "coo_iso"), ("coa", "coa_iso")):
            if f"{side}_all" not in params:
                rows = [row for row in rows if row[other] in params[side].split(",")]
        rows = [row for row in rows if int(params["yearFrom"]) <= row["year"] <= int(params["yearTo"])]
        size, page = min(self.cap, int(params["limit"])), int(params["page"])
        body = {
            "page": page, "short-url": "abc", "maxPages": -(-len(rows) // size), "total": [],
            "items": list(rows[(page - 1) * size : page * size]),
        }  # fmt: skip
        return 200, "application/json", json.dumps(body).encode()


def side(letters: str, iso: str) -> dict[str, Any]:
    """One side of an item, with a code of UNHCR's own."""
    return {f"{letters}_id": 1, f"{letters}_name": "Somewhere", letters: f"U{iso[:2]}{iso[2:]}", f"{letters}_iso": iso}


def people_row(
    year: int, origin: str, asylum: str, refugees: object, seekers: object = "0", idps: object = "0"
) -> dict[str, Any]:
    return {
        "year": year, **side("coo", origin), **side("coa", asylum), "refugees": refugees, "asylum_seekers": seekers,
        "returned_refugees": 0, "idps": idps, "returned_idps": "0", "stateless": "0", "ooc": "-", "oip": "-", "hst": "0",
    }  # fmt: skip
