"""One answer judged: its body, unpacked and counted, or what is wrong with it."""

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
_PEEK = 1 << 16  # of an answer that is no data, so many bytes are read
_EITHER = zlib.MAX_WBITS | 32  # zlib reads a gzip or a zlib header
_DAY = 86_400
_PAGES = ("text/html", "application/xhtml+xml", "")  # what a gateway in trouble sends instead of data
_REMEDIES = {
    401: "It wants a token.", 403: "It refuses this machine; try later or from another network.",
    404: "The publisher moved or withdrew the file.", 410: "The publisher withdrew the file.",
}  # fmt: skip
T = TypeVar("T")
Receive = Callable[[Iterator[bytes]], T]


class Response(Protocol):
    """What is judged."""

    status_code: int
    raw: Any

    @property
    def headers(self) -> Mapping[str, str]:
        """By name, in any case."""


@dataclass(frozen=True)
class Wanted:
    """What the answer has to be: content types, most bytes, what the publisher means as "later"; ``later`` in seconds.

    ``unchanged`` says that the question held what the publisher last called this file, so that 304 is an answer.
    """

    accept: Sequence[str]
    limit: int
    later: float
    also_retry: Callable[[int, bytes], bool] | None = None
    unchanged: bool = False


@dataclass(frozen=True)
class Fault:
    """What went wrong with one attempt; ``after`` is the wait the publisher asks for."""

    what: str
    again: bool
    remedy: str = AGAIN
    after: float = 0.0
    status: int = 0
    body: bytes = b""
    unresolved: bool = False  # the host's name could not be resolved


@dataclass(frozen=True)
class Unchanged:
    """The publisher says that its file is what it was."""


class Unwritable(Exception):  # noqa: N818
    """The file a body goes to cannot be written."""


class TooMuch(Exception):  # noqa: N818
    """A body beyond its limit."""


def judged(response: Response, wanted: Wanted, receive: Receive[T]) -> T | Fault | Unchanged:
    """The body where the answer is what was asked for, else what is wrong with it."""
    status, kind = response.status_code, response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if status == 304 and wanted.unchanged:
        return Unchanged()
    if status == 200 and kind in wanted.accept:
        got = receive(_body(response, wanted.limit))
        if isinstance(got, bytes) and wanted.also_retry is not None and wanted.also_retry(status, got):
            return Fault("asks to come back later", again=True, after=wanted.later)
        return got
    if status == 200:
        what = f"answers with {kind[:60] or 'no content type'} instead of {' or '.join(wanted.accept)}"
        return Fault(what, again=kind in _PAGES, remedy=f"It may be a passing error page. {AGAIN}")
    body, after = _beginning(response), _retry_after(response)
    if wanted.also_retry is not None and wanted.also_retry(status, body):
        return Fault(f"answers {status}, meaning later", again=True, after=max(wanted.later, after), status=status, body=body)
    if status in (408, 429) or status >= 500:
        return Fault(f"answers {status}", again=True, after=after, status=status, body=body)
    if 200 <= status < 300:
        return Fault(f"answers {status} instead of data (a challenge page?)", again=True, after=after)
    return Fault(f"answers {status}", again=False, remedy=_REMEDIES.get(status, AGAIN), status=status, body=body)


def _body(response: Response, limit: int) -> Iterator[bytes]:
    """The body's pieces, unpacked and counted."""
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
    """gzip or zlib, at most a chunk at a time; a stream that ends too early is damaged, which the libraries let pass."""
    coder = zlib.decompressobj(_EITHER)
    for piece in pieces:
        while piece:
            if coder.eof:
                coder = zlib.decompressobj(_EITHER)  # another member follows
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
    except (HTTPError, OSError, zlib.error, TooMuch):  # it is only quoted, never data
        pass
    return found[:_PEEK]


def _retry_after(response: Response) -> float:
    """Seconds that ``Retry-After`` asks for, as a number or as a date; 0 without one, or where it says neither."""
    try:
        return Retry(retry_after_max=_DAY).parse_retry_after(response.headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0


def write(pieces: Iterator[bytes], into: Path) -> Path:
    """The pieces as the file ``into``, which is whole or not there; raises Unwritable."""
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
