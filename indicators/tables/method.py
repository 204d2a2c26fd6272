"""What the data-and-method page tells: stored files with their checksums, the catalogue, everything as one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from indicators import folders, months
from indicators.dimensions import curated
from indicators.model import ContractError, Source
from indicators.registry import DIMENSIONS, INDICATORS, SOURCES
from indicators.store import commit, package, read

SOURCE_COLUMNS = (
    "key",
    "vintage",
    "published",
    "last_month",
    "age_months",
    "licence",
    "publisher",
    "title",
    "url",
    "attribution",
    "vintages",
)
FILE_COLUMNS = ("path", "source", "vintage", "published", "basis", "bytes", "sha256", "inputs")
CATALOGUE_COLUMNS = (
    "key",
    "name",
    "dimension",
    "weight",
    "zero",
    "hundred",
    "scale",
    "unit",
    "kind",
    "max_carry",
    "contested",
    "sources",
)
UNCOUNTED_COLUMNS = ("date", "summary", "source_publisher", "source_url", "source_grade", "table", "id")
REPORTED = ("governance_events", "promises", "foreign_forces", "territory")  # the tables edited by hand that scores rest on
STAMP = (1980, 1, 1, 0, 0, 0)  # the same bytes give the same archive


def uncounted(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows that are reported and not counted, because they rest on one source of grade C alone, newest first: UNCOUNTED_COLUMNS.

    ``tables`` are curated tables by key, with the columns of COMMON and ``date`` (``made`` in promises).
    """
    parts = [
        frame.rename(columns={"made": "date"}).assign(table=key).drop(curated.counted(frame).index)
        for key, frame in tables.items()
        if len(frame)
    ]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(UNCOUNTED_COLUMNS))
    return found.sort_values(["date", "id"], ascending=False)[list(UNCOUNTED_COLUMNS)].reset_index(drop=True)


def entries(folder: Path | None = None) -> list[package.Entry]:
    """The index entry of every stored file of a source; raises ContractError if the index cannot be read."""
    return package.entries(commit.read_index(folder or folders.folder()))


def sources(stored: list[package.Entry], today: str, known: Mapping[str, Source] = SOURCES) -> pd.DataFrame:
    """Each declared source with its newest stored vintage: SOURCE_COLUMNS; ``age_months`` from its last month to ``today``.

    ``today`` is an ISO day. Columns of the vintage are empty where nothing is stored.
    """
    newest: dict[str, package.Entry] = {}
    counts: dict[str, int] = {}
    for entry in sorted(stored, key=lambda entry: read.vintage_order(entry.vintage)):
        newest[entry.vintage.source] = entry
        counts[entry.vintage.source] = counts.get(entry.vintage.source, 0) + 1
    rows = []
    for key, source in known.items():
        vintage = newest[key].vintage if key in newest else None
        age = months.ordinal(today) - months.ordinal(vintage.end) if vintage is not None else None
        rows.append(
            (
                key, vintage.version if vintage else "", vintage.published if vintage else "", vintage.end if vintage else "", age,
                source.licence.name, source.publisher.here, source.title.here, source.url, source.citation, counts.get(key, 0),
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(SOURCE_COLUMNS)).astype({"age_months": "Int64"})


def files(stored: list[package.Entry]) -> pd.DataFrame:
    """Each stored file: FILE_COLUMNS; ``basis`` says how the day of publication is known, ``inputs`` names the publisher's
    files it was made of with the start of their SHA-256.
    """
    rows = []
    for entry in stored:
        made_of = "; ".join(f"{name} {sha256[:12]}" for name, sha256 in entry.vintage.inputs)
        one = entry.vintage
        digest = entry.digest.removeprefix("sha256:")
        rows.append((entry.path, one.source, one.version, one.published, one.published_basis, entry.size, digest, made_of))
    return pd.DataFrame(rows, columns=list(FILE_COLUMNS)).sort_values("path", ignore_index=True)


def catalogue() -> pd.DataFrame:
    """Every declared indicator in the registry's order: CATALOGUE_COLUMNS; ``zero``, ``hundred`` are the goalposts."""
    rows = [
        (
            one.key, one.name.here, DIMENSIONS[one.dimension].name.here, one.weight, one.goalposts[0], one.goalposts[1], one.scale,
            one.unit.here, one.kind, one.max_carry, one.contested is not None, ", ".join(one.sources),
        )
        for one in INDICATORS.values()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(CATALOGUE_COLUMNS))


def archive(folder: Path | None = None) -> bytes:
    """The data folder as a zip: every file listed in the index, and the index; the same data give the same bytes.

    Raises ContractError where a file is not what the index says.
    """
    root = folder or folders.folder()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        index = commit.read_index(root)
        for path, digest in sorted(commit.committed(index).items()):
            data = commit.read_committed(root, path, digest)
            if data is None:
                raise ContractError(f"{path}: missing or changed since it was stored. Restore it from git.")
            bundle.writestr(_named(path), data)
        bundle.writestr(_named(commit.INDEX), (root / commit.INDEX).read_bytes())
    return buffer.getvalue()


def _named(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"mali-risk-indicators/{path}", STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
