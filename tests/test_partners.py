"""Partners: statuses, currencies, bases and units stay apart; a missing bound stays missing; claims stand in pairs."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators.model import ContractError
from indicators.tables import partners

NOTHING = None


def deals(*rows: tuple) -> pd.DataFrame:
    """Rows of date, group, status, low, high, currency, basis, quantity, unit."""
    names = [
        "date",
        "partner_group",
        "status",
        "amount_low",
        "amount_high",
        "currency",
        "amount_basis",
        "quantity",
        "quantity_unit",
    ]
    frame = pd.DataFrame(list(rows), columns=names).astype(
        {"amount_low": "float64", "amount_high": "float64", "quantity": "float64"}
    )
    return frame.assign(
        id=[f"d{number}" for number in range(len(frame))],
        date_precision="day",
        category="arms_delivery",
        partner="Firm",
        summary=".",
    )


def money(
    date: str, group: str, status: str, low: float | None, high: float | None, currency: str = "USD", basis: str = "total"
) -> tuple:
    return (date, group, status, low, high, currency, basis, NOTHING, "")


def things(date: str, group: str, status: str, quantity: float | None, unit: str) -> tuple:
    return (date, group, status, NOTHING, NOTHING, "", "", quantity, unit)


def test_amounts_are_added_within_a_status_a_currency_and_a_basis_only() -> None:
    frame = deals(
        money("2022-01-05", "A", "signed", 100, 150),
        money("2022-03-05", "A", "signed", 20, 20),
        money("2022-04-05", "A", "talks", 1000, 1000),
        money("2022-05-05", "A", "signed", 7, 7, "EUR"),
        money("2022-06-05", "B", "signed", 3, 3),
        money("2023-01-05", "A", "signed", 5000, 5000),  # after the last month
        things("2022-07-05", "A", "signed", 4, "drones"),  # without an amount
    )
    assert partners.amounts(frame, "2022-01", "2022-12").values.tolist() == [
        ["A", "signed", "EUR", "total", 7, 7, 1],
        ["A", "signed", "USD", "total", 120, 170, 2],
        ["A", "talks", "USD", "total", 1000, 1000, 1],
        ["B", "signed", "USD", "total", 3, 3, 1],
    ]


def test_amounts_a_month_are_not_added() -> None:
    frame = deals(
        money("2021-09-13", "A", "reported", 10, 10, basis="month"),
        money("2022-02-01", "A", "reported", 8, 11, basis="month"),
        money("2022-02-02", "A", "reported", 50, 60),
    )
    assert partners.amounts(frame, "2021-01", "2022-12").values.tolist() == [
        ["A", "reported", "USD", "month", 8, 11, 2],
        ["A", "reported", "USD", "total", 50, 60, 1],
    ]


def test_a_bound_nobody_gives_is_missing_and_not_zero() -> None:
    frame = deals(money("2022-01-05", "A", "signed", 200, None), money("2022-01-06", "A", "signed", 5, 5))
    (row,) = partners.amounts(frame, "2022-01", "2022-12").values.tolist()
    assert row[:5] == ["A", "signed", "USD", "total", 205]
    assert math.isnan(row[5])
    assert row[6] == 2


def test_quantities_are_added_within_a_status_and_a_unit_only() -> None:
    frame = deals(
        things("2022-01-05", "A", "delivered", 4, "helicopters"),
        things("2022-02-05", "A", "delivered", 2, "helicopters"),
        things("2022-03-05", "A", "signed", 4, "helicopters"),
        things("2022-04-05", "A", "delivered", 6, "aircraft"),
        things("2022-05-05", "A", "delivered", None, ""),
    )
    assert partners.quantities(frame, "2022-01", "2022-12").values.tolist() == [
        ["A", "delivered", "arms_delivery", "aircraft", 6, 1],
        ["A", "delivered", "arms_delivery", "helicopters", 6, 2],
        ["A", "signed", "arms_delivery", "helicopters", 4, 1],
    ]


def test_the_timeline_goes_by_group_and_day_with_the_status() -> None:
    frame = deals(
        money("2022-05-05", "A", "signed", 1, 1),
        money("2022-02-01", "B", "talks", 1, 1),
        money("2022-09-01", "B", "delivered", 1, 1),
        money("2021-12-31", "A", "talks", 1, 1),
    )
    table = partners.timeline(frame, "2022-01", "2022-12")
    assert list(table.columns) == list(partners.TIMELINE_COLUMNS)
    assert table[["partner_group", "date", "status", "id"]].values.tolist() == [
        ["B", "2022-02-01", "talks", "d1"],
        ["B", "2022-09-01", "delivered", "d2"],
        ["A", "2022-05-05", "signed", "d0"],
    ]
    assert partners.counts(frame, "2021-01", "2022-12").values.tolist() == [
        ["A", "signed", 1, "2022-05-05", "2022-05-05"],
        ["A", "talks", 1, "2021-12-31", "2021-12-31"],
        ["B", "delivered", 1, "2022-09-01", "2022-09-01"],
        ["B", "talks", 1, "2022-02-01", "2022-02-01"],
    ]


@pytest.mark.parametrize("table", [partners.timeline, partners.counts, partners.amounts, partners.quantities])
def test_nothing_between_two_months_is_an_empty_table(table) -> None:
    frame = deals(money("2022-05-05", "A", "signed", 1, 1))
    assert table(frame, "2023-01", "2023-12").empty


def claim(pair: str, side: str, date: str) -> dict[str, str]:
    return {
        "id": f"{pair}-{side}", "pair": pair, "topic": f"The {pair}", "side": side, "speaker": f"Speaker {side}", "date": date,
        "summary": f"Says {side}.", "decided_by": "A count.",
    }  # fmt: skip


def test_claims_stand_in_pairs() -> None:
    frame = pd.DataFrame(
        [claim("dead", "b", "2022-03-02"), claim("dead", "a", "2022-03-05"), claim("drone", "a", "2021-01-01")]
    )
    table = partners.pairs(frame)
    assert list(table.columns) == list(partners.PAIR_COLUMNS)
    assert table["pair"].tolist() == ["drone", "dead"]
    assert table["topic"].tolist() == ["The drone", "The dead"]
    dead = table.iloc[1]
    assert (dead["speaker_a"], dead["date_a"], dead["summary_a"], dead["id_a"]) == (
        "Speaker a",
        "2022-03-05",
        "Says a.",
        "dead-a",
    )
    assert (dead["speaker_b"], dead["date_b"], dead["summary_b"], dead["id_b"]) == (
        "Speaker b",
        "2022-03-02",
        "Says b.",
        "dead-b",
    )
    assert dead["decided_by"] == "A count."
    assert pd.isna(table.iloc[0]["speaker_b"])  # the other side has not spoken yet


def test_a_side_that_stands_twice_is_refused() -> None:
    frame = pd.DataFrame([claim("dead", "a", "2022-03-02"), claim("dead", "a", "2022-03-05")])
    with pytest.raises(ContractError, match="side a of dead stands twice"):
        partners.pairs(frame)


def test_no_claims_are_an_empty_table() -> None:
    assert partners.pairs(pd.DataFrame([claim("dead", "a", "2022-03-02")]).iloc[:0]).empty
