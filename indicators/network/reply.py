"""Checks one response: returns its decompressed body, or a Fault that says what is wrong."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util.retry import Retry

AGAIN = "Run refresh again."
_CHUNK = 1 << 16
_PEEK = 1 << 16  # bytes read of an error response
_EITHER = zlib.MAX_WBITS | 32  # zlib reads a gzip or a zlib header
_DAY = 86_400
_PAGES = ("text/html", "application/xhtml+xml", "")  # what a failing gateway sends instead of data
_REMEDIES = {
    401: "It wants a token.", 403: "It refuses this machine; try later or from another network.",
    404: "The publisher moved or withdrew the file.", 410: "The publisher withdrew the file.",
}  # fmt: skip
T = TypeVar("T")
Receive = Callable[[Iterator[bytes]], T]


class Response(Protocol):
    """The parts of a response that are used here."""

    status_code: int
    raw: Any

    @property
    def headers(self) -> Mapping[str, str]:
        """By name, in any case."""


@dataclass(frozen=True)
class Wanted:
    """Requirements on the response: content types, maximum bytes, which responses are temporary, and the wait for these in seconds.

    ``unchanged`` means that the request was conditional, so 304 is a valid response.
    """

    accept: Sequence[str]
    limit: int
    later: float
    also_retry: Callable[[int, bytes], bool] | None = None
    unchanged: bool = False


@dataclass(frozen=True)
class Fault:
    """Why one attempt failed; ``again`` if a retry may help, ``after`` the wait in seconds the publisher asks for."""

    what: str
    again: bool
    remedy: str = AGAIN
    after: float = 0.0
    status: int = 0
    body: bytes = b""
    unresolved: bool = False  # the host's name could not be resolved


@dataclass(frozen=True)
class Unchanged:
    """The file has not changed since it was cached (304)."""


class Unwritable(Exception):  # noqa: N818  # says what is wrong
    """The target file cannot be written."""


class TooMuch(Exception):  # noqa: N818  # says what is wrong
    """The body exceeds its size limit."""


def judged(response: Response, wanted: Wanted, receive: Receive[T]) -> T | Fault | Unchanged:
    """The body if the response meets the requirements, else a Fault."""
    status, kind = response.status_code, response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if status == 304 and wanted.unchanged:
        return Unchanged()
    if status == 200 and kind in wanted.accept:
        got = receive(_body(response, wanted.limit))
        if isinstance(got, bytes) and wanted.also_retry is not None and wanted.also_retry(status, got):
            return Fault("asks to try again later", again=True, after=wanted.later)
        return got
    if status == 200:
        what = f"answers with {kind[:60] or 'no content type'} instead of {' or '.join(wanted.accept)}"
        return Fault(what, again=kind in _PAGES, remedy=f"This may be a temporary error page. {AGAIN}")
    body, after = _beginning(response), _retry_after(response)
    if wanted.also_retry is not None and wanted.also_retry(status, body):
        return Fault(
            f"answers {status} and asks to try again later",
            again=True,
            after=max(wanted.later, after),
            status=status,
            body=body,
        )
    if status in (408, 429) or status >= 500:
        return Fault(f"answers {status}", again=True, after=after, status=status, body=body)
    if 200 <= status < 300:
        return Fault(f"answers {status} instead of data (a challenge page?)", again=True, after=after)
    return Fault(f"answers {status}", again=False, remedy=_REMEDIES.get(status, AGAIN), status=status, body=body)


def _body(response: Response, limit: int) -> Iterator[bytes]:
    """The body's chunks, decompressed, within the size limit."""
    announced = response.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > limit:
        raise TooMuch
    pieces: Iterator[bytes] = response.raw.stream(_CHUNK, decode_content=False)
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        pieces = _unpacked(pieces)
    elif coding != "identity":
        raise zlib.error("unknown coding")
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise TooMuch
        yield piece


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress gzip or zlib chunk by chunk; an incomplete stream is an error, which the libraries would ignore."""
    coder = zlib.decompressobj(_EITHER)
    for piece in pieces:
        while piece:
            if coder.eof:
                coder = zlib.decompressobj(_EITHER)  # another gzip member follows
            yield coder.decompress(piece, _CHUNK)
            piece = coder.unconsumed_tail or coder.unused_data
    while not coder.eof:
        rest = coder.decompress(b"", _CHUNK)
        if not rest:
            raise zlib.error("incomplete")
        yield rest


def _beginning(response: Response) -> bytes:
    found = b""
    try:
        for piece in _body(response, _PEEK):
            found += piece
    except (HTTPError, OSError, zlib.error, TooMuch):  # only shown in messages, never used as data
        pass
    return found[:_PEEK]


def _retry_after(response: Response) -> float:
    """Seconds of ``Retry-After``, a number or a date; 0 if it is missing or invalid."""
    try:
        return Retry(retry_after_max=_DAY).parse_retry_after(response.headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0


def write(pieces: Iterator[bytes], into: Path) -> Path:
    """Write the chunks to the file ``into``, which is complete or absent; raises Unwritable."""
    part = into.with_name(f"{into.name}.part")
    try:
        try:
            handle = part.open("wb")
        except OSError as error:
            raise Unwritable(error.strerror) from None
        with handle:
            for piece in pieces:
                try:
                    handle.write(piece)
                except OSError as error:
                    raise Unwritable(error.strerror) from None
        try:
            part.replace(into)
        except OSError as error:
            raise Unwritable(error.strerror) from None
    finally:
        part.unlink(missing_ok=True)
    return into
