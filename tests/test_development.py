"""HDI, its rank and its decade, one edition at a time; the band of the editions; the index from its parts; by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators import hdi
from indicators.dimensions.development import declared as development
from indicators.model import NATIVE_COLUMNS
from tests.frames import snapshots, table, triples, vintage

MLI = ("MLI",)


def edition(version: str, *rows: tuple[str, int, float | None]):
    return vintage("hdr", table("country year hdi", rows), version)


def of(measure, *editions, countries=MLI, end="2030-12"):
    return triples(measure(snapshots(*editions), countries, "1990-01", end))


# ---- value, band, months


def test_best_is_of_the_newest_edition_and_the_band_of_all():
    found = of(
        development.hdi,
        edition("2023", ("MLI", 2020, 0.43), ("MLI", 2021, 0.40), ("MLI", 2019, 0.9)),
        edition("2024", ("MLI", 2020, 0.41), ("MLI", 2021, 0.44)),
        edition("2025", ("MLI", 2020, 0.42), ("MLI", 2021, 0.42), ("MLI", 2022, 0.45), ("NER", 2022, 0.3)),
    )
    # what the newest edition does not say (2019) has no row
    assert found == {"2020-12": (0.42, 0.41, 0.43), "2021-12": (0.42, 0.40, 0.44), "2022-12": (0.45, 0.45, 0.45)}


def test_a_year_counts_from_its_december():
    one = edition("2025", ("MLI", 2020, 0.42), ("MLI", 2021, 0.43), ("MLI", 1985, 0.2))
    assert list(of(development.hdi, one, end="2021-11")) == ["1985-12", "2020-12"]
    assert list(of(development.hdi, one, end="2021-12")) == ["1985-12", "2020-12", "2021-12"]


def test_rows_name_their_edition_and_are_sorted():
    one = edition("2025", ("MLI", 2020, 0.42), ("NER", 2020, 0.3), ("MLI", 2021, None))
    found = development.hdi(snapshots(edition("2024", ("MLI", 2020, 0.4)), one), ("NER", "MLI", "FRA"), "1990-01", "2030-12")
    names = ["country", "period", "status", "source", "vintage"]
    assert found[names].to_numpy().tolist() == [
        ["MLI", "2020-12", "normal", "hdr", "2025"], ["NER", "2020-12", "normal", "hdr", "2025"],
    ]  # fmt: skip


@pytest.mark.parametrize("measure", [development.hdi, development.hdi_rank, development.hdi_decade])
def test_without_an_edition_or_a_country_there_is_no_row(measure):
    for known in (snapshots(), snapshots(edition("2025", ("NER", 2020, 0.4)))):
        found = measure(known, MLI, "1990-01", "2030-12")
        assert found.empty
        assert set(NATIVE_COLUMNS) <= set(found.columns)


# ---- rank


def test_a_rank_is_a_share_of_those_ranked_that_year_and_ties_share_the_better_one():
    one = edition(
        "2025", ("NOR", 2020, 0.9), ("NER", 2020, 0.4), ("MLI", 2020, 0.4), ("TCD", 2020, 0.3), ("SOM", 2020, None),
        ("NOR", 2021, 0.9), ("MLI", 2021, 0.4),
    )  # fmt: skip
    # 2020: third place is shared as second of four; 2021: second of two
    assert of(development.hdi_rank, one) == {"2020-12": (0.5, 0.5, 0.5), "2021-12": (1, 1, 1)}
    assert of(development.hdi_rank, one, countries=("TCD",)) == {"2020-12": (1, 1, 1)}


def test_each_edition_ranks_by_itself():
    older = edition("2024", ("NOR", 2020, 0.9), ("NER", 2020, 0.5), ("MLI", 2020, 0.4), ("TCD", 2020, 0.45))
    newer = edition("2025", ("NOR", 2020, 0.9), ("MLI", 2020, 0.4))
    assert of(development.hdi_rank, older, newer) == {"2020-12": (1, 1, 1)}  # 4 of 4, 2 of 2
    assert of(development.hdi_rank, newer, older, countries=("NOR",)) == {"2020-12": (0.25, 0.25, 0.5)}


# ---- decade


def test_the_decade_is_the_change_less_the_median_of_peers_within_five_hundredths():
    one = edition(
        "2025",
        ("MLI", 2010, 0.40), ("MLI", 2020, 0.45),
        ("AAA", 2010, 0.45), ("AAA", 2020, 0.46),  # 0.05 away to three decimals: a peer, + 0.01
        ("BBB", 2010, 0.35), ("BBB", 2020, 0.38),  # + 0.03
        ("CCC", 2010, 0.41), ("CCC", 2020, 0.48),  # + 0.07
        ("DDD", 2010, 0.451), ("DDD", 2020, 0.9),  # 0.051 away: no peer
    )  # fmt: skip
    assert of(development.hdi_decade, one) == {"2020-12": (0.02, 0.02, 0.02)}  # 0.05 - 0.03
    # BBB is within 0.05 of MLI alone, CCC 0.06: no three peers, no row
    assert of(development.hdi_decade, one, countries=("BBB",)) == {}


def test_a_peer_counts_where_both_years_are_known_and_three_are_needed():
    rows = [("MLI", 2010, 0.40), ("MLI", 2020, 0.45), ("AAA", 2010, 0.40), ("AAA", 2020, 0.41), ("BBB", 2010, 0.40), ("BBB", 2020, 0.42),
            ("CCC", 2010, 0.40)]  # fmt: skip
    assert of(development.hdi_decade, edition("2025", *rows)) == {}
    # with CCC's + 0.10 the median of 0.01, 0.02 and 0.10 is 0.02
    assert of(development.hdi_decade, edition("2025", *rows, ("CCC", 2020, 0.50))) == {"2020-12": (0.03, 0.03, 0.03)}
    # without MLI's own beginning there is no change
    assert of(development.hdi_decade, edition("2025", *rows[1:], ("CCC", 2020, 0.50))) == {}


def test_the_decade_is_ten_years_neither_nine_nor_eleven():
    years = {2009: 0.30, 2010: 0.40, 2011: 0.42}
    rows = [(code, year, value) for code in ("MLI", "AAA", "BBB", "CCC") for year, value in years.items()]
    rows += [("MLI", 2020, 0.5), ("AAA", 2020, 0.4), ("BBB", 2020, 0.4), ("CCC", 2020, 0.4)]
    assert of(development.hdi_decade, edition("2025", *rows)) == {"2020-12": (0.1, 0.1, 0.1)}


# ---- the index from its parts


def parts(le, eys, mys, income):
    return [pd.Series([value], dtype="float64") for value in (le, eys, mys, income)]


@pytest.mark.parametrize(
    ("values", "health", "education", "income"),
    [
        ((20, 0, 0, 100), 0, 0, 0), ((85, 18, 15, 75_000), 1, 1, 1), ((95, 20, 16, 90_000), 1, 1, 1),
        ((52.5, 9, 3, 100), 0.5, 0.35, 0),  # 32.5 / 65; (9 / 18 + 3 / 15) / 2
        # sqrt(100 x 75000) is half-way of the logarithms
        ((33, 18, 0, math.sqrt(7_500_000)), 0.2, 0.5, 0.5),
    ],
)  # fmt: skip
def test_the_three_indices(values, health, education, income):
    found = hdi.parts(*parts(*values)).iloc[0]
    assert found[["health", "education", "income"]].tolist() == pytest.approx([health, education, income])
    assert hdi.hdi_from_components(*parts(*values))[0] == pytest.approx((health * education * income) ** (1 / 3))


@pytest.mark.parametrize("values", [(19.9, 9, 9, 1000), (60, -1, 9, 1000), (60, 9, -1, 1000), (60, 9, 9, 99), (60, 9, 9, 0), (60, 9, 9, -5),
                                    (math.nan, 9, 9, 1000), (60, 9, 9, math.nan)])  # fmt: skip
def test_below_a_goalpost_or_without_a_part_there_is_no_index(values):
    assert math.isnan(hdi.hdi_from_components(*parts(*values))[0])


def test_an_income_of_one_dollar_is_below_the_goalpost_and_breaks_nothing():
    assert math.isnan(hdi.parts(*parts(60, 9, 9, 1))["income"][0])
