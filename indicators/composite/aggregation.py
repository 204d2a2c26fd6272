"""Scores of siblings to the score of their parent, every method over whole arrays of draws.

The formulas are COINr's ``a_*`` functions (Becker et al. 2022, *JOSS* 7(78), 4567), which follow OECD/JRC, *Handbook on
Constructing Composite Indicators* (2008), chapter 6. Weights are relative: only their ratios count. A missing child (NaN) is
left out and the others keep their ratios.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indicators.composite.hierarchy import Floats

METHODS = ("arithmetic", "geometric", "harmonic", "median", "copeland")
SHARES = ("children", "weight")
Names = tuple[Sequence[str], Sequence[str]] | None  # of units and of children
ROUNDING = 1e-9  # 3 of 5 children are a share of 0.6, whatever the last bit says


def aggregate(
    values: Floats,
    weights: Floats,
    method: str = "arithmetic",
    *,
    min_share: float = 0.0,
    share_of: str = "children",
    names: Names = None,
) -> Floats:
    """The parent's scores: (units,), or (units, draws) where ``values`` or ``weights`` have draws.

    ``values`` (units, children) or (units, children, draws), ``weights`` (children,) or (children, draws). Methods:

    - ``arithmetic``: sum(w x) / sum(w)
    - ``geometric``: exp(sum(w log x) / sum(w)). ``harmonic``: sum(w) / sum(w / x). Both need values above 0
    - ``median``: the value at which half of the weight is reached; the mean of two where it is reached exactly between them
    - ``copeland``: the sum of a unit's outranking shares against every other unit (see ``outranking``), 0 to units - 1.
      This is COINr's score, not the count of wins minus losses; without missing values it orders units as Borda's does

    A unit with less than ``min_share`` of its children has no score (NaN), by number as in COINr or, with
    ``share_of="weight"``, by weight. ``names``, of units and of children, are for messages.
    Raises ValueError for an unknown method, weights that do not fit or are negative, and the first value a method cannot take.
    """
    if method not in METHODS:
        raise ValueError(f"no aggregation {method!r}; there are {', '.join(METHODS)}")
    if share_of not in SHARES:
        raise ValueError(f"min_share is a share of {' or '.join(SHARES)}, not of {share_of!r}")
    if values.ndim not in (2, 3) or weights.ndim not in (1, 2) or len(weights) != values.shape[1]:
        raise ValueError(
            f"values {values.shape} and weights {weights.shape} are not (units, children[, draws]) and (children[, draws])"
        )
    if not (weights >= 0).all() or not np.isfinite(weights).all():
        raise ValueError("a weight is a number, 0 or more")
    if (weights.sum(axis=0) <= 0).any():
        raise ValueError("the weights among these children are all 0")
    cube = values if values.ndim == 3 else values[:, :, None]
    shares = weights if weights.ndim == 2 else weights[:, None]
    if method == "copeland":
        result = np.stack([_against(cube, place, shares).sum(axis=0) for place in range(len(cube))])
        present = _present(cube)
    elif method == "median":
        result = _median(cube, shares)
        present = _present(cube)
    else:
        result, present = _mean(cube, shares, method, names)
    if present is not None:
        enough = _dot(present, shares) > 0
        if min_share > 0:
            counted = shares if share_of == "weight" else np.ones((len(shares), 1))
            enough = enough & (_dot(present, counted) / counted.sum(axis=0) >= min_share - ROUNDING)
        result = np.where(enough, result, np.nan)
    return result[:, 0] if values.ndim == 2 and weights.ndim == 1 else result


def outranking(values: Floats, weights: Floats) -> Floats:
    """Outranking shares (units, units) of ``values`` (units, children): row against column.

    The share of the weight with which the row's unit is higher, half of the weight where the two are equal, among the children
    both have; 0 against itself, one half where they have none in common. COINr does not rescale where one is missing: its matrix
    then depends on the order of the units.
    """
    result = np.empty((len(values), len(values)))
    for place in range(len(values)):
        result[place] = _against(values[:, :, None], place, weights[:, None])[:, 0]
    return result


def _dot(cube: Floats, weights: Floats) -> Floats:
    """Sums over the children, (units, draws): (units, children, draws or 1) with (children, draws or 1)."""
    if cube.shape[2] == 1:
        return np.asarray(cube[:, :, 0] @ weights)
    if weights.shape[1] == 1:
        return np.asarray(np.einsum("ucd,c->ud", cube, weights[:, 0]))
    return np.asarray(np.einsum("ucd,cd->ud", cube, weights))


def _mean(cube: Floats, weights: Floats, method: str, names: Names) -> tuple[Floats, Floats | None]:
    """The weighted mean of x, log x or 1/x, brought back to the scale of x; and what is present, as ``_present``."""
    if method != "arithmetic":
        _refuse_not_positive(cube, method, names)
        cube = np.log(cube) if method == "geometric" else 1.0 / cube
    mean = _dot(cube, weights)
    mean /= weights.sum(axis=0)
    present = _present(cube) if np.isnan(mean).any() else None  # a sum with a missing part is missing: that saves a pass
    if present is not None:
        with np.errstate(invalid="ignore"):  # where every child is missing: 0 / 0
            mean = _dot(np.where(present > 0, cube, 0.0), weights) / _dot(present, weights)
    if method == "geometric":
        return np.exp(mean), present
    return (1.0 / mean if method == "harmonic" else mean), present


def _present(cube: Floats) -> Floats | None:
    """1 where there is a value and 0 where it is missing; None where nothing is."""
    missing = np.isnan(cube)
    return (~missing).astype("float64") if missing.any() else None


def _refuse_not_positive(cube: Floats, method: str, names: Names) -> None:
    bad = cube <= 0
    if not bad.any():
        return
    unit, child, draw = (int(place) for place in np.argwhere(bad)[0])
    told = f"{names[1][child]} of {names[0][unit]}" if names else f"child {child} of unit {unit}"
    raise ValueError(
        f"a {method} mean needs values above 0: {told} has {cube[unit, child, draw]:g}; "
        "normalise onto a range that starts above 0, such as (1, 100), or aggregate otherwise"
    )


def _median(cube: Floats, weights: Floats) -> Floats:
    """Half of the weight lies at or below the lower of two values, half at or above the upper; their mean is the median."""
    cube, weights = np.broadcast_arrays(cube, weights[None])
    used = (weights > 0) & ~np.isnan(cube)
    order = np.argsort(np.where(used, cube, np.inf), axis=1, kind="stable")
    ordered = np.take_along_axis(np.where(used, cube, np.nan), order, axis=1)
    reached = np.cumsum(np.take_along_axis(np.where(used, weights, 0.0), order, axis=1), axis=1)
    half = reached[:, -1:] / 2
    lower = np.argmax(reached >= half * (1 - ROUNDING), axis=1)[:, None]
    upper = np.argmax(reached > half * (1 + ROUNDING), axis=1)[:, None]
    return np.asarray((np.take_along_axis(ordered, lower, axis=1) + np.take_along_axis(ordered, upper, axis=1))[:, 0] / 2)


def _against(cube: Floats, place: int, weights: Floats) -> Floats:
    """Outranking shares (units, draws) of the unit at ``place`` against every unit, see ``outranking``."""
    own = cube[place]
    higher, equal, both = own > cube, own == cube, ~np.isnan(own + cube)
    common = _dot(both.astype("float64"), weights)
    with np.errstate(invalid="ignore"):  # nothing in common: 0 / 0
        shares = _dot(higher + 0.5 * equal, weights) / common
    shares = np.where(common > 0, shares, 0.5)
    shares[place] = 0.0
    return shares
