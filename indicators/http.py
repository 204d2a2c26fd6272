"""The network, and nothing else of the project reaches it: one polite, bounded, unforgetful client for all publishers.

What it asks is a GET with an honest User-Agent. What can heal is tried again with growing waits (no connection, no answer, a
body that breaks off, 429, 5xx, a page where data should be, what a source calls "later"), ``Retry-After`` is obeyed. Bytes are
counted after unpacking, redirects stay with the publisher, every request ends by a deadline, and messages show no secret.
"""

from __future__ import annotations

import logging
import os
import random
import ssl
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.util.retry import Retry

from indicators import __version__, addresses, lines
from indicators.model import Source, SourceError

USER_AGENT = f"mali-risk-indicators/{__version__} (+Mali risk indicators)"
REDIRECTS = 5
_CHUNK = 1 << 16
_PEEK = 1 << 16  # of an answer that is no data, so many bytes are read
_LOGGERS = ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry")
_FAILURES = (requests.RequestException, HTTPError, OSError, UnicodeError, ValueError, zlib.error)
_AGAIN = "Run refresh again."
_ASKING = "Check the address and the token."
_PAGES = ("text/html", "application/xhtml+xml", "")  # what a gateway in trouble sends instead of data
_REMEDIES = {
    401: "It wants a token.", 403: "It refuses this machine; try later or from another network.",
    404: "The publisher moved or withdrew the file.", 410: "The publisher withdrew the file.",
}  # fmt: skip
_EITHER = zlib.MAX_WBITS | 32  # zlib reads a gzip or a zlib header
_DAY = 86_400
_UNASKABLE = (
    requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader, requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema, LocationParseError,
)  # fmt: skip
T = TypeVar("T")
Receive = Callable[[Iterator[bytes]], T]


class Refused(SourceError):  # noqa: N818  # a word of the project, like SourceError's other kinds
    """The publisher answered 4xx; ``body`` is the beginning of what it said, without secrets."""

    def __init__(self, message: str, status: int, body: bytes) -> None:
        super().__init__(message)
        self.status, self.body = status, body


@dataclass(frozen=True)
class Patience:
    """How long and how often; seconds."""

    connect: float = 10.0
    read: float = 30.0  # between two pieces of an answer
    whole: float = 240.0  # a request with all its attempts and waits
    whole_file: float = 1800.0
    attempts: int = 5
    backoff: float = 1.0  # the first wait; each is twice the one before
    longest: float = 30.0
    later: float = 30.0  # at least, where the publisher means "later"
    retry_after: float = 120.0  # a publisher that asks for a longer wait is left alone


@dataclass(frozen=True)
class _Fault:
    """What went wrong with one attempt; ``after`` is the wait the publisher asks for."""

    what: str
    again: bool
    remedy: str = _AGAIN
    after: float = 0.0
    status: int = 0
    body: bytes = b""


@dataclass(frozen=True)
class _Ask:
    """One request as the source means it."""

    base: str
    address: addresses.Address
    url: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    accept: Sequence[str]
    limit: int
    whole: float
    also_retry: Callable[[int, bytes], bool] | None = None


class _Unwritable(Exception):  # noqa: N818
    """The file a body goes to cannot be written."""


class _TooMuch(Exception):  # noqa: N818
    """A body beyond its limit."""


class Client:
    """``model.Web`` over one session, for all the sources of a refresh; safe to use from several threads.

    ``wait`` sleeps between attempts; the default ends at once when ``stop`` is called.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        *,
        patience: Patience | None = None,
        wait: Callable[[float], object] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._fetches = {name: one.fetch for one in sources if one.fetch for name in one.fetch.bases}
        self._environ = dict(os.environ if environ is None else environ)
        self.secrets = addresses.secrets(self._fetches.values(), self._environ)
        self.patience = patience or Patience()
        self._stopped = threading.Event()
        self._wait = wait or self._stopped.wait
        self._lines: set[lines.Line] = set()
        self._session = requests.Session()
        self._session.auth = _no_netrc
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, _Adapter(max_retries=0))
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self.secrets)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        self._session.close()
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(self.secrets)

    def stop(self) -> None:
        """End every request under way, and let none begin."""
        self._stopped.set()
        for line in list(self._lines):
            line.cut()

    def read(
        self,
        base: str,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        accept: Sequence[str],
        headers: Mapping[str, str] | None = None,
        limit: int = 64_000_000,
        also_retry: Callable[[int, bytes], bool] | None = None,
    ) -> bytes:
        """The body, unpacked, at most ``limit`` bytes; see ``model.Web``. Raises SourceError, Refused for 4xx."""
        address = self._address(base)
        ask = _Ask(
            base, address, address.url(path), {**dict(address.params), **(params or {})}, headers or {}, tuple(accept), limit,
            self.patience.whole, also_retry,
        )  # fmt: skip
        return self._get(ask, b"".join)

    def save(self, base: str, path: str, into: Path, *, accept: Sequence[str], limit: int = 1_000_000_000) -> Path:
        """The body in the file ``into``, which is whole or not there; see ``model.Web``. Raises SourceError, Refused for 4xx."""
        address = self._address(base)
        ask = _Ask(
            base, address, address.url(path), dict(address.params), {}, tuple(accept), limit, self.patience.whole_file
        )  # fmt: skip
        return self._get(ask, lambda chunks: _write(chunks, into))

    def _address(self, base: str) -> addresses.Address:
        fetch = self._fetches.get(base)
        if fetch is None:
            raise SourceError(f"no source declares the base {base!r}.")
        return addresses.resolve(base, fetch, self._environ)

    def _get(self, ask: _Ask, receive: Receive[T]) -> T:
        until = monotonic() + ask.whole
        attempt, fault = 0, _Fault("was not asked", again=True)
        while attempt < self.patience.attempts:
            attempt += 1
            got = self._attempt(ask, receive, until)
            if not isinstance(got, _Fault):
                return got
            fault = got
            pause = max(fault.after, min(self.patience.longest, self.patience.backoff * 2 ** (attempt - 1)))
            pause += random.uniform(0, self.patience.backoff)
            too_long = fault.after > self.patience.retry_after or monotonic() + pause >= until
            if not fault.again or too_long or attempt == self.patience.attempts or self._stopped.is_set():
                break
            self._wait(pause)
        raise self._error(ask, fault, attempt)  # outside of any handler, so that no chain shows what the libraries say

    def _error(self, ask: _Ask, fault: _Fault, attempts: int) -> SourceError:
        if self._stopped.is_set():
            return SourceError(f"{ask.address.host}: interrupted.")
        tried = f" (tried {attempts} times)" if attempts > 1 else ""
        long = f", and asks to wait {fault.after:,.0f} s" if fault.after > self.patience.retry_after else ""
        message = self.secrets.hide(f"{ask.address.host}: {fault.what}{long}{tried}. {self._remedy(ask, fault)}")
        if 400 <= fault.status < 500:
            return Refused(message, fault.status, self.secrets.hide_bytes(fault.body))
        return SourceError(message)

    def _remedy(self, ask: _Ask, fault: _Fault) -> str:
        credential = self._fetches[ask.base].credential
        if fault.status not in (401, 403) or not credential:
            return fault.remedy
        return f"{'Correct' if self._environ.get(credential) else 'Set'} {credential}."

    def _attempt(self, ask: _Ask, receive: Receive[T], until: float) -> T | _Fault:
        got: T | _Fault
        with lines.Line(until - monotonic()) as line:
            self._lines.add(line)
            try:
                if self._stopped.is_set():
                    return _Fault("interrupted", again=False)
                got = self._exchange(ask, receive)
            except _Unwritable as error:
                got = _Fault(f"what it sends cannot be stored ({error})", again=False, remedy="Check space and permissions.")
            except _TooMuch:
                got = _Fault(
                    f"sends more than {ask.limit:,} bytes", again=False, remedy="This is not the table that was meant."
                )
            except _FAILURES as error:
                got = _read_failure(error, self.patience)
            finally:
                self._lines.discard(line)
        if line.was_cut:  # a body without announced length then only seems to end
            return _Fault(f"did not finish within {ask.whole:,.0f} s", again=False)
        return got

    def _exchange(self, ask: _Ask, receive: Receive[T]) -> T | _Fault:
        """Follow redirects within the publisher's hosts; tokens and passwords go to the first origin only."""
        url, params = ask.url, ask.params
        for _ in range(REDIRECTS + 1):
            own = addresses.origin(url) == addresses.origin(ask.url)
            auth = ask.address.user if own and ask.address.user else _no_netrc
            timeout = (self.patience.connect, self.patience.read)
            with self._session.get(
                url, params=params, headers=ask.headers if own else {}, auth=auth, timeout=timeout, stream=True,
                allow_redirects=False,
            ) as response:  # fmt: skip
                if not response.is_redirect:
                    return _judged(response, ask, receive, self.patience.later)
                url, params = urljoin(response.url, response.headers["Location"]), {}
            if not ask.address.allows(url):
                other = urlsplit(url).hostname or "nowhere"
                return _Fault(f"redirects to {other[:80]}, which is not within the publisher's https hosts", again=False)
        return _Fault(f"redirects more than {REDIRECTS} times", again=False)


def _judged(response: requests.Response, ask: _Ask, receive: Receive[T], later: float) -> T | _Fault:
    """The body where the answer is what was asked for, else what is wrong with it."""
    status, kind = response.status_code, response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if status == 200 and kind in ask.accept:
        got = receive(_body(response, ask.limit))
        if isinstance(got, bytes) and ask.also_retry is not None and ask.also_retry(status, got):
            return _Fault("asks to come back later", again=True, after=later)
        return got
    if status == 200:
        what = f"answers with {kind[:60] or 'no content type'} instead of {' or '.join(ask.accept)}"
        return _Fault(what, again=kind in _PAGES, remedy=f"It may be a passing error page. {_AGAIN}")
    body, after = _beginning(response), _retry_after(response)
    if ask.also_retry is not None and ask.also_retry(status, body):
        return _Fault(f"answers {status}, meaning later", again=True, after=max(later, after), status=status, body=body)
    if status in (408, 429) or status >= 500:
        return _Fault(f"answers {status}", again=True, after=after, status=status, body=body)
    if 200 <= status < 300:
        return _Fault(f"answers {status} instead of data (a challenge page?)", again=True, after=after)
    return _Fault(f"answers {status}", again=False, remedy=_REMEDIES.get(status, _AGAIN), status=status, body=body)


def _body(response: requests.Response, limit: int) -> Iterator[bytes]:
    """The body's pieces, unpacked and counted."""
    announced = response.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > limit:
        raise _TooMuch
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
            raise _TooMuch
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


def _beginning(response: requests.Response) -> bytes:
    found = b""
    try:
        for piece in _body(response, _PEEK):
            found += piece
    except (*_FAILURES, _TooMuch):  # it is only quoted, never data
        pass
    return found[:_PEEK]


def _retry_after(response: requests.Response) -> float:
    """Seconds that ``Retry-After`` asks for, as a number or as a date; 0 without one, or where it says neither."""
    try:
        return Retry(retry_after_max=_DAY).parse_retry_after(response.headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0


def _write(pieces: Iterator[bytes], into: Path) -> Path:
    part = into.with_name(f"{into.name}.part")
    try:
        try:
            handle = part.open("wb")
        except OSError as error:
            raise _Unwritable(error.strerror) from None
        with handle:
            for piece in pieces:
                try:
                    handle.write(piece)
                except OSError as error:
                    raise _Unwritable(error.strerror) from None
        try:
            part.replace(into)
        except OSError as error:
            raise _Unwritable(error.strerror) from None
    finally:
        part.unlink(missing_ok=True)
    return into


def _read_failure(error: Exception, patience: Patience) -> _Fault:
    """A library's exception in words; none of its own text, which may hold the address with all its secrets."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, requests.ConnectTimeout):
        return _Fault(f"no connection within {patience.connect:g} s", again=True)
    if isinstance(error, requests.Timeout):
        return _Fault(f"no answer within {patience.read:g} s", again=True)
    if isinstance(error, ReadTimeoutError | TimeoutError):
        return _Fault(f"stops in the middle of its answer for {patience.read:g} s", again=True)
    if isinstance(error, requests.exceptions.ProxyError):
        return _Fault("cannot be reached through the proxy", again=True, remedy=f"Check HTTPS_PROXY. {_AGAIN}")
    if isinstance(error, requests.exceptions.SSLError | ssl.SSLError):
        return _Fault("its certificate is not accepted", again=False, remedy="Check this machine's clock and certificates.")
    if isinstance(cause, NameResolutionError):
        return _Fault("its name cannot be resolved", again=True, remedy=f"Check the connection to the internet. {_AGAIN}")
    if isinstance(cause, NewConnectionError):
        return _Fault("the connection is refused", again=True)
    if isinstance(error, zlib.error):
        return _Fault("sends a damaged gzip stream", again=True)
    if isinstance(error, requests.ConnectionError | HTTPError | OSError) and not isinstance(error, _UNASKABLE):
        return _Fault("breaks off in the middle of its answer", again=True)
    return _Fault("cannot be asked like this: an address or header holds what may not stand there", again=False, remedy=_ASKING)


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        lines.hold(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        lines.hold(self.sock)  # kept open from the request before, or not yet there
        super().request(*arguments, **options)


class _SecureConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        lines.hold(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        lines.hold(self.sock)
        super().request(*arguments, **options)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Adapter(HTTPAdapter):
    """Connections that ``lines`` can hang up; tries once, the client decides about the next time."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = _POOLS
        return manager


_POOLS = {"http": _Pool, "https": _SecurePool}


def _no_netrc(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stands where requests would otherwise look for a password in ~/.netrc."""
    return request
