"""V-Dem: electoral and liberal democracy with the bounds of V-Dem's measurement model.

File: the country-year table, whole or cut to the columns used (``country_text_id`` or ``iso3``; ``year``; ``v2x_polyarchy``,
``v2x_libdem`` and their ``_codelow`` and ``_codehigh``). The file does not name its version; it follows from its last year,
since V-Dem publishes once a year. It is fetched from V-Dem itself (``download`` documents what of that is verified). Our World in Data's
chart of the electoral index, best estimate alone, is taken where V-Dem's own table is not at hand (``charted``).

V-Dem's units that are no country of today are left out and counted: states that ended (DDR, VDR, YMD), parts of a state that
V-Dem codes beside the state (ZZB Zanzibar, SML Somaliland) and Gaza (PSG), because PSE, V-Dem's West Bank, stands for
Palestine here. XKX is Kosovo, as everywhere in this project.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from indicators.model import CC_BY_SA, SNAPSHOT, Download, Fetch, Field, Records, Source, Text, Vintage, Web
from indicators.relations import ISO3, Ordered, Rewrite
from indicators.sources import reading, tables
from indicators.sources.tables import Release
from indicators.sources.vdem import charted
from indicators.sources.vdem import download as vdem_download

# v15: 13 March 2025, the day of the Democracy Report 2025; v16: 17 March 2026; both as Our World in Data's catalogue of
# sources records them (owid/etl, snapshots/democracy).
RELEASES = {2024: Release("v15", "2025-03-13", "stated"), 2025: Release("v16", "2026-03-17", "stated")}
FIRST_YEAR = 1960
FEWEST_COUNTRIES = 150  # V-Dem codes 179 units; fewer than 150 countries in the last year is a file cut short

_LEFT_OUT = frozenset({"DDR", "VDR", "YMD", "ZZB", "SML", "PSG"})

_COLUMNS = {
    f"{ours}{suffix}": f"{theirs}{code}"
    for ours, theirs in (("polyarchy", "v2x_polyarchy"), ("libdem", "v2x_libdem"))
    for suffix, code in (("", ""), ("_low", "_codelow"), ("_high", "_codehigh"))
}


def parse_vdem(paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """The V-Dem country-year file -> one vintage: country, year, both indices with low and high (0 to 1, 3 decimals).

    Low and high are V-Dem's ``codelow`` and ``codehigh``, about one standard deviation of the posterior on each side: no
    95 % interval. Years before 1960 are left out; a row with neither index is absent; an index without all three numbers is
    refused. Raises SourceError.
    """
    path = tables.one_file(paths, "V-Dem")
    if not vdem_download.is_zip(path):
        names = reading.header(reading.decode(reading.read_bytes(path, limit=vdem_download.MAX_BYTES), path.name), path.name)
        if charted.is_charted(names):
            return (charted.read(path, version, published),)
    raw, code = _read(path)
    year = reading.years(path, raw, "year", low=1700)
    last = int(year.max())
    release = tables.settle(path, RELEASES, last, version, published)
    early = year < FIRST_YEAR
    # Units of before 1960 (Bavaria, Papal States, ...) need no table of codes: their rows go before codes are looked at.
    marked = raw.assign(**{code: raw[code].where(~early, "early")})
    country = tables.to_iso3(path, marked, code, {}, lambda item: item == "early" or item in _LEFT_OUT)
    values = {ours: reading.numbers(path, raw, theirs, low=0, high=1, empty=True).round(3) for ours, theirs in _COLUMNS.items()}
    for index in ("polyarchy", "libdem"):
        _ordered(path, raw, values, index)
    every = pd.DataFrame({"country": country, "year": year, **values})
    silent = every["polyarchy"].isna() & every["libdem"].isna()
    frame = every[country.notna() & ~silent].astype({"country": "str"})
    reading.unique(path, frame, VDEM.primary_key)
    of_last = frame.loc[(frame["year"] == last) & frame["polyarchy"].notna(), "country"]
    tables.at_least(path, set(of_last), FEWEST_COUNTRIES, f"countries with an electoral democracy index for {last}")
    start, end = tables.span(max(FIRST_YEAR, int(year.min())), last)
    return (
        Vintage(
            source=VDEM.key, version=release.version, published=release.published, published_basis=release.basis,
            start=start, end=end, countries=None, frame=tables.tidy(frame, VDEM.columns, VDEM.primary_key),
            quality=tables.left_out(
                ("before_1960", int(early.sum()), "Years before 1960 are left out."),
                ("not_a_country", int((country.isna() & ~early).sum()), "Ended states, Zanzibar, Somaliland, Gaza: left out."),
                ("no_value", int((country.notna() & silent).sum()), "Country-years without either index are absent."),
            ) + tables.counted(
                ("no_libdem", int(frame["libdem"].isna().sum()), "Country-years without libdem are kept with it empty."),
            ),
            inputs=tables.provenance(path), records=Records(len(raw), len(frame)),
        ),
    )  # fmt: skip


def download(web: Web, folder: Path) -> Sequence[Download]:
    """Download the newest version; raises SourceError."""
    return vdem_download.save(web, folder, date.today())


def _read(path: Path) -> tuple[pd.DataFrame, str]:
    """The columns used, and the name of the code column (V-Dem's ``country_text_id``, or ``iso3`` in re-used tables)."""
    if vdem_download.is_zip(path):
        code = "country_text_id"
        return vdem_download.read(path, [code, "year", *_COLUMNS.values()]), code
    names = reading.header(reading.decode(reading.read_bytes(path, limit=vdem_download.MAX_BYTES), path.name), path.name)
    code = "country_text_id" if "country_text_id" in names else "iso3"
    return reading.read_csv(
        path, [code, "year", *_COLUMNS.values()], table="V-Dem country-year file", limit=vdem_download.MAX_BYTES
    ), code


def _ordered(path: Path, raw: pd.DataFrame, values: dict[str, pd.Series], index: str) -> None:
    """Refuse an index of which one of the three numbers is missing, or that is not between its bounds."""
    best, low, high = values[index], values[f"{index}_low"], values[f"{index}_high"]
    partial = best.isna() | low.isna() | high.isna()
    empty = best.isna() & low.isna() & high.isna()
    column = _COLUMNS[index]
    reading.refuse(path, raw, column, partial & ~empty, "a value with its low and high, or none of the three")
    reading.refuse(path, raw, column, (best < low) | (best > high), "a value between its low and high")


VDEM = Source(
    key="vdem",
    title=Text(
        "V-Dem electoral and liberal democracy indices",
        "V-Dem : indices de démocratie électorale et de démocratie libérale",
    ),
    publisher=Text(
        "Varieties of Democracy (V-Dem) Institute, University of Gothenburg",
        "Institut V-Dem (Varieties of Democracy), Université de Göteborg",
    ),
    url="https://v-dem.net/data/the-v-dem-dataset/",
    licence=CC_BY_SA,
    citation=(
        "Coppedge, Michael, John Gerring, Carl Henrik Knutsen, Staffan I. Lindberg, Jan Teorell, David Altman, Fabio "
        'Angiolillo, Michael Bernhard et al. 2025. "V-Dem [Country-Year/Country-Date] Dataset v15". Varieties of Democracy '
        "(V-Dem) Project. https://doi.org/10.23696/vdemds25; Pemstein, Daniel et al. 2025. The V-Dem Measurement Model. V-Dem "
        "Working Paper 21, 10th edition. (v16: the same authors, 2026, https://doi.org/10.23696/vdemds26.)"
    ),
    cadence="yearly",
    coverage=(
        "some 175 countries, yearly from 1960 (V-Dem itself from 1789). A vintage whose name begins with owid- is second-hand: "
        "electoral democracy's best estimate only, without Palestine"
    ),
    credentials="none",
    lag_months=3,  # data to 2024 appeared in March 2025
    fields=(
        Field("country", "string", "ISO 3166-1 alpha-3 code (Kosovo XKX; PSE is V-Dem's West Bank)", pattern=ISO3),
        Field("year", "year", "Year the value is about"),
        Field("polyarchy", "number", "Electoral democracy index, 0 to 1", required=False, minimum=0, maximum=1),
        Field("polyarchy_low", "number", "Lower bound of V-Dem's measurement model", required=False, minimum=0, maximum=1),
        Field("polyarchy_high", "number", "Upper bound of V-Dem's measurement model", required=False, minimum=0, maximum=1),
        Field("libdem", "number", "Liberal democracy index, 0 to 1", required=False, minimum=0, maximum=1),
        Field("libdem_low", "number", "Lower bound of V-Dem's measurement model", required=False, minimum=0, maximum=1),
        Field("libdem_high", "number", "Upper bound of V-Dem's measurement model", required=False, minimum=0, maximum=1),
    ),
    primary_key=("country", "year"),
    relations=tuple(Ordered((f"{name}_low", name, f"{name}_high")) for name in ("polyarchy", "libdem")),
    rewrite=Rewrite(volume=0.01, entity=0.03),
    kind=SNAPSHOT,
    parse=parse_vdem,
    fetch=Fetch(bases={vdem_download.BASE: vdem_download.ADDRESS}, hosts=vdem_download.HOSTS, download=download),
)

SOURCES = (VDEM,)
