"""Frozen forecasts under ``outlook/issues``: an issue an origin, three files, chained by checksum and never written again.

``<origin>.json`` names the two tables, the vintages they were made from, settings, code and the issue before it, each by
SHA-256; ``<origin>_forecasts.csv`` and ``<origin>_statements.csv`` are the tables. An issue enters with the same commit as
the data it was made from, so a refresh that is killed leaves both or neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from indicators import months, strict
from indicators.model import ContractError, Snapshots, Source
from indicators.outlook import issue, panel, statements
from indicators.outlook.settings import RECIPE
from indicators.store import commit, csv_text, package, read, rendering
from indicators.version import VERSION

_HEADED = ("origin", "frozen", "version", "recipe", "settings", "code", "inputs", "previous", "files")
_REBUILT = 12  # newest issues that check makes again; the chain holds the older ones
_SAMPLES = (
    "indicators.outlook.models.pool(panel) of the inputs gives the 1,000 sorted samples of each country and lead, at the "
    "probabilities (i - 0.5) / 1000. No random number is drawn. Samples are of one month each: never add them over leads."
)
_RECORD = (
    "outlook/backtest.csv (a backtest on revised figures, not forecasts made); reliability of the statements below, of all "
    "countries with enough deaths since 2000"
)


def due(root: Path, entries: Sequence[package.Entry], snapshots: Snapshots) -> dict[str, bytes]:
    """The files (path -> bytes) of the issue that is due: of the last month known, where it is later than the last one frozen.

    ``entries`` and ``snapshots`` are what is stored or about to be. Empty where none is due or the data do not reach.
    """
    known = panel.panel(snapshots)
    earlier = manifests(root)
    if known is None or not issue.possible(known) or (earlier and last_origin(earlier) >= months.period(known.last)):
        return {}
    previous = commit.checksum(earlier[max(earlier)]) if earlier else None
    return rendered(known, _inputs(known, entries), previous, datetime.now(UTC).date().isoformat())


def known_panel(snapshots: Snapshots) -> panel.Panel:
    """The panel of what is known; raises ContractError where it is too short or narrow to forecast from."""
    return issue.required(panel.panel(snapshots))


def named_inputs(root: Path, known: panel.Panel) -> list[dict[str, str]]:
    """Path and checksum of the vintages a panel was made from."""
    return _inputs(known, package.entries(commit.read_index(root)))


def rendered(known: panel.Panel, inputs: Sequence[Mapping[str, str]], previous: str | None, day: str) -> dict[str, bytes]:
    """The three files of a panel's issue, frozen on ``day`` (ISO) after the one whose manifest has checksum ``previous``."""
    past = statements.cases(known)
    stem = f"{package.ISSUES_FOLDER}{months.period(known.last)}"
    tables = {
        f"{stem}_forecasts.csv": _text(issue.forecasts(known), package.FORECASTS, {}),
        f"{stem}_statements.csv": _text(issue.stated(known, past), package.STATEMENTS, dict.fromkeys(_shares(), 4)),
    }
    told: dict[str, Any] = {
        "origin": months.period(known.last), "frozen": day, "version": VERSION, "recipe": RECIPE,
        "settings": issue.settings_digest(), "code": issue.code_digest(), "inputs": list(inputs), "previous": previous,
        "files": [{"path": path, "hash": commit.checksum(data)} for path, data in tables.items()],
        "samples": _SAMPLES, "record": _RECORD, "reliability": _records(statements.reliability(past)),
    }  # fmt: skip
    return {**tables, f"{stem}.json": (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()}


def _shares() -> tuple[str, ...]:
    return tuple(item.name for item in package.STATEMENTS.fields if item.type == "number")


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.round(4).to_dict("records")]


def _text(frame: pd.DataFrame, table: package.Table, fixed: Mapping[str, int]) -> bytes:
    return csv_text.to_csv_text(frame, table.fields, table.primary_key, fixed=fixed).encode()


def _inputs(known: panel.Panel, entries: Iterable[package.Entry]) -> list[dict[str, str]]:
    named = {(entry.vintage.source, entry.vintage.version, entry.vintage.published): entry for entry in entries}
    return [{"path": named[key].path, "hash": named[key].digest} for key in known.inputs]


def manifests(root: Path) -> dict[str, bytes]:
    """The indexed manifests, path -> bytes; raises ContractError where one is missing or changed."""
    listed = rendering.stored(root, package.ISSUES_FOLDER)
    return {path: data for path, data in listed.items() if path.endswith(".json")}


def last_origin(stored: Mapping[str, bytes]) -> str:
    """The origin of the newest of some manifests."""
    return Path(max(stored)).stem


def frozen(root: Path, origin: str | None = None) -> tuple[dict[str, Any], pd.DataFrame, pd.DataFrame] | None:
    """Manifest, forecasts and statements of the issue of ``origin``, of the newest where None; None where nothing is frozen.

    Raises ValueError for an origin that was not frozen, ContractError where a file is missing or changed.
    """
    stored = rendering.stored(root, package.ISSUES_FOLDER)
    origins = sorted(Path(path).stem for path in stored if path.endswith(".json"))
    if not origins:
        return None
    chosen = origin or origins[-1]
    if chosen not in origins:
        raise ValueError(f"no forecast was frozen at {chosen}; frozen are {', '.join(origins)}")
    stem = f"{package.ISSUES_FOLDER}{chosen}"
    tables = (
        csv_text.from_csv_text(stored[f"{stem}_{table.key}.csv"], table.fields, f"{stem}_{table.key}.csv")
        for table in (package.FORECASTS, package.STATEMENTS)
    )
    forecasts, said = tables
    return strict.parse_json(stored[f"{stem}.json"]), forecasts, said


def inputs(root: Path) -> set[str]:
    """Paths of the vintages that frozen forecasts were made from."""
    return {one["path"] for data in manifests(root).values() for one in strict.parse_json(data)["inputs"]}


def problems(root: Path, entries: Sequence[package.Entry], known: Mapping[str, Source]) -> list[str]:
    """What is wrong with the issues: files, their chain, and the newest made again from the same inputs."""
    try:
        stored = manifests(root)
        files = rendering.stored(root, package.ISSUES_FOLDER)
    except ContractError as error:
        return [str(error)]
    found: list[str] = []
    previous: str | None = None
    told_before: dict[str, Any] = {}
    for path, data in sorted(stored.items()):
        told = strict.parse_json(data)
        found += _chained(path, told, previous, told_before, files)
        previous, told_before = commit.checksum(data), told
    strays = (
        set(files) - set(stored) - {one["path"] for data in stored.values() for one in strict.parse_json(data).get("files", [])}
    )
    found += [f"{path}: belongs to no frozen forecast. Restore the folder from git." for path in sorted(strays)]
    for path, data in sorted(stored.items())[-_REBUILT:]:
        found += [] if found else _reproduced(root, path, strict.parse_json(data), files, entries, known)
    return found


def _chained(
    path: str, told: dict[str, Any], previous: str | None, before: dict[str, Any], files: Mapping[str, bytes]
) -> list[str]:
    missing = [name for name in _HEADED if name not in told]
    if missing:
        return [f"{path}: lacks {missing[0]}. Restore it from git."]
    found = []
    if told["origin"] != Path(path).stem:
        found.append(f"{path}: says it is of {told['origin']}. Restore it from git.")
    if told["previous"] != previous:
        found.append(f"{path}: the frozen forecast before it is missing or another than it was. Restore the folder from git.")
    if before and told["frozen"] < before["frozen"]:
        found.append(f"{path}: frozen on {told['frozen']}, before its predecessor ({before['frozen']}). Restore it from git.")
    for one in told["files"]:
        data = files.get(one["path"])
        if data is None or commit.checksum(data) != one["hash"]:
            found.append(f"{one['path']}: missing or changed since it was frozen. Restore it from git.")
    return found


def _reproduced(
    root: Path, path: str, told: dict[str, Any], files: Mapping[str, bytes], entries: Sequence[package.Entry],
    known: Mapping[str, Source],
) -> list[str]:  # fmt: skip
    """Whether the same inputs still give the same bytes; nothing is said of an issue of another recipe."""
    if told["recipe"] != RECIPE or told["settings"] != issue.settings_digest():
        return []
    whole = remade(root, told, entries, known)
    if whole is None:
        return [f"{path}: a vintage it was made from is missing or changed. Restore it from git."]
    again = rendered(whole, told["inputs"], told["previous"], told["frozen"])
    return [
        f"{name}: the same inputs give another forecast. Was the code changed without a new recipe?"
        for name, data in again.items()
        if name.endswith(".csv") and files.get(name) != data
    ]


def remade(
    root: Path, told: Mapping[str, Any], entries: Sequence[package.Entry], known: Mapping[str, Source]
) -> panel.Panel | None:
    """The panel an issue was made from; None where a vintage is no longer stored as it was."""
    wanted = {one["path"]: one["hash"] for one in told["inputs"]}
    used = [entry for entry in entries if wanted.get(entry.path) == entry.digest]
    if len(used) != len(wanted):
        return None
    whole = panel.panel(read.limited(root, used, known))
    return None if whole is None else whole.until(months.ordinal(told["origin"]))
