"""The page that compares countries: places, verdicts and the answer, on scores made by hand and on the stored ones."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from indicators.model import SCORE_COLUMNS
from indicators.store import read
from indicators.tables import compare as tables
from indicators.wording import compare as words
from tests.pages.app import opened

WORLD = read.table("world")


def scored(*rows):
    made = [
        (country, "2020-12", "dimension", "conflict", score, low, high, "normal", 1.0) for country, score, low, high in rows
    ]
    return pd.DataFrame(made, columns=list(SCORE_COLUMNS[:9])).reindex(columns=list(SCORE_COLUMNS))


def test_a_place_counts_only_ranges_that_lie_apart():
    table = tables.standing(
        scored(("MLI", 50, 40, 60), ("BFA", 55, 45, 65), ("NER", 70, 66, 75), ("TCD", 10, 5, 15)), "conflict", "2020-12"
    )
    own = table.set_index("country").loc["MLI"]
    assert (own["rank"], own["rank_most"], own["rank_least"], own["ranked"]) == (3, 2, 3, 4)


def test_overlapping_ranges_cannot_be_told_apart():
    world = scored(("MLI", 50, 40, 60), ("BFA", 55, 45, 65), ("NER", 70, 66, 75), ("TCD", 10, 5, 15))
    verdict = {code: tables.beside(world, code, "2020-12")["verdict"].tolist() for code in ("BFA", "NER", "TCD")}
    assert verdict == {"BFA": ["alike"], "NER": ["below"], "TCD": ["above"]}


def test_is_mali_worse_than_burkina_faso_and_in_what():
    page = opened("compare")
    assert not page.exception
    said = page.markdown[0].value.replace("\\", "")
    december = tables.decembers(WORLD, WORLD["period"].max())[0]
    stored = WORLD[WORLD["period"] == december].set_index(["country", "key"])["score"]
    assert f"At the end of {december[:4]}" in said
    verdicts = tables.beside(WORLD, "BFA", december).set_index("key")["verdict"]
    for key in ("conflict", "governance", "development"):
        assert f"{key} ({stored['MLI', key]:.1f} against {stored['BFA', key]:.1f})" in said
    assert ("cannot be told apart" in said) == (verdicts == "alike").any()


@pytest.mark.parametrize(
    "choices",
    [
        {"as_of": date(2024, 6, 1)},
        {"as_of": date(2024, 6, 1), "reconstruct": True},
        {"to": "1995-06", "from_": "1990-01"},
        {"countries": []},
        {"set": "governance"},
    ],
)
def test_no_state_gives_a_traceback(choices):
    assert not opened("compare", **choices).exception


def test_the_table_has_every_country_and_its_bins():
    table = tables.heat(WORLD, ["MLI", "BFA", "NER"], "2024-12").set_index(["country", "key"])
    stored = WORLD[WORLD["period"] == "2024-12"].set_index(["country", "key"])["score"]
    assert len(table) == 3 * 10  # three dimensions and seven indicators
    for key, row in table.iterrows():
        assert row["score"] == stored[key]
        assert tables.BINS[int(row["bin"])] <= row["score"]
        assert row["bin"] == 5 or row["score"] < tables.BINS[int(row["bin"]) + 1]


def test_the_order_of_countries():
    rows = [
        ("MLI", "conflict", 1.0),
        ("BFA", "conflict", 9.0),
        ("NER", "conflict", 5.0),
        ("BFA", "governance", 1.0),
        ("NER", "governance", 9.0),
    ]
    table = pd.DataFrame(rows, columns=["country", "key", "score"])
    assert tables.ordered(table, "conflict") == ["MLI", "BFA", "NER"]  # the subject first
    assert tables.ordered(table, "mean") == ["MLI", "NER", "BFA"]  # means 7 and 5
    assert tables.ordered(table, "governance") == ["MLI", "NER", "BFA"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (121, "121st")]
)
def test_places_in_words(number, said):
    assert words.ordinal(number) == said


def test_the_title_gives_places_as_they_stand():
    for period in ("2024-12", "2020-12", "2012-12"):
        page = opened("compare", year=period[:4])
        title = page.header[0].value.replace("\\", "")
        for key in tables.dimensions(WORLD):
            rows = WORLD[(WORLD["period"] == period) & (WORLD["key"] == key)]
            if (rows["country"] == "MLI").any():
                place = int((rows["score"] > rows.loc[rows["country"] == "MLI", "score"].iloc[0]).sum()) + 1
                assert f"{words.ordinal(place)} of {len(rows)} in {key}" in title


def test_the_widest_difference_is_of_indicators_that_can_be_told_apart():
    rows = [
        ("conflict", "Conflict", "dimension", -40.0, "below"),
        ("conflict.lethality", "Deaths", "indicator", -15.8, "below"),
        ("governance.political_stability", "Stability", "indicator", 17.3, "alike"),
        ("development.hdi", "HDI", "indicator", 6.7, "above"),
    ]
    table = pd.DataFrame(rows, columns=["key", "name", "level", "difference", "verdict"])
    assert tables.widest(table)["name"] == "Deaths"  # the dimension is none, stability not told apart, 15.8 is more than 6.7
    assert tables.widest(table.iloc[[0, 2]]) is None
