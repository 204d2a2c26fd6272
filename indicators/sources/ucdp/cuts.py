"""Second-hand files of UCDP's candidate events: the cut of seven columns, which is taken, and partial harvests, which never are.

The cut (``id, conflict_new_id, conflict_name, country, best, type_of_violence, date``) was made by a third party from UCDP's
consolidated candidate file of a year. It tells country, type and best figure, and no place, actor, bound or deaths of civilians:
it feeds ``ucdp_months`` and nothing else. What a reader must know:

- ``low`` and ``high`` stay empty; whoever measures applies bounds of his own (``dimensions.conflict.deaths``). ``civilians`` is
  known in one-sided violence only and is empty in the other two types, so that a sum of it is a floor.
- An event has one day, taken as its first: one that spans two months counts in the first here, in the last everywhere else.
- Nothing proves that the cut left no event out. It vouches only for the countries that have an event in it, and its version
  begins with ``cut-``, so that UCDP's own file of the same number stands after it and replaces it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from indicators import countries, months, strict
from indicators.model import Quality, Records, SourceError, Vintage
from indicators.sources import reading
from indicators.sources.ucdp import scan as ucdp_scan
from indicators.sources.ucdp import versions as ucdp_versions

COLUMNS = ("id", "conflict_new_id", "conflict_name", "country", "best", "type_of_violence", "date")
_HARVESTED = {"first_seen", "last_seen", "low_as_stored", "high_as_stored"}
_TYPES = {1: "state_based", 2: "non_state", 3: "one_sided"}
_KEY = ["country", "period", "type"]


def is_cut(path: Path) -> bool:
    """Whether a file has the seven columns of the cut and no other."""
    return sorted(_head(path)) == sorted(COLUMNS)


def refuse_harvest(path: Path) -> None:
    """Raise SourceError for a partial harvest of UCDP's API, which must never be summed or stored."""
    found = sorted(_HARVESTED & set(_head(path)))
    if found:
        raise SourceError(
            f"{path.name}: a partial harvest of UCDP's API (column {found[0]}), not a release; its sums would be too low. "
            "It is for looking at single events. Import UCDP's own candidate file of the month."
        )


def refuse_cut(path: Path) -> None:
    """Raise SourceError where the cut is given as events."""
    if is_cut(path):
        raise SourceError(
            f"{path.name}: seven columns without place, bounds and actors are no events. Import it with ucdp_months={path.name}."
        )


def vintage(path: Path, version: str | None, published: str | None) -> Vintage:
    """The months of the cut, columns of ``ucdp_months``, sorted; ``low``, ``high`` and most of ``civilians`` empty.

    Raises SourceError for another release than a consolidated candidate, an unknown country, a day outside the release, an
    event that stands twice, a file of few countries or without an event of the release's last month.
    """
    release = ucdp_versions.release([path], version, published)
    if not ucdp_versions.is_consolidated(release.version):
        raise SourceError(f"{path.name}: {release.version} is no year of candidates (25.01.25.12). Correct --vintage.")
    events = _events(path, release)
    sums = events.groupby(["country", "month", "type"], as_index=False)["best"].sum()
    one_sided = sums["type"] == "one_sided"
    tidy = sums.assign(
        period=months.periods(sums["month"]), low=pd.array([pd.NA] * len(sums), dtype="Int64"),
        high=pd.array([pd.NA] * len(sums), dtype="Int64"), civilians=sums["best"].astype("Int64").where(one_sided),
    )  # fmt: skip
    frame = tidy[["country", "period", "type", "best", "low", "high", "civilians"]].sort_values(_KEY, ignore_index=True)
    return Vintage(
        source="ucdp_months", version=f"cut-{release.version}", published=release.published, published_basis=release.basis,
        start=release.start, end=release.end, countries=tuple(sorted(events["country"].unique())), frame=frame,
        quality=_quality(events, frame), inputs=((path.name, reading.sha256(path)),), lacks=("low", "high", "civilians"),
        records=Records(len(events), len(events)),
    )  # fmt: skip


def _events(path: Path, release: ucdp_versions.Release) -> pd.DataFrame:
    """Columns country, month (number), type, best: one row an event, checked."""
    raw = reading.read_csv(path, COLUMNS, table="cut of UCDP's candidate events")
    raw = raw.assign(id=raw["id"].str.strip().str.replace(r"\.0$", "", regex=True))
    ucdp_scan.whole(path, raw, "id", 1, 10**12)
    reading.unique(path, raw, ["id"])
    known = {name: countries.iso3_of_name(name) for name in raw["country"].unique()}
    country = raw["country"].map(known)
    reading.refuse(path, raw, "country", country.isna(), "a country known here")
    day = ucdp_scan.days(path, raw, "date")
    period = day.str.slice(0, 7)
    outside = (period < release.start) | (period > release.end)
    reading.refuse(path, raw, "date", outside, f"a day of UCDP {release.version} ({release.start} to {release.end})")
    if country.nunique() < ucdp_scan.WHOLE_WORLD or not (period == release.end).any():
        raise SourceError(
            f"{path.name}: events of {country.nunique()} countries to {period.max()}; a cut of {release.version} has at least "
            f"{ucdp_scan.WHOLE_WORLD} and reaches {release.end}. The file is cut short: download it again."
        )
    kind = ucdp_scan.whole(path, raw, "type_of_violence", 1, 3)
    _refuse_names(path, raw, kind)
    return pd.DataFrame(
        {
            "country": country.astype(str), "month": months.ordinals(day),
            "type": kind.map(_TYPES).astype(str),
            "best": ucdp_scan.whole(path, raw, "best", 0, ucdp_scan.MOST_DEATHS).astype("int64"),
        }
    )  # fmt: skip


def _refuse_names(path: Path, raw: pd.DataFrame, kind: pd.Series) -> None:
    """Refuse conflicts that cannot be of the type beside them, as where types are exchanged.

    The names of one-sided violence, and no other, end in civilians; those over a government or a territory have a colon
    (``Pakistan: Government``), which no name of non-state violence has. So it is in each of the 28,396 events of the file of 2025.
    """
    name = raw["conflict_name"].str.strip()
    civilians = name.str.endswith(f" - {ucdp_scan.CIVILIANS}").astype(bool)
    wrong = (civilians != (kind == 3)) | ((kind == 2) & name.str.contains(": ", regex=False).astype(bool))
    reading.refuse(path, raw, "type_of_violence", wrong, "the type that the conflict's name is of")


def _quality(events: pd.DataFrame, frame: pd.DataFrame) -> tuple[Quality, ...]:
    lines = (
        Quality(
            "second_hand", len(events),
            "Events cut by a third party from UCDP's file; nothing proves that none was left out. Provisional. Countries without "
            "an event in it are not covered.",
        ),
        Quality(
            "one_day", len(events),
            "The file gives one day, taken as the first: an event that spans two months counts in the month it began.",
        ),
        Quality("no_bounds", len(frame), "Low and high are empty: the file gives the best figure only."),
        Quality(
            "no_civilians", int(frame["civilians"].isna().sum()),
            "Civilians is empty outside one-sided violence, where the file does not tell them: a sum of it is a floor.",
        ),
        Quality("best_zero", int((events["best"] == 0).sum()), "Kept: an event whose best estimate of deaths is 0."),
    )  # fmt: skip
    return tuple(line for line in lines if line.count)


def _head(path: Path) -> list[str]:
    """Column names in a file's first line; empty if it cannot be read, which ``parse`` then reports."""
    try:
        with strict.opened(path) as handle:
            line = handle.readline(4096).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    try:
        return next(csv.reader([line.strip()]), [])
    except csv.Error:
        return []
