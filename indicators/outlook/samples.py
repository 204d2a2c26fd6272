"""Distributions as sorted samples: a forecast is 1,000 numbers at the probabilities (i - 0.5) / 1000. Pure, no chance in it."""

from __future__ import annotations

import numpy as np
from scipy import special  # type: ignore[import-untyped]

from indicators.outlook.settings import PROBABILITIES, SAMPLES, Numbers

_GOLDEN = (np.sqrt(5) - 1) / 2
# Noise paired with the probabilities: the second coordinate of the golden-ratio lattice, so that every stretch of the sorted
# values meets the whole normal distribution. The same for all countries, months and leads.
NOISE_SCORES: Numbers = special.ndtri((np.arange(1, SAMPLES + 1) * _GOLDEN) % 1.0)


def of_values(values: Numbers, weights: Numbers) -> Numbers:
    """Samples (countries, SAMPLES) of ``values`` (months, countries), each month with its ``weights`` (months,), sorted."""
    order = np.argsort(values, axis=0, kind="stable")
    reached = np.cumsum(weights[order], axis=0) / weights.sum()
    place = (reached[:, :, None] < PROBABILITIES - 1e-12).sum(axis=0)  # the slack: sums of weights differ in the last bits
    ordered = np.take_along_axis(values, order, axis=0)
    return np.asarray(np.take_along_axis(ordered.T, np.minimum(place, len(values) - 1), axis=1))


def blurred(samples: Numbers, spread: float) -> Numbers:
    """Positive samples times lognormal noise of mean 1 and log sd ``spread``, rounded and sorted; zeros stay zeros."""
    return np.sort(np.round(samples * np.exp(spread * NOISE_SCORES - spread**2 / 2)), axis=-1)


def pooled(*parts: Numbers) -> Numbers:
    """The linear pool with equal weights of distributions given as sorted samples: the middle one of each group in order."""
    together = np.sort(np.concatenate(parts, axis=-1), axis=-1)
    return together[..., len(parts) // 2 :: len(parts)]


def poisson(means: Numbers) -> Numbers:
    """Samples (..., SAMPLES) of Poisson distributions with these means; a mean of 0 gives zeros."""
    wide = np.broadcast_to(PROBABILITIES, (*means.shape, SAMPLES))
    mean = means[..., None]
    guess = np.ceil(special.pdtrik(wide, np.where(mean > 0, mean, 1.0)))
    lower = np.maximum(guess - 1, 0)
    exact = np.where(special.pdtr(lower, np.where(mean > 0, mean, 1.0)) >= wide, lower, guess)
    return np.where(mean > 0, np.maximum(exact, 0), 0.0)
