"""What publishers' later releases do to a month's deaths: final figure over released figure, learnt from stored vintages.

UCDP revises by stage, not by age: a month's first release stands until its year is consolidated (about February), and that
until the annual release (June or July). A window of months is summed as it stood in one vintage, whatever stages its months
were at, and compared with the final figures of the same months.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import months
from indicators.model import Snapshots, Vintage

Stage = Literal["first", "consolidated"]
COLUMNS = ("country", "period", "window", "stage", "released", "final", "factor", "source", "vintage")
WINDOWS = (1, 3, 12)
SIZES = (1, 10)  # deaths at release that part the classes: none, 1 to 9, 10 and more
LEVEL = 0.9

_SOURCES = ("ucdp_months", "ucdp_totals")  # the first counts where both know a country's month
_ANNUAL = re.compile(r"(\d\d)\.\d(-seen-.+)?")
_ANNUAL_MONTH = 7  # by July the annual release is out and the third party's totals rest on it
_LATEST = 6  # from June on a changed figure may be the annual release's
_PROMPT = 2  # a first release is out within two months of its month

Numbers = npt.NDArray[np.float64]


def factors(snapshots: Snapshots, window: int = 1, stage: Stage = "first", without: Collection[str] = ()) -> pd.DataFrame:
    """Final over released deaths of every country and run of ``window`` months whose both figures are stored: COLUMNS.

    ``period`` (YYYY-MM) is the run's last month, ``released`` the run's deaths in ``vintage``: the first one that shows its last
    month (``first``), or the first in which that month's year is consolidated. ``final`` are the deaths in the newest
    vintage in which every month of the run is final. ``factor`` is NaN where nothing was released. Countries ``without`` are
    left out, so that a country's band can be learnt from the others. Third parties' cuts are not used.

    Empty where no vintages tell. Raises ValueError for a window below 1.
    """
    if window < 1:
        raise ValueError(f"a window has 1 month or more, not {window}")
    found = [_factors(sheets(snapshots, key), window, stage) for key in _SOURCES]
    table = pd.concat([part for part in found if not part.empty] or [found[0]], ignore_index=True)
    table = table.drop_duplicates(["country", "period"])
    kept = table[~table["country"].isin(list(without))]
    return kept.sort_values(["country", "period"], ignore_index=True)


def band(learnt: pd.DataFrame, released: Numbers, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """Low and high deaths around released figures (any shape), roughly ``level`` of finals inside, from factors of their size.

    ``learnt`` has COLUMNS. Each figure takes the factors of releases of its class (SIZES); where nothing was released, the
    final figures themselves. Bounds are the order statistics that a next draw stays within with probability ``level``
    or more where there are enough of them (Wilks 1941), else the extremes. NaN for a class without a release. Whole deaths,
    rounded outwards.
    """
    low, high = (np.full(np.shape(released), np.nan) for _ in range(2))
    size = size_class(released)
    classes = size_class(learnt["released"].to_numpy(dtype="float64"))
    for number in np.unique(size):
        part, here = learnt[classes == number], size == number
        if len(part):
            below, above = _limits((part["factor"] if number else part["final"]).to_numpy(dtype="float64"), level)
            base = released[here] if number else 1.0
            low[here], high[here] = np.floor(base * below), np.ceil(base * above)
    return low, high


def size_class(released: Numbers) -> npt.NDArray[np.int64]:
    """The class (0 to 2) of each released figure."""
    return np.searchsorted(np.array(SIZES, dtype="float64"), released, side="right").astype("int64")


def _limits(values: Numbers, level: float) -> tuple[float, float]:
    """The two order statistics, of n values at ranks (n + 1) (1 - level) / 2 rounded down and its mirror image."""
    ordered = np.sort(values)
    rank = max(int(np.floor((len(ordered) + 1) * (1 - level) / 2 + 1e-9)), 1)
    return float(ordered[rank - 1]), float(ordered[len(ordered) - rank])


@dataclass(frozen=True)
class Sheet:
    """A vintage with its deaths by month number and country: 0 where it covers a month and says nothing."""

    vintage: Vintage
    deaths: pd.DataFrame

    @property
    def end(self) -> int:
        """Month number of the last month it covers."""
        return int(self.deaths.index[-1])

    @property
    def final_year(self) -> int:
        """The last year whose figures are final in it: of UCDP's annual release YY.1 the year before 20YY; of the third party's
        totals the year before, from July on, else the one before that; 0 for candidates.
        """
        annual = _ANNUAL.fullmatch(self.vintage.version)
        if annual:
            return 1999 + int(annual[1])
        if self.vintage.source == "ucdp_months":
            return 0
        year, month = int(self.vintage.published[:4]), int(self.vintage.published[5:7])
        return year - 1 if month >= _ANNUAL_MONTH else year - 2

    def covers(self, first: int, last: int) -> bool:
        """Whether it has all months from the first to the last."""
        return int(self.deaths.index[0]) <= first and last <= self.end


def sheets(snapshots: Snapshots, key: str) -> list[Sheet]:
    """The vintages of a source that can tell of revisions, oldest first; third parties' cuts cannot."""
    return [Sheet(one, _deaths(one)) for one in snapshots.all(key) if not one.version.startswith("cut-")]


def consolidated(later: Sheet, earlier: Sequence[Sheet], year: int) -> bool:
    """Whether a vintage has other figures for the months of a year than the vintages that first showed them."""
    for month, shown in _first_shown(earlier):
        if month // 12 == year and later.covers(month, month):
            before, after = (one.deaths.loc[[month]] for one in (shown, later))
            if not before.equals(after.reindex(columns=before.columns, fill_value=0.0)):
                return True
    return False


def _deaths(vintage: Vintage) -> pd.DataFrame:
    frame = vintage.frame
    sums = frame.assign(month=months.ordinals(frame["period"])).groupby(["month", "country"])["best"].sum().unstack()
    span = range(months.ordinal(vintage.start), months.ordinal(vintage.end) + 1)
    named = sums.columns if vintage.countries is None else list(vintage.countries)
    return sums.reindex(index=span, columns=sorted(map(str, named))).fillna(0.0).astype("float64")


def _factors(known: Sequence[Sheet], window: int, stage: Stage) -> pd.DataFrame:
    shown = _first_shown(known) if stage == "first" else _first_consolidated(known)
    parts = [_run(known, sheet, month, window, stage) for month, sheet in shown]
    kept = [part for part in parts if part is not None]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=list(COLUMNS))


def _first_shown(known: Sequence[Sheet]) -> Iterator[tuple[int, Sheet]]:
    """Each month that was a vintage's last when it first came out, with that vintage."""
    seen = -1
    for sheet in known:
        if sheet.end > seen:
            seen = sheet.end
            if months.ordinal(sheet.vintage.published) - seen <= _PROMPT:
                yield seen, sheet


def _first_consolidated(known: Sequence[Sheet]) -> Iterator[tuple[int, Sheet]]:
    """Each month of a year with the first vintage that has the year consolidated and not yet final."""
    for year in sorted({sheet.end // 12 for sheet in known}):
        for place, sheet in enumerate(known):
            if sheet.final_year >= year or sheet.vintage.published >= f"{year + 1}-{_LATEST:02d}":
                break
            if consolidated(sheet, known[:place], year):
                yield from ((months.december(year) - back, sheet) for back in range(11, -1, -1))
                break


def _run(known: Sequence[Sheet], sheet: Sheet, month: int, window: int, stage: Stage) -> pd.DataFrame | None:
    first = month - window + 1
    final = next((one for one in reversed(known) if one.final_year >= month // 12 and one.covers(first, month)), None)
    if final is None or not sheet.covers(first, month):
        return None
    before, after = (one.deaths.loc[first:month].sum() for one in (sheet, final))
    world = sheet.vintage.countries is None  # then a country without a row had no deaths
    named = before.index.union(after.index) if world else before.index.intersection(after.index)
    table = pd.DataFrame({"released": before.reindex(named, fill_value=0.0), "final": after.reindex(named, fill_value=0.0)})
    factor = (table["final"] / table["released"]).where(table["released"] > 0)
    table = table.assign(
        country=named, period=months.period(month), window=window, stage=stage, factor=factor, source=sheet.vintage.source,
        vintage=sheet.vintage.version,
    )  # fmt: skip
    return table[list(COLUMNS)]
