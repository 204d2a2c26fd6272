"""What befalls files on the way from a publisher to an importer: each accident as a function of a file in its source's layout."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.real_shaped import File, written

Records = list[list[str]]
ISO = re.compile(r"([12]\d{3})-(\d\d)-(\d\d)(?: 00:00:00\.000)?")


def _column(file: File, name: str) -> int:
    return list(file.header).index(name)


def _copy(file: File) -> Records:
    return [list(record) for record in file.records]


def _spoilt(file: File, name: str) -> int:
    """The record to spoil: one of the country here, in the middle of the file, with a figure that is no zero."""
    column, place = _column(file, name), _column(file, file.place) if file.place else None
    known = [
        number for number, record in enumerate(file.records)
        if (place is None or record[place] == file.here) and record[column] not in ("", "0", "0.0", "0.000", "NA")
    ]  # fmt: skip
    return known[len(known) // 2]


def _cell(cell: str) -> Callable[[File], bytes]:
    """One figure replaced."""

    def spoil(file: File) -> bytes:
        records = _copy(file)
        records[_spoilt(file, file.figure)][_column(file, file.figure)] = cell
        return written(file.header, records, file.lines)

    return spoil


def _figures(change: Callable[[str], str], every: bool = True) -> Callable[[File], bytes]:
    """Every figure of the column, or the one spoilt, written in another way."""

    def spoil(file: File) -> bytes:
        records, column = _copy(file), _column(file, file.figure)
        for number in range(len(records)) if every else [_spoilt(file, file.figure)]:
            records[number][column] = change(records[number][column])
        return written(file.header, records, file.lines)

    return spoil


def _rounded(cell: str) -> str:
    """As a spreadsheet writes a number it shows in a narrow column."""
    return f"{float(cell):.2E}" if re.fullmatch(r"[\d.]{5,}", cell) else cell


def _day_first(file: File) -> bytes:
    """ISO days as day/month/year, and American ones turned round."""
    american = re.compile(r"(\d\d)/(\d\d)/(\d{4} 00:00:00)")
    records = [[american.sub(r"\2/\1/\3", ISO.sub(r"\3/\2/\1", cell)) for cell in record] for record in file.records]
    return written(file.header, records, file.lines)


def resaved(file: File) -> bytes:
    """A spreadsheet's re-save: figures rounded, days as it shows them, semicolons, a mark before the first byte."""
    records, column = _copy(file), _column(file, file.figure)
    for record in records:
        record[column] = _rounded(record[column])
    days = [[ISO.sub(r"\3/\2/\1 00:00", cell) for cell in record] for record in records]
    return b"\xef\xbb\xbf" + written(file.header, days, file.lines, delimiter=";").replace(b"\n", b"\r\n")


def comma_and_semicolon(file: File) -> bytes:
    """Europe's spreadsheets: decimal commas and semicolons."""
    records = [[re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", cell) for cell in record] for record in file.records]
    return written(file.header, records, file.lines, delimiter=";")


def shuffled(file: File) -> bytes:
    order = list(range(len(file.header)))
    random.Random(7).shuffle(order)
    return written(
        [file.header[place] for place in order], [[record[place] for place in order] for record in file.records], file.lines
    )


def _moved(move: Callable[[Sequence[str]], Sequence[str]]) -> Callable[[File], bytes]:
    """One record moved by a cell, its width kept."""

    def spoil(file: File) -> bytes:
        records = _copy(file)
        number = _spoilt(file, file.figure)
        records[number] = list(move(records[number]))
        return written(file.header, records, file.lines)

    return spoil


def _year(year: str) -> Callable[[File], bytes]:
    def spoil(file: File) -> bytes:
        if not file.day:
            return file.bytes()
        records, column = _copy(file), _column(file, file.day)
        number = _spoilt(file, file.figure)
        records[number][column] = re.sub(r"[12]\d{3}", year, records[number][column], count=1)
        return written(file.header, records, file.lines)

    return spoil


def no_such_day(file: File) -> bytes:
    """31 February, where a column has days."""
    if not file.day or not re.search(r"\d\d[-/]\d\d", file.records[0][_column(file, file.day)]):
        return file.bytes()
    records, column = _copy(file), _column(file, file.day)
    number = _spoilt(file, file.figure)
    cell = records[number][column]
    records[number][column] = re.sub(r"^(\d{4})-\d\d-\d\d", r"\1-02-31", re.sub(r"^\d\d/\d\d/", "02/31/", cell))
    return written(file.header, records, file.lines)


def _renamed(file: File, one: str, other: str) -> bytes:
    names = {one: other, other: one}
    return written([names.get(name, name) for name in file.header], file.records, file.lines)


def swapped_headers(file: File) -> bytes:
    return _renamed(file, *file.swap)


def swapped_coordinates(file: File) -> bytes:
    return _renamed(file, *file.coordinates) if file.coordinates else file.bytes()


def one_place_swapped(file: File) -> bytes:
    """Latitude and longitude of one record change places."""
    if not file.coordinates:
        return file.bytes()
    records, one, other = _copy(file), *(_column(file, name) for name in file.coordinates)
    record = records[_spoilt(file, file.figure)]
    record[one], record[other] = record[other], record[one]
    return written(file.header, records, file.lines)


def country_gone(file: File) -> bytes:
    if not file.here:
        return file.bytes()
    place = _column(file, file.place)
    return written(file.header, [record for record in file.records if record[place] != file.here], file.lines)


def year_gone(file: File) -> bytes:
    if not file.year:
        return file.bytes()
    column = _column(file, file.day) if file.day else 0
    return written(file.header, [record for record in file.records if not record[column].startswith(file.year)], file.lines)


def _times(factor: int) -> Callable[[str], str]:
    def change(cell: str) -> str:
        whole = re.fullmatch(r"(-?\d+)((?:\.\d+)?)", cell)
        return cell if whole is None else f"{int(whole[1]) * factor}" if not whole[2] else f"{float(cell) * factor:.6f}"

    return change


def _labelled(file: File, labels: dict[str, str]) -> bytes:
    """Countries named as others in the column that tells them; a file without one, and a cut without their numbers, as it is."""
    if not file.here or file.name.endswith("_cut.csv"):
        return file.bytes()
    place = _column(file, file.place)
    records = [[labels.get(cell, cell) if at == place else cell for at, cell in enumerate(record)] for record in file.records]
    return written(file.header, records, file.lines)


def another_country(file: File) -> bytes:
    """The table of another country, or its name on this one's rows."""
    others = {"Mali": "Zimbabwe", "MLI": "ZWE", "432": "552", "ML03": "ML77", "643": "842", "Mopti": "Harare"}
    return _labelled(file, {file.here: others.get(file.here, "")})


def two_exchanged(file: File) -> bytes:
    """The country here and another change places."""
    if not file.here:
        return file.bytes()
    place = _column(file, file.place)
    other = next(record[place] for record in file.records if record[place] != file.here)
    return _labelled(file, {file.here: other, other: file.here})


def types_exchanged(file: File) -> bytes:
    """State-based and non-state violence change places."""
    if "type_of_violence" not in file.header:
        return file.bytes()
    column, types = _column(file, "type_of_violence"), {"1": "2", "2": "1"}
    records = [[types.get(cell, cell) if at == column else cell for at, cell in enumerate(record)] for record in file.records]
    return written(file.header, records, file.lines)


def _of_market(change: Callable[[list[str]], list[str]]) -> Callable[[File], bytes]:
    """Of a price on a market, which nobody revises: the column changed."""

    def spoil(file: File) -> bytes:
        if file.key != "gold_price":
            return file.bytes()
        records, column = _copy(file), _column(file, file.figure)
        for record, cell in zip(records, change([record[column] for record in records]), strict=True):
            record[column] = cell
        return written(file.header, records, file.lines)

    return spoil


def header_twice(file: File) -> bytes:
    middle = len(file.records) // 2
    return written(file.header, [*file.records[:middle], file.header, *file.records[middle:]], file.lines)


def one_twice(file: File) -> bytes:
    number = _spoilt(file, file.figure)
    return written(file.header, [*file.records, file.records[number]], file.lines)


def stray_quotation(file: File) -> bytes:
    """A mark opens a quotation in a column of free text, and the next record's closes it."""
    if not file.text:
        return file.bytes()
    column = _column(file, file.text)
    number = _spoilt(file, file.figure) - 1
    lines = file.bytes().decode().removeprefix(file.lines).split("\n")
    marked = [*file.records[number]]
    marked[column] = "QUOTED"
    line = written(marked, []).decode().strip("\n").replace("QUOTED", '"of the town')
    following = [*file.records[number + 1]]
    following[column] = "QUOTED"
    after = written(following, []).decode().strip("\n").replace("QUOTED", '"near the well"')
    return (file.lines + "\n".join([*lines[: number + 1], line, after, *lines[number + 3 :]])).encode()


def zipped(file: File) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(file.name, file.bytes())
    return packed.getvalue()


def western(file: File) -> bytes:
    """Windows-1252, with an accent in the text."""
    records = _copy(file)
    if file.text:
        records[0][_column(file, file.text)] = "Ménaka"
    return written(file.header, records, file.lines).decode().encode("cp1252")


def nul(file: File) -> bytes:
    data = file.bytes()
    return data[: len(data) // 2] + b"\x00" + data[len(data) // 2 :]


TO_BYTES: dict[str, Callable[[File], bytes]] = {
    "spreadsheet re-save": resaved,
    "figures rounded": _figures(_rounded),
    "one figure rounded": _cell("1.17E+06"),
    "decimal comma": comma_and_semicolon,
    "decimal comma, quoted": _figures(lambda cell: re.sub(r"^(-?\d+)(?:\.(\d+))?$", r"\1,\2", cell).removesuffix(",")),
    "day/month": _day_first,
    "thousands by comma": _cell("1,234"),
    "thousands by point": _cell("409.000"),
    "byte-order mark": lambda file: b"\xef\xbb\xbf" + file.bytes(),
    "mangled mark": lambda file: "ï»¿".encode() + file.bytes(),
    "UTF-16": lambda file: file.bytes().decode().encode("utf-16"),
    "UTF-16 without a mark": lambda file: file.bytes().decode().encode("utf-16-le"),
    "Windows-1252": western,
    "records doubled": lambda file: written(file.header, [*file.records, *file.records], file.lines),
    "a record twice": one_twice,
    "columns shuffled": shuffled,
    "a record shifted right": _moved(lambda record: ["", *record[:-1]]),
    "a record shifted left": _moved(lambda record: [*record[1:], ""]),
    "a cell too many": _moved(lambda record: [*record, "7"]),
    "a cell too few": _moved(lambda record: record[:-1]),
    "blank": _cell(""),
    "dash": _cell("-"),
    "null": _cell("null"),
    "text": _cell("many"),
    "negative": _cell("-12345"),
    "1e309": _cell("1e309"),
    "NaN": _cell("NaN"),
    "year 2099": _year("2099"),
    "31 February": no_such_day,
    "coordinates swapped": swapped_coordinates,
    "a record's coordinates swapped": one_place_swapped,
    "headers swapped": swapped_headers,
    "country gone": country_gone,
    "year gone": year_gone,
    "figures doubled": _figures(_times(2)),
    "figures tenfold": _figures(_times(10)),
    "another currency": _of_market(lambda cells: [f"{float(cell) * 0.92:.3f}" for cell in cells]),
    "a month late": _of_market(lambda cells: [cells[0], *cells[:-1]]),
    "another country's": another_country,
    "two countries exchanged": two_exchanged,
    "types exchanged": types_exchanged,
    "header twice": header_twice,
    "a column named twice": lambda file: written([*file.header[:-1], file.figure], file.records, file.lines),
    "stray quotation mark": stray_quotation,
    "cut in a record": lambda file: file.bytes()[: -len(file.bytes()) // 5],
    "NUL": nul,
    "zip": zipped,
    "empty": lambda _: b"",
    "header alone": lambda file: written(file.header, [], file.lines),
    "web page": lambda _: b"<!DOCTYPE html><html><body>Log in</body></html>",
}


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path)


NO_FILE: dict[str, Callable[[Path], None]] = {"folder": folder, "pipe": pipe, "device": device, "link to itself": loop}
