"""What is fixed of the forecasts: leads, samples, bins and the models' numbers. A change of any of them is a new recipe."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

RECIPE = 1  # counts up when code or numbers change what a forecast says
LEADS = tuple(range(1, 13))
SAMPLES = 1000
PROBABILITIES: Numbers = (np.arange(SAMPLES) + 0.5) / SAMPLES

SHORT, LONG = 12, 36  # months of conflictology, and of weighted conflictology
HALF_LIFE = 4  # months in which a weight halves
NOISE, NOISE_GROWTH = 0.3, 0.05  # the noise's sd is NOISE + NOISE_GROWTH * sqrt(lead), on a log scale
MEANS = (1, 3, 12, 36, 120)  # months of the hurdle's mean features
FIRST_ORIGIN = 12  # months of history an origin needs before the hurdle learns from it
PENALTY = 1 / 10  # of squared logit coefficients: C = 10
SPLIT = 5.0  # log deaths that part the hurdle's two sets of residuals
BLEND = 0.5  # width, in log deaths, of the passage between them
REFIT_MONTH = 1  # January

ACTIVE = 25  # deaths in the last twelve months that make a country active
STATEMENT_DEATHS = 100  # deaths in the last twelve months that statements need

BINS: Numbers = np.array([0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])
UNSEEN = 2 / 3  # of a sample, added to every bin's count
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def described() -> dict[str, object]:
    """Every number above by name, for the checksum of the settings a frozen forecast carries."""
    names = [name for name in globals() if name.isupper() and name not in ("PROBABILITIES", "BINS")]
    return {**{name: globals()[name] for name in sorted(names)}, "BINS": BINS.tolist()}
