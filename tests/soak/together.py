"""Two fetches at once, and commits under a page that is being read."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indicators import folders
from indicators.model import Results, Snapshots
from indicators.store import commit, read, refresh
from indicators.store.check import check
from tests import remembered
from tests.publisher import publishing
from tests.soak.kills import lines
from tests.store_example import event, put_events, score
from tests.test_live_refresh import KNOWN, ROOT

ROUNDS = 10
COMMITS = 30
PAGE = "development"
EDITION = "snapshots/hdr/2025-05-06_2025.csv"  # the newest edition, without which the page tells of the one before


def two_fetches(rounds: int = ROUNDS) -> list[str]:
    """Two processes fetch the same news: both end well, each vintage is stored once, nothing is lost."""
    with tempfile.TemporaryDirectory() as made, publishing() as site:
        folder = Path(made) / "data"
        put_events(folder, event(1, "2020-01-01"))
        os.environ["INDICATORS_EXAMPLE_URL"] = site.root
        for number in range(1, rounds + 1):
            site.answers = {"/deaths.txt": lines(number), "/others.txt": lines(number)}
            command = [sys.executable, "-m", "tests.soak.kills", str(folder)]
            running = [
                subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)
            ]
            codes = [one.wait(timeout=300) for one in running]
            stored = [len(read.load(folder=folder, sources=KNOWN).all(key)) for key in ("deaths", "others")]
            problems = check(folder, sources=KNOWN, score=score)
            if codes != [0, 0] or stored != [number, number] or problems:
                return [f"two fetches, round {number}: exit codes {codes}, {stored} vintages; {problems}"]
    print(f"two fetches at once: {rounds} rounds, both end well, each vintage stored once", flush=True)
    return []


def told(test: Any) -> str:
    """All words of a page."""
    parts = (*test.markdown, *test.metric, *test.caption, *test.subheader, *test.text)
    return "\n".join(str(one.value) for one in parts)


class Editions:
    """A data folder in which an edition of the HDI leaves and returns, each time in a commit of its own; ``scored`` gives results."""

    def __init__(self, root: Path, scored: Callable[[Snapshots], Results]) -> None:
        self.root, self._known = root, read.declared(None)
        self._data = (root / EDITION).read_bytes()
        self._both = refresh.state(root, self._known)
        entries = tuple(one for one in self._both.entries if one.path != EDITION)
        self._dropped = {one.path: one.digest for one in self._both.entries if one.path == EDITION}
        self._less = refresh.State(entries, read.limited(root, entries, self._known))
        self._results = {True: scored(self._both.snapshots), False: scored(self._less.snapshots)}

    def turn(self, whole: bool) -> None:
        """Commit the state with the edition or the one without."""
        with commit.locked(self.root, 60):
            if whole:
                refresh.write(self.root, self._known, self._both, self._results[True], {EDITION: self._data})
            else:
                refresh.write(self.root, self._known, self._less, self._results[False], {}, dropped=self._dropped)


def read_under_commits(commits: int = COMMITS) -> list[str]:
    """An edition leaves and returns while a page is read over and over: each reading is one state or the other, whole."""
    from tests.pages.app import opened

    with tempfile.TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
        root = Path(made) / "data"
        shutil.copytree(folders.folder(), root)
        patch.setenv("INDICATORS_DATA", str(root))
        editions, chosen = Editions(root, remembered.results), random.Random(14)
        states = {True: told(opened(PAGE))}
        editions.turn(False)
        began = time.monotonic()
        states[False] = told(opened(PAGE))
        once = time.monotonic() - began
        if states[True] == states[False]:
            return ["read under commits: the page tells the same with and without the edition"]
        ended = threading.Event()
        failed: list[str] = []

        def write() -> None:
            try:
                for number in range(commits):
                    editions.turn(number % 2 == 0)
                    time.sleep(chosen.uniform(0, 3 * once))  # a page that is overtaken each time would be drawn until the end
            except BaseException as error:  # told below
                failed.append(f"read under commits: a commit fails: {type(error).__name__}: {error}")
            finally:
                ended.set()

        writer = threading.Thread(target=write)
        writer.start()
        seen: Counter[str] = Counter()
        while not ended.is_set() or not seen:
            test = opened(PAGE)
            if test.exception:
                failed.append(f"read under commits: {test.exception[0].message}")
            said = told(test)
            state = next((name for name, text in states.items() if text == said), None)
            seen["with" if state else "without" if state is False else "neither"] += 1
        writer.join()
        if seen["neither"]:
            failed.append(f"read under commits: {seen['neither']} of {sum(seen.values())} readings were neither state")
        print(f"read under {commits} commits: {sum(seen.values())} readings, {dict(seen)}", flush=True)
        return failed


def hold() -> list[str]:
    """What did not hold of the two."""
    return [*two_fetches(), *read_under_commits()]
