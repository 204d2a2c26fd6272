"""Connections that can be closed from outside: by a deadline, or when the program is interrupted.

A read timeout only limits the time between two bytes: a server that sends one byte every few seconds could keep a connection
open forever, in the headers as well as in the body. Shutting down the socket ends any read at once.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Protocol

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_BOTH_WAYS = 2  # socket.SHUT_RDWR
_current = threading.local()


class Socket(Protocol):
    """The part of a socket that is used here."""

    def shutdown(self, how: int, /) -> object:
        """Shut down both directions, so that a blocked read returns."""


class Line:
    """The connection used by this thread inside the ``with`` block; closed after ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self.was_cut = False
        self._socket: Socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(max(0.0, seconds), self.cut)
        self._timer.daemon = True

    def __enter__(self) -> Line:
        _current.line = self
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        _current.line = None

    def cut(self) -> None:
        """Close the connection, and every later one of this line."""
        with self._lock:
            self.was_cut = True
            self._hang_up()

    def hold(self, socket: Socket | None) -> None:
        """Set the socket in use."""
        with self._lock:
            self._socket = socket
            if self.was_cut:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # already closed
                self._socket.shutdown(_BOTH_WAYS)


def hold(socket: Socket | None) -> None:
    """Register the socket with this thread's line, if there is one."""
    line: Line | None = getattr(_current, "line", None)
    if line is not None:
        line.hold(socket)


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        hold(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        hold(self.sock)  # still open from the previous request, or None
        super().request(*arguments, **options)


class _SecureConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        hold(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        hold(self.sock)
        super().request(*arguments, **options)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


POOLS = {"http": _Pool, "https": _SecurePool}
