"""The hierarchy of an index: which indicator belongs to which parent, with which weight and direction.

Level 1 are the indicators, level 2 their parents, and so on to the top, as in COINr's ``iMeta``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

COLUMNS = ("key", "parent", "weight", "direction", "level")
GOALPOST_COLUMNS = ("lower", "upper")

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Goalposts:
    """The raw values at which an indicator is at the ends of the scale; arrays with one entry an indicator."""

    lower: Floats
    upper: Floats
    log: npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Keys from the lowest level to the highest, siblings side by side, so that every group of siblings is a slice."""

    keys: tuple[str, ...]
    level: Whole  # (keys,)
    parent: Whole  # (keys,) position of the parent among the keys, -1 at the top
    weights: Floats  # (keys,) relative among siblings
    directions: Floats  # (indicators,) 1 or -1
    goalposts: Goalposts | None

    @property
    def height(self) -> int:
        """The highest level."""
        return int(self.level[-1])

    def at(self, level: int) -> slice:
        """Positions of the keys of one level."""
        start, stop = np.searchsorted(self.level, [level, level + 1])
        return slice(int(start), int(stop))

    def children(self, position: int) -> slice:
        """Positions of the children of the key at ``position``."""
        found = np.flatnonzero(self.parent == position)
        return slice(int(found[0]), int(found[-1]) + 1)


def read(table: pd.DataFrame) -> Hierarchy:
    """A table with COLUMNS (and optionally ``lower``, ``upper``, ``scale``), a row a key, as a Hierarchy.

    ``parent`` is empty at the highest level only and is one level above its children. ``weight`` is 0 or more and counts
    relative to the siblings. ``direction`` is -1 where a higher value of an indicator means a lower score, else 1.
    ``lower`` and ``upper`` are an indicator's goalposts in its own unit, ``scale`` is ``linear`` (also where empty) or ``log``.

    Raises ValueError with the first row that breaks one of these rules.
    """
    absent = [column for column in COLUMNS if column not in table.columns]
    if absent:
        raise ValueError(f"the hierarchy has no column {absent[0]!r}; it needs {', '.join(COLUMNS)}")
    if table.empty:
        raise ValueError("the hierarchy has no rows")
    rows = table.assign(
        key=table["key"].astype("str"), parent=table["parent"].astype("object").fillna("").astype("str"),
        direction=table["direction"].fillna(1), level=pd.to_numeric(table["level"]), weight=pd.to_numeric(table["weight"]),
    )  # fmt: skip
    rows.loc[rows["parent"] == "", "weight"] = rows.loc[rows["parent"] == "", "weight"].fillna(1.0)
    _check(rows)
    rows = _ordered(rows)
    position = {key: place for place, key in enumerate(rows["key"])}
    indicators = rows[rows["level"] == 1]
    return Hierarchy(
        keys=tuple(rows["key"]),
        level=rows["level"].to_numpy(dtype="int64"),
        parent=np.array([position.get(parent, -1) for parent in rows["parent"]], dtype="int64"),
        weights=rows["weight"].to_numpy(dtype="float64"),
        directions=indicators["direction"].to_numpy(dtype="float64"),
        goalposts=_goalposts(indicators),
    )


def arrange(values: pd.DataFrame, tree: Hierarchy) -> tuple[list[str], Floats]:
    """Values (unit, indicator, value) as the units in order of appearance and an array (units, indicators), NaN where missing.

    Raises ValueError for an indicator that only one of the two tables has, a pair given twice, or a value that is not finite.
    """
    absent = [column for column in ("unit", "indicator", "value") if column not in values.columns]
    if absent:
        raise ValueError(f"the values have no column {absent[0]!r}; they need unit, indicator, value")
    rows = pd.DataFrame(
        {
            "unit": values["unit"].astype("str"),
            "indicator": values["indicator"].astype("str"),
            "value": values["value"].astype("float64"),
        }
    )
    indicators = list(tree.keys[tree.at(1)])
    _refuse(~rows["indicator"].isin(indicators), rows, "this indicator is not at level 1 of the hierarchy")
    _refuse(rows.duplicated(["unit", "indicator"]), rows, "this unit has two values of this indicator")
    _refuse(np.isinf(rows["value"]), rows, "the value is not finite")
    unknown = [key for key in indicators if key not in set(rows["indicator"])]
    if unknown:
        raise ValueError(
            f"the values have no row of the indicator {unknown[0]!r}; add its values or take it out of the hierarchy"
        )
    units = list(dict.fromkeys(rows["unit"]))
    wide = rows.pivot(index="unit", columns="indicator", values="value").reindex(index=units, columns=indicators)
    return units, wide.to_numpy(dtype="float64", copy=True)


def _check(rows: pd.DataFrame) -> None:
    level = dict(zip(rows["key"], rows["level"], strict=True))
    top = rows["parent"] == ""
    _refuse(rows["key"].duplicated(), rows, "this key stands twice")
    _refuse(~rows["level"].isin(range(1, len(rows) + 1)), rows, "a level is a whole number from 1, the indicators")
    _refuse(~top & ~rows["parent"].isin(rows["key"]), rows, "the parent has no row of its own")
    _refuse(top & (rows["level"] != rows["level"].max()), rows, "only the highest level has no parent")
    _refuse(~top & (rows["parent"].map(level) != rows["level"] + 1), rows, "the parent is not one level above")
    _refuse((rows["level"] > 1) & ~rows["key"].isin(rows["parent"]), rows, "nothing has this key as its parent")
    _refuse(~np.isfinite(rows["weight"]) | (rows["weight"] < 0), rows, "a weight is a number, 0 or more")
    _refuse(rows.groupby("parent")["weight"].transform("sum") <= 0, rows, "the weights among these siblings are all 0")
    _refuse(~rows["direction"].isin([1, -1]), rows, "a direction is 1 or -1")
    _refuse(
        (rows["level"] > 1) & (rows["direction"] != 1), rows, "only indicators are reversed; turn the indicators below instead"
    )


def _refuse(bad: pd.Series, rows: pd.DataFrame, why: str) -> None:
    if bad.any():
        raise ValueError(f"{why}: {rows[bad].iloc[0].to_dict()}")


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Lowest level first; within a level by the place of the parent, then as the table has them."""
    place: dict[str, int] = {"": 0}
    parts: list[pd.DataFrame] = []
    for level in sorted(rows["level"].unique(), reverse=True):
        part = rows[rows["level"] == level]
        part = part.iloc[np.argsort(part["parent"].map(place).to_numpy(), kind="stable")]
        place = {key: number for number, key in enumerate(part["key"])}
        parts.insert(0, part)
    return pd.concat(parts, ignore_index=True)


def _goalposts(rows: pd.DataFrame) -> Goalposts | None:
    if not set(GOALPOST_COLUMNS) <= set(rows.columns):
        return None
    scale = rows["scale"].fillna("linear") if "scale" in rows.columns else pd.Series("linear", index=rows.index)
    given = rows["lower"].notna() | rows["upper"].notna()
    _refuse(~scale.isin(["linear", "log"]), rows, "a scale is linear or log")
    _refuse(given & ~(rows["lower"] < rows["upper"]), rows, "the lower goalpost is below the upper; direction -1 reverses them")
    _refuse(given & (scale == "log") & (rows["lower"] <= 0), rows, "on a log scale the lower goalpost is above 0")
    return Goalposts(
        rows["lower"].to_numpy(dtype="float64"),
        rows["upper"].to_numpy(dtype="float64"),
        (scale == "log").to_numpy(dtype="bool"),
    )
