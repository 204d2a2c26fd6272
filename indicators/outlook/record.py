"""The record of forecasts: measures averaged over cases, gains over benchmarks with block bootstrap intervals, PIT. Pure.

A case is one model's forecast of one country's month at one lead, with its outcome: columns CASE_COLUMNS.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from indicators import months
from indicators.outlook import measures
from indicators.outlook.groups import GROUPS, Members
from indicators.outlook.models import BENCHMARKS, POOL
from indicators.outlook.settings import Numbers

MEASURES = ("crps", "ignorance", "interval_score", "covered50", "covered90")
LOSSES = MEASURES[:3]
CASE_COLUMNS = ("country", "origin", "period", "lead", "model", *MEASURES, "pit", *GROUPS)
RECORD_COLUMNS = ("group", "slice", "value", "model", *MEASURES, "cases")
GAIN_COLUMNS = ("group", "against", "measure", "gain", "low", "high")
PIT_COLUMNS = ("group", "model", "decile", "share")
SLICES = ("all", "lead", "year", "origin")

_DRAWS, _SEED = 2000, 20260525
_DECILES = 10
_LEVEL = 0.9


def cases(
    made: dict[str, Numbers], outcome: Numbers, countries: Iterable[str], origin: int, leads: Iterable[int], members: Members
) -> pd.DataFrame:
    """Cases of one origin: samples (countries, leads, SAMPLES) by model, and what came (countries, leads); NaN is left out."""
    names, ahead = np.array(list(countries)), np.array(list(leads))
    shape = outcome.shape
    fixed = {
        "country": np.repeat(names, shape[1]), "origin": months.period(origin),
        "period": np.tile(np.array(months.periods(origin + ahead)), shape[0]), "lead": np.tile(ahead, shape[0]),
        **{name: np.repeat(inside, shape[1]) for name, inside in members.items()},
    }  # fmt: skip
    parts = [pd.DataFrame({**fixed, "model": model, **_measured(samples, outcome)}) for model, samples in made.items()]
    table = pd.concat(parts, ignore_index=True)[list(CASE_COLUMNS)]
    return table[np.tile(np.isfinite(outcome).ravel(), len(parts))].reset_index(drop=True)


def _measured(samples: Numbers, outcome: Numbers) -> dict[str, Numbers]:
    return {
        "crps": measures.crps(samples, outcome).ravel(),
        "ignorance": measures.ignorance(samples, outcome).ravel(),
        "interval_score": measures.interval_score(samples, outcome).ravel(),
        "covered50": measures.covered(samples, outcome, 0.5).ravel(),
        "covered90": measures.covered(samples, outcome, 0.9).ravel(),
        "pit": measures.pit(samples, outcome).ravel(),
    }


def averaged(table: pd.DataFrame, slices: Iterable[str] = SLICES) -> pd.DataFrame:
    """Means by group, slice and model: RECORD_COLUMNS. ``slice`` is one of ``slices``, ``value`` its lead, target year or origin.

    By origin there are only the pool and smoothed conflictology, of the subject and of the world.
    """
    parts = [_sliced(table, group, name) for group in GROUPS for name in slices]
    return pd.concat(parts, ignore_index=True)[list(RECORD_COLUMNS)]


def _sliced(table: pd.DataFrame, group: str, name: str) -> pd.DataFrame:
    rows = table[table[group]]
    if name == "origin":
        rows = rows[rows["model"].isin([POOL, "smoothed"])] if group in ("subject", "world") else rows.iloc[:0]
    keyed = rows[["model", *MEASURES]].assign(value=_values(rows, name))
    keyed = keyed.astype({"model": str, "value": str})
    found = keyed.groupby(["value", "model"])[list(MEASURES)].mean().reset_index()
    counted = keyed.groupby(["value", "model"]).size().to_numpy()
    return found.assign(group=group, slice=name, cases=counted)


def _values(rows: pd.DataFrame, name: str) -> pd.Series:
    if name == "all":
        return pd.Series("", index=rows.index)
    return rows["period"].str[:4] if name == "year" else rows[name]


def gains(table: pd.DataFrame) -> pd.DataFrame:
    """The pool's loss against each benchmark's, in per cent (negative is better), with 90 % intervals: GAIN_COLUMNS.

    Block bootstrap: target years and countries are drawn with replacement, whole (Cameron, Gelbach and Miller 2011 on
    clustering two ways); with one country the years alone.
    """
    rows = [
        (group, against, name, *_gain(table[table[group]], against, name))
        for group in GROUPS
        for against in BENCHMARKS
        for name in LOSSES
        if table[group].any()
    ]
    return pd.DataFrame(rows, columns=list(GAIN_COLUMNS))


def _gain(rows: pd.DataFrame, against: str, name: str) -> tuple[float, float, float]:
    ours, theirs = (_blocks(rows[rows["model"] == model], name) for model in (POOL, against))
    draw = np.random.default_rng(_SEED)
    years, countries = ours.shape
    year_weights = draw.multinomial(years, np.full(years, 1 / years), _DRAWS)
    country_weights = draw.multinomial(countries, np.full(countries, 1 / countries), _DRAWS)
    drawn = [np.einsum("dy,yc,dc->d", year_weights, block, country_weights, optimize=True) for block in (ours, theirs)]
    usable = drawn[1] > 0
    change = 100 * (drawn[0][usable] / drawn[1][usable] - 1)
    low, high = np.quantile(change, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    return 100 * (ours.sum() / theirs.sum() - 1), float(low), float(high)


def _blocks(rows: pd.DataFrame, name: str) -> Numbers:
    """Summed losses by target year and country."""
    sums = rows.groupby([rows["period"].str[:4], "country"])[name].sum().unstack()
    return np.asarray(sums.fillna(0.0).to_numpy(dtype="float64"))


def calibration(table: pd.DataFrame) -> pd.DataFrame:
    """Share of outcomes in each tenth of the forecast distribution: PIT_COLUMNS; a tenth each would be perfect."""
    parts = []
    for group in GROUPS:
        rows = table.loc[table[group], ["model", "pit"]].astype({"model": str})
        rows = rows.assign(decile=((rows["pit"] * _DECILES).astype("int64") + 1).clip(upper=_DECILES))
        shares = rows.groupby(["model", "decile"]).size() / rows.groupby("model").size()
        whole = pd.MultiIndex.from_product([sorted(rows["model"].unique()), range(1, _DECILES + 1)], names=["model", "decile"])
        parts.append(shares.reindex(whole, fill_value=0.0).rename("share").reset_index().assign(group=group))
    return pd.concat(parts, ignore_index=True)[list(PIT_COLUMNS)]
