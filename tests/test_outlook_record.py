"""The record of forecasts and of statements: by hand, and against the figures measured before."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators import folders, months
from indicators.outlook import backtest, groups, hurdle, issue, models, record, statements
from indicators.outlook.panel import Panel, panel
from indicators.store import scorecard
from tests.bundled import bundled

FLAGS = {"subject": True, "neighbours": False, "beside": False, "active": True, "world": True}


def case(model: str, period: str, loss: float, country: str = "MLI", lead: int = 1, pit: float = 0.5) -> dict[str, object]:
    return {
        "country": country, "origin": "2019-12", "period": period, "lead": lead, "model": model, "crps": loss,
        "ignorance": loss / 10, "interval_score": loss * 10, "covered50": 1.0, "covered90": 1.0, "pit": pit, **FLAGS,
        "subject": country == "MLI",
    }  # fmt: skip


def test_measures_are_averaged_by_lead_and_by_target_year():
    table = pd.DataFrame([case("pool", "2020-01", 2), case("pool", "2020-02", 4, lead=2), case("pool", "2021-01", 9, lead=2)])
    found = record.averaged(table).set_index(["group", "slice", "value", "model"])
    assert found.loc[("subject", "all", "", "pool"), "crps"] == 5
    assert found.loc[("subject", "lead", "2", "pool"), ["crps", "cases"]].tolist() == [6.5, 2]
    assert found.loc[("subject", "year", "2020", "pool"), "ignorance"] == pytest.approx(0.3)
    assert "neighbours" not in found.index.get_level_values("group")


def gained(*rows: dict[str, object], group: str = "subject", against: str = "smoothed") -> pd.Series:
    found = record.gains(pd.DataFrame(rows)).set_index(["group", "against", "measure"])
    return found.loc[(group, against, "crps")]


def every(model: str, period: str, loss: float, country: str = "MLI") -> list[dict[str, object]]:
    """A case of the pool is one of each benchmark too, so that each can be compared."""
    names = [model] if model == "pool" else list(models.BENCHMARKS)
    return [case(name, period, loss, country) for name in names]


def test_a_gain_is_the_ratio_of_means_and_its_interval_comes_from_whole_years():
    # 2020: 5 against 10, half; 2021: 20 against 20. Of both 25 against 30, a sixth less. Drawn years give -50, -16.7 or 0 %.
    found = gained(
        *every("pool", "2020-01", 5),
        *every("other", "2020-01", 10),
        *every("pool", "2021-01", 20),
        *every("other", "2021-01", 20),
    )
    assert found["gain"] == pytest.approx(-100 / 6)
    assert (found["low"], found["high"]) == pytest.approx((-50, 0))


def test_where_every_block_gains_alike_the_interval_is_a_point():
    rows = [
        row
        for code in ("MLI", "NER")
        for year in (2020, 2021)
        for row in (*every("pool", f"{year}-01", 9, code), *every("other", f"{year}-01", 10, code))
    ]
    found = gained(*rows, group="world")
    assert found.tolist() == pytest.approx([-10, -10, -10])


def test_shares_of_outcomes_by_tenth():
    table = pd.DataFrame([case("pool", "2020-01", 1, pit=value) for value in (0.05, 0.07, 0.55, 1.0)])
    found = record.calibration(table)
    own = found[found["group"] == "subject"].set_index("decile")["share"]
    assert own.tolist() == [0.5, 0, 0, 0, 0, 0.25, 0, 0, 0, 0.25]


def test_cases_leave_out_a_month_without_an_outcome():
    drawn = np.zeros((2, 2, 1000))
    inside = {name: np.array([True, False]) for name in groups.GROUPS}
    outcome = np.array([[1.0, np.nan], [0.0, 2.0]])
    found = record.cases({"pool": drawn, "smoothed": drawn}, outcome, ["AAA", "BBB"], months.ordinal("2020-11"), [1, 2], inside)
    one = found[found["model"] == "pool"]
    assert one[["country", "period", "lead", "crps"]].values.tolist() == [
        ["AAA", "2020-12", 1, 1.0], ["BBB", "2020-12", 1, 0.0], ["BBB", "2021-01", 2, 2.0]
    ]  # fmt: skip
    assert one["world"].tolist() == [True, False, False]


# --- statements ---


def outcome_of(key: str, *deaths: float) -> float:
    statement = next(one for one in statements.STATEMENTS if one.key == key)
    return float(statement.outcome(np.array(deaths)[:, None])[11, 0])  # of the twelfth month


YEAR = (10.0,) * 12  # 120 deaths, 10 a month


@pytest.mark.parametrize(
    ("key", "coming", "happened"),
    [
        ("above", (10,) * 11 + (11,), 1), ("above", (10,) * 12, 0), ("double", (20,) * 11 + (21,), 1), ("double", (20,) * 12, 0),
        ("half", (5,) * 11 + (4,), 1), ("half", (5,) * 12, 0),
        ("surge", (0, 0, 0, 20, 20, 20), 1), ("surge", (0, 0, 0, 0, 20, 20, 60), 0), ("surge", (60, 0, 0, 0, 0, 0), 1),
        ("surge", (0, 59, 0, 0, 0, 0), 0),
    ],
)  # fmt: skip
def test_when_a_statement_comes_true(key, coming, happened):
    assert outcome_of(key, *YEAR, *coming) == happened


@pytest.mark.parametrize(("key", "coming"), [("above", (99,) * 11), ("surge", (99,) * 5)])
def test_a_statement_is_open_until_its_months_are_known(key, coming):
    assert np.isnan(outcome_of(key, *YEAR, *coming))


def test_skill_and_area_by_hand():
    table = pd.DataFrame(
        {"country": "MLI", "statement": "above", "probability": [0.8, 0.4, 0.4, 0.0], "happened": [1.0, 1.0, 0.0, 0.0]}
    )
    found = statements.record(table).iloc[0]
    assert found["brier"] == pytest.approx((0.04 + 0.36 + 0.16 + 0) / 4)
    assert found["brier_base"] == 0.25
    assert found["skill"] == pytest.approx(1 - 0.14 / 0.25)
    assert found["auc"] == pytest.approx(3.5 / 4)  # of four pairs three in order, one tied


def test_reliability_is_what_happened_where_it_was_said():
    table = pd.DataFrame({"statement": "above", "probability": [0.1, 0.19, 0.65], "happened": [0.0, 1.0, 1.0]})
    found = statements.reliability(table)
    assert found[["from", "to", "cases", "happened"]].values.tolist() == [[0.1, 0.2, 2, 0.5], [0.6, 0.8, 1, 1.0]]


@pytest.fixture(scope="module")
def whole() -> Panel:
    found = panel(bundled())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def past(whole) -> pd.DataFrame:
    return statements.cases(whole)


@pytest.mark.parametrize(
    ("key", "skill", "area"), [("above", 0.07, 0.64), ("double", 0.06, 0.69), ("half", 0.26, 0.78), ("surge", 0.08, 0.69)]
)
def test_the_statements_record_as_measured_before(past, key, skill, area):
    """Measured before on the same figures; features whose zeros are treated otherwise move skill by up to four points."""
    found = statements.record(past).set_index("statement").loc[key]
    assert found["skill"] == pytest.approx(skill, abs=0.04)
    assert found["auc"] == pytest.approx(area, abs=0.015)


def test_statements_of_the_past_know_nothing_of_what_came_after(whole, past):
    cut = whole.until(months.ordinal("2012-06"))
    before = statements.cases(cut)
    same = past.merge(before, on=["country", "origin", "statement"], suffixes=("", "_cut"))
    assert len(same) == len(before) > 5000
    assert (same["probability"] == same["probability_cut"]).all()
    assert (same["happened"] == same["happened_cut"]).all()


def test_only_countries_with_a_hundred_deaths_are_spoken_of(whole):
    said = issue.stated(whole, statements.cases(whole.until(months.ordinal("2005-12"))))
    sums = dict(zip(whole.countries, whole.deaths[-12:].sum(axis=0), strict=True))
    assert set(said["country"]) == {code for code, deaths in sums.items() if deaths >= 100}


# --- the backtest ---

RECORD = {  # CRPS, IGN, MIS and coverage of the pool, then of the benchmarks, as measured before
    ("subject", "pool"): (55.6, 1.76, 674, 0.54, 0.91), ("subject", "conflictology"): (56.6, 2.13, 763),
    ("subject", "smoothed"): (56.1, 1.78, 675), ("subject", "last_observed"): (91.4, 4.59, 1637),
    ("beside", "pool"): (38.9, 2.01, 332, 0.63, 0.91), ("beside", "conflictology"): (40.8, 2.65, 388),
    ("beside", "smoothed"): (39.6, 2.11, 338), ("beside", "last_observed"): (58.7, 4.96, 1066),
    ("active", "pool"): (103.3, 2.32, 1220, 0.55, 0.91), ("active", "conflictology"): (111.5, 3.06, 1385),
    ("active", "smoothed"): (107.0, 2.45, 1256), ("active", "last_observed"): (139.2, 5.12, 2638),
    ("world", "pool"): (32.5, 1.00, 387, 0.82, 0.95), ("world", "conflictology"): (35.1, 1.30, 438),
    ("world", "smoothed"): (33.7, 1.08, 399), ("world", "last_observed"): (43.7, 2.06, 828),
}  # fmt: skip


def stored() -> pd.DataFrame:
    found = scorecard.table(folders.folder(), "backtest")
    assert found is not None
    return found


@pytest.mark.parametrize(("group", "model"), RECORD)
def test_the_stored_backtest_is_the_record_measured_before(group, model):
    crps, ignorance, interval, *shares = RECORD[group, model]
    row = stored().query("group == @group and slice == 'all' and model == @model").iloc[0]
    assert row["crps"] == pytest.approx(crps, rel=0.02)
    assert row["ignorance"] == pytest.approx(ignorance, abs=0.03)
    assert row["interval_score"] == pytest.approx(interval, rel=0.02)
    if shares:
        assert row[["covered50", "covered90"]].tolist() == pytest.approx(shares, abs=0.02)


def test_the_stored_backtest_says_what_it_is():
    told = (folders.folder() / "outlook" / "backtest.json").read_text()
    assert "39 configurations" in told
    assert "revised" in told


@pytest.mark.parametrize("origin", ["2017-10", "2022-02", "2025-05"])
def test_a_few_origins_run_again_give_the_stored_rows(whole, origin):
    again = record.averaged(backtest.run(whole, [months.ordinal(origin)]), ("origin",))
    kept = stored().query("slice == 'origin' and value == @origin")
    joined = again.merge(kept, on=["group", "slice", "value", "model"], suffixes=("", "_stored"))
    assert len(joined) == len(again) == len(kept) == 4
    for name in (*record.MEASURES, "cases"):
        assert joined[name].tolist() == pytest.approx(joined[f"{name}_stored"].tolist(), abs=1e-4)


def test_cutting_the_future_off_changes_no_forecast_of_ten_origins(whole):
    """Each forecast of a panel that ends at its origin equals that of the whole panel, read from the snapshots cut likewise."""
    origins = [months.ordinal("2018-01") + 9 * step for step in range(10)]
    made = dict(backtest.forecasts(whole, origins))
    for origin in origins:
        frame = bundled().newest("ucdp_totals").frame
        known = frame[frame["period"] <= months.period(origin)].pivot(index="period", columns="country", values="best")
        alone = Panel(tuple(map(str, known.columns)), whole.first, known.to_numpy(dtype="float64"))
        assert np.array_equal(models.pool(alone), made[origin]["pool"]), months.period(origin)


def test_the_hurdle_is_fitted_once_a_year(whole, monkeypatch):
    fitted = []
    real = hurdle.fit
    monkeypatch.setattr(hurdle, "fit", lambda known, until: fitted.append(until) or real(known, until))
    list(backtest.forecasts(whole, [months.ordinal(one) for one in ("2020-01", "2020-06", "2020-12", "2021-01")]))
    assert [months.period(one) for one in fitted] == ["2020-01", "2021-01"]
