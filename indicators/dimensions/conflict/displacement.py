"""People displaced: refugees from the country and internally displaced people, at 31 December."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from indicators import months
from indicators.dimensions import population
from indicators.model import NATIVE_COLUMNS, Snapshots, Vintage

PAIRS, SUMS = "unhcr", "unhcr_origins"


def displacement(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Displaced people per 1,000 inhabitants, in December of each year.

    Refugees of that origin (UNHCR) plus internally displaced people. IDMC's and UNHCR's counts of the latter are two counts
    of the same people and never added: IDMC's is best where there is one, the two are the bounds. Asylum seekers enter only
    ``high``. A year without a count of refugees has no row; where some country of asylum's is not known, the sum of the others
    is a floor, and the year is estimated; a UNHCR count of 0 displaced before the first IDMC year is
    UNHCR's silence about a population outside its mandate, not a zero. Refugees come from the pairs of origin and asylum, which
    cover the region, or from the sums of every origin: the newer one that covers the country, of one day the pairs.
    """
    del start
    found = [(country, vintage) for country in countries if (vintage := _source(snapshots, country)) is not None]
    parts = [_country(snapshots, country, vintage) for country, vintage in found]
    if not parts:
        return pd.DataFrame(columns=list(NATIVE_COLUMNS))
    frame = pd.concat(parts, ignore_index=True)
    return frame[frame["period"] <= end][list(NATIVE_COLUMNS)]


def _source(snapshots: Snapshots, country: str) -> Vintage | None:
    """The newer of pairs and sums that covers a country."""
    known = [one for key in (PAIRS, SUMS) if (one := snapshots.newest(key)) is not None]
    covering = [one for one in known if one.countries is None or country in one.countries]
    return max(covering, key=lambda one: one.published, default=None)  # the first of equals: the pairs


def _country(snapshots: Snapshots, country: str, unhcr: Vintage) -> pd.DataFrame:
    idmc = snapshots.newest("idmc")
    rows = unhcr.frame[unhcr.frame["origin" if unhcr.source == PAIRS else "country"] == country]
    partly = rows["refugees"].isna().groupby(rows["year"]).any()
    by_year = rows.groupby("year")[["refugees", "asylum_seekers", "idps"]].sum().astype("float64")
    by_year = by_year[by_year["refugees"] > 0]
    unhcr_idps = by_year["idps"].where(by_year["idps"] > 0)
    counts = pd.Series(np.nan, index=by_year.index)
    if idmc is not None:
        own = idmc.frame[idmc.frame["country"] == country].set_index("year")["idps"].astype("float64")
        counts = own.reindex(by_year.index)
    bounds = pd.concat([counts, unhcr_idps], axis=1)
    people = by_year["refugees"]
    best = people + counts.fillna(unhcr_idps).fillna(0.0)
    low = people + bounds.min(axis=1).fillna(0.0)
    high = people + bounds.max(axis=1).fillna(0.0) + by_year["asylum_seekers"]
    numbers = [months.december(int(year)) for year in by_year.index]
    thousand = population.inhabitants(snapshots, country, numbers) / 1000.0
    used = [unhcr.source] + (["idmc"] if idmc is not None else [])
    frame = pd.DataFrame(
        {
            "country": country, "period": months.periods(numbers), "best": best.to_numpy() / thousand,
            "low": low.to_numpy() / thousand, "high": high.to_numpy() / thousand, "source": " ".join(used),
            "vintage": " ".join(vintage.version for vintage in (unhcr, idmc) if vintage is not None),
            "status": partly.reindex(by_year.index).map({False: "normal", True: "estimated"}).to_numpy(),
        }
    )  # fmt: skip
    return frame.dropna(subset=["best"])
