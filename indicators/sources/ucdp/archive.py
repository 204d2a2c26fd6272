"""UCDP's zip files: checks that the archive is safe, and reads the one table inside as a stream.

Verified (two users of the files, 2026): ``ged261-csv.zip`` has 39,122,522 bytes and holds ``GEDEvent_v26_1.csv`` of
273,992,720, seven times as many; ``organizedviolencecy-261-csv.zip`` holds ``OrganizedViolenceCYDataSet26_1.csv``. The
limits below leave room for growth. Nothing is ever written under a name taken from an archive.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from indicators import strict
from indicators.model import SourceError
from indicators.sources import reading
from indicators.sources.ucdp import versions as ucdp_versions

MAX_BYTES = 1_500_000_000  # unpacked; five times the release of 2026
MAX_RATIO = 500  # unpacked to packed; UCDP's files reach 7, a bomb of one repeated byte 1,000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_AGAIN = "Download the file again and import it as downloaded."


def is_zip(path: Path) -> bool:
    """Whether a file begins like a zip archive; False where it cannot be read."""
    try:
        with strict.opened(path) as handle:
            return handle.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


def table_in(path: Path) -> zipfile.ZipInfo:
    """The one CSV in an archive, checked by what the archive declares (Python unpacks no more bytes than that).

    Raises SourceError for a damaged, locked or empty archive, one that holds several tables, names that lead out of a
    folder, another release than the archive's own name tells, more than MAX_BYTES or MAX_RATIO.
    """
    try:
        with reading.opened(path) as handle, zipfile.ZipFile(handle) as folder:
            members = folder.infolist()
    except BROKEN as error:
        raise SourceError(f"{path.name}: damaged zip archive ({one_line(error)}). {_AGAIN}") from error
    astray = [item.filename for item in members if item.is_dir() or set(item.filename) & set("/\\:") or ".." in item.filename]
    if astray:
        raise SourceError(f"{path.name}: holds {astray[0][:60]!r}, which points outside the archive; not unpacked. {_AGAIN}")
    tables = [item for item in members if item.filename.lower().endswith(".csv")]
    if not tables:
        raise SourceError(f"{path.name}: this is a zip archive or a spreadsheet without a CSV file. {_AGAIN}")
    if len(tables) > 1:
        raise SourceError(f"{path.name}: holds {len(tables)} CSV files, expected one. Unpack it and import the right one.")
    table = tables[0]
    named, inside = ucdp_versions.in_name(path.name), ucdp_versions.in_name(table.filename)
    if named and inside and named != inside:
        raise SourceError(f"{path.name}: holds {table.filename[:60]}, a table of release {inside}, not {named}. {_AGAIN}")
    if table.flag_bits & 1 or table.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SourceError(f"{path.name}: damaged or locked zip archive (encrypted or unknown compression). {_AGAIN}")
    _refuse_bomb(path, table)
    return table


def _refuse_bomb(path: Path, table: zipfile.ZipInfo) -> None:
    packed = min(table.compress_size, path.stat().st_size)
    if table.file_size > MAX_BYTES or table.file_size > MAX_RATIO * max(packed, 1):
        raise SourceError(
            f"{path.name}: would unpack to {table.file_size:,} bytes from {packed:,}, more than {MAX_BYTES:,} or {MAX_RATIO} times "
            f"as many; not unpacked. {_AGAIN}"
        )


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a table as a stream: of a CSV file, or of the one CSV in an archive.

    Raises SourceError, also while the stream is read, for what ``table_in`` refuses, for NUL bytes, for content that does
    not match the archive's checksum.
    """
    try:
        if not is_zip(path):
            with reading.opened(path) as handle, io.BufferedReader(_Text(path.name, handle), 1 << 20) as stream:
                yield cast(BinaryIO, stream)
            return
        table = table_in(path)
        with (
            reading.opened(path) as handle,
            zipfile.ZipFile(handle) as folder,
            folder.open(table) as packed,
            io.BufferedReader(_Text(path.name, packed), 1 << 20) as stream,
        ):
            yield cast(BinaryIO, stream)
    except BROKEN as error:
        raise SourceError(f"{path.name}: damaged file ({one_line(error)}). {_AGAIN}") from error


class _Text(io.RawIOBase):
    """A stream of text that refuses NUL bytes, which no CSV holds."""

    def __init__(self, name: str, inner: IO[bytes]) -> None:
        self._name, self._inner = name, inner

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer BufferedReader gives
        """Fill ``buffer`` with the next bytes; raises SourceError where one is NUL."""
        block = self._inner.read(len(buffer))
        if b"\x00" in block:
            raise SourceError(f"{self._name}: holds NUL bytes, so it is not a text file. {_AGAIN}")
        buffer[: len(block)] = block
        return len(block)


def checked(path: Path) -> int:
    """Bytes of the table, unpacked, after the checks of ``table_in`` where the file is an archive.

    Raises SourceError, also where the file cannot be read.
    """
    with reading.opened(path) as handle:
        size = os.fstat(handle.fileno()).st_size
    if size > MAX_BYTES:
        raise SourceError(f"{path.name}: has more than the {MAX_BYTES:,} bytes accepted. Is it the right file?")
    return table_in(path).file_size if is_zip(path) else size


def one_line(error: object) -> str:
    """An error's text on one line, cut."""
    return " ".join(str(error).split())[:120]
