"""The public functions: what they return for a country and a span of months, and what they say to a mistake."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import indicators
from indicators.model import ContractError
from indicators.store import read


def test_dir_shows_the_public_names_and_nothing_else() -> None:
    assert dir(indicators) == sorted(indicators.__all__)
    assert all(hasattr(indicators, name) for name in indicators.__all__)


def test_every_public_function_says_what_it_returns() -> None:
    for name in indicators.__all__:
        if name != "__version__":
            assert "``" in (getattr(indicators, name).__doc__ or ""), name


@pytest.mark.parametrize("country", ["BFA", "bfa", "Burkina Faso", "burkina faso"])
def test_another_country_has_its_decembers(country: str) -> None:
    rows = indicators.scores(country=country)
    assert set(rows["country"]) == {"BFA"}
    assert all(period.endswith("-12") for period in rows["period"])
    assert len(rows) == (read.table("world")["country"] == "BFA").sum()


def test_the_subject_by_name_is_the_stored_table() -> None:
    whole = indicators.scores()
    assert indicators.scores(country="Mali").equals(whole)
    assert {period[-2:] for period in whole["period"]} >= {"01", "06"}


def test_months_bound_the_rows_inclusively() -> None:
    rows = indicators.scores(start="2020-02", end="2020-04")
    assert sorted(set(rows["period"])) == ["2020-02", "2020-03", "2020-04"]


TOMORROW = (date.today() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("function", "arguments", "said"),
    [
        ("scores", {"country": "Burkino Faso"}, "unknown country 'Burkino Faso'. Did you mean Burkina Faso"),
        ("scores", {"country": "MLY"}, "Did you mean"),
        ("scores", {"country": "Antarctica"}, "country"),
        ("scores", {"start": "2020-7"}, "not a month: '2020-7'. Did you mean 2020-07?"),
        ("scores", {"end": "2020-13"}, "not a month: '2020-13'. Write YYYY-MM"),
        ("scores", {"start": "2020-03", "end": "2020-01"}, "the first is after the last"),
        ("scores", {"as_of": "2024-06"}, "Add the day, such as 2024-06-15"),
        ("scores", {"as_of": TOMORROW}, "is in the future"),
        ("scores", {"reconstruct": True}, "reconstruct needs a date"),
        ("changes", {"start": "2020-03", "end": "2020-01"}, "the first is after the last"),
        ("changes", {"known": ("2026-03-01", "2026-02-01")}, "the first is after the last"),
        ("changes", {"known": ("2026-03", "2026-04-01")}, "Add the day, such as 2026-03-15"),
        ("changes", {"country": "Nigr"}, "Did you mean Niger"),
        ("observations", {"as_of": "June"}, "not a date: 'June'"),
        ("contributions", {"reading": "equal"}, "unknown reading 'equal'. Did you mean equal_weights?"),
        ("contributions", {"reading": "?"}, "Known are equal_weights, presence_is_risk"),
    ],
)
def test_a_mistake_is_a_value_error_that_says_what_to_write(function: str, arguments: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        getattr(indicators, function)(**arguments)


@pytest.mark.parametrize("function", ["scores", "observations", "contributions", "changes", "source_table"])
def test_without_data_the_remedy_is_named(function: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    with pytest.raises(ContractError, match="Set INDICATORS_DATA"):
        getattr(indicators, function)()


def test_the_data_folder_of_the_current_folder_counts_where_the_package_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indicators import folders

    monkeypatch.delenv("INDICATORS_DATA", raising=False)
    monkeypatch.setattr(folders, "ROOT", tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    assert folders.folder() == tmp_path / "data"  # installed, no data anywhere: the one the error names
    clone = tmp_path / "site"
    clone.mkdir()
    (clone / "pyproject.toml").touch()
    assert folders.folder() == clone / "data"  # a clone without data
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").touch()
    assert folders.folder() == tmp_path / "data"
    (clone / "data").mkdir()
    (clone / "data" / "datapackage.json").touch()
    assert folders.folder() == clone / "data"  # a clone's own comes first


def test_printed_changes_add_up_to_the_difference_of_the_printed_scores() -> None:
    start, end = "2020-07", "2020-09"
    rows = indicators.changes(start, end)
    assert list(rows.columns) == ["country", "level", "key", "cause", "points", "evidence"]
    scores = indicators.scores(start=start, end=end).set_index(["period", "level", "key"])["score"]
    for (level, key), points in rows.groupby(["level", "key"])["points"].sum().items():
        assert points == pytest.approx(scores[end, level, key] - scores[start, level, key], abs=1e-9), key
    assert {"index", "dimension", "indicator", "pulse"} == set(rows["level"])
    (coup,) = rows[(rows["key"] == "governance.coup_exposure") & (rows["cause"] == "events")].to_dict("records")
    assert coup["evidence"] == "governance_events:2020-08-18-coup"


def test_changes_of_another_country_are_between_decembers() -> None:
    rows = indicators.changes("2020-12", "2023-12", country="Burkina Faso")
    assert set(rows["level"]) == {"dimension", "indicator", "pulse"}
    world = (
        read.table("world")
        .query("country == 'BFA' and level == 'dimension' and key == 'governance'")
        .set_index("period")["score"]
    )
    total = rows.loc[(rows["level"] == "dimension") & (rows["key"] == "governance"), "points"].sum()
    assert total == pytest.approx(world["2023-12"] - world["2020-12"], abs=1e-9)
    assert set(indicators.changes("2020-06", "2023-06", country="BFA")["level"]) == {"pulse"}


def test_what_was_known_on_two_days_of_one_month() -> None:
    rows = indicators.changes(end="2025-08", known=("2025-09-30", "2026-02-15"))
    # the cut of January 2026 tells the months of 2025 anew; nothing happened and no time passed
    assert set(rows.loc[rows["points"] != 0, "cause"]) == {"revision"}
    # before any of UCDP's months had been published there is nothing to compare
    assert indicators.changes(known=("2023-01-01", "2026-02-15")).empty
