"""Stores publishers' data and updates the scores: parse, accept, score, commit, report.

A source is stored completely or not at all: if one of its files or vintages is rejected, none is stored; other sources are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from indicators import choices, folders, strict
from indicators.model import EDITED, ContractError, Results, Snapshots, Source, SourceError, Vintage
from indicators.store import acceptance, commit, contracts, outcomes, package, read, rendering
from indicators.store.acceptance import NOTHING, Accepted
from indicators.store.differences import ScoreChange, VintageChange, rows_changed, score_changes

Score = Callable[[Snapshots], Results]
More = Callable[[Path, Sequence[package.Entry], Snapshots], Mapping[str, bytes]]
"""``more(root, entries, snapshots)``: further files (path -> bytes) for the same commit, from what is about to be stored."""
WAIT = 60.0  # seconds a second refresh waits for the first


@dataclass(frozen=True)
class Report:
    """The result of a refresh: new vintages, failed sources (key -> one line), changed scores, whether anything was written.

    ``fresh`` are the new vintages; ``counted`` stored ones (source, version) of which the records read and left out, not recorded
    at their import, now are: the same files were imported again.
    """

    changes: tuple[VintageChange, ...] = ()
    failures: Mapping[str, str] | None = None
    scores: tuple[ScoreChange, ...] = ()
    written: bool = False
    noted: str = ""  # path of the table of changes within the data folder
    added: tuple[str, ...] = ()  # paths of further files that entered with the commit
    fresh: tuple[Vintage, ...] = ()
    counted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class State:
    """The stored state, or the one about to be stored: index entries and snapshots."""

    entries: tuple[package.Entry, ...]
    snapshots: Snapshots


def importable(keys: Iterable[str], known: Mapping[str, Source]) -> None:
    """Check that sources can be imported from files; raises ValueError for the first that cannot."""
    for key in keys:
        if key not in known:
            raise ValueError(choices.unknown("source", key, (one for one in known if known[one].parse is not None)))
        if known[key].kind.edited:
            raise ValueError(f"{key}: cannot be imported from a file. Edit data/{known[key].path(EDITED, '')} and run rebuild.")
        if known[key].parse is None:
            raise ValueError(f"{key}: cannot be imported from a file.")


def import_files(
    files: Mapping[str, Sequence[Path]],
    *,
    version: str | None = None,
    published: str | None = None,
    dry_run: bool = False,
    accepted: Accepted = NOTHING,
    folder: Path | None = None,
    sources: Mapping[str, Source] | None = None,
    score: Score | None = None,
    more: More | None = None,
    wait: float = WAIT,
) -> Report:
    """Parse publishers' files (source key -> parts of one source) and store their vintages (``add``).

    Raises ValueError for a source that is unknown or cannot be imported, before any file is read.
    """
    known = read.declared(sources)
    from indicators.sources import held

    importable(files, known)
    parsed: dict[str, Sequence[Vintage]] = {}
    failures: dict[str, str] = {}
    for key, paths in files.items():
        parse = known[key].parse
        assert parse is not None  # refused above
        try:
            with held.copies(paths) as copies:
                parsed[key] = parse(copies, version, published)
        except SourceError as error:
            failures[key] = str(error)
    report = add(
        parsed, dry_run=dry_run, accepted=accepted, folder=folder, sources=sources, score=score, more=more, wait=wait
    )  # fmt: skip
    return _ended(replace(report, failures={**failures, **(report.failures or {})}), folder, parsed, dry_run=dry_run)


def _ended(
    report: Report, folder: Path | None, keys: Collection[str], looked: Collection[str] = (), *, dry_run: bool
) -> Report:
    """The report, its outcomes recorded unless nothing was to be written."""
    if not dry_run:
        stored = {one.source for one in report.fresh}
        outcomes.record(folder or folders.folder(), outcomes.of(keys, stored, report.failures or {}), looked)
    return report


def update(
    keys: Sequence[str],
    *,
    dry_run: bool = False,
    accepted: Accepted = NOTHING,
    folder: Path | None = None,
    sources: Mapping[str, Source] | None = None,
    score: Score | None = None,
    more: More | None = None,
    wait: float = WAIT,
    told: Callable[[str, str], object] | None = None,
) -> Report:
    """Download sources in parallel (all if ``keys`` is empty) and store what is new (``add``).

    Other sources are stored if one fails. Raises ValueError for a source that cannot be downloaded.
    """
    from indicators.network import fetching

    known = read.declared(sources)
    got = fetching.fetch(keys, known, told=told)
    report = add(
        got.vintages, dry_run=dry_run, accepted=accepted, today=datetime.now(UTC).date().isoformat(), folder=folder,
        sources=sources, score=score, more=more, wait=wait,
    )  # fmt: skip
    whole = replace(report, failures={**got.failures, **(report.failures or {})})
    return _ended(whole, folder, got.vintages, got.vintages, dry_run=dry_run)


def add(
    parsed: Mapping[str, Sequence[Vintage]],
    *,
    dry_run: bool = False,
    accepted: Accepted = NOTHING,
    today: str | None = None,
    folder: Path | None = None,
    sources: Mapping[str, Source] | None = None,
    score: Score | None = None,
    more: More | None = None,
    wait: float = WAIT,
) -> Report:
    """Accept and store parsed vintages, score, commit. ``dry_run`` does all but the commit and takes no lock.

    ``more`` gives further files for the same commit, such as the forecast that is due.

    ``today`` is the day they were fetched, None where they are imported by hand (``acceptance.accept``).

    Raises commit.Locked, commit.StoreError, ContractError; then nothing has changed.
    """
    root = folder or folders.folder()
    known = read.declared(sources)
    if dry_run:
        return _add(root, known, parsed, score, more, accepted, today, dry_run=True)
    with commit.locked(root, wait):
        commit.finish(root)
        return _add(root, known, parsed, score, more, accepted, today, dry_run=False)


def _add(
    root: Path, known: Mapping[str, Source], parsed: Mapping[str, Sequence[Vintage]], score: Score | None, more: More | None,
    accepted: Accepted, today: str | None, *, dry_run: bool,
) -> Report:  # fmt: skip
    before = state(root, known)
    digests = {entry.path: entry.digest for entry in before.entries}
    files: dict[str, bytes] = {}
    fresh: dict[str, list[Vintage]] = {}
    changes: list[VintageChange] = []
    counted: dict[str, Vintage] = {}
    failures: dict[str, str] = {}
    for key, vintages in parsed.items():
        shelf = acceptance.Shelf(root, before.snapshots.all(key), digests)
        try:
            taken = _taken(vintages, known[key], shelf, accepted, today)
            counted.update(_counted(taken, known[key], before.entries))
            changes += rows_changed([one.vintage for one in taken], shelf.vintages, known[key])
        except (SourceError, ContractError) as error:
            failures[key] = str(error)
            continue
        fresh[key] = [one.vintage for one in taken if one.new]
        files.update({known[key].path(one.vintage.version, one.vintage.published): one.data for one in taken if one.new})
    told = Report(
        tuple(changes), failures, fresh=tuple(one for new in fresh.values() for one in new),
        counted=tuple((one.source, one.version) for one in counted.values()),
    )  # fmt: skip
    if not files and not counted:
        return told
    recorded = tuple(replace(entry, vintage=counted.get(entry.path, entry.vintage)) for entry in before.entries)
    after = _with(replace(before, entries=recorded), fresh, files, known)
    results = (score or default_score)(after.snapshots)
    moved = score_changes(read.table("scores", root), results.scores)
    if dry_run:
        return replace(told, scores=moved)
    if not files:
        write(root, known, after, results, {})
        return replace(told, written=True)
    noted, further = _free_name(root), more(root, after.entries, after.snapshots) if more else {}
    write(root, known, after, results, files, {noted: rendering.change_table(changes, moved), **further})
    return replace(told, scores=moved, written=True, noted=noted, added=tuple(further))


@dataclass(frozen=True)
class _Taken:
    """A vintage as parsed, as it is stored, its bytes, and whether it is new."""

    parsed: Vintage
    vintage: Vintage
    data: bytes
    new: bool


def _counted(taken: Sequence[_Taken], source: Source, entries: Sequence[package.Entry]) -> dict[str, Vintage]:
    """Path -> vintage of stored ones whose records were not counted, and whose very files were now parsed again."""
    stored = {entry.path: entry.vintage for entry in entries}
    found = {}
    for one in [one for one in taken if not one.new and one.parsed.records is not None]:
        path = source.path(one.vintage.version, one.vintage.published)
        before = stored.get(path)
        if before is not None and before.records is None and _digests(before) == _digests(one.parsed):
            found[path] = replace(before, records=one.parsed.records, quality=one.parsed.quality)
    return found


def _digests(vintage: Vintage) -> list[str]:
    return sorted(sha256 for _, sha256 in vintage.inputs)


def _taken(
    vintages: Sequence[Vintage], source: Source, shelf: acceptance.Shelf, accepted: Accepted, today: str | None
) -> list[_Taken]:
    """Vintages of one source accepted in their order, each held against the stored ones and those before it (``accept``)."""
    taken = []
    for one in sorted(vintages, key=read.vintage_order):
        vintage, data, new = acceptance.accept(one, source, shelf, accepted, today)
        taken.append(_Taken(one, vintage, data, new))
        if new:
            shelf = replace(shelf, vintages=sorted([*shelf.vintages, vintage], key=read.vintage_order))
    return taken


def _free_name(root: Path) -> str:
    """``scores/changes/<UTC day>_<number>.csv``, the first number of the day that is free."""
    day, number = datetime.now(UTC).date().isoformat(), 1
    while (root / f"{package.CHANGES_FOLDER}{day}_{number}.csv").exists():
        number += 1
    return f"{package.CHANGES_FOLDER}{day}_{number}.csv"


def rebuild(
    *,
    folder: Path | None = None,
    sources: Mapping[str, Source] | None = None,
    score: Score | None = None,
    more: More | None = None,
    wait: float = WAIT,
) -> Report:
    """Recompute scores, index and dictionary from the stored data, including edited curated tables; finish an interrupted commit.

    ``more`` gives further files for the same commit.

    Raises commit.Locked, commit.StoreError, ContractError; then nothing has changed.
    """
    root = folder or folders.folder()
    known = read.declared(sources)
    with commit.locked(root, wait):
        commit.finish(root)
        stored = state(root, known)
        _whole(root, stored)
        results = (score or default_score)(stored.snapshots)
        moved = score_changes(_scores_before(root), results.scores)
        further = more(root, stored.entries, stored.snapshots) if more else {}
        write(root, known, stored, results, {}, further)
    return Report(scores=moved, written=True, added=tuple(further))


def write(
    root: Path, known: Mapping[str, Source], after: State, results: Results, files: Mapping[str, bytes],
    changes: Mapping[str, bytes] | None = None, dropped: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Commit what is stored now: new vintages' ``files``, tables of ``changes`` and further files, results; without what is
    ``dropped``.
    """
    new = changes or {}
    written, index = rendering.rendered(known, after.entries, results, {**rendering.kept(root), **new})
    commit.write(root, {**files, **new, **written}, index, dropped)


def default_score(snapshots: Snapshots) -> Results:
    """The project's scoring, imported where it is first needed."""
    from indicators.scoring.score import score

    return score(snapshots)


def state(root: Path, known: Mapping[str, Source]) -> State:
    """What is stored; raises ContractError where the folder and its index disagree."""
    index = commit.read_index(root)
    if not index["resources"] and any((root / "snapshots").rglob("*.csv")):
        raise ContractError("datapackage.json is missing though snapshots are stored. Restore it from git.")
    entries = [entry for entry in package.entries(index) if not entry.vintage.edited]
    return State((*entries, *curated_entries(root, known)), read.load(folder=root, sources=known))


def curated_entries(root: Path, known: Mapping[str, Source]) -> list[package.Entry]:
    """Index entries of the curated tables as they stand in the folder.

    Raises ContractError if one does not match its declaration.
    """
    found = []
    for source in known.values():
        if source.kind.edited and (vintages := read.curated(root, source)):
            path = source.path(EDITED, "")
            data = strict.read(root / path)
            wrong = contracts.curated_problems(source) + contracts.problems(
                vintages[0].frame, source.fields, source.primary_key, path, source.relations
            )
            if wrong:
                raise ContractError(wrong[0] + ". Correct it and run rebuild.")
            found.append(package.Entry(path, len(data), commit.checksum(data), vintages[0]))
    return found


def _whole(root: Path, state: State) -> None:
    for entry in state.entries:
        if commit.read_committed(root, entry.path, entry.digest) is None:
            raise ContractError(f"{entry.path}: missing or changed since it was stored. Restore it from git.")


def _scores_before(root: Path) -> pd.DataFrame:
    try:
        return read.table("scores", root)
    except ContractError:  # edited by hand: it will be overwritten, and there is nothing to compare with
        return pd.DataFrame(columns=[item.name for item in package.SCORES.fields])


def _with(
    before: State, fresh: Mapping[str, Sequence[Vintage]], files: Mapping[str, bytes], known: Mapping[str, Source]
) -> State:
    entries = [entry for entry in before.entries if entry.path not in files]
    vintages = dict(before.snapshots.vintages)
    for key, new in fresh.items():
        for vintage in new:
            path = known[key].path(vintage.version, vintage.published)
            entries.append(package.Entry(path, len(files[path]), commit.checksum(files[path]), vintage))
        old = before.snapshots.all(key) if known[key].kind.keeps_vintages or not new else ()
        joined = tuple(sorted([*old, *new], key=read.vintage_order))
        if joined:
            vintages[key] = joined
    absent = tuple(sorted(set(known) - set(vintages)))
    return State(tuple(entries), replace(before.snapshots, vintages=vintages, absent=absent))
