"""The conflict map: bins by hand, sums as the events have them, titles true, capitals in their regions."""

from __future__ import annotations

import random
import re

import pandas as pd
import pytest

from indicators.store import read
from indicators.subject import SUBJECT
from indicators.tables import conflict
from indicators.tables import places as tables
from indicators.wording import map as words
from tests.pages.app import opened

KNOWN = read.load()
EVERY = conflict.known(KNOWN)
OUTLINES = read.geo("mli_adm2")
PERIODS = tables.periods(conflict.whole_year(KNOWN, "2026-05"))


def test_bins_by_hand():
    assert tables.bins(pd.Series([0, 1, 9, 10, 49, 50, 149, 150, 299, 300, 5000])) == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    changes = pd.Series([-900, -150, -149, -50, -49, -10, -9, 0, 9, 10, 49, 50, 149, 150])
    assert tables.bins(changes, tables.STEPS) == [0, 0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6]
    assert (len(words.BINS), len(words.STEPS)) == (len(tables.BINS), len(tables.STEPS) + 1)


def test_periods_end_where_places_do():
    assert PERIODS[0] == "2021-2023"  # UCDP's events by place are complete to December 2023
    assert PERIODS[:4] == ["2021-2023", "2018-2020", "2015-2017", "2012-2014"]
    assert PERIODS[4:6] == ["2023", "2022"]
    assert tables.periods("2024-05")[0] == "2021-2023"  # no whole year more
    assert tables.periods(None) == []
    assert tables.before("2021-2023", PERIODS) == "2018-2020"
    assert tables.before("2013", PERIODS) == "2012"
    assert tables.before("2012-2014", PERIODS) == "2021-2023"  # nothing earlier: another one


@pytest.mark.parametrize("level", ["cercle", "region"])
def test_what_is_placed_and_what_is_not_add_up_to_the_events(level):
    outlines = read.geo("mli_adm2" if level == "cercle" else "mli_adm1")
    # best figures of UCDP GED 24.1 for Mali: 2018 1,281, 2022 3,650, 2023 2,109 (the publisher's own sums)
    for period, every in (("2018", 1281), ("2022", 3650), ("2023", 2109)):
        known, rest = tables.counted(EVERY, period, conflict.TYPES, level, "deaths")
        assert known + rest == every
        assert tables.of(EVERY, outlines, period, conflict.TYPES, level, "deaths")["value"].sum() == known


def test_the_title_is_true_of_any_two_periods():
    chosen, seen = random.Random(3), set()
    for _ in range(60):
        first, second = chosen.sample(PERIODS, 2)
        table = tables.compared(
            *(tables.of(EVERY, OUTLINES, one, conflict.TYPES, "cercle", "deaths") for one in (first, second))
        )
        sums = tuple(sum(tables.counted(EVERY, one, conflict.TYPES, "cercle", "deaths")) for one in (first, second))
        rises = list(zip(table["name"], table["difference"], strict=True))
        title = words.finding("deaths", first, second, sums, rises)
        found = re.match(r"Deaths (rose|fell) from ([\d,]+) in (\S+) to ([\d,]+) in ([\d–]+)", title)
        assert found, title
        assert (found[1] == "rose") == (sums[1] > sums[0])
        assert tuple(int(found[place].replace(",", "")) for place in (2, 4)) == sums
        if place := re.search(r" in ([^;]+)$", title.split(";")[1]) if ";" in title else None:
            assert table.set_index("name")["difference"].idxmax() == place[1]
        seen.add(found[1])
    assert seen == {"rose", "fell"}


def test_the_places_that_changed_most():
    table = pd.DataFrame(
        {
            "pcode": list("abcd"),
            "name": list("ABCD"),
            "first": [5, 9, 1, 2],
            "second": [9, 1, 1, 3],
            "difference": [4, -8, 0, 1],
        }
    )
    assert tables.changed(table, 2)["name"].tolist() == ["A", "B"]
    assert tables.changed(table)["name"].tolist() == ["A", "D", "B"]  # the largest rise first; what did not change is left out


def inside(point: tuple[float, float], ring: list[list[float]]) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    x, y, odd = *point, False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def test_each_capital_lies_in_its_region():
    shapes = {one["properties"]["pcode"]: one["geometry"] for one in read.geo("mli_adm1")["features"]}
    assert {one.pcode for one in SUBJECT.capitals} == set(shapes)
    for town in SUBJECT.capitals:
        shape = shapes[town.pcode]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        assert any(inside((town.longitude, town.latitude), part[0]) for part in parts), town.name


def test_the_page_opens_on_the_last_covered_years_and_counts_what_has_no_place():
    page = opened("map")
    assert not page.exception
    assert "4,017 in 2018–2020 to 7,046 in 2021–2023" in page.header[0].value.replace("\\", "")
    captions = [one.value.replace("\\", "") for one in page.caption]
    assert any("not placed" in one for one in captions)
    assert any("December 2023" in one for one in captions)


def test_one_year_against_another_and_nothing_known():
    page = opened("map", first="2012", second="2013", level="region", show="civilians", type="one_sided")
    assert not page.exception
    assert "2012" in page.header[0].value
    from datetime import date

    early = opened("map", as_of=date(2023, 1, 1))
    assert not early.exception
