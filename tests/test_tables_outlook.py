"""The frames of the pages on the outlook and on alerts, by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators import months
from indicators.alerts.rule import Alert
from indicators.model import Snapshots, Vintage
from indicators.outlook import statements
from indicators.outlook.panel import TOTALS, Panel
from indicators.store import hindsight
from indicators.tables import alerts, outlook, record

QUANTILES = ["p05", "p25", "p50", "p75", "p95"]


def issue(origin: str = "2024-02", **more) -> outlook.Issue:
    """An issue whose forecast is 10, 20, 30, 40, 50 in each of its months."""
    periods = months.periods(range(months.ordinal(origin) + 1, months.ordinal(origin) + 13))
    forecasts = pd.DataFrame(
        {"period": periods, "lead": range(1, 13), **dict(zip(QUANTILES, (10, 20, 30, 40, 50), strict=True))}
    )
    told = {
        "statements": pd.DataFrame(columns=["statement", "probability", "base_rate"]),
        "reliability": pd.DataFrame(columns=list(statements.RELIABILITY_COLUMNS)),
        "own": pd.DataFrame(columns=list(hindsight.STATEMENT_COLUMNS)),
    }  # fmt: skip
    return outlook.Issue(origin, "frozen", forecasts, **{**told, **more})


def totals(last: str, published: str, deaths: dict[str, float]) -> Vintage:
    rows = pd.DataFrame([("MLI", period, best) for period, best in deaths.items()], columns=["country", "period", "best"])
    return Vintage(TOTALS, published, published, "given", "2023-01", last, ("MLI",), rows)


def test_a_fan_has_the_past_the_forecast_and_what_came_as_first_told_and_as_known_now():
    # March: first told in April as 60, now 70. April: first told in May as 0, without a row. May: told in December only.
    known = Snapshots({TOTALS: (
        totals("2024-03", "2024-04-22", {"2024-03": 60.0}),
        totals("2024-04", "2024-05-21", {"2024-03": 60.0}),
        totals("2024-05", "2024-12-21", {"2024-03": 70.0, "2024-05": 30.0}),
    )})  # fmt: skip
    first = months.ordinal("2022-12")
    deaths = np.zeros((months.ordinal("2024-05") - first + 1, 1))
    deaths[months.ordinal("2024-03") - first, 0], deaths[months.ordinal("2024-05") - first, 0] = 70, 30
    found = outlook.fan(issue(), Panel(("MLI",), first, deaths), known).set_index("period")
    assert found.index[0] == "2022-03"
    assert found.index[-1] == "2025-02"
    assert found.loc["2024-02", "lead"] == 0
    assert np.isnan(found.loc["2024-02", "p50"])
    assert np.isnan(found.loc["2022-11", "deaths"])  # before the series
    assert found.loc[["2024-03", "2024-04", "2024-05"], "deaths"].tolist() == [70, 0, 30]
    assert found.loc[["2024-03", "2024-04"], "first"].tolist() == [60, 0]
    assert np.isnan(found.loc["2024-05", "first"])  # seven months late: no first release
    assert np.isnan(found.loc["2024-06", "deaths"])
    # In totals of December 2024 the figures of 2023 are final, those of 2024 not.
    assert found.loc[["2023-12", "2024-01", "2024-05", "2024-06"], "provisional"].tolist() == [False, True, True, False]
    came = outlook.outcomes(found.reset_index()).set_index("period")
    assert came["outside"].to_dict() == {"2024-03": 20, "2024-04": -10, "2024-05": 0}


def test_where_every_month_is_final_no_month_is_provisional():
    # Totals that end in May 2023 and appeared in July 2024 have final figures of 2023 throughout.
    table, inside, every = outlook.provisional(Snapshots({TOTALS: (totals("2023-05", "2024-07-21", {"2023-05": 9.0}),)}))
    assert (len(table), inside, every) == (0, 0, 0)
    assert outlook.provisional(Snapshots({}))[0].empty


@pytest.mark.parametrize(("probability", "ends"), [(0.0, (0.0, 0.1)), (0.1, (0.1, 0.2)), (0.65, (0.6, 0.8)), (1.0, (0.8, 1.0))])
def test_a_probability_falls_into_the_class_that_the_record_is_kept_by(probability, ends):
    assert outlook.probability_class(probability) == ends


def test_a_statement_stands_beside_the_record_of_its_class_and_of_the_subject_itself():
    reliability = pd.DataFrame(
        [("above", 0.4, 0.5, 100, 0.45, 0.5), ("above", 0.5, 0.6, 9, 0.55, 1.0), ("surge", 0.4, 0.5, 7, 0.45, 0.1)],
        columns=list(statements.RELIABILITY_COLUMNS),
    )
    own = pd.DataFrame(
        [("2020-01", "above", 0.4, 0.4, 1), ("2020-02", "above", 0.49, 0.4, 0), ("2020-03", "above", 0.5, 0.4, 1),
         ("2020-01", "surge", 0.45, 0.2, 1)],
        columns=list(hindsight.STATEMENT_COLUMNS),
    )  # fmt: skip
    said = pd.DataFrame(
        {
            "statement": ["surge", "above"],
            "probability": [0.9, 0.46],
            "base_rate": [0.2, 0.4],
            "cases": 500,
            "skill": [0.1, -0.1],
        }
    )
    found = outlook.stated(issue(statements=said, reliability=reliability, own=own)).set_index("statement")
    assert list(found.index) == ["above", "surge"]  # in the order of the statements
    assert found.loc["above", ["from", "to", "class_cases", "class_happened"]].tolist() == [0.4, 0.5, 100, 0.5]
    assert found.loc["above", ["own_cases", "own_happened"]].tolist() == [2, 1]
    assert found.loc["surge", "class_cases"] == 0
    assert found["happened"].isna().all()


def test_classes_with_few_cases_are_left_out_and_those_within_five_points_agree():
    reliability = pd.DataFrame(
        [("above", 0.4, 0.5, 20, 0.45, 0.5), ("above", 0.5, 0.6, 19, 0.55, 0.55), ("half", 0.0, 0.1, 300, 0.04, 0.2)],
        columns=list(statements.RELIABILITY_COLUMNS),
    )
    said = pd.DataFrame({"statement": ["above", "half"], "probability": [0.46, 0.3], "base_rate": 0.2})
    found = outlook.reliable(issue(statements=said, reliability=reliability))
    assert found["near"].tolist() == [True, False]  # 0.50 - 0.45 is at the edge, 0.20 - 0.04 is not
    assert found["now"].tolist() == [True, False]  # 0.30 is of another class than 0 to 0.1


def test_a_backtested_issue_takes_its_record_from_the_one_that_stands(monkeypatch):
    kept = {
        "backtest_forecasts": issue("2020-01").forecasts.assign(origin="2020-01"),
        "backtest_statements": pd.DataFrame([("2020-01", "above", 0.3, 0.4, 1), ("2020-02", "above", 0.9, 0.4, 0)],
                                            columns=list(hindsight.STATEMENT_COLUMNS)),
    }  # fmt: skip
    monkeypatch.setattr(outlook.scorecard, "table", lambda _root, key: kept[key])
    now = issue(
        statements=pd.DataFrame(
            {"statement": ["above"], "probability": [0.5], "base_rate": [0.4], "cases": [900], "skill": [0.07]}
        )
    )
    found = outlook.backtested(None, "2020-01", now)
    assert found.basis == "backtest"
    assert len(found.forecasts) == 12
    row = found.statements.iloc[0]
    assert row[["probability", "happened", "cases", "skill"]].tolist() == [0.3, 1, 900, 0.07]


def loss(group: str, slice_: str, value: str, model: str, crps: float) -> dict[str, object]:
    return {"group": group, "slice": slice_, "value": value, "model": model, "crps": crps, "ignorance": 1.0, "interval_score": 2.0,
            "covered50": 0.5, "covered90": 0.91, "cases": 9}  # fmt: skip


def kept(**more) -> record.Record:
    empty = {
        key: pd.DataFrame(columns=["country", "period", "deaths", "crps"])
        for key in ("averages", "gains", "countries", "misses")
    }
    return record.Record(**{**empty, **more})


def test_years_are_lost_where_the_pools_loss_is_the_larger():
    rows = [
        loss("subject", "year", "2019", "pool", 5),
        loss("subject", "year", "2019", "smoothed", 4),
        loss("subject", "year", "2020", "pool", 4),
    ]
    rows += [
        loss("subject", "year", "2020", "smoothed", 4),
        loss("world", "year", "2020", "smoothed", 1),
        loss("world", "year", "2020", "pool", 2),
    ]
    rows += [loss("subject", "year", "2019", "conflictology", 9)]
    lost, every = record.lost_years(kept(averages=pd.DataFrame(rows)))
    assert lost.to_dict("records") == [{"value": "2019", "pool": 5, "smoothed": 4}]  # a tie is no loss
    assert every == 2


def test_countries_are_lost_by_the_change_of_their_loss_and_small_ones_are_not_told():
    rows = pd.DataFrame({
        "country": ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"], "deaths": [5000, 1000, 999, 2000, 3000, 4000],
        "crps": [11.0, 15.0, 90.0, 5.0, 12.0, 10.5], "crps_smoothed": 10.0, "covered90": 0.9, "cases": 3,
    })  # fmt: skip
    worst, lost, every = record.lost_countries(kept(countries=rows))
    assert (lost, every) == (4, 5)
    assert worst["country"].tolist() == ["BBB", "EEE", "AAA", "FFF"]
    assert worst["change"].tolist() == pytest.approx([50, 20, 10, 5])


def test_the_record_of_a_folder_without_a_backtest_is_empty_and_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(record.scorecard, "table", lambda *_: None)
    found = record.stored(tmp_path)
    assert record.covered(found) is None
    assert record.lost_years(found)[1] == 0
    assert record.lost_countries(found)[1:] == (0, 0)
    assert record.gains(found, "smoothed", "crps").empty
    assert record.misses(found, "world").empty


def test_covered_is_the_pools_share_of_the_group():
    rows = [loss("subject", "all", "", "smoothed", 1), loss("subject", "all", "", "pool", 1) | {"covered90": 0.87}]
    assert record.covered(kept(averages=pd.DataFrame(rows))) == 0.87
    assert record.averages(kept(averages=pd.DataFrame(rows)), "subject").columns.tolist() == ["measure", "pool", "smoothed"]


def alert(rule: str, about: str, since: str, until: str = "") -> Alert:
    return Alert(rule, "MLI", about, since, until)


def test_the_history_says_what_became_of_alerts_that_can_be_right():
    given = (
        alert("deaths_12", "2020-01", "2020-02-26", "2020-03-26"), alert("surge_watch", "2020-02", "2020-03-26", "2020-09-26"),
        alert("deaths_36", "2026-05", "2026-06-20"), alert("measure_taken", "row", "2026-06-01", "2026-09-01"),
        alert("measure_taken", "old", "2019-12-31", "2020-03-30"),
    )  # fmt: skip
    told = alerts.Told("MLI", "2026-07-01", given, (given[2], given[3]), {}, "", withheld=False)
    own = pd.DataFrame(
        [("2020-01", "surge", 0.1, 0.2, 1), ("2020-02", "surge", 0.4, 0.2, 0), ("2020-02", "above", 0.4, 0.2, 1)],
        columns=list(hindsight.STATEMENT_COLUMNS),
    )
    found = alerts.history(told, own, "2020-01")
    assert found["rule"].tolist() == [
        "deaths_36",
        "measure_taken",
        "surge_watch",
        "deaths_12",
    ]  # the newest first; 2019 is before
    assert found["came"].tolist() == ["not known yet", "", "wrong", "right"]
    assert found["force"].tolist() == [True, True, False, False]
    assert found["until"].tolist() == ["", "", "2020-09-26", "2020-03-26"]  # an end that is still to come is not told as one


def test_only_rules_that_were_judged_have_a_precision():
    rows = pd.DataFrame({
        "rule": ["surge_watch", "promise_due", "deaths_12", "surge_watch", "capital_lost", "deaths_36"],
        "group": ["world", "subject", "world", "subject", "subject", "subject"], "figures": "revised",
        "judged": [387, 6, 571, 7, np.nan, 0], "right": [145, 5, 201, 4, np.nan, 0],
        **dict.fromkeys(("precision", "precision_low", "precision_high", "base_rate"), 0.5),
    })  # fmt: skip
    found = alerts.precisions(rows)
    assert list(zip(found["rule"], found["group"], strict=True)) == [
        ("deaths_12", "world"), ("surge_watch", "subject"), ("surge_watch", "world"), ("promise_due", "subject"),
    ]  # fmt: skip
