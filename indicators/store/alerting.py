"""The alerts' record under ``alerts/``, and what the stored data let the rules see.

``record.csv`` and ``index_moves.csv`` are kept like the backtest: made by a command, carried by every commit, and made again by
``check`` from the vintages that ``record.json`` names, where they are still stored as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from indicators import strict
from indicators.alerts import rules, upkeep
from indicators.alerts.rule import Alert, Known, Move
from indicators.model import ContractError, Snapshots, Source, SourceError
from indicators.store import commit, csv_text, package, read
from indicators.subject import SUBJECT

RECORD, MOVES = package.ALERT_TABLES
MANIFEST = f"{package.ALERTS_FOLDER}record.json"
_CURATED = ("foreign_forces", "governance_events", "promises", "territory")
_RATES = ("precision", "precision_low", "precision_high", "base_rate", "recall", "recall_low", "recall_high")


def today() -> str:
    """The day it is, UTC, ISO."""
    return datetime.now(UTC).date().isoformat()


def known(as_of: str | None = None, country: str = SUBJECT.code, root: Path | None = None, history: bool = True) -> Known:
    """What the rules see on a day: what had been published by then; None is today, with everything stored.

    Raises ValueError for a wrong day, ContractError where the folder does not match its index.
    """
    folder = root or commit.data_folder()
    day = as_of or today()
    told = tuple(move for move in moves(folder) if move.day <= day)
    return Known(read.load(as_of=as_of, folder=folder), day, country, told, history)


@dataclass(frozen=True)
class Before:
    """What was stored, and the ISO day of the last refresh that stored something; ``""`` where there was none."""

    day: str
    known: Known

    def force(self) -> list[Alert]:
        """The alerts then in force; none where there was no refresh."""
        return rules.in_force(rules.given(self.known), self.day) if self.day else []


def before(root: Path) -> Before:
    """The data as they are stored now, and when they were."""
    day = max((Path(path).stem[:10] for path in _change_tables(root)), default="")
    return Before(day, Known(read.load(folder=root), day, SUBJECT.code, tuple(moves(root)), history=False))


def table(root: Path, which: package.Table) -> pd.DataFrame:
    """A stored table of the record; without rows where none is stored."""
    data = commit.read_current(root, which.path)
    if data is None:
        return pd.DataFrame(columns=[item.name for item in which.fields])
    return csv_text.from_csv_text(data, which.fields, which.path)


def manifest(root: Path) -> dict[str, Any]:
    """Where the record comes from: made, inputs; empty where none is stored."""
    data = commit.read_current(root, MANIFEST)
    found: dict[str, Any] = {} if data is None else strict.parse_json(data)
    return found


def moves(root: Path) -> list[Move]:
    """What moved the index: new vintages as published, and refreshes after the record was made."""
    made = str(manifest(root).get("made", ""))
    told = [
        Move(str(row["day"]), float(row["points"]), str(row["period"]), tuple(str(row["sources"]).split()))
        for row in table(root, MOVES).to_dict("records")
    ]
    return sorted([*told, *(move for move in _refreshes(root) if move.day > made)], key=lambda move: move.day)


def _refreshes(root: Path) -> Iterable[Move]:
    """The index' largest move of each stored table of changes, with the sources that were new."""
    for path in _change_tables(root):
        data = commit.read_current(root, path)
        rows = csv_text.from_csv_text(data or b"", package.CHANGES.fields, path)
        index = rows[(rows["kind"] == "score") & (rows["key"] == "index") & rows["largest"].notna()]
        sources = tuple(rows.loc[rows["kind"] == "vintage", "key"].astype(str))
        for row in index.to_dict("records"):
            yield Move(Path(path).stem[:10], float(row["largest"]), str(row["first"]), sources)


def _change_tables(root: Path) -> list[str]:
    return [path for path in sorted(commit.committed(commit.read_index(root))) if path.startswith(package.CHANGES_FOLDER)]


def published_moves(root: Path, until: str) -> pd.DataFrame:
    """The table MOVES to a day: for each day with new vintages of a scored source, the index as known before and after."""
    from indicators.scoring import score

    days: dict[str, set[str]] = {}
    for entry in package.entries(commit.read_index(root)):
        if entry.vintage.source in upkeep.scored() and entry.vintage.published <= until:
            days.setdefault(entry.vintage.published, set()).add(entry.vintage.source)

    def index(day: str) -> pd.Series:
        found = score.scores(score.observe(read.load(as_of=day, folder=root)))
        return found[found["level"] == "index"].set_index("period")["score"] if len(found) else pd.Series(dtype="float64")

    rows = []
    for day, sources in sorted(days.items()):
        before = index((datetime.fromisoformat(day) - timedelta(days=1)).date().isoformat())
        moved = (index(day) - before).dropna() if len(before) else before
        if len(moved):
            period = str(moved.abs().idxmax())
            rows.append((day, float(moved[period]), period, " ".join(sorted(sources))))
    return pd.DataFrame(rows, columns=[item.name for item in MOVES.fields])


def files(root: Path, found: pd.DataFrame, day: str) -> dict[str, bytes]:
    """The record made on ``day`` from what is stored, with the table of moves: path -> bytes."""
    entries = [one for one in package.entries(commit.read_index(root)) if _is_input(one) and one.vintage.published <= day]
    moved = tuple(
        Move(str(row["day"]), float(row["points"]), str(row["period"]), tuple(str(row["sources"]).split()))
        for row in found.to_dict("records")
    )
    told = {"made": day, "inputs": [{"path": one.path, "hash": one.digest} for one in entries]}
    return {
        RECORD.path: _recorded(Known(read.load(folder=root), day, SUBJECT.code, moved)),
        MOVES.path: csv_text.to_csv_text(found, MOVES.fields, MOVES.primary_key, fixed={"points": 4}).encode(),
        MANIFEST: (json.dumps(told, indent=1) + "\n").encode(),
    }


def _is_input(entry: package.Entry) -> bool:
    return entry.vintage.source in (*upkeep.scored(), *_CURATED)


def _recorded(seen: Known) -> bytes:
    from indicators.alerts.record import record

    found = record(seen)
    whole = dict.fromkeys(("judged", "right", "events", "foreseen"), "Int64")
    fixed = {**dict.fromkeys(_RATES, 4), "years": 2, "lead_months": 1, "false_a_year": 3, "alerts_a_year": 3}
    return csv_text.to_csv_text(found.astype(whole), RECORD.fields, RECORD.primary_key, fixed=fixed).encode()


def problems(root: Path, entries: Sequence[package.Entry], sources: Mapping[str, Source]) -> list[str]:
    """What is wrong with the record: the same inputs must give the same table. Nothing where an input has been replaced since."""
    try:
        return _differences(root, entries, sources)
    except (ContractError, SourceError) as error:  # a file that is not what the index says
        return [str(error)]


def _differences(root: Path, entries: Sequence[package.Entry], sources: Mapping[str, Source]) -> list[str]:
    told = manifest(root)
    if not told:
        return []
    wanted = {one["path"]: one["hash"] for one in told["inputs"]}
    used = [entry for entry in entries if wanted.get(entry.path) == entry.digest and entry.vintage.source in sources]
    if len(used) != len(wanted):
        return []
    moved = tuple(move for move in moves(root) if move.day <= told["made"])
    again = _recorded(Known(_limited(root, used, sources), told["made"], SUBJECT.code, moved))
    if commit.read_current(root, RECORD.path) == again:
        return []
    return [f"{RECORD.path}: the same inputs give another record. Run alerts --record --store and review the difference."]


def _limited(root: Path, used: Sequence[package.Entry], sources: Mapping[str, Source]) -> Snapshots:
    """Snapshots of these vintages and of the curated tables among them."""
    found = read.limited(root, [entry for entry in used if not entry.vintage.edited], sources)
    edited = {entry.vintage.source: read.curated(root, sources[entry.vintage.source]) for entry in used if entry.vintage.edited}
    return Snapshots({**found.vintages, **edited})
