"""Simulated scores: quantiles by hand, which errors are shared, what ages, and whether intervals hold what they say."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from indicators import months
from indicators.model import Errors
from indicators.registry import METHOD, METHODS, PULSE_PARTS
from indicators.scoring import panel, score, uncertainty
from tests.bundled import bundled
from tests.frames import indicator, month, observed, snapshots

Z = 1.6448536269514722
DRAWS = 2048


def simulated(rows, errors: dict[str, Errors], draws: int = DRAWS) -> uncertainty.Simulation:
    """Draws of observed rows of indicators with these errors, raw values being scores."""
    declared = {key: indicator(key, errors=one) for key, one in errors.items()}
    return uncertainty.simulate(panel.of(observed(*rows), declared), declared, snapshots(), draws)


def width(draws) -> float:
    low, _, high = uncertainty.quantiles(draws)
    return float(high[0] - low[0])


# ---- errors of one figure


def test_quantiles_of_a_triangle():
    # from -3 to 1, the peak at three quarters; at 3/16 the root of 3/16 x 4 x 3 is 1.5, at 15/16 that of 1/16 x 4 x 1 one half
    share = np.array([[0, 3 / 16, 0.75, 15 / 16, 1]])
    found = uncertainty._triangular(share, np.array([[3.0]]), np.array([[1.0]]))
    assert found[0].tolist() == pytest.approx([-3, -1.5, 0, 0.5, 1])
    # from 0 to 4: at one quarter, 4 - the root of 3/4 x 16
    found = uncertainty._triangular(np.array([[0.0, 0.25, 1]]), np.array([[0.0]]), np.array([[4.0]]))
    assert found[0].tolist() == pytest.approx([0, 4 - 12**0.5, 4])
    assert uncertainty._triangular(share, np.array([[0.0]]), np.array([[0.0]]))[0].tolist() == [0] * 5


@pytest.mark.parametrize(
    ("bounds", "least", "expected"),
    [
        ("deviation", 0.0, [-6, 0, 2]),  # two deviations of 3 below, of 1 above
        ("interval", 0.0, [-6 / Z, 0, 2 / Z]),
        ("range", 2.0, [-6 / Z, 0, 4 / Z]),  # above, 2 are at least
        ("interval", 9.0, [-18 / Z, 0, 18 / Z]),
        ("deviation", 2.0, [-6, 0, 4 / Z]),  # 2 / Z is more than 1
    ],
)
def test_normals_become_errors(bounds, least, expected):
    found = uncertainty._measured(np.array([[-2.0, 0, 2]]), np.array([[3.0]]), np.array([[1.0]]), bounds, least)
    assert found[0].tolist() == pytest.approx(expected)


def quantiles(errors: Errors, status: str = "normal") -> list[float]:
    """Quantiles of a score of 50 with low 41 and high 53."""
    draws = simulated([("a.one", "2000-01", 50, 41, 53, status)], {"a.one": errors}).of("a.one")
    return uncertainty.quantiles(draws)[:, 0].tolist()


def test_bounds_mean_what_the_indicator_says_they_mean():
    # of a triangle from -9 to 3: the root of 0.05 x 12 x 9 above its end, that of 0.05 x 12 x 3 below the other, that of 0.5 x 12 x 9
    triangle = [41 + 5.4**0.5, 41 + 54**0.5, 53 - 1.8**0.5]
    assert quantiles(Errors("")) == pytest.approx(triangle, abs=0.3)
    assert quantiles(Errors("", bounds="interval")) == pytest.approx(
        [41, 50, 53], abs=0.3
    )  # two even samples added are less even
    assert quantiles(Errors("", bounds="deviation")) == pytest.approx([50 - 9 * Z, 50, 50 + 3 * Z], abs=0.5)
    assert quantiles(Errors("", bounds="reading")) == [50, 50, 50]
    assert quantiles(Errors("", bounds="interval", narrowed=0.5)) == pytest.approx([45.5, 50, 51.5], abs=0.2)
    assert quantiles(Errors("", least=6)) == pytest.approx([41, 50, 56], abs=0.3)


def test_bounds_of_a_provisional_figure_are_quantiles_whatever_else_they_are():
    assert quantiles(Errors(""), "provisional") == pytest.approx([41, 50, 53], abs=0.3)
    assert quantiles(Errors("", bounds="deviation"), "provisional") == pytest.approx([41, 50, 53], abs=0.3)
    assert quantiles(Errors(""), "estimated")[0] > 42


def test_no_draw_leaves_the_scale_and_a_month_without_a_score_has_none():
    rows = ("a.one", "2000-01", 5, 0, 90), ("a.one", "2000-03", 98, 60, 100)
    draws = simulated(rows, {"a.one": Errors("", bounds="deviation")}).of("a.one")
    assert draws[0].min() == 0
    assert draws[2].max() == 100
    assert np.isnan(draws[1]).all()
    assert np.isfinite(draws[[0, 2]]).all()


# ---- ageing


def test_ageing_is_straight_between_the_declared_ages_and_grows_with_the_root_beyond():
    errors = Errors("", ageing=((12, 10.0), (24, 16.0)))
    found = uncertainty.ageing(errors, np.array([0, 6, 12, 15, 24, 96]))
    # a quarter of the way from 10 to 16 is 11.5; at four times the last age twice its change
    assert found.tolist() == pytest.approx([0, 5 / Z, 10 / Z, 11.5 / Z, 16 / Z, 32 / Z])


def carried(first: str, ages: int, low: float = 50, high: float = 50):
    """One figure in its month and carried."""
    grid = months.periods(range(month(first), month(first) + ages + 1))
    return [("a.one", period, 50, low, high, "carried" if age else "normal", age) for age, period in enumerate(grid)]


AGEING = Errors("", bounds="interval", ageing=((12, 9.0), (24, 12.0)))


def test_a_carried_figure_has_one_error_and_between_its_months_only_drift():
    draws = simulated(carried("2000-06", 24, 40, 60), {"a.one": AGEING}).of("a.one")
    still = simulated(carried("2000-06", 24, 40, 60), {"a.one": replace(AGEING, ageing=())}).of("a.one")
    assert (still == still[0]).all()
    assert (draws[0] == still[0]).all()
    alone = simulated(carried("2000-06", 24), {"a.one": AGEING}).of("a.one") - 50
    np.testing.assert_allclose(draws - still, alone, atol=1e-9)
    for age, change in ((6, 4.5), (12, 9.0), (24, 12.0)):
        assert alone[age].std() == pytest.approx(change / Z, rel=0.04)
        # the half-width of nine in ten: what was learnt
        assert np.quantile(np.abs(alone[age]), 0.9) == pytest.approx(change, rel=0.05)


def test_drift_is_one_path():
    drift = simulated(carried("2000-12", 36), {"a.one": AGEING}).of("a.one") - 50
    # after one whole year and after two the path shares the first of two equal parts: 1 / root 2; of three, 1 / root 3
    assert np.corrcoef(drift[12], drift[24])[0, 1] == pytest.approx(0.5**0.5, abs=0.05)
    assert np.corrcoef(drift[12], drift[36])[0, 1] == pytest.approx(3**-0.5, abs=0.05)
    assert np.corrcoef(drift[3], drift[9])[0, 1] == pytest.approx(1)  # inside a year it goes one way
    # a figure from a year and a half in: parts of a half and one against one and one
    later = simulated(carried("2001-06", 18), {"a.one": AGEING}).of("a.one") - 50
    both = simulated(carried("2000-12", 24), {"a.one": AGEING}).of("a.one") - 50
    assert np.corrcoef(later[18], both[24])[0, 1] == pytest.approx(1.5 / 2**0.5 / 1.25**0.5, abs=0.05)


def test_a_new_figure_ends_the_drift_and_has_an_error_of_its_own():
    rows = [*carried("2000-01", 11, 40, 60), ("a.one", "2001-01", 50, 40, 60)]
    draws = simulated(rows, {"a.one": replace(AGEING, shared=0.0)}).of("a.one")
    assert abs(np.corrcoef(draws[0], draws[12])[0, 1]) < 0.07
    half = simulated(rows, {"a.one": replace(AGEING, shared=0.6)}).of("a.one")
    assert np.corrcoef(half[0], half[12])[0, 1] == pytest.approx(0.6, abs=0.05)


# ---- shared errors


def errors_of(errors: dict[str, Errors], *rows):
    found = simulated(rows, errors)
    return {key: found.of(key) - 50 for key in errors}


def correlation(one, other) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def test_windows_share_the_errors_of_the_months_they_share():
    periods = months.periods(range(month("2000-01"), month("2002-01")))
    rows = [("a.one", period, 50, 40, 60) for period in periods]
    plain = Errors("", bounds="interval", shared=0.4, window=12)
    found = errors_of({"a.one": plain}, *rows)["a.one"]
    for months_apart, expected in ((3, 0.4 + 0.6 * 0.75), (6, 0.4 + 0.6 * 0.5), (11, 0.4 + 0.6 / 12), (12, 0.4), (18, 0.4)):
        assert correlation(found[0], found[months_apart]) == pytest.approx(expected, abs=0.06), months_apart
    assert found.std(axis=1).tolist() == pytest.approx([10 / Z] * 24, rel=0.05)
    # three months, three apart: nothing is shared; two apart, a third
    short = errors_of({"a.one": replace(plain, shared=0.0, window=3)}, *rows)["a.one"]
    assert abs(correlation(short[12], short[15])) < 0.07
    assert correlation(short[12], short[14]) == pytest.approx(1 / 3, abs=0.06)
    assert short.std(axis=1).tolist() == pytest.approx([10 / Z] * 24, rel=0.05)


def test_indicators_of_one_family_share_errors_and_others_do_not():
    rows = [(key, "2000-01", 50, 40, 60) for key in ("a.one", "a.two", "a.three", "a.four")]
    plain = Errors("", bounds="interval", shared=0.4, family="f")
    found = errors_of(
        {"a.one": plain, "a.two": plain, "a.three": replace(plain, family="g"), "a.four": replace(plain, family="")}, *rows
    )
    assert (found["a.one"] == found["a.two"]).all()
    assert abs(correlation(found["a.one"][0], found["a.three"][0])) < 0.07
    assert abs(correlation(found["a.three"][0], found["a.four"][0])) < 0.07
    # three months within twelve, of which they are a quarter: 3 / root (3 x 12)
    windows = errors_of({"a.one": replace(plain, window=12), "a.two": replace(plain, window=3)}, *rows[:2])
    assert correlation(windows["a.one"][0], windows["a.two"][0]) == pytest.approx(0.4 + 0.6 * 0.5, abs=0.06)


def test_one_figure_has_one_error_in_a_family_whichever_months_the_others_have():
    plain = Errors("", bounds="interval", shared=0.0, family="f")
    rows = [("a.one", f"2000-{number:02d}", 50, 40, 60) for number in (1, 2, 3, 9)]
    # of a.two: the figure of February, carried, so that no month is about March
    rows += [("a.two", "2000-02", 50, 40, 60), ("a.two", "2000-03", 50, 40, 60, "carried", 1), ("a.two", "2000-09", 50, 40, 60)]
    found = errors_of({"a.one": plain, "a.two": plain}, *rows)
    assert (found["a.one"][[1, 8]] == found["a.two"][[1, 8]]).all()
    assert (found["a.two"][2] == found["a.one"][1]).all()


@pytest.mark.parametrize("window", [1, 12])
def test_a_later_month_changes_no_draw_of_an_earlier_one_nor_does_an_earlier_start(window):
    errors = {"a.one": Errors("", bounds="interval", window=window, ageing=((12, 5.0),))}
    rows = [("a.one", f"2000-{number:02d}", 50, 40, 60, "carried", number) for number in range(1, 13)]
    short, long = (simulated(some, errors).of("a.one") for some in (rows[3:6], rows[3:]))
    assert (short == long[:3]).all()
    early = simulated([("a.one", "1999-12", 50, 40, 60), *rows[3:6]], errors).of("a.one")
    assert (early[4:] == short).all()


# ---- weights


def test_weights_add_up_to_one_and_vary_as_a_dirichlet_does():
    found = uncertainty.weights({"x": 2.0, "y": 1.0, "z": 1.0}, "name", 4096)
    assert found.shape == (3, 4096)
    np.testing.assert_allclose(found.sum(axis=0), 1, atol=1e-12)
    assert (found > 0).all()
    assert found.mean(axis=1).tolist() == pytest.approx([0.5, 0.25, 0.25], abs=0.003)
    # p (1 - p) / (30 + 1)
    assert found.var(axis=1).tolist() == pytest.approx([0.25 / 31, 0.1875 / 31, 0.1875 / 31], rel=0.06)
    assert (found == uncertainty.weights({"x": 2.0, "y": 1.0, "z": 1.0}, "name", 4096)).all()
    assert not (found == uncertainty.weights({"x": 2.0, "y": 1.0, "z": 1.0}, "other", 4096)).all()
    assert (uncertainty.weights({"x": 3.0}, "name", 8) == 1).all()


SURE = {"a.one": Errors(""), "a.two": Errors("")}


def test_known_inputs_leave_the_band_of_the_method_alone():
    rows = (
        ("a.one", "2000-01", 20),
        ("a.two", "2000-01", 80),
        ("a.one", "2000-02", 20),
        ("a.one", "2000-03", 60),
        ("a.two", "2000-03", 60),
    )
    found = simulated(rows, SURE)
    assert (uncertainty.mean(found, {"a.one": 1.0}, "n") == [[20], [20], [60]]).all()
    both = uncertainty.mean(found, {"a.one": 1.0, "a.two": 1.0}, "n")
    # 80 - 60 w, the weight w a beta variate of 15 and 15
    expected = [80 - 60 * stats.beta.ppf(share, 15, 15) for share in (0.95, 0.5, 0.05)]
    assert uncertainty.quantiles(both)[:, 0].tolist() == pytest.approx(expected, abs=0.8)
    assert both[1].tolist() == pytest.approx([20] * DRAWS)  # one that is missing leaves its weight to the other
    assert both[2].tolist() == pytest.approx([60] * DRAWS)
    assert (uncertainty.mean(found, {"a.one": 1.0, "a.two": 0.0}, "n") == [[20], [20], [60]]).all()


def test_of_three_the_others_keep_their_drawn_ratios():
    keys = ("a.one", "a.two", "a.three")
    found = simulated(
        [(key, "2000-01", value) for key, value in zip(keys[:2], (0, 100), strict=True)] + [("a.three", "2000-02", 1)],
        dict.fromkeys(keys, Errors("")),
    )
    declared = dict(zip(keys, (2.0, 1.0, 1.0), strict=True))
    first, second, _ = uncertainty.weights(declared, "n", DRAWS)
    np.testing.assert_allclose(uncertainty.mean(found, declared, "n")[0], 100 * second / (first + second))


def test_the_mean_of_means_weighs_with_drawn_weights():
    parts = {"x": np.full((1, 64), 10.0), "y": np.full((1, 64), 90.0), "z": np.full((1, 64), np.nan)}
    first, second = uncertainty.weights({"x": 1.0, "y": 0.5}, "index", 64)
    found = uncertainty.over(parts, {"x": 1.0, "y": 0.5, "z": 0.0}, "index")
    np.testing.assert_allclose(found[0], 10 * first + 90 * second)


# ---- what is told of draws


def test_quantiles_of_draws():
    draws = np.array([np.arange(21.0), np.full(21, np.nan), np.full(21, 7.0)])
    np.testing.assert_allclose(uncertainty.quantiles(draws), [[1, np.nan, 7], [10, np.nan, 7], [19, np.nan, 7]])


def test_quantiles_are_numpys_to_the_last_bit():
    draws = np.random.default_rng(7).normal(50, 30, (40, 1024)).clip(0, 100)  # with ties at both ends
    for count in (1, 2, 77, 256, 1000, 1024):
        np.testing.assert_array_equal(
            uncertainty.quantiles(draws[:, :count]), np.quantile(draws[:, :count], (0.05, 0.5, 0.95), axis=1)
        )


def test_worse_is_the_share_of_histories_and_ties_count_half():
    draws = np.array([[1.0, 2, 3, 4], [2.0, 2, 2, 4]])  # one worse, one better, two equal
    assert uncertainty.worse(draws, 0, 1) == 0.5
    draws = np.array([[1.0, 2, 3, 4], [2.0, 3, 3, 4]])
    assert uncertainty.worse(draws, 0, 1) == 0.75
    assert uncertainty.worse(draws, 1, 0) == 0.25


def test_the_table_has_the_quantiles_of_each_level_and_key():
    found = uncertainty.table({("index", "index"): np.array([np.arange(21.0), np.full(21, 7.0)])}, ("2000-01", "2000-02"))
    assert found.to_numpy().tolist() == [
        ["index", "index", "2000-01", 1, 10, 19], ["index", "index", "2000-02", 7, 7, 7],
    ]  # fmt: skip
    assert found.columns.tolist() == ["level", "key", "period", "p05", "p50", "p95"]


# ---- the same bytes

MIXED = {
    "a.one": Errors("", bounds="interval", window=12, ageing=((12, 5.0),)), "a.two": Errors("", shared=0.8, family="f"),
    "a.three": Errors("", least=4.0, family="f"),
}  # fmt: skip


def digest() -> str:
    """Of the draws of a small panel, and of a mean of them."""
    rows = [(key, f"2000-{number:02d}", 50, 40, 60, "carried", number % 3) for key in MIXED for number in range(1, 13)]
    found = simulated(rows, MIXED, 256)
    whole = uncertainty.mean(found, dict.fromkeys(MIXED, 1.0), "a")
    return hashlib.sha256(found.draws.tobytes() + whole.tobytes()).hexdigest()


def test_the_same_data_give_the_same_bytes_here_and_in_another_process():
    uncertainty._weights.cache_clear()
    first = digest()
    uncertainty._weights.cache_clear()
    assert digest() == first
    done = subprocess.run(
        [sys.executable, "-c", "from tests.test_uncertainty import digest; print(digest())"],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert done.stdout.strip() == first


# ---- wider errors, wider bands

KINDS = st.sampled_from(["range", "interval", "deviation"])


@settings(max_examples=60)
@given(
    score=st.floats(0, 100), inner=st.tuples(st.floats(0, 1), st.floats(0, 1)), outer=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    kind=KINDS, least=st.sampled_from([0.0, 3.0]), status=st.sampled_from(["normal", "provisional"]),
)  # fmt: skip
@example(score=50.0, inner=(1.0, 0.0), outer=(1.0, 1.0), kind="range", least=0.0, status="normal")
def test_a_wider_range_never_narrows_the_band(score, inner, outer, kind, least, status):
    ends = [min(a, b) for a, b in zip(inner, outer, strict=True)], [max(a, b) for a, b in zip(inner, outer, strict=True)]
    widths = []
    for below, above in ends:
        row = ("a.one", "2000-01", score, score - below * score, score + above * (100 - score), status)
        widths.append(width(simulated([row], {"a.one": Errors("", bounds=kind, least=least)}, 256).of("a.one")))
    assert widths[1] >= widths[0] - 1e-9


@settings(max_examples=25)
@given(score=st.floats(0, 100), one=st.integers(0, 60), other=st.integers(0, 60), more=st.floats(1, 3))
def test_an_older_figure_and_a_faster_ageing_never_narrow_the_band(score, one, other, more):
    def band(age: int, errors: Errors) -> float:
        return width(simulated([("a.one", "2000-12", score, score, score, "carried", age)], {"a.one": errors}, 256).of("a.one"))

    young, old = sorted((one, other))
    # draws of another length of time are another sample: 2 % of noise
    assert band(old, AGEING) >= band(young, AGEING) * 0.98 - 1e-9
    faster = replace(AGEING, ageing=tuple((age, change * more) for age, change in AGEING.ageing))
    assert band(old, faster) >= band(old, AGEING) - 1e-9


def test_a_wider_input_widens_a_dimension_too():
    def dimension(half: float) -> float:
        rows = [
            ("a.one", "2000-01", 50, 50 - half, 50 + half),
            ("a.two", "2000-01", 30, 20, 40),
            ("a.three", "2000-01", 70, 65, 75),
        ]
        found = simulated(rows, dict.fromkeys(("a.one", "a.two", "a.three"), Errors("", bounds="interval")))
        return width(uncertainty.mean(found, dict.fromkeys(found.panel.keys, 1.0), "a"))

    widths = [dimension(half) for half in (0, 2, 5, 10, 20, 40)]
    assert all(later >= earlier - 0.1 for earlier, later in itertools.pairwise(widths))  # 0.1: sampling
    assert widths[-1] > 2 * widths[0]


# ---- over the bundled observations


def test_no_carried_figure_is_without_a_band_and_every_score_has_draws_on_the_scale():
    known = bundled()
    declared = {**METHODS[METHOD], **PULSE_PARTS}
    seen = score.observe(known)
    whole = panel.of(seen, declared)
    draws = uncertainty.simulate(whole, declared, known, 64).draws
    assert (np.isfinite(draws).all(axis=2) == whole.present).all()
    assert draws[whole.present].min() >= 0
    assert draws[whole.present].max() <= 100
    flat = whole.present & (whole.age > 0) & (draws.max(axis=2) == draws.min(axis=2))
    # one sponsor is one sponsor, however many its soldiers: a spread of 0 that no error of a figure can move
    flat[:, whole.keys.index("military.fragmentation")] &= whole.score[:, whole.keys.index("military.fragmentation")] > 0
    found = {key: [whole.periods[at] for at in np.flatnonzero(flat[:, place])] for place, key in enumerate(whole.keys)}
    assert {key: periods for key, periods in found.items() if periods} == {}


# ---- coverage, with known truth

TRIALS = 2500
RNG = 4711


def trials(kind: str, rng: np.random.Generator) -> tuple[panel.Panel, np.ndarray, Errors]:
    """A panel of one month a trial, the truth of each by the declared error model, drawn by other means, and the errors."""
    best = rng.uniform(45, 55, TRIALS)
    below, above = rng.uniform(0.5, 12, (2, TRIALS))
    age = rng.integers(1, 60, TRIALS) if kind == "ageing" else np.zeros(TRIALS, dtype="int64")
    normal = rng.normal(size=TRIALS)
    sided = np.where(normal < 0, below, above)
    if kind == "range":
        truth, errors = rng.triangular(best - below, best, best + above), Errors("", shared=0.0)
    elif kind == "interval":
        truth, errors = best + normal * sided / Z, Errors("", bounds="interval", shared=0.0)
    elif kind == "deviation":
        below, above, sided = below / 2, above / 2, sided / 2
        truth, errors = best + normal * sided, Errors("", bounds="deviation", shared=0.0)
    else:  # a known figure that has aged: 9 points in a year, 12 in two, then by the root
        below = above = np.zeros(TRIALS)
        change = np.where(age <= 12, 9 * age / 12, np.where(age <= 24, 9 + 3 * (age - 12) / 12, 12 * np.sqrt(age / 24)))
        truth, errors = best + normal * change / Z, replace(AGEING, shared=0.0)
    first = 2000 * 12
    shape = (TRIALS, 1)
    whole = panel.Panel(
        "MLI", tuple(months.periods(range(first, first + TRIALS))), ("a.one",), best.reshape(shape), (best - below).reshape(shape),
        (best + above).reshape(shape), np.zeros(shape, dtype="int64"), age.reshape(shape),
    )  # fmt: skip
    return whole, truth, errors


def covered(draws: np.ndarray, truth: np.ndarray) -> float:
    low, _, high = uncertainty.quantiles(draws)
    return float(((low <= truth) & (truth <= high)).mean())


@pytest.mark.parametrize("kind", ["range", "interval", "deviation", "ageing"])
def test_nine_in_ten_intervals_hold_the_truth(kind):
    whole, truth, errors = trials(kind, np.random.default_rng(RNG))
    found = uncertainty.simulate(whole, {"a.one": indicator("a.one", errors=errors)}, snapshots(), 512)
    share = covered(found.of("a.one"), truth)
    print(f"coverage {kind}: {share:.4f}")
    assert 0.87 < share < 0.93


def test_nine_in_ten_intervals_of_a_dimension_hold_the_truth():
    rng = np.random.default_rng(RNG + 1)
    kinds = ("range", "interval", "deviation", "ageing", "range")
    weights = np.array([1.0, 1.0, 0.5, 1.0, 0.5])
    parts = [trials(kind, rng) for kind in kinds]
    offsets = np.array([-35.0, -15, 0, 15, 30])  # so that weights matter
    keys = tuple(f"a.{place}" for place in range(5))
    whole = replace(
        parts[0][0], keys=keys,
        **{name: np.hstack([getattr(one, name) for one, _, _ in parts]) + offsets for name in ("score", "low", "high")},
        rank=np.zeros((TRIALS, 5), dtype="int64"), age=np.hstack([one.age for one, _, _ in parts]),
    )  # fmt: skip
    declared = {key: indicator(key, errors=errors) for key, (_, _, errors) in zip(keys, parts, strict=True)}
    found = uncertainty.simulate(whole, declared, snapshots(), 1024)
    # the true weights: a Dirichlet distribution of concentration 30 around the declared shares
    true = rng.dirichlet(uncertainty.CONCENTRATION * weights / weights.sum(), TRIALS)
    truth = (np.clip(np.column_stack([truth for _, truth, _ in parts]) + offsets, 0, 100) * true).sum(axis=1)
    share = covered(uncertainty.mean(found, dict(zip(keys, weights, strict=True)), "a"), truth)
    print(f"coverage dimension: {share:.4f}")
    assert 0.87 < share < 0.93


@pytest.mark.parametrize(("apart", "variance"), [(6, 2 * (1 - 0.75)), (12, 2 * (1 - 0.5)), (3, 2 * (1 - 0.875))])
def test_nine_in_ten_intervals_of_a_difference_hold_the_true_change(apart, variance):
    # windows of twelve months, half of the error shared by all: correlated by 0.5 + 0.5 x (12 - apart) / 12
    rng = np.random.default_rng(RNG + apart)
    whole, _, _ = trials("interval", rng)
    whole = replace(whole, low=whole.score - 8, high=whole.score + 8)
    errors = Errors("", bounds="interval", shared=0.5, window=12)
    draws = uncertainty.simulate(whole, {"a.one": indicator("a.one", errors=errors)}, snapshots(), 512).of("a.one")
    seen = whole.score[apart:, 0] - whole.score[:-apart, 0]
    truth = seen + rng.normal(size=len(seen)) * variance**0.5 * 8 / Z
    share = covered(draws[apart:] - draws[:-apart], truth)
    print(f"coverage difference {apart}: {share:.4f}")
    assert 0.87 < share < 0.93
