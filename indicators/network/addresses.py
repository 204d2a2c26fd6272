"""Where publishers are: base addresses, moved ones, the hosts a redirect may lead to, and what must not be shown.

A base is moved with ``INDICATORS_<NAME>_URL`` (a mirror, a proxy): https, or http on this machine only. It may hold a path,
a user and password, and a query that is added to every request; what it holds beyond host and path is treated as secret.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, quote, quote_plus, unquote, urlsplit

from indicators.model import Fetch, SourceError

_SHORTEST = 4  # a secret of fewer letters would blot out ordinary words


@dataclass(frozen=True)
class Address:
    """A base as requests are made to it; ``root`` is scheme, host, port and path, without user or query."""

    root: str
    hosts: frozenset[str]
    user: tuple[str, str] | None = field(default=None, repr=False)
    params: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def host(self) -> str:
        """The publisher's host, as messages name it."""
        return urlsplit(self.root).hostname or ""

    def url(self, path: str) -> str:
        """The address of ``path`` below the base; raises SourceError for a path that leaves it."""
        parts = urlsplit(path)
        if parts.scheme or parts.netloc or "\\" in path or ".." in unquote(parts.path).split("/"):
            raise SourceError(f"{self.host}: names a file outside its own folder. Run refresh again.")
        return f"{self.root.rstrip('/')}/{path.lstrip('/')}"

    def allows(self, url: str) -> bool:
        """Whether a redirect may lead to ``url``: https within the publisher's hosts, or back to this machine's mirror."""
        try:
            parts = urlsplit(url)
            secure = parts.scheme == "https" or (parts.scheme == "http" and _loopback(self.host) and _loopback(parts.hostname))
            return secure and parts.username is None and parts.hostname in self.hosts and parts.port != 0
        except ValueError:
            return False


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port: what tokens and passwords are sent to, and nothing else."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def variable(name: str) -> str:
    """The environment variable that moves the base of this name."""
    return f"INDICATORS_{name.upper().replace('-', '_')}_URL"


def resolve(name: str, fetch: Fetch, environ: Mapping[str, str]) -> Address:
    """Where the base ``name`` is now; raises SourceError for an address that may not be used, without showing it."""
    moved = environ.get(variable(name), "").strip()
    written = moved or fetch.bases[name]
    where = variable(name) if moved else f"the base {name}"
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        raise SourceError(f"{where}: is not an address. Write https://host/path.") from None
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise SourceError(f"{where}: is not an address. Write https://host/path.")
    if parts.scheme == "http" and not _loopback(parts.hostname):
        raise SourceError(f"{where}: must begin with https:// (http is for this machine only).")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    root = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{parts.path}"
    return Address(
        root, frozenset({*fetch.hosts, parts.hostname}), _user(parts), tuple(parse_qsl(parts.query, keep_blank_values=True))
    )


def _user(parts: SplitResult) -> tuple[str, str] | None:
    return None if parts.username is None else (unquote(parts.username), unquote(parts.password or ""))


def _loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


class Secrets(logging.Filter):
    """Values that no message, log or traceback may show, in every spelling they travel in; a filter for loggers too."""

    def __init__(self, values: Iterable[str]) -> None:
        super().__init__()
        spelt = {
            spelling
            for value in (value.strip() for value in values)
            if len(value) >= _SHORTEST
            for spelling in (value, quote(value), quote(value, safe=""), quote_plus(value), repr(value)[1:-1])
        }
        self._spelt = sorted(spelt, key=len, reverse=True)  # the longest first, lest a part of it remain

    def hide(self, text: str) -> str:
        """The text with ``***`` for each secret."""
        for value in self._spelt:
            text = text.replace(value, "***")
        return text

    def hide_bytes(self, data: bytes) -> bytes:
        """The same for a body."""
        for value in self._spelt:
            data = data.replace(value.encode(), b"***")
        return data

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide secrets in a log record; every record is kept."""
        record.msg, record.args = self.hide(record.getMessage()), None
        return True


def secrets(fetches: Iterable[Fetch], environ: Mapping[str, str]) -> Secrets:
    """Tokens named by ``Fetch.credential``, and what moved bases hold beyond host and path."""
    found: set[str] = set()
    for fetch in fetches:
        found.add(environ.get(fetch.credential, "") if fetch.credential else "")
        for name in fetch.bases:
            found |= _hidden(environ.get(variable(name), "").strip())
    return Secrets(found)


def _hidden(moved: str) -> set[str]:
    try:
        parts = urlsplit(moved)
    except ValueError:
        return {moved}
    user = _user(parts) or ("", "")
    basic = base64.b64encode(":".join(user).encode()).decode() if any(user) else ""
    raw = parts.netloc.rpartition("@")[0]
    return {*user, raw, *raw.split(":", 1), basic, parts.query, *(value for _, value in parse_qsl(parts.query))}
