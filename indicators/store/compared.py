"""What changed between two months, or between what was known on two days, from the data folder; and as it is printed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import months
from indicators.scoring import changes, score
from indicators.scoring.causes import CARRYING
from indicators.scoring.sides import Side, elsewhere
from indicators.store import read
from indicators.subject import SUBJECT

PUBLISHED = ("country", "level", "key", "cause", "points", "evidence")
DECIMALS = 4  # of stored scores
YEAR = 12


def split(
    start: str | None = None, end: str | None = None, known: tuple[str, str] | None = None, country: str = SUBJECT.code
) -> pd.DataFrame:
    """``scoring.changes.split`` of two months (YYYY-MM), as known today or on the two days ``known`` (ISO, the first one earlier).

    Without months: the last month and the one a year before it (of another country: Decembers); with ``known`` the last month
    of each day. With ``known`` and one month: that month on both days. No rows where a side has no scores.

    ``before`` and ``after`` of two months as known today are the stored scores; those computed anew may differ in the last decimal.

    Raises ValueError where the first month is after the last.
    """
    pair = _known(start, end, known, country) if known else _today(start, end, country)
    if pair is None:
        return pd.DataFrame(columns=list(changes.COLUMNS))
    first, last = (side.period for side in pair)
    if first > last:
        raise ValueError(f"no months from {first} to {last}: the first is after the last")
    frame = changes.split(*pair)
    return frame if known else _stored(frame, first, last)


def published(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` as it is printed, columns PUBLISHED: ``points`` of DECIMALS decimals that add up to the difference of the printed scores.

    What rounding leaves over goes to the parts it moved furthest, never to a carried figure. On rows of a dimension, the index
    or the pulse ``evidence`` names the indicator first.
    """
    whole = frame["key"] != frame["indicator"]
    table = frame.assign(evidence=frame["evidence"].where(~whole, frame["indicator"] + ": " + frame["evidence"]))
    for _, group in table.groupby(["level", "key"], sort=False):
        ends = [round(float(group[name].iloc[0]), DECIMALS) for name in ("before", "after")]
        loose = (group["cause"] != CARRYING).to_numpy()
        table.loc[group.index[loose], "points"] = _adding_up(group["points"].to_numpy()[loose], ends[1] - ends[0])
    return table[list(PUBLISHED)]


def _today(start: str | None, end: str | None, country: str) -> tuple[Side, Side] | None:
    snapshots, told = read.load(), read.table("observations")
    if told.empty:
        return None
    last = end or str(told["period"].max())
    if end is None and country != SUBJECT.code and not last.endswith("-12"):
        last = f"{int(last[:4]) - 1}-12"
    first = start or months.period(months.ordinal(last) - YEAR)
    if country == SUBJECT.code:
        return Side(first, snapshots, told), Side(last, snapshots, told)
    return elsewhere(country, snapshots, first, last)


def _known(start: str | None, end: str | None, known: tuple[str, str], country: str) -> tuple[Side, Side] | None:
    before, after = (read.load(as_of=day) for day in known)
    first, last = start or end or score.last_period(before), end or start or score.last_period(after)
    if first is None or last is None:
        return None
    if country == SUBJECT.code:
        return Side(first, before), Side(last, after)
    pair = elsewhere(country, before, first, last)
    return pair[0], replace(pair[1], snapshots=after)


def _stored(frame: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The frame with the stored scores as ``before`` and ``after``."""
    country = frame["country"].iloc[0] if len(frame) else SUBJECT.code
    tables = [read.table(name) for name in (("scores",) if country == SUBJECT.code else ("world", "pulse"))]
    rows = pd.concat([table[(table["country"] == country) & table["period"].isin([first, last])] for table in tables])
    told = rows.set_index(["period", "level", "key"])["score"]
    ends = {
        name: [told[period, *pair] for pair in zip(frame["level"], frame["key"], strict=True)]
        for name, period in (("before", first), ("after", last))
    }
    return frame.assign(**ends)


def _adding_up(points: npt.NDArray[np.float64], whole: float) -> npt.NDArray[np.float64]:
    """``points`` rounded so that they add up to ``whole``, itself a number of DECIMALS decimals."""
    scale = 10**DECIMALS
    units = np.rint(points * scale)
    rest = round(whole * scale) - int(units.sum())
    sign = 1 if rest > 0 else -1
    order = np.argsort(-sign * (points * scale - units), kind="stable")  # those rounded furthest the other way first
    for place in range(abs(rest) if len(order) else 0):
        units[order[place % len(order)]] += sign
    return np.asarray(units / scale + 0.0)
