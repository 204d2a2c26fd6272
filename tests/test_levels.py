"""Every level from a panel: the index, readings and pulse; held against the sums of contributions, and method 1 as it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from indicators import months
from indicators.model import OBSERVATION_COLUMNS, SCORE_COLUMNS, Reading, Text
from indicators.registry import DIMENSIONS, INDICATORS, PULSE_PARTS, READINGS
from indicators.scoring import composite, levels, panel, score
from indicators.store import read
from tests.frames import indicator, observed

PARTS = {key: indicator(key) for key in ("pulse.x", "pulse.y")}
TWO = {"a.one": indicator("a.one", weight=3.0), "a.two": indicator("a.two", weight=2.0), "b.one": indicator("b.one")}
RISK = Reading(
    key="other",
    name=Text("", ""),
    argument=Text("", ""),
    dimension_weights={"b": 0.0},
    indicator_weights={"a.one": 0.0, "a.two": 1.0},
    scores="a",
)


@pytest.fixture
def small(monkeypatch):
    """Dimensions a (weight 1) and b (0.5), one reading, a pulse of two parts; the index begins in 2000-02."""
    chosen = {key: replace(DIMENSIONS["conflict"], key=key, weight=weight) for key, weight in (("a", 1.0), ("b", 0.5))}
    for name, value in (
        ("DIMENSIONS", chosen),
        ("READINGS", {"other": RISK}),
        ("PULSE_PARTS", PARTS),
        ("INDEX_START", "2000-02"),
    ):
        monkeypatch.setattr(levels, name, value)


def leveled(*rows: tuple[object, ...]) -> pd.DataFrame:
    found = levels.tidy(levels.of(panel.of(observed(*rows), {**TWO, **PARTS}), None, TWO))
    assert found.columns.tolist() == list(SCORE_COLUMNS)
    return found


def of(found: pd.DataFrame, level: str, name: str = "score") -> dict[tuple[str, str], float]:
    rows = found[found["level"] == level]
    return {(row.period, row.key): getattr(row, name) for row in rows.itertuples()}


MONTH = ("a.one", 50), ("a.two", 100), ("b.one", 40)


def test_index_dimensions_and_readings_of_two_months(small):
    rows = [(key, period, value) for period in ("2000-01", "2000-02") for key, value in MONTH]
    found = leveled(*rows)
    # a: (3 x 50 + 2 x 100) / 5; two thirds of 70 and one of 40, from 2000-02 on
    assert of(found, "dimension") == pytest.approx(
        {(period, key): value for period in ("2000-01", "2000-02") for key, value in (("a", 70), ("b", 40))}
    )
    assert of(found, "index") == pytest.approx({("2000-02", "index"): 60})
    # the reading: a.two alone, b counts for nothing; its own dimension from the first month on
    assert of(found, "reading") == pytest.approx(
        {("2000-02", "index.other"): 100, ("2000-01", "a.other"): 100, ("2000-02", "a.other"): 100}
    )
    assert of(found, "indicator") == {(period, key): value for period in ("2000-01", "2000-02") for key, value in MONTH}
    assert found[["p05", "p50", "p95"]].isna().all().all()
    order = found[["period", "level", "key"]].to_numpy().tolist()
    assert order == sorted(order)


def test_a_reading_needs_sixty_per_cent_of_its_own_weight(small):
    # a.one alone is 60 % of the declared weights and nothing of the reading's
    found = leveled(("a.one", "2000-02", 50), ("b.one", "2000-02", 40))
    assert of(found, "dimension", "coverage") == pytest.approx({("2000-02", "a"): 0.6, ("2000-02", "b"): 1})
    assert of(found, "index") == pytest.approx({("2000-02", "index"): 140 / 3})
    assert of(found, "reading") == {}


def test_the_pulse_is_the_mean_of_all_its_parts_or_is_not(small):
    found = leveled(("pulse.x", "2000-01", 20), ("pulse.x", "2000-02", 30), ("pulse.y", "2000-02", 90, 60, 90, "provisional"))
    assert of(found, "pulse") == pytest.approx(
        {("2000-01", "pulse.x"): 20, ("2000-02", "pulse.x"): 30, ("2000-02", "pulse.y"): 90, ("2000-02", "pulse"): 60}
    )
    assert of(found, "pulse", "status")["2000-02", "pulse"] == "provisional"
    assert of(found, "pulse", "provisional")["2000-02", "pulse"] == 0.5
    assert of(found, "pulse", "low")["2000-02", "pulse"] == 45
    assert of(found, "index") == {}


# ---- against the sums of contributions


def drawn(seed: int) -> pd.DataFrame:
    """Observations of all indicators around the month in which the index begins, a quarter of them missing."""
    rng = np.random.default_rng(seed)
    rows = []
    for key, one in {**INDICATORS, **PULSE_PARTS}.items():
        low, high = sorted(one.goalposts)
        for period in months.periods(range(months.ordinal("2000-10"), months.ordinal("2001-06"))):
            if rng.random() < (0.25 if seed % 2 else 0.05):
                continue
            values = np.sort(rng.uniform(low, high, 3))
            status = ("normal", "provisional", "carried", "estimated", "imputed")[rng.integers(5)]
            rows.append(("MLI", period, key, values[1], values[0], values[2], status, int(rng.integers(0, 30)), "s", "v"))
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


@pytest.mark.parametrize("seed", range(6))
def test_dimensions_and_index_equal_the_sums_of_contributions(seed):
    rows = drawn(seed)
    found = score.scores(rows)
    compared = 0
    for name in (None, *READINGS):
        sums = score.contributions(rows, name)
        wanted = {"index.index" if name is None else f"index.{name}": composite.aggregate(sums, "index")}
        if name is None:
            wanted |= dict(iter(composite.aggregate(sums, "dimension").groupby("key")))
        elif READINGS[name].scores:
            own = composite.aggregate(sums, "dimension")
            wanted[f"{READINGS[name].scores}.{name}"] = own[own["key"] == READINGS[name].scores]
        for key, table in wanted.items():
            level = "reading" if name else "index" if key == "index.index" else "dimension"
            have = found[(found["level"] == level) & (found["key"] == ("index" if level == "index" else key))]
            assert have["period"].tolist() == table["period"].tolist(), key
            assert have["status"].tolist() == table["status"].tolist(), key
            for column in ("score", "low", "high", "coverage", "stale", "provisional"):
                np.testing.assert_allclose(have[column], table[column].astype("float64"), atol=1e-9, err_msg=f"{key} {column}")
            compared += len(table)
    assert compared > 30
    assert found.loc[found["level"] == "index", "period"].min() >= "2001-01"


# ---- method 1: the Decembers that were published by it, as they stood in the table of scores before method 2

FIRST_METHOD = {
    "2001-12": {"conflict": 0.0, "development": 65.2482, "governance": 14.3071, "military": 0.0, "index": 22.7301},
    "2012-12": {"conflict": 41.1284, "development": 71.2875, "governance": 40.0082, "military": 0.0, "index": 43.5497},
    "2020-12": {"conflict": 53.4312, "development": 78.8167, "governance": 36.1001, "military": 17.1726, "index": 50.5526},
    "2024-12": {"conflict": 57.9824, "development": 76.0069, "governance": 69.1248, "military": 67.5883, "index": 67.6881},
}
FIRST_READINGS = {
    "2012-12": {"index.equal_weights": 39.5823, "index.without_military": 50.8080},
    "2020-12": {"index.presence_is_risk": 57.2098, "military.presence_is_risk": 63.7728, "military.equal_weights": 32.1133},
    "2024-12": {"index.withdrawal_is_risk": 69.8685, "military.presence_is_risk": 3.2682, "military.equal_weights": 43.0597},
}


def test_method_1_still_gives_the_series_it_gave():
    known = read.load()
    last = "2026-11-25"  # what was stored when those scores were
    kept = {key: [one for one in found if one.published <= last] for key, found in known.vintages.items()}
    seen = score.observe(replace(known, vintages=kept), 1)
    found = score.scores(seen[seen["period"].isin(list(FIRST_METHOD))], None, 1)
    for wanted, kinds in ((FIRST_METHOD, ("dimension", "index")), (FIRST_READINGS, ("reading",))):
        for period, values in wanted.items():
            rows = found[(found["period"] == period) & found["level"].isin(kinds)].set_index("key")["score"]
            assert {key: float(rows[key]) for key in values} == pytest.approx(values, abs=6e-5)
