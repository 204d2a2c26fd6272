"""Two replicas of the dashboard behind Debian's nginx, as compose.yaml and deploy/nginx.conf have them, on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def free(many: int) -> list[int]:
    """Ports nothing listens on."""
    probes = [socket.socket() for _ in range(many)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@dataclass
class Replicas:
    """``address`` is nginx's; ``servers`` are the replicas by port."""

    address: str
    servers: dict[int, subprocess.Popen[bytes]]
    requests: Path  # a line a request: the replica that answered, status, path
    folder: Path = field(repr=False)

    def kill(self, port: int) -> None:
        """End a replica and all it started at once, as a machine that fails."""
        import psutil

        for one in [*psutil.Process(self.servers[port].pid).children(recursive=True), self.servers[port]]:
            one.send_signal(signal.SIGKILL)
        self.servers[port].wait()

    def answered(self, part: str) -> list[tuple[str, int]]:
        """Port of the replica and status of every request with ``part`` in its path."""
        lines = [line.split(" ", 2) for line in self.requests.read_text().splitlines()]
        return [(where.rsplit(":", 1)[-1], int(status)) for where, status, path in lines if part in path]


@contextmanager
def behind_nginx(folder: Path, data: Path) -> Iterator[Replicas]:
    """Two replicas over the data folder ``data`` behind nginx with the project's own configuration, its names and port replaced."""
    one, two, front = free(3)
    servers = {port: _replica(port, data) for port in (one, two)}
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for old, new in (
        ("one:8501", f"127.0.0.1:{one}"),
        ("two:8501", f"127.0.0.1:{two}"),
        ("listen 8080", f"listen 127.0.0.1:{front}"),
    ):
        assert old in text
        text = text.replace(old, new)
    requests = folder / "requests.log"
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ log_format one '$upstream_addr $status $request_uri'; access_log {requests} one;\n"
        + "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"{text}}}\n"
    )
    proxy = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        for port in (one, two, front):
            assert ready(f"http://127.0.0.1:{port}/_stcore/health") == b"ok"
        yield Replicas(f"http://127.0.0.1:{front}", servers, requests, folder)
    finally:
        for process in (proxy, *servers.values()):
            process.terminate()
        for process in (proxy, *servers.values()):
            process.wait(timeout=30)


def _replica(port: int, data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "indicators", "serve", "--port", str(port), "--address", "127.0.0.1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "INDICATORS_DATA": str(data)}, **quiet)


def ready(address: str, seconds: float = 90) -> bytes:
    """What is answered at an address, once something answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            assert time.monotonic() < until, f"nothing answers at {address}"
            time.sleep(0.2)
