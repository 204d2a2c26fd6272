"""A disk that fails at the Nth write, sync, rename, removal, or opening for a write below one folder.

The system's own calls are wrapped (``open``, ``os.open``, ``os.fsync``, ``os.replace`` and the rest, and every ``write`` of a file
object), so that no line of the project can write past them.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_NAMED = ("mkdir", "unlink", "rmdir", "replace", "rename", "link", "symlink", "truncate")
FREES = ("unlink", "rmdir")  # what needs no space


class Disk:
    """Counts the calls below ``base``; call number ``at`` fails: a full disk for good (ENOSPC), a bad sector once (EIO)."""

    def __init__(self, base: Path, at: int, error: int) -> None:
        self.base, self.at, self.error = str(base), at, error
        self.calls: list[str] = []
        self.failed = ""

    def call(self, kind: str, path: object) -> None:
        """One call; raises OSError where it fails."""
        if isinstance(path, int):
            try:
                path = str(Path(f"/proc/self/fd/{path}").readlink())
            except OSError:
                return
        name = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
        if not str(name).startswith(self.base):
            return
        self.calls.append(kind)
        full = self.error == errno.ENOSPC and kind in FREES
        reached = len(self.calls) == self.at or (self.error == errno.ENOSPC and len(self.calls) > self.at > 0)
        if reached and not full:
            self.failed = self.failed or f"{kind} of {Path(str(name)).name}"
            raise OSError(self.error, os.strerror(self.error), str(name))


@contextmanager
def failing(base: Path, at: int, error: int) -> Iterator[Disk]:
    """The disk below ``base`` fails from the call ``at`` on; 0 never fails and counts."""
    disk = Disk(base, at, error)

    class Raw(io.FileIO):
        def write(self, data: Any, /) -> int:
            try:
                disk.call("write", self.name)
            except OSError:
                super().write(memoryview(data).cast("B")[: len(data) // 2])  # a part of it is on the disk
                raise
            return super().write(data) or 0

    plain = io.open

    def opening(
        file: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None, errors: str | None = None,
        newline: str | None = None, closefd: bool = True, opener: Any = None,
    ) -> Any:  # fmt: skip
        if not set(mode) & set("wax+"):
            return plain(file, mode, buffering, encoding, errors, newline, closefd, opener)
        disk.call("open", file)
        raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if buffering == 0:
            return raw
        held = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return held if "b" in mode else io.TextIOWrapper(held, encoding, errors, newline)

    def wrapped(kind: str, real: Any) -> Any:
        def run(path: Any, *args: Any, **options: Any) -> Any:
            disk.call(kind, path)
            return real(path, *args, **options)

        return run

    system_open, system_fsync = os.open, os.fsync

    def low(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if flags & _WRITES:
            disk.call("open", path)
        return system_open(path, flags, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", opening)
        patch.setattr(builtins, "open", opening)
        patch.setattr(os, "open", low)
        patch.setattr(os, "fsync", wrapped("fsync", system_fsync))
        for name in ("write", "sendfile", "ftruncate"):
            patch.setattr(os, name, wrapped("write", getattr(os, name)))
        for name in _NAMED:
            patch.setattr(os, name, wrapped(name, getattr(os, name)))
        yield disk
