"""HTTP client with retries, size limits and deadlines; the only module that makes requests.

It sends GET requests with the project's User-Agent. Temporary failures are retried with exponential backoff: no connection, no
response, an incomplete body, 429, 5xx, an HTML page instead of data, and responses a source declares temporary. ``Retry-After``
is respected. Size limits apply to the decompressed body, redirects must stay on the publisher's hosts, every request has a
deadline, and messages contain no secrets.
"""

from __future__ import annotations

import logging
import os
import random
import ssl
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, LocationParseError, NameResolutionError, NewConnectionError, ReadTimeoutError

from indicators.model import Source, SourceError
from indicators.network import addresses, lines, reply
from indicators.network.kept import Kept
from indicators.network.reply import AGAIN, Fault, Receive, Unchanged, Wanted
from indicators.subject import SUBJECT
from indicators.version import VERSION

USER_AGENT = f"mali-risk-indicators/{VERSION} (+{SUBJECT.name.en} risk indicators)"
REDIRECTS = 5
_LOGGERS = ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry")
_FAILURES = (requests.RequestException, HTTPError, OSError, UnicodeError, ValueError, zlib.error)
_ASKING = "Check the address and the token."
_UNASKABLE = (
    requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader, requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema, LocationParseError,
)  # fmt: skip
T = TypeVar("T")


class Refused(SourceError):  # noqa: N818  # a word of the project, like SourceError's other kinds
    """The publisher answered 4xx; ``body`` is the beginning of its response, secrets masked."""

    def __init__(self, message: str, status: int, body: bytes) -> None:
        super().__init__(message)
        self.status, self.body = status, body


@dataclass(frozen=True)
class Patience:
    """Timeouts and numbers of attempts; times in seconds."""

    connect: float = 10.0
    read: float = 30.0  # between two pieces of an answer
    whole: float = 240.0  # one request including all attempts and waits
    whole_file: float = 1800.0
    attempts: int = 5
    lookups: int = 2  # attempts where a host's name cannot be resolved
    backoff: float = 1.0  # the first wait, doubled each time
    longest: float = 30.0
    later: float = 30.0  # minimum wait where the publisher asks to come back later
    retry_after: float = 120.0  # a longer wait than this is an error


@dataclass(frozen=True)
class _Ask:
    """One request."""

    base: str
    address: addresses.Address
    url: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    wanted: Wanted
    whole: float


class Client:
    """``model.Web`` over one session, for all the sources of a refresh; safe to use from several threads.

    ``wait`` sleeps between attempts; the default returns at once when ``stop`` is called. ``kept`` is a cache folder for files
    that were parsed successfully: they are requested conditionally, and downloaded again only if they changed.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        *,
        patience: Patience | None = None,
        wait: Callable[[float], object] | None = None,
        environ: Mapping[str, str] | None = None,
        kept: Path | None = None,
    ) -> None:
        self._fetches = {name: one.fetch for one in sources if one.fetch for name in one.fetch.bases}
        self._environ = dict(os.environ if environ is None else environ)
        self.secrets = addresses.secrets(self._fetches.values(), self._environ)
        self.patience = patience or Patience()
        self._stopped = threading.Event()
        self._wait = wait or self._stopped.wait
        self._lines: set[lines.Line] = set()
        self._unresolved: dict[str, Fault] = {}  # hosts given up: every later request to one fails at once
        self._kept = Kept(kept)
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
        """Abort all running requests and refuse new ones."""
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
        wanted = Wanted(tuple(accept), limit, self.patience.later, also_retry)
        got = self._get(self._ask(base, path, params or {}, headers or {}, wanted, self.patience.whole), b"".join)
        assert not isinstance(got, Unchanged)  # nobody asked whether it changed
        return got

    def save(self, base: str, path: str, into: Path, *, accept: Sequence[str], limit: int = 1_000_000_000) -> Path:
        """Download to the file ``into``, which is complete or absent; see ``model.Web``. Raises SourceError, Refused for 4xx."""
        plain = self._ask(base, path, {}, {}, Wanted(tuple(accept), limit, self.patience.later), self.patience.whole_file)
        before = None if plain.address.user or plain.params else self._kept.before(plain.url, limit)
        if before is not None:
            asked = replace(plain, headers=before.headers, wanted=replace(plain.wanted, unchanged=True))
            got = self._get(asked, lambda chunks: reply.write(chunks, into), into)
            if not isinstance(got, Unchanged):
                return got
            if before.copy(into):
                return into
        got = self._get(plain, lambda chunks: reply.write(chunks, into), into)
        assert not isinstance(got, Unchanged)
        return got

    def confirm(self, paths: Iterable[Path]) -> None:
        """Mark files written by ``save`` as valid, so that they are cached for the next refresh."""
        for path in paths:
            self._kept.keep(path)

    def _ask(
        self, base: str, path: str, params: Mapping[str, str], headers: Mapping[str, str], wanted: Wanted, whole: float
    ) -> _Ask:
        address = self._address(base)
        return _Ask(base, address, address.url(path), {**dict(address.params), **params}, headers, wanted, whole)

    def _address(self, base: str) -> addresses.Address:
        fetch = self._fetches.get(base)
        if fetch is None:
            raise SourceError(f"no source declares the base {base!r}.")
        return addresses.resolve(base, fetch, self._environ)

    def _get(self, ask: _Ask, receive: Receive[T], into: Path | None = None) -> T | Unchanged:
        """The body as ``receive`` returns it; ``into`` is the file it makes, which may be kept."""
        until = monotonic() + ask.whole
        attempt, fault = 0, Fault("was not asked", again=True)
        if (known := self._unresolved.get(ask.address.host)) is not None:
            raise self._error(ask, known, self.patience.lookups)
        while attempt < self.patience.attempts:
            attempt += 1
            got = self._attempt(ask, receive, until, into)
            if not isinstance(got, Fault):
                return got
            fault = got
            pause = max(fault.after, min(self.patience.longest, self.patience.backoff * 2 ** (attempt - 1)))
            pause += random.uniform(0, self.patience.backoff)
            last = attempt >= (self.patience.lookups if fault.unresolved else self.patience.attempts)
            too_long = fault.after > self.patience.retry_after or monotonic() + pause >= until
            if not fault.again or too_long or last or self._stopped.is_set():
                break
            self._wait(pause)
        if fault.unresolved:
            self._unresolved[ask.address.host] = fault
        raise self._error(ask, fault, attempt)  # outside any handler, so that no exception chain shows the libraries' messages

    def _error(self, ask: _Ask, fault: Fault, attempts: int) -> SourceError:
        if self._stopped.is_set():
            return SourceError(f"{ask.address.host}: interrupted.")
        tried = f" (tried {attempts} times)" if attempts > 1 and not fault.unresolved else ""
        long = f", and asks to wait {fault.after:,.0f} s" if fault.after > self.patience.retry_after else ""
        said = f"{fault.what} {ask.address.host}" if fault.unresolved else f"{ask.address.host}: {fault.what}"
        message = self.secrets.hide(f"{said}{long}{tried}. {self._remedy(ask, fault)}")
        if 400 <= fault.status < 500:
            return Refused(message, fault.status, self.secrets.hide_bytes(fault.body))
        return SourceError(message)

    def _remedy(self, ask: _Ask, fault: Fault) -> str:
        credential = self._fetches[ask.base].credential
        if fault.status not in (401, 403) or not credential:
            return fault.remedy
        return f"{'Correct' if self._environ.get(credential) else 'Set'} {credential}."

    def _attempt(self, ask: _Ask, receive: Receive[T], until: float, into: Path | None) -> T | Fault | Unchanged:
        got: T | Fault | Unchanged
        with lines.Line(until - monotonic()) as line:
            self._lines.add(line)
            try:
                if self._stopped.is_set():
                    return Fault("interrupted", again=False)
                got = self._exchange(ask, receive, into)
            except reply.Unwritable as error:
                got = Fault(f"the response cannot be written ({error})", again=False, remedy="Check space and permissions.")
            except reply.TooMuch:
                got = Fault(
                    f"sends more than {ask.wanted.limit:,} bytes", again=False, remedy="This is not the expected table."
                )
            except _FAILURES as error:
                got = _read_failure(error, self.patience)
            finally:
                self._lines.discard(line)
        if line.was_cut:  # a body without announced length then only seems to end
            return Fault(f"did not finish within {ask.whole:,.0f} s", again=False)
        return got

    def _exchange(self, ask: _Ask, receive: Receive[T], into: Path | None) -> T | Fault | Unchanged:
        """Follow redirects within the publisher's hosts; tokens and passwords are sent to the first origin only."""
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
                    got = reply.judged(response, ask.wanted, receive)
                    if into is not None and not isinstance(got, Fault | Unchanged) and not (ask.address.user or ask.params):
                        self._kept.made(into, ask.url, response.headers)
                    return got
                url, params = urljoin(response.url, response.headers["Location"]), {}
            if not ask.address.allows(url):
                other = urlsplit(url).hostname or "nowhere"
                return Fault(f"redirects to {other[:80]}, which is not within the publisher's https hosts", again=False)
        return Fault(f"redirects more than {REDIRECTS} times", again=False)


def _read_failure(error: Exception, patience: Patience) -> Fault:
    """A library's exception as a Fault; its own text is not used because it may contain the address with its secrets."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, requests.ConnectTimeout):
        return Fault(f"no connection within {patience.connect:g} s", again=True)
    if isinstance(error, requests.Timeout):
        return Fault(f"no answer within {patience.read:g} s", again=True)
    if isinstance(error, ReadTimeoutError | TimeoutError):
        return Fault(f"stopped sending for {patience.read:g} s", again=True)
    if isinstance(error, requests.exceptions.ProxyError):
        return Fault("cannot be reached through the proxy", again=True, remedy=f"Check HTTPS_PROXY. {AGAIN}")
    if isinstance(error, requests.exceptions.SSLError | ssl.SSLError):
        return Fault("its certificate is not accepted", again=False, remedy="Check this machine's clock and certificates.")
    if isinstance(cause, NameResolutionError):
        remedy = f"Check the connection to the internet. {AGAIN}"
        return Fault("could not resolve host", again=True, remedy=remedy, unresolved=True)
    if isinstance(cause, NewConnectionError):
        return Fault("the connection is refused", again=True)
    if isinstance(error, zlib.error):
        return Fault("sends a damaged gzip stream", again=True)
    if isinstance(error, requests.ConnectionError | HTTPError | OSError) and not isinstance(error, _UNASKABLE):
        return Fault("breaks off in the middle of its answer", again=True)
    return Fault("cannot be requested: an address or header contains invalid characters", again=False, remedy=_ASKING)


class _Adapter(HTTPAdapter):
    """Connections that ``lines`` can close from outside; without retries of its own."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = lines.POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = lines.POOLS
        return manager


def _no_netrc(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps requests from looking for a password in ~/.netrc."""
    return request
