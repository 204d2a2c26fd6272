"""A cache of downloaded files, so that files that have not changed are not downloaded again.

A file is cached with its validators (``ETag``, ``Last-Modified``) once a source has parsed it successfully. The next refresh sends
a conditional request (RFC 9110, 13.1); on 304 the cached file is used if its checksum still matches. Damaged, missing or
unwritable entries only cause another download.
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

from indicators import strict

_ASKED_WITH = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
_LONGEST = 1000  # characters of a validator
_OLD = 400 * 86_400  # seconds; entries unused for this long are deleted


@dataclass(frozen=True)
class Before:
    """A cached file: headers of the conditional request, path, and SHA-256."""

    headers: Mapping[str, str]
    path: Path = field(repr=False)
    digest: str = field(repr=False)

    def copy(self, into: Path) -> bool:
        """Copy the file to ``into``; False if it is missing or its checksum does not match."""
        try:
            shutil.copyfile(self.path, into)
            with suppress(OSError):
                os.utime(self.path)
            return _digest(into) == self.digest
        except OSError:
            return False


class Kept:
    """The cache folder; each entry is ``<digest of the address>.body`` and ``.json``. Without a folder nothing is cached."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._made: dict[Path, tuple[str, dict[str, str]]] = {}

    def before(self, url: str, limit: int) -> Before | None:
        """The entry of an address; None if there is none or it has more than ``limit`` bytes."""
        if self._folder is None:
            return None
        body, facts = self._names(url)
        try:
            told = strict.parse_json(strict.read(facts, 100 * _LONGEST))
            headers, digest = told["headers"], told["sha256"]
            known = all(name in _ASKED_WITH.values() and isinstance(value, str) for name, value in headers.items())
            if not headers or not known or not isinstance(digest, str) or body.stat().st_size > limit:
                return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return Before(headers, body, digest)

    def made(self, into: Path, url: str, headers: Mapping[str, str]) -> None:
        """Remember that ``into`` was downloaded from ``url`` with these response headers."""
        found = {asked: headers.get(name, "") for name, asked in _ASKED_WITH.items()}
        told = {name: value for name, value in found.items() if value and len(value) <= _LONGEST}
        self._made[into] = (url, told)

    def keep(self, made: Path) -> None:
        """Cache a downloaded file if the publisher sent a validator; otherwise an existing entry stays."""
        url, headers = self._made.pop(made, ("", {}))
        if self._folder is None or not headers:
            return
        body, facts = self._names(url)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            facts.unlink(missing_ok=True)  # first, so that old validators never belong to the new file
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
    with strict.opened(path) as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
