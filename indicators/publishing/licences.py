"""Whose data may be used how: every declared source by publisher and licence, as lines for a page and for the site's own file."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.model import CC_BY_SA, Licence
from indicators.publishing.closed import closed
from indicators.registry import SOURCES


def by_publisher() -> dict[tuple[str, Licence], list[str]]:
    """Titles of the sources (English) of each publisher under each licence, in the order they are declared."""
    found: dict[tuple[str, Licence], list[str]] = {}
    for one in SOURCES.values():
        found.setdefault((one.publisher.en, one.licence), []).append(one.title.en)
    return found


def page() -> str:
    """The page DATA_LICENCES.md, which goes into the wheel and the documentation."""
    lines = [
        "# Data licences", "",
        "The code is under the MIT licence (LICENSE). The data are not part of it. The package holds the code, tables of names and codes,",
        "and fonts (SIL Open Font License 1.1, text beside this file); publishers' rows come with the folder `data/`, where",
        "`datapackage.json` names licence, attribution and vintage of each file.", "",
        f"Scores and the other tables made of them: [{CC_BY_SA.title}]({CC_BY_SA.url}), as V-Dem's licence asks.", "",
        "| publisher | data | licence | rows may be passed on |", "|---|---|---|---|",
    ]  # fmt: skip
    passed = {one.licence: "no" if closed(key) else "yes" for key, one in SOURCES.items()}
    for (publisher, licence), titles in by_publisher().items():
        lines.append(f"| {publisher} | {'; '.join(titles)} | [{licence.title}]({licence.url}) | {passed[licence]} |")
    return "\n".join(lines) + "\n"


def lines() -> Iterator[str]:
    """A line a publisher and licence, of those whose rows the site may carry."""
    may = {one.licence for key, one in SOURCES.items() if not closed(key)}
    for (publisher, licence), titles in by_publisher().items():
        if licence in may:
            yield f"- {publisher}: {'; '.join(titles)}. {licence.title}, {licence.url}"
