"""A publisher on this machine, over real sockets, that can misbehave in every way a network or a server does."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]
SILENCE = 1.5  # seconds a publisher says nothing: longer than anybody waits
PATIENCE = {"connect": 1.0, "read": 1.0, "whole": 6.0, "whole_file": 6.0, "attempts": 3, "backoff": 0.01, "longest": 0.02}


class Publisher(ThreadingHTTPServer):
    """Answers ``/path`` with what ``answers`` says, a callable or bytes, ``*`` for any other path; ``asked`` lists the requests."""

    daemon_threads = True
    request_queue_size = 64  # all sources knock at once

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer | bytes] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Publisher

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """Answer as told; 404 for what nobody told."""
        path = self.path.partition("?")[0]
        self.server.asked.append((self.path, dict(self.headers.items())))
        answer = self.server.answers.get(path, self.server.answers.get("*"))
        if answer is None:
            self.send(404, "text/html", b"none")
        elif isinstance(answer, bytes):
            self.send(200, "text/plain", answer)
        else:
            answer(self)

    def send(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        """Status, headers (underscores for hyphens) and body."""
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | headers).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def times(self) -> int:
        """How often this path was asked for, this time included."""
        return sum(path.partition("?")[0] == self.path.partition("?")[0] for path, _ in self.server.asked)


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A running publisher, ended at the end."""
    server = Publisher()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def status(code: int, kind: str = "text/plain", body: bytes = b"no", **headers: str) -> Answer:
    """Always this status."""
    return lambda handler: handler.send(code, kind, body, **headers)


def first(answer: Answer, then: bytes, count: int = 1) -> Answer:
    """``answer`` the first ``count`` times, then good data."""
    return lambda handler: answer(handler) if handler.times() <= count else handler.send(200, "text/plain", then)


def slow_to_answer(handler: Handler) -> None:
    """Says nothing for longer than anybody waits."""
    time.sleep(SILENCE)


def slow_body(handler: Handler) -> None:
    """Half a body, then silence."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"2020-01,1\n")
    handler.wfile.flush()
    time.sleep(SILENCE)


def dripping(handler: Handler) -> None:
    """A byte now and then, for ever: no read ever times out."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def endless(handler: Handler) -> None:
    """Bytes without end, as fast as they go."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"2020-01,1\n" * 1000)
    except OSError:
        return


def reset(handler: Handler) -> None:
    """Half a body, then the connection is torn down."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"2020-01,1\n")
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def damaged_gzip(handler: Handler) -> None:
    """A gzip stream that ends too early."""
    body = gzip.compress(b"2020-01,1\n" * 500)[:-20]
    handler.send(200, "text/plain", body, Content_Encoding="gzip")


def gzip_bomb(handler: Handler) -> None:
    """A small body that unpacks to many megabytes."""
    handler.send(200, "text/plain", gzip.compress(b"0" * 40_000_000), Content_Encoding="gzip")


def elsewhere(handler: Handler) -> None:
    """A redirect to another host."""
    handler.send(302, "text/html", b"", Location="https://example.net/deaths.txt")


def loop(handler: Handler) -> None:
    """A redirect to itself."""
    handler.send(302, "text/html", b"", Location=handler.path)


def hung_up(handler: Handler) -> None:
    """The connection is torn down before a word is said."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
