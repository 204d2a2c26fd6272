"""Provisional months as a band: where their final figures may come to lie, learnt from other countries' revisions.

The band is shown beside the figure as published; no level is shifted, and forecasts use the figures as published. What is
stored tells of one year's revisions, so the band holds roughly nine in ten, no more (``record``).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from indicators import months
from indicators.dimensions.conflict import revisions
from indicators.model import Snapshots
from indicators.outlook.panel import TOTALS

COLUMNS = ("country", "period", "stage", "released", "low", "high", "factors")
RECORD_COLUMNS = ("country", "months", "inside", "factor_10", "factor_50", "factor_90")


def nowcast(snapshots: Snapshots, country: str) -> pd.DataFrame:
    """Provisional months of a country as published, with the band of their final figure: COLUMNS, deaths in the month.

    ``stage`` is what the newest totals have of the month's year, ``first`` releases or a ``consolidated`` year; ``factors`` is
    how many country-months of other countries the band was learnt from. Without any, low and high are NaN. Empty where no totals
    are stored or the country is not in them.
    """
    known = revisions.sheets(snapshots, TOTALS)
    if not known or country not in known[-1].deaths.columns:
        return pd.DataFrame(columns=list(COLUMNS))
    newest = known[-1]
    parts = []
    for year in range(newest.final_year + 1, newest.end // 12 + 1):
        stage: revisions.Stage = "consolidated" if revisions.consolidated(newest, known[:-1], year) else "first"
        learnt = revisions.factors(snapshots, 1, stage, without=[country])
        figures = newest.deaths.loc[months.december(year) - 11 : months.december(year), country]
        low, high = revisions.band(learnt, figures.to_numpy(dtype="float64"))
        parts.append(
            pd.DataFrame(
                {
                    "country": country, "period": months.periods(figures.index), "stage": stage,
                    "released": figures.to_numpy(), "low": low, "high": high, "factors": len(learnt),
                }
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def record(snapshots: Snapshots, countries: Iterable[str]) -> pd.DataFrame:
    """How many months of each country's revised year fell inside the band learnt without it: RECORD_COLUMNS.

    ``months`` are those of the last final year whose first release is stored; the factors (final over first) are quantiles.
    """
    whole = revisions.factors(snapshots)
    if whole.empty:
        return pd.DataFrame(columns=list(RECORD_COLUMNS))
    year = whole["period"].max()[:4]
    rows = []
    for country in countries:
        own = whole[(whole["country"] == country) & whole["period"].str.startswith(year)]
        if len(own):
            low, high = revisions.band(whole[whole["country"] != country], own["released"].to_numpy(dtype="float64"))
            inside = (low <= own["final"]) & (own["final"] <= high)
            factors = own["factor"].dropna()
            quantiles = np.quantile(factors, [0.1, 0.5, 0.9]) if len(factors) else [np.nan] * 3
            rows.append((country, len(own), int(inside.sum()), *quantiles))
    return pd.DataFrame(rows, columns=list(RECORD_COLUMNS))
