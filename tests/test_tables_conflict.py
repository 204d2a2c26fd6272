"""The conflict page's frames: what is painted, sums by place, dyad and actor, months without events; worked out by hand."""

from __future__ import annotations

import pytest

from indicators.tables import conflict as tables
from tests.conflict_frames import EVENT_COLUMNS, event, sums, totals
from tests.frames import snapshots, table, triples, vintage

MORE = {"adm1": "Mopti region", "side_a": "Government", "side_b": "Rebels", "dyad": "Government - Rebels", "date_start": "2000-01-01",
        "date_prec": 1, "latitude": 14.5, "longitude": -4.0, "code_status": "Clear"}  # fmt: skip
COD = vintage(
    "cod_ab",
    table(
        "pcode level name parent", [("ML05", 1, "Mopti", "ML"), ("ML0501", 2, "Mopti", "ML05"), ("ML0502", 2, "Djenné", "ML05")]
    ),
    "C",
)


def known(*events, version="24.1", start="2022-01", end="2023-12", more=()):
    rows = [{**MORE, **one} for one in events]
    names = [*EVENT_COLUMNS, *MORE]
    ged = vintage(
        "ucdp_ged", table(" ".join(names), [tuple(one[name] for name in names) for one in rows]), version, start=start, end=end
    )
    return snapshots(COD, ged, *more)


def precise(where_prec, **more):
    return event("2022-03-31", 1, where_prec=where_prec, **more)


def test_an_event_is_painted_where_its_place_is_known_well_enough():
    found = tables.known(known(*(precise(number) for number in range(1, 8))))
    # a region up to 4, a cercle up to 3
    assert found["region"].notna().tolist() == [True] * 4 + [False] * 3
    assert found["cercle"].notna().tolist() == [True] * 3 + [False] * 4
    assert set(found["region"].dropna()) == {"ML05"}
    assert set(found["cercle"].dropna()) == {"ML0501"}
    rest = tables.unplaced(found, "cercle").set_index("where")
    assert rest["events"].to_dict() == {"region": 1, "along a line or a vague area": 1, "country": 1, "abroad or at sea": 1}


def test_civilians_are_the_dead_of_one_sided_violence_and_civilian_deaths_of_others():
    found = tables.known(
        known({**precise(1, type="one_sided"), "best": 7}, precise(1, deaths_civilians=2), precise(1, adm2=""))
    )
    assert found["civilians"].tolist() == [7, 2, 0]
    assert found["period"].tolist() == ["2022-03"] * 3
    assert found["cercle"].isna().tolist() == [False, False, True]
    assert set(found["vintage"]) == {"24.1"}
    assert tables.known(snapshots(COD)).empty


EVENTS = (
    event("2022-01-31", 5, 4, 9, dyad="X - Y", side_a="X", side_b="Y"),
    event("2022-01-01", 2, dyad="X - Civilians", side_a="X", side_b="Civilians", type="one_sided"),
    event("2022-02-01", 3, dyad="X - Z", side_a="X", side_b="Z", adm2="Djenne"),
    event("2023-02-01", 30, dyad="Z - Y", side_a="Z", side_b="Y"),
)


def test_events_between_months_of_types_in_a_place():
    frame = tables.known(known(*EVENTS))
    types = ["state_based", "one_sided"]
    assert tables.within(frame, "2022-01", "2022-02", types, "cercle", None)["best"].tolist() == [5, 2, 3]
    assert tables.within(frame, "2022-02", "2023-02", types, "cercle", None)["best"].tolist() == [3, 30]
    assert tables.within(frame, "2022-01", "2022-02", ["state_based"], "cercle", "ML0501")["best"].tolist() == [5]
    assert tables.within(frame, "2022-01", "2022-02", types, "region", "ML05")["best"].tolist() == [5, 2, 3]


def test_deaths_by_month_and_type():
    found = tables.by_month(tables.known(known(*EVENTS)), "2022-01", "2022-02")
    assert found[["period", "type", "best", "low", "high", "provisional"]].to_numpy().tolist() == [
        ["2022-01", "one_sided", 2, 2, 2, False], ["2022-01", "state_based", 5, 4, 9, False], ["2022-02", "state_based", 3, 3, 3, False],
    ]  # fmt: skip


def test_deaths_by_place_have_a_row_for_every_outline():
    outlines = {
        "features": [
            {"properties": {"pcode": f"ML050{number}", "name": name}}
            for number, name in ((1, "Mopti"), (2, "Djenné"), (3, "Koro"))
        ]
    }
    found = tables.by_place(tables.known(known(*EVENTS[:3])), outlines, "cercle")
    assert found[["pcode", "name", "deaths", "low", "high", "events", "civilians"]].to_numpy().tolist() == [
        ["ML0501", "Mopti", 7, 6, 11, 2, 2], ["ML0502", "Djenné", 3, 3, 3, 1, 0], ["ML0503", "Koro", 0, 0, 0, 0, 0],
    ]  # fmt: skip


def test_dyads_add_up_and_actors_count_for_both_sides():
    frame = tables.known(known(*EVENTS))
    assert tables.dyads(frame, most=2)[["year", "name", "deaths"]].to_numpy().tolist() == [
        [2022, "X - Y", 5], [2022, "others", 5], [2023, "Z - Y", 30],
    ]  # fmt: skip
    # Y 5 + 30, Z 3 + 30, X 5 + 2 + 3; civilians are no actor
    assert tables.actors(frame, most=2)[["year", "name", "deaths"]].to_numpy().tolist() == [
        [2022, "Y", 5], [2022, "Z", 3], [2023, "Y", 30], [2023, "Z", 30],
    ]  # fmt: skip
    assert set(tables.actors(frame, most=9)["name"]) == {"X", "Y", "Z"}


def test_the_events_themselves_newest_first():
    found = tables.listed(tables.known(known(precise(4, id=1), precise(1, id=3), precise(1, id=2, date_end="2022-04-01"))))
    assert found[["id", "where"]].to_numpy().tolist() == [[2, "exact place"], [3, "exact place"], [1, "region"]]


def test_months_without_events_have_types_from_sums_or_none_from_totals():
    rest = (
        sums("24.1", "2024-01", "2024-01", ("MLI", "2024-01", "one_sided", 10, 9, 12, 10)),
        totals(("MLI", "2023-12", 99), ("MLI", "2024-01", 99), ("MLI", "2024-02", 20)),
    )
    told = known(end="2023-12", more=rest)
    assert tables.summed(told, "2023-11", "2024-03")[["period", "type", "best", "provisional"]].to_numpy().tolist() == [
        ["2024-01", "one_sided", 10, False]
    ]
    found = tables.untyped(told, "2023-11", "2024-03")
    assert triples(found) == {"2024-02": (20, 5.8, 31.6)}  # a first release, x 0.29 and x 1.58
    assert found[["type", "provisional"]].to_numpy().tolist() == [["untyped", True]]


def test_twelve_months_are_summed_where_all_are_known():
    told = known(*EVENTS, start="2022-01", end="2023-01", more=(totals(("MLI", "2023-02", 100)),))
    assert tables.year_to(told, "2022-12") == tables.Sum(10, 9, 14, False)
    assert tables.year_to(told, "2022-11") is None
    found = tables.year_to(told, "2023-02")
    assert (found.best, found.low, found.high, found.provisional) == pytest.approx((100, 87, 105, True))  # a consolidated year


@pytest.mark.parametrize(
    ("end", "month"), [("2022-11", None), ("2022-12", "2022-12"), ("2023-06", "2023-02"), ("2023-01", "2023-01")]
)
def test_the_last_year_with_events(end, month):
    told = known(start="2022-01", end="2023-02")
    assert tables.whole_year(told, end) == month
    assert tables.whole_year(snapshots(), end) is None


def test_months_with_events():
    assert tables.placed(known(start="2022-01", end="2022-02"), "2021-12", "2022-06") == (2, 7)
    assert tables.placed(snapshots(), "2021-12", "2022-06") == (0, 7)
