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
        ("observations", {"as_of": "June"}, "not a date: 'June'"),
        ("contributions", {"reading": "equal"}, "unknown reading 'equal'. Did you mean equal_weights?"),
        ("contributions", {"reading": "?"}, "Known are equal_weights, presence_is_risk"),
    ],
)
def test_a_mistake_is_a_value_error_that_says_what_to_write(function: str, arguments: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        getattr(indicators, function)(**arguments)


@pytest.mark.parametrize("function", ["scores", "observations", "contributions", "source_table"])
def test_without_data_the_remedy_is_named(function: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    with pytest.raises(ContractError, match="Set INDICATORS_DATA"):
        getattr(indicators, function)()


def test_the_data_folder_of_the_current_folder_counts_where_the_package_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indicators import folders

    monkeypatch.delenv("INDICATORS_DATA", raising=False)
    monkeypatch.setattr(folders, "__file__", str(tmp_path / "site" / "indicators" / "folders.py"))
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
