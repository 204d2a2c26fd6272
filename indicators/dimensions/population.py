"""Inhabitants: the denominator of every rate, known without look-ahead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import memo, months
from indicators.model import Snapshots

SOURCE = "population"
MAX_CARRY_YEARS = 5


def inhabitants(snapshots: Snapshots, country: str, numbers: Sequence[int]) -> npt.NDArray[np.float64]:
    """Inhabitants of a country in each month (month numbers), NaN where not known.

    The mid-year estimate of a year counts from December of that year, like every annual value, so that a month never uses
    a figure dated after it; the last one is carried for at most five years.
    """
    table = yearly(snapshots, (country,))
    result = np.full(len(numbers), np.nan)
    if table.empty:
        return result
    known = np.array([months.december(year) for year in table["year"]])
    values = table["population"].to_numpy(dtype="float64")
    wanted = np.asarray(numbers)
    position = np.searchsorted(known, wanted, side="right") - 1
    usable = (position >= 0) & (wanted - known[position] <= 12 * MAX_CARRY_YEARS)
    result[usable] = values[position[usable]]
    return result


def of(snapshots: Snapshots, countries: pd.Series, numbers: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """``inhabitants`` row by row: the country and the month number of each row give its inhabitants, NaN where not known."""
    wanted = np.asarray(numbers, dtype="int64")
    names, code = np.unique(countries.to_numpy(dtype="object"), return_inverse=True)
    table = yearly(snapshots, tuple(names))
    place = np.searchsorted(names, table["country"].to_numpy(dtype="object"))
    known = place * months.FAR + months.december(0) + 12 * table["year"].to_numpy(dtype="int64")
    asked = code * months.FAR + wanted
    position = np.searchsorted(known, asked, side="right") - 1
    usable = position >= 0
    usable[usable] = asked[usable] - known[position[usable]] <= 12 * MAX_CARRY_YEARS
    result = np.full(len(wanted), np.nan)
    result[usable] = table["population"].to_numpy(dtype="float64")[position[usable]]
    return result


def yearly(snapshots: Snapshots, countries: Sequence[str]) -> pd.DataFrame:
    """Columns country, year, population of the newest vintage, sorted; empty where there is none."""
    vintage = snapshots.newest(SOURCE)
    if vintage is None:
        return pd.DataFrame({"country": pd.Series(dtype=str), "year": pd.Series(dtype="int64"), "population": []})
    return _sorted(vintage.frame, tuple(countries))


@memo.last(16, lasting=True)
def _sorted(frame: pd.DataFrame, countries: tuple[str, ...]) -> pd.DataFrame:
    chosen = frame[frame["country"].isin(countries)]
    return chosen[["country", "year", "population"]].sort_values(["country", "year"], ignore_index=True)
