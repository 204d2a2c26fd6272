"""What the backtest said and where it failed, as stored tables: by hand, and the stored ones against the series they were made from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators import folders, months
from indicators.outlook import backtest, measures, models
from indicators.outlook.panel import Panel, panel
from indicators.store import hindsight, read, scorecard
from indicators.tables import record
from tests.test_outlook_record import case


def test_the_worst_are_the_pools_nearest_forecasts_with_the_largest_loss():
    table = pd.DataFrame([
        case("pool", "2020-01", 5), case("pool", "2020-02", 90), case("smoothed", "2020-01", 999), case("pool", "2020-03", 500, lead=2),
        case("pool", "2020-01", 70, country="NER"), case("pool", "2020-04", 70, country="BFA"),
    ])  # fmt: skip
    found = hindsight.worst(table)
    # lead 2 and the benchmark are left out; of equal losses the country's code decides
    assert list(zip(found["country"], found["period"], strict=True)) == [
        ("MLI", "2020-02"), ("BFA", "2020-04"), ("NER", "2020-01"), ("MLI", "2020-01"),
    ]  # fmt: skip


def test_only_so_many_of_the_world_are_kept_and_the_subjects_own_beside_them(monkeypatch):
    monkeypatch.setattr(hindsight, "WORST", 2)
    monkeypatch.setattr(hindsight, "WORST_OWN", 1)
    rows = [case("pool", f"2020-0{place}", loss, country="NER") for place, loss in ((1, 9), (2, 8), (3, 7))]
    found = hindsight.worst(pd.DataFrame([*rows, case("pool", "2020-01", 2), case("pool", "2020-02", 1)]))
    assert found["crps"].tolist() == [9, 8, 2]


def test_a_countrys_means_are_over_leads_and_its_deaths_those_of_the_months_scored():
    # Three months from December 2019 on; scored are January and February: 30 + 50 deaths. Loss of the pool (2 + 6) / 2.
    whole = Panel(("MLI", "NER"), months.ordinal("2019-12"), np.array([[7.0, 0.0], [30.0, 1.0], [50.0, 0.0]]))
    rows = [
        case("pool", "2020-01", 2),
        case("pool", "2020-02", 6),
        case("smoothed", "2020-01", 1),
        case("smoothed", "2020-02", 2),
    ]
    rows += [case(model, "2020-01", 0, country="NER") for model in ("pool", "smoothed")]
    found = hindsight.countries(whole, pd.DataFrame(rows)).set_index("country")
    assert found.loc["MLI"].to_dict() == {"deaths": 80, "crps": 4.0, "crps_smoothed": 1.5, "covered90": 1.0, "cases": 2}
    assert found.loc["NER", "deaths"] == 1


@pytest.fixture(scope="module")
def whole():
    return panel(read.load())


def stored(key: str) -> pd.DataFrame:
    found = scorecard.table(folders.folder(), key)
    if found is None:
        pytest.skip("no backtest is stored in this data folder")
    return found


def test_the_stored_forecasts_are_those_of_every_origin_and_lead(whole):
    table = stored("backtest_forecasts")
    origins = list(months.periods(backtest.origins()))
    assert sorted(table["origin"].unique()) == origins
    assert (table.groupby("origin").size() == 12).all()
    ahead = [
        months.ordinal(period) - months.ordinal(origin) for origin, period in zip(table["origin"], table["period"], strict=True)
    ]
    assert table["lead"].tolist() == ahead
    quantiles = table[["p05", "p25", "p50", "p75", "p95"]].to_numpy()
    assert (np.diff(quantiles, axis=1) >= 0).all()


def test_a_stored_forecast_is_made_again_from_its_past_alone(whole):
    table = stored("backtest_forecasts").set_index(["origin", "lead"])
    before = whole.until(months.ordinal("2022-02"))
    drawn = models.pool(before)[before.column("MLI")]
    assert table.loc[("2022-02", 1), "p95"] == measures.quantile(drawn[0], 0.95)
    assert table.loc[("2022-02", 12), "p50"] == measures.quantile(drawn[11], 0.5)


def test_the_band_holds_as_often_as_the_averages_say(whole):
    # Both are of targets from 2018-01 to 2025-12: of the stored forecasts those months inside p05 to p95, a sample each, so the
    # two differ by ties at the ends of the band and no more.
    table = stored("backtest_forecasts")
    table = table[table["period"].between(*backtest.TARGETS)]
    own = pd.Series(whole.deaths[:, whole.column("MLI")], index=months.periods(range(whole.first, whole.last + 1)))
    came = table["period"].map(own)
    inside = ((table["p05"] <= came) & (came <= table["p95"])).mean()
    assert inside == pytest.approx(record.covered(record.stored(folders.folder())), abs=0.02)


def test_the_stored_misses_are_what_came(whole):
    table = stored("backtest_misses")
    own = table[table["country"] == "MLI"].sort_values("crps", ascending=False)
    # Moura: 1,363 deaths in March 2022, the deadliest month of the series
    assert own.iloc[0][["period", "deaths"]].tolist() == ["2022-03", 1363]
    assert own.iloc[0]["p95"] < 1363
    for row in table.to_dict("records"):
        assert row["deaths"] == whole.deaths[whole.row(months.ordinal(row["period"])), whole.column(row["country"])]
    assert len(own) >= hindsight.WORST_OWN


def test_the_stored_statements_tell_what_came(whole):
    table = stored("backtest_statements").set_index(["statement", "origin"])
    own = whole.deaths[:, whole.column("MLI")]
    for origin in ("2012-12", "2021-06", "2022-03", "2024-11"):
        row = whole.row(months.ordinal(origin))
        coming, last = own[row + 1 : row + 13].sum(), own[row - 11 : row + 1].sum()
        assert table.loc[("above", origin), "happened"] == (coming > last)
        assert table.loc[("half", origin), "happened"] == (coming < last / 2)


def test_every_country_scored_has_its_mean_and_together_they_are_the_worlds():
    table, averages = stored("backtest_countries"), stored("backtest")
    world = averages.query("group == 'world' and slice == 'all'").set_index("model")
    assert table["cases"].sum() == world.loc["pool", "cases"]
    for column, model in (("crps", "pool"), ("crps_smoothed", "smoothed")):
        assert (table[column] * table["cases"]).sum() / table["cases"].sum() == pytest.approx(
            world.loc[model, "crps"], abs=1e-3
        )
