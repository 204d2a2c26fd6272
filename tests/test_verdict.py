"""The verdict: worse, better, no new data, cannot tell, by rule; and its sentences, true in any month."""

from __future__ import annotations

import random
import re
from functools import lru_cache

import numpy as np
import pytest

from indicators import months
from indicators.registry import DIMENSIONS, INDICATORS, PULSE_PARTS
from indicators.scoring import levels, panel, uncertainty, verdict
from indicators.scoring.verdict import Direction, Verdict
from indicators.wording import month
from indicators.wording import verdict as words
from tests.bundled import bundled, bundled_results


def direction(worse: float, new: float = 1.0, key: str = "conflict", score: float = 50.0, before: float = 40.0) -> Direction:
    return Direction(key, score, before, 45.0, 55.0, worse, new)


@pytest.mark.parametrize(
    ("worse", "new", "word"),
    [
        (0.80, 1.0, "worse"), (0.80, 0.0, "worse"),  # what eight of ten say needs no new figure
        (0.79, 1.0, "cannot_tell"), (0.79, 0.5, "cannot_tell"), (0.79, 0.49, "no_new_data"),
        (0.21, 1.0, "cannot_tell"), (0.21, 0.49, "no_new_data"),
        (0.20, 1.0, "better"), (0.0, 0.0, "better"),
    ],
)  # fmt: skip
def test_the_rule(worse, new, word):
    assert direction(worse, new).word == word


def test_a_disputed_dimension_is_higher_or_lower_and_never_worse_or_better():
    disputed = [key for key, one in DIMENSIONS.items() if one.weight < 1]
    assert disputed == ["military"]
    assert words.direction(direction(0.9, key="military")) == "higher"
    assert words.direction(direction(0.1, key="military")) == "lower"
    assert words.direction(direction(0.9, key="conflict")) == "worse"
    assert words.direction(direction(0.9, key="index")) == "worse"


def told(**changed) -> Verdict:
    plain = {
        "now": "2020-12", "then": "2019-12", "index": direction(0.7, key="index"), "pulse": direction(0.9, key="pulse"),
        "dimensions": {"conflict": direction(0.9), "governance": direction(0.5, key="governance"),
                       "military": direction(0.1, key="military"), "development": direction(0.5, 0.0, "development")},
        "readings": {"equal_weights": direction(0.6, key="index.equal_weights"),
                     "withdrawal_is_risk": direction(0.9, key="index.withdrawal_is_risk")},
        "stale": 0.42,
    }  # fmt: skip
    return Verdict(**{**plain, **changed})


def test_the_three_sentences():
    first, second, third = words.whole(told())
    assert first.endswith(
        "risk index stands at 50 of 100 (nine of ten simulations: 45 to 55); its pulse, which sees the last months alone, at 50 of 100 "
        "(nine of ten simulations: 45 to 55)."
    )
    assert second == (
        "Against December 2019, Conflict is worse; Governance is neither clearly better nor clearly worse; Foreign forces is lower "
        "(its sign is disputed); Development is without new data."
    )
    assert third == (
        "Whether the index as a whole is worse or better these data cannot tell: it is worse in 70 of 100 simulations, by the reading in "
        "60 (equal weights) to 90 (withdrawal is the risk); 42% of its weight has no figure of the last twelve months."
    )


def test_sentences_without_an_index_or_a_pulse():
    assert "pulse stands at 50" in words.level(told(index=None))
    assert "pulse" not in words.level(told(pulse=None))
    assert "neither index nor pulse" in words.level(told(index=None, pulse=None))
    assert words.sure(told(index=None)) == "The index cannot be compared with December 2019."
    assert words.dimensions(told(dimensions={})) == "No dimension can be compared with December 2019."
    assert "all of its weight has a figure" in words.sure(told(stale=0.0))


@lru_cache(maxsize=1)
def simulated():
    indicators = {**INDICATORS, **PULSE_PARTS}
    whole = panel.of(bundled_results().observations, indicators)
    return whole, levels.of(whole, uncertainty.simulate(whole, indicators, bundled()), INDICATORS)


def test_the_verdict_is_true_of_three_hundred_random_pairs_of_months():
    whole, found = simulated()
    last = months.ordinal(found.periods[-1])
    chance = random.Random(20)
    for _ in range(300):
        then = chance.randrange(months.ordinal("1991-01"), last)
        now = chance.randrange(then + 1, last + 1)
        one = verdict.of(whole, found, months.period(then), months.period(now))
        first, second, third = words.whole(one)
        rows = found.periods.index(one.then), found.periods.index(one.now)
        begun = one.then >= "2001-01"
        assert (one.index is not None) == begun
        for key in ("index", *DIMENSIONS):
            level = "index" if key == "index" else "dimension"
            draws, scores = found.draws[level, key], found.means[level, key].score
            direction_ = one.index if key == "index" else one.dimensions.get(key)
            if direction_ is None:
                assert not np.isfinite(scores[list(rows)]).all()
                continue
            up, even = float(np.mean(draws[rows[1]] > draws[rows[0]])), float(np.mean(draws[rows[1]] == draws[rows[0]]))
            assert direction_.worse == pytest.approx(up + even / 2)
            if direction_.word == "worse":
                assert up + even / 2 >= 0.8
            elif direction_.word == "better":
                assert up + even / 2 <= 0.2
        if one.index is not None:
            assert f"{one.index.score:.0f} of 100" in first
            assert ("these data cannot tell" in third) == (one.index.word == "cannot_tell")
        assert month(one.now) in first
        assert month(one.then) in second
        assert "unchanged" not in f"{first}{second}{third}".lower()
        assert "highest" not in f"{first}{second}{third}".lower()
        assert not re.search(r"\bnan\b|None|inf\b", f"{first}{second}{third}")


def test_a_month_that_is_not_there_is_named():
    whole, found = simulated()
    with pytest.raises(ValueError, match="no scores of 2050-01"):
        verdict.of(whole, found, "2001-01", "2050-01")
    with pytest.raises(ValueError, match="nothing was simulated"):
        verdict.of(whole, levels.of(whole, None, INDICATORS), "2001-01", "2002-01")
