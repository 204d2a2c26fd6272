"""Rows of UNHCR's population table, checked: who fled, where to, how many people."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.sources import reading, tables

PEOPLE = ("refugees", "asylum_seekers", "idps")
COLUMNS = ("year", "coo_iso", "coa_iso", *PEOPLE)
_NOBODY = frozenset({"UNK", "XXA", "TIB"})  # unknown; stateless; Tibetans, whom UNHCR counts by no country's code


def moved(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Rows of text as years, countries (missing: of no country) and people; SourceError for a bad cell."""
    year = reading.years(path, raw, "year", low=1950)
    origin = tables.to_iso3(path, raw, "coo_iso", {}, lambda item: item in _NOBODY)
    asylum = tables.to_iso3(path, raw, "coa_iso", {}, lambda item: item in _NOBODY)
    return pd.DataFrame(
        {"year": year, "origin": origin, "asylum": asylum, **{name: people(path, raw, name) for name in PEOPLE}}
    )


def people(path: Path, raw: pd.DataFrame, column: str) -> pd.Series:
    """Whole people (Int64), missing where the cell is blank or ``-``: not known, or not asked, and no zero. ``5000.0`` is 5000."""
    text = raw[column].str.strip()
    reading.refuse(path, raw, column, text == "*", "a number (UNHCR hides one to four people behind an asterisk)")
    plain = raw.assign(**{column: text.where(text != "-", "")})
    return reading.numbers(path, plain, column, low=0, high=1e8, empty=True, whole=True).astype("Int64")
