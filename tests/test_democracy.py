"""V-Dem's indices: bounds of the newest vintage, or borrowed as distances from the one before; worked out by hand."""

from __future__ import annotations

import pytest

from indicators.dimensions.governance import democracy
from indicators.dimensions.governance import measures as governance
from tests.frames import snapshots, table, triples, vintage

COLUMNS = "country year polyarchy polyarchy_low polyarchy_high"


def vdem(version, *rows):
    return vintage("vdem", table(COLUMNS, rows).astype(dict.fromkeys(COLUMNS.split()[2:], "float64")), version)


def known(*vintages):
    found, names = democracy.known(snapshots(*vintages))
    rows = found[["country", "year", "best", "low", "high", "borrowed"]].round(9)
    return [tuple(row) for row in rows.sort_values(["country", "year"]).itertuples(index=False)], names


OLD = vdem(
    "14",
    ("MLI", 2021, 0.50, 0.40, 0.52),
    ("MLI", 2022, 0.30, 0.25, 0.37),
    ("NER", 2022, 0.6, 0.5, 0.7),
    ("TCD", 2020, 0.2, 0.1, 0.3),
)


def test_bounds_of_the_newest_vintage_are_its_own():
    assert known(OLD, vdem("15", ("MLI", 2022, 0.28, 0.20, 0.30), ("MLI", 2023, None, None, None))) == (
        [("MLI", 2022, 0.28, 0.20, 0.30, False)], "15",
    )  # fmt: skip


def test_missing_bounds_are_distances_of_the_same_year_or_of_the_countrys_last():
    bare = vdem(
        "15",
        ("MLI", 2021, 0.55, None, None),
        ("MLI", 2023, 0.20, None, None),
        ("NER", 2022, 0.6, 0.55, 0.65),
        ("FRA", 2023, 0.9, None, None),
    )
    assert known(OLD, bare) == (
        [
            ("MLI", 2021, 0.55, 0.45, 0.57, False),  # 0.10 below and 0.02 above, as in 2021
            ("MLI", 2023, 0.20, 0.15, 0.27, True),  # 0.05 and 0.07, as in 2022, the last year told
            ("NER", 2022, 0.6, 0.55, 0.65, False),  # its own
            ("TCD", 2020, 0.2, 0.1, 0.3, False),  # not in the newest: what the one before said
        ],  # FRA was never given bounds
        "15 14",
    )


def test_bounds_stay_between_0_and_1():
    lender = vdem("14", ("MLI", 2022, 0.5, 0.2, 0.9))
    assert known(lender, vdem("15", ("MLI", 2023, 0.1, None, None), ("MLI", 2022, 0.8, None, None)))[0] == [
        ("MLI", 2022, 0.8, 0.5, 1.0, False), ("MLI", 2023, 0.1, 0.0, 0.5, True),
    ]  # fmt: skip


def test_the_lender_is_the_newest_before_that_has_bounds():
    bare = ("MLI", 2023, 0.5, None, None)
    older, empty = vdem("13", ("MLI", 2022, 0.5, 0.1, 0.9)), vdem("14.1", ("MLI", 2022, 0.5, None, None))
    assert known(older, OLD, empty, vdem("15", bare)) == (
        [("MLI", 2023, 0.5, 0.45, 0.57, True), ("NER", 2022, 0.6, 0.5, 0.7, False), ("TCD", 2020, 0.2, 0.1, 0.3, False)], "15 14",
    )  # fmt: skip
    assert known(empty, vdem("15", bare, ("NER", 2023, 0.5, 0.4, 0.6))) == ([("NER", 2023, 0.5, 0.4, 0.6, False)], "15")


def test_a_lender_may_lack_bounds_of_some_years():
    lender = vdem("14", ("MLI", 2021, 0.5, 0.4, 0.7), ("MLI", 2022, 0.5, None, None))
    assert known(lender, vdem("15", ("MLI", 2022, 0.6, None, None))) == ([("MLI", 2022, 0.6, 0.5, 0.8, True)], "15 14")


def test_a_vintage_without_the_index_is_passed_over_and_none_is_nothing():
    assert known(OLD, vdem("15", ("MLI", 2022, None, None, None)))[1] == "14"
    assert known() == ([], "")


def test_a_borrowed_band_is_estimated():
    measured = governance.electoral_democracy(
        snapshots(OLD, vdem("15", ("MLI", 2021, 0.55, None, None), ("MLI", 2023, 0.2, None, None))),
        ("MLI", "NER"),
        "1990-01",
        "2023-12",
    )
    own = measured[measured["country"] == "MLI"]
    assert triples(own) == {"2021-12": (0.55, 0.45, 0.57), "2023-12": (0.2, 0.15, 0.27)}
    assert own["status"].tolist() == ["normal", "estimated"]
    assert set(measured["vintage"]) == {"15 14"}
    assert measured.loc[measured["country"] == "NER", "status"].tolist() == ["normal"]


@pytest.mark.parametrize("index", ["libdem"])
def test_another_index_has_its_own_columns(index):
    frame = table(f"country year {index} {index}_low {index}_high", [("MLI", 2022, 0.3, 0.2, 0.4)])
    found, _ = democracy.known(snapshots(vintage("vdem", frame, "15")), index)
    assert found[["best", "low", "high"]].to_numpy().tolist() == [[0.3, 0.2, 0.4]]
