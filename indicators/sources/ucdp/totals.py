"""Deaths in organised violence by country and month, aggregated by a third party from UCDP's events.

Two files: the wide one (a record a month-end, a column a country) and the long one of vintages (``vintage, month, country,
best``), the same series as it stood on several days. What a reader must know: all three types together, ``best`` only;
events that span two months are dropped (the subject 1990: 350 deaths, 2013: 108); a zero stands where a country is absent from the
events; the months after the annual release in use (from 2025-01 with GED 25.1) are candidate data and are revised both ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from indicators import countries, months
from indicators.model import Quality, Records, SourceError, Vintage
from indicators.sources import reading
from indicators.sources.ucdp import versions as ucdp_versions

COLUMNS = ("country", "period", "best")
_VINTAGES = ("vintage", "month", "country", "best")
MOST_DEATHS = 1_000_000
_FEWEST = 60  # countries of the wide file, and its months: fewer is another table or a cut one
_ZERO = Quality("zero_or_absent", 0, "A zero may mean that the country is absent from the events; kept as zero.")


def parse(paths: Sequence[Path], version: str | None = None, published: str | None = None) -> tuple[Vintage, ...]:
    """Vintages of both files, oldest first: columns COLUMNS, sorted by country and period, every month of every country.

    The wide file is release ``YY.0.M`` of its last month, out on the 20th of the month after, unless ``version`` and
    ``published`` say otherwise; they concern that file only, since the other dates its vintages itself (the version is the
    day). Raises SourceError for other files, unknown countries, missing months, two vintages of one day.
    """
    if not paths:
        raise SourceError("ucdp_totals: no file given. Give one with --from-file ucdp_totals=PATH.")
    kinds = [(path, _is_long(path)) for path in paths]
    wide = [path for path, long in kinds if not long]
    if len(wide) > 1:
        raise SourceError(f"ucdp_totals: {wide[0].name} and {wide[1].name} are two releases. Import one at a time.")
    if (version or published) and not wide:
        raise SourceError(f"{paths[0].name}: contains the dates of its vintages. Omit --vintage and --published.")
    vintages = [item for path, long in kinds for item in (_long(path) if long else (_wide(path, version, published),))]
    vintages.sort(key=lambda item: (item.published, item.version))
    keys = [(item.version, item.published) for item in vintages]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise SourceError(f"ucdp_totals: vintage {twice[0]} is in two files. Import one of them.")
    return tuple(vintages)


def _is_long(path: Path) -> bool:
    head = reading.header(reading.read_bytes(path)[:200_000].decode("utf-8", "ignore"), path.name)
    return set(_VINTAGES) <= set(head)


def _wide(path: Path, version: str | None, published: str | None) -> Vintage:
    raw = reading.read_bytes(path)
    head = reading.header(raw[:200_000].decode("utf-8", "ignore"), path.name)
    if head[:1] != [""] or len(head) < _FEWEST:
        raise SourceError(
            f"{path.name}: neither country-month file (a column a country, or vintage, month, country, best). Import it as downloaded."
        )
    named = [item for item in head[1:] if item and not item.startswith("Unnamed")]
    unknown = [item for item in named if countries.iso3_of_name(item) is None]
    if unknown:
        raise SourceError(f"{path.name}: column {unknown[0][:40]!r} is not a known country. Check that the file is right.")
    codes = [str(countries.iso3_of_name(item)) for item in named]
    if len(set(codes)) != len(codes):
        raise SourceError(f"{path.name}: two columns are the same country. Import the file as downloaded.")
    spare = [item for item in head[1:] if item.startswith("Unnamed")]
    table = reading.read_csv(path, named, optional=[*spare, "month"], aliases={"": "month"}, table="country-month file")
    period = _month_ends(path, table)
    figures = {code: _deaths(path, table, column) for code, column in zip(codes, named, strict=True)}
    for column in spare:
        reading.refuse(path, table, column, _deaths(path, table, column) > 0, "0 in a column without a country")
    if version is None:
        version = f"{int(period.iloc[-1][2:4])}.0.{int(period.iloc[-1][5:7])}"
    release = ucdp_versions.release([path], version, published)
    if release.end != period.iloc[-1]:
        raise SourceError(f"{path.name}: ends {period.iloc[-1]}, release {version} ends {release.end}. Correct --vintage.")
    frame = pd.DataFrame({"period": period, **figures}).melt("period", var_name="country", value_name="best")
    quality = (Quality("unnamed_column", len(spare), "Dropped: a column of zeros without a country's name."),)
    records = Records(len(table), frame["period"].nunique())
    return _vintage(path, version, release.published, release.basis, frame, quality, records)


def _month_ends(path: Path, table: pd.DataFrame) -> pd.Series:
    """YYYY-MM of the month-end days of the first column, which follow each other without a gap."""
    text = table["month"].str.strip()
    reading.refuse(
        path, table, "month", ~text.str.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])-\d\d").astype(bool), "a day YYYY-MM-DD"
    )
    number = months.ordinals(text)
    reading.refuse(path, table, "month", number.diff().fillna(1) != 1, "the month after the record before")
    reading.refuse(path, table, "month", text != number.map(months.last_day), "the last day of a month")
    period = text.str.slice(0, 7)
    if period.iloc[0] != ucdp_versions.FIRST_MONTH or len(period) < _FEWEST:
        raise SourceError(
            f"{path.name}: {len(period)} months from {period.iloc[0]}, expected all from 1989-01. Download again."
        )
    return period


def _deaths(path: Path, table: pd.DataFrame, column: str) -> pd.Series:
    return reading.numbers(path, table, column, low=0, high=MOST_DEATHS, whole=True).astype("int64")


def _long(path: Path) -> tuple[Vintage, ...]:
    table = reading.read_csv(path, _VINTAGES, table="country-month file of vintages")
    day = table["vintage"].str.strip()
    valid = day.str.fullmatch(r"[12]\d{3}-\d\d-\d\d").astype(bool)
    valid &= pd.to_datetime(day, format="%Y-%m-%d", errors="coerce").notna()
    reading.refuse(path, table, "vintage", ~valid, "a day YYYY-MM-DD")
    month = table["month"].str.strip()
    reading.refuse(path, table, "month", ~month.str.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])").astype(bool), "a month YYYY-MM")
    reading.refuse(path, table, "month", month < ucdp_versions.FIRST_MONTH, "a month from 1989-01 on")
    reading.refuse(path, table, "month", month >= day.str.slice(0, 7), "a month before the vintage")
    known = {name: countries.iso3_of_name(name) for name in table["country"].unique()}
    country = table["country"].map(known)
    reading.refuse(path, table, "country", country.isna(), "a country known here")
    tidy = pd.DataFrame({"vintage": day, "country": country.astype(str), "period": month, "best": _deaths(path, table, "best")})
    reading.unique(path, tidy, ["vintage", "country", "period"])
    return tuple(
        _vintage(path, str(when), str(when), "stated", _whole_grid(path, str(when), part), (), Records(len(part), _pairs(part)))
        for when, part in tidy.groupby("vintage", sort=True)
    )


def _pairs(part: pd.DataFrame) -> int:
    return len(part[["country", "period"]].drop_duplicates())


def _whole_grid(path: Path, when: str, part: pd.DataFrame) -> pd.DataFrame:
    """A vintage's rows; raises SourceError if a month of a country is missing, since the file is then incomplete."""
    number = months.ordinals(part["period"])
    expected = (int(number.max()) - int(number.min()) + 1) * part["country"].nunique()
    if expected != len(part):
        raise SourceError(
            f"{path.name}: vintage {when} has {len(part):,} of {expected:,} country-months; the file is cut short or damaged. "
            "Download the file again and import it as downloaded."
        )
    return part


def _vintage(
    path: Path, version: str, published: str, basis: str, frame: pd.DataFrame, quality: tuple[Quality, ...], records: Records
) -> Vintage:  # fmt: skip
    tidy = frame[list(COLUMNS)].sort_values(["country", "period"], ignore_index=True)
    zeros = Quality(_ZERO.rule, int((tidy["best"] == 0).sum()), _ZERO.treatment)
    return Vintage(
        source="ucdp_totals", version=version, published=published,
        published_basis="stated" if basis == "stated" else "given" if basis == "given" else "inferred",
        start=str(tidy["period"].min()), end=str(tidy["period"].max()), countries=tuple(sorted(tidy["country"].unique())),
        frame=tidy, quality=tuple(item for item in (*quality, zeros) if item.count),
        inputs=((path.name, reading.sha256(path)),), records=records,
    )  # fmt: skip
