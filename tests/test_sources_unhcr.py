from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.sources.unhcr import declared as unhcr
from indicators.sources.unhcr.declared import COVERED, IDMC, UNHCR
from indicators.store import read
from tests import structural

GOOD = structural.unhcr()
COUNTS = structural.idmc()


def test_publishers_file() -> None:
    (vintage,) = unhcr.parse_unhcr([structural.shared("unhcr/population_west_africa.csv")], None, None)
    structural.check(UNHCR, vintage)
    assert vintage.countries == COVERED
    assert (vintage.published, vintage.published_basis, vintage.end) == ("2026-06-30", "inferred", "2025-12")
    # 18,772 records, less 198 of unknown or stateless people and 166 of three zeros; none outside the twelve.
    assert len(vintage.frame) == 18_408
    assert {line.rule: line.count for line in vintage.quality} == {"no_country": 198, "all_zero": 166}
    mali = vintage.frame[(vintage.frame["origin"] == "MLI") & vintage.frame["year"].isin([2013, 2014])]
    # UNHCR's internally displaced Malians of those years, as the calibration notes record them.
    assert mali.groupby("year")["idps"].sum().to_dict() == {2013: 254_822, 2014: 99_816}


def test_publishers_idmc_file() -> None:
    (vintage,) = unhcr.parse_idmc([structural.shared("unhcr/idmc.csv")], None, None)
    structural.check(IDMC, vintage)
    assert (vintage.start, vintage.end, vintage.countries) == ("2009-01", "2025-12", None)
    # IDMC, Global Report on Internal Displacement 2025: 73.5 million displaced by conflict at the end of 2024.
    assert round(vintage.frame.loc[vintage.frame["year"] == 2024, "idps"].sum() / 1e6, 1) == 73.5
    mali = vintage.frame[vintage.frame["country"] == "MLI"].set_index("year")["idps"]
    assert (mali[2013], mali[2014], mali.index.min()) == (218_000, 62_000, 2012)


def test_numbers_dashes_and_blanks(tmp_path: Path) -> None:
    (vintage,) = unhcr.parse_unhcr([structural.write(tmp_path, GOOD)], None, None)
    structural.check(UNHCR, vintage)
    assert len(vintage.frame) == 13
    figures = vintage.frame.set_index("asylum")[["refugees", "asylum_seekers", "idps"]].fillna(-1)
    assert figures.loc["FRA"].drop_duplicates().values.tolist() == [[5000, 12, -1]]  # a dash is no zero
    assert figures.loc["MLI"].tolist() == [-1, -1, 330_000]  # nor is a blank
    # twelve dashes, two blanks
    assert {line.rule: line.count for line in vintage.quality} == {"no_country": 1, "unknown": 14}
    stored = read.from_bytes(read.to_bytes(vintage.frame, UNHCR), UNHCR, "x")
    assert stored["idps"].isna().sum() == 12


@pytest.mark.parametrize("nothing", ["-,-,0,-", ",,0,"])
def test_a_row_without_any_figure_is_absent_and_no_zero(tmp_path: Path, nothing: str) -> None:
    text = GOOD + f"2024.0,Mali,MLI,MLI,Spain,SPA,ESP,{nothing},0\n"
    (vintage,) = unhcr.parse_unhcr([structural.write(tmp_path, text)], None, None)
    assert len(vintage.frame) == 13
    assert {line.rule: line.count for line in vintage.quality}["no_value"] == 1


@pytest.mark.parametrize("nothing", ["-", ""])
def test_idmc_without_a_figure_is_absent_and_no_zero(tmp_path: Path, nothing: str) -> None:
    text = COUNTS.replace(f"{structural.CODES[3]},2500.0", f"{structural.CODES[3]},{nothing}")
    (vintage,) = unhcr.parse_idmc([structural.write(tmp_path, text)], None, None)
    assert structural.CODES[3] not in set(vintage.frame["country"])
    assert len(vintage.frame) == 31
    assert {line.rule: line.count for line in vintage.quality} == {"no_country": 1, "no_value": 1}


def test_rows_of_others_are_left_out(tmp_path: Path) -> None:
    text = GOOD + "2025.0,Sudan,SUD,SDN,Egypt,ARE,EGY,900000,0,0,0,0\n2025.0,Mali,MLI,MLI,Spain,SPA,ESP,0,0,0,0,0\n"
    (vintage,) = unhcr.parse_unhcr([structural.write(tmp_path, text)], None, None)
    assert len(vintage.frame) == 13
    assert {line.rule: line.count for line in vintage.quality} == {
        "no_country": 1, "outside": 1, "all_zero": 1, "unknown": 14,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("\n".join(line for line in GOOD.splitlines() if ",NER," not in line), "no row of 2025 with origin NER"),
        (GOOD.replace(",12,", ",*,", 1), "asterisk"),
        (GOOD.replace(",12,", ",-12,", 1), "record 1, column asylum_seekers: '-12'"),
        (GOOD.replace(",12,", ",1.5,", 1), "a whole number"),
        (GOOD.replace(",BFA,Here", ",BFX,Here", 1), "record 2, column coo_iso: 'BFX'"),
        (GOOD.replace("2025.0", "1825.0", 1), "column year: '1825.0'"),
        (GOOD + GOOD.splitlines()[1] + "\n", "duplicate key"),
        (GOOD[:-20], "damaged"),
        (structural.unhcr(2027), "--vintage V --published DATE"),
        (COUNTS, "column 'refugees' is missing"),
        ("   ", "empty"),
        ("<html><body>", "web page"),
    ],
)
def test_refusals(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(UNHCR, structural.write(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (structural.idmc(number=29), "29 countries for 2025, expected at least 30"),
        (COUNTS.replace(",AFG,2500", ",ALB,2500"), "column coa_iso: 'ALB', expected the same country"),
        (COUNTS.replace("2500.0", "some", 1), "column total: 'some'"),
        (COUNTS + COUNTS.splitlines()[-1] + "\n", "duplicate key"),
        (GOOD, "column 'total' is missing"),
        (structural.idmc(2024), "--vintage V --published DATE"),
    ],
)
def test_refused_idmc(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(IDMC, structural.write(tmp_path, content))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOOD))
def test_spoilt_files(content: bytes) -> None:
    for vintage in structural.survives(UNHCR, content, "x", "2027-06-30"):
        assert (vintage.frame[["refugees", "asylum_seekers", "idps"]].fillna(0) >= 0).all().all()
        assert (vintage.frame["origin"].isin(COVERED) | vintage.frame["asylum"].isin(COVERED)).all()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(COUNTS))
def test_spoilt_idmc(content: bytes) -> None:
    for vintage in structural.survives(IDMC, content, "x", "2027-06-30"):
        assert (vintage.frame["idps"] >= 0).all()
