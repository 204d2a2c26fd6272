"""The whole way: values and hierarchy in, the scores of every level out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from indicators.composite import aggregation, hierarchy, normalisation
from indicators.composite.hierarchy import Floats, Hierarchy

T = TypeVar("T")
MISSING = ("omit", "refuse")
COLUMNS = ("unit", "key", "level", "score")


def build(
    values: pd.DataFrame,
    tree: pd.DataFrame,
    normalise: str = "minmax",
    aggregate: str | Sequence[str] = "arithmetic",
    missing: str = "omit",
    *,
    min_share: float | Sequence[float] = 0.0,
    share_of: str = "children",
    onto: tuple[float, float] = (0.0, 100.0),
    reference: str | None = None,
) -> pd.DataFrame:
    """Scores of every unit at every level, columns unit, key, level, score; a missing score has no row.

    ``values`` has a row a unit and indicator: unit, indicator, value. ``tree`` has a row a key: key, parent, weight,
    direction, level, and for goalposts lower, upper, scale (see ``hierarchy.read``). ``normalise`` is one of
    ``normalisation.METHODS``, ``aggregate`` one of ``aggregation.METHODS``, for all levels or one for each from level 2 up, and
    so is ``min_share``, below which a unit has no score. ``missing``: ``omit`` leaves missing values out and the others keep
    their ratios, ``refuse`` raises an error at the first. ``onto``: the ends of the scale for ``minmax`` and ``goalposts``.
    ``reference``: the unit that ``dist2ref`` measures from. Levels come from the lowest up, units as ``values`` has them.

    The example has three countries in two groups of indicators. Wealth of A, B, C is 0, 50, 100; crime is reversed: 100, 0,
    50. Group ``people`` weighs three times ``money``, so A has (3 x 100 + 0) / 4 = 75:

    >>> values = pd.DataFrame(
    ...     {"unit": list("ABCABC"), "indicator": ["wealth"] * 3 + ["crime"] * 3, "value": [1.0, 2.0, 3.0, 5.0, 9.0, 7.0]}
    ... )
    >>> tree = pd.DataFrame(
    ...     [
    ...         ("wealth", "money", 1, 1, 1),
    ...         ("crime", "people", 1, -1, 1),
    ...         ("money", "index", 1, 1, 2),
    ...         ("people", "index", 3, 1, 2),
    ...         ("index", "", 1, 1, 3),
    ...     ],
    ...     columns=["key", "parent", "weight", "direction", "level"],
    ... )
    >>> scores = build(values, tree)
    >>> scores[scores["key"] == "index"].round(1).values.tolist()
    [['A', 'index', 3, 75.0], ['B', 'index', 3, 12.5], ['C', 'index', 3, 62.5]]

    Raises ValueError with the first row, value or argument that breaks a rule, and what to do.
    """
    if missing not in MISSING:
        raise ValueError(f"no policy {missing!r} for missing values; there are {', '.join(MISSING)}")
    read = hierarchy.read(tree)
    units, array = hierarchy.arrange(values, read)
    if missing == "refuse" and np.isnan(array).any():
        unit, indicator = (int(place) for place in np.argwhere(np.isnan(array))[0])
        raise ValueError(f"{read.keys[indicator]} of {units[unit]} is missing; add it, or leave missing values out with 'omit'")
    if reference is not None and reference not in units:
        raise ValueError(f"the reference unit {reference!r} has no values")
    scores = normalisation.normalise(
        array, normalise, directions=read.directions, onto=onto, goalposts=read.goalposts, names=read.keys,
        reference=None if reference is None else units.index(reference),
    )  # fmt: skip
    levels = climb(scores, read, aggregate=aggregate, min_share=min_share, share_of=share_of, units=units)
    return _tidy(levels, read, units)


def climb(
    scores: Floats,
    tree: Hierarchy,
    weights: Floats | None = None,
    *,
    aggregate: str | Sequence[str] = "arithmetic",
    min_share: float | Sequence[float] = 0.0,
    share_of: str = "children",
    units: Sequence[str] | None = None,
) -> list[Floats]:
    """The scores of every level, lowest first, from those of the indicators: (units, indicators[, draws]) each.

    ``weights`` (keys,) or (keys, draws) replace those of the hierarchy. ``units`` are names for messages.
    """
    steps = tree.height - 1
    methods = _each(aggregate, steps, "aggregate") if not isinstance(aggregate, str) else [aggregate] * steps
    least = [float(min_share)] * steps if isinstance(min_share, int | float) else _each(min_share, steps, "min_share")
    used = tree.weights if weights is None else weights
    if used.shape[0] != len(tree.keys):
        raise ValueError(f"weights have {used.shape[0]} rows for {len(tree.keys)} keys of the hierarchy")
    called = list(units) if units is not None else [str(place) for place in range(len(scores))]
    levels = [scores]
    for level in range(2, tree.height + 1):
        below = tree.at(level - 1).start
        parts = []
        for position in range(*tree.at(level).indices(len(tree.keys))):
            inside = tree.children(position)
            part = levels[-1][:, inside.start - below : inside.stop - below]
            parts.append(
                aggregation.aggregate(
                    part, used[inside], methods[level - 2], min_share=least[level - 2], share_of=share_of,
                    names=(called, tree.keys[inside]),
                )
            )  # fmt: skip
        levels.append(np.stack(parts, axis=1))
    return levels


def _each(given: Sequence[T], steps: int, name: str) -> list[T]:
    if len(given) != steps:
        raise ValueError(
            f"{name} has {len(given)} entries; give one for all or one for each of the {steps} levels above the indicators"
        )
    return list(given)


def _tidy(levels: Sequence[Floats], tree: Hierarchy, units: Sequence[str]) -> pd.DataFrame:
    scores = np.concatenate(levels, axis=1).T.ravel()
    frame = pd.DataFrame(
        {
            "unit": list(units) * len(tree.keys),
            "key": np.repeat(np.array(tree.keys, dtype="object"), len(units)),
            "level": np.repeat(tree.level, len(units)),
            "score": scores,
        }
    ).astype({"unit": "str", "key": "str"})
    return frame.dropna(subset=["score"]).reset_index(drop=True)[list(COLUMNS)]
