from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.sources.vdem import declared as vdem
from indicators.sources.vdem.declared import VDEM
from tests import structural

GOOD = structural.vdem()


def ordered(vintage: vdem.Vintage) -> None:
    for index in ("polyarchy", "libdem"):
        known = vintage.frame.dropna(subset=[index])
        assert (known[f"{index}_low"] <= known[index]).all()
        assert (known[index] <= known[f"{index}_high"]).all()
        assert known[[index, f"{index}_low", f"{index}_high"]].stack().between(0, 1).all()


def test_publishers_file() -> None:
    (vintage,) = vdem.parse_vdem([structural.shared("vdem/vdem_v15_indices_1960_2024.csv")], None, None)
    structural.check(VDEM, vintage)
    ordered(vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("v15", "2025-03-13", "stated")
    assert (vintage.start, vintage.end) == ("1960-01", "2024-12")
    countries = set(vintage.frame["country"])
    assert {"XKX", "PSE"} <= countries
    assert not countries & {"PSG", "ZZB", "SML", "DDR", "VDR", "YMD"}
    # 10,908 records, less 202 of units that are no country of today and 1 without either index.
    assert len(vintage.frame) == 10_705
    assert {line.rule: line.count for line in vintage.quality} == {"not_a_country": 202, "no_value": 1, "no_libdem": 84}


def test_columns_units_and_years(tmp_path: Path) -> None:
    text = structural.vdem(code="country_text_id") + (
        "Zanzibar,ZZB,2024,0.5,0.4,0.6,0.3,0.2,0.35\n"
        "Bavaria,BAV,1870,0.1,0.1,0.1,0.1,0.1,0.1\n"
        "Afghanistan,AFG,1960,0.1,0.05,0.15,,,\n"
        "Afghanistan,AFG,1961,,,,,,\n"
    )
    (vintage,) = vdem.parse_vdem([structural.write(tmp_path, text)], None, None)
    structural.check(VDEM, vintage)
    early = vintage.frame[vintage.frame["year"] == 1960]
    assert early[["country", "polyarchy", "polyarchy_low", "polyarchy_high"]].values.tolist() == [["AFG", 0.1, 0.05, 0.15]]
    assert vintage.frame["libdem"].isna().sum() == 1
    assert len(vintage.frame) == 153
    found = {line.rule: line.count for line in vintage.quality}
    assert found == {"before_1960": 1, "not_a_country": 1, "no_value": 1, "no_libdem": 1}


def test_the_last_year_tells_the_version(tmp_path: Path) -> None:
    (vintage,) = vdem.parse_vdem([structural.write(tmp_path, structural.vdem(2025))], None, None)
    assert (vintage.version, vintage.published, vintage.end) == ("v16", "2026-03-17", "2025-12")


def test_a_year_of_no_known_version_needs_name_and_day(tmp_path: Path) -> None:
    path = structural.write(tmp_path, structural.vdem(2026))
    assert "--vintage V --published DATE" in structural.refusal(VDEM, path)
    assert vdem.parse_vdem([path], "v17", "2027-03-17")[0].version == "v17"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (structural.vdem(number=149), "149 countries with an electoral democracy index for 2024"),
        (GOOD.replace("0.5,0.4,0.625", "0.5,0.55,0.625", 1), "record 1, column v2x_polyarchy: '0.5', expected a value between"),
        (GOOD.replace("0.5,0.4,0.625", "0.5,,0.625", 1), "or none of the three"),
        (GOOD.replace("0.625", "1.625", 1), "column v2x_polyarchy_codehigh: '1.625', expected a number from 0 to 1"),
        (GOOD.replace("AFG", "AFX", 1), "column iso3: 'AFX'"),
        (GOOD + GOOD.splitlines()[1] + "\n", "duplicate key"),
        (GOOD.replace("v2x_libdem_codelow", "v2x_libdem_sd"), "column 'v2x_libdem_codelow' is missing"),
        (GOOD[:-10], "damaged"),
        (structural.population(), "is missing"),
        ("<!doctype html>", "web page"),
        (b"PK\x03\x04 an archive", "zip"),
        (b"\xff\xfe\x00a", "UTF-16"),
    ],
)
def test_refusals(tmp_path: Path, content: str | bytes, says: str) -> None:
    assert says in structural.refusal(VDEM, structural.write(tmp_path, content))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOOD))
def test_spoilt_files(content: bytes) -> None:
    for vintage in structural.survives(VDEM, content, "x", "2026-03-13"):
        ordered(vintage)
