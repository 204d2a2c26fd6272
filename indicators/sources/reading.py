"""Reads publishers' files; errors name the file, record, column and remedy.

Every importer reads through these functions, so that a page saved as CSV, a download cut short, a shifted column or a
wrong encoding is refused in the same words everywhere. Positions are record numbers (the header is record 0, the first
record of data is 1), since fields may hold newlines.
"""

from __future__ import annotations

import codecs
import csv
import errno
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from math import nan
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from indicators import strict
from indicators.model import SourceError

MAX_BYTES = 100_000_000  # of a table; the largest of a publisher that is no archive, UNHCR's pairs of the world, has 10 million
_REMEDY = "Download the file again and import it as downloaded."
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.(?!000$)[0-9]+)?")
_WHOLE = re.compile(r"-?[0-9]{1,15}(?:\.0{1,2})?")
_SCIENTIFIC = r"^[+-]?[0-9]*(?:\.([0-9]*))?[eE]([+-]?[0-9]+)$"
_SPREADSHEET, _SHOWN = r"[^e]*E[+-][0-9]{2,}", 5
_THREE_DECIMALS = r"[+-]?[0-9]+\.[0-9]{3}(?<!000)"
_SEPARATED = r"[+-]?[1-9][0-9]{0,2}(?:\.000)+"  # 409.000 is 409 in Europe's spreadsheets too, or 409,000


def opened(path: Path) -> io.BufferedReader:
    """A regular file, open for reading; SourceError for a folder, pipe or device, and where it cannot be read."""
    try:
        return strict.opened(path)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> SourceError:
    """What is told of a file that the system does not give."""
    if isinstance(error, strict.NotRegularError):
        return SourceError(f"{path.name}: {error.strerror}. Give the path of the publisher's file.")
    if error.errno == errno.EFBIG:
        return SourceError(f"{path.name}: {error.strerror}. Is it the right file?")
    return SourceError(f"{path.name}: cannot be read ({error.strerror or error}). Check path and permissions.")


def read_bytes(path: Path, *, archive: bool = False, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file, at most ``limit``; with ``archive``, of the one CSV inside a zip file.

    Raises SourceError where the file is missing, no regular file, unreadable, empty, too large, or not text (a web page, an
    archive, a spreadsheet, UTF-16).
    """
    try:
        data = strict.read(path, limit)
    except OSError as error:
        raise unreadable(path, error) from error
    if archive and data[:4] == b"PK\x03\x04":
        data = _unzip(path.name, data, limit)
    if not data[:1_000_000].strip():
        raise SourceError(f"{path.name}: the file is empty. {_REMEDY}")
    _refuse_other_formats(path.name, data)
    return data


def refuse_unfinished(path: Path) -> None:
    """Raise SourceError where a file does not end with its last line: cut in a figure or a word, it may look whole."""
    if not read_bytes(path).endswith(b"\n"):
        raise SourceError(f"{path.name}: ends in the middle of a record; the file is cut short. {_REMEDY}")


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


def _unzip(name: str, data: bytes, limit: int) -> bytes:
    """The one CSV inside an archive, or the archive itself where it holds none (a spreadsheet is a zip file too)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            inside = [item for item in folder.infolist() if item.filename.lower().endswith(".csv")]
            if not inside:
                return data
            if len(inside) > 1 or inside[0].file_size > limit:
                raise SourceError(
                    f"{name}: holds {len(inside)} CSV files or one too large. Unpack it and import the right one."
                )
            return folder.read(inside[0])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise SourceError(f"{name}: damaged or locked zip archive ({_one_line(error)}). {_REMEDY}") from error


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes; SourceError where it cannot be read."""
    with opened(path) as handle:
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

    Raises SourceError if there is no header or a column is duplicated.
    """
    try:
        names = next(csv.reader(io.StringIO(text[:200_000]), strict=True))
    except (StopIteration, csv.Error) as error:
        raise SourceError(f"{name}: no header line. {_REMEDY}") from error
    names = [" ".join(item.removeprefix("\ufeff").removeprefix("ï»¿").strip('" ').split()) for item in names]
    twice = sorted({item for item in names if item and names.count(item) > 1})
    if twice:
        raise SourceError(f"{name}: duplicate column {twice[0]!r} in the header. {_REMEDY}")
    return names


def read_csv(
    path: Path,
    needed: Sequence[str],
    *,
    optional: Sequence[str] = (),
    aliases: Mapping[str, str] | None = None,
    encodings: Sequence[str] = ("utf-8-sig",),
    table: str = "table",
    limit: int = MAX_BYTES,
) -> pd.DataFrame:
    """A publisher's CSV as text columns: ``needed`` and those of ``optional`` that it has, renamed by ``aliases``.

    Cells are text as written, empty ones ``""``. A trailing comma on every record (HDX) is tolerated. ``aliases`` maps
    the file's column name to ours. ``table`` is what a message calls the expected content.

    Raises SourceError for a missing column, a record with too few or too many fields, a quotation out of place, no records.
    """
    data = _as_utf8(read_bytes(path, limit=limit), path.name, encodings)
    refuse_ragged(path.name, io.BytesIO(data))
    return next(_parse(path.name, data, needed, optional, aliases or {}, table, size=None))


def read_chunks(
    path: Path,
    needed: Sequence[str],
    *,
    optional: Sequence[str] = (),
    aliases: Mapping[str, str] | None = None,
    encodings: Sequence[str] = ("utf-8-sig",),
    table: str = "table",
    size: int | None = 50_000,
    archive: bool = False,
) -> Iterator[pd.DataFrame]:
    """The same as ``read_csv`` in frames of ``size`` records, for files too large to hold as text.

    The index is the record's position in the file (the first is 0), so that an error can name it. ``archive`` also takes a
    zip file that holds one CSV. Raises SourceError as ``read_csv`` does. Cells are of dtype object: converting the few
    records kept is cheaper than all.
    """
    data = _as_utf8(read_bytes(path, archive=archive), path.name, encodings)
    refuse_ragged(path.name, io.BytesIO(data))
    return _parse(path.name, data, needed, optional, aliases or {}, table, size=size)


def _parse(
    name: str,
    data: bytes,
    needed: Sequence[str],
    optional: Sequence[str],
    aliases: Mapping[str, str],
    table: str,
    *,
    size: int | None,
) -> Iterator[pd.DataFrame]:
    names = [aliases.get(item, item) for item in header(data[:200_000].decode("utf-8", "ignore"), name)]
    wanted = _wanted(name, names, needed, optional, table)
    # A file cannot name a column with NUL, since such files are refused.
    unique = [item or f"\0unnamed {position}" for position, item in enumerate(names)]
    empty = True
    try:
        reader = pd.read_csv(
            io.BytesIO(data), header=0, names=unique, usecols=wanted, dtype=str if size is None else object,
            keep_default_na=False, na_values=[],
            index_col=False, engine="c", on_bad_lines="error", low_memory=False, encoding="utf-8",
            chunksize=size or len(data) + 1,
        )  # fmt: skip
        with reader:
            for frame in reader:
                if not frame.empty:
                    empty = False
                    yield frame[wanted]
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeError) as error:
        raise SourceError(f"{name}: broken CSV ({_one_line(error)}). {_REMEDY}") from error
    if empty:
        raise SourceError(f"{name}: has a header but no records. {_REMEDY}")


def _wanted(name: str, names: Sequence[str], needed: Sequence[str], optional: Sequence[str], table: str) -> list[str]:
    """The columns to keep, in the file's order; SourceError where one is missing or two share a name."""
    missing = [item for item in needed if item not in names]
    if missing:
        raise SourceError(
            f"{name}: not a {table}: column {missing[0]!r} is missing"
            + (f" (and {len(missing) - 1} more)" if len(missing) > 1 else "")
            + f"; the file has {', '.join(item[:40] for item in names[:6] if item)}, ..."
            " Check that the file belongs to this source."
        )
    twice = next((item for item in names if item and names.count(item) > 1), None)
    if twice is not None:
        raise SourceError(f"{name}: two columns stand for {twice!r}. {_REMEDY}")
    return [item for item in names if item in set(needed) | set(optional)]


def refuse_ragged(name: str, stream: BinaryIO) -> None:
    """Raise SourceError at the first record with fewer or more fields than the header (pandas pads and cuts them silently).

    One more field is tolerated where it is empty: HDX ends every record with a comma. A quotation is closed before a comma or
    at the end of a record: one opened by a stray mark swallows text up to the next mark, which opens another, and would make
    one record of two. ``stream`` is UTF-8 and is read to its end.
    """
    number = 0
    try:
        records = csv.reader(io.TextIOWrapper(stream, encoding="utf-8", newline=""), strict=True)
        width = len(next(records, []))
        for number, fields in enumerate((fields for fields in records if fields), start=1):
            if len(fields) == width or (len(fields) == width + 1 and not fields[-1].strip()):
                continue
            fault = (
                f"{len(fields)} fields, the header has {width}; the file is cut short or damaged"
                if len(fields) < width
                else f"{len(fields)} fields, the header has {width}; the record is shifted"
            )
            raise SourceError(f"{name}, record {number}: {fault}. {_REMEDY}")
    except (csv.Error, UnicodeError) as error:
        raise SourceError(f"{name}, after record {number}: broken CSV ({_one_line(error)}). {_REMEDY}") from error


def _as_utf8(data: bytes, name: str, encodings: Sequence[str]) -> bytes:
    """``data`` as UTF-8: unchanged and uncopied where it is UTF-8 already, checked piece by piece."""
    checker = codecs.getincrementaldecoder("utf-8")()
    try:
        view = memoryview(data)
        for start in range(0, len(data), 4_000_000):
            checker.decode(view[start : start + 4_000_000], final=start + 4_000_000 >= len(data))
    except UnicodeDecodeError:
        return decode(data, name, encodings).encode("utf-8")
    return data


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:160]


def refuse(path: Path, frame: pd.DataFrame, column: str, bad: pd.Series, expected: str) -> None:
    """Raise SourceError naming the first record where ``bad`` is true; nothing where none is."""
    if bad.any():
        position = int(bad.to_numpy().argmax())
        value = frame[column].iloc[position]
        raise SourceError(
            f"{path.name}, record {int(frame.index[position]) + 1}, column {column}: {str(value)[:40]!r}, expected {expected}"
            f" ({int(bad.sum()):,} record{'s' if bad.sum() > 1 else ''} like this). {_REMEDY}"
        )


def numbers(
    path: Path, frame: pd.DataFrame, column: str, *, low: float, high: float, empty: bool = False, whole: bool = False
) -> pd.Series:
    """A text column as float64 (empty = NaN where ``empty`` allows it), refused outside ``low`` to ``high``.

    ``whole`` asks for integers (a float written ``5.0`` counts). Raises SourceError with the first bad record.
    """
    plain = _plain(frame[column], low, high, empty=empty, whole=whole)
    if plain is not None:
        return plain
    text = frame[column].str.strip()
    blank = text == ""
    kind = "a whole number" if whole else "a number"
    refuse(path, frame, column, ~blank & ~text.str.fullmatch(_NUMBER).astype(bool), kind)
    if not empty:
        refuse(path, frame, column, blank, kind)
    _refuse_rounded(path, frame, column, text)
    separated = text.str.fullmatch(_SEPARATED).astype(bool)
    if whole or not text.str.fullmatch(_THREE_DECIMALS).astype(bool).any():
        refuse(path, frame, column, separated, f"{kind}: is the point a decimal one, or does it part thousands?")
    values = pd.to_numeric(text.where(~blank), errors="coerce")
    refuse(path, frame, column, (values < low) | (values > high), f"{kind} from {low:g} to {high:g}")
    if whole:
        refuse(path, frame, column, values.notna() & (values % 1 != 0), kind)
    return values.astype("float64")


def _plain(text: pd.Series, low: float, high: float, *, empty: bool, whole: bool) -> pd.Series | None:
    """A column in which every cell is written plainly and in its place, which needs no second look; None of any other."""
    matches, cells = (_WHOLE if whole else _PLAIN).fullmatch, text.tolist()
    if not all(matches(cell) or (empty and not cell) for cell in cells):
        return None
    values = pd.Series([float(cell) if cell else nan for cell in cells], index=text.index, dtype="float64")
    return None if ((values < low) | (values > high)).any() else values


def _refuse_rounded(path: Path, frame: pd.DataFrame, column: str, text: pd.Series) -> None:
    """Refuse ``1.17E+06`` and ``1.11E-02``, which a spreadsheet rounded.

    A mantissa with fewer decimals than the exponent asks for, or written as spreadsheets do, with at most their five.
    """
    if text.str.contains("e", case=False, regex=False).any():
        parts = text.str.extract(_SCIENTIFIC)
        decimals = parts[0].fillna("").str.len()
        shown = text.str.fullmatch(_SPREADSHEET).astype(bool) & (decimals <= _SHOWN)
        rounded = (pd.to_numeric(parts[1]).fillna(0) > decimals) | shown
        refuse(path, frame, column, rounded, "a number written in full, not rounded as a spreadsheet does")


def years(path: Path, frame: pd.DataFrame, column: str, *, low: int = 1945, high: int = 2100) -> pd.Series:
    """A text column as whole years (int64)."""
    return numbers(path, frame, column, low=low, high=high, whole=True).astype("int64")


def unique(path: Path, frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise SourceError where two records share the same ``columns``."""
    twice = frame.duplicated(list(columns))
    if twice.any():
        position = int(twice.to_numpy().argmax())
        key = ", ".join(_one_line(frame[column].iloc[position]) for column in columns)
        raise SourceError(f"{path.name}, record {position + 1}: duplicate key ({', '.join(columns)}): {key}. {_REMEDY}")
