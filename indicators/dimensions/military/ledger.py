"""The foreign-force ledger: what its rows say about the level of each force at each month's end. Pure.

Only rows of ``relation`` owner move a level; what each kind of figure does stands in ``sources.curated.forces``. A level holds
until the next row of its force; no row counts before its date. Where low equals high, ``count``, the way the figure was made, sets
the band (``by_count``), and an authorised strength is its top.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from indicators import memo, months
from indicators.dimensions.curated import counts

GRADED = {"A": 0.10, "B": 0.25, "C": 0.50}  # half-width of method 1, share of the figure
# A published head count, one whose day is inferred, a rounded figure, an estimate: how far low lies below and high above it, as shares.
# No source gives its own error; these are this project's judgement.
EXACT, INFERRED, ROUNDED, ESTIMATE = (0.02, 0.02), (0.05, 0.05), (0.15, 0.15), (1 - 1 / 1.5, 0.5)
STALE = 12  # months after which a level that no row has confirmed is called carried
COLUMNS = ("period", "sponsor", "bloc", "force", "best", "low", "high", "status", "rows", "age")


_READ = (
    "id", "date", "force", "sponsor", "bloc", "succeeds", "personnel_low", "personnel_high", "personnel_best", "population", "basis",
    "count", "source_grade",
)  # fmt: skip
Row = Mapping[Hashable, object]
Band = Callable[[Row], tuple[float, float]]


def by_count(row: Row) -> tuple[float, float]:
    """How far low lies below a single figure and high above it, as shares of it, by how it was made (columns ``count`` and ``basis``)."""
    if str(row["count"]) == "estimate":
        return ESTIMATE
    if str(row["count"]) == "rounded":
        return ROUNDED
    return INFERRED if str(row["basis"]) == "inferred_date" else EXACT


def by_grade(row: Row) -> tuple[float, float]:
    """Method 1: low and high by the source's grade, which says who speaks and not how well it was counted."""
    width = GRADED[str(row["source_grade"])]
    return width, width


@dataclass(frozen=True)
class Level:
    """The level of one force from one row on."""

    sponsor: str
    bloc: str
    best: float = 0.0
    low: float = 0.0
    high: float = 0.0
    floor: float = 0.0  # last level known inside the subject, its own or that of the force it succeeds
    floor_row: tuple[str, ...] = ()  # the row that gave it
    ceiling: float | None = None  # authorised strength
    ceiling_row: tuple[str, ...] = ()
    estimated: bool = False
    month: int = 0  # from which it holds
    told: int = 0  # of the figure behind it; a row that says nothing of the level does not renew it
    rows: tuple[str, ...] = ()


def levels(frame: pd.DataFrame, start: str, end: str, band: Band = by_count) -> pd.DataFrame:
    """Personnel by force at each month's end from ``start`` to ``end`` (YYYY-MM), columns COLUMNS, sorted.

    ``frame`` has the columns of ``foreign_forces``. A row for each month and force that may have somebody (high > 0);
    ``low <= best <= high`` persons, float64; ``rows`` names the ledger rows behind it, space-joined. Status ``estimated``
    where a bound, a difference or an estimate stands for a count, ``carried`` where its figure is over STALE months old; ``age``
    is that of the figure, in months.
    """
    first, last = months.ordinal(start), months.ordinal(end)
    changes = steps(frame, band)
    rows = []
    for force, history in changes.items():
        for step, until in spans(history, last):
            if step.high <= 0:
                continue
            names = " ".join(step.rows)
            for month in range(max(step.month, first), min(until, last) + 1):
                status = "estimated" if step.estimated else "carried" if month - step.told > STALE else "normal"
                rows.append(
                    (
                        months.period(month), step.sponsor, step.bloc, force, step.best, step.low, step.high, status, names,
                        month - step.told,
                    )
                )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"period": "str", "sponsor": "str", "bloc": "str", "force": "str", "status": "str", "rows": "str"}
        | dict.fromkeys(("best", "low", "high"), "float64")
        | {"age": "int64"}
    )
    return table.sort_values(["period", "sponsor", "force"], ignore_index=True)


def moving(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that set the best figure of a force, or by which one takes over from another."""
    figure = frame["personnel_low"].notna() & ~frame["population"].isin(("all_personnel", "ceiling", "military"))
    return frame[(frame["relation"] == "owner") & (figure | (frame["population"] == "reduced") | (frame["succeeds"] != ""))]


def evidence(frame: pd.DataFrame, period: str, sponsor: str) -> pd.DataFrame:
    """The ledger rows behind a sponsor's level at the end of ``period`` (YYYY-MM), in order of date; empty where it has none."""
    found = levels(frame, period, period)
    wanted = {name for rows in found.loc[found["sponsor"] == sponsor, "rows"] for name in rows.split()}
    return frame[frame["id"].isin(wanted)].sort_values(["date", "id"], ignore_index=True)


@memo.last(8, lasting=True)
def steps(frame: pd.DataFrame, band: Band = by_count) -> dict[str, list[Level]]:
    """Of each force the levels in order of time, the last of each month; each holds until the next."""
    current: dict[str, Level] = {}
    history: dict[str, dict[int, Level]] = {}
    for row in _owners(frame):
        month = months.ordinal(str(row["date"]))
        force, earlier = str(row["force"]), str(row["succeeds"])
        state = current.get(force, Level(str(row["sponsor"]), str(row["bloc"])))
        if earlier and earlier in current:
            ended = current.pop(earlier)
            state = replace(state, floor=ended.best, floor_row=ended.rows)
            history[earlier][month] = Level(ended.sponsor, ended.bloc, month=month, told=month)
        moved = _step(state, row, band)
        current[force] = moved
        if moved.rows:
            history.setdefault(force, {})[month] = replace(moved, month=month)
    return {force: [by_month[month] for month in sorted(by_month)] for force, by_month in sorted(history.items())}


def _owners(frame: pd.DataFrame) -> list[Row]:
    """The owners' rows that count, in order of time, with the columns that move a level."""
    columns = [frame[name].tolist() for name in _READ]
    own = zip((frame["relation"] == "owner").tolist(), counts(frame).tolist(), zip(*columns, strict=True), strict=True)
    rows: list[Row] = [dict(zip(_READ, values, strict=True)) for owner, counting, values in own if owner and counting]
    return sorted(rows, key=lambda row: (str(row["date"]), str(row["id"])))


def spans(history: Sequence[Level], last: int) -> list[tuple[Level, int]]:
    """Each level with the last month number in which it holds, ``last`` for the newest."""
    return list(zip(history, [*(step.month - 1 for step in history[1:]), last], strict=True))


def _step(state: Level, row: Row, band: Band) -> Level:
    """The level after one row of the force's owner."""
    low, high, best = (_figure(row[f"personnel_{name}"]) for name in ("low", "high", "best"))
    key, population, told = str(row["id"]), str(row["population"]), months.ordinal(str(row["date"]))
    if population == "reduced":
        return replace(
            state,
            best=state.high / 2,
            low=0.0,
            floor=0.0,
            floor_row=(),
            estimated=True,
            told=told,
            rows=(*state.rows[-1:], key),
        )
    if low is None or population == "all_personnel":
        return state
    if population == "ceiling":
        return replace(state, ceiling=high, ceiling_row=(key,))
    if population == "military" and state.high > 0:
        top = max(state.ceiling or state.high, state.best)
        return replace(state, low=min(low, state.best), high=top, told=told, rows=(*state.floor_row, *state.ceiling_row, key))
    if population in ("region", "announced"):
        floor, top = state.floor, max(high or low, state.floor)
        return replace(
            state, best=(floor + top) / 2, low=floor, high=top, estimated=True, told=told, rows=(*state.floor_row, key)
        )
    if population == "military":
        high = None  # soldiers alone, and nobody known to be there: at least so many
    rows: tuple[str, ...] = (key,)
    estimated = str(row["basis"]) in ("estimate", "derived") or high is None
    if best is None:
        best = low if high is None else (low + high) / 2
    if high is None:
        rows = (*state.ceiling_row, key)
        high = max(state.ceiling or low * (1 + band(row)[1]), low)
    elif low == high:
        below, above = band(row)
        low, high = low - below * low, high + above * high
        if state.ceiling is not None and band is by_count:
            high = max(best, min(high, state.ceiling))
    return replace(
        state, best=best, low=low, high=high, floor=best, floor_row=(key,), estimated=estimated, told=told, rows=rows
    )


def _figure(value: object) -> float | None:
    return None if value is None or value is pd.NA or value != value else float(str(value))  # NaN alone is not itself
