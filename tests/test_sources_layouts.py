"""Publishers' layouts of 2026: the governance workbook, GED 26.1's archive, candidate names, the next report of UNDP."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.model import SourceError
from indicators.sources.ucdp import ged as ucdp_ged
from indicators.sources.ucdp import monthly as ucdp_months
from indicators.sources.ucdp import versions as ucdp_versions
from indicators.sources.undp.declared import HDR
from indicators.sources.worldbank.declared import WGI
from indicators.sources.worldbank.workbook import SHEETS
from tests import structural
from tests.test_sources_ucdp import GED_HEAD, GED_ROWS

HEAD = (
    "Economy (name)", "Governance dimension", "Economy (code)", "Region", "Income classification", "Year", "Indicator",
    "Number of sources", "Governance estimate (approx. -2.5 to +2.5)", "Standard error (estimate)",
    "Lower threshold (90% conf. int. estimate)", "Upper threshold (90% conf. int. estimate)", "Governance score (0-100)",
    "Standard error (gov. score)", "Lower threshold (90% conf. int. score)", "Upper threshold (90% conf. int. score)",
)  # fmt: skip
Row = Sequence[object]


def record(code: object, year: object = 2025, estimate: object = -1.5, **other: object) -> list[object]:
    cells = {"sources": 7, "error": 0.2, "lower": -1.829, "upper": -1.171, **other}
    return ["Somewhere", "x", code, "R", "I", year, "i", cells["sources"], estimate, cells["error"], cells["lower"], cells["upper"],
            20, 4, 13, 27]  # fmt: skip


def rows() -> dict[str, list[Row]]:
    return {name: [record(code) for code in structural.CODES[:152]] for name in SHEETS}


def workbook(sheets: Mapping[str, Sequence[Row]], head: Row = HEAD, above: int = 0) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["Worldwide Governance Indicators"])
    for name, found in sheets.items():
        sheet = book.create_sheet(name)
        for line in [*([["Notes"]] * above), head, *found]:
            sheet.append(list(line))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def spoilt(**changed: Sequence[Row]) -> bytes:
    return workbook({**rows(), **changed})


def test_the_workbook_of_2026(tmp_path: Path) -> None:
    sheets = rows()
    sheets["pv"][0] = record("ROM", estimate=-2.123456789, lower=-2.5, upper=-1.8)
    sheets["pv"][1] = record(sheets["pv"][1][2], estimate="..", error="..", lower="..", upper="..", sources="..")
    sheets["pv"].append(record("ANT"))
    sheets["pv"].append([None] * 16)
    (vintage,) = WGI.parse([structural.write(tmp_path, workbook(sheets, above=2), "WGI 2026.xlsx")], None, None)  # type: ignore[misc]
    structural.check(WGI, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("2026", "2026-09-18", "stated")
    assert (vintage.start, vintage.end) == ("2025-01", "2025-12")
    found = vintage.frame.set_index(["country", "indicator"])
    assert found.loc[("ROU", "pv"), ["estimate", "stddev", "sources"]].tolist() == [
        -2.123457,
        0.2,
        7,
    ]  # column I, not the score
    assert len(vintage.frame) == 6 * 152 - 1
    assert {line.rule: line.count for line in vintage.quality} == {"no_estimate": 1, "old_code": 1, "no_country": 1}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (workbook({name: found for name, found in rows().items() if name != "va"}), "has no sheet 'va'"),
        (workbook(rows(), head=[*HEAD[:8], "Estimate", *HEAD[9:]]), "sheet cc: column 'Governance estimate"),
        (workbook(rows(), head=["Code" if name == "Economy (code)" else name for name in HEAD]), "no column 'Economy (code)'"),
        (spoilt(ge=rows()["ge"][:149]), "149 economies with ge for 2025"),
        (spoilt(rl=[record("AFX"), *rows()["rl"][1:]]), "sheet rl, record 1, column iso3: 'AFX'"),
        (spoilt(rq=[*rows()["rq"][:3], record("MLI", estimate=9)]), "sheet rq, record 4, column estimate: '9'"),
        (spoilt(va=[record("MLI", lower=-1.4, upper=-1.1)]), "an estimate between its 90 % bounds"),
        (spoilt(va=[record("MLI", lower=None)]), "an estimate between its 90 % bounds"),
        (spoilt(va=[record("MLI", error=None)]), "a standard error and a number of sources"),
        (spoilt(va=[]), "sheet va: has a header but no records"),
        (spoilt(cc=[*rows()["cc"], rows()["cc"][0]]), "duplicate key"),
        (spoilt()[:5000], "zip archive"),
        (workbook({"Sheet": [["a"]]}), "has no sheet 'cc'"),
    ],
)
def test_refused_workbooks(tmp_path: Path, content: bytes, says: str) -> None:
    assert says in structural.refusal(WGI, structural.write(tmp_path, content, "WGI.xlsx"))


def test_a_workbook_of_another_year_needs_name_and_day(tmp_path: Path) -> None:
    sheets = {name: [record(code, 2026) for code in structural.CODES[:152]] for name in SHEETS}
    path = structural.write(tmp_path, workbook(sheets), "WGI.xlsx")
    assert "--vintage V --published DATE" in structural.refusal(WGI, path)


WHOLE = workbook({name: found[:3] for name, found in rows().items()})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6), st.booleans())
def test_accidents_to_a_workbook(changes: list[tuple[int, int]], inside: bool) -> None:
    """Changed bytes of the archive, or of the sheets within it: a refusal in one line, no traceback."""
    data = bytearray(WHOLE)
    if inside:
        with zipfile.ZipFile(io.BytesIO(WHOLE)) as whole:
            parts = {name: bytearray(whole.read(name)) for name in whole.namelist()}
        names = sorted(parts)
        for place, byte in changes:
            part = parts[names[place % len(names)]]
            part[place % len(part)] = byte
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as folder:
            for name, part in parts.items():
                folder.writestr(name, bytes(part))
        data = bytearray(packed.getvalue())
    else:
        for place, byte in changes:
            data[place] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = structural.write(Path(folder), bytes(data), "WGI.xlsx")
        with pytest.raises(SourceError):  # three economies are too few, whatever else it holds
            WGI.parse([path], "x", "2026-09-18")  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "version", "first", "last", "day"),
    [
        ("ged261-csv.zip", "26.1", "1989-01", "2025-12", "2026-06-08"),
        ("GEDEvent_v26_1.csv", "26.1", "1989-01", "2025-12", "2026-06-08"),
        ("GEDEvent_v26_0_8.csv", "26.0.8", "2026-08", "2026-08", "2026-09-20"),
        ("GEDEvent_v26_0_10.csv", "26.0.10", "2026-10", "2026-10", "2026-11-20"),
        ("GEDEvent_v26_01_26_06.csv", "26.01.26.06", "2026-01", "2026-06", "2026-07-20"),
        ("candidate_26_0_2_events_mali_neighbours.csv", "26.0.2", "2026-02", "2026-02", "2026-03-20"),
    ],
)
def test_names_of_2026(name: str, version: str, first: str, last: str, day: str) -> None:
    found = ucdp_versions.release([Path(name)], None, None)
    assert (found.version, found.start, found.end, found.published) == (version, first, last, day)


def test_the_archive_of_26_1(tmp_path: Path) -> None:
    rows = [row.replace("2022", "2025").replace("2021", "2024") for row in GED_ROWS]
    with zipfile.ZipFile(tmp_path / "ged261-csv.zip", "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("GEDEvent_v26_1.csv", "\n".join([GED_HEAD, *rows]) + "\n")
    (vintage,) = ucdp_ged.parse([tmp_path / "ged261-csv.zip"])
    assert (vintage.version, vintage.published, vintage.end) == ("26.1", "2026-06-08", "2025-12")
    assert vintage.frame["date_end"].max() == "2025-03-05"


def test_known_answers_of_february_2026() -> None:
    (vintage,) = ucdp_ged.parse([structural.shared("ucdp/candidate_26_0_2_events_mali_neighbours.csv")])
    assert (vintage.version, vintage.start, vintage.end, vintage.published) == ("26.0.2", "2026-02", "2026-02", "2026-03-20")
    assert vintage.countries == ("BEN", "BFA", "DZA", "MLI", "NER")  # those with an event; the file says nothing of others
    mali = vintage.frame[vintage.frame["country"] == "MLI"]
    assert (len(mali), mali["best"].sum()) == (33, 96)
    assert not {"where_description", "where_coordinates", "conflict_name"} & set(vintage.frame.columns)  # UCDP's prose
    with pytest.raises(SourceError, match="2026-01 is missing"):
        ucdp_months.parse([structural.shared("ucdp/candidate_26_0_2_events_mali_neighbours.csv")])


@pytest.mark.parametrize("code", ["iso3", "code"])
def test_the_next_report_of_undp_by_its_columns(tmp_path: Path, code: str) -> None:
    path = structural.write(tmp_path, structural.hdr(2024, code=code), "HDR26_Composite_indices_complete_time_series.csv")
    assert "Set it with --vintage V --published DATE" in structural.refusal(HDR, path)
    (vintage,) = HDR.parse([path], "2026", "2026-05-20")  # type: ignore[misc]
    structural.check(HDR, vintage)
    assert (vintage.version, vintage.end, vintage.published_basis) == ("2026", "2024-12", "given")
    assert vintage.frame.loc[vintage.frame["rank"].notna(), "year"].unique().tolist() == [2024]
