"""The files of a site: built in a folder beside the target and put in its place at the end, all or nothing."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

SUMS = "SHA256SUMS"  # the list of every file, by which a folder is known to be a site of ours
_EXCHANGE, _HERE = 2, -100  # renameat2's RENAME_EXCHANGE and AT_FDCWD (Linux)


class Refused(Exception):  # noqa: N818  # it refuses a folder
    """The target cannot be published into; the message says why and what to do."""


class Files:
    """Files of a site, by path within it, written as they come. A path is written once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sums: dict[str, str] = {}
        self.size = 0

    def put(self, path: str, data: bytes) -> str:
        """Write a file and return its path. Raises ValueError for a path that is written already, or leads out of the site."""
        if path in self.sums or PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise ValueError(f"{path}: written twice, or outside the site")
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.sums[path] = hashlib.sha256(data).hexdigest()
        self.size += len(data)
        return path

    def hashed(self, path: str, data: bytes) -> str:
        """Write a file under a name with a digest of its content, ``a/b.css`` as ``a/b.3f2c81d0.css``; the same content once."""
        plain = PurePosixPath(path)
        named = str(plain.with_name(f"{plain.stem}.{hashlib.sha256(data).hexdigest()[:12]}{plain.suffix}"))
        return named if named in self.sums else self.put(named, data)

    def close(self) -> None:
        """Write the list of all files."""
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.sums.items()))
        (self.root / SUMS).write_text(lines, encoding="utf-8")


@contextmanager
def site(target: Path) -> Iterator[Files]:
    """Files that stand at ``target`` when the block has ended; where it fails or is interrupted, what stood there still does.

    Raises Refused where ``target`` holds what no site of ours does, or cannot be written.
    """
    where = target.resolve()
    built, old = (where.with_name(f".{where.name}.{state}") for state in ("building", "old"))
    try:
        _restored(where, old)
        _checked(where)
        where.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(built, ignore_errors=True)
        built.mkdir()
    except OSError as error:
        raise Refused(f"{target}: cannot be written ({error.strerror or error}). Choose another folder.") from error
    try:
        files = Files(built)
        yield files
        files.close()
        _swapped(built, where, old)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _restored(where: Path, old: Path) -> None:
    """Put back what a swap left aside when it was ended between its two steps; remove it where the new site stands."""
    if old.is_dir() and not where.exists():
        old.rename(where)
    shutil.rmtree(old, ignore_errors=True)


def _checked(where: Path) -> None:
    if where.exists() and not where.is_dir():
        raise Refused(f"{where}: is a file. Choose a folder.")
    if not where.exists() or not any(where.iterdir()):
        return
    listed = where / SUMS
    known = {line.partition("  ")[2] for line in listed.read_text(encoding="utf-8").splitlines()} if listed.is_file() else set()
    if not known:
        raise Refused(f"{where}: holds other files than a published site. Choose an empty or new folder.")
    here = {one.relative_to(where).as_posix() for one in where.rglob("*") if not one.is_dir() or one.is_symlink()}
    if strangers := sorted(here - known - {SUMS}):
        raise Refused(f"{where}: holds {strangers[0]}, which publish did not write and would remove. Move it elsewhere.")


def _swapped(built: Path, where: Path, old: Path) -> None:
    if not where.exists():
        built.rename(where)
    elif not _exchanged(built, where):
        where.rename(old)
        built.rename(where)
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot (other than Linux, or some file systems)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(failed, os.strerror(failed), str(other))
