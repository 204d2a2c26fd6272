"""What the indicators declare, as their arguments say in words: raw values that score 0, 50 and 100, weights, carrying.

And the measures that stand beside the declarations of governance: yearly values, bounds, the months of the curated three.
"""

from __future__ import annotations

import numpy as np
import pytest

from indicators.dimensions.governance import measures as governance
from indicators.model import NATIVE_COLUMNS
from indicators.registry import DIMENSIONS, INDICATORS
from indicators.scoring import composite
from tests.frames import snapshots, table, triples, vintage

# raw values that score 0, 50 and 100; weight; months a value may be carried
DECLARED = {
    # three decades: 0.1 to 100, half-way the square root of 0.1 x 100
    "conflict.lethality": (0.1, 10**0.5, 100, 1, 0),
    "conflict.acute": (0.1, 10**0.5, 100, 0.5, 0),
    "conflict.civilians": (0.03, 0.9**0.5, 30, 1, 36),
    "conflict.diffusion": (0, 0.5, 1, 1, 36),
    "conflict.fragmentation": (0, 10, 20, 0.5, 36),
    "conflict.territory": (0, 2, 4, 0.5, 0),
    "conflict.displacement": (1, 200**0.5, 200, 1, 60),
    "governance.coup_exposure": (0, 1.5, 3, 1, 0),
    "governance.transition_overdue": (0, 30, 60, 1, 3),
    "governance.electoral_democracy": (0.8, 0.45, 0.1, 1, 60),
    "governance.political_stability": (1, -1, -3, 1, 60),
    "governance.isolation": (0, 4, 8, 1, 0),
    "military.security_gap": (0, 0.5, 1, 1, 0),
    "military.realignment": (0, 0.5, 1, 1, 0),
    "military.foreign_personnel": (0, 5, 10, 0.5, 0),
    "military.fragmentation": (0, 0.4, 0.8, 0, 0),
    "development.hdi": (0.8, 0.5, 0.2, 1, 60),
    "development.hdi_rank": (0, 0.5, 1, 0.5, 60),
    "development.hdi_decade": (0.08, 0, -0.08, 0.5, 36),
}


@pytest.mark.parametrize("key", DECLARED)
def test_an_indicator_scores_as_it_says(key):
    *raw, weight, carried = DECLARED[key]
    one = INDICATORS[key]
    scored = composite.normalise(np.array(raw, dtype="float64"), one)
    assert scored.tolist() == pytest.approx([0, 50, 100])
    beyond = composite.normalise(np.array([1.01 * raw[0] - 0.01 * raw[2], 1.01 * raw[2] - 0.01 * raw[0]]), one)
    assert beyond.tolist() == [0, 100]
    assert composite.normalise(np.array([0.99 * raw[0] + 0.01 * raw[2]]), one)[0] > 0
    assert composite.normalise(np.array([0.99 * raw[2] + 0.01 * raw[0]]), one)[0] < 100
    assert (one.weight, one.max_carry) == (weight, carried)


def test_weights_of_the_dimensions():
    assert {key: one.weight for key, one in DIMENSIONS.items()} == {
        "conflict": 1,
        "governance": 1,
        "military": 0.5,
        "development": 1,
    }


# ---- yearly values of governance

WGI = vintage(
    "wgi",
    table("country year indicator estimate stddev", [
        ("MLI", 2023, "pv", -2.0, 0.2), ("MLI", 2022, "pv", -1.0, 0.0), ("MLI", 2022, "va", 9.0, 0.1), ("NER", 2023, "pv", -1.5, 0.1),
        ("FRA", 2023, "pv", 0.5, 0.1), ("MLI", 1988, "pv", 0.0, 0.0), ("MLI", 2021, "pv", None, None),
    ]),
    "2024",
)  # fmt: skip


def test_political_stability_has_ninety_per_cent_bounds_in_december():
    found = governance.political_stability(snapshots(WGI), ("NER", "MLI"), "1990-01", "2023-12")
    # 1.645 x 0.2 = 0.329 and 1.645 x 0.1 = 0.1645
    assert found[["country", "period", "best", "low", "high"]].round(9).to_numpy().tolist() == [
        ["MLI", "1988-12", 0, 0, 0], ["MLI", "2022-12", -1, -1, -1], ["MLI", "2023-12", -2, -2.329, -1.671],
        ["NER", "2023-12", -1.5, -1.6645, -1.3355],
    ]  # fmt: skip
    assert found[["status", "source", "vintage"]].iloc[0].tolist() == ["normal", "wgi", "2024"]
    assert governance.political_stability(snapshots(WGI), ("NER", "MLI"), "1990-01", "2023-11")["period"].max() == "2022-12"


def test_electoral_democracy_keeps_best_and_moves_a_bound_on_the_wrong_side():
    rows = [
        ("MLI", 2022, 0.25, 0.2, 0.3),
        ("MLI", 2023, 0.2, 0.22, 0.24),
        ("MLI", 2024, 0.2, 0.1, 0.15),
        ("NER", 2024, None, None, None),
    ]
    known = snapshots(vintage("vdem", table("country year polyarchy polyarchy_low polyarchy_high", rows), "v15"))
    found = governance.electoral_democracy(known, ("MLI", "NER"), "1990-01", "2024-12")
    assert triples(found) == {"2022-12": (0.25, 0.2, 0.3), "2023-12": (0.2, 0.2, 0.24), "2024-12": (0.2, 0.1, 0.2)}
    assert found[["source", "vintage"]].iloc[0].tolist() == ["vdem", "v15"]


# ---- the curated three

EVENTS = table(
    "id country date outcome body measure phase kind closed_list source_grade source_publisher",
    [("a", "MLI", "1985-01-31", "successful", "", "", "", "", "no", "A", "P"),
     ("b", "MLI", "1990-02-28", "", "AU", "membership", "effective", "imposed", "yes", "A", "P")],
)  # fmt: skip
PROMISES = table(
    "id country spell spell_start spell_end made due class source_grade source_publisher",
    [("a", "MLI", "S", "2000-01-01", "", "2000-01-01", "2000-01-31", "promise", "A", "P")],
)


def test_coups_and_measures_have_a_row_a_month_from_january_1990():
    known = snapshots(vintage("governance_events", EVENTS, "curated"))
    coups = governance.coup_exposure(known, ("MLI",), "1995-01", "1990-03")
    assert list(triples(coups)) == ["1990-01", "1990-02", "1990-03"]
    assert triples(coups)["1990-01"] == (0.5, 0.5, 0.5)  # sixty months after January 1985
    measures = governance.measures_in_force(known, ("MLI",), "1995-01", "1990-03")
    assert triples(measures) == {"1990-01": (0, 0, 0), "1990-02": (1, 1, 1), "1990-03": (1, 1, 1)}
    assert set(measures["source"]) == {"governance_events"}


def test_the_clock_has_a_row_a_month_from_the_first_elected_order():
    known = snapshots(vintage("promises", PROMISES, "curated"))
    found = triples(governance.transition_overdue(known, ("MLI",), "1990-01", "2000-02"))
    assert next(iter(found)) == "1992-06"
    assert found["1999-12"] == found["2000-01"] == (0, 0, 0)
    assert found["2000-02"] == (pytest.approx(29 / 30.4375),) * 3


@pytest.mark.parametrize("key", [key for key in INDICATORS if key.startswith("governance.")])
def test_without_its_source_or_for_another_country_there_is_no_row(key):
    known = snapshots(vintage("governance_events", EVENTS, "curated"), vintage("promises", PROMISES, "curated"), WGI)
    for found in (
        INDICATORS[key].measure(snapshots(), ("MLI",), "1990-01", "2000-01"),
        INDICATORS[key].measure(known, ("BFA",), "1990-01", "2000-01"),
    ):
        assert found.empty
        assert set(NATIVE_COLUMNS) <= set(found.columns)
