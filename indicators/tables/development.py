"""The development page's frames: HDI and its parts, ranks, the world, displacement. Annual values stand in December. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import hdi, memo, months
from indicators.dimensions import population
from indicators.model import Snapshots
from indicators.subject import SUBJECT
from indicators.tables import revisions

RANGE_COLUMNS = ("country", "period", "best", "low", "high")
INDICES = ("health", "education", "income")
MEASURES = ("hdi", *INDICES, "le", "eys", "mys", "gnipc")
PART_COLUMNS = ("period", "series", "value")
RANK_COLUMNS = ("year", "rank", "ranked", "report", "origin")
WORLD_COLUMNS = ("country", "hdi", "rank", "ranked")
DISPLACED_COLUMNS = ("period", "series", "value")
PER_THOUSAND_COLUMNS = (*DISPLACED_COLUMNS, "inhabitants", "per_1000")
ASYLUM_COLUMNS = ("asylum", "refugees", "asylum_seekers")
ASYLUM_YEAR_COLUMNS = ("year", "asylum", "refugees")
EDITION_COLUMNS = (*revisions.EDITION_COLUMNS, "low", "high", "spread")
ELSEWHERE = ""


def through(period: str) -> int:
    """The last year whose December lies in or before ``period`` (YYYY-MM)."""
    return int(period[:4]) - (0 if period[5:] == "12" else 1)


def december(period: str) -> str:
    """The last December in or before ``period``: what the tables tell until then is the same for twelve months."""
    return f"{through(period)}-12"


def decembers(start: str, end: str) -> tuple[str, str]:
    """The first and the last December of these months, in which all that lies between them stands."""
    return f"{start[:4]}-12", december(end)


@memo.told(64)
def series(hdr: pd.DataFrame, countries: Sequence[str], start: str, end: str, measure: str = "hdi") -> pd.DataFrame:
    """One of MEASURES for countries, one edition, no interval since UNDP gives none (low = best = high): RANGE_COLUMNS.

    Units: index 0-1 (hdi, and INDICES by ``indicators.hdi.parts``); years of life; years of school, expected and mean;
    constant international dollars a head.
    """
    rows = _within(hdr, start, end)
    rows = rows[rows["country"].isin(countries)]
    if measure in INDICES:
        rows = rows.assign(**{measure: hdi.parts(rows["le"], rows["eys"], rows["mys"], rows["gnipc"])[measure]})
    rows = rows[rows[measure].notna()]
    value = rows[measure].astype("float64")
    return rows.assign(best=value, low=value, high=value)[list(RANGE_COLUMNS)].sort_values(
        ["country", "period"], ignore_index=True
    )


@memo.told(64)
def parts(hdr: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The subject's HDI and the indices of health, education and income behind it, 0-1, by December: PART_COLUMNS."""
    rows = _within(hdr[hdr["country"] == SUBJECT.code], start, end)
    table = hdi.parts(rows["le"], rows["eys"], rows["mys"], rows["gnipc"]).assign(
        hdi=rows["hdi"].astype("float64"), period=rows["period"]
    )
    long = table.melt(
        id_vars=["period"], value_vars=["hdi", "health", "education", "income"], var_name="series", value_name="value"
    )
    return long.dropna(subset=["value"])[list(PART_COLUMNS)].sort_values(["period", "series"], ignore_index=True)


@memo.told(64)
def ranks(hdr: pd.DataFrame, printed: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The subject's rank by year: computed in one edition (``origin`` computed) and as each report printed it (printed): RANK_COLUMNS.

    Computed: the place among the countries with an HDI in the same edition and year, 1 = highest, ties share the better one.
    """
    rows = _within(hdr, start, end)
    rows = rows[rows["hdi"].notna()]
    place = rows.groupby("year")["hdi"].rank(ascending=False, method="min")
    count = rows.groupby("year")["hdi"].transform("size")
    mine = rows.assign(rank=place, ranked=count, report="", origin="computed")[rows["country"] == SUBJECT.code]
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


@memo.told(64)
def editions(snapshots: Snapshots, start: str, end: str) -> pd.DataFrame:
    """The subject's HDI by year in each edition known, with the lowest and highest of the editions and their spread: EDITION_COLUMNS.

    A year that one edition alone tells of has no spread (NaN): nothing stands against it.
    """
    table = revisions.editions(snapshots)
    table = table[table["year"].between(int(start[:4]), through(end))]
    by_year = table.groupby("year")["hdi"]
    low, high = by_year.transform("min"), by_year.transform("max")
    return table.assign(low=low, high=high, spread=(high - low).where(by_year.transform("size") > 1).round(3))[
        list(EDITION_COLUMNS)
    ].reset_index(drop=True)


def widest(table: pd.DataFrame) -> tuple[int, float, float] | None:
    """The year the editions differ most about, with their lowest and highest HDI; the newest of equals. None without two."""
    told = table[table["spread"].notna()].sort_values(["spread", "year"])
    if told.empty:
        return None
    row = told.iloc[-1]
    return int(row["year"]), float(row["low"]), float(row["high"])


@memo.told(64)
def world(hdr: pd.DataFrame, end: str) -> tuple[int | None, pd.DataFrame]:
    """The newest year told of by ``end`` and every country's HDI in it, highest first: WORLD_COLUMNS."""
    rows = hdr[hdr["hdi"].notna() & (hdr["year"].astype("int64") <= through(end))]
    if rows.empty:
        return None, pd.DataFrame(columns=list(WORLD_COLUMNS))
    year = int(rows["year"].max())
    now = rows[rows["year"] == year]
    table = now.assign(rank=now["hdi"].rank(ascending=False, method="min").astype("int64"), ranked=len(now))
    return year, table.sort_values(["rank", "country"])[list(WORLD_COLUMNS)].reset_index(drop=True)


@memo.told(64)
def displaced(unhcr: pd.DataFrame, idmc: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Persons at 31 December: ``refugees`` of the subject's origin, ``idmc`` and ``unhcr`` displaced inside the subject: DISPLACED_COLUMNS.

    The two counts of displaced people are of the same people and never added. UNHCR's 0 is its silence, not a zero.
    """
    mine = unhcr[unhcr["origin"] == SUBJECT.code].groupby("year", as_index=False)[["refugees", "idps"]].sum()
    mine = mine.astype({"refugees": "int64", "idps": "int64"})
    inside = idmc[idmc["country"] == SUBJECT.code][["year", "idps"]]
    tables = [
        mine.assign(series="refugees", value=mine["refugees"]), inside.assign(series="idmc", value=inside["idps"]),
        mine.assign(series="unhcr", value=mine["idps"]),
    ]  # fmt: skip
    filled = [_within(table, start, end)[list(DISPLACED_COLUMNS)] for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=list(DISPLACED_COLUMNS))
    table = pd.concat(filled, ignore_index=True)
    return table[table["value"] > 0].sort_values(["period", "series"], ignore_index=True)


@memo.told(64)
def per_thousand(table: pd.DataFrame, snapshots: Snapshots) -> pd.DataFrame:
    """``displaced`` with the subject's inhabitants and the persons per 1,000 of them, as the score counts: PER_THOUSAND_COLUMNS.

    NaN where inhabitants are not known.
    """
    numbers = [months.ordinal(str(period)) for period in table["period"]]
    people = population.inhabitants(snapshots, SUBJECT.code, numbers)
    return table.assign(inhabitants=people, per_1000=table["value"].astype("float64") / people * 1000)[
        list(PER_THOUSAND_COLUMNS)
    ]


@memo.told(64)
def asylum_years(unhcr: pd.DataFrame, start: str, end: str, most: int = 6) -> pd.DataFrame:
    """Refugees of the subject's origin by year and country of asylum at 31 December (persons): ASYLUM_YEAR_COLUMNS.

    The ``most`` countries that took in most in the newest year are named, the rest are one row a year (ELSEWHERE).
    """
    rows = _within(unhcr[(unhcr["origin"] == SUBJECT.code) & (unhcr["asylum"] != SUBJECT.code)], start, end)
    rows = rows[rows["refugees"] > 0]
    if rows.empty:
        return pd.DataFrame(columns=list(ASYLUM_YEAR_COLUMNS))
    newest = rows[rows["year"] == rows["year"].max()].sort_values(["refugees", "asylum"], ascending=[False, True])
    named = list(newest["asylum"].head(most))
    rows = rows.assign(
        asylum=rows["asylum"].where(rows["asylum"].isin(named), ELSEWHERE), refugees=rows["refugees"].astype("int64")
    )
    table = rows.groupby(["year", "asylum"], as_index=False)["refugees"].sum()
    place = {key: number for number, key in enumerate([*named, ELSEWHERE])}
    order = table["asylum"].map(place)
    placed: pd.DataFrame = table.assign(place=order).sort_values(["year", "place"])
    return placed[list(ASYLUM_YEAR_COLUMNS)].reset_index(drop=True)


@memo.told(64)
def asylum(unhcr: pd.DataFrame, end: str) -> tuple[int | None, pd.DataFrame]:
    """The newest year by ``end`` and where refugees of the subject's origin were on its 31 December, most first: ASYLUM_COLUMNS."""
    rows = unhcr[(unhcr["origin"] == SUBJECT.code) & (unhcr["year"].astype("int64") <= through(end))]
    if rows.empty:
        return None, pd.DataFrame(columns=list(ASYLUM_COLUMNS))
    year = int(rows["year"].max())
    now = rows[(rows["year"] == year) & (rows["asylum"] != SUBJECT.code)]
    now = now.astype({name: "int64" for name in ("refugees", "asylum_seekers") if now[name].notna().all()})
    return year, now.sort_values(["refugees", "asylum"], ascending=[False, True])[list(ASYLUM_COLUMNS)].reset_index(drop=True)


@memo.told(64)
def decade(observations: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The subject's ten-year change of HDI less its peers' median, as measured (not carried): period, best, low, high, index points."""
    rows = observations[(observations["indicator"] == "development.hdi_decade") & (observations["age_months"] == 0)]
    return rows[rows["period"].between(start, end)][["period", "best", "low", "high"]].reset_index(drop=True)


def _within(table: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    dated = _dated(table)
    return dated[dated["period"].between(start, end)]


@memo.told(8)
def _dated(table: pd.DataFrame) -> pd.DataFrame:
    periods = [months.period(months.december(int(year))) for year in table["year"]]
    return table.assign(period=pd.Series(periods, index=table.index, dtype="str"))
