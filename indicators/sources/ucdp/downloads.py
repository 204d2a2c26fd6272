"""UCDP's public downloads: files linked on the downloads page, downloaded once per refresh for all sources that need them.

Verified (recorded links of September 2026, several users of 2026): ``https://ucdp.uu.se/downloads/`` answers without login
and links ``ged/ged261-csv.zip``, ``candidateged/GEDEvent_v26_0_8.csv``, ``candidateged/GEDEvent_v26_01_26_06.csv`` and
``organizedviolencecy/organizedviolencecy-261-csv.zip``. Inferred: the content types (any the publisher's kind of server gives
for such files is taken; what is inside is checked when it is read), and that the page keeps the form of its links.

These sources share files. Within one refresh (one ``Web``), the first source that needs a file downloads it; the others wait
and get a link or copy in their own folder. A failure is shared as well.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from indicators import strict
from indicators.model import Download, SourceError, Web
from indicators.sources.ucdp import releases as ucdp_releases
from indicators.sources.ucdp import versions as ucdp_versions

BASE, ADDRESS, HOST = "ucdp", "https://ucdp.uu.se/downloads/", "ucdp.uu.se"
_ANY = ("application/octet-stream", "binary/octet-stream")
_ACCEPTED = {  # by the end of a file's name: content types and the most bytes; the zip of 2026 has 39 million
    ".html": (("text/html", "application/xhtml+xml"), 10_000_000),
    ".zip": (("application/zip", "application/x-zip-compressed", "application/x-zip", *_ANY), 400_000_000),
    ".csv": (("text/csv", "application/csv", "text/plain", "application/vnd.ms-excel", *_ANY), 200_000_000),
}


@dataclass
class _Once:
    """One shared download: its file or its failure, and the lock held while it runs."""

    lock: Lock = field(default_factory=Lock)
    made: Path | None = None
    failure: SourceError | None = None


_downloads: WeakKeyDictionary[Web, dict[str, _Once]] = WeakKeyDictionary()
_guard = Lock()


def events(web: Web, folder: Path) -> Sequence[Download]:
    """GED and the candidates after it, one vintage each: downloads for ``ucdp_ged``."""
    return [Download((path,), published=ucdp_versions.latest_day(version)) for version, path in _events(web, folder)]


def months(web: Web, folder: Path) -> Sequence[Download]:
    """The same files, together: ``ucdp_months`` merges them."""
    found = _events(web, folder)
    return [Download(tuple(path for _, path in found), published=ucdp_versions.latest_day(found[0][0]))]


def years(web: Web, folder: Path) -> Sequence[Download]:
    """The newest country-year archive: download for ``ucdp_cy``."""
    links = ucdp_releases.years_on(_page(web, folder))
    version = ucdp_releases.newest_annual(links)
    return [Download((_file(web, links[version], folder),), published=ucdp_versions.latest_day(version))]


def _events(web: Web, folder: Path) -> list[tuple[str, Path]]:
    """(release, file) of the annual release and the candidates after it."""
    links = ucdp_releases.events_on(_page(web, folder))
    return [(version, _file(web, links[version], folder)) for version in ucdp_releases.chosen(links)]


def _page(web: Web, folder: Path) -> bytes:
    path = _file(web, "", folder)
    try:
        return strict.read(path)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror}). Run refresh again.") from error


def _file(web: Web, path: str, folder: Path) -> Path:
    """A file below the downloads page (``""``: the page itself) in ``folder``, downloaded once for a ``web``."""
    target = folder / (path.split("/")[-1] or "downloads.html")
    accept, limit = _ACCEPTED[target.suffix.lower()]
    with _guard:
        once = _downloads.setdefault(web, {}).setdefault(path, _Once())
    with once.lock:
        if once.failure is not None:
            raise SourceError(str(once.failure)) from once.failure
        if once.made is None or not once.made.exists():
            try:
                once.made = web.save(BASE, path, target, accept=accept, limit=limit)
            except SourceError as error:
                once.failure = error
                raise
        if once.made != target:
            _copy(once.made, target)
    return target


def _copy(made: Path, target: Path) -> None:
    try:
        target.unlink(missing_ok=True)
        try:
            os.link(made, target)
        except OSError:  # another file system, or one without links
            shutil.copyfile(made, target)
    except OSError as error:
        raise SourceError(f"{target.name}: cannot be written ({error.strerror}). Check space and permissions.") from error
