"""The curated tables of territory, agreements and HDI ranks: contract, sources, and the facts that must stand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from indicators import countries
from indicators.model import Source
from indicators.sources.curated.facts import AGREEMENTS, CLAIMS, HDI_RANK_AS_PUBLISHED, SOURCES, TERRITORY
from indicators.store import contracts, csv_text
from tests.structural import shared

DATA = Path(__file__).resolve().parents[1] / "data" / "curated"
LONGEST = 200
# OCHA's P-codes (COD-AB 2021) of the regions whose capital changed hands or was besieged
PCODES = {"Bamako": "ML09", "Gao": "ML07", "Kayes": "ML01", "Kidal": "ML08", "Ménaka": "ML10", "Timbuktu": "ML06"}
CURRENCIES = {"EUR", "USD", "XOF"}


def table(source: Source) -> pd.DataFrame:
    path = DATA / f"{source.key}.csv"
    return csv_text.from_csv_text(path.read_bytes(), source.fields, path.name)


TOWNS, DEALS, RANKS = table(TERRITORY), table(AGREEMENTS), table(HDI_RANK_AS_PUBLISHED)


# ---- what all three share


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_the_file_is_what_its_declaration_says(source):
    frame = table(source)
    assert len(frame) > 0
    assert contracts.problems(frame, source.fields, source.primary_key, source.key) == []
    assert contracts.curated_problems(source) == []
    written = (DATA / f"{source.key}.csv").read_bytes()
    assert written == csv_text.to_csv_text(frame, source.fields, source.primary_key).encode()  # LF, sorted, minimal quoting


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_every_row_can_be_followed_up(source):
    frame = table(source)
    for row in frame.to_dict("records"):
        address = urlsplit(row["source_url"])
        assert address.scheme in ("http", "https"), row["id"]
        assert "." in address.netloc, row["id"]
        assert row["source_url"].isascii(), row["id"]
        assert " " not in row["source_url"], row["id"]
        assert row["source_title"].strip(), row["id"]
        assert row["source_publisher"].strip(), row["id"]
        assert len(row["summary"]) <= LONGEST, row["id"]
        assert row["summary"].endswith("."), row["id"]
        assert row["public_from"] >= row["date"], row["id"]
    for name in [item.name for item in source.fields if item.type == "date"]:
        for day in frame[name]:
            date.fromisoformat(day)
    assert not frame["summary"].duplicated().any()


@pytest.mark.parametrize("frame", [TOWNS, DEALS], ids=["territory", "agreements"])
def test_a_row_is_named_after_its_day(frame):
    for row in frame.to_dict("records"):
        assert row["id"].startswith(row["date"] + "-"), row["id"]
    assert frame.loc[frame["date_precision"] == "month", "date"].str.endswith("-15").all()
    assert frame.loc[frame["date_precision"] == "year", "date"].str.endswith("-07-01").all()


# ---- territory


def test_a_town_is_lost_and_regained_in_turn():
    for place, rows in TOWNS.groupby("place"):
        changes = rows[rows["change"].isin(["lost", "regained"])].sort_values("date")["change"].tolist()
        assert changes == (["lost", "regained"] * len(changes))[: len(changes)], place


def test_a_town_is_relieved_only_while_it_is_besieged():
    for place, rows in TOWNS.groupby("place"):
        changes = rows[rows["change"].isin(["besieged", "relieved"])].sort_values("date")["change"].tolist()
        assert not changes or changes[0] == "besieged", place
        assert ["relieved", "relieved"] not in [changes[n : n + 2] for n in range(len(changes))], place


def test_towns_are_capitals_of_regions_by_their_p_code():
    assert dict(zip(TOWNS["place"], TOWNS["pcode"], strict=True)) == PCODES


def test_the_p_codes_are_those_of_ochas_table():
    path = shared("population/mli_pcodes_adm1_adm2_2021.csv")
    with path.open(encoding="utf-8", newline="") as file:
        regions = {row["P-Code"]: row["Name"] for row in csv.DictReader(file) if row["Admin Level"] == "1"}
    assert [regions[code] for code in ("ML06", "ML07", "ML08")] == ["Tombouctou", "Gao", "Kidal"]


@pytest.mark.parametrize(
    ("day", "place", "change", "contested"),
    [
        ("2012-03-30", "Kidal", "lost", "no"),
        ("2012-03-31", "Gao", "lost", "no"),
        ("2012-04-01", "Timbuktu", "lost", "no"),
        ("2013-01-26", "Gao", "regained", "no"),
        ("2013-01-28", "Timbuktu", "regained", "no"),
        ("2013-07-05", "Kidal", "regained", "yes"),
        ("2014-05-21", "Kidal", "lost", "no"),
        ("2023-11-14", "Kidal", "regained", "no"),
        ("2026-04-26", "Kidal", "lost", "no"),
    ],
)
def test_the_changes_that_must_stand(day, place, change, contested):
    rows = TOWNS[(TOWNS["date"] == day) & (TOWNS["place"] == place)]
    assert rows[["change", "contested"]].to_numpy().tolist() == [[change, contested]]


# ---- agreements


def test_an_amount_has_bounds_a_currency_and_a_basis_or_nothing():
    amount = DEALS["amount_low"].notna()
    assert amount.sum() >= 8
    assert DEALS.loc[amount, "currency"].isin(CURRENCIES).all()
    assert (DEALS.loc[amount, "amount_basis"] != "").all()
    assert (DEALS.loc[~amount, ["currency", "amount_basis"]] == "").all(axis=None)
    assert DEALS.loc[~amount, "amount_high"].isna().all()
    closed = DEALS[DEALS["amount_high"].notna()]
    assert (closed["amount_low"] <= closed["amount_high"]).all()
    assert (DEALS.loc[amount, "amount_low"] > 0).all()


def test_partners_are_countries_or_the_union():
    assert set(DEALS["partner_iso3"]) <= {*countries.codes(), "EUU"}
    assert "MLI" not in set(DEALS["partner_iso3"])


def test_what_ends_was_signed_before_or_is_the_mission_of_2013():
    for row in DEALS[DEALS["status"] == "ended"].to_dict("records"):
        earlier = DEALS[(DEALS["partner_iso3"] == row["partner_iso3"]) & (DEALS["date"] < row["date"])]
        assert "signed" in set(earlier["status"]) or row["partner"] == "European Union", row["id"]


@pytest.mark.parametrize(
    ("day", "category", "partner", "status", "named"),
    [
        ("2014-07-16", "military_technical", "FRA", "signed", "treaty"),
        ("2019-06-25", "military_technical", "RUS", "signed", "intergovernmental"),
        ("2021-09-13", "private_military_contract", "RUS", "talks", "6 billion CFA francs"),
        ("2021-09-30", "arms_delivery", "RUS", "delivered", "Mi-171"),
        ("2021-11-11", "military_technical", "RUS", "talks", "ammunition"),
        ("2022-03-30", "arms_delivery", "RUS", "delivered", "helicopters"),
        ("2022-04-18", "arms_delivery", "RUS", "delivered", "helicopters"),
        ("2022-05-02", "military_technical", "FRA", "ended", "treaty of 2014"),
        ("2022-08-09", "arms_delivery", "RUS", "delivered", "Su-25"),
        ("2023-01-19", "arms_delivery", "RUS", "delivered", "Su-25"),
        ("2023-03-16", "arms_delivery", "TUR", "delivered", "TB2"),
        ("2023-10-13", "nuclear", "RUS", "signed", "memorandum"),
        ("2023-11-15", "mining", "RUS", "signed", "refinery"),
        ("2024-01-04", "arms_delivery", "TUR", "delivered", "TB2"),
        ("2024-03-25", "nuclear", "RUS", "signed", "roadmap"),
        ("2024-05-16", "mining", "CHN", "signed", "lithium"),
        ("2024-05-24", "energy", "RUS", "announced", "solar"),
        ("2025-06-16", "mining", "RUS", "announced", "refinery"),
        ("2025-06-23", "nuclear", "RUS", "signed", "nuclear"),
    ],
)
def test_the_agreements_that_must_stand(day, category, partner, status, named):
    rows = DEALS[(DEALS["date"] == day) & (DEALS["category"] == category) & (DEALS["partner_iso3"] == partner)]
    assert rows["status"].tolist() == [status]
    assert named in rows["summary"].iloc[0]


def test_the_price_of_the_talks_of_september_2021():
    row = DEALS.set_index("id").loc["2021-09-13-wagner-talks"]
    assert (row["amount_low"], row["amount_high"]) == (10_800_000, 10_800_000)
    assert (row["currency"], row["amount_basis"]) == ("USD", "month")
    assert row["public_from"] == "2021-09-13"


# ---- the HDI rank as printed


def test_a_rank_lies_among_the_countries_ranked_and_editions_follow_one_another():
    assert ((RANKS["rank"] >= 1) & (RANKS["rank"] <= RANKS["ranked"])).all()
    ordered = RANKS.sort_values("date")
    assert ordered["data_year"].is_monotonic_increasing
    assert ordered["data_year"].is_unique
    assert (ordered["date"].str.slice(0, 4).astype(int) > ordered["data_year"]).all()
    assert RANKS["hdi"].dropna().between(0.2, 0.5).all()


@pytest.mark.parametrize(
    ("report", "year", "rank", "ranked"),
    [
        ("HDR 2013", 2012, 182, 187),
        ("HDR 2014", 2013, 176, 187),
        ("HDR 2015", 2014, 179, 188),
        ("HDR 2016", 2015, 175, 188),
        ("HDR 2018 update", 2017, 182, 189),
        ("HDR 2020", 2019, 184, 189),
        ("HDR 2021/22", 2021, 186, 191),
        ("HDR 2023/24", 2022, 188, 193),
        ("HDR 2025", 2023, 188, 193),
    ],
)
def test_the_ranks_that_must_stand(report, year, rank, ranked):
    row = RANKS.set_index("report").loc[report]
    assert (row["data_year"], row["rank"], row["ranked"]) == (year, rank, ranked)


@pytest.mark.parametrize(
    ("report", "year", "name"),
    [("HDR 2021/22", 2021, "HDR21-22"), ("HDR 2023/24", 2022, "HDR23-24"), ("HDR 2025", 2023, "HDR25")],
)
def test_the_last_three_editions_are_undps_own_files(report, year, name):
    path = shared(f"undp/{name}_Composite_indices_complete_time_series.csv")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    mali = next(row for row in rows if "MLI" in row.values())
    printed = RANKS.set_index("report").loc[report]
    assert printed["rank"] == int(mali[f"hdi_rank_{year}"])
    assert printed["hdi"] == float(mali[f"hdi_{year}"])
    assert printed["ranked"] == sum(bool(row[f"hdi_rank_{year}"]) for row in rows)


# ---- wording


def test_a_claim_says_who_says_it_and_has_its_answer():
    claims = table(CLAIMS)
    assert len(claims) >= 60
    assert claims["summary"].str.contains(r"\b(?:say|says|told)\b").all()
    assert (
        claims["summary_fr"]
        .str.contains(r"\b(?:affirme|affirment|déclare|déclarent|déclaré|dit|disent|selon)\b", case=False)
        .all()
    )
    for pair, sides in claims.groupby("pair"):
        assert set(sides["side"]) == {"a", "b"}, pair
        assert sides[["topic", "decided_by"]].drop_duplicates().shape[0] == 1, pair


@pytest.mark.parametrize("source", [one for one in SOURCES if one is not CLAIMS], ids=lambda source: source.key)
def test_the_wording_takes_no_side(source):
    loaded = ("terrorist", "mercenar", "puppet", "occupier", "regime", "wrong partner", "liberat")
    summaries = table(source)["summary"].str.casefold()
    for word in loaded:
        assert not summaries.str.contains(word, regex=False).any(), word
