"""Requests a second of the published site through nginx, against one bare file of as many bytes in the same run.

nginx has one worker on one core, wrk (https://github.com/wg/wrk) asks from the other over 32 connections that stay open. The site and
the bare file are asked for in turn, three times, and the middle of three is told: by the clock, and by the processor time nginx used,
which other work on the machine moves less.
"""

from __future__ import annotations

import gzip
import re
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import psutil

from tests.load.cores import on, processor, readers_core, servers_core
from tests.replicas import NGINX, ROOT, free, ready

SECONDS, CONNECTIONS, ROUNDS = 2, 32, 3
FETCHED = re.compile(r'<(?:script|img)\b[^>]*?\bsrc="([^"]+)"|<link rel="(?:preload|stylesheet)" href="([^"]+)"')
SCRIPT = """
local paths, place = {%s}, 0
request = function() place = place %% #paths + 1 return wrk.format("GET", paths[place], {["Accept-Encoding"] = "%s"}) end
"""
TEXT = (".html", ".js", ".css", ".json", ".csv", ".svg", ".xml")


@dataclass(frozen=True)
class Served:
    """Where nginx answers, its one worker, and a folder to write into."""

    address: str
    worker: psutil.Process
    folder: Path


@contextmanager
def by_nginx(folder: Path, site: Path) -> Iterator[Served]:
    """``site`` behind nginx with the project's own configuration, its port and folder replaced, one worker."""
    (port,) = free(1)
    text = (ROOT / "deploy" / "site.conf").read_text()
    for old, new in (("listen 8080", f"listen 127.0.0.1:{port}"), ("/srv/site", str(site))):
        assert old in text
        text = text.replace(old, new)
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "site.conf").write_text(
        f"user root; daemon off; worker_processes 1; pid {folder}/site.pid; error_log {folder}/site.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}{text}}}\n"
    )
    with on(servers_core()):
        server = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "site.conf")], stderr=subprocess.DEVNULL)
    try:
        ready(f"http://127.0.0.1:{port}/")
        (worker,) = psutil.Process(server.pid).children()
        yield Served(f"http://127.0.0.1:{port}", worker, folder)
    finally:
        server.terminate()
        server.wait(timeout=30)


def visit(site: Path, page: str) -> list[str]:
    """The paths a browser without a cache asks for to show a page: itself, its scripts, pictures, style and the fonts that names."""
    found = [page]
    for one in FETCHED.findall((site / page).read_text(encoding="utf-8")):
        found.append(urljoin(page, unescape(one[0] or one[1])))
    for style in [one for one in found if one.endswith(".css")]:
        found += [urljoin(style, one) for one in re.findall(r'url\("([^"]+)"\)', (site / style).read_text())]
    return list(dict.fromkeys(found))


def compress(site: Path) -> None:
    """A .gz beside every text of the site, as the configuration's comment says."""
    for one in site.rglob("*"):
        if one.suffix in TEXT and one.is_file() and one.stat().st_size > 1024:
            one.with_name(one.name + ".gz").write_bytes(gzip.compress(one.read_bytes(), 9, mtime=0))


@dataclass(frozen=True)
class Rate:
    """Requests a second of the clock, and a second of the processor that the server used."""

    clock: float
    processor: float


def asked(served: Served, paths: list[str], coding: str) -> Rate:
    """What wrk got over SECONDS. Raises RuntimeError where a request was not answered with 200."""
    script = served.folder / "paths.lua"
    script.write_text(SCRIPT % (", ".join(f'"/{one}"' for one in paths), coding))
    before = processor(served.worker)
    with on(readers_core()):
        words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), served.address]
        told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    spent = processor(served.worker) - before
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    many, clock = (float(re.search(form, told)[1]) for form in (r"(\d+) requests in", r"Requests/sec:\s+([\d.]+)"))  # type: ignore[index]
    return Rate(clock, many / spent)


def sent(site: Path, paths: list[str], coding: str) -> int:
    """Bytes of the bodies of these files, as they go out."""
    packed = [site / f"{one}.gz" for one in paths]
    return sum(
        (small if coding == "gzip" and small.exists() else site / one).stat().st_size
        for one, small in zip(paths, packed, strict=True)
    )


def measured(site: Path, folder: Path) -> None:
    """Print for each kind requests a second, of the clock and of the server's processor, beside a bare file of as many bytes."""
    pages = sorted(one.relative_to(site).as_posix() for one in site.glob("*/*.html"))
    first = visit(site, "en/index.html")
    kinds = {
        "pages, compressed beforehand": (pages, "gzip"), "pages, not compressed": (pages, "identity"), "a first visit": (first, "gzip"),
        "api/v1/latest.json": (["api/v1/latest.json"], "gzip"),
    }  # fmt: skip
    print("kind: files, kB each; a second of the clock, of the processor; a bare file of as many bytes; times")
    with by_nginx(folder, site) as served:
        print(line(served, site, "pages, compressed at each request", pages, "gzip"), flush=True)
        compress(site)
    with by_nginx(folder, site) as served:
        for name, (paths, coding) in kinds.items():
            print(line(served, site, name, paths, coding), flush=True)
    print(f"first visit: {len(first)} requests, {sent(site, first, 'gzip') / 1e6:.2f} MB")


def line(served: Served, site: Path, name: str, paths: list[str], coding: str) -> str:
    """A kind and a bare file as long as the mean of its files, asked for in turn, the middle of ROUNDS."""
    each = round(sent(site, paths, coding) / len(paths))
    (site / "bare.bin").write_bytes(b"x" * each)
    both = [(asked(served, paths, coding), asked(served, ["bare.bin"], "identity")) for _ in range(ROUNDS)]
    own, bare = (
        Rate(statistics.median(one.clock for one in kind), statistics.median(one.processor for one in kind))
        for kind in zip(*both, strict=True)
    )
    told = f"{len(paths)}, {each / 1000:.1f}; {own.clock:,.0f}, {own.processor:,.0f}; {bare.clock:,.0f}, {bare.processor:,.0f}"
    ratios = f"{own.clock / bare.clock:.2f}, {own.processor / bare.processor:.2f}"
    return f"{name}: {told}; {ratios}; load {psutil.getloadavg()[0]:.1f}"
