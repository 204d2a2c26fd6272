"""UCDP GED: single events of organised violence, annual and candidate releases, one row each, no prose.

Three column layouts are read: UCDP's own (annual, candidate, API export), HDX's per-country extract (``best_est``,
``MM/DD/YYYY`` dates, a comma at the end of each record), and UCDP's as a zip file. Files given together are parts of one
release. What is kept are the events of ``SUBJECT.region``; the world's are kept by month (``ucdp_months``). A file read
from the API holds the region only and says so itself (``scan.ASKED``).

The year of an event is the same by ``date_start``, ``date_end`` and UCDP's ``year`` (UCDP splits events at the turn of the
year), so yearly sums do not depend on the choice; months do, and the project dates by ``date_end``.
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
from indicators.subject import SUBJECT

COLUMNS = (
    "id", "country", "date_start", "date_end", "type", "adm1", "adm2", "latitude", "longitude", "where_prec", "date_prec",
    "dyad_id", "dyad", "side_a", "side_b", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high",
    "code_status",
)  # fmt: skip
TYPES = {1: "state_based", 2: "non_state", 3: "one_sided"}

_RECENT, _MANY = 24, 50  # months and events in them after which a year without any is no peace

# Events known to be missing from a file in circulation, by its SHA-256; nothing inside the file shows it.
_LOST = {"b1b3753266f64de2cd840c61b142c75795bec7bfd126ba724a7c4222690055be": 2}

_TEXT = ("adm1", "adm2", "dyad", "side_a", "side_b", "code_status")
_DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high")


def parse(paths: Sequence[Path], version: str | None = None, published: str | None = None) -> tuple[Vintage, ...]:
    """One vintage from the files of one release; columns COLUMNS, sorted by ``date_end`` and ``id``.

    ``countries`` of the vintage are those of the region that the files vouch for: the ones with an event in them, all of
    the region where a file covers the world. Raises SourceError for anything that is not a GED file, for a cell out of
    range, for parts that contradict each other, for files without any event of the region.
    """
    if not paths:
        raise SourceError("ucdp_ged: no file given. Give a GED CSV with --from-file ucdp_ged=PATH.")
    for path in paths:
        ucdp_cuts.refuse_harvest(path)
        ucdp_cuts.refuse_cut(path)
    release = ucdp_versions.release(paths, version, published)
    frames, others, total, present, unknown = [], 0, 0, set[str](), set[str]()
    for path in paths:
        frame, found = _read(path, release)
        frames.append(frame)
        others += len(found.world) - len(found.region)
        total += len(found.world)
        present |= _vouched(found)
        unknown.update(found.unknown)
    if not present or all(frame.empty for frame in frames):
        raise SourceError(
            f"{paths[0].name}: holds no event of {SUBJECT.name.en} or its neighbours ({others:,} of other countries). "
            "Import the world file or those countries' extracts."
        )
    frame, repeated = _join(paths, frames)
    _refuse_silence(paths[0], frame, release)
    frame, quality = _order_bounds(frame)
    quality = [*_describe(frame), *quality, ucdp_scan.unknown_columns(sorted(unknown))]
    if repeated:
        quality.append(Quality("repeated_record", repeated, "The same event stands in several parts; kept once.", "left_out"))
    if others:
        told = "Events of countries outside the region are not kept one by one."
        quality.append(Quality("outside_region", others, told, "left_out"))
    inputs = tuple((path.name, reading.sha256(path)) for path in paths)
    lost = sum(_LOST.get(digest, 0) for _, digest in inputs)
    quality.append(Quality("lost_records", lost, "Absent: the file was repaired from a damaged copy of UCDP's; not replaced."))
    return (
        Vintage(
            source="ucdp_ged", version=release.version, published=release.published, published_basis=release.basis,
            start=release.start, end=release.end, countries=tuple(sorted(present)), frame=frame,
            quality=tuple(item for item in quality if item.count),
            inputs=inputs, records=Records(total, len(frame)),
        ),
    )  # fmt: skip


def _refuse_silence(path: Path, frame: pd.DataFrame, release: ucdp_versions.Release) -> None:
    """Refuse events that end more than a year before the release they are taken for: the year would be stored as one of peace."""
    last = months.ordinal(str(frame["date_end"].max()))
    recent = int((months.ordinals(frame["date_end"]) > last - _RECENT).sum())
    if months.ordinal(release.end) - last >= 12 and recent >= _MANY:
        raise SourceError(
            f"{path.name}: the last event is of {months.period(last)}, release {release.version} reaches {release.end}, and "
            f"{recent} events lie in the two years before. It is an earlier release: correct --vintage."
        )


def _read(path: Path, release: ucdp_versions.Release) -> tuple[pd.DataFrame, ucdp_scan.Scan]:
    """The region's events of one file, checked and typed, and the file's whole content."""
    found = ucdp_scan.scan(path)
    ucdp_scan.refuse_other_release(path, found.world, release)
    if found.region.empty:
        return pd.DataFrame(columns=list(COLUMNS)), found
    return _typed(path, found.region, release), found


def _vouched(found: ucdp_scan.Scan) -> set[str]:
    """Countries of the region a file is complete for: all if it covers the world, else those it was requested for."""
    present = set(found.world["country"].unique())
    if len(present) >= ucdp_scan.WHOLE_WORLD:
        return set(SUBJECT.region)
    return (present | set(found.asked)) & set(SUBJECT.region)


def _typed(path: Path, chunk: pd.DataFrame, release: ucdp_versions.Release) -> pd.DataFrame:
    """Text columns of the region's records as dates, integers, numbers and tidy text; refused at the first bad cell."""
    out = pd.DataFrame({"country": chunk["country"].astype(str)}, index=chunk.index)
    out["id"] = ucdp_scan.whole(path, chunk, "id", 1, 10**12)
    out["dyad_id"] = ucdp_scan.whole(path, chunk, "dyad_id", 0, 10**9)
    out["type"] = ucdp_scan.whole(path, chunk, "type", 1, 3).map(TYPES).astype(str)
    out["where_prec"] = ucdp_scan.whole(path, chunk, "where_prec", 1, 7)
    out["date_prec"] = ucdp_scan.whole(path, chunk, "date_prec", 1, 5)
    for column in _DEATHS:
        out[column] = ucdp_scan.whole(path, chunk, column, 0, ucdp_scan.MOST_DEATHS)
    out["latitude"] = reading.numbers(path, chunk, "latitude", low=-90, high=90)
    out["longitude"] = reading.numbers(path, chunk, "longitude", low=-180, high=180)
    for column in _TEXT:
        out[column] = chunk[column].str.replace(r"\s+", " ", regex=True).str.strip()
    for column in ("dyad", "side_a", "side_b", "code_status"):
        reading.refuse(path, chunk, column, out[column] == "", "a name")
    out["date_start"], out["date_end"] = (ucdp_scan.days(path, chunk, name) for name in ("date_start", "date_end"))
    reading.refuse(path, chunk, "date_end", out["date_end"] < out["date_start"], "a day not before date_start")
    outside = (out["date_end"].str.slice(0, 7) < "1989-01") | (out["date_start"].str.slice(0, 7) > release.end)
    reading.refuse(path, chunk, "date_start", outside, f"a day of UCDP {release.version} (1989 to {release.end})")
    year = reading.years(path, chunk, "year", low=1989)
    first, last = (out[column].str.slice(0, 4).astype("int64") for column in ("date_start", "date_end"))
    reading.refuse(path, chunk, "year", (year < first) | (year > last), "the year of the event's dates")
    return out[list(COLUMNS)]


def _join(paths: Sequence[Path], frames: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, int]:
    """All parts concatenated in final order without repeated events, and the number of identical repetitions."""
    frame = pd.concat([item for item in frames if not item.empty], ignore_index=True)
    distinct = frame.drop_duplicates()
    twice = distinct["id"].duplicated()
    if twice.any():
        event = int(distinct.loc[twice, "id"].iloc[0])
        names = ", ".join(path.name for path in paths)
        raise SourceError(f"event {event} differs between {names}. They are not parts of one release: import one at a time.")
    ordered = distinct.sort_values(["date_end", "id"], ignore_index=True)
    return ordered, len(frame) - len(distinct)


def _order_bounds(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Quality]]:
    """Set ``low`` to the least and ``high`` to the greatest of the three where UCDP contradicts itself, and count; ``best`` stays."""
    above, below = int((frame["best"] > frame["high"]).sum()), int((frame["low"] > frame["best"]).sum())
    three = frame[["best", "low", "high"]]
    ordered = frame.assign(low=three.min(axis=1), high=three.max(axis=1))
    return ordered, [
        Quality("best_above_high", above, "Best is kept, high is raised to the greatest of the three figures.", "changed"),
        Quality("low_above_best", below, "Best is kept, low is lowered to the least of the three figures.", "changed"),
    ]


def _describe(frame: pd.DataFrame) -> list[Quality]:
    """Properties of UCDP's records that a reader should know; nothing is changed."""
    return [
        Quality("best_zero", int((frame["best"] == 0).sum()), "Kept: an event whose best estimate of deaths is 0."),
        Quality("no_adm1", int((frame["adm1"] == "").sum()), "Kept: the region within the country is not known."),
        Quality(
            "country_centroid", int((frame["where_prec"] >= 6).sum()),
            "Kept: where_prec 6 or 7, placed at the country's centre or outside it; never drawn as a place.",
        ),
        Quality(
            "not_clear", int((frame["code_status"] != "Clear").sum()), "Kept: UCDP still checks these records; provisional."
        ),
    ]  # fmt: skip
