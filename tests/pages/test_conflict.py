"""The conflict page: sums as UCDP's, places only where they are known, every filter."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.store import read
from indicators.tables import conflict as tables
from tests.bundled import bundled
from tests.pages.app import opened

KNOWN = bundled()
EVERY = tables.known(KNOWN)
SUMS = {2012: 359, 2018: 1281, 2022: 3650, 2023: 2109}  # UCDP GED 24.1, Mali


@pytest.mark.parametrize("year", list(SUMS))
def test_events_add_up_to_ucdps_years(year):
    rows = tables.within(EVERY, f"{year}-01", f"{year}-12", tables.TYPES, "region", None)
    assert rows["best"].sum() == SUMS[year]
    months = tables.by_month(rows, f"{year}-01", f"{year}-12")
    assert months["best"].sum() == SUMS[year]
    for table in (tables.dyads(rows),):
        assert table["deaths"].sum() == SUMS[year]


@pytest.mark.parametrize("level", tables.LEVELS)
def test_the_map_and_what_is_beside_it_add_up(level):
    rows = tables.within(EVERY, "2015-01", "2023-12", tables.TYPES, level, None)
    outlines = read.geo({"region": "mli_adm1", "cercle": "mli_adm2"}[level])
    places = tables.by_place(rows, outlines, level)
    rest = tables.unplaced(rows, level)
    assert len(places) == len(outlines["features"])
    assert places["deaths"].sum() + rest["deaths"].sum() == rows["best"].sum()
    assert places["events"].sum() + rest["events"].sum() == len(rows)


def test_nothing_known_to_the_country_only_is_painted():
    vague = EVERY[EVERY["where_prec"] >= 5]
    assert vague["region"].isna().all()
    assert vague["cercle"].isna().all()
    assert EVERY.loc[EVERY["where_prec"] == 4, "cercle"].isna().all()


def test_moura_stands_among_the_events_as_ucdp_counts_it():
    rows = EVERY[(EVERY["adm2"] == "Djenné cercle") & (EVERY["date_start"] == "2022-03-26")]
    assert rows[["date_end", "type", "best", "civilians"]].iloc[0].tolist() == ["2022-03-31", "state_based", 313, 243]


def test_months_after_the_events_have_no_type_and_are_provisional():
    table = tables.untyped(KNOWN, "2023-06", "2026-05")
    assert table["period"].min() == "2024-01"
    assert set(table["type"]) == {tables.UNTYPED}
    assert table.loc[table["period"] == "2026-05", ["best", "provisional"]].iloc[0].tolist() == [438.0, True]


def test_the_sentence_gives_twelve_months():
    page = opened("conflict", to="2022-12", as_of=date(2024, 6, 1))  # GED 24.1
    assert not page.exception
    assert "In the twelve months to December 2022 3,650 people were killed" in page.markdown[0].value.replace("\\", "")


def test_a_place_and_a_type_filter_the_page():
    page = opened("conflict", place="Mopti", types=["one_sided"], from_="2019-01", to="2019-12")
    assert not page.exception
    rows = tables.within(tables.known(read.load()), "2019-01", "2019-12", ["one_sided"], "region", "ML05")
    assert any(f"The events: {len(rows)}, Mopti" in item.value.replace("\\", "") for item in page.header)


def test_a_place_of_the_other_level_is_forgotten():
    page = opened("conflict", place="Bankass", level="region")
    assert not page.exception
    assert page.selectbox(key="place").value == "everywhere"


@pytest.mark.parametrize(
    "choices",
    [
        {"as_of": date(2024, 2, 1)}, {"as_of": date(2024, 6, 1), "reconstruct": True}, {"from_": "1995-01", "to": "1999-12"}, {"types": []},
        {"by": "actors"}, {"level": "cercle", "colour": "civilians"},
    ],
)  # fmt: skip
def test_no_state_gives_a_traceback(choices):
    assert not opened("conflict", **choices).exception
