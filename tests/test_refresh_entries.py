"""``refresh`` as it is run, over every declared source's own entry: one publisher fails, its vintages stay, the others are stored.

Every run fetches, parses, scores, commits and checks all sources, so a run is dear and each tells as much as it can: three
publishers fail at once, each in another way, and the sources of the eight or more others must be stored. Every fault meets the
command at one publisher, every publisher meets two faults and a halved table; every source's entry meets every fault in
``test_live_refresh``. Runs with the same snapshots, cell for cell, share one scoring (``remembered``).
"""

from __future__ import annotations

import logging
import re
import shutil
import socket
from collections.abc import Collection
from pathlib import Path

import pytest

from indicators import __main__ as program
from indicators import folders
from indicators.model import Results
from indicators.network import fetching
from indicators.network.client import Patience
from indicators.registry import SOURCES
from indicators.store import check, commit, outcomes, read, refresh
from tests import publisher as publishers
from tests import remembered
from tests.every_publisher import BASES, SOURCES_OF, Site, every_publisher
from tests.publisher import PATIENCE
from tests.store_example import contents
from tests.test_live_refresh import FAULTS

SECRET = "planted-secret-Qx7"
QUICK = {**PATIENCE, "connect": 5.0, "read": 5.0, "attempts": 1, "whole": 15.0, "whole_file": 15.0}
SILENCE = 10.0  # longer than QUICK waits, which is long enough for the other publishers on a busy machine
CURATED = folders.folder() / "curated"
EVERY = [word for key in fetching.fetchable(SOURCES) for word in ("--source", key)]  # those fetched on request too


@pytest.fixture(autouse=True)
def _one_scoring_of_the_same_snapshots(monkeypatch):
    monkeypatch.setattr(refresh, "default_score", remembered.results)


@pytest.fixture
def site(monkeypatch):
    with every_publisher(SECRET) as found:
        monkeypatch.setattr(fetching, "Patience", lambda: Patience(**QUICK))
        yield found


def run(*words: str) -> int:
    """The command line in this process; its exit code."""
    try:
        return program.main(list(words))
    except SystemExit as ended:
        return int(ended.code or 0)


def named(errors: list[str]) -> list[str]:
    """The sources that error lines name, once for each line; every line says how to import a file by hand."""
    assert all("--from-file" in line for line in errors)
    return sorted(key for line in errors for key in fetching.fetchable(SOURCES) if re.search(rf"\b{key}\b[,.:]", line))


def refreshed(base: Path) -> None:
    """A data folder in ``base`` after one refresh, a week before, against publishers that are whole."""
    shutil.copytree(CURATED, base / "data" / "curated")
    with pytest.MonkeyPatch.context() as patch, every_publisher(SECRET, day=17):
        patch.setenv("INDICATORS_DATA", str(base / "data"))
        patch.setenv("INDICATORS_CACHE", str(base / "cache"))
        patch.setattr(fetching, "Patience", lambda: Patience(**QUICK))
        assert run("refresh", *EVERY) == 0


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(remembered.folder("first refresh", refreshed) / "data", copy)
    monkeypatch.setenv("INDICATORS_DATA", str(copy))
    return copy


@pytest.fixture
def scored(folder, monkeypatch) -> None:
    """Scores stay those of the first refresh: what news do to them is held by two tests, in the others it is who is stored."""
    results = Results(*(read.table(key) for key in ("observations", "scores", "world", "pulse")))
    monkeypatch.setattr(refresh, "default_score", lambda _: results)


def vintages(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in contents(folder).items() if path.startswith("snapshots/")}


def of(paths, key: str) -> set[str]:
    return {path for path in paths if path.startswith(f"snapshots/{key}/")}


def nowhere(folder: Path, cache: Path, told: str) -> None:
    """The secret is in nothing that was said or written."""
    assert SECRET not in told
    notes = folder / commit.LAST_LOOK
    assert not notes.exists() or SECRET not in notes.read_text(encoding="utf-8")
    assert not [path for path, data in contents(folder).items() if SECRET.encode() in data or SECRET in path]
    assert not [path for path, data in contents(cache).items() if SECRET.encode() in data or SECRET in path]


def test_every_source_is_fetched_and_a_second_time_changes_no_byte(site, folder, monkeypatch, capfd, cache):
    assert {path.split("/")[1] for path in vintages(folder)} == set(fetching.fetchable(SOURCES))
    assert check.check(folder) == []
    before = {path: data for path, data in contents(folder).items() if path != commit.LAST_LOOK}
    assert run("refresh", *EVERY) == 0
    told = capfd.readouterr()
    assert "nothing was written" in told.out
    assert {path: data for path, data in contents(folder).items() if path != commit.LAST_LOOK} == before
    nowhere(folder, cache, told.out + told.err)


def test_news_of_every_publisher_are_stored(site, folder, monkeypatch, capfd):
    before = vintages(folder)
    versions = site.news()
    assert run("refresh", *EVERY) == 0, capfd.readouterr().err
    after = vintages(folder)
    for key in fetching.fetchable(SOURCES):
        (new,) = of(set(after) - set(before), key)
        assert versions.get(key, "") in new
    assert {path: after[path] for path in before} == before
    assert check.check(folder) == []
    assert len(list((folder / "scores" / "changes").iterdir())) == 2


def test_what_was_known_on_a_day_stays_as_it_was(site, folder):
    """Scores of a day before the news were published are the same with them; of a day after, not."""
    days = {"2026-09-30": True, "2026-12-31": False}
    before = {day: remembered.results(read.load(day, folder=folder)).scores for day in days}
    site.news()
    assert run("refresh", *EVERY) == 0
    for day, same in days.items():
        assert len(before[day])
        assert remembered.results(read.load(day, folder=folder)).scores.equals(before[day]) == same, day


ECHO = {
    "a token that is echoed": publishers.status(400, "text/plain", SECRET.encode()),
    "a content type with the token": publishers.status(200, f"text/{SECRET}", SECRET.encode()),
    "a redirect with the token": publishers.status(302, "text/html", b"", Location=f"https://{SECRET}.example.net/{SECRET}"),
}
WAYS = {**{fault: answer for fault, (answer, _) in FAULTS.items() if callable(answer)}, **ECHO}
PAIRS = [(BASES[place % len(BASES)], fault) for place, fault in enumerate(WAYS)]
TOGETHER = [dict(PAIRS[place : place + 3]) for place in range(0, len(PAIRS), 3)]  # three in a row are of three publishers
HALVES = [BASES[place::3] for place in range(3)]
SLOW = {"a byte now and then", "endless body"}


def failed_alone(folder: Path, before: dict[str, bytes], bases: Collection[str], told: str) -> None:
    """Each source of ``bases`` is named in one error line, its vintages are as they were, and every other source's news stored."""
    failed = sorted(key for base in bases for key in SOURCES_OF[base])
    errors = [line for line in told.splitlines() if line.startswith("error: ")]
    assert named(errors) == failed, told
    after = vintages(folder)
    assert {path: after[path] for path in before} == before
    for key in fetching.fetchable(SOURCES):
        assert len(of(set(after) - set(before), key)) == (0 if key in failed else 1), key
    ended = outcomes.read(folder)
    assert sorted(key for key, one in ended.items() if one.end == outcomes.REFUSED) == failed
    for key in failed:  # sources that share a failure are told in one line, with one way by hand
        assert ended[key].reason.split(": ", 1)[1].split(" To import ")[0] in told, ended[key].reason
    assert {one.end for key, one in ended.items() if key not in failed} == {outcomes.STORED}
    assert check.check(folder) == []


def test_every_fault_meets_a_publisher_and_every_publisher_a_fault():
    met = [pair for faults in TOGETHER for pair in faults.items()]
    assert sorted(fault for _, fault in met) == sorted(WAYS)
    assert {base for base, _ in met} == set(BASES) == {base for bases in HALVES for base in bases}


@pytest.mark.parametrize(
    "faults", TOGETHER, ids=[", ".join(f"{base}: {fault}" for base, fault in one.items()) for one in TOGETHER]
)
def test_publishers_fail_alone(site: Site, folder, scored, monkeypatch, capfd, caplog, cache, faults):
    """Three publishers, each in its own way, while the others have news: exit code 1, and the token nowhere."""
    caplog.set_level(logging.DEBUG)
    if SLOW & set(faults.values()):
        monkeypatch.setattr(fetching, "Patience", lambda: Patience(**{**QUICK, "whole": 5.0, "whole_file": 5.0}))
    monkeypatch.setattr(publishers, "SILENCE", SILENCE)
    before = vintages(folder)
    site.news()
    site.spoilt |= {base: WAYS[fault] for base, fault in faults.items()}
    debug = ["--debug"] if TOGETHER.index(faults) % 2 else []
    assert run(*debug, "refresh", *EVERY) == 1
    told = capfd.readouterr()
    failed_alone(folder, before, faults, told.err)
    nowhere(folder, cache, told.out + told.err + caplog.text)


def test_each_source_heals(site: Site, folder, monkeypatch, capfd):
    """Every path fails three times, in three ways, then answers well."""
    ways = (publishers.status(500), publishers.status(429, Retry_After="0"), publishers.hung_up)
    whole = site.answer

    def answer(handler: publishers.Handler) -> None:
        times = handler.times()
        (ways[times - 1] if times <= len(ways) else whole)(handler)

    site.server.answers["*"] = answer
    monkeypatch.setattr(fetching, "Patience", lambda: Patience(**{**QUICK, "attempts": len(ways) + 1}))
    assert run("refresh", *EVERY) == 0, capfd.readouterr().err


@pytest.mark.parametrize("bases", HALVES, ids=", ".join)
def test_publishers_whose_tables_are_halved_fail_alone(site: Site, folder, scored, capfd, cache, bases):
    """Zip, CSV and JSON cut in the middle, sent as if whole."""
    before = vintages(folder)
    site.news()
    site.halved |= set(bases)
    assert run("refresh", *EVERY) == 1
    told = capfd.readouterr()
    failed_alone(folder, before, bases, told.err)
    nowhere(folder, cache, told.out + told.err)


def test_nobody_can_be_reached(folder, monkeypatch, capfd):
    """Refused, not to be resolved, never connected, each by every source: one line for all, exit code 1, nothing changed."""
    before = {path: data for path, data in contents(folder).items() if path != commit.LAST_LOOK}
    monkeypatch.setattr(fetching, "Patience", lambda: Patience(**{**PATIENCE, "connect": 0.3, "attempts": 1}))
    monkeypatch.setenv("UCDP_API_TOKEN", SECRET)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]  # fill the queue of a listener that never accepts
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        never = f"http://127.0.0.1:{full.getsockname()[1]}"
        cases = {
            "http://127.0.0.1:9": "refused",
            "https://no-such-host.invalid": "could not resolve host no-such-host.invalid",
            never: "no connection within",
        }
        for address, said in cases.items():
            for base in BASES:
                monkeypatch.setenv(f"INDICATORS_{base.upper()}_URL", address)
            assert run("refresh", *EVERY) == 1
            errors = [line for line in capfd.readouterr().err.splitlines() if line.startswith("error: ")]
            assert named(errors) == sorted(fetching.fetchable(SOURCES))
            assert all(said in line for line in errors)
            assert len(errors) == 1  # one cause, told once
        for one in waiting:
            one.close()
    assert {path: data for path, data in contents(folder).items() if path != commit.LAST_LOOK} == before


def test_a_refresh_without_names_leaves_out_what_is_fetched_on_request():
    asked = set(fetching.chosen([], SOURCES))
    assert {"comtrade", "wfp_prices"}.isdisjoint(asked)
    assert asked | {"comtrade", "wfp_prices"} == set(fetching.fetchable(SOURCES))
    assert fetching.chosen(["comtrade"], SOURCES) == ["comtrade"]
