"""Which uncertain choice moves a result most: quasi-random inputs and Sobol' indices.

An input is anything that could reasonably be otherwise: a weight, a set of weights, a method. The model takes all runs at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special  # type: ignore[import-untyped]
from scipy.stats import qmc  # type: ignore[import-untyped]

from indicators.composite.hierarchy import Floats, Whole

Drawn = npt.NDArray[np.generic]
Model = Callable[[dict[str, Drawn]], Floats]
LEAST = 0.01  # a gamma variate of a smaller shape is 0 in floats too often
COLUMNS = ("output", "input", "first", "total")


@dataclass(frozen=True)
class Input:
    """An uncertain input: how many uniform numbers a run needs, and what they become (runs on the last axis)."""

    columns: int
    drawn: Callable[[Floats], Drawn]  # (runs, columns) between 0 and 1 -> (..., runs)


def uniform(low: float, high: float) -> Input:
    """A number between two bounds, each as likely as the other: (runs,)."""
    return Input(1, lambda share: np.asarray(low + (high - low) * share[:, 0]))


def choice(options: Sequence[str]) -> Input:
    """One of several names, each as likely as the other: (runs,)."""
    named = np.array(options)
    return Input(1, lambda share: np.asarray(named[np.minimum((share[:, 0] * len(named)).astype("int64"), len(named) - 1)]))


def around(declared: Floats, spread: float) -> Input:
    """Weights each between (1 - spread) and (1 + spread) times the one declared, as COINr's noisy weights: (keys, runs)."""
    if not 0 <= spread <= 1:
        raise ValueError(f"a spread is a share between 0 and 1, not {spread:g}")
    return Input(len(declared), lambda share: np.asarray(declared[:, None] * (1.0 + spread * (2.0 * share.T - 1.0))))


def dirichlet(declared: Floats, concentration: float, parents: Whole | None = None) -> Input:
    """Weights of a Dirichlet distribution around those declared, within each group of siblings: (keys, runs).

    Among siblings they add up to 1, and the mean of each is its declared share p; its variance is p (1 - p) / (concentration + 1).
    ``parents`` are those of a Hierarchy; without them all keys are siblings. A declared 0 stays 0.
    Raises ValueError where the concentration is so small that a float cannot hold the draws.
    """
    if not concentration > 0:
        raise ValueError(f"a concentration is above 0, not {concentration:g}")
    group = np.zeros(len(declared), dtype="int64") if parents is None else np.unique(parents, return_inverse=True)[1]
    alpha = concentration * declared / np.bincount(group, weights=declared)[group]
    if alpha[alpha > 0].min() < LEAST:
        raise ValueError(
            f"with a concentration of {concentration:g} the smallest weight has {alpha[alpha > 0].min():g} of it; {LEAST} is needed"
        )
    member = (group[:, None] == np.arange(group.max() + 1)).astype("float64")

    def drawn(share: Floats) -> Drawn:
        gamma = np.zeros((len(declared), len(share)))
        gamma[alpha > 0] = special.gammaincinv(alpha[alpha > 0, None], share.T[alpha > 0])
        return np.asarray(gamma / (member @ (member.T @ gamma)))

    return Input(len(declared), drawn)


def sample(inputs: Mapping[str, Input], draws: int, seed: int) -> dict[str, Drawn]:
    """Every input ``draws`` times, from one scrambled Sobol' sequence: the same seed gives the same draws."""
    return _drawn(inputs, _points(sum(item.columns for item in inputs.values()), draws, seed))


def sobol(model: Model, inputs: Mapping[str, Input], draws: int, seed: int) -> pd.DataFrame:
    """Sobol' indices of first and total order, columns output, input, first, total.

    ``model`` gets a dict of the drawn inputs, runs on their last axis, and returns (runs,) or (outputs, runs); it is called once,
    with draws x (inputs + 2) runs. ``first``: the share of the output's variance that goes when the input alone is known;
    ``total``: the share that stays when all others are. An input of several columns, such as a set of weights, moves as one.
    A power of two as ``draws`` keeps the sequence balanced.

    The estimators are Saltelli's for the first and Jansen's for the total order (Saltelli et al. 2010, *Computer Physics
    Communications* 181, 259-270, Table 2 b and f), as in COINr and ``scipy.stats.sobol_indices``. They carry no interval:
    another seed shows how far they move, and small ones come out slightly below 0.

    >>> found = sobol(lambda at: at["a"] + 2 * at["b"], {"a": uniform(0, 1), "b": uniform(0, 1)}, 1024, seed=1)
    >>> found[["input", "first", "total"]].round(2).values.tolist()
    [['a', 0.2, 0.2], ['b', 0.8, 0.8]]

    Raises ValueError where an output is the same in every run, or where the model returns another shape or missing values.
    """
    width = sum(item.columns for item in inputs.values())
    both = _points(2 * width, draws, seed)
    first, second = both[:, :width], both[:, width:]
    mixed = []
    for columns in _columns(inputs).values():
        swapped = first.copy()
        swapped[:, columns] = second[:, columns]
        mixed.append(swapped)
    result = np.atleast_2d(np.asarray(model(_drawn(inputs, np.concatenate([first, second, *mixed]))), dtype="float64"))
    runs = draws * (len(inputs) + 2)
    if result.ndim != 2 or result.shape[1] != runs or not np.isfinite(result).all():
        raise ValueError(
            f"the model returned {result.shape} instead of finite values (runs,) or (outputs, runs) for {runs} runs"
        )
    parts = result.reshape(len(result), len(inputs) + 2, draws)
    return _indices(parts[:, 0], parts[:, 1], parts[:, 2:], list(inputs))


def _indices(at_first: Floats, at_second: Floats, swapped: Floats, names: list[str]) -> pd.DataFrame:
    """Estimates from outputs (outputs, draws) and, with one input swapped, (outputs, inputs, draws)."""
    whole = np.concatenate([at_first, at_second], axis=1)
    variance = whole.var(axis=1)[:, None]
    constant = np.flatnonzero(np.ptp(whole, axis=1) == 0)
    if len(constant):
        raise ValueError(f"output {constant[0]} is the same in every run: there is no variance to share out")
    moved = swapped - at_first[:, None]
    centred = at_second - whole.mean(axis=1, keepdims=True)  # the mean carries no information and much noise
    first = np.einsum("od,oid->oi", centred, moved) / at_first.shape[1] / variance
    total = (moved**2).mean(axis=2) / 2 / variance
    return pd.DataFrame(
        {
            "output": np.repeat(np.arange(len(first)), len(names)), "input": names * len(first),
            "first": first.ravel(), "total": total.ravel(),
        }
    )[list(COLUMNS)]  # fmt: skip


def _points(columns: int, draws: int, seed: int) -> Floats:
    """Points (draws, columns) inside the unit cube; drawn to the next power of two, as the sequence is made for that."""
    if columns < 1 or draws < 1:
        raise ValueError("at least one input and one draw are needed")
    engine = qmc.Sobol(columns, scramble=True, rng=seed)
    points = engine.random_base2(max(0, (draws - 1).bit_length()))[:draws]
    return np.asarray(np.clip(points, 1e-12, 1.0 - 1e-12), dtype="float64")  # 0 and 1 have no quantile


def _columns(inputs: Mapping[str, Input]) -> dict[str, slice]:
    ends = np.cumsum([item.columns for item in inputs.values()])
    return {name: slice(int(end) - item.columns, int(end)) for (name, item), end in zip(inputs.items(), ends, strict=True)}


def _drawn(inputs: Mapping[str, Input], points: Floats) -> dict[str, Drawn]:
    return {name: inputs[name].drawn(points[:, columns]) for name, columns in _columns(inputs).items()}
