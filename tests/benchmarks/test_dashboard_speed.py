"""How fast the dashboard is: run with ``make bench``. Figures that are no single time stand in ``extra_info``."""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import threading
import time

import pytest

from tests.benchmarks.sessions import ROOT, Session, resident, serving

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
MONTHS = [f"{year}-{month:02}" for year in range(2012, 2026) for month in range(1, 13)]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BARE = """
import altair as alt, pandas as pd, streamlit as st
st.altair_chart(alt.Chart(pd.DataFrame({"x": [1, 2, 3], "y": [1, 3, 2]})).mark_line().encode(x="x", y="y"))
"""


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


@pytest.fixture(scope="module")
def dashboard():
    with serving(ROOT / "dashboard.py") as (port, process):
        yield port, process


def test_an_interaction(benchmark, dashboard):
    """Another last month, from the server's side: asked for until the script has run. Every page in turn."""
    port, _ = dashboard
    chosen = random.Random(1)
    told = {}
    for page in ("", "conflict", "governance", "military", "development", "compare", "method"):
        reader = Session(port)
        reader.ask("", page)
        times = [reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01", page) for _ in range(40)]
        told[page or "overview"] = f"median {statistics.median(times) * 1000:.0f} ms, p95 {p95(times) * 1000:.0f} ms"
        reader.close()
    benchmark.extra_info["by page"] = told
    print("\n".join(f"{page}: {line}" for page, line in told.items()))
    reader = Session(port)
    reader.ask("")
    benchmark.pedantic(lambda: reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01"), rounds=40)
    reader.close()


def test_twenty_readers_at_once(benchmark, dashboard):
    """Twenty sessions, each asking for 8 views with 3 to 9 seconds of thought between them."""
    port, _ = dashboard
    times: list[float] = []

    def read(seed: int) -> None:
        chosen = random.Random(seed)
        reader = Session(port)
        reader.ask("")
        for _ in range(8):
            time.sleep(chosen.uniform(3, 9))
            times.append(reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01", chosen.choice(["", "conflict", "military"])))
        reader.close()

    def everybody() -> None:
        readers = [threading.Thread(target=read, args=(seed,)) for seed in range(20)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()

    benchmark.pedantic(everybody, rounds=1)
    benchmark.extra_info["p95_ms"] = round(p95(times) * 1000)
    print(f"20 readers: median {statistics.median(times) * 1000:.0f} ms, p95 {p95(times) * 1000:.0f} ms")
    assert len(times) == 160


def test_memory_over_500_reruns(benchmark, dashboard):
    port, process = dashboard
    reader = Session(port)
    chosen = random.Random(3)
    for _ in range(100):
        reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01")
    before = resident(process)
    benchmark.pedantic(lambda: [reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01") for _ in range(500)], rounds=1)
    after = resident(process)
    reader.close()
    benchmark.extra_info["mb"] = f"{before:.0f} before, {after:.0f} after"
    print(f"memory: {before:.0f} MB after 100 reruns, {after:.0f} MB after 600")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found")
def test_the_overview_against_a_bare_page(benchmark, dashboard, tmp_path):
    """From opening a fresh window to the first chart drawn, in Chromium; in turn with a page of one chart."""
    from playwright.sync_api import sync_playwright

    script = tmp_path / "bare.py"
    script.write_text(BARE)
    with serving(script) as (bare, _), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def first_chart(port: int, selector: str) -> float:
            context = browser.new_context()
            page = context.new_page()
            start = time.perf_counter()
            page.goto(f"http://localhost:{port}")
            page.wait_for_selector(selector, state="visible", timeout=60_000)
            taken = time.perf_counter() - start
            context.close()
            return taken

        drawn = "svg.marks, canvas.marks"
        first_chart(bare, drawn), first_chart(dashboard[0], f".st-key-chart_index {drawn.split(',')[0]}")
        times: dict[str, list[float]] = {"bare": [], "overview": []}
        for _ in range(7):
            times["bare"].append(first_chart(bare, drawn))
            times["overview"].append(first_chart(dashboard[0], ".st-key-chart_index svg.marks"))
        browser.close()
    one, other = (statistics.median(times[name]) for name in ("bare", "overview"))
    benchmark.extra_info["seconds"] = f"bare {one:.2f}, overview {other:.2f}, {other / one:.2f} times"
    print(f"bare page {one:.2f} s, overview {other:.2f} s: {other / one:.2f} times")
    benchmark.pedantic(lambda: None, rounds=1)
