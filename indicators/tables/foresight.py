"""What the scores say about the year after, measured: do they order countries by next year's deaths? Pure.

The measure is the area under the ROC curve: the probability that of two country-years drawn at random, one followed by at
least ``threshold`` deaths and one not, the first stands higher (ties count half). 0.5 is a coin, 1 is perfect. It equals the
Mann-Whitney U statistic over the number of pairs (Hanley and McNeil 1982, Radiology 143).
"""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.model import Snapshots

YEARLY = "ucdp_cy"
THRESHOLD = 25  # UCDP's own for an active conflict-year
COLUMNS = ("country", "year", "deaths", "next_deaths", "composite", "conflict")
ORDERINGS = ("deaths", "conflict", "composite")
AREA_COLUMNS = ("ordering", "sample", "area", "countries", "country_years", "followed")


def country_years(snapshots: Snapshots, world: pd.DataFrame) -> pd.DataFrame:
    """Each country and year with all three compared dimensions and deaths known in it and the next: columns COLUMNS.

    ``deaths`` are UCDP's best estimate of all types, persons; ``composite`` is the plain mean of the three dimension scores
    (0-100) of ``world`` (SCORE_COLUMNS) in December, ``conflict`` that dimension alone. Empty without the yearly file.
    """
    yearly = snapshots.newest(YEARLY)
    if yearly is None or world.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    deaths = yearly.frame.groupby(["country", "year"], as_index=False)["best"].sum()
    deaths = deaths.assign(country=deaths["country"].astype(str), year=deaths["year"].astype("int64"))
    rows = world[world["level"] == "dimension"]
    scores = rows.pivot(index=["country", "period"], columns="key", values="score").dropna().reset_index()
    scores = scores.assign(
        year=months.ordinals(scores["period"]) // 12,
        composite=scores[[key for key in scores.columns if key not in ("country", "period")]].mean(axis=1),
    )
    after = deaths.assign(year=deaths["year"] - 1).rename(columns={"best": "next_deaths"})
    table = scores.merge(deaths.rename(columns={"best": "deaths"}), on=["country", "year"]).merge(after, on=["country", "year"])
    return table[list(COLUMNS)].sort_values(["year", "country"], ignore_index=True)


def areas(table: pd.DataFrame, threshold: int = THRESHOLD) -> pd.DataFrame:
    """The area of each of ORDERINGS over all country-years, and over those below the threshold in their own year.

    ``table`` has COLUMNS; the result AREA_COLUMNS, ``followed`` being the country-years followed by ``threshold`` deaths or more.
    """
    rows = []
    for sample, part in (("all", table), ("quiet", table[table["deaths"] < threshold])):
        hit = part["next_deaths"] >= threshold
        for ordering in ORDERINGS:
            rows.append((ordering, sample, area(part[ordering], hit), part["country"].nunique(), len(part), int(hit.sum())))
    return pd.DataFrame(rows, columns=list(AREA_COLUMNS))


def area(order: pd.Series, hit: pd.Series) -> float:
    """Area under the ROC curve of ``order`` (higher first) for ``hit`` (bool); NaN where all or none are hits."""
    positive, negative = int(hit.sum()), int((~hit).sum())
    if not positive or not negative:
        return float("nan")
    ranks = order.rank()  # average ranks, so that ties count half
    return float((ranks[hit].sum() - positive * (positive + 1) / 2) / (positive * negative))
