"""Two readings of the same months, side by side: our sums of UCDP's candidates and a third party's totals. Never averaged. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.dimensions.conflict import deaths, events
from indicators.model import Snapshots

COLUMNS = ("country", "year", "months", "sums", "totals", "difference", "sums_vintage", "totals_vintage")


def of(snapshots: Snapshots) -> pd.DataFrame:
    """Deaths (persons, best estimate, all types) by country and year in both: COLUMNS, sorted.

    Only months that both cover count, ``months`` of them a year; ``difference`` is sums less totals. They differ because totals
    drop events that span two months, because each stands on a release of another day, and for reasons not known (Nigeria 2025).
    The scores read the sums where both speak. Empty where either is absent.
    """
    totals = snapshots.newest(deaths.TOTALS)
    if totals is None or not snapshots.all(events.SUMMED):
        return pd.DataFrame(columns=list(COLUMNS))
    parts = [_country(snapshots, str(country), rows) for country, rows in totals.frame.groupby("country")]
    found = [part for part in parts if len(part)]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    table = pd.concat(found, ignore_index=True).assign(totals_vintage=totals.version)
    return table[list(COLUMNS)].sort_values(["country", "year"], ignore_index=True)


def _country(snapshots: Snapshots, country: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Both readings of one country's years; nothing where no vintage of the sums covers it."""
    known = events.summed(snapshots, country)
    if known is None:
        return pd.DataFrame()
    month = months.ordinals(rows["period"])
    both = rows.assign(month=month)[known.covered(month.to_numpy())]
    ours = known.frame.groupby("month")["best"].sum()
    both = both.assign(year=both["period"].str[:4].astype("int64"), sums=both["month"].map(ours).fillna(0).astype("int64"))
    years = both.groupby("year", as_index=False).agg(months=("period", "size"), sums=("sums", "sum"), totals=("best", "sum"))
    return years.assign(country=country, difference=years["sums"] - years["totals"], sums_vintage=" ".join(known.versions))
