"""Six forecasts of the months after an origin: the linear pool, its three parts, and three benchmarks.

Each gives sorted samples (countries, leads, 1,000) for a panel that ends at the origin. Samples are marginal: of one month
each, never to be added over leads. Conflictology: Hegre, Vesco and Colaresi 2022 (the ViEWS prediction challenge) and the
benchmarks of its 2023/24 round, where the last observed value is a Poisson mean.
"""

from __future__ import annotations

import numpy as np

from indicators.outlook import hurdle, samples
from indicators.outlook.panel import Panel
from indicators.outlook.settings import HALF_LIFE, LEADS, LONG, MEANS, NOISE, NOISE_GROWTH, SHORT, Numbers

Fits = tuple[hurdle.Fit, ...]
POOL = "pool"
BENCHMARKS = ("conflictology", "smoothed", "last_observed")
PARTS = ("conflictology", "weighted", "hurdle")


def forecast(panel: Panel, fits: Fits | None = None) -> dict[str, Numbers]:
    """Samples of every model for the months after the panel's last one. ``fits`` are the hurdle's, fitted here where None."""
    made = {
        "conflictology": _every_lead(conflictology(panel.deaths)),
        "weighted": weighted(panel.deaths),
        "smoothed": smoothed(panel.deaths),
        "last_observed": _every_lead(last_observed(panel.deaths)),
        "hurdle": pooled_hurdle(panel, fits),
    }
    return {POOL: samples.pooled(*(made[name] for name in PARTS)), **made}


def pool(panel: Panel, fits: Fits | None = None) -> Numbers:
    """The linear pool alone, one third each."""
    return samples.pooled(_every_lead(conflictology(panel.deaths)), weighted(panel.deaths), pooled_hurdle(panel, fits))


def conflictology(deaths: Numbers) -> Numbers:
    """The last twelve months' values, each as likely as the other: (countries, SAMPLES)."""
    recent = deaths[-SHORT:]
    return samples.of_values(recent, np.ones(len(recent)))


def weighted(deaths: Numbers) -> Numbers:
    """The last 36 months, a weight halving every four, with noise that grows with the lead."""
    recent = deaths[-LONG:]
    weights = 0.5 ** (np.arange(len(recent))[::-1] / HALF_LIFE)
    return _noisy(samples.of_values(recent, weights))


def smoothed(deaths: Numbers) -> Numbers:
    """Conflictology with the noise of the weighted one: the benchmark a gain has to be shown over."""
    return _noisy(conflictology(deaths))


def last_observed(deaths: Numbers) -> Numbers:
    """Poisson around the last month's value: (countries, SAMPLES)."""
    return samples.poisson(deaths[-1])


def pooled_hurdle(panel: Panel, fits: Fits | None = None) -> Numbers:
    """The hurdle as fitted with the last January's figures."""
    ready = fits if fits is not None else hurdle.fit(panel, hurdle.refit_month(panel.last))
    return hurdle.sampled(ready, hurdle.features(panel.deaths[-max(MEANS) :])[-1])


def _noisy(values: Numbers) -> Numbers:
    return np.stack([samples.blurred(values, NOISE + NOISE_GROWTH * np.sqrt(lead)) for lead in LEADS], axis=1)


def _every_lead(values: Numbers) -> Numbers:
    return np.repeat(values[:, None, :], len(LEADS), axis=1)
