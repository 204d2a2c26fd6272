"""The overview's frames: cards, what moved the index between two months, turning points. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators import memo, months
from indicators.registry import DIMENSIONS, INDICATORS, READINGS
from indicators.scoring import ageing, score
from indicators.tables import monthly

YEAR = 12
WITHOUT = "index.without_military"
MOVED_COLUMNS = (
    "indicator",
    "name",
    "dimension",
    "dimension_name",
    "unit",
    "value_before",
    "value_after",
    "before",
    "after",
    "change",
)
TURNING_COLUMNS = ("period", "date", "kind", "summary", "source_title", "source_publisher", "source_url", "source_grade", "id")

FORCES = "foreign forces"
# Which rows of the curated tables count as turning points, and what a reader calls them.
_GOVERNANCE = {
    "coup": "coup", "foreign intervention": FORCES, "foreign-force withdrawal": FORCES,
    "foreign-force change": FORCES, "sanction": "sanctions and bodies", "sanction lifted": "sanctions and bodies",
    "suspension": "sanctions and bodies", "withdrawal from body": "sanctions and bodies",
    "security shock": "offensives and attacks", "secession declared": "offensives and attacks",
    "territorial change": "offensives and attacks",
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """The index or a dimension in one month, scores 0-100.

    ``change`` is against twelve months before, ``older`` the share (0-1) of weight over a year old; None where not known.
    """

    key: str
    score: float
    low: float
    high: float
    status: str
    change: float | None
    older: float | None


@memo.told(64)
def cards(scores: pd.DataFrame, observations: pd.DataFrame, end: str) -> list[Card]:
    """The index and each dimension that has a score in month ``end``, the index first."""
    older = ageing.older(observations, end)
    before = months.period(months.ordinal(end) - YEAR)
    rows = {row["key"]: row for row in monthly.rows(scores).get(end, [])}
    found = []
    for key in ("index", *DIMENSIONS):
        if key in rows:
            row, then = rows[key], value(scores, key, before)
            score, low, high = (float(row[name]) for name in ("score", "low", "high"))
            found.append(
                Card(key, score, low, high, str(row["status"]), None if then is None else score - then, older.get(key))
            )
    return found


def value(scores: pd.DataFrame, key: str, period: str) -> float | None:
    """One score, or None where there is none."""
    return next((float(row["score"]) for row in monthly.rows(scores).get(period, []) if row["key"] == key), None)


def moved(contributions: pd.DataFrame, base: str, end: str) -> pd.DataFrame:
    """Points of index of each indicator in ``base`` and ``end``: columns MOVED_COLUMNS, the largest change first.

    ``contributions`` is ``scoring.contributions`` of all observations.
    ``change`` adds up to the difference of the two index scores exactly (to float precision): contributions are additive.
    An indicator without a value in one of the months counts 0 there. Empty where one of the months has no index.
    """
    rows = contributions[contributions["period"].isin([base, end]) & contributions["to_index"].notna()]
    points = rows.pivot(index="indicator", columns="period", values="to_index")
    if not {base, end} <= set(points.columns):
        return pd.DataFrame(columns=list(MOVED_COLUMNS))
    raw = rows.pivot(index="indicator", columns="period", values="best")
    points = points.fillna(0.0)
    table = pd.DataFrame(
        {
            "indicator": points.index.astype(str),
            "before": points[base].to_numpy(), "after": points[end].to_numpy(),
            "value_before": raw[base].to_numpy(), "value_after": raw[end].to_numpy(),
        }
    )  # fmt: skip
    declared = [INDICATORS[key] for key in table["indicator"]]
    table = table.assign(
        name=[item.name.here for item in declared],
        dimension=[item.dimension for item in declared],
        dimension_name=[DIMENSIONS[item.dimension].name.here for item in declared],
        unit=[item.unit.here for item in declared],
        change=table["after"] - table["before"],
    )
    order = table["change"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order, list(MOVED_COLUMNS)].reset_index(drop=True)


def shares(observations: pd.DataFrame, period: str) -> pd.DataFrame:
    """What part of the index rests on each indicator in a month, the largest first: name, dimension, dimension_name, share,
    points, age_months. ``share`` (0-1) adds up to 1 over the indicators present, ``points`` to the index score.
    """
    rows = score.contributions(observations[observations["period"] == period])
    rows = rows[rows["to_index"].notna() & (rows["index_weight"] > 0)]
    declared = [INDICATORS[key] for key in rows["indicator"]]
    table = pd.DataFrame(
        {
            "name": [item.name.here for item in declared],
            "dimension": [item.dimension for item in declared],
            "dimension_name": [DIMENSIONS[item.dimension].name.here for item in declared],
            "share": rows["index_weight"].to_numpy(),
            "points": rows["to_index"].to_numpy(),
            "age_months": rows["age_months"].to_numpy(),
        }
    )
    order = {key: place for place, key in enumerate(DIMENSIONS)}
    return table.sort_values(
        ["share", "dimension", "name"],
        ascending=[False, True, True],
        key=lambda column: column.map(order) if column.name == "dimension" else column,
        ignore_index=True,
    )


def readings(scores: pd.DataFrame, period: str) -> pd.DataFrame:
    """The index of a month as declared and under each reading, lowest first: key, reading (name), index, low, high (0-100)."""
    names = {"index": "as declared"} | {f"index.{key}": item.name.here.lower() for key, item in READINGS.items()}
    rows = scores[(scores["period"] == period) & scores["key"].isin(names)].sort_values("score")
    return pd.DataFrame(
        {
            "key": rows["key"],
            "reading": rows["key"].map(names),
            "index": rows["score"],
            "low": rows["low"],
            "high": rows["high"],
        }
    ).reset_index(drop=True)


def turning_points(events: pd.DataFrame, forces: pd.DataFrame) -> pd.DataFrame:
    """Coups, arrivals and departures of forces, sanctions, offensives, by date: columns TURNING_COLUMNS.

    Rows of ``governance_events``, and of ``foreign_forces`` those on the arrival or full withdrawal of a force (not of a
    contingent within one, and not what the project infers).
    """
    successful = (events["event_type"] == "coup attempt") & (events["outcome"] == "successful")
    kind = events["event_type"].map(_GOVERNANCE).mask(successful, "coup")
    moves = forces[
        forces["status"].isin(["arrived", "withdrawn"]) & (forces["relation"] == "owner") & (forces["basis"] != "derived")
    ]
    rows = pd.concat([events.assign(kind=kind)[kind.notna()], moves.assign(kind=FORCES)], ignore_index=True)
    rows = rows.assign(period=rows["date"].astype(str).str[:7]).sort_values(["date", "id"])
    return rows[list(TURNING_COLUMNS)].reset_index(drop=True)


@memo.told(32)
def on_the_line(points: pd.DataFrame, scores: pd.DataFrame, key: str = "index") -> pd.DataFrame:
    """Turning points where the line of ``key`` is, one row a month: period, score, kinds, text (the sentences, joined)."""
    joined = points.groupby("period", as_index=False).agg(
        kinds=("kind", lambda kinds: ", ".join(dict.fromkeys(kinds))), text=("summary", lambda lines: "  ·  ".join(lines))
    )
    line = scores.loc[scores["key"] == key, ["period", "score"]]
    return joined.merge(line, on="period", how="inner")[["period", "score", "kinds", "text"]]
