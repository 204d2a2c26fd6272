"""The foreign-force table against its declaration and Mali's published levels; the rules are tested by hand in ``test_ledger``."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indicators.dimensions.military import ledger
from indicators.model import FIRST_PERIOD
from indicators.registry import METHODS
from indicators.sources.curated.forces import FOREIGN_FORCES
from indicators.store import contracts, csv_text
from indicators.subject import SUBJECT
from tests.bundled import bundled

PATH = Path(__file__).resolve().parents[1] / "data" / "curated" / "foreign_forces.csv"
TABLE = csv_text.from_csv_text(PATH.read_bytes(), FOREIGN_FORCES.fields, PATH.name)


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
    """The series published before is that of method 1."""
    native = METHODS[1][key].measure(bundled(), (SUBJECT.code,), FIRST_PERIOD, period).set_index("period")["best"]
    assert native[period] == pytest.approx(value, abs=tolerance)
