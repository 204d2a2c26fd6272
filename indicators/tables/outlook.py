"""What is said at one origin, what came of it, and how often such words came true, for the page on the outlook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from indicators import months, strict
from indicators.alerts.deaths import PROMPT
from indicators.dimensions.conflict import revisions
from indicators.model import Snapshots
from indicators.outlook import issue, models, nowcast, panel, statements
from indicators.outlook.panel import SUMMED, TOTALS, Panel
from indicators.registry import SOURCES
from indicators.store import hindsight, issues, scorecard
from indicators.subject import SUBJECT

Basis = Literal["frozen", "known", "backtest"]
FAN_COLUMNS = ("period", "lead", *issue.NAMES, "deaths", "provisional", "first")
STATED_COLUMNS = (
    "statement", "probability", "base_rate", "cases", "skill", "from", "to", "class_cases", "class_happened", "own_cases",
    "own_happened", "happened",
)  # fmt: skip
BACK = 24  # months before the origin
FEWEST = 20  # cases of a class of probabilities that is told
NEAR = 0.05  # what came true lies so near what was said, as a share, that the two agree
STATED = tuple(one.key for one in statements.STATEMENTS)


@dataclass(frozen=True)
class Issue:
    """What is said of the subject at ``origin``: FORECAST and STATEMENT columns of ``outlook.issue``.

    ``basis``: ``frozen`` on the day ``frozen``, before or after the day of knowledge (``later``); made from what was ``known`` on it
    and not frozen; or of the ``backtest``. ``own`` are the subject's past statements (``hindsight.STATEMENT_COLUMNS``).
    """

    origin: str
    basis: Basis
    forecasts: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    reliability: pd.DataFrame = field(repr=False)
    own: pd.DataFrame = field(repr=False)
    frozen: str = ""
    later: bool = False


def frozen(root: Path, origin: str, day: str, own: pd.DataFrame) -> Issue:
    """The frozen issue of an origin, as seen on ``day`` (ISO)."""
    found = issues.frozen(root, origin)
    assert found is not None
    manifest, forecasts, said = found
    reliable = pd.DataFrame(manifest["reliability"], columns=list(statements.RELIABILITY_COLUMNS))
    return Issue(
        origin, "frozen", _own(forecasts), _own(said), reliable, own, str(manifest["frozen"]), later=str(manifest["frozen"]) > day
    )  # fmt: skip


def frozen_origins(root: Path, day: str, whole: Panel | None) -> list[str]:
    """Origins of the issues frozen by ``day``, and of one frozen later from the very figures known on it; the newest first."""
    told = [strict.parse_json(data) for data in issues.manifests(root).values()]
    kept = [one["origin"] for one in told if one["frozen"] <= day or (whole is not None and _same_figures(one, whole))]
    return sorted(kept, reverse=True)


def _same_figures(manifest: dict[str, Any], whole: Panel) -> bool:
    paths = {SOURCES[source].path(version, published) for source, version, published in whole.inputs}
    return bool(manifest["origin"] == months.period(whole.last) and {one["path"] for one in manifest["inputs"]} == paths)


def made(whole: Panel) -> Issue | None:
    """What is said from the figures of a panel, made now (some ten seconds); None where it is too short, or lacks the subject."""
    if not issue.possible(whole) or SUBJECT.code not in whole.countries:
        return None
    past = statements.cases(whole)
    own = past[past["country"] == SUBJECT.code][list(hindsight.STATEMENT_COLUMNS)].reset_index(drop=True)
    return Issue(
        months.period(whole.last), "known", _own(issue.forecasts(whole, models.pool(whole))), _own(issue.stated(whole, past)),
        statements.reliability(past), own,
    )  # fmt: skip


def backtested(root: Path, origin: str, standing: Issue) -> Issue | None:
    """What the backtest forecast at an origin, with the record as it stands; None where no backtest is stored."""
    stored, said = (scorecard.table(root, key) for key in ("backtest_forecasts", "backtest_statements"))
    if stored is None or said is None:
        return None
    record = standing.statements[["statement", "cases", "skill"]].drop_duplicates("statement")
    here = said[said["origin"] == origin].drop(columns="origin").merge(record, on="statement", how="left")
    return Issue(
        origin, "backtest", stored[stored["origin"] == origin].reset_index(drop=True), here, standing.reliability, standing.own
    )  # fmt: skip


def _own(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["country"] == SUBJECT.code].reset_index(drop=True)


def fan(told: Issue, whole: Panel, snapshots: Snapshots) -> pd.DataFrame:
    """FAN_COLUMNS: BACK months before the origin (lead 0 and below), the forecast, and the deaths of every month known.

    ``first`` is a month's first release where it is stored, else NaN; ``provisional`` whether the figure may still be revised.
    """
    last = months.ordinal(told.origin)
    periods = months.periods(range(last - BACK + 1, last + 13))
    table = pd.DataFrame({"period": periods, "lead": range(1 - BACK, 13)})
    table = table.merge(told.forecasts[["period", *issue.NAMES]], on="period", how="left")
    own = pd.Series(whole.deaths[:, whole.column(SUBJECT.code)], index=months.periods(range(whole.first, whole.last + 1)))
    final = final_year(snapshots)
    table = table.assign(
        deaths=table["period"].map(own),
        provisional=[own.get(one) is not None and int(one[:4]) > final for one in periods],
        first=first_releases(snapshots, periods),
    )
    return table[list(FAN_COLUMNS)]


def final_year(snapshots: Snapshots) -> int:
    """The last year whose months are final in the newest totals or sums; 0 where nothing is known."""
    newest = [one for key in (TOTALS, SUMMED) if (one := snapshots.newest(key)) is not None]
    return max((revisions.Sheet(one, pd.DataFrame()).final_year for one in newest), default=0)


def first_releases(snapshots: Snapshots, periods: Sequence[str]) -> list[float]:
    """The subject's deaths in each month's first release; NaN where the first stored figure came over PROMPT months after it."""
    vintages = list(snapshots.all(TOTALS))
    found = []
    for period in periods:
        first = next((one for one in vintages if one.start <= period <= one.end), None)
        if first is None or months.ordinal(first.published) - months.ordinal(period) > PROMPT:
            found.append(np.nan)
            continue
        frame = first.frame
        found.append(float(frame.loc[(frame["country"] == SUBJECT.code) & (frame["period"] == period), "best"].sum()))
    return found


def known_panel(snapshots: Snapshots) -> Panel | None:
    """The panel of what is known; None where it does not have the subject."""
    whole = panel.panel(snapshots)
    return whole if whole is not None and SUBJECT.code in whole.countries else None


def outcomes(table: pd.DataFrame) -> pd.DataFrame:
    """The months of a fan forecast and known, with ``outside``: deaths above (+) or below (-) the band for nine in ten, else 0."""
    known = table[(table["lead"] > 0) & table["deaths"].notna() & table["p05"].notna()]
    above, below = (known["deaths"] - known["p95"]).clip(lower=0), (known["p05"] - known["deaths"]).clip(lower=0)
    return known.assign(outside=above - below)


def stated(told: Issue) -> pd.DataFrame:
    """STATED_COLUMNS, a row a statement in their order, each with the record of its class of probabilities.

    ``class_happened`` is the share that came true of ``class_cases``, country-months of all countries; ``own_cases`` and
    ``own_happened`` count the subject's own past statements of that class. ``happened`` is 1 or 0 where it is known what came.
    """
    rows = []
    for row in (
        told.statements.set_index("statement").reindex(STATED).dropna(subset="probability").reset_index().to_dict("records")
    ):
        low, high = probability_class(float(row["probability"]))
        alike = told.reliability[(told.reliability["statement"] == row["statement"]) & (told.reliability["from"] == low)]
        own = told.own[
            (told.own["statement"] == row["statement"]) & told.own["probability"].between(low, high, inclusive="left")
        ]
        rows.append((
            row["statement"], row["probability"], row["base_rate"], row.get("cases", np.nan), row.get("skill", np.nan), low, high,
            int(alike["cases"].sum()), float(alike["happened"].iloc[0]) if len(alike) else np.nan,
            len(own), int(own["happened"].sum()), row.get("happened", np.nan),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(STATED_COLUMNS))


def probability_class(probability: float) -> tuple[float, float]:
    """The ends of the class (``statements.BINS``) that a probability falls into."""
    place = min(int(np.searchsorted(statements.BINS, probability, side="right")) - 1, len(statements.BINS) - 2)
    return float(statements.BINS[place]), float(statements.BINS[place + 1])


def reliable(told: Issue) -> pd.DataFrame:
    """The reliability table's classes of FEWEST cases or more, with ``near``: whether what came true lies within NEAR of what was said.

    ``now`` marks the class of what is said at the origin.
    """
    rows = told.reliability[told.reliability["cases"] >= FEWEST].reset_index(drop=True)
    said = {row["statement"]: row["from"] for row in stated(told).to_dict("records")}
    return rows.assign(
        near=(rows["happened"] - rows["mean_probability"]).abs() <= NEAR,
        now=[said.get(name) == low for name, low in zip(rows["statement"], rows["from"], strict=True)],
    )


def provisional(snapshots: Snapshots) -> tuple[pd.DataFrame, int, int]:
    """The subject's provisional months with their band (``nowcast.COLUMNS``), and how many months of the last revised year fell
    inside such a band, of how many: of the subject and its neighbours.
    """
    newest = snapshots.newest(TOTALS)
    if newest is None or int(newest.end[:4]) <= revisions.Sheet(newest, pd.DataFrame()).final_year:  # every month is final
        return pd.DataFrame(columns=list(nowcast.COLUMNS)), 0, 0
    held = nowcast.record(snapshots, (SUBJECT.code, *SUBJECT.neighbours))
    return nowcast.nowcast(snapshots, SUBJECT.code), int(held["inside"].sum()), int(held["months"].sum())
