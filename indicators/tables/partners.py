"""Partners abroad: agreements in time by partner and status, what they amount to, and what each side claims. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import memo
from indicators.model import ContractError

TIMELINE_COLUMNS = (
    "partner_group", "date", "date_precision", "status", "category", "partner", "amount_low", "amount_high", "currency",
    "amount_basis", "quantity", "quantity_unit", "summary", "id",
)  # fmt: skip
AMOUNT_COLUMNS = ("partner_group", "status", "currency", "amount_basis", "low", "high", "rows")
QUANTITY_COLUMNS = ("partner_group", "status", "category", "quantity_unit", "quantity", "rows")
COUNT_COLUMNS = ("partner_group", "status", "rows", "first", "last")
_SIDE = ("speaker", "date", "summary", "id")
PAIR_COLUMNS = ("pair", "topic", *(f"{name}_{side}" for side in ("a", "b") for name in _SIDE), "decided_by")
ADDED = "total"  # the one basis whose amounts may be added: a sum for the whole, not one a month or a year


@memo.told(64)
def timeline(agreements: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Agreements dated between two months (YYYY-MM), a partner group at a time, the one with the earliest row first:
    TIMELINE_COLUMNS. ``status`` is that of the row's day; a later step is a row of its own."""
    rows = _between(agreements, start, end)
    first = rows.groupby("partner_group")["date"].transform("min")
    ordered = rows.assign(first=first).sort_values(["first", "partner_group", "date", "id"], ignore_index=True)
    return ordered[list(TIMELINE_COLUMNS)]


def by_state(table: pd.DataFrame) -> dict[str, int]:
    """Rows of ``timeline`` by partner, the branches of a state together, the most first; firms of no group are ``other partners``."""
    return {str(name): int(rows) for name, rows in states(table).value_counts().items()}


def states(table: pd.DataFrame) -> pd.Series:
    """The state of each row's partner, ``other partners`` for firms of no group."""
    found: pd.Series = table["partner_group"].astype(str).str.split(":").str[0].replace({"other": "other partners"})
    return found


def certain(table: pd.DataFrame) -> int:
    """Rows that tell of something signed or delivered, by a source of grade A or B."""
    return int((table["status"].isin(("signed", "delivered")) & table["source_grade"].isin(("A", "B"))).sum())


def counts(agreements: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Rows of each partner group and status between two months, with the first and last day: COUNT_COLUMNS."""
    groups = _between(agreements, start, end).groupby(["partner_group", "status"])
    return groups.agg(rows=("id", "size"), first=("date", "min"), last=("date", "max")).reset_index()[list(COUNT_COLUMNS)]


def amounts(agreements: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Amounts between two months, apart by partner group, status, currency and basis: AMOUNT_COLUMNS, in the currency.

    Whole amounts (basis ``total``) are added within a group. Amounts a month or a year are not, since several rows may tell of one
    contract: ``low`` and ``high`` are the least and the greatest. Rows without an amount are left out; where one of the rows
    added gives no upper bound, neither does the sum (missing, not zero). Nothing is added across status or currency, and a sum of
    talks is no money.
    """
    rows = _between(agreements, start, end)
    rows = rows[rows["amount_low"].notna() | rows["amount_high"].notna()]
    made = []
    for key, part in rows.groupby(["partner_group", "status", "currency", "amount_basis"]):
        low, high = part["amount_low"].astype("float64"), part["amount_high"].astype("float64")
        added, least = low.sum(skipna=False), low.min(skipna=False)
        bounds = (added, high.sum(skipna=False)) if key[3] == ADDED else (least, high.max(skipna=False))
        made.append((*key, *bounds, len(part)))
    return pd.DataFrame(made, columns=list(AMOUNT_COLUMNS))


def quantities(agreements: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Quantities between two months, added within partner group, status, category and unit alone: QUANTITY_COLUMNS.

    Rows without a quantity are left out. Units are the table's own words, and equal only where they read the same.
    """
    rows = _between(agreements, start, end)
    rows = rows[rows["quantity"].notna()].astype({"quantity": "float64"})
    groups = rows.groupby(["partner_group", "status", "category", "quantity_unit"])
    return groups.agg(quantity=("quantity", "sum"), rows=("id", "size")).reset_index()[list(QUANTITY_COLUMNS)]


@memo.told(8)
def pairs(claims: pd.DataFrame) -> pd.DataFrame:
    """Disputes, a row a pair with both sides beside each other, the earliest first: PAIR_COLUMNS.

    A side that has not spoken yet (not public on the day looked at) is missing. Raises ContractError where a side of a pair
    stands twice.
    """
    twice = claims.duplicated(["pair", "side"])
    if twice.any():
        row = claims[twice].iloc[0]
        raise ContractError(f"claims: side {row['side']} of {row['pair']} stands twice ({row['id']}). Give the second a pair.")
    table: pd.DataFrame = claims.sort_values("side").drop_duplicates("pair").set_index("pair")[["topic", "decided_by"]]
    for side in ("a", "b"):
        of_side = claims[claims["side"] == side].set_index("pair")[list(_SIDE)].add_suffix(f"_{side}")
        table = table.merge(of_side, how="left", left_index=True, right_index=True)
    earliest = claims.groupby("pair")["date"].min()
    table = table.assign(earliest=earliest).reset_index().sort_values(["earliest", "pair"], ignore_index=True)
    return table[list(PAIR_COLUMNS)]


def _between(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    return frame[frame["date"].astype(str).str[:7].between(start, end)]
