"""Tiny vintages, indicators and observations for the tests of the core: only what a test names differs from plain."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from indicators import months
from indicators.model import NATIVE_COLUMNS, OBSERVATION_COLUMNS, Errors, Indicator, Snapshots, Text, Vintage


def month(period: str) -> int:
    return months.ordinal(period)


def vintage(
    source: str, frame: pd.DataFrame, version: str = "1", *, start: str = "1980-01", end: str = "2030-12",
    published: str = "2025-01-01", countries: tuple[str, ...] | None = None,
) -> Vintage:  # fmt: skip
    return Vintage(source, version, published, "stated", start, end, countries, frame)


def snapshots(*vintages: Vintage, as_of: str | None = None) -> Snapshots:
    """The vintages of each source in the order given, oldest first."""
    kept: dict[str, tuple[Vintage, ...]] = {}
    for one in vintages:
        kept[one.source] = (*kept.get(one.source, ()), one)
    return Snapshots(kept, as_of=as_of)


def people(*rows: tuple[str, int, float]) -> Vintage:
    """Inhabitants by (country, year, number)."""
    return vintage("population", pd.DataFrame(rows, columns=["country", "year", "population"]), "P")


# With 100,000 inhabitants a rate per 100,000 is the count itself. The years are five apart: each is carried to the next.
HUNDRED_THOUSAND = people(
    *((code, year, 100_000) for code in ("MLI", "NER") for year in (1985, 1990, 1995, *range(2000, 2026)))
)


def indicator(key: str = "a.one", **changed: object) -> Indicator:
    plain = {
        "key": key, "name": Text(key, key), "dimension": key.split(".")[0], "unit": Text("points", "points"), "kind": "stock",
        "scale": "linear", "goalposts": (0.0, 100.0), "weight": 1.0, "max_carry": 0, "sources": (), "measure": lambda *_: native(),
        "argument": Text("", ""), "goalposts_argument": Text("", ""), "errors": Errors(""),
    }  # fmt: skip
    return Indicator(**{**plain, **changed})


def native(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Native observations of (country, period, best[, low, high[, status]]) from source ``s``, vintage ``v``."""
    return pd.DataFrame([_native(*row) for row in rows], columns=list(NATIVE_COLUMNS))


def _native(country, period, best, low=None, high=None, status="normal"):
    return (country, period, best, best if low is None else low, best if high is None else high, status, "s", "v")


def observed(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Observations of (indicator, period, best[, low, high[, status[, age]]]) of MLI."""
    return pd.DataFrame([_observed(*row) for row in rows], columns=list(OBSERVATION_COLUMNS))


def _observed(key, period, best, low=None, high=None, status="normal", age=0):
    return ("MLI", period, key, best, best if low is None else low, best if high is None else high, status, age, "s", "v")


def triples(frame: pd.DataFrame, by: str = "period") -> dict[object, tuple[float, float, float]]:
    """``by`` -> (best, low, high), rounded to nine digits: what is worked out by hand carries no binary noise."""
    values = zip(*(frame[name].astype("float64").round(9) for name in ("best", "low", "high")), strict=True)
    return dict(zip(frame[by], values, strict=True))


def table(columns: str, rows: Iterable[tuple[object, ...]]) -> pd.DataFrame:
    """A frame of ``columns`` (space-separated) and rows."""
    return pd.DataFrame(list(rows), columns=columns.split())
