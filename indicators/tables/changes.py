"""What a change of a score is made of, line by line as a chart shows it: causes, bars, and how far a carried figure may be off. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from indicators import memo, months
from indicators.model import INDEX_START, Indicator
from indicators.registry import INDICATORS, PULSE_PARTS
from indicators.scoring.causes import CARRYING, CAUSES

LINE_COLUMNS = (
    "line", "cause", "indicator", "name", "dimension", "points", "age_months", "reach", "evidence",
)  # fmt: skip
SHOWN = 0.005  # points; what is less would be written as 0.00
PERCENTILE = 90


@memo.told(64)
def lines(rows: pd.DataFrame, level: str, key: str, reach: Mapping[str, float]) -> pd.DataFrame:
    """The split of one score (``scoring.changes.split``) as lines of a chart, columns LINE_COLUMNS, in order.

    Each cause begins with a line of its own, without ``indicator``, whose ``points`` are the cause's sum; below it each indicator's
    points, the largest first. Carried figures come last, the widest ``reach`` first: points by which the score may be off,
    either way (``reaches``); NaN on every other line. Parts of less than SHOWN points have no line, and are in the sum.
    """
    own = rows[(rows["level"] == level) & (rows["key"] == key)].to_dict("records")
    table: list[tuple[object, ...]] = []
    for cause in CAUSES:
        part = [row for row in own if row["cause"] == cause]
        shown = part if cause == CARRYING else [row for row in part if abs(row["points"]) >= SHOWN]
        if not shown:
            continue
        table.append((cause, "", "", "", float(np.sum([row["points"] for row in part])), pd.NA, math.nan, ""))
        table += sorted((_line(row, reach) for row in shown), key=_size)
    frame = pd.DataFrame([(place, *line) for place, line in enumerate(table)], columns=list(LINE_COLUMNS))
    return frame.astype({"line": "int64", "points": "float64", "reach": "float64", "age_months": "Int64"})


@memo.told(64)
def still(rows: pd.DataFrame, level: str, key: str) -> list[str]:
    """Names of the indicators behind a score of which no part has a line: nothing new, and nothing carried."""
    own = rows[(rows["level"] == level) & (rows["key"] == key)]
    seen = set(own.loc[(own["cause"] == CARRYING) | (own["points"].abs() >= SHOWN), "indicator"])
    return [_declared(name).name.here for name in sorted(set(own["indicator"]) - seen)]


def reaches(scores: pd.DataFrame, rows: pd.DataFrame, shares: Mapping[str, float]) -> dict[str, float]:
    """How far each carried figure of ``rows`` has moved in as many months as it is old, 9 times in 10, in points of the score.

    The 90th percentile of the absolute change of the indicator's own score over that many months, since INDEX_START, times its
    share (0-1) in ``shares``. ``scores`` has SCORE_COLUMNS. An indicator without such a change on record is left out.
    """
    carried = rows[(rows["cause"] == CARRYING) & rows["indicator"].isin(list(shares))].drop_duplicates("indicator")
    found = {}
    for name, age in zip(carried["indicator"], carried["age_months"], strict=True):
        moved = _moved(scores, str(name), int(age))
        if len(moved):
            found[str(name)] = float(np.percentile(moved, PERCENTILE)) * shares[str(name)]
    return found


def _moved(scores: pd.DataFrame, key: str, age: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Absolute changes of an indicator's score over ``age`` months."""
    own = scores[(scores["key"] == key) & (scores["period"] >= INDEX_START) & (scores["level"] != "reading")]
    series = pd.Series(own["score"].to_numpy(dtype="float64"), index=months.ordinals(own["period"]))
    later = series.reindex(series.index + age)
    changes = np.abs(later.to_numpy() - series.to_numpy())
    return np.asarray(changes[np.isfinite(changes)], dtype="float64")


def _line(row: Mapping[object, object], reach: Mapping[str, float]) -> tuple[object, ...]:
    name = str(row["indicator"])
    declared = _declared(name)
    wide = reach.get(name, math.nan) if row["cause"] == CARRYING else math.nan
    return row["cause"], name, declared.name.here, declared.dimension, row["points"], row["age_months"], wide, row["evidence"]


def _declared(key: str) -> Indicator:
    return INDICATORS[key] if key in INDICATORS else PULSE_PARTS[key]


def _size(line: tuple[object, ...]) -> tuple[float, str]:
    points, wide = float(str(line[4])), float(str(line[6]))
    return -abs(points) if math.isnan(wide) else -wide, str(line[2])
