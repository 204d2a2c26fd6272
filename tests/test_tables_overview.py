"""The overview's frames and a dimension's breakdown: cards, what moved, shares, turning points; worked out by hand."""

from __future__ import annotations

import math

import pytest

from indicators.registry import INDICATORS
from indicators.scoring import score
from indicators.tables import breakdown, overview
from tests.frames import observed, table

SCORES = table(
    "country period level key score low high status",
    [
        ("MLI", "2001-01", "index", "index", 40, 35, 45, "normal"), ("MLI", "2002-01", "index", "index", 50, 45, 60, "carried"),
        ("MLI", "2002-01", "dimension", "military", 70, 70, 70, "normal"), ("MLI", "2002-01", "dimension", "conflict", 10, 9, 12, "normal"),
        ("MLI", "2001-02", "dimension", "conflict", 99, 99, 99, "normal"),
        ("MLI", "2002-01", "reading", "index.equal_weights", 30, 20, 40, "normal"),
    ],
)  # fmt: skip


def test_cards_have_the_change_of_twelve_months_and_the_share_that_is_old():
    seen = observed(("conflict.lethality", "2002-01", 1, 1, 1, "carried", 13), ("conflict.acute", "2002-01", 1))
    found = overview.cards(SCORES, seen, "2002-01")
    # of conflict's weight 1 of 1.5 is older than a year; nothing is known of the others
    assert [(card.key, card.score, card.low, card.high, card.status, card.change) for card in found] == [
        ("index", 50, 45, 60, "carried", 10), ("conflict", 10, 9, 12, "normal", None), ("military", 70, 70, 70, "normal", None),
    ]  # fmt: skip
    assert [card.older for card in found] == [None, pytest.approx(1 / 1.5), None]
    assert overview.cards(SCORES, seen, "1990-01") == []
    assert overview.value(SCORES, "index", "2001-01") == 40
    assert overview.value(SCORES, "index", "2001-02") is None


def everything(period, **raw):
    """Every indicator at the value that scores 0, but for ``raw``: conflict__lethality=100.0."""
    given = {key.replace("__", "."): value for key, value in raw.items()}
    return [(key, period, given.get(key, one.goalposts[0])) for key, one in INDICATORS.items()]


def test_what_moved_adds_up_to_the_change_of_the_index():
    rows = observed(
        *everything("2001-01", conflict__lethality=100.0),
        *everything("2002-01", military__security_gap=1.0, development__hdi=0.5),
    )
    found = overview.moved(score.contributions(rows), "2001-01", "2002-01").set_index("indicator")
    # points of the index: lethality 100 / 5.5 / 3.5; the gap 100 x 0.4 x 0.5 / 3.5; hdi 50 x 0.5 / 3.5
    assert found["change"].head(3).to_dict() == pytest.approx(
        {"development.hdi": 25 / 3.5, "military.security_gap": 20 / 3.5, "conflict.lethality": -100 / 5.5 / 3.5}
    )
    assert found["change"].iloc[3:].abs().max() == 0
    assert found.loc["conflict.lethality", ["value_before", "value_after", "dimension"]].tolist() == [100, 0.1, "conflict"]
    assert overview.moved(score.contributions(rows), "2001-01", "2003-01").empty


def test_shares_of_the_index_by_size():
    found = overview.shares(observed(*everything("2001-01", conflict__lethality=100.0)), "2001-01")
    assert found["share"].sum() == pytest.approx(1)
    assert found["share"].is_monotonic_decreasing
    # development: half of a dimension of weight 1 of 3.5
    assert found["share"].iloc[0] == pytest.approx(0.5 / 3.5)
    assert found["points"].sum() == pytest.approx(100 / 5.5 / 3.5)
    assert "Spread over sponsors" not in set(found["name"])  # no weight


def test_readings_lowest_first():
    found = overview.readings(SCORES, "2002-01")
    assert found[["key", "index"]].to_numpy().tolist() == [["index.equal_weights", 30], ["index", 50]]
    assert found["reading"].tolist() == ["equal weights", "as declared"]


COMMON = {"summary": "S.", "source_title": "", "source_publisher": "", "source_url": "", "source_grade": "A"}


def test_turning_points():
    events = table(
        "id date event_type outcome",
        [("a", "2000-02-01", "coup attempt", "successful"), ("b", "2000-01-01", "coup attempt", "failed"), ("c", "2000-01-15", "sanction", ""),
         ("d", "2000-03-01", "election", ""), ("e", "2000-02-01", "coup", "")],
    ).assign(**COMMON)  # fmt: skip
    forces = table(
        "id date status relation basis",
        [("f", "2000-01-20", "arrived", "owner", "stated"), ("g", "2000-01-20", "withdrawn", "contingent", "stated"),
         ("h", "2000-01-20", "withdrawn", "owner", "derived"), ("i", "2000-01-20", "level", "owner", "stated")],
    ).assign(**COMMON)  # fmt: skip
    found = overview.turning_points(events, forces)
    assert found[["id", "kind", "period"]].to_numpy().tolist() == [
        ["c", "sanctions and bodies", "2000-01"], ["f", "foreign forces", "2000-01"], ["a", "coup", "2000-02"], ["e", "coup", "2000-02"],
    ]  # fmt: skip
    line = overview.on_the_line(
        found, table("period key score", [("2000-01", "index", 40), ("2000-01", "conflict", 1), ("2000-03", "index", 50)])
    )
    assert line[["period", "score", "kinds"]].to_numpy().tolist() == [["2000-01", 40, "sanctions and bodies, foreign forces"]]
    assert line["text"].tolist() == ["S.  ·  S."]


def test_a_breakdown_names_weight_and_points_of_each_part():
    seen = observed(
        ("military.security_gap", "2001-01", 1, 0.8, 1),
        ("military.realignment", "2001-01", 0.5),
        ("military.fragmentation", "2001-01", 0.4),
        ("conflict.acute", "2001-01", 1),
    )
    found = breakdown.of(seen, score.scores(seen), score.contributions(seen), "2001-01", "military").set_index("indicator")
    assert found.index.tolist() == ["military.security_gap", "military.realignment", "military.fragmentation"]
    # weights 1 and 1 of 2.5, enough; shares among those present are halves; the spread is context
    assert found["weight"].tolist() == [0.5, 0.5, 0]
    assert found["points"].tolist() == [50, 25, 0]
    assert found["score"].tolist() == pytest.approx([100, 50, 50])
    assert found.loc["military.security_gap", ["value", "low", "high", "score_low", "score_high"]].tolist() == pytest.approx(
        [1, 0.8, 1, 80, 100]
    )
    assert math.isnan(found.loc["military.security_gap", "index_points"])
    assert breakdown.of(seen, score.scores(seen), score.contributions(seen), "2001-02", "military").empty
