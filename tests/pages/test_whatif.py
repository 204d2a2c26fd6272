"""The room where inputs, weights and scales can be otherwise: what is chosen is shown, a link reproduces it, nonsense is told."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from urllib.parse import parse_qs, urlparse

import pandas as pd
import pytest
import streamlit as st

from indicators import language, wording
from indicators.pages import page, sliders, whatif
from indicators.pages.known import Known, Scope, stamp
from indicators.registry import DIMENSIONS, INDICATORS, READINGS
from indicators.scoring.scenarios import SCENARIOS
from indicators.tables import bundle
from indicators.tables import whatif as tables
from indicators.wording import whatif as words
from tests.pages.app import _script, app_testing, opened


def cards(shown) -> dict[str, str]:
    return {one.label: one.value for one in shown.metric}


def addressed(**parameters: str):
    """The page by its address."""
    test = app_testing.AppTest.from_function(_script, args=("whatif",), default_timeout=120)
    for key, value in parameters.items():
        test.query_params[key] = value
    return test.run()


def plain(texts) -> str:
    return " ".join(one.value for one in texts).replace("\\", "")


def test_as_known_the_cards_are_those_of_the_first_page():
    here, first = cards(opened("whatif")), opened("overview")
    assert [here["Level"], here["Pulse"]] == [one.value for one in first.metric[:2]]
    assert "Back to the declared values" not in [one.label for one in opened("whatif").button]


@pytest.mark.parametrize("key", list(SCENARIOS))
def test_every_scenario_says_what_it_changes_and_shows_it(key):
    shown = addressed(scenario=key)
    assert not shown.exception
    said = plain(shown.markdown)
    assert words.changed(key, "2026-05") in said
    assert words.KEPT[key] in said
    table = whatif_table(shown)
    row = table[(table["scenario"] == key) & (table["key"] == "index")].iloc[0]
    assert cards(shown)["Level"] == f"{row['score']:.1f}"  # the table of all scenarios tells the same level
    assert f"level {row['score']:.1f} instead of {row['declared']:.1f}" in plain(shown.header)


def whatif_table(shown) -> pd.DataFrame:
    return whatif.stress(Scope(Known(stamp()), "2010-01", "2026-05")).table


def test_a_weight_moves_the_level_and_stands_in_the_address_until_reset():
    shown = addressed(to="2026-05")
    before = cards(shown)["Level"]
    shown.select_slider(key="w_conflict").set_value(3.0).run()
    assert shown.query_params["w_conflict"] == "3"
    after = cards(shown)["Level"]
    assert after != before
    # (3 C + G + M / 2 + D) / 5.5 of the scores that the page of the dimensions prints to one decimal
    scores = page.month_of(Known(stamp()), "2026-05")
    by_hand = (
        sum(
            scores[key]["score"] * weight
            for key, weight in (("conflict", 3), ("governance", 1), ("military", 0.5), ("development", 1))
        )
        / 5.5
    )
    assert after == f"{by_hand:.1f}"
    assert f"Level {after} (declared {before})" in plain(shown.markdown)
    assert addressed(to="2026-05", w_conflict="3").metric[0].value == after
    shown.select_slider(key="w_conflict").set_value(1.0).run()  # back by hand: the parameter goes
    assert "w_conflict" not in shown.query_params
    shown.select_slider(key="w_military").set_value(0.0).run()
    shown.button(key="box_reset").click().run()
    assert cards(shown)["Level"] == before
    assert set(shown.query_params) == {"to"}
    assert shown.select_slider(key="w_military").value == 0.5


def test_a_reading_sets_the_sliders_and_they_move_back_with_it():
    shown = addressed(reading="without_military", w_conflict="2")
    assert [shown.select_slider(key=f"w_{key}").value for key in ("conflict", "military")] == [2.0, 0.0]
    shown = addressed(reading="without_military")
    scores = page.results(Known(stamp())).scores
    told = scores[(scores["period"] == "2026-05") & (scores["key"] == "index.without_military")]["score"].iloc[0]
    assert cards(shown)["Level"] == f"{told:.1f}"
    del shown.query_params["reading"]
    shown.run()
    assert shown.select_slider(key="w_military").value == 0.5
    assert cards(shown)["Level"] == cards(opened("whatif"))["Level"]


def test_boxes_open_onto_indicators_readings_and_goalposts():
    closed = {one.key for one in opened("whatif").select_slider}
    for dimension in DIMENSIONS:
        inside = {one.key for one in opened("whatif", **{f"box_inside_{dimension}": True}).select_slider}
        assert inside - closed == {f"w_{key}" for key, one in INDICATORS.items() if one.dimension == dimension}
    scales = opened("whatif", box_goalposts=True)
    assert {one.key for one in scales.select_slider} >= {
        f"g_{key}" for key, one in INDICATORS.items() if one.contested is not None
    }
    choice = opened("whatif", box_reading=True)
    assert len(choice.selectbox(key="reading").options) == 1 + len(READINGS)
    assert choice.selectbox(key="method").options == list(words.METHODS.values())


def test_goalposts_from_the_address_and_ends_drawn_together():
    shown = addressed(**{"g_governance.isolation": "0,16"})
    # 4 measures score 25 instead of 50: a fifth of 25 less governance, a 3.5th of it less level
    declared = page.month_of(Known(stamp()), "2026-05")["index"]["score"]
    assert cards(shown)["Level"] == f"{declared - 25 / 5 / 3.5:.1f}"
    assert "Isolation" in plain(shown.header)
    st.session_state.clear()
    one = sliders.Span("g", "label", 0.0, 1.0, 0.5, (0.0, 1.0))
    for drawn, kept in (((0.5, 0.5), (0.5, 1.0)), ((1.0, 1.0), (0.5, 1.0)), ((0.0, 0.0), (0.0, 0.5))):
        st.session_state["g"] = drawn
        one._moved()
        assert st.session_state["g"] == kept


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("scenario", "flood", "“flood” is no choice for “Scenario”; the page shows As known."),
        ("reading", "x", "“x” is no choice for “Reading”; the page shows As declared."),
        ("method", "copeland", "“copeland” is no choice for “Mean of the dimensions”; the page shows Arithmetic."),
        ("w_conflict", "-1", "“-1” is no number from 0 to 3 in steps of 0.25 for “Conflict”; the page shows 1."),
        ("w_conflict", "nan", "“nan” is no number from 0 to 3 in steps of 0.25 for “Conflict”; the page shows 1."),
        ("w_conflict", "1.1", "“1.1” is no number from 0 to 3 in steps of 0.25 for “Conflict”; the page shows 1."),
        ("w_governance.isolation", "heavy", "“heavy” is no number from 0 to 3 in steps of 0.25 for “Isolation”; the page shows 1."),
        ("g_governance.isolation", "8,0", "“8,0” are no two numbers from 0 to 16 in steps of 0.5, the lower first, for “Isolation ("),
        ("g_governance.isolation", "8", "the page shows 0 and 8."),
        ("w_weather", "1", "The address has “w_weather”, which this page does not know; it changes nothing."),
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_told_and_changes_nothing(key, text, said):
    shown = addressed(**{key: text})
    assert not shown.exception
    assert said in plain(shown.info)
    assert cards(shown)["Level"] == cards(opened("whatif"))["Level"]


def test_the_link_of_a_chart_reproduces_every_choice():
    chosen = {
        "scenario": "coup", "reading": "equal_weights", "method": "geometric", "w_conflict": "0", "w_governance.isolation": "2.5",
        "g_development.hdi_decade": "-0.04,0.04",
    }  # fmt: skip
    shown = addressed(**chosen)
    shown.pills(key="use_instead").set_value("share").run()
    link = next(one.value for one in shown.code if "chart=instead" in one.value)
    told = {key: values[0] for key, values in parse_qs(urlparse(link).query).items()}
    assert {key: told.get(key) for key in chosen} == chosen
    assert not [
        key for key in told if key.startswith(("w_", "g_")) and key not in chosen
    ]  # what stands as declared is left out
    again = addressed(**{key: value for key, value in told.items() if key != "chart"})
    assert cards(again) == cards(shown)


def test_the_table_of_scenarios_goes_along_with_what_it_is():
    scope = Scope(Known(stamp()), "2010-01", "2026-05")
    figure = whatif.stress(scope)
    assert len(figure.table) == 5 * 6
    assert list(figure.table.columns) == [*tables.STRESS_COLUMNS, "name"]
    assert (figure.table["score"] - figure.table["declared"] - figure.table["difference"]).abs().max() < 1e-12
    period = "2026-05", "2026-05"
    facts = bundle.Facts(figure.title, figure.unit, "Mali", period, "2026-11-01", "2026-11-02", "CC BY-SA 4.0", "https://a.org")
    columns = {str(key): str(key) for key in figure.table.columns}
    with zipfile.ZipFile(io.BytesIO(bundle.packed("stress", figure.table, columns, facts, ()))) as packed:
        described = json.loads(packed.read("stress.csv-metadata.json"))
        assert [one["name"] for one in described["tableSchema"]["columns"]] == list(figure.table.columns)
        assert packed.read("stress.csv").decode("utf-8-sig").count("\n") == 31


def test_months_and_days_without_scores_are_told():
    early = addressed(to="1996-07", **{"from": "1995-01"})
    assert not early.exception
    assert cards(early)["Level"] == cards(early)["Worse, reweighted"] == "–"
    assert cards(early)["Pulse"] != "–"
    assert "no transition was running" in plain(addressed(to="2015-05", scenario="elections").info)
    past = opened("whatif", as_of=date(2023, 6, 1), reconstruct=True, scenario="coup")
    assert not past.exception
    assert re.fullmatch(r"\d+\.\d", cards(past)["Level"])
    assert not opened("whatif", as_of=date(2021, 1, 1)).exception


@pytest.mark.parametrize("scenario", ["none", *SCENARIOS])
@pytest.mark.parametrize("end", ["2026-05", "2012-04", "2003-03", "1996-07"])
def test_titles_are_true_of_every_scenario(scenario, end):
    st.session_state.clear()
    st.session_state["scenario"], st.session_state["w_conflict"] = scenario, 2.0
    scope = Scope(Known(stamp()), "1995-01", end)
    figure = whatif.instead(scope)
    rows = figure.table.set_index("key")
    for name, key in (("level", "index"), ("pulse", "pulse")):
        if key not in rows.index or pd.isna(rows.loc[key, "score"]):
            assert f"{name} " not in figure.title.partition(":")[2]
            continue
        score, declared = (f"{rows.loc[key, column]:.1f}" for column in ("score", "declared"))
        assert f"{name} {score} " + ("as declared" if score == declared else f"instead of {declared}") in figure.title
    reason = whatif.because(scope)
    own = reason.table[reason.table["level"] == "index"]
    if own.empty:
        assert "does not move" in reason.title
    else:
        first = own.loc[own["points"].abs().idxmax()]
        assert reason.title.endswith(f"{first['name']} ({wording.signed(first['points'])})")
        assert own["points"].sum() == pytest.approx(rows.loc["index", "score"] - rows.loc["index", "declared"], abs=1e-9)
    st.session_state.clear()


def test_steps_are_round_numbers():
    # of 1, 2 and 5 times a power of ten the nearest by ratio: 0.4 is nearer to 0.5 (1.25) than to 0.2 (2), 3 to 2 (1.5) than to 5 (1.67)
    assert [sliders.rounded(one) for one in (0.4, 3.0, 0.008, 1.0, 0.04, 0.5)] == [0.5, 2.0, 0.01, 1.0, 0.05, 0.5]
    assert sliders.grid(0.0, 1.0, 0.5, 0.3) == [0.0, 0.3, 0.5, 1.0]


def test_classes_of_differences():
    assert [tables.binned(one) for one in (-10.0, -9.9, -3.0, -0.5, -0.4, 0.0, 0.5, 3.0, 10.0)] == [0, 1, 1, 2, 3, 3, 4, 5, 6]


def test_french_says_the_same_level():
    def script() -> None:
        from indicators import language
        from indicators.pages import page

        language.choose("fr")
        page.opened("whatif")

    test = app_testing.AppTest.from_function(script, default_timeout=120)
    test.query_params["scenario"] = "calm"
    test.run()
    assert not test.exception
    assert test.metric[0].value == cards(addressed(scenario="calm"))["Level"].replace(".", ",")
    with language.told_in("fr"):
        assert words.changed("calm", "2026-05") in plain(test.markdown)
