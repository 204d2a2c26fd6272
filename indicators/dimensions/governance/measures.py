"""What governance measures: coups, overdue transitions, electoral democracy, political stability, isolation. Pure.

The curated three are computed in ``coups``, ``transition`` and ``isolation`` for the subject alone, one row a month; the tables name
a source for every fact and are complete for the subject from 1960, so a month without a measure or an attempt is a true zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from indicators import months
from indicators.dimensions.curated import by_country
from indicators.dimensions.governance import coups, democracy, isolation, transition
from indicators.model import FIRST_PERIOD, NATIVE_COLUMNS, Snapshots

EVENTS = "governance_events"
PROMISES = "promises"
WGI = "wgi"
VDEM = "vdem"
EARLIER = 12  # months before the first one asked for, more than any ledger's value is carried
STANDARD_ERRORS = 1.645  # 90 % of a normal distribution: the margin the World Bank draws (WGI documentation)


def coup_exposure(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Faded sum of coup attempts since 1960 (``coups.exposure``), monthly from 1990-01, the subject only."""
    return _monthly(snapshots, countries, start, end, EVENTS, coups.exposure)


def transition_overdue(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Months past the promised end of the running transition (``transition.overdue``), monthly from 1992-06, the subject only."""
    return _monthly(snapshots, countries, start, end, PROMISES, transition.overdue)


def measures_in_force(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Measures of the closed list in force at the month's end (``isolation.counts``), monthly from 1990-01, the subject only."""
    return _monthly(snapshots, countries, start, end, EVENTS, isolation.counts)


def political_stability(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """WGI political stability, in December; standard normal units (higher = more stable), band +-1.645 standard errors."""
    del start  # what came before may be carried into it
    found = snapshots.newest(WGI)
    if found is None:
        return pd.DataFrame(columns=list(NATIVE_COLUMNS))
    table = found.frame[found.frame["indicator"] == "pv"]
    margin = STANDARD_ERRORS * table["stddev"]
    values = table.assign(best=table["estimate"], low=table["estimate"] - margin, high=table["estimate"] + margin)
    return _yearly(values, countries, end, WGI, found.version)


def electoral_democracy(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """V-Dem electoral democracy index (polyarchy, 0-1), in December; band = V-Dem's code-low and code-high.

    A year whose bounds no version has told takes the widths of the country's last year and is ``estimated`` (``democracy``).
    """
    del start  # what came before may be carried into it
    table, versions = democracy.known(snapshots, countries=countries)
    native = _yearly(table, countries, end, VDEM, versions)
    told = table.loc[table["borrowed"].astype(bool), ["country", "year"]]
    guessed = set(zip(told["country"], told["year"].astype(str) + "-12", strict=True))
    marked = [pair in guessed for pair in zip(native["country"], native["period"], strict=True)]
    return native.assign(status=native["status"].mask(pd.Series(marked, index=native.index, dtype=bool), "estimated"))


def _monthly(
    snapshots: Snapshots,
    countries: Sequence[str],
    start: str,
    end: str,
    source: str,
    compute: Callable[[pd.DataFrame, int, int], pd.DataFrame],
) -> pd.DataFrame:
    """Native observations of ``compute(frame, first, last)`` -> month, best, low, high on a curated table.

    From a year before ``start`` on: what came before may be carried into it.
    """
    first = max(months.ordinal(FIRST_PERIOD), min(months.ordinal(start), months.ordinal(end)) - EARLIER)

    def of(rows: pd.DataFrame, country: str) -> pd.DataFrame:
        del country
        values = compute(rows, first, months.ordinal(end))
        return values.assign(period=months.periods(values["month"]))

    return by_country(snapshots, source, countries, of)


def _yearly(values: pd.DataFrame, countries: Sequence[str], end: str, source: str, version: str) -> pd.DataFrame:
    """Native observations from country, year, best, low, high; earlier years stay, they may be carried."""
    last = months.ordinal(end)
    chosen = values[values["country"].isin(list(countries)) & (values["year"].astype("int64") * 12 + 11 <= last)]
    chosen = chosen.dropna(subset=["best", "low", "high"])
    # a producer's bound on the wrong side of its own best is moved to best, which stays untouched
    return chosen.assign(
        low=chosen[["best", "low"]].min(axis=1), high=chosen[["best", "high"]].max(axis=1),
        period=chosen["year"].map(lambda year: f"{int(year):04d}-12"), status="normal", source=source, vintage=version,
    )[list(NATIVE_COLUMNS)].sort_values(["country", "period"], ignore_index=True)  # fmt: skip
