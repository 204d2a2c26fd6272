"""``--lang``: what a command tells is told in French; keys, columns and errors stay as they are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from indicators import language
from indicators.__main__ import main


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INDICATORS_LANG", raising=False)
    monkeypatch.delenv("INDICATORS_DATA", raising=False)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("data")
def test_alerts_are_told_in_french_and_nothing_later_is(capsys: pytest.CaptureFixture[str]) -> None:
    french = told(capsys, "alerts", "--as-of", "2026-07-01", "--lang", "fr")
    assert french.startswith("Mali, état des connaissances au 1er juillet 2026\u00a0: ")
    assert "alert" not in french.lower().replace("alerte", "")
    assert language.current() == "en"
    assert "alerts in force" in told(capsys, "alerts", "--as-of", "2026-07-01").splitlines()[0]


@pytest.mark.usefixtures("data")
def test_keys_and_columns_are_the_same_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    both = [json.loads(told(capsys, "list", "--format", "json", "--lang", one)) for one in ("en", "fr")]
    for english, french in zip(*both, strict=True):
        same = {name for name in english if english[name] == french[name]}
        assert set(english) == set(french)
        assert set(english) - {"name", "unit"} <= same
    names = {row["key"]: row["name"] for row in both[1]}
    assert names["conflict.lethality"] != {row["key"]: row["name"] for row in both[0]}["conflict.lethality"]
    tables = [
        list(csv.DictReader(io.StringIO(told(capsys, "alerts", "--as-of", "2022-04-15", "--format", "csv", "--lang", one))))
        for one in ("en", "fr")
    ]
    assert [row["rule"] for row in tables[0]] == [row["rule"] for row in tables[1]]
    assert all(english["said"] != french["said"] for english, french in zip(*tables, strict=True))
    assert len(tables[0]) > 3


@pytest.mark.usefixtures("data")
def test_the_environment_chooses_and_the_option_overrides(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INDICATORS_LANG", "fr")
    assert "alertes en vigueur" in told(capsys, "alerts", "--as-of", "2026-07-01").splitlines()[0]
    assert "alerts in force" in told(capsys, "alerts", "--as-of", "2026-07-01", "--lang", "en").splitlines()[0]


@pytest.mark.usefixtures("data")
def test_a_language_there_is_not_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--lang", "de"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "'de'" in said.err
    assert "en" in said.err


@pytest.mark.usefixtures("data")
def test_what_a_command_did_is_told_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prune", "--before", "2001-01-01", "--dry-run", "--lang", "fr"]) == 0
    said = capsys.readouterr()
    assert (
        said.out
        == "rien à supprimer\u00a0: aucun millésime publié avant ce jour n’est entièrement couvert par un plus récent\n"
    )
    assert said.err == "recherche des millésimes couverts par un plus récent\n"
