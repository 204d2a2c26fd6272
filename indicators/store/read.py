"""Reads the data folder: vintages as of a date, result tables, boundaries.

``refresh`` writes it; both use the protocol in ``commit``.
"""

from __future__ import annotations

import json
import re
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

import pandas as pd

from indicators import folders, months, strict
from indicators.model import EDITED, FIRST_PERIOD, ContractError, Field, Snapshots, Source, Vintage
from indicators.store import commit, csv_text, package
from indicators.store.contracts import iso_date


def declared(sources: Mapping[str, Source] | None) -> Mapping[str, Source]:
    """``sources``, or the registry's where None."""
    if sources is not None:
        return sources
    from indicators.registry import SOURCES

    return SOURCES


def load(
    as_of: str | None = None,
    reconstruct: bool = False,
    folder: Path | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Snapshots:
    """The data known on ``as_of`` (ISO day; None: everything stored). Frames are read at first access.

    For each source every vintage published by then, oldest first; for a curated table the rows with ``public_from`` by then.
    With ``reconstruct``, a source without such a vintage uses its oldest one, limited to periods that ended at least
    ``lag_months`` before; if no rows remain, the source is absent.

    Raises ValueError for an invalid date, ContractError if the folder does not match its index.
    """
    if as_of is not None and not iso_date(as_of):
        raise ValueError(f"not a date, expected YYYY-MM-DD: {as_of!r}")
    if reconstruct and as_of is None:
        raise ValueError("reconstruct needs a date: give as_of as YYYY-MM-DD")
    root = folder or folders.folder()
    known = declared(sources)
    stored = _by_source(package.entries(commit.read_index(root)))
    vintages: dict[str, Sequence[Vintage]] = {}
    for key, source in known.items():
        if source.kind.edited:
            found: Sequence[Vintage] = curated(root, source, as_of)
        else:
            found = _visible(root, source, stored.get(key, []), as_of, reconstruct)
        if found:
            vintages[key] = found
    absent = tuple(sorted(set(known) - set(vintages)))
    return Snapshots(vintages=vintages, as_of=as_of, reconstructed=reconstruct, absent=absent)


def limited(root: Path, entries: Sequence[package.Entry], known: Mapping[str, Source]) -> Snapshots:
    """Snapshots of just these stored vintages, whatever else there is."""
    return Snapshots({key: Stored(root, known[key], found) for key, found in _by_source(entries).items()})


def table(key: str, folder: Path | None = None) -> pd.DataFrame:
    """A result table: ``observations``, ``scores``, ``world``, ``pulse`` or ``quality``; without rows before the first rebuild."""
    declared_table = {item.key: item for item in package.TABLES}[key]
    data = table_bytes(key, folder)
    if data is None:
        return pd.DataFrame(columns=[item.name for item in declared_table.fields])
    return csv_text.from_csv_text(data, declared_table.fields, declared_table.path)


def table_bytes(key: str, folder: Path | None = None) -> bytes | None:
    """A result table's committed bytes, None before any rebuild."""
    path = {item.key: item.path for item in package.TABLES}[key]
    return commit.read_current(folder or folders.folder(), path)


def geo(key: str, folder: Path | None = None) -> dict[str, Any]:
    """A boundary file as GeoJSON (FeatureCollection). Raises KeyError where none is stored under ``key``."""
    data = commit.read_current(folder or folders.folder(), f"geo/{key}.geojson")
    if data is None:
        raise KeyError(f"no boundaries stored as {key!r}")
    collection: dict[str, Any] = strict.parse_json(data)
    return collection


def vintage_order(vintage: Vintage) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Sorts vintages by publication day, then by version with its numbers as numbers (26.0.9 before 26.0.10)."""
    parts = re.findall(r"\d+|\D+", vintage.version)
    return vintage.published, tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _by_source(entries: Sequence[package.Entry]) -> dict[str, list[package.Entry]]:
    found: dict[str, list[package.Entry]] = {}
    for entry in sorted(entries, key=lambda entry: vintage_order(entry.vintage)):
        found.setdefault(entry.vintage.source, []).append(entry)
    return found


def _visible(
    root: Path, source: Source, stored: Sequence[package.Entry], as_of: str | None, reconstruct: bool
) -> Sequence[Vintage]:
    if as_of is None:
        return Stored(root, source, stored)
    seen = [entry for entry in stored if entry.vintage.published <= as_of]
    if seen or not stored or not reconstruct:
        return Stored(root, source, seen)
    return cut(Stored(root, source, stored[:1])[0], source, _last_known(as_of) - source.lag_months)


def _last_known(as_of: str) -> int:
    """Month number of the last month that had ended on the evening of ``as_of``."""
    month = months.ordinal(as_of)
    return month if months.last_day(month) == as_of else month - 1


def cut(vintage: Vintage, source: Source, last: int) -> tuple[Vintage, ...]:
    """The vintage limited to rows whose period ended by month number ``last``; empty if there are none.

    A table without a date column (place codes) is returned unchanged.
    """
    column = source.dated
    if column is None:
        return (vintage,)
    frame = vintage.frame
    if column == "year":
        kept = frame[frame[column].astype("int64") * 12 + 11 <= last]
    else:
        limit = months.last_day(last) if column.startswith("date") else months.period(last)
        kept = frame[frame[column].astype(str) <= limit]
    if kept.empty:
        return ()
    end = min(vintage.end, months.period(last))
    return (_with_frame(vintage, kept.reset_index(drop=True), end=end),)


def _with_frame(vintage: Vintage, frame: pd.DataFrame, **changes: str) -> Vintage:
    return replace(vintage, frame=frame, **changes)  # type: ignore[arg-type]  # only str fields are changed


def curated(root: Path, source: Source, as_of: str | None = None) -> tuple[Vintage, ...]:
    """A curated table from the folder, limited to rows known by ``as_of``; empty if there are none.

    Version ``curated``, published = newest ``public_from`` among the rows, whose month is also the vintage's end.
    """
    path = source.path(EDITED, "")
    try:
        data = strict.read(root / path)
    except FileNotFoundError:
        return ()
    frame = _parsed(data, source, path).copy(deep=False)  # copy on write, as in ``Stored``
    if "public_from" not in frame.columns:
        raise ContractError(f"{path}: declares no column public_from")
    if as_of is not None:
        frame = frame[(frame["public_from"] != "") & (frame["public_from"] <= as_of)].reset_index(drop=True)
    if frame.empty:
        return ()
    published = max(frame["public_from"])
    return (
        Vintage(
            source.key, EDITED, published, "stated", FIRST_PERIOD, published[:7], tuple(sorted(set(frame["country"]))), frame
        ),
    )


@lru_cache(maxsize=32)
def _parsed(data: bytes, source: Source, path: str) -> pd.DataFrame:
    return csv_text.from_csv_text(data, source.fields, path)


class _Vintages(Sequence[Vintage]):
    """Vintages of one source, oldest first, each got when it is asked for."""

    @abstractmethod
    def _at(self, place: int) -> Vintage: ...

    @overload
    def __getitem__(self, position: int) -> Vintage: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Vintage, ...]: ...
    def __getitem__(self, position: int | slice) -> Vintage | tuple[Vintage, ...]:
        places = range(len(self))[position]
        return self._at(places) if isinstance(places, int) else tuple(self._at(place) for place in places)


class Stored(_Vintages):
    """Vintages as stored, each read from its file at first access."""

    def __init__(self, root: Path, source: Source, entries: Sequence[package.Entry]) -> None:
        self._root, self._source, self._entries = root, source, tuple(entries)

    def __len__(self) -> int:
        return len(self._entries)

    def _at(self, place: int) -> Vintage:
        entry = self._entries[place]
        frame = _read(self._root, entry.path, entry.digest, self._source)
        return _with_frame(entry.vintage, frame.copy(deep=False))  # copy on write: the cached frame stays as read


class Steady(_Vintages):
    """The vintages found, each the same object at every access."""

    def __init__(self, found: Sequence[Vintage]) -> None:
        self._found = found
        self._held: dict[int, Vintage] = {}

    def __len__(self) -> int:
        return len(self._found)

    def _at(self, place: int) -> Vintage:
        if place not in self._held:
            self._held[place] = self._found[place]
        return self._held[place]


def steady(known: Snapshots) -> Snapshots:
    """The same, so that what is remembered by a table is found again; for a caller that changes no frame in place."""
    return replace(known, vintages={key: Steady(found) for key, found in known.vintages.items()})


@lru_cache(maxsize=256)
def _read(root: Path, path: str, digest: str, source: Source) -> pd.DataFrame:
    data = commit.read_committed(root, path, digest)
    if data is None:
        raise ContractError(f"{path}: missing or changed since it was stored. Restore it from git.")
    return from_bytes(data, source, path)


def from_bytes(data: bytes, source: Source, path: str) -> pd.DataFrame:
    """A stored file of a source as a frame; boundaries give one row a feature, ``geometry`` as GeoJSON text."""
    if source.kind.format == "csv":
        return csv_text.from_csv_text(data, source.fields, path)
    rows = [
        {**feature["properties"], "geometry": json.dumps(feature["geometry"], separators=(",", ":"))}
        for feature in strict.parse_json(data)["features"]
    ]
    return pd.DataFrame(rows, columns=[*(name for name in source.columns if name != "geometry"), "geometry"])


def to_bytes(frame: pd.DataFrame, source: Source) -> bytes:
    """A source's frame as it is stored: CSV, or for boundaries GeoJSON with one feature a line."""
    if source.kind.format == "csv":
        return csv_text.to_csv_text(frame, source.fields, source.primary_key).encode()
    ordered = frame.sort_values(list(source.primary_key), kind="stable")
    names = [name for name in source.columns if name != "geometry"]
    lines = [_feature(row, names, source.fields) for row in ordered.to_dict("records")]
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def _feature(row: Mapping[Any, Any], names: Sequence[str], fields: Sequence[Field]) -> str:
    whole = {item.name for item in fields if item.type in ("integer", "year")}
    properties = {name: int(row[name]) if name in whole else row[name] for name in names}
    feature = {"type": "Feature", "properties": properties, "geometry": strict.parse_json(row["geometry"])}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
