"""The workbook of the Worldwide Governance Indicators (xlsx), one sheet an indicator.

Known from what users of 2026 wrote of it, not opened here: the sheets ``va pv ge rq rl cc``; the column names below; economy code
in column C, year in F, estimate in I, its standard error in J, its 90 % bounds in K and L; ``..`` where there is none. Columns are
found by name. The 0-100 scores beside them are rescaled from the same estimates and are not read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from indicators import strict
from indicators.model import SourceError
from indicators.sources import reading

SHEETS = ("cc", "ge", "pv", "rl", "rq", "va")
COLUMNS = {
    "Economy (code)": "iso3", "Year": "year", "Number of sources": "nsource",
    "Governance estimate (approx. -2.5 to +2.5)": "estimate", "Standard error (estimate)": "stddev",
    "Lower threshold (90% conf. int. estimate)": "lower", "Upper threshold (90% conf. int. estimate)": "upper",
}  # fmt: skip
MAX_BYTES = 400_000_000  # unpacked
MAX_RECORDS = 100_000  # in a sheet; the release of 2026 has some 6,400
_MISSING = frozenset({"..", "#N/A", "NA", "N/A"})
_HEAD_WITHIN = 20  # rows in which the header is looked for
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, TypeError, LookupError, AttributeError,
    SyntaxError, ArithmeticError, OSError,
)  # fmt: skip
_AGAIN = "Download the file again and import it as downloaded."


def is_workbook(path: Path) -> bool:
    """Whether a file is an xlsx workbook; False where it cannot be read as an archive."""
    try:
        with strict.opened(path) as handle, zipfile.ZipFile(handle) as folder:
            return "xl/workbook.xml" in folder.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read(path: Path) -> Iterator[tuple[Path, pd.DataFrame]]:
    """Each sheet of the six: where it is (for messages), and its records as text, columns of COLUMNS and ``indicator``.

    Raises SourceError for a damaged or swollen workbook, a missing sheet or column, a sheet without records.
    """
    import openpyxl  # heavy, and needed for this one kind of file

    try:
        with zipfile.ZipFile(path) as folder:
            size = sum(item.file_size for item in folder.infolist())
        if size > MAX_BYTES:
            raise SourceError(f"{path.name}: would unpack to {size:,} bytes, more than {MAX_BYTES:,}. {_AGAIN}")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except _BROKEN as error:
        raise SourceError(f"{path.name}: damaged workbook ({_one_line(error)}). {_AGAIN}") from error
    try:
        for name in SHEETS:
            if name not in book.sheetnames:
                raise SourceError(f"{path.name}: has no sheet {name!r}, so it is not the workbook of the six indicators.")
            where = Path(f"{path.name}, sheet {name}")
            try:
                records = [row for row in book[name].iter_rows(max_row=MAX_RECORDS, values_only=True) if any(row)]
            except _BROKEN as error:
                raise SourceError(f"{where}: damaged workbook ({_one_line(error)}). {_AGAIN}") from error
            yield where, _table(where, records).assign(indicator=name)
    finally:
        book.close()


def refuse_bounds(where: Path, raw: pd.DataFrame, estimate: pd.Series) -> None:
    """Raise SourceError where an estimate does not stand between its 90 % bounds: the columns are not those they should be."""
    lower, upper = (reading.numbers(where, raw, name, low=-10, high=10, empty=True) for name in ("lower", "upper"))
    apart = estimate.notna() & ~((lower <= estimate) & (estimate <= upper))
    reading.refuse(where, raw, "estimate", apart, "an estimate between its 90 % bounds")


def _table(where: Path, records: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Records under the header as text, columns of COLUMNS."""
    heads = [[" ".join(str(cell).split()) for cell in row] for row in records[:_HEAD_WITHIN]]
    place = next((number for number, head in enumerate(heads) if "Economy (code)" in head), None)
    if place is None:
        raise SourceError(f"{where}: no column 'Economy (code)' in its first rows; the layout has changed.")
    missing = [column for column in COLUMNS if column not in heads[place]]
    if missing:
        raise SourceError(f"{where}: column {missing[0]!r} is missing; the layout has changed.")
    columns = {ours: heads[place].index(column) for column, ours in COLUMNS.items()}
    rows = records[place + 1 :]
    if not rows:
        raise SourceError(f"{where}: has a header but no records. {_AGAIN}")
    return pd.DataFrame({ours: [_text(row[at]) for row in rows] for ours, at in columns.items()}, dtype="str")


def _text(cell: object) -> str:
    written = "" if cell is None else str(cell).strip()
    return "" if written in _MISSING else written


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:120]
