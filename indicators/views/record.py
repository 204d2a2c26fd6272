"""How stored forecasts of ViEWS did: against UCDP's deaths in state-based conflict, where the store has them by type.

Only forecasts count that were stored on this machine before their month's first figures were out. Outcomes are the figures
stored today. The base rate is what the run's last 36 known months say: their mean, and the share with 25 deaths or more; it
rests on revised figures, which favours it. Brier score: mean of (probability - outcome)^2 (Brier 1950, Monthly Weather Review
78, 1-3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from indicators import months
from indicators.dimensions.conflict import events
from indicators.model import Snapshots
from indicators.outlook import outcomes
from indicators.views import answers
from indicators.views.kept import Forecast

DEATHS, HISTORY = 25, 36  # of a month; months of the base rate
_TYPE = "state_based"


@dataclass(frozen=True)
class Record:
    """``cases`` forecasts of ``months`` months: mean absolute error in deaths, Brier score, and both of the base rate.

    ``late`` forecasts were stored after their month's first figures were out, and are left out. Without a case figures are NaN.
    """

    cases: int = 0
    months: int = 0
    late: int = 0
    error: float = nan
    error_base: float = nan
    brier: float = nan
    brier_base: float = nan


def state_based(snapshots: Snapshots, country: str) -> pd.Series:
    """Deaths in state-based conflict by month number, of the months a release by type covers: events, else their sums."""
    found = pd.Series(dtype="float64")
    for known in (events.known(snapshots, country), events.summed(snapshots, country)):
        if known is None:
            continue
        rows = known.frame[known.frame["type"] == _TYPE]
        covered = sorted({number for first, last, _ in known.spans for number in range(first, last + 1)})
        sums = rows.groupby("month")["best"].sum().reindex(covered).fillna(0.0).astype("float64")
        found = sums if found.empty else found.combine_first(sums)
    return found.sort_index()


def judged(stored: Sequence[Forecast], known: pd.Series) -> Record:
    """The record of forecasts (oldest day first; of each run the first counts) against ``known``, as ``state_based`` gives it.

    A run before which fewer than 36 months are known has no base rate and is not judged.
    """
    first: dict[str, Forecast] = {}
    for one in stored:
        first.setdefault(one.run, one)
    parts = [part for one in first.values() if (part := _cases(one, known)) is not None]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["late"])
    late = table["late"].astype(bool)
    clean = table[~late]
    if clean.empty:
        return Record(late=int(late.sum()))
    happened = (clean["came"] >= DEATHS).astype("float64")
    return Record(
        len(clean), clean["month"].nunique(), int(late.sum()),
        float(np.abs(clean["mean"] - clean["came"]).mean()), float(np.abs(clean["base_mean"] - clean["came"]).mean()),
        float(((clean["p25"] - happened) ** 2).mean()), float(((clean["base_rate"] - happened) ** 2).mean()),
    )  # fmt: skip


def _cases(one: Forecast, known: pd.Series) -> pd.DataFrame | None:
    before = known[known.index <= months.ordinal(answers.cutoff(one.run))].tail(HISTORY)
    came = one.frame[one.frame["month"].isin(known.index)]
    if came.empty or len(before) < HISTORY:
        return None
    return came.assign(
        came=known.reindex(came["month"]).to_numpy(),
        late=[outcomes.late(one.fetched, int(number)) for number in came["month"]],
        base_mean=before.mean(), base_rate=(before >= DEATHS).mean(),
    )  # fmt: skip
