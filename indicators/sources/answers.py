"""Publishers' JSON responses: numbers are read as text so that they are not changed, and responses are saved unmodified.

A value is the text the publisher wrote (``0.10`` stays ``0.10``), ``""`` for null; NaN and infinities, which JSON does not
know, are refused, and so is text that is not UTF-8 (with or without a byte-order mark).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from indicators import strict
from indicators.model import Quality, SourceError
from indicators.sources import reading

MAX_BYTES = 100_000_000  # of an answer; the client takes 64 million of one
_AGAIN = "Run refresh again."


def is_json(path: Path) -> bool:
    """Whether a file begins like a JSON answer; False where it cannot be read."""
    try:
        with strict.opened(path) as handle:
            return begins(handle.read(64))
    except OSError:
        return False


def begins(body: bytes) -> bool:
    """Whether bytes begin like a JSON list or object."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")


def meant_later(status: int, body: bytes) -> bool:
    """Whether a response 200 is not JSON, as the temporary error page of an overloaded server; for ``Web.read``'s ``also_retry``."""
    return status == 200 and not begins(body)


def keep(body: bytes, path: Path) -> Path:
    """Write an answer as it came; SourceError where it cannot be written."""
    try:
        path.write_bytes(body)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be written ({error.strerror}). Check space and permissions.") from error
    return path


def load(body: bytes, name: str) -> Any:
    """The JSON of an answer, numbers as text; SourceError where it is none."""
    try:
        return strict.parse_json(body, exact=True)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:100]
        raise SourceError(f"{name}: invalid JSON ({reason}). {_AGAIN}") from error


def read(path: Path) -> Any:
    """The same, of a file; SourceError where it cannot be read."""
    try:
        return load(strict.read(path, MAX_BYTES), path.name)
    except OSError as error:
        raise reading.unreadable(path, error) from error


def count(found: Mapping[str, Any], name: str, where: str, most: int) -> int:
    """A whole number of the envelope, written as a number or as text (World Bank mixes both); SourceError for anything else."""
    value = found.get(name)
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > 9 or int(value) > most:
        raise SourceError(f"{where}: {name!r} is {cut(value)}, expected a whole number up to {most:,}. {_AGAIN}")
    return int(value)


def cell(row: Mapping[str, Any], name: str, where: str) -> str:
    """A single value of a row as text, ``""`` for null; SourceError where the field is missing or holds a list, object or truth."""
    if name not in row:
        raise SourceError(f"{where}: field {name!r} is missing; the publisher's format has changed.")
    value = row[name]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise SourceError(
            f"{where}: field {name!r} is {cut(value)}, expected a single value; the publisher's format has changed."
        )
    return value.strip()


def unknown(rows: Sequence[Mapping[str, Any]], known: frozenset[str]) -> Quality | None:
    """The quality line for unknown fields; None if there are none."""
    names = sorted({name for row in rows for name in row} - known)
    if not names:
        return None
    listed = ", ".join(" ".join(name.split())[:30] for name in names[:5])
    return Quality("unknown_column", len(names), f"Ignored: columns that are new to this project ({listed}).")


def cut(value: object) -> str:
    """A value for a message: one line, at most 40 letters."""
    return repr(" ".join(str(value).split())[:40])
