"""A card's line as a picture: where its points stand, its colour on either page, and what is said in its place."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd

from indicators.charts import palette, sparks

# Three months in a drawing of 240 times 56: the first at x 0, the second in the middle, the last at 240. 0 is the bottom (y 56), 100 the
# top (y 0), 50 the middle (y 28), 25 a quarter above the bottom (y 42).
LINE = pd.DataFrame(
    {
        "period": ["2020-01", "2020-02", "2020-03"],
        "score": [0.0, 50.0, 100.0],
        "p05": [0.0, 25.0, float("nan")],
        "p95": [50.0, 100.0, float("nan")],
    }
)


def test_points_stand_where_month_and_score_say():
    assert sparks.points(LINE, "score") == ["0.0,56.0", "120.0,28.0", "240.0,0.0"]


def test_a_month_that_is_missing_keeps_its_place():
    """Of January to March without February: March at 240 still, and of four months with the second missing the third at 2/3."""
    found = sparks.points(pd.DataFrame({"period": ["2020-01", "2020-03", "2020-04"], "score": [0.0, 0.0, 0.0]}), "score")
    assert found == ["0.0,56.0", "160.0,56.0", "240.0,56.0"]


def test_one_month_is_a_point():
    assert sparks.points(LINE.head(1), "score") == ["0.0,56.0"]


def test_the_band_goes_along_its_low_edge_and_back_along_its_high_one():
    assert sparks.band(LINE) == ["0.0,56.0", "120.0,42.0", "120.0,0.0", "0.0,28.0"]


def test_the_picture_has_the_colour_of_its_dimension_on_either_page():
    shades = palette.colours()["conflict"]
    for dark in (False, True):
        drawn = ElementTree.fromstring(sparks.svg(LINE, "conflict", dark))
        band, line = drawn
        assert band.get("fill") == line.get("stroke") == shades[dark]
    assert shades[0] != shades[1]


def test_the_picture_is_told_to_who_cannot_see_it_and_no_name_can_end_it():
    told = sparks.image(LINE, "index", False, 'From "0" to <100>')
    assert 'alt="From &quot;0&quot; to &lt;100&gt;"' in told
    source = told.split('src="', 1)[1].split('"', 1)[0]
    assert unquote(source) == "data:image/svg+xml," + sparks.svg(LINE, "index", False)
