"""UCDP's events: the latest annual release, and candidate releases for later months.

Individual events for the subject and its neighbours; sums by country, month and type for all countries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import memo, months
from indicators.model import Snapshots, Vintage

SOURCE = "ucdp_ged"
SUMMED = "ucdp_months"
_DUE = "06-30"  # UCDP's annual releases come out in May or June; the last day errs late
_ANNUAL = re.compile(r"\d\d\.\d(-seen-.+)?")  # the second where its publisher replaced it under the same number


@dataclass(frozen=True)
class Events:
    """The events of one country, or their sums, and the months they are complete for.

    ``frame`` has the columns of ``ucdp_ged`` or ``ucdp_months``, ``month`` (number of the month the event ended in) and
    ``release`` (the version the row is from); ``spans`` are the first and last month number of each release, with whether it is
    a candidate; ``versions`` names them. ``finals`` is for each release the last month number that it makes final.
    """

    frame: pd.DataFrame = field(repr=False, compare=False)
    spans: tuple[tuple[int, int, bool], ...]
    versions: tuple[str, ...]
    finals: tuple[int, ...] = ()  # left out: every month of a release that is no candidate

    def covered(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Whether each month number lies in a release: absence there means no event."""
        wanted = np.asarray(numbers)
        return np.asarray(
            np.any([(wanted >= first) & (wanted <= last) for first, last, _ in self.spans] or [wanted < 0], axis=0)
        )

    def provisional(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Whether each month number is known from a candidate release only, or from an annual one before it was out."""
        wanted = np.asarray(numbers)
        finals = self.finals or tuple(last for _, last, _ in self.spans)
        final = np.any(
            [
                (wanted >= first) & (wanted <= min(last, until))
                for (first, last, candidate), until in zip(self.spans, finals, strict=True)
                if not candidate
            ]
            or [wanted < 0],
            axis=0,
        )
        return np.asarray(self.covered(numbers) & ~final)

    def releases(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.bool_]]:
        """Version -> whether each month number rests on it: the last release about the month, and any it has a row from."""
        wanted = np.asarray(numbers)
        about = np.full(len(wanted), -1)
        for place, (first, last, _) in enumerate(self.spans):
            about[(wanted >= first) & (wanted <= last)] = place
        rows = _by_release(self.frame)
        return {
            version: (about == place) | ((about >= 0) & np.isin(wanted, rows.get(version, _NONE)))
            for place, version in enumerate(self.versions)
        }


_NONE = np.array([], dtype="int64")


@memo.last(64, lasting=True)
def _by_release(frame: pd.DataFrame) -> dict[str, npt.NDArray[np.int64]]:
    """The months that have a row from each release."""
    found: dict[str, set[int]] = {}
    for version, month in zip(frame["release"], frame["month"], strict=True):
        found.setdefault(version, set()).add(month)
    return {version: np.array(sorted(months_), dtype="int64") for version, months_ in found.items()}


@memo.last(64)
def known(snapshots: Snapshots, country: str) -> Events | None:
    """The events of a country: newest annual release and the candidates of later months, by id, a later release winning.

    None where no visible release covers the country. Releases follow each other as they were published. Each replaces the
    months it is about, whatever earlier ones said of them, and every event it repeats; what it adds to other months is added.
    """
    visible = [item for item in snapshots.all(SOURCE) if item.countries is None or country in item.countries]
    used = _in_force(visible)
    if not used:
        return None
    parts: list[pd.DataFrame] = []
    for vintage in used:
        rows = vintage.frame[vintage.frame["country"] == country]
        rows = rows.assign(month=months.ordinals(rows["date_end"]), release=vintage.version)
        first, last = _span(vintage)
        parts = [part[(part["month"] < first) | (part["month"] > last)] for part in parts] + [rows]
    frame = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    if len(parts) > 1:
        frame = frame.drop_duplicates("id", keep="last", ignore_index=True)
    return _events(frame, used, snapshots.as_of)


@memo.last(64)
def summed(snapshots: Snapshots, country: str) -> Events | None:
    """The sums of a country by month and type: newest annual vintage, and of each later year the newest of candidates.

    None where no visible vintage covers the country; a covered one without a row had no event in the months covered.
    """
    used = _in_force([item for item in snapshots.all(SUMMED) if item.countries is None or country in item.countries])
    if not used:
        return None
    parts = [vintage.frame[vintage.frame["country"] == country].assign(release=vintage.version) for vintage in used]
    frame = pd.concat(parts, ignore_index=True)
    return _events(frame.assign(month=months.ordinals(frame["period"])), used, snapshots.as_of)


def behind(snapshots: Snapshots, key: str) -> Sequence[Vintage]:
    """The vintages a figure from source ``key`` rests on: every release in force where releases are combined, else the newest."""
    newest = snapshots.newest(key)
    if newest is None:
        return ()
    return _in_force(snapshots.all(key)) if key in (SOURCE, SUMMED) else (newest,)


def _in_force(visible: Sequence[Vintage]) -> list[Vintage]:
    """The newest annual release and the candidates of months after it, without those whose months a later one covers."""
    newest = next((item for item in reversed(visible) if _ANNUAL.fullmatch(item.version)), None)
    after = newest.end if newest else ""
    used = [item for item in visible if item is newest or (not _ANNUAL.fullmatch(item.version) and item.end > after)]
    return [
        item for place, item in enumerate(used)
        if not any(later.start <= item.start and item.end <= later.end for later in used[place + 1 :])
    ]  # fmt: skip


def _events(frame: pd.DataFrame, used: Sequence[Vintage], as_of: str | None) -> Events:
    spans = tuple((*_span(item), not _ANNUAL.fullmatch(item.version)) for item in used)
    return Events(frame, spans, tuple(item.version for item in used), tuple(final_month(item, as_of) for item in used))


def final_month(vintage: Vintage, as_of: str | None) -> int:
    """Number of the last month that an annual release makes final on a day.

    One that stands in for what was known before it was out (``store.read.cut``) tells nothing of finality by its name: then a year is
    final from the day its own annual release was due, 30 June of the next.
    """
    if as_of is None or vintage.published <= as_of:
        return months.ordinal(vintage.end)
    return min(months.december(final_year(as_of)), months.ordinal(vintage.end))


def final_year(day: str) -> int:
    """The last year whose annual release was due by a day."""
    return int(day[:4]) - (1 if day[5:] >= _DUE else 2)


def _span(vintage: Vintage) -> tuple[int, int]:
    return months.ordinal(vintage.start), months.ordinal(vintage.end)
