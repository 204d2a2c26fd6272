"""The subject risk indicators: the public functions. Importing the package is cheap; what is heavy loads at the first call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

__version__ = VERSION
__all__ = ["__version__", "contributions", "indicators", "observations", "scores", "source_table"]


def scores(as_of: str | None = None, reconstruct: bool = False) -> pd.DataFrame:
    """The subject's scores, monthly: ``country, period, level, key, score, low, high, status, coverage``; scores 0-100.

    Without a date the stored table; with one (YYYY-MM-DD) scored anew from what was published by then.
    Raises ValueError for a date that is none, ContractError where the data folder disagrees with its index.
    """
    from indicators.scoring import score
    from indicators.store import read

    if as_of is None and not reconstruct:
        return read.table("scores")
    return score.scores(observations(as_of, reconstruct))


def observations(as_of: str | None = None, reconstruct: bool = False) -> pd.DataFrame:
    """The subject's observations in each indicator's own unit: ``country, period, indicator, best, low, high, status,
    age_months, source, vintage``. Arguments and errors as for ``scores``.
    """
    from indicators.scoring import score
    from indicators.store import read

    if as_of is None and not reconstruct:
        return read.table("observations")
    return score.observe(read.load(as_of=as_of, reconstruct=reconstruct))


def contributions(as_of: str | None = None, reconstruct: bool = False, reading: str | None = None) -> pd.DataFrame:
    """Points each indicator adds to its dimension and to the index, per month (``scoring.contributions``).

    ``reading`` is a key of ``registry.READINGS``; raises KeyError for another.
    """
    from indicators.scoring import score

    return score.contributions(observations(as_of, reconstruct), reading)


def source_table() -> pd.DataFrame:
    """Every declared source with its newest vintage: ``key, title, publisher, vintage, published, last_period, licence, url``.

    The three columns of the vintage are empty where nothing is stored.
    """
    import pandas as pd

    from indicators.store import catalogue

    return pd.DataFrame(catalogue.sources()).drop(columns="age_months")


def indicators() -> pd.DataFrame:
    """Every declared indicator: ``key, name, dimension, unit, kind, scale, zero, hundred, weight, max_carry, sources``."""
    import pandas as pd

    from indicators.store import catalogue

    return pd.DataFrame(catalogue.indicators())
