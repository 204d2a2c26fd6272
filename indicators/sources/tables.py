"""Shared by importers of yearly country tables: the release of a file, country codes, the tidy frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from indicators import countries
from indicators.model import Quality, SourceError
from indicators.sources import reading

_VERSION = re.compile(r"^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$")


@dataclass(frozen=True)
class Release:
    """A publisher's release: its version, the ISO day it appeared and how that day is known."""

    version: str
    published: str
    basis: Literal["stated", "inferred", "given"]


def one_file(paths: Sequence[Path], table: str) -> Path:
    """The only path; raises SourceError if there is not exactly one."""
    if len(paths) != 1:
        names = ", ".join(path.name for path in paths[:3]) or "none"
        raise SourceError(
            f"{table}: expected one file (one release), {len(paths)} were given ({names}). Import them one at a time."
        )
    return paths[0]


def settle(path: Path, releases: Mapping[int, Release], last: int, version: str | None, published: str | None) -> Release:
    """The release of a file whose data end in the year ``last``; the user's ``version`` and ``published`` take precedence.

    Raises SourceError if the release is unknown, the version cannot stand in a file name, or the day is not a date or
    lies before the data.
    """
    known = releases.get(last)
    if known is None and not (version and published):
        listed = ", ".join(f"{item.version} with data to {year}" for year, item in sorted(releases.items()))
        raise SourceError(
            f"{path.name}: data to {last} do not match a known release ({listed}). Set it with --vintage V --published DATE."
        )
    chosen = version or (known.version if known else "")
    day = published or (known.published if known else "")
    if not _VERSION.match(chosen):
        raise SourceError(f"--vintage {chosen!r}: letters, digits, dots and hyphens only, at most 40.")
    try:
        appeared = date.fromisoformat(day)
    except ValueError as error:
        raise SourceError(f"--published {day!r}: not a date, expected YYYY-MM-DD.") from error
    if appeared.year < last:
        raise SourceError(f"{path.name}: has data to {last}, so it cannot have been published on {day}. Correct --published.")
    basis = "given" if published or known is None else known.basis
    return Release(chosen, appeared.isoformat(), basis)


def to_iso3(
    path: Path, frame: pd.DataFrame, column: str, renamed: Mapping[str, str], left_out: Callable[[str], bool]
) -> pd.Series:
    """The column as ISO3 codes of ``countries.codes()``, missing where ``left_out(code)`` is true.

    ``renamed`` maps the publisher's own codes. Raises SourceError with the first unknown code.
    """
    codes = frame[column].str.strip()
    meanings: dict[str, str | None] = {}
    known = set(countries.codes())
    for code in codes.unique():
        meanings[code] = None if left_out(code) else renamed.get(code, code)
    stranger = codes.map(lambda code: meanings[code] is not None and meanings[code] not in known).astype(bool)
    reading.refuse(path, frame, column, stranger, "the code of a country")
    return codes.map(meanings)


def at_least(path: Path, found: Collection[object], fewest: int, what: str) -> None:
    """Raise SourceError where fewer than ``fewest`` of ``what`` were found: the file is cut short or another table."""
    if len(found) < fewest:
        raise SourceError(
            f"{path.name}: {len(found)} {what}, expected at least {fewest}; the file is cut short or is another table. "
            "Download the whole file again."
        )


def tidy(frame: pd.DataFrame, columns: Sequence[str], key: Sequence[str]) -> pd.DataFrame:
    """The frame with its columns in order, sorted by its primary key, with a fresh index."""
    return frame[list(columns)].sort_values(list(key), ignore_index=True)


def counted(*lines: tuple[str, int, str]) -> tuple[Quality, ...]:
    """Quality lines (rule, count, treatment) of what is noted, where the count is above zero."""
    return tuple(Quality(rule, int(count), treatment) for rule, count, treatment in lines if count)


def left_out(*lines: tuple[str, int, str]) -> tuple[Quality, ...]:
    """The same of records that no stored row is made of."""
    return tuple(replace(one, effect="left_out") for one in counted(*lines))


def span(first: int, last: int) -> tuple[str, str]:
    """First and last month of a table of whole years."""
    return f"{first:04d}-01", f"{last:04d}-12"


def provenance(path: Path) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of a publisher's file."""
    return ((path.name, reading.sha256(path)),)
