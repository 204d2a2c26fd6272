"""A core for what is measured and another for what measures it, where the machine has two."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def servers_core() -> set[int]:
    return set(CORES[:1])


def readers_core() -> set[int]:
    return set(CORES[1:2] or CORES)


@contextmanager
def on(cores: set[int]) -> Iterator[None]:
    """This thread, and what it starts, on these cores alone."""
    if not cores:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def processor(process: psutil.Process) -> float:
    """Seconds of processor a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)
