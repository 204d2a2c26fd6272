from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.sources.worldbank import declared as worldbank
from indicators.sources.worldbank.declared import POPULATION, WGI
from tests import structural


def test_publishers_governance_file() -> None:
    (vintage,) = worldbank.parse_wgi([structural.shared("worldbank/wgi_1996_2023_long.csv")], None, None)
    structural.check(WGI, vintage)
    assert (vintage.version, vintage.published, vintage.start, vintage.end) == ("2024", "2024-11-07", "1996-01", "2023-12")
    # 32,100 records: 1,126 without an estimate; 150 of the Netherlands Antilles, of which 90 also lack one.
    assert len(vintage.frame) == 30_914
    assert {line.rule: line.count for line in vintage.quality} == {"no_estimate": 1036, "old_code": 900, "no_country": 150}
    assert {"AND", "COD", "PSE", "ROU", "TLS", "XKX"} <= set(vintage.frame["country"])


def test_publishers_population_file() -> None:
    (vintage,) = worldbank.parse_population([structural.shared("worldbank/population_total.csv")], None, None)
    structural.check(POPULATION, vintage)
    assert (vintage.published, vintage.published_basis, vintage.end) == ("2025-07-02", "inferred", "2024-12")
    of_2024 = vintage.frame[vintage.frame["year"] == 2024]
    assert len(of_2024) == 216
    assert 8.0e9 < of_2024["population"].sum() < 8.2e9


def test_gross_domestic_product_in_the_same_columns_is_refused() -> None:
    assert "column value" in structural.refusal(
        POPULATION, structural.shared("worldbank/gdp_current_usd.csv"), "x", "2024-07-01"
    )


def test_governance(tmp_path: Path) -> None:
    first, second, third = structural.CODES[:3]
    text = structural.wgi(number=155).replace(f",{first}\n", ",ROM\n").replace(f",{second}\n", ",ANT\n")
    text = text.replace(f"-0.980123456789,0.25,7.0,1,1,1,{third}", f",,,,,,{third}", 1)
    (vintage,) = worldbank.parse_wgi([structural.write(tmp_path, text)], None, None)
    structural.check(WGI, vintage)
    assert "ANT" not in set(vintage.frame["country"])
    romania = vintage.frame[vintage.frame["country"] == "ROU"]
    assert romania["indicator"].unique().tolist() == ["cc", "ge", "pv", "rl", "rq", "va"]
    assert -0.999877 not in romania["estimate"].tolist()
    assert len(vintage.frame) == 154 * 6 - 1
    assert {line.rule: line.count for line in vintage.quality} == {"no_estimate": 1, "old_code": 6, "no_country": 6}
    assert (vintage.frame["estimate"] * 1e6).round(6).mod(1).eq(0).all()


def test_population(tmp_path: Path) -> None:
    (vintage,) = worldbank.parse_population([structural.write(tmp_path, structural.population())], None, None)
    structural.check(POPULATION, vintage)
    assert len(vintage.frame) == 400
    assert vintage.frame["population"].iloc[:2].tolist() == [40_002_023, 40_002_024]
    assert [(line.rule, line.count) for line in vintage.quality] == [("aggregate", 1)]


def test_a_year_of_no_known_release_needs_name_and_day(tmp_path: Path) -> None:
    path = structural.write(tmp_path, structural.population(2025))
    assert "--vintage V --published DATE" in structural.refusal(POPULATION, path)
    (vintage,) = worldbank.parse_population([path], "wdi-2026-07", "2026-07-01")
    assert (vintage.version, vintage.published_basis) == ("wdi-2026-07", "given")


GOOD = structural.wgi()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (structural.wgi(number=149), "149 economies with cc for 2023, expected at least 150"),
        (GOOD.replace(",pv,", ",xx,", 1), "record 2, column indicator: 'xx'"),
        (GOOD.replace("0.25", "-0.25", 1), "record 1, column stddev: '-0.25', expected a number from 0 to 5"),
        (GOOD.replace("0.25", "", 1), "a standard error"),
        (GOOD.replace("-1.000123456789", "-100", 1), "column estimate: '-100'"),
        (GOOD.replace(",AFG\n", ",AF\n", 1), "column iso3: 'AF'"),
        (GOOD + GOOD.splitlines()[1] + "\n", "duplicate key"),
        (GOOD.replace("2023", "1823", 1), "column year: '1823'"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (structural.population(), "column 'iso3' is missing"),
        (structural.idmc(), "column 'iso3' is missing"),
        ("<html>", "web page"),
    ],
)
def test_refused_governance(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(WGI, structural.write(tmp_path, content))


PEOPLE = structural.population()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (structural.population(number=179), "179 countries for 2024, expected at least 180"),
        (PEOPLE.replace("40002023", "0", 1), "column value: '0', expected a whole number"),
        (PEOPLE.replace("40002023", "1.5", 1), "column value: '1.5', expected a whole number"),
        (PEOPLE.replace("40002023", "400020230000", 1), "the population of a country"),
        (PEOPLE.replace("40002024", "4000"), "add up to"),
        (PEOPLE.replace("WLD", "QQQ"), "column code: 'QQQ'"),
        (PEOPLE + PEOPLE.splitlines()[1] + "\n", "duplicate key"),
        (structural.wgi(), "column 'Country Code' is missing"),
        ("Country Name,Country Code,Year,Value\n", "no records"),
    ],
)
def test_refused_population(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(POPULATION, structural.write(tmp_path, content))


def test_one_file_at_a_time(tmp_path: Path) -> None:
    path = structural.write(tmp_path, PEOPLE)
    with pytest.raises(worldbank.SourceError, match="2 were given"):
        worldbank.parse_population([path, path], None, None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOOD))
def test_spoilt_governance(content: bytes) -> None:
    for vintage in structural.survives(WGI, content):
        assert vintage.frame["estimate"].between(-5, 5).all()
        assert (vintage.frame["stddev"] >= 0).all()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(PEOPLE))
def test_spoilt_population(content: bytes) -> None:
    for vintage in structural.survives(POPULATION, content, "x", "2026-07-01"):
        assert (vintage.frame["population"] > 0).all()
