"""Every table of the data folder as CSV, JSON and Parquet, from the bytes its index lists; nothing else is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # nor here

from indicators.model import ContractError
from indicators.publishing import closed
from indicators.publishing.files import Files
from indicators.registry import SOURCES
from indicators.store import commit
from indicators.version import VERSION

FOLDER = "api/v1/tables"
FORMS = ("csv", "json", "parquet")
_TYPES = {"integer": pa.int64(), "year": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}  # all others are text


@dataclass(frozen=True)
class Table:
    """A table of the index: ``resource`` as the index has it, ``data`` its CSV; a missing value is an empty cell."""

    resource: Mapping[str, Any]
    data: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Its name, part of its addresses."""
        return str(self.resource["name"])

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Its columns as Frictionless describes them: name, type, description, constraints."""
        return list(self.resource["schema"]["fields"])

    @property
    def count(self) -> int:
        """How many rows it has."""
        return sum(1 for _ in self._rows())

    def path(self, ending: str) -> str:
        """Its path within the site as ``csv``, ``json`` or ``parquet``."""
        return f"{FOLDER}/{self.name}.{ending}"

    def _rows(self) -> Iterator[list[str]]:
        rows = csv.reader(io.StringIO(self.data.decode("utf-8"), newline=""))
        next(rows)
        return rows

    def json(self) -> bytes:
        """What it is, and ``rows``: an object a row, numbers as the CSV writes them, a missing value as null."""
        keys = [json.dumps(one["name"]) for one in self.fields]
        told = [_Bare() if one["type"] in _TYPES else _Quoted() for one in self.fields]
        rows = (
            ",".join([f"{key}:{said[cell]}" for key, cell, said in zip(keys, row, told, strict=True)]) for row in self._rows()
        )
        head = json.dumps(described(self), ensure_ascii=False, indent=1).removesuffix("\n}")
        return (head + ',\n "rows": [\n' + ",\n".join(f"{{{row}}}" for row in rows) + "\n]}\n").encode()

    def parquet(self) -> bytes:
        """The same as Parquet: 64-bit integers and floats, booleans, text; a missing value as null."""
        columns = list(zip(*self._rows(), strict=True)) or [()] * len(self.fields)
        typed = [
            pa.array([None if cell == "" else _READ[one["type"]](cell) if one["type"] in _READ else cell for cell in column], _type(one))
            for one, column in zip(self.fields, columns, strict=True)
        ]  # fmt: skip
        schema = pa.schema(
            [pa.field(one["name"], _type(one), metadata={"description": one["description"]}) for one in self.fields],
            metadata={"title": self.resource["title"], "licence": _licence(self.resource), "version": VERSION},
        )
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_arrays(typed, schema=schema), sink, compression="zstd")
        return bytes(sink.getvalue().to_pybytes())


_READ: Mapping[str, Any] = {"integer": int, "year": int, "number": float, "boolean": lambda cell: cell == "true"}


def _type(one: Mapping[str, Any]) -> Any:
    return _TYPES.get(one["type"], pa.string())


class _Quoted(dict[str, str]):
    """Text as JSON, each text written once; a missing one as null."""

    def __missing__(self, cell: str) -> str:
        self[cell] = told = json.dumps(cell, ensure_ascii=False) if cell else "null"
        return told


class _Bare(dict[str, str]):
    """Numbers and booleans as they stand; a missing one as null."""

    def __missing__(self, cell: str) -> str:
        return cell or "null"


def _licence(resource: Mapping[str, Any]) -> str:
    return str(resource["licenses"][0]["name"])


def described(table: Table) -> dict[str, Any]:
    """What a table is: name, title, description, licence, source and vintage where it is a publisher's, columns."""
    resource = table.resource
    return {
        "name": table.name,
        "title": resource["title"],
        "description": resource["description"],
        "licence": {"name": _licence(resource), "url": resource["licenses"][0]["path"]},
        **{key: resource[key] for key in ("source", "vintage", "published", "attribution") if key in resource},
        "key": resource["schema"]["primaryKey"],
        "columns": [{key: one[key] for key in ("name", "type", "description")} for one in table.fields],
    }


def stored(root: Path) -> list[Table]:
    """Every table the index lists whose rows may be passed on, by path. Raises ContractError where one is not what the index says."""
    return [
        Table(one, _bytes(root, str(one["path"])))
        for one in sorted(commit.read_index(root)["resources"], key=lambda one: str(one["path"]))
        if "schema" in one and not _withheld(one)
    ]


def outlines(root: Path) -> dict[str, bytes]:
    """Every other file the index lists that may be passed on: boundaries, and what frozen forecasts were made from. Path -> bytes."""
    listed = commit.read_index(root)["resources"]
    paths = (str(one["path"]) for one in listed if "schema" not in one and not _withheld(one))
    return {path: _bytes(root, path) for path in sorted(paths)}


def _withheld(resource: Mapping[str, Any]) -> bool:
    """A source no longer declared is withheld too: what its licence allows is not known."""
    return "source" in resource and (resource["source"] not in SOURCES or closed.closed(resource["source"]))


def _bytes(root: Path, path: str) -> bytes:
    data = commit.read_current(root, path)
    if data is None:
        raise ContractError(f"{path}: the index no longer lists it. Run publish again.")
    return data


def write(found: list[Table], files: Files) -> None:
    """Each table in its three forms."""
    for one in found:
        for ending, data in (("csv", one.data), ("json", one.json()), ("parquet", one.parquet())):
            files.put(one.path(ending), data)
