"""How well the forecasts did, and where they failed, from what the data folder keeps of them; for the page on the outlook."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from indicators.outlook.models import BENCHMARKS, POOL
from indicators.outlook.record import MEASURES
from indicators.store import package, scorecard
from indicators.subject import SUBJECT

SMOOTHED = "smoothed"
SIZE = 1000  # deaths in the years scored that make a country's loss worth naming
NAMED = 4  # countries named
SHOWN = 12  # misses drawn
SUBJECT_ONLY, WORLD = "subject", "world"
LOSS_COLUMNS = ("value", POOL, SMOOTHED)
COUNTRY_COLUMNS = ("country", "change", "crps", "crps_smoothed", "covered90", "deaths")


@dataclass(frozen=True)
class Record:
    """The stored backtest: its averages, gains, each country's mean loss, the worst misses. A table that is not stored is empty."""

    averages: pd.DataFrame = field(repr=False)
    gains: pd.DataFrame = field(repr=False)
    countries: pd.DataFrame = field(repr=False)
    misses: pd.DataFrame = field(repr=False)


def stored(root: Path) -> Record:
    """What the folder keeps. Raises ContractError where a file is not what the index says."""
    keys = {"backtest": (), "backtest_gains": (), "backtest_countries": (), "backtest_misses": ()}
    found = {key: scorecard.table(root, key) for key in keys}
    declared = {one.key: [item.name for item in one.fields] for one in package.BACKTEST_TABLES}
    return Record(*(pd.DataFrame(columns=declared[key]) if one is None else one for key, one in found.items()))


def covered(record: Record, group: str = SUBJECT_ONLY) -> float | None:
    """Share of the months of a group that came inside the pool's band for nine in ten; None without a backtest."""
    rows = record.averages
    rows = rows[(rows["group"] == group) & (rows["slice"] == "all") & (rows["model"] == POOL)]
    return float(rows["covered90"].iloc[0]) if len(rows) else None


def gains(record: Record, against: str, measure: str) -> pd.DataFrame:
    """Loss of the pool against a benchmark by group: group, gain, low, high, per cent; below 0 is better."""
    rows = record.gains
    rows = rows[(rows["against"] == against) & (rows["measure"] == measure)]
    return rows[["group", "gain", "low", "high"]].reset_index(drop=True)


def averages(record: Record, group: str) -> pd.DataFrame:
    """The means of a group: measure and a column for each of the pool and its benchmarks."""
    rows = record.averages
    rows = rows[(rows["group"] == group) & (rows["slice"] == "all")].set_index("model")[list(MEASURES)].T
    models = [name for name in (POOL, *BENCHMARKS) if name in rows.columns]
    return rows[models].rename_axis("measure").reset_index()


def lost_years(record: Record, group: str = SUBJECT_ONLY) -> tuple[pd.DataFrame, int]:
    """The target years in which the pool's CRPS was above smoothed conflictology's (LOSS_COLUMNS), and how many years there are."""
    rows = record.averages
    rows = rows[(rows["group"] == group) & (rows["slice"] == "year") & rows["model"].isin([POOL, SMOOTHED])]
    if rows.empty:
        return pd.DataFrame(columns=list(LOSS_COLUMNS)), 0
    wide = rows.pivot(index="value", columns="model", values="crps").reset_index()
    return wide.loc[wide[POOL] > wide[SMOOTHED], list(LOSS_COLUMNS)].reset_index(drop=True), len(wide)


def lost_countries(record: Record) -> tuple[pd.DataFrame, int, int]:
    """The countries of SIZE deaths or more in which the pool lost most against smoothed conflictology (COUNTRY_COLUMNS, ``change`` in
    per cent), at most NAMED; how many of that size lost, of how many.
    """
    rows = record.countries[record.countries["deaths"] >= SIZE] if len(record.countries) else record.countries
    change = 100 * (rows["crps"] / rows["crps_smoothed"] - 1)
    told = rows.assign(change=change)
    lost = told[told["change"] > 0].sort_values(["change", "country"], ascending=[False, True])
    return lost[list(COUNTRY_COLUMNS)].head(NAMED).reset_index(drop=True), len(lost), len(rows)


def misses(record: Record, group: str) -> pd.DataFrame:
    """The worst forecasts of a month ahead, of the subject or of all countries: ``hindsight.MISS_COLUMNS``, at most SHOWN."""
    rows = record.misses
    rows = rows[rows["country"] == SUBJECT.code] if group == SUBJECT_ONLY else rows
    return rows.sort_values(["crps", "country", "period"], ascending=[False, True, True]).head(SHOWN).reset_index(drop=True)
