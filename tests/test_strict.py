"""What is read without trust: regular files only, up to a limit; JSON in which no key stands twice; numbers as written in full."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from indicators import strict
from indicators.model import ContractError, SourceError
from indicators.registry import SOURCES
from indicators.sources import answers, reading
from indicators.sources.geography import outlines
from indicators.store import commit
from tests import structural

ROOT = Path(__file__).resolve().parents[1]
PARSED = sorted(key for key, source in SOURCES.items() if source.parse is not None)
TWICE = '{"a": {"n": 1, "x": 0, "n": 2}}'


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "odd.csv")
    return folder / "odd.csv"


def folder_of(folder: Path) -> Path:
    (folder / "odd.csv").mkdir()
    return folder / "odd.csv"


def device(folder: Path) -> Path:
    (folder / "odd.csv").symlink_to("/dev/zero")
    return folder / "odd.csv"


def loop(folder: Path) -> Path:
    (folder / "odd.csv").symlink_to(folder / "odd.csv")
    return folder / "odd.csv"


ODD = {
    pipe: "is a pipe, not a file",
    folder_of: "is a folder, not a file",
    device: "is a device, not a file",
    loop: "cannot be read (Too many levels of symbolic links)",
}


@pytest.mark.parametrize("key", PARSED)
@pytest.mark.parametrize("make", ODD)
def test_no_source_waits_for_a_pipe_or_reads_a_device_without_end(
    key: str, make: Callable[[Path], Path], tmp_path: Path
) -> None:
    given = "26.1" if key.startswith("ucdp") and key != "ucdp_totals" else None if key == "ucdp_totals" else "x"
    said = structural.refusal(SOURCES[key], make(tmp_path), given, "2026-06-30" if given else None)
    assert ODD[make] in said


def test_the_command_refuses_a_pipe_in_one_line(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "indicators", "refresh", "--dry-run", "--from-file", f"hdr={pipe(tmp_path)}"], cwd=ROOT,
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert made.returncode == 1
    assert "error: odd.csv: is a pipe, not a file" in made.stderr
    assert "Traceback" not in made.stderr


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as handle:
        handle.truncate(reading.MAX_BYTES + 1)
    with pytest.raises(SourceError, match="has more than the 100,000,000 bytes accepted"):
        reading.read_bytes(path)
    path.write_bytes(b"12345")
    assert strict.read(path, 5) == b"12345"
    with pytest.raises(OSError, match="has more than the 4 bytes"):
        strict.read(path, 4)


def test_a_key_that_stands_twice_is_refused_at_any_depth() -> None:
    with pytest.raises(ValueError, match="the key 'n' stands twice"):
        strict.parse_json(TWICE)
    assert strict.parse_json('[{"n": 1}, {"n": 2.50}]') == [{"n": 1}, {"n": 2.5}]
    assert strict.parse_json(b'\xef\xbb\xbf{"n": 2.50, "m": 3}', exact=True) == {"n": "2.50", "m": "3"}


@pytest.mark.parametrize("written", ["NaN", "[Infinity]", '{"n": -Infinity}'])
def test_what_json_does_not_know_is_no_number(written: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        strict.parse_json(written)


def test_every_reader_of_json_is_the_one_that_refuses_double_keys(tmp_path: Path) -> None:
    rooms = [path for room in ("sources", "network", "store") for path in (ROOT / "indicators" / room).rglob("*.py")]
    assert not [path for path in rooms if re.search(r"\bjson\.loads?\(", path.read_text("utf-8"))]
    with pytest.raises(SourceError, match=r"x: invalid JSON .*'n' stands twice.* Run refresh again"):
        answers.load(TWICE.encode(), "x")
    path = structural.write(tmp_path, TWICE, "area.geojson")
    with pytest.raises(SourceError, match=r"area\.geojson: not JSON, or cut short .*'n' stands twice"):
        outlines.parse_geo(path)
    (tmp_path / commit.INDEX).write_text(json.dumps({"resources": []})[:-1] + ', "resources": []}')
    with pytest.raises(ContractError, match="'resources' stands twice"):
        commit.read_index(tmp_path)


def column(*cells: str) -> pd.DataFrame:
    return pd.DataFrame({"n": list(cells)}, dtype="str")


@pytest.mark.parametrize(
    ("cell", "whole", "value"),
    [
        ("1170000", True, 1_170_000), (" +7 ", True, 7), ("5000.0", True, 5000), ("409.00", True, 409), ("0.000", True, 0),
        ("1.234567E+06", True, 1_234_567), ("0.409", False, 0.409), (".5", False, 0.5), ("5.", False, 5),
        ("-4.5e-05", False, -0.000045), ("5.08176954237977E12", False, 5_081_769_542_379.77), ("409.125", False, 409.125),
    ],
)  # fmt: skip
def test_numbers_written_in_full_are_taken(cell: str, whole: bool, value: float) -> None:
    found = reading.numbers(Path("f.csv"), column("", cell), "n", low=-1e13, high=1e13, empty=True, whole=whole)
    assert found.iloc[1] == pytest.approx(value, rel=1e-15)
    assert pd.isna(found.iloc[0])


@pytest.mark.parametrize(
    ("cell", "whole", "expected"),
    [
        ("1.17E+06", True, "written in full, not rounded"), ("1e6", True, "written in full, not rounded"),
        ("1.05E+10", False, "written in full, not rounded"), ("1.11E-02", False, "written in full, not rounded"),

        ("5.01E+01", False, "written in full, not rounded"), ("-4.5E-05", False, "written in full, not rounded"),
        ("1e309", False, "written in full, not rounded"),
        ("409.000", True, "does it part thousands"), ("1.234.000", True, "expected a whole number"),
        ("1,170,000", True, "expected a whole number"), ("1 170 000", True, "expected a whole number"),
        ("0,45", False, "expected a number"), ("nan", False, "expected a number"), ("inf", False, "expected a number"),
        ("0x10", True, "expected a whole number"), ("1_000", True, "expected a whole number"),
        ("\u0661\u0662", True, "expected a whole number"), ("TRUE", False, "expected a number"), ("1.5", True, "a whole number"),
        ("", False, "expected a number"),
    ],
)  # fmt: skip
def test_numbers_a_spreadsheet_changed_are_refused(cell: str, whole: bool, expected: str) -> None:
    with pytest.raises(SourceError) as caught:
        reading.numbers(Path("f.csv"), column("3", cell), "n", low=-1e13, high=1e13, whole=whole)
    assert f"f.csv, record 2, column n: {cell[:40]!r}, expected" in str(caught.value)
    assert expected in str(caught.value)


def test_three_zeros_behind_a_point_are_refused_where_no_other_figure_has_three_decimals() -> None:
    same = reading.numbers(Path("f.csv"), column("409.000", "12.125"), "n", low=0, high=1000)
    assert same.tolist() == [409, 12.125]  # the column has three decimals throughout
    with pytest.raises(SourceError, match=r"record 1, column n: '409\.000', expected a number: is the point a decimal one"):
        reading.numbers(Path("f.csv"), column("409.000", "12.5"), "n", low=0, high=1000)


def test_a_stray_quotation_mark_does_not_swallow_a_record(tmp_path: Path) -> None:
    # The mark that opens record 1's note closes at record 2's: one record of four cells, with record 2's figure.
    text = 'id,note,more,n\n1,"at the well,x,5\n2,"of the town",x,7\n3,,x,9\n'
    for content in (text, text.replace("2,", '2,"q, r",'), 'id,note,n\n1,a,5\n2,"b,7\n'):
        path = structural.write(tmp_path, content)
        with pytest.raises(SourceError, match=r"file\.csv, (after )?record \d: "):
            reading.read_csv(path, ["id", "n"])
    whole = structural.write(tmp_path, 'id,note,n\n1,"said ""no"", and\nleft",5\n')
    assert reading.read_csv(whole, ["id", "n"]).to_numpy().tolist() == [["1", "5"]]
