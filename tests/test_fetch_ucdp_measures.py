"""What the measures of conflict make of fetched releases: months covered, revisions, no look-ahead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators import months
from indicators.dimensions.conflict import deaths, events, violence
from indicators.model import Vintage
from indicators.registry import SOURCES
from indicators.scoring import score
from indicators.sources.ucdp import declared as ucdp
from tests import ucdp_example as example
from tests.ucdp_fetching import (
    fetch,
    keyless,  # noqa: F401 (fixtures)
    snapshots,
)


def stored(tmp_path: Path, *keys: str) -> dict[str, tuple[Vintage, ...]]:
    web = example.Downloads(example.files())
    return {key: fetch(SOURCES[key], web, tmp_path / key) for key in keys}


@pytest.mark.parametrize("keys", [("ucdp_ged",), ("ucdp_months",), ("ucdp_ged", "ucdp_months")])
def test_deaths_follow_events_or_their_sums(tmp_path: Path, keys: tuple[str, ...]) -> None:
    known = snapshots(**stored(tmp_path, *keys))
    assert score.last_period(known) == "2026-08"
    first, last = months.ordinal("2025-11"), months.ordinal("2026-09")
    series = deaths.monthly(known, "MLI", first, last)
    expected = [0, 10, 0, 7, 3, 0, 0, 6, 2, 5]
    assert series.best[:10].tolist() == expected
    assert pd.isna(series.best[10])  # September 2026: no release speaks of it
    assert series.rank[:10].tolist() == [0, 0] + [1] * 8
    assert series.low[:10].tolist() == [0, 9, 0, 6, 2, 0, 0, 5, 1, 4]
    assert {source for (source, _), where in series.rests.items() if where.any()} == {keys[0]}
    # one-sided deaths, and one civilian in each other event
    civilian = deaths.civilian(known, "MLI", first, last)
    assert civilian.best[:10].tolist() == [0, 1, 0, 7, 1, 0, 0, 1, 1, 5]
    assert civilian.high[:10].tolist() == [0, 1, 0, 9, 1, 0, 0, 1, 1, 7]


def test_no_release_looks_ahead(tmp_path: Path) -> None:
    found = stored(tmp_path, "ucdp_ged")["ucdp_ged"]
    seen = {}
    for day in ("2026-06-07", "2026-06-30", "2026-08-19", "2026-08-20", "2026-09-20"):
        known = snapshots(ucdp_ged=tuple(one for one in found if one.published <= day))
        seen[day] = (score.last_period(known), known)
    assert [period for period, _ in seen.values()] == [None, "2025-12", "2026-06", "2026-07", "2026-08"]
    june = [
        deaths.monthly(known, "MLI", months.ordinal("2026-06"), months.ordinal("2026-06")).best[0]
        for period, known in seen.values()
        if period and period >= "2026-06"
    ]
    assert june == [4, 6, 6]  # as first released, then as revised on 20 August


def test_an_annual_release_wins_over_candidates_before_it(tmp_path: Path) -> None:
    def vintage(version: str, published: str, rows: list[dict[str, Any]], end: str) -> Vintage:
        path = tmp_path / f"GEDEvent_v{version.replace('.', '_')}.csv"
        path.write_bytes(example.ged([*rows, *example.elsewhere(700, f"{end}-28")]))
        assert ucdp.GED.parse is not None
        return ucdp.GED.parse([path], version, published)[0]

    # 26.0.1 came out in February, with an event of December; 26.1 in June has it under another number, and event 9 as of 2025
    february = vintage("26.0.1", "2026-02-20", [
        example.event(8, "2025-12-05", 1, 4), example.event(9, "2026-01-02", 1, 3), example.event(10, "2026-01-09", 1, 2),
    ], "2026-01")  # fmt: skip
    june = vintage(
        "26.1", "2026-06-08", [example.event(18, "2025-12-05", 1, 5), example.event(9, "2025-12-31", 1, 3)], "2025-12"
    )
    known = events.known(snapshots(ucdp_ged=(february, june)), "MLI")
    assert known is not None
    assert known.frame.set_index("id")["best"].to_dict() == {10: 2, 18: 5, 9: 3}
    assert known.provisional([months.ordinal("2025-12"), months.ordinal("2026-01")]).tolist() == [False, True]
    assert score.last_period(snapshots(ucdp_ged=(february, june))) == "2026-01"


def test_scores_use_what_was_fetched(tmp_path: Path) -> None:
    people = Vintage(
        "population", "1", "2026-01-01", "given", "1990-01", "2026-12", None,
        pd.DataFrame({"country": "MLI", "year": range(2000, 2027), "population": 25_000_000}),
    )  # fmt: skip
    known = snapshots(**stored(tmp_path, "ucdp_ged", "ucdp_months"), population=(people,))
    rows = violence.lethality(known, ("MLI",), "2026-01", "2026-08").set_index("period")
    # September 2025 to August 2026: 10 + 7 + 3 + 6 + 2 + 5 = 33 of 25 million
    assert rows.loc["2026-08", "best"] == pytest.approx(33 / 250)
    assert rows.loc["2026-08", "status"] == "provisional"
    assert rows.loc["2026-08", "source"] == "ucdp_ged population"
