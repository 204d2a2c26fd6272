"""The foreign-force ledger: its table, its rules on rows made by hand, Mali's levels, and the military indicators."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import indicators
from indicators.dimensions.military import ledger
from indicators.sources.curated.forces import FOREIGN_FORCES
from indicators.store import contracts, csv_text

PATH = Path(__file__).resolve().parents[1] / "data" / "curated" / "foreign_forces.csv"
TABLE = csv_text.from_csv_text(PATH.read_bytes(), FOREIGN_FORCES.fields, PATH.name)


def rows(*changes: dict[str, object]) -> pd.DataFrame:
    """A ledger of rows of one force, unless a change says otherwise."""
    plain = {
        "sponsor": "A", "bloc": "other", "force": "F", "status": "level", "personnel_best": None, "personnel_low": None,
        "personnel_high": None, "population": "in_country", "relation": "owner", "basis": "stated", "succeeds": "",
        "source_grade": "A", "source_publisher": "P",
    }  # fmt: skip
    return pd.DataFrame([{"id": f"r{place}", **plain, **change} for place, change in enumerate(changes)])


def at(frame: pd.DataFrame, period: str) -> list[tuple[str, float, float, float, str]]:
    found = ledger.levels(frame, period, period)
    return list(found[["force", "best", "low", "high", "status"]].itertuples(index=False, name=None))


# ---- the table


def test_the_file_is_what_its_declaration_says():
    assert contracts.problems(TABLE, FOREIGN_FORCES.fields, FOREIGN_FORCES.primary_key, "foreign_forces") == []
    assert contracts.curated_problems(FOREIGN_FORCES) == []
    assert PATH.read_bytes() == csv_text.to_csv_text(TABLE, FOREIGN_FORCES.fields, FOREIGN_FORCES.primary_key).encode()
    for row in TABLE.to_dict("records"):
        address = urlsplit(row["source_url"])
        assert address.scheme in ("http", "https"), row["id"]
        assert "." in address.netloc, row["id"]
        assert row["source_title"].strip(), row["id"]
        assert row["source_publisher"].strip(), row["id"]
        assert row["summary"].endswith("."), row["id"]
        assert row["public_from"] >= row["date"], row["id"]


def test_the_facts_that_must_stand():
    def dated(mission, date):
        return TABLE[(TABLE["mission"] == mission) & (TABLE["date"] == date)]

    assert dated("Operation Barkhane", "2014-08-01")["succeeds"].tolist() == ["Operation Serval"]
    assert dated("Operation Barkhane", "2021-06-10")["status"].tolist() == ["announced_withdrawal"]
    handed = TABLE[(TABLE["mission"] == "Operation Barkhane") & (TABLE["relation"] == "base")].sort_values("date")
    assert [place.split(" (")[0] for place in handed["bases"]] == ["Kidal", "Tessalit", "Timbuktu"]
    assert dated("Operation Barkhane", "2022-08-15")["personnel_high"].tolist() == [0]
    assert dated("MINUSMA", "2023-12-31")["personnel_high"].tolist() == [0]
    assert TABLE[TABLE["force"].str.startswith("Russian")]["mission"].nunique() == 3


# ---- the rules


def test_one_figure_takes_the_band_of_its_grade():
    frame = rows({"date": "2020-01-10", "personnel_low": 100, "personnel_high": 100, "source_grade": "B"})
    assert at(frame, "2019-12") == []
    assert at(frame, "2020-01") == [("F", 100.0, 75.0, 125.0, "normal")]
    assert at(frame, "2021-01") == [("F", 100.0, 75.0, 125.0, "normal")]
    assert at(frame, "2021-02") == [("F", 100.0, 75.0, 125.0, "carried")]


def test_a_region_wide_figure_is_bounded_by_the_last_one_in_the_country():
    frame = rows(
        {"date": "2014-07-01", "personnel_low": 1000, "personnel_high": 1000, "force": "S"},
        {"date": "2014-08-01", "personnel_low": 3000, "personnel_high": 3000, "population": "region", "succeeds": "S"},
    )
    assert at(frame, "2014-07") == [("S", 1000.0, 900.0, 1100.0, "normal")]
    assert at(frame, "2014-08") == [("F", 2000.0, 1000.0, 3000.0, "estimated")]


def test_soldiers_bound_a_uniformed_level_from_below_and_its_ceiling_from_above():
    frame = rows(
        {"date": "2020-01-01", "personnel_low": 150, "personnel_high": 150, "population": "ceiling"},
        {"date": "2020-02-01", "personnel_low": 130, "personnel_high": 130, "population": "uniformed"},
        {"date": "2020-03-01", "personnel_low": 120, "personnel_high": 120, "population": "military"},
        {"date": "2020-04-01", "personnel_low": 170, "personnel_high": 170, "population": "all_personnel"},
    )
    assert at(frame, "2020-01") == []
    assert at(frame, "2020-02") == [("F", 130.0, 117.0, 143.0, "normal")]
    assert at(frame, "2020-03") == at(frame, "2020-04") == [("F", 130.0, 120.0, 150.0, "normal")]


def test_contingents_bases_and_what_is_not_counted_move_nothing():
    other = [
        {"date": "2020-02-01", "personnel_low": 0, "personnel_high": 0, "relation": name}
        for name in ("contingent", "base", "not_counted")
    ]
    frame = rows({"date": "2020-01-01", "personnel_low": 10, "personnel_high": 30}, *other)
    assert at(frame, "2020-02") == [("F", 20.0, 10.0, 30.0, "normal")]


ROW = st.fixed_dictionaries(
    {
        "date": st.dates(pd.Timestamp("2012-01-01").date(), pd.Timestamp("2020-12-31").date()).map(str),
        "population": st.sampled_from(
            ["in_country", "uniformed", "military", "region", "ceiling", "announced", "reduced", "all_personnel"]
        ),
        "personnel_low": st.integers(0, 5000),
        "force": st.sampled_from(["F", "G"]),
        "source_grade": st.sampled_from(["A", "B", "C"]),
        "more": st.one_of(st.none(), st.integers(0, 5000)),
    }
)


@given(st.lists(ROW, min_size=1, max_size=8))
def test_bounds_hold_and_no_month_knows_a_later_row(drawn):
    frame = rows(
        *({**row, "personnel_high": None if row["more"] is None else row["personnel_low"] + row["more"]} for row in drawn)
    )
    whole = ledger.levels(frame, "2012-01", "2021-12")
    assert ((whole["low"] <= whole["best"]) & (whole["best"] <= whole["high"])).all()
    past = ledger.levels(frame[frame["date"] <= "2016-06-30"], "2012-01", "2016-06")
    pd.testing.assert_frame_equal(past, whole[whole["period"] <= "2016-06"].reset_index(drop=True))


# ---- Mali


@pytest.mark.parametrize(
    ("period", "persons"),  # the sums of the sourced figures, force by force
    [
        ("2012-12", 0),
        ("2013-12", 3_000 + 6_010 + 225),  # Serval, MINUSMA, half of the 450 announced for EUTM Mali
        ("2014-12", 1_000 + 9_300 + 225),  # Barkhane inside Mali
        ("2015-12", 1_000 + 9_883 + 439),
        ("2016-12", 2_500 + 11_000 + 439),  # Barkhane: between 1,000 inside Mali and 4,000 in the region
        ("2018-12", 2_500 + 13_959 + 600),
        ("2020-12", 3_050 + 14_400 + 700 + 100),  # Barkhane: between 1,000 and 5,100; Takuba
        ("2021-12", 3_050 + 14_400 + 700 + 900 + 40),  # Wagner's first
        ("2022-12", 14_400 + 1_000 + 500),  # EUTM Mali reduced, nobody says to what: half of 1,000
        ("2023-12", 1_600 + 500),
        ("2024-12", 1_600),
        ("2026-05", 2_250),  # 2,000 to 2,500
    ],
)  # fmt: skip
def test_the_levels_of_december(period, persons):
    assert round(ledger.levels(TABLE, period, period)["best"].sum() + 0.01) == persons


def test_every_level_names_rows_that_exist():
    table = ledger.levels(TABLE, "1990-01", "2026-05")
    assert {name for names in table["rows"] for name in names.split()} <= set(TABLE["id"])
    assert set(ledger.evidence(TABLE, "2018-03", "United Nations")["mission"]) == {"MINUSMA"}
    assert ledger.evidence(TABLE, "2005-03", "France").empty
    # a bound is evidence too: the last figure inside the country, and the authorised strength
    assert set(ledger.evidence(TABLE, "2018-03", "France")["mission"]) == {"Operation Barkhane"}
    assert set(ledger.evidence(TABLE, "2021-12", "United Nations")["population"]) == {"ceiling", "uniformed", "military"}


@pytest.mark.parametrize(
    ("key", "period", "value", "tolerance"),
    [
        # the peak of 19,650 in May 2022 faded by half in 60 months: three months later 18,981, and 16,250 were left
        ("military.security_gap", "2022-08", 1 - 16_250 / (19_650 * 0.5 ** (3 / 60)), 1e-3), ("military.security_gap", "2023-06", 0.10, 0.01),
        ("military.security_gap", "2023-09", 0.28, 0.01),
        ("military.security_gap", "2023-12", 1 - 2_100 / (19_650 * 0.5 ** (19 / 60)), 1e-3),
        ("military.security_gap", "2026-05", 0.81, 0.01),
        ("military.realignment", "2023-12", 0.79, 0.04),
        ("military.realignment", "2022-02", 0.04, 0.02), ("military.realignment", "2026-05", 0.58, 0.04),

        # MINUSMA 14,400, Barkhane 2,400, Russia 1,000, Takuba 900, EUTM 700 of 19,400
        ("military.fragmentation", "2022-02", 1 - (14_400**2 + 2_400**2 + 1_000**2 + 900**2 + 700**2) / 19_400**2, 1e-3),
        ("military.foreign_personnel", "2021-12", 19_090 / 2_239, 0.1),
    ],
)  # fmt: skip
def test_the_military_indicators_against_the_published_series(key, period, value, tolerance):
    found = indicators.observations().set_index(["indicator", "period"])["best"][key, period]
    assert found == pytest.approx(value, abs=tolerance)
