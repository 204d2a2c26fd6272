"""The dashboard in a real browser: a server, a window, and what goes wrong in it. For the browser tests and README's picture."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WAIT = 120_000  # milliseconds: on a slow machine with all cores taken
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def serving() -> Iterator[str]:
    """The address of ``python -m indicators serve`` on a free port, ended at the end."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "indicators", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                break
        time.sleep(0.2)
    try:
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def chromium():
    """A headless Chromium, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """One browser window on the dashboard, and what went wrong in it."""

    def __init__(self, browser, address, width=1280, theme="light"):
        self.address = address
        self.context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme, accept_downloads=True)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text) if wrong(message) else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: None if local(request.url) else self.foreign.append(request.url))

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.wait_for_selector('[data-testid="stMain"] h1', timeout=WAIT)
        self.settle()

    def settle(self) -> None:
        """Until the script has run and every chart is drawn."""
        self.page.wait_for_timeout(400)  # a rerun the page is about to ask for shows as running only then
        self.page.wait_for_selector(IDLE, timeout=WAIT)
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(one => one.querySelector('svg, canvas'))",
            timeout=WAIT,
        )

    def resize(self, width: int) -> None:
        """The window made ``width`` pixels wide, the page settled in it."""
        if self.page.viewport_size["width"] != width:
            self.page.set_viewport_size({"width": width, "height": 1000})
            self.settle()

    def text(self) -> str:
        return self.page.inner_text('[data-testid="stMain"]')

    def cards(self) -> list[str]:
        self.page.wait_for_selector('[data-testid="stMetricValue"]', timeout=WAIT)
        return [one.strip() for one in self.page.locator('[data-testid="stMetricValue"]').all_inner_texts()]

    def wider_than_the_window(self) -> int:
        return self.page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - window.innerWidth) }"
        )


def wrong(message) -> bool:
    """Whether a console message is an error of the page.

    On a link to a page below the root Streamlit's own code asks for its health file there first, is told 404, and goes on at
    the root: the browser logs that, and no page can help it.
    """
    return message.type == "error" and not message.location["url"].endswith(("/_stcore/health", "/_stcore/host-config"))


def local(url: str) -> bool:
    return url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:"))
