"""Refreshes of growing tables, killed at 200 random moments. After each the store is whole, and no stored vintage is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from indicators.store import commit, read, refresh
from indicators.store.check import check
from tests.publisher import publishing
from tests.store_example import event, put_events, score
from tests.test_live_refresh import KNOWN, ROOT

KILLS = 200


def lines(count: int) -> bytes:
    """A vintage of so many months."""
    months = [f"{2000 + number // 12}-{number % 12 + 1:02},{number}" for number in range(count)]
    return ("\n".join([*months, "end"]) + "\n").encode()


def child(folder: Path) -> None:
    """One refresh, as slow at each step of the commit as a disk can be."""
    for name in ("_write", "_rename", "_sync_folder"):
        whole = getattr(commit, name)

        def slow(*arguments: object, whole: object = whole) -> object:
            time.sleep(random.uniform(0, 0.02))
            return whole(*arguments)  # type: ignore[operator]

        setattr(commit, name, slow)
    refresh.update([], folder=folder, sources=KNOWN, score=score)


def vintages(folder: Path) -> set[str]:
    """Every vintage the index answers for."""
    return {path for path in commit.committed(commit.read_index(folder)) if path.startswith("snapshots/")}


def hold(kills: int = KILLS, seed: int = 14) -> list[str]:
    """Kill, look, repeat; what was lost."""
    chosen, killed, whole, kept = random.Random(seed), 0, 0, set[str]()
    with tempfile.TemporaryDirectory() as made, publishing() as site:
        folder = Path(made) / "data"
        put_events(folder, event(1, "2020-01-01"))
        os.environ["INDICATORS_EXAMPLE_URL"] = site.root
        while killed < kills:
            number = killed + whole + 1
            site.answers = {"/deaths.txt": lines(number), "/others.txt": lines(number)}
            before = vintages(folder)
            command = [sys.executable, "-m", "tests.soak.kills", str(folder)]
            running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                running.wait(timeout=chosen.uniform(0.6, 1.3))
                whole += 1
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                running.wait()
                killed += 1
            kept = vintages(folder)
            lost = before - kept
            read.load(folder=folder, sources=KNOWN)  # readable as it lies
            refresh.rebuild(folder=folder, sources=KNOWN, score=score)
            problems = check(folder, sources=KNOWN, score=score)
            if lost or problems:
                return [f"kills, round {number}: lost {sorted(lost)}; {problems}"]
    print(f"kills: {killed} killed, {whole} ended first, nothing lost, {len(kept)} vintages stored", flush=True)
    return []


if __name__ == "__main__":
    child(Path(sys.argv[1]))
