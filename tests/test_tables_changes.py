"""The lines of the chart of a change by cause: order, sums, what is too small, and how far a carried figure may be off."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators.charts import changes as charts
from indicators.charts import template
from indicators.scoring import changes as split
from indicators.tables import changes
from indicators.wording import changes as words
from tests.frames import table

ISOLATION, HDI, RANK, ACUTE = "governance.isolation", "development.hdi", "development.hdi_rank", "conflict.acute"


def rows(*parts: tuple[object, ...]) -> pd.DataFrame:
    """Rows (indicator, cause, points, age) of the index."""
    told = [("MLI", "index", "index", name, cause, points, "e", "", age, 50.0, 51.0) for name, cause, points, age in parts]
    return table(" ".join(split.COLUMNS), told)


PARTS = rows(
    (HDI, "carrying", 0.0, 12), (RANK, "carrying", 0.0, 24), (ISOLATION, "events", -0.5, None), ("conflict.territory", "events", 0.75, None),
    (ACUTE, "new data", 0.004, None), ("governance.coup_exposure", "time passing", 0.0, None),
    ("military.realignment", "time passing", 0.005, None),
)  # fmt: skip


def test_each_cause_has_a_line_with_its_sum_and_the_largest_follow():
    found = changes.lines(PARTS, "index", "index", {HDI: 1.0, RANK: 2.0})
    assert list(found.columns) == list(changes.LINE_COLUMNS)
    assert found[["cause", "indicator", "points"]].to_numpy().tolist() == [
        ["events", "", 0.25], ["events", "conflict.territory", 0.75], ["events", ISOLATION, -0.5],
        ["time passing", "", 0.005], ["time passing", "military.realignment", 0.005],
        ["carrying", "", 0.0], ["carrying", RANK, 0.0], ["carrying", HDI, 0.0],
    ]  # fmt: skip
    assert found["line"].tolist() == list(range(8))
    assert found["reach"].dropna().tolist() == [2.0, 1.0]
    assert found["age_months"].dropna().tolist() == [24, 12]
    # 0.004 and nothing at all have no line
    assert changes.still(PARTS, "index", "index") == ["Deaths in the last three months", "Coup exposure"]
    assert changes.lines(PARTS, "dimension", "conflict", {}).empty


def test_a_carried_figure_without_a_record_has_a_line_and_no_reach():
    found = changes.lines(PARTS, "index", "index", {HDI: 1.0})
    assert [math.isnan(reach) for reach in found.loc[found["cause"] == "carrying", "reach"]] == [True, False, True]


def test_the_reach_is_the_ninetieth_percentile_of_changes_over_that_age():
    # eleven Decembers, each one higher than the last by 0, 1, ... 9: of these changes nine tenths are 8.1 or less
    levels = [sum(range(year)) for year in range(11)]
    told = [("MLI", f"{2001 + year}-12", "indicator", HDI, float(level)) for year, level in enumerate(levels)]
    told += [("MLI", "1999-12", "indicator", HDI, 90.0), ("MLI", "2000-12", "indicator", HDI, 0.0)]  # before the index
    scores = table("country period level key score", told)
    assert changes.reaches(scores, PARTS, {HDI: 0.5, RANK: 0.5, ISOLATION: 1.0}) == {HDI: pytest.approx(8.1 / 2)}
    # nothing on record over 24 months but pairs two years apart: for the rank nothing at all
    assert changes.reaches(scores, PARTS, {ISOLATION: 1.0}) == {}


def test_the_chart_draws_bars_hatches_and_ages():
    lines = changes.lines(PARTS, "index", "index", {HDI: 1.0, RANK: 2.0})
    drawn = charts.by_cause(lines, words.HEADS, words.AGE)
    assert template.filled(drawn.make(*drawn.given).to_dict(), {}, drawn.values)["height"] == charts.STEP * 8
    shown, hatch = drawn.data["lines"].to_dict("records"), drawn.data["strokes"]
    assert {row["aged"] for row in shown if row["kind"] == "carried"} == {"24 months old", "12 months old"}
    assert "Events (dated rows of the ledgers)" in {row["label"] for row in shown if row["kind"] == "head"}
    # of the hatch 2 points to either side, and none on a line that has a bar
    assert set(hatch["line"]) == {6, 7}
    assert hatch["x"].min() == pytest.approx(-2.0)
    assert hatch.loc[hatch["line"] == 7, "x"].max() <= 1.05
    assert drawn.values["reach"] == pytest.approx(2.0 * 1.15)  # the widest hatch, and room beside it


def test_every_cause_has_a_heading():
    from indicators.scoring.causes import CAUSES

    assert set(words.HEADS) == set(CAUSES)
    assert words.subtitle("2025-05", "2026-05", 0.26).startswith(
        "Points of the index, 2025-05 to 2026-05; bars add up to +0.3."
    )
    assert words.still([]) == ""
