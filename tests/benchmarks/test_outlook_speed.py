"""The outlook's speed and memory, told as ratios to sorting as many samples in the same run: run with ``make bench``.

The aims of the project are one origin in 10 seconds, the backtest of 103 origins in 15 minutes and under 1 GB, on two cores.
A sort of one model's samples takes some 13 milliseconds there, so the aims are 770 sorts for an origin alone and 670 for one of
the backtest. The limits are about twice what was measured, 106 and 69.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pytest

from indicators import months
from indicators.outlook import backtest, models
from indicators.outlook.panel import Panel, panel
from indicators.store import read

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
ONE_ORIGIN, EACH_ORIGIN = 200, 140  # sorts of one model's samples
MEMORY = """
import resource, sys
from indicators.store import read
from indicators.outlook import backtest, record
from indicators.outlook.panel import panel
whole = panel(read.load())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
cases = backtest.run(whole, backtest.origins()[:{origins}])
record.averaged(cases)
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def whole() -> Panel:
    found = panel(read.load())
    assert found is not None
    return found


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def sorting(known: Panel) -> float:
    drawn = np.random.default_rng(1).random((len(known.countries), 12, 1000))
    return min(seconds(lambda: np.sort(drawn, axis=-1)) for _ in range(5))


def test_one_origin_of_every_country_and_lead(benchmark) -> None:
    known = whole()
    ratio = seconds(lambda: models.pool(known)) / sorting(known)
    drawn = benchmark.pedantic(lambda: models.pool(known), rounds=1)
    assert drawn.shape == (len(known.countries), 12, 1000)
    benchmark.extra_info["of_one_sort"] = ratio
    print(f"one origin: {ratio:.1f} sorts of as many samples (limit {ONE_ORIGIN})")
    assert ratio < ONE_ORIGIN


def test_the_backtest_origin_by_origin(benchmark) -> None:
    known = whole()
    year = [months.ordinal(f"2020-{month:02d}") for month in range(1, 13)]
    ratio = seconds(lambda: backtest.run(known, year)) / len(year) / sorting(known)
    benchmark.pedantic(lambda: backtest.run(known, year[:2]), rounds=1)
    benchmark.extra_info["of_one_sort"] = ratio
    print(f"an origin of the backtest: {ratio:.1f} sorts of as many samples (limit {EACH_ORIGIN})")
    assert ratio < EACH_ORIGIN


def test_memory_of_the_whole_backtest(benchmark) -> None:
    run = benchmark.pedantic(
        lambda: subprocess.run(
            [sys.executable, "-c", MEMORY.format(origins=24)], capture_output=True, text=True, check=True
        ),
        rounds=1,
    )  # fmt: skip
    before, after = (int(word) / 1024 for word in run.stdout.split())
    rows = 103 / 24  # cases grow with the origins, samples do not
    print(f"memory: {before:.0f} MB before, {after:.0f} MB over 24 origins")
    benchmark.extra_info["peak_mb"] = after
    assert after + (rows - 1) * 40 < 1024  # 24 origins' cases take some 40 MB
