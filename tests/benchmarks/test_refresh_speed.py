"""Sources refresh in the time of the slowest, not of their sum: run with ``make bench``."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import pytest

from indicators.network import fetching
from tests.publisher import publishing
from tests.test_live_refresh import GOOD, fetched

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
LATENCY = 0.2  # seconds


def test_eight_sources_of_200_ms(benchmark, monkeypatch):
    known = {f"deaths{number}": replace(fetched("deaths", f"{number}.txt"), key=f"deaths{number}") for number in range(8)}

    def late(handler):
        time.sleep(LATENCY)
        handler.send(200, "text/plain", GOOD)

    with publishing() as site:
        site.answers = {"*": late}
        monkeypatch.setenv("INDICATORS_EXAMPLE_URL", site.root)
        got = benchmark(lambda: fetching.fetch(list(known), known))
        start = time.perf_counter()
        for key in known:
            fetching.fetch([key], known)
        in_turn = time.perf_counter() - start
    assert len(got.vintages) == 8
    benchmark.extra_info["times_in_turn"] = round(benchmark.stats.stats.median / in_turn, 2)
    assert benchmark.stats.stats.median < in_turn / 2
