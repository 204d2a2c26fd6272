"""A page of another name that was made to lead to this machine (DNS rebinding) is given no data by the dashboard's server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.window import serving


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving() as address:
        yield urlsplit(address).port or 0


def status(port: int, host: str) -> str:
    """The first line with which the server answers a browser that asks for a websocket under ``host``."""
    asked = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with socket.create_connection(("localhost", port), timeout=60) as connection:
        connection.sendall(asked.encode())
        return connection.recv(100).split(b"\r\n")[0].decode()


@pytest.mark.parametrize("host", ["localhost:{}", "127.0.0.1:{}", "[::1]:{}", "LOCALHOST:{}"])
def test_this_machine_gets_a_websocket(port: int, host: str) -> None:
    assert status(port, host.format(port)) == "HTTP/1.1 101 Switching Protocols"


@pytest.mark.parametrize(
    "host", ["rebound.example:{}", "localhost.rebound.example:{}", "127.0.0.1.rebound.example", "192.0.2.7:{}"]
)
def test_a_foreign_name_gets_none(port: int, host: str) -> None:
    assert status(port, host.format(port)).startswith("HTTP/1.1 403")
