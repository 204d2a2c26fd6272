"""The pulse: its parts' observations scored and averaged, for the subject and for the countries compared with it. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import months
from indicators.model import FIRST_PERIOD, OBSERVATION_COLUMNS, SCORE_COLUMNS, Snapshots
from indicators.registry import PULSE, PULSE_PARTS
from indicators.scoring import composite
from indicators.subject import SUBJECT

LEVEL = "pulse"


def scores(observations: pd.DataFrame) -> pd.DataFrame:
    """The parts and, where all of them have a value, the pulse: columns SCORE_COLUMNS, level ``pulse``, sorted.

    Observations of other indicators are left aside. ``low`` and ``high`` are the means of the parts' own.
    """
    own = observations[observations["indicator"].isin(list(PULSE_PARTS))]
    if own.empty:
        return pd.DataFrame(columns=list(SCORE_COLUMNS))
    scored = composite.indicator_scores(own, PULSE_PARTS)
    weights = {key: part.weight for key, part in PULSE_PARTS.items()}
    rows = composite.contributions(scored, PULSE_PARTS, {PULSE.key: 1.0}, weights)
    whole = composite.aggregate(rows, "dimension")
    # a mean of fewer parts would move when one enters, and nothing would have happened
    whole = whole[whole["coverage"] > 1 - 1e-9]
    parts = scored.assign(key=scored["indicator"], low=scored["score_low"], high=scored["score_high"], coverage=1.0)
    table = composite.stacked([parts.assign(level=LEVEL), whole.assign(level=LEVEL)], SCORE_COLUMNS)
    return table.sort_values(["country", "period", "level", "key"], ignore_index=True)


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
