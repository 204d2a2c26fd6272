"""``outlook`` on the bundled data, and the public functions behind it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pandas as pd
import pytest

import indicators
from indicators import folders
from indicators.__main__ import main
from indicators.store import issues

ROOT = Path(__file__).resolve().parents[1]
FORECAST = "country,origin,period,lead,p05,p25,p50,p75,p95,mean"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(["outlook", *words])
    except SystemExit as end:
        code = int(end.code or 0)
    found = capsys.readouterr()
    return code, found.out, found.err


def test_the_forecast_of_the_subject_has_twelve_leads_in_the_columns_promised(capsys):
    code, out, _ = said(capsys)
    assert code == 0
    assert out.splitlines()[0] == FORECAST
    table = pd.read_csv(io.StringIO(out))
    assert table["lead"].tolist() == list(range(1, 13))
    assert (table[["p05", "p25", "p50", "p75", "p95"]].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)


def test_the_frozen_forecast_is_the_one_printed(capsys):
    frozen = issues.frozen(folders.folder())
    assert frozen is not None
    _, out, _ = said(capsys, "--country", "Burkina Faso")
    own = frozen[1][frozen[1]["country"] == "BFA"]
    assert pd.read_csv(io.StringIO(out))["p50"].tolist() == own["p50"].tolist()


def test_statements_stand_beside_their_record(capsys):
    code, out, _ = said(capsys, "--statements", "--format", "json")
    assert code == 0
    rows = json.loads(out)
    assert [row["statement"] for row in rows] == ["above", "double", "half", "surge"]
    for row in rows:
        assert 0 < row["probability"] < 1
        assert {"base_rate", "cases", "brier", "brier_base", "skill", "auc"} <= row.keys()


def test_a_quiet_country_has_no_statement_and_is_told_why(capsys):
    code, out, err = said(capsys, "--statements", "--country", "Senegal")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "statements need 100 deaths in twelve months, Senegal had fewer" in err


def test_the_scorecard_says_what_is_a_backtest(capsys):
    code, out, _ = said(capsys, "--scorecard")
    assert code == 0
    table = pd.read_csv(io.StringIO(out))
    assert {"evidence", "figures", "group", "model", "crps"} <= set(table.columns)
    assert set(table[table["evidence"] == "backtest"]["figures"]) == {"revised"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--country", "Narnia"), "--country: unknown country 'Narnia'"),
        (("--country", "ISL"), "--country: no monthly deaths are stored for ISL"),
        (("--format", "xml"), "--format: unknown format 'xml'"),
        (("--statements", "--freeze"), "--statements and --freeze are two questions"),
        (("--store",), "--store keeps the result of --backtest. Add --backtest."),
    ],
)
def test_a_mistake_is_one_line_and_usage(capsys, words, told):
    code, out, err = said(capsys, *words)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1


def test_a_folder_without_months_is_told(capsys, monkeypatch, tmp_path):
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    code, _, err = said(capsys)
    assert code == 3
    assert "the outlook needs deaths of 60 countries over 121 months" in err


def test_the_public_functions_give_what_the_command_prints(capsys):
    _, out, _ = said(capsys, "--country", "NER")
    assert indicators.forecasts("Niger").to_csv(index=False, lineterminator="\n") == out
    assert indicators.statements("NGA")["country"].unique().tolist() == ["NGA"]
    assert indicators.nowcast()["released"].tolist()[-1] == 438


# What may not be said: of the country's forecast that it beats its smoothed benchmark, that shocks are foreseen, that it is never
# worse, that a backtest is real time, that a producer's range is a confidence interval.
FORBIDDEN = (
    r"never worse", r"jamais (pire|moins bon)", r"real[- ]time (backtest|record|track record|forecast)", r"predict\w* (shocks|coups|crises)",
    r"(forecasts?|foresees?|anticipates?) shocks", r"low[- ]high (is|as) an? (confidence|credible) interval",
    r"(better|beats?|outperforms?)[^.\n]{0,40}smoothed conflictology[^.\n]{0,20}(on|for|in) Mali", r"early[- ]warning (system|alarm)",
)  # fmt: skip
TEXTS = sorted(
    [*(ROOT / "indicators").rglob("*.py"), *ROOT.glob("*.md"), *(ROOT / "indicators").glob("*.md"), *(ROOT / "notebooks").glob("*.ipynb")]
)  # fmt: skip


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_nothing_that_may_not_be_said_stands_anywhere(pattern):
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in TEXTS
        for match in re.finditer(pattern, path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert found == []


def test_the_sentences_forbidden_are_found_where_they_stand():
    said_wrongly = (
        "The pool is never worse than its parts. It is not a real-time record. It predicts shocks. It is better than smoothed "
        "conflictology for Mali. The low-high is a confidence interval. An early-warning system. Il n'est jamais pire. It foresees "
        "shocks."
    )
    assert [pattern for pattern in FORBIDDEN if not re.search(pattern, said_wrongly, re.IGNORECASE)] == []


def test_every_table_of_probabilities_in_the_data_folder_names_its_record():
    for path in sorted((folders.folder() / "outlook" / "issues").glob("*_statements.csv")):
        assert {"base_rate", "brier", "brier_base", "skill", "auc", "cases"} <= set(path.read_text().splitlines()[0].split(","))
    for path in sorted((folders.folder() / "outlook" / "issues").glob("*.json")):
        told = json.loads(path.read_bytes())
        assert "backtest on revised figures" in told["record"]
        assert {row["statement"] for row in told["reliability"]} == {"above", "double", "half", "surge"}
