"""The pulse: each part by hand, the mean, what it must not touch, and METHOD's figures."""

from __future__ import annotations

import json
from functools import lru_cache
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import months
from indicators.cli import scores as command
from indicators.dimensions.conflict import territory
from indicators.dimensions.curated import counted
from indicators.dimensions.pulse import declared
from indicators.model import LEVELS, OBSERVATION_COLUMNS, Results, Snapshots, Vintage
from indicators.registry import INDICATORS, PULSE, PULSE_PARTS, SOURCES
from indicators.scoring import composite, levels, pulse, score
from indicators.store import commit, package, read, rendering
from indicators.subject import SUBJECT
from indicators.tables import pulse as tables
from tests.bundled import bundled, bundled_results

START, END = "2000-01", "2001-03"  # fifteen months: a year and the quarter after it
NOTHING = pd.DataFrame(columns=list(OBSERVATION_COLUMNS))


def known(source: str, frame: pd.DataFrame, countries: tuple[str, ...] | None = None) -> Snapshots:
    return Snapshots({source: (Vintage(source, "1", "2002-01-01", "given", START, "2003-12", countries, frame),)})


def deaths(*counts: float, first: str = START, country: str = "MLI") -> Snapshots:
    """Totals by month, from ``first`` on; of a day at which 2000 is consolidated and 2001 first released."""
    numbers = range(months.ordinal(first), months.ordinal(first) + len(counts))
    frame = pd.DataFrame({"country": country, "period": months.periods(numbers), "best": list(counts)})
    return known("ucdp_totals", frame)


def momentum(snapshots: Snapshots, start: str = START, end: str = END, country: str = "MLI") -> pd.DataFrame:
    return PULSE_PARTS["pulse.momentum"].measure(snapshots, (country,), start, end)


def scored(key: str, *values: float) -> list[float]:
    part = PULSE_PARTS[key]
    return [round(float(value), 6) for value in composite.normalise(pd.Series(values, dtype="float64").to_numpy(), part)]


def moved(before: float, after: float) -> float:
    """Score of momentum after twelve months of ``before`` deaths each and three of ``after``."""
    row = momentum(deaths(*[before] * 12, *[after] * 3)).iloc[-1]
    assert row["period"] == END
    return scored("pulse.momentum", row["best"])[0]


# ---- momentum


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (20, 20, 50),
        (20, 40, 75),  # log2 of exactly 2
        (40, 20, 25),  # and of one half
        (20, 80, 100),  # 4 is the upper end
        (20, 300, 100),  # clipped
        (80, 20, 0),
        (300, 20, 0),
        (0, 0, 50),
        (0, 1 / 3, 50),  # one death after none is no surge
        (0, 10, 50),  # the floor under the earlier rate
        (0, 20, 75),
        (40, 0, 0),  # the floor under the later one: 10 against 40
        (20, 1, 25),
        (9, 3, 50),  # both below it
    ],
)
def test_momentum_is_50_and_25_for_each_doubling_with_ten_deaths_a_month_below_both_rates(before, after, expected):
    assert moved(before, after) == pytest.approx(expected, abs=1e-6)


def test_a_rate_is_a_mean_of_its_months():
    # 60 in three months are 20 a month, 120 in twelve are 10
    row = momentum(deaths(120, *[0] * 11, 0, 60, 0)).iloc[-1]
    assert row["best"] == pytest.approx(2)


def test_the_three_months_are_no_part_of_the_twelve():
    # were they among them, the earlier rate would be (9 * 20 + 3 * 80) / 12 = 35
    assert momentum(deaths(*[20] * 12, *[80] * 3)).iloc[-1]["best"] == pytest.approx(4)


def test_the_band_sets_low_against_high_and_the_reverse_above_the_floor():
    row = momentum(deaths(*[20] * 12, *[40] * 3)).iloc[-1]
    # three months as first released 0.31 to 1.44, twelve of a consolidated year 0.87 to 1.05
    assert (row["low"], row["best"], row["high"]) == pytest.approx((0.31 * 40 / (1.05 * 20), 2, 1.44 * 40 / (0.87 * 20)))
    row = momentum(deaths(*[8] * 15)).iloc[-1]
    # 1.44 x 8 = 11.52 is above the floor; every other one, 1.05 x 8 = 8.4 among them, is below
    assert (row["low"], row["best"], row["high"]) == pytest.approx((1, 1, 1.152))
    row = momentum(deaths(*[5] * 15)).iloc[-1]
    assert (row["low"], row["best"], row["high"]) == (1, 1, 1)


def test_without_all_fifteen_months_there_is_no_momentum():
    assert momentum(deaths(*[20] * 14)).empty
    assert momentum(deaths(*[20] * 15))["period"].tolist() == [END]
    gap = deaths(*[20] * 5, float("nan"), *[20] * 14)
    assert momentum(gap, end="2001-08").empty
    assert momentum(deaths(*[20] * 15), country="BFA").empty or momentum(deaths(*[20] * 15), country="BFA")["best"].eq(1).all()


def test_momentum_names_its_source_and_that_it_is_provisional():
    row = momentum(deaths(*[20] * 15)).iloc[-1]
    assert (row["source"], row["vintage"], row["status"]) == ("ucdp_totals", "1", "provisional")


COUNTS = st.lists(st.integers(0, 200), min_size=15, max_size=15)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.integers(0, 14), st.integers(1, 100))
def test_more_deaths_now_never_lower_momentum_and_more_before_never_raise_it(counts, place, more):
    first = momentum(deaths(*counts)).iloc[-1]
    counts[place] += more
    then = momentum(deaths(*counts)).iloc[-1]
    for name in ("best", "low", "high"):
        change = then[name] - first[name]
        assert change >= -1e-12 if place >= 12 else change <= 1e-12
    assert then["low"] <= then["best"] <= then["high"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=20, max_size=24))
def test_momentum_does_not_look_ahead(counts):
    end = months.period(months.ordinal(START) + len(counts) - 1)
    whole = momentum(deaths(*counts), end=end)
    cut = momentum(deaths(*counts[:16]), end="2001-04")
    names = ["period", "best", "low", "high", "status"]
    pd.testing.assert_frame_equal(whole.loc[whole["period"] <= "2001-04", names], cut[names])


# ---- territory


def places(*changes: str) -> pd.DataFrame:
    """One row for each ``"place date change [contested]"``."""
    rows = [
        (f"row-{number}", place, "ML00", date, "day", change, "a group", "yes" if marks else "no", "A", "Publisher", "MLI")
        for number, (place, date, change, *marks) in enumerate(one.split() for one in changes)
    ]
    names = [
        "id",
        "place",
        "pcode",
        "date",
        "date_precision",
        "change",
        "controller",
        "contested",
        "source_grade",
        "source_publisher",
        "country",
    ]
    return pd.DataFrame(rows, columns=names, dtype="str")


def pressed(*changes: str, month: str) -> tuple[float, float, float]:
    rows = PULSE_PARTS["pulse.territory"].measure(known("territory", places(*changes)), ("MLI",), month, month)
    return tuple(rows.iloc[0][["best", "low", "high"]])


def test_a_lost_capital_counts_one_and_a_besieged_one_half():
    assert pressed("A 2000-01-05 lost", month="2000-01") == (1, 1, 1)
    assert pressed("A 2000-01-05 besieged", month="2000-01") == (0.5, 0.5, 0.5)
    assert pressed("A 2000-01-05 besieged", "B 2000-01-06 lost", month="2000-01") == (1.5, 1.5, 1.5)
    assert pressed("A 2000-01-05 besieged", "A 2000-02-01 relieved", month="2000-02") == (0, 0, 0)
    assert pressed("A 2000-01-05 besieged contested", month="2000-01") == (0, 0, 0.5)


def test_a_capital_both_lost_and_besieged_counts_once():
    assert pressed("A 2000-01-05 besieged", "A 2000-01-20 lost", month="2000-01") == (1, 1, 1)
    # lost by one reading alone: besieged in the others
    assert pressed("A 2000-01-05 besieged", "A 2000-01-20 lost contested", month="2000-01") == (0.5, 0.5, 1)


def test_a_siege_nobody_has_told_of_for_a_year_stays_in_high_alone():
    assert pressed("A 2000-01-05 besieged", month="2000-12") == (0.5, 0.5, 0.5)
    assert pressed("A 2000-01-05 besieged", month="2001-01") == (0, 0, 0.5)
    assert pressed("A 2000-01-05 besieged", "A 2000-09-01 besieged", month="2001-01") == (0.5, 0.5, 0.5)


def test_two_capitals_are_the_end_of_the_scale():
    assert scored("pulse.territory", 0, 0.5, 1, 1.5, 2, 3) == [0, 25, 50, 75, 100, 100]


CHANGE = st.builds(
    lambda place, day, change, contested: f"{place} {day} {change}{contested}",
    st.sampled_from("AB"),
    st.dates(min_value=pd.Timestamp("2000-01-01").date(), max_value=pd.Timestamp("2001-12-31").date()),
    st.sampled_from(territory.HELD + territory.CLOSED),
    st.sampled_from(["", " contested"]),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(CHANGE, max_size=5), st.integers(0, 47))
def test_a_month_of_territory_depends_on_nothing_later_and_not_on_where_the_series_starts(changes, offset):
    table = places(*changes)
    month = months.ordinal(START) + offset
    whole = territory.pressure(table, START, "2003-12").iloc[offset].tolist()
    past = table[table["date"] <= months.last_day(month)]
    for rows in (table, past):
        assert territory.pressure(rows, months.period(month), months.period(month)).iloc[0].tolist() == whole


# ---- coups


def coups(*rows: tuple[str, str], month: str) -> tuple[float, float, float]:
    frame = pd.DataFrame(rows, columns=["date", "outcome"]).assign(
        country="MLI", source_grade="A", source_publisher="Publisher"
    )
    found = PULSE_PARTS["pulse.coups"].measure(known("governance_events", frame), ("MLI",), "1990-01", month)
    return tuple(found.set_index("period").loc[month, ["best", "low", "high"]])


@pytest.mark.parametrize(
    ("month", "left"), [("1999-12", 0), ("2000-01", 1), ("2000-07", 0.5), ("2001-01", 0.25), ("2003-01", 1 / 64)]
)
def test_a_coup_has_half_its_weight_after_six_months(month, left):
    assert coups(("2000-01-31", "successful"), month=month) == pytest.approx((left,) * 3)


def test_a_failed_attempt_weighs_one_half_and_an_alleged_one_in_high_alone():
    assert coups(("2000-01-01", "failed"), month="2000-07") == pytest.approx((0.25, 0.25, 0.25))
    assert coups(("2000-01-01", "alleged"), month="2000-01") == pytest.approx((0, 0, 0.5))
    # the first is a quarter of itself after twelve months
    assert coups(("2000-01-01", "successful"), ("2001-01-01", "failed"), month="2001-01") == pytest.approx((0.75,) * 3)


def test_one_success_is_the_end_of_the_scale():
    assert scored("pulse.coups", 0, 0.25, 1, 1.5) == [0, 25, 100, 100]


def test_the_slower_indicator_keeps_its_five_years():
    frame = pd.DataFrame(
        [("2000-01-31", "successful", "MLI", "A", "P")],
        columns=["date", "outcome", "country", "source_grade", "source_publisher"],
    )
    rows = INDICATORS["governance.coup_exposure"].measure(known("governance_events", frame), ("MLI",), "1990-01", "2005-01")
    assert rows.set_index("period").loc["2005-01", "best"] == pytest.approx(0.5)


# ---- the mean


def seen(**values: float | tuple[float, float, float]) -> pd.DataFrame:
    """Observations of one month: name of a part -> best, or best, low, high."""
    rows = []
    for name, value in values.items():
        best, low, high = value if isinstance(value, tuple) else (value,) * 3
        status = "provisional" if name == "momentum" else "normal"
        rows.append(("MLI", "2000-01", f"pulse.{name}", best, low, high, status, 0, "s", "1"))
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


def test_the_pulse_is_the_mean_of_four_quarters():
    # acute: 1 of 0.1 to 100 is a third; momentum 2 is 75; one capital 50; half a coup 50
    rows = pulse.scores(seen(acute=1.0, momentum=(2.0, 1.0, 4.0), territory=(1.0, 0.5, 1.5), coups=0.5)).set_index("key")
    assert rows["score"].round(4).to_dict() == {
        "pulse": 52.0833, "pulse.acute": 33.3333, "pulse.coups": 50, "pulse.momentum": 75, "pulse.territory": 50,
    }  # fmt: skip
    assert rows.loc["pulse", "low"] == pytest.approx((100 / 3 + 50 + 25 + 50) / 4)
    assert rows.loc["pulse", "high"] == pytest.approx((100 / 3 + 100 + 75 + 50) / 4)
    assert rows.loc["pulse", "status"] == "provisional"
    assert set(rows["level"]) == {"pulse"}
    assert set(rows["coverage"]) == {1.0}


@pytest.mark.parametrize("left_out", ["acute", "momentum", "territory", "coups"])
def test_without_one_part_there_are_parts_and_no_pulse(left_out):
    values = {name: 1.0 for name in ("acute", "momentum", "territory", "coups") if name != left_out}
    assert set(pulse.scores(seen(**values))["key"]) == {f"pulse.{name}" for name in values}


def test_without_a_part_there_is_no_row():
    assert pulse.scores(NOTHING).empty
    assert pulse.scores(seen(acute=1.0).assign(indicator="conflict.acute")).empty


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["acute", "momentum", "territory", "coups"]), st.floats(0, 5), st.floats(0, 5))
def test_more_of_any_part_never_lowers_the_pulse(name, value, more):
    start = {"acute": 1.0, "momentum": 1.0, "territory": 1.0, "coups": 0.5}
    lower, higher = (
        pulse.scores(seen(**{**start, name: one})).set_index("key")["score"]["pulse"] for one in (value, value + more)
    )
    assert lower <= higher + 1e-9


@pytest.mark.parametrize("part", PULSE_PARTS.values(), ids=lambda one: one.key)
def test_each_part_is_declared_whole_and_weighs_a_quarter(part):
    assert part.key.startswith("pulse.")
    assert part.dimension == PULSE.key
    assert part.weight == 1.0
    assert part.max_carry == 0  # what was last known is not how things are now
    assert part.higher_is_risk
    assert set(part.sources) <= set(SOURCES)
    for text in (one for told in (part.argument, part.goalposts_argument, part.name, part.unit) for one in (told.en, told.fr)):
        assert text.strip()
    assert len(part.argument.en) > 200


def test_the_acute_part_is_the_score_of_the_conflict_dimension():
    rows = bundled_results().scores
    line = {key: rows[rows["key"] == key].set_index("period")["score"] for key in ("pulse.acute", "conflict.acute")}
    pd.testing.assert_series_equal(line["pulse.acute"], line["conflict.acute"])


# ---- what it must not touch


def test_dimensions_index_and_readings_have_the_same_bytes_without_the_pulse(monkeypatch):
    def digest() -> str:
        observations = score.observe(bundled())
        rows = score.scores(observations)
        own = Results(
            observations[~observations["indicator"].isin(list(PULSE_PARTS))],
            rows[rows["level"] != "pulse"],
            rows.iloc[:0],
            rows.iloc[:0],
        )
        tables_ = rendering.outputs(own, ())
        return commit.checksum(tables_["observations"] + tables_["scores"])

    with_pulse = digest()
    for module in (score, levels):
        monkeypatch.setattr(module, "PULSE_PARTS", {})
    assert digest() == with_pulse


def test_no_part_is_a_member_of_a_dimension():
    assert not set(PULSE_PARTS) & set(INDICATORS)
    points = score.contributions(bundled_results().observations)
    assert set(points["indicator"]) <= set(INDICATORS)


# ---- the subject's series

DECEMBERS = dict(zip(range(2012, 2026), (52, 24, 32, 31, 26, 35, 39, 36, 54, 57, 44, 30, 27, 26), strict=True))
MONTHS = {"2025-05": 25.9, "2025-12": 26.1, "2026-03": 22.0, "2026-04": 35.1, "2026-05": 44.8}


@lru_cache(maxsize=1)
def without_sieges() -> pd.Series:
    """METHOD's pulse, reckoned before sieges were in the table: lost capitals alone."""
    observations = bundled_results().observations
    rows = counted(bundled().newest("territory").frame)
    lost = territory.capitals_outside(rows, "1990-01", "2026-05").assign(indicator="pulse.territory")
    old = observations[observations["indicator"] == "pulse.territory"].drop(columns=["best", "low", "high"])
    replaced = old.merge(lost, on=["period", "indicator"])[list(OBSERVATION_COLUMNS)]
    rest = observations[observations["indicator"] != "pulse.territory"]
    return tables.series(pulse.scores(pd.concat([rest, replaced]))).set_index("period")["score"]


def test_lost_capitals_alone_give_the_figures_of_the_method():
    line = without_sieges()
    for year, expected in DECEMBERS.items():
        assert line[f"{year}-12"] == pytest.approx(expected, abs=0.5 + 0.2), year
    for month, expected in MONTHS.items():
        assert line[month] == pytest.approx(expected, abs=0.2), month


@pytest.mark.parametrize(
    ("first", "last"), [("2012-03", "2012-07"), ("2013-02", "2013-03"), ("2021-05", "2021-06"), ("2022-03", "2022-05")]
)
def test_the_peaks_are_those_of_the_method(first, last):
    line = tables.series(bundled_results().scores).set_index("period")["score"]
    inside = line[(line.index >= first) & (line.index <= last)]
    low, high = {"2012-03": (74, 90), "2022-03": (66, 69.5)}.get(first, (65, 68))
    assert inside.between(low, high).all()
    before = line[months.period(months.ordinal(first) - 1)]
    assert inside.iloc[0] > before


def test_the_series_has_every_month_from_the_first_with_fifteen_months_of_deaths():
    line = tables.series(bundled_results().scores)
    first, last = line["period"].iloc[0], line["period"].iloc[-1]
    assert first == "1990-03"  # UCDP starts in 1989-01
    assert line["period"].tolist() == months.periods(range(months.ordinal(first), months.ordinal(last) + 1))
    assert ((line["low"] <= line["score"]) & (line["score"] <= line["high"])).all()


# ---- the countries around


@pytest.mark.parametrize(("country", "period"), [("NGA", "2014-06"), ("TCD", "2020-04"), ("NGA", "2026-05")])
def test_momentum_of_a_country_of_which_only_totals_are_known(country, period):
    frame = bundled().newest("ucdp_totals").frame
    counts = frame[frame["country"] == country].set_index("period")["best"]
    month = months.ordinal(period)
    now = sum(counts[months.period(month - back)] for back in range(3)) / 3
    then = sum(counts[months.period(month - back)] for back in range(3, 15)) / 12
    rows = bundled_results().pulse
    found = rows[(rows["country"] == country) & (rows["period"] == period) & (rows["key"] == "pulse.momentum")]
    ratio = max(now, 10) / max(then, 10)
    assert 2 ** ((found["score"].iloc[0] - 50) / 25) == pytest.approx(min(max(ratio, 0.25), 4))


def test_the_table_has_the_compared_countries_and_of_others_what_deaths_tell():
    rows = bundled_results().pulse
    assert set(rows["country"]) == set(SUBJECT.compared)
    others = rows[rows["country"] != SUBJECT.code]
    assert set(others["key"]) == {"pulse.acute", "pulse.momentum"}
    assert set(rows["level"]) == {"pulse"}
    assert others.groupby(["country", "key"])["period"].max().eq(rows["period"].max()).all()


def test_the_subjects_rows_are_those_of_the_scores():
    results = bundled_results()
    ours = results.pulse[results.pulse["country"] == SUBJECT.code].reset_index(drop=True)
    stored = results.scores[results.scores["level"] == "pulse"].reset_index(drop=True)
    pd.testing.assert_frame_equal(ours, stored)


def test_parts_from_curated_tables_give_nothing_for_another_country():
    for key in ("pulse.territory", "pulse.coups"):
        assert PULSE_PARTS[key].measure(read.load(), ("BFA",), "2020-01", "2020-12").empty


# ---- what pages read


def test_the_parts_of_a_month_add_up_to_its_pulse():
    results = bundled_results()
    line = tables.series(results.scores).set_index("period")["score"]
    for period in ("1991-03", "2012-04", "2021-05", "2026-05"):
        table = tables.parts(results.observations, period)
        assert table["key"].tolist() == list(PULSE_PARTS)
        assert table["points"].sum() == pytest.approx(line[period], abs=1e-9)
    early = tables.parts(results.observations, "1990-01")
    assert early["key"].tolist() == ["pulse.acute", "pulse.territory", "pulse.coups"]
    assert early["points"].isna().all()
    assert tables.parts(NOTHING, "2000-01").empty


def test_the_line_of_a_part():
    rows = pulse.scores(seen(acute=1.0, coups=0.5))
    assert tables.series(rows, "pulse.coups").to_dict("records") == [{"period": "2000-01", "score": 50, "low": 50, "high": 50}]
    assert tables.series(rows).empty


def test_the_next_quarter_by_hand():
    # the rate three months on less the rate now falls as the pulse rises: ranks in reverse
    periods = months.periods(range(months.ordinal("2001-01"), months.ordinal("2001-07")))
    scores = pd.DataFrame(
        {"period": periods[:3], "score": [1.0, 2.0, 3.0], "low": 0.0, "high": 9.0, "level": "pulse", "key": "pulse"}
    )
    rates = pd.DataFrame({"indicator": "pulse.acute", "period": periods, "best": [0.0, 0.0, 0.0, 5.0, 1.0, 0.5]})
    assert tables.next_quarter(scores, rates) == pytest.approx(-1)
    assert tables.next_quarter(scores, rates.assign(best=[0.0, 0.0, 0.0, 5.0, 1.0, 2.0])) == pytest.approx(-0.5)
    assert pd.isna(tables.next_quarter(scores, rates, start="2001-02"))


def test_the_declared_figure_of_the_next_quarter_is_the_measured_one():
    results = bundled_results()
    assert tables.next_quarter(results.scores, results.observations) == pytest.approx(declared.NEXT_QUARTER, abs=0.01)
    assert f"{declared.NEXT_QUARTER:.2f}" in PULSE.argument.en
    assert "it predicts nothing" in PULSE.argument.en


def test_the_ratio_lies_beyond_its_goalposts_as_often_as_declared():
    rows = bundled_results().observations
    ratio = rows.loc[(rows["indicator"] == "pulse.momentum") & (rows["period"] >= "2012-01"), "best"]
    assert (~ratio.between(0.25, 4)).mean() == pytest.approx(1 / 9, abs=0.02)
    assert "one month of nine" in PULSE_PARTS["pulse.momentum"].goalposts_argument.en


# ---- the store and the command line

HEADER = "country,period,level,key,score,low,high,status,coverage\n"
PULSE_ROWS = (
    HEADER + "BFA,2019-12,pulse,pulse.acute,70.0000,69.0000,71.0000,normal,1.00\n"
    "BFA,2020-01,pulse,pulse.acute,71.0000,70.0000,72.0000,normal,1.00\n"
    "MLI,2020-01,pulse,pulse,50.0000,49.0000,51.0000,normal,1.00\n"
)
WORLD = HEADER + "BFA,2019-12,dimension,conflict,50.0000,49.0000,51.0000,normal,1.00\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    resources = []
    for path, text in (("scores/world.csv", WORLD), ("scores/pulse.csv", PULSE_ROWS), ("scores/scores.csv", HEADER)):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
        resources.append({"path": path, "hash": commit.checksum(text.encode())})
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    return SimpleNamespace(path=tmp_path)


def printed(folder, country: str, levels: str | None) -> list[str]:
    command.run(country, levels, None, False, None, None, None, "csv", folder.path / "out")
    return (folder.path / "out").read_text().splitlines()[1:]


def test_another_countrys_months_are_printed_where_the_pulse_is_asked_for(folder):
    world, pulses = WORLD.splitlines()[1:], PULSE_ROWS.splitlines()[1:3]
    assert printed(folder, "BFA", None) == world
    assert printed(folder, "BFA", "pulse") == pulses
    assert printed(folder, "BFA", "pulse,dimension") == [*world, *pulses]


def test_the_level_and_the_table_are_declared():
    assert "pulse" in LEVELS
    assert package.PULSE in package.TABLES
    assert package.PULSE.path == "scores/pulse.csv"
