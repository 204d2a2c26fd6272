"""Monthly deaths in organised violence: from UCDP's events where available, else their sums, else country-month totals.

Sums (``ucdp_months``, computed by this project) have UCDP's bounds. They equal the events where both are stored, and are used
where the events are not, or for countries whose individual events are not stored. A second-hand vintage of them
has best figures only: its bounds are those of provisional totals, and its deaths of civilians are a floor (``civilian``).

Totals give a best figure only. In years a final release covers (UCDP's YY.1 covers the years before 20YY) their bounds are
the country-year file's low / best and high / best; a month uses the ratio of the last year completed by the month that is
being measured, so that no bound looks ahead. After that, months are candidate data, status ``provisional``, and the bounds
are what revisions between that stage and the final figure were in the past (``provisional``): 5 % and 95 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import memo, months
from indicators.dimensions.conflict import events, provisional
from indicators.model import STATUSES, Snapshots, Vintage

TOTALS = "ucdp_totals"
YEARLY = "ucdp_cy"

FIRST_STAGE = 1 + provisional.STAGES.index(provisional.FIRST)  # of Monthly.stage

Numbers = npt.NDArray[np.float64]
Rests = Mapping[tuple[str, str], npt.NDArray[np.bool_]]


@dataclass(frozen=True)
class Monthly:
    """Deaths of one country in consecutive months, NaN where no source covers the month.

    ``low``, ``high`` are a month's bounds once its year is complete, ``early_low``, ``early_high`` before that (they differ
    only for totals of a final year). ``stage`` is 0 where a publisher gives the bounds, else the place in provisional.STAGES, plus 1,
    whose bounds of a single month these are. ``rank`` is the place of the month's status in STATUSES; ``rests`` says for each vintage
    (source, version) which months rest on it, those of a source in the order published.
    """

    numbers: npt.NDArray[np.int64]
    best: Numbers
    low: Numbers
    high: Numbers
    early_low: Numbers
    early_high: Numbers
    rank: npt.NDArray[np.int64]
    stage: npt.NDArray[np.int64]
    rests: Rests = field(repr=False)

    def resting(self, *sources: str) -> npt.NDArray[np.bool_]:
        """Which months rest on any vintage of ``sources``."""
        chosen = [where for (source, _), where in self.rests.items() if source in sources]
        return np.asarray(np.any([np.zeros(len(self.numbers), dtype=bool), *chosen], axis=0))


@memo.last(128)
def monthly(snapshots: Snapshots, country: str, first: int, last: int) -> Monthly:
    """Deaths (all three types, by the month an event ended in) from month number ``first`` to ``last``."""
    numbers = np.arange(first, last + 1)
    table = _empty_table(len(numbers))
    rank, stage = np.zeros(len(numbers), dtype="int64"), np.zeros(len(numbers), dtype="int64")
    rests: dict[tuple[str, str], npt.NDArray[np.bool_]] = {}
    for key, known in _releases(snapshots, country):
        filled = _fill(table, rank, known, _sums(known.frame), numbers)
        rests |= _resting(key, known, numbers, filled)
        stage[filled & np.isin(numbers, _guessed(known.frame))] = FIRST_STAGE
    totals = snapshots.newest(TOTALS)
    if totals is not None and (totals.countries is None or country in totals.countries):
        values = _totals(totals.frame, country).reindex(numbers).to_numpy()
        open_months = np.isnan(table["best"]) & np.isfinite(values)
        yearly = snapshots.newest(YEARLY)
        stages = _stages(numbers, totals.published)
        # the third party's sums rest on the annual release that was out when they were made
        through = min(final_through(yearly, snapshots.as_of), events.final_year(totals.published))
        final = _fill_totals(
            table, values, numbers, open_months, _ratios(None if yearly is None else yearly.frame, country), through, stages
        )
        rank[open_months & ~final] = STATUSES.index("provisional")
        stage[open_months & ~final] = stages[open_months & ~final]
        rests[TOTALS, totals.version] = open_months
        if yearly is not None:
            rests[YEARLY, yearly.version] = final
    return Monthly(numbers=numbers, **table, rank=rank, stage=stage, rests=rests)


@memo.last(64)
def civilian(snapshots: Snapshots, country: str, first: int, last: int) -> Monthly:
    """Deaths in one-sided violence plus civilian deaths in the other types, from events and then from their sums.

    UCDP gives bounds for one-sided violence only; the rest enters all three figures alike. Where sums do not tell the
    civilians of the other types, one-sided deaths are a floor: low stays there, best and high are raised by the country's ratio
    of all civilians to one-sided deaths in the last year of the country-year file before (1 where there is none), and the month
    is ``estimated``.
    """
    numbers = np.arange(first, last + 1)
    table = _empty_table(len(numbers))
    rank, stage = np.zeros(len(numbers), dtype="int64"), np.zeros(len(numbers), dtype="int64")
    rests: dict[tuple[str, str], npt.NDArray[np.bool_]] = {}
    for key, known in _releases(snapshots, country):
        frame = known.frame
        others = frame["deaths_civilians" if key == events.SOURCE else "civilians"].astype("float64")
        counted = {
            name: frame[name].where(frame["type"] == "one_sided", others.fillna(0.0)) for name in ("best", "low", "high")
        }
        sums = _sums(frame[["month"]].assign(**counted))
        filled = _fill(table, rank, known, sums, numbers)
        rests |= _resting(key, known, numbers, filled)
        stage[filled & np.isin(numbers, _guessed(frame))] = FIRST_STAGE
        untold = frame.loc[others.isna() & (frame["type"] != "one_sided") & (frame["best"] > 0), "month"]
        floor = filled & np.isin(numbers, untold.to_numpy())
        yearly = snapshots.newest(YEARLY)
        if yearly is not None and floor.any():
            _raise_floor(table, numbers, floor, _civilian_ratios(yearly, country))
            rests[YEARLY, yearly.version] = floor
        rank[floor] = STATUSES.index("estimated")
    return Monthly(numbers=numbers, **table, rank=rank, stage=stage, rests=rests)


def _raise_floor(
    table: Mapping[str, Numbers], numbers: npt.NDArray[np.int64], floor: npt.NDArray[np.bool_], ratios: Mapping[int, float]
) -> None:
    """Multiply best and high of the months in ``floor`` by the ratio of the last year that ended before them, in place."""
    for place in np.flatnonzero(floor):
        before = [year for year in ratios if year < numbers[place] // 12]
        for name in ("best", "high", "early_high"):
            table[name][place] *= ratios[max(before)] if before else 1.0


def _civilian_ratios(yearly: Vintage, country: str) -> dict[int, float]:
    """Year -> all civilians killed / deaths in one-sided violence, for years with such a death."""
    rows = yearly.frame[yearly.frame["country"] == country]
    civilians = rows.groupby("year")["civilians"].sum()
    one_sided = rows[rows["type"] == "one_sided"].groupby("year")["best"].sum()
    ratio = (civilians / one_sided[one_sided > 0]).dropna()
    return {int(year): float(value) for year, value in zip(ratio.index, ratio, strict=True)}


def typed(snapshots: Snapshots, country: str, first: int, last: int) -> pd.DataFrame:
    """Deaths by month (number) and type from the sums, of months that no event release covers: month, type, best, low, high."""
    known, found = events.known(snapshots, country), events.summed(snapshots, country)
    if found is None:
        return pd.DataFrame(columns=["month", "type", "best", "low", "high"])
    rows = _bounded(found.frame)
    inside = rows["month"].between(first, last) & found.covered(rows["month"].to_numpy())
    if known is not None:
        inside &= ~known.covered(rows["month"].to_numpy())
    return rows.loc[inside, ["month", "type", "best", "low", "high"]].reset_index(drop=True)


@memo.last(64)
def _releases(snapshots: Snapshots, country: str) -> list[tuple[str, events.Events]]:
    """Events, then their sums, where known: where both cover a month, the first is used."""
    known, found = events.known(snapshots, country), events.summed(snapshots, country)
    bounded = replace(found, frame=_bounded(found.frame)) if found is not None else None
    return [(key, one) for key, one in ((events.SOURCE, known), (events.SUMMED, bounded)) if one is not None]


def _bounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Sums with the bounds of a first release where the file gives none, and ``guessed``, whether that is so."""
    below, above = provisional.bounds(provisional.FIRST, 1)
    best, guessed = frame["best"].astype("float64"), frame["low"].isna()
    return frame.assign(
        low=frame["low"].astype("float64").fillna(best * below), high=frame["high"].astype("float64").fillna(best * above),
        guessed=guessed,
    )  # fmt: skip


def _guessed(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Months in which a row has bounds that no publisher gave."""
    if "guessed" not in frame:
        return np.array([], dtype="int64")
    return np.asarray(frame.loc[frame["guessed"], "month"].unique(), dtype="int64")


def _stages(numbers: npt.NDArray[np.int64], published: str) -> npt.NDArray[np.int64]:
    """Of each month the stage at which a vintage of that day holds it, as in Monthly."""
    told = [provisional.stage(months.period(int(number)), published) for number in numbers]
    return np.array([provisional.STAGES.index(one) + 1 for one in told], dtype="int64")


def _empty_table(length: int) -> dict[str, Numbers]:
    return {name: np.full(length, np.nan) for name in ("best", "low", "high", "early_low", "early_high")}


@memo.last(64, lasting=True)
def _totals(frame: pd.DataFrame, country: str) -> pd.Series:
    """The sums of a month by its number."""
    rows = frame[frame["country"] == country]
    return pd.Series(rows["best"].to_numpy(dtype="float64"), index=months.ordinals(rows["period"]))


@memo.last(64)
def _sums(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.groupby("month")[["best", "low", "high"]].sum()


def _fill(
    table: Mapping[str, Numbers], rank: npt.NDArray[np.int64], known: events.Events, sums: pd.DataFrame,
    numbers: npt.NDArray[np.int64],
) -> npt.NDArray[np.bool_]:  # fmt: skip
    """Fill the covered months that have no value yet; returns which. A covered month without an event is 0."""
    where = known.covered(numbers) & np.isnan(table["best"])
    values = sums.reindex(numbers, fill_value=0).astype("float64")
    for name in ("best", "low", "high"):
        table[name][where] = values[name].to_numpy()[where]
        if name != "best":
            table[f"early_{name}"][where] = values[name].to_numpy()[where]
    rank[known.provisional(numbers) & where] = STATUSES.index("provisional")
    return where


def _resting(key: str, known: events.Events, numbers: npt.NDArray[np.int64], filled: npt.NDArray[np.bool_]) -> Rests:
    """Which of the months that were ``filled`` rest on which release of ``key``."""
    return {(key, version): where & filled for version, where in known.releases(numbers).items()}


def _fill_totals(
    table: Mapping[str, Numbers],
    values: Numbers,
    numbers: npt.NDArray[np.int64],
    where: npt.NDArray[np.bool_],
    ratios: Mapping[int, tuple[float, float]],
    through: int,
    stages: npt.NDArray[np.int64],
) -> npt.NDArray[np.bool_]:
    """Fill the months of ``where``; returns which of them are final."""
    years = numbers // 12
    final = where & (years <= through)
    table["best"][where] = values[where]
    for place, bound in enumerate(("low", "high")):
        revised = np.array([provisional.bounds(provisional.STAGES[one - 1], 1)[place] for one in stages])
        for name, offset in ((bound, 0), (f"early_{bound}", 1)):
            # a year without its own ratio takes the factors of revisions, as a provisional one does
            own = [ratios.get(int(year) - offset, (np.nan, np.nan))[place] for year in years]
            factor = np.where(final & np.isfinite(own), own, revised)
            table[name][where] = (values * factor)[where]
    return final


def final_through(yearly: Vintage | None, as_of: str | None = None) -> int:
    """The last year a visible final release covers; 0 without one. UCDP's YY.1 covers the years before 20YY.

    A vintage that was not out on the day ``as_of`` is not asked by its name (``events.final_month``).
    """
    if yearly is None or not re.fullmatch(r"\d\d\.\d(-seen-.+)?", yearly.version):
        return 0
    said = 1999 + int(yearly.version[:2])
    return said if as_of is None or yearly.published <= as_of else min(said, (events.final_month(yearly, as_of) + 1) // 12 - 1)


@memo.last(64, lasting=True)
def _ratios(yearly: pd.DataFrame | None, country: str) -> dict[int, tuple[float, float]]:
    """Year -> (low / best, high / best) of all types, for years with a death."""
    if yearly is None:
        return {}
    rows = yearly[yearly["country"] == country]
    sums = rows.groupby("year")[["best", "low", "high"]].sum()
    sums = sums[sums["best"] > 0]
    return {
        int(year): (float(low / best), float(high / best))
        for year, best, low, high in zip(sums.index, sums["best"], sums["low"], sums["high"], strict=True)
    }
