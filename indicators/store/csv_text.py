"""Frames as deterministic CSV text and back: UTF-8, LF, sorted by key, minimal quoting, missing values empty.

The same frame always gives the same bytes; a number is written in the shortest form that reads back the same, or with the
requested decimals, and negative zero is written as zero.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from indicators.model import ContractError, Field

_NUMERIC = {"integer", "year", "number"}


def to_csv_text(
    frame: pd.DataFrame,
    fields: Sequence[Field],
    key: Sequence[str],
    *,
    fixed: Mapping[str, int] | None = None,
    rounded: Mapping[str, int] | None = None,
) -> str:
    """The frame's declared columns as CSV text, sorted by ``key``.

    ``fixed`` columns are written with exactly that many decimals, ``rounded`` ones with at most that many, other numbers in
    full. Missing values are empty.

    Raises ContractError if a column is missing or does not have its declared type.
    """
    missing = [item.name for item in fields if item.name not in frame.columns]
    if missing:
        raise ContractError(f"no column {missing[0]!r}; the frame has {', '.join(map(str, frame.columns))}")
    ordered = frame.sort_values(list(key), kind="stable")
    columns = [
        _cells(ordered[item.name], item, (fixed or {}).get(item.name), (rounded or {}).get(item.name)) for item in fields
    ]
    handle = io.StringIO(newline="")
    writer = csv.writer(handle, lineterminator="\n")
    writer.writerow([item.name for item in fields])
    writer.writerows(zip(*columns, strict=True))
    return handle.getvalue()


def _cells(column: pd.Series, item: Field, fixed: int | None, rounded: int | None) -> list[str]:
    if item.type == "boolean":
        return ["" if pd.isna(value) else _boolean(value, item.name) for value in column]
    if item.type not in _NUMERIC:
        if isinstance(column.dtype, pd.StringDtype):
            return list(column.to_numpy(dtype=object, na_value=""))
        return ["" if pd.isna(value) else str(value) for value in column.tolist()]
    values = _floats(column, item)
    if fixed is not None:
        values = np.round(values, fixed) + 0.0  # adding zero turns -0.0 into 0.0
        return ["" if value != value else f"{value:.{fixed}f}" for value in values.tolist()]
    if rounded is not None:
        values = np.round(values, rounded)
    if item.type != "number" and np.isfinite(values).all() and (np.abs(values) < 1e15).all():
        return [str(value) for value in values.astype("int64").tolist()]
    return [_number(value) for value in (values + 0.0).tolist()]


def _floats(column: pd.Series, item: Field) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    try:
        values = pd.to_numeric(column).to_numpy(dtype="float64", na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise ContractError(f"column {item.name}: not all numbers ({' '.join(str(error).split())[:100]})") from error
    if np.isinf(values).any():
        raise ContractError(f"column {item.name}: holds an infinite value")
    if item.type != "number" and (values[~np.isnan(values)] % 1 != 0).any():
        raise ContractError(f"column {item.name}: declared {item.type}, holds fractions")
    return values


def _number(value: float) -> str:
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _boolean(value: object, name: str) -> str:
    written = str(value).lower()
    if written not in ("true", "false"):
        raise ContractError(f"column {name}: declared boolean, holds {value!r}")
    return written


def from_csv_text(data: bytes, fields: Sequence[Field], name: str) -> pd.DataFrame:
    """A stored table, columns in declared order.

    Text, dates and months are ``str`` with ``""`` where the cell is empty; required integers and years are int64, other
    numbers float64 with NaN; required booleans are bool, other booleans the nullable ``boolean``.

    Raises ContractError if the header is not the declared one or a cell does not have its declared type.
    """
    wanted = [item.name for item in fields]
    try:
        found = next(csv.reader([data[: data.find(b"\n") + 1].decode()]), [])
        if found != wanted:
            odd = [item for item in wanted if item not in found] or [item for item in found if item not in wanted] or found
            raise ContractError(f"{name}: columns are not the declared ones (see {odd[0]!r}); expected {','.join(wanted)}")
        frame = pd.read_csv(
            io.BytesIO(data),
            dtype={item.name: _dtype(item) for item in fields},
            keep_default_na=False,
            na_values={item.name: [""] for item in fields if item.type in _NUMERIC or item.type == "boolean"},
            encoding="utf-8",
        )
    except (
        ValueError,
        TypeError,
        OverflowError,
        csv.Error,
    ) as error:  # pandas' parser errors and UnicodeDecodeError are ValueErrors
        raise ContractError(f"{name}: cannot be read as declared ({' '.join(str(error).split())[:160]})") from error
    texts = [item.name for item in fields if _dtype(item) == "str"]
    if not isinstance(frame.index, pd.RangeIndex) or frame[texts].isna().any(axis=None):
        raise ContractError(f"{name}: a record has more or fewer fields than the header")
    return frame


def _dtype(item: Field) -> str:
    if item.type in ("integer", "year"):
        return "int64" if item.required else "float64"
    if item.type == "boolean":
        return "bool" if item.required else "boolean"
    return "float64" if item.type == "number" else "str"


def spreadsheet(frame: pd.DataFrame) -> bytes:
    """Any frame as CSV that a spreadsheet opens safely: UTF-8 with a mark, CRLF, and no text cell that starts a formula.

    A text cell beginning with ``= + - @``, a tab or a return gets an apostrophe before it (OWASP, CSV injection); numbers stay.
    """
    return frame.map(_inert).rename(columns=_inert).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _inert(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
