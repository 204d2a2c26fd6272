"""Fetching over real sockets: every fault of the way there gives one clear line, the old vintage intact, the others stored."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from indicators import folders
from indicators.model import Download, Fetch, SourceError
from indicators.network import addresses, fetching
from indicators.network.client import Client, Patience
from indicators.store import commit, read, refresh
from indicators.store.acceptance import Accepted
from indicators.store.check import check
from tests import publisher as publishers
from tests.publisher import PATIENCE, publishing
from tests.store_example import SOURCES, contents, event, put_events, score

ROOT = Path(__file__).resolve().parents[1]
GOOD = b"2020-01,3\n2020-02,4\nend\n"
MORE = b"2020-01,3\n2020-02,5\n2020-03,6\nend\n"
SECRET = "planted-secret-Qx7"
LIMIT = 5_000_000


def download(path):
    def get(web, folder: Path):
        body = web.read("example", path, accept=("text/plain",), headers={"x-token": SECRET}, limit=LIMIT)
        file = folder / "deaths.txt"
        file.write_bytes(body)
        day = date(2024, 6, 1) + timedelta(days=len(body))  # more rows are a later vintage
        return [Download((file,), version=str(len(body)), published=day.isoformat())]

    return get


def fetched(key, path):
    fetch = Fetch({"example": "https://example.org/"}, ("example.org",), download(path), credential="EXAMPLE_TOKEN")

    def parse(paths, version, published):
        return tuple(replace(one, source=key) for one in SOURCES["deaths"].parse(paths, version, published))

    return replace(SOURCES["deaths"], key=key, parse=parse, fetch=fetch)


KNOWN = {**SOURCES, "deaths": fetched("deaths", "deaths.txt"), "others": fetched("others", "others.txt")}


@pytest.fixture
def site(monkeypatch):
    with publishing() as server:
        server.answers = {"/deaths.txt": GOOD, "/others.txt": GOOD}
        monkeypatch.setenv("INDICATORS_EXAMPLE_URL", server.root)
        monkeypatch.setenv("EXAMPLE_TOKEN", SECRET)
        monkeypatch.setattr(fetching, "Patience", lambda: Patience(**PATIENCE))
        yield server


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "data"
    put_events(root, event(1, "2020-01-01"))
    return root


def update(folder, keys=(), **options):
    return refresh.update(keys, folder=folder, sources=KNOWN, score=score, **options)


FAULTS = {
    "400": (publishers.status(400), "answers 400"),
    "401": (publishers.status(401), "answers 401. Correct EXAMPLE_TOKEN"),
    "403": (publishers.status(403), "answers 403. Correct EXAMPLE_TOKEN"),
    "404": (publishers.status(404), "answers 404"),
    "410": (publishers.status(410), "answers 410"),
    "429": (publishers.status(429), "answers 429 (tried 3 times)"),
    "429 with a long Retry-After": (publishers.status(429, Retry_After="9999"), "asks to wait 9,999 s"),
    "503 for ever": (publishers.status(503), "answers 503 (tried 3 times)"),
    "HTML with 200": (
        publishers.status(200, "text/html", b"<html>sorry</html>"),
        "answers with text/html instead of text/plain",
    ),
    "challenge with 202": (publishers.status(202, "text/html", b"<script>"), "answers 202 instead of data"),
    "wrong content type": (publishers.status(200, "application/pdf"), "application/pdf instead of text/plain"),
    "no answer": (publishers.slow_to_answer, "no answer within"),
    "silence in the body": (publishers.slow_body, "stopped sending"),
    "a byte now and then": (publishers.dripping, "did not finish within"),
    "endless body": (publishers.endless, "sends more than 5,000,000 bytes"),
    "reset in the body": (publishers.reset, "breaks off"),
    "damaged gzip": (publishers.damaged_gzip, "damaged gzip"),
    "gzip bomb": (publishers.gzip_bomb, "sends more than 5,000,000 bytes"),
    "redirect elsewhere": (publishers.elsewhere, "redirects to example.net"),
    "redirect loop": (publishers.loop, "redirects more than 5 times"),
    "truncated": (GOOD[:-5], "cut short"),
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_fault_fails_alone_in_one_line(site, folder, fault, capfd, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    update(folder)
    before = {path: data for path, data in contents(folder).items() if path.startswith("snapshots/deaths/")}
    answer, said = FAULTS[fault]
    site.answers = {"/deaths.txt": answer, "/others.txt": MORE}
    if fault == "a byte now and then":
        monkeypatch.setattr(fetching, "Patience", lambda: Patience(**{**PATIENCE, "whole": 1.0}))
    report = update(folder)
    assert set(report.failures) == {"deaths"}
    message = report.failures["deaths"]
    assert said in message, message
    assert "\n" not in message
    assert len(message) < 500
    assert [one.source for one in report.changes if not one.stored_already] == ["others"]  # the other was stored
    after = contents(folder)
    assert {path: after[path] for path in before} == before
    assert check(folder, sources=KNOWN, score=score) == []
    told = "".join([*capfd.readouterr(), caplog.text, message, str(report)])
    assert SECRET not in told
    assert not [path for path, data in after.items() if SECRET.encode() in data]


def test_a_refused_connection_and_an_unknown_name(folder, monkeypatch):
    monkeypatch.setattr(fetching, "Patience", lambda: Patience(**PATIENCE))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    unknown = ("https://no-such-host.invalid", "could not resolve host no-such-host.invalid")
    for address, said in ((f"http://127.0.0.1:{port}", "refused"), unknown):
        monkeypatch.setenv("INDICATORS_EXAMPLE_URL", address)
        report = update(folder)
        assert set(report.failures) == {"deaths", "others"}
        assert all(said in message for message in report.failures.values())
        assert not report.written


def test_a_connection_that_is_never_made(folder, monkeypatch):
    monkeypatch.setattr(fetching, "Patience", lambda: Patience(**{**PATIENCE, "attempts": 1}))
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]  # fill the queue of a listener that never accepts
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        monkeypatch.setenv("INDICATORS_EXAMPLE_URL", f"http://127.0.0.1:{full.getsockname()[1]}")
        report = update(folder, ["deaths"])
        for one in waiting:
            one.close()
    assert "no connection within" in report.failures["deaths"]


HEALS = {
    "500 then good": publishers.first(publishers.status(500), GOOD),
    "429 then good": publishers.first(publishers.status(429, Retry_After="0"), GOOD),
    "two resets then good": publishers.first(publishers.reset, GOOD, 2),
}


@pytest.mark.parametrize("answer", list(HEALS.values()), ids=list(HEALS))
def test_what_heals_is_tried_again(site, folder, answer):
    site.answers["/deaths.txt"] = answer
    assert not update(folder).failures


def test_refreshing_twice_changes_no_byte(site, folder):
    first = update(folder)
    assert first.written
    before = {path: data for path, data in contents(folder).items() if path != commit.LAST_LOOK}
    second = update(folder)
    assert not second.written
    assert not second.failures
    assert {path: data for path, data in contents(folder).items() if path != commit.LAST_LOOK} == before


def test_a_dry_run_tells_and_writes_nothing(site, folder):
    update(folder)
    before = contents(folder)
    site.answers["/deaths.txt"] = MORE
    report = update(folder, dry_run=True)
    change = next(one for one in report.changes if one.source == "deaths")
    assert (change.added, change.revised, change.removed, change.first, change.last) == (1, 1, 0, "2020-02", "2020-03")
    assert contents(folder) == before


def test_what_changed_is_kept_as_a_table_and_survives_a_rebuild(site, folder):
    update(folder)
    site.answers["/deaths.txt"] = MORE
    report = update(folder)
    text = (folder / report.noted).read_text()
    assert text.splitlines()[0] == "kind,key,before,after,added,revised,removed,months,first,last,largest"
    assert f"vintage,deaths,{len(GOOD)},{len(MORE)},1,1,0,,2020-02,2020-03," in text
    assert "score,conflict,5.0000,7.0000,,,,1,2020-02,,1" in text  # 4 and one event; 6 and one event; February moved by 1
    assert check(folder, sources=KNOWN, score=score) == []
    refresh.rebuild(folder=folder, sources=KNOWN, score=score)
    assert (folder / report.noted).read_text() == text
    assert check(folder, sources=KNOWN, score=score) == []


def test_fewer_rows_need_a_word(site, folder):
    site.answers["/deaths.txt"] = MORE
    update(folder)
    site.answers["/deaths.txt"] = GOOD + b" " * 20  # a later vintage, one row less
    refused = update(folder)
    assert "--accept-shrink" in refused.failures["deaths"]
    assert not update(folder, accepted=Accepted(shrink=frozenset({"deaths"}))).failures


def test_the_last_look_may_be_damaged_and_matters_to_nobody(site, folder):
    update(folder)
    (folder / commit.LAST_LOOK).write_text("{")
    assert not update(folder).failures
    (folder / commit.LAST_LOOK).unlink()
    assert check(folder, sources=KNOWN, score=score) == []


def test_two_refreshes_at_once_both_end_well(site, folder):
    update(folder)
    site.answers = {"/deaths.txt": MORE, "/others.txt": MORE}
    reports = []
    runners = [threading.Thread(target=lambda: reports.append(update(folder))) for _ in range(2)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    assert [report.failures for report in reports] == [{}, {}]
    assert sorted(report.written for report in reports) == [False, True]
    assert check(folder, sources=KNOWN, score=score) == []


def test_a_source_that_is_not_fetched_is_named(folder):
    with pytest.raises(ValueError, match="events: cannot be downloaded"):
        update(folder, ["events"])
    with pytest.raises(ValueError, match="unknown source"):
        update(folder, ["nothing"])


def test_every_declared_source_says_how_to_import_by_hand_when_nothing_answers(monkeypatch, tmp_path):
    known = read.declared(None)
    keys = fetching.fetchable(known)
    assert keys
    for key in keys:
        for name in known[key].fetch.bases:
            monkeypatch.setenv(f"INDICATORS_{name.upper().replace('-', '_')}_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(fetching, "Patience", lambda: Patience(**PATIENCE))
    got = fetching.fetch(keys, known)
    assert set(got.failures) == set(keys)
    for key, message in got.failures.items():
        assert f"--from-file {key}=PATH" in message
        assert "\n" not in message


ENTRIES = fetching.fetchable(read.declared(None))
WHOLE = [fault for fault in FAULTS if fault != "truncated"]


@pytest.mark.parametrize("fault", WHOLE)
def test_every_entry_meets_every_fault_of_the_way_there(site, monkeypatch, fault):
    """Each declared source through its own entry, all side by side, against a publisher that answers everything so."""
    known = read.declared(None)
    for key in ENTRIES:
        for name in known[key].fetch.bases:
            monkeypatch.setenv(addresses.variable(name), f"{site.root}/{name}/")
    site.answers = {"*": FAULTS[fault][0]}
    quick = {**PATIENCE, "attempts": 1, "whole": 1.5, "whole_file": 1.5}
    monkeypatch.setattr(fetching, "Patience", lambda: Patience(**quick))
    got = fetching.fetch(ENTRIES, known)
    assert set(got.failures) == set(ENTRIES)
    for key, message in got.failures.items():
        assert f"--from-file {key}=PATH" in message
        assert "\n" not in message
        assert SECRET not in message
        assert len(message) < 700


@pytest.mark.parametrize("words", [["refresh"], ["--debug", "refresh"], ["refresh", "--dry-run"]], ids=" ".join)
def test_a_planted_token_shows_nowhere(site, tmp_path, words):
    """The command itself, as a process, with a token and a mirror that holds a password, against one that refuses."""
    data = tmp_path / "data"
    shutil.copytree(folders.folder(), data)
    before = contents(data)
    site.answers = {"*": publishers.status(401, "text/plain", SECRET.encode())}
    mirror = site.root.replace("http://", f"http://reader:{SECRET}@") + f"/x/?key={SECRET}"
    names = {name for key in ENTRIES for name in read.declared(None)[key].fetch.bases}
    env = {
        **os.environ,
        **{addresses.variable(name): mirror for name in names},
        "UCDP_API_TOKEN": SECRET,
        "INDICATORS_DATA": str(data),
    }
    done = subprocess.run(
        [sys.executable, "-m", "indicators", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "error: " in done.stderr
    notes = data / commit.LAST_LOOK
    assert SECRET not in done.stdout + done.stderr + (notes.read_text(encoding="utf-8") if notes.exists() else "")
    after = {path: content for path, content in contents(data).items() if path != commit.LAST_LOOK}
    assert after == {path: content for path, content in before.items() if path != commit.LAST_LOOK}


def test_the_client_says_who_it_is_and_stays_within_its_bases(site):
    with Client(KNOWN.values(), patience=Patience(**PATIENCE)) as web:
        assert web.read("example", "deaths.txt", {"a": "b c"}, accept=("text/plain",)) == GOOD
        with pytest.raises(SourceError, match="outside its own folder"):
            web.read("example", "../else.txt", accept=("text/plain",))
        with pytest.raises(SourceError, match="no source declares"):
            web.read("nothing", "x", accept=("text/plain",))
    path, headers = site.asked[0]
    assert path == "/deaths.txt?a=b+c"
    assert headers["User-Agent"].startswith("mali-risk-indicators/")
