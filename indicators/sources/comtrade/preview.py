"""UN Comtrade's public preview: which questions are asked, and their answers as rows of text.

Two questions a year, what the subject reports of its partners and what they report of it, each for all goods and for gold (HS
7108). Few countries refine gold, and what leaves a mine by hand shows only in the books of the country it arrives in: for gold
the partners' imports (mirror data) are the better figure.

Reported by users who called it in 2026: address, no key, at most 500 rows, one year a question (two answer 400), the envelope
``count``, ``data``, ``error`` with HTTP 200, an empty ``data`` for a year nobody filed, no rows of Russia as reporter after
2021, names of the fields, ``motCode`` 0, ``customsCode`` C00 and ``partner2Code`` 0 for totals, 429 when asked too fast, codes
of its own for France (251) and Switzerland (757). Inferred: that lists of reporters, partners, flows and commodities are taken
side by side, that ``TOTAL`` and a heading of four digits may be asked together (one user was given only six digits), that
``error`` holds text where the question was refused, the pause that avoids 429. No answer was at hand when this was written.
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.model import Download, Quality, SourceError, Web
from indicators.sources import answers
from indicators.subject import SUBJECT

BASE, ADDRESS, HOST = "comtrade", "https://comtradeapi.un.org/public/v1/", "comtradeapi.un.org"
# Who arms the state and who buys its gold.
PARTNERS = ("RUS", "CHN", "FRA", "ARE", "CHE")
FIRST_YEAR = 2010
COMMODITIES = {"TOTAL": "total", "7108": "gold"}
FLOWS = {"M": "import", "X": "export"}
MOST = 500  # rows of an answer; as many may be a part
PAUSE = 1.0  # seconds between questions
NEEDED = ("period", "reporterCode", "partnerCode", "flowCode", "cmdCode", "primaryValue")
WHOLE = {"partner2Code": "0", "motCode": "0", "customsCode": "C00", "mosCode": "0"}  # a row of any other value is a part
_ACCEPT = ("application/json", "text/json")
_ASKED = re.compile(r"_(\d{4}-\d\d-\d\d)_")
_OTHERS = """
typeCode freqCode refPeriodId refYear refMonth reporterISO reporterDesc flowDesc partnerISO partnerDesc partner2ISO
partner2Desc classificationCode classificationSearchCode isOriginalClassification cmdDesc aggrLevel isLeaf customsDesc
motDesc qtyUnitCode qtyUnitAbbr qty isQtyEstimated altQtyUnitCode altQtyUnitAbbr altQty isAltQtyEstimated netWgt
isNetWgtEstimated grossWgt isGrossWgtEstimated cifvalue fobvalue legacyEstimationFlag isReported isAggregate
"""
_KNOWN = frozenset(_OTHERS.split()) | {*NEEDED, *WHOLE}
_AGAIN = "Run refresh again."


@cache
def codes() -> Mapping[str, str]:
    """Comtrade's number of a country -> ISO3, from the table beside this module."""
    with Path(__file__).with_name("codes.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row["iso3"] for row in csv.DictReader(handle)}


def _numbers(wanted: Sequence[str]) -> str:
    known = {iso3: code for code, iso3 in codes().items()}
    missing = [iso3 for iso3 in wanted if iso3 not in known]
    if missing:
        raise SourceError(f"{BASE}: no number of {missing[0]} is known. Add it to indicators/sources/comtrade/codes.csv.")
    return ",".join(known[iso3] for iso3 in wanted)


def download(web: Web, folder: Path) -> Sequence[Download]:
    """Answers of every year since FIRST_YEAR in ``folder``, as they came; raises SourceError."""
    today = date.today()
    own, others = _numbers((SUBJECT.code,)), _numbers(PARTNERS)
    made: list[Path] = []
    for year in range(FIRST_YEAR, today.year):
        for name, reporter, partner in (("own", own, others), ("mirror", others, own)):
            if made:
                time.sleep(PAUSE)
            body = web.read(
                BASE,
                "preview/C/A/HS",
                {
                    "reporterCode": reporter, "partnerCode": partner, "period": str(year), "flowCode": ",".join(FLOWS),
                    "cmdCode": ",".join(COMMODITIES), "partner2Code": "0", "motCode": "0", "customsCode": "C00",
                },
                accept=_ACCEPT,
                also_retry=answers.meant_later,
            )  # fmt: skip
            path = folder / f"{name}_{today}_{year}.json"
            _records(path, answers.load(body, path.name))
            made.append(answers.keep(body, path))
    return [Download(tuple(made))]


def day(paths: Sequence[Path]) -> str:
    """The day the answers were asked, by the files' names; ``""`` where they do not tell it. Raises SourceError for several."""
    days = {found for path in paths for found in _ASKED.findall(path.name)}
    if len(days) > 1:
        raise SourceError(f"{paths[0].name}: answers of different days ({min(days)} and {max(days)}). Give those of one.")
    return min(days, default="")


def rows(path: Path) -> tuple[pd.DataFrame, Quality | None]:
    """One answer as text (NEEDED and the columns of WHOLE, ``""`` for null), and fields nobody here knows; raises SourceError."""
    records = _records(path, answers.read(path))
    found = []
    for number, row in enumerate(records, start=1):
        where = f"{path.name}, record {number}"
        found.append(
            {name: answers.cell(row, name, where) for name in NEEDED}
            | {name: answers.cell(row, name, where) if name in row else "" for name in WHOLE}
        )
    return pd.DataFrame(found, columns=[*NEEDED, *WHOLE], dtype="str"), answers.unknown(records, _KNOWN)


def _records(path: Path, found: Any) -> Sequence[dict[str, Any]]:
    """The rows of an answer; SourceError for an error it tells, another envelope, a count that is not met, a full answer."""
    if not isinstance(found, dict):
        raise SourceError(f"{path.name}: not a Comtrade answer (count and data were expected). {_AGAIN}")
    told = next((found[name] for name in ("error", "message", "errorObject") if found.get(name)), None)
    if told is not None:
        raise SourceError(f"{path.name}: Comtrade answers {answers.cut(told)}. {_AGAIN}")
    records = found.get("data")
    if not isinstance(records, list) or not all(isinstance(row, dict) for row in records):
        raise SourceError(f"{path.name}: not a Comtrade answer (a list 'data' was expected). {_AGAIN}")
    total = answers.count(found, "count", path.name, 1_000_000)
    if total != len(records):
        raise SourceError(f"{path.name}: received {len(records):,} of {total:,} rows. {_AGAIN}")
    if total >= MOST:
        raise SourceError(
            f"{path.name}: {total:,} rows, the most the preview gives: more may be missing. Ask for less at once."
        )
    return records
