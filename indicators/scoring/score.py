"""Computes observations, scores and all countries' yearly scores from snapshots. Pure: the same snapshots give the same frames."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import memo, months
from indicators.model import (
    FIRST_PERIOD,
    INDEX_START,
    OBSERVATION_COLUMNS,
    SCORE_COLUMNS,
    ContractError,
    Indicator,
    Results,
    Snapshots,
)
from indicators.registry import DIMENSIONS, INDICATORS, METHOD, METHODS, MONTHLY_SOURCES, PULSE_PARTS, READINGS
from indicators.scoring import composite, levels, panel, pulse, uncertainty
from indicators.subject import SUBJECT

_DIMENSION_WEIGHTS = {key: dimension.weight for key, dimension in DIMENSIONS.items()}
_INDICATOR_WEIGHTS = {key: indicator.weight for key, indicator in INDICATORS.items()}


def score(snapshots: Snapshots) -> Results:
    """All results computed from a set of snapshots; empty frames if no month can be scored.

    Raises ContractError if the curated tables have no rows of the subject.
    """
    if absent := missing(snapshots):
        raise ContractError(
            f"{SUBJECT.name.en} ({SUBJECT.code}): no rows in {', '.join(absent)}. Add them to data/curated and run "
            "rebuild, or set SUBJECT in indicators/subject.py to the country the tables are about."
        )
    seen = observe(snapshots)
    found = scores(seen, snapshots)
    return Results(observations=seen, scores=found, world=world(snapshots), pulse=pulse_table(snapshots, found))


def subject(snapshots: Snapshots, method: int = METHOD) -> pd.DataFrame:
    """The subject's scores alone, by a method, simulated by the one in force: SCORE_COLUMNS."""
    return scores(observe(snapshots, method), snapshots if method == METHOD else None, method)


def missing(snapshots: Snapshots) -> list[str]:
    """Curated tables used by an indicator that have rows, but none of the subject; sorted.

    As of a past day a table may be empty, so nothing is reported then.
    """
    if snapshots.as_of is not None:
        return []
    found = {
        key: vintage
        for key in sorted({source for item in INDICATORS.values() for source in item.sources})
        if (vintage := snapshots.newest(key)) is not None and vintage.edited
    }
    return [key for key, vintage in found.items() if SUBJECT.code not in set(vintage.frame["country"])]


@memo.last(32)
def last_period(snapshots: Snapshots) -> str | None:
    """The last scored month: the last one covered by a visible vintage of UCDP's monthly sources, independent of today's date.

    All vintages count, not only the latest: an annual release ends before the candidate releases published before it.
    """
    ends = [vintage.end for key in MONTHLY_SOURCES for vintage in snapshots.all(key)]
    return max(ends) if ends else None


def observe(snapshots: Snapshots, method: int = METHOD) -> pd.DataFrame:
    """The subject's observations of every indicator and part of the pulse, monthly, carried forward where allowed.

    Columns OBSERVATION_COLUMNS. ``method`` is a key of the registry's METHODS.
    """
    end = last_period(snapshots)
    if end is None:
        return pd.DataFrame(columns=list(OBSERVATION_COLUMNS))
    grid = range(months.ordinal(FIRST_PERIOD), months.ordinal(end) + 1)
    every = (*METHODS[method].values(), *PULSE_PARTS.values())
    found = {
        measure: measure(snapshots, (SUBJECT.code,), FIRST_PERIOD, end)
        for measure in dict.fromkeys(one.measure for one in every)
    }
    measured = ((found[indicator.measure], indicator) for indicator in every)
    rows = composite.carried(measured, (SUBJECT.code,), grid)
    return rows.sort_values(["country", "period", "indicator"], ignore_index=True)


def contributions(observations: pd.DataFrame, reading: str | None = None) -> pd.DataFrame:
    """Contribution of each indicator to its dimension and to the index, per country and period (``composite.contributions``).

    ``reading`` is a key of the registry's READINGS; None is the declared weighting. The index has points only from
    2001-01 on, when all its indicators are available.

    Raises KeyError for an unknown reading.
    """
    chosen = READINGS[reading] if reading else None
    dimension_weights = {**_DIMENSION_WEIGHTS, **(chosen.dimension_weights if chosen else {})}
    indicator_weights = {**_INDICATOR_WEIGHTS, **(chosen.indicator_weights if chosen else {})}
    scored = _scored(observations)
    rows = composite.contributions(scored, INDICATORS, dimension_weights, indicator_weights)
    return rows.assign(to_index=rows["to_index"].where(rows["period"] >= INDEX_START))


def scores(observations: pd.DataFrame, snapshots: Snapshots | None = None, method: int = METHOD) -> pd.DataFrame:
    """Index, dimensions, indicators, readings and pulse of the observations' country; columns SCORE_COLUMNS, sorted.

    With the ``snapshots`` that were observed the quantiles p05, p50 and p95 are simulated; without them they are missing.
    ``method`` is a key of the registry's METHODS.
    """
    if observations.empty:
        return pd.DataFrame(columns=list(SCORE_COLUMNS))
    return levels.tidy(levelled(observations, snapshots, method))


def levelled(observations: pd.DataFrame, snapshots: Snapshots | None = None, method: int = METHOD) -> levels.Levels:
    """The same as arrays, by level and key; with ``snapshots`` each with its draws."""
    indicators = {**METHODS[method], **PULSE_PARTS}
    whole = panel.of(observations, indicators)
    simulated = uncertainty.simulate(whole, indicators, snapshots) if snapshots is not None else None
    return levels.of(whole, simulated, METHODS[method])


def pulse_table(snapshots: Snapshots, found: pd.DataFrame) -> pd.DataFrame:
    """The pulse and its parts, monthly, of the subject (from its scores, ``found``) and of the countries compared with it.

    Columns SCORE_COLUMNS, sorted; nothing is simulated for other countries.
    """
    end = last_period(snapshots)
    parts = [*([] if found.empty else [found[found["level"] == "pulse"]]), *([pulse.others(snapshots, end)] if end else [])]
    return composite.stacked(parts, SCORE_COLUMNS).sort_values(["country", "period", "level", "key"], ignore_index=True)


def world(snapshots: Snapshots) -> pd.DataFrame:
    """Every country's yearly scores (December) on the comparison set: dimensions and their indicators; SCORE_COLUMNS.

    A dimension has a row where indicators carrying 60 % of the comparison set's weight have a value. There is no index:
    two of the subject's dimensions rest on sources that cover the subject alone. Nothing is simulated.
    """
    end = last_period(snapshots)
    if end is None:
        return pd.DataFrame(columns=list(SCORE_COLUMNS))
    first, last = int(FIRST_PERIOD[:4]), int(end[:4]) - (0 if end[5:] == "12" else 1)
    grid = [months.december(year) for year in range(first, last + 1)]
    compared = {key: indicator for key, indicator in INDICATORS.items() if indicator.compare is not None}
    countries = _countries(snapshots)
    seen = composite.stacked(
        [_compare(snapshots, indicator, countries, grid) for indicator in compared.values()], OBSERVATION_COLUMNS
    )
    if seen.empty:
        return pd.DataFrame(columns=list(SCORE_COLUMNS))
    scored = composite.indicator_scores(seen, compared)
    rows = composite.contributions(scored, compared, _DIMENSION_WEIGHTS, _INDICATOR_WEIGHTS)
    parts = [_indicator_rows(seen), composite.aggregate(rows, "dimension").assign(level="dimension")]
    return composite.stacked(parts, SCORE_COLUMNS).sort_values(["country", "period", "level", "key"], ignore_index=True)


def _compare(snapshots: Snapshots, indicator: Indicator, countries: Sequence[str], grid: Sequence[int]) -> pd.DataFrame:
    assert indicator.compare is not None
    native = indicator.compare(snapshots, countries, FIRST_PERIOD, months.period(grid[-1]))
    return composite.carry(native, indicator, countries, grid)


def _countries(snapshots: Snapshots) -> list[str]:
    """Every country with a row in a source of the comparison set, sorted."""
    found: set[str] = set()
    for key in sorted({source for item in INDICATORS.values() if item.compare for source in item.sources}):
        vintage = snapshots.newest(key)
        if vintage is not None and vintage.countries is None and "country" in vintage.frame.columns:
            found.update(vintage.frame["country"].unique())
    return sorted(found)


def _scored(observations: pd.DataFrame) -> pd.DataFrame:
    """Scores of the dimensions' indicators; the parts of the pulse, which stand among the observations too, are no members."""
    return composite.indicator_scores(observations[observations["indicator"].isin(list(INDICATORS))], INDICATORS)


def _indicator_rows(observations: pd.DataFrame) -> pd.DataFrame:
    scored = _scored(observations)
    return scored.assign(
        level="indicator", key=scored["indicator"], low=scored["score_low"], high=scored["score_high"], coverage=1.0,
        stale=(scored["age_months"] > composite.YEAR).astype("float64"),
        provisional=(scored["status"] == "provisional").astype("float64"), **composite.NOT_SIMULATED,
    )  # fmt: skip
