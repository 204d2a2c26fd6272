"""Refreshes of growing tables, killed at 200 random moments. After each the store is whole, and no stored vintage is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from indicators.store import commit, read, refresh
from indicators.store.check import check
from tests.publisher import publishing
from tests.store_example import event, put_events, score
from tests.test_live_refresh import KNOWN, ROOT

KILLS = 200
BEGUN = "begun"  # what a child says when all is imported


def lines(count: int) -> bytes:
    """A vintage of so many months; its figures are scores here, 100 at most."""
    months = [f"{2000 + number // 12}-{number % 12 + 1:02},{number % 100}" for number in range(count)]
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


def _run(folder: Path, seconds: float | None) -> float | None:
    """One refresh in a process of its own, killed so many seconds after it began; how long it took, None where it was killed."""
    command = [sys.executable, "-m", "tests.soak.kills", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == BEGUN.encode() + b"\n"
        began = time.monotonic()
        try:
            code = running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            return None
        assert code == 0
        return time.monotonic() - began


def hold(kills: int = KILLS, seed: int = 14) -> list[str]:
    """Kill, look, repeat; what was lost. Every tenth refresh is left alone, and tells how long one takes on this machine now."""
    chosen, killed, ended, span = random.Random(seed), 0, 0, 1.0
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made, publishing() as site:
        folder = Path(made) / "data"
        put_events(folder, event(1, "2020-01-01"))
        os.environ["INDICATORS_EXAMPLE_URL"] = site.root
        while killed < kills:
            number = killed + ended + 1
            site.answers = {"/deaths.txt": lines(number), "/others.txt": lines(number)}
            before = vintages(folder)
            took = _run(folder, None if number % 10 == 1 else chosen.uniform(0, span))
            if took is None:
                killed += 1
                seen["in the midst" if commit.leftovers(folder) else "after" if vintages(folder) - before else "before"] += 1
            else:
                ended, span = ended + 1, took
            lost = before - vintages(folder)
            read.load(folder=folder, sources=KNOWN)  # readable as it lies
            refresh.rebuild(folder=folder, sources=KNOWN, score=score)
            problems = check(folder, sources=KNOWN, score=score)
            if lost or problems:
                return [f"kills, round {number}: lost {sorted(lost)}; {problems}"]
        kept = len(vintages(folder))
    told = ", ".join(f"{count} {when}" for when, count in sorted(seen.items()))
    print(f"kills: {killed} killed ({told} the commit), {ended} ended first, nothing lost, {kept} vintages stored", flush=True)
    return [] if seen["in the midst"] else ["kills: none came in the midst of a commit, so that nothing was tried"]


if __name__ == "__main__":
    print(BEGUN, flush=True)
    child(Path(sys.argv[1]))
