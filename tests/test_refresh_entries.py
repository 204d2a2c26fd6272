"""``refresh`` as it is run, over every declared source's own entry: one publisher fails, its vintages stay, the others are stored."""

from __future__ import annotations

import logging
import re
import shutil
import socket
from pathlib import Path

import pytest

from indicators import __main__ as program
from indicators import folders
from indicators.network import fetching
from indicators.network.client import Patience
from indicators.registry import SOURCES
from indicators.scoring import score
from indicators.store import check, commit, read
from tests import publisher as publishers
from tests.every_publisher import BASES, SOURCES_OF, Site, every_publisher
from tests.publisher import PATIENCE
from tests.store_example import contents
from tests.test_live_refresh import FAULTS

SECRET = "planted-secret-Qx7"
QUICK = {**PATIENCE, "connect": 5.0, "read": 1.0, "attempts": 1, "whole": 8.0, "whole_file": 8.0}
CURATED = folders.folder() / "curated"
EVERY = [word for key in fetching.fetchable(SOURCES) for word in ("--source", key)]  # those fetched on request too


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


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Path:
    """A data folder after one refresh, a week before, against publishers that are whole."""
    folder = tmp_path_factory.mktemp("first") / "data"
    shutil.copytree(CURATED, folder / "curated")
    with pytest.MonkeyPatch.context() as patch, every_publisher(SECRET, day=17):
        patch.setenv("INDICATORS_DATA", str(folder))
        patch.setenv("INDICATORS_CACHE", str(folder.parent / "cache"))
        patch.setattr(fetching, "Patience", lambda: Patience(**QUICK))
        assert run("refresh", *EVERY) == 0
    return folder


@pytest.fixture
def folder(first, tmp_path, monkeypatch) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(first, copy)
    monkeypatch.setenv("INDICATORS_DATA", str(copy))
    return copy


def vintages(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in contents(folder).items() if path.startswith("snapshots/")}


def of(paths, key: str) -> set[str]:
    return {path for path in paths if path.startswith(f"snapshots/{key}/")}


def nowhere(folder: Path, cache: Path, told: str) -> None:
    """The secret is in nothing that was said or written."""
    assert SECRET not in told
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


@pytest.mark.parametrize(("day", "same"), [("2026-09-30", True), ("2026-12-31", False)])
def test_what_was_known_on_a_day_stays_as_it_was(site, folder, day, same):
    """Scores of a day before the news were published are the same with them; of a day after, not."""
    before = score.score(read.load(day, folder=folder)).scores
    site.news()
    assert run("refresh", *EVERY) == 0
    after = score.score(read.load(day, folder=folder)).scores
    assert len(before)
    assert after.equals(before) == same


ECHO = {
    "a token that is echoed": publishers.status(400, "text/plain", SECRET.encode()),
    "a content type with the token": publishers.status(200, f"text/{SECRET}", SECRET.encode()),
    "a redirect with the token": publishers.status(302, "text/html", b"", Location=f"https://{SECRET}.example.net/{SECRET}"),
}
WAYS = {**{fault: answer for fault, (answer, _) in FAULTS.items() if callable(answer)}, **ECHO}
PAIRS = [(fault, BASES[place % len(BASES)]) for place, fault in enumerate(WAYS)]


@pytest.mark.parametrize(("fault", "base"), PAIRS, ids=[f"{base}: {fault}" for fault, base in PAIRS])
def test_a_publisher_fails_alone(site: Site, folder, monkeypatch, capfd, caplog, cache, fault, base):
    """Exit code 1, each of its sources named in one error line, its vintages as they were, every other source's news stored."""
    caplog.set_level(logging.DEBUG)
    if fault in ("a byte now and then", "endless body"):
        monkeypatch.setattr(fetching, "Patience", lambda: Patience(**{**QUICK, "whole": 3.0, "whole_file": 3.0}))
    before = vintages(folder)
    site.news()
    site.spoilt[base] = WAYS[fault]
    debug = ["--debug"] if PAIRS.index((fault, base)) % 2 else []
    assert run(*debug, "refresh", *EVERY) == 1
    told = capfd.readouterr()
    errors = [line for line in told.err.splitlines() if line.startswith("error: ")]
    assert named(errors) == sorted(SOURCES_OF[base]), told.err
    after = vintages(folder)
    assert {path: after[path] for path in before} == before
    for key in fetching.fetchable(SOURCES):
        assert len(of(set(after) - set(before), key)) == (0 if key in SOURCES_OF[base] else 1), key
    assert check.check(folder) == []
    nowhere(folder, cache, told.out + told.err + caplog.text)


@pytest.mark.parametrize(
    "fault",
    [publishers.status(500), publishers.status(429, Retry_After="0"), publishers.hung_up],
    ids=["500", "429", "hung up"],
)
def test_each_source_heals(site: Site, folder, monkeypatch, capfd, fault):
    """Every path answers so once, then well."""
    whole, site_answers = site.answer, site.server.answers
    site_answers["*"] = lambda handler: fault(handler) if handler.times() == 1 else whole(handler)
    monkeypatch.setattr(fetching, "Patience", lambda: Patience(**{**QUICK, "attempts": 3}))
    assert run("refresh", *EVERY) == 0, capfd.readouterr().err


@pytest.mark.parametrize("base", BASES)
def test_a_publisher_whose_tables_are_halved_fails_alone(site: Site, folder, monkeypatch, capfd, cache, base):
    """Zip, CSV and JSON cut in the middle, sent as if whole."""
    before = vintages(folder)
    site.news()
    site.halved.add(base)
    assert run("refresh", *EVERY) == 1
    told = capfd.readouterr()
    errors = [line for line in told.err.splitlines() if line.startswith("error: ")]
    assert named(errors) == sorted(SOURCES_OF[base]), told.err
    after = vintages(folder)
    assert {path: after[path] for path in before} == before
    for key in fetching.fetchable(SOURCES):
        assert len(of(set(after) - set(before), key)) == (0 if key in SOURCES_OF[base] else 1), key
    assert check.check(folder) == []
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
