"""How fast the dashboard is: run with ``make bench``. Figures that are no single time stand in ``extra_info``."""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Sequence

import psutil
import pytest

from indicators.wording import PAGES
from tests.benchmarks.sessions import ROOT, Session, resident, serving

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
MONTHS = [f"{year}-{month:02}" for year in range(2012, 2026) for month in range(1, 13)]
READERS = 30
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


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The port of a page of one chart, against which every page is measured in the same run."""
    script = tmp_path_factory.mktemp("bare") / "bare.py"
    script.write_text(BARE)
    with serving(script) as (port, _):
        yield port


def test_a_rerun_of_every_page_against_a_bare_one(benchmark, dashboard, bare):
    """Another last month, asked for until the script has run, in turn with the bare page: months not seen before, then the same again."""
    one = Session(bare)
    told = {}
    for page in ("", *(name for name in PAGES if name != "overview")):
        reader, plain, new, seen = Session(dashboard[0]), [], [], []
        reader.ask("", page)
        months = random.Random(1).sample(MONTHS, 20)
        for times in (new, seen):
            for month in months:
                plain.append(one.ask(f"a={month}"))
                times.append(reader.ask(f"to={month}&from=2005-01", page))
        reader.close()
        least = statistics.median(plain)
        told[page or "overview"] = (
            f"new months {statistics.median(new) / least:.1f} times ({statistics.median(new) * 1000:.0f} ms), "
            f"seen {statistics.median(seen) / least:.1f} times ({statistics.median(seen) * 1000:.0f} ms), bare {least * 1000:.0f} ms"
        )
        print(f"{page or 'overview'}: {told[page or 'overview']}")
    one.close()
    benchmark.extra_info["by page"] = told
    reader, chosen = Session(dashboard[0]), random.Random(2)
    reader.ask("")
    benchmark.pedantic(lambda: reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01"), rounds=20)
    reader.close()


def read(port: int, seed: int, pages: Sequence[str], times: list[float]) -> None:
    """One reader: a page, then 8 views of random months with 3 to 9 seconds of thought before each."""
    chosen = random.Random(seed)
    reader = Session(port)
    reader.ask("")
    for _ in range(8):
        time.sleep(chosen.uniform(3, 9))
        times.append(reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01", chosen.choice(pages)))
    reader.close()


def everybody(port: int, pages: Sequence[str]) -> list[float]:
    """The answering times of READERS readers at once."""
    times: list[float] = []
    readers = [threading.Thread(target=read, args=(port, seed, pages, times)) for seed in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(times) == 8 * READERS
    return times


def test_thirty_readers_at_once_against_a_bare_page(benchmark, dashboard, bare):
    pages = ("", *(name for name in PAGES if name != "overview"))
    opened = Session(dashboard[0])
    for page in pages:  # the server has been asked for each page once
        opened.ask("", page)
    opened.close()
    plain = everybody(bare, [""])
    times = benchmark.pedantic(everybody, args=(dashboard[0], pages), rounds=1)
    benchmark.extra_info["p95_ms"] = (
        f"bare {p95(plain) * 1000:.0f}, pages {p95(times) * 1000:.0f}: {p95(times) / p95(plain):.1f} times"
    )
    print(f"{READERS} readers, p95 in ms: {benchmark.extra_info['p95_ms']}")


def test_the_first_answer_for_a_past_day(benchmark, dashboard):
    """The overview as known on days nobody asked for yet, which are scored anew."""
    reader = Session(dashboard[0])
    reader.ask("")
    days = iter(["2024-03-15", "2023-08-01", "2025-06-30"])
    benchmark.pedantic(lambda: reader.ask(f"as_of={next(days)}"), rounds=3)
    reader.close()


def test_memory_over_reruns_of_every_page(benchmark, dashboard):
    """A quick look: 30 reruns of each page, then 30 more. What 500 of each do is asked by ``make soak``."""
    port, process = dashboard
    chosen = random.Random(3)

    def reruns() -> None:
        for page in ("", *(name for name in PAGES if name != "overview")):
            reader = Session(port)
            for _ in range(30):
                reader.ask(f"to={chosen.choice(MONTHS)}&from=2005-01", page)
            reader.close()

    reruns()
    before = resident(process)
    benchmark.pedantic(reruns, rounds=1)
    benchmark.extra_info["mb"] = f"{before:.0f} before, {resident(process):.0f} after"
    print(f"memory in MB: {benchmark.extra_info['mb']}")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found")
def test_the_overview_against_a_bare_page(benchmark, dashboard, bare):
    """From opening a fresh window to the first chart drawn, in Chromium; in turn with a page of one chart."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
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


WEIGHTS = [
    f"w_{key}={weight}" for key in ("conflict", "governance", "military", "development") for weight in (0, 0.25, 1.5, 2, 2.5)
]


def spent(process) -> float:
    """Seconds of processor a server has used."""
    times = psutil.Process(process.pid).cpu_times()
    return float(times.user + times.system)


def test_a_what_if_answer_against_a_bare_rerun(benchmark, dashboard, tmp_path):
    """The processor's time of an answer to a weight not asked for before, and to a scenario, against that of a page of one chart."""
    script = tmp_path / "bare.py"
    script.write_text(BARE)
    told = {}
    with serving(script) as (port, process):
        one, reader = Session(port), Session(dashboard[0])
        one.ask("a=0")
        for scenario in ("none", "capitals", "coup", "forces", "elections", "calm"):  # each scenario of the month once
            reader.ask(f"scenario={scenario}", "whatif")
        for name, queries in {
            "weight": WEIGHTS,
            "goalposts": [f"g_governance.isolation=0,{end}" for end in range(4, 16)],
            "scenario": [
                f"scenario={key}&method={way}" for key in ("coup", "calm", "forces") for way in ("geometric", "median")
            ],
        }.items():
            before = spent(process), spent(dashboard[1])
            for query in queries:
                one.ask(query)
                reader.ask(query, "whatif")
            bare_, answer = (
                (now - then) / len(queries) for now, then in zip((spent(process), spent(dashboard[1])), before, strict=True)
            )
            told[name] = f"{answer / bare_:.1f} times ({answer * 1000:.0f} ms, bare {bare_ * 1000:.0f} ms)"
            print(f"what if, {name}: {told[name]}")
        one.close(), reader.close()
    benchmark.extra_info["processor time"] = told
    benchmark.pedantic(lambda: None, rounds=1)
