"""Armed actors: whose an event is, what counts for whom, and how the figures add up; worked out by hand, and on the bundled events."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.sources.curated.actors import ACTORS, PARTIES
from indicators.store import read
from indicators.subject import SUBJECT
from indicators.tables import actors as tables
from indicators.tables import conflict, parties

NAMED = {
    "Government of Mali": "government",
    "Government of Russia": "Russian forces",
    "JNIM": "JNIM",
    "AQIM": "JNIM",
    "CMA": "FLA",
}
# type, side A, side B, best, dead of A, of B, civilians, unknown, month it ended in
EVENTS = pd.DataFrame(
    [
        ("state_based", "Government of Mali", "JNIM", 10, 4, 5, 1, 0, "2022-03"),
        ("non_state", "AQIM, JAS", "CMA", 7, 2, 4, 0, 1, "2012-06"),
        ("one_sided", "Government of Mali, Government of Russia", "Civilians", 6, 0, 0, 6, 0, "2022-03"),
        ("one_sided", "JNIM", "Civilians", 3, 0, 0, 3, 0, "2022-04"),
        ("non_state", "Dogon", "Fulani", 2, 1, 1, 0, 0, "2022-05"),
    ],
    columns=["type", "side_a", "side_b", "best", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "period"],
)  # fmt: skip
KNOWN = read.load()
CURATED = KNOWN.newest("actors").frame
STORED = conflict.known(KNOWN)
PARTY = parties.named(CURATED)


def test_a_side_of_several_names_belongs_to_each_of_their_parties():
    assert parties.of("Government of Mali, Government of Russia", NAMED) == ("government", "Russian forces")
    assert parties.of("AQIM, JNIM", NAMED) == ("JNIM",)
    assert parties.of("AQIM, JAS", NAMED) == ("JNIM", "others")
    assert parties.of("Civilians", NAMED) == ()
    assert parties.group("JAS, AQIM", NAMED) == "JNIM"  # the first that has a colour


@pytest.mark.parametrize(
    ("sides", "party"),
    [
        (("Government of Mali", "JNIM"), "JNIM"), (("Government of Mali", "Civilians"), "government"), (("JNIM", "CMA"), "JNIM"),
        (("Government of Niger", "Civilians"), "others"), (("Government of Algeria", "AQIM"), "JNIM"),
    ],
)  # fmt: skip
def test_an_event_has_the_colour_of_the_party_beside_a_government(sides, party):
    assert parties.party(*sides, NAMED) == party


def test_the_table_gives_each_of_its_names_a_party():
    assert parties.named(pd.DataFrame({"ucdp": ["IS; ISGS", ""], "party": ["IS", "FLA"]})) == {"IS": "IS", "ISGS": "IS"}


def test_deaths_count_for_each_party_of_an_event():
    # JNIM: 10 + 7 + 3 = 20 of 28; government 10 + 6 = 16; FLA 7; Russian forces 6; others 7 (JAS) + 2 (once, though both sides) = 9
    table = tables.shares(EVENTS, NAMED)
    assert table["party"].tolist() == ["JNIM", "government", "FLA", "Russian forces", "others"]
    assert table["deaths"].tolist() == [20, 16, 7, 6, 9]
    assert table["events"].tolist() == [3, 2, 1, 1, 2]
    assert table["share"].tolist() == pytest.approx([20 / 28, 16 / 28, 7 / 28, 6 / 28, 9 / 28])
    assert table["killed_civilians"].tolist() == [3, 6, 0, 6, 0]
    # its dead: JNIM 5 beside the government; government 4; CMA 4; Dogon and Fulani 1 each; the 2 of AQIM and JAS are nobody's alone
    assert table["own_dead"].tolist() == [5, 4, 4, 0, 2]


def test_what_is_counted_twice_is_told():
    # parties add up to 20 + 16 + 7 + 6 + 9 = 58, the deaths to 28; one-sided 9, counted 6 + 6 + 3 = 15
    assert tables.balance(EVENTS, NAMED) == tables.Balance(5, 28, 58, 9, 15)


def test_whose_the_dead_were_adds_up_to_the_deaths():
    table = tables.dead(EVENTS, NAMED).set_index("whose")["deaths"]
    # civilians 1 + 6 + 3
    told = {"Civilians": 10, "JNIM": 5, "government": 4, "FLA": 4, "others": 2, "several together": 2, "not known whose": 1}
    assert {name: count for name, count in table.items() if count} == told
    assert table.sum() == 28


def test_a_lane_holds_what_ended_in_a_year_or_month():
    def lane(measure, step, party):
        rows = tables.when(EVENTS, NAMED, measure, step)
        return dict(rows.loc[rows["party"] == party, ["period", "number"]].to_numpy().tolist())

    assert lane("deaths", "year", "JNIM") == {"2012": 7, "2022": 13}
    assert lane("deaths", "month", "JNIM") == {"2012-06": 7, "2022-03": 10, "2022-04": 3}
    assert lane("killed_civilians", "year", "Russian forces") == {"2022": 6}
    assert lane("own_dead", "year", "JNIM") == {"2022": 5}
    assert lane("own_dead", "month", "others") == {"2022-05": 2}


def test_the_other_sides_add_up_to_the_deaths_of_a_party():
    assert tables.against(EVENTS, NAMED, "JNIM").to_numpy().tolist() == [
        ["Government of Mali", 10, 1, "government"], ["CMA", 7, 1, "FLA"], ["Civilians", 3, 1, "Civilians"],
    ]  # fmt: skip
    assert tables.against(EVENTS, NAMED, "others").to_numpy().tolist() == [
        ["CMA", 7, 1, "FLA"],
        ["Dogon - Fulani", 2, 1, "others"],
    ]
    assert tables.against(EVENTS, NAMED, "IS").empty


# ---- the bundled events


SPANS = [("1990-01", "2026-05"), ("2012-01", "2012-12"), ("2017-03", "2023-12"), ("2026-02", "2026-02"), ("2024-05", "2024-06")]


@pytest.mark.parametrize("span", SPANS)
def test_actors_sums_equal_the_events(span):
    events = conflict.within(STORED, *span, conflict.TYPES, "region", None)
    table, sums = tables.shares(events, PARTY), tables.balance(events, PARTY)
    deaths = int(events["best"].sum())
    assert sums.deaths == deaths
    pairs = [{*parties.of(a, PARTY), *parties.of(b, PARTY)} for a, b in zip(events["side_a"], events["side_b"], strict=True)]
    assert all(pairs)  # no event is nobody's
    twice = sum((len(pair) - 1) * int(best) for pair, best in zip(pairs, events["best"], strict=True))
    assert table["deaths"].sum() == deaths + twice == sums.counted
    dead = tables.dead(events, PARTY)
    assert dead["deaths"].sum() == deaths
    lost = dead.set_index("whose")["deaths"]
    assert all(int(row.own_dead) == int(lost.get(row.party, 0)) for row in table.itertuples())
    for party in PARTIES:
        own = table.loc[table["party"] == party, "deaths"].sum()
        assert tables.against(events, PARTY, party)["deaths"].sum() == own == tables.of(events, PARTY, party)["best"].sum()
    for measure, column in (("deaths", "deaths"), ("killed_civilians", "killed_civilians"), ("own_dead", "own_dead")):
        for step in tables.STEPS:
            assert tables.when(events, PARTY, measure, step)["number"].sum() == table[column].sum()


def test_every_organisation_in_the_events_has_a_row_and_no_row_names_what_is_not_there():
    there = {name for side in ("side_a", "side_b") for names in STORED[side].unique() for name in parties.split(str(names))}
    communities = {"Arab", "Daoussak (Tuareg)", "Dogon", "Fulani", "Kounta", "Tuareg"}
    neighbours = {f"Government of {name}" for name in ("Algeria", "Burkina Faso", "Mauritania", "Niger")}
    elsewhere = {"Ansaroul Islam", "JAS", "Military faction (Red Berets)", "Civilians"}
    assert there - set(PARTY) == communities | neighbours | elsewhere
    assert set(PARTY) <= there


def test_descent_leads_to_rows_of_the_table():
    ids = set(CURATED["id"])
    for column in ("part_of", "successor_of"):
        assert {one for names in CURATED[column].fillna("") for one in str(names).split("; ") if one} <= ids
    names = [one for each in CURATED["ucdp"].fillna("") for one in str(each).split("; ") if one]
    assert len(names) == len(set(names))
    assert set(CURATED["country"]) == {SUBJECT.code}
    assert ACTORS.primary_key == ("id",)
