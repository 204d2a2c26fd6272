"""Killed at every step, out of space, locked: the old state or the new one, and nothing in between."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.store import check, commit, read, refresh
from tests.store_example import SOURCES, contents, event, put_deaths, put_events, score

STEPS = ("_write", "_sync_folder", "_rename", "_remove")
OPTIONS = {"sources": SOURCES, "score": score, "version": "2", "published": "2025-01-15"}


class Killed(BaseException):
    """Stands for the death of the process: nothing in the store may catch it."""


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "data"
    put_events(data, event(1, "2023-05-01"))
    refresh.import_files({"deaths": [put_deaths(tmp_path, "1.txt", "2024-01,1")]}, folder=data, sources=SOURCES, score=score)
    return data


@pytest.fixture
def new(tmp_path):
    return {"deaths": [put_deaths(tmp_path, "2.txt", "2024-01,2", "2024-02,4")], "area": [put_deaths(tmp_path, "area.txt")]}


def state(folder):
    """Everything a reader reads."""
    known = read.load(folder=folder, sources=SOURCES)
    versions = [(one.version, one.frame["deaths"].tolist()) for one in known.all("deaths")]
    tables = [read.table_bytes(key, folder) for key in ("observations", "scores", "world", "quality")]
    return versions, tables, None if "area" in known.absent else read.geo("area", folder)


def die_at(monkeypatch, step, act):
    """Let ``act(name, args)`` happen before step number ``step`` of the commit; the list returned counts the steps."""
    seen = [0]

    def wrap(name, real):
        def run(*args):
            seen[0] += 1
            if seen[0] == step:
                act(name, args)
            return real(*args)

        return run

    for name in STEPS:
        monkeypatch.setattr(commit, name, wrap(name, getattr(commit, name)))
    return seen


def kill(name, args):
    if name == "_write":  # half a file, as a power cut leaves it
        args[0].write_bytes(args[1][: len(args[1]) // 2])
    raise Killed


def test_killed_at_every_step_the_old_or_the_new_state_is_read(folder, new, tmp_path, monkeypatch):
    old = state(folder)
    start = contents(folder)
    with monkeypatch.context() as patch:
        steps = die_at(patch, 0, kill)
        refresh.import_files(new, folder=folder, **OPTIONS)
    after, finished = state(folder), contents(folder)
    assert after != old
    seen = set()
    for step in range(1, steps[0] + 1):
        restored = tmp_path / f"step{step}"
        for name, data in start.items():
            (restored / name).parent.mkdir(parents=True, exist_ok=True)
            (restored / name).write_bytes(data)
        with monkeypatch.context() as patch:
            die_at(patch, step, kill)
            with pytest.raises(Killed):
                refresh.import_files(new, folder=restored, **OPTIONS)
        read = state(restored)
        assert read in (old, after), f"step {step}"
        seen.add("new" if read == after else "old")
        refresh.rebuild(folder=restored, sources=SOURCES, score=score)
        assert state(restored) == read
        assert check.check(restored, sources=SOURCES, score=score) == []
        assert contents(restored) == (finished if read == after else start)
    assert seen == {"old", "new"}
    assert steps[0] > 15


CHILD = """
import os, signal, sys
sys.path.insert(0, sys.argv[4])
from pathlib import Path
from test_commit import OPTIONS, die_at
from indicators.store import refresh
import pytest
folder, step, files = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split("|")
die_at(pytest.MonkeyPatch(), step, lambda name, args: os.kill(os.getpid(), signal.SIGKILL))
refresh.import_files({"deaths": [Path(files[0])], "area": [Path(files[1])]}, folder=folder, **OPTIONS)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("step", [2, 12, 16])
def test_a_process_killed_outright_leaves_a_readable_folder_and_no_lock(folder, new, step):
    old = state(folder)
    paths = "|".join(str(paths[0]) for paths in new.values())
    command = [sys.executable, "-c", CHILD, str(folder), str(step), paths, str(Path(__file__).parent)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert state(folder)[0] in (old[0], [*old[0], ("2", [2.0, 4.0])])
    refresh.rebuild(folder=folder, sources=SOURCES, score=score, wait=5)
    assert check.check(folder, sources=SOURCES, score=score) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_changes_nothing(folder, new, monkeypatch, code):
    start = contents(folder)

    def refuse(name, args):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        die_at(patch, 4, refuse)
        with pytest.raises(commit.StoreError, match=f"{os.strerror(code)}.*nothing changed"):
            refresh.import_files(new, folder=folder, **OPTIONS)
    assert contents(folder) == start


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_one_clear_error(folder, new):
    start = contents(folder)
    folder.chmod(0o500)
    try:
        with pytest.raises(commit.StoreError, match="nothing changed"):
            refresh.import_files(new, folder=folder, **OPTIONS)
    finally:
        folder.chmod(0o700)
    assert contents(folder) == start


def test_a_second_writer_waits_and_is_told(folder, new):
    start = contents(folder)
    line = (
        "import sys, time; from pathlib import Path; from indicators.store import commit\n"
        "with commit.locked(Path(sys.argv[1]), 5): print('held', flush=True); time.sleep(30)"
    )
    with subprocess.Popen([sys.executable, "-c", line, str(folder)], stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout.readline() == "held\n"
            with pytest.raises(commit.Locked, match="another refresh"):
                refresh.import_files(new, folder=folder, wait=0.1, **OPTIONS)
        finally:
            other.kill()
    assert contents(folder) == start


def test_only_staged_files_are_removed(folder, new):
    kept = [folder / ".staged-short-x.csv", folder / "staged-0123456789abcdef-x.csv", folder / "notes.txt"]
    for path in kept:
        path.write_text("mine")
    leftover = folder / "scores" / ".staged-0123456789abcdef-scores.csv"
    leftover.write_text("half")
    refresh.rebuild(folder=folder, sources=SOURCES, score=score)
    assert not leftover.exists()
    assert all(path.read_text() == "mine" for path in kept)
