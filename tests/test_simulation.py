"""Draws of the military indicators: one error a figure, drift from its month on, past errors in peak and habit; by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import special  # type: ignore[import-untyped]

from indicators.dimensions.curated import counted
from indicators.dimensions.military import ledger, measures, simulation
from indicators.subject import SUBJECT
from tests.bundled import bundled
from tests.frames import month, people, snapshots, vintage
from tests.test_ledger import ledger_of, one, row

DRAWS = 400


def known(*rows):
    """The ledger of these rows, and 10,000 inhabitants: a rate per 10,000 is the count itself."""
    inhabitants = people(*((SUBJECT.code, year, 10_000) for year in range(2008, 2022)))
    return snapshots(vintage("foreign_forces", ledger_of(*rows).assign(country=SUBJECT.code)), inhabitants)


def grid(first: str, last: str) -> range:
    return range(month(first), month(last) + 1)


def random(count: int) -> np.ndarray:
    return np.random.default_rng(5).normal(size=(count, DRAWS))


def given(**rows: list[float]):
    """Normals that are 0 except in the rows named n0, n1, ...: two a level, the figure's and the drift's."""

    def normals(count: int) -> np.ndarray:
        found = np.zeros((count, 3))
        for name, values in rows.items():
            found[int(name[1:])] = values
        return found

    return normals


def test_quantiles_of_a_triangle_between_low_and_high():
    # from 0 to 4 with its peak at 1: at one quarter the peak; at 1/16 half of it; at 1 - 1/12 half a root of 3 x 4 below the end
    shares = special.ndtri(np.array([1 / 16, 1 / 4, 1 - 1 / 12]))
    assert simulation.between(0.0, 1.0, 4.0, shares).tolist() == pytest.approx([0.5, 1, 3])
    assert simulation.between(7.0, 7.0, 7.0, shares).tolist() == [7, 7, 7]
    assert simulation.between(5.0, 5.0, 9.0, np.array([-40.0, 40.0])).tolist() == pytest.approx([5, 9])
    assert simulation.between(1.0, 9.0, 9.0, np.array([-40.0, 40.0])).tolist() == pytest.approx([1, 9])


def test_a_figure_lies_between_its_ends_in_its_own_month_and_is_one_draw_in_all_of_its_months(monkeypatch):
    rows = [one("2010-01-31", 1000), one("2012-01-31", 600, count="rounded")]
    drawn = simulation.foreign_personnel(known(*rows), SUBJECT.code, grid("2009-12", "2012-03"), random)
    assert drawn.shape == (28, DRAWS)
    assert (drawn[0] == 0).all()
    assert 980 <= drawn[1].min() < 985 < 1015 < drawn[1].max() <= 1020  # 2 % either side
    assert 510 <= drawn[25].min() < 530 < 670 < drawn[25].max() <= 690  # 15 %
    assert abs(np.corrcoef(drawn[1], drawn[25])[0, 1]) < 0.15  # another figure, another error
    monkeypatch.setattr(simulation, "DRIFT", 0.0)
    still = simulation.foreign_personnel(known(*rows), SUBJECT.code, grid("2009-12", "2012-03"), random)
    assert (still[1:25] == still[1]).all()
    assert (still[1] == drawn[1]).all()


def test_drift_begins_after_the_figures_own_month_and_grows_with_the_root_of_time():
    # a drift of one deviation: a factor of e to the 0.2 after a year, e to the 0.4 after four
    drawn = simulation.foreign_personnel(
        known(one("2010-01-31", 1000)), SUBJECT.code, grid("2010-01", "2014-01"), given(n1=[-1, 0, 1])
    )
    assert drawn[0].tolist() == pytest.approx([1000] * 3)
    assert drawn[12].tolist() == pytest.approx([1000 * np.exp(-0.2), 1000, 1000 * np.exp(0.2)])
    assert drawn[48].tolist() == pytest.approx([1000 * np.exp(-0.4), 1000, 1000 * np.exp(0.4)])
    # a row that tells nothing of the level renews nothing
    ceiling = row("2011-01-31", 2000, 2000, population="ceiling")
    later = simulation.foreign_personnel(
        known(one("2010-01-31", 1000), ceiling), SUBJECT.code, grid("2014-01", "2014-01"), given(n3=[-1, 0, 1])
    )
    assert later[0].tolist() == pytest.approx([1000 * np.exp(-0.4), 1000, 1000 * np.exp(0.4)])


LOW, HIGH = special.ndtri(1 / 8), special.ndtri(7 / 8)  # of 980, 1000, 1020: the root of 1/8 x 40 x 20 is 10, so 990 and 1010


def test_the_error_of_a_past_figure_moves_the_peak():
    rows = [one("2010-01-31", 1000), one("2011-01-31", 500)]
    drawn = simulation.security_gap(known(*rows), SUBJECT.code, grid("2010-01", "2011-01"), given(n0=[LOW, 0, HIGH]))
    assert drawn[:12].tolist() == pytest.approx(np.zeros((12, 3)))
    fading = 0.5 ** (1 / 120)
    assert drawn[12].tolist() == pytest.approx([1 - 500 / (peak * fading) for peak in (990, 1000, 1010)])
    # and its drift: in December it had drifted for eleven months
    drifted = simulation.security_gap(known(*rows), SUBJECT.code, grid("2010-01", "2011-01"), given(n1=[0, 0, 1]))
    assert drifted[12, 2] == pytest.approx(1 - 500 / (1000 * np.exp(0.2 * (11 / 12) ** 0.5) * fading))


def test_the_error_of_a_past_figure_moves_the_habit_and_not_only_todays_shares():
    west, east = one("2010-01-31", 1000, bloc="west"), one("2010-01-31", 1000, force="G", bloc="east", sponsor="B")
    rows = [west, east, one("2010-02-28", 0, bloc="west")]
    # levels in order of force and date: F 1000, F 0, G 1000
    drawn = simulation.realignment(
        known(*rows), SUBJECT.code, grid("2010-01", "2010-02"), given(n0=[LOW, 0, HIGH], n5=[1, 1, 1])
    )
    assert drawn[0].tolist() == [0, 0, 0]  # nothing past yet
    # the east has all today; before, it had 1000 of 1990, 2000 or 2010
    assert drawn[1].tolist() == pytest.approx([1 - 1000 / whole for whole in (1990, 2000, 2010)])


def test_spread_and_rate_follow_the_drawn_levels():
    rows = [one("2010-01-31", 1000), one("2010-01-31", 1000, force="G", sponsor="B")]
    normals = given(n0=[LOW, 0, HIGH])
    spread = simulation.fragmentation(known(*rows), SUBJECT.code, grid("2010-01", "2010-01"), normals)
    assert spread[0].tolist() == pytest.approx([1 - (first**2 + 1000**2) / (first + 1000) ** 2 for first in (990, 1000, 1010)])
    rate = simulation.foreign_personnel(known(*rows), SUBJECT.code, grid("2010-01", "2010-01"), normals)
    assert rate[0].tolist() == pytest.approx([1990, 2000, 2010])


def test_at_the_middle_of_every_error_draws_are_the_measures_themselves():
    drawn = simulation.security_gap(
        known(one("2010-01-31", 1000), one("2011-01-31", 500)), SUBJECT.code, grid("1990-01", "2011-12"), given()
    )
    measured = measures.security_gap(
        known(one("2010-01-31", 1000), one("2011-01-31", 500)), (SUBJECT.code,), "1990-01", "2011-12"
    )
    assert drawn[:, 0].tolist() == pytest.approx(measured["best"].tolist())


def test_a_ledger_that_is_empty_draws_nobody():
    for rows in ((), (one("2010-01-31", 1000, relation="other"),)):
        assert (simulation.fragmentation(known(*rows), SUBJECT.code, grid("2010-01", "2010-02"), random) == 0).all()


def test_drift_is_that_of_the_figures_of_the_stored_ledger():
    frame = bundled().newest("foreign_forces").frame
    found = []
    for history in ledger.steps(counted(frame[frame["country"] == SUBJECT.code])).values():
        figures = [step for step in history if step.best > 0 and not step.estimated]
        for earlier, later in itertools.pairwise(figures):
            if years := (later.told - earlier.told) / 12:
                found.append(abs(np.log(later.best / earlier.best)) / years**0.5)
    assert len(found) >= 20
    assert np.quantile(found, 0.68) == pytest.approx(simulation.DRIFT, abs=0.03)
