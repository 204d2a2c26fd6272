"""Scores, observations and their sources as data frames. The functions listed in ``__all__`` are public; the rest is internal.

>>> import indicators
>>> indicators.scores().query("level == 'index'").tail(1)      # doctest: +SKIP
>>> indicators.scores(country="Burkina Faso", start="2020-01")  # doctest: +SKIP

They read the data folder (``INDICATORS_DATA``, else ``data/`` of the clone or of the current folder) and raise ContractError
where there is none or where it does not match its index. pandas loads at the first call, not at import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

__version__ = VERSION
__all__ = ["__version__", "contributions", "indicators", "observations", "scores", "source_table"]


def __dir__() -> list[str]:
    return list(__all__)


def scores(
    as_of: str | None = None,
    reconstruct: bool = False,
    *,
    country: str | None = None,
    start: str | None = None,
    end: str | None = None,
    method: int | None = None,
) -> pd.DataFrame:
    """Scores from 0 to 100: ``country, period, level, key, score, low, high, status, coverage, p05, p50, p95, stale, provisional``.

    ``low`` and ``high`` are the producers' own ranges; nine in ten simulated scores lie from ``p05`` to ``p95`` (missing for other
    countries). ``stale`` and ``provisional`` are shares of the weight: on figures over twelve months old, and on provisional ones.

    ``country`` is an ISO code or a name in English or French. The country the instrument is about (the default) has a row for
    each month; any other has yearly rows (December) on the indicators that all countries have. ``start`` and ``end`` are the
    first and last month, YYYY-MM. With ``as_of`` (YYYY-MM-DD) scores are computed from what had been published by that day;
    with ``reconstruct`` too, a source without a vintage of that time gives its oldest one, cut at what could have been released.
    ``method`` is the number of a method (1 or 2); None is the one in force, by which all months are computed.

    Raises ValueError for an unknown country, a country without scores, a wrong month or day, a day in the future, an unknown
    method, or an earlier method for another country.
    """
    from indicators import choices, countries
    from indicators.registry import METHOD
    from indicators.scoring import score
    from indicators.store import read
    from indicators.subject import SUBJECT

    code = SUBJECT.code if country is None else countries.find(country)
    choices.span(start, end)
    stored = _stored(as_of, reconstruct)
    known_method = choices.method(method, own=code == SUBJECT.code)
    if code == SUBJECT.code and stored and known_method == METHOD:
        found = read.table("scores")
    elif code == SUBJECT.code:
        found = score.subject(read.load(as_of=as_of, reconstruct=reconstruct), known_method)
    else:
        found = read.table("world") if stored else score.world(read.load(as_of=as_of, reconstruct=reconstruct))
        found = found[found["country"] == code]
        if stored and found.empty:
            raise ValueError(f"{countries.name(code)} ({code}) has no scores: the sources have no data on it")
    return found[found["period"].between(start or "0000-01", end or "9999-12")].reset_index(drop=True)


def observations(as_of: str | None = None, reconstruct: bool = False) -> pd.DataFrame:
    """Monthly observations in each indicator's own unit: ``country, period, indicator, best, low, high, status,
    age_months, source, vintage``. ``as_of``, ``reconstruct`` and errors as for ``scores``.
    """
    from indicators.scoring import score
    from indicators.store import read

    if _stored(as_of, reconstruct):
        return read.table("observations")
    return score.observe(read.load(as_of=as_of, reconstruct=reconstruct))


def contributions(as_of: str | None = None, reconstruct: bool = False, reading: str | None = None) -> pd.DataFrame:
    """Points each indicator adds to its dimension (``to_dimension``) and to the index (``to_index``), per month.

    ``reading`` is a key of the alternative weightings (``registry.READINGS``); None is the declared weighting.
    Raises ValueError for an unknown reading, and as ``scores`` does.
    """
    from indicators import choices
    from indicators.registry import READINGS
    from indicators.scoring import score

    if reading is not None and reading not in READINGS:
        raise ValueError(choices.unknown("reading", reading, READINGS))
    return score.contributions(observations(as_of, reconstruct), reading)


def source_table() -> pd.DataFrame:
    """Each source with its latest vintage: ``key, title, publisher, vintage, published, last_period, licence, url``.

    ``vintage``, ``published`` and ``last_period`` are empty where nothing is stored.
    """
    import pandas as pd

    from indicators.store import catalogue, commit

    commit.data_folder()
    return pd.DataFrame(catalogue.sources()).drop(columns="age_months")


def indicators() -> pd.DataFrame:
    """Each indicator: ``key, name, dimension, unit, kind, scale, zero, hundred, weight, max_carry, sources``.

    ``zero`` and ``hundred`` are the values scored 0 and 100.
    """
    import pandas as pd

    from indicators.store import catalogue

    return pd.DataFrame(catalogue.indicators())


def _stored(as_of: str | None, reconstruct: bool) -> bool:
    """Whether the stored tables are asked for; raises ValueError for a day in the future, ContractError without a data folder."""
    from indicators import choices
    from indicators.store import commit

    commit.data_folder()
    if as_of is not None:
        choices.past(as_of)
    return as_of is None and not reconstruct
