"""Labels beside lines and in areas: where they stand, by hand."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from indicators.charts import axes
from indicators.tables import areas


def test_labels_that_would_touch_share_the_room_around_their_mean():
    assert axes.apart([10.0, 50.0], 5) == [10.0, 50.0]
    assert axes.apart([50.0, 50.0], 4) == [48.0, 52.0]
    # 49, 50, 51 with 4 between: mean 50, so 46, 50, 54; the order of the values is kept
    assert axes.apart([51.0, 49.0, 50.0], 4) == [54.0, 46.0, 50.0]
    assert axes.apart([], 4) == []


@given(some.lists(some.floats(0, 100), max_size=8), some.floats(0.1, 10))
def test_labels_never_touch_and_keep_their_order(values, gap):
    placed = axes.apart(values, gap)
    order = sorted(range(len(values)), key=lambda place: values[place])
    for one, other in pairwise(order):
        assert placed[other] - placed[one] >= gap - 1e-6


def test_one_month_has_a_width():
    told = axes.span("2026-05", "2026-05")
    assert (told["from_year"], told["from_month"], told["to_year"], told["to_month"]) == (2026, 4, 2026, 5)
    wide = axes.span("2025-12", "2026-12", room=0.5)
    assert wide["room"] == pytest.approx(6 * 30.44 * 86_400_000)  # half of twelve months, in milliseconds


def stack(levels: dict[str, list[float]]) -> pd.DataFrame:
    rows = [(f"2020-{place + 1:02}", name, value) for name, values in levels.items() for place, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["period", "who", "n"])


def test_a_name_stands_in_a_thick_area_and_above_a_thin_one():
    table = stack({"below": [100.0] * 10, "thin": [0.0] * 4 + [2.0] * 3 + [0.0] * 3, "none": [0.0] * 10})
    found = areas.labels(table, ["below", "thin", "none"], 120.0, name="who", value="n").set_index("name")
    assert list(found.index) == ["below", "thin"]
    assert bool(found.loc["below", "inside"])
    assert found.loc["below", "at"] == 50.0  # the middle of 0 to 100
    assert not found.loc["thin", "inside"]  # 2 is less than 7 % of 120
    assert found.loc["thin", "period"] == "2020-06"  # the middle of its three months
    assert found.loc["thin", "at"] == pytest.approx(102 + 0.07 * 120 * 0.6)
    over = areas.labels(table, ["below", "thin", "none"], 120.0, name="who", value="n", over={"2020-06": 110.0}).set_index(
        "name"
    )
    assert over.loc["thin", "at"] == pytest.approx(110 + 0.07 * 120 * 0.6)


def test_one_month_is_labelled_too():
    found = areas.labels(stack({"a": [10.0]}), ["a"], 10.0, name="who", value="n")
    assert found["period"].tolist() == ["2020-01"]
    assert areas.labels(stack({}), ["a"], 10.0, name="who", value="n").empty
