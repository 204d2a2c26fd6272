"""The indicators of a dimension: scores as stored, points that add up, over all four dimensions and random months."""

from __future__ import annotations

import random

import pytest

import indicators
from indicators.registry import DIMENSIONS
from indicators.scoring import score
from indicators.tables import breakdown

SCORES = indicators.scores()
SEEN = indicators.observations()
POINTS = score.contributions(SEEN)
MONTHS = random.Random(11).sample(sorted(SCORES["period"].unique()), 12)


@pytest.mark.parametrize("dimension", list(DIMENSIONS))
@pytest.mark.parametrize("period", MONTHS)
def test_parts_are_the_stored_scores(dimension, period):
    table = breakdown.of(SEEN, SCORES, POINTS, period, dimension).set_index("indicator")
    stored = SCORES[(SCORES["period"] == period) & SCORES["key"].str.startswith(dimension)].set_index("key")
    ours = stored[stored["level"] == "indicator"]
    assert set(table.index) == set(ours.index)
    for key, row in ours.iterrows():
        assert (table.loc[key, "score"], table.loc[key, "score_low"], table.loc[key, "score_high"]) == pytest.approx(
            (row["score"], row["low"], row["high"]),
            abs=1e-3,  # observations are stored with 6 decimals, scores with 4
        )
    if dimension in stored.index:
        assert table["points"].sum() == pytest.approx(stored.loc[dimension, "score"], abs=1e-3)
        assert table["weight"].sum() == pytest.approx(1.0)


def test_points_of_the_four_dimensions_add_up_to_the_index():
    for period in MONTHS:
        index = SCORES[(SCORES["period"] == period) & (SCORES["key"] == "index")]["score"]
        if index.empty:
            continue
        total = sum(breakdown.of(SEEN, SCORES, POINTS, period, dimension)["index_points"].sum() for dimension in DIMENSIONS)
        assert total == pytest.approx(index.iloc[0], abs=1e-3)
