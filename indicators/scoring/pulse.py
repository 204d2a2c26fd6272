"""The pulse of any country: its parts and their mean, month by month; nothing is simulated. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.model import FIRST_PERIOD, OBSERVATION_COLUMNS, SCORE_COLUMNS, Snapshots
from indicators.registry import PULSE_PARTS
from indicators.scoring import composite, levels, panel
from indicators.subject import SUBJECT


def scores(observations: pd.DataFrame) -> pd.DataFrame:
    """The parts and, where all of them have a value, the pulse, of each country: columns SCORE_COLUMNS, level ``pulse``, sorted.

    Observations of other indicators are left aside. ``low`` and ``high`` are the means of the parts' own.
    """
    own = observations[observations["indicator"].isin(list(PULSE_PARTS))]
    parts = []
    for _, rows in own.groupby("country", sort=True):
        found = levels.Found(panel.of(rows, PULSE_PARTS), None)
        found.pulse()
        parts.append(levels.tidy(found.levels))
    return composite.stacked(parts, SCORE_COLUMNS).sort_values(["country", "period", "level", "key"], ignore_index=True)


def others(snapshots: Snapshots, end: str) -> pd.DataFrame:
    """The same of the countries compared with the subject, month by month to ``end``; only the parts that are known of them.

    Where no table edited by hand speaks of a country those are acute and momentum, and it has no pulse.
    """
    countries = sorted(code for code in SUBJECT.compared if code != SUBJECT.code)
    grid = range(months.ordinal(FIRST_PERIOD), months.ordinal(end) + 1)
    parts = [
        composite.carry(part.measure(snapshots, countries, FIRST_PERIOD, end), part, countries, grid)
        for part in PULSE_PARTS.values()
    ]
    return scores(composite.stacked(parts, OBSERVATION_COLUMNS))
