"""World Bank Indicators API v2: downloads all rows of a series and checks the responses.

Verified by recorded answers (2021 to September 2026): path and ``format=json``, the body ``[meta, rows]``, pages from 1 to
``pages``, ``total``, numbers of meta as numbers or as text, the fields of a row, ``lastupdated``, errors as HTTP 200 with
``[{"message": [...]}]``, no rows as ``total`` 0 and null, 400 as HTML with a byte-order mark. WGI (``source=3``): recorded for
``GOV_WGI_PV.EST``, with 216 rows a year and seven territories without any code. Several clients of 2026 ask for
``.EST`` of all six; two for ``.SE``, the standard error; one for ``.SR``, the number of sources. Inferred: that ``.SE`` and
``.SR`` are there for all six, that 20,000 rows a page are given (other clients report up to 32,500), that a series without
``date`` is the whole series (recorded for two countries).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.model import Quality, SourceError, Web
from indicators.sources import answers, reading

ADDRESS, HOST = "https://api.worldbank.org/v2/", "api.worldbank.org"
_PER_PAGE, _MOST_PAGES, _MOST_ROWS = 20_000, 50, 1_000_000
_ACCEPT = ("application/json", "text/json")
_KNOWN = frozenset(
    {"indicator", "country", "countryiso3code", "date", "value", "unit", "obs_status", "decimal", "footnote", "scale"}
)
_AGAIN = "Run refresh again."


@dataclass(frozen=True)
class Limits:
    """Limits of a series' values: least, greatest, whether whole numbers."""

    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True)
class Series:
    """All rows of one series: columns ``code`` (ISO3 as the API writes it, ``""`` where it has none), ``name``, ``year``, ``value``
    (float64, NaN where null); ``updated`` is the ISO day of the database's last update."""

    indicator: str
    updated: str
    frame: pd.DataFrame = field(repr=False)
    unknown: Quality | None


@dataclass(frozen=True)
class _Page:
    path: Path
    number: int
    pages: int
    total: int
    source: str
    updated: str
    rows: Sequence[dict[str, Any]]


def save(web: Web, base: str, folder: Path, indicator: str, source: str = "", economies: str = "all") -> list[Path]:
    """Every page of a series in ``folder`` as the API sent it; SourceError where the API refuses or a page is not in place.

    ``economies`` are ISO3 codes with ``;`` between them, or ``all``.
    """
    made: list[Path] = []
    while True:
        number = len(made) + 1
        params = {"format": "json", "per_page": str(_PER_PAGE), "page": str(number), **({"source": source} if source else {})}
        body = web.read(
            base, f"country/{economies}/indicator/{indicator}", params, accept=_ACCEPT, also_retry=answers.meant_later
        )  # fmt: skip
        path = folder / f"{indicator}_page{number}.json"
        page = _page(path, answers.load(body, path.name))
        if page.number != number:
            raise SourceError(f"{path.name}: is page {page.number}, page {number} was asked for. {_AGAIN}")
        made.append(answers.keep(body, path))
        if number >= page.pages:
            return made


def series(paths: Sequence[Path], wanted: Mapping[str, Limits], source: str = "") -> dict[str, Series]:
    """The series ``wanted`` (code -> limits) in files ``save`` made.

    Raises SourceError for whatever the answers hold: an error the API tells, a page missing or repeated, a total that is not
    the number of rows, another database than ``source``, a row of another series, a row twice, a year after the update; for
    a series that is missing, or series of different updates.
    """
    pages: dict[str, list[_Page]] = {code: [] for code in wanted}
    for path in paths:
        page = _page(path, answers.read(path))
        code = _indicator(page)
        if code not in wanted:
            raise SourceError(
                f"{path.name}: is of {answers.cut(code)}, not of {', '.join(list(wanted)[:3])}{' ...' * (len(wanted) > 3)}."
            )
        pages[code].append(page)
    missing = [code for code, found in pages.items() if not found]
    if missing:
        raise SourceError(
            f"{paths[0].name}: the series {missing[0]} is missing ({len(missing)} of {len(wanted)} are). {_AGAIN}"
        )
    found = {code: _series(code, pages[code], limits, source) for code, limits in wanted.items()}
    days = sorted({one.updated for one in found.values()})
    if len(days) > 1:
        raise SourceError(f"{paths[0].name}: the series are of different updates ({days[0]} and {days[-1]}). {_AGAIN}")
    return found


def _page(path: Path, found: Any) -> _Page:
    """One answer; SourceError for the API's own errors and for another envelope."""
    if isinstance(found, list) and found and isinstance(found[0], dict) and "message" in found[0]:
        raise SourceError(
            f"{path.name}: the World Bank answers {_message(found[0]['message'])}. The series may have a new code."
        )
    if not (isinstance(found, list) and len(found) == 2 and isinstance(found[0], dict)):
        raise SourceError(f"{path.name}: not a World Bank answer (meta and rows were expected). {_AGAIN}")
    meta, rows = found
    if rows is None or rows == []:
        raise SourceError(f"{path.name}: the World Bank has no rows of this series. {_AGAIN}")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceError(f"{path.name}: not a World Bank answer (a list of rows was expected). {_AGAIN}")
    number, pages = (answers.count(meta, name, path.name, _MOST_PAGES) for name in ("page", "pages"))
    total = answers.count(meta, "total", path.name, _MOST_ROWS)
    return _Page(path, number, pages, total, str(meta.get("sourceid") or ""), _day(path, meta), rows)


def _message(told: Any) -> str:
    first = told[0] if isinstance(told, list) and told and isinstance(told[0], dict) else {}
    return f"error {answers.cut(first.get('id', 'unknown'))}: {answers.cut(first.get('value', told))}"


def _day(path: Path, meta: dict[str, Any]) -> str:
    written = meta.get("lastupdated")
    try:
        found = date.fromisoformat(written if isinstance(written, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", written) else "")
    except ValueError as error:
        raise SourceError(f"{path.name}: 'lastupdated' is {answers.cut(written)}, expected a day. {_AGAIN}") from error
    if found > date.today():
        raise SourceError(f"{path.name}: 'lastupdated' is {found}, which is in the future. {_AGAIN}")
    return found.isoformat()


def _indicator(page: _Page) -> str:
    """The series a page is of, by its first row."""
    return answers.cell(_part(page.path, 1, page.rows[0], "indicator"), "id", f"{page.path.name}, record 1")


def _part(path: Path, record: int, row: dict[str, Any], name: str) -> dict[str, Any]:
    found = row.get(name)
    if not isinstance(found, dict):
        raise SourceError(
            f"{path.name}, record {record}: field {name!r} is {answers.cut(found)}; the publisher's format has changed."
        )
    return found


def _series(indicator: str, pages: Sequence[_Page], limits: Limits, source: str) -> Series:
    first = pages[0]
    numbers = [page.number for page in pages]
    if sorted(numbers) != list(range(1, first.pages + 1)):
        raise SourceError(
            f"{first.path.name}: pages {', '.join(map(str, sorted(numbers)))} of {first.pages} of {indicator}; each is needed once."
        )
    rows = sum(len(page.rows) for page in pages)
    for page in pages:
        if (page.pages, page.total, page.updated) != (first.pages, first.total, first.updated):
            raise SourceError(f"{page.path.name}: total, pages or last update differ from page {first.number}'s. {_AGAIN}")
        if source and page.source != source:
            raise SourceError(
                f"{page.path.name}: is of the World Bank's database {answers.cut(page.source)}, not {source}: the filter was ignored."
            )
    if rows != first.total:
        raise SourceError(f"{first.path.name}: received {rows:,} of {first.total:,} rows of {indicator}. {_AGAIN}")
    frame = pd.concat([_frame(page, indicator, limits) for page in pages], ignore_index=True)
    who = frame["code"].where(frame["code"] != "", frame["name"])
    twice = pd.DataFrame({"who": who, "year": frame["year"]}).duplicated()
    if twice.any():
        row = frame[twice].iloc[0]
        raise SourceError(
            f"{first.path.name}: duplicate row of {indicator}: {answers.cut(row['name'])} in {row['year']}. {_AGAIN}"
        )
    return Series(indicator, first.updated, frame, answers.unknown([row for page in pages for row in page.rows], _KNOWN))


def _frame(page: _Page, indicator: str, limits: Limits) -> pd.DataFrame:
    """One page's rows, checked; errors name the file and the record."""
    path, found = page.path, []
    for record, row in enumerate(page.rows, start=1):
        where = f"{path.name}, record {record}"
        is_of = answers.cell(_part(path, record, row, "indicator"), "id", where)
        if is_of != indicator:
            raise SourceError(f"{where}: is of {answers.cut(is_of)}, not {indicator}: the filter was ignored. {_AGAIN}")
        name = answers.cell(_part(path, record, row, "country"), "value", where)
        code, year, value = (answers.cell(row, item, where) for item in ("countryiso3code", "date", "value"))
        found.append((code, name, year, value))
    raw = pd.DataFrame(found, columns=["code", "name", "date", "value"], dtype="str")
    years = reading.years(path, raw, "date", low=1950, high=int(page.updated[:4]))
    values = reading.numbers(path, raw, "value", low=limits.low, high=limits.high, empty=True, whole=limits.whole)
    return pd.DataFrame({"code": raw["code"], "name": raw["name"], "year": years, "value": values})
