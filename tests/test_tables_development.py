"""The development page's frames: Decembers, ranks, editions, displaced people, asylum; worked out by hand."""

from __future__ import annotations

import math

import pytest

from indicators.tables import development as tables
from tests.frames import observed, people, snapshots, table, triples, vintage

# 33 years of life: 13 / 65 = 0.2; 18 and 0 years of school: 0.5; 100 dollars: 0
HDR = table(
    "country year hdi le eys mys gnipc",
    [
        ("MLI", 2000, 0.3, 33, 18, 0, 100), ("MLI", 2001, 0.4, 85, 18, 15, 75_000), ("NER", 2001, 0.4, 33, 18, 0, 100),
        ("NOR", 2001, 0.9, 85, 18, 15, 75_000), ("SOM", 2001, None, 33, 18, 0, 100), ("MLI", 2002, None, None, None, None, None),
    ],
)  # fmt: skip


@pytest.mark.parametrize(("period", "year"), [("2001-11", 2000), ("2001-12", 2001), ("2002-01", 2001)])
def test_a_year_is_through_in_december(period, year):
    assert tables.through(period) == year


def test_months_and_their_decembers_tell_the_same():
    """The first month's December and the last one in or before the last month: no other lies between."""
    assert tables.decembers("2000-05", "2001-11") == ("2000-12", "2000-12")
    assert tables.decembers("2000-12", "2001-12") == ("2000-12", "2001-12")
    assert tables.decembers("2001-01", "2001-11") == ("2001-12", "2000-12")  # there is none between them
    for span in (("2000-05", "2001-11"), ("2000-12", "2001-12"), ("2001-01", "2001-11")):
        told, same = (tables.series(HDR, ["MLI", "NOR"], *one) for one in (span, tables.decembers(*span)))
        assert triples(told[told["country"] == "MLI"]) == triples(same[same["country"] == "MLI"])
        assert len(told) == len(same)
    assert triples(tables.series(HDR, ["MLI"], *tables.decembers("2000-05", "2001-11"))) == {"2000-12": (0.3, 0.3, 0.3)}


def test_series_of_a_measure_or_of_an_index_behind_it():
    assert triples(tables.series(HDR, ["MLI"], "2000-12", "2001-11")) == {"2000-12": (0.3, 0.3, 0.3)}
    assert triples(tables.series(HDR, ["MLI"], "2000-12", "2002-12", "health")) == {
        "2000-12": (0.2, 0.2, 0.2),
        "2001-12": (1, 1, 1),
    }
    assert triples(tables.series(HDR, ["MLI"], "2001-12", "2002-12", "le")) == {"2001-12": (85, 85, 85)}


def test_parts_of_the_subject():
    found = tables.parts(HDR, "2000-12", "2000-12")
    assert found["series"].tolist() == ["education", "hdi", "health", "income"]
    assert found["value"].tolist() == pytest.approx([0.5, 0.3, 0.2, 0])


def test_ranks_as_computed_and_as_printed():
    printed = table("data_year rank ranked report", [(2000, 150, 160, "R1"), (2001, 170, 180, "R2"), (2002, 180, 190, "R3")])
    found = tables.ranks(HDR, printed, "2000-12", "2001-12")
    # in 2001 NER and MLI share second place of three; SOM has no value
    assert found[["year", "rank", "ranked", "report", "origin"]].to_numpy().tolist() == [
        [2000, 1, 1, "", "computed"], [2001, 2, 3, "", "computed"], [2000, 150, 160, "R1", "printed"], [2001, 170, 180, "R2", "printed"],
    ]  # fmt: skip
    assert tables.ranks(HDR, printed, "2001-01", "2001-11")["origin"].tolist() == []
    assert tables.ranks(HDR, printed, "1990-01", "1990-12").empty


def edition(version, day, *rows):
    return vintage("hdr", table("country year hdi", rows), version, published=day)


def test_the_spread_of_editions_and_the_year_they_differ_most_about():
    known = snapshots(
        edition("2023", "2024-01-01", ("MLI", 2000, 0.40), ("MLI", 2001, 0.50)),
        edition("2025", "2025-01-01", ("MLI", 2000, 0.42), ("MLI", 2001, 0.52), ("MLI", 2002, 0.55)),
    )
    found = tables.editions(known, "2000-01", "2002-12")
    assert found["year"].tolist() == [2000, 2000, 2001, 2001, 2002]
    assert found["spread"].tolist() == pytest.approx([0.02, 0.02, 0.02, 0.02, math.nan], nan_ok=True)
    assert tables.widest(found) == (2001, 0.50, 0.52)  # the newest of equals
    assert tables.widest(found[found["year"] == 2002]) is None
    assert tables.editions(known, "2000-01", "2001-11")["year"].tolist() == [2000, 2000]


def test_the_world_in_the_newest_year_that_is_through():
    year, found = tables.world(HDR, "2002-06")
    assert year == 2001
    assert found[["country", "rank", "ranked"]].to_numpy().tolist() == [["NOR", 1, 3], ["MLI", 2, 3], ["NER", 2, 3]]
    assert tables.world(HDR, "2001-11")[0] == 2000
    assert tables.world(HDR, "1990-01")[0] is None


UNHCR = table(
    "year origin asylum refugees asylum_seekers idps",
    [
        (2000, "MLI", "NER", 10, 1, 0), (2000, "MLI", "MRT", 30, 2, 0), (2000, "MLI", "MLI", 0, 0, 7), (2000, "NER", "MLI", 99, 9, 9),
        (2001, "MLI", "NER", 20, 1, 0), (2001, "MLI", "MRT", 20, 2, 0), (2001, "MLI", "FRA", 5, 3, 0), (2001, "MLI", "SEN", 0, 4, 0),
    ],
)  # fmt: skip
IDMC = table("country year idps", [("MLI", 2001, 50), ("NER", 2000, 3)])


def test_displaced_people_are_counted_side_by_side_and_silence_is_no_zero():
    found = tables.displaced(UNHCR, IDMC, "2000-12", "2001-12")
    assert found[["period", "series", "value"]].to_numpy().tolist() == [
        ["2000-12", "refugees", 40], ["2000-12", "unhcr", 7], ["2001-12", "idmc", 50], ["2001-12", "refugees", 45],
    ]  # fmt: skip
    rates = tables.per_thousand(found, snapshots(people(("MLI", 2000, 2000.0))))
    assert rates["per_1000"].tolist() == pytest.approx([20, 3.5, 25, 22.5])
    assert tables.per_thousand(found, snapshots())["per_1000"].isna().all()
    assert tables.displaced(UNHCR.iloc[:0], IDMC.iloc[:0], "2000-12", "2001-12").empty
    assert tables.displaced(UNHCR, IDMC, "2001-01", "2001-11").empty


def test_asylum_by_year_with_the_rest_as_one():
    found = tables.asylum_years(UNHCR, "2000-12", "2001-12", most=1)
    # in 2001 MRT and NER both took 20: the first by name is named
    assert found[["year", "asylum", "refugees"]].to_numpy().tolist() == [
        [2000, "MRT", 30],
        [2000, "", 10],
        [2001, "MRT", 20],
        [2001, "", 25],
    ]
    assert tables.asylum_years(UNHCR, "1990-12", "1991-12").empty
    year, now = tables.asylum(UNHCR, "2001-12")
    assert year == 2001
    assert now["asylum"].tolist() == ["MRT", "NER", "FRA", "SEN"]
    assert tables.asylum(UNHCR, "2001-11")[1]["asylum"].tolist() == ["MRT", "NER"]  # who is displaced inside is no refugee
    assert tables.asylum(UNHCR, "1990-01")[0] is None


def test_the_decade_as_measured_is_not_carried():
    rows = observed(
        ("development.hdi_decade", "2000-12", 0.01),
        ("development.hdi_decade", "2001-01", 0.01, 0.01, 0.01, "carried", 1),
        ("development.hdi", "2000-12", 0.3),
    )
    assert triples(tables.decade(rows, "2000-01", "2001-12")) == {"2000-12": (0.01, 0.01, 0.01)}
    assert tables.decade(rows, "2001-01", "2001-12").empty
