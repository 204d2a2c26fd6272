"""The rules of alerts on invented months and rows: what each says, from when, until when, and what shadows what."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators import months
from indicators.alerts import deaths, promises, rules, surge, territory, upkeep
from indicators.alerts.rule import Alert, Known, Move
from indicators.model import Snapshots, Vintage
from indicators.registry import SOURCES
from indicators.subject import SUBJECT

OWN = SUBJECT.code


def totals(first: str, values: list[float], published: str, version: str = "v") -> Vintage:
    start = months.ordinal(first)
    periods = months.periods(range(start, start + len(values)))
    frame = pd.DataFrame({"country": OWN, "period": periods, "best": values})
    return Vintage("ucdp_totals", version, published, "given", first, periods[-1], (OWN,), frame)


def curated(key: str, *rows: dict[str, str]) -> Vintage:
    blank = {item.name: "" if item.type not in ("number", "integer") else np.nan for item in SOURCES[key].fields}
    shared = {
        "country": OWN,
        "source_grade": "A",
        "source_publisher": "P",
        "source_url": "https://example.org/a",
        "summary": "It happens.",
    }
    whole = [{**blank, **shared, "public_from": row.get("date", row.get("made", "")), **row} for row in rows]
    return Vintage(key, "curated", "2026-01-01", "stated", "1990-01", "2026-01", (OWN,), pd.DataFrame(whole))


def seen(*vintages: Vintage, day: str = "2026-06-01", moves: tuple[Move, ...] = ()) -> Known:
    found: dict[str, list[Vintage]] = {}
    for one in vintages:
        found.setdefault(one.source, []).append(one)
    return Known(Snapshots(found), day, OWN, moves)


def spoken(key: str, known: Known) -> list[tuple[str, str, str]]:
    return [(one.about, one.since, one.until) for one in rules.RULES[key].find(known)]


def test_a_month_speaks_where_it_has_a_hundred_and_more_than_any_of_eleven_before():
    # 12 months: 99 is below the floor; 100 after eleven lower ones speaks; an equal month does not; 101 does
    series = np.array([5.0] * 11 + [100.0, 100.0, 101.0])[:, None]
    assert deaths.highest(series, 12)[:, 0].tolist() == [False] * 11 + [True, False, True]
    assert not deaths.highest(np.array([5.0] * 11 + [99.0])[:, None], 12).any()
    assert not deaths.highest(np.array([5.0] * 10 + [500.0])[:, None], 12).any()  # eleven months are too few


def test_a_month_of_the_newest_release_is_in_force_until_the_next_is_out():
    values = [1.0] * 35 + [150.0]
    first = totals("2023-01", values, "2026-01-21", "a")  # ends 2025-12, published within two months: first release
    assert spoken("deaths_36", seen(first)) == [("2025-12", "2026-01-21", "")]
    second = totals("2023-01", [*values, 3.0], "2026-02-20", "b")
    assert spoken("deaths_36", seen(first, second)) == [("2025-12", "2026-01-21", "2026-02-20")]


def test_months_told_late_are_dated_by_the_calendar():
    late = totals("2020-01", [1.0] * 35 + [150.0, 1.0], "2026-01-21")
    found = list(rules.RULES["deaths_36"].find(seen(late)))
    assert [(one.since, one.until, one.basis) for one in found] == [("2023-01-26", "2023-02-26", "calendar")]


def test_the_longer_rule_silences_the_shorter_about_the_same_month():
    known = seen(totals("2023-01", [1.0] * 35 + [150.0], "2026-01-21"))
    given = rules.given(known)
    assert {one.rule for one in given if one.rule.startswith("deaths")} == {"deaths_12", "deaths_36"}
    assert [one.rule for one in rules.in_force(given, known.day) if one.rule.startswith("deaths")] == ["deaths_36"]


def test_may_2026_qualifies_on_the_stored_figures():
    from indicators.store import read

    known = Known(read.load(as_of="2026-07-01"), "2026-07-01", OWN, history=False)
    found = {one.rule: one for one in rules.in_force(rules.given(known), known.day)}
    assert found["deaths_36"].about == "2026-05"
    assert found["deaths_36"].values["deaths"] == 438  # the publisher's figure
    assert found["deaths_36"].since == "2026-06-20"
    assert "deaths_12" not in found


def test_the_watch_is_silent_for_six_months():
    # .35 speaks; months 1 to 6 after it are silent; the seventh may speak again
    origins = list(range(100, 116))
    chances = [0.34, 0.35, *[0.9] * 7, *[0.1] * 7]
    assert surge.flags(origins, chances) == [101, 108]


SIEGE = ("besieged", "relieved")


def rows(*told: tuple[str, str]) -> list[dict[str, str]]:
    return [{"date": day, "public_from": day, "change": change, "id": f"{day}-{change}"} for day, change in told]


def test_a_siege_ends_with_its_relief_is_renewed_by_a_row_and_lapses_unheard():
    told = [
        (row["date"], began, ended)
        for row, began, ended in territory.spells(
            rows(("2020-01-01", "besieged"), ("2020-03-01", "besieged"), ("2020-05-01", "relieved")), SIEGE, 365
        )
    ]
    assert told == [("2020-01-01", "2020-01-01", "2020-05-01"), ("2020-03-01", "2020-01-01", "2020-05-01")]
    # 365 days after 2020-01-01 is 2020-12-31; a row later than that begins a new one
    told = [
        (row["date"], began, ended)
        for row, began, ended in territory.spells(rows(("2020-01-01", "besieged"), ("2021-06-01", "besieged")), SIEGE, 365)
    ]
    assert told == [("2020-01-01", "2020-01-01", "2020-12-31"), ("2021-06-01", "2021-06-01", "2022-06-01")]
    assert [ended for _, _, ended in territory.spells(rows(("2020-01-01", "lost")), ("lost", "regained"))] == [""]


def test_a_capital_is_lost_until_its_return_is_known_and_its_siege_is_then_not_told():
    table = curated(
        "territory",
        {"id": "s", "place": "Town", "date": "2020-01-01", "change": "besieged", "contested": "no"},
        {"id": "l", "place": "Town", "date": "2020-02-01", "change": "lost", "contested": "no", "public_from": "2020-02-03"},
        {
            "id": "r",
            "place": "Town",
            "date": "2020-06-01",
            "change": "regained",
            "contested": "no",
            "public_from": "2020-06-02",
        },
    )
    known = seen(table)
    assert spoken("capital_lost", known) == [("l", "2020-02-03", "2020-06-02")]
    given = rules.given(known)
    assert [one.rule for one in rules.in_force(given, "2020-01-15")] == ["capital_besieged"]
    assert [one.rule for one in rules.in_force(given, "2020-03-01")] == ["capital_lost"]
    assert [one.rule for one in rules.in_force(given, "2020-07-01")] == ["capital_besieged"]  # no row says that it was relieved


def test_a_row_too_weak_to_move_a_score_raises_no_alert():
    weak = {"id": "l", "place": "Town", "date": "2020-02-01", "change": "lost", "contested": "no", "source_grade": "C"}
    assert spoken("capital_lost", seen(curated("territory", weak))) == []
    assert spoken("capital_lost", seen(curated("territory", {**weak, "source2_publisher": "Q"}))) != []


PROMISE = {"spell": "2020", "spell_start": "2020-01-01", "spell_end": "", "what": "End"}


def test_a_promise_is_due_sixty_days_ahead_and_missed_from_the_day_after():
    table = curated("promises", {"id": "p", "made": "2020-02-01", "due": "2021-03-31", "class": "promise", **PROMISE})
    # sixty days before 31 March 2021 is 30 January
    assert spoken("promise_due", seen(table)) == [("p", "2021-01-30", "2021-04-01")]
    assert spoken("promise_missed", seen(table)) == [("p", "2021-04-01", "")]


def test_a_promise_kept_on_its_day_is_not_missed_and_one_kept_late_is_until_then():
    kept = curated(
        "promises",
        {"id": "p", "made": "2020-02-01", "due": "2021-03-31", "class": "promise", **PROMISE, "spell_end": "2021-03-31"},
    )
    assert spoken("promise_missed", seen(kept)) == []
    late = curated(
        "promises",
        {"id": "p", "made": "2020-02-01", "due": "2021-03-31", "class": "promise", **PROMISE, "spell_end": "2021-05-01"},
    )
    assert spoken("promise_missed", seen(late)) == [("p", "2021-04-01", "2021-05-01")]


def test_a_vote_put_off_before_its_day_is_told_from_then_until_another_day_is_named():
    table = curated(
        "promises",
        {"id": "a", "made": "2020-02-01", "due": "2021-03-31", "class": "schedule", **PROMISE},
        {"id": "b", "made": "2020-09-01", "due": "", "class": "postponement", **PROMISE},
        {"id": "c", "made": "2021-07-01", "due": "2022-03-31", "class": "schedule", **PROMISE},
    )
    votes = curated("governance_events", {"id": "v", "date": "2022-03-31", "event_type": "election held"})
    known = seen(table, votes)
    assert spoken("promise_missed", known) == [("a", "2020-09-01", "2021-07-01")]  # the second vote was held on its day
    assert [about for about, _, _ in spoken("promise_due", known)] == ["c"]
    assert [one.kept for one in promises.promises(known)] == [False, True]


def test_a_proposal_is_no_promise():
    table = curated("promises", {"id": "p", "made": "2020-02-01", "due": "2021-03-31", "class": "proposal", **PROMISE})
    assert spoken("promise_due", seen(table)) == spoken("promise_missed", seen(table)) == []


def test_what_happened_on_a_day_is_told_for_ninety_days():
    events = curated(
        "governance_events",
        {"id": "m", "date": "2022-01-09", "body": "B", "measure": "embargo", "phase": "effective", "kind": "imposed"},
        {"id": "n", "date": "2022-02-01", "body": "B", "measure": "embargo", "phase": "noted", "kind": "imposed"},
        {"id": "l", "date": "2022-07-03", "body": "B", "measure": "embargo", "phase": "lifted", "kind": "imposed"},
    )
    assert spoken("measure_taken", seen(events)) == [("m", "2022-01-09", "2022-04-09")]  # 22 + 28 + 31 + 9 days
    assert [about for about, _, _ in spoken("measure_lifted", seen(events))] == ["l"]
    forces = curated(
        "foreign_forces",
        {"id": "a", "date": "2022-01-09", "force": "F", "sponsor": "S", "status": "arrived", "relation": "owner"},
        {"id": "b", "date": "2022-01-09", "force": "F", "sponsor": "S", "status": "arrived", "relation": "contingent"},
        {"id": "c", "date": "2022-03-09", "force": "F", "sponsor": "S", "status": "announced_withdrawal", "relation": "owner"},
    )
    assert [about for about, _, _ in spoken("force_arriving", seen(forces))] == ["a"]
    assert [about for about, _, _ in spoken("force_leaving", seen(forces))] == ["c"]


def test_the_index_speaks_from_two_points_on_in_either_direction():
    moved = (
        Move("2026-01-01", 1.99, "2020-01"),
        Move("2026-02-01", -2.0, "2020-02", ("hdr",)),
        Move("2026-07-01", 5.0, "2020-03"),
    )
    assert [one.since for one in rules.given(seen(moves=moved)) if one.rule == "index_revised"] == ["2026-02-01"]


def test_a_source_is_overdue_a_month_after_its_usual_lag():
    # totals: lag one month. The month after 2025-12 is 2026-01, usual by the end of February, with grace the end of March
    assert upkeep.due(SOURCES["ucdp_totals"], "2025-12") == "2026-04-01"
    # HDR: yearly, lag 17 months. 2024 ends in December 2024, plus 17 months is May 2026, with grace the end of June
    assert upkeep.due(SOURCES["hdr"], "2023-12") == "2026-07-01"
    first, second = (totals("2023-01", [1.0] * count, day, day) for count, day in ((36, "2026-01-21"), (37, "2026-04-20")))
    known = seen(first, second, day="2026-04-25")
    assert spoken("source_overdue", known) == [("ucdp_totals:2025-12", "2026-04-01", "2026-04-20")]


def test_new_are_those_that_were_not_there():
    one, two = Alert("capital_lost", OWN, "a", "2020-01-01"), Alert("capital_lost", OWN, "b", "2020-01-01")
    assert rules.new([one], [one, two]) == [two]


def test_of_another_country_only_what_rests_on_its_deaths_is_told():
    assert [rule.key for rule in rules.asked("NER")] == ["deaths_12", "deaths_36", "surge_watch"]


@pytest.mark.parametrize("rule", rules.RULES.values(), ids=lambda rule: rule.key)
def test_every_rule_has_its_words(rule):
    from indicators import wording

    words = wording.alerts
    assert words.NAMES[rule.key]
    assert words.ENDS[rule.key]
    assert words.WHEN[rule.key]
    assert (rule.key in words.RIGHT) == (rule.kind in ("figure", "probability"))
    assert not rule.stronger or rule.stronger in rules.RULES


def test_no_alert_of_the_past_needs_the_future():
    """Cutting off what was published later changes no alert that was in force on a day: ten days, rules on rows and sources."""
    from indicators.store import read

    whole = read.load()
    keys = [key for key, rule in rules.RULES.items() if rule.own]
    for day in (
        "2012-04-15",
        "2013-06-01",
        "2014-06-01",
        "2020-10-01",
        "2022-02-01",
        "2022-04-15",
        "2023-09-10",
        "2024-01-15",
        "2025-09-20",
        "2026-05-05",
    ):
        known = Known(read.load(as_of=day), day, OWN)
        cut = {one.key: one.since for key in keys for one in rules.RULES[key].find(known) if one.holds(day)}
        all_ = {one.key: one.since for key in keys for one in rules.RULES[key].find(Known(whole, day, OWN)) if one.holds(day)}
        assert cut == all_, day
