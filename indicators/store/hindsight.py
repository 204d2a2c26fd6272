"""What the backtest forecast and where it failed, as tables kept beside its averages. Pure.

The subject's forecasts and statements at every past origin, the worst forecasts of a month ahead, and each country's mean loss.
All of it is a backtest on revised figures, as ``outlook.backtest`` says.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from indicators import months
from indicators.outlook import backtest, issue, measures, models, statements
from indicators.outlook.panel import Panel
from indicators.outlook.settings import LEADS, QUANTILES, Numbers
from indicators.subject import SUBJECT

FORECAST_COLUMNS = ("origin", "period", "lead", *issue.NAMES)
STATEMENT_COLUMNS = ("origin", "statement", "probability", "base_rate", "happened")
COUNTRY_COLUMNS = ("country", "deaths", "crps", "crps_smoothed", "covered90", "cases")
MISS_COLUMNS = ("country", "period", "deaths", "p05", "p50", "p95", "crps")
AHEAD = 1  # the lead of the worst forecasts: the nearest, so the one that should miss least
WORST, WORST_OWN = 40, 15  # kept of the world, and of the subject

Told = Callable[[int, int], object]


def tables(whole: Panel, cases: pd.DataFrame, told: Told | None = None) -> dict[str, pd.DataFrame]:
    """The four tables by key, from a panel and the cases of ``backtest.run`` on it; the pool is run once more for its quantiles.

    Forecasts are of every origin from the first of the cases to the month before the panel's last. ``told`` hears how many
    origins are done of how many.
    """
    missed = worst(cases)
    own, far = [], []
    wanted = range(months.ordinal(str(min(cases["origin"].astype(str)))), whole.last)
    for place, (origin, made) in enumerate(backtest.forecasts(whole, wanted)):
        pool = made[models.POOL]
        own.append(_subject(whole, origin, pool))
        far.append(_quantiles(whole, pool, missed[missed["origin"] == months.period(origin)]))
        if told is not None:
            told(place + 1, len(wanted))
    return {
        "backtest_forecasts": pd.concat(own, ignore_index=True)[list(FORECAST_COLUMNS)],
        "backtest_statements": said(whole),
        "backtest_countries": countries(whole, cases),
        "backtest_misses": pd.concat(far, ignore_index=True)[list(MISS_COLUMNS)],
    }


def _subject(whole: Panel, origin: int, pool: Numbers) -> pd.DataFrame:
    """The subject's quantiles of one origin: FORECAST_COLUMNS."""
    samples = pool[whole.column(SUBJECT.code)]
    quantiles = {
        name: measures.quantile(samples, share).astype("int64") for name, share in zip(issue.NAMES, QUANTILES, strict=True)
    }
    periods = months.periods(origin + np.array(LEADS))
    return pd.DataFrame({"origin": months.period(origin), "period": periods, "lead": LEADS, **quantiles})


def worst(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases AHEAD of the pool with the largest CRPS: WORST of the world and WORST_OWN of the subject, each case once."""
    rows = cases[(cases["model"] == models.POOL) & (cases["lead"] == AHEAD)].sort_values(
        ["crps", "country", "period"], ascending=[False, True, True], kind="stable"
    )
    kept = pd.concat([rows.head(WORST), rows[rows["country"] == SUBJECT.code].head(WORST_OWN)])
    return kept.drop_duplicates(["country", "period"])[["country", "origin", "period", "crps"]]


def _quantiles(whole: Panel, pool: Numbers, missed: pd.DataFrame) -> pd.DataFrame:
    """MISS_COLUMNS of the worst forecasts of one origin."""
    places = [whole.column(str(country)) for country in missed["country"]]
    samples = pool[places, AHEAD - LEADS[0]]
    came = [whole.deaths[whole.row(months.ordinal(str(row.period))), place]
            for row, place in zip(missed.itertuples(), places, strict=True)]  # fmt: skip
    quantiles = {name: measures.quantile(samples, share) for name, share in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95))}
    told = missed[["country", "period", "crps"]].astype({"country": str, "period": str})
    found = told.assign(deaths=np.array(came, dtype="float64"), **quantiles)
    return found.astype(dict.fromkeys(("deaths", *quantiles), "int64"))


def said(whole: Panel) -> pd.DataFrame:
    """The subject's past statements with what came: STATEMENT_COLUMNS, ``happened`` 1 or 0."""
    cases = statements.cases(whole)
    own = cases[cases["country"] == SUBJECT.code].sort_values(["origin", "statement"], ignore_index=True)
    return own[list(STATEMENT_COLUMNS)].astype({"happened": "int64"})


def countries(whole: Panel, cases: pd.DataFrame) -> pd.DataFrame:
    """Each country's mean over all leads and targets: COUNTRY_COLUMNS, ``deaths`` the sum of the months scored."""
    ours, theirs = (cases[cases["model"] == model].groupby("country", observed=True) for model in (models.POOL, "smoothed"))
    mean = ours[["crps", "covered90"]].mean()
    first, last = cases["period"].min(), cases["period"].max()
    sums = whole.deaths[whole.row(months.ordinal(first)) : whole.row(months.ordinal(last)) + 1].sum(axis=0)
    found = mean.assign(
        crps_smoothed=theirs["crps"].mean(), cases=ours.size(), deaths=pd.Series(sums, index=list(whole.countries))
    )
    return found.rename_axis("country").reset_index().astype({"country": str, "deaths": "int64"})[list(COUNTRY_COLUMNS)]
