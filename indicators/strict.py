"""How files and JSON are read everywhere: regular files only, never more than a limit; no object that names a key twice."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any

LIMIT = 1_000_000_000  # bytes, where a reader sets none of its own


class NotRegularError(OSError):
    """A pipe, a device, a socket or a folder where a file was expected."""


def opened(path: Path) -> BufferedReader:
    """A regular file, open for reading.

    Raises OSError, with a ``strerror`` for people; NotRegularError for a pipe, a device, a socket or a folder, which a plain
    ``open`` would wait for or read without end.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise NotRegularError(errno.EINVAL, f"is {_kind(mode)}, not a file")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for matches, name in kinds if matches(mode)), "a device")


def read(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a regular file; OSError (EFBIG) where it has more than ``limit``, also where it grows while it is read."""
    with opened(path) as handle:
        large = os.fstat(handle.fileno()).st_size > limit
        data = b"" if large else handle.read(limit + 1)
    if large or len(data) > limit:
        raise OSError(errno.EFBIG, f"has more than the {limit:,} bytes accepted")
    return data


def parse_json(text: str | bytes, *, exact: bool = False) -> Any:
    """The JSON of a text; with ``exact``, numbers as the text they were written as.

    Raises ValueError for text that is not UTF-8 (a byte-order mark is tolerated) or no JSON, for NaN and infinities, which
    JSON does not know, and for an object that names a key twice, of which Python would keep the last without a word;
    RecursionError for one nested too deep.
    """
    plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    numbers: dict[str, Any] = {"parse_float": str, "parse_int": str} if exact else {}
    return json.loads(plain, object_pairs_hook=_once, parse_constant=_refuse_constant, **numbers)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {' '.join(twice.split())[:40]!r} stands twice in one object")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")
