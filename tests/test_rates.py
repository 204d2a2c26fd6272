"""Deaths per 100,000 inhabitants: by hand, in fixed bins, nothing where no figure is known; and the map that shows them."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest

from indicators import language, relations
from indicators.store import read
from indicators.tables import conflict, places, rates
from indicators.wording import map as words
from tests.pages.app import opened

PEOPLE = pd.Series({"ML01": 200_000.0, "ML02": 1_000_000.0})
NUMBERS = pd.DataFrame({"pcode": ["ML01", "ML02", "ML03"], "name": ["A", "B", "C"], "value": [60, 3, 7], "events": [1, 1, 1]})


def test_a_rate_is_a_year_and_per_100_000():
    three = rates.of(NUMBERS, PEOPLE, "2021-2023")
    assert three["value"].tolist()[:2] == pytest.approx([10.0, 0.1])  # 60 / 3 / 200,000; 3 / 3 / 1,000,000
    assert math.isnan(three["value"].iloc[2])
    assert three["killed"].tolist() == [60, 3, 7]
    one = rates.of(NUMBERS, PEOPLE, "2023")
    assert one["value"].tolist()[:2] == pytest.approx([30.0, 0.3])
    assert list(one.columns) == list(rates.RATED_COLUMNS)
    assert rates.without(one) == ["C"]


def test_two_periods_beside_each_other_put_the_largest_rise_first_and_the_unknown_last():
    first = rates.of(NUMBERS.assign(value=[10, 40, 1]), PEOPLE, "2022")  # 5.0, 4.0
    second = rates.of(NUMBERS.assign(value=[10, 100, 9]), PEOPLE, "2023")  # 5.0, 10.0
    table = rates.compared(first, second)
    assert table["name"].tolist() == ["B", "A", "C"]
    assert table["difference"].tolist()[:2] == pytest.approx([6.0, 0.0])
    assert (table["killed_first"].tolist(), table["killed_second"].tolist()) == ([40, 10, 1], [100, 10, 9])
    assert list(table.columns) == list(rates.COMPARED_COLUMNS)


def test_what_is_shown_adds_up_as_it_is_shown():
    table = pd.DataFrame({"inhabitants": [5.0, None], "first": [0.04, 1.0], "second": [0.06, None], "difference": [0.02, None]})
    shown = rates.rounded(table)
    assert (shown["first"].iloc[0], shown["second"].iloc[0], shown["difference"].iloc[0]) == (0.0, 0.1, 0.1)
    assert (shown["inhabitants"].iloc[0], shown["inhabitants"].isna().tolist()) == (5, [False, True])


def test_bins_by_hand():
    values = pd.Series([0, 0.001, 0.99, 1, 9.99, 10, 29.9, 30, 99.9, 100, 5000, None])
    assert rates.bins(values) == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, -1]
    changes = pd.Series([-900, -30, -29.9, -10, -9.9, -1, -0.9, 0, 0.9, 1, 9.9, 10, 29.9, 30, None])
    assert rates.steps(changes) == [0, 0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, -1]
    assert (len(words.RATE_BINS), len(words.RATE_STEPS)) == (len(rates.BINS) + 1, len(rates.STEPS) + 1)


def test_rates_of_the_bundle_by_the_publishers_figures():
    # UCDP GED 24.1: 1,280 deaths placed in Ménaka in 2021 to 2023, among 225,223 persons: 1,280 / 3 / 2.25223 = 189.4; Kidal 188 among
    # 79,324: 188 / 3 / 0.79324 = 79.0; Bamako none
    known = read.load()
    people = rates.inhabitants(known)
    numbers = places.of(conflict.known(known), read.geo("mli_adm1"), "2021-2023", conflict.TYPES, "region", "deaths")
    table = rates.rounded(rates.of(numbers, people, "2021-2023")).set_index("pcode")
    assert table.loc[["ML10", "ML08", "ML09"], "value"].tolist() == [189.4, 79.0, 0.0]
    assert rates.inhabitants(read.load(as_of="2023-12-27")) is None  # presented on 28 December 2023
    assert rates.inhabitants(read.load(as_of="2023-12-28")) is not None


def test_a_sum_over_the_whole_table_is_held():
    told = relations.Sum(("n",), least=5, most=9)
    assert told.broken(pd.DataFrame({"n": [2, 2]})).tolist() == [True, True]
    assert told.broken(pd.DataFrame({"n": [2, 8]})).all()
    assert not told.broken(pd.DataFrame({"n": [2, 3]})).any()
    assert not told.broken(pd.DataFrame({"n": [2, 7]})).any()
    assert relations.declared(told) == {
        "type": "sum", "description": "n of the whole table together 5 to 9", "columns": ("n",), "least": 5, "most": 9,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tongue", "up", "down", "said"),
    [
        ("en", 9, 0, "The rate rose in 9 regions and fell in none"), ("en", 1, 2, "The rate rose in 1 region and fell in 2"),
        ("en", 0, 3, "The rate rose in none of the regions and fell in 3"), ("en", 0, 0, "The rate changed in no region"),
        ("fr", 9, 0, "Le taux a augmenté dans 9 régions et n’a baissé dans aucune"),
        ("fr", 1, 2, "Le taux a augmenté dans 1 région et a baissé dans 2"),
        ("fr", 0, 3, "Le taux n’a augmenté dans aucune région et a baissé dans 3"),
        ("fr", 0, 0, "Le taux n’a changé dans aucune région"),
    ],
)  # fmt: skip
def test_how_many_rose_and_fell(tongue, up, down, said):
    with language.told_in(tongue):
        assert words.rate_changes_finding(up, down) == said


def test_titles_where_several_are_highest_and_where_none_is():
    assert words.rate_finding("deaths", "2020", "2021", ["A", "B"], 1, 2.5) == (
        "A and B had the most deaths per inhabitant in 2021: 2.5 a year per 100,000 each"
    )
    assert words.rate_finding("civilians", "2020", "2021", ["A"], 0, 0) == "No civilians killed placed in a region in 2021"
    assert (
        words.rate_year_finding("deaths", "2021", ["A", "B"], 12.4)
        == "A and B had the most deaths per inhabitant in 2021: 12 per 100,000 each"
    )
    with language.told_in("fr"):
        assert (
            words.rate_year_finding("deaths", "2021", ["A"], 2.5)
            == "A compte le plus de morts par habitant en 2021\u00a0: 2,5 pour 100\u202f000"
        )
        assert words.rate_year_finding("civilians", "2021", [], 0) == "Aucun civil tué localisé dans une région en 2021"


def shown(page):
    return " ".join(str(one.value).replace("\\", "") for one in [*page.header, *page.caption])


def test_the_page_in_rates_says_what_it_divides_by():
    page = opened("map", per="inhabitants")
    assert not page.exception
    text = shown(page)
    assert "Ménaka had the most deaths per inhabitant in 2021–2023: 189 a year per 100,000, against 88 in 2018–2020" in text
    for part in (
        "census of 2022",
        "ordinary households only (21.3 of the 22.4 million",
        "Displaced people and refugees",
        "INSTAT",
        "2021",
    ):
        assert part in text
    (places_,) = [one for one in page.selectbox if one.label == "Places"]
    assert (places_.disabled, places_.value) == (True, "regions")


def test_the_page_says_which_region_has_no_figure(monkeypatch):
    real = rates.inhabitants
    monkeypatch.setattr(rates, "inhabitants", lambda known: real(known).drop("ML08"))
    from indicators.pages import map as drawn
    from indicators.pages.ways import Rates

    way = Rates("deaths", rates.inhabitants(read.load()))
    table = way.of(
        places.of(conflict.known(read.load()), drawn.shapes("", "region")[0], "2023", conflict.TYPES, "region", "deaths"),
        "2023",
    )
    assert table.set_index("pcode").loc["ML08", "bin"] == -1
    assert "No census figure, so no rate: Kidal." in way.note(table)
    from indicators.charts import maps

    outlines, around, frame = drawn.shapes("", "region")
    made = maps.binned(
        table, outlines, around, [], words.RATE_BINS, "risk", "value", frame, form=way.form, unknown=words.NO_FIGURE
    )
    kidal = next(one["properties"] for one in made.data["places"]["features"] if one["pcode"] == "ML08")
    assert kidal == {"place": "Kidal", "shown": None, "bin": words.NO_FIGURE}
    scale = made.make(*made.given).to_dict()["layer"][1]["encoding"]["color"]["scale"]
    assert (scale["domain"][-1], scale["range"][-1]) == (words.NO_FIGURE, "@faint")


def test_before_the_census_rates_are_told_to_be_unknown():
    page = opened("map", per="inhabitants", as_of=date(2023, 6, 1), reconstruct=True)
    assert not page.exception
    text = shown(page)
    assert words.NO_CENSUS in text
    assert "per inhabitant" not in text
