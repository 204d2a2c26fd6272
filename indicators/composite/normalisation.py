"""Raw values to scores that can be averaged, every method over whole arrays of draws.

Names and formulas are COINr's ``n_*`` functions (Becker et al. 2022, *JOSS* 7(78), 4567), which follow OECD/JRC, *Handbook on
Constructing Composite Indicators* (2008), chapter 5. As there, a value of direction -1 is multiplied by -1 first, so a
higher score is always further along the direction declared. Missing values (NaN) stay missing and count for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from indicators.composite.hierarchy import Floats, Goalposts

METHODS = ("minmax", "zscore", "rank", "prank", "borda", "dist2max", "dist2ref", "goalposts", "none")
BLOCK = 1 << 18  # values worked on at a time, two megabytes
Posts = tuple[float, float, bool]  # lower, upper, logarithmic


def normalise(
    values: Floats,
    method: str = "minmax",
    *,
    directions: npt.ArrayLike = 1.0,
    onto: tuple[float, float] = (0.0, 100.0),
    reference: int | None = None,
    goalposts: Goalposts | None = None,
    names: Sequence[str] | None = None,
) -> Floats:
    """Scores of ``values``, an array (units, indicators) or (units, indicators, draws); the same shape comes back.

    ``method`` is one of METHODS, each over the units, an indicator and a draw at a time:

    - ``minmax``: (x - min) / (max - min), stretched ``onto`` the two ends given
    - ``zscore``: (x - mean) / sd, with the sample's sd (n - 1)
    - ``rank``: 1 for the lowest; equal values share the lowest of their ranks. ``borda``: rank - 1
    - ``prank``: (rank - 1) / (n - 1), n the number of values that are there
    - ``dist2max``: 1 - (max - x) / (max - min)
    - ``dist2ref``: 1 - (r - x) / (r - min), r the value of the unit at position ``reference``; above 1 where x is beyond r
    - ``goalposts``: x held within fixed ends, (x - lower) / (upper - lower), or the same of log x, stretched ``onto``
    - ``none``: x times the direction

    ``directions``: 1 or -1 for all or for each indicator. ``names`` are the indicators' for messages.
    Raises ValueError where the formula would divide by zero, which COINr answers with NaN, and where a method's own argument
    is not given.
    """
    if values.ndim not in (2, 3):
        raise ValueError(f"values are an array (units, indicators) or (units, indicators, draws), not of shape {values.shape}")
    if method not in METHODS:
        raise ValueError(f"no normalisation {method!r}; there are {', '.join(METHODS)}")
    if method == "goalposts" and goalposts is None:
        raise ValueError("goalposts need the columns lower and upper in the hierarchy")
    if method == "dist2ref" and reference is None:
        raise ValueError("dist2ref needs the reference unit")
    cube = values if values.ndim == 3 else values[:, :, None]
    turns = np.broadcast_to(np.asarray(directions, dtype="float64"), values.shape[1])
    step = max(1, BLOCK // max(1, len(cube)))  # so many draws of one indicator stay in the processor's cache
    result = np.empty_like(cube)
    for place, turn in enumerate(turns):
        posts = (goalposts.lower[place], goalposts.upper[place], goalposts.log[place]) if goalposts is not None else None
        for start in range(0, cube.shape[2], step):
            part = cube[:, place, start : start + step]
            try:
                result[:, place, start : start + step] = _one(part, method, turn, onto, reference, posts)
            except ValueError as error:
                raise ValueError(f"indicator {names[place] if names is not None else place}: {error}") from error
    return result if values.ndim == 3 else result[:, :, 0]


def _one(
    values: Floats, method: str, turn: float, onto: tuple[float, float], reference: int | None, posts: Posts | None
) -> Floats:
    """Scores of one indicator, (units, draws)."""
    if method == "goalposts" and posts is not None:
        return _between(values, posts, turn, onto)
    turned = values * turn if turn != 1 else values
    if method in ("minmax", "dist2max"):
        return _stretched(turned, onto if method == "minmax" else (0.0, 1.0))
    if method == "zscore":
        return _standardised(turned)
    if method == "dist2ref" and reference is not None:
        return _to_reference(turned, reference)
    return turned if method == "none" else _ranked(turned, method)


def ranks(values: Floats) -> Floats:
    """Ranks along the first axis, 1 for the lowest; equal values share the lowest of their ranks; NaN stays NaN."""
    order = np.argsort(values, axis=0, kind="stable")  # NaN comes last
    ordered = np.take_along_axis(values, order, axis=0)
    place = np.arange(1.0, len(values) + 1).reshape(-1, *[1] * (values.ndim - 1))
    new = np.ones(values.shape, dtype="bool")
    new[1:] = ordered[1:] != ordered[:-1]
    result = np.empty_like(values)
    np.put_along_axis(result, order, np.maximum.accumulate(np.where(new, place, 0.0), axis=0), axis=0)
    result[np.isnan(values)] = np.nan
    return result


def _extremes(values: Floats) -> tuple[Floats, Floats]:
    lowest, highest = values.min(axis=0), values.max(axis=0)
    if np.isnan(lowest).any():  # only then, as fmin is slower than min
        lowest, highest = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    return lowest, highest


def _no_zero(divisor: Floats, why: str) -> None:
    if (divisor == 0).any():
        raise ValueError(f"{why}; use goalposts or leave it out")


def _stretched(values: Floats, onto: tuple[float, float]) -> Floats:
    lowest, highest = _extremes(values)
    _no_zero(highest - lowest, "every unit has the same value")
    result = values - lowest
    _place(result, (onto[1] - onto[0]) / (highest - lowest), onto[0])
    return result


def _place(scores: Floats, factor: Floats | float, start: float) -> None:
    """Times ``factor`` and plus ``start``, in place; a step that changes nothing costs a pass and is left out."""
    scores *= factor
    if start != 0:
        scores += start


def _standardised(values: Floats) -> Floats:
    number = (~np.isnan(values)).sum(axis=0)
    lowest, highest = _extremes(values)
    _no_zero(highest - lowest, "every unit has the same value")  # the sd of equal values need not come out as 0
    with np.errstate(invalid="ignore"):  # an indicator without any value is 0 / 0 and stays missing
        centred = values - np.nansum(values, axis=0) / number
        sd = np.sqrt(np.nansum(centred**2, axis=0) / (number - 1))
    return np.asarray(centred / sd)


def _to_reference(values: Floats, reference: int) -> Floats:
    lowest, _ = _extremes(values)
    goal = values[reference]
    if (np.isnan(goal) & ~np.isnan(lowest)).any():
        raise ValueError("the reference unit has no value; choose another unit")
    _no_zero(goal - lowest, "the reference unit has the lowest value, so there is no distance to it")
    return np.asarray(1.0 - (goal - values) / (goal - lowest))


def _ranked(values: Floats, method: str) -> Floats:
    result = ranks(values)
    if method != "rank":
        result -= 1.0
    if method == "prank":
        others = (~np.isnan(values)).sum(axis=0) - 1.0
        _no_zero(others, "one unit alone has no percentile rank")
        result /= others
    return result


def _between(values: Floats, posts: Posts, turn: float, onto: tuple[float, float]) -> Floats:
    lower, upper, log = posts
    if np.isnan(lower):
        raise ValueError("it has no goalposts; give lower and upper, or another method")
    result = np.clip(values, lower, upper)  # before the logarithm: 0 and less score as the lower goalpost
    if log:
        np.log(result, out=result)
        lower, upper = float(np.log(lower)), float(np.log(upper))
    near, far = (lower, upper) if turn > 0 else (upper, lower)
    result -= near
    _place(result, (onto[1] - onto[0]) / (far - near), onto[0])
    return result
