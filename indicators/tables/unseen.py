"""The months whose deaths may be unseen, with the figures that say so (``dimensions.conflict.unseen``)."""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.dimensions.conflict import unseen
from indicators.model import Snapshots
from indicators.subject import SUBJECT

FIRST = "2000-01"
LATELY = 12  # months


def table(snapshots: Snapshots, start: str = FIRST, end: str | None = None) -> pd.DataFrame:
    """The subject's flagged months from ``start`` to ``end`` (the last month known where None): ``unseen.COLUMNS``."""
    last = end or span(snapshots)[1]
    return unseen.flagged(snapshots, SUBJECT.code, start, last)


def span(snapshots: Snapshots) -> tuple[str, str]:
    """The last LATELY months known."""
    ends = [one.end for key in ("ucdp_ged", "ucdp_months", "ucdp_totals") for one in snapshots.all(key)]
    last = max(ends, default=FIRST)
    return months.period(months.ordinal(last) - LATELY + 1), last
