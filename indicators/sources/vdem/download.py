"""Download of V-Dem's newest country-year table, and its zip archive as a stream.

Verified (several users of 2025 and 2026): ``https://v-dem.net/media/datasets/V-Dem-CY-Core-v16_csv.zip`` and the same of v15
answer without login; inside is one CSV (v16: 212 million bytes, some 28,000 rows, 1,908 columns, with ``country_text_id``,
``year``, ``v2x_polyarchy``, ``v2x_libdem`` and their ``_codelow`` and ``_codehigh``) beside documentation. Inferred: that later
versions keep the name, one a year since v15 in 2025, out by the end of March as v13 to v16 were; the content types; that a
missing value is blank or ``NA``.

Our World in Data's charts of both indices are not used: as downloaded by their users in 2026 they hold the best estimate alone,
without V-Dem's bounds, and countries of today filled up with values of the states before them.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

import pandas as pd

from indicators import strict
from indicators.model import Download, SourceError, Web
from indicators.sources import reading
from indicators.sources.editions import Candidate, newest

BASE, ADDRESS, HOSTS = "vdem", "https://v-dem.net/media/datasets/", ("v-dem.net", "www.v-dem.net")
_ACCEPT = (
    "application/zip",
    "application/x-zip-compressed",
    "application/x-zip",
    "application/octet-stream",
    "binary/octet-stream",
)
_LIMIT = 300_000_000
MAX_BYTES = 1_500_000_000  # unpacked; seven times v16
MAX_RATIO = 200  # unpacked to packed; tables like V-Dem's reach some 20, a bomb of one repeated byte 1,000
_FIRST = 2010  # version N is of the year 2010 + N
_KNOWN = (16, 15)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_AGAIN = "Download the file again and import it as downloaded."


def save(web: Web, folder: Path, today: date) -> Sequence[Download]:
    """The newest version's archive in ``folder``; a version whose day is not known here was out by 31 March of its year.

    Raises SourceError.
    """
    numbers = [*range(today.year - _FIRST, _KNOWN[0], -1), *_KNOWN]
    candidates = [Candidate(f"v{number}", f"V-Dem-CY-Core-v{number}_csv.zip", number in _KNOWN) for number in numbers]
    version, path = newest(web, BASE, candidates, folder, _ACCEPT, _LIMIT)
    if not is_zip(path):
        raise SourceError(f"{path.name}: not a zip archive. Run refresh again.")
    if version.known:
        return [Download((path,))]
    latest = date(_FIRST + int(version.name[1:]), 3, 31)
    return [Download((path,), version=version.name, published=latest.isoformat())]


def is_zip(path: Path) -> bool:
    """Whether a file begins like a zip archive; False where it cannot be read."""
    try:
        with strict.opened(path) as handle:
            return handle.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


def read(path: Path, needed: Sequence[str]) -> pd.DataFrame:
    """Columns ``needed`` of the table in an archive, as text (``""`` where missing), every record's fields counted.

    Raises SourceError.
    """
    found: list[list[str]] = []
    try:
        with _opened(path) as stream, io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
            names = reading.header(text.readline(1_000_000), path.name)
            places = [_place(path, names, item) for item in needed]
            for number, record in enumerate(csv.reader(text, strict=True), start=1):
                if len(record) != len(names):
                    raise SourceError(
                        f"{path.name}, record {number}: {len(record)} fields, the header has {len(names)}. {_AGAIN}"
                    )
                found.append([record[place] for place in places])
    except (csv.Error, UnicodeError) as error:
        raise SourceError(f"{path.name}: broken CSV ({_one_line(error)}). {_AGAIN}") from error
    if not found:
        raise SourceError(f"{path.name}: has a header but no records. {_AGAIN}")
    return pd.DataFrame(found, columns=list(needed), dtype="str").replace("NA", "")


def _place(path: Path, names: Sequence[str], wanted: str) -> int:
    if wanted not in names:
        raise SourceError(
            f"{path.name}: not a V-Dem country-year file: column {wanted!r} is missing. Check that the file belongs to this source."
        )
    return names.index(wanted)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The one CSV of an archive as a stream; SourceError, also while it is read, for a damaged, locked or swollen archive."""
    try:
        with reading.opened(path) as handle, zipfile.ZipFile(handle) as folder:
            table = _table(path, folder)
            with folder.open(table) as packed, io.BufferedReader(cast(io.RawIOBase, packed), 1 << 20) as stream:
                yield cast(BinaryIO, stream)
    except UnicodeError:
        raise
    except _BROKEN as error:
        raise SourceError(f"{path.name}: damaged or locked zip archive ({_one_line(error)}). {_AGAIN}") from error


def _table(path: Path, folder: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The CSV, checked by what the archive declares (Python unpacks no more bytes than that)."""
    tables = [
        item
        for item in folder.infolist()
        if item.filename.lower().endswith(".csv") and not item.filename.startswith("__MACOSX")
    ]
    if len(tables) != 1:
        raise SourceError(f"{path.name}: holds {len(tables)} CSV files, expected one. {_AGAIN}")
    size, packed = tables[0].file_size, min(tables[0].compress_size, path.stat().st_size)
    if size > MAX_BYTES or size > MAX_RATIO * max(packed, 1):
        raise SourceError(f"{path.name}: would unpack to {size:,} bytes from {packed:,}; not unpacked. {_AGAIN}")
    return tables[0]


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:120]
