"""Reading publishers' files with errors a person can act on: file, record, column, remedy.

Every importer reads through these functions, so that a page saved as CSV, a download cut short, a shifted column or a
wrong encoding is refused in the same words everywhere. Positions are record numbers (the header is record 0, the first
record of data is 1), since fields may hold newlines.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from indicators.model import SourceError

MAX_BYTES = 2_000_000_000
_REMEDY = "Download the file again and import it as downloaded."


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises SourceError where the file is missing, a folder, unreadable, empty, too large, or not text (a web page, an
    archive, a spreadsheet, UTF-16).
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise SourceError(f"{path.name}: is a folder, not a file. Name the publisher's file itself.")
        if size > MAX_BYTES:
            raise SourceError(f"{path.name}: {size:,} bytes, more than the {MAX_BYTES:,} accepted. Is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}). Check path and permissions.") from error
    if not data.strip():
        raise SourceError(f"{path.name}: the file is empty. {_REMEDY}")
    _refuse_other_formats(path.name, data)
    return data


def _refuse_other_formats(name: str, data: bytes) -> None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        raise SourceError(f"{name}: this is a web page, not the data (a login, error or challenge page?). {_REMEDY}")
    if data[:2] == b"PK":
        raise SourceError(f"{name}: this is a zip archive or a spreadsheet. Unpack it, or save it as CSV, and import that.")
    if data[:2] == b"\x1f\x8b":
        raise SourceError(f"{name}: this is a gzip archive. Unpack it and import the CSV inside.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceError(f"{name}: this is UTF-16 text. Save it as UTF-8 CSV and import that.")
    if b"\x00" in data:
        raise SourceError(f"{name}: holds NUL bytes, so it is not a text file. {_REMEDY}")


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def decode(data: bytes, name: str, encodings: Sequence[str] = ("utf-8-sig",)) -> str:
    """Text of ``data`` in the first encoding that fits; SourceError where none does."""
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            position = error.start
    record = data[:position].count(b"\n")
    raise SourceError(f"{name}: not {encodings[-1]} text (near line {record + 1}). Import the publisher's own file.")


def header(text: str, name: str) -> list[str]:
    """Column names of a CSV text, byte-order marks (also mangled ones) removed.

    Raises SourceError where there is no header or a name stands twice.
    """
    try:
        names = next(csv.reader(io.StringIO(text[:200_000])))
    except (StopIteration, csv.Error) as error:
        raise SourceError(f"{name}: no header line. {_REMEDY}") from error
    names = [item.strip().removeprefix("\ufeff").removeprefix("ï»¿").strip('"') for item in names]
    twice = sorted({item for item in names if item and names.count(item) > 1})
    if twice:
        raise SourceError(f"{name}: column {twice[0]!r} stands twice in the header. {_REMEDY}")
    return names


def read_csv(
    path: Path,
    needed: Sequence[str],
    *,
    optional: Sequence[str] = (),
    aliases: Mapping[str, str] | None = None,
    encodings: Sequence[str] = ("utf-8-sig",),
    table: str = "table",
) -> pd.DataFrame:
    """A publisher's CSV as text columns: ``needed`` and those of ``optional`` that it has, renamed by ``aliases``.

    Cells are text as written, empty ones ``""``. A trailing comma on every record (HDX) is tolerated. ``aliases`` maps
    the file's column name to ours. ``table`` is what a message calls the expected content.

    Raises SourceError for a missing column, a record with too few or too many fields, an unclosed quotation, no records.
    """
    text = decode(read_bytes(path), path.name, encodings)
    names = [(aliases or {}).get(item, item) for item in header(text, path.name)]
    missing = [item for item in needed if item not in names]
    if missing:
        raise SourceError(
            f"{path.name}: not a {table}: column {missing[0]!r} is missing"
            + (f" (and {len(missing) - 1} more)" if len(missing) > 1 else "")
            + f"; the file has {', '.join(item for item in names[:6] if item)}, ... Check that the file belongs to this source."
        )
    wanted = [item for item in names if item in set(needed) | set(optional)]
    last = next((item for item in reversed(names) if item), names[-1])
    unique = [item or f"unnamed {position}" for position, item in enumerate(names)]
    try:
        frame = pd.read_csv(
            io.StringIO(text), header=0, names=unique, usecols=list({*wanted, last}), dtype=str, keep_default_na=False,
            na_values=[], index_col=False, engine="c", on_bad_lines="error", low_memory=False,
        )  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        raise SourceError(f"{path.name}: broken CSV ({_one_line(error)}). {_REMEDY}") from error
    if frame.empty:
        raise SourceError(f"{path.name}: has a header but no records. {_REMEDY}")
    short = frame[last].isna()  # with keep_default_na=False only a field that is not there at all is missing
    if short.any():
        raise SourceError(
            f"{path.name}, record {int(short.to_numpy().argmax()) + 1}: fewer fields than the header has ({last!r} missing); "
            f"the file is cut short or damaged. {_REMEDY}"
        )
    return frame[wanted]


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160]


def refuse(path: Path, frame: pd.DataFrame, column: str, bad: pd.Series, expected: str) -> None:
    """Raise SourceError naming the first record where ``bad`` is true; nothing where none is."""
    if bad.any():
        position = int(bad.to_numpy().argmax())
        value = frame[column].iloc[position]
        raise SourceError(
            f"{path.name}, record {position + 1}, column {column}: {str(value)[:40]!r}, expected {expected}"
            f" ({int(bad.sum()):,} record{'s' if bad.sum() > 1 else ''} like this). {_REMEDY}"
        )


def numbers(
    path: Path, frame: pd.DataFrame, column: str, *, low: float, high: float, empty: bool = False, whole: bool = False
) -> pd.Series:
    """A text column as float64 (empty = NaN where ``empty`` allows it), refused outside ``low`` to ``high``.

    ``whole`` asks for integers (a float written ``5.0`` counts). Raises SourceError with the first bad record.
    """
    text = frame[column].str.strip()
    blank = text == ""
    values = pd.to_numeric(text.where(~blank), errors="coerce")
    kind = "a whole number" if whole else "a number"
    refuse(path, frame, column, values.isna() & ~blank, kind)
    if not empty:
        refuse(path, frame, column, blank, kind)
    refuse(path, frame, column, (values < low) | (values > high), f"{kind} from {low:g} to {high:g}")
    if whole:
        refuse(path, frame, column, values.notna() & (values % 1 != 0), kind)
    return values.astype("float64")


def years(path: Path, frame: pd.DataFrame, column: str, *, low: int = 1945, high: int = 2100) -> pd.Series:
    """A text column as whole years (int64)."""
    return numbers(path, frame, column, low=low, high=high, whole=True).astype("int64")


def unique(path: Path, frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise SourceError where two records share the same ``columns``."""
    twice = frame.duplicated(list(columns))
    if twice.any():
        position = int(twice.to_numpy().argmax())
        key = ", ".join(str(frame[column].iloc[position]) for column in columns)
        raise SourceError(f"{path.name}, record {position + 1}: {' and '.join(columns)} {key} stand twice. {_REMEDY}")
