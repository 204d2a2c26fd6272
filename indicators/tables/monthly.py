"""Rows of long tables by their month, as they are asked for: a page asks for one month of hundreds, again and again. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from indicators import memo

Row = Mapping[Hashable, Any]


@memo.last(24)
def rows(frame: pd.DataFrame) -> dict[str, list[Row]]:
    """The rows of a table with ``period`` by month, in the table's order."""
    found: dict[str, list[Row]] = {}
    for row in frame.to_dict("records"):
        found.setdefault(str(row["period"]), []).append(row)
    return found
