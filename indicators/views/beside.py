"""Our forecast and ViEWS' in one table, each column named by its quantity, each probability with its record."""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.views.kept import Forecast
from indicators.views.record import Record

OURS = {"p05": "all_types_p05", "p50": "all_types_p50", "p95": "all_types_p95"}
RECORD = ("cases", "error", "error_base", "brier", "brier_base")
COLUMNS = (
    "country", "period", *OURS.values(), "views_run", "views_state_based_mean", "views_state_based_25_or_more",
    *(f"views_{name}" for name in RECORD),
)  # fmt: skip


def table(ours: pd.DataFrame, theirs: Forecast, record: Record) -> pd.DataFrame:
    """The months of ``ours`` (``indicators.forecasts``), with what ViEWS expects of them and its record: COLUMNS.

    Empty where ViEWS has no forecast of the month. Without a judged forecast the probabilities are withheld: no probability
    stands without its record.
    """
    frame = theirs.frame.assign(period=months.periods(theirs.frame["month"]), views_run=theirs.run)
    named = frame.rename(columns={"mean": "views_state_based_mean", "p25": "views_state_based_25_or_more"})
    if not record.cases:
        named["views_state_based_25_or_more"] = float("nan")
    both = ours.rename(columns=OURS).merge(named, on="period", how="left")
    told = {f"views_{name}": round(getattr(record, name), 4) for name in RECORD}
    rounded = both.round({"views_state_based_mean": 1, "views_state_based_25_or_more": 4})
    return rounded.assign(**told)[list(COLUMNS)]
