"""The subject against other countries on the comparison set: standing, series, differences. Pure.

The set is what every country has: yearly, December, without the military dimension and without an index. Scores differ from
the subject's monthly ones because the set is smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indicators import memo
from indicators.registry import DIMENSIONS, INDICATORS
from indicators.subject import SUBJECT

STANDING_COLUMNS = ("country", "score", "low", "high", "status", "rank", "rank_least", "rank_most", "ranked")
BESIDE_COLUMNS = (
    "key",
    "name",
    "level",
    "own",
    "own_low",
    "own_high",
    "other",
    "other_low",
    "other_high",
    "difference",
    "verdict",
)
BINS = (0, 15, 30, 45, 60, 75)  # least score of each bin
RANGE_COLUMNS = ("country", "period", "best", "low", "high")


@dataclass(frozen=True)
class Verdicts:
    """Keys of dimensions in which the subject stands above, below, or cannot be told apart from another country."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    alike: tuple[str, ...]


@memo.told(8)
def dimensions(world: pd.DataFrame) -> list[str]:
    """The dimensions that are compared, in the registry's order."""
    found = set(world.loc[world["level"] == "dimension", "key"])
    return [key for key in DIMENSIONS if key in found]


def parts(dimension: str) -> list[str]:
    """The compared indicators of a dimension."""
    return [key for key, item in INDICATORS.items() if item.dimension == dimension and item.compare is not None]


@memo.told(64)
def decembers(world: pd.DataFrame, end: str) -> list[str]:
    """Decembers by ``end`` (YYYY-MM) in which the subject has a score, newest first, those with every dimension before the others."""
    mine = world[(world["country"] == SUBJECT.code) & (world["level"] == "dimension") & (world["period"] <= end)]
    counts = mine.groupby("period")["key"].nunique()
    full = counts.max() if len(counts) else 0
    return sorted(counts.index[counts == full], reverse=True) + sorted(counts.index[counts < full], reverse=True)


def standing(world: pd.DataFrame, key: str, period: str) -> pd.DataFrame:
    """Every country with a score of ``key`` in a December, most risk first: STANDING_COLUMNS, scores 0-100.

    ``rank`` 1 is most risk, ties share it; ``rank_most`` counts only countries whose range lies wholly above, ``rank_least``
    also those whose range overlaps: between the two the place cannot be told.
    """
    rows = world[(world["key"] == key) & (world["period"] == period)]
    low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
    above = (low[None, :] > high[:, None]).sum(axis=1)
    below = (high[None, :] < low[:, None]).sum(axis=1)
    table = rows.assign(
        rank=rows["score"].rank(ascending=False, method="min").astype("int64"),
        rank_most=above + 1,
        rank_least=len(rows) - below,
        ranked=len(rows),
    )
    return table.sort_values(["rank", "country"])[list(STANDING_COLUMNS)].reset_index(drop=True)


@memo.told(64)
def series(world: pd.DataFrame, key: str, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Scores of ``key`` by December for countries: RANGE_COLUMNS, 0-100."""
    rows = world[(world["key"] == key) & world["country"].isin(countries) & world["period"].between(start, end)]
    return rows.rename(columns={"score": "best"})[list(RANGE_COLUMNS)].sort_values(["country", "period"], ignore_index=True)


@memo.told(64)
def beside(world: pd.DataFrame, other: str, period: str) -> pd.DataFrame:
    """The subject and one other country in a December, dimension by dimension with its indicators: BESIDE_COLUMNS.

    ``verdict``: ``above`` or ``below`` (the subject's score against the other's) where the two ranges do not overlap, else ``alike``:
    by the publishers' own ranges the two cannot be told apart. Only what both have.
    """
    now = world[world["period"] == period]
    mine, theirs = (now[now["country"] == code].set_index("key") for code in (SUBJECT.code, other))
    rows = []
    for dimension in dimensions(world):
        for key in (dimension, *parts(dimension)):
            if key not in mine.index or key not in theirs.index:
                continue
            one, two = mine.loc[key, ["score", "low", "high"]], theirs.loc[key, ["score", "low", "high"]]
            verdict = "above" if one["low"] > two["high"] else "below" if one["high"] < two["low"] else "alike"
            item = DIMENSIONS[key] if key == dimension else INDICATORS[key]
            level = "dimension" if key == dimension else "indicator"
            name = DIMENSIONS[key].short.here if key == dimension else item.name.here
            rows.append((key, name, level, *one, *two, one["score"] - two["score"], verdict))
    return pd.DataFrame(rows, columns=list(BESIDE_COLUMNS))


def widest(table: pd.DataFrame) -> dict[str, Any] | None:
    """The row of ``beside`` of the indicator on which the two differ most, among those on which they can be told apart."""
    rows = table[(table["level"] == "indicator") & (table["verdict"] != "alike")]
    if rows.empty:
        return None
    most = rows.iloc[int(rows["difference"].abs().to_numpy().argmax())]
    return {str(key): value for key, value in most.to_dict().items()}


@memo.told(64)
def heat(world: pd.DataFrame, countries: Sequence[str], period: str) -> pd.DataFrame:
    """Scores of countries in a December, dimensions with their indicators: country, key, score (0-100), bin (0 to 5, by BINS)."""
    keys = [key for one in dimensions(world) for key in (one, *parts(one))]
    rows = world[(world["period"] == period) & world["country"].isin(list(countries)) & world["key"].isin(keys)]
    bins = np.searchsorted(BINS, rows["score"].to_numpy(), side="right") - 1
    return rows.assign(bin=bins)[["country", "key", "score", "bin"]].reset_index(drop=True)


def ordered(table: pd.DataFrame, by: str) -> list[str]:
    """Countries of ``heat``, the subject first and the rest by the score of the dimension ``by``, or of the mean of dimensions; most first."""
    rows = table[table["key"] == by] if by in DIMENSIONS else table[table["key"].isin(DIMENSIONS)]
    order = rows.groupby("country")["score"].mean().sort_values(ascending=False, kind="stable").index
    every = [*order, *sorted(set(table["country"]) - set(order))]
    return [SUBJECT.code, *(code for code in every if code != SUBJECT.code)] if SUBJECT.code in every else every


def verdicts(table: pd.DataFrame) -> Verdicts:
    """The dimensions of ``beside`` by verdict."""
    rows = table[table["level"] == "dimension"]
    return Verdicts(*(tuple(rows.loc[rows["verdict"] == name, "key"]) for name in ("above", "below", "alike")))
