"""ViEWS' answers read without trust: the list of runs, the pages of a run, and what a forecast of a country must be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import pandas as pd

from indicators import countries, months
from indicators.model import SourceError
from indicators.sources.answers import cell, count, cut, load

RUN = re.compile(r"fatalities([0-9]{1,4})_([0-9]{4})_(0[1-9]|1[0-2])_t([0-9]{1,4})")
MOST_PAGES, MOST_ROWS, MOST_DEATHS = 20, 20_000, 1e6
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_FIRST_YEAR = 1980  # month_id 1 is January of this year
_CHANGED = "The publisher's format may have changed."


@dataclass(frozen=True)
class Page:
    """One page: its rows as text, how many pages there are, and how many rows they hold together."""

    rows: Sequence[Mapping[str, Any]] = field(repr=False)
    pages: int
    total: int


def newest(body: bytes, day: str) -> str:
    """The newest run whose data end no later than the month of ``day``: by year, month, generation, trial.

    The list is in no order of time and holds other names; raises SourceError where it holds no run.
    """
    found = load(body, "ViEWS' list of runs")
    named = found.get("runs") if isinstance(found, dict) else None
    if not isinstance(named, list):
        raise SourceError(f"ViEWS' list of runs: holds no list 'runs'. {_CHANGED}")
    runs = [(match, name) for name in named if isinstance(name, str) and (match := RUN.fullmatch(name))]
    known = [(int(one[2]), int(one[3]), int(one[1]), int(one[4]), name) for one, name in runs if cutoff(name) <= day[:7]]
    if not known:
        raise SourceError(f"ViEWS' list of runs: none of {len(named)} names is a run (fatalitiesNNN_YYYY_MM_tNN). {_CHANGED}")
    return max(known)[-1]


def cutoff(run: str) -> str:
    """The last month (YYYY-MM) of the data a run was made from; raises ValueError for another name."""
    match = RUN.fullmatch(run)
    if match is None:
        raise ValueError(f"not a run: {cut(run)}")
    return f"{match[2]}-{match[3]}"


def page(body: bytes, number: int, country: str) -> Page:
    """Page ``number`` of a country's answer. Raises SourceError for another page, or rows of another country."""
    where = f"ViEWS, page {number}"
    found = load(body, where)
    if not isinstance(found, dict) or not isinstance(found.get("data"), list):
        raise SourceError(f"{where}: holds no list 'data'. {_CHANGED}")
    pages, total = count(found, "page_count", where, MOST_PAGES), count(found, "row_count", where, MOST_ROWS)
    if count(found, "page_cur", where, MOST_PAGES) != number or pages < number:
        raise SourceError(f"{where}: is page {cut(found['page_cur'])} of {pages}. Run refresh again.")
    for place, row in enumerate(found["data"], start=1):
        told = f"{where}, row {place}"
        if not isinstance(row, dict):
            raise SourceError(f"{told}: is no object. {_CHANGED}")
        if (other := cell(row, "isoab", told)) != country:
            raise SourceError(
                f"{told}: is of {cut(other)}, not of {country}: ViEWS returns other countries where it does not know one."
            )
    return Page(found["data"], pages, total)


def forecast(run: str, country: str, bodies: Sequence[bytes]) -> pd.DataFrame:
    """All pages of a run about a country: ``month`` (number), ``mean`` (deaths in state-based conflict expected in the month),
    ``p25`` (probability of 25 such deaths or more), the months following the run's data without a gap.

    Raises SourceError for pages that do not belong together, missing rows, and figures that cannot be.
    """
    pages = [page(body, number, country) for number, body in enumerate(bodies, start=1)]
    rows = [row for one in pages for row in one.rows]
    if any((one.pages, one.total) != (len(pages), len(rows)) for one in pages):
        raise SourceError(
            f"ViEWS, {run}: {len(pages)} pages with {len(rows)} rows came, {pages[0].pages if pages else 0} pages with "
            f"{pages[0].total if pages else 0} were announced. Run refresh again."
        )
    if not rows:
        raise SourceError(f"ViEWS, {run}: holds no forecast of {countries.name(country)}.")
    read = sorted(_row(row, f"ViEWS, {run}, row {place}") for place, row in enumerate(rows, start=1))
    first = months.ordinal(cutoff(run)) + 1
    if [month for month, *_ in read] != list(range(first, first + len(read))):
        raise SourceError(f"ViEWS, {run}: its months do not follow each other from {months.period(first)}. {_CHANGED}")
    return pd.DataFrame(read, columns=["month", "mean", "p25"])


def _row(row: Mapping[str, Any], where: str) -> tuple[int, float, float]:
    identity, year, month = (
        count(row, name, where, most) for name, most in (("month_id", 9999), ("year", 2200), ("month", 12))
    )
    if month == 0 or identity != (year - _FIRST_YEAR) * 12 + month:
        raise SourceError(f"{where}: month_id {identity} is not month {month} of {year}. {_CHANGED}")
    return (
        year * 12 + month - 1,
        _number(row, "main_mean", where, MOST_DEATHS),
        _number(row, "main_dich", where, 1.0),
    )


def _number(row: Mapping[str, Any], name: str, where: str, most: float) -> float:
    text = cell(row, name, where)
    value = float(text) if _NUMBER.fullmatch(text) else -1.0
    if not isfinite(value) or not 0 <= value <= most:
        raise SourceError(f"{where}: {name!r} is {cut(text)}, expected a number from 0 to {most:,.0f}. {_CHANGED}")
    return value
