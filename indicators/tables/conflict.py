"""The conflict page's frames: deaths by month and type, by place, by dyad and actor, the events themselves. Pure.

Events tell type, place and actors where an event release covers the month; elsewhere sums tell the type, or totals nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indicators import memo, months
from indicators.dimensions.conflict import cercles, deaths, events, violence
from indicators.model import STATUSES, Snapshots
from indicators.subject import SUBJECT

TYPES = ("state_based", "non_state", "one_sided")
UNTYPED = "untyped"
LEVELS = ("region", "cercle")
MONTHLY_COLUMNS = ("period", "type", "best", "low", "high", "provisional")
PLACE_COLUMNS = ("pcode", "name", "deaths", "low", "high", "events", "civilians")
EVENT_COLUMNS = (
    "date_start", "date_end", "type", "dyad", "place", "region", "best", "low", "high", "civilians", "where", "where_prec", "date_prec",
    "latitude", "longitude", "code_status", "vintage", "id",
)  # fmt: skip
SHARE_COLUMNS = ("year", "name", "deaths")
YEAR = 12
REST = "others"
# How well a place is known; UCDP GED codebook, where_prec.
PRECISION = {
    1: "exact place", 2: "within 25 km", 3: "cercle", 4: "region", 5: "along a line or a vague area", 6: "country", 7: "abroad or at sea",
}  # fmt: skip
PAINTED = {"region": (1, 2, 3, 4), "cercle": (1, 2, 3)}  # what is known well enough to be painted on a map of this level


@dataclass(frozen=True)
class Sum:
    """Deaths of twelve months, persons; ``months`` of them are known."""

    best: float
    low: float
    high: float
    provisional: bool


def known(snapshots: Snapshots) -> pd.DataFrame:
    """The subject's events with what the page adds: columns of ``ucdp_ged`` and ``month``, ``period``, ``civilians``, ``region``,
    ``cercle`` (P-codes, None where not known well enough), ``provisional`` and ``vintage``. Empty where no release is visible.

    ``civilians`` are UCDP's best figure of one-sided violence and its civilian deaths in the other two types, persons.
    """
    found = events.known(snapshots, SUBJECT.code)
    cod = snapshots.newest("cod_ab")
    if found is None or cod is None:
        return pd.DataFrame(
            columns=[
                "period",
                "type",
                "region",
                "cercle",
                "civilians",
                "best",
                "low",
                "high",
                "where_prec",
                "provisional",
                "vintage",
            ]
        )
    frame = found.frame
    one_sided = frame["type"] == "one_sided"
    regions = {
        cercles.plain(str(row["name"])): str(row["pcode"]) for row in cod.frame[cod.frame["level"] == 1].to_dict("records")
    }
    region = frame["adm1"].map(lambda name: regions.get(cercles.plain(name)))
    cercle = cercles.cercle_of(frame["adm2"].where(frame["adm2"] != ""), cod.frame)
    return frame.assign(
        period=months.periods(frame["month"]),
        civilians=np.where(one_sided, frame["best"], frame["deaths_civilians"]).astype("int64"),
        region=region.where(frame["where_prec"].isin(PAINTED["region"])),
        cercle=cercle.where(frame["where_prec"].isin(PAINTED["cercle"])),
        provisional=found.provisional(frame["month"].to_numpy()),
        vintage=" ".join(found.versions),
    )


@memo.told(24)
def within(frame: pd.DataFrame, start: str, end: str, types: Sequence[str], level: str, place: str | None) -> pd.DataFrame:
    """The events of ``known`` that ended between two months, of some types, in one place (P-code of a level) or anywhere."""
    chosen = frame[frame["period"].between(start, end) & frame["type"].isin(list(types))]
    return chosen if place is None else chosen[chosen[level] == place]


@memo.told(16)
def by_month(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Deaths of events by month they ended in and type: MONTHLY_COLUMNS, persons; months without a death have no row."""
    inside = frame[frame["period"].between(start, end)]
    counted = inside[["best", "low", "high"]].assign(provisional=inside["provisional"].astype("int64"))
    sums = counted.groupby([inside["period"], inside["type"]]).sum().reset_index()
    return sums.assign(provisional=sums["provisional"] > 0)[list(MONTHLY_COLUMNS)]


@memo.told(32)
def summed(snapshots: Snapshots, start: str, end: str) -> pd.DataFrame:
    """Deaths by month and type of the months that no event release covers and sums do: MONTHLY_COLUMNS, persons."""
    found = events.summed(snapshots, SUBJECT.code)
    rows = deaths.typed(snapshots, SUBJECT.code, months.ordinal(start), months.ordinal(end))
    if found is None or rows.empty:
        return pd.DataFrame(columns=list(MONTHLY_COLUMNS))
    provisional = found.provisional(rows["month"].to_numpy())
    return rows.assign(period=months.periods(rows["month"]), provisional=provisional)[list(MONTHLY_COLUMNS)]


@memo.told(64)
def placed(snapshots: Snapshots, start: str, end: str) -> tuple[int, int]:
    """How many of the months from ``start`` to ``end`` have events, with places and actors; and how many months there are."""
    numbers = np.arange(months.ordinal(start), months.ordinal(end) + 1)
    found = events.known(snapshots, SUBJECT.code)
    return (int(found.covered(numbers).sum()) if found is not None else 0), len(numbers)


@memo.told(64)
def whole_year(snapshots: Snapshots, end: str) -> str | None:
    """The last month up to ``end`` whose twelve months all have events; None where there is none."""
    found = events.known(snapshots, SUBJECT.code)
    if found is None:
        return None
    last = min(months.ordinal(end), max(reach for _, reach, _ in found.spans))
    first = min(start for start, _, _ in found.spans) + YEAR - 1
    ends = (month for month in range(last, first - 1, -1) if found.covered(range(month - YEAR + 1, month + 1)).all())
    month = next(ends, None)
    return months.period(month) if month is not None else None


@memo.told(32)
def untyped(snapshots: Snapshots, start: str, end: str) -> pd.DataFrame:
    """Deaths of the months that neither events nor sums cover, all types together: MONTHLY_COLUMNS, type UNTYPED."""
    series = deaths.monthly(snapshots, SUBJECT.code, months.ordinal(start), months.ordinal(end))
    covered = series.resting(events.SOURCE, events.SUMMED)
    table = pd.DataFrame(
        {
            "period": months.periods(series.numbers), "type": UNTYPED, "best": series.best, "low": series.low, "high": series.high,
            "provisional": series.rank == STATUSES.index("provisional"),
        }
    )  # fmt: skip
    return table[~covered & np.isfinite(series.best)].reset_index(drop=True)


def by_period(snapshots: Snapshots, start: str, end: str) -> pd.DataFrame:
    """Deaths of every month that is known, all types together: period, best (persons), provisional."""
    series = deaths.monthly(snapshots, SUBJECT.code, months.ordinal(start), months.ordinal(end))
    rank = series.rank == STATUSES.index("provisional")
    table = pd.DataFrame({"period": months.periods(series.numbers), "best": series.best, "provisional": rank})
    return table[np.isfinite(series.best)].reset_index(drop=True)


@memo.told(128)
def year_to(snapshots: Snapshots, end: str) -> Sum | None:
    """Deaths of the twelve months to ``end``, all types, with the bounds of the indicator; None where a month is not known."""
    last = months.ordinal(end)
    series = deaths.monthly(snapshots, SUBJECT.code, last - YEAR + 1, last)
    if not np.isfinite(series.best).all():
        return None
    provisional = bool((series.rank == STATUSES.index("provisional")).any())
    whole = violence.windows(SUBJECT.code, series, YEAR).iloc[0]
    return Sum(float(whole["best"]), float(whole["low"]), float(whole["high"]), provisional)


@memo.told(16)
def by_place(frame: pd.DataFrame, outlines: dict[str, Any], level: str) -> pd.DataFrame:
    """Deaths (best, low, high), events and civilians by region or cercle: PLACE_COLUMNS, a row for every outline.

    ``outlines`` is GeoJSON; a place without an event in a covered month has zeros. Only events whose place is known well
    enough (PAINTED) are counted.
    """
    counted = frame[["best", "low", "high", "civilians"]].rename(columns={"best": "deaths"}).assign(events=1)
    sums = counted.groupby(frame[level]).sum()
    places = [(str(one["properties"]["pcode"]), str(one["properties"]["name"])) for one in outlines["features"]]
    codes = [code for code, _ in places]
    joined = (
        sums.reindex(codes)
        .fillna(0)
        .astype("int64")
        .reset_index(drop=True)
        .assign(pcode=codes, name=[name for _, name in places])
    )
    return joined.sort_values(["deaths", "pcode"], ascending=[False, True])[list(PLACE_COLUMNS)]


@memo.told(16)
def unplaced(frame: pd.DataFrame, level: str) -> pd.DataFrame:
    """Events that are not painted on a map of ``level``, by how well their place is known: where, events, deaths."""
    rest = frame.loc[frame[level].isna(), ["where_prec", "best"]]
    found = rest.groupby("where_prec")["best"].agg(["size", "sum"])
    table = pd.DataFrame({"where": [PRECISION[one] for one in found.index], "events": found["size"], "deaths": found["sum"]})
    table = table.groupby("where", as_index=False).sum()
    return table.sort_values("deaths", ascending=False, ignore_index=True)


@memo.told(16)
def dyads(frame: pd.DataFrame, most: int = 6) -> pd.DataFrame:
    """Deaths by year and dyad, the deadliest ``most`` by name and the rest as REST; they add up: SHARE_COLUMNS."""
    top = frame.groupby("dyad")["best"].sum().sort_values(ascending=False).head(most).index
    rows = frame.assign(name=frame["dyad"].where(frame["dyad"].isin(top), REST), year=frame["period"].str[:4].astype("int64"))
    return _by_year(rows)


@memo.told(16)
def actors(frame: pd.DataFrame, most: int = 6) -> pd.DataFrame:
    """Deaths by year in events an actor took part in, of the ``most`` deadliest: SHARE_COLUMNS.

    An event counts for both its sides, so that actors do not add up. "Civilians" are no actor.
    """
    sides = pd.concat([frame[[side, "period", "best"]].rename(columns={side: "name"}) for side in ("side_a", "side_b")])
    sides = sides[sides["name"] != "Civilians"]
    top = sides.groupby("name")["best"].sum().sort_values(ascending=False).head(most).index
    rows = sides[sides["name"].isin(top)]
    rows = rows.assign(year=rows["period"].str[:4].astype("int64"))
    return _by_year(rows)


def _by_year(rows: pd.DataFrame) -> pd.DataFrame:
    sums = rows.groupby(["year", "name"])["best"].sum()
    return sums.rename("deaths").reset_index()[list(SHARE_COLUMNS)]


@memo.told(8)
def listed(frame: pd.DataFrame) -> pd.DataFrame:
    """The events themselves, those with a death first and of them the newest: EVENT_COLUMNS, persons and degrees.

    ``where`` says how well the place is known.
    """
    rows = frame.assign(
        place=frame["adm2"], where=frame["where_prec"].map(PRECISION), region=frame["adm1"], some=frame["best"] > 0
    )
    ordered = rows.sort_values(["some", "date_end", "id"], ascending=False)
    return ordered[list(EVENT_COLUMNS)].reset_index(drop=True)
