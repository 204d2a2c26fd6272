"""Rates and counts of organised violence: windows, the x 4 of acute, civilians, units, dyads; values worked out by hand.

With 100,000 inhabitants (``frames.HUNDRED_THOUSAND``) a rate is the count itself.
"""

from __future__ import annotations

import pytest

from indicators.dimensions.conflict import violence
from indicators.model import NATIVE_COLUMNS
from tests.conflict_frames import event, ged, totals, years
from tests.frames import HUNDRED_THOUSAND, people, snapshots, table, triples, vintage

MLI = ("MLI",)


def monthly_totals(first_year: int, count: int, best: float = 10):
    return totals(*(("MLI", f"{first_year + place // 12}-{place % 12 + 1:02d}", best) for place in range(count)))


# ---- lethality and acute


def test_twelve_known_months_make_a_rate_and_eleven_do_not():
    known = snapshots(HUNDRED_THOUSAND, ged("24.1", "2022-01", "2023-02", event("2022-01-31", 5, 4, 7), event("2022-12-01", 2)))
    found = violence.lethality(known, MLI, "1990-01", "2023-03")
    # January 2022 leaves the window in January 2023
    assert triples(found) == {"2022-12": (7, 6, 9), "2023-01": (2, 2, 2), "2023-02": (2, 2, 2)}
    assert set(found["source"]) == {"ucdp_ged population"}
    assert set(found["vintage"]) == {"24.1 P"}
    assert set(found["status"]) == {"normal"}
    assert set(found["country"]) == {"MLI"}
    assert found.index.tolist() == [0, 1, 2]
    assert "index" not in found.columns
    assert set(NATIVE_COLUMNS) <= set(found.columns)


def test_the_first_month_asked_for_has_its_window():
    known = snapshots(HUNDRED_THOUSAND, ged("24.1", "2020-01", "2023-12", event("2022-02-01", 5)))
    found = violence.lethality(known, MLI, "2023-01", "2023-02")
    assert triples(found) == {"2023-01": (5, 5, 5), "2023-02": (0, 0, 0)}
    assert list(triples(violence.acute(known, MLI, "2023-01", "2023-02"))) == ["2023-01", "2023-02"]


def test_acute_is_three_months_times_four():
    known = snapshots(
        HUNDRED_THOUSAND,
        ged("24.1", "2023-01", "2023-05", event("2023-01-31", 1), event("2023-02-28", 2, 1, 3), event("2023-03-31", 4),
            event("2023-05-01", 8)),
    )  # fmt: skip
    assert triples(violence.acute(known, MLI, "1990-01", "2023-12")) == {
        "2023-03": (28, 24, 32),  # (1 + 2 + 4) x 4
        "2023-04": (24, 20, 28), "2023-05": (48, 48, 48),
    }  # fmt: skip


def test_a_rate_is_per_hundred_thousand_and_needs_a_population():
    known = snapshots(people(("MLI", 2022, 2_000_000)), ged("24.1", "2022-08", "2022-12", event("2022-10-31", 10)))
    # 10 x 4 in two million: 2 in 100,000; before December 2022 no figure of inhabitants was known
    assert triples(violence.acute(known, MLI, "1990-01", "2022-12")) == {"2022-12": (2, 2, 2)}
    assert violence.acute(snapshots(), MLI, "1990-01", "2022-12").empty


def test_a_window_is_as_provisional_as_its_worst_month():
    known = snapshots(HUNDRED_THOUSAND, ged("24.1", "2023-10", "2023-12"), ged("24.0.2", "2024-01", "2024-02"))
    found = violence.acute(known, MLI, "1990-01", "2024-02")
    assert found[["period", "status", "vintage"]].to_numpy().tolist() == [
        ["2023-12", "normal", "24.1 P"], ["2024-01", "provisional", "24.1 24.0.2 P"],
        ["2024-02", "provisional", "24.1 24.0.2 P"],
    ]  # fmt: skip


def test_a_window_names_every_source_it_rests_on():
    known = snapshots(HUNDRED_THOUSAND, ged("24.1", "2023-01", "2023-03"), totals(("MLI", "2023-04", 1), ("MLI", "2023-05", 1)))
    found = violence.acute(known, MLI, "1990-01", "2023-06").set_index("period")
    assert found["source"].to_dict() == {
        "2023-03": "ucdp_ged population", "2023-04": "ucdp_ged ucdp_totals population", "2023-05": "ucdp_ged ucdp_totals population",
    }  # fmt: skip
    assert found.loc["2023-04", "vintage"] == "24.1 T P"


RATIOS = years(
    "24.1", ("MLI", 2021, "state_based", 100, 50, 300, 0, 1), ("MLI", 2022, "state_based", 100, 90, 130, 0, 1),
    ("MLI", 2023, "state_based", 100, 80, 200, 0, 1),
)  # fmt: skip


def test_bounds_of_the_running_year_do_not_look_ahead():
    known = snapshots(HUNDRED_THOUSAND, RATIOS, monthly_totals(2022, 24))
    found = triples(violence.lethality(known, MLI, "1990-01", "2023-12"))
    assert found["2022-12"] == (120, 108, 156)  # the year is over: 120 x 0.9 and x 1.3
    # nine months of 2022, complete, x 0.9 and three of 2023 by the ratio of 2022 too: 81 + 27, 117 + 39
    assert found["2023-03"] == (120, 108, 156)
    assert found["2023-11"] == (120, 108, 156)
    assert found["2023-12"] == (120, 96, 240)  # 2023 over: x 0.8 and x 2
    short = triples(violence.acute(known, MLI, "1990-01", "2023-12"))
    assert short["2022-11"] == (120, 60, 360)  # 2022 is running: the ratios of 2021, 0.5 and 3
    assert short["2023-01"] == (120, 108, 156)


# ---- civilians


CIVILIAN_YEARS = years(
    "25.1",
    ("MLI", 2022, "one_sided", 900, 900, 900, 900, 0), ("MLI", 2023, "one_sided", 900, 900, 900, 900, 0),
    ("MLI", 2024, "one_sided", 30, 20, 50, 30, 0), ("MLI", 2024, "state_based", 400, 300, 600, 5, 3),
    ("NER", 2021, "non_state", 400, 300, 600, 7, 3),
)  # fmt: skip


def test_civilians_by_month_and_then_by_year():
    known = snapshots(
        HUNDRED_THOUSAND, CIVILIAN_YEARS,
        ged("24.1", "2022-01", "2023-01", event("2022-06-30", 8, 6, 9, type="one_sided"), event("2022-01-31", 70, deaths_civilians=1)),
    )  # fmt: skip
    found = violence.civilians(known, MLI, "1990-01", "2024-12")
    # events to January 2023; then the Decembers of the country-years after it: 2023, and of 2024 30 + 5, 20 + 5, 50 + 5
    assert triples(found) == {"2022-12": (9, 7, 10), "2023-01": (8, 6, 9), "2023-12": (900, 900, 900), "2024-12": (35, 25, 55)}
    assert found["source"].tolist() == ["ucdp_ged population"] * 2 + ["ucdp_cy population"] * 2
    assert found["vintage"].tolist() == ["24.1 P"] * 2 + ["25.1 P"] * 2


def test_the_first_month_asked_for_has_its_year_of_civilians():
    known = snapshots(HUNDRED_THOUSAND, ged("24.1", "2020-01", "2023-12", event("2022-02-01", 5, type="one_sided")))
    assert triples(violence.civilians(known, MLI, "2023-01", "2023-02")) == {"2023-01": (5, 5, 5), "2023-02": (0, 0, 0)}


def test_a_december_that_events_cover_is_not_said_twice():
    known = snapshots(HUNDRED_THOUSAND, CIVILIAN_YEARS, ged("24.1", "2022-01", "2023-12"))
    assert list(triples(violence.civilians(known, MLI, "1990-01", "2024-11"))) == [
        "2022-12", *(f"2023-{number:02d}" for number in range(1, 13))
    ]  # fmt: skip


def test_a_gap_between_releases_is_filled_by_the_country_years_and_nothing_before_the_first():
    file = years("25.1", *(("MLI", year, "one_sided", year - 2000, 0, 99, year - 2000, year - 2010) for year in range(2019, 2025)),
                 *(("MLI", year, "state_based", 0, 0, 0, 0, year - 2010) for year in range(2019, 2025)))  # fmt: skip
    known = snapshots(HUNDRED_THOUSAND, file, ged("21.1", "2020-01", "2020-12"), ged("24.0.9", "2022-06", "2023-06"))
    told = triples(violence.civilians(known, MLI, "1990-01", "2023-12"))
    # events of 2020, and the twelve months to May and June 2023; the years between and after from the file, 2019 not
    assert list(told) == ["2020-12", "2023-05", "2023-06", "2021-12", "2022-12", "2023-12"]
    assert told["2022-12"] == (22, 0, 99)
    dyads = triples(violence.fragmentation(known, MLI, "1990-01", "2023-12"))
    assert list(dyads) == ["2020-12", "2023-05", "2023-06", "2021-12", "2022-12", "2023-12"]
    assert dyads["2022-12"] == (12, 12, 12)


def test_civilians_of_a_country_without_events_are_its_years():
    known = snapshots(HUNDRED_THOUSAND, CIVILIAN_YEARS)
    assert triples(violence.civilians(known, ("NER",), "1990-01", "2024-12")) == {"2021-12": (7, 7, 7)}
    assert triples(violence.civilians_yearly(known, ("NER", "FRA"), "1990-01", "2024-12")) == {"2021-12": (7, 7, 7)}
    assert violence.civilians_yearly(snapshots(), MLI, "1990-01", "2024-12").empty


# ---- the country-year file, for the world


def test_deaths_of_a_year_are_all_three_types_in_december():
    known = snapshots(
        HUNDRED_THOUSAND,
        years("24.1", ("MLI", 2022, "state_based", 10, 9, 12, 1, 1), ("MLI", 2022, "one_sided", 5, 4, 6, 5, 0),
              ("MLI", 2022, "non_state", 1, 0, 2, 0, 1), ("NER", 2023, "non_state", 3, 3, 3, 0, 1), ("BFA", 2022, "non_state", 9, 9, 9, 0, 1)),
    )  # fmt: skip
    found = violence.lethality_yearly(known, ("MLI", "NER"), "1990-01", "2023-12")
    assert triples(found) == {"2022-12": (16, 13, 20), "2023-12": (3, 3, 3)}
    assert found["country"].tolist() == ["MLI", "NER"]
    assert found[["status", "source", "vintage"]].iloc[0].tolist() == ["normal", "ucdp_cy population", "24.1 P"]
    assert violence.lethality_yearly(known, ("MLI", "NER"), "1990-01", "2023-11")["period"].tolist() == ["2022-12"]
    assert violence.lethality_yearly(snapshots(HUNDRED_THOUSAND), MLI, "1990-01", "2023-12").empty


# ---- diffusion


COD = vintage(
    "cod_ab",
    table("pcode level name parent", [("ML05", 1, "Mopti", "ML"), ("ML0501", 2, "Mopti", "ML05"), ("ML0502", 2, "Djenné", "ML05"),
                                      ("ML0503", 2, "Bandiagara", "ML05"), ("ML0504", 2, "Koro", "ML05")]),
    "C",
)  # fmt: skip


def spread(*events, start="2022-01", end="2022-12", first="1990-01"):
    known = snapshots(COD, ged("24.1", start, end, *events))
    found = violence.diffusion(known, ("NER", "MLI"), first, "2023-12")
    return {period: tuple(round(value * 53, 6) for value in values) for period, values in triples(found).items()}


def test_units_with_a_death_by_how_well_they_are_placed():
    found = spread(
        event("2022-01-31", 1, where_prec=1, adm2="Mopti"), event("2022-02-01", 9, where_prec=2, adm2="Mopti cercle"),
        event("2022-12-31", 1, where_prec=3, adm2="Djenne"), event("2022-05-01", 1, where_prec=5, adm2="Bandiagara"),
        event("2022-06-30", 1, where_prec=2, adm2="Koro"),
    )  # fmt: skip
    # best: where_prec 1 to 3, three units; low: 1 and 2, two; high: also 5, four
    assert found == {"2022-12": (3, 2, 4)}


@pytest.mark.parametrize(
    "changed",
    [{"where_prec": 4}, {"where_prec": 6}, {"adm2": ""}, {"adm2": "Atlantis"}, {"best": 0}, {"country": "NER"},
     {"date_end": "2021-12-31"}],
)  # fmt: skip
def test_what_is_not_placed_in_a_unit_of_the_subject_does_not_count(changed):
    assert spread({**event("2022-06-30", 1), **changed}) == {"2022-12": (0, 0, 0)}


def test_a_unit_counts_for_twelve_months_and_only_full_years_have_a_row():
    found = spread(event("2022-01-01", 1, where_prec=3), event("2022-02-01", 1, adm2="Djenné"), end="2023-03")
    assert found == {"2022-12": (2, 1, 2), "2023-01": (1, 1, 1), "2023-02": (0, 0, 0), "2023-03": (0, 0, 0)}
    assert list(spread(end="2023-03", first="2023-02")) == ["2023-02", "2023-03"]


def test_the_first_and_the_last_month_of_the_window_asked_for_count():
    known = snapshots(COD, ged("24.1", "2021-12", "2023-01", event("2021-12-31", 1), event("2022-01-01", 1, adm2="Koro"),
                               event("2022-12-31", 1, adm2="Djenné"), event("2023-01-01", 1, adm2="Bandiagara")))  # fmt: skip
    found = triples(violence.diffusion(known, MLI, "2022-12", "2022-12"))
    assert found["2022-12"] == pytest.approx((2 / 53,) * 3)


def test_diffusion_is_of_the_subject_with_its_places_and_events():
    known = snapshots(COD, ged("24.1", "2022-01", "2022-12"), ged("24.0.1", "2023-01", "2023-01"))
    found = violence.diffusion(known, MLI, "1990-01", "2023-12")
    assert found[["country", "period", "status", "source", "vintage"]].to_numpy().tolist() == [
        ["MLI", "2022-12", "normal", "cod_ab ucdp_ged", "C 24.1"],
        ["MLI", "2023-01", "provisional", "cod_ab ucdp_ged", "C 24.1 24.0.1"],
    ]  # fmt: skip
    assert violence.diffusion(known, MLI, "1990-01", "2022-12")["period"].tolist() == ["2022-12"]
    assert violence.diffusion(known, ("NER",), "1990-01", "2023-12").empty
    assert violence.diffusion(snapshots(COD), MLI, "1990-01", "2023-12").empty
    assert violence.diffusion(snapshots(ged("24.1", "2022-01", "2022-12")), MLI, "1990-01", "2023-12").empty


# ---- fragmentation


def test_a_dyad_is_a_state_based_or_non_state_pair_that_killed_somebody():
    known = snapshots(
        ged(
            "24.1", "2022-01", "2022-12",
            event("2022-01-31", 1, 0, 1, dyad_id=1), event("2022-05-31", 1, 0, 1, dyad_id=1),  # one dyad, no death in low
            event("2022-02-01", 2, 1, 2, dyad_id=2, type="non_state"),
            event("2022-03-01", 0, 0, 3, dyad_id=3),  # a death in high alone
            event("2022-12-31", 50, dyad_id=4, type="one_sided"),  # no pair of armed actors
            event("2022-03-01", 5, dyad_id=5, country="NER"),
        ),
    )  # fmt: skip
    found = violence.fragmentation(known, MLI, "1990-01", "2023-06")
    assert triples(found) == {"2022-12": (2, 1, 3)}
    assert found[["status", "source", "vintage"]].to_numpy().tolist() == [["normal", "ucdp_ged", "24.1"]]


def test_a_dyad_counts_for_twelve_months():
    known = snapshots(
        ged("24.1", "2022-01", "2022-12", event("2022-01-31", 1, dyad_id=1), event("2022-02-28", 1, dyad_id=2)),
        ged("24.0.2", "2023-01", "2023-02"),
    )  # fmt: skip
    found = violence.fragmentation(known, MLI, "1990-01", "2023-06")
    assert triples(found) == {"2022-12": (2, 2, 2), "2023-01": (1, 1, 1), "2023-02": (0, 0, 0)}
    assert found["status"].tolist() == ["normal", "provisional", "provisional"]


def test_dyads_of_the_country_years_follow_the_events():
    rows = [("MLI", year, kind, 1, 1, 1, 0, dyads) for year in (2021, 2022, 2023) for kind, dyads in
            (("state_based", 3), ("non_state", 4), ("one_sided", 90))]  # fmt: skip
    file = years("25.1", *rows, ("NER", 2020, "state_based", 1, 1, 1, 0, 6))
    known = snapshots(ged("24.1", "2022-01", "2022-12", event("2022-01-31", 1), countries=("MLI",)), file)
    found = violence.fragmentation(known, ("MLI", "NER"), "1990-01", "2023-12")
    # of MLI the events to December 2022, then 3 + 4 of 2023; of NER the file alone
    assert found[["country", "period", "best", "low", "high", "source", "vintage"]].to_numpy().tolist() == [
        ["MLI", "2022-12", 1, 1, 1, "ucdp_ged", "24.1"], ["MLI", "2023-12", 7, 7, 7, "ucdp_cy", "25.1"],
        ["NER", "2020-12", 6, 6, 6, "ucdp_cy", "25.1"],
    ]  # fmt: skip
    assert violence.fragmentation(known, MLI, "1990-01", "2023-11")["period"].tolist() == ["2022-12"]


def test_events_of_less_than_a_year_leave_the_country_years_to_speak():
    file = years("25.1", ("MLI", 2021, "state_based", 1, 1, 1, 0, 3))
    known = snapshots(ged("24.1", "2022-01", "2022-06", event("2022-01-31", 1)), file)
    assert triples(violence.fragmentation(known, MLI, "1990-01", "2022-06")) == {"2021-12": (3, 3, 3)}
    empty = violence.fragmentation(snapshots(), MLI, "1990-01", "2022-06")
    assert empty.empty
    assert set(NATIVE_COLUMNS) <= set(empty.columns)
