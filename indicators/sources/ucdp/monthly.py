"""Deaths in organised violence of the whole world by country, month and type, summed from UCDP's own events.

A source of its own beside ``ucdp_totals`` because it says more (three types, bounds, civilians) and rests on nobody's
summing but ours: an event counts in the month of its ``date_end``, as everywhere in the project, events that span two months
are not lost, and a zero stands only where UCDP covers and says nothing. Where both reach, this one is used.

A third party's cut of one year's candidates is taken where UCDP's own file is not at hand (``cuts`` says what it lacks).

An annual release is one vintage, from 1989 on. The candidates of a year are another, January to the newest month, merged by
event number: the consolidated release, then the monthly ones after it, the later one winning both for an event it repeats
and for the month it is about. Each vintage is a function of its own files alone, so that it never has to be restated when
another comes out; hence candidates' events of months before their year are left out and counted (the annual release has
those months), and an event that moved over the turn of a year is in both until the next annual release.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators import months
from indicators.model import Quality, Records, SourceError, Vintage
from indicators.sources import reading
from indicators.sources.ucdp import cuts as ucdp_cuts
from indicators.sources.ucdp import scan as ucdp_scan
from indicators.sources.ucdp import versions as ucdp_versions

COLUMNS = ("country", "period", "type", "best", "low", "high", "civilians")
_TYPES = {1: "state_based", 2: "non_state", 3: "one_sided"}
_KEY = ["country", "period", "type"]

Read = tuple[ucdp_versions.Release, Path]


def parse(paths: Sequence[Path], version: str | None = None, published: str | None = None) -> tuple[Vintage, ...]:
    """Vintages of the releases given: one of each annual release, one of each year's candidates; columns COLUMNS, sorted.

    A country-month without a row inside ``start`` to ``end`` had no event. ``version`` and ``published`` name a single file;
    beside several, ``published`` dates the annual one, whose day the calendar may not know. Raises SourceError for a file
    that is not a GED release of the world, for the same release twice, for candidates that leave a month out, for a partial
    harvest.
    """
    if not paths:
        raise SourceError("ucdp_months: no file given. Give a global GED file with --from-file ucdp_months=PATH.")
    for path in paths:
        ucdp_cuts.refuse_harvest(path)
    if any(ucdp_cuts.is_cut(path) for path in paths):
        if len(paths) > 1:
            raise SourceError("ucdp_months: a cut of seven columns joins no other file. Import it alone.")
        return (ucdp_cuts.vintage(paths[0], version, published),)
    if version and len(paths) > 1:
        raise SourceError(
            "ucdp_months: --vintage applies to one file, several were given. Omit it: the file names state the release."
        )
    read = [(_release(path, version, published), path) for path in paths]
    numbers = [release.version for release, _ in read]
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    if twice:
        raise SourceError(f"ucdp_months: release {twice} is in two files. Import one of them.")
    annual = [[item] for item in read if ucdp_versions.is_annual(item[0].version)]
    by_year: dict[str, list[Read]] = {}
    for item in read:
        if not ucdp_versions.is_annual(item[0].version):
            by_year.setdefault(item[0].start[:4], []).append(item)
    vintages = [_vintage(files) for files in (*annual, *(_whole_year(files) for files in by_year.values()))]
    return tuple(sorted(vintages, key=lambda item: (item.published, item.end)))


def _release(path: Path, version: str | None, published: str | None) -> ucdp_versions.Release:
    number = version or ucdp_versions.in_name(path.name)
    dated = published if version or (number and ucdp_versions.is_annual(number)) else None
    return ucdp_versions.release([path], version, dated)


def _whole_year(files: Sequence[Read]) -> list[Read]:
    """Candidates of one year in order; SourceError where they do not follow each other from January on."""
    ordered = sorted(files, key=lambda item: (item[0].end, item[0].start))
    expected = months.ordinal(f"{ordered[0][0].start[:4]}-01")
    for release, path in ordered:
        if months.ordinal(release.start) > expected:
            raise SourceError(
                f"{path.name}: {months.period(expected)} is missing before it. Import all candidate releases of the year "
                "together: the consolidated one and every monthly one after it."
            )
        expected = max(expected, months.ordinal(release.end) + 1)
    return ordered


def _vintage(files: Sequence[Read]) -> Vintage:
    parts: list[pd.DataFrame] = []
    unknown: set[str] = set()
    total = 0
    for release, path in files:
        found = ucdp_scan.scan(path)
        ucdp_scan.refuse_other_release(path, found.world, release)
        if found.asked or found.world["country"].nunique() < ucdp_scan.WHOLE_WORLD:
            raise SourceError(f"{path.name}: has too few countries. Import UCDP's global file.")
        unknown.update(found.unknown)
        first, last = months.ordinal(release.start), months.ordinal(release.end)
        parts = [part[(part["month"] < first) | (part["month"] > last)] for part in parts]
        parts.append(found.world.astype({"country": str}))
        total += len(found.world)
    joined = pd.concat(parts, ignore_index=True)
    events = joined.drop_duplicates("id", keep="last")
    start, end = files[0][0].start, files[-1][0].end
    inside = events[events["month"].between(months.ordinal(start), months.ordinal(end))]
    newest = files[-1][0]
    quality = (
        Quality("superseded", total - len(joined), "Left out: events of months that a later release tells anew.", "left_out"),
        Quality(
            "repeated_record", len(joined) - len(events), "An event in several releases: the latest one's is kept.", "left_out"
        ),
        Quality("outside_span", len(events) - len(inside), "Left out: events of months another release covers.", "left_out"),
        ucdp_scan.unknown_columns(sorted(unknown)),
    )
    return Vintage(
        source="ucdp_months", version=_version(files), published=newest.published, published_basis=newest.basis, start=start,
        end=end, countries=None, frame=_sums(inside), quality=tuple(item for item in quality if item.count),
        inputs=tuple((path.name, reading.sha256(path)) for _, path in files), records=Records(total, len(inside)),
    )  # fmt: skip


def _version(files: Sequence[Read]) -> str:
    """The newest release, behind the consolidated one it stands on: another base gives other figures, so another name."""
    names = [release.version for release, _ in files]
    based = [name for name in names[:1] if ucdp_versions.is_consolidated(name) and len(names) > 1]
    return "-".join([*based, names[-1]])


def _sums(events: pd.DataFrame) -> pd.DataFrame:
    """Events summed by country, month and type; bounds in order within each event, as in ``ucdp_ged``."""
    three = events[["best", "low", "high"]]
    counted = events.assign(
        low=three.min(axis=1), high=three.max(axis=1), civilians=events["civilians"].where(events["type"] != 3, events["best"]),
    )  # fmt: skip
    sums = counted.groupby(["country", "month", "type"], as_index=False)[["best", "low", "high", "civilians"]].sum()
    tidy = sums.assign(period=months.periods(sums["month"]), type=sums["type"].map(_TYPES).astype(str))
    figures = dict.fromkeys(("best", "low", "high", "civilians"), "int64")
    return tidy.astype(figures)[list(COLUMNS)].sort_values(_KEY, ignore_index=True)
