"""The scorecard: frozen forecasts against first releases and final figures, the backtest beside them and called so."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import months
from indicators.outlook import backtest, measures, models, record
from indicators.outlook.panel import panel
from indicators.store import hindsight, issues, package, read, scorecard
from indicators.store.commit import read_index
from tests.outlook_example import DEATHS, FIRST, KNOWN, NAMES, add, totals

FINAL = DEATHS.copy()
FINAL[months.ordinal("2022-01") - FIRST :] += np.arange(len(NAMES)) % 7 + 1  # the final figures of 2022 are a little higher


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Forecasts of December 2021, frozen in time, and of January 2022, frozen a year late; then what came, and final figures."""
    place = tmp_path_factory.mktemp("scored")
    made = issues.rendered
    with pytest.MonkeyPatch.context() as patch:
        for last, published, frozen in (("2021-12", "2022-01-24", "2022-01-24"), ("2022-01", "2022-02-22", "2023-01-10")):
            patch.setattr(
                issues, "rendered", lambda known, inputs, before, _day, told=frozen: made(known, inputs, before, told)
            )
            add(place, totals(last, published))
        patch.setattr(issues, "due", lambda *_: {})
        for last, published in (("2022-02", "2022-03-22"), ("2022-03", "2022-04-22")):
            add(place, totals(last, published))
        add(place, totals("2022-03", "2023-07-25", FINAL, "final"))
    return place


def scored(folder: Path) -> pd.DataFrame:
    return scorecard.scored(folder, package.entries(read_index(folder)), read.load(folder=folder, sources=KNOWN), KNOWN)


def whole_card(folder: Path) -> pd.DataFrame:
    return scorecard.scorecard(folder, package.entries(read_index(folder)), read.load(folder=folder, sources=KNOWN), KNOWN)


def test_each_forecast_is_scored_twice_against_the_first_release_and_the_final_figure(folder):
    cases = scored(folder)
    own = cases[(cases["country"] == "MLI") & (cases["model"] == "pool") & (cases["origin"] == "2021-12")]
    assert sorted(set(own["period"])) == ["2022-01", "2022-02", "2022-03"]
    whole = panel(read.load(folder=folder, sources=KNOWN))
    before = whole.until(months.ordinal("2021-12"))
    before = type(before)(before.countries, before.first, DEATHS[: len(before.deaths)].astype("float64"))
    drawn = models.pool(before)[NAMES.index("MLI")]
    for figures, came in (("first", DEATHS), ("final", FINAL)):
        row = own[(own["figures"] == figures) & (own["lead"] == 2)].iloc[0]
        outcome = np.array(float(came[months.ordinal("2022-02") - FIRST, NAMES.index("MLI")]))
        assert row["crps"] == pytest.approx(float(measures.crps(drawn[1], outcome)))


def test_a_forecast_frozen_after_its_month_was_out_is_kept_apart(folder):
    cases = scored(folder)
    assert set(cases[cases["origin"] == "2021-12"]["evidence"]) == {"frozen"}
    assert set(cases[cases["origin"] == "2022-01"]["evidence"]) == {"late"}


def test_the_scorecard_has_every_group_lead_and_model(folder):
    card = whole_card(folder)
    assert card.columns.tolist() == list(scorecard.COLUMNS)
    frozen = card[(card["evidence"] == "frozen") & (card["group"] == "world")]
    assert set(frozen["model"]) == set(backtest.KEPT)
    assert set(frozen["value"]) == {"", "1", "2", "3"}
    assert frozen[(frozen["slice"] == "all") & (frozen["figures"] == "first")]["cases"].tolist() == [3 * len(NAMES)] * 4


def test_without_a_known_month_there_is_no_row(folder, tmp_path):
    place = Path(shutil.copytree(folder, tmp_path / "data"))
    entries = [entry for entry in package.entries(read_index(place)) if entry.vintage.end <= "2022-01"]
    known = read.limited(place, entries, KNOWN)
    assert scorecard.scored(place, entries[:1], read.limited(place, entries[:1], KNOWN), KNOWN).empty
    assert scorecard.scored(place, entries, known, KNOWN)["period"].unique().tolist() == ["2022-01"]


def test_an_issue_whose_inputs_are_gone_is_left_out(folder):
    entries = [entry for entry in package.entries(read_index(folder)) if entry.vintage.version != "v2021-12"]
    found = scorecard.scored(folder, entries, read.load(folder=folder, sources=KNOWN), KNOWN)
    assert set(found["origin"]) == {"2022-01"}


def test_a_kept_backtest_stands_below_and_says_so(folder, tmp_path):
    place = Path(shutil.copytree(folder, tmp_path / "data"))
    cases = scored(folder)
    rows = cases[(cases["figures"] == "first") & (cases["evidence"] == "frozen")]
    looked_back = hindsight.tables(panel(read.load(folder=folder, sources=KNOWN)), rows)
    files = scorecard.backtest_files(rows, [], looked_back)
    from indicators.store import refresh
    from tests.store_example import score

    refresh.rebuild(folder=place, sources=KNOWN, score=score, more=lambda *_: files)
    card = whole_card(place)
    below = card[card["evidence"] == "backtest"]
    assert set(below["figures"]) == {"revised"}
    assert "origin" not in set(below["slice"])
    again = record.averaged(rows, ("all",)).set_index(["group", "model"])["crps"]
    assert below[below["slice"] == "all"].set_index(["group", "model"])["crps"].to_dict() == pytest.approx(
        again.to_dict(), abs=1e-4
    )
    for key, table in looked_back.items():
        kept = scorecard.table(place, key)
        assert kept.columns.tolist() == table.columns.tolist()
        assert len(kept) == len(table)
        assert len(table) > 0 or key == "backtest_statements"  # the subject of this world has too few deaths to be stated of
