"""What was said then and is known now: on vintages made by hand, and Mali's known revisions."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.model import Snapshots, Vintage
from indicators.tables import foresight, revisions
from tests.bundled import bundled, bundled_results


def totals(published, rows):
    frame = pd.DataFrame(rows, columns=["country", "period", "best"])
    return Vintage("ucdp_totals", published, published, "stated", "2023-12", "2024-03", ("MLI",), frame)


def test_first_and_last_figures_of_a_month():
    known = Snapshots(
        {
            "ucdp_totals": (
                totals("2024-01-26", [("MLI", "2023-12", 90)]),
                totals("2024-02-22", [("MLI", "2023-12", 95), ("MLI", "2024-01", 100)]),
                totals("2024-03-21", [("MLI", "2023-12", 95), ("MLI", "2024-01", 150), ("MLI", "2024-02", 0)]),
                totals("2024-04-22", [("MLI", "2024-01", 120), ("MLI", "2024-02", 7), ("MLI", "2024-03", 5)]),
            )
        }
    )
    table = revisions.revised(revisions.said(known)).set_index("period")
    assert table.index.tolist() == ["2024-01", "2024-02"]  # 2023-12 stood in the oldest vintage, 2024-03 was said once
    assert table.loc["2024-01", ["first", "last"]].tolist() == [100, 120]
    assert table.loc["2024-01", "factor"] == pytest.approx(1.2)
    assert pd.isna(table.loc["2024-02", "factor"])  # from 0 to 7 is no factor


def test_malis_2024_as_calibrated():
    table = revisions.revised(revisions.said(bundled()))
    year = table[table["period"].str.startswith("2024")]
    assert (year["first"].sum(), year["last"].sum()) == (1553, 1897)  # CALIBRATION, section 10
    assert year["factor"].max() == pytest.approx(182 / 61)


def test_editions_differ_by_what_the_reports_say():
    table = revisions.editions(bundled()).set_index(["year", "edition"])
    assert table.loc[2019, "hdi"].tolist() == [0.433, 0.421, 0.425]  # HDR 2021/22, 2023/24, 2025
    assert table.loc[(2019, "2025"), ["rank", "ranked"]].tolist() == [188, 192]


def test_area_is_the_share_of_pairs_in_order():
    order = pd.Series([1.0, 2.0, 2.0, 3.0])
    hit = pd.Series([False, False, True, True])
    assert foresight.area(order, hit) == pytest.approx(3.5 / 4)  # of four pairs three in order, one tied
    assert pd.isna(foresight.area(order, pd.Series([True] * 4)))


def test_the_composite_orders_next_years_deaths_worse_than_last_years():
    known = bundled()
    areas = foresight.areas(foresight.country_years(known, bundled_results().world)).set_index(["sample", "ordering"])["area"]
    # CALIBRATION, section 8: 0.944 and 0.852 over all, 0.761 and 0.734 among quiet ones; a slightly different set of indicators
    assert areas["all", "deaths"] == pytest.approx(0.944, abs=0.01)
    assert areas["all", "composite"] == pytest.approx(0.852, abs=0.02)
    assert areas["quiet", "deaths"] == pytest.approx(0.761, abs=0.01)
    assert areas["quiet", "composite"] == pytest.approx(0.734, abs=0.02)
