"""From observations to scores: carry, normalise, weight, aggregate. Pure functions of frames.

The steps and their names follow OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), chapters 5 and 6:
min-max normalisation with fixed goalposts, and weighted arithmetic (fully compensatory) aggregation, chosen because each
contributions then add up exactly. Alternative choices are published as readings and robustness tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import months
from indicators.model import NATIVE_COLUMNS, OBSERVATION_COLUMNS, STATUSES, ContractError, Indicator

COVERAGE_NEEDED = 0.6  # share of a dimension's weight that must have a value
YEAR = 12  # months; a figure older than this is stale
VALUES = ("best", "low", "high")
NOT_SIMULATED = dict.fromkeys(("p05", "p50", "p95"), float("nan"))


def carry(native: pd.DataFrame, indicator: Indicator, countries: Sequence[str], grid: Sequence[int]) -> pd.DataFrame:
    """Native observations carried forward to every month of ``grid`` (month numbers); columns OBSERVATION_COLUMNS.

    A month without a value takes the last earlier one, at most ``indicator.max_carry`` months old, with its age and the status
    ``carried`` (unless its status is worse). Months without a recent value are omitted. Where a measure tells the age of
    the figures behind a value (a column ``age_months``), that age is added.

    Raises ContractError with the first invalid row of ``native``.
    """
    return carried([(native, indicator)], countries, grid)


def carried(measured: Iterable[tuple[pd.DataFrame, Indicator]], countries: Sequence[str], grid: Sequence[int]) -> pd.DataFrame:
    """``carry`` of several indicators, one after another in one frame, which is made once: columns of text are dear to make."""
    parts = [_carried(native, indicator, countries, grid) for native, indicator in measured]
    result = pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in OBSERVATION_COLUMNS})
    texts = dict.fromkeys(("country", "period", "indicator", "status", "source", "vintage"), "str")
    return result.astype({**texts, "age_months": "int64"})


def _carried(
    native: pd.DataFrame, indicator: Indicator, countries: Sequence[str], grid: Sequence[int]
) -> dict[str, npt.NDArray[Any]]:
    check_native(native, indicator.key)
    ordered, months_wanted = sorted(countries), np.asarray(grid, dtype="int64")
    number = np.asarray(months.ordinals(native["period"]), dtype="int64")
    place = pd.Index(ordered).get_indexer(pd.Index(native["country"]))
    order = np.lexsort((number, place))
    order = order[place[order] >= 0]
    keys = place[order] * months.FAR + number[order]
    wanted = (np.arange(len(ordered))[:, None] * months.FAR + months_wanted[None, :]).ravel()
    last = np.searchsorted(keys, wanted, side="right") - 1
    waited = wanted - keys[last] if len(keys) else np.full(len(wanted), months.FAR)
    found = (last >= 0) & (waited <= indicator.max_carry)
    rows, waited, at = order[last[found]] if len(keys) else order, waited[found], np.flatnonzero(found)
    taken = {name: native[name].to_numpy()[rows] for name in native.columns if name not in ("country", "period")}
    older = (waited > 0) & np.isin(taken["status"].astype(str), ["normal", "provisional"])
    periods = np.array(months.periods(months_wanted), dtype="object")
    return {
        "country": np.array(ordered, dtype="object")[at // len(grid)], "period": periods[at % len(grid)],
        "indicator": np.full(len(at), indicator.key, dtype="object"), **{name: taken[name].astype("float64") for name in VALUES},
        "status": np.where(older, "carried", taken["status"]).astype("object"), "age_months": waited + taken.get("age_months", 0),
        "source": taken["source"].astype("object"), "vintage": taken["vintage"].astype("object"),
    }  # fmt: skip


def check_native(native: pd.DataFrame, key: str) -> None:
    """Raise ContractError if a measuring function's result does not meet the contract of ``model.Measure``."""
    missing = [column for column in NATIVE_COLUMNS if column not in native.columns]
    if missing:
        raise ContractError(f"{key}: the measure returned no column {missing[0]!r}")
    values = np.column_stack([native[name].to_numpy(dtype="float64") for name in VALUES])
    bad = ~np.isfinite(values).all(axis=1) | (values[:, 1] > values[:, 0] + 1e-9) | (values[:, 0] > values[:, 2] + 1e-9)
    bad |= np.array([status not in STATUSES for status in native["status"].tolist()], dtype=bool)
    if len(set(zip(native["country"].tolist(), native["period"].tolist(), strict=True))) < len(native):
        bad |= native.duplicated(["country", "period"]).to_numpy()
    if bad.any():
        raise ContractError(f"{key}: {int(bad.sum())} bad observations, the first: {native[bad].iloc[0].to_dict()}")


def normalise(values: npt.NDArray[np.float64], indicator: Indicator) -> npt.NDArray[np.float64]:
    """Scale raw values by the goalposts to 0-100, higher = more risk; values outside the goalposts score 0 or 100.

    Linear: 100 (x - g0) / (g1 - g0). Logarithmic: the same of log x; a value of 0 or less scores as the lower goalpost.
    """
    start, end = indicator.goalposts
    if indicator.scale == "log":
        floor = min(start, end)
        values = np.log(np.maximum(values, floor) / start) / np.log(end / start)
    else:
        values = (values - start) / (end - start)
    return np.clip(values, 0.0, 1.0) * 100.0


def indicator_scores(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Observations with the columns ``score``, ``score_low``, ``score_high`` added (low and high swap where reversed)."""
    parts = []
    for key, rows in observations.groupby("indicator", sort=False):
        indicator = indicators[str(key)]
        best, low, high = (normalise(rows[name].to_numpy(dtype="float64"), indicator) for name in VALUES)
        if not indicator.higher_is_risk:
            low, high = high, low
        parts.append(rows.assign(score=best, score_low=low, score_high=high))
    if not parts:
        return observations.assign(score=[], score_low=[], score_high=[])
    return pd.concat(parts, ignore_index=True)


def contributions(
    scored: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    dimension_weights: Mapping[str, float],
    indicator_weights: Mapping[str, float],
) -> pd.DataFrame:
    """Contribution of each indicator to its dimension and to the index, one row per country, period and indicator.

    Columns of ``indicator_scores`` plus ``dimension``, ``weight`` (declared), ``share`` (of the dimension, among the
    indicators present), ``coverage`` (of the dimension), ``to_dimension`` and ``to_index`` (points, 0-100 scale; NaN where
    the dimension or the index has no score). The points of a month add up to its score exactly (to float precision).
    """
    rows = scored.assign(
        dimension=[indicators[key].dimension for key in scored["indicator"]],
        weight=[float(indicator_weights[key]) for key in scored["indicator"]],
    )
    rows = rows[rows["weight"] > 0].reset_index(drop=True)
    totals: dict[str, float] = {}
    for key, indicator in indicators.items():
        totals[indicator.dimension] = totals.get(indicator.dimension, 0.0) + float(indicator_weights[key])
    present = rows.groupby(["country", "period", "dimension"])["weight"].transform("sum")
    coverage = present / rows["dimension"].map(totals)
    enough = coverage >= COVERAGE_NEEDED - 1e-9
    share = rows["weight"] / present
    rows = rows.assign(share=share, coverage=coverage, to_dimension=(rows["score"] * share).where(enough))
    used = {key: weight for key, weight in dimension_weights.items() if weight > 0}
    whole = sum(used.values())
    weight = rows["dimension"].map(used).fillna(0.0) / whole
    scored_dimensions = rows[enough & rows["dimension"].isin(used)].groupby(["country", "period"])["dimension"].nunique()
    complete = scored_dimensions.reindex(pd.MultiIndex.from_frame(rows[["country", "period"]])).to_numpy() == len(used)
    return rows.assign(index_weight=weight * share, to_index=(rows["to_dimension"] * weight).where(complete))


def aggregate(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Contributions summed to dimension scores (``by="dimension"``) or index scores (``by="index"``).

    Columns country, period, key, score, low, high, status (the worst of the parts), coverage, p05, p50 and p95 (missing: nothing is
    simulated), stale and provisional (shares of the weight). Coverage of the index is the mean of its dimensions' coverage,
    weighted like them.
    """
    column, share = ("to_dimension", "share") if by == "dimension" else ("to_index", "index_weight")
    used = rows[rows[column].notna() & (rows[share] > 0)]
    keys = ["country", "period"] + (["dimension"] if by == "dimension" else [])
    table = used.assign(
        part_low=used["score_low"] * used[share], part_high=used["score_high"] * used[share],
        part_coverage=used["coverage"] * used[share], part_stale=(used["age_months"] > YEAR) * used[share],
        part_provisional=(used["status"] == "provisional") * used[share],
        rank=used["status"].map({name: place for place, name in enumerate(STATUSES)}),
    )  # fmt: skip
    summed = table.groupby(keys, sort=True).agg(
        score=(column, "sum"), rank=("rank", "max"),
        **{name: (f"part_{name}", "sum") for name in ("low", "high", "coverage", "stale", "provisional")},
    )  # fmt: skip
    summed = summed.reset_index()
    summed["status"] = [STATUSES[int(place)] for place in summed["rank"]]
    summed["key"] = summed["dimension"] if by == "dimension" else "index"
    columns = ["country", "period", "key", "score", "low", "high", "status", "coverage", *NOT_SIMULATED, "stale", "provisional"]
    return summed.assign(**NOT_SIMULATED)[columns]


def stacked(parts: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """The parts that have rows under one another, their ``columns`` only; these without rows where none has."""
    filled = [part[list(columns)] for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(columns))
