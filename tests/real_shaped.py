"""Small files in the layout of each source's own, with invented figures that differ from row to row, for the matrix of damage."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from indicators import countries
from indicators.sources.ucdp import country_years as ucdp_cy
from indicators.sources.unhcr.declared import COVERED
from indicators.sources.worldbank.context import COVERED as CONTEXT
from indicators.sources.worldbank.context import SERIES
from tests import structural, ucdp_example

CODES = structural.CODES
MALI = CODES.index("MLI")


@dataclass(frozen=True, eq=False)
class File:
    """A CSV file of a source: ``lines`` before the header, header and records; and what to spoil in it.

    ``figure`` is a column whose numbers are stored, ``day`` one that tells year or day, ``place`` one that tells the country
    (or town) and ``here`` the cell that is gone when a country is; ``year`` begins the cells of a year that goes; ``swap`` are
    two headers that change places, ``text`` is a column before others that is not stored or is free text.
    """

    key: str
    name: str
    header: Sequence[str]
    records: Sequence[Sequence[str]] = field(repr=False)
    figure: str
    day: str
    place: str
    here: str
    year: str
    swap: tuple[str, str]
    text: str
    coordinates: tuple[str, str] | None = None
    lines: str = ""
    version: str | None = None
    published: str | None = None

    @cached_property
    def _whole(self) -> bytes:
        return written(self.header, self.records, self.lines)

    def bytes(self) -> bytes:
        """The file as its publisher writes it."""
        return self._whole


def written(header: Sequence[str], records: Iterable[Sequence[str]], lines: str = "", delimiter: str = ",") -> bytes:
    """Header and records as CSV."""
    handle = io.StringIO(newline="")
    csv.writer(handle, lineterminator="\n", delimiter=delimiter).writerows([header, *records])
    return (lines + handle.getvalue()).encode()


def _text(value: object) -> str:
    return f"{value}"


def _rows(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in rows]


def _event(number: int, day: str, country: str, kind: int = 1, **changes: Any) -> dict[str, Any]:
    places = {"Mali": (432, 14.5, -4.25), "Burkina Faso": (439, 13.5, -1.75), "Niger": (436, 14.25, 1.5)}
    code, latitude, longitude = places[country]
    best = 2 + number
    return ucdp_example.event(
        number, day, kind, best, country=country, country_id=code, latitude=latitude, longitude=longitude, year=day[:4],
        where_description="5 km from the well, north", **changes,
    )  # fmt: skip


def _events() -> list[list[str]]:
    days = ("2022-01-05", "2022-02-11", "2022-03-19", "2023-04-02", "2023-05-25", "2023-06-07")
    rows = [
        _event(10 * place + number, day, country, kind=1 + (number + place) % 3)
        for place, country in enumerate(("Mali", "Burkina Faso", "Niger"))
        for number, day in enumerate(days, start=1)
    ]
    rows[0] |= {"date_end": "2022-01-09 00:00:00.000", "date_prec": 2}
    return _rows([[row[name] for name in ucdp_example.COLUMNS] for row in rows])


def ged() -> File:
    return File(
        "ucdp_ged", "GEDEvent_v24_1.csv", ucdp_example.COLUMNS, _events(), "best", "date_end", "country", "Mali", "2022",
        ("best", "high"), "where_description", ("latitude", "longitude"),
    )  # fmt: skip


def hdx() -> File:
    """HDX's extract: other names, American dates, a comma at the end of each record."""
    names = {"best": "best_est", "high": "high_est", "low": "low_est"}
    header = [names.get(name, name) for name in ucdp_example.COLUMNS[:-2]]
    days = [header.index("date_start"), header.index("date_end")]
    records = []
    for record in _events():
        cells = record[:-2]
        for place in days:
            cells[place] = f"{cells[place][5:7]}/{cells[place][8:10]}/{cells[place][:4]} 00:00:00"
        records.append([*cells, ""])
    return File(
        "ucdp_ged", "ged241_hdx.csv", header, records, "best_est", "date_end", "country", "Mali", "01/", ("best_est", "high_est"),
        "where_description", ("latitude", "longitude"),
    )  # fmt: skip


def months() -> File:
    rows = [_event(number, f"2025-{number:02d}-10", "Mali", kind=1 + number % 3) for number in range(1, 11)]
    rows += [_event(20 + number, f"2024-{number:02d}-10", "Niger", kind=1 + number % 3) for number in range(1, 11)]
    rows += ucdp_example.elsewhere(100, "2025-12-30")
    records = _rows([[row[name] for name in ucdp_example.COLUMNS] for row in rows])
    return File(
        "ucdp_months", "GEDEvent_v26_1.csv", ucdp_example.COLUMNS, records, "best", "date_end", "country", "Mali", "2024",
        ("best", "high"), "where_description", ("latitude", "longitude"),
    )  # fmt: skip


def cut() -> File:
    header = ["id", "conflict_new_id", "conflict_name", "country", "best", "type_of_violence", "date"]
    names = [name for name in map(countries.name, CODES) if "," not in name][:25]
    conflicts = {1: "Mali: Government", 2: "C - D", 3: "C - Civilians"}
    rows = [[f"{number}.0", 1, "A - B, north", name, number, 1, "2025-12-31"] for number, name in enumerate(names, start=100)]
    rows += [
        [f"{number}.0", 2, conflicts[1 + number % 3], "Mali", 3 * number, 1 + number % 3, f"2025-{number:02d}-07"]
        for number in range(1, 12)
    ]
    return File(
        "ucdp_months", "GED_v25_01_25_12_cut.csv", header, _rows(rows), "best", "date", "country", "Mali", "2025-03",
        ("best", "type_of_violence"), "conflict_name",
    )  # fmt: skip


def years() -> File:
    header = list(ucdp_cy._NEEDED)
    ended = {315, 340, 345, 255, 265, 679, 680, 678}
    rows = []
    for number in sorted(set(countries._by_number()) - ended):
        for year in (2022, 2023, 2024):
            dead = number % 90 + year - 2020
            cells = dict.fromkeys(header, "0") | {
                "country_id_cy": number, "country_cy": countries.name(countries.iso3_of_gw(number) or ""), "year_cy": year,
                "version": "25.1", "sb_total_deaths_best_cy": dead, "sb_total_deaths_low_cy": dead - 1,
                "sb_total_deaths_high_cy": dead + 4, "sb_dyad_count_cy": 2, ucdp_cy._TOTAL: dead,
            }  # fmt: skip
            rows.append([cells[name] for name in header])
    return File(
        "ucdp_cy", "organizedviolencecy_v25_1.csv", header, _rows(rows), "sb_total_deaths_best_cy", "year_cy", "country_id_cy",
        "432", "2023", ("sb_total_deaths_best_cy", "sb_total_deaths_high_cy"), "country_cy",
    )  # fmt: skip


def wide() -> File:
    names = [name for name in map(countries.name, CODES) if "," not in name][:70]
    names = names if "Mali" in names else [*names[:69], "Mali"]
    days = pd.date_range("1989-01-31", periods=264, freq="ME").strftime("%Y-%m-%d")
    rows = [[day, *(3 * number + place % 7 for number in range(70))] for place, day in enumerate(days)]
    return File(
        "ucdp_totals", "country_month_totals.csv", ["", *names], _rows(rows), "Mali", "", "", "", "2005-", (names[3], "Mali"), "",
    )  # fmt: skip


def vintages() -> File:
    rows = [
        [day, month, country, 5 + 3 * number + place]
        for day, last in (("2024-01-26", 11), ("2024-02-22", 12))
        for number, month in enumerate([f"2023-{month:02d}" for month in range(1, 13)][:last])
        for place, country in enumerate(("Mali", "Ivory Coast", "Niger"))
    ]
    return File(
        "ucdp_totals", "vintages.csv", ["vintage", "month", "country", "best"], _rows(rows), "best", "month", "country", "Mali",
        "2023-11", ("best", "month"), "country",
    )  # fmt: skip


def hdr() -> File:
    span = range(1990, 2024)
    names = ("hdi", "le", "eys", "mys", "gnipc")
    header = ["iso3", "country", "hdi_rank_2023", *(f"{name}_{year}" for name in names for year in span)]
    rows: list[list[object]] = []
    for place, iso3 in enumerate(CODES[:152] if MALI < 152 else [*CODES[:151], "MLI"]):
        le, eys, mys, gnipc = 50 + place / 8, 7 + place / 20, 4 + place / 30, 1500.5 + 250 * place
        parts = ((le - 20) / 65, (eys / 18 + mys / 15) / 2, _logarithm(gnipc))
        hdi = round((parts[0] * parts[1] * parts[2]) ** (1 / 3), 3)
        rows.append([iso3, "Somewhere, the", place + 1, *(value for value in (hdi, le, eys, mys, gnipc) for _ in span)])
    return File(
        "hdr", "HDR25_time_series.csv", header, _rows(rows), "le_2001", "", "iso3", "MLI", "", ("eys_2001", "mys_2001"), "country",
    )  # fmt: skip


def _logarithm(income: float) -> float:
    from math import log

    return (log(income) - log(100)) / (log(75_000) - log(100))


def wgi() -> File:
    header = [
        "countryname",
        "year",
        "indicator",
        "estimate",
        "stddev",
        "nsource",
        "pctrank",
        "pctranklower",
        "pctrankupper",
        "iso3",
    ]
    rows = [
        ["Somewhere, the", year, item, f"{place / 90 - 1.3 + number / 50:.6f}123", f"0.{25 + number}", f"{5 + number}.0",
         f"{place * 100 / 151:.5f}", "1", "90", iso3]
        for year in (2022, 2023) for number, item in enumerate(("cc", "ge", "pv", "rl", "rq", "va"))
        for place, iso3 in enumerate(CODES[:152])
    ]  # fmt: skip
    return File(
        "wgi", "wgi_long.csv", header, _rows(rows), "estimate", "year", "iso3", "MLI", "2022", ("estimate", "stddev"), "countryname",
    )  # fmt: skip


def population() -> File:
    rows = [["Somewhere, the", iso3, year, 36_170_123 + 1000 * place + year] for place, iso3 in enumerate(CODES[:200])
            for year in range(2014, 2025)]  # fmt: skip
    rows += [["World", "WLD", year, 8_000_000_000] for year in range(2014, 2025)]
    return File(
        "population", "population_total.csv", ["Country Name", "Country Code", "Year", "Value"], _rows(rows), "Value", "Year",
        "Country Code", "MLI", "2023", ("Country Name", "Country Code"), "Country Name",
    )  # fmt: skip


def vdem() -> File:
    columns = [f"v2x_{index}{suffix}" for index in ("polyarchy", "libdem") for suffix in ("", "_codelow", "_codehigh")]
    rows = []
    for place, iso3 in enumerate(CODES[:152]):
        for year in (2023, 2024):
            best = 0.2 + place / 300
            bounds = [f"{value:.3f}" for value in (best, best - 0.03, best + 0.04, best - 0.1, best - 0.12, best - 0.08)]
            rows.append(["Somewhere, the", iso3, f"{year}.0", *bounds])
    return File(
        "vdem", "vdem_v15.csv", ["country", "iso3", "year", *columns], _rows(rows), "v2x_polyarchy", "year", "iso3", "MLI", "2023",
        ("v2x_polyarchy", "v2x_libdem"), "country",
    )  # fmt: skip


def charted() -> File:
    rows = [["Somewhere, the", iso3, year, f"{0.2 + place / 300:.3f}"] for place, iso3 in enumerate(CODES[:152])
            for year in (2024, 2025)]  # fmt: skip
    return File(
        "vdem", "polyarchy_owid.csv", ["Entity", "Code", "Year", "v2x_polyarchy"], _rows(rows), "v2x_polyarchy", "Year", "Code",
        "MLI", "2024", ("Entity", "Code"), "Entity",
    )  # fmt: skip


_SIDES = ("year", "coo_name", "coo", "coo_iso", "coa_name", "coa", "coa_iso")


def _own(iso3: str) -> str:
    """A code of UNHCR's own."""
    return f"U{iso3[1:]}{iso3[0]}"


def unhcr() -> File:
    header = [*_SIDES, "refugees", "asylum_seekers", "returned_refugees", "idps", "stateless"]
    rows = [
        [f"{year}.0", "Somewhere, the", _own(origin), origin, "Here", _own(asylum), asylum, f"{120_345 + 7 * place}.0",
         f"{100 + place}.0", "0", "0.0", "0"]
        for year in (2024, 2025) for place, origin in enumerate(COVERED) for asylum in ("FRA", "ESP")
    ]  # fmt: skip
    rows += [[f"{year}.0", "Mali", _own("MLI"), "MLI", "Mali", _own("MLI"), "MLI", "0", "0", "0", "378000.0", "0"]
             for year in (2024, 2025)]  # fmt: skip
    return File(
        "unhcr", "population.csv", header, _rows(rows), "refugees", "year", "coo_iso", "MLI", "2024", ("coo_iso", "coa_iso"),
        "coo_name",
    )  # fmt: skip


def origins() -> File:
    header = [*_SIDES, "refugees", "asylum_seekers", "returned_refugees", "idps"]
    rows = [
        [f"{year}.0", "Somewhere, the", _own(CODES[place]), CODES[place], "Here", _own(CODES[(place + step) % 160]),
         CODES[(place + step) % 160], f"{10_003 + place if step else 0}.0", f"{step}.0", "0", f"{500 if step == 0 else 0}.0"]
        for year in (2024, 2025) for place in range(160) for step in range(10)
    ]  # fmt: skip
    return File(
        "unhcr_origins", "world.csv", header, _rows(rows), "refugees", "year", "coo_iso", "MLI", "2024", ("coo_iso", "coa_iso"),
        "coo_name",
    )  # fmt: skip


def idmc() -> File:
    codes = [*CODES[:33], "MLI"]
    rows = [[f"{year}.0", "Somewhere, the", _own(iso3), iso3, "Somewhere, the", _own(iso3), iso3, f"{402_167 + 11 * place}.0"]
            for year in (2024, 2025) for place, iso3 in enumerate(codes)]  # fmt: skip
    rows += [["2025.0", "Unknown", "UKN", "UNK", "Unknown", "UKN", "UNK", "9000000.0"]]
    return File("idmc", "idmc.csv", [*_SIDES, "total"], _rows(rows), "total", "year", "coo_iso", "MLI", "2024", ("year", "total"),
                "coo_name")  # fmt: skip


def cod() -> File:
    lines = [line.split(",") for line in structural.cod().splitlines()]
    return File(
        "cod_ab", "pcodes.csv", lines[0], lines[1:], "Admin Level", "Valid from date", "Parent P-Code", "ML03", "", ("P-Code", "Name"),
        "Name",
    )  # fmt: skip


def _series() -> list[str]:
    """The series, one that is never negative in the middle, where a figure is spoilt."""
    names = [name for name in SERIES if name != "NY.GDP.MINR.RT.ZS"]
    return [*names[:6], "NY.GDP.MINR.RT.ZS", *names[6:]]


def context() -> File:
    years = range(2013, 2025)
    top = '"Data Source","World Development Indicators"\n\n"Last Updated Date","2026-10-14"\n\n'
    rows = [
        ["Somewhere, the", iso3, "A series", series, *(f"{year - 2012 + place + number / 3:.4f}" for year in years)]
        for number, series in enumerate(_series()) for place, iso3 in enumerate((*CONTEXT, "WLD"))
    ]  # fmt: skip
    header = ["Country Name", "Country Code", "Indicator Name", "Indicator Code", *map(str, years)]
    return File(
        "wdi_context", "wdi.csv", header, _rows(rows), "2023", "", "Country Code", "MLI", "", ("2022", "Country Code"),
        "Country Name", lines=top,
    )  # fmt: skip


def comtrade() -> File:
    header = ["typeCode", "period", "reporterCode", "reporterISO", "flowCode", "partnerCode", "partnerISO", "partner2Code", "cmdCode",
              "customsCode", "motCode", "cmdDesc", "primaryValue"]  # fmt: skip
    partners = {"643": "RUS", "156": "CHN", "251": "FRA", "784": "ARE", "757": "CHE"}
    rows = [
        ["C", year, one, names[0], flow, other, names[1], "0", commodity, "C00", "0", "All, of it", f"{1_170_345 + 1000 * place + year}.5"]
        for year in (2023, 2024) for place, (number, iso3) in enumerate(partners.items())
        for one, other, names, flow, commodity in (
            ("466", number, ("MLI", iso3), "M", "TOTAL"), (number, "466", (iso3, "MLI"), "X", "TOTAL"),
            (number, "466", (iso3, "MLI"), "M", "7108"),
        )
    ]  # fmt: skip
    return File(
        "comtrade", "comtrade.csv", header, _rows(rows), "primaryValue", "period", "partnerCode", "643", "2023",
        ("reporterCode", "partnerCode"), "cmdDesc", version="preview-2024", published="2026-11-20",
    )  # fmt: skip


def wfp() -> File:
    header = ["date", "admin1", "admin2", "market", "market_id", "latitude", "longitude", "category", "commodity", "commodity_id",
              "unit", "priceflag", "pricetype", "currency", "price", "usdprice"]  # fmt: skip
    rows = [
        [f"{year}-{month:02d}-15", "Mopti", "Mopti", market, "12", latitude, "-4.19", "cereals, tubers", "Millet", "51", unit, "actual",
         "Retail", "XOF", f"{250 * times + month}", f"{round((250 * times + month) / 560, 4)}"]
        for year in (2025, 2026) for month in range(1, 11) for market, latitude in (("Mopti", "14.49"), ("Djenné", "13.9"))
        for unit, times in (("KG", 1), ("100 KG", 90))
    ]  # fmt: skip
    return File(
        "wfp_prices", "wfp_food_prices_mli_2026-11-20.csv", header, _rows(rows), "price", "date", "market", "Mopti", "2025",
        ("price", "usdprice"), "category", ("latitude", "longitude"),
    )  # fmt: skip


def personnel() -> File:
    header = ["ccode", "Location", "iso3c", "year", "month", "quarter", "Total", "troops_ad", "Total Active Duty",
              "Total Selected Reserve", "Total Civilian", "Grand Total", "Army Total"]  # fmt: skip
    rows = [[432, "Mali, west", "MLI", year, month, 3, "NA", 15 + place, 15 + place, 2, 1, 18 + place, "NA"]
            for year in (2024, 2025) for place, month in enumerate(("March", "June", "September", "December"))]  # fmt: skip
    return File(
        "us_personnel", "dmdc.csv", header, _rows(rows), "troops_ad", "year", "", "", "2024", ("troops_ad", "Grand Total"), "Location",
    )  # fmt: skip


def gold() -> File:
    rows = [
        [f"{year}-{month:02d}", f"{year - 1925 + 3 * (month % 2)}.{month + 10}"]
        for year in range(1960, 1990)
        for month in range(1, 13)
    ]
    return File(
        "gold_price", "gold.csv", ["Date", "Price"], _rows(rows), "Price", "Date", "", "", "1975", ("Date", "Price"), ""
    )


def census() -> File:
    from indicators.subject import SUBJECT

    rows = [[name, 2_085_123 + 7 * place] for place, name in enumerate(SUBJECT.census.regions)]
    header = ["region_10_frame", "pop_ordinary_households_2022"]
    return File("census", "census.csv", header, _rows(rows), header[1], "", "", "", "", (header[0], header[1]), "")


def tables() -> list[File]:
    """A file of every source that is imported from CSV, two where two layouts are read."""
    return [
        ged(), hdx(), months(), cut(), years(), wide(), vintages(), hdr(), wgi(), population(), vdem(), charted(), unhcr(), origins(),
        idmc(), cod(), context(), comtrade(), wfp(), personnel(), gold(), census(),
    ]  # fmt: skip


def outlines() -> dict[str, bytes]:
    """A layer of outlines by its source, squares of a degree or less."""
    from indicators.subject import SUBJECT

    def feature(properties: dict[str, str], west: float, south: float) -> dict[str, Any]:
        ring = [[west, south], [west + 0.5, south], [west + 0.5, south + 0.5], [west, south + 0.5], [west, south]]
        return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    prefix = SUBJECT.boundaries.prefix
    regions = [feature({"pcode": f"{prefix}{number:02d}", "name": f"Région {number}"}, -number, 15) for number in range(1, 11)]
    cercles = [
        feature({"pcode": f"{prefix}{1 + n % 10:02d}{1 + n // 10:02d}", "name": f"Cercle {n}"}, -(n % 10) - 1, 14 + n // 10)
        for n in range(53)
    ]
    around = [feature({"iso3": iso3, "name": "x"}, -place, 12) for place, iso3 in enumerate(["MLI", *CODES[:19]])]
    layers = {"mli_adm1": regions, "mli_adm2": cercles, "west_africa": around}
    return {key: json.dumps({"type": "FeatureCollection", "features": found}).encode() for key, found in layers.items()}
