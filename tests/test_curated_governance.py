"""The curated tables of governance: contract, sources, the facts that must stand, and that the two tables agree."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from indicators.model import Source
from indicators.sources.curated.governance import GOVERNANCE_EVENTS, PROMISES, SOURCES
from indicators.store import contracts, csv_text
from tests.structural import SHARED

DATA = Path(__file__).resolve().parents[1] / "data" / "curated"
LONGEST = 200


def table(source: Source) -> pd.DataFrame:
    path = DATA / f"{source.key}.csv"
    return csv_text.from_csv_text(path.read_bytes(), source.fields, path.name)


EVENTS, MADE = table(GOVERNANCE_EVENTS), table(PROMISES)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_the_file_is_what_its_declaration_says(source):
    frame = table(source)
    assert contracts.problems(frame, source.fields, source.primary_key, source.key) == []
    assert contracts.curated_problems(source) == []
    written = (DATA / f"{source.key}.csv").read_bytes()
    assert written == csv_text.to_csv_text(frame, source.fields, source.primary_key).encode()  # LF, sorted, minimal quoting


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_every_row_can_be_followed_up(source):
    frame = table(source)
    for row in frame.to_dict("records"):
        assert urlsplit(row["source_url"]).scheme in ("http", "https"), row["id"]
        assert "." in urlsplit(row["source_url"]).netloc, row["id"]
        assert " " not in row["source_url"], row["id"]
        assert row["source_title"].strip(), row["id"]
        assert row["source_publisher"].strip(), row["id"]
        assert "Powell" not in row["source_title"] + row["source_publisher"], row["id"]
        assert len(row["summary"]) <= LONGEST, row["id"]
        assert row["summary"].endswith("."), row["id"]
        assert row["id"].startswith(row.get("date") or row["made"]), row["id"]
    for name in [item.name for item in source.fields if item.type == "date"]:
        for day in frame.loc[frame[name] != "", name]:
            date.fromisoformat(day)
    assert not frame["summary"].duplicated().any()


def test_an_event_is_known_from_its_day_on_unless_a_measure_was_dated_ahead():
    early = EVENTS[EVENTS["public_from"] < EVENTS["date"]]
    assert set(early["phase"]) <= {"effective", "lifted"}, early["id"].tolist()
    assert (MADE["public_from"] >= MADE["made"]).all()


def test_dates_of_months_and_years_stand_where_the_declaration_puts_them():
    assert EVENTS.loc[EVENTS["date_precision"] == "month", "date"].str.endswith("-15").all()
    assert EVENTS.loc[EVENTS["date_precision"] == "year", "date"].str.endswith("-07-01").all()


def test_coups_and_only_coups_have_an_outcome():
    attempts = EVENTS["event_type"].isin(["coup", "coup attempt"])
    assert (attempts == (EVENTS["outcome"] != "")).all()
    assert ((EVENTS["event_type"] == "coup") == (EVENTS["outcome"] == "successful")).all()


def test_measures_are_told_in_full_or_not_at_all():
    filled = EVENTS[["body", "measure", "phase", "kind"]] != ""
    assert (filled.all(axis=1) | ~filled.any(axis=1)).all()
    assert filled.loc[EVENTS["closed_list"] == "yes"].all(axis=None)


def test_what_is_lifted_was_in_force():
    listed = EVENTS[EVENTS["closed_list"] == "yes"].sort_values(["date", "id"])
    for pair, rows in listed.groupby(["body", "measure"]):
        running = False
        for row in rows.to_dict("records"):
            assert row["phase"] != "lifted" or running, (pair, row["id"])
            running = {"effective": True, "lifted": False}.get(row["phase"], running)


@pytest.mark.parametrize(
    ("day", "kind", "named"),
    [
        ("1968-11-19", "coup", "Keïta"),
        ("1991-03-26", "coup", "Traoré"),
        ("1992-06-08", "government change", "Konaré"),
        ("2012-03-22", "coup", "Touré"),
        ("2012-10-24", "suspension lifted", "Union"),
        ("2013-09-04", "government change", "Keïta"),
        ("2013-11-06", "suspension lifted", "election"),
        ("2020-08-18", "coup", "President Keïta"),
        ("2021-05-24", "coup", "Bah Ndaw"),
        ("2021-05-26", "government change", "resign"),
        ("2021-05-28", "government change", "Goïta president of the transition"),
        ("2021-05-30", "suspension", "suspends Mali"),
        ("2021-06-01", "suspension", "suspends Mali"),
        ("2021-11-07", "sanction", "travel ban"),
        ("2022-01-09", "sanction", "borders"),
        ("2022-01-09", "suspension", "monetary union"),
        ("2022-02-04", "sanction", "listed"),
        ("2022-02-27", "election postponed", "do not take place"),
        ("2022-06-30", "withdrawal from body", "G5 Sahel"),
        ("2023-06-30", "foreign-force withdrawal", "MINUSMA"),
        ("2023-07-08", "suspension lifted", "monetary union"),
        ("2023-12-06", "withdrawal from body", "G5 Sahel"),
        ("2025-01-29", "withdrawal from body", "ECOWAS"),
        ("2025-03-18", "withdrawal from body", "Francophonie"),
        ("2025-05-13", "party ban", "dissolves"),
        ("2025-07-08", "term extension", "five years"),
        ("2025-09-22", "withdrawal from body", "International Criminal Court"),
        ("2026-02-27", "sanction lifted", "taken off"),
        ("2026-04-25", "security shock", "defence minister"),
        ("2026-07-04", "security shock", "second wave"),
    ],
)
def test_the_facts_that_must_stand(day, kind, named):
    rows = EVENTS[(EVENTS["date"] == day) & (EVENTS["event_type"] == kind)]
    assert rows["summary"].str.contains(named, regex=False).any()


def test_only_the_court_is_announced_without_being_in_force_in_2026():
    from indicators.dimensions.governance import isolation

    state = isolation.in_force(EVENTS, "2026-05-31").set_index("body")
    assert state.loc[state["phase"] == "announced"].index.tolist() == ["International Criminal Court"]
    assert state.loc[state["kind"] == "imposed"].index.tolist() == ["African Union", "European Union"]


def test_a_spell_has_one_start_at_a_coup_and_one_end_at_an_oath():
    for spell, rows in MADE.groupby("spell"):
        assert rows["spell_start"].nunique() == rows["spell_end"].nunique() == 1, spell
        start, end = rows["spell_start"].iloc[0], rows["spell_end"].iloc[0]
        assert "successful" in set(EVENTS.loc[EVENTS["date"] == start, "outcome"])
        oath = EVENTS[(EVENTS["date"] == end) & (EVENTS["event_type"] == "government change")]
        assert end == "" or oath["summary"].str.contains("oath").any()
        assert (rows["made"] >= start).sum() > 0
        assert end == "" or (rows["made"] < end).all()


def test_a_schedule_names_a_day_and_a_postponement_none():
    assert (MADE.loc[MADE["class"] == "schedule", "due"] != "").all()
    assert (MADE.loc[MADE["class"] == "postponement", "due"] == "").all()
    dated = MADE[MADE["due"] != ""]
    assert (dated["due"] > dated["made"]).all()


def test_summaries_are_the_projects_own():
    path = SHARED / "curated" / "governance_events.csv"
    if not path.exists():
        pytest.skip("the first compilation is absent")
    with path.open(encoding="utf-8", newline="") as file:
        earlier = {row["summary"].strip(" .").casefold() for row in csv.DictReader(file)}
    assert not {summary.strip(" .").casefold() for summary in (*EVENTS["summary"], *MADE["summary"])} & earlier
