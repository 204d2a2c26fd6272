"""World Development Indicators shown as context and scored nowhere: exports, mineral rents, aid, debt, growth, inflation.

Three layouts are read, all to one row per country, year and series, for the subject's region:

- the API's answers (``api`` documents what of its contract is verified), one series a file or a few pages;
- the World Bank's wide CSV: ``WDICSV.csv`` of the bulk download, or one file a series as data.worldbank.org gives it, with
  four lines before the header that name the day of the last update. Columns ``Country Code``, ``Indicator Code`` and a column a year;
- Gapminder's ``indicator, geo, year, value``, a third party's selection, rounded to five decimals, without a release.

Inferred: that ``country/A;B;C/indicator/CODE`` gives a row for each country and year (lists are documented, and recorded for
two countries), that the four DAC series and debt service are still in database 2 in the release of 2026, and the
layout of the CSV, which was written from knowledge of earlier downloads and of which no file was at hand. No answer of these
twelve series was recorded.

Of Gapminder's table three series are taken. Left out, although their names fit: aid as a share of income (178 % in one year and
24 % in the least, which is another quantity), inflation (it begins twenty years before consumer prices do in WDI: it is the
deflator of gross domestic product) and growth (per inhabitant, with modelled values from 1801).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from indicators.model import CC_BY, SNAPSHOT, Download, Fetch, Field, Quality, Records, Source, SourceError, Text, Vintage, Web
from indicators.relations import ISO3
from indicators.sources import answers, reading, tables
from indicators.sources.tables import Release
from indicators.sources.worldbank import api as worldbank_api
from indicators.sources.worldbank.api import Limits
from indicators.subject import SUBJECT

BASE = "wdi_context"  # moved by INDICATORS_WDI_CONTEXT_URL
_DATABASE = "2"
_DOLLARS, _AID = Limits(-1e12, 1e12), "Net bilateral aid flows, current US dollars, from "
COVERED = tuple(sorted(SUBJECT.region))


@dataclass(frozen=True)
class Kind:
    """What a series measures, with its unit, and what its values may be (wide: they only tell another series apart)."""

    text: str
    limits: Limits


SERIES: dict[str, Kind] = {
    "NE.EXP.GNFS.ZS": Kind("Exports of goods and services, % of GDP", Limits(0, 500)),
    "NY.GDP.MINR.RT.ZS": Kind("Mineral rents, % of GDP", Limits(0, 100)),
    "BN.CAB.XOKA.GD.ZS": Kind("Current account balance, % of GDP", Limits(-500, 500)),
    "BX.KLT.DINV.WD.GD.ZS": Kind("Foreign direct investment, net inflows, % of GDP", Limits(-1000, 1000)),
    "DT.ODA.ODAT.GN.ZS": Kind("Net official development assistance received, % of GNI", Limits(-50, 300)),
    "DT.TDS.DECT.EX.ZS": Kind("Total debt service, % of exports of goods, services and primary income", Limits(0, 1000)),
    "DC.DAC.FRAL.CD": Kind(f"{_AID}France", _DOLLARS),
    "DC.DAC.USAL.CD": Kind(f"{_AID}the United States", _DOLLARS),
    "DC.DAC.DEUL.CD": Kind(f"{_AID}Germany", _DOLLARS),
    "DC.DAC.CECL.CD": Kind(f"{_AID}the European Union's institutions", _DOLLARS),
    "NY.GDP.MKTP.KD.ZG": Kind("Growth of GDP, constant prices, % a year", Limits(-100, 500)),
    "FP.CPI.TOTL.ZG": Kind("Consumer price inflation, % a year", Limits(-100, 100_000)),
}

# Gapminder's names of the series that are the World Bank's, unchanged but for rounding.
GAPMINDER = {
    "exports_percent_of_gdp": "NE.EXP.GNFS.ZS",
    "foreign_direct_investment_net_inflows_percent_of_gdp": "BX.KLT.DINV.WD.GD.ZS",
    "debt_servicing_costs_percent_of_exports_and_net_income_from_abroad": "DT.TDS.DECT.EX.ZS",
}
# Its debt service ends in 2024, which the World Bank published in December 2025, and none of it reaches 2025, which the update
# of July 2026 brought: taken between the two. The last day before the update errs late.
GAPMINDER_RELEASES = {2024: Release("gapminder-2024", "2026-06-30", "inferred")}
_GAPMINDER_COLUMNS = ["indicator", "geo", "year", "value"]
_YEAR = re.compile(r"(\d{4})(?: \[YR\d{4}\])?")
_MAX_BYTES = 600_000_000  # the bulk file of every series has some 200 million
_AGAIN = "Download the file again and import it as downloaded."


@dataclass(frozen=True)
class _Found:
    """Rows of whatever layout: country (ISO3), year, series, value (float64, NaN where there is none), the region's or not.

    ``total`` counts the records read where that is more than ``frame`` has.
    """

    frame: pd.DataFrame = field(repr=False)
    release: Release
    covered: tuple[str, ...]
    quality: tuple[Quality, ...] = ()
    total: int | None = None

    @property
    def read(self) -> int:
        """Records read: lines or rows, of a wide file its cells."""
        return len(self.frame) if self.total is None else self.total


def download(web: Web, folder: Path) -> Sequence[Download]:
    """The twelve series of the region in ``folder``, every page as it came; raises SourceError."""
    region = ";".join(COVERED)
    return [
        Download(
            tuple(path for code in SERIES for path in worldbank_api.save(web, BASE, folder, code, _DATABASE, region))
        )
    ]  # fmt: skip


def parse(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """Answers, wide CSV files or Gapminder's file -> one vintage: country, year, series, value (6 decimals) of the region.

    Units are the series' own, see SERIES. Rows without a value are omitted and counted, never zero. WDI gives no interval.
    Raises SourceError.
    """
    if not paths:
        raise SourceError(f"{BASE}: no file was given. Name the World Bank's CSV or answers.")
    if all(answers.is_json(path) for path in paths):
        found = _answers(paths, version, published)
    elif _is_gapminder(paths[0]):
        found = _gapminder(paths, version, published)
    else:
        found = _wide(paths, version, published)
    return (_vintage(paths, found),)


def _vintage(paths: Sequence[Path], found: _Found) -> Vintage:
    path, every = paths[0], found.frame
    inside = every["country"].isin(COVERED)
    frame = every[inside & every["value"].notna()].round({"value": 6})
    reading.unique(path, every[inside], CONTEXT.primary_key)
    if frame.empty:
        raise SourceError(f"{path.name}: no value of {', '.join(COVERED)}. Check that the file belongs to this source.")
    start, end = tables.span(int(frame["year"].min()), int(frame["year"].max()))
    return Vintage(
        source=CONTEXT.key, version=found.release.version, published=found.release.published,
        published_basis=found.release.basis, start=start, end=end, countries=found.covered,
        frame=tables.tidy(frame, CONTEXT.columns, CONTEXT.primary_key),
        quality=(
            *tables.left_out(
                ("outside", int((~inside).sum()), "Rows of other countries and of groups are left out."),
                ("no_value", int((inside & every["value"].isna()).sum()), "Rows without a value are absent."),
            ),
            *found.quality,
        ),
        inputs=tuple(item for one in paths for item in tables.provenance(one)), records=Records(found.read, len(frame)),
    )  # fmt: skip


def _answers(paths: Sequence[Path], version: str | None, published: str | None) -> _Found:
    series = worldbank_api.series(paths, {code: one.limits for code, one in SERIES.items()}, _DATABASE)
    for code, one in series.items():
        _whole(paths[0], code, set(one.frame["code"]))
    frame = pd.concat(
        [one.frame.rename(columns={"code": "country"}).assign(series=code) for code, one in series.items()], ignore_index=True
    )
    first = next(iter(series.values()))
    last = _last(frame)
    known = Release(f"wdi-{first.updated}", first.updated, "stated")
    told = [one.unknown for one in series.values() if one.unknown is not None]
    return _Found(frame, tables.settle(paths[0], {last: known}, last, version, published), COVERED, tuple(told[:1]))


def _last(frame: pd.DataFrame) -> int:
    years = frame.loc[frame["value"].notna(), "year"]
    return int(years.max()) if len(years) else 0


def _whole(path: Path, code: str, there: set[str]) -> None:
    """Refuse a series without any row, filled or not, of a country of the region: the World Bank lists them all."""
    missing = sorted(set(COVERED) - there)
    if missing:
        raise SourceError(
            f"{path.name}: the series {code} has no row of {', '.join(missing)}; the World Bank lists every country. {_AGAIN}"
        )


# ---- the World Bank's wide CSV


def _wide(paths: Sequence[Path], version: str | None, published: str | None) -> _Found:
    raws, days = [], set()
    for path in paths:
        raw, day = _wide_file(path)
        raws.append(_numbers(path, raw))
        days.add(day)
    frame = pd.concat(raws, ignore_index=True)
    missing = [code for code in SERIES if code not in set(frame["series"])]
    if missing:
        raise SourceError(
            f"{paths[0].name}: the series {missing[0]} is missing ({len(missing)} of {len(SERIES)} are). "
            "Give the files of all series together, one --from-file each, or the bulk WDICSV.csv."
        )
    for code in SERIES:
        _whole(paths[0], code, set(frame.loc[frame["series"] == code, "country"]))
    if len(days) > 1:
        raise SourceError(f"{paths[0].name}: files of different updates ({', '.join(sorted(days))}). Give those of one.")
    (day,) = days
    last = _last(frame)
    known = {last: Release(f"wdi-{day}", day, "stated")} if day else {}
    if not known and not (version and published):
        raise SourceError(f"{paths[0].name}: nothing tells the update it is of. Name it with --vintage V --published DATE.")
    return _Found(frame, tables.settle(paths[0], known, last, version, published), COVERED)


def _wide_file(path: Path) -> tuple[pd.DataFrame, str]:
    """Cells of our series in a wide CSV as text, one row each (series, country, year, value; the index is the record), and the
    ISO day of the update, ``""`` where the file has no such line."""
    text = reading.decode(reading.read_bytes(path, archive=True, limit=_MAX_BYTES), path.name)
    records, day, names = csv.reader(io.StringIO(text), strict=True), "", list[str]()
    cells: list[tuple[int, str, str, str, str]] = []
    number = 0
    try:
        for record in records:
            if not names:
                names, day = _before(path, record, day)
                continue
            if not record:
                continue
            number += 1
            if len(record) != len(names) and not (len(record) == len(names) + 1 and not record[-1].strip()):
                raise SourceError(f"{path.name}, record {number}: {len(record)} fields, the header has {len(names)}. {_AGAIN}")
            row = dict(zip(names, record, strict=False))
            if row["Indicator Code"].strip() in SERIES:
                cells += [
                    (number - 1, row["Indicator Code"].strip(), row["Country Code"].strip(), found[1], row[name].strip())
                    for name in names
                    if (found := _YEAR.fullmatch(name))
                ]
    except csv.Error as error:
        raise SourceError(f"{path.name}: broken CSV ({' '.join(str(error).split())[:100]}). {_AGAIN}") from error
    if not cells:
        raise SourceError(f"{path.name}: not a World Bank CSV with one of {', '.join(list(SERIES)[:3])} ... {_AGAIN}")
    frame = pd.DataFrame(cells, columns=["record", "series", "country", "year", "value"]).set_index("record")
    return frame.astype("str"), day


def _before(path: Path, record: Sequence[str], day: str) -> tuple[list[str], str]:
    """A record before the data: the header's names where it is the header, and the day of the update where it tells it."""
    names = [" ".join(item.split()) for item in record]
    if {"Country Code", "Indicator Code"} <= set(names):
        twice = sorted({item for item in names if item and names.count(item) > 1})
        if twice:
            raise SourceError(f"{path.name}: column {twice[0]!r} stands twice in the header. {_AGAIN}")
        return [item for place, item in enumerate(names) if item or place < len(names) - 1], day
    if names and names[0] == "Last Updated Date":
        written = names[1] if len(names) > 1 else ""
        try:
            return [], date.fromisoformat(written).isoformat()
        except ValueError as error:
            raise SourceError(
                f"{path.name}: 'Last Updated Date' is {answers.cut(written)}, expected YYYY-MM-DD. {_AGAIN}"
            ) from error
    if not any(names) or names[0] == "Data Source":
        return [], day
    raise SourceError(
        f"{path.name}: not a World Bank CSV: column 'Indicator Code' is missing; the file has "
        f"{', '.join(item[:40] for item in names[:6] if item)}, ... Check that the file belongs to this source."
    )


def _numbers(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    """Text as years and values, held against the limits of each series."""
    blank = raw["value"] == ".."  # DataBank writes two dots for nothing
    text = raw.assign(year=reading.years(path, raw, "year", low=1950), value=raw["value"].where(~blank, ""))
    parts = []
    for code, part in text.groupby("series", sort=False):
        limits = SERIES[str(code)].limits
        value = reading.numbers(path, part, "value", low=limits.low, high=limits.high, empty=True)
        parts.append(part.assign(value=value))
    return pd.concat(parts)[["country", "year", "series", "value"]]


# ---- Gapminder's selection


def _is_gapminder(path: Path) -> bool:
    return (
        reading.header(reading.decode(reading.read_bytes(path, archive=True, limit=_MAX_BYTES), path.name), path.name)
        == _GAPMINDER_COLUMNS
    )


def _gapminder(paths: Sequence[Path], version: str | None, published: str | None) -> _Found:
    path = tables.one_file(paths, "Gapminder")
    raw = reading.read_csv(path, _GAPMINDER_COLUMNS, table="Gapminder file")
    ours = raw["indicator"].isin(GAPMINDER)
    missing = [name for name in GAPMINDER if name not in set(raw["indicator"])]
    if missing:
        raise SourceError(f"{path.name}: the series {missing[0]} is missing ({len(missing)} of {len(GAPMINDER)} are). {_AGAIN}")
    kept = raw[ours]
    text = kept.assign(series=kept["indicator"].map(_mapped), country=kept["geo"].str.strip().str.upper())
    frame = _numbers(path, text)
    covered = tuple(sorted(set(frame["country"]) & set(COVERED)))
    release = tables.settle(path, GAPMINDER_RELEASES, _last(frame), version, published)
    told = (
        *tables.left_out(
            (
                "not_taken",
                int((~ours).sum()),
                "Series that are not the World Bank's, or not one of this table's, are left out.",
            ),
        ),
        *tables.counted(("third_party", len(frame), "Taken from Gapminder's copy, rounded to five decimals.")),
    )
    return _Found(frame, release, covered, told, len(raw))


def _mapped(name: object) -> str:
    return GAPMINDER[str(name)]


def units() -> Mapping[str, str]:
    """Series -> what it measures, with its unit."""
    return {code: one.text for code, one in SERIES.items()}


CONTEXT = Source(
    key="wdi_context",
    title=Text(
        "World Development Indicators: trade, rents, aid, debt, growth and inflation",
        "Indicateurs du développement dans le monde : commerce, rentes, aide, dette, croissance et inflation",
    ),
    publisher=Text("World Bank", "Banque mondiale"),
    url="https://databank.worldbank.org/source/world-development-indicators",
    licence=CC_BY,
    citation=(
        "World Bank. World Development Indicators. https://data.worldbank.org (aid: OECD Development Assistance Committee; debt: "
        "International Debt Statistics, both as WDI carries them; a vintage named gapminder is Gapminder's copy of three series, "
        "https://www.gapminder.org/data/, CC BY 4.0)."
    ),
    cadence="quarterly",
    coverage=f"{', '.join(COVERED)}, yearly from 1960",
    credentials="none",
    lag_months=12,  # national accounts of a year appear the July after it, aid and debt the December after it
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code", pattern=ISO3),
        Field("year", "year", "Year the value is about"),
        Field("series", "string", "; ".join(f"{code} {one.text}" for code, one in SERIES.items()), enum=tuple(SERIES)),
        Field("value", "number", "Value in the unit of the series", minimum=-1e12, maximum=1e12),
    ),
    primary_key=("country", "year", "series"),
    kind=SNAPSHOT,
    parse=parse,
    fetch=Fetch(bases={BASE: worldbank_api.ADDRESS}, hosts=(worldbank_api.HOST,), download=download),
)

SOURCES = (CONTEXT,)
