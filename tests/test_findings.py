"""Titles that say what a chart shows are true of what it shows: random ranges and days of knowledge, read back and held against the tables."""

from __future__ import annotations

import random
import re

import pytest

from indicators import months
from indicators.store import read
from indicators.tables import military as tables
from indicators.wording import military as words

CHOSEN = random.Random(15)
LAST = "2026-05"
NUMBER = r"([\d,]+)"
DAYS = [None, "2024-06-01", "2022-09-01", "2023-12-15"]


def ranges(count: int, first: str = "2012-01") -> list[tuple[str, str]]:
    low, high = months.ordinal(first), months.ordinal(LAST)
    found = []
    for _ in range(count):
        one, other = sorted(CHOSEN.randint(low, high) for _ in range(2))
        found.append((months.period(one), months.period(other)))
    return found


def told(text: str) -> float:
    return float(text.replace(",", ""))


def close(said: float, true: float) -> bool:
    """Three significant digits: within half of the last, or 0.5 %."""
    return abs(said - true) <= 0.005 * true


@pytest.mark.parametrize("day", DAYS)
def test_the_title_of_the_numbers_is_true_in_every_range(day):
    ledger = read.load(as_of=day, reconstruct=day is not None).newest("foreign_forces").frame
    totals = tables.totals(ledger, "2012-01", LAST)
    seen = set()
    for start, end in ranges(50):
        rows = totals[totals["period"].between(start, end)]
        levels = list(zip(rows["period"], rows["best"], strict=True))
        title = words.finding(levels)
        top, now, then = max(best for _, best in levels), levels[-1][1], levels[0][1]
        if "no foreign force" in title.lower():
            assert top == 0
            seen.add("none")
        elif found := re.search(rf"fell from about {NUMBER} to (?:about {NUMBER}|none) in", title):
            assert close(told(found[1]), top)
            assert close(told(found[2]), now) if found[2] else now == 0
            assert now <= top / 2
            seen.add("fell")
        elif found := re.search(rf"rose from (?:about {NUMBER}|none) to about {NUMBER} in", title):
            assert close(told(found[2]), now)
            assert close(told(found[1]), then) if found[1] else then == 0
            assert now > then
            seen.add("rose")
        else:
            found = re.fullmatch(rf"About {NUMBER} foreign soldiers and police were in \w+ in (\w+ \d+)", title)
            assert found, title
            assert close(told(found[1]), now)
            seen.add("stood")
    assert seen >= {"rose", "stood"}


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([("2022-01", 19009.0), ("2026-01", 2000.0)], "fell from about 19,000 to about 2,000 in four years"),
        ([("2022-01", 19009.0), ("2026-05", 2000.0)], "in about four years"),  # 52 months
        ([("2022-01", 400.0), ("2022-02", 0.0)], "fell from about 400 to none in one month"),
        ([("2012-01", 0.0), ("2013-02", 3700.0)], "rose from none to about 3,700 in 13 months"),
        ([("2013-01", 3000.0), ("2013-02", 3200.0)], "About 3,200 foreign soldiers and police were in"),
        ([("2012-01", 0.0)], "No foreign force is on record"),
        ([("2013-01", 5.0), ("2013-03", 9.0), ("2013-06", 9.0), ("2014-01", 1.0)], "fell from about 9 to about 1 in 7 months"),
    ],
)
def test_the_title_of_the_numbers(levels, said):
    assert said in words.finding(levels)


def test_the_title_of_shares_names_who_sends_most():
    assert "sent by Russia" in words.shares_finding("2026-05", {"Russia": 1.0})
    assert words.shares_finding("2018-03", {"France": 0.3, "United Nations": 0.7}).startswith("70% of the foreign soldiers")
    assert words.shares_finding("2018-03", {"France": 0.3, "United Nations": 0.7}).endswith("sent by the United Nations")
    assert words.shares_finding("2011-01", {}).startswith("No foreign force")


def test_the_title_of_the_readings_gives_the_least_and_the_most():
    assert "from 5 to 67 of 100" in words.readings_finding("2026-05", {"a": 4.6, "b": 67.4, "c": 36.0})
    assert "at 5 of 100" in words.readings_finding("2026-05", {"a": 4.6, "b": 5.4})


def test_marks_are_the_most_and_the_forces_that_left():
    ledger = read.load().newest("foreign_forces").frame
    totals = tables.totals(ledger, "2012-01", LAST)
    marks = tables.marks(ledger, totals)
    assert marks["kind"].tolist() == ["peak", "left", "left"]
    # from the ledger: the last unit of Barkhane left on 15 August 2022, MINUSMA on 31 December 2023; Takuba and EUTM were smaller than 5 %
    assert marks[["date", "force"]].values.tolist()[1:] == [["2022-08-15", "Operation Barkhane"], ["2023-12-31", "MINUSMA"]]
    assert marks["value"].iloc[0] == totals["best"].max()
    early = tables.marks(ledger, tables.totals(ledger, "2013-01", "2014-12"))
    assert early["kind"].tolist() == ["peak"]
    assert tables.marks(ledger, tables.totals(ledger, "2012-01", "2012-06")).empty


def test_the_title_of_the_index_is_true_in_every_range():
    import indicators
    from indicators.tables import overview
    from indicators.wording import overview as told_

    scores = indicators.scores()
    index = scores[scores["key"] == "index"].set_index("period")["score"]
    seen = set()
    for start, end in ranges(200, first="2001-01"):
        pulse = tuple(overview.value(scores, "pulse", one) for one in (end, months.period(months.ordinal(end) - 12)))
        title = told_.history_finding((start, float(index[start])), (end, float(index[end])), pulse)
        first, second = title.split("; ")
        if found := re.search(r"(rose|fell) from (\d+) in (\w+ \d+) to (\d+)", first):
            assert (found[1] == "rose") == (index[end] > index[start])
            assert (int(found[2]), int(found[4])) == (round(index[start]), round(index[end]))
        else:
            assert f"stands at {index[end]:.0f}" in first
            assert start == end or round(index[start]) == round(index[end])
        if found := re.search(r"pulse (rose|fell) from (\d+) to (\d+)", second):
            assert (found[1] == "rose") == (pulse[0] > pulse[1])
            assert (int(found[2]), int(found[3])) == (round(pulse[1]), round(pulse[0]))
        seen.add(first.split()[2])
    assert seen >= {"rose", "fell", "stands"}
