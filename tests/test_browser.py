"""The dashboard in a real browser. Skipped where there is no Chromium; in CI a missing one fails."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import indicators

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium found"),
]


@pytest.fixture(scope="module")
def address():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "indicators", "serve", "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=Path(__file__).resolve().parents[1], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                break
        time.sleep(0.2)
    yield f"http://localhost:{port}"
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "Chromium is required in CI: apt-get install chromium"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_the_first_page_opens_without_errors(address, browser, width, theme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    page = context.new_page()
    errors: list[str] = []
    foreign: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: foreign.append(request.url) if not local(request.url) else None)
    page.goto(address)
    page.wait_for_selector('[data-testid="stVegaLiteChart"]:visible', timeout=30_000)
    page.wait_for_selector("text=/^Sources$/", state="attached", timeout=30_000)
    shown = page.locator('[data-testid="stMetricValue"]').all_inner_texts()
    assert not errors
    assert not foreign
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    scores = indicators.scores()
    last = scores[scores["period"] == scores["period"].max()].set_index("key")["score"]
    assert shown[0].strip() == f"{last['index']:.1f}"
    context.close()


def local(url: str) -> bool:
    return url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:"))
