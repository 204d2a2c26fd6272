"""Four statements about the months after an origin, as probabilities, each with the record of saying it in the past.

A ridge logit of the country's own last three years, fitted over every country that had 100 deaths or more in twelve months,
refit each January on outcomes known by then. Said only of such countries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special  # type: ignore[import-untyped]

from indicators import months
from indicators.outlook import hurdle, regression
from indicators.outlook.panel import Panel
from indicators.outlook.settings import PENALTY, STATEMENT_DEATHS, Numbers

FEATURES = ("log_sum_12", "log_ratio_3_12", "log_ratio_12_36", "log_ratio_1_12", "log_ratio_6_12", "sd_log1p_12")
RECORD_START = "2000-01"
FIRST_TRAINING = 36  # months of history an origin needs
FIRST_CASES = 24  # months of such origins the first case of the record learns from
BINS: Numbers = np.array([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0])

SAID_COLUMNS = ("country", "origin", "statement", "probability", "base_rate", *FEATURES)
CASE_COLUMNS = ("country", "origin", "statement", "probability", "base_rate", "happened")
RECORD_COLUMNS = ("group", "statement", "cases", "base_rate", "brier", "brier_base", "skill", "auc")
RELIABILITY_COLUMNS = ("statement", "from", "to", "cases", "mean_probability", "happened")

Outcome = Callable[[Numbers], Numbers]


@dataclass(frozen=True)
class Statement:
    """What is said: the months ahead it needs, and whether it came true, from deaths (months, countries), NaN while open."""

    key: str
    horizon: int
    outcome: Outcome


def _sums(deaths: Numbers, length: int) -> Numbers:
    """Sums of the last ``length`` months, NaN before there are as many."""
    sums = np.full_like(deaths, np.nan)
    whole = np.vstack([np.zeros((1, deaths.shape[1])), np.cumsum(deaths, axis=0)])
    sums[length - 1 :] = whole[length:] - whole[:-length]
    return sums


def _ahead(values: Numbers, steps: int) -> Numbers:
    """The values ``steps`` months later, NaN where they are not known."""
    later = np.full_like(values, np.nan)
    later[:-steps] = values[steps:]
    return later


def _year(compare: Callable[[Numbers, Numbers], npt.NDArray[np.bool_]]) -> Outcome:
    def outcome(deaths: Numbers) -> Numbers:
        last = _sums(deaths, 12)
        coming = _ahead(last, 12)
        return np.where(np.isnan(coming) | np.isnan(last), np.nan, compare(coming, last))

    return outcome


def _surge(deaths: Numbers) -> Numbers:
    """Whether a run of three months within the next six has a mean of at least twice that of the last twelve."""
    threes, usual = _sums(deaths, 3) / 3, _sums(deaths, 12) / 12
    highest = np.max([_ahead(threes, steps) for steps in (3, 4, 5, 6)], axis=0)  # NaN while one of them is open
    return np.where(np.isnan(highest) | np.isnan(usual), np.nan, highest >= 2 * usual)


STATEMENTS = (
    Statement("above", 12, _year(lambda coming, last: coming > last)),
    Statement("double", 12, _year(lambda coming, last: coming > 2 * last)),
    Statement("half", 12, _year(lambda coming, last: coming < last / 2)),
    Statement("surge", 6, _surge),
)


def features(deaths: Numbers) -> Numbers:
    """(months, countries, 6), FEATURES: sums and means of deaths on log scales, one death a month added to means."""
    mean = {length: np.nan_to_num(_sums(deaths, length)) / length for length in (1, 3, 6, 12, 36)}

    def ratio(short: int, long: int) -> Numbers:
        return np.log((mean[short] + 1) / (mean[long] + 1))

    spread = hurdle.features(deaths)[..., 5]
    return np.stack(
        [np.log1p(12 * mean[12]), ratio(3, 12), ratio(12, 36), ratio(1, 12), ratio(6, 12), spread], axis=-1
    )  # fmt: skip


def eligible(deaths: Numbers) -> npt.NDArray[np.bool_]:
    """Which country-months have 100 deaths or more in their last twelve months, and three years behind them."""
    enough = np.nan_to_num(_sums(deaths, 12)) >= STATEMENT_DEATHS
    enough[: FIRST_TRAINING - 1] = False
    return np.asarray(enough)


@dataclass(frozen=True)
class _Past:
    """What a panel gives a statement to learn from. Features and eligibility of a row rest on rows up to it."""

    table: Numbers
    enough: npt.NDArray[np.bool_]
    outcome: Numbers

    def fitted(self, horizon: int, last: int) -> tuple[Numbers, float]:
        """Coefficients and base rate from the outcomes that were known at row ``last``."""
        known = slice(0, last + 1 - horizon)
        outcome = self.outcome[known]
        kept = self.enough[known] & np.isfinite(outcome)
        return regression.logistic(self.table[known][kept], outcome[kept], PENALTY), float(outcome[kept].mean())


def said(whole: Panel) -> pd.DataFrame:
    """The statements at the panel's last month, of every country with enough deaths: SAID_COLUMNS.

    ``base_rate`` is how often it came true among the cases the logit learnt from.
    """
    table, enough = features(whole.deaths), eligible(whole.deaths)
    january = whole.row(hurdle.refit_month(whole.last))
    rows = []
    for statement in STATEMENTS:
        past = _Past(table, enough, statement.outcome(whole.deaths))
        coefficients, base = past.fitted(statement.horizon, january)
        chance = special.expit(regression.predicted(coefficients, table[-1]))
        rows += [
            (whole.countries[place], months.period(whole.last), statement.key, float(chance[place]), base, *table[-1, place])
            for place in np.flatnonzero(enough[-1])
        ]
    found = pd.DataFrame(rows, columns=list(SAID_COLUMNS))
    return found.sort_values(["country", "statement"], ignore_index=True)


def cases(whole: Panel) -> pd.DataFrame:
    """Every past statement with its outcome, each from what was known at its origin: CASE_COLUMNS, origins from RECORD_START."""
    table, enough = features(whole.deaths), eligible(whole.deaths)
    learnt = whole.first + FIRST_TRAINING + FIRST_CASES
    start = max(months.ordinal(RECORD_START), learnt + (-learnt) % 12)  # a January
    parts = [
        _cases(whole, statement, _Past(table, enough, statement.outcome(whole.deaths)), first)
        for statement in STATEMENTS
        for first in range(start, whole.last + 1, 12)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(CASE_COLUMNS))


def _cases(whole: Panel, statement: Statement, past: _Past, first: int) -> pd.DataFrame:
    """The cases of the twelve origins from the January ``first`` on, whose fit saw the figures to that January."""
    coefficients, base = past.fitted(statement.horizon, whole.row(first))
    rows = slice(whole.row(first), whole.row(first) + 12)
    kept = past.enough[rows] & np.isfinite(past.outcome[rows])
    month, country = np.nonzero(kept)
    chance = special.expit(regression.predicted(coefficients, past.table[rows][kept]))
    table = pd.DataFrame(
        {
            "country": np.array(whole.countries)[country], "origin": months.periods(first + month), "statement": statement.key,
            "probability": chance, "base_rate": base, "happened": past.outcome[rows][kept],
        }
    )  # fmt: skip
    return table[list(CASE_COLUMNS)]


def record(table: pd.DataFrame, country: str | None = None) -> pd.DataFrame:
    """The record of ``cases``: RECORD_COLUMNS, ``group`` being ``all`` or the country.

    ``skill`` is 1 less the Brier score over that of always saying the base rate of the cases (Murphy 1973); ``auc`` the
    chance that of two cases, one of which came true, that one had the higher probability.
    """
    rows = table if country is None else table[table["country"] == country]
    found = [(country or "all", key, *_scored(part)) for key, part in rows.groupby("statement", sort=True)]
    return pd.DataFrame(found, columns=list(RECORD_COLUMNS))


def _scored(part: pd.DataFrame) -> tuple[int, float, float, float, float, float]:
    happened = part["happened"].to_numpy()
    base = float(happened.mean())
    brier = float(((part["probability"] - happened) ** 2).mean())
    plain = base * (1 - base)
    skill = 1 - brier / plain if plain else float("nan")
    return len(part), base, brier, plain, skill, _area(part["probability"], happened == 1)


def _area(order: pd.Series, hit: npt.NDArray[np.bool_]) -> float:
    positive, negative = int(hit.sum()), int((~hit).sum())
    if not positive or not negative:
        return float("nan")
    ranks = order.rank().to_numpy()
    return float((ranks[hit].sum() - positive * (positive + 1) / 2) / (positive * negative))


def reliability(table: pd.DataFrame) -> pd.DataFrame:
    """How often what was said with a probability came true, by statement and class of probability: RELIABILITY_COLUMNS."""
    place = np.clip(np.searchsorted(BINS, table["probability"], side="right") - 1, 0, len(BINS) - 2)
    grouped = table.assign(**{"from": BINS[place], "to": BINS[place + 1]}).groupby(["statement", "from", "to"])
    found = grouped.agg(
        cases=("happened", "size"), mean_probability=("probability", "mean"), happened=("happened", "mean")
    ).reset_index()  # fmt: skip
    return found[list(RELIABILITY_COLUMNS)]
