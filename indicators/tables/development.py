"""The development page's frames: HDI and its parts, ranks, the world, displacement. Annual values stand in December. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import hdi, months
from indicators.model import COUNTRY

RANGE_COLUMNS = ("country", "period", "best", "low", "high")
MEASURES = ("hdi", "le", "eys", "mys", "gnipc")
PART_COLUMNS = ("period", "series", "value")
RANK_COLUMNS = ("year", "rank", "ranked", "report", "origin")
WORLD_COLUMNS = ("country", "hdi", "rank", "ranked")
DISPLACED_COLUMNS = ("period", "series", "value")
ASYLUM_COLUMNS = ("asylum", "refugees", "asylum_seekers")


def through(period: str) -> int:
    """The last year whose December lies in or before ``period`` (YYYY-MM)."""
    return int(period[:4]) - (0 if period[5:] == "12" else 1)


def series(hdr: pd.DataFrame, countries: Sequence[str], start: str, end: str, measure: str = "hdi") -> pd.DataFrame:
    """One of MEASURES for countries, one edition, no interval since UNDP gives none (low = best = high): RANGE_COLUMNS.

    Units: index 0-1; years of life; years of school, expected and mean; constant international dollars a head.
    """
    rows = _within(hdr, start, end)
    rows = rows[rows["country"].isin(countries) & rows[measure].notna()]
    value = rows[measure].astype("float64")
    return rows.assign(best=value, low=value, high=value)[list(RANGE_COLUMNS)].sort_values(
        ["country", "period"], ignore_index=True
    )


def parts(hdr: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Mali's HDI and the indices of health, education and income behind it, 0-1, by December: PART_COLUMNS."""
    rows = _within(hdr[hdr["country"] == COUNTRY], start, end)
    table = hdi.parts(rows["le"], rows["eys"], rows["mys"], rows["gnipc"]).assign(
        hdi=rows["hdi"].astype("float64"), period=rows["period"]
    )
    long = table.melt(
        id_vars=["period"], value_vars=["hdi", "health", "education", "income"], var_name="series", value_name="value"
    )
    return long.dropna(subset=["value"])[list(PART_COLUMNS)].sort_values(["period", "series"], ignore_index=True)


def ranks(hdr: pd.DataFrame, printed: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Mali's rank by year: computed in one edition (``origin`` computed) and as each report printed it (printed): RANK_COLUMNS.

    Computed: the place among the countries with an HDI in the same edition and year, 1 = highest, ties share the better one.
    """
    rows = _within(hdr, start, end)
    rows = rows[rows["hdi"].notna()]
    place = rows.groupby("year")["hdi"].rank(ascending=False, method="min")
    count = rows.groupby("year")["hdi"].transform("size")
    mine = rows.assign(rank=place, ranked=count, report="", origin="computed")[rows["country"] == COUNTRY]
    told = printed[printed["data_year"].astype("int64").between(int(start[:4]), through(end))]
    told = told.assign(year=told["data_year"], origin="printed")
    table = (
        pd.concat([part[list(RANK_COLUMNS)] for part in (mine, told) if len(part)], ignore_index=True)
        if len(mine) + len(told)
        else mine[list(RANK_COLUMNS)]
    )
    return table.astype({"year": "int64", "rank": "int64", "ranked": "int64"}).sort_values(
        ["origin", "year"], ignore_index=True
    )


def world(hdr: pd.DataFrame, end: str) -> tuple[int | None, pd.DataFrame]:
    """The newest year told of by ``end`` and every country's HDI in it, highest first: WORLD_COLUMNS."""
    rows = hdr[hdr["hdi"].notna() & (hdr["year"].astype("int64") <= through(end))]
    if rows.empty:
        return None, pd.DataFrame(columns=list(WORLD_COLUMNS))
    year = int(rows["year"].max())
    now = rows[rows["year"] == year]
    table = now.assign(rank=now["hdi"].rank(ascending=False, method="min").astype("int64"), ranked=len(now))
    return year, table.sort_values(["rank", "country"])[list(WORLD_COLUMNS)].reset_index(drop=True)


def displaced(unhcr: pd.DataFrame, idmc: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Persons at 31 December: ``refugees`` of Malian origin, ``idmc`` and ``unhcr`` displaced inside Mali: DISPLACED_COLUMNS.

    The two counts of displaced people are of the same people and never added. UNHCR's 0 is its silence, not a zero.
    """
    mine = unhcr[unhcr["origin"] == COUNTRY].groupby("year", as_index=False)[["refugees", "idps"]].sum()
    inside = idmc[idmc["country"] == COUNTRY][["year", "idps"]]
    tables = [
        mine.assign(series="refugees", value=mine["refugees"]), inside.assign(series="idmc", value=inside["idps"]),
        mine.assign(series="unhcr", value=mine["idps"]),
    ]  # fmt: skip
    filled = [_within(table, start, end)[list(DISPLACED_COLUMNS)] for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=list(DISPLACED_COLUMNS))
    table = pd.concat(filled, ignore_index=True)
    return table[table["value"] > 0].sort_values(["period", "series"], ignore_index=True)


def asylum(unhcr: pd.DataFrame, end: str) -> tuple[int | None, pd.DataFrame]:
    """The newest year by ``end`` and where refugees of Malian origin were on its 31 December, most first: ASYLUM_COLUMNS."""
    rows = unhcr[(unhcr["origin"] == COUNTRY) & (unhcr["year"].astype("int64") <= through(end))]
    if rows.empty:
        return None, pd.DataFrame(columns=list(ASYLUM_COLUMNS))
    year = int(rows["year"].max())
    now = rows[(rows["year"] == year) & (rows["asylum"] != COUNTRY)]
    return year, now.sort_values(["refugees", "asylum"], ascending=[False, True])[list(ASYLUM_COLUMNS)].reset_index(drop=True)


def decade(observations: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Mali's ten-year change of HDI less its peers' median, as measured (not carried): period, best, low, high, index points."""
    rows = observations[(observations["indicator"] == "development.hdi_decade") & (observations["age_months"] == 0)]
    return rows[rows["period"].between(start, end)][["period", "best", "low", "high"]].reset_index(drop=True)


def _within(table: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    periods = [months.period(months.december(int(year))) for year in table["year"]]
    dated = table.assign(period=pd.Series(periods, index=table.index, dtype="str"))
    return dated[dated["period"].between(start, end)]
