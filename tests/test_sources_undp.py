from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from indicators.hdi import hdi_from_components
from indicators.sources.undp import declared as undp
from tests import structural

EDITIONS = {
    "2021-22": ("undp/HDR21-22_Composite_indices_complete_time_series.csv", 5571, "2022-09-08"),
    "2023-24": ("undp/HDR23-24_Composite_indices_complete_time_series.csv", 5808, "2024-03-13"),
    "2025": ("undp/HDR25_Composite_indices_complete_time_series.csv", 5940, "2025-05-06"),
}
STORED = Path(__file__).resolve().parents[1] / "data" / "snapshots" / "hdr"


def series(*values: float) -> pd.Series:
    return pd.Series(values, dtype="float64")


def test_the_formula_worked_by_hand() -> None:
    # Life expectancy 52.5 is half way from 20 to 85; 9 of 18 and 7.5 of 15 years are halves; the square root of
    # 100 * 75,000 is half way on the log scale: all parts 0.5, so is the index.
    assert hdi_from_components(series(52.5), series(9), series(7.5), series((100 * 75_000) ** 0.5)).tolist() == pytest.approx(
        [0.5]
    )


def test_parts_are_capped_at_one_and_a_missing_or_too_small_one_leaves_no_index() -> None:
    result = hdi_from_components(
        series(90, 85, 19, 60), series(20, 18, 9, np.nan), series(16, 15, 7, 7), series(90_000, 75_000, 500, 500)
    )
    assert result.iloc[:2].tolist() == [1.0, 1.0]
    assert result.iloc[2:].isna().all()


def matches(frame: pd.DataFrame) -> int:
    """Country-years in which the formula gives the published HDI to three decimals; all of those with an HDI."""
    known = frame[frame["hdi"].notna()]
    computed = hdi_from_components(known["le"], known["eys"], known["mys"], known["gnipc"]).round(3)
    assert ((computed - known["hdi"]).abs() < 1e-9).all()
    return len(known)


@pytest.mark.parametrize("version", EDITIONS)
def test_publishers_editions(version: str) -> None:
    name, country_years, published = EDITIONS[version]
    (vintage,) = undp.parse_hdr([structural.shared(name)], None, None)
    structural.check(undp.HDR, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == (version, published, "stated")
    assert matches(vintage.frame) == country_years
    assert vintage.frame["country"].nunique() == 195
    mali = vintage.frame[vintage.frame["country"] == "MLI"]
    # Mali's rank and HDI as the three reports print them in their table 1.
    printed = {"2021-22": (186, 0.428), "2023-24": (188, 0.410), "2025": (188, 0.419)}[version]
    assert mali["rank"].dropna().tolist() == [printed[0]]
    assert mali["hdi"].iloc[-1] == printed[1]


def test_stored_editions_obey_the_formula() -> None:
    files = sorted(STORED.glob("*.csv"))
    if not files:
        pytest.skip("no stored edition: data/snapshots/hdr is absent")
    for path in files:
        matches(pd.read_csv(path, keep_default_na=False, na_values=[""]))


@pytest.mark.parametrize(("code", "extra", "head"), [("iso3", "continent", ""), ("iso3", "", "ï»¿"), ("code", "", "\ufeff")])
def test_three_layouts(tmp_path: Path, code: str, extra: str, head: str) -> None:
    (vintage,) = undp.parse_hdr([structural.write(tmp_path, head + structural.hdr(code=code, extra=extra))], None, None)
    structural.check(undp.HDR, vintage)
    assert vintage.version == "2025"
    assert len(vintage.frame) == 152 * 34
    assert [(line.rule, line.count) for line in vintage.quality] == [("aggregate", 1)]
    assert vintage.frame.loc[vintage.frame["year"] == 2023, "rank"].tolist() == list(range(1, 153))
    assert vintage.frame.loc[vintage.frame["year"] < 2023, "rank"].isna().all()


def test_windows_1252_names_do_no_harm(tmp_path: Path) -> None:
    text = structural.hdr().replace("Somewhere", "Côte d'Ivoire", 1)
    (vintage,) = undp.parse_hdr([structural.write(tmp_path, text.encode("cp1252"))], None, None)
    assert len(vintage.frame) == 152 * 34


def test_a_country_year_without_any_value_is_absent_and_one_without_hdi_stays(tmp_path: Path) -> None:
    table = [line.split(",") for line in structural.hdr().splitlines()]
    names = table[0]
    for name in ("hdi", "le", "eys", "mys", "gnipc"):
        table[1][names.index(f"{name}_1990")] = ""
    table[1][names.index("hdi_1991")] = ""
    path = structural.write(tmp_path, "\n".join(",".join(row) for row in table))
    (vintage,) = undp.parse_hdr([path], None, None)
    rows = vintage.frame[vintage.frame["country"] == table[1][0]]
    assert rows["year"].tolist() == list(range(1991, 2024))
    assert rows["hdi"].isna().tolist() == [True] + [False] * 32
    assert {line.rule: line.count for line in vintage.quality} == {"aggregate": 1, "no_value": 1, "no_hdi": 1}


def test_several_files_are_several_editions(tmp_path: Path) -> None:
    new = structural.write(tmp_path, structural.hdr(2023), "new.csv")
    old = structural.write(tmp_path, structural.hdr(2021), "old.csv")
    assert [vintage.version for vintage in undp.parse_hdr([new, old], None, None)] == ["2021-22", "2025"]
    with pytest.raises(undp.SourceError, match="the same edition, 2025"):
        undp.parse_hdr([new, new], None, None)
    with pytest.raises(undp.SourceError, match="one by one"):
        undp.parse_hdr([new, old], "x", None)


def test_an_edition_nobody_knows_needs_name_and_day(tmp_path: Path) -> None:
    path = structural.write(tmp_path, structural.hdr(2024))
    assert "--vintage V --published DATE" in structural.refusal(undp.HDR, path)
    (vintage,) = undp.parse_hdr([path], "2026", "2026-05-05")
    assert (vintage.version, vintage.published, vintage.published_basis) == ("2026", "2026-05-05", "given")
    assert "cannot have been published" in structural.refusal(undp.HDR, path, "2026", "2020-05-05")
    assert "not a date" in structural.refusal(undp.HDR, path, "2026", "soon")
    assert "hyphens only" in structural.refusal(undp.HDR, path, "../2026", "2026-05-05")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (structural.hdr(number=149), "149 countries with an HDI for 2023"),
        (structural.hdr().rsplit(",", 40)[0], "cut short or damaged"),
        (re.sub(r",0\.\d+,", ",5,", structural.hdr(), count=1), "column hdi_1990: '5', expected a number from 0 to 1"),
        (structural.hdr().replace(",9.5,", ",9.9,", 1), "record 1, column hdi_1990: '0.451', expected the index of le, eys"),
        (structural.hdr().replace(",9.5,", ",,", 1), "record 1, column hdi_1990: '0.451', expected the index of le, eys"),
        (structural.hdr().replace("\nAGO,", "\nQQQ,"), "record 3, column iso3: 'QQQ'"),
        (structural.hdr().replace("\nAGO,", "\nAFG,"), "duplicate key"),
        (structural.hdr().replace("hdi_rank_2023", "hdi_rank_2022"), "the edition cannot be told"),
        (structural.hdr().replace("gnipc_2010", "gni"), "column 'gnipc_2010' is missing"),
        (structural.population(), "column iso3 (or code) is missing"),
        (structural.wgi(), "column hdi_YYYY is missing"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ("", "empty"),
        (structural.hdr().encode("utf-16"), "UTF-16"),
    ],
)
def test_refusals(tmp_path: Path, content: str | bytes, says: str) -> None:
    assert says in structural.refusal(undp.HDR, structural.write(tmp_path, content))


SMALL = structural.hdr(1991)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(SMALL))
def test_spoilt_files(content: bytes) -> None:
    for vintage in structural.survives(undp.HDR, content, "x", "1993-01-01"):
        values = vintage.frame
        assert values["hdi"].dropna().between(0, 1).all()
        assert values["le"].dropna().between(10, 100).all()


def test_the_small_file_is_valid_before_it_is_spoilt() -> None:
    assert len(structural.survives(undp.HDR, SMALL.encode(), "x", "1993-01-01")) == 1
