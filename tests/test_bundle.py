"""The data that come with the project: found whole, and found out when changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from indicators.store import check, commit

DATA = Path(__file__).resolve().parents[1] / "data"
NO_DATA = (commit.LOCK, commit.LAST_LOOK)
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file() and path.name not in NO_DATA)
LIMIT = 25_000_000


def test_the_folder_stays_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < LIMIT


def changed(path: Path) -> None:
    whole = path.read_bytes()
    place = len(whole) // 2
    path.write_bytes(whole[:place] + (b"8" if whole[place : place + 1] != b"8" else b"9") + whole[place + 1 :])


def test_one_changed_character_in_any_file_is_found(tmp_path):
    copy = Path(shutil.copytree(DATA, tmp_path / "data"))
    for name in FILES:
        if name != "datapackage.json":
            changed(copy / name)
    found = "\n".join(check.check(copy))
    assert [name for name in FILES if name != "datapackage.json" and name not in found] == []


def test_a_changed_index_is_found(tmp_path):
    copy = Path(shutil.copytree(DATA, tmp_path / "data"))
    changed(copy / "datapackage.json")
    assert any("datapackage.json" in line for line in check.check(copy))
