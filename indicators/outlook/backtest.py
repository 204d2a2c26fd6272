"""The backtest: the models as if they had been run at each past origin, on today's revised figures.

It is no record of forecasts made: the figures are revised ones, and the models were chosen among some 39 configurations, ten
of them looked at on these very years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd

from indicators import months
from indicators.outlook import groups, hurdle, models, record
from indicators.outlook.panel import Panel
from indicators.outlook.settings import LEADS, Numbers

ORIGINS = ("2017-10", "2026-04")
TARGETS = ("2018-01", "2025-12")
CONFIGURATIONS = 39
CONFIGURATIONS_ON_TARGETS = 10
KEPT = (models.POOL, *models.BENCHMARKS)

Told = Callable[[int, int], object]


def origins() -> list[int]:
    """Month numbers of the 103 origins; the last ones have no target in TARGETS."""
    return list(range(months.ordinal(ORIGINS[0]), months.ordinal(ORIGINS[1]) + 1))


def run(whole: Panel, chosen: Iterable[int] | None = None, told: Told | None = None) -> pd.DataFrame:
    """Cases (``record.CASE_COLUMNS``) of the origins ``chosen`` (all where None), targets in TARGETS.

    ``told`` hears how many origins are done of how many. Raises ValueError where the panel does not hold an origin.
    """
    wanted = origins() if chosen is None else list(chosen)
    parts = []
    for place, (origin, made) in enumerate(forecasts(whole, wanted)):
        parts.append(_cases(whole, origin, made))
        if told is not None:
            told(place + 1, len(wanted))
    found = pd.concat([part for part in parts if not part.empty], ignore_index=True)
    return found.astype({"model": "category", "country": "category", "origin": "category"})


def forecasts(whole: Panel, wanted: Iterable[int]) -> Iterator[tuple[int, dict[str, Numbers]]]:
    """Each origin with the samples of the models KEPT, made from nothing after it; the hurdle is fitted once a January."""
    fitted: dict[int, models.Fits] = {}
    for origin in wanted:
        known = whole.until(origin)
        january = hurdle.refit_month(origin)
        if january not in fitted:
            fitted = {january: hurdle.fit(known, january)}
        made = models.forecast(known, fitted[january])
        yield origin, {name: made[name] for name in KEPT}


def _cases(whole: Panel, origin: int, made: dict[str, Numbers]) -> pd.DataFrame:
    first, last = (months.ordinal(one) for one in TARGETS)
    leads = [lead for lead in LEADS if first <= origin + lead <= min(last, whole.last)]
    if not leads:
        return pd.DataFrame(columns=list(record.CASE_COLUMNS))
    outcome = np.stack([whole.deaths[whole.row(origin + lead)] for lead in leads], axis=1)
    places = [lead - LEADS[0] for lead in leads]
    kept = {name: samples[:, places] for name, samples in made.items()}
    return record.cases(kept, outcome, whole.countries, origin, leads, groups.members(whole.until(origin)))
