"""The series forecasts are made from, and the nowcast of its provisional months: by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators import months
from indicators.model import Vintage
from indicators.outlook import nowcast, outcomes
from indicators.outlook.panel import panel
from indicators.store import read
from tests.bundled import bundled
from tests.frames import snapshots
from tests.test_revision_factors import KNOWN

TOTALS = Vintage(
    "ucdp_totals", "24.0.3", "2024-04-20", "stated", "2024-01", "2024-03", ("MLI", "NER"),
    pd.DataFrame(
        [("MLI", "2024-01", 1), ("MLI", "2024-02", 2), ("MLI", "2024-03", 3), ("NER", "2024-01", 4), ("NER", "2024-03", 6)],
        columns=["country", "period", "best"],
    ),
)  # fmt: skip


def summed(version: str, start: str, end: str, *rows: tuple[str, str, str, int]) -> Vintage:
    frame = pd.DataFrame(rows, columns=["country", "period", "type", "best"])
    return Vintage("ucdp_months", version, "2024-05-20", "stated", start, end, None, frame)


def test_totals_alone_are_the_panel_and_a_month_they_do_not_name_is_zero():
    found = panel(snapshots(TOTALS))
    assert found is not None
    assert found.countries == ("MLI", "NER")
    assert found.deaths.tolist() == [[1, 4], [2, 0], [3, 6]]
    assert months.period(found.last) == "2024-03"
    assert found.inputs == (("ucdp_totals", "24.0.3", "2024-04-20"),)


def test_sums_of_ucdps_own_release_replace_the_months_they_cover_and_lengthen_the_panel():
    candidates = summed(
        "24.0.4", "2024-03", "2024-04", ("MLI", "2024-03", "state_based", 5), ("MLI", "2024-03", "one_sided", 2),
        ("NER", "2024-04", "non_state", 9), ("MLI", "2024-04", "non_state", 1),
    )  # fmt: skip
    found = panel(snapshots(TOTALS, candidates))
    assert found is not None
    # March: 5 + 2 of two types, and Niger, not named in it, 0
    assert found.deaths.tolist() == [[1, 4], [2, 0], [7, 0], [1, 9]]


def test_a_third_partys_cut_is_left_out():
    cut = summed("cut-24", "2024-01", "2024-12", ("MLI", "2024-12", "state_based", 99))
    found = panel(snapshots(TOTALS, cut))
    assert found is not None
    assert found.inputs == (("ucdp_totals", "24.0.3", "2024-04-20"),)


def test_without_a_source_there_is_no_panel():
    assert panel(snapshots()) is None


def test_a_month_or_country_it_does_not_hold_is_refused():
    found = panel(snapshots(TOTALS))
    assert found is not None
    with pytest.raises(ValueError, match="2024-04 is not known: deaths are from 2024-01 to 2024-03"):
        found.until(months.ordinal("2024-04"))
    with pytest.raises(ValueError, match="no monthly deaths are stored for ISL"):
        found.column("ISL")


def test_as_of_a_day_the_panel_is_what_had_been_published():
    known = read.load(as_of="2024-07-01")
    found = panel(known)
    assert found is not None
    assert months.period(found.last) == "2024-05"
    assert found.deaths[-1, found.column("MLI")] == 169  # the first release of May 2024


def test_outcomes_are_the_first_release_and_the_final_figure():
    came = outcomes.Outcomes(KNOWN)
    numbers = [months.ordinal("2024-01"), months.ordinal("2024-03"), months.ordinal("2025-06")]
    first, final = (came.figures(which, ["MLI", "NER", "BFA"], numbers) for which in outcomes.FIGURES)
    assert first[0].tolist()[:2] == [100, 10]
    assert final[0].tolist()[:2] == [120, 5]
    assert np.isnan(first[:, 2]).all()  # not known yet
    assert np.isnan(first[2]).all()  # a country without figures


def test_a_provisional_months_figure_has_no_final_one_yet():
    early = snapshots(*KNOWN.all("ucdp_totals")[:4])
    assert np.isnan(outcomes.Outcomes(early).figures("final", ["MLI"], [months.ordinal("2024-01")])).all()


def test_a_forecast_frozen_after_the_months_release_is_late():
    september = months.ordinal("2026-09")
    assert outcomes.late("2026-10-27", september)
    assert not outcomes.late("2026-10-26", september)
    assert not outcomes.late("2026-05-20", september)


def test_a_nowcast_shows_the_figure_as_published_inside_its_band():
    found = nowcast.nowcast(bundled(), "MLI").set_index("period")
    assert found.index.tolist() == months.periods(range(months.ordinal("2025-01"), months.ordinal("2026-05") + 1))
    assert found.loc["2026-05", "released"] == 438
    assert (found["low"] <= found["released"]).all()
    assert (found["released"] <= found["high"]).all()
    assert set(found["stage"]) == {"first"}  # the totals took no consolidated figures of 2025
    assert set(found["factors"]) == {12 * 13}  # twelve other countries, December 2023 to December 2024


def test_a_country_not_in_the_totals_has_no_nowcast():
    assert nowcast.nowcast(bundled(), "ISL").empty
    assert nowcast.nowcast(snapshots(), "MLI").empty


def test_the_record_of_the_nowcast():
    found = nowcast.record(bundled(), ["MLI", "NGA"]).set_index("country")
    assert found.loc["MLI", ["months", "inside"]].tolist() == [12, 11]
    # as measured before: a month's factor at 10, 50 and 90 % of the year's months
    assert found.loc["MLI", ["factor_10", "factor_50", "factor_90"]].tolist() == pytest.approx([0.95, 1.20, 1.57], abs=0.011)
