"""V-Dem's electoral democracy as Our World in Data's chart gives it: the best estimate alone, a year before bounds are at hand.

File: ``Entity, Code, Year, v2x_polyarchy``. It names neither V-Dem's version nor bounds: the version is inferred from the last
year, low and high stay empty (the measure borrows widths, ``dimensions.governance.democracy``), and so does liberal democracy.
A third party's copy of that index was looked at and is not taken: its column is called ``democracy_score`` and nothing in it says
which index of which version it is.

Our World in Data fills countries of today with the values of the states before them. Such years are left out and counted
(FIRST_YEARS, V-Dem's own first years in v15), and so are continents and V-Dem's units that are no country of today. The rest
goes back to V-Dem's codes: West Germany is DEU, North Vietnam VNM, North Yemen YEM before 1991, as V-Dem codes them. Palestine
(PSE) is not in the file.

The version is named ``owid-v16``, which stands before V-Dem's own ``v16`` of the same day, so that the latter replaces it.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from indicators.model import Records, Vintage
from indicators.sources import reading, tables
from indicators.sources.tables import Release

COLUMNS = ("Entity", "Code", "Year", "v2x_polyarchy")
RELEASES = {2025: Release("owid-v16", "2026-03-17", "inferred")}  # the day of V-Dem's own release (see ``declared``)
FIRST_YEAR = 1960
_FEWEST = 150

_CODES = {"OWID_KOS": "XKX", "OWID_GFR": "DEU", "OWID_DRV": "VNM", "OWID_YAR": "YEM"}
_ENDED = frozenset({"OWID_GDR", "OWID_RVN", "OWID_YPR"})
_PARTS = frozenset({"OWID_SML", "OWID_ZAN"})
_GROUPS = frozenset({"OWID_AFR", "OWID_ASI", "OWID_EUR", "OWID_NAM", "OWID_OCE", "OWID_SAM", "OWID_WRL"})
_LEFT_OUT = _ENDED | _PARTS | _GROUPS
# The year from which V-Dem (v15) codes a country by itself; before, the chart shows the state it was part of.
FIRST_YEARS = {
    **dict.fromkeys(("ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "TJK", "TKM", "UKR", "UZB"), 1990),
    "BGD": 1971, "BIH": 1992, "HRV": 1991, "MKD": 1991, "SSD": 2011, "SVK": 1993, "SVN": 1989,
}  # fmt: skip


def is_charted(names: list[str]) -> bool:
    """Whether a header is the chart's."""
    return set(COLUMNS) <= set(names)


def read(path: Path, version: str | None, published: str | None) -> Vintage:
    """The chart's file -> one vintage of ``vdem``: country, year, polyarchy (0-1, 3 decimals), the other columns empty.

    Raises SourceError for an unknown code, a value outside 0 to 1, a country-year that stands twice, a file cut short.
    """
    raw = reading.read_csv(path, COLUMNS, table="chart of V-Dem's electoral democracy index")
    year = reading.years(path, raw, "Year", low=1700)
    last = int(year.max())
    release = tables.settle(path, RELEASES, last, version, published)
    country = tables.to_iso3(path, raw, "Code", _CODES, lambda code: code in _LEFT_OUT or code == "")
    best = reading.numbers(path, raw, "v2x_polyarchy", low=0, high=1).round(3)
    early = year < FIRST_YEAR
    filled = ~early & (year < country.map(FIRST_YEARS).fillna(0))
    kept = country.notna() & ~early & ~filled
    frame = pd.DataFrame({"country": country, "year": year, "polyarchy": best})[kept].astype({"country": "str"})
    reading.unique(path, frame, ("country", "year"))
    tables.at_least(path, set(frame.loc[frame["year"] == last, "country"]), _FEWEST, f"countries with the index for {last}")
    empty = ("polyarchy_low", "polyarchy_high", "libdem", "libdem_low", "libdem_high")
    frame = frame.assign(**{name: pd.Series(float("nan"), index=frame.index) for name in empty})
    start, end = tables.span(int(frame["year"].min()), last)
    columns = ("country", "year", "polyarchy", "polyarchy_low", "polyarchy_high", "libdem", "libdem_low", "libdem_high")
    return Vintage(
        source="vdem", version=release.version, published=release.published, published_basis=release.basis, start=start, end=end,
        countries=None, frame=tables.tidy(frame, columns, ("country", "year")),
        quality=tables.left_out(
            ("before_1960", int(early.sum()), "Years before 1960 are left out."),
            ("not_a_country", int((country.isna() & ~early).sum()), "Continents, ended states, Zanzibar, Somaliland: left out."),
            ("filled_up", int(filled.sum()), "Left out: years in which the chart shows the state a country was part of."),
        ) + tables.counted(
            (
                "no_bounds", len(frame),
                "Second-hand, V-Dem's version inferred, without bounds: low and high are empty. The measure borrows the widths of "
                "the version before: of the same year, or of the last one, which is then marked estimated.",
            ),
            ("no_libdem", len(frame), "The file has no liberal democracy index: empty."),
        ),
        inputs=tables.provenance(path), lacks=(*empty, "PSE"), records=Records(len(raw), len(frame)),
    )  # fmt: skip
