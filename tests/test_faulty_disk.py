"""A full disk and a bad sector at every call of an import and of a rebuild: the old state or the new one, and one line.

Each command meets one of the two here; ``make soak`` lets every command meet both, as it is run, on the data that come with the project.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from indicators.store import check, refresh
from tests.faulty_commands import act, every_call
from tests.store_example import SOURCES, event, put_deaths, put_events, score

pytestmark = pytest.mark.skipif(
    os.name != "posix" or not Path("/proc/self/fd").is_dir(), reason="Linux alone tells of open files"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    data = tmp_path / "data"
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    put_events(data, event(1, "2023-05-01"))
    keep = {"folder": data, "sources": SOURCES, "score": score}
    refresh.import_files({"deaths": [put_deaths(tmp_path, "1.txt", "2024-01,1")]}, **keep)
    return data


def work(folder, **files):
    keep = {"folder": folder, "sources": SOURCES, "score": score}
    if not files:
        return act(lambda: refresh.rebuild(**keep))
    return act(lambda: refresh.import_files(files, version="2", published="2025-01-15", **keep))


def test_an_import_on_a_disk_that_fails_at_every_call(folder, tmp_path, capfd):
    files = {"deaths": [put_deaths(tmp_path, "2.txt", "2024-01,1", "2024-02,4")], "area": [put_deaths(tmp_path, "area.txt")]}
    capfd.readouterr()
    told = lambda: tuple(capfd.readouterr())  # noqa: E731
    tally = every_call(work(folder, **files), work(folder), tmp_path, folder, told, (errno.ENOSPC,))
    assert tally.wrong == []
    assert tally.calls > 30
    assert {"exit 3, old state", "exit 3, new state"} <= set(tally.ends), tally.ends
    assert check.check(folder, sources=SOURCES, score=score) == []


def test_a_rebuild_on_a_disk_that_fails_at_every_call(folder, tmp_path, capfd):
    """After an edit by hand, so that the rebuild has something to write."""
    put_events(folder, event(1, "2023-05-01"), event(2, "2023-06-01"))
    capfd.readouterr()
    told = lambda: tuple(capfd.readouterr())  # noqa: E731
    tally = every_call(work(folder), work(folder), tmp_path, folder, told, (errno.EIO,))
    assert tally.wrong == []
    assert tally.calls > 20
    assert {"exit 3, old state", "exit 3, new state"} <= set(tally.ends), tally.ends
