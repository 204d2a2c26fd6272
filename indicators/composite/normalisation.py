"""Raw values to scores that can be averaged, every method over whole arrays of draws.

Names and formulas are COINr's ``n_*`` functions (Becker et al. 2022, *JOSS* 7(78), 4567), which follow OECD/JRC, *Handbook on
Constructing Composite Indicators* (2008), chapter 5. As there, a value of direction -1 is multiplied by -1 first, so a
higher score is always further along the direction declared. Missing values (NaN) stay missing and count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from indicators.composite.hierarchy import Floats, Goalposts

METHODS = ("minmax", "zscore", "rank", "prank", "borda", "dist2max", "dist2ref", "goalposts", "none")
BLOCK = 1 << 16  # values worked on at a time, half a megabyte


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
    turns = _column(np.broadcast_to(np.asarray(directions, dtype="float64"), values.shape[1]), values)
    called = list(names) if names is not None else [f"number {place}" for place in range(values.shape[1])]
    if method == "goalposts":
        if goalposts is None:
            raise ValueError("goalposts need the columns lower and upper in the hierarchy")
        return _between(values, goalposts, turns, onto, called)
    if method not in METHODS:
        raise ValueError(f"no normalisation {method!r}; there are {', '.join(METHODS)}")
    turned = values if (turns == 1).all() else values * turns
    if method == "none":
        return turned.copy() if turned is values else turned
    if method == "minmax":
        return _stretched(turned, onto, called)
    if method == "dist2max":
        return _stretched(turned, (0.0, 1.0), called)
    if method == "zscore":
        return _standardised(turned, called)
    if method == "dist2ref":
        return _to_reference(turned, reference, called)
    return _ranked(turned, method, called)


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


def _column(one_each: npt.NDArray[np.generic], values: Floats) -> Floats:
    """A number an indicator, shaped to be broadcast along ``values``."""
    return np.asarray(one_each, dtype="float64").reshape(-1, *[1] * (values.ndim - 2))


def _extremes(values: Floats) -> tuple[Floats, Floats]:
    lowest, highest = values.min(axis=0), values.max(axis=0)
    if np.isnan(lowest).any():  # only then, as fmin is slower than min
        lowest, highest = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    return lowest, highest


def _no_zero(divisor: Floats, called: Sequence[str], why: str) -> None:
    if (divisor == 0).any():
        raise ValueError(f"indicator {called[int(np.argwhere(divisor == 0)[0][0])]}: {why}; use goalposts or leave it out")


def _blocks(values: Floats) -> Iterator[slice]:
    """Slices of units small enough to stay in the processor's cache through all the steps of a formula."""
    step = max(1, BLOCK * len(values) // max(1, values.size))
    for start in range(0, len(values), step):
        yield slice(start, start + step)


def _stretched(values: Floats, onto: tuple[float, float], called: Sequence[str]) -> Floats:
    lowest, highest = _extremes(values)
    _no_zero(highest - lowest, called, "every unit has the same value")
    factor = (onto[1] - onto[0]) / (highest - lowest)
    result = np.empty_like(values)
    for block in _blocks(values):
        part = np.subtract(values[block], lowest, out=result[block])
        part *= factor
        part += onto[0]
    return result


def _standardised(values: Floats, called: Sequence[str]) -> Floats:
    there = ~np.isnan(values)
    number = there.sum(axis=0)
    lowest, highest = _extremes(values)
    _no_zero(highest - lowest, called, "every unit has the same value")  # the sd of equal values need not come out as 0
    with np.errstate(invalid="ignore"):  # an indicator without any value is 0 / 0 and stays missing
        centred = values - np.nansum(values, axis=0) / number
        sd = np.sqrt(np.nansum(centred**2, axis=0) / (number - 1))
    result: Floats = centred / sd
    return result


def _to_reference(values: Floats, reference: int | None, called: Sequence[str]) -> Floats:
    if reference is None:
        raise ValueError("dist2ref needs the reference unit")
    lowest, _ = _extremes(values)
    goal = values[reference]
    absent = np.isnan(goal) & ~np.isnan(lowest)
    if absent.any():
        raise ValueError(
            f"indicator {called[int(np.argwhere(absent)[0][0])]}: the reference unit has no value; choose another unit"
        )
    _no_zero(goal - lowest, called, "the reference unit has the lowest value, so there is no distance to it")
    result: Floats = 1.0 - (goal - values) / (goal - lowest)
    return result


def _ranked(values: Floats, method: str, called: Sequence[str]) -> Floats:
    result = ranks(values)
    if method == "rank":
        return result
    result -= 1.0
    if method == "prank":
        others = (~np.isnan(values)).sum(axis=0) - 1.0
        _no_zero(others, called, "one unit alone has no percentile rank")
        result /= others
    return result


def _between(values: Floats, posts: Goalposts, turns: Floats, onto: tuple[float, float], called: Sequence[str]) -> Floats:
    unset = np.isnan(posts.lower)
    if unset.any():
        raise ValueError(
            f"indicator {called[int(np.argmax(unset))]}: it has no goalposts; give lower and upper, or another method"
        )
    lower, upper = _column(posts.lower, values), _column(posts.upper, values)
    ends = np.stack([posts.lower, posts.upper])
    ends[:, posts.log] = np.log(ends[:, posts.log])
    start, end = (_column(one, values) for one in ends)
    near, far = np.where(turns > 0, start, end), np.where(turns > 0, end, start)
    factor = (onto[1] - onto[0]) / (far - near)
    result = np.empty_like(values)
    for block in _blocks(values):
        part = np.clip(
            values[block], lower, upper, out=result[block]
        )  # before the logarithm: 0 and less score as the lower goalpost
        part[:, posts.log] = np.log(part[:, posts.log])
        part -= near
        part *= factor
        part += onto[0]
    return result
