"""What was said then and is known now: deaths of a month in each stored vintage, HDI of a year in each edition. Pure."""

from __future__ import annotations

import pandas as pd

from indicators import memo
from indicators.model import Snapshots
from indicators.subject import SUBJECT

TOTALS = "ucdp_totals"
HDR = "hdr"
SAID_COLUMNS = ("period", "vintage", "published", "deaths")
REVISED_COLUMNS = ("period", "first_vintage", "first_published", "first", "last_vintage", "last", "factor")
EDITION_COLUMNS = ("edition", "published", "year", "hdi", "rank", "ranked")


def said(snapshots: Snapshots, country: str = SUBJECT.code, start: str = "") -> pd.DataFrame:
    """Deaths (persons, best estimate, all types) of each month from ``start`` on in each vintage of the totals: SAID_COLUMNS.

    Vintages that do not cover the country, and months without a row, are absent: the file writes its zeros.
    """
    parts = []
    for vintage in snapshots.all(TOTALS):
        rows = vintage.frame[(vintage.frame["country"] == country) & (vintage.frame["period"] >= start)]
        told = rows[["period", "best"]].rename(columns={"best": "deaths"})
        parts.append(told.assign(vintage=vintage.version, published=vintage.published))
    return pd.concat(parts, ignore_index=True)[list(SAID_COLUMNS)] if parts else pd.DataFrame(columns=list(SAID_COLUMNS))


def revised(said_rows: pd.DataFrame) -> pd.DataFrame:
    """Of each month said at least twice its first and last figure: REVISED_COLUMNS, ``factor`` = last / first (NaN from 0).

    The oldest vintage is left out as a first: it tells every month since 1989, long after it was news.
    """
    ordered = said_rows.sort_values(["published", "vintage"])
    oldest = ordered["published"].min()
    known_before = set(ordered.loc[ordered["published"] == oldest, "period"])
    news = ordered[~ordered["period"].isin(known_before)]
    first = news.groupby("period").first()
    last = news.groupby("period").last()
    table = pd.DataFrame(
        {
            "first_vintage": first["vintage"], "first_published": first["published"], "first": first["deaths"],
            "last_vintage": last["vintage"], "last": last["deaths"],
        }
    )  # fmt: skip
    table = table[table["first_vintage"] != table["last_vintage"]]
    factor = (table["last"] / table["first"]).where(table["first"] > 0)
    return table.assign(factor=factor).reset_index()[list(REVISED_COLUMNS)]


@memo.told(8)
def editions(snapshots: Snapshots, country: str = SUBJECT.code) -> pd.DataFrame:
    """HDI of a country by year in each stored edition of the Human Development Report: EDITION_COLUMNS, by year.

    ``rank`` is the place among the ``ranked`` countries with an HDI in the same edition and year (1 is the highest HDI).
    """
    parts = []
    for vintage in snapshots.all(HDR):
        frame = vintage.frame[vintage.frame["hdi"].notna()]
        place = frame.groupby("year")["hdi"].rank(ascending=False, method="min")
        count = frame.groupby("year")["hdi"].transform("size")
        rows = frame.assign(rank=place, ranked=count, edition=vintage.version, published=vintage.published)
        parts.append(rows[rows["country"] == country])
    if not parts:
        return pd.DataFrame(columns=list(EDITION_COLUMNS))
    table = pd.concat(parts, ignore_index=True)[list(EDITION_COLUMNS)]
    return table.astype({"rank": "int64", "ranked": "int64"}).sort_values(["year", "published"], ignore_index=True)
