"""A chart told in a language: its words and data change together, the drawing's own words do not."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import language
from indicators.charts import spoken

# French by hand: deaths are "morts", Russia is "Russie", a month "mois", the best figure "meilleure estimation".
SPEC = {
    "data": {"name": "rows"},
    "transform": [{"filter": "datum.sponsor == 'Russia'"}, {"filter": {"field": "sponsor", "oneOf": ["Russia", "France"]}}],
    "mark": {"type": "text", "align": {"expr": "width < 600 ? 'left' : 'center'"}},
    "encoding": {
        "x": {"field": "month", "type": "temporal", "title": "month"},
        "y": {"field": "best", "title": "deaths", "scale": {"domain": [0, 5]}},
        "color": {"field": "sponsor", "scale": {"domain": ["Russia", "France"], "range": ["#111111", "#222222"]}},
        "text": {"value": "deaths"},
        "fill": {"condition": {"test": "datum.sponsor == 'Russia'", "value": "left"}, "value": "#333333"},
        "tooltip": [{"field": "best", "format": ",.0f"}, {"field": "month", "title": "month"}],
    },
}


@pytest.fixture
def french():
    with language.told_in("fr"):
        yield spoken.spoken(SPEC)


def test_words_are_told_in_french(french) -> None:
    encoding = french["encoding"]
    assert (encoding["x"]["title"], encoding["y"]["title"], encoding["text"]["value"]) == ("mois", "morts", "morts")
    assert [one["title"] for one in encoding["tooltip"]] == ["meilleure estimation", "mois"]


def test_what_is_compared_with_data_changes_as_the_data_do(french) -> None:
    with language.told_in("fr"):
        data = spoken.frame(pd.DataFrame({"sponsor": ["Russia", "France", None], "best": [1, 2, 3]}))
        assert spoken.rows([{"sponsor": "Russia", "best": 1}]) == [{"sponsor": "Russie", "best": 1}]
    assert list(data["sponsor"])[:2] == ["Russie", "France"]
    assert data["sponsor"].isna().tolist() == [False, False, True]
    assert french["transform"][0]["filter"] == "datum.sponsor == 'Russie'"
    assert french["transform"][1]["filter"] == {"field": "sponsor", "oneOf": ["Russie", "France"]}
    assert french["encoding"]["color"]["scale"]["domain"] == ["Russie", "France"]
    assert french["encoding"]["fill"]["condition"]["test"] == "datum.sponsor == 'Russie'"


def test_fields_and_the_words_of_the_drawing_stay(french) -> None:
    assert french["mark"] == SPEC["mark"]  # 'left' is a side here; in the tables it is a force that has left
    assert french["encoding"]["fill"]["condition"]["value"] == "left"
    assert (french["encoding"]["x"]["field"], french["encoding"]["y"]["field"]) == ("month", "best")


def test_french_numbers_and_months(french) -> None:
    locale = french["config"]["locale"]
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (",", "\u202f")
    assert (locale["time"]["months"][7], locale["time"]["shortMonths"][1]) == ("août", "févr.")
    assert (locale["time"]["days"][0], locale["time"]["days"][6]) == ("dimanche", "samedi")


def test_english_is_what_the_tables_say() -> None:
    told = spoken.spoken(SPEC)
    assert "config" not in told
    assert told["transform"] == SPEC["transform"]
    assert told["encoding"]["tooltip"][0]["title"] == "best figure"
    frame = pd.DataFrame({"sponsor": ["Russia"]})
    assert spoken.frame(frame) is frame
