"""Other inputs, weights, aggregation and goalposts: the declared choice is the published score, and what differs is worked out by hand."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from indicators import memo, months
from indicators.dimensions.conflict import territory
from indicators.dimensions.curated import counted
from indicators.model import Snapshots
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS, READINGS
from indicators.scoring import differences, levels, panel, robustness, scenarios, score, uncertainty, whatif
from indicators.scoring.differences import State
from indicators.scoring.panel import Panel
from indicators.scoring.whatif import DECLARED, Choice, Inputs
from indicators.store import read
from indicators.subject import SUBJECT

NOW = "2026-05"
MONTHS = ("2026-05", "2025-12", "2021-03", "2012-04", "2003-03", "2002-01", "2001-01", "1996-07")
HEADLINES = [("index", "index"), ("pulse", PULSE.key), *(("dimension", key) for key in DIMENSIONS)]


@pytest.fixture(scope="module")
def known() -> Snapshots:
    return read.load()


@pytest.fixture(scope="module")
def observed() -> pd.DataFrame:
    return read.table("observations")


def given(observed: pd.DataFrame, known: Snapshots, now: str = NOW) -> Inputs:
    found = whatif.inputs(observed, known, months.period(months.ordinal(now) - 12), now)
    assert found is not None
    return found


def own(found: Inputs, key: str, name: str = "best") -> float:
    rows = found.observations
    return float(rows.loc[(rows["period"] == found.now) & (rows["indicator"] == key), name].iloc[0])


def same(one: float, other: float) -> bool:
    return one == other or (np.isnan(one) and np.isnan(other))


@pytest.mark.parametrize("day", [None, "2023-06-01"])
def test_as_declared_the_answer_is_the_headline_to_the_last_bit(known, observed, day):
    snapshots, rows = known, observed
    if day:
        snapshots = read.load(as_of=day, reconstruct=True)
        rows = score.observe(snapshots)
    scores = score.levelled(rows)
    last = scores.periods[-1]
    for now in (*(one for one in MONTHS if one <= last), last):
        found = given(rows, snapshots, now)
        answer, plain = whatif.answer(found), whatif.plain(found)
        for level, key in HEADLINES:
            published = float(scores.means[level, key].score[scores.periods.index(now)])
            assert same(answer.scores[key].score, published), (now, key)
            assert same(plain[key], published), (now, key)


def test_as_declared_bands_and_shares_are_those_published(known, observed):
    """Stored bands have one decimal; the share of simulations is that of the verdict."""
    stored = read.table("scores").set_index(["period", "level", "key"])
    whole = panel.of(observed, whatif.PARTS)
    simulated = levels.of(whole, uncertainty.simulate(whole, whatif.PARTS, known), INDICATORS)
    for now in MONTHS:
        answer = whatif.answer(given(observed, known, now))
        rows = [whole.periods.index(one) for one in (months.period(months.ordinal(now) - 12), now)]
        for level, key in HEADLINES:
            told = answer.scores[key]
            if np.isnan(told.score):
                continue
            row = stored.loc[(now, level, key)]
            assert (told.p05, told.p95) == pytest.approx((row["p05"], row["p95"]), abs=0.0501), (now, key)
            assert told.score == pytest.approx(row["score"], abs=2e-4)
            if np.isfinite(told.before):
                assert told.worse == pytest.approx(uncertainty.worse(simulated.draws[level, key], *rows), abs=1e-12), (now, key)


def test_months_simulated_alone_are_those_of_the_whole(known, observed):
    whole = panel.of(observed, whatif.PARTS)
    rows = [whole.periods.index(one) for one in ("2012-03", "2026-05")]
    raw = uncertainty.values(whatif.PARTS, known, SUBJECT.code, [int(whole.numbers[row]) for row in rows])
    alone = uncertainty.of_months(whole.at(rows), whatif.PARTS, raw)
    together = uncertainty.simulate(whole, whatif.PARTS, known)
    assert np.nanmax(np.abs(alone.draws - together.draws[rows])) < 1e-9
    assert (np.isnan(alone.draws) == np.isnan(together.draws[rows])).all()


def dims(found: Inputs) -> dict[str, float]:
    return {key: whatif.answer(found).scores[key].score for key in DIMENSIONS}


def test_another_scale_of_what_a_scenario_leaves_alone_has_the_draws_it_has_without(known, observed):
    """Persons are simulated from the ledger; a coup moves none of them, so on other goalposts they are those of the known month."""
    key, scale = "military.foreign_personnel", (("military.foreign_personnel", (0.0, 5.0)),)
    base = given(observed, known, "2021-03")
    coup = whatif.changed(base, known, "coup")
    assert coup.touched
    assert key not in coup.touched
    drawn, before = (whatif.simulated(one, scale).of(key) for one in (coup, base))
    np.testing.assert_array_equal(drawn, before)
    # twice the score of the declared scale of 10 in 10,000, as long as that is no more than 100
    np.testing.assert_allclose(drawn, np.minimum(2 * whatif.simulated(base).of(key), 100.0), rtol=1e-12)


def test_weights_of_dimensions_by_hand(known, observed):
    """Twice the weight of conflict: (2 C + G + M / 2 + D) / 4.5; and without foreign forces (C + G + D) / 3."""
    found = given(observed, known)
    one = dims(found)
    told = whatif.answer(found, Choice(dimensions=(("conflict", 2.0),)))
    by_hand = (2 * one["conflict"] + one["governance"] + 0.5 * one["military"] + one["development"]) / 4.5
    assert told.scores["index"].score == pytest.approx(by_hand, abs=1e-9)
    assert told.scores["conflict"].score == one["conflict"]
    without = whatif.answer(found, Choice(dimensions=(("military", 0.0),)))
    assert without.scores["index"].score == pytest.approx(
        (one["conflict"] + one["governance"] + one["development"]) / 3, abs=1e-9
    )
    assert without.scores["military"].score == one["military"]


def test_weights_inside_a_dimension_by_hand(known, observed):
    """Development of hdi 1, rank 1/2, decade 1/2; without decade (hdi + rank / 2) / 1.5."""
    found = given(observed, known)
    scores = {key: whatif.simulated(found).panel.score[-1, list(whatif.PARTS).index(key)] for key in INDICATORS}
    told = whatif.answer(found, Choice(indicators=(("development.hdi_decade", 0.0),)))
    by_hand = (scores["development.hdi"] + 0.5 * scores["development.hdi_rank"]) / 1.5
    assert told.scores["development"].score == pytest.approx(by_hand, abs=1e-9)


@pytest.mark.parametrize("reading", list(READINGS))
def test_a_reading_is_the_reading_published(known, observed, reading):
    scores = score.levelled(observed)
    for now in ("2026-05", "2014-12"):
        told = whatif.answer(given(observed, known, now), Choice(reading=reading))
        published = float(scores.means["reading", f"index.{reading}"].score[scores.periods.index(now)])
        assert told.scores["index"].score == published


def test_other_means_by_hand():
    """Of 40 and 90 with equal weights: geometric the root of 3,600, harmonic 2 / (1/40 + 1/90) = 720/13; below 1 counts as 1."""
    values, weights = np.array([[[40.0], [90.0]]]), np.ones((2, 1))
    assert robustness.across(values, weights, "arithmetic")[0, 0] == 65.0
    assert robustness.across(values, weights, "geometric")[0, 0] == pytest.approx(60.0)
    assert robustness.across(values, weights, "harmonic")[0, 0] == pytest.approx(720 / 13)
    assert robustness.across(np.array([[[10.0], [80.0], [90.0]]]), np.ones((3, 1)), "median")[0, 0] == 80.0
    assert robustness.across(np.array([[[0.0], [100.0]]]), weights, "geometric")[0, 0] == pytest.approx(10.0)
    assert np.isnan(robustness.across(np.array([[[np.nan], [100.0]]]), weights, "geometric")[0, 0])


@pytest.mark.parametrize("method", whatif.METHODS[1:])
def test_another_mean_of_the_dimensions_by_hand(known, observed, method):
    found = given(observed, known)
    one, weights = dims(found), {"conflict": 1.0, "governance": 1.0, "military": 0.5, "development": 1.0}
    shares = {key: weight / 3.5 for key, weight in weights.items()}
    if (
        method == "median"
    ):  # half of the weight, 1.75 of 3.5, is reached within the third of 62.2, 65.4, 71.4, 75.6: 1 + 0.5 + 1
        by_hand = sorted(one.values())[2]
    elif method == "geometric":
        by_hand = float(np.prod([one[key] ** share for key, share in shares.items()]))
    else:
        by_hand = 1 / sum(share / one[key] for key, share in shares.items())
    assert whatif.answer(found, Choice(method=method)).scores["index"].score == pytest.approx(by_hand, abs=1e-9)


def test_goalposts_by_hand(known, observed):
    """Isolation: 4 measures of 8 score 50; to 16 they score 25, and what a year of its age may change is halved in points."""
    assert (own(given(observed, known), "governance.isolation"), INDICATORS["governance.isolation"].goalposts) == (4.0, (0, 8))
    found = given(observed, known)
    told = whatif.answer(found, Choice(goalposts=(("governance.isolation", (0.0, 16.0)),)))
    at = list(whatif.PARTS).index("governance.isolation")
    assert told.panel.score[-1, at] == 25.0
    assert whatif.answer(found).scores["governance"].score - told.scores["governance"].score == pytest.approx(25 / 5, abs=1e-9)
    one = whatif.rescaled(INDICATORS["development.hdi_decade"], (0.16, -0.16))
    assert (one.errors.least, one.errors.ageing) == (6.5, ((12, 4.5), (24, 6.5), (36, 8.5)))
    before, after = whatif.simulated(found), whatif.simulated(found, (("governance.isolation", (0.0, 16.0)),))
    others = [place for place in range(len(whatif.PARTS)) if place != at]
    assert np.array_equal(before.draws[:, others], after.draws[:, others], equal_nan=True)


def test_all_weights_nothing_is_no_score(known, observed):
    found = given(observed, known)
    nothing = whatif.answer(found, Choice(dimensions=tuple((key, 0.0) for key in DIMENSIONS)))
    assert np.isnan(nothing.scores["index"].score)
    assert np.isnan(nothing.weightings.all_weights)
    empty = Choice(indicators=tuple((key, 0.0) for key in INDICATORS if key.startswith("military.")))
    assert np.isnan(whatif.answer(found, empty).scores["military"].score)
    assert np.isnan(whatif.answer(found, empty).scores["index"].score)


def tiny(then: list[float], now: list[float]) -> tuple[Panel, dict]:
    """Four dimensions of one indicator each."""
    keys = ["conflict.lethality", "governance.isolation", "military.security_gap", "development.hdi"]
    values = np.array([then, now])
    zero = np.zeros(values.shape, dtype="int64")
    made = Panel(SUBJECT.code, ("2020-01", "2021-01"), tuple(keys), values, values, values, zero, zero)
    return made, {key: INDICATORS[key] for key in keys}


def test_the_share_of_weightings_by_hand():
    """One dimension rises and none falls: all weightings say worse. One rises as another falls: by symmetry half of them do."""
    rises, chosen = tiny([50, 50, 50, 50], [60, 50, 50, 50])
    assert robustness.weight_space(rises, chosen, "2020-01", "2021-01") == robustness.WeightSpace(1.0, 1.0)
    both, _ = tiny([50, 50, 50, 50], [60, 40, 50, 50])
    found = robustness.weight_space(both, chosen, "2020-01", "2021-01")
    assert found.all_weights == pytest.approx(0.5, abs=0.03)  # 4,096 draws: a standard error of 0.008
    # a rise of 20 against a fall of 10 wins where its weight is over half of the other's: with flat weights 1 - 1/3
    uneven, _ = tiny([50, 50, 50, 50], [70, 40, 50, 50])
    assert robustness.weight_space(uneven, chosen, "2020-01", "2021-01").all_weights == pytest.approx(2 / 3, abs=0.03)
    # without the one that rises all weightings say better
    outer = dict.fromkeys(DIMENSIONS, 1.0) | {"conflict": 0.0}
    assert robustness.weight_space(both, chosen, "2020-01", "2021-01", outer).all_weights == 0.0


def test_capitals_lost_are_four_whichever_they_are(known, observed):
    base = given(observed, known)
    found = whatif.changed(base, known, "capitals")
    assert own(base, "conflict.territory") == 1.0  # Kidal, lost on 26 April 2026
    assert own(found, "conflict.territory") == own(found, "conflict.territory", "low") == 4.0
    assert found.touched == ("conflict.territory", "pulse.territory")
    # territory has 0.5 of the 5.5 of weight in conflict, conflict 1 of the 3.5 in the index; it goes from 25 to 100 of 100
    change = whatif.answer(found).scores["index"].score - whatif.answer(base).scores["index"].score
    assert change == pytest.approx(75 * 0.5 / 5.5 / 3.5, abs=1e-9)
    frame = scenarios.capitals_lost(known, NOW).newest("territory").frame
    added = frame[frame["id"].str.startswith(scenarios.LAST)]
    assert len(added) == 3
    others = frame.assign(
        place=frame["place"].mask(frame["id"].str.startswith(scenarios.LAST), "Town " + frame["pcode"].astype(str))
    )
    for one in (frame, others):
        assert territory.capitals_outside(counted(one), NOW, NOW)["best"].tolist() == [4.0]


def test_a_coup_adds_one_attempt(known, observed):
    base = given(observed, known)
    found = whatif.changed(base, known, "coup")
    assert own(found, "governance.coup_exposure") == pytest.approx(own(base, "governance.coup_exposure") + 1.0, abs=1e-6)
    assert own(found, "pulse.coups") == pytest.approx(own(base, "pulse.coups") + 1.0, abs=1e-6)
    assert own(found, "governance.isolation") == own(base, "governance.isolation")
    assert found.touched == ("governance.coup_exposure", "pulse.coups")  # isolation was read again and is the same


def test_forces_that_leave_are_gone_and_nothing_else(known, observed):
    base = given(observed, known)
    found = whatif.changed(base, known, "forces")
    assert [own(found, f"military.{one}") for one in ("security_gap", "foreign_personnel", "fragmentation", "realignment")] == [
        1.0,
        0.0,
        0.0,
        0.0,
    ]
    # gap 100, realignment 0, personnel 0 at weights 1, 1, 1/2: 100 / 2.5
    told = whatif.answer(found)
    assert told.scores["military"].score == pytest.approx(40.0, abs=1e-9)
    assert {key: told.scores[key] for key in ("conflict", "governance", "development", "pulse")} == {
        key: whatif.answer(base).scores[key] for key in ("conflict", "governance", "development", "pulse")
    }


def test_elections_end_the_transition(known, observed):
    base = given(observed, known)
    found = whatif.changed(base, known, "elections")
    assert own(base, "governance.transition_overdue") > 50  # months since 26 March 2022
    assert [own(found, "governance.transition_overdue", name) for name in ("best", "low", "high")] == [0.0, 0.0, 0.0]
    assert found.touched == ("governance.transition_overdue",)


@pytest.mark.parametrize("now", ["2026-05", "2024-01", "2015-05"])
def test_a_year_of_calm_has_no_death(known, observed, now):
    base = given(observed, known, now)
    found = whatif.changed(base, known, "calm")
    for key in (
        "conflict.lethality",
        "conflict.acute",
        "conflict.civilians",
        "conflict.diffusion",
        "conflict.fragmentation",
        "pulse.acute",
    ):
        assert own(found, key) == 0.0, key
    assert own(found, "conflict.displacement") == own(base, "conflict.displacement")
    assert own(found, "pulse.momentum") <= 1.0
    if (
        now == "2026-05"
    ):  # 3 of the 12 months before are older than the calm; the floor of 10 deaths a month is above the last 3
        assert own(found, "pulse.momentum") == pytest.approx(10 / (deaths(known, "2025-03", "2025-05") / 12), rel=1e-5)


def deaths(known: Snapshots, first: str, last: str) -> float:
    """Deaths of some months as published, the sums of UCDP's events before the third party's totals."""
    from indicators.dimensions.conflict.deaths import monthly

    return float(monthly(known, SUBJECT.code, months.ordinal(first), months.ordinal(last)).best.sum())


def test_what_cannot_be_changed_stays(known, observed):
    for key, now in (("elections", "2015-05"), ("forces", "2003-03")):
        base = given(observed, known, now)
        assert scenarios.SCENARIOS[key].change(known, now) is known
        assert whatif.changed(base, known, key) is base
    empty = replace(known, vintages={})
    for key, one in scenarios.SCENARIOS.items():
        if key != "calm":
            assert one.change(empty, NOW) is empty, key


@pytest.mark.parametrize("now", ["2026-05", "2021-03", "2018-07", "2015-05", "2012-04", "2003-03", "1996-07"])
def test_every_scenario_at_once_is_each_alone(known, observed, now):
    """To the last bit: with and without a figure, touched or not; 1996 has no index."""
    base = given(observed, known, now)
    declared, told = whatif.stressed(base)
    alone = {key: whatif.plain(whatif.changed(base, known, key)) for key in scenarios.SCENARIOS}
    for found, wanted in ((declared, whatif.plain(base)), *((told[key], alone[key]) for key in alone)):
        assert list(found) == list(wanted)
        assert all(same(found[key], wanted[key]) for key in wanted), (found, wanted)
    assert any(not same(told[key][name], declared[name]) for key in told for name in declared)


@pytest.mark.parametrize("key", list(scenarios.SCENARIOS))
def test_a_scenario_leaves_the_year_before_and_the_snapshots_alone(known, observed, key):
    base = given(observed, known)
    before = {source: len(known.newest(source).frame) for source in scenarios.SCENARIOS[key].sources}
    found = whatif.changed(base, known, key)
    then = found.observations["period"] == found.then
    pd.testing.assert_frame_equal(
        found.observations[then].sort_values("indicator", ignore_index=True),
        base.observations[base.observations["period"] == base.then].sort_values("indicator", ignore_index=True),
    )
    assert {source: len(known.newest(source).frame) for source in before} == before
    assert len(found.observations) == len(found.observations.drop_duplicates(["period", "indicator"]))


def test_parts_of_a_difference_by_hand():
    """Two dimensions of weight 1; conflict of two indicators at 20 and 60, governance of one at 80: means 40 and 80, index 60.

    The first goes to 40: + 20 x 1/2 x 1/2 = 5. Then it weighs 3 to 1: its share goes from 1/2 to 3/4, a quarter of 40 - 50 on one
    side and of -(60 - 50) on the other, halved: -1.25 each. Then conflict weighs 3 to 1: 1/4 of 45 - 62.5 and -1/4 of 80 - 62.5.
    """
    a, b, c = "conflict.lethality", "conflict.acute", "governance.isolation"
    halves = {"conflict": 0.5, "governance": 0.5}
    start = State({a: 20.0, b: 60.0, c: 80.0}, {a: 0.5, b: 0.5, c: 1.0}, halves, {"conflict": 40.0, "governance": 80.0})
    raised = replace(start, scores={a: 40.0, b: 60.0, c: 80.0}, dimensions={"conflict": 50.0, "governance": 80.0})
    heavier = replace(raised, inside={a: 0.75, b: 0.25, c: 1.0}, dimensions={"conflict": 45.0, "governance": 80.0})
    apart = replace(heavier, across={"conflict": 0.75, "governance": 0.25})
    assert differences.inside(start, raised) == {a: 5.0, b: 0.0, c: 0.0}
    assert differences.inside(raised, heavier) == {a: -1.25, b: -1.25, c: 0.0}
    assert differences.across(heavier, apart) == {"conflict": -4.375, "governance": -4.375}
    assert (start.index, raised.index, heavier.index, apart.index) == (60.0, 65.0, 62.5, 53.75)


def choices(seed: int) -> Choice:
    rng = random.Random(seed)
    some = rng.sample(list(INDICATORS), 4)
    return Choice(
        rng.choice(["", *scenarios.SCENARIOS]), rng.choice(["", *READINGS]), rng.choice(whatif.METHODS),
        tuple((key, rng.choice([0.25, 1.0, 3.0])) for key in rng.sample(list(DIMENSIONS), 2)),
        tuple((key, rng.choice([0.25, 0.5, 2.0])) for key in some),
        tuple((key, (one.goalposts[0], one.goalposts[1] * rng.choice([0.5, 2.0]))) for key, one in INDICATORS.items() if one.contested),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_the_parts_add_up_to_the_difference(known, observed, seed):
    choice, now = choices(seed), random.Random(seed).choice(["2026-05", "2020-08", "2012-12", "2004-06"])
    base = given(observed, known, now)
    found = whatif.changed(base, known, choice.scenario) if choice.scenario else base
    told, declared, parts = whatif.answer(found, choice), whatif.answer(base), differences.split(base, found, choice)
    for key in ("index", PULSE.key):
        change = told.scores[key].score - declared.scores[key].score
        assert np.isfinite(change)
        assert parts.loc[parts["level"] == key, "points"].sum() == pytest.approx(change, abs=1e-9)
    assert set(parts["cause"]) <= set(differences.CAUSES)


def test_nothing_changed_has_no_parts_and_left_out_is_the_level_without(known, observed):
    base = given(observed, known)
    assert differences.split(base, base, DECLARED).empty
    table = differences.left_out(base).set_index("key")["points"]
    level = whatif.answer(base).scores["index"].score
    for key in ("development.hdi", "conflict.acute"):
        without = whatif.answer(base, Choice(indicators=((key, 0.0),))).scores["index"].score
        assert table[key] == pytest.approx(without - level, abs=1e-9)
    assert "military.fragmentation" not in table  # weight 0: it is not in the level
    assert set(table.index) == {key for key, one in INDICATORS.items() if one.weight > 0}


def test_a_month_without_an_index_has_no_share_and_no_parts(known, observed):
    base = given(observed, known, "1996-07")
    told = whatif.answer(base)
    assert np.isnan(told.scores["index"].score)
    assert np.isfinite(told.scores[PULSE.key].score)
    assert np.isnan(told.weightings.all_weights)
    assert differences.left_out(base).empty
    assert differences.split(base, whatif.changed(base, known, "coup"), DECLARED)["level"].tolist() == ["pulse"]
    assert whatif.inputs(observed, known, "1970-01", "1971-01") is None
    first = whatif.inputs(observed, known, "1989-01", "1990-01")
    assert first is not None
    assert first.then is None
    assert np.isnan(whatif.answer(first).scores["conflict"].worse)


def test_what_is_computed_aside_is_not_remembered():
    asked: list[int] = []

    @memo.last(4)
    def double(value: int) -> int:
        asked.append(value)
        return 2 * value

    double(1)
    with memo.aside():
        assert [double(1), double(1), double(2)] == [2, 2, 4]
    double(2), double(1)
    assert asked == [1, 1, 2, 2]  # inside: 1 and 2 anew, once each; after: 2 anew, 1 as it was before


def test_every_part_has_a_choice():
    assert set(whatif.PARTS) == set(INDICATORS) | set(PULSE_PARTS)
    assert [key for key in whatif.CONTESTED if INDICATORS[key].scale != "linear"] == []  # rescaled stretches linear scales
    touched = {key for one in scenarios.SCENARIOS.values() for key in one.touched}
    assert {INDICATORS[key].dimension for key in touched & INDICATORS.keys()} == {"conflict", "governance", "military"}
