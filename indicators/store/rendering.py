"""Renders what a commit writes besides vintages: result tables, dictionary, index, and the table of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from indicators.model import ContractError, Results, Source, Vintage
from indicators.store import commit, csv_text, dictionary, package
from indicators.store.differences import ScoreChange, VintageChange

_KEPT = (package.OUTLOOK_FOLDER, package.ALERTS_FOLDER)


def outputs(results: Results, entries: Iterable[package.Entry]) -> dict[str, bytes]:
    """The result tables as bytes: key -> CSV. Scores 4 decimals, simulated ones 1, shares 2, observations at most 6."""
    six = dict.fromkeys(("best", "low", "high"), 6)
    four = {"score": 4, "low": 4, "high": 4, "coverage": 2, "p05": 1, "p50": 1, "p95": 1, "stale": 2, "provisional": 2}
    quality = quality_table([entry.vintage for entry in entries])
    return {
        "observations": _text(results.observations, package.OBSERVATIONS, rounded=six),
        "scores": _text(results.scores, package.SCORES, fixed=four),
        "world": _text(results.world, package.WORLD, fixed=four),
        "pulse": _text(results.pulse, package.PULSE, fixed=four),
        "quality": _text(quality, package.QUALITY),
    }


def quality_table(vintages: Iterable[Vintage]) -> pd.DataFrame:
    """The quality report of imported vintages: the fields of ``package.QUALITY``; ``count`` missing where it was not recorded."""
    rows = [(one.source, one.version, *line) for one in vintages if one.inputs for line in _lines(one)]
    return pd.DataFrame(rows, columns=[item.name for item in package.QUALITY.fields]).astype({"count": "Int64"})


def _lines(vintage: Vintage) -> list[tuple[str, str, int | None, str]]:
    """Rule, effect, count and treatment of each line of a vintage's report."""
    known = vintage.records
    unknown = " Not recorded when this vintage was imported." if known is None else ""
    return [
        ("read", "read", known.read if known else None, f"Records of the publisher's files.{unknown}"),
        ("kept", "kept", known.kept if known else None, f"Records that the stored rows are made of.{unknown}"),
        *((line.rule, line.effect, line.count, line.treatment) for line in vintage.quality),
    ]


def rendered(
    known: Mapping[str, Source], entries: Sequence[package.Entry], results: Results, carried: Mapping[str, bytes] | None = None
) -> tuple[dict[str, bytes], bytes]:
    """Every file that a commit rewrites (path -> bytes), and the bytes of the index; ``carried`` are stored unchanged."""
    tables = outputs(results, entries)
    readme = dictionary.render(known, entries)
    index = package.render(entries, tables, readme, known, carried)
    return {**{f"scores/{key}.csv": data for key, data in tables.items()}, "README.md": readme}, index


def stored(root: Path, *folders: str) -> dict[str, bytes]:
    """The indexed files under ``folders`` (path -> bytes). Raises ContractError where one is missing or modified."""
    found = {}
    for path, digest in commit.committed(commit.read_index(root)).items():
        if path.startswith(folders):
            data = commit.read_committed(root, path, digest)
            if data is None:
                raise ContractError(f"{path}: missing or changed since it was stored. Restore it from git.")
            found[path] = data
    return found


def kept(root: Path) -> dict[str, bytes]:
    """What is stored beside vintages and results and that a commit carries on unchanged: tables of changes (missing or modified
    ones are omitted), frozen forecasts, the backtest and the alerts' record (a missing or modified one raises ContractError; one
    that the index does not list is listed again).
    """
    listed = commit.committed(commit.read_index(root))
    changes = {
        path: commit.read_committed(root, path, digest)
        for path, digest in listed.items()
        if path.startswith(package.CHANGES_FOLDER)
    }
    kept_changes = {path: data for path, data in changes.items() if data is not None}
    return {**kept_changes, **_unlisted(root, listed), **stored(root, *_KEPT)}


def _unlisted(root: Path, listed: Mapping[str, str]) -> dict[str, bytes]:
    """Forecasts in the folder that the index does not list, as after a merge that took the other side's index."""
    found = (
        path.relative_to(root).as_posix() for folder in _KEPT for path in sorted((root / folder).rglob("*")) if path.is_file()
    )
    return {path: (root / path).read_bytes() for path in found if path not in listed and package.is_forecast(path)}


def change_table(changes: Iterable[VintageChange], moved: Iterable[ScoreChange]) -> bytes:
    """The table of changes as CSV (``package.CHANGES``): a row for each new vintage, then index and dimensions."""
    rows: list[tuple[object, ...]] = [
        (
            "vintage",
            one.source,
            one.previous or "",
            one.version,
            one.added,
            one.revised,
            one.removed,
            pd.NA,
            one.first,
            one.last,
            pd.NA,
        )
        for one in changes
        if not one.stored_already
    ]
    rows += [
        (
            "score",
            one.key,
            _score(one.before),
            _score(one.after),
            pd.NA,
            pd.NA,
            pd.NA,
            one.moved,
            one.largest_period or "",
            "",
            one.largest,
        )
        for one in moved
    ]
    frame = pd.DataFrame(rows, columns=[item.name for item in package.CHANGES.fields])
    whole = dict.fromkeys(("added", "revised", "removed", "months"), "Int64")
    return _text(frame.astype({**whole, "largest": "Float64"}), package.CHANGES, rounded={"largest": 4})


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _text(frame: pd.DataFrame, table: package.Table, **decimals: Mapping[str, int]) -> bytes:
    try:
        return csv_text.to_csv_text(frame, table.fields, table.primary_key, **decimals).encode()
    except ContractError as error:
        raise ContractError(f"{table.path}: {error}") from error
