"""The map page's frames: deaths by place in two periods and their difference, in bins that are the same in every period. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators.tables import conflict

COMPARED_COLUMNS = ("pcode", "name", "first", "second", "difference")
BINS = (0, 1, 10, 50, 150, 300)  # least deaths of each bin, in every period
STEPS = (-149, -49, -9, 10, 50, 150)  # least difference of each bin but the first
LENGTHS = (36, 12)  # months of the periods that can be chosen
FIRST = 2012
LISTED = 12


def periods(whole: str | None) -> list[str]:
    """The periods that can be chosen, ``2021-2023`` or ``2023``, the newest first: whole years up to ``whole``, the last month
    whose twelve months all have places (YYYY-MM; None where there is none)."""
    if whole is None:
        return []
    last = int(whole[:4]) if whole[5:] == "12" else int(whole[:4]) - 1
    blocks = [f"{year - 2}-{year}" for year in range(last, FIRST + 1, -3)]
    return blocks + [str(year) for year in range(last, FIRST - 1, -1)]


def span(period: str) -> tuple[str, str]:
    """First and last month of a period of ``periods``."""
    return f"{period[:4]}-01", f"{period[-4:]}-12"


def years(period: str) -> int:
    """How many years a period of ``periods`` has."""
    return int(period[-4:]) - int(period[:4]) + 1


def before(period: str, every: Sequence[str]) -> str:
    """The period of the same length that ends where ``period`` begins, where it is among ``every``; else the one that follows."""
    long = int(period[-4:]) - int(period[:4])
    earlier = f"{int(period[:4]) - 1 - long}-{int(period[:4]) - 1}" if long else str(int(period) - 1)
    return earlier if earlier in every else next((one for one in every if one != period and len(one) == len(period)), period)


def of(
    every: pd.DataFrame, outlines: dict[str, Any], period: str, types: Sequence[str], level: str, measure: str
) -> pd.DataFrame:
    """Deaths (or civilians, by ``measure``) by place in a period: pcode, name, value, events; a row for every outline."""
    inside = conflict.within(every, *span(period), types, level, None)
    table = conflict.by_place(inside, outlines, level)
    return table.assign(value=table[measure])[["pcode", "name", "value", "events"]].sort_values("pcode", ignore_index=True)


def counted(every: pd.DataFrame, period: str, types: Sequence[str], level: str, measure: str) -> tuple[int, int]:
    """Persons of a period whose place is known to the level, and those whose place is not."""
    inside = conflict.within(every, *span(period), types, level, None)
    people = inside["civilians" if measure == "civilians" else "best"]
    placed = int(people[inside[level].notna()].sum())
    return placed, int(people.sum()) - placed


def compared(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Two periods of ``of`` beside each other: COMPARED_COLUMNS, ``difference`` the second less the first, the largest rise first."""
    joined = first[["pcode", "name", "value"]].merge(second[["pcode", "value"]], on="pcode", suffixes=("_1", "_2"))
    table = joined.rename(columns={"value_1": "first", "value_2": "second"}).assign(
        difference=joined["value_2"] - joined["value_1"]
    )
    return table.sort_values(["difference", "pcode"], ascending=[False, True], ignore_index=True)[list(COMPARED_COLUMNS)]


def changed(table: pd.DataFrame, most: int = LISTED) -> pd.DataFrame:
    """The places of ``compared`` that changed most, at most ``most``, the largest rise first."""
    rows = table[table["difference"] != 0]
    order = rows["difference"].abs().sort_values(ascending=False, kind="stable").index[:most]
    return rows.loc[order].sort_values(["difference", "pcode"], ascending=[False, True], ignore_index=True)


def bins(values: pd.Series, edges: Sequence[float] = BINS) -> list[int]:
    """The number of the bin of each value, 0 the lowest: with BINS 0 is alone, with STEPS there are seven."""
    return [int(place) for place in np.searchsorted(edges, values, side="right") - (1 if edges == BINS else 0)]


def rated(values: pd.Series) -> list[int]:
    """The number of the bin of each yearly average, by the edges of BINS: 0 is none at all, 1 what is under the second edge."""
    return [
        0 if value == 0 else max(1, int(place))
        for value, place in zip(values, np.searchsorted(BINS, values, side="right") - 1, strict=True)
    ]


def light(shapes: dict[str, Any], box: tuple[float, float, float, float] | None = None) -> dict[str, Any]:
    """GeoJSON with coordinates to a hundredth of a degree; with ``box`` (west, south, east, north) only what reaches into it."""
    features = [one for one in shapes["features"] if box is None or _reaches(one["geometry"]["coordinates"], box)]
    return {
        "type": "FeatureCollection",
        "features": [
            {**one, "geometry": {**one["geometry"], "coordinates": _rounded(one["geometry"]["coordinates"])}}
            for one in features
        ],
    }


def _rounded(part: Any) -> Any:
    return [round(float(one), 2) for one in part] if isinstance(part[0], (int, float)) else [_rounded(one) for one in part]


def points(part: Any) -> list[tuple[float, float]]:
    """Every point of a geometry's coordinates."""
    return [(part[0], part[1])] if isinstance(part[0], (int, float)) else [point for one in part for point in points(one)]


def box(shapes: dict[str, Any], margin: float) -> tuple[float, float, float, float]:
    """West, south, east and north of shapes, in degrees, with a margin."""
    every = [point for one in shapes["features"] for point in points(one["geometry"]["coordinates"])]
    longitudes, latitudes = zip(*every, strict=True)
    return min(longitudes) - margin, min(latitudes) - margin, max(longitudes) + margin, max(latitudes) + margin


def _reaches(part: Any, frame: tuple[float, float, float, float]) -> bool:
    west, south, east, north = frame
    longitudes, latitudes = zip(*points(part), strict=True)
    reaches: bool = min(longitudes) < east and max(longitudes) > west and min(latitudes) < north and max(latitudes) > south
    return reaches
