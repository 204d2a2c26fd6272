"""A month measured alone is the month of the whole history, to the last bit: of every indicator, both methods, and of ledgers cut short."""

from __future__ import annotations

import random
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from indicators import months
from indicators.model import FIRST_PERIOD, Indicator, Snapshots
from indicators.registry import INDICATORS, METHODS, PULSE_PARTS
from indicators.scoring import composite, ledgers, score, sides
from indicators.store import read
from indicators.subject import SUBJECT
from tests.frames import indicator as measured_by
from tests.frames import month, native, snapshots

EVERY = [
    *(pytest.param(one, id=f"{key} {method}") for method, own in METHODS.items() for key, one in own.items()),
    *(pytest.param(one, id=key) for key, one in PULSE_PARTS.items()),
]
DATED = [pytest.param(one, id=key) for key, one in {**INDICATORS, **PULSE_PARTS}.items() if ledgers.ledgers(one)]


@lru_cache(maxsize=1)
def stored() -> tuple[Snapshots, range]:
    known = read.load()
    end = score.last_period(known)
    assert end is not None
    return known, range(months.ordinal(FIRST_PERIOD), months.ordinal(end) + 1)


def whole(known: Snapshots, indicator: Indicator, grid: range) -> pd.DataFrame:
    native = indicator.measure(known, (SUBJECT.code,), FIRST_PERIOD, months.period(grid[-1]))
    return composite.carry(native, indicator, (SUBJECT.code,), grid)


@pytest.mark.parametrize("indicator", EVERY)
def test_a_month_alone_is_that_of_the_whole(indicator):
    known, grid = stored()
    every = whole(known, indicator, grid)
    assert len(every)
    for number in (grid[0], grid[-1], *random.Random(indicator.key).sample(grid, 12)):
        alone = sides.measured(known, indicator, SUBJECT.code, [number])
        same = every[every["period"] == months.period(number)].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone, same, check_exact=True, obj=months.period(number))


@pytest.mark.parametrize("indicator", DATED)
def test_a_month_had_nothing_happened_is_that_of_the_whole(indicator):
    """With every table it reads cut, as the split of a change asks: its own, and publishers' figures with them."""
    known, grid = stored()
    own = ledgers.ledgers(indicator)
    found = 0
    for number in random.Random(indicator.key).sample(grid[24:], 8):
        for keys in {own, (*own, *ledgers.publishers(indicator))}:
            every = whole(ledgers.until(known, keys, number - 12), indicator, grid)
            same = every.loc[every["period"] == months.period(number), "best"].to_numpy()
            alone = sides.counterfactual(sides.Side(months.period(number), known), indicator, keys, number - 12)
            found += alone is not None
            assert ([] if alone is None else [alone]) == composite.normalise(np.asarray(same), indicator).tolist()
    assert found


@pytest.mark.parametrize(
    ("period", "value"),
    [
        ("1999-12", None),
        ("2000-01", 5.0),
        ("2000-03", 5.0),  # two months old
        ("2000-04", None),  # three
        ("2000-06", 7.0),  # what the measure tells of later months is not yet known
    ],
)
def test_a_value_is_carried_to_a_month_for_so_long_and_no_longer(period, value):
    """A measure may tell more months than it is asked for."""
    told = native(("MLI", "2000-06", 7), ("MLI", "2000-01", 5), ("MLI", "2000-07", 9))
    one = measured_by("a.x", max_carry=2, measure=lambda *_: told)
    assert sides.carried_to(snapshots(), one, "MLI", month(period)) == value
