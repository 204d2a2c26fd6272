"""Context beside the scores: UNHCR's sums by origin, US personnel, the price of gold; known answers and refusals."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from indicators.dimensions.conflict import displacement
from indicators.model import Snapshots, Vintage
from indicators.registry import INDICATORS
from indicators.sources.dmdc.declared import US_PERSONNEL
from indicators.sources.gold.declared import GOLD_PRICE
from indicators.sources.unhcr import declared as unhcr
from indicators.sources.unhcr import origins
from tests import structural

CODES = structural.CODES
PAIRS = "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,refugees,asylum_seekers,returned_refugees,idps\n" + "".join(
    f"2025.0,A,{one},{one},B,{other},{other},3.0,1.0,0,{5 if one == other else 0}\n"
    for number in range(160) for one in CODES[number : number + 1] for other in (CODES[(number + step) % 160] for step in range(10))
)  # fmt: skip
US_HEAD = "ccode,iso3c,year,month,quarter,Total,troops_ad,Total Active Duty,Total Selected Reserve,Total Civilian,Grand Total,Army Total"
US = f"{US_HEAD}\n432,MLI,2007,September,3,8,8,NA,NA,NA,NA,2\n432,MLI,2025,December,4,NA,15,15,1,0,16,NA\n"
GOLD = "Date,Price\n1959-12,35.1\n" + "".join(
    f"{year}-{month:02d},{year - 1925}.25\n" for year in range(1960, 1982) for month in range(1, 13)
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    packed = structural.shared("unhcr/population_world_1951_2025.csv.gz")
    return structural.write(tmp_path_factory.mktemp("unhcr"), gzip.decompress(packed.read_bytes()), "population_world.csv")


def test_known_answers_of_unhcrs_world(world: Path) -> None:
    (vintage,) = origins.parse([world], None, None)
    structural.check(origins.ORIGINS, vintage)
    assert (vintage.countries, vintage.start, vintage.end) == (None, "1960-01", "2025-12")
    (pairs,) = unhcr.parse_unhcr([world], None, None)
    (own,) = unhcr.parse_unhcr([structural.shared("unhcr/population_west_africa.csv")], None, None)
    pd.testing.assert_frame_equal(pairs.frame, own.frame)  # the world's release holds the region's, row by row
    mali = vintage.frame[vintage.frame["country"] == "MLI"].set_index("year")
    assert mali.loc[[2013, 2014], "idps"].tolist() == [254_822, 99_816]
    summed = own.frame[own.frame["origin"] == "MLI"].groupby("year")["refugees"].sum()
    assert mali["refugees"].reindex(summed.index).tolist() == summed.tolist()


def test_sums_by_origin(tmp_path: Path) -> None:
    text = PAIRS + (
        f"2025.0,A,{CODES[0]},{CODES[0]},Unknown,UKN,UNK,7.0,0,0,0\n2025.0,Unknown,UKN,UNK,B,FRA,FRA,9.0,0,0,0\n"
        f"2025.0,Tibetan,TIB,TIB,B,IND,IND,9.0,0,0,0\n2024.0,A,{CODES[0]},{CODES[0]},B,FRA,FRA,0,0,0,0\n"
    )
    (vintage,) = origins.parse([structural.write(tmp_path, text)], None, None)
    structural.check(origins.ORIGINS, vintage)
    first = vintage.frame[vintage.frame["country"] == CODES[0]]
    assert first[["year", "refugees", "asylum_seekers", "idps"]].values.tolist() == [[2025, 37, 10, 5]]
    assert {line.rule: line.count for line in vintage.quality} == {"no_origin": 2, "no_asylum": 1, "all_zero": 1}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("\n".join(PAIRS.splitlines()[:1400]), "140 countries of origin in 2025"),
        (PAIRS.splitlines()[0] + "\n" + "".join(f"2025,A,{code},{code},B,FRA,FRA,3,1,0,0\n" for code in CODES[:160]), "160 pairs of origin"),
        (PAIRS + PAIRS.splitlines()[1] + "\n", "duplicate key"),
        (PAIRS.replace(",3.0,", ",*,", 1), "asterisk"),
        (structural.unhcr(), "12 countries of origin"),
    ],
)  # fmt: skip
def test_an_extract_of_the_world_is_refused(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(origins.ORIGINS, structural.write(tmp_path, content))


def table(source: str, published: str, covered: tuple[str, ...] | None, rows: list[tuple[object, ...]], key: str) -> Vintage:
    names = ["year", *key.split(), "refugees", "asylum_seekers", "idps"]
    return Vintage(source, published, published, "stated", "2024-01", "2024-12", covered, pd.DataFrame(rows, columns=names))


def test_displacement_takes_the_newer_of_pairs_and_sums() -> None:
    people = pd.DataFrame({"country": ["MLI", "SDN"], "year": 2024, "population": 1_000_000})
    inhabitants = Vintage("population", "x", "2025-07-02", "stated", "2024-01", "2024-12", None, people)
    pairs = table("unhcr", "2025-06-30", ("MLI",), [(2024, "MLI", "NER", 3000, 0, 0)], "origin asylum")
    for day, expected in (("2025-06-30", "unhcr"), ("2025-10-31", "unhcr_origins")):
        sums = table("unhcr_origins", day, None, [(2024, "MLI", 4000, 0, 0), (2024, "SDN", 9000, 500, 0)], "country")
        known = Snapshots({"unhcr": (pairs,), "unhcr_origins": (sums,), "population": (inhabitants,)})
        rows = displacement.displacement(known, ("MLI", "SDN", "FRA"), "1990-01", "2025-12").set_index("country")
        assert rows.loc["MLI", ["best", "source"]].tolist() == [3.0 if expected == "unhcr" else 4.0, expected]
        assert rows.loc["SDN", ["best", "low", "high", "source"]].tolist() == [9.0, 9.0, 9.5, "unhcr_origins"]
        assert "FRA" not in rows.index


def test_known_answers_of_us_personnel() -> None:
    path = structural.shared("us_troops/dmdc_mali_quarterly_to_2025-12.csv")
    (vintage,) = US_PERSONNEL.parse([path], None, None)  # type: ignore[misc]
    structural.check(US_PERSONNEL, vintage)
    assert (vintage.version, vintage.start, vintage.end, vintage.countries) == ("2025-12", "1961-09", "2025-12", ("MLI",))
    assert (vintage.published, vintage.published_basis, len(vintage.frame)) == ("2026-03-31", "inferred", 90)
    last = vintage.frame.iloc[-1]
    assert last[["active_duty", "reserve", "civilian", "total"]].tolist() == [15, 1, 0, 16]
    assert {line.rule: line.count for line in vintage.quality} == {"active_duty_only": 38}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (US.replace("December", "November"), "record 2, column month: 'November', expected the last month of a quarter"),
        (US.replace(",15,15,", ",15,14,"), "column Total Active Duty: '14', expected the same as troops_ad"),
        (US.replace(",0,16,", ",0,6,"), "column Grand Total: '6', expected at least active duty"),
        (US.replace("NA,15,15", "NA,NA,15"), "column troops_ad: '', expected a whole number"),
        (US.replace("MLI,2025", "MLX,2025"), "the code of a country"),
        (US + US.splitlines()[1] + "\n", "duplicate key (country, period): MLI, 2007-09"),
        (US.replace("MLI", "NA"), "0 rows of a country"),
    ],
)
def test_refused_personnel(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(US_PERSONNEL, structural.write(tmp_path, content))


def test_known_answers_of_the_gold_price() -> None:
    path = structural.shared("context/gold_price_monthly_1833_2026-06.csv")
    (vintage,) = GOLD_PRICE.parse([path], None, None)  # type: ignore[misc]
    structural.check(GOLD_PRICE, vintage)
    assert (vintage.version, vintage.published, vintage.end) == ("2026-06", "2026-07-31", "2026-06")
    assert vintage.frame.iloc[-1].tolist() == ["2026-06", 4228.0]
    assert vintage.frame["period"].iloc[0] == "1960-01"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (GOLD.replace("1970-05,45.25\n", ""), "1970-05 is missing"),
        (GOLD.replace("1960-01,35.25\n", ""), "1960-01 is missing"),
        (GOLD.replace("1970-05", "1970-13"), "a month YYYY-MM"),
        (GOLD.replace("1970-05", "1970-04"), "duplicate key (period): 1970-04"),
        (GOLD.replace("1970-05,45.25", "1970-05,0"), "column Price: '0'"),
        (GOLD[: GOLD.index("1979-")], "228 months from 1960-01 on"),
    ],
)
def test_refused_prices(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(GOLD_PRICE, structural.write(tmp_path, content))


def test_context_is_in_no_score() -> None:
    read = {key for indicator in INDICATORS.values() for key in indicator.sources}
    assert not read & {"us_personnel", "gold_price", "census"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(US))
def test_accidents_to_personnel(content: bytes) -> None:
    structural.survives(US_PERSONNEL, content, "x", "2100-03-31")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOLD))
def test_accidents_to_prices(content: bytes) -> None:
    structural.survives(GOLD_PRICE, content, "x", "2100-03-31")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(PAIRS))
def test_accidents_to_the_world(content: bytes) -> None:
    structural.survives(origins.ORIGINS, content, "x", "2100-03-31")
