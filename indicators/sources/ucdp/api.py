"""UCDP's API, used for the events of the region when ``UCDP_API_TOKEN`` is set: pages of JSON into a CSV our parser reads.

The world by month and the country-years come from the keyless downloads with or without a token: without a country to
filter by, the API would need more than 400 pages for what is one file there.

Verified (recorded answers, several clients of 2026): base and resources, the header ``x-ucdp-access-token`` and the 401
without it, pages from 0 with at most 1,000 rows, the envelope, the names of the fields, ``Country`` as a list of UCDP's
numbers, a release that is not out answering 400 with ``Invalid object name`` or 200 with no pages. Reported once: throttling
as 400 after some 40 quick requests within a minute. Inferred: that this 400 does not contain ``Invalid object name``, that a
text of 403 means the token, that a release is complete as soon as it answers. Nothing of it could be called when this was
written, so every answer is held against what was asked: the total, the pages, the countries, the events' numbers.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from indicators import countries, strict
from indicators.model import Download, SourceError, Web
from indicators.sources.ucdp import releases as ucdp_releases
from indicators.sources.ucdp import scan as ucdp_scan
from indicators.sources.ucdp import versions as ucdp_versions
from indicators.subject import SUBJECT

BASE, ADDRESS, HOST = "ucdp_api", "https://ucdpapi.pcr.uu.se/api/", "ucdpapi.pcr.uu.se"
CREDENTIAL = "UCDP_API_TOKEN"
PAGE = 1000
BURST, PAUSE = 30, 2.0  # requests made without waiting, seconds before each one after them; 40 at once were throttled
MOST = 1_000_000  # events of the region in one release; more is not UCDP's answer
_NEEDED = tuple(
    {ours: name for name, ours in ucdp_scan.ALIASES.items() if "_est" not in name}.get(item, item) for item in ucdp_scan.NEEDED
)
_NOT_OUT = b"Invalid object name"


def token() -> str:
    """The token in the environment, ``""`` where there is none; SourceError where it cannot be one."""
    found = os.environ.get(CREDENTIAL, "").strip()
    if not found.isascii() or not found.isprintable() or " " in found:
        raise SourceError(f"{CREDENTIAL} contains invalid characters. Correct it, or unset it: the downloads need none.")
    return found


def numbers() -> tuple[int, ...]:
    """UCDP's country numbers of the region, ascending."""
    return tuple(number for number in range(1, 1000) if countries.iso3_of_gw(number) in SUBJECT.region)


@dataclass(frozen=True)
class Answer:
    """One page: rows of this page, rows and pages of all, whether another page follows."""

    rows: Sequence[dict[str, Any]]
    total: int
    pages: int
    more: bool


class Api:
    """UCDP's ``gedevents`` behind a ``Web``, paced."""

    def __init__(self, web: Web, key: str, today: date) -> None:
        self._web, self._key, self._today, self._asked = web, key, today, 0

    def download(self, folder: Path) -> list[Download]:
        """A CSV file of each release in ``folder``, for ``ucdp_ged``; raises SourceError."""
        return [
            Download((self._save(version, folder),), published=ucdp_versions.latest_day(version))
            for version in self._releases()
        ]

    def _releases(self) -> list[str]:
        """The releases to read, found newest first."""
        year = self._today.year % 100
        annual = next((f"{item:02d}.1" for item in (year, year - 1) if self._is_out(f"{item:02d}.1")), None)
        if annual is None:
            raise SourceError(f"UCDP's API has neither release {year}.1 nor {year - 1}.1. Run refresh again.")
        found = [annual]
        for item in range(int(annual[:2]), year + 1):
            last = min(12, self._today.month + 1) if item == year else 12
            monthly = next((month for month in range(last, 0, -1) if self._is_out(f"{item}.0.{month}")), 0)
            joined = next((month for month in range(last, 0, -1) if self._is_out(f"{item}.01.{item}.{month:02d}")), 0)
            found += [f"{item}.01.{item}.{joined:02d}"] if joined else []
            found += [f"{item}.0.{month}" for month in range(joined + 1, monthly + 1)]
        return ucdp_releases.chosen(found)

    def _is_out(self, version: str) -> bool:
        answer = self._page(version, {"pagesize": "1", "page": "0"})
        return answer is not None and answer.pages > 0 and answer.total > 0

    def _save(self, version: str, folder: Path) -> Path:
        rows = self._rows(version)
        asked = "|".join(str(number) for number in numbers())
        path = folder / f"gedevents_v{version.replace('.', '_')}_api.csv"
        try:
            with path.open("w", encoding="utf-8", newline="") as handle:
                writer = csv.writer(handle)
                writer.writerow([*_NEEDED, ucdp_scan.ASKED])
                writer.writerows([*(_cell(version, row, name) for name in _NEEDED), asked] for row in rows)
        except OSError as error:
            raise SourceError(f"{path.name}: cannot be written ({error.strerror}). Check space and permissions.") from error
        return path

    def _rows(self, version: str) -> list[dict[str, Any]]:
        """Every event of the region in a release; raises SourceError if the pages do not add up to the total of the first."""
        rows: list[dict[str, Any]] = []
        total, page = None, 0
        while True:
            params = {"pagesize": str(PAGE), "page": str(page), "Country": ",".join(map(str, numbers()))}
            answer = self._page(version, params)
            if answer is None:
                raise SourceError(f"UCDP's API {version}: not released, though a later release is. Run refresh again.")
            if total is not None and answer.total != total:
                raise _broken(version, page, f"a total of {answer.total:,}, the pages before said {total:,}")
            total, page = answer.total, page + 1
            rows += answer.rows
            if not answer.more:
                break
            if len(rows) > total or page > total // PAGE + 1:
                raise _broken(version, page - 1, f"another page follows, though {total:,} events were announced")
        _refuse_other_rows(version, rows, total)
        return rows

    def _page(self, version: str, params: dict[str, str]) -> Answer | None:
        """One page; None if the release does not exist yet."""
        if self._asked >= BURST:
            time.sleep(PAUSE)
        self._asked += 1
        headers = {"x-ucdp-access-token": self._key}
        try:
            body = self._web.read(
                BASE, f"gedevents/{version}", params, accept=("application/json", "text/json"), headers=headers,
                also_retry=_is_throttled,
            )  # fmt: skip
        except SourceError as error:
            status, text = getattr(error, "status", None), getattr(error, "body", b"")
            if status == 400 and _NOT_OUT in text:
                return None
            if status in (401, 403):
                raise SourceError(
                    f"UCDP's API refused the token in {CREDENTIAL} (HTTP {status}). Ask UCDP for one (https://ucdp.uu.se/apidocs/), "
                    "or unset it: the downloads need none."
                ) from error
            raise
        return _answer(version, int(params["page"]), body)


def _is_throttled(status: int, body: bytes) -> bool:
    return status == 400 and _NOT_OUT not in body


def _answer(version: str, page: int, body: bytes) -> Answer:
    try:
        found = strict.parse_json(body, exact=True)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:100]
        raise _broken(version, page, f"invalid JSON ({reason})") from error
    rows = found.get("Result") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _broken(version, page, "no list of events under 'Result'")
    following = found.get("NextPageUrl")
    if "NextPageUrl" not in found or not isinstance(following, str | None):
        raise _broken(version, page, "no address under 'NextPageUrl'")
    total, pages = (_count(version, page, found, name) for name in ("TotalCount", "TotalPages"))
    return Answer(rows, total, pages, bool(following))


def _count(version: str, page: int, found: dict[str, Any], name: str) -> int:
    value = found.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise _broken(version, page, f"no number of events under {name!r}")
    return value


def _refuse_other_rows(version: str, rows: Sequence[dict[str, Any]], total: int) -> None:
    """Raise SourceError for rows missing, too many, repeated, or of a country that was not asked for."""
    if len(rows) != total:
        raise SourceError(f"UCDP's API {version}: received {len(rows):,} of {total:,} events. Run refresh again.")
    missing = next((name for row in rows for name in _NEEDED if name not in row), None)
    if missing:
        raise SourceError(f"UCDP's API {version}: field {missing!r} is missing from an event; the API has changed.")
    asked = {str(number) for number in numbers()}
    other = next((row for row in rows if str(row["country_id"]).strip() not in asked), None)
    if other is not None:
        named = " ".join(str(other["country"]).split())[:40]
        raise SourceError(
            f"UCDP's API {version}: returned events of {named!r}, which was not requested: the filter was ignored."
        )
    seen: set[str] = set()
    for place, row in enumerate(rows):
        event = str(row["id"])
        if event in seen:
            raise _broken(version, place // PAGE, f"event {event[:20]} a second time")
        seen.add(event)


def _cell(version: str, row: dict[str, Any], name: str) -> str:
    value = row[name]
    if isinstance(value, list | dict):
        raise SourceError(f"UCDP's API {version}: field {name!r} holds no single value; the API has changed.")
    return "" if value is None else str(value)


def _broken(version: str, page: int, what: str) -> SourceError:
    return SourceError(f"UCDP's API {version}, page {page}: {what}. Run refresh again.")
