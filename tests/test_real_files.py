"""No false alarm: every publisher's file at hand gives, byte for byte, the vintages that are stored of it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from indicators import folders
from indicators.registry import SOURCES
from indicators.store import read
from tests.structural import SHARED

Stored = dict[str, Any]


def _stored() -> dict[tuple[str, tuple[str, ...]], list[Stored]]:
    """Index entries of imported vintages by source and digests of their files: one import made all of a key."""
    index = json.loads((folders.folder() / "datapackage.json").read_bytes())
    found: dict[tuple[str, tuple[str, ...]], list[Stored]] = {}
    for entry in index["resources"]:
        if entry.get("inputs"):
            digests = tuple(sorted(one["sha256"] for one in entry["inputs"]))
            found.setdefault((entry["source"], digests), []).append(entry)
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every publisher's file by its digest, packed ones also as they unpack."""
    unpacked = tmp_path_factory.mktemp("unpacked")
    paths = [path for path in SHARED.rglob("*") if path.is_file()] if SHARED.exists() else []
    for path in [one for one in paths if one.suffix == ".gz"]:
        paths.append(unpacked / path.stem)
        paths[-1].write_bytes(gzip.decompress(path.read_bytes()))
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}


def _named(entries: Iterable[Stored], folder: Path, paths: Iterable[Path]) -> list[Path]:
    """The files under the names they were imported with, which may tell the release."""
    names = {one["sha256"]: one["name"] for entry in entries for one in entry["inputs"]}
    made = []
    for path in paths:
        target = folder / names[hashlib.sha256(path.read_bytes()).hexdigest()]
        target.write_bytes(path.read_bytes())
        made.append(target)
    return made


@pytest.mark.parametrize(("key", "digests"), sorted(_stored()), ids=lambda one: one if isinstance(one, str) else one[0][:8])
def test_a_publishers_file_gives_what_is_stored(
    key: str, digests: tuple[str, ...], files: dict[str, Path], tmp_path: Path
) -> None:
    missing = [digest for digest in digests if digest not in files]
    if missing:
        pytest.skip(f"a publisher's file of {key} is absent")
    entries, source = _stored()[key, digests], SOURCES[key]
    given = (entries[0]["vintage"], entries[0]["published"]) if entries[0]["published_basis"] == "given" else (None, None)
    assert source.parse is not None
    vintages = source.parse(_named(entries, tmp_path, [files[digest] for digest in digests]), *given)
    made = {source.path(one.version, one.published): read.to_bytes(one.frame, source) for one in vintages}
    assert sorted(made) == sorted(entry["path"] for entry in entries)
    for path, data in made.items():
        assert data == (folders.folder() / path).read_bytes(), path
    for one in vintages:  # what is recorded of its records is what they are
        entry = next(entry for entry in entries if entry["path"] == source.path(one.version, one.published))
        assert one.records is not None
        assert entry["records"] == {"read": one.records.read, "kept": one.records.kept}
        assert [(line["rule"], line["effect"], line["count"]) for line in entry["quality"]] == [
            (line.rule, line.effect, line.count) for line in one.quality
        ]
