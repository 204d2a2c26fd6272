"""The commit protocol of the data folder: stage, sync, rename the index, install. Readers see a consistent state at every step.

A new file ``folder/name`` is staged as ``folder/.staged-<first 16 digits of its sha256>-name``. Renaming the
staged index to ``datapackage.json`` is the commit. Before it, readers see the old state; after it, they find each file by the
index's checksum, either installed or staged. Only files that match the staging pattern are removed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indicators import folders, strict
from indicators.model import ContractError

INDEX = folders.INDEX
LOCK = ".lock"
LAST_LOOK = ".last-look.json"  # when each publisher was last asked; not part of the data, and not committed to git
STAGED = re.compile(r"^\.staged-[0-9a-f]{16}-.+$")
_ATTEMPTS = 5  # a reader that meets a concurrent commit retries


class Locked(Exception):  # noqa: N818  # the command line calls it so
    """Another refresh or rebuild holds the data folder."""


class StoreError(Exception):
    """The data folder cannot be read or written; the message says whether anything changed."""


def checksum(data: bytes) -> str:
    """``sha256:`` and the hexadecimal SHA-256 of the bytes, as Frictionless writes it."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def staged_path(path: Path, digest: str) -> Path:
    """Where a file with this checksum is staged before it is installed at ``path``."""
    return path.with_name(f".staged-{digest.removeprefix('sha256:')[:16]}-{path.name}")


def data_folder(*, may_be_new: bool = False) -> Path:
    """The data folder (``folders.folder``), for a command that needs one; raises ContractError where there is none.

    A folder without an index is none, unless ``may_be_new`` and INDICATORS_DATA names it: a refresh may start a new one there.
    """
    root = folders.folder()
    if (root / INDEX).is_file() or (may_be_new and os.environ.get("INDICATORS_DATA") and root.is_dir()):
        return root
    raise ContractError(
        f"{root}: no data here (no {INDEX}). Set INDICATORS_DATA to a data folder, or run the command in a folder "
        f"that has data/{INDEX}, such as a clone of the repository."
    )


@contextmanager
def locked(folder: Path, wait: float) -> Iterator[None]:
    """Hold the folder's lock, waiting up to ``wait`` seconds; raises Locked, or StoreError where no lock can be written."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise Locked(f"{folder}: another refresh or rebuild is running. Wait until it has finished and try again.") from error
    except OSError as error:
        raise StoreError(_refused(folder, error)) from error
    try:
        yield
    finally:
        lock.release()


def read_index(folder: Path) -> dict[str, Any]:
    """The committed index as parsed JSON; ``{"resources": []}`` where the folder has none yet."""
    try:
        index = strict.parse_json(strict.read(folder / INDEX))
    except FileNotFoundError:
        return {"resources": []}
    except OSError as error:
        raise StoreError(f"{folder / INDEX}: cannot be read ({error.strerror or error}). Check its permissions.") from error
    except (ValueError, RecursionError) as error:
        raise ContractError(f"{INDEX}: not JSON ({error}). Restore it from git and run rebuild.") from error
    if not isinstance(index, dict) or not all(_complete(item) for item in _listed(index)):
        raise ContractError(f"{INDEX}: not a valid index. Restore it from git and run rebuild.")
    return index


def _listed(index: Mapping[str, Any]) -> list[Any]:
    listed = index.get("resources")
    return listed if isinstance(listed, list) else [None]


def _complete(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("path"), str) and isinstance(item.get("hash"), str)


def committed(index: Mapping[str, Any]) -> dict[str, str]:
    """Path within the folder -> checksum of every indexed file."""
    files = {item["path"]: item["hash"] for item in index["resources"]}
    if "dictionary" in index:
        files[index["dictionary"]["path"]] = index["dictionary"]["hash"]
    return files


def read_committed(folder: Path, relative: str, digest: str) -> bytes | None:
    """The bytes with this checksum, from the installed or the staged file; None if there is neither."""
    path = folder / relative
    for candidate in (path, staged_path(path, digest), path):  # the first again: it may have been installed in the meantime
        try:
            data = strict.read(candidate)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StoreError(f"{candidate}: cannot be read ({error.strerror or error}). Check its permissions.") from error
        if checksum(data) == digest:
            return data
    return None


def read_current(folder: Path, relative: str) -> bytes | None:
    """The committed bytes of a file that commits replace; None if the index does not list it.

    Raises ContractError if the file does not match the index.
    """
    for _ in range(_ATTEMPTS):
        digest = committed(read_index(folder)).get(relative)
        if digest is None:
            return None
        data = read_committed(folder, relative, digest)
        if data is not None:
            return data
    raise ContractError(f"{relative}: missing or changed since {INDEX} was written. Run rebuild, or restore it from git.")


def write(folder: Path, files: Mapping[str, bytes], index: bytes, dropped: Mapping[str, str] | None = None) -> None:
    """Commit ``files`` (path within the folder -> bytes) under a new ``index``. The caller holds the lock.

    ``dropped`` (path -> checksum) are files the new index no longer lists. They are renamed to their staging name, where readers
    of the old index still find them, and removed after the commit.

    Raises StoreError if writing fails; the message says whether the commit happened.
    """
    staged: list[Path] = []
    try:
        for relative, data in files.items():
            target = folder / relative
            if not _holds(target, data):
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.append(staged_path(target, checksum(data)))
                _write(staged[-1], data)
        staged.append(staged_path(folder / INDEX, checksum(index)))
        _write(staged[-1], index)
        for relative, digest in (dropped or {}).items():
            _rename(folder / relative, staged_path(folder / relative, digest))
        for parent in sorted({path.parent for path in staged}):
            _sync_folder(parent)
        _rename(staged[-1], folder / INDEX)
    except OSError as error:
        for path in staged:
            _remove(path)
        raise StoreError(_refused(folder, error)) from error
    finish(folder)


def finish(folder: Path) -> None:
    """Install what is committed and still staged, then remove leftover staged files. The caller holds the lock."""
    try:
        _sync_folder(folder)
        for relative, digest in committed(read_index(folder)).items():
            path = folder / relative
            staged = staged_path(path, digest)
            if staged.is_file() and checksum(staged.read_bytes()) == digest:
                _rename(staged, path)
                _sync_folder(path.parent)
        for path in leftovers(folder):
            _remove(path)
    except OSError as error:
        raise StoreError(
            f"{folder}: the new state is committed but not fully installed ({error.strerror or error}). "
            "Reading works; run rebuild to finish."
        ) from error


def leftovers(folder: Path) -> list[Path]:
    """Files of the store's staging pattern, sorted."""
    return sorted(path for path in folder.rglob(".staged-*") if STAGED.match(path.name) and path.is_file())


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return False


def _refused(folder: Path, error: OSError) -> str:
    return f"{folder}: cannot be written ({error.strerror or error}); nothing changed. Check space and permissions."


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _sync_folder(path: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened, and renames are durable without it
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _rename(source: Path, target: Path) -> None:
    source.replace(target)


def _remove(path: Path) -> None:
    if STAGED.match(path.name):
        path.unlink(missing_ok=True)
