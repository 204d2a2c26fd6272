"""Copies of the user's files for one import, so that what is parsed, counted and hashed is one and the same content."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from indicators import strict, temporary
from indicators.model import SourceError
from indicators.sources import reading

_PART = 1 << 20


@contextmanager
def copies(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The files under their own names in a folder that is removed afterwards.

    Raises SourceError for what is no regular file, has more than ``strict.LIMIT`` bytes, cannot be copied, or changes meanwhile: a
    download that is still running, a spreadsheet that saves. Where several have one name each has a folder of its own.
    """
    with temporary.folder(_copy(paths[0] if paths else Path())) as folder:
        yield [_copied(path, folder / str(place)) for place, path in enumerate(paths)]


def _copied(path: Path, folder: Path) -> Path:
    with reading.opened(path) as source:
        before = os.fstat(source.fileno())
        if before.st_size > strict.LIMIT:
            raise SourceError(f"{path.name}: has more than the {strict.LIMIT:,} bytes accepted. Is it the right file?")
        target, size = folder / path.name, 0
        try:
            folder.mkdir()
            with target.open("wb") as copy:
                while part := _part(path, source):
                    size += copy.write(part)
        except OSError as error:
            raise SourceError(temporary.no_room(_copy(path), error)) from error
        after = os.fstat(source.fileno())
    if (size, after.st_size, after.st_mtime_ns) != (before.st_size, before.st_size, before.st_mtime_ns):
        raise SourceError(f"{path.name}: changed while it was read. Wait until it is whole, and import it again.")
    return target


def _part(path: Path, source: BinaryIO) -> bytes:
    try:
        return source.read(_PART)
    except OSError as error:
        raise reading.unreadable(path, error) from error


def _copy(path: Path) -> str:
    return f"{path.name}: no copy of it"
