"""Months as numbers and as text.

A period is written ``YYYY-MM`` wherever a frame or a file is read by somebody else; inside the measuring
functions it is the number of months since year 0 (``year * 12 + month - 1``), which subtracts and sorts.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

PERIOD = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
FAR = 1 << 20  # months: no value is carried so far; keeps several countries' months apart in one row of numbers


def ordinal(period: str) -> int:
    """The month number of ``YYYY-MM`` (or of the first seven characters of an ISO date).

    Raises ValueError for anything else.
    """
    text = period[:7]
    if not PERIOD.match(text):
        raise ValueError(f"not a month, expected YYYY-MM: {period!r}")
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def ordinals(periods: pd.Series) -> pd.Series:
    """Month numbers (int64) of a column of ``YYYY-MM`` or ISO-date text; the text is trusted."""
    told = [_trusted(str(one)[:7]) for one in periods.tolist()]
    return pd.Series(told, index=periods.index, name=periods.name, dtype="int64")


@lru_cache(maxsize=4096)
def _trusted(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def period(number: int) -> str:
    """``YYYY-MM`` of a month number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def periods(numbers: Iterable[int]) -> list[str]:
    """``YYYY-MM`` of each month number."""
    return [period(int(number)) for number in numbers]


def december(year: int) -> int:
    """The month number of December of ``year``: when an annual value starts to count (no look-ahead)."""
    return int(year) * 12 + 11


def last_day(number: int) -> str:
    """ISO date of the last day of a month."""
    return f"{period(number)}-{calendar.monthrange(number // 12, number % 12 + 1)[1]}"
