"""The pulse's own measures and its mean on a few rows: momentum's fifteen months, floor and band, fading coups; by hand."""

from __future__ import annotations

import pytest

from indicators.dimensions.pulse import declared, parts
from indicators.model import NATIVE_COLUMNS, SCORE_COLUMNS
from indicators.scoring import composite, pulse
from indicators.subject import SUBJECT
from tests.conflict_frames import event, ged
from tests.frames import HUNDRED_THOUSAND, month, observed, snapshots, table, triples, vintage

MLI = ("MLI",)


def year_of(*deaths: tuple[float, float, float], start: str = "2022-01", end: str = "2023-03"):
    """Events of January 2022 and following months: (best, low, high) in each."""
    events = [event(f"{2022 + place // 12}-{place % 12 + 1:02d}-15", *one) for place, one in enumerate(deaths)]
    return snapshots(ged("24.1", start, end, *events))


def test_momentum_is_the_rate_of_three_months_over_that_of_the_twelve_before():
    known = year_of(*[(20, 12, 40)] * 12, *[(60, 30, 90)] * 3)
    found = parts.momentum(known, MLI, "1990-01", "2023-12")
    # 60 a month over 20; low 30 over the 40 of the twelve's high, high 90 over their low of 12
    assert triples(found) == {"2023-03": (3, 0.75, 7.5)}
    assert found[["status", "source", "vintage"]].to_numpy().tolist() == [["normal", "ucdp_ged", "24.1"]]
    assert set(NATIVE_COLUMNS) <= set(found.columns)


def test_either_rate_is_at_least_ten_a_month():
    assert triples(parts.momentum(year_of(*[(1, 1, 1)] * 12, *[(30, 30, 30)] * 3), MLI, "1990-01", "2023-12"))["2023-03"] == (
        3,
        3,
        3,
    )
    assert triples(parts.momentum(year_of(*[(40, 40, 40)] * 12, *[(0, 0, 0)] * 3), MLI, "1990-01", "2023-12"))["2023-03"] == (
        0.25,
        0.25,
        0.25,
    )
    # eleven of ten and one of 34 are twelve a month
    uneven = year_of((34, 34, 34), *[(10, 10, 10)] * 11, *[(24, 24, 24)] * 3)
    assert triples(parts.momentum(uneven, MLI, "1990-01", "2023-12"))["2023-03"] == (2, 2, 2)


def test_the_first_month_asked_for_has_its_fifteen_months():
    known = year_of(*[(20, 20, 20)] * 15, start="2020-01", end="2023-05")
    assert list(triples(parts.momentum(known, MLI, "2023-02", "2023-04"))) == ["2023-02", "2023-03", "2023-04"]
    assert parts.momentum(snapshots(), MLI, "2023-02", "2023-04").empty


COUPS = vintage(
    "governance_events",
    table(
        "country date outcome source_grade source_publisher",
        [("MLI", "1989-07-31", "successful", "A", "P"), ("MLI", "1990-02-01", "failed", "A", "P")],
    ),
    "curated",
)


def test_coups_fade_by_half_in_six_months():
    found = triples(parts.recent_coups(snapshots(COUPS), MLI, "1995-01", "1990-02"))
    assert found == {"1990-01": (0.5,) * 3, "1990-02": pytest.approx((0.5 ** (7 / 6) + 0.5,) * 3)}


def test_capitals_lost_and_besieged():
    rows = [
        ("a", "A", "PA", "2000-01-05", "day", "lost", "g", "no", "A", "P", "Q", "MLI"),
        ("b", "B", "PB", "2000-01-05", "day", "besieged", "g", "no", "A", "P", "Q", "MLI"),
    ]
    frame = table(
        "id place pcode date date_precision change controller contested source_grade source_publisher source2_publisher country",
        rows,
    )
    known = snapshots(vintage("territory", frame, "curated"))
    assert triples(parts.territory(known, MLI, "1999-12", "2000-01")) == {"1999-12": (0, 0, 0), "2000-01": (1.5, 1.5, 1.5)}


# raw values that score 0, 50 and 100
@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("pulse.acute", (0.1, 10**0.5, 100)),
        ("pulse.momentum", (0.25, 1, 4)),
        ("pulse.territory", (0, 1, 2)),
        ("pulse.coups", (0, 0.5, 1)),
    ],
)
def test_a_part_scores_as_it_says(key, raw):
    (one,) = [item for item in declared.INDICATORS if item.key == key]
    assert composite.normalise(
        table("x", [(value,) for value in raw])["x"].to_numpy(dtype="float64"), one
    ).tolist() == pytest.approx([0, 50, 100])
    assert (one.weight, one.max_carry) == (1, 0)
    assert declared.DIMENSION.weight == 0


FOUR = [
    ("pulse.acute", "2000-01", 100),
    ("pulse.momentum", "2000-01", 1, 0.5, 2),
    ("pulse.territory", "2000-01", 1),
    ("pulse.coups", "2000-01", 0, 0, 0, "carried"),
]


def test_the_pulse_is_the_mean_of_its_four_parts():
    whole = pulse.scores(observed(*FOUR, ("development.hdi", "2000-01", 0.5)))
    assert whole.index.tolist() == [0, 1, 2, 3, 4]
    found = whole.set_index("key")
    # 100, 50 (25 to 75), 50 and 0
    assert found["score"].to_dict() == pytest.approx(
        {"pulse": 50, "pulse.acute": 100, "pulse.momentum": 50, "pulse.territory": 50, "pulse.coups": 0}
    )
    assert found.loc["pulse.momentum", ["low", "high"]].tolist() == pytest.approx([25, 75])
    assert found.loc["pulse", ["low", "high"]].tolist() == pytest.approx([43.75, 56.25])
    assert found.loc["pulse", ["status", "coverage"]].tolist() == ["carried", 1]
    assert set(found["level"]) == {"pulse"}
    assert found["coverage"].tolist() == [1] * 5
    assert found.index.tolist() == sorted(found.index)


def test_three_parts_are_no_pulse_and_none_is_nothing():
    assert pulse.scores(observed(*FOUR[:3]))["key"].tolist() == ["pulse.acute", "pulse.momentum", "pulse.territory"]
    nothing = pulse.scores(observed(("development.hdi", "2000-01", 0.5)))
    assert nothing.empty
    assert set(SCORE_COLUMNS) <= set(nothing.columns)


def test_the_compared_countries_have_what_is_known_of_them():
    events = [event(f"2022-{number:02d}-15", 10, country="NER") for number in range(1, 13)] + [event("2023-01-15", 5)]
    found = pulse.others(snapshots(HUNDRED_THOUSAND, ged("24.1", "2022-01", "2023-03", *events), COUPS), "2023-02")
    assert set(found["country"]) <= set(SUBJECT.compared) - {"MLI"}
    own = found[found["country"] == "NER"]
    assert set(own["key"]) == {"pulse.acute"}  # no fifteen months yet, no capitals, no coups on record here
    assert own["period"].tolist() == [*(f"2022-{number:02d}" for number in range(3, 13)), "2023-01", "2023-02"]
    assert month(own["period"].iloc[0]) == month("2022-03")
