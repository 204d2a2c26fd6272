"""Deletes old vintages that a later vintage fully covers. Nothing else deletes vintages.

Deleting a vintage changes what ``as_of`` finds for earlier days: an older vintage or none. So a date is required, and a
vintage is kept if no later one covers all its months and countries, or a frozen forecast was made from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indicators import choices, folders
from indicators.model import Source, Vintage
from indicators.store import commit, issues, package, read, refresh
from indicators.store.differences import ScoreChange, score_changes


@dataclass(frozen=True)
class Pruned:
    """Vintages deleted (in a dry run: to be deleted), oldest first; their size in bytes; the subject's scores before and after."""

    vintages: tuple[Vintage, ...]
    size: int
    scores: tuple[ScoreChange, ...] = ()


def covered(vintage: Vintage, later: Sequence[Vintage]) -> bool:
    """Whether one of ``later`` covers all months and countries of ``vintage``."""
    return any(
        one.start <= vintage.start and vintage.end <= one.end
        and (one.countries is None or (vintage.countries is not None and set(vintage.countries) <= set(one.countries)))
        for one in later
    )  # fmt: skip


def prunable(keys: Sequence[str], known: Mapping[str, Source]) -> None:
    """Check that sources keep vintages; raises ValueError for the first that does not."""
    for key in keys:
        if key not in known or not known[key].kind.keeps_vintages:
            names = [name for name, one in known.items() if one.kind.keeps_vintages]
            listed = ", ".join(sorted(names))
            raise ValueError(
                f"{key} has no vintages; sources with vintages are {listed}"
                if key in known
                else choices.unknown("source", key, names)
            )


def prune(
    before: str,
    keys: Sequence[str] = (),
    *,
    dry_run: bool = False,
    folder: Path | None = None,
    sources: Mapping[str, Source] | None = None,
    score: refresh.Score | None = None,
    wait: float = refresh.WAIT,
) -> Pruned:
    """Delete vintages of ``keys`` (or of every source) published before the ISO day ``before`` and covered by a later one; rescore.

    Raises ValueError for a source that has no vintages, commit.Locked, commit.StoreError, ContractError; then nothing changed.
    """
    root, known = folder or folders.folder(), read.declared(sources)
    prunable(keys, known)
    if dry_run:
        return _prune(root, known, before, keys, score, write=False)
    with commit.locked(root, wait):
        commit.finish(root)
        return _prune(root, known, before, keys, score, write=True)


def _prune(
    root: Path, known: Mapping[str, Source], before: str, keys: Sequence[str], score: refresh.Score | None, *, write: bool
) -> Pruned:
    state = refresh.state(root, known)
    dropped: dict[str, package.Entry] = {}
    needed = issues.inputs(root)
    for key in keys or [name for name, one in known.items() if one.kind.keeps_vintages]:
        stored = sorted(
            (entry for entry in state.entries if entry.vintage.source == key),
            key=lambda entry: read.vintage_order(entry.vintage),
        )
        for place, entry in enumerate(stored):
            later = [other.vintage for other in stored[place + 1 :]]
            if entry.vintage.published < before and entry.path not in needed and covered(entry.vintage, later):
                dropped[entry.path] = entry
    gone = tuple(entry.vintage for entry in dropped.values())
    size = sum(entry.size for entry in dropped.values())
    if not dropped:
        return Pruned(gone, size)
    names = {(one.source, one.version) for one in gone}
    kept = {
        key: tuple(one for one in vintages if (key, one.version) not in names)
        for key, vintages in state.snapshots.vintages.items()
    }
    after = refresh.State(
        tuple(entry for entry in state.entries if entry.path not in dropped), replace(state.snapshots, vintages=kept)
    )
    results = (score or refresh.default_score)(after.snapshots)
    moved = score_changes(read.table("scores", root), results.scores)
    if write:
        refresh.write(root, known, after, results, {}, dropped={path: entry.digest for path, entry in dropped.items()})
    return Pruned(gone, size, moved)
