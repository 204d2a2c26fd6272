"""How good a forecast was: CRPS, ignorance, interval score, coverage, PIT. Pure; samples are on the last axis, sorted."""

from __future__ import annotations

import numpy as np

from indicators.outlook.settings import BINS, PROBABILITIES, UNSEEN, Numbers

LEVEL = 0.9


def crps(samples: Numbers, outcome: Numbers) -> Numbers:
    """Continuous ranked probability score, deaths; 0 is perfect (Gneiting and Raftery 2007, equation 20)."""
    count = samples.shape[-1]
    place = np.arange(count)
    between = ((2 * place + 1 - count) * samples).sum(axis=-1) / count**2  # half the mean distance of two samples
    return np.asarray(np.abs(samples - outcome[..., None]).mean(axis=-1) - between)


def ignorance(samples: Numbers, outcome: Numbers) -> Numbers:
    """Bits of surprise at the bin (BINS) the outcome fell into: -log2 of (k + 2/3) / (n + 2/3), k samples of n being in it."""
    count = samples.shape[-1]
    bin_ = np.searchsorted(BINS, outcome, side="right")
    seen = (np.searchsorted(BINS, samples, side="right") == bin_[..., None]).sum(axis=-1)
    return np.asarray(-np.log2((seen + UNSEEN) / (count + UNSEEN)))


def interval(samples: Numbers, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """The central interval that holds ``level`` of the samples."""
    tail = (1 - level) / 2
    low, high = np.quantile(samples, [tail, 1 - tail], axis=-1)
    return low, high


def interval_score(samples: Numbers, outcome: Numbers, level: float = LEVEL) -> Numbers:
    """Mean interval score: width plus 2 / (1 - level) times what lies outside, deaths (Gneiting and Raftery 2007, 43)."""
    low, high = interval(samples, level)
    missed = np.maximum(low - outcome, 0) + np.maximum(outcome - high, 0)
    return np.asarray(high - low + 2 / (1 - level) * missed)


def covered(samples: Numbers, outcome: Numbers, level: float) -> Numbers:
    """1 where the central interval holds the outcome, else 0."""
    low, high = interval(samples, level)
    return np.asarray(((low <= outcome) & (outcome <= high)).astype("float64"))


def pit(samples: Numbers, outcome: Numbers) -> Numbers:
    """The middle of the probability integral transform: share of samples below the outcome plus half of those equal to it."""
    below = (samples < outcome[..., None]).mean(axis=-1)
    equal = (samples == outcome[..., None]).mean(axis=-1)
    return np.asarray(below + equal / 2)


def quantile(samples: Numbers, share: float) -> Numbers:
    """The sample at a probability: the first whose own probability reaches it."""
    return np.asarray(samples[..., int(np.searchsorted(PROBABILITIES, share))])
