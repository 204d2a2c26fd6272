"""UNHCR's population API: downloads its responses and checks the rows of people by origin and asylum.

Verified (an account of every endpoint by a user who called them in October 2026, recorded items, several clients): base, paths
``population/`` and ``idmc/``, no key, ``coo``, ``coa``, ``coo_all``, ``coa_all``, ``cf_type=ISO``, ``yearFrom``, ``yearTo``, ``limit``,
``page`` from 1, the envelope ``page``, ``maxPages``, ``items`` (``total`` is a list, no count), the fields of an item,
numbers as numbers or as text, ``-`` for none. With ``limit=1`` ``maxPages`` is the number of rows, which gives the count to
hold the pages against. ``coa_all`` lists every country of asylum and makes the API ignore ``coa``; so two questions are
asked, one by origin, one by asylum. IDMC's table with both sides listed had 934 rows in October 2026. Inferred: that a list of
countries under ``coo`` gives a row for each while ``coa_all`` lists the other side, that 1,000 rows a page are given, what
the other side of an IDMC row is (``-`` or the same country are taken).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.model import Quality, SourceError, Web
from indicators.sources import answers

ADDRESS, HOST = "https://api.unhcr.org/population/v1/", "api.unhcr.org"
_ACCEPT = ("application/json", "text/json")
_PER_PAGE, _MOST_PAGES, _MOST_ROWS = 1_000, 300, 300_000
_IDENTITY = frozenset({"year", *(f"{side}{end}" for side in ("coo", "coa") for end in ("", "_id", "_name", "_iso"))})
_KNOWN = _IDENTITY | {
    "refugees", "asylum_seekers", "returned_refugees", "idps", "returned_idps", "stateless", "ooc", "oip", "hst", "total",
}  # fmt: skip
_KEY = ["year", "coo", "coa"]  # UNHCR's own codes: several of them may share an ISO code
_AGAIN = "Run refresh again."


@dataclass(frozen=True)
class Table:
    """One question's rows as text, page by page (``columns``, ``year``, ``coo_iso``, ``coa_iso``), and fields nobody here knows."""

    pages: tuple[tuple[Path, pd.DataFrame], ...] = field(repr=False)
    unknown: Quality | None


@dataclass(frozen=True)
class _Answer:
    path: Path
    number: int
    pages: int
    items: Sequence[dict[str, Any]]


def save(web: Web, base: str, folder: Path, name: str, path: str, params: Mapping[str, str]) -> list[Path]:
    """Every answer to one question in ``folder``: ``<name>_count.json`` with the number of rows, ``<name>_page1.json`` and so on.

    Raises SourceError where the API refuses or does not page as asked.
    """
    asked = {**params, "cf_type": "ISO"}
    made = [_save(web, base, folder / f"{name}_count.json", path, {**asked, "limit": "1", "page": "1"}, _MOST_ROWS).path]
    number, pages = 0, 1
    while number < pages:
        number += 1
        answer = _save(
            web,
            base,
            folder / f"{name}_page{number}.json",
            path,
            {**asked, "limit": str(_PER_PAGE), "page": str(number)},
            _MOST_PAGES,
        )
        if answer.number != number:
            raise SourceError(f"{answer.path.name}: is page {answer.number}, page {number} was asked for. {_AGAIN}")
        pages = answer.pages
        made.append(answer.path)
    return made


def _save(web: Web, base: str, target: Path, path: str, params: Mapping[str, str], most: int) -> _Answer:
    body = web.read(base, path, params, accept=_ACCEPT, also_retry=answers.meant_later)
    answer = _answer(target, answers.load(body, target.name), most)
    answers.keep(body, target)
    return answer


def tables(paths: Sequence[Path], columns: Sequence[str]) -> dict[str, Table]:
    """The questions whose answers ``paths`` are, by the names ``save`` gave them.

    Raises SourceError for whatever the answers hold: another envelope, a page missing or repeated, more or fewer rows than
    ``<name>_count.json`` says (where it is there), a row twice, a field missing.
    """
    questions: dict[str, list[Path]] = {}
    for path in paths:
        questions.setdefault(path.stem.rpartition("_")[0] or path.stem, []).append(path)
    return {name: _table(found, columns) for name, found in questions.items()}


def _table(paths: Sequence[Path], columns: Sequence[str]) -> Table:
    counts = [path for path in paths if path.stem.endswith("_count")]
    found = [_answer(path, answers.read(path), _MOST_PAGES) for path in paths if path not in counts]
    if not found:
        raise SourceError(f"{paths[0].name}: contains only the number of rows. Import the pages too.")
    numbers, last = sorted(one.number for one in found), found[0].pages
    changed = next((one.path for one in found if one.pages != last), None)
    if changed is not None:
        raise SourceError(f"{changed.name}: the number of pages differs from the first answer's. {_AGAIN}")
    if numbers != list(range(1, last + 1)):
        listed = ", ".join(map(str, numbers[:12]))
        raise SourceError(f"{found[0].path.name}: pages {listed} of {last}; each is needed once. {_AGAIN}")
    pages = tuple((one.path, _rows(one, columns)) for one in found)
    rows = sum(len(frame) for _, frame in pages)
    for path in counts:
        total = _answer(path, answers.read(path), _MOST_ROWS).pages
        if total != rows:
            raise SourceError(f"{found[0].path.name}: received {rows:,} of {total:,} rows. {_AGAIN}")
    _refuse_repeated(pages)
    return Table(pages, answers.unknown([item for one in found for item in one.items], _KNOWN))


def _refuse_repeated(pages: Sequence[tuple[Path, pd.DataFrame]]) -> None:
    seen: set[tuple[str, ...]] = set()
    for path, frame in pages:
        for record, key in enumerate(frame[_KEY].itertuples(index=False, name=None), start=1):
            if key in seen:
                raise SourceError(f"{path.name}, record {record}: duplicate key {' '.join(key)[:60]}. {_AGAIN}")
            seen.add(key)


def _answer(path: Path, found: Any, most: int) -> _Answer:
    if not isinstance(found, dict):
        raise SourceError(f"{path.name}: not an answer of UNHCR's API (an object was expected). {_AGAIN}")
    items = found.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        told = next((found[name] for name in ("message", "error", "errors", "detail") if found.get(name)), None)
        because = "no list of rows under 'items'" if told is None else f"UNHCR's API answers {answers.cut(told)}"
        raise SourceError(f"{path.name}: {because}. {_AGAIN}")
    if not items:
        raise SourceError(f"{path.name}: UNHCR's API has no rows for this request. {_AGAIN}")
    number, pages = (answers.count(found, name, path.name, most) for name in ("page", "maxPages"))
    return _Answer(path, number, pages, items)


def _rows(answer: _Answer, columns: Sequence[str]) -> pd.DataFrame:
    names = [*_KEY, "coo_iso", "coa_iso", *columns]
    found = [
        [answers.cell(item, name, f"{answer.path.name}, record {record}") for name in names]
        for record, item in enumerate(answer.items, start=1)
    ]
    return pd.DataFrame(found, columns=names, dtype="str")
