"""A refresh that is killed, runs out of space or may not write: the old state or the new one, and nothing in between."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.model import Download, SourceError
from indicators.network import fetching
from indicators.store import commit, refresh
from indicators.store.check import check
from tests.store_example import contents, event, put_events, score
from tests.test_commit import Killed, die_at, kill
from tests.test_live_refresh import KNOWN, MORE, ROOT, folder, site, update

__all__ = ["folder", "site"]  # fixtures


def restored(start: dict[str, bytes], place: Path) -> Path:
    for name, data in start.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place


@pytest.mark.parametrize("act", ["killed", "disk full"])
def test_a_refresh_stopped_at_any_step_loses_nothing(site, folder, tmp_path, monkeypatch, act):
    """Every step of a commit with two vintages and a table of changes: the old state or the new one, and ``check`` passes."""
    update(folder)
    site.answers = {"/deaths.txt": MORE, "/others.txt": MORE}
    start = {path: data for path, data in contents(folder).items() if path != commit.LAST_LOOK}
    with monkeypatch.context() as patch:
        steps = die_at(patch, 0, kill)
        whole = tmp_path / "whole"
        update(restored(start, whole))
    finished = {path: data for path, data in contents(whole).items() if path != commit.LAST_LOOK}
    assert len(set(finished) - set(start)) == 3  # two vintages and what changed
    ends = set()
    for step in range(1, steps[0] + 1):
        place = restored(start, tmp_path / f"step{step}")
        with monkeypatch.context() as patch:
            die_at(patch, step, kill if act == "killed" else full)
            with pytest.raises(Killed if act == "killed" else commit.StoreError):
                update(place)
        refresh.rebuild(folder=place, sources=KNOWN, score=score)
        assert check(place, sources=KNOWN, score=score) == []
        left = {path: data for path, data in contents(place).items() if path != commit.LAST_LOOK}
        assert left in (start, finished), f"step {step}"
        ends.add(left == finished)
    assert ends == {True, False}
    assert steps[0] > 20


def full(name, args):
    if name == "_remove":  # frees space
        return
    if name == "_write":
        args[0].write_bytes(args[1][:10])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


SMALL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
from pathlib import Path
from indicators.store import refresh
from tests.test_live_refresh import KNOWN, score
report = refresh.update([], folder=Path(sys.argv[1]), sources=KNOWN, score=score)
print(report.failures)
"""


@pytest.mark.skipif(os.name != "posix", reason="a limit on files is POSIX")
def test_no_file_may_grow(site, folder):
    """A process that may write 2,000 bytes a file: the index is longer, and nothing changes."""
    update(folder)
    before = contents(folder)
    site.answers = {"/deaths.txt": MORE, "/others.txt": MORE}
    done = subprocess.run(
        [sys.executable, "-c", SMALL, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert "nothing changed" in done.stderr.splitlines()[-1]
    assert contents(folder) == before


def test_no_room_for_what_is_downloaded(site, folder, monkeypatch):
    """The folder downloads go to cannot be written: each source says so, and nothing changes."""
    update(folder)
    before = contents(folder)

    def refuse(self, *_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    known = {"deaths": replace(KNOWN["deaths"], fetch=replace(KNOWN["deaths"].fetch, download=saving))}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        got = fetching.fetch(["deaths"], known)
    assert "cannot be written (No space left on device). Check space" in got.failures["deaths"]
    assert contents(folder) == before


def test_no_folder_for_downloads_is_told_in_one_line_and_one_left_over_ends_nothing(site, folder, monkeypatch):
    update(folder)
    before = contents(folder)
    make, remove = os.mkdir, os.rmdir
    known = {"deaths": replace(KNOWN["deaths"], fetch=replace(KNOWN["deaths"].fetch, download=saving))}

    def failing(call, part):
        def run(path, *rest, **more):
            if part in str(path):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return call(path, *rest, **more)

        return run

    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", failing(make, "indicators-"))
        with pytest.raises(SourceError, match=r"no folder for downloads can be made \(Input/output error\)"):
            fetching.fetch(["deaths"], known)
    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", failing(make, "/deaths"))
        assert "no folder for downloads can be made" in fetching.fetch(["deaths"], known).failures["deaths"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "rmdir", failing(remove, "indicators-"))
        assert fetching.fetch(["deaths"], known).failures == {}
    assert contents(folder) == before


def saving(web, folder: Path):
    return [Download((web.save("example", "deaths.txt", folder / "deaths.txt", accept=("text/plain",)),))]


READER = """
import os, sys
from pathlib import Path
from indicators.store import commit, refresh
from tests.test_live_refresh import KNOWN, score
refresh.update([], folder=Path(sys.argv[2]), sources=KNOWN, score=score)  # loads what nobody may not load
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    refresh.update([], folder=Path(sys.argv[1]), sources=KNOWN, score=score, wait=1)
except commit.StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_folder_that_may_only_be_read(site):
    """One clear line, nothing changed. Root may write everywhere, so it becomes nobody."""
    with tempfile.TemporaryDirectory() as made:
        folder, other = Path(made) / "data", Path(made) / "other"
        put_events(folder, event(1, "2020-01-01"))
        update(folder)
        shutil.copytree(folder, other)
        before = contents(folder)
        site.answers = {"/deaths.txt": MORE, "/others.txt": MORE}
        Path(made).chmod(0o755)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-c", READER, str(folder), str(other)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert "cannot be written (Permission denied); nothing changed" in done.stdout, done.stderr
        assert contents(folder) == before
