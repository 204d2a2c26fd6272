"""Selects UCDP's current releases: the latest annual one and the candidate releases of later months.

Of a year after the annual release: the newest consolidated candidate, then the monthly ones later than it. Earlier monthly
ones are in the consolidated one already. Verified in 2026: the names and folders below and the decoy (``vpp/`` holds files
of the same prefix that are no releases). That a year's candidates are complete to the newest month is required here, not
promised there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

from indicators import months
from indicators.model import SourceError
from indicators.sources.ucdp import versions as ucdp_versions

_EVENTS = re.compile(r"(?:ged/ged\d\d[1-9]-csv\.zip|candidateged/GEDEvent_v\d\d(?:_\d{1,2})+\.csv)", re.IGNORECASE)
_YEARS = re.compile(r"organizedviolencecy/organizedviolencecy-\d\d[1-9]-csv\.zip", re.IGNORECASE)


class _Links(HTMLParser):
    """Targets of a page's links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the target of an ``<a>``."""
        if tag == "a":
            self.found += [value.strip() for name, value in attrs if name == "href" and value]


def events_on(page: bytes) -> dict[str, str]:
    """Release number -> path below the downloads page of each GED and candidate file linked there."""
    return _linked(page, _EVENTS)


def years_on(page: bytes) -> dict[str, str]:
    """Release number -> path below the downloads page of each country-year archive linked there."""
    return _linked(page, _YEARS)


def _linked(page: bytes, wanted: re.Pattern[str]) -> dict[str, str]:
    """Only the end of a link counts, so that a mirror's links, absolute or not, lead to the mirror."""
    reader = _Links()
    reader.feed(page.decode("utf-8", "replace"))
    found: dict[str, str] = {}
    for link in reader.found:
        path = "/".join(link.split("#")[0].split("?")[0].split("/")[-2:])
        version = ucdp_versions.in_name(path.split("/")[-1]) if wanted.fullmatch(path) else None
        if version:
            found.setdefault(version, path)
    return found


def newest_annual(versions: Iterable[str]) -> str:
    """The newest annual release; raises SourceError if there is none."""
    annual = [version for version in versions if ucdp_versions.is_annual(version)]
    if not annual:
        raise SourceError("UCDP lists no annual release where it did in 2026: the page has changed.")
    return max(annual, key=lambda version: tuple(map(int, version.split("."))))


def chosen(versions: Iterable[str]) -> list[str]:
    """The annual release and the candidates that follow it, in order; SourceError where a month between them is missing."""
    known = list(versions)
    annual = newest_annual(known)
    picked, reached = [annual], months.ordinal(ucdp_versions.cover(annual)[1])
    for item in _candidates(known, after=picked[0]):
        first, last = map(months.ordinal, ucdp_versions.cover(item))
        if last <= reached:
            continue
        if first > reached + 1:
            raise SourceError(
                f"UCDP gives {item} but no candidate release of {months.period(reached + 1)}, the month before it."
            )
        picked.append(item)
        reached = last
    return picked


def _candidates(versions: Sequence[str], after: str) -> list[str]:
    """Of each year after an annual release the newest consolidated candidate, before that year's monthly ones in order."""
    end = ucdp_versions.cover(after)[1]
    later = sorted((item for item in versions if ucdp_versions.cover(item)[0] > end), key=ucdp_versions.cover)
    newest = {ucdp_versions.cover(item)[0]: item for item in later if ucdp_versions.is_consolidated(item)}
    monthly = [item for item in later if not ucdp_versions.is_consolidated(item)]
    return sorted(
        [*newest.values(), *monthly],
        key=lambda item: (item[:2], not ucdp_versions.is_consolidated(item), ucdp_versions.cover(item)),
    )
