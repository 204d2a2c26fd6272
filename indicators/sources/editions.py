"""Finds the latest edition of a publisher that gives each edition its own address and publishes no list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators import strict
from indicators.model import SourceError, Web

_GONE = (404, 410)
_PAGE = ("text/html",)


@dataclass(frozen=True)
class Candidate:
    """An edition that may exist; ``known`` if it was seen before: a web page in its place is then an error, not an absence."""

    name: str
    path: str
    known: bool = False


def newest(
    web: Web, base: str, candidates: Sequence[Candidate], folder: Path, accept: Sequence[str], limit: int
) -> tuple[Candidate, Path]:
    """The first of ``candidates`` that is there, and its file in ``folder``.

    Not there means 404 or 410, and for an edition not known to exist also a web page with status 200. Raises SourceError for
    every other answer, lest an older edition be taken for the newest, and where none is there.
    """
    for one in candidates:
        target = folder / one.path.rpartition("/")[2]
        try:
            path = web.save(base, one.path, target, accept=(*accept, *(() if one.known else _PAGE)), limit=limit)
        except SourceError as error:
            if getattr(error, "status", None) in _GONE:
                continue
            raise
        if one.known or not _is_page(path):
            return one, path
    names = ", ".join(one.name for one in candidates)
    raise SourceError(f"{base}: none of the editions {names} was found; the publisher has moved its files.")


def _is_page(path: Path) -> bool:
    try:
        with strict.opened(path) as handle:
            head = handle.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror}). Run refresh again.") from error
    return head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body"))
