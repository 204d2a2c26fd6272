"""When a curated row could first be known, and what a careful reader knew on days of 2012 to 2026, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import pandas as pd
import pytest

from indicators.dimensions.conflict import territory
from indicators.dimensions.curated import counted
from indicators.dimensions.governance import isolation
from indicators.registry import INDICATORS, SOURCES
from indicators.store import read

EDITED = [key for key, source in SOURCES.items() if source.kind.edited]
AHEAD = {"2022-06-30-g5-exit", "2025-09-18-oif-exit"}  # announced in words of their own day


def rows(key: str, as_of: str | None = None) -> pd.DataFrame:
    found = read.load(as_of=as_of).newest(key)
    return pd.DataFrame(columns=SOURCES[key].columns) if found is None else found.frame


@pytest.mark.parametrize("key", EDITED)
def test_no_row_is_known_before_it_happened_or_long_after_without_a_reason(key):
    for row in rows(key).to_dict("records"):
        happened, known = str(row["made" if key == "promises" else "date"]), str(row["public_from"])
        assert known >= happened or row["id"] in AHEAD, row["id"]
        late = date.fromisoformat(known) > date.fromisoformat(happened) + timedelta(days=60)
        assert not late or row["public_basis"] == "later", row["id"]


@pytest.mark.parametrize("key", EDITED)
def test_every_row_has_its_source_and_both_sentences(key):
    for row in rows(key).to_dict("records"):
        for name in ("source_url", "source2_url"):
            address = urlsplit(str(row[name]))
            assert (address.scheme in ("http", "https") and "." in address.netloc) or (name, row[name]) == (
                "source2_url",
                "",
            ), row["id"]
        assert (row["source2_url"] == "") == (row["source2_publisher"] == ""), row["id"]
        assert str(row["summary"]).endswith((".", "?", "”.")), row["id"]
        assert str(row["summary_fr"]).endswith((".", "?", "».", "»")), row["id"]
        assert row["summary_fr"] != row["summary"], row["id"]


@pytest.mark.parametrize("key", EDITED)
def test_a_row_of_grade_c_counts_only_beside_a_second_publisher(key):
    table = rows(key)
    alone = table[(table["source_grade"] == "C") & table["source2_publisher"].isin(["", *table["source_publisher"]])]
    alone = alone[(alone["source2_publisher"] == "") | (alone["source2_publisher"] == alone["source_publisher"])]
    assert not set(alone["id"]) & set(counted(table)["id"])
    assert len(counted(table)) == len(table) - len(alone)


def test_no_score_moves_when_every_lone_row_of_grade_c_is_taken_out():
    known = read.load()
    for key in EDITED:
        table = rows(key)
        kept = counted(table)
        if len(kept) == len(table):
            continue
        less = dict(known.vintages)
        less[key] = (replace(known.newest(key), frame=kept.reset_index(drop=True)),)
        fewer = replace(known, vintages=less)
        for indicator in INDICATORS.values():
            if key in indicator.sources:
                before = indicator.measure(known, ("MLI",), "2012-01", "2026-05")
                pd.testing.assert_frame_equal(before, indicator.measure(fewer, ("MLI",), "2012-01", "2026-05"))


def outside(day: str) -> list[str]:
    return [str(place) for place, lost in territory.outside(rows("territory", day), day)[["place", "best"]].to_numpy() if lost]


def imposed(day: str) -> list[str]:
    state = isolation.in_force(rows("governance_events", day), day)
    return sorted(
        f"{one['body']} {one['measure']}"
        for one in state.to_dict("records")
        if one["phase"] == "effective" and one["kind"] == "imposed"
    )


@pytest.mark.parametrize(
    ("day", "towns"),
    [
        ("2012-03-29", []),  # Kidal falls on the 30th
        ("2012-03-31", ["Gao", "Kidal"]),
        ("2012-04-02", ["Gao", "Kidal", "Timbuktu"]),
        ("2013-01-30", ["Kidal"]),  # French and Malian forces at Gao on the 26th and at Timbuktu on the 28th
        ("2023-11-13", ["Kidal"]),
        ("2023-11-15", []),  # the army tells of Kidal on the 14th
        ("2026-04-25", []),
        ("2026-04-28", ["Kidal"]),  # Reuters on the 27th
        ("2026-10-07", []),  # Reuters and Al Jazeera on the 6th
    ],
)
def test_which_capitals_a_reader_knew_to_be_outside_state_control(day, towns):
    assert outside(day) == towns


@pytest.mark.parametrize(
    ("day", "measures"),
    [
        ("2012-03-22", []),  # the day of the coup
        ("2012-03-28", ["African Union membership", "ECOWAS membership"]),
        (
            "2020-08-26",
            ["African Union membership", "ECOWAS embargo", "OIF membership"],
        ),  # ECOWAS took and lifted its own together
        ("2020-11-30", []),  # ECOWAS lifted on 6 October, the African Union on the 9th, the Francophonie on 5 November
        ("2022-01-08", ["African Union membership", "ECOWAS membership", "OIF membership"]),
    ],
)
def test_which_measures_a_reader_knew_to_be_imposed(day, measures):
    assert imposed(day) == measures


def test_an_exit_announced_for_later_is_known_and_not_yet_in_force():
    events = rows("governance_events", "2025-03-20")
    assert "2025-09-18-oif-exit" in set(events["id"])
    state = isolation.in_force(events, "2025-03-20").set_index(["body", "measure"])
    assert state.loc[("OIF", "membership"), "kind"] == "imposed"  # the suspension of 2021 still stands


@pytest.mark.parametrize(
    ("key", "id", "before", "on"),
    [
        ("governance_events", "2020-08-18-coup", "2020-08-18", "2020-08-19"),  # the president resigned in the night
        ("governance_events", "2021-05-24-coup", "2021-05-23", "2021-05-24"),
        ("governance_events", "2022-02-17-barkhane-withdrawal-announced", "2022-02-16", "2022-02-17"),
        ("governance_events", "2026-01-28-waemu-annulment", "2026-01-28", "2026-01-29"),  # published a day later
        ("foreign_forces", "2023-05-31-wagner-group-russia", "2023-08-14", "2023-08-15"),  # Le Monde tells of May in August
    ],
)
def test_a_row_is_seen_from_the_day_it_was_public(key, id, before, on):
    assert id not in set(rows(key, before)["id"])
    assert id in set(rows(key, on)["id"])
