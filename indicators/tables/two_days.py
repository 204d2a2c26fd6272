"""What was said of one month on two days of knowledge: the scores side by side, the split of their difference, what appeared between. Pure.

The split is ``scoring.changes.split``'s, told by what a reader can check: a newer figure that came into use, another figure for
the same period, rows of the ledgers that became known, indicators that enter or leave a mean, method. The parts add up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from indicators import memo
from indicators.model import Snapshots
from indicators.registry import INDICATORS, PULSE_PARTS, SOURCES
from indicators.scoring.causes import CARRYING, EXPIRY, METHOD, NEW, REVISION, TIME
from indicators.tables.changes import LINE_COLUMNS, SHOWN

LEDGER = "ledger"
KINDS = (NEW, REVISION, LEDGER, EXPIRY, METHOD, TIME)
SAID_COLUMNS = ("key", "first", "second", "difference", "first_p05", "first_p95", "second_p05", "second_p95")
APPEARED_COLUMNS = ("source", "title", "then", "now", "state")
LEARNT_COLUMNS = ("table", "id", "date", "public_from", "summary", "source_grade", "source_url")
ABSENT, NEWER, SAME = "not published yet", "newer since", "the same"
DECIMALS = 6  # observations as they are stored


def told(observations: pd.DataFrame) -> pd.DataFrame:
    """Observations as they would be stored, so that two days differ by what was known and not by rounding."""
    return observations.round(dict.fromkeys(("best", "low", "high"), DECIMALS))


def said(first: Mapping[str, Mapping[Any, Any]], second: Mapping[str, Mapping[Any, Any]], keys: Sequence[str]) -> pd.DataFrame:
    """Scores (0-100) of one month on two days with their bands, a row for each of ``keys`` that has one on a day: SAID_COLUMNS.

    ``first`` and ``second`` are rows of SCORE_COLUMNS by key; what a day does not have is NaN.
    """
    rows = []
    for key in keys:
        sides = (first.get(key, {}), second.get(key, {}))
        if any(sides):
            before, after = (float(side.get("score", math.nan)) for side in sides)
            bands = (float(side.get(name, math.nan)) for side in sides for name in ("p05", "p95"))
            rows.append((key, before, after, after - before, *bands))
    return pd.DataFrame(rows, columns=list(SAID_COLUMNS)).astype(dict.fromkeys(SAID_COLUMNS[1:], "float64"))


def kinds(rows: pd.DataFrame) -> pd.Series:
    """The kind (KINDS, or CARRYING) of each row of a split: a revision that names curated rows is the ledger's."""
    found = rows["cause"].where(~((rows["cause"] == REVISION) & (rows["rows"] != "")), LEDGER)
    return found.where(found.isin([*KINDS, CARRYING]), TIME)


@memo.told(32)
def lines(rows: pd.DataFrame, level: str, key: str) -> pd.DataFrame:
    """The split of one score as lines of a chart (``tables.changes.LINE_COLUMNS``), ``cause`` being the kind.

    Each kind begins with a line of its own whose ``points`` are the kind's sum, all kinds together the difference of the two scores;
    below it the indicators, the largest first. Parts of less than SHOWN points have no line, and are in the sum.
    """
    own = rows[(rows["level"] == level) & (rows["key"] == key)]
    own = own.assign(kind=kinds(own)) if len(own) else own.assign(kind=[])
    table: list[tuple[object, ...]] = []
    for kind in KINDS:
        part = own[own["kind"] == kind]
        if part.empty or not part["points"].abs().sum():
            continue
        table.append((kind, "", "", "", float(part["points"].sum()), pd.NA, math.nan, ""))
        shown = part[part["points"].abs() >= SHOWN]
        order = shown.assign(size=-shown["points"].abs()).sort_values(["size", "indicator"])
        table += [_line(kind, row) for row in order.to_dict("records")]
    frame = pd.DataFrame([(place, *line) for place, line in enumerate(table)], columns=list(LINE_COLUMNS))
    return frame.astype({"line": "int64", "points": "float64", "reach": "float64", "age_months": "Int64"})


def _line(kind: str, row: Mapping[Any, Any]) -> tuple[object, ...]:
    name = str(row["indicator"])
    declared = INDICATORS[name] if name in INDICATORS else PULSE_PARTS[name]
    return kind, name, declared.name.here, declared.dimension, row["points"], pd.NA, math.nan, row["evidence"]


@memo.told(8)
def appeared(first: Snapshots, second: Snapshots) -> pd.DataFrame:
    """What of each publisher's source was known on either day, what changed first: APPEARED_COLUMNS.

    ``then`` and ``now`` are the day (ISO) its newest vintage appeared, empty where none had. Curated tables are left out: ``learnt``.
    """
    rows = []
    for key, source in SOURCES.items():
        if source.kind.edited or not (key in first.vintages or key in second.vintages):
            continue
        one, other = first.newest(key), second.newest(key)
        then, now = (found.published if found else "" for found in (one, other))
        same = one is not None and other is not None and one.version == other.version and then == now
        rows.append((key, source.title.here, then, now, SAME if same else ABSENT if one is None else NEWER))
    table = pd.DataFrame(rows, columns=list(APPEARED_COLUMNS))
    order = table["state"].map({state: place for place, state in enumerate((ABSENT, NEWER, SAME))})
    return table.assign(order=order).sort_values(["order", "title"], ignore_index=True).drop(columns="order")


@memo.told(8)
def learnt(first: Snapshots, second: Snapshots) -> pd.DataFrame:
    """Rows of the curated tables that are known on the second day and were not on the first, the newest first: LEARNT_COLUMNS."""
    found = []
    for key, source in SOURCES.items():
        other = second.newest(key) if source.kind.edited else None
        if other is None:
            continue
        one = first.newest(key)
        known = set() if one is None else set(one.frame["id"])
        frame = other.frame.rename(columns={"made": "date"})
        found.append(frame[~frame["id"].isin(known)].assign(table=key).reindex(columns=[*LEARNT_COLUMNS, "summary_fr"]))
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*LEARNT_COLUMNS, "summary_fr"])
    return table.sort_values(["public_from", "table", "id"], ascending=[False, True, True], ignore_index=True)
