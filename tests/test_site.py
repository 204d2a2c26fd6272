"""The documentation's site: built without a warning, its links lead somewhere, it asks no other host, and tells every declaration."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from indicators.registry import DIMENSIONS, INDICATORS

ROOT = Path(__file__).resolve().parents[1]
LEADS = re.compile(r"""<(?:a|link|script|img|source)\b[^>]*?\b(?:href|src|srcset)=["']?([^"'\s>]+)""")
FETCHED = re.compile(
    r"""<(?:script|img|source|link rel=["']?(?:stylesheet|icon))\b[^>]*?\b(?:href|src|srcset)=["']?(https?://[^"'\s>]+)"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict", "--quiet", "--site-dir", str(folder)]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def test_every_link_of_the_site_leads_to_a_file_of_it(site: Path) -> None:
    lost, count = set(), 0
    for name, text in pages(site).items():
        if name == "404.html":  # served at any address, with absolute links
            continue
        for found in LEADS.findall(text):
            to = unescape(found)
            if re.match(r"[a-z]+:|#", to):
                continue
            path = unquote(urljoin(f"/{name}", to).partition("#")[0]).lstrip("/")
            count += 1
            if not (site / path).is_file():
                lost.add((name, to))
    assert lost == set()
    assert count > 100


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    assert {name: FETCHED.findall(text) for name, text in pages(site).items() if FETCHED.findall(text)} == {}


def test_the_method_tells_every_dimension_and_indicator_in_both_languages(site: Path) -> None:
    for page, key in (("method", "en"), ("methode", "fr")):
        text = unescape((site / f"{page}.html").read_text(encoding="utf-8"))
        for one in (*DIMENSIONS.values(), *INDICATORS.values()):
            assert getattr(one.name, key) in text, one.key
        assert all(f"<code>{one}</code>" in text for one in INDICATORS)
