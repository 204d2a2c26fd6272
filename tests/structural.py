"""Invented files in the publishers' formats, what every vintage must satisfy, and the ways to spoil a file."""

from __future__ import annotations

import math
import os
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st

from indicators import countries, months
from indicators.model import Source, SourceError, Vintage
from indicators.store import acceptance

SHARED = Path(os.environ.get("INDICATORS_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data"))
CODES = [code for code in countries.codes() if code not in ("HKG", "MAC")]


def shared(name: str) -> Path:
    """A publisher's file, or a skipped test where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the publisher's file {name} is absent")
    return path


def write(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def hdr(last: int = 2023, number: int = 152, code: str = "iso3", extra: str = "") -> str:
    """Countries whose life expectancy rises by country, and with it the HDI, by UNDP's formula; from 2024 on all rises by year."""
    years = range(1990, last + 1)
    names = [f"{name}_{year}" for name in ("hdi", "le", "eys", "mys", "gnipc") for year in years]
    lines = [",".join([code, "country", *([extra] if extra else []), f"hdi_rank_{last}", *names])]
    for rank, iso3 in enumerate(CODES[:number], start=1):
        found = []
        for year in years:
            more = max(0, year - 2023) / 100
            le, eys, mys, gnipc = (round(value * (1 + more), 4) for value in (50 + rank / 10, 9.5, 5.25, 2000.5))
            parts = (le - 20) / 65, (eys / 18 + mys / 15) / 2, math.log(gnipc / 100) / math.log(750)
            found.append((round(math.prod(parts) ** (1 / 3), 3), le, eys, mys, gnipc))
        cells = [f"{value}" for values in zip(*found, strict=True) for value in values]
        lines.append(",".join([iso3, "Somewhere", *(["X"] if extra else []), str(rank), *cells]))
    lines.append(",".join(["ZZK.WORLD", "World", *(["X"] if extra else []), "", *("" for _ in names)]))
    return "\n".join(lines) + "\n"


def wgi(last: int = 2023, number: int = 152) -> str:
    lines = ["countryname,year,indicator,estimate,stddev,nsource,pctrank,pctranklower,pctrankupper,iso3"]
    for position, iso3 in enumerate(CODES[:number]):
        lines += [
            f"Somewhere,{last},{item},{position / 100 - 1:.3f}123456789,0.25,7.0,1,1,1,{iso3}"
            for item in ("va", "pv", "ge", "rq", "rl", "cc")
        ]
    return "\n".join(lines) + "\n"


def population(last: int = 2024, number: int = 200) -> str:
    lines = ["Country Name,Country Code,Year,Value"]
    lines += [f'"Somewhere, the",{iso3},{year},{40_000_000 + year}' for iso3 in CODES[:number] for year in (last - 1, last)]
    lines += [f"World,WLD,{last},8000000000"]
    return "\n".join(lines) + "\n"


def vdem(last: int = 2024, number: int = 152, code: str = "iso3") -> str:
    columns = [f"v2x_{index}{suffix}" for index in ("polyarchy", "libdem") for suffix in ("", "_codelow", "_codehigh")]
    lines = [",".join(["country", code, "year", *columns])]
    lines += [f"Somewhere,{iso3},{last}.0,0.5,0.4,0.625,0.3,0.2,0.35" for iso3 in CODES[:number]]
    return "\n".join(lines) + "\n"


def unhcr(last: int = 2025) -> str:
    origins = ["BEN", "BFA", "CIV", "DZA", "GIN", "MLI", "MRT", "NER", "NGA", "SEN", "TCD", "TGO"]
    lines = ["year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,refugees,asylum_seekers,returned_refugees,idps,stateless"]
    lines += [f"{last}.0,Somewhere,{iso3},{iso3},Here,YYY,FRA,5000.0,12,0,-,0" for iso3 in origins]
    lines += [f"{last}.0,Mali,MLI,MLI,Mali,MLI,MLI,,,0,330000.0,0", f"{last}.0,Unknown,UKN,UNK,Mali,MLI,MLI,7,0,0,0,0"]
    return "\n".join(lines) + "\n"


def idmc(last: int = 2025, number: int = 32) -> str:
    lines = ["year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,total", f"{last}.0,Unknown,UKN,UNK,Unknown,UKN,UNK,9000000.0"]
    lines += [f"{last}.0,Somewhere,XXX,{iso3},Somewhere,XXX,{iso3},2500.0" for iso3 in CODES[:number]]
    return "\n".join(lines) + "\n"


def cod() -> str:
    """Ten invented regions; 53 invented cercles, six in each of the first five and so on."""
    lines = ["Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date"]
    lines += [f"MLI,1,ML{region:02d},Region {region},MLI,2021-12-20" for region in range(1, 11)]
    places = [(1 + number % 10, 1 + number // 10) for number in range(53)]
    lines += [f"MLI,2,ML{region:02d}{place:02d},Place {region} {place},ML{region:02d},2021-12-20" for region, place in places]
    return "\n".join(lines) + "\n"


def check(source: Source, vintage: Vintage) -> None:
    """What holds for every vintage of every source."""
    frame, key = vintage.frame, list(source.primary_key)
    assert vintage.source == source.key
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", vintage.version)
    assert date.fromisoformat(vintage.published).isoformat() == vintage.published
    assert months.ordinal(vintage.start) <= months.ordinal(vintage.end)
    assert list(frame.columns) == source.columns
    assert len(frame) > 0
    assert not frame.duplicated(key).any()
    assert frame[key].equals(frame[key].sort_values(key, ignore_index=True))
    for item in source.fields:
        assert not item.required or frame[item.name].notna().all(), item.name
        assert not item.enum or frame[item.name].isin(item.enum).all(), item.name
    for name in {"country", "origin", "asylum"} & set(frame.columns):
        assert set(frame[name]) <= set(countries.codes())
    if "year" in frame.columns:
        assert frame["year"].between(1945, 2100).all()
    assert all(line.count > 0 and line.rule and line.treatment for line in vintage.quality)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for _, digest in vintage.inputs)
    assert vintage.records is not None
    assert acceptance.unaccounted(vintage) == ""


def refusal(source: Source, path: Path, version: str | None = None, published: str | None = None) -> str:
    """The one line with which a file is refused."""
    assert source.parse is not None
    with pytest.raises(SourceError) as caught:
        source.parse([path], version, published)
    message = str(caught.value)
    assert "\n" not in message
    return message


def survives(source: Source, content: bytes, version: str | None = None, published: str | None = None) -> tuple[Vintage, ...]:
    """Import spoilt bytes: nothing (a SourceError) or vintages that hold what every vintage must."""
    assert source.parse is not None
    with tempfile.TemporaryDirectory() as folder:
        try:
            vintages = source.parse([write(Path(folder), content)], version, published)
        except SourceError:
            return ()
    for vintage in vintages:
        check(source, vintage)
    return vintages


TRICKY = (
    "",
    "-",
    "*",
    "NA",
    "nan",
    "inf",
    "-inf",
    "1e400",
    "0x10",
    "1_000",
    "1,5",
    '"',
    "ZZ",
    "MLI",
    "XXX",
    "2023",
    "\ufeff",
    "\r",
)
CELLS = st.text(max_size=12) | st.floats().map(str) | st.integers(-(10**25), 10**25).map(str) | st.sampled_from(TRICKY)


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> bytes:
    """A valid file after one or two accidents: cut, shifted, swapped, overwritten, mis-encoded, or nothing but noise."""
    content = text.encode()
    for _ in range(draw(st.integers(1, 2))):
        how = draw(st.sampled_from(["noise", "cut", "bytes", "cell", "shift", "lines", "header", "encoding"]))
        lines = content.decode("utf-8", "replace").split("\n")
        row = draw(st.integers(0, len(lines) - 1))
        cells = lines[row].split(",")
        column = draw(st.integers(0, len(cells) - 1))
        if how == "noise":
            content = draw(st.binary(max_size=300))
        elif how == "cut":
            content = content[: draw(st.integers(0, len(content)))]
        elif how == "bytes":
            at = draw(st.integers(0, len(content)))
            content = content[:at] + draw(st.binary(max_size=6)) + content[at + draw(st.integers(0, 6)) :]
        elif how == "cell":
            cells[column] = draw(CELLS)
            content = "\n".join([*lines[:row], ",".join(cells), *lines[row + 1 :]]).encode("utf-8", "replace")
        elif how == "shift":
            moved = cells[:column] + cells[column + 1 :] if draw(st.booleans()) else [*cells[:column], "", *cells[column:]]
            content = "\n".join([*lines[:row], ",".join(moved), *lines[row + 1 :]]).encode()
        elif how == "lines":
            content = "\n".join(lines[:row] + lines[row + draw(st.integers(0, 3)) :] + lines[row : row + 1]).encode()
        elif how == "header":
            names = lines[0].split(",")
            one, other = draw(st.integers(0, len(names) - 1)), draw(st.integers(0, len(names) - 1))
            names[one], names[other] = names[other], names[one]
            content = "\n".join([",".join(names), *lines[1:]]).encode()
        else:
            content = content.decode("utf-8", "replace").encode(draw(st.sampled_from(["utf-16", "utf-8-sig", "utf-32"])))
    return content
