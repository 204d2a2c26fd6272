"""The models of the outlook and the measures of a forecast, by hand on small numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from indicators.model import ContractError
from indicators.outlook import hurdle, measures, models, regression, samples
from indicators.outlook.panel import Panel
from indicators.outlook.settings import LEADS, PROBABILITIES, SAMPLES


def counts(drawn: np.ndarray) -> dict[float, int]:
    values, numbers = np.unique(drawn, return_counts=True)
    return dict(zip(values.tolist(), numbers.tolist(), strict=True))


def test_four_values_of_equal_weight_are_a_quarter_of_the_samples_each():
    drawn = samples.of_values(np.array([[3.0, 0], [1, 0], [2, 0], [9, 5]]), np.ones(4))
    assert counts(drawn[0]) == {1: 250, 2: 250, 3: 250, 9: 250}
    assert counts(drawn[1]) == {0: 750, 5: 250}
    assert (np.diff(drawn) >= 0).all()


def test_a_weight_of_three_is_three_quarters_of_the_samples():
    assert counts(samples.of_values(np.array([[7.0], [2.0]]), np.array([3.0, 1.0]))[0]) == {2: 250, 7: 750}


def test_conflictology_is_the_last_twelve_months_and_nothing_older():
    deaths = np.vstack([np.full((5, 1), 999.0), np.arange(1.0, 13.0)[:, None]])
    found = counts(models.conflictology(deaths)[0])
    assert sorted(found) == list(range(1, 13))
    assert set(found.values()) <= {83, 84}  # 1,000 samples by 12 values


def test_the_weight_halves_every_four_months():
    deaths = np.zeros((36, 1))
    deaths[-1] = 100.0
    share = (models.weighted(deaths)[0, 0] > 0).mean()
    ratio = 0.5**0.25
    assert share == pytest.approx((1 - ratio) / (1 - ratio**36), abs=0.001)  # the first of 36 terms of a geometric series


def test_noise_keeps_zeros_and_the_mean():
    drawn = samples.blurred(np.r_[np.zeros(500), np.full(500, 1000.0)][None], 0.35)[0]
    assert (drawn == 0).sum() == 500
    assert drawn.mean() == pytest.approx(500, rel=0.01)  # lognormal noise of mean 1
    logs = np.log(drawn[drawn > 0])
    assert logs.std() == pytest.approx(0.35, abs=0.01)


def test_noise_grows_with_the_square_root_of_the_lead():
    deaths = np.full((12, 1), 10_000.0)
    spread = np.log(models.smoothed(deaths)[0]).std(axis=-1)
    assert spread[0] == pytest.approx(0.3 + 0.05, abs=0.005)
    assert spread[8] == pytest.approx(0.3 + 0.05 * 3, abs=0.005)  # lead 9


def test_the_last_value_is_a_poisson_mean():
    drawn = models.last_observed(np.array([[4.0, 0.0, 150.0]]))
    assert (drawn[0] == 0).mean() == pytest.approx(math.exp(-4), abs=0.001)
    assert (drawn[0] <= 2).mean() == pytest.approx(math.exp(-4) * (1 + 4 + 8), abs=0.001)
    assert (drawn[1] == 0).all()
    assert drawn[2].std() == pytest.approx(math.sqrt(150), rel=0.01)


def test_the_pool_draws_from_each_part_alike():
    parts = [np.full((1, SAMPLES), value) for value in (1.0, 2.0, 3.0)]
    assert counts(samples.pooled(*parts)[0]) == {1: 333, 2: 334, 3: 333}


def test_a_logit_of_two_groups_is_the_log_of_their_odds():
    group = np.array([[0.0]] * 10 + [[1.0]] * 10)
    hit = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 6 + [0.0] * 4)
    found = regression.logistic(group, hit, penalty=1e-9)
    assert found[0] == pytest.approx(math.log(2 / 8), abs=1e-5)
    assert found[1] == pytest.approx(math.log(6 / 4) - math.log(2 / 8), abs=1e-5)


def test_a_penalty_holds_a_perfect_separation_back():
    separated = np.array([[-1.0], [1.0]])
    found = regression.logistic(separated, np.array([0.0, 1.0]), penalty=0.1)
    slope = found[1]  # where the slope of the likelihood, 2 (1 - expit(b)), is 0.1 b
    assert 2 / (1 + math.exp(slope)) == pytest.approx(0.1 * slope, abs=1e-6)
    assert found[0] == pytest.approx(0, abs=1e-6)


def test_a_logit_of_what_is_no_number_is_refused():
    with pytest.raises((ContractError, ValueError)):
        regression.logistic(np.array([[np.nan], [1.0]]), np.array([0.0, 1.0]), 0.1)


def test_features_of_a_month_by_hand():
    deaths = np.array([[0.0], [2.0], [4.0]])
    row = hurdle.features(deaths)[2, 0]
    logs = np.log1p([0, 2, 4])
    assert row.tolist() == pytest.approx([math.log1p(4), *[math.log1p(2)] * 4, logs.std(), 2 / 3])


def test_features_look_twelve_months_back_and_no_further():
    deaths = np.r_[np.full(30, 7.0), np.zeros(12)][:, None]
    row = hurdle.features(deaths)[-1, 0]
    assert row[[0, 1, 2, 5, 6]].tolist() == pytest.approx([0] * 5, abs=1e-9)
    assert row[3] == pytest.approx(math.log1p(7 * 24 / 36))  # of 36 months 24 had 7


def test_a_fit_has_seen_the_figures_of_the_last_january():
    january = 2024 * 12
    assert [hurdle.refit_month(january + place) for place in (0, 1, 11, 12)] == [january, january, january, january + 12]


def lively(months: int = 90, seed: int = 3) -> Panel:
    """Four countries, one of them quiet, drawn at random."""
    draw = np.random.default_rng(seed)
    deaths = draw.poisson(draw.gamma(1.0, [0.05, 3.0, 40.0, 400.0], (months, 4))).astype("float64")
    return Panel(("AAA", "BBB", "CCC", "DDD"), 2000 * 12, deaths)


def test_every_model_gives_sorted_whole_samples_of_every_lead():
    made = models.forecast(lively())
    assert set(made) == {"pool", "conflictology", "weighted", "hurdle", "smoothed", "last_observed"}
    for drawn in made.values():
        assert drawn.shape == (4, len(LEADS), SAMPLES)
        assert (np.diff(drawn) >= 0).all()
        assert (drawn >= 0).all()
        assert (drawn == np.round(drawn)).all()


def test_the_hurdle_knows_a_quiet_country_from_a_violent_one():
    drawn = models.pooled_hurdle(lively())[:, 0]
    assert (drawn[0] == 0).mean() > 0.8
    assert np.median(drawn[3]) > 10 * max(np.median(drawn[1]), 1)


def test_the_same_panel_gives_the_same_bytes():
    assert models.pool(lively()).tobytes() == models.pool(lively()).tobytes()


def test_what_came_after_the_origin_changes_nothing():
    whole = lively()
    deaths = whole.deaths.copy()
    deaths[70:] = 99_999
    other = Panel(whole.countries, whole.first, deaths)
    origin = whole.first + 69
    assert models.pool(whole.until(origin)).tobytes() == models.pool(other.until(origin)).tobytes()


def test_crps_of_one_point_and_of_two():
    point = np.full(4, 3.0)
    assert measures.crps(point, np.array(5.0)) == pytest.approx(2)  # of a point the distance
    # half at 0, half at 2, outcome 1: mean distance 1 less half the mean distance of two draws, 1/2
    assert measures.crps(np.array([0.0, 0.0, 2.0, 2.0]), np.array(1.0)) == pytest.approx(0.5)


def test_ignorance_counts_bits_in_the_outcomes_bin():
    drawn = np.repeat([0.0, 30.0], SAMPLES // 2)
    assert measures.ignorance(drawn, np.array(26.0)) == pytest.approx(-math.log2((500 + 2 / 3) / (1000 + 2 / 3)))
    assert measures.ignorance(drawn, np.array(51.0)) == pytest.approx(-math.log2((2 / 3) / (1000 + 2 / 3)))
    assert measures.ignorance(drawn, np.array(0.0)) == measures.ignorance(drawn, np.array(50.0))


def test_an_interval_score_adds_twenty_times_what_lies_outside():
    drawn = np.linspace(0, 100, 1001)
    assert measures.interval_score(drawn, np.array(50.0)) == pytest.approx(90)
    assert measures.interval_score(drawn, np.array(97.0)) == pytest.approx(90 + 20 * 2)  # upper end 95
    assert measures.covered(drawn, np.array([4.0, 5.5, 95.5]), 0.9).tolist() == [0, 1, 0]


def test_pit_and_quantiles():
    drawn = PROBABILITIES * 1000 - 0.5  # 0 to 999
    assert measures.pit(drawn, np.array(10.0)) == pytest.approx(0.0105)
    assert [float(measures.quantile(drawn, share)) for share in (0.05, 0.5, 0.95)] == pytest.approx([50, 500, 950])
