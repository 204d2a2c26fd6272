"""A change split by cause: each cause on a few rows worked out by hand, and that the parts of everything stored add up."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import pairwise

import pandas as pd
import pytest

from indicators.model import Snapshots, Vintage
from indicators.registry import DIMENSIONS, INDICATORS, PULSE_PARTS, SOURCES
from indicators.scoring import causes, changes, composite, score
from indicators.scoring.sides import Side
from indicators.store import read
from tests.conflict_frames import event, ged
from tests.frames import HUNDRED_THOUSAND, people, snapshots, table, vintage
from tests.test_isolation import listed
from tests.test_military import exact, known
from tests.test_transition import MONTH, promised

RATED = {"country": "MLI", "source_grade": "A", "source_publisher": "P", "source2_publisher": ""}


def curated(key: str, frame: pd.DataFrame) -> Vintage:
    names = {} if "id" in frame else {"id": [f"r{place}" for place in range(len(frame))]}
    return vintage(key, frame.assign(**names, **RATED), "curated")


def coups(*rows: str) -> Vintage:
    """A row for each ``"date outcome"``."""
    frame = table("date outcome", [tuple(row.split()) for row in rows])
    return curated("governance_events", frame.assign(closed_list="no", phase="", body="", measure="", kind=""))


def wgi(version: str, **estimates: float) -> Vintage:
    """Political stability by year: y2001=1.0 scores 0, -3.0 scores 100."""
    rows = [("MLI", int(year[1:]), "pv", value, 0.1, 5) for year, value in estimates.items()]
    return vintage("wgi", table("country year indicator estimate stddev sources", rows), version)


def vdem(**values: float) -> Vintage:
    """Electoral democracy by year: 0.8 scores 0, 0.1 scores 100."""
    rows = [("MLI", int(year[1:]), value, value, value, None, None, None) for year, value in values.items()]
    columns = "country year polyarchy polyarchy_low polyarchy_high libdem libdem_low libdem_high"
    return vintage("vdem", table(columns, rows), "v1")


def why(before: Side, after: Side, key: str, level: str | None = None) -> dict[object, float]:
    """Cause, or on rows of an aggregate (indicator, cause) -> points, of one score."""
    rows = changes.split(before, after)
    rows = rows[(rows["key"] == key) & (rows["level"] == (level or rows["level"]))]
    names = rows["cause"] if key in {*INDICATORS, *PULSE_PARTS} else zip(rows["indicator"], rows["cause"], strict=True)
    return dict(zip(names, rows["points"], strict=True))


def between(held: Snapshots, start: str, end: str, key: str) -> dict[object, float]:
    return why(Side(start, held), Side(end, held), key)


def evidence(held: Snapshots, start: str, end: str, key: str, cause: str) -> str:
    rows = changes.split(Side(start, held), Side(end, held))
    (found,) = rows.loc[(rows["key"] == key) & (rows["cause"] == cause), "evidence"]
    return str(found)


# ---- ledgers: what happened, and what only the passing of time did


def test_a_coup_is_an_event_and_the_fading_of_the_one_before_is_time():
    held = snapshots(coups("2000-01-10 failed", "2010-01-20 successful", "2010-02-01 successful"))
    # a failure counts 0.5, half of it after 60 months: 0.25 in January 2005, 0.125 in January 2010, when 1 is added; 3 scores 100
    found = between(held, "2005-01", "2010-01", "governance.coup_exposure")
    assert found == pytest.approx({"events": 100 / 3, "time passing": -12.5 / 3})
    assert evidence(held, "2005-01", "2010-01", "governance.coup_exposure", "events") == "governance_events:r1"
    assert (
        evidence(held, "2005-01", "2010-01", "governance.coup_exposure", "time passing") == "ledger up to governance_events:r0"
    )


def test_a_row_that_best_does_not_count_is_no_event():
    held = snapshots(coups("2000-01-10 failed", "2004-01-20 alleged"))
    # half of a half after five years: from 0.5 to 0.25
    assert between(held, "2000-01", "2005-01", "governance.coup_exposure") == pytest.approx({"time passing": -25 / 3})


def test_a_state_that_stands_has_a_row_of_nothing():
    frame = listed("2000-01-15 A membership effective imposed", "2000-03-15 B embargo effective imposed")
    held = snapshots(curated("governance_events", frame.assign(outcome="")))
    assert between(held, "2000-01", "2000-02", "governance.isolation") == {"time passing": 0.0}
    # one measure of eight
    assert between(held, "2000-02", "2000-03", "governance.isolation") == {"events": 12.5}


def test_an_overdue_clock_runs_until_somebody_is_sworn_in():
    held = snapshots(curated("promises", promised(("2000-02-01", "2000-06-30", "promise"), end="2000-12-15")))
    # 31 July is 31 days late, 30 September 92; 60 months score 100
    late = {"2000-07": 31, "2000-09": 92, "2000-11": 153, "2000-12": 184}
    point = {period: days / MONTH / 60 * 100 for period, days in late.items()}
    key = "governance.transition_overdue"
    assert between(held, "2000-07", "2000-09", key) == pytest.approx({"time passing": point["2000-09"] - point["2000-07"]})
    # had nobody been sworn in on 15 December the clock would have run on for 31 days
    assert between(held, "2000-11", "2000-12", key) == pytest.approx(
        {"time passing": point["2000-12"] - point["2000-11"], "events": -point["2000-12"]}
    )


def test_a_spell_begins_by_the_coup_and_not_by_the_vote_that_was_scheduled_before():
    frame = promised(("2000-01-02", "2000-02-10", "promise"), start="2000-03-20")
    held = snapshots(curated("promises", frame))
    # 31 March is 50 days after 10 February
    assert between(held, "2000-02", "2000-03", "governance.transition_overdue") == pytest.approx(
        {"events": 50 / MONTH / 60 * 100}
    )


def siege(*rows: str) -> Vintage:
    """A row for each ``"date place change contested"``."""
    frame = table("date place change contested", [tuple(row.split()) for row in rows])
    return curated("territory", frame.assign(pcode=frame["place"], date_precision="day", controller="g"))


def test_a_siege_of_which_nobody_tells_ends_by_time():
    held = snapshots(siege("2000-01-05 A besieged no", "2000-12-20 B lost no"))
    # a siege is one half of the two capitals that score 100 and counts for twelve months; a loss is one
    assert between(held, "2000-06", "2001-01", "pulse.territory") == pytest.approx({"time passing": -25, "events": 50})
    assert evidence(held, "2000-06", "2001-01", "pulse.territory", "events") == "territory:r1"
    # the slower indicator has room for four and does not count sieges
    assert between(held, "2000-06", "2001-01", "conflict.territory") == {"events": 25.0}


def test_more_inhabitants_are_new_data_and_no_event():
    held = known(exact("2000-01-31", 1000), extra=(people(("MLI", 1999, 1_000_000), ("MLI", 2000, 2_000_000)),))
    # ten in 10,000 score 100: all of it, and half when the estimate of 2000 counts in December
    assert between(held, "2000-11", "2000-12", "military.foreign_personnel") == pytest.approx({"new data": -50})
    # with a row of the same month: first the estimate, then the withdrawal of what it left
    held = known(
        exact("2000-01-31", 1000), exact("2000-12-05", 400), extra=(people(("MLI", 1999, 1_000_000), ("MLI", 2000, 2_000_000)),)
    )
    found = between(held, "2000-11", "2000-12", "military.foreign_personnel")
    assert found == pytest.approx({"new data": -50, "events": -30})


# ---- publishers' figures


def test_a_figure_is_new_then_carried_then_gone():
    held = snapshots(wgi("W", y2001=1.0, y2002=-1.0), coups("1990-01-01 failed"))
    key = "governance.political_stability"
    assert between(held, "2001-12", "2002-12", key) == {"new data": 50.0}
    assert evidence(held, "2001-12", "2003-02", key, "new data") == "wgi W, 2002-12"
    rows = changes.split(Side("2002-12", held), Side("2003-05", held))
    (carried,) = rows[rows["key"] == key].to_dict("records")
    assert (carried["cause"], carried["points"], carried["age_months"]) == ("carrying", 0.0, 5)
    assert carried["evidence"] == "wgi W, 2002-12: no new figure, 5 months old"
    # sixty months are the longest
    assert between(held, "2002-12", "2007-12", key) == {"carrying": 0.0}
    assert between(held, "2002-12", "2008-01", key) == {}


def test_another_figure_for_the_same_year_is_a_revision_and_one_for_a_later_year_is_new():
    first, second = snapshots(wgi("A", y2001=0.0)), snapshots(wgi("A", y2001=0.0), wgi("B", y2001=-1.0, y2002=-3.0))
    key = "governance.political_stability"
    # estimates 0, -1 and -3 score 25, 50 and 100
    assert why(Side("2002-06", first), Side("2002-06", second), key) == {"revision": 25.0}
    assert why(Side("2002-06", first), Side("2003-06", second), key) == {"revision": 25.0, "new data": 50.0}
    # the month stands still, and the second day knows the year after
    assert why(Side("2003-06", first), Side("2003-06", second), key) == {"revision": 25.0, "new data": 50.0}
    rows = changes.split(Side("2003-06", first), Side("2003-06", second))
    assert rows.loc[rows["cause"] == "revision", "evidence"].tolist() == ["wgi A, 2001-12; now wgi B, 2001-12"]
    again = snapshots(wgi("A", y2001=0.0))
    assert why(Side("2003-06", first), Side("2003-06", again), key) == {"carrying": 0.0}


def test_what_became_known_later_of_the_same_month_is_a_revision():
    first, second = snapshots(coups("2000-01-10 failed")), snapshots(coups("2000-01-10 failed", "2005-01-03 successful"))
    key = "governance.coup_exposure"
    assert why(Side("2005-01", first), Side("2005-01", second), key) == pytest.approx({"revision": 100 / 3})
    assert why(Side("2005-01", first), Side("2005-01", snapshots(coups("2000-01-10 failed"))), key) == {"time passing": 0.0}
    # the month moves on too: half of a success and an eighth of 1 instead of 1 and a quarter
    found = why(Side("2005-01", first), Side("2010-01", second), key)
    assert found == pytest.approx({"revision": 100 / 3, "time passing": -(1.25 - 0.625) / 3 * 100})
    rows = changes.split(Side("2005-01", first), Side("2005-01", second))
    assert set(rows.loc[rows["cause"] == "revision", "evidence"]) == {"became known: governance_events:r1"}


def test_a_spike_that_leaves_the_window_is_told():
    deaths = [event("2000-01-10", 100), event("2000-04-10", 10), event("2001-01-10", 10)]
    held = snapshots(ged("24.1", "1999-01", "2001-12", *deaths), HUNDRED_THOUSAND)
    # a year's rate of 110 scores the end, 100; of 20 in 100,000 log10(200) / 3 of it
    found = between(held, "2000-12", "2001-01", "conflict.lethality")
    assert found == pytest.approx({"new data": 100 * 2.301029996 / 3 - 100})
    text = evidence(held, "2000-12", "2001-01", "conflict.lethality", "new data")
    assert text.endswith("; entered: 2001-01 (10); left the window: 2000-01 (100)")
    text = evidence(held, "2000-03", "2000-05", "conflict.acute", "new data")
    assert text.endswith(
        "; entered: 2000-04 to 2000-05 (10, most in 2000-04: 10); left the window: 2000-01 to 2000-02 (100, most in 2000-01: 100)"
    )
    # a number of dyads is no sum of its months
    text = evidence(held, "2000-12", "2001-01", "conflict.fragmentation", "new data")
    assert text.endswith("; entered: 2001-01; left the window: 2000-01")


# ---- aggregates: shares, and who enters or leaves


def governed(**estimates: float) -> Snapshots:
    """Coups, isolation and V-Dem as given, political stability by year: four of governance's five, each of weight 1."""
    frame = listed("2001-01-15 A membership effective imposed").assign(outcome="")
    attempt = table("date outcome", [("2000-01-10", "successful")]).assign(
        closed_list="no", phase="", body="", measure="", kind=""
    )
    events = pd.concat([frame, attempt.assign(id="coup")], ignore_index=True)
    return snapshots(curated("governance_events", events), vdem(y2000=0.45, y2003=0.45), wgi("W", **estimates))


def test_each_part_counts_at_its_share_of_the_dimension():
    held = governed(y2000=1.0, y2001=-3.0)
    # a quarter each: stability +100, a measure +12.5, a coup 1 / 3 fading by 1 - 0.5 ** 0.2 in a year; democracy as it was
    assert between(held, "2000-12", "2001-12", "governance") == pytest.approx(
        {
            ("governance.political_stability", "new data"): 25,
            ("governance.isolation", "events"): 12.5 / 4,
            ("governance.coup_exposure", "time passing"): 100 / 3 * (0.5 ** (23 / 60) - 0.5 ** (11 / 60)) / 4,
            ("governance.electoral_democracy", "carrying"): 0,
        }
    )


def test_one_that_leaves_does_what_its_distance_from_the_others_did():
    held = governed(y2000=-3.0)
    # December 2005 carries it for the last time. Next month three are left: coups, isolation 12.5, democracy 50
    exposure = {age: 100 / 3 * 0.5 ** (age / 60) for age in (71, 72)}
    found = between(held, "2005-12", "2006-01", "governance")
    stayed = (exposure[72] + 12.5 + 50) / 3
    assert found["governance.political_stability", "expiry"] == pytest.approx((stayed - 100) / 4)
    assert found["governance.coup_exposure", "time passing"] == pytest.approx((exposure[72] - exposure[71]) / 4)
    assert sum(found.values()) == pytest.approx(stayed - (exposure[71] + 12.5 + 50 + 100) / 4, abs=1e-9)
    # and the same way back: it enters
    back = governed(y2002=-3.0)
    found = between(back, "2002-11", "2002-12", "governance")
    others = (100 / 3 * 0.5 ** (35 / 60) + 12.5 + 50) / 3
    assert found["governance.political_stability", "expiry"] == pytest.approx((100 - others) / 4)


def test_a_dimension_without_a_score_on_one_side_has_no_rows():
    held = snapshots(vdem(y2000=0.45), wgi("W", y2000=1.0), coups("2001-03-01 failed"))
    rows = changes.split(Side("2000-12", held), Side("2001-12", snapshots(vdem(y2000=0.45), wgi("W", y2000=1.0))))
    assert set(rows["level"]) == {"indicator"}


def test_the_pulse_needs_its_four_parts():
    held = snapshots(coups("2000-01-10 failed"), siege("2000-01-05 A lost no"))
    assert ("pulse", "pulse") not in set(
        zip(*(changes.split(Side("2000-01", held), Side("2000-02", held))[name] for name in ("level", "key")), strict=True)
    )
    deaths = [event("1999-01-10", 10), event("2000-02-20", 60)]
    held = snapshots(
        *(one for found in held.vintages.values() for one in found),
        ged("24.1", "1998-01", "2001-12", *deaths),
        HUNDRED_THOUSAND,
    )
    found = between(held, "2000-01", "2000-02", "pulse")
    # half an attempt fades by half in six months; three months' rate from the floor of 10 to 20, one doubling, +25; a quarter each
    assert found["pulse.coups", "time passing"] == pytest.approx(50 * (0.5 ** (1 / 6) - 1) / 4)
    assert found["pulse.momentum", "new data"] == pytest.approx(25 / 4)
    assert found["pulse.territory", "time passing"] == 0


# ---- methods


def weighed(observations: pd.DataFrame, weight: float) -> pd.DataFrame:
    own = {key: replace(one, weight=weight) if key == "governance.isolation" else one for key, one in INDICATORS.items()}
    scored = composite.indicator_scores(observations, own)
    weights = {key: one.weight for key, one in own.items()}
    return composite.contributions(scored, own, {key: one.weight for key, one in DIMENSIONS.items()}, weights)


def test_what_another_method_makes_of_the_same_month_is_method():
    held = governed(y2000=1.0, y2001=-3.0)
    other = {
        key: replace(one, weight=0.0) if key == "governance.isolation" else one
        for key, one in {**INDICATORS, **PULSE_PARTS}.items()
    }
    after = Side("2001-12", held, method=2, indicators=other, weigh=partial(weighed, weight=0.0))
    found = why(Side("2000-12", held), after, "governance")
    # as above until isolation loses its weight: from a quarter to nothing, the other three from a quarter to a third
    assert found["governance.political_stability", "new data"] == pytest.approx(25)
    assert found["governance.isolation", "method"] == pytest.approx(-12.5 / 4)
    assert found["governance.political_stability", "method"] == pytest.approx(100 / 3 - 25)
    assert found["governance.electoral_democracy", "method"] == pytest.approx(50 / 3 - 50 / 4)
    rows = changes.split(Side("2000-12", held), after)
    assert set(rows.loc[(rows["indicator"] == "governance.isolation") & (rows["cause"] == "method"), "evidence"]) == {
        "weight 1 to 0"
    }


def test_two_countries_or_months_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="earlier month first"):
        changes.split(Side("2001-01", snapshots()), Side("2000-12", snapshots()))
    with pytest.raises(ValueError, match="one country"):
        changes.split(Side("2001-01", snapshots()), Side("2001-01", snapshots(), country="NER"))


# ---- everything stored adds up


@lru_cache(maxsize=1)
def stored() -> tuple[Snapshots, pd.DataFrame, pd.DataFrame]:
    held = read.load()
    seen = score.observe(held)
    return held, seen, score.scores(seen)


def scores_of(frame: pd.DataFrame, period: str) -> dict[tuple[str, str], float]:
    rows = frame[(frame["period"] == period) & (frame["level"] != "reading")]
    return {(level, key): value for level, key, value in zip(rows["level"], rows["key"], rows["score"], strict=True)}


def adds_up(rows: pd.DataFrame, before: dict[tuple[str, str], float], after: dict[tuple[str, str], float]) -> None:
    """Every score that both sides have is split, and its parts add up to its change."""
    sums = rows.groupby(["level", "key"])["points"].sum().to_dict()
    assert set(sums) == before.keys() & after.keys()
    for name, points in sums.items():
        assert points == pytest.approx(after[name] - before[name], abs=1e-9), name


def test_fifty_pairs_of_months_add_up():
    held, seen, scored = stored()
    periods = sorted(set(seen["period"]))
    draw = random.Random(13)
    for _ in range(50):
        start, end = sorted(draw.choices(periods, k=2))
        rows = changes.split(Side(start, held, seen), Side(end, held, seen))
        adds_up(rows, scores_of(scored, start), scores_of(scored, end))
        assert (rows.loc[rows["cause"] == "carrying", "points"] == 0).all()
        assert rows.loc[rows["cause"] == "carrying", "age_months"].notna().all()
        named_rows_exist(rows, held)


def named_rows_exist(rows: pd.DataFrame, held: Snapshots) -> None:
    for name in {word for cell in rows["rows"] for word in cell.split()}:
        key, _, row = name.partition(":")
        assert row in set(held.newest(key).frame["id"]), name
    events = rows[rows["cause"] == "events"]
    assert (events["rows"] != "").all()


def days() -> list[str]:
    """Every day on which a stored vintage appeared."""
    return sorted(
        {one.published for key, found in read.load().vintages.items() if not SOURCES[key].kind.edited for one in found}
    )


@cache
def seen_on(day: str) -> tuple[Snapshots, pd.DataFrame, pd.DataFrame]:
    held = read.load(as_of=day)
    seen = score.observe(held)
    return held, seen, score.scores(seen)


def known_on(first: str, last: str, month: str | None = None) -> None:
    """The change between the last months known on two days, or of one month, adds up; nothing without a month."""
    sides = []
    for day in (first, last):
        held, seen, scored = seen_on(day)
        if seen.empty:
            return
        period = month or str(seen["period"].max())
        sides.append((Side(period, held, seen), scores_of(scored, period)))
    (before, told), (after, now) = sides
    rows = changes.split(before, after)
    adds_up(rows, told, now)
    named_rows_exist(rows, after.snapshots)


def test_neighbouring_days_of_knowledge_and_some_far_ones_add_up():
    all_days = days()[-14:]  # the index has a score on these alone
    for first, last in [*pairwise(all_days), (all_days[0], all_days[-1]), (all_days[3], all_days[-2])]:
        known_on(first, last)
    known_on(all_days[-4], all_days[-1], "2025-05")


def test_every_cause_that_is_printed_is_declared():
    held, seen, _ = stored()
    rows = changes.split(Side("2011-12", held, seen), Side("2026-05", held, seen))
    assert set(rows["cause"]) <= set(causes.CAUSES)
    assert list(rows.columns) == list(changes.COLUMNS)
