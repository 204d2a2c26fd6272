"""Two regressions: least squares, and logistic with a ridge penalty by Newton's method. Pure."""

from __future__ import annotations

import numpy as np
from scipy import linalg, special  # type: ignore[import-untyped]

from indicators.model import ContractError
from indicators.outlook.settings import Numbers

_STEPS, _CLOSE = 100, 1e-10
_DIGITS = 9  # coefficients are rounded, so that processors that differ in the last bits give the same forecast


def with_constant(features: Numbers) -> Numbers:
    """The features (rows, columns) with a column of ones before them."""
    return np.column_stack([np.ones(len(features)), features])


def least_squares(features: Numbers, target: Numbers) -> Numbers:
    """Coefficients, the constant first."""
    design = with_constant(features)
    return np.asarray(np.round(linalg.lstsq(design, target)[0], _DIGITS))


def logistic(features: Numbers, target: Numbers, penalty: float) -> Numbers:
    """Coefficients, the constant first, that maximise the log likelihood of ``target`` (0 or 1) less ``penalty``/2 times the
    sum of their squares, the constant apart (Hastie, Tibshirani and Friedman 2009, section 4.4).

    Raises ContractError where Newton's method does not converge.
    """
    design = with_constant(features)
    ridge = np.full(design.shape[1], penalty)
    ridge[0] = 1e-9  # all of one kind would send the constant to infinity
    found = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = special.expit(design @ found)
        slope = design.T @ (target - chance) - ridge * found
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(ridge)
        step = linalg.solve(curve, slope, assume_a="pos")
        found += step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-300))
        if float(np.abs(step).max()) < _CLOSE:
            return np.round(found, _DIGITS)
    raise ContractError("a logistic regression did not converge: its features are constant or not finite")


def predicted(coefficients: Numbers, features: Numbers) -> Numbers:
    """The linear predictor of each row."""
    return np.asarray(coefficients[0] + features @ coefficients[1:])
