"""The pooled hurdle: whether a month has deaths, and how many if so, from every country's past. One fit a lead and year.

Refit with the figures to each January, on targets up to that month. The number of deaths, given that there are any, has a
linear mean on the log scale; its residuals are those met in the past, scaled by what mean and past variation say of their size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special  # type: ignore[import-untyped]

from indicators.outlook import regression
from indicators.outlook.panel import Panel
from indicators.outlook.settings import (
    BLEND,
    FIRST_ORIGIN,
    LEADS,
    MEANS,
    PENALTY,
    PROBABILITIES,
    REFIT_MONTH,
    SHORT,
    SPLIT,
    Numbers,
)

_LEAST_SCALE = 0.05  # log deaths; a smaller residual scale would promise a month to the body
_FEWEST = 50  # residuals a set needs, else both sets are one


@dataclass(frozen=True)
class Fit:
    """One lead's hurdle: coefficients of the chance of any death, of the log mean, of the log scale; sorted residuals."""

    chance: Numbers
    mean: Numbers
    scale: Numbers
    below: Numbers  # standardised residuals at SAMPLES probabilities, of fitted means under SPLIT
    above: Numbers


def features(deaths: Numbers) -> Numbers:
    """(months, countries, 7): log1p of the mean of the last 1, 3, 12, 36, 120 months (as many as there are), the standard
    deviation of log1p over 12, the share of active months over 12. Row t uses rows up to t.
    """
    means = [np.log1p(_rolling(deaths, length)) for length in MEANS]
    logs = np.log1p(deaths)
    variance = _rolling(logs**2, SHORT) - _rolling(logs, SHORT) ** 2
    active = _rolling((deaths > 0).astype("float64"), SHORT)
    return np.stack([*means, np.sqrt(np.maximum(variance, 0.0)), active], axis=-1)


def _rolling(values: Numbers, length: int) -> Numbers:
    sums = np.cumsum(values, axis=0)
    lagged = np.zeros_like(sums)
    lagged[length:] = sums[:-length]
    count = np.minimum(np.arange(1, len(values) + 1), length)[:, None]
    return np.asarray((sums - lagged) / count)


def refit_month(origin: int) -> int:
    """The month number whose figures an origin's fit has seen: the last January up to it."""
    return origin - (origin % 12 - (REFIT_MONTH - 1)) % 12


def fit(panel: Panel, until: int) -> tuple[Fit, ...]:
    """A fit for each lead on targets up to month number ``until``."""
    known = panel.until(until).deaths
    table = features(known)
    return tuple(_fit(known, table, lead) for lead in LEADS)


def _fit(deaths: Numbers, table: Numbers, lead: int) -> Fit:
    x = table[FIRST_ORIGIN - 1 : len(deaths) - lead].reshape(-1, table.shape[-1])
    y = deaths[FIRST_ORIGIN - 1 + lead :].reshape(-1)
    some = y > 0
    chance = regression.logistic(x, some.astype("float64"), PENALTY)
    logs, given = np.log(y[some]), x[some]
    mean = regression.least_squares(given, logs)
    fitted = regression.predicted(mean, given)
    residual = logs - fitted
    spread = _spread_features(fitted, given)
    # E log|r| is not log sd, but only ratios matter: residuals are divided by the scale here and multiplied by it later
    scale = regression.least_squares(spread, np.log(np.maximum(np.abs(residual), 1e-3)))
    standard = residual / _scale(scale, spread)
    low = fitted < SPLIT
    below, above = (standard[part] if part.sum() >= _FEWEST else standard for part in (low, ~low))
    return Fit(chance, mean, scale, *(np.quantile(part, PROBABILITIES) for part in (below, above)))


def _spread_features(fitted: Numbers, table: Numbers) -> Numbers:
    return np.column_stack([fitted, fitted**2, table[:, len(MEANS)]])


def _scale(coefficients: Numbers, spread: Numbers) -> Numbers:
    return np.maximum(np.exp(regression.predicted(coefficients, spread)), _LEAST_SCALE)


def sampled(fits: tuple[Fit, ...], table: Numbers) -> Numbers:
    """Samples (countries, leads, SAMPLES) from the features (countries, 7) at the origin."""
    return np.stack([_sampled(one, table) for one in fits], axis=1)


def _sampled(one: Fit, table: Numbers) -> Numbers:
    chance = special.expit(regression.predicted(one.chance, table))[:, None]
    mean = regression.predicted(one.mean, table)
    scale = _scale(one.scale, _spread_features(mean, table))[:, None]
    share = np.clip((PROBABILITIES - (1 - chance)) / chance, 0.0, 1.0)
    upper = special.expit((mean - SPLIT) / BLEND)[:, None]
    residual = upper * _at(one.above, share) + (1 - upper) * _at(one.below, share)
    many = np.maximum(np.round(np.exp(mean[:, None] + scale * residual)), 1.0)
    return np.where(1 - chance < PROBABILITIES, many, 0.0)


def _at(quantiles: Numbers, share: Numbers) -> Numbers:
    return np.interp(share, PROBABILITIES, quantiles)
