"""Two readings of one year beside each other, and what the conflict page tells of months without events."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.model import Snapshots, Vintage
from indicators.registry import SOURCES
from indicators.sources.ucdp import monthly as ucdp_months
from indicators.sources.ucdp import totals as ucdp_totals
from indicators.tables import conflict, readings
from tests import structural
from tests.bundled import bundled

SUM_COLUMNS = SOURCES["ucdp_months"].columns


def sums(*rows: tuple[object, ...], countries: tuple[str, ...] | None = ("MLI", "NER")) -> Vintage:
    frame = pd.DataFrame(rows, columns=SUM_COLUMNS)
    return Vintage("ucdp_months", "cut-25.01.25.12", "2026-01-20", "inferred", "2025-01", "2025-12", countries, frame)


def totals(*rows: tuple[str, str, int]) -> Vintage:
    frame = pd.DataFrame(rows, columns=["country", "period", "best"])
    return Vintage("ucdp_totals", "26.0.5", "2026-06-20", "inferred", "2024-01", "2026-05", ("BEN", "MLI", "NER"), frame)


OURS = sums(
    ("MLI", "2025-01", "state_based", 10, None, None, None), ("MLI", "2025-01", "one_sided", 5, None, None, 5),
    ("MLI", "2025-03", "state_based", 2, None, None, None),
)  # fmt: skip
THEIRS = totals(
    ("MLI", "2024-12", 99), ("MLI", "2025-01", 12), ("MLI", "2025-02", 3), ("MLI", "2025-03", 2), ("MLI", "2026-01", 99),
    ("NER", "2025-01", 4), ("BEN", "2025-01", 7),
)  # fmt: skip


def test_both_figures_stand_beside_each_other() -> None:
    table = readings.of(Snapshots({"ucdp_months": (OURS,), "ucdp_totals": (THEIRS,)}))
    assert table.values.tolist() == [
        ["MLI", 2025, 3, 17, 17, 0, "cut-25.01.25.12", "26.0.5"],  # 10 + 5 + 2 against 12 + 3 + 2; other years are not in both
        ["NER", 2025, 1, 0, 4, -4, "cut-25.01.25.12", "26.0.5"],  # covered, no event: 0; Benin is not covered
    ]
    assert table.columns.tolist() == list(readings.COLUMNS)


def test_one_reading_is_no_comparison() -> None:
    for known in ({"ucdp_months": (OURS,)}, {"ucdp_totals": (THEIRS,)}, {}):
        assert readings.of(Snapshots(known)).empty
    apart = Snapshots({"ucdp_months": (sums(countries=("FRA",)),), "ucdp_totals": (THEIRS,)})
    assert readings.of(apart).empty


def test_known_answers_of_2025() -> None:
    (cut,) = ucdp_months.parse([structural.shared("ucdp/candidate_25_01_25_12_events_seven_columns_world.csv")])
    (other,) = ucdp_totals.parse([structural.shared("ucdp/country_month_totals_1989-01_2026-05.csv")])
    table = readings.of(Snapshots({"ucdp_months": (cut,), "ucdp_totals": (other,)})).set_index("country")
    assert set(table["year"]) == {2025}
    # The totals drop events that span two months; Nigeria's smaller sum is not explained.
    assert table.loc["MLI", ["months", "sums", "totals"]].tolist() == [12, 2168, 2027]
    assert table.loc["NGA", ["sums", "totals", "difference"]].tolist() == [6463, 7789, -1326]


def test_types_of_months_without_events_come_from_the_sums() -> None:
    known = Snapshots({"ucdp_months": (OURS,), "ucdp_totals": (THEIRS,)})
    table = conflict.summed(known, "2025-01", "2025-12").set_index(["period", "type"])
    assert table["best"].to_dict() == {
        ("2025-01", "state_based"): 10, ("2025-01", "one_sided"): 5, ("2025-03", "state_based"): 2,
    }  # fmt: skip
    assert table.loc[("2025-01", "state_based"), ["low", "high", "provisional"]].tolist() == [
        pytest.approx(2.9),
        pytest.approx(15.8),
        True,
    ]
    rest = conflict.untyped(known, "2024-12", "2026-01")
    assert rest["period"].tolist() == ["2024-12", "2026-01"]  # 2025-02 is covered by the sums: no event, not the totals' 3
    assert conflict.summed(known, "2024-01", "2024-12").empty
    assert conflict.summed(Snapshots({}), "2025-01", "2025-12").empty


def events(version: str, published: str, start: str, end: str, *days: str) -> Vintage:
    columns = SOURCES["ucdp_ged"].columns
    rows = [{**dict.fromkeys(columns, 1), "id": number, "country": "MLI", "date_end": day, "type": "one_sided", "adm1": "", "adm2": ""}
            for number, day in enumerate(days, start=int(version[:2]))]  # fmt: skip
    return Vintage("ucdp_ged", version, published, "inferred", start, end, ("MLI",), pd.DataFrame(rows, columns=columns))


def test_a_lone_month_of_events_is_no_year() -> None:
    annual = events("24.1", "2024-05-22", "1989-01", "2023-12", "2023-05-01")
    february = events("26.0.2", "2026-03-20", "2026-02", "2026-02", "2026-02-03")
    known = Snapshots({"ucdp_ged": (annual, february), "cod_ab": bundled().all("cod_ab")})
    assert conflict.whole_year(known, "2026-05") == "2023-12"
    assert conflict.whole_year(known, "2023-06") == "2023-06"
    assert conflict.whole_year(known, "1989-11") is None
    assert conflict.whole_year(Snapshots({}), "2026-05") is None
    assert conflict.placed(known, "2023-06", "2026-05") == (8, 36)
    table = conflict.by_month(conflict.known(known), "2023-01", "2026-05").set_index("period")["provisional"]
    assert table.to_dict() == {"2023-05": False, "2026-02": True}
