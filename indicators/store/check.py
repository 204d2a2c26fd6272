"""Checks the data folder against its index and against a rebuild. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indicators import folders
from indicators.model import CURATED, ContractError, Results, Source
from indicators.store import acceptance, alerting, commit, contracts, csv_text, issues, package, read, refresh, rendering

_LEAVE = {commit.INDEX, commit.LOCK, commit.LAST_LOOK}


def check(
    folder: Path | None = None,
    *,
    sources: Mapping[str, Source] | None = None,
    score: refresh.Score | None = None,
) -> list[str]:
    """Problems of the data folder, one line each with the remedy; empty if there are none.

    Compares every file with the index, lists files that are not in the index, checks every table against its declaration, and
    rebuilds scores, dictionary and index in memory.
    """
    root = folder or folders.folder()
    known = read.declared(sources)
    try:
        index = commit.read_index(root)
        if not index["resources"]:
            return [f"{root}: holds no {commit.INDEX}. Restore it from git, or import data with refresh --from-file."]
        entries = package.entries(index)
    except (ContractError, commit.StoreError) as error:
        return [str(error)]
    found = _files(root, index) + _strangers(root, index) + _tables(root, index, known) + _unaccounted(entries)
    found += issues.problems(root, entries, known) + alerting.problems(root, entries, known)
    return list(dict.fromkeys(found + _rebuilt(root, index, entries, known, score)))


def _unaccounted(entries: list[package.Entry]) -> list[str]:
    found = ((entry.path, acceptance.unaccounted(entry.vintage)) for entry in entries)
    return [f"{path}: {told} Restore {commit.INDEX} from git." for path, told in found if told]


def _files(root: Path, index: Mapping[str, Any]) -> list[str]:
    found = []
    if index.get("digest") != package.digest(index):
        found.append(f"{commit.INDEX}: changed since it was written. Restore it from git.")
    for relative, digest in commit.committed(index).items():
        path = root / relative
        staged = commit.staged_path(path, digest)
        if path.is_file() and commit.checksum(path.read_bytes()) == digest:
            continue
        if staged.is_file() and commit.checksum(staged.read_bytes()) == digest:
            found.append(f"{relative}: committed but not yet installed. Run rebuild.")
        elif not path.is_file():
            found.append(f"{relative}: is missing. Restore it from git.")
        elif relative.startswith(f"{CURATED.folder}/"):
            found.append(f"{relative}: edited since the last rebuild. Run rebuild.")
        else:
            found.append(f"{relative}: differs from the index. Restore it from git, or run rebuild if it is computed.")
    return found


def _strangers(root: Path, index: Mapping[str, Any]) -> list[str]:
    expected = set(commit.committed(index)) | _LEAVE
    found = []
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root).as_posix()
        if path.is_dir() or relative in expected:
            continue
        if commit.STAGED.match(path.name):
            found.append(f"{relative}: left over from an interrupted refresh. Run rebuild.")
        elif package.is_forecast(relative):
            found.append(f"{relative}: not in the index. Run rebuild.")
        else:
            found.append(f"{relative}: not in the index. Move it out of the data folder, or import it.")
    return found


def _tables(root: Path, index: Mapping[str, Any], known: Mapping[str, Source]) -> list[str]:
    results = {table.path: table for table in package.TABLES}
    found = []
    for item in index["resources"]:
        relative, source = item["path"], known.get(item.get("source", ""))
        data = commit.read_committed(root, relative, item["hash"])
        table = results.get(relative) or source or package.carried_table(relative)
        if table is None and relative.startswith((package.OUTLOOK_FOLDER, package.ALERTS_FOLDER)):
            continue  # a manifest, which ``issues`` reads
        if table is None:
            found.append(f"{relative}: its source {item.get('source')!r} is not declared.")
            continue
        if source is not None and source.kind.edited:
            found += contracts.curated_problems(source)
            data = _bytes(root / relative)
        if data is None:
            continue  # already reported as missing or changed
        try:
            frame = read.from_bytes(data, source, relative) if source else csv_text.from_csv_text(data, table.fields, relative)
        except ContractError as error:
            found.append(str(error))
            continue
        found += contracts.problems(frame, table.fields, table.primary_key, relative, table.relations)
    return found + _curated_missing(root, known)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _curated_missing(root: Path, known: Mapping[str, Source]) -> list[str]:
    return [
        f"{source.path('', '')}: is declared but missing. Restore it from git."
        for key, source in known.items()
        if source.kind.edited and not (root / source.path("", "")).is_file()
    ]


def _rebuilt(
    root: Path, index: Mapping[str, Any], entries: list[package.Entry], known: Mapping[str, Source], score: refresh.Score | None
) -> list[str]:
    try:
        stored = [entry for entry in entries if not entry.vintage.edited]
        stored += refresh.curated_entries(root, known)
        results: Results = (score or refresh.default_score)(read.load(folder=root, sources=known))
        written, rendered = rendering.rendered(known, stored, results, rendering.kept(root))
    except (ContractError, commit.StoreError) as error:
        return [f"a rebuild fails: {error}"]
    found = []
    for relative, data in written.items():
        digest = commit.committed(index).get(relative)
        if digest is not None and digest != commit.checksum(data):
            found.append(f"{relative}: a rebuild gives a different result. Run rebuild and review the difference.")
    if _bytes(root / commit.INDEX) != rendered:
        found.append(f"{commit.INDEX}: a rebuild gives a different result. Run rebuild and review the difference.")
    return found
