"""Standing among countries, look-ahead of the world, areas, revisions: ranks, overlaps, ties; worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators.tables import compare, foresight, revisions
from tests.frames import snapshots, table, triples, vintage

WORLD = table(
    "country period level key score low high status",
    [
        ("MLI", "2001-12", "dimension", "conflict", 60, 50, 65, "normal"), ("NER", "2001-12", "dimension", "conflict", 60, 55, 70, "normal"),
        ("BFA", "2001-12", "dimension", "conflict", 80, 66, 90, "normal"), ("SEN", "2001-12", "dimension", "conflict", 10, 5, 50, "normal"),
        ("TCD", "2001-12", "dimension", "conflict", 5, 0, 49, "normal"),
        ("MLI", "2000-12", "dimension", "conflict", 40, 30, 50, "normal"), ("MLI", "2000-12", "dimension", "development", 70, 70, 70, "normal"),
        ("NER", "2000-12", "dimension", "development", 90, 71, 95, "normal"), ("NER", "2000-12", "dimension", "conflict", 20, 10, 29, "normal"),
        ("MLI", "2000-12", "indicator", "development.hdi", 70, 70, 70, "normal"),
        ("NER", "2000-12", "indicator", "development.hdi", 80, 70, 90, "normal"),
        ("MLI", "1999-12", "dimension", "development", 70, 70, 70, "normal"),
    ],
)  # fmt: skip


def test_a_place_and_how_far_it_can_be_told():
    found = compare.standing(WORLD, "conflict", "2001-12").set_index("country")
    assert found["rank"].to_dict() == {"BFA": 1, "MLI": 2, "NER": 2, "SEN": 4, "TCD": 5}
    # of MLI (50 to 65) only BFA (from 66) lies wholly above; SEN (to 50) touches it, TCD (to 49) lies below
    assert found.loc["MLI", ["rank_most", "rank_least", "ranked"]].tolist() == [2, 4, 5]
    assert found.loc["NER", ["rank_most", "rank_least"]].tolist() == [1, 3]  # BFA's low of 66 is within its 70
    assert found.loc["SEN", ["rank_most", "rank_least"]].tolist() == [3, 5]
    assert compare.standing(WORLD, "conflict", "1990-12").empty


def test_decembers_with_every_dimension_come_first():
    assert compare.decembers(WORLD, "2001-12") == ["2000-12", "2001-12", "1999-12"]
    assert compare.decembers(WORLD, "2000-11") == ["1999-12"]
    assert compare.decembers(WORLD, "1990-01") == []


def test_two_countries_beside_each_other():
    found = compare.beside(WORLD, "NER", "2000-12").set_index("key")
    assert found.index.tolist() == ["conflict", "development", "development.hdi"]
    assert found["verdict"].to_dict() == {
        "conflict": "above",
        "development": "below",
        "development.hdi": "alike",
    }  # 70 touches 70
    assert found["difference"].tolist() == [20, -20, -10]
    assert compare.verdicts(found.reset_index()) == compare.Verdicts(("conflict",), ("development",), ())


def test_series_of_a_key():
    assert triples(compare.series(WORLD, "conflict", ["MLI"], "2000-12", "2001-11")) == {"2000-12": (40, 30, 50)}


# ---- what scores say of the year after


def test_a_year_is_set_against_the_deaths_of_the_next():
    deaths = table(
        "country year type best",
        [("MLI", 2000, "a", 20), ("MLI", 2000, "b", 4), ("MLI", 2001, "a", 25), ("MLI", 2002, "a", 7), ("NER", 2000, "a", 30)],
    )
    rows = [("MLI", period, "dimension", key, value) for period in ("2000-12", "2001-12", "2002-12")
            for key, value in (("conflict", 30.0), ("governance", 60.0), ("development", 90.0))]  # fmt: skip
    rows += [("NER", "2000-12", "dimension", "conflict", 50.0), ("MLI", "2000-12", "indicator", "conflict.acute", 99.0)]
    found = foresight.country_years(snapshots(vintage("ucdp_cy", deaths)), table("country period level key score", rows))
    # 2002 has no year after it, NER no other dimension
    assert found[["country", "year", "deaths", "next_deaths", "composite", "conflict"]].to_numpy().tolist() == [
        ["MLI", 2000, 24, 25, 60, 30], ["MLI", 2001, 25, 7, 60, 30],
    ]  # fmt: skip
    assert foresight.country_years(snapshots(), table("country period level key score", rows)).empty


def test_areas_over_all_and_over_years_below_the_threshold():
    rows = [("A", 2000, 24, 25, 90, 9), ("B", 2000, 25, 25, 50, 8), ("C", 2000, 0, 24, 70, 1), ("A", 2001, 10, 0, 10, 2)]
    found = foresight.areas(table("country year deaths next_deaths composite conflict", rows)).set_index(["sample", "ordering"])
    # two followed by 25 or more, two not: by composite 90 and 50 against 70 and 10, three of four pairs in order
    assert found["area"].to_dict() == pytest.approx({
        ("all", "deaths"): 1, ("all", "conflict"): 1, ("all", "composite"): 0.75,
        ("quiet", "deaths"): 1, ("quiet", "conflict"): 1, ("quiet", "composite"): 1,
    })  # fmt: skip
    assert found.loc[("quiet", "deaths"), ["countries", "country_years", "followed"]].tolist() == [2, 3, 1]


def test_ties_count_half_and_one_kind_alone_has_no_area():
    order, hit = pd.Series([1.0, 2.0, 2.0, 3.0]), pd.Series([False, False, True, True])
    assert foresight.area(order, hit) == pytest.approx(3.5 / 4)
    assert math.isnan(foresight.area(order, pd.Series([True] * 4)))
    assert math.isnan(foresight.area(order, pd.Series([False] * 4)))


# ---- what was said then


def test_what_each_vintage_said_of_a_country():
    def totals(version, day, *rows):
        return vintage("ucdp_totals", table("country period best", rows), version, published=day)

    known = snapshots(
        totals("a", "2024-01-01", ("MLI", "2023-11", 5), ("NER", "2023-11", 9)),
        totals("b", "2024-02-01", ("MLI", "2023-11", 6), ("MLI", "2023-12", 1)),
    )
    found = revisions.said(known, "MLI", "2023-11")
    assert found[["period", "vintage", "deaths"]].to_numpy().tolist() == [
        ["2023-11", "a", 5],
        ["2023-11", "b", 6],
        ["2023-12", "b", 1],
    ]
    assert revisions.said(known, "MLI", "2023-12")["vintage"].tolist() == ["b"]
    assert revisions.said(snapshots()).empty


def test_a_rank_in_each_edition():
    def edition(version, day, *rows):
        return vintage("hdr", table("country year hdi", rows), version, published=day)

    found = revisions.editions(
        snapshots(
            edition("2023", "2024-01-01", ("MLI", 2020, 0.4), ("NER", 2020, 0.4), ("NOR", 2020, 0.9), ("SOM", 2020, None)),
            edition("2025", "2025-01-01", ("MLI", 2020, 0.5), ("MLI", 2019, 0.3)),
        )
    )
    assert found[["year", "edition", "hdi", "rank", "ranked"]].to_numpy().tolist() == [
        [2019, "2025", 0.3, 1, 1], [2020, "2023", 0.4, 2, 3], [2020, "2025", 0.5, 1, 1],
    ]  # fmt: skip
