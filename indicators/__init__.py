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
__all__ = [
    "__version__", "changes", "contributions", "forecasts", "indicators", "nowcast", "observations", "scorecard", "scores", "source_table",
    "statements",
]  # fmt: skip


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


def changes(
    start: str | None = None,
    end: str | None = None,
    *,
    known: tuple[str, str] | None = None,
    country: str | None = None,
) -> pd.DataFrame:
    """Why scores changed between two months: ``country, level, key, cause, points, evidence``.

    The ``points`` of each ``level`` and ``key`` add up to the difference of its scores. On rows of a dimension, the index or the
    pulse ``evidence`` names the indicator first; curated rows are named ``table:id``. The causes: ``events`` (dated rows of
    the curated tables), ``new data`` (a figure for a new period), ``revision`` (another figure for the same period), ``time
    passing`` (fading, overdue promises), ``expiry`` (an indicator enters or leaves), ``method``, and ``carrying`` (no new figure, 0 points).

    ``start`` and ``end`` are YYYY-MM, by default the last month and a year before. With ``known``, two days (YYYY-MM-DD), what
    was known on the first is compared with what was known on the second: of each day's last month, or of the months given; one
    month stands for both. Another ``country`` is compared in Decembers, its parts of the pulse in any months.

    Raises ValueError for an unknown country, a wrong month or day, or where the first month or day is after the last.
    """
    from indicators import choices, countries
    from indicators.store import commit, compared
    from indicators.subject import SUBJECT

    code = SUBJECT.code if country is None else countries.find(country)
    choices.span(start, end)
    for day in known or ():
        choices.past(day)
    if known and known[0] > known[1]:
        raise ValueError(f"no time from {known[0]} to {known[1]}: the first is after the last")
    commit.data_folder()
    return compared.published(compared.split(start, end, known, code))


def forecasts(country: str | None = None) -> pd.DataFrame:
    """Deaths forecast for the twelve months after the last one known: ``country, origin, period, lead, p05, p25, p50, p75, p95,
    mean``. Quantiles are of one month each: never add them. Their record: ``scorecard``.

    ``country`` is an ISO code or a name; the country the instrument is about by default. The frozen forecast of that origin is
    returned where there is one, else it is made from what is stored. Raises ValueError for a country without monthly deaths,
    ContractError where the stored months do not reach.
    """
    return _outlook(country)[0]


def statements(country: str | None = None) -> pd.DataFrame:
    """Four probabilities about the months after the last one known, each with its record: ``country, origin, statement,
    probability, base_rate, cases, brier, brier_base, skill, auc`` and six inputs. Empty for a country with fewer than 100 deaths
    in twelve months. ``country`` and errors as for ``forecasts``.
    """
    return _outlook(country)[1]


def _outlook(country: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A country's forecasts and statements, frozen where they are."""
    from indicators import countries, months
    from indicators.outlook import issue
    from indicators.store import commit, issues, read
    from indicators.subject import SUBJECT

    root = commit.data_folder()
    code = SUBJECT.code if country is None else countries.find(country)
    whole = issues.known_panel(read.load())
    whole.column(code)
    frozen = issues.frozen(root)
    if frozen is not None and frozen[0]["origin"] == months.period(whole.last):
        tables = frozen[1:]
    else:
        tables = issue.forecasts(whole), issue.stated(whole).round(4)
    said, stated = (table[table["country"] == code].reset_index(drop=True) for table in tables)
    return said, stated


def nowcast(country: str | None = None) -> pd.DataFrame:
    """Provisional months as published, with the band roughly nine in ten final figures lie in: ``country, period, stage,
    released, low, high, factors``. No figure is shifted. ``country`` as for ``forecasts``; empty where the totals do not have it.
    """
    from indicators import countries
    from indicators.outlook import nowcast as band
    from indicators.store import commit, read
    from indicators.subject import SUBJECT

    commit.data_folder()
    return band.nowcast(read.load(), SUBJECT.code if country is None else countries.find(country))


def scorecard() -> pd.DataFrame:
    """The record of the forecasts: ``evidence, figures, group, slice, value, model, crps, ignorance, interval_score, covered50,
    covered90, cases``. ``evidence`` is ``frozen`` or ``late`` (frozen forecasts against ``first`` and ``final`` figures) or
    ``backtest`` (``revised`` figures: no record of forecasts made).
    """
    from indicators.registry import SOURCES
    from indicators.store import commit, package, read
    from indicators.store import scorecard as kept

    root = commit.data_folder()
    return kept.scorecard(root, package.entries(commit.read_index(root)), read.load(), SOURCES)


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
