"""The census by region: the publisher's figures, what is refused, and that nothing else depends on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.sources.instat import declared
from indicators.sources.instat.declared import CENSUS
from indicators.store import read
from indicators.subject import SUBJECT
from tests import structural

# Invented: ten regions of 2,100,000 persons less 1,000 a place; together 21,000,000 - 45,000 = 20,955,000, between nine tenths of the
# 22,395,489 the census counted (20,155,940) and all of them.
NAMES = ["Kayes", "Koulikoro", "Sikasso", "Ségou", "Mopti", "Tombouctou", "Gao", "Kidal", "Bamako", "Ménaka"]
GOOD = "region_10_frame,pop_ordinary_households_2022\n" + "".join(
    f"{name},{2_100_000 - 1000 * place}\n" for place, name in enumerate(NAMES)
)
# INSTAT's twenty regions of 2023, ordinary households 2022, as transcribed; added up by hand to the ten of 2021:
# Kayes 1,826,564 + Nioro 668,966 + Kita 680,380 = 3,175,910; Koulikoro 2,246,154 + Dioïla 674,419 + Nara 278,904 = 3,199,477;
# Sikasso 1,528,398 + Bougouni 1,567,533 + Koutiala 1,153,375 = 4,249,306; Ségou 2,208,847 + San 815,185 = 3,024,032;
# Mopti 842,209 + Douentza 147,229 + Bandiagara 720,279 = 1,709,717; Tombouctou 693,719 + Taoudénit 99,499 = 793,218.
HOUSEHOLDS = {
    "ML01": 3_175_910, "ML02": 3_199_477, "ML03": 4_249_306, "ML04": 3_024_032, "ML05": 1_709_717, "ML06": 793_218, "ML07": 679_911,
    "ML08": 79_324, "ML09": 4_211_468, "ML10": 225_223,
}  # fmt: skip
# Everybody the census counted, as printed by Maliweb in July 2024 (regions of 2023 that have the same borders in 2021, or parts)
RESIDENTS = {"ML09": 4_227_569, "ML07": 727_517}


def test_the_publishers_figures_are_stored() -> None:
    frame = read.load().newest("census").frame  # type: ignore[union-attr]
    assert dict(zip(frame["pcode"], frame["inhabitants"], strict=True)) == HOUSEHOLDS
    assert frame["inhabitants"].sum() == 21_347_586  # 95.3 % of 22,395,489
    assert all(HOUSEHOLDS[pcode] < every for pcode, every in RESIDENTS.items())
    assert dict(zip(frame["name"], frame["pcode"], strict=True)) == dict(SUBJECT.census.regions)
    assert set(frame["year"].astype(int)) == {2022}


def test_the_publishers_table() -> None:
    (vintage,) = declared.parse([structural.shared("population/rgph5_2022_population_10_frame.csv")], None, None)
    structural.check(CENSUS, vintage)
    assert (vintage.version, vintage.published, vintage.published_basis) == ("census-2022", "2023-12-28", "inferred")
    assert (vintage.start, vintage.end, vintage.countries) == ("2022-01", "2022-12", ("MLI",))
    assert vintage.frame.set_index("pcode")["inhabitants"].to_dict() == HOUSEHOLDS


def test_a_region_without_a_figure_is_absent_and_counted(tmp_path: Path) -> None:
    content = GOOD.replace("Kidal,2093000", "Kidal,").replace("Kayes,2100000", "Kayes,4193000")
    (vintage,) = declared.parse([structural.write(tmp_path, content)], None, None)
    structural.check(CENSUS, vintage)
    assert "ML08" not in set(vintage.frame["pcode"])
    assert {line.rule: line.count for line in vintage.left_out} == {"no_value": 1}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (GOOD.replace("Gao,", "Gaoua,"), "record 7, column region_10_frame: 'Gaoua', expected one of Kayes, Koulikoro"),
        (GOOD.replace("Gao,", "Kidal,"), "duplicate key (pcode): ML08"),
        (GOOD.replace("Gao,2094000\n", ""), "Gao is missing"),
        (GOOD.replace("2094000", "209400"), "add up to 19,070,400, expected 20,155,940 to 22,395,489"),
        (GOOD.replace("2094000", "20940000"), "add up to 39,801,000"),
        (GOOD.replace("2094000", "9999"), "record 7, column pop_ordinary_households_2022: '9999'"),
        (GOOD.replace("2094000", "2094000.5"), "a whole number"),
        (GOOD.replace("2094000", "-"), "a whole number"),
        (GOOD.replace("_2022", "_2009"), "column 'pop_ordinary_households_2022' is missing"),
        (GOOD.rstrip("\n"), "ends in the middle of a record"),
        ("<html>", "web page"),
    ],
)
def test_refusals(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(CENSUS, structural.write(tmp_path, content))


def test_a_published_day_before_the_census_is_refused(tmp_path: Path) -> None:
    assert "cannot have been published on 2021-01-01" in structural.refusal(
        CENSUS, structural.write(tmp_path, GOOD), "x", "2021-01-01"
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOOD))
def test_accidents(content: bytes) -> None:
    for vintage in structural.survives(CENSUS, content):
        assert set(vintage.frame["pcode"]) <= set(HOUSEHOLDS)
        assert 20_155_940 <= vintage.frame["inhabitants"].sum() <= 22_395_489
