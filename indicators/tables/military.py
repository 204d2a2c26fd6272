"""The foreign-forces page's frames: personnel by sponsor, the rows behind a month, readings, agreements, bases. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from indicators import memo, months
from indicators.dimensions.military import ledger
from indicators.registry import READINGS

SPONSOR_COLUMNS = ("period", "sponsor", "best", "low", "high", "share", "status")
TOTAL_COLUMNS = ("period", "best", "low", "high")
PRESENT_COLUMNS = ("sponsor", "force", "best", "low", "high", "status", "rows")
EVIDENCE_COLUMNS = (
    "sponsor", "date", "summary", "source_publisher", "source_url", "source_grade", "personnel_best", "personnel_low",
    "personnel_high", "status", "population", "basis", "force", "source_title", "public_from", "id",
)  # fmt: skip
READING_COLUMNS = ("period", "key", "score", "low", "high", "status")
BESIDE_COLUMNS = (
    "key", "reading", "dimension", "dimension_low", "dimension_high", "index", "index_low", "index_high",
)  # fmt: skip
AGREEMENT_COLUMNS = (
    "date", "category", "partner", "status", "summary", "amount_low", "amount_high", "currency", "source_title", "source_publisher",
    "source_url", "source_grade", "public_from", "id",
)  # fmt: skip
BASE_COLUMNS = (
    "date",
    "sponsor",
    "force",
    "bases",
    "summary",
    "source_title",
    "source_publisher",
    "source_url",
    "source_grade",
    "id",
)
MARK_COLUMNS = ("date", "kind", "force", "value")
PEAK, LEFT = "peak", "left"
LARGE = 0.05  # of the highest total: a force that had so many is marked when it leaves
YEAR = 12
DECLARED = "declared"


@dataclass(frozen=True)
class Total:
    """Foreign soldiers at a month's end, persons."""

    best: float
    low: float
    high: float


def sponsors(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Personnel by sponsor at each month's end: SPONSOR_COLUMNS, persons; ``share`` (0-1) of the month's best total.

    ``frame`` is the ledger (columns of ``foreign_forces``). Low and high are the sums of the forces' bounds.
    """
    levels = ledger.levels(frame, start, end)
    worst = {name: place for place, name in enumerate(("normal", "carried", "estimated"))}
    levels = levels.assign(rank=levels["status"].map(worst))
    table = levels.groupby(["period", "sponsor"], as_index=False)[["best", "low", "high"]].sum()
    rank = levels.groupby(["period", "sponsor"], as_index=False)["rank"].max()["rank"]
    whole = table.groupby("period")["best"].transform("sum")
    names = list(worst)
    table = table.assign(share=(table["best"] / whole).where(whole > 0), status=[names[int(place)] for place in rank])
    return table[list(SPONSOR_COLUMNS)]


@memo.told(16)
def order(table: pd.DataFrame) -> list[str]:
    """The sponsors of ``sponsors`` by their highest best level, the highest first."""
    return [str(name) for name in table.groupby("sponsor")["best"].max().sort_values(ascending=False, kind="stable").index]


@memo.told(32)
def filled(table: pd.DataFrame, totals_: pd.DataFrame) -> pd.DataFrame:
    """``sponsors`` with a row of 0 for each sponsor in each month of ``totals_`` where it has no level, status ``normal``.

    For stacking: the ledger covers those months, so that a sponsor without a level has nobody there. ``share`` stays
    missing in months where nobody is.
    """
    pairs = pd.MultiIndex.from_product([totals_["period"], table["sponsor"].unique()], names=["period", "sponsor"])
    rows = table.set_index(["period", "sponsor"]).reindex(pairs).reset_index()
    somebody = rows["period"].isin(totals_.loc[totals_["best"] > 0, "period"])
    zeros = dict.fromkeys(("best", "low", "high"), 0.0)
    share = rows["share"].fillna(0.0).where(somebody)
    return rows.fillna(zeros | {"status": "normal"}).assign(share=share)[list(SPONSOR_COLUMNS)]


def totals(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """All sponsors together at each month's end, 0 where the ledger covers the month and nobody is there: TOTAL_COLUMNS."""
    sums = ledger.levels(frame, start, end).groupby("period")[["best", "low", "high"]].sum()
    covered = frame.loc[frame["relation"] == "owner", "date"].astype(str).min() if len(frame) else None
    periods = [months.period(number) for number in range(months.ordinal(start), months.ordinal(end) + 1)]
    known = [one for one in periods if covered is not None and not pd.isna(covered) and one >= covered[:7]]
    # inside the ledger a month without a level is a sourced absence of foreign forces
    return sums.reindex(known).fillna(0.0).rename_axis("period").reset_index()[list(TOTAL_COLUMNS)]


def at(totals_: pd.DataFrame, period: str) -> Total | None:
    """One month of ``totals``, None where it is not covered."""
    row = totals_[totals_["period"] == period]
    return None if row.empty else Total(*(float(row[name].iloc[0]) for name in ("best", "low", "high")))


@memo.told(64)
def peak(totals_: pd.DataFrame) -> tuple[str, float] | None:
    """Month and best total of the highest month so far, None where there is none above 0."""
    if totals_.empty or totals_["best"].max() <= 0:
        return None
    row = totals_.sort_values("best", kind="stable").iloc[-1]
    return str(row["period"]), float(row["best"])


def levels(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Personnel by force at each month's end (``ledger.levels``); what the functions below take where they are asked often."""
    return ledger.levels(frame, start, end)


@memo.told(128)
def oldest(frame: pd.DataFrame, period: str, every: pd.DataFrame | None = None) -> str | None:
    """Month (YYYY-MM) of the oldest figure in a month's total: of each force its newest row; None where all are of the last year."""
    dated = frame.set_index("id")["date"].astype(str)
    newest = [max(dated[name] for name in rows.split())[:7] for rows in present(frame, period, every)["rows"]]
    first = min(newest, default=period)
    return first if months.ordinal(period) - months.ordinal(first) > YEAR else None


@memo.told(64)
def present(frame: pd.DataFrame, period: str, every: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who was there at the end of ``period``, the most numerous first: PRESENT_COLUMNS, whole persons; ``rows`` names ledger rows.

    ``every`` are the ``levels`` of months with ``period`` among them, so that they need not be worked out again.
    """
    found = ledger.levels(frame, period, period) if every is None else every[every["period"] == period]
    rounded = found.round({"best": 0, "low": 0, "high": 0})
    return rounded.sort_values(["best", "sponsor"], ascending=[False, True])[list(PRESENT_COLUMNS)].reset_index(drop=True)


@memo.told(64)
def behind(frame: pd.DataFrame, period: str, every: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every ledger row behind the levels at the end of ``period``: EVIDENCE_COLUMNS, by sponsor and date."""
    there = present(frame, period, every)
    wanted = {str(sponsor): " ".join(rows["rows"]).split() for sponsor, rows in there.groupby("sponsor", sort=False)}
    found = [frame[frame["id"].isin(names)].sort_values(["date", "id"]) for names in wanted.values()]
    rows = pd.concat(found, ignore_index=True) if found else frame.iloc[:0]
    return rows[list(EVIDENCE_COLUMNS)]


@memo.told(64)
def readings(scores: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The military dimension as declared and under each reading of it: READING_COLUMNS, key as in the scores."""
    keys = ["military", *(f"military.{key}" for key, item in READINGS.items() if item.scores == "military")]
    rows = scores[
        scores["key"].isin(keys) & scores["period"].between(start, end) & scores["level"].isin(["dimension", "reading"])
    ]
    return rows[list(READING_COLUMNS)].sort_values(["period", "key"], ignore_index=True)


@memo.told(64)
def beside(scores: pd.DataFrame, period: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Dimension and index of a month under each reading (key -> name; ``declared`` for none): BESIDE_COLUMNS, scores 0-100.

    The dimension is missing where a reading does not score it. Readings without an index are left out.
    """
    month = scores[scores["period"] == period].set_index("key")[["score", "low", "high"]]
    rows = []
    for key, name in names.items():
        index, part = ("index", "military") if key == DECLARED else (f"index.{key}", f"military.{key}")
        if index not in month.index:
            continue
        dimension = month.loc[part] if part in month.index else pd.Series(float("nan"), index=month.columns)
        rows.append((key, name, *dimension.astype(float), *month.loc[index].astype(float)))
    return pd.DataFrame(rows, columns=list(BESIDE_COLUMNS))


@memo.told(32)
def marks(frame: pd.DataFrame, totals_: pd.DataFrame, every: pd.DataFrame | None = None) -> pd.DataFrame:
    """What a chart of the totals marks, by date: MARK_COLUMNS. The month with the most (day 1, ``value`` persons), and the days
    on which forces that had at least LARGE of that have left (``value`` their last level)."""
    top = peak(totals_)
    if top is None:
        return pd.DataFrame(columns=list(MARK_COLUMNS))
    months_ = totals_["period"]
    made: list[tuple[str, str, str, float]] = [(f"{top[0]}-01", PEAK, "", top[1])]
    gone = frame[(frame["status"] == "withdrawn") & (frame["relation"] == "owner") & (frame["basis"] != "derived")]
    for force, rows in gone.sort_values("date").groupby("force"):
        day = str(rows["date"].iloc[0])
        before = present(frame, months.period(months.ordinal(day[:7]) - 1), every)
        had = float(before.loc[before["force"] == force, "best"].sum())
        if had >= LARGE * top[1] and months_.min() <= day[:7] <= months_.max():
            made.append((day, LEFT, str(force), had))
    return pd.DataFrame(made, columns=list(MARK_COLUMNS)).sort_values("date", ignore_index=True)


@memo.told(64)
def agreements(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Agreements and deliveries between two months, by date: AGREEMENT_COLUMNS."""
    return _between(frame, start, end)[list(AGREEMENT_COLUMNS)]


@memo.told(64)
def bases(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Bases left or handed over between two months, by date: BASE_COLUMNS. Withdrawals that name one, and handovers."""
    left = (frame["status"] == "withdrawn") & (frame["bases"] != "")
    rows = frame[left | frame["bases"].str.contains("handed over", regex=False)]
    return _between(rows, start, end)[list(BASE_COLUMNS)]


@memo.told(16)
def listed(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Every ledger row dated between two months, those that are not counted too, by date."""
    return _between(frame, start, end)


def _between(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    inside = frame["date"].astype(str).str[:7].between(start, end)
    return frame[inside].sort_values(["date", "id"]).reset_index(drop=True)
