"""US personnel by country of duty and quarter, as the Defense Manpower Data Center (DMDC) counts them. Context, in no score.

File: a compilation of DMDC's tables (``iso3c, year, month, Total, troops_ad, Total Active Duty, Total Selected Reserve, Total
Civilian, Grand Total`` and others, ``NA`` where a table had no such column). Before September 2008 DMDC's tables have active duty
only, once a year in September; reserve, civilians and total stay empty there. A quarter that DMDC did not publish has no row,
and that is no zero.

It counts people assigned to a country: tens of people, mostly the embassy's guard and attachés. Rotations of special
forces, exercises and contractors are not in it, so it is no measure of the presence of United States forces.

The file tells no day of release. DMDC publishes some two to three months after a quarter's end: the last day of the third month
after stands, that nothing counts as known too early.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from indicators import months
from indicators.model import SNAPSHOT, Field, Licence, Records, Source, Text, Vintage
from indicators.relations import ISO3, Ordered
from indicators.sources import reading, tables
from indicators.sources.tables import Release

_MONTHS = {"March": "03", "June": "06", "September": "09", "December": "12"}
_NEEDED = (
    "iso3c",
    "year",
    "month",
    "troops_ad",
    "Total Active Duty",
    "Total Selected Reserve",
    "Total Civilian",
    "Grand Total",
)
_MOST = 1_000_000  # people in one country; the most, in Viet Nam, were 538,000
_LAG = 3
US_WORK = Licence("other-pd", "Work of the United States government, public domain", "https://www.usa.gov/government-works")


def parse(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The compilation -> one vintage: country, period (the quarter's last month), active_duty, reserve, civilian, total (people).

    Raises SourceError for a month that ends no quarter, two figures of active duty that differ, a total below active duty.
    """
    path = tables.one_file(paths, "US personnel")
    reading.refuse_unfinished(path)
    raw = reading.read_csv(path, _NEEDED, table="compilation of DMDC's personnel tables")
    raw = raw.apply(lambda column: column.str.strip().replace("NA", ""))
    year = reading.years(path, raw, "year", low=1950, high=date.today().year)
    reading.refuse(path, raw, "month", ~raw["month"].isin(list(_MONTHS)), "the last month of a quarter")
    country = tables.to_iso3(path, raw, "iso3c", {}, lambda code: code == "")
    active = _people(path, raw, "troops_ad")
    reading.refuse(path, raw, "troops_ad", active.isna(), "a whole number")
    again = _people(path, raw, "Total Active Duty")
    reading.refuse(path, raw, "Total Active Duty", again.notna() & (again != active), "the same as troops_ad")
    total = _people(path, raw, "Grand Total")
    reading.refuse(path, raw, "Grand Total", total.notna() & (total < active), "at least active duty")
    every = pd.DataFrame(
        {
            "country": country, "period": year.astype(str) + "-" + raw["month"].map(_MONTHS), "active_duty": active.astype("int64"),
            "reserve": _people(path, raw, "Total Selected Reserve").astype("Int64"),
            "civilian": _people(path, raw, "Total Civilian").astype("Int64"), "total": total.astype("Int64"),
        }
    )  # fmt: skip
    frame = every[country.notna()].astype({"country": "str"})
    tables.at_least(path, frame, 1, "rows of a country")
    reading.unique(path, frame, US_PERSONNEL.primary_key)
    end = str(frame["period"].max())
    day = months.last_day(months.ordinal(end) + _LAG)
    release = tables.settle(path, {int(end[:4]): Release(end, day, "inferred")}, int(end[:4]), version, published)
    return (
        Vintage(
            source=US_PERSONNEL.key, version=release.version, published=release.published, published_basis=release.basis,
            start=str(frame["period"].min()), end=end, countries=tuple(sorted(set(frame["country"]))),
            frame=tables.tidy(frame, US_PERSONNEL.columns, US_PERSONNEL.primary_key),
            quality=(
                *tables.left_out(("no_country", int(country.isna().sum()), "Rows without a country's code are left out.")),
                *tables.counted((
                    "active_duty_only", int(frame["total"].isna().sum()),
                    "Tables before 2008 have active duty only: reserve, civilian and total are empty.",
                )),
            ),
            inputs=tables.provenance(path), records=Records(len(raw), len(frame)),
        ),
    )  # fmt: skip


def _people(path: Path, raw: pd.DataFrame, column: str) -> pd.Series:
    return reading.numbers(path, raw, column, low=0, high=_MOST, empty=True, whole=True)


US_PERSONNEL = Source(
    key="us_personnel",
    title=Text(
        "United States personnel by country of duty, quarterly",
        "Personnel des États-Unis par pays d’affectation, chiffres trimestriels",
    ),
    publisher=Text(
        "Defense Manpower Data Center (DMDC), US Department of Defense; compiled by a third party",
        "Defense Manpower Data Center (DMDC), département de la Défense des États-Unis ; compilé par un tiers",
    ),
    url="https://dwp.dmdc.osd.mil/dwp/app/dod-data-reports/workforce-reports",
    licence=US_WORK,
    citation=(
        "Defense Manpower Data Center, Military and Civilian Personnel by Service/Agency by State/Country, quarterly. US Department "
        "of Defense."
    ),
    cadence="quarterly",
    coverage=(
        "the countries in the file, yearly from 1961 with gaps, by quarter from 2013 with gaps; people assigned there, without "
        "rotations of special forces and contractors; in no score"
    ),
    credentials="none",
    lag_months=_LAG,
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code of the country of duty", pattern=ISO3),
        Field("period", "yearmonth", "Last month of the quarter; the count is of its last day"),
        Field("active_duty", "integer", "Military personnel on active duty, people (a stock)", minimum=0, maximum=_MOST),
        Field(
            "reserve",
            "integer",
            "Selected reserve and National Guard, people (a stock)",
            required=False,
            minimum=0,
            maximum=_MOST,
        ),
        Field(
            "civilian",
            "integer",
            "Civilian employees of the department, people (a stock)",
            required=False,
            minimum=0,
            maximum=_MOST,
        ),
        Field("total", "integer", "All three, as published (a stock)", required=False, minimum=0, maximum=_MOST),
    ),
    primary_key=("country", "period"),
    relations=(Ordered(("active_duty", "total")),),
    kind=SNAPSHOT,
    parse=parse,
)

SOURCES = (US_PERSONNEL,)
