"""What came: a month's deaths as first released and as final, by country, from the stored vintages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from indicators import months
from indicators.dimensions.conflict import revisions
from indicators.model import Snapshots
from indicators.outlook.panel import SUMMED, TOTALS
from indicators.outlook.settings import Numbers

FIGURES = ("first", "final")
_OUT_BY = 26  # day of the following month by which a month's first release is out


class Outcomes:
    """Figures of months in a set of snapshots."""

    def __init__(self, snapshots: Snapshots) -> None:
        known = [*revisions.sheets(snapshots, SUMMED), *revisions.sheets(snapshots, TOTALS)]
        self._sheets: Sequence[revisions.Sheet] = sorted(known, key=lambda one: one.vintage.published)

    def figures(self, which: str, countries: Iterable[str], numbers: Iterable[int]) -> Numbers:
        """Deaths (countries, months), NaN where not known. ``first``: in the oldest vintage that covers the month for the
        country; ``final``: in the newest one in which its year is final.
        """
        names = list(countries)
        columns = [self._month(which, number).reindex(names).to_numpy(dtype="float64") for number in numbers]
        return np.stack(columns, axis=1)

    def _month(self, which: str, number: int) -> pd.Series:
        sheets = [one for one in self._sheets if one.covers(number, number)]
        if which == "final":
            sheets = [one for one in reversed(sheets) if one.final_year >= number // 12]
        found = pd.Series(dtype="float64")
        for one in sheets:
            row = pd.Series(one.deaths.loc[[number]].iloc[0])
            found = row if found.empty else found.combine_first(row)
        return found


def late(frozen: str, number: int) -> bool:
    """Whether a month's first release was out, as its publisher's calendar goes, on the ISO day a forecast was frozen."""
    return frozen > f"{months.period(number + 1)}-{_OUT_BY}"
