"""The matrix of damage: every source and every accident, refused in one line or stored exactly right, never silently wrong.

Each spoilt file is parsed and held against acceptance with the whole one as an earlier vintage. ``counts`` tells how many were refused
and how many stored right; run with ``-s`` to see it.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators import __main__ as program
from indicators.model import OBSERVATION_COLUMNS, SCORE_COLUMNS, ContractError, Results, Snapshots, SourceError, Vintage
from indicators.registry import SOURCES
from indicators.store import acceptance, read, refresh
from tests import damage, real_shaped
from tests.real_shaped import File
from tests.store_example import contents

ROOT = Path(__file__).resolve().parents[1]
FILES = real_shaped.tables()
OUTLINES = real_shaped.outlines()
# What a file of a source may lack and is told of: a figure that is not known is omitted.
TOLD = {"no_value", "unknown", "no_hdi", "no_estimate", "no_price", "no_libdem"}
# Accidents to one record, which is told.
CELLS = {
    "one figure rounded", "thousands by comma", "thousands by point", "null", "text", "negative", "1e309", "NaN",
    "31 February",
}  # fmt: skip
outcomes: Counter[str] = Counter()


def nothing(_: Snapshots) -> Results:
    scores = pd.DataFrame(columns=list(SCORE_COLUMNS))
    return Results(pd.DataFrame(columns=list(OBSERVATION_COLUMNS)), scores, scores, scores)


@pytest.fixture(scope="module", autouse=True)
def counts() -> Iterator[None]:
    """Tell the count at the end."""
    yield
    print(f"\ndamage: {dict(sorted(outcomes.items()))}")


def parsed(file: File, path: Path) -> tuple[Vintage, ...]:
    parse = SOURCES[file.key].parse
    assert parse is not None
    return parse([path], file.version, file.published)


def earlier(vintages: tuple[Vintage, ...]) -> list[Vintage]:
    """The same as an edition before, so that nothing is refused for its name alone."""
    return [replace(one, version=f"before-{number}") for number, one in enumerate(vintages)]


Shelves = Callable[[File], tuple[acceptance.Shelf, tuple[Vintage, ...]]]


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Shelves:
    """For a file: a shelf with its whole content as earlier vintages, and its vintages."""
    root = tmp_path_factory.mktemp("whole")

    @cache
    def shelf(file: File) -> tuple[acceptance.Shelf, tuple[Vintage, ...]]:
        path = root / file.name
        path.write_bytes(file.bytes())
        vintages = parsed(file, path)
        frames = [read.from_bytes(read.to_bytes(one.frame, SOURCES[file.key]), SOURCES[file.key], "x") for one in vintages]
        stored = earlier(tuple(replace(one, frame=frame) for one, frame in zip(vintages, frames, strict=True)))
        return acceptance.Shelf(root / "data", stored, {}), vintages

    return shelf


def imported(file: File, path: Path, shelf: acceptance.Shelf) -> tuple[str, tuple[Vintage, ...]]:
    """What is said of a file that is refused, ``""`` for one that is accepted, and its vintages."""
    try:
        vintages = parsed(file, path)
        for one in vintages:
            acceptance.accept(one, SOURCES[file.key], shelf)
    except (SourceError, ContractError) as error:
        return str(error), ()
    return "", vintages


def text(vintages: tuple[Vintage, ...], key: str) -> list[str]:
    return [line for one in vintages for line in read.to_bytes(one.frame, SOURCES[key]).decode().splitlines()]


def judged(file: File, accident: str, vintages: tuple[Vintage, ...], whole: tuple[Vintage, ...]) -> str:
    """Whether what is stored of a spoilt file is what it says: the same rows, or without the one figure it does not give."""
    found, expected = text(vintages, file.key), text(whole, file.key)
    if found == expected:
        return "stored right"
    covered = {code for one in vintages for code in one.countries or ()}
    inside = tuple(replace(one, frame=one.frame[one.frame["country"].isin(covered)]) for one in whole if covered)
    if SOURCES[file.key].joined and found == text(inside, file.key):
        return "stored right of the countries in it; of the others what was stored stays"
    lost, new = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    told = {item.rule: item.count for one in vintages for item in one.quality}
    known = {item.rule: item.count for one in whole for item in one.quality}
    omitted = any(told.get(rule, 0) > known.get(rule, 0) for rule in TOLD)
    emptied = not new or (
        len(new) == 1 and new[0].count(",,") + new[0].endswith(",") > lost[0].count(",,") + lost[0].endswith(",")
    )
    if accident in ("blank", "dash") and len(lost) == 1 and emptied and omitted:
        return "stored right, the unknown omitted and told"
    return "SILENTLY WRONG"


def hold(said: str) -> None:
    """What a refusal must be: one line that ends in a remedy."""
    assert "\n" not in said
    assert re.search(r"[.?] [A-Z]", said), f"no remedy: {said}"


# Files that take long to read: the accidents that most importers meet, not each variety of each.
HEAVY = {"country_month_totals.csv", "HDR25_time_series.csv"}
FEW = {
    "figures rounded", "decimal comma", "day/month", "thousands by comma", "byte-order mark", "UTF-16", "records doubled",
    "columns shuffled", "a record shifted right", "blank", "text", "negative", "1e309", "NaN", "headers swapped", "year gone",
    "header twice", "NUL", "zip", "empty",
}  # fmt: skip
CASES = [
    (file, accident) for file in FILES for accident in damage.TO_BYTES if file.name not in HEAVY or accident in FEW
]  # fmt: skip


@pytest.mark.parametrize(("file", "accident"), CASES, ids=lambda one: one if isinstance(one, str) else f"{one.key}-{one.name}")
def test_damage_is_refused_or_harmless(file: File, accident: str, shelves: Shelves, tmp_path: Path) -> None:
    data = damage.TO_BYTES[accident](file)
    if data == file.bytes():
        pytest.skip("nothing of the kind in this file")
    shelf, whole = shelves(file)
    path = tmp_path / file.name
    path.write_bytes(data)
    said, vintages = imported(file, path, shelf)
    outcome = "refused" if said else judged(file, accident, vintages, whole)
    outcomes[outcome] += 1
    if said:
        hold(said)
    if accident in CELLS and said and file.name not in said:
        assert re.search(r"record \d", said), said  # found by the table's declaration: its vintage and record are told
    elif accident in CELLS and said:
        assert re.search(r"record \d+(:|, column)|column ", said), said
    assert outcome != "SILENTLY WRONG", [line for line in text(vintages, file.key) if line not in set(text(whole, file.key))][
        :3
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.key}-{file.name}")
def test_nothing_is_written_of_a_file_that_is_refused(file: File, tmp_path: Path) -> None:
    path, folder, only = tmp_path / file.name, tmp_path / "data", {file.key: SOURCES[file.key]}
    path.write_bytes(file.bytes())
    kept = {file.key: earlier(parsed(file, path))}
    assert refresh.add(kept, folder=folder, sources=only, score=nothing).written
    before = contents(folder)
    path.write_bytes(damage.TO_BYTES["text"](file))
    report = refresh.import_files(
        {file.key: [path]}, version=file.version, published=file.published, folder=folder, sources=only, score=nothing
    )
    assert list(report.failures or {}) == [file.key]
    assert not report.written
    assert contents(folder) == before


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """200 MB of noise, as bytes and as letters."""
    folder = tmp_path_factory.mktemp("noise")
    letters = bytes(65 + byte % 26 for byte in os.urandom(1_000_000))
    for name, block in (("bytes", os.urandom(1_000_000)), ("letters", letters)):
        with (folder / name).open("wb") as handle:
            for _ in range(200):
                handle.write(block)
    return {name: folder / name for name in ("bytes", "letters")}


PARSED = sorted(key for key, source in SOURCES.items() if source.parse is not None)


@pytest.mark.parametrize("key", PARSED)
@pytest.mark.parametrize("kind", ["bytes", "letters"])
def test_noise_is_refused(key: str, kind: str, noise: dict[str, Path], tmp_path: Path) -> None:
    name = next((file.name for file in FILES if file.key == key), "outlines.geojson")
    path = tmp_path / name
    path.symlink_to(noise[kind])
    parse = SOURCES[key].parse
    assert parse is not None
    with pytest.raises(SourceError) as caught:
        parse([path], *(("2021", "2021-12-20") if key in OUTLINES else (None, None)))
    hold(str(caught.value))
    assert name in str(caught.value)
    outcomes["refused"] += 1


@pytest.mark.parametrize("accident", damage.NO_FILE)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.key}-{file.name}")
def test_what_is_no_file_is_refused(file: File, accident: str, tmp_path: Path) -> None:
    damage.NO_FILE[accident](tmp_path / file.name)
    with pytest.raises(
        SourceError, match=r"is a (folder|pipe|device), not a file\. Give|cannot be read \(Too many levels.* Check"
    ) as caught:
        parsed(file, tmp_path / file.name)
    assert file.name in str(caught.value)
    outcomes["refused"] += 1


def _first(data: bytes, old: str, new: str) -> bytes:
    assert old.encode() in data, old
    return data.replace(old.encode(), new.encode(), 1)


def _changed(change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[bytes], bytes]:
    def spoil(data: bytes) -> bytes:
        document = json.loads(data)
        change(document["features"])
        return json.dumps(document).encode()

    return spoil


def _ring(features: list[dict[str, Any]]) -> list[list[Any]]:
    ring: list[list[Any]] = features[3]["geometry"]["coordinates"][0]
    return ring


def _nth(place: int, value: Any) -> Callable[[bytes], bytes]:
    return _changed(lambda features: _ring(features)[1].__setitem__(place, value))


def _unread(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        folder.writestr("outlines.geojson", data)
    return packed.getvalue()


OF_OUTLINES: dict[str, Callable[[bytes], bytes]] = {
    "byte-order mark": lambda data: b"\xef\xbb\xbf" + data,
    "shuffled": _changed(lambda features: features.reverse()),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "Windows-1252": lambda data: _first(data, '"name": "', '"name": "é').decode().encode("cp1252"),
    "cut": lambda data: data[: len(data) // 2],
    "a key twice": lambda data: _first(data, '"coordinates"', '"coordinates": [], "coordinates"'),
    "a name twice": lambda data: _first(data, '"name"', '"name": "Elsewhere", "name"'),
    "NaN": lambda data: _first(data, "[[[", "[[[NaN, 15], ["),
    "1e309": lambda data: _first(data, "[[[", "[[[1e309, 15], ["),
    "text": _nth(0, "far"), "null": _nth(0, None), "number as text": _nth(0, "-3.5"), "decimal comma": _nth(0, "-3,5"),
    "out of place": _nth(1, 88), "a thousand times": _nth(0, -3500.0), "open ring": _changed(lambda features: _ring(features).pop()),
    "coordinates swapped": _changed(lambda features: [point.reverse() for one in features for point in one["geometry"]["coordinates"][0]]),
    "no geometry": _changed(lambda features: features[2].update(geometry=None)),
    "no properties": _changed(lambda features: features[2].update(properties=None)),
    "gone": _changed(lambda features: features.__delitem__(slice(0, 6))),
    "a feature twice": _changed(lambda features: features.__setitem__(1, features[0])),
    "code blank": _changed(lambda features: features[4]["properties"].update(iso3="", pcode="")),
    "NUL": lambda data: data[:200] + b"\x00" + data[200:],
    "zip": _unread, "empty": lambda _: b"", "web page": lambda _: b"<html></html>", "a list": lambda data: b"[" + data + b"]",
}  # fmt: skip


@pytest.mark.parametrize("accident", OF_OUTLINES)
@pytest.mark.parametrize("key", OUTLINES)
def test_damaged_outlines_are_refused_or_harmless(key: str, accident: str, tmp_path: Path) -> None:
    parse = SOURCES[key].parse
    assert parse is not None
    path = tmp_path / "outlines.geojson"
    path.write_bytes(OUTLINES[key])
    (whole,) = parse([path], "2021", "2021-12-20")
    path.write_bytes(OF_OUTLINES[accident](OUTLINES[key]))
    try:
        (found,) = parse([path], "2021", "2021-12-20")
    except SourceError as error:
        said = str(error)
    else:
        said = ""
    if said:
        hold(said)
        assert "outlines.geojson" in said
        outcomes["refused"] += 1
        return
    assert read.to_bytes(found.frame, SOURCES[key]) == read.to_bytes(whole.frame, SOURCES[key]), "silently wrong"
    outcomes["stored right"] += 1


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, which no refusal changes."""
    folder = tmp_path_factory.mktemp("stored") / "data"
    shutil.copytree(ROOT / "data", folder)
    return folder


@pytest.mark.parametrize("accident", ["one figure rounded", "stray quotation mark", "headers swapped"])
def test_the_command_ends_in_one_line_and_its_code(
    accident: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = real_shaped.population()
    path = tmp_path / file.name
    path.write_bytes(damage.TO_BYTES[accident](file))
    monkeypatch.setenv("INDICATORS_DATA", str(data))
    before = contents(data)
    assert program.main(["refresh", "--from-file", f"population={path}"]) == 1
    (said,) = [line for line in capfd.readouterr().err.splitlines() if line.startswith("error: ")]
    assert file.name in said
    assert contents(data) == before


FEWEST = 15


def test_every_source_meets_fifteen_kinds_of_damage() -> None:
    met = {key: len(damage.NO_FILE) + 2 for key in PARSED}
    for file in FILES:
        for name, spoil in damage.TO_BYTES.items():
            if met[file.key] < FEWEST and (file.name not in HEAVY or name in FEW):
                met[file.key] += spoil(file) != file.bytes()
    for key in OUTLINES:
        met[key] += len(OF_OUTLINES)
    assert set(met) == set(PARSED)
    assert min(met.values()) >= FEWEST, met
