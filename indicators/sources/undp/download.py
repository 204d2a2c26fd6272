"""Download of the newest Human Development Report's table.

Verified: the addresses of the editions 2025 and 2023/24 below ``https://hdr.undp.org/sites/default/files/`` (many users of
2025 and 2026), keyless, Windows-1252, the first column ``iso3``; in May 2026 there was no edition 2026 under the address the
pattern makes (404). Inferred: that the next editions follow the pattern of 2025, two figures of the year in the name, and
that a content type is one of those below. UNDP's API (hdrdata.org) asks for a key and is not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from indicators.model import Download, SourceError, Web
from indicators.sources import reading
from indicators.sources.editions import Candidate, newest

BASE, ADDRESS, HOST = "hdr", "https://hdr.undp.org/sites/default/files/", "hdr.undp.org"
_ACCEPT = ("text/csv", "application/csv", "text/plain", "application/vnd.ms-excel", "application/octet-stream")
_LIMIT = 50_000_000  # the edition of 2025 has 2 million bytes
_NAME = "HDR{}_Composite_indices_complete_time_series.csv"
_KNOWN = (
    Candidate("2025", f"2025_HDR/{_NAME.format('25')}", True),
    Candidate("2023-24", f"2023-24_HDR/{_NAME.format('23-24')}", True),
)
_FIRST_UNKNOWN = 2026


def candidates(year: int) -> list[Candidate]:
    """Editions that may exist in a year, newest first."""
    later = range(year, _FIRST_UNKNOWN - 1, -1)
    return [*(Candidate(f"{item}", f"{item}_HDR/{_NAME.format(f'{item % 100:02d}')}") for item in later), *_KNOWN]


def save(web: Web, folder: Path, today: date) -> tuple[Candidate, Path]:
    """The newest edition and its file, which begins with ``iso3``; raises SourceError."""
    edition, path = newest(web, BASE, candidates(today.year), folder, _ACCEPT, _LIMIT)
    text = reading.decode(reading.read_bytes(path)[:200_000], path.name, ("utf-8-sig", "cp1252", "latin-1"))
    first = reading.header(text, path.name)[0]
    if first != "iso3":
        raise SourceError(f"{path.name}: begins with the column {first[:40]!r}, expected iso3; the format has changed.")
    return edition, path


def fetched(edition: Candidate, path: Path, dated: bool, today: date) -> Sequence[Download]:
    """The file for the parser: an edition whose day is not known here was published today at the latest."""
    return [Download((path,)) if dated else Download((path,), version=edition.name, published=today.isoformat())]
