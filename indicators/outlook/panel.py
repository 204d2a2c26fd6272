"""The series forecasts are made from: deaths in organised violence by month and country, as known in a set of snapshots.

All three types together, best figures. Months come from ``ucdp_totals``, and from this project's sums of UCDP's own releases
(``ucdp_months``) where a newest annual release or the candidates after it cover them; a third party's cut is left out, since
it lacks countries and disagrees with the totals. Figures are taken as published, provisional ones unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from indicators import months
from indicators.dimensions.conflict import events
from indicators.model import Snapshots, Vintage
from indicators.outlook.settings import Numbers

TOTALS, SUMMED = "ucdp_totals", "ucdp_months"
_CUT = "cut-"


@dataclass(frozen=True)
class Panel:
    """Deaths by month (rows, consecutive) and country (columns, ISO codes sorted); ``first`` is the month number of row 0.

    ``inputs`` are the vintages it rests on, oldest first, as (source, version, published).
    """

    countries: tuple[str, ...]
    first: int
    deaths: Numbers = field(repr=False)
    inputs: tuple[tuple[str, str, str], ...] = ()

    @property
    def last(self) -> int:
        """Month number of the last row."""
        return self.first + len(self.deaths) - 1

    def row(self, month: int) -> int:
        """The row of a month number. Raises ValueError where the panel does not hold it."""
        if not self.first <= month <= self.last:
            raise ValueError(
                f"{months.period(month)} is not known: deaths are from {months.period(self.first)} to {months.period(self.last)}"
            )
        return month - self.first

    def until(self, month: int) -> Panel:
        """What it was before anything after ``month`` happened."""
        return replace(self, deaths=self.deaths[: self.row(month) + 1])

    def column(self, country: str) -> int:
        """The column of a country. Raises ValueError for one without figures."""
        if country not in self.countries:
            raise ValueError(f"no monthly deaths are stored for {country}")
        return self.countries.index(country)


def panel(snapshots: Snapshots) -> Panel | None:
    """The panel known in ``snapshots``; None without a source of months. A country-month no source names is a zero.

    The last month is the last one the source that reaches furthest covers; a country another source alone covers, and not to
    that month, is left out.
    """
    used = [*_totals(snapshots), *_summed(snapshots)]
    if not used:
        return None
    wide = [_wide(one) for one in used]
    whole = wide[0]
    for later in wide[1:]:
        whole = later.combine_first(whole).sort_index()
    whole = whole.reindex(range(int(whole.index.min()), int(whole.index.max()) + 1))
    kept = whole.loc[:, whole.iloc[-1].notna()].fillna(0.0).sort_index(axis=1)
    named = tuple((one.source, one.version, one.published) for one in used)
    return Panel(tuple(map(str, kept.columns)), int(kept.index[0]), kept.to_numpy(dtype="float64"), named)


def _totals(snapshots: Snapshots) -> list[Vintage]:
    newest = snapshots.newest(TOTALS)
    return [] if newest is None else [newest]


def _summed(snapshots: Snapshots) -> list[Vintage]:
    """The sums in force of UCDP's own releases, where an annual one is among them or they follow the totals' last month."""
    return [one for one in events.behind(snapshots, SUMMED) if not one.version.startswith(_CUT)]


def _wide(vintage: Vintage) -> pd.DataFrame:
    """Month numbers by country, zero where the vintage covers a month and says nothing, absent where it does not cover it."""
    frame = vintage.frame
    sums = frame.assign(month=months.ordinals(frame["period"])).groupby(["month", "country"])["best"].sum().unstack()
    span = range(months.ordinal(vintage.start), months.ordinal(vintage.end) + 1)
    named: Sequence[str] = vintage.countries if vintage.countries is not None else tuple(map(str, sums.columns))
    return sums.reindex(index=span, columns=sorted(named)).fillna(0.0).astype("float64")
