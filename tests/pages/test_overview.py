"""The overview: what it prints is what the scores say, in every state of the data."""

from __future__ import annotations

import random
from datetime import date

import pytest

import indicators
from indicators import folders, wording
from indicators.store import read
from indicators.tables import overview as tables
from indicators.wording import overview as words
from tests.pages.app import opened

OUTLOOK = "Outlook"  # a probability, not a score: tests/pages/test_outlook.py
HEADLINES, DIMENSIONS = ("index", "pulse"), ("conflict", "governance", "military", "development")


def printed(page):
    return [card.value for card in page.metric if OUTLOOK not in card.label]


def expected(scores):
    """What the cards print of one month's scores by key: headlines with a decimal, dimensions without."""
    return [f"{scores[key]:.1f}" for key in HEADLINES if key in scores] + [
        f"{scores[key]:.0f}" for key in DIMENSIONS if key in scores
    ]


def test_the_cards_print_what_the_scores_say_in_random_months():
    scores = indicators.scores()
    months = sorted(scores.loc[scores["key"] == "index", "period"].unique())
    for month in [months[-1], *random.Random(7).sample(months[110:], 5)]:
        page = opened("overview", to=month)
        assert not page.exception
        rows = scores[(scores["period"] == month) & (scores["level"] != "reading")].set_index("key")
        assert printed(page) == expected(rows["score"])
        bands = [item.value.replace("\\", "") for item in page.caption if item.value.startswith("Nine of ten")]
        assert [one.split(". ")[0] for one in bands] == [
            f"Nine of ten simulations: {rows.loc[key, 'p05']:.0f} to {rows.loc[key, 'p95']:.0f}"
            for key in (*HEADLINES, *DIMENSIONS)
        ]
        told = " ".join(item.value for item in page.markdown)
        assert wording.month(month) in told
        assert "unchanged" not in told


def test_a_day_in_the_past_says_so_and_names_what_is_missing():
    page = opened("overview", as_of=date(2024, 6, 1))
    assert not page.exception
    assert "1 June 2024" in page.info[0].value.replace("\\", "")
    told = " ".join(item.value for item in page.markdown)
    assert "no index" in told
    assert "Conflict" in told
    again = opened("overview", as_of=date(2024, 6, 1), reconstruct=True)
    assert "reconstruction" in again.info[0].value
    then = indicators.scores("2024-06-01", reconstruct=True)
    last = then[(then["period"] == then["period"].max()) & (then["level"] != "reading")].set_index("key")["score"]
    assert printed(again) == expected(last)


def test_nothing_known_yet_gives_the_remedy():
    page = opened("overview", as_of=date(2021, 1, 1))
    assert not page.exception
    assert "1 January 2021" in page.info[0].value


def test_months_the_wrong_way_round_are_told_and_shown():
    index = indicators.scores().query("key == 'index'").set_index("period")["score"]
    page = opened("overview", from_="2020-01", to="2019-01")
    assert "the page shows January 2019 to January 2020" in page.info[0].value.replace("\\", "")
    assert printed(page)[0] == f"{index['2020-01']:.1f}"


def test_one_month_is_a_range():
    index = indicators.scores().query("key == 'index'").set_index("period")["score"]
    page = opened("overview", from_="2020-01", to="2020-01")
    assert not page.exception
    assert not page.info
    assert printed(page)[0] == f"{index['2020-01']:.1f}"


def test_an_empty_folder_gives_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "folder", lambda: tmp_path)
    page = opened("overview")
    assert not page.exception
    assert page.info[0].value == wording.EMPTY


def test_a_changed_file_gives_the_remedy(tmp_path, monkeypatch):
    (tmp_path / "datapackage.json").write_text("{")
    monkeypatch.setattr(folders, "folder", lambda: tmp_path)
    page = opened("overview")
    assert not page.exception
    assert page.warning[0].value == wording.BROKEN


def test_what_moved_adds_up_to_the_change():
    scores = indicators.scores()
    for base, end in (("2021-12", "2022-12"), ("2012-01", "2013-02"), ("2025-05", "2026-05")):
        table = tables.moved(indicators.contributions(), base, end)
        index = scores[scores["key"] == "index"].set_index("period")["score"]
        assert table["change"].sum() == pytest.approx(index[end] - index[base], abs=1e-4)  # scores are stored with 4 decimals
        assert table["change"].abs().is_monotonic_decreasing


def test_the_month_compared_with_follows_the_last_month_until_a_reader_chooses_one():
    """One address has one answer: a year before the last month where it does not say; what was chosen stays."""

    def compared(page):
        (found,) = [item.value for item in page.header if ": the index" in item.value.replace("\\", "")]
        return found.partition(" to ")[0]

    page = opened("overview", to="2013-12")
    assert compared(page) == "December 2012"
    page.selectbox(key="to").set_value("2020-12").run()
    assert compared(page) == "December 2019"
    page.selectbox(key="base").set_value("2012-12").run()
    page.selectbox(key="to").set_value("2023-12").run()
    assert not page.exception
    assert compared(page) == "December 2012"


def test_turning_points_hold_the_five_successful_coups():
    known = read.load()
    points = tables.turning_points(known.newest("governance_events").frame, known.newest("foreign_forces").frame)
    assert points.loc[points["kind"] == "coup", "period"].tolist() == ["1968-11", "1991-03", "2012-03", "2020-08", "2021-05"]
    forces = points.loc[points["kind"] == "foreign forces", "id"].tolist()
    assert "2013-01-11-serval-france" in forces  # its arrival
    assert not any("1961" in one or "eutm-spain" in one for one in forces)  # an inference; a contingent


@pytest.mark.parametrize(
    ("first", "last", "pulse", "said"),
    [
        (("2021-05", 53.0), ("2026-05", 69.1), (56.8, 27.6),
         "The level rose from 53 in May 2021 to 69; the pulse rose from 28 to 57 in a year"),
        (("2021-05", 69.0), ("2026-05", 68.4), (20.0, 30.0),
         "The level fell from 69 in May 2021 to 68; the pulse fell from 30 to 20 in a year"),
        (("2021-05", 69.1), ("2026-05", 68.9), (57.0, None), "The level stands at 69, as in May 2021; the pulse stands at 57"),
        (("2026-05", 69.0), ("2026-05", 69.0), None, "The level stands at 69"),
    ],
)  # fmt: skip
def test_the_finding_of_level_and_pulse(first, last, pulse, said):
    assert words.history_finding(first, last, pulse) == said


def test_the_finding_of_the_changes_names_the_two_largest_causes():
    causes = {"events": -0.24, "new data": 0.8, "time passing": 0.3, "carried figures": 0.0}
    assert words.moved("2025-05", "2026-05", 0.86, causes) == (
        "May 2025 to May 2026: the index rose by 0.9; most by new data (+0.8) and time passing (+0.3)"
    )
    assert words.moved("2025-05", "2026-05", -0.01, {"events": 0.0}) == "May 2025 to May 2026: the index did not move"
