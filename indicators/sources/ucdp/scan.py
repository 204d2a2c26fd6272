"""Reads a GED file, annual or candidate, once: the region's records as text, and a few numeric columns of all records.

The events of the region (``ucdp_ged``) and the months of the world (``ucdp_months``) come out of the same 274 MB; both
importers ask here and the second gets what the first read, as long as the file has the same bytes. Files above 50 MB are
read as a stream, 50,000 records at a time, so that memory stays below that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pandas as pd

from indicators import countries, months
from indicators.model import Quality, SourceError
from indicators.sources import reading
from indicators.sources.ucdp import archive as ucdp_archive
from indicators.sources.ucdp import versions as ucdp_versions
from indicators.subject import SUBJECT

ASKED = "asked"  # a column this project adds to what the API answered: country numbers of the question, joined by |
ALIASES = {
    "country": "country_name", "type_of_violence": "type", "adm_1": "adm1", "adm_2": "adm2", "dyad_new_id": "dyad_id",
    "dyad_name": "dyad", "best_est": "best", "low_est": "low", "high_est": "high",
}  # fmt: skip
NEEDED = (
    "id", "date_start", "date_end", "type", "adm1", "adm2", "latitude", "longitude", "where_prec", "date_prec", "dyad_id",
    "dyad", "side_a", "side_b", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high",
    "code_status", "country_name", "country_id", "year",
)  # fmt: skip
KNOWN = frozenset((
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa",
    "gwnob", "best_est", "high_est", "low_est",
))  # fmt: skip
WORLD = ("id", "country", "month", "type", "best", "low", "high", "civilians")
WHOLE_WORLD = 20  # a file with events of this many countries is not an extract, and vouches for every country
MOST_DEATHS = 1_000_000  # in one event; the most UCDP has (Rwanda, Srebrenica, Tigray) is below
CIVILIANS, GOVERNMENT = "Civilians", "Government of "  # how UCDP writes the one, and begins the other
_STREAMED = 50_000_000  # bytes; above, a file is never whole in memory
_RECORDS = 50_000
_AMERICAN = r"[0-9]{2}/[0-9]{2}/[0-9]{4} 00:00:00"
_PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_MAY_DIFFER = 0.01
_REMEDY = "Download the file again and import it as downloaded."
_LOCK = Lock()


@dataclass(frozen=True)
class _File:
    """A file to read; the same name and bytes give the same content and the same messages, wherever it lies."""

    path: Path = field(compare=False)
    name: str
    digest: str


@dataclass(frozen=True)
class Scan:
    """What one file holds.

    ``region`` are the records of ``SUBJECT.region`` as text (columns NEEDED and ``country``, an ISO3 code), ``world`` all
    records (columns WORLD: ``month`` the number of the month of ``date_end``, ``type`` 1 to 3, deaths as UCDP gives them);
    both are indexed by the record's position. ``asked`` are the countries the file answers for where it says so;
    ``unknown`` are columns that UCDP's description does not have.
    """

    region: pd.DataFrame = field(repr=False)
    world: pd.DataFrame = field(repr=False)
    asked: tuple[str, ...]
    unknown: tuple[str, ...]


def scan(path: Path) -> Scan:
    """The content of a GED file, CSV or zip; raises SourceError for anything else and for a bad cell, by record and column."""
    with _LOCK:  # two importers side by side: the second waits and finds it read
        return _scan(_File(path, path.name, reading.sha256(path)))


@lru_cache(maxsize=16)
def _scan(file: _File) -> Scan:
    path = file.path
    regions, worlds, asked, written = [], [], set[str](), set[str]()
    unknown = tuple(item for item in _header(path) if item and item not in KNOWN and item != ASKED)
    for chunk in _chunks(path):
        country = _countries(path, chunk)
        worlds.append(_figures(path, chunk, country))
        written.update(chunk["date_start"], chunk["date_end"])
        inside = country.isin(SUBJECT.region)
        if inside.any():
            regions.append(chunk[inside].assign(country=country[inside]))
        if ASKED in chunk:
            asked.update(number for cell in chunk[ASKED].unique() for number in cell.split("|"))
    _refuse_ambiguous(path, written)
    world = pd.concat(worlds)
    reading.unique(path, world, ["id"])
    region = pd.concat(regions).astype(str) if regions else pd.DataFrame(columns=[*NEEDED, "country"])
    named = {iso3 for number in asked if number.isdecimal() and (iso3 := countries.iso3_of_gw(int(number)))}
    return Scan(region, world, tuple(sorted(named)), unknown)


def refuse_other_release(path: Path, world: pd.DataFrame, release: ucdp_versions.Release) -> None:
    """Raise SourceError where a file cannot be the release it is taken for.

    No event ends more than a month after the release does (one that began in its last days may end in the next month), none
    before 1989; and a file of the world has an event in the release's last month.
    """
    last = months.ordinal(release.end)
    outside = (world["month"] > last + 1) | (world["month"] < months.ordinal(ucdp_versions.FIRST_MONTH))
    if outside.any():
        shown = world[outside].assign(date_end=months.periods(world.loc[outside, "month"]))
        every = pd.Series(True, index=shown.index)
        reading.refuse(path, shown, "date_end", every, f"a day of UCDP {release.version} (1989 to {release.end})")
    if world["country"].nunique() >= WHOLE_WORLD and not (world["month"] == last).any():
        raise SourceError(
            f"{path.name}: holds no event of {release.end}, the last month of release {release.version}: another release, or cut "
            "short. Download the file again, or correct --vintage."
        )


def unknown_columns(names: Sequence[str]) -> Quality:
    """What is reported of columns UCDP's description does not have."""
    listed = ", ".join(name[:30] for name in names[:5])
    return Quality("unknown_column", len(names), f"Ignored: columns that are new to this project ({listed}).")


def _header(path: Path) -> list[str]:
    if ucdp_archive.checked(path) <= _STREAMED:
        text = reading.read_bytes(path, archive=True)[:200_000].decode("utf-8", "ignore")
    else:
        with ucdp_archive.opened(path) as stream:
            text = stream.read(200_000).decode("utf-8", "ignore")
    return reading.header(text, path.name)


def _chunks(path: Path) -> Iterator[pd.DataFrame]:
    """Frames of text columns (dtype object), indexed by the record's position in the file."""
    if ucdp_archive.checked(path) <= _STREAMED:
        yield from reading.read_chunks(
            path, NEEDED, optional=(ASKED,), aliases=ALIASES, table="UCDP GED file", archive=True, size=_RECORDS
        )
        return
    names = [ALIASES.get(item, item) for item in _header(path)]
    missing = [item for item in NEEDED if item not in names]
    if missing:
        raise SourceError(
            f"{path.name}: not a UCDP GED file: column {missing[0]!r} is missing. Check that the file belongs to this source."
        )
    with ucdp_archive.opened(path) as stream:
        reading.refuse_ragged(path.name, stream)
    with ucdp_archive.opened(path) as stream:
        try:
            with pd.read_csv(
                stream, header=0, names=names, usecols=list(NEEDED), dtype=object, keep_default_na=False, na_values=[],
                index_col=False, engine="c", on_bad_lines="error", low_memory=False, encoding="utf-8-sig",
                chunksize=_RECORDS,
            ) as reader:  # fmt: skip
                yield from reader
        except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise SourceError(f"{path.name}: broken CSV ({ucdp_archive.one_line(error)}). Download the file again.") from error
        except UnicodeError as error:
            raise SourceError(f"{path.name}: not utf-8 text. Import the publisher's own file.") from error


def _countries(path: Path, chunk: pd.DataFrame) -> pd.Series:
    """ISO3 code of every record by UCDP's number; unknown numbers, and names of the region beside others, are refused."""
    pairs = chunk[["country_id", "country_name"]].drop_duplicates()
    known: dict[str, str] = {}
    for number, name in pairs.itertuples(index=False):
        text = number.strip()
        iso3 = countries.iso3_of_gw(int(text)) if text.isascii() and text.isdigit() and len(text) < 5 else None
        named = countries.iso3_of_name(name)
        if iso3 is None:
            reading.refuse(path, chunk, "country_id", chunk["country_id"] == number, "a country number of UCDP")
        elif named != iso3 and (named in SUBJECT.region or iso3 in SUBJECT.region):
            wrong = (chunk["country_id"] == number) & (chunk["country_name"] == name)
            reading.refuse(path, chunk, "country_name", wrong, f"the name of country {text}")
        else:
            known[number] = iso3
    return chunk["country_id"].map(known)


def _figures(path: Path, chunk: pd.DataFrame, country: pd.Series) -> pd.DataFrame:
    parts = [whole(path, chunk, column, 0, MOST_DEATHS) for column in _PARTS]
    deaths = {
        name: whole(path, chunk, column, 0, MOST_DEATHS).astype("int32")
        for name, column in (("best", "best"), ("low", "low"), ("high", "high"), ("civilians", "deaths_civilians"))
    }
    _refuse_unequal(path, chunk, country, deaths["best"] != pd.concat(parts, axis=1).sum(axis=1))
    kind = whole(path, chunk, "type", 1, 3).astype("int8")
    _refuse_sides(path, chunk, country, kind)
    return pd.DataFrame(
        {
            "id": whole(path, chunk, "id", 1, 10**12), "country": country.astype("category"), "month": _months(path, chunk),
            "type": kind, **deaths,
        },
        index=chunk.index,
    )  # fmt: skip


def _refuse_unequal(path: Path, chunk: pd.DataFrame, country: pd.Series, unequal: pd.Series) -> None:
    """Refuse best figures that are not the sum of their four parts, which they are by definition: a column is another one.

    So it is in each of the 5,000 events of the region at hand. Of other countries, whose events were not at hand, one in a
    hundred may differ.
    """
    reading.refuse(path, chunk, "best", _refused(unequal, country), f"the sum of {', '.join(_PARTS)}")


def _refused(odd: pd.Series, country: pd.Series) -> pd.Series:
    """Of odd records those to refuse: every one of the region; of other countries, where they are more than one in a hundred."""
    return odd if odd.mean() > _MAY_DIFFER else odd & country.isin(SUBJECT.region)


def _refuse_sides(path: Path, chunk: pd.DataFrame, country: pd.Series, kind: pd.Series) -> None:
    """Refuse parties that cannot be of the type beside them, as where types are exchanged: UCDP defines the three by who fights.

    In one-sided violence, and in no other type, the second side are civilians. In state-based violence the first is a government,
    except in records that UCDP still checks, and in non-state violence neither is. So it is in each of the 5,153 events at hand.
    """
    one, other = (chunk[name].str.strip() for name in ("side_a", "side_b"))
    government = one.str.startswith(GOVERNMENT).astype(bool)
    checked = chunk["code_status"].str.strip() == "Clear"
    civilians = (other == CIVILIANS) != (kind == 3)
    reading.refuse(
        path, chunk, "side_b", _refused(civilians, country), f"{CIVILIANS} in one-sided violence, and in no other type"
    )
    armed = (kind == 2) & (government | other.str.startswith(GOVERNMENT).astype(bool))
    reading.refuse(path, chunk, "side_a", _refused(armed, country), "two parties without a government in non-state violence")
    stateless = (kind == 1) & ~government & checked
    reading.refuse(path, chunk, "side_a", _refused(stateless, country), f"{GOVERNMENT}... in state-based violence")


def _refuse_ambiguous(path: Path, written: set[str]) -> None:
    """Raise SourceError where HDX's order of month and day cannot be told from the dates themselves, or is not kept throughout."""
    american = sorted(day for day in written if re.fullmatch(_AMERICAN, day.strip()))
    if american and len(american) < len(written):
        raise SourceError(f"{path.name}, column date_start: dates in two forms, {american[0][:10]} and others. {_REMEDY}")
    if american and all(day.strip()[3:5] <= "12" for day in american):
        raise SourceError(
            f"{path.name}, column date_start: no day above 12 tells whether {american[0][:10]} is month/day or day/month. "
            "Write dates as YYYY-MM-DD, or import UCDP's own file."
        )


def _months(path: Path, chunk: pd.DataFrame) -> pd.Series:
    """Month number of ``date_end``; each day is read once, since they repeat."""
    codes, written = pd.factorize(chunk["date_end"])
    once = pd.DataFrame({"date_end": pd.Series(written, dtype=object)})
    try:
        found = months.ordinals(days(path, once, "date_end")).to_numpy(dtype="int32")
    except SourceError:
        days(path, chunk, "date_end")  # names the record
        raise
    return pd.Series(found[codes], index=chunk.index)


def whole(path: Path, chunk: pd.DataFrame, column: str, low: int, high: int) -> pd.Series:
    """A text column as whole numbers (int64) from ``low`` to ``high``; SourceError with the first bad record."""
    values = pd.to_numeric(chunk[column], errors="coerce")
    # `reading.numbers` looks at every cell as text: twenty times slower, and needed only where something is wrong or odd
    if values.dtype == "int64" and ((values >= low) & (values <= high)).all():
        return values
    return reading.numbers(path, chunk, column, low=low, high=high, whole=True).astype("int64")


def days(path: Path, chunk: pd.DataFrame, column: str) -> pd.Series:
    """ISO days of ``2022-03-26``, with a midnight behind it in any of UCDP's ways, or of HDX's ``03/26/2022 00:00:00``."""
    text = chunk[column].str.strip()
    american = text.str.fullmatch(_AMERICAN).astype(bool)
    day = text.str.replace(r"[ T]00:00:00(\.0+)?Z?$", "", regex=True)
    iso = day.where(~american, day.str.slice(6, 10) + "-" + day.str.slice(0, 2) + "-" + day.str.slice(3, 5))
    valid = (
        iso.str.fullmatch(r"[12]\d{3}-\d\d-\d\d").astype(bool) & pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce").notna()
    )
    reading.refuse(path, chunk, column, ~valid, "a day (YYYY-MM-DD, or HDX's MM/DD/YYYY 00:00:00)")
    return iso
