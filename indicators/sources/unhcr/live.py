"""UNHCR's and IDMC's data from the API: the requests, and the vintage made of the responses.

The API returns the newest figures, revised without notice, and names no release. A vintage is therefore named by its last year and
a checksum of its rows (the same rows give the same name), and dated by the day of the request, which the files' names hold: it
was published by then, an inference that errs late.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from indicators.model import Download, Quality, SourceError, Web
from indicators.sources import answers, reading, tables
from indicators.sources.tables import Release
from indicators.sources.unhcr import api as unhcr_api

_ORIGIN, _ASYLUM, _DISPLACED = "origin", "asylum", "displaced"
_ASKED = re.compile(r"_(\d{4}-\d\d-\d\d)_")


@dataclass(frozen=True)
class Live:
    """Pages of rows as text, with the file each is from; ``day`` of the request, ``""`` if no file name contains it."""

    pages: tuple[tuple[Path, pd.DataFrame], ...] = field(repr=False)
    quality: tuple[Quality, ...]
    day: str

    def release(self, frame: pd.DataFrame, version: str | None, published: str | None) -> Release:
        """The vintage these rows (as they will be stored) are; what the user gives wins. Raises SourceError without a day."""
        path, last = self.pages[0][0], int(frame["year"].max())
        if not (published or self.day):
            raise SourceError(f"{path.name}: the publication date is unknown. Add --published DATE.")
        digest = hashlib.sha256(frame.to_csv(index=False, lineterminator="\n").encode()).hexdigest()
        known = Release(f"api-{last}-{digest[:10]}", self.day, "inferred")
        return tables.settle(path, {last: known}, last, version, published)


def download_people(web: Web, folder: Path, covered: Sequence[str]) -> Sequence[Download]:
    """Rows with one of ``covered`` as origin, and rows with one as asylum; raises SourceError."""
    today, listed = date.today(), ",".join(covered)
    years = {"yearFrom": "1951", "yearTo": str(today.year)}
    made = [
        *unhcr_api.save(
            web, "unhcr", folder, f"{_ORIGIN}_{today}", "population/", {**years, "coo": listed, "coa_all": "true"}
        ),
        *unhcr_api.save(
            web, "unhcr", folder, f"{_ASYLUM}_{today}", "population/", {**years, "coa": listed, "coo_all": "true"}
        ),
    ]  # fmt: skip
    return [Download(tuple(made))]


def download_displaced(web: Web, folder: Path) -> Sequence[Download]:
    """IDMC's rows of every country and year; raises SourceError."""
    today = date.today()
    params = {"yearFrom": "1990", "yearTo": str(today.year), "coo_all": "true", "coa_all": "true"}
    return [Download(tuple(unhcr_api.save(web, "idmc", folder, f"{_DISPLACED}_{today}", "idmc/", params)))]


def answered(paths: Sequence[Path]) -> bool:
    """Whether files are responses of the API."""
    return bool(paths) and all(answers.is_json(path) for path in paths)


def people(paths: Sequence[Path], columns: Sequence[str], covered: Sequence[str]) -> Live:
    """Answers to both questions -> rows as text; SourceError where they are not what was asked."""
    live = _read(paths, columns)
    for path, frame in live.pages:
        side = {_ORIGIN: "coo_iso", _ASYLUM: "coa_iso"}.get(path.name.partition("_")[0])
        for name in ("coo_iso", "coa_iso"):
            reading.refuse(path, frame, name, frame[name] == "-", "a country (the API added up what was to be listed)")
        if side:
            strangers = ~frame[side].isin(covered)
            reading.refuse(path, frame, side, strangers, "a country that was asked for (the filter was ignored)")
    return live


def displaced(paths: Sequence[Path]) -> Live:
    """IDMC's answers -> rows as text, the side of asylum, which the API may leave out, as that of origin; raises SourceError."""
    live = _read(paths, ("total",))
    for path, frame in live.pages:
        reading.refuse(path, frame, "coo_iso", frame["coo_iso"] == "-", "a country (the API added up what was to be listed)")
    same = [
        (path, frame.assign(coa_iso=frame["coa_iso"].where(frame["coa_iso"] != "-", frame["coo_iso"])))
        for path, frame in live.pages
    ]
    return replace(live, pages=tuple(same))


def _read(paths: Sequence[Path], columns: Sequence[str]) -> Live:
    days = {day for path in paths for day in _ASKED.findall(path.name)}
    if len(days) > 1:
        raise SourceError(
            f"{paths[0].name}: responses of different days ({min(days)} and {max(days)}). Import those of one day."
        )
    day, found = min(days, default=""), unhcr_api.tables(paths, columns)
    pages = tuple(page for table in found.values() for page in table.pages)
    for path, frame in pages:
        reading.refuse(path, frame, "year", frame["year"].str[:4] > (day[:4] or "9999"), f"a year up to {day[:4]}")
    told = [table.unknown for table in found.values() if table.unknown is not None]
    return Live(pages, tuple(told[:1]), day)
