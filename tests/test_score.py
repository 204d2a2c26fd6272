"""Snapshots to observations, scores and world: readings, INDEX_START, the December rule, what stops a score; by hand."""

from __future__ import annotations

import pytest

from indicators.model import OBSERVATION_COLUMNS, SCORE_COLUMNS, ContractError
from indicators.registry import INDICATORS
from indicators.scoring import score
from tests.frames import indicator, native, observed, snapshots, table, vintage

NOTHING = table("country", [])


def monthly(source: str, end: str, version: str = "1"):
    return vintage(source, NOTHING, version, start="1990-01", end=end)


# ---- which months


def test_the_last_month_is_the_latest_end_of_any_monthly_vintage():
    known = snapshots(
        monthly("ucdp_ged", "2024-05", "24.0.5"), monthly("ucdp_ged", "2023-12", "24.1"), monthly("ucdp_totals", "2024-03"),
        monthly("hdr", "2025-12"),
    )  # fmt: skip
    assert score.last_period(known) == "2024-05"  # the annual release came after the candidate and ends before it
    assert score.last_period(snapshots(monthly("ucdp_months", "2024-03"))) == "2024-03"
    assert score.last_period(snapshots(monthly("ucdp_totals", "2024-03"))) == "2024-03"


def test_without_a_monthly_source_nothing_is_scored():
    found = score.score(snapshots(monthly("hdr", "2025-12")))
    assert score.last_period(snapshots()) is None
    assert found.observations.empty
    assert found.scores.empty
    assert found.world.empty
    assert set(OBSERVATION_COLUMNS) <= set(found.observations.columns)
    assert set(SCORE_COLUMNS) <= set(found.scores.columns) & set(found.world.columns)


def test_every_month_from_1990_to_the_last_is_observed(monkeypatch):
    asked = []

    def measure(*arguments):
        asked.append(arguments[1:])
        return native(("MLI", "1989-12", 1), ("MLI", "1990-03", 2), ("MLI", "1990-04", 3))

    known = snapshots(monthly("ucdp_totals", "1990-04"))
    declared = [indicator("b.two", max_carry=1, measure=measure), indicator("a.one", max_carry=0, measure=measure)]
    monkeypatch.setattr(score, "METHODS", {score.METHOD: {one.key: one for one in declared}})
    monkeypatch.setattr(score, "PULSE_PARTS", {})
    found = score.observe(known)
    assert asked == [(("MLI",), "1990-01", "1990-04")]  # once by two that share a measure
    assert found[["period", "indicator", "best", "age_months"]].to_numpy().tolist() == [
        ["1990-01", "b.two", 1, 1], ["1990-03", "a.one", 2, 0], ["1990-03", "b.two", 2, 0], ["1990-04", "a.one", 3, 0],
        ["1990-04", "b.two", 3, 0],
    ]  # fmt: skip
    assert found.index.tolist() == [0, 1, 2, 3, 4]


# ---- scores

# Raw values by hand: lethality at its upper goalpost scores 100, realignment and foreign personnel 50, the gap 100; the rest 0.
TOP = {"conflict.lethality": 100.0, "military.security_gap": 1.0, "military.realignment": 0.5, "military.fragmentation": 0.8}


def everything(period: str):
    """Every indicator observed: at the raw value that scores 0, but for TOP."""
    return observed(*((key, period, TOP.get(key, one.goalposts[0])) for key, one in INDICATORS.items()))


def by_key(frame, column="score"):
    return dict(zip(frame["key"], frame[column], strict=True))


def test_dimensions_index_and_readings_of_one_month():
    found = score.scores(everything("2020-01"))
    points = by_key(found[found["level"] != "indicator"])
    conflict = 100 / 5.5  # weights 1, .5, 1, 1, .5, .5, 1
    military = 150 / 2.5  # 1 x 100 + 1 x 50 of weights 1, 1, .5, 0
    assert points == pytest.approx(
        {
            "conflict": conflict, "governance": 0, "military": military, "development": 0,
            "index": (conflict + military / 2) / 3.5,  # dimension weights 1, 1, 0.5, 1
            "index.without_military": conflict / 3,
            # personnel 0 and spread 100 alone
            "military.presence_is_risk": 50, "index.presence_is_risk": (conflict + 25) / 3.5,
            # gap 100 and realignment 50 alone
            "military.withdrawal_is_risk": 75, "index.withdrawal_is_risk": (conflict + 37.5) / 3.5,
            # all of it alike: 100 of seven indicators, (100 + 50 + 0 + 100) of four, four dimensions
            "military.equal_weights": 62.5, "index.equal_weights": (100 / 7 + 62.5) / 4,
        }
    )  # fmt: skip
    assert set(found["country"]) == {"MLI"}
    levels = dict(zip(found["key"], found["level"], strict=True))
    assert (levels["index"], levels["conflict"], levels["conflict.lethality"]) == ("index", "dimension", "indicator")
    assert levels["index.without_military"] == levels["military.equal_weights"] == "reading"


def test_the_index_and_its_readings_start_in_january_2001_and_dimensions_before():
    found = score.scores(observed(*(tuple(row) for period in ("2000-12", "2001-01") for row in _plain(period))))
    first = found.groupby("key")["period"].min()
    assert first["index"] == first["index.without_military"] == first["index.equal_weights"] == "2001-01"
    assert first["conflict"] == first["development.hdi"] == first["military.presence_is_risk"] == "2000-12"


def _plain(period):
    return [(key, period, one.goalposts[0]) for key, one in INDICATORS.items()]


def test_an_indicators_row_has_its_own_bounds_status_and_full_coverage():
    # goalposts of hdi are 0.8 and 0.2: 0.5 scores 50, its high end 0.65 scores 25, its low end 0.35 scores 75
    found = score.scores(observed(("development.hdi", "2000-01", 0.5, 0.35, 0.65, "carried", 3)))
    row = found[found["level"] == "indicator"].iloc[0]
    assert row[["key", "status", "coverage"]].tolist() == ["development.hdi", "carried", 1.0]
    assert row[["score", "low", "high"]].tolist() == pytest.approx([50, 25, 75])


def test_rows_are_sorted_by_month_level_and_key():
    found = score.scores(observed(("development.hdi", "2000-02", 0.5), ("conflict.lethality", "2000-01", 1.0)))
    assert found[["period", "level", "key"]].to_numpy().tolist() == [
        ["2000-01", "indicator", "conflict.lethality"], ["2000-02", "indicator", "development.hdi"],
    ]  # fmt: skip
    assert found.index.tolist() == [0, 1]


def test_no_observation_no_score():
    found = score.scores(observed())
    assert found.empty
    assert set(SCORE_COLUMNS) <= set(found.columns)


def test_contributions_follow_the_reading():
    rows = everything("2020-01")
    declared = score.contributions(rows).set_index("indicator")["to_index"]
    # 100 points of the gap, a share of 1 / 2.5 of military, which is 0.5 / 3.5 of the index
    assert declared["military.security_gap"] == pytest.approx(100 * 0.4 * 0.5 / 3.5)
    without = score.contributions(rows, "without_military").set_index("indicator")["to_index"]
    assert without["military.security_gap"] == 0
    assert without["conflict.lethality"] == pytest.approx(100 / 5.5 / 3)
    with pytest.raises(KeyError):
        score.contributions(rows, "no such reading")


# ---- tables that are about another country


def edited(key: str, *countries: str):
    return vintage(key, table("country", [(one,) for one in countries]), "curated")


def test_a_curated_table_without_the_subject_stops_the_score():
    known = snapshots(edited("territory", "NER"), edited("promises", "NER", "MLI"), edited("foreign_forces", "NER"))
    assert score.missing(known) == ["foreign_forces", "territory"]
    with pytest.raises(ContractError, match=r"Mali \(MLI\): .* in foreign_forces, territory\."):
        score.score(known)


def test_a_past_day_a_publishers_table_and_an_absent_one_stop_nothing():
    assert score.missing(snapshots(edited("territory", "NER"), as_of="2012-01-01")) == []
    assert score.missing(snapshots(vintage("hdr", table("country", [("NER",)]), "2025"))) == []
    assert score.missing(snapshots(edited("no_indicator_reads_it", "NER"))) == []
    assert score.missing(snapshots()) == []


# ---- the world


def world(monkeypatch, end: str, *declared, source=None):
    monkeypatch.setattr(score, "INDICATORS", {one.key: one for one in declared})
    monkeypatch.setattr(score, "_INDICATOR_WEIGHTS", {one.key: one.weight for one in declared})
    monkeypatch.setattr(score, "_DIMENSION_WEIGHTS", {"a": 1.0, "b": 1.0})
    countries = table("country", [("NER",), ("MLI",), ("NER",)])
    return score.world(snapshots(monthly("ucdp_totals", end), source or vintage("hdr", countries)))


def yearly(key, *values, **changed):
    """An indicator whose comparison has these native rows, from the source hdr."""
    return indicator(key, compare=lambda *_: native(*values), sources=("hdr",), **changed)


@pytest.mark.parametrize(("end", "last"), [("2001-11", "2000-12"), ("2001-12", "2001-12"), ("2002-01", "2001-12")])
def test_the_world_has_decembers_of_years_that_are_over(monkeypatch, end, last):
    asked = []

    def compare(*arguments):
        asked.append(arguments[1:])
        return native(
            ("MLI", "1989-12", 10), *(("MLI", f"{year}-12", 10) for year in range(1990, 2003)), ("MLI", "1995-06", 90)
        )

    found = world(monkeypatch, end, indicator("a.one", compare=compare, sources=("hdr",)))
    assert asked == [(["MLI", "NER"], "1990-01", last)]
    assert (found["period"].min(), found["period"].max()) == ("1990-12", last)
    assert {period[5:] for period in found["period"]} == {"12"}
    assert set(found["score"]) == {10}


def test_the_world_carries_by_the_indicators_own_rule(monkeypatch):
    found = world(monkeypatch, "2003-12", yearly("a.one", ("NER", "2000-12", 10), max_carry=12))
    assert found.loc[found["level"] == "indicator", ["country", "period", "status"]].to_numpy().tolist() == [
        ["NER", "2000-12", "normal"], ["NER", "2001-12", "carried"],
    ]  # fmt: skip


def test_the_world_has_dimensions_of_sixty_per_cent_of_the_compared_weight_and_no_index(monkeypatch):
    found = world(
        monkeypatch, "2001-12",
        yearly("a.one", ("MLI", "2000-12", 20), ("NER", "2001-12", 20), weight=3.0),
        yearly("a.two", ("MLI", "2001-12", 70), ("NER", "2001-12", 70), weight=2.0),
        indicator("a.three", weight=100.0, sources=("ucdp_totals",)),  # not compared: no part of the weight
        yearly("b.one", ("MLI", "2001-12", 5)),
    )  # fmt: skip
    parts = found[found["level"] == "dimension"]
    # NER 2001: 0.6 x 20 + 0.4 x 70 = 40; MLI has 3 of 5 in 2000 and 2 of 5 in 2001, where only b has a row
    assert parts[["country", "period", "key", "score"]].to_numpy().tolist() == [
        ["MLI", "2000-12", "a", 20], ["MLI", "2001-12", "b", 5], ["NER", "2001-12", "a", 40],
    ]  # fmt: skip
    assert set(found["level"]) == {"dimension", "indicator"}
    assert found["country"].tolist() == sorted(found["country"])
    assert found.index.tolist() == list(range(len(found)))


def test_countries_are_those_of_compared_sources_about_the_world(monkeypatch):
    asked = []

    def compare(_, countries, *__):
        asked.append(countries)
        return native()

    one = indicator("a.one", compare=compare, sources=("hdr", "absent", "cod_ab", "unhcr"))
    other = indicator("a.two", sources=("wgi",))
    monkeypatch.setattr(score, "INDICATORS", {"a.one": one, "a.two": other})
    found = score.world(
        snapshots(
            monthly("ucdp_totals", "2001-12"),
            vintage("hdr", table("country", [("NER",), ("BFA",)])),
            vintage("wgi", table("country", [("FRA",)])),  # of an indicator that is not compared
            vintage("cod_ab", table("pcode", [("ML01",)])),  # no country in it
            vintage("unhcr", table("country", [("TCD",)]), countries=("TCD",)),  # about some countries only
        )
    )
    assert asked == [["BFA", "NER"]]
    assert found.empty
    assert set(SCORE_COLUMNS) <= set(found.columns)


# ---- the pulse's table


def test_the_pulse_of_the_subject_stands_before_that_of_its_neighbours(monkeypatch):
    monkeypatch.setattr(
        score.pulse,
        "others",
        lambda _, end: table(" ".join(SCORE_COLUMNS), [pulse_row("BFA", end), pulse_row("BFA", "2000-01")]),
    )
    own = table(" ".join(SCORE_COLUMNS), [pulse_row("MLI", "2000-01"), pulse_row("MLI", "2000-02", level="index")])
    found = score.pulse_table(snapshots(monthly("ucdp_totals", "2001-05")), own)
    assert found[["country", "period"]].to_numpy().tolist() == [["BFA", "2000-01"], ["BFA", "2001-05"], ["MLI", "2000-01"]]
    assert found.index.tolist() == [0, 1, 2]
    assert score.pulse_table(snapshots(), own)["period"].tolist() == ["2000-01"]


def pulse_row(country, period, level="pulse"):
    plain = {"country": country, "period": period, "level": level, "key": level, "status": "normal"}
    return tuple(plain.get(name, 1.0) for name in SCORE_COLUMNS)
