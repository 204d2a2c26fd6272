"""Scores and data folders that many tests need alike, made once a session and shared by all workers through the disk.

A score is remembered by what it can depend on, everything in the snapshots but their files' checksums and quality notes: one
changed cell, date or version is another key. The code is no part of it, since it does not change within a session: a test
that patches the scoring must not ask here.
"""

from __future__ import annotations

import fcntl
import hashlib
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from indicators.model import Results, Snapshots
from indicators.scoring.score import score

_FOLDER: list[Path] = []


def begin(base: Path) -> None:
    """Remember below ``base``, a folder of this session that all its workers can reach."""
    _FOLDER[:] = [base / "remembered"]
    _FOLDER[0].mkdir(exist_ok=True)


def results(snapshots: Snapshots) -> Results:
    """``score.score`` of the snapshots; what it raises is raised each time."""
    path = _FOLDER[0] / f"{key(snapshots)}.pickle"
    with _alone(path):
        if not path.exists():
            _write(path, pickle.dumps(score(snapshots)))
    found = pickle.loads(path.read_bytes())
    assert isinstance(found, Results)
    return found


def folder(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that ``make`` fills, the first time it is asked for; to be copied, never changed."""
    path = _FOLDER[0] / name
    with _alone(path):
        if not path.exists():
            shutil.rmtree(staged := path.with_name(name + " unfinished"), ignore_errors=True)
            staged.mkdir()
            make(staged)
            staged.rename(path)
    return path


def key(snapshots: Snapshots) -> str:
    """A digest of the snapshots without ``inputs``, ``quality`` and ``records``, which no measure reads (a zip's checksum tells its minute)."""
    digest = hashlib.sha256(repr((snapshots.as_of, snapshots.reconstructed, snapshots.absent)).encode())
    for source in sorted(snapshots.vintages):
        for vintage in snapshots.vintages[source]:
            said = {
                name: value for name, value in vars(vintage).items() if name not in ("frame", "inputs", "quality", "records")
            }
            digest.update(repr((source, sorted(said.items()), list(vintage.frame.dtypes.items()))).encode())
            digest.update(pd.util.hash_pandas_object(vintage.frame).to_numpy().tobytes())
    return digest.hexdigest()


def _write(path: Path, data: bytes) -> None:
    staged = path.with_suffix(".unfinished")
    staged.write_bytes(data)
    staged.rename(path)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One worker at a time."""
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
