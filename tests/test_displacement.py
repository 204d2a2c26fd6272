"""People displaced: two counts of the internally displaced, never added; asylum seekers in high; by hand."""

from __future__ import annotations

import pytest

from indicators.dimensions.conflict import displacement
from indicators.model import NATIVE_COLUMNS
from tests.frames import people, snapshots, table, triples, vintage

MLI = ("MLI",)
THOUSAND = people(("MLI", 2019, 1000.0), ("NER", 2019, 2000.0))


def unhcr(*rows, countries=("MLI", "NER")):
    """Rows (year, origin, asylum, refugees, asylum_seekers, idps)."""
    return vintage("unhcr", table("year origin asylum refugees asylum_seekers idps", rows), "U", countries=countries)


def idmc(*rows):
    return vintage("idmc", table("country year idps", rows), "I")


def at(*vintages, end="2030-12", countries=MLI):
    return triples(displacement.displacement(snapshots(THOUSAND, *vintages), countries, "1990-01", end))


def test_refugees_of_every_asylum_and_the_two_counts_of_the_displaced_as_bounds():
    found = at(
        unhcr((2019, "MLI", "NER", 30, 4, 0), (2019, "MLI", "MRT", 20, 3, 0), (2019, "MLI", "MLI", 0, 0, 80), (2019, "NER", "MLI", 9, 9, 9)),
        idmc(("MLI", 2019, 100), ("NER", 2019, 7)),
    )  # fmt: skip
    # 50 refugees; IDMC's 100 is best, UNHCR's 80 the low; 7 asylum seekers in high alone; of 1,000 inhabitants
    assert found == {"2019-12": (150, 130, 157)}


@pytest.mark.parametrize(
    ("unhcrs", "idmcs", "expected"),
    [
        (80, None, (130, 130, 130)),  # UNHCR's alone is best
        (0, 60, (110, 110, 110)),  # its 0 is silence, no low
        (0, None, (50, 50, 50)),
        (80, 60, (110, 110, 130)),
        (80, 0, (50, 50, 130)),  # IDMC's 0 is a count
    ],
)
def test_either_count_may_be_missing(unhcrs, idmcs, expected):
    rows = [("MLI", 2019, idmcs)] if idmcs is not None else [("MLI", 2001, 5)]
    assert at(unhcr((2019, "MLI", "NER", 50, 0, unhcrs)), idmc(*rows)) == {"2019-12": expected}


def test_a_country_of_asylum_that_is_not_known_makes_the_sum_a_floor():
    rows = unhcr((2019, "MLI", "NER", 50, 5, 0), (2019, "MLI", "MRT", None, 4, 0), (2020, "MLI", "NER", None, 4, 0))
    found = displacement.displacement(
        snapshots(people(("MLI", 2019, 1000.0), ("MLI", 2020, 1000.0)), rows), MLI, "1990-01", "2030-12"
    )
    # 50 known refugees and 9 asylum seekers of 2019; nothing known of 2020, so no row and no zero
    assert triples(found) == {"2019-12": (50, 50, 59)}
    assert found["status"].tolist() == ["estimated"]


def test_without_idmc_unhcr_speaks_alone():
    found = displacement.displacement(snapshots(THOUSAND, unhcr((2019, "MLI", "NER", 50, 5, 80))), MLI, "1990-01", "2030-12")
    assert triples(found) == {"2019-12": (130, 130, 135)}
    assert found[["source", "vintage", "status"]].to_numpy().tolist() == [["unhcr", "U", "normal"]]
    both = displacement.displacement(
        snapshots(THOUSAND, unhcr((2019, "MLI", "NER", 50, 5, 80)), idmc()), MLI, "1990-01", "2030-12"
    )
    assert both[["source", "vintage"]].to_numpy().tolist() == [["unhcr idmc", "U I"]]


def test_a_year_without_refugees_or_inhabitants_has_no_row_and_counts_from_december():
    rows = (
        (2020, "MLI", "NER", 0, 0, 80),
        (2018, "MLI", "NER", 5, 0, 0),
        (2021, "MLI", "NER", 1, 0, 0),
        (2022, "MLI", "NER", 2, 0, 0),
    )
    assert list(at(unhcr(*rows))) == ["2021-12", "2022-12"]
    assert list(at(unhcr(*rows), end="2022-11")) == ["2021-12"]
    assert list(at(unhcr(*rows), end="2022-12")) == ["2021-12", "2022-12"]


def test_countries_are_those_covered():
    rows = (2019, "MLI", "NER", 50, 0, 0), (2019, "NER", "MLI", 8, 0, 0)
    assert at(unhcr(*rows), countries=("NER",)) == {"2019-12": (4, 4, 4)}  # of 2,000 inhabitants
    assert at(unhcr(*rows, countries=("NER",))) == {}
    assert at(unhcr(*rows, countries=None), countries=("FRA", "NER")) == {"2019-12": (4, 4, 4)}
    found = displacement.displacement(snapshots(), MLI, "1990-01", "2030-12")
    assert found.empty
    assert set(NATIVE_COLUMNS) <= set(found.columns)


def test_sums_of_every_origin_speak_where_they_are_newer_or_alone():
    def origins(published, *rows):
        frame = table("year country refugees asylum_seekers idps", rows)
        return vintage("unhcr_origins", frame, "O", published=published)

    pairs = unhcr((2019, "MLI", "NER", 50, 0, 0), countries=("MLI",))  # published 2025-01-01
    sums = (2019, "MLI", 70, 2, 0), (2019, "NER", 8, 0, 0)
    assert at(pairs, origins("2025-01-02", *sums)) == {"2019-12": (70, 70, 72)}
    assert at(pairs, origins("2025-01-01", *sums)) == {"2019-12": (50, 50, 50)}  # of one day the pairs
    assert at(pairs, origins("2024-12-31", *sums)) == {"2019-12": (50, 50, 50)}
    assert at(pairs, origins("2024-12-31", *sums), countries=("NER",)) == {"2019-12": (4, 4, 4)}  # the pairs do not cover it
    found = displacement.displacement(snapshots(THOUSAND, origins("2025-01-01", *sums)), MLI, "1990-01", "2030-12")
    assert found[["source", "vintage"]].to_numpy().tolist() == [["unhcr_origins", "O"]]
