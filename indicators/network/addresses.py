"""Base addresses of publishers, their overrides, the hosts a redirect may lead to, and secrets that must not be shown.

``INDICATORS_<NAME>_URL`` overrides a base address (a mirror, a proxy): https, or http on this machine only. It may contain a
path, a user and password, and a query that is added to every request; everything except host and path is treated as secret.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, quote, quote_plus, unquote, urlsplit

from indicators.model import Fetch, SourceError

_SHORTEST = 4  # shorter secrets would also mask ordinary words


@dataclass(frozen=True)
class Address:
    """A base address as used for requests; ``root`` is scheme, host, port and path, without user or query."""

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
            raise SourceError(f"{self.host}: links to a file outside its own folder. Run refresh again.")
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
    """Scheme, host and port: tokens and passwords are sent to this origin only."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def variable(name: str) -> str:
    """The environment variable that overrides the base of this name."""
    return f"INDICATORS_{name.upper().replace('-', '_')}_URL"


def resolve(name: str, fetch: Fetch, environ: Mapping[str, str]) -> Address:
    """The address in use for the base ``name``; raises SourceError for an invalid address, without showing it."""
    moved = environ.get(variable(name), "").strip()
    written = moved or fetch.bases[name]
    where = variable(name) if moved else f"the base {name}"
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        raise SourceError(f"{where}: is not a valid address. Write https://host/path.") from None
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise SourceError(f"{where}: is not a valid address. Write https://host/path.")
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
    """Masks secret values, in every encoding they are sent in, in messages, logs and tracebacks; also a logging filter."""

    def __init__(self, values: Iterable[str]) -> None:
        super().__init__()
        spelt = {
            spelling
            for value in (value.strip() for value in values)
            if len(value) >= _SHORTEST
            for spelling in (value, quote(value), quote(value, safe=""), quote_plus(value), repr(value)[1:-1])
        }
        self._spelt = sorted(spelt, key=len, reverse=True)  # longest first, so that no part remains

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
    """Tokens named by ``Fetch.credential``, and the user, password and query of overridden bases."""
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
