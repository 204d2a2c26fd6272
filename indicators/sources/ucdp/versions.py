"""UCDP's release numbers: the months a release covers and its publication date.

Annual releases are ``YY.1`` (1989 to the year before), monthly candidates ``YY.0.M``, consolidated candidates
``YY.01.YY.MM`` (January to that month). UCDP states no release dates on its download pages. The days of the annual
releases below are the HTTP ``Last-Modified`` of the zip files at ucdp.uu.se/downloads/ged/, as read and published in 2026
by a user of the data; candidates appear on the 20th of the following month (26.0.7 and 26.0.8 did, to the day, by the same
header). Both are inferences, marked so, and a day given by the user wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from indicators import months
from indicators.model import SourceError

ANNUAL = {
    "17.1": "2017-06-30", "18.1": "2018-06-26", "19.1": "2019-06-02", "20.1": "2020-06-16", "21.1": "2021-06-09",
    "22.1": "2022-05-12", "23.1": "2023-06-06", "24.1": "2024-05-22", "25.1": "2025-06-11", "26.1": "2026-06-08",
}  # fmt: skip
CANDIDATE_DAY = 20
FIRST_MONTH = "1989-01"

_ANNUAL = re.compile(r"([12]\d|30)\.([1-9])")
_MONTHLY = re.compile(r"([12]\d|30)\.0\.([1-9]|1[0-2])")
_CONSOLIDATED = re.compile(r"([12]\d|30)\.01\.([12]\d|30)\.(0[1-9]|1[0-2])")
_SHORT_NAME = re.compile(r"(?:ged|cy|ucdp)[-_]?(\d\d)(\d)(?!\d)", re.IGNORECASE)
_LONG_NAME = re.compile(r"_v?(\d\d(?:_\d+)+)", re.IGNORECASE)


@dataclass(frozen=True)
class Release:
    """A release: its number, first and last month (YYYY-MM), day of publication (ISO) and how that day is known."""

    version: str
    start: str
    end: str
    published: str
    basis: Literal["stated", "inferred", "given"]


def in_name(name: str) -> str | None:
    """The release number in a file's name (``ged261-csv.zip``, ``GEDEvent_v26_0_8.csv``), None where there is none."""
    long = _LONG_NAME.search(name)
    if long:
        version = long.group(1).replace("_", ".")
        return version if _cover(version) else None
    short = _SHORT_NAME.search(name)
    return f"{short.group(1)}.{short.group(2)}" if short and short.group(2) != "0" else None


def is_annual(version: str) -> bool:
    """Whether a release number is an annual one (``26.1``)."""
    return _ANNUAL.fullmatch(version) is not None


def is_consolidated(version: str) -> bool:
    """Whether a release number is a consolidated candidate (``26.01.26.06``)."""
    return _CONSOLIDATED.fullmatch(version) is not None


def cover(version: str) -> tuple[str, str]:
    """First and last month (YYYY-MM) of a release; ValueError for a number that is none of UCDP's."""
    found = _cover(version)
    if found is None:
        raise ValueError(f"no UCDP release: {version!r}")
    return found


def latest_day(version: str) -> str | None:
    """For an annual release whose day is not in ANNUAL: 30 June of its year, by which every one since 2017 was out.

    An inference that errs late, so that nothing counts as known before it was. None for releases the calendar dates itself.
    """
    return f"20{version[:2]}-06-30" if is_annual(version) and version not in ANNUAL else None


def _cover(version: str) -> tuple[str, str] | None:
    if found := _CONSOLIDATED.fullmatch(version):
        same_year = found.group(1) == found.group(2)
        return (f"20{found.group(1)}-01", f"20{found.group(1)}-{found.group(3)}") if same_year else None
    if found := _MONTHLY.fullmatch(version):
        month = f"20{found.group(1)}-{int(found.group(2)):02d}"
        return month, month
    if found := _ANNUAL.fullmatch(version):
        return FIRST_MONTH, f"20{int(found.group(1)) - 1:02d}-12"
    return None


def _calendar(version: str, end: str) -> str | None:
    if _ANNUAL.fullmatch(version):
        return ANNUAL.get(version)
    return f"{months.period(months.ordinal(end) + 1)}-{CANDIDATE_DAY}"


def day(text: str, name: str) -> str:
    """An ISO day given by the user; SourceError where it is not one."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SourceError(f"{name}: {text[:40]!r} is not a day. Give --published as YYYY-MM-DD.") from error


def release(paths: Sequence[Path], version: str | None, published: str | None, found: str | None = None) -> Release:
    """The release that files are parts of: the user's version, else ``found`` in the content, else that of the file names.

    Raises SourceError where the names disagree or tell nothing, where the number is none of UCDP's, where its day is
    unknown, or where it would have appeared before the months it covers were over.
    """
    name = paths[0].name
    if version is None:
        known = {path.name: in_name(path.name) for path in paths} if found is None else {name: found}
        numbers = {item for item in known.values() if item}
        if len(numbers) > 1:
            raise SourceError(f"{name}: parts of different releases ({', '.join(sorted(numbers))}). Import one at a time.")
        untold = [item for item, number in known.items() if number is None]
        if untold:
            raise SourceError(f"{untold[0]}: the file name does not state a UCDP release. Add --vintage V --published DATE.")
        version = numbers.pop()
    cover = _cover(version)
    if cover is None:
        raise SourceError(f"{name}: {version[:40]!r} is not a UCDP release (24.1, 26.0.8 or 26.01.26.06). Correct --vintage.")
    appeared = day(published, name) if published else _calendar(version, cover[1])
    if appeared is None:
        raise SourceError(f"{name}: the publication date of release {version} is unknown. Add --published DATE.")
    if appeared < months.last_day(months.ordinal(cover[1])):
        raise SourceError(
            f"{name}: {version} covers months to {cover[1]}, so it cannot have been published on {appeared}. Correct --published."
        )
    return Release(version, *cover, appeared, "given" if published else "inferred")
