"""Memory of the dashboard over many reruns of each page: after a warm-up it stays flat."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

from indicators import wording

ROOT = Path(__file__).resolve().parents[2]
RERUNS, WARM = 500, 100
MOST = 1.15  # resident memory at the end to that after the warm-up; an allocator's own unevenness is some 5 %


def resident() -> int:
    """Resident memory of this process in KiB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1])


def measured(page: str, reruns: int, warm: int) -> tuple[int, int]:
    """Resident memory after ``warm`` reruns of a page and after all, KiB; told after every ``warm`` on standard error.

    Charts are drawn as the dashboard draws them, not checked against their schema, which the tests of the pages do.
    """
    os.environ["FAST"] = "1"
    from tests.pages.app import opened

    test = opened(page)
    first = 0
    for number in range(1, reruns + 1):
        test.run()
        if test.exception:
            raise RuntimeError(f"{page}: rerun {number}: {test.exception[0].message}")
        if number % warm == 0:
            gc.collect()
            first = first or resident()
            print(f"{page}: {resident() / 1024:.0f} MiB after {number} reruns", file=sys.stderr, flush=True)
    gc.collect()
    return first, resident()


def hold(reruns: int = RERUNS, warm: int = WARM, pages: tuple[str, ...] = ()) -> list[str]:
    """Each page in a process of its own; what grew, and the figures on standard output."""
    found = []
    for page in pages or tuple(wording.PAGES):
        command = [sys.executable, "-m", "tests.soak.memory", page, str(reruns), str(warm)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            found.append(f"memory, {page}: exit {done.returncode}")
            continue
        first, last = (int(word) for word in done.stdout.split()[-2:])
        print(
            f"memory, {page}: {first / 1024:.0f} MiB after {warm} reruns, {last / 1024:.0f} after {reruns}: {last / first:.3f}",
            flush=True,
        )
        if last > MOST * first:
            found.append(f"memory, {page}: grew by {last / first - 1:.0%} over {reruns - warm} reruns")
    return found


if __name__ == "__main__":
    print(*measured(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
