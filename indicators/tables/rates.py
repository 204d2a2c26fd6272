"""Deaths a year per 100,000 inhabitants by region, in bins that are the same for every period; no rate where no figure is known. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from indicators.model import Snapshots
from indicators.tables import places

SOURCE = "census"
PER = 100_000  # inhabitants
BINS = (0, 1, 10, 30, 100)  # least rate of each bin above none at all
STEPS = (-30, -10, -1, 1, 10, 30)  # ends of the bins of a difference
RATED_COLUMNS = ("pcode", "name", "inhabitants", "killed", "value")
COMPARED_COLUMNS = ("pcode", "name", "inhabitants", "killed_first", "killed_second", "first", "second", "difference")
DECIMALS = 1  # of a rate; the least of a region with a death is 0.0 in three years


def inhabitants(snapshots: Snapshots) -> pd.Series | None:
    """Persons in ordinary households by P-code of their region, by the newest census that is known; None before any is."""
    found = snapshots.newest(SOURCE)
    return None if found is None else found.frame.set_index("pcode")["inhabitants"].astype("float64")


def of(table: pd.DataFrame, people: pd.Series, period: str) -> pd.DataFrame:
    """``places.of`` of a period with rates: RATED_COLUMNS, ``killed`` in the whole period, ``value`` a year and per 100,000, at full
    precision; both it and ``inhabitants`` are NaN where no figure is known.
    """
    known = table["pcode"].map(people).astype("float64")
    rate = table["value"] / places.years(period) / known * PER
    return table.assign(inhabitants=known, killed=table["value"], value=rate)[list(RATED_COLUMNS)]


def compared(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Two periods of ``of`` beside each other: COMPARED_COLUMNS; the largest rise first, places without a rate last."""
    joined = first.merge(second[["pcode", "killed", "value"]], on="pcode", suffixes=("_first", "_second"))
    table = joined.rename(columns={"value_first": "first", "value_second": "second"})
    table = table.assign(difference=table["second"] - table["first"])
    order = ["difference", "pcode"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)[list(COMPARED_COLUMNS)]


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it is shown and given away: rates at DECIMALS, the difference between what is shown."""
    shown = table.assign(
        **{name: table[name].round(DECIMALS) for name in ("first", "second", "value") if name in table.columns}
    )
    return (
        shown.assign(difference=(shown["second"] - shown["first"]).round(DECIMALS)) if "difference" in table.columns else shown
    )


def bins(values: pd.Series) -> list[int]:
    """The number of the bin of each rate: 0 none at all, 1 below the second edge of BINS, and so on; -1 where there is none."""
    inner = np.searchsorted(BINS, values.fillna(0), side="right")
    return [-1 if pd.isna(value) else 0 if value == 0 else int(place) for value, place in zip(values, inner, strict=True)]


def steps(values: pd.Series) -> list[int]:
    """The number of the bin of each difference, 0 the largest fall; an edge belongs to the larger change; -1 where there is none."""
    return [-1 if pd.isna(one) else int(np.searchsorted(STEPS, one, side="right" if one > 0 else "left")) for one in values]


def without(table: pd.DataFrame) -> Sequence[str]:
    """Names of the places without a figure."""
    return table.loc[table["inhabitants"].isna(), "name"].astype(str).tolist()
