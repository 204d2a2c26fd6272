"""Speed and memory: run with ``make bench``; the other tests never time anything."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from indicators.scoring import score
from indicators.sources.ucdp import declared as ucdp
from indicators.store import read

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
RECORDS = 420_000
HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a_new_id,"
    "side_a,side_b_new_id,side_b,number_of_sources,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,priogrid_gid,"
    "country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,"
    "best,high,low"
)


def loaded():
    known = read.load()
    for key in known.vintages:
        known.newest(key)  # files are read once; scoring is what is measured
    return known


def test_scoring_mali(benchmark):
    known = loaded()
    result = benchmark(lambda: score.scores(score.observe(known)))
    assert len(result) > 0


def test_scoring_every_country(benchmark):
    known = loaded()
    result = benchmark.pedantic(score.world, args=(known,), rounds=3)
    assert result["country"].nunique() > 150


def test_scores_as_a_cold_process(benchmark):
    command = [sys.executable, "-m", "indicators", "scores"]
    result = benchmark.pedantic(lambda: subprocess.run(command, capture_output=True, check=True), rounds=3)
    assert result.stdout.startswith(b"country,period")


def test_importing_a_whole_release_of_events(benchmark, tmp_path):
    path = tmp_path / "GEDEvent_v24_1.csv"
    line = (
        "{0},R{0},2020,True,Clear,1,1,A - B,1,A - B,1,A,2,B,1,1,town,Gao region,Gao cercle,16.2,-0.04,1,Mali,432,Africa,1,1,"
        "2020-01-01 00:00:00.000,2020-01-01 00:00:00.000,1,0,0,0,1,1,1\n"
    )
    with path.open("w") as file:
        file.write(HEADER + "\n")
        file.writelines(line.format(number) for number in range(1, RECORDS + 1))
    vintages = benchmark.pedantic(lambda: ucdp.GED.parse([path], "24.1", "2024-05-22"), rounds=1, warmup_rounds=0)
    assert len(vintages[0].frame) == RECORDS
    benchmark.extra_info["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
