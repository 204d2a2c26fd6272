"""Download of WFP's price table of the subject from the Humanitarian Data Exchange (HDX).

HDX's catalogue says where the table is and when it was last changed; that day is the vintage's. Reported by many users: the
data set's name ``wfp-food-prices-for-<country>``, ``api/3/action/package_show``, resources with ``url``, ``name``,
``last_modified``, the file's name ``wfp_food_prices_<iso3>.csv``, a redirect to Amazon's S3 in us-east-1 with a signed address.
Recorded: the result of another data set (without its envelope). Inferred: the envelope ``success`` and ``result`` as CKAN documents
it, the content types, that ``last_modified`` changes only with the file. Nothing could be called when this was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from indicators.model import Download, SourceError, Web
from indicators.sources import answers
from indicators.subject import SUBJECT

BASE, ADDRESS, HOST = "wfp_prices", "https://data.humdata.org/", "data.humdata.org"
HOSTS = (HOST, "s3.us-east-1.amazonaws.com", "s3.eu-central-1.amazonaws.com")
DATED = re.compile(r"_(\d{4}-\d\d-\d\d)\.csv$")
_JSON = ("application/json", "text/json")
_CSV = ("text/csv", "application/csv", "application/octet-stream", "binary/octet-stream", "text/plain")
_LIMIT = 200_000_000
_AGAIN = "Run refresh again."


def dataset() -> str:
    """HDX's name of the data set."""
    plain = unicodedata.normalize("NFKD", SUBJECT.name.en).encode("ascii", "ignore").decode().lower()
    return f"wfp-food-prices-for-{re.sub('[^a-z0-9]+', '-', plain).strip('-')}"


def download(web: Web, folder: Path) -> Sequence[Download]:
    """The table in ``folder``, its name with the day of its last change; raises SourceError."""
    where = f"package_show of {dataset()}"
    body = web.read(
        BASE, "api/3/action/package_show", {"id": dataset()}, accept=_JSON, also_retry=answers.meant_later
    )  # fmt: skip
    resource = _resource(where, answers.load(body, where))
    name = f"wfp_food_prices_{SUBJECT.code.lower()}"
    day = _day(where, resource.get("last_modified"))
    path = urlsplit(str(resource["url"])).path.lstrip("/")
    return [Download((web.save(BASE, path, folder / f"{name}_{day}.csv", accept=_CSV, limit=_LIMIT),))]


def _resource(where: str, found: Any) -> Mapping[str, Any]:
    """The one resource that is the price table; SourceError where HDX says no, or it is not there once."""
    result = found.get("result") if isinstance(found, dict) else None
    if not isinstance(found, dict) or found.get("success") is not True or not isinstance(result, dict):
        told = found.get("error") if isinstance(found, dict) else None
        reason = told.get("message") if isinstance(told, dict) else told
        raise SourceError(f"{where}: HDX answers {answers.cut(reason or found)}. {_AGAIN}")
    wanted = f"/wfp_food_prices_{SUBJECT.code.lower()}.csv"
    there = result.get("resources")
    every = there if isinstance(there, list) else []
    ours = [one for one in every if isinstance(one, dict) and str(one.get("url", "")).lower().endswith(wanted)]
    if len(ours) != 1:
        raise SourceError(f"{where}: {len(ours)} resources end in {wanted}, expected one. The publisher has moved its file.")
    if urlsplit(str(ours[0]["url"])).hostname != HOST:
        raise SourceError(f"{where}: the file is at {answers.cut(ours[0]['url'])}, not at {HOST}. Import it by hand.")
    return ours[0]


def _day(where: str, written: object) -> str:
    try:
        found = date.fromisoformat(written[:10] if isinstance(written, str) else "")
    except ValueError as error:
        raise SourceError(f"{where}: 'last_modified' is {answers.cut(written)}, expected a day. {_AGAIN}") from error
    if found > date.today():
        raise SourceError(f"{where}: 'last_modified' is {found}, which is in the future. {_AGAIN}")
    return found.isoformat()
