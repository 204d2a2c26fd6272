"""How many readers one process of the dashboard bears, against a page of one chart under as many readers in the same run.

A reader opens the dashboard, then asks for views with 3 to 9 seconds of thought before each. Two kinds of views are the ends between
which real readers lie: ``kept``, any page in one of four months, each asked for before by somebody; and ``new``, a page and month
that nobody has asked for. The server has one core and the readers another, where there are two. The server's processor time by the
answer is told beside the times, since other work on the machine moves it less.
"""

from __future__ import annotations

import itertools
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from indicators.wording import PAGES
from tests.benchmarks.sessions import ROOT, Session, serving
from tests.load.cores import on, processor, readers_core, servers_core

COUNTS = (10, 15, 20, 30, 40, 60)  # under ten a p95 rests on too few answers
ANSWERS = 8  # of one reader, some 48 seconds of thought
THOUGHT = (3.0, 9.0)
LIMIT = 3.0  # times the bare page's p95
STOP = 10.0  # where the server is past what it can do
PATHS = ("", *(name for name in PAGES if name != "overview"))
NEWEST = ("2026-05", "2026-04", "2026-03", "2025-12")
PAST = [f"{year}-{month:02}" for year in range(2008, 2025) for month in range(1, 13)]
BARE = """
import altair as alt, pandas as pd, streamlit as st
st.altair_chart(alt.Chart(pd.DataFrame({"x": [1, 2, 3], "y": [1, 3, 2]})).mark_line().encode(x="x", y="y"))
"""
View = tuple[str, str]  # query and page


@dataclass
class Answers:
    """What readers met: ``times`` in seconds, one an answer; how many ``failed``; seconds of processor of server and readers, of the clock."""

    times: list[float]
    failed: int
    server: float
    readers: float
    lasted: float

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]

    @property
    def spent(self) -> float:
        """Seconds of the server's processor an answer, the opening of each reader counted as one."""
        return self.server / (len(self.times) * (ANSWERS + 1) / ANSWERS)


@contextmanager
def started(script: Path, views: Iterable[View]) -> Iterator[tuple[int, psutil.Process]]:
    """A server on its core that has been asked for these views."""
    with on(servers_core()), serving(script) as (port, process), on(readers_core()):
        first = Session(port)
        for query, page in views:
            first.ask(query, page)
        first.close()
        yield port, psutil.Process(process.pid)


def asked(port: int, server: psutil.Process, readers: int, views: Iterator[View]) -> Answers:
    """So many readers at once, each coming within the time of one thought."""
    times: list[float] = []
    lost: list[int] = []
    one_at_a_time = threading.Lock()

    def read(number: int) -> None:
        chosen = random.Random(readers * 1000 + number)
        time.sleep(chosen.uniform(0, THOUGHT[1]))
        try:
            reader = Session(port)
            reader.ask("")
            for _ in range(ANSWERS):
                time.sleep(chosen.uniform(*THOUGHT))
                with one_at_a_time:
                    view = next(views)
                times.append(reader.ask(*view))
            reader.close()
        except (OSError, RuntimeError, TimeoutError):
            lost.append(number)

    before, own, start = processor(server), processor(psutil.Process()), time.monotonic()
    together([lambda number=number: read(number) for number in range(readers)])  # type: ignore[misc]
    spent = processor(server) - before, processor(psutil.Process()) - own
    return Answers(times, len(lost), *spent, time.monotonic() - start)


def together(calls: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def queries(months: Sequence[str]) -> list[View]:
    """Every page in every month, in an order of chance that is the same each time."""
    views = [(f"to={month}&from=2005-01", page) for month in months for page in PATHS]
    random.Random(1).shuffle(views)
    return views


def held(folder: Path, counts: Sequence[int] = COUNTS) -> dict[str, int]:
    """Print a line a number of readers until the server is past what it can do; by kind of view the largest number within it, or 0."""
    (bare := folder / "bare.py").write_text(BARE)
    kept = queries(NEWEST)
    most = dict.fromkeys(("kept", "new"), 0)
    print(
        "views  readers  p95 bare, page, times  processor an answer bare, page, times  server busy  readers busy  server MB  failed  load"
    )
    with started(bare, [("", "")]) as plain, started(ROOT / "dashboard.py", [*((("", page)) for page in PATHS), *kept]) as own:
        for name, views in (("kept", itertools.cycle(kept)), ("new", iter(queries(PAST)))):
            for readers in counts:
                beside = asked(*plain, readers, itertools.cycle([("a=1", ""), ("a=2", "")]))
                found = asked(*own, readers, views)
                print(line(name, readers, beside, found, own[1]), flush=True)
                if not found.failed and found.p95 <= LIMIT * beside.p95:
                    most[name] = readers
                if found.failed or found.p95 > STOP * beside.p95:
                    break
    return most


def line(name: str, readers: int, bare: Answers, own: Answers, server: psutil.Process) -> str:
    told = (
        f"{name:5}", f"{readers:7}", f"{bare.p95 * 1000:6.0f} ms {own.p95 * 1000:6.0f} ms {own.p95 / bare.p95:5.1f}",
        f"{bare.spent * 1000:5.0f} ms {own.spent * 1000:5.0f} ms {own.spent / bare.spent:5.1f}", f"{own.server / own.lasted:6.0%}",
        f"{own.readers / own.lasted:6.0%}", f"{server.memory_info().rss / 1e6:6.0f}", f"{own.failed:4}", f"{psutil.getloadavg()[0]:5.1f}",
    )  # fmt: skip
    return "  ".join(told)
