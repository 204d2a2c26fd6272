"""Rows of UNHCR's population table, checked: who fled, where to, how many people."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.sources import reading, tables

PEOPLE = ("refugees", "asylum_seekers", "idps")
FEW = 100  # people of one origin in a year: fewer may be struck from a later release
MOST_PEOPLE = 100_000_000  # of one origin, or in one country

COLUMNS = ("year", "coo_iso", "coa_iso", *PEOPLE)
OWN_CODES = ("coo", "coa")
_NOBODY = frozenset({"UNK", "XXA", "TIB"})  # unknown; stateless; Tibetans, whom UNHCR counts by no country's code


def moved(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Rows of text as years, countries (missing: of no country) and people; SourceError for a bad cell."""
    year = reading.years(path, raw, "year", low=1950)
    _refuse_other_codes(path, raw)
    origin = tables.to_iso3(path, raw, "coo_iso", {}, lambda item: item in _NOBODY)
    asylum = tables.to_iso3(path, raw, "coa_iso", {}, lambda item: item in _NOBODY)
    return pd.DataFrame(
        {"year": year, "origin": origin, "asylum": asylum, **{name: people(path, raw, name) for name in PEOPLE}}
    )


def _refuse_other_codes(path: Path, raw: pd.DataFrame) -> None:
    """Refuse ISO codes that do not go with UNHCR's own beside them, each of which means one country on both sides."""
    if not {"coo", "coa"} <= set(raw.columns):
        return
    pairs = pd.concat(
        [raw[["coo", "coo_iso"]].set_axis(["own", "iso"], axis=1), raw[["coa", "coa_iso"]].set_axis(["own", "iso"], axis=1)]
    )
    usual = pairs.value_counts().reset_index().drop_duplicates("own").set_index("own")["iso"]
    for side in ("coo", "coa"):
        other = raw[side].map(usual) != raw[f"{side}_iso"]
        reading.refuse(path, raw, f"{side}_iso", other, f"the country of the code in column {side}")


def people(path: Path, raw: pd.DataFrame, column: str) -> pd.Series:
    """Whole people (Int64), missing where the cell is blank or ``-``: not known, or not asked, and no zero. ``5000.0`` is 5000."""
    text = raw[column].str.strip()
    reading.refuse(path, raw, column, text == "*", "a number (UNHCR hides one to four people behind an asterisk)")
    plain = raw.assign(**{column: text.where(text != "-", "")})
    return reading.numbers(path, plain, column, low=0, high=MOST_PEOPLE, empty=True, whole=True).astype("Int64")
