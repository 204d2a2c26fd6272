"""Factors of revision and their bands: on vintages made by hand, and the figures known of the stored ones."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.dimensions.conflict import revisions
from indicators.model import Vintage
from tests.bundled import bundled
from tests.frames import snapshots

HOME, NEAR = "MLI", "NER"


def totals(published: str, months: dict[str, tuple[int, int]]) -> Vintage:
    """A vintage of two countries' deaths by month."""
    rows = [(code, month, best) for month, both in months.items() for code, best in zip((HOME, NEAR), both, strict=True)]
    frame = pd.DataFrame(rows, columns=["country", "period", "best"])
    return Vintage("ucdp_totals", published, published, "stated", min(months), max(months), (HOME, NEAR), frame)


FIRST = {"2024-01": (100, 8), "2024-02": (50, 0), "2024-03": (10, 4)}
LATER = {**FIRST, "2024-01": (110, 8)}
FINAL = {"2024-01": (120, 2), "2024-02": (100, 3), "2024-03": (5, 4)}
KNOWN = snapshots(
    totals("2024-01-10", {"2023-12": (7, 7)}),
    totals("2024-02-22", {"2023-12": (7, 7), "2024-01": (100, 8)}),
    totals("2024-03-21", {"2023-12": (7, 7), "2024-01": (100, 8), "2024-02": (50, 0)}),
    totals("2024-04-21", {"2023-12": (7, 7), **FIRST}),
    totals("2025-02-21", {"2023-12": (9, 7), **LATER}),
    totals("2025-07-21", {"2023-12": (9, 7), **FINAL}),
)


def by_month(table: pd.DataFrame, code: str = HOME) -> dict[str, tuple[float, float]]:
    rows = table[table["country"] == code]
    return {row.period: (row.released, row.final) for row in rows.itertuples()}


def test_a_months_final_figure_over_its_first_release():
    table = revisions.factors(KNOWN)
    # 2023 is final in a vintage of July 2025
    assert by_month(table) == {"2023-12": (7, 9), "2024-01": (100, 120), "2024-02": (50, 100), "2024-03": (10, 5)}
    assert table[table["country"] == HOME]["factor"].tolist() == pytest.approx([9 / 7, 1.2, 2.0, 0.5])
    near = table[(table["country"] == NEAR) & (table["period"] == "2024-02")].iloc[0]
    assert (near["released"], near["final"]) == (0, 3)
    assert np.isnan(near["factor"])  # from 0 to 3 is no factor


def test_a_run_is_summed_as_it_stood_in_one_vintage():
    # of the vintage of April: 100 + 50 + 10, final 120 + 100 + 5; of that of March 7 + 100 + 50, final 9 + 120 + 100
    assert by_month(revisions.factors(KNOWN, 3)) == {"2024-02": (157, 229), "2024-03": (160, 225)}


def test_consolidated_figures_are_those_of_the_first_vintage_that_changed_the_year():
    table = revisions.factors(KNOWN, stage="consolidated")
    assert by_month(table)["2024-01"] == (110, 120)
    assert set(table["vintage"]) == {"2025-02-21"}


def test_a_country_is_left_out_where_asked():
    assert set(revisions.factors(KNOWN, without=[HOME])["country"]) == {NEAR}


def test_nothing_is_learnt_from_one_vintage_or_before_the_annual_release():
    assert revisions.factors(snapshots(*KNOWN.all("ucdp_totals")[:5])).query("period > '2024'").empty
    assert revisions.factors(snapshots()).columns.tolist() == list(revisions.COLUMNS)


def test_a_window_without_months_is_refused():
    with pytest.raises(ValueError, match="1 month or more"):
        revisions.factors(KNOWN, 0)


def learnt(*pairs: tuple[float, float]) -> pd.DataFrame:
    table = pd.DataFrame(pairs, columns=["released", "final"])
    return table.assign(factor=(table["final"] / table["released"]).where(table["released"] > 0))


def test_a_band_takes_the_factors_of_releases_of_its_size():
    table = learnt((20, 10), (20, 60), (5, 5), (5, 10), (0, 0), (0, 4))
    low, high = revisions.band(table, np.array([100.0, 3.0, 0.0]))
    # fewer than 39 values: the extremes. 100 x 0.5 and x 3; 3 x 1 and x 2; nothing released: the finals themselves
    assert low.tolist() == [50, 3, 0]
    assert high.tolist() == [300, 6, 4]


def test_a_band_of_many_factors_leaves_the_outermost_out():
    table = learnt(*((100, 100 + step) for step in range(39)))
    # 39 values: rank (39 + 1) x 0.05 = 2 from either end, factors 1.01 and 1.37
    low, high = revisions.band(table, np.array([1000.0]))
    assert (low[0], high[0]) == (1010, 1370)


def test_a_class_never_met_has_no_band():
    low, high = revisions.band(learnt((20, 10)), np.array([0.0]))
    assert np.isnan([low[0], high[0]]).all()


@pytest.mark.parametrize(("window", "least", "most"), [(1, 0.89, 2.98), (3, 1.00, 1.50), (12, 1.09, 1.22)])
def test_the_subjects_2024_as_published(window, least, most):
    """The ranges of the method's account of 2024: a month, three months, twelve."""
    table = revisions.factors(bundled(), window)
    own = table[(table["country"] == HOME) & (table["period"] >= "2024-01")]["factor"]
    assert len(own) == 12
    assert (round(own.min(), 2), round(own.max(), 2)) == (least, most)


def test_a_band_learnt_elsewhere_covers_about_nine_in_ten_months_of_2024():
    known = bundled()
    table = revisions.factors(known)
    inside = {}
    for code in ("MLI", "BFA", "NER", "NGA", "TCD", "BEN", "TGO"):
        own = table[(table["country"] == code) & (table["period"] >= "2024-01")]
        low, high = revisions.band(revisions.factors(known, without=[code]), own["released"].to_numpy())
        inside[code] = int(((low <= own["final"]) & (own["final"] <= high)).sum())
    assert inside[HOME] == 11  # the record: 77 of 84, 11 of 12 of the subject's
    assert sum(inside.values()) == pytest.approx(77, abs=1)
