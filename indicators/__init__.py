"""Mali risk indicators: the public functions. Importing the package is cheap; what is heavy loads at the first call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__version__ = "0.1.0"
__all__ = ["__version__", "contributions", "indicators", "observations", "scores", "sources"]


def scores(as_of: str | None = None, reconstruct: bool = False) -> pd.DataFrame:
    """Mali's scores, monthly: ``country, period, level, key, score, low, high, status, coverage``; scores 0-100.

    Without a date the stored table; with one (YYYY-MM-DD) scored anew from what was published by then.
    Raises ValueError for a date that is none, ContractError where the data folder disagrees with its index.
    """
    from indicators import scoring, store

    if as_of is None and not reconstruct:
        return store.table("scores")
    return scoring.scores(observations(as_of, reconstruct))


def observations(as_of: str | None = None, reconstruct: bool = False) -> pd.DataFrame:
    """Mali's observations in each indicator's own unit: ``country, period, indicator, best, low, high, status,
    age_months, source, vintage``. Arguments and errors as for ``scores``.
    """
    from indicators import scoring, store

    if as_of is None and not reconstruct:
        return store.table("observations")
    return scoring.observe(store.load(as_of=as_of, reconstruct=reconstruct))


def contributions(as_of: str | None = None, reconstruct: bool = False, reading: str | None = None) -> pd.DataFrame:
    """Points each indicator adds to its dimension and to the index, per month (``scoring.contributions``).

    ``reading`` is a key of ``registry.READINGS``; raises KeyError for another.
    """
    from indicators import scoring

    return scoring.contributions(observations(as_of, reconstruct), reading)


def source_table() -> pd.DataFrame:
    """Every declared source with its newest vintage: ``key, title, publisher, vintage, published, last_period, licence, url``.

    The three columns of the vintage are empty where nothing is stored.
    """
    from indicators.cli import listing

    return listing.source_table()


sources = source_table  # hidden, and answered for, by the package of that name once it is imported


def indicators() -> pd.DataFrame:
    """Every declared indicator: ``key, name, dimension, unit, kind, scale, zero, hundred, weight, max_carry, sources``."""
    import pandas as pd

    from indicators.cli import listing

    return pd.DataFrame(listing.indicators())
