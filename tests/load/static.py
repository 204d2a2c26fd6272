"""Requests a second of the published site through nginx, against one bare file of as many bytes in the same run.

nginx has one worker on one core, wrk (https://github.com/wg/wrk) asks from the other over 32 connections that stay open. Kinds are
asked for in turn, three times, and the middle of three is told.
"""

from __future__ import annotations

import gzip
import re
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import psutil

from tests.load.cores import on, readers_core, servers_core
from tests.replicas import NGINX, ROOT, free, ready

SECONDS, CONNECTIONS, ROUNDS = 4, 32, 3
FETCHED = re.compile(r'<(?:script|img)\b[^>]*?\bsrc="([^"]+)"|<link rel="(?:preload|stylesheet)" href="([^"]+)"')
SCRIPT = """
local paths, place = {%s}, 0
request = function() place = place %% #paths + 1 return wrk.format("GET", paths[place], {["Accept-Encoding"] = "%s"}) end
"""
TEXT = (".html", ".js", ".css", ".json", ".csv", ".svg", ".xml")


@contextmanager
def by_nginx(folder: Path, site: Path) -> Iterator[str]:
    """The address of ``site`` behind nginx with the project's own configuration, its port and folder replaced, one worker."""
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
        yield f"http://127.0.0.1:{port}"
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


def asked(address: str, paths: list[str], coding: str, folder: Path) -> float:
    """Requests a second over SECONDS. Raises RuntimeError where one was not answered with 200."""
    script = folder / "paths.lua"
    script.write_text(SCRIPT % (", ".join(f'"/{one}"' for one in paths), coding))
    with on(readers_core()):
        words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), address]
        told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]


def sent(site: Path, paths: list[str], coding: str) -> int:
    """Bytes of the bodies of these files, as they go out."""
    packed = [site / f"{one}.gz" for one in paths]
    return sum(
        (small if coding == "gzip" and small.exists() else site / one).stat().st_size
        for one, small in zip(paths, packed, strict=True)
    )


def measured(site: Path, folder: Path) -> None:
    """Print requests a second of each kind, of a bare file of as many bytes, and their ratio."""
    pages = sorted(one.relative_to(site).as_posix() for one in site.glob("*/*.html"))
    first = visit(site, "en/index.html")
    again = [one for one in first if not one.startswith("assets/") and not one.startswith("files/")]
    with by_nginx(folder, site) as address:
        gathered = {"pages, compressed at each request": (pages, "gzip", rounds(address, site, pages, "gzip", folder))}
        compress(site)
    with by_nginx(folder, site) as address:
        for name, paths, coding in (
            ("pages, compressed beforehand", pages, "gzip"), ("pages, not compressed", pages, "identity"),
            ("all of a first visit", first, "gzip"), ("the same page again", again, "gzip"),
            ("api/v1/latest.json", ["api/v1/latest.json"], "gzip"),
        ):  # fmt: skip
            gathered[name] = (paths, coding, rounds(address, site, paths, coding, folder))
    for name, (paths, coding, (own, bare)) in gathered.items():
        each = sent(site, paths, coding) / len(paths)
        print(
            f"{name}: {len(paths)} files, {each / 1000:.0f} kB each; {own:,.0f} a second, bare file {bare:,.0f}, {own / bare:.2f} times"
        )
    print(f"first visit: {len(first)} requests, {sent(site, first, 'gzip') / 1e6:.2f} MB; load {psutil.getloadavg()[0]:.1f}")


def rounds(address: str, site: Path, paths: list[str], coding: str, folder: Path) -> tuple[float, float]:
    """Requests a second of the paths and of a bare file as long as their mean, asked for in turn."""
    (site / "bare.bin").write_bytes(b"x" * round(sent(site, paths, coding) / len(paths)))
    try:
        both = [
            (asked(address, paths, coding, folder), asked(address, ["bare.bin"], "identity", folder)) for _ in range(ROUNDS)
        ]
    finally:
        (site / "bare.bin").unlink()
    own, bare = (statistics.median(one) for one in zip(*both, strict=True))
    return own, bare
