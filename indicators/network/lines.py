"""A connection that can be hung up from outside, by its deadline or by whoever ends the program.

A read timeout only bounds the silence between two bytes: a publisher that sends one byte every few seconds would keep a reader
for ever, in its headers as well as in a body. Hanging up ends any read at once.
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
    """What is hung up."""

    def shutdown(self, how: int, /) -> object:
        """End both directions, so that whoever reads is woken."""


class Line:
    """The connection in use by this thread while the ``with`` lasts; hung up after ``seconds``."""

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
        """Hang up, now and whatever is dialled hereafter."""
        with self._lock:
            self.was_cut = True
            self._hang_up()

    def hold(self, socket: Socket | None) -> None:
        """This is the socket from now on."""
        with self._lock:
            self._socket = socket
            if self.was_cut:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # it ended by itself
                self._socket.shutdown(_BOTH_WAYS)


def hold(socket: Socket | None) -> None:
    """Give the socket to this thread's line, where it has one."""
    line: Line | None = getattr(_current, "line", None)
    if line is not None:
        line.hold(socket)


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        hold(self.sock)

    def request(self, *arguments: Any, **options: Any) -> None:
        hold(self.sock)  # kept open from the request before, or not yet there
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
