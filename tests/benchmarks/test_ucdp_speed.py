"""A whole GED release, fetched and imported for both sources that read it: run with ``make bench``.

Times are multiples of what pandas needs, in the same run, only to unpack and read the same table: no clock of one machine.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from indicators import folders
from tests import ucdp_example as example
from tests.publisher import publishing

pytestmark = pytest.mark.skipif("--benchmark-only" not in sys.argv, reason="make bench")
RECORDS = 420_000
WORDS = tuple("alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar".split())  # noqa: SIM905
FETCHED, REFRESHED, MEGABYTES = 2, 3, 1000  # times are multiples of a bare parse; refreshing scores anew, too
BARE = """
import resource, sys
import pandas as pd
def used():
    now = resource.getrusage(resource.RUSAGE_SELF)
    return now.ru_utime + now.ru_stime
before = used()
print(sum(map(len, pd.read_csv(sys.argv[1], dtype=str, chunksize=50_000))), used() - before)
"""
WORK = """
import resource, sys
from pathlib import Path
from indicators.registry import SOURCES
from tests import ucdp_example as example
folder = Path(sys.argv[1])
class Disk:
    def save(self, base, path, into, *, accept, limit):
        if not path:
            into.write_bytes(b'<a href="ged/ged261-csv.zip">csv</a>')
            return into
        with (folder / "ged261-csv.zip").open("rb") as source, into.open("wb") as target:
            while block := source.read(1 << 20):
                target.write(block)
        return into
web = Disk()
for key in ("ucdp_ged", "ucdp_months"):
    target = folder / key
    target.mkdir()
    for item in SOURCES[key].fetch.download(web, target):
        vintages = SOURCES[key].parse(item.paths, item.version, item.published)
    print(key, len(vintages[0].frame))
used = resource.getrusage(resource.RUSAGE_SELF)
print("used", used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


def release(path: Path) -> None:
    """A zip of RECORDS events with 49 columns and some 650 bytes each, as many as UCDP's; one in twenty is Mali's.

    Seven of the region's ten countries have 5,048 events in release 24.1: more than are there.
    """
    rng = random.Random(1)
    places = [*example.ELSEWHERE.items()]
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as folder,
        folder.open("GEDEvent_v26_1.csv", "w") as file,
    ):
        file.write((",".join(example.COLUMNS) + "\r\n").encode())
        for first in range(1, RECORDS + 1, 1000):
            file.write("".join(record(number, places, rng) for number in range(first, first + 1000)).encode())


def record(number: int, places: list[tuple[str, int]], rng: random.Random) -> str:
    name, code = ("Mali", 432) if number % 20 == 0 else places[number % len(places)]
    day = f"{rng.randint(1989, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    day = "2025-12-31" if number == RECORDS else day
    prose = " ".join(rng.choices(WORDS, k=20))
    a, b, c, latitude, longitude = rng.randint(0, 9), rng.randint(0, 9), rng.randint(0, 9), rng.random() * 30, rng.random() * 30
    return (
        f"{number},R-{number},{day[:4]},1,Clear,{number % 3 + 1},{code},{code},{name}: Government,{code},{code},Government of {name}"
        f' - Group {a},{code},{code},Government of {name},{a},{a},Group {a},2,"""{prose},{day},{prose[:60]}""",{prose[:40]},{day},'
        f'{prose},{prose[:30]},{number % 6 + 1},{WORDS[a]} town,"{WORDS[b]} town, {prose[:50]}",{WORDS[a]} region,{WORDS[b]} cercle,'
        f"{latitude:.6f},{longitude:.6f},POINT ({longitude:.6f} {latitude:.6f}),{number % 200000},{name},{code},Africa,1,1,{day},{day},"
        f"{a},{b},{c},0,{a + b + c},{a + b + c + 2},{a + b},{code},\r\n"
    )


def bare_parse(path: Path) -> float:
    """Seconds of CPU that pandas needs for the table in the zip."""
    told = subprocess.run([sys.executable, "-c", BARE, str(path)], capture_output=True, check=True, text=True).stdout.split()
    assert int(told[0]) == RECORDS
    return float(told[1])


def test_fetching_a_whole_release_twice_over(benchmark, tmp_path):
    release(tmp_path / "ged261-csv.zip")
    assert zipfile.ZipFile(tmp_path / "ged261-csv.zip").infolist()[0].file_size > 250_000_000
    command = [sys.executable, "-c", WORK, str(tmp_path)]
    root = Path(__file__).resolve().parents[2]

    def run() -> str:
        return subprocess.run(command, capture_output=True, check=True, text=True, cwd=root).stdout

    lines = benchmark.pedantic(run, rounds=1).splitlines()
    assert lines[0] == f"ucdp_ged {RECORDS // 20}"
    seconds, megabytes = map(float, lines[-1].split()[1:])
    times = seconds / bare_parse(tmp_path / "ged261-csv.zip")
    benchmark.extra_info.update(cpu_seconds=seconds, times_a_bare_parse=round(times, 2), peak_mb=megabytes)
    print(f"{times:.2f} times a bare parse ({seconds:.1f} s of CPU), {megabytes:.0f} MB")
    assert times < FETCHED
    assert megabytes < MEGABYTES


def test_refreshing_a_whole_release(benchmark, tmp_path):
    """The command itself, over sockets, into a copy of the stored data: fetched, accepted, compared, scored, committed."""
    release(tmp_path / "ged261-csv.zip")
    data = tmp_path / "data"
    shutil.copytree(folders.folder(), data)
    command = [sys.executable, "-m", "indicators", "refresh", "--source", "ucdp_ged", "--source", "ucdp_months"]
    root = Path(__file__).resolve().parents[2]

    def send(handler) -> None:
        zip_asked = handler.path.endswith(".zip")
        body = (tmp_path / "ged261-csv.zip").read_bytes() if zip_asked else b'<a href="ged/ged261-csv.zip">csv</a>'
        handler.send(200, "application/zip" if zip_asked else "text/html", body)

    with publishing() as site:
        site.answers = {"*": send}
        env = {**os.environ, "INDICATORS_UCDP_URL": site.root, "INDICATORS_DATA": str(data)}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = benchmark.pedantic(
            lambda: subprocess.run(command, capture_output=True, check=False, text=True, cwd=root, env=env), rounds=1
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    times = seconds / bare_parse(tmp_path / "ged261-csv.zip")
    benchmark.extra_info.update(cpu_seconds=seconds, times_a_bare_parse=round(times, 2), peak_mb=after.ru_maxrss // 1024)
    print(f"{times:.2f} times a bare parse ({seconds:.1f} s of CPU), {after.ru_maxrss // 1024} MB")
    assert times < REFRESHED
    assert after.ru_maxrss // 1024 < MEGABYTES
