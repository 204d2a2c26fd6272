"""Publishers' files kept from the refresh before, so that one that did not change need not be sent again.

A file is kept with what the publisher called it (``ETag``, ``Last-Modified``) once a source has read it with success; the next
refresh asks with these names (RFC 9110, 13.1), and 304 means the kept file. It is used only with the checksum it had. The
folder is a cache: whatever is damaged, missing or cannot be written there only means that a file is sent again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_ASKED_WITH = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
_LONGEST = 1000  # letters of such a name
_OLD = 400 * 86_400  # seconds; a release that was not asked for as long is not asked for again


@dataclass(frozen=True)
class Before:
    """A kept file: the headers that ask whether it changed, where it is, and its SHA-256."""

    headers: Mapping[str, str]
    path: Path = field(repr=False)
    digest: str = field(repr=False)

    def copy(self, into: Path) -> bool:
        """Put the file at ``into``; False where it is not what was kept."""
        try:
            shutil.copyfile(self.path, into)
            with suppress(OSError):
                os.utime(self.path)
            return _digest(into) == self.digest
        except OSError:
            return False


class Kept:
    """A folder of kept files, two names each: ``<digest of the address>.body`` and ``.json``. Without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._made: dict[Path, tuple[str, dict[str, str]]] = {}

    def before(self, url: str, limit: int) -> Before | None:
        """What is kept of an address; None where nothing is, or more than ``limit`` bytes."""
        if self._folder is None:
            return None
        body, facts = self._names(url)
        try:
            told = json.loads(facts.read_bytes())
            headers, digest = told["headers"], told["sha256"]
            known = all(name in _ASKED_WITH.values() and isinstance(value, str) for name, value in headers.items())
            if not headers or not known or not isinstance(digest, str) or body.stat().st_size > limit:
                return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return Before(headers, body, digest)

    def made(self, into: Path, url: str, headers: Mapping[str, str]) -> None:
        """``into`` was just downloaded from ``url``, and the publisher said ``headers`` of it."""
        found = {asked: headers.get(name, "") for name, asked in _ASKED_WITH.items()}
        told = {name: value for name, value in found.items() if value and len(value) <= _LONGEST}
        self._made[into] = (url, told)

    def keep(self, made: Path) -> None:
        """Keep a file that was made, where the publisher gave it a name; one that was kept before stays."""
        url, headers = self._made.pop(made, ("", {}))
        if self._folder is None or not headers:
            return
        body, facts = self._names(url)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            facts.unlink(missing_ok=True)  # first, so that the old facts never stand beside the new file
            shutil.copyfile(made, body)
            facts.write_text(json.dumps({"headers": headers, "sha256": _digest(body)}))
            self._drop_old()

    def _names(self, url: str) -> tuple[Path, Path]:
        assert self._folder is not None
        stem = self._folder / hashlib.sha256(url.encode()).hexdigest()
        return stem.with_suffix(".body"), stem.with_suffix(".json")

    def _drop_old(self) -> None:
        assert self._folder is not None
        for body in self._folder.glob("*.body"):
            if body.stat().st_mtime < time.time() - _OLD:
                body.with_suffix(".json").unlink(missing_ok=True)
                body.unlink()


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
