"""Invented releases in UCDP's layouts, and a publisher that serves them from memory.

Mali's deaths of the releases below, by month of the event's end, worked out by hand (one-sided violence in brackets):

| month | 26.1 | 26.01.26.06 | 26.0.7 | 26.0.8 | together |
|---|---|---|---|---|---|
| 2025-12 | 10 | | | | 10 |
| 2026-02 | | (7) | | | (7) |
| 2026-03 | | | 3, late | | 3 |
| 2026-06 | | 4 | 6 for the 4 | | 6 |
| 2026-07 | | | 2 | | 2 |
| 2026-08 | | | | (5) | (5) |
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from indicators.model import SourceError

HEADER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
COLUMNS = tuple(HEADER.split())
ELSEWHERE = {
    "Afghanistan": 700, "Syria": 652, "Ukraine": 369, "Mexico": 70, "Nigeria": 475, "Iraq": 645, "India": 750,
    "Ethiopia": 530, "Somalia": 520, "Sudan": 625, "Colombia": 100, "Brazil": 140, "Pakistan": 770, "Philippines": 840,
    "Chad": 483, "Kenya": 501, "Uganda": 500, "Israel": 666, "Haiti": 41, "Cameroon": 471, "Thailand": 800,
}  # fmt: skip
PAGE = """<html><body>
<a href="#candidate">Candidate</a> <a name="no-target">x</a>
<a href="https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_0_8.csv">csv</a>
<a href="https://ucdp.uu.se/downloads/candidateged/GEDevent_v26_0_8.xlsx">xlsx</a>
<a href="https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_01_26_06.csv">csv</a>
<a href="/downloads/candidateged/GEDEvent_v26_0_7.csv?x=1">csv</a>
<a href="candidateged/GEDEvent_v26_0_6.csv">csv</a>
<a href="candidateged/GEDEvent_v25_0_12.csv">csv</a>
<a href="https://ucdp.uu.se/downloads/ged/ged251-csv.zip">GED</a>
<a href="https://ucdp.uu.se/downloads/ged/ged261-csv.zip">GED</a>
<a href="https://ucdp.uu.se/downloads/ged/ged261-xlsx.zip">GED</a>
<a href="https://ucdp.uu.se/downloads/vpp/GEDEvent_v26_1_4_1101_2512.csv">VPP</a>
<a href="https://ucdp.uu.se/downloads/vpp/GEDEvent_v26_0_9.csv">VPP</a>
<a href="https://ucdp.uu.se/downloads/organizedviolencecy/organizedviolencecy-251-csv.zip">CSV</a>
<a href="https://ucdp.uu.se/downloads/organizedviolencecy/organizedviolencecy-261-csv.zip">CSV</a>
</body></html>"""


def event(number: int, day: str, kind: int, best: int, **changes: Any) -> dict[str, Any]:
    """An event of Mali as UCDP writes it: low is best - 1, high best + 2; one civilian and people unknown are dead, in one-sided
    violence civilians alone.
    """
    civilians, other = (best, "Civilians") if kind == 3 else (min(best, 1), "B")
    side = "Government of A" if kind == 1 else "A"
    row = dict.fromkeys(COLUMNS, "x") | {
        "id": number, "relid": f"MLI-{number}", "year": int(day[:4]), "active_year": False, "code_status": "Clear",
        "type_of_violence": kind, "dyad_new_id": 900 + kind, "dyad_name": f"{side} - {other}", "side_a": side, "side_b": other,
        "number_of_sources": 1, "source_headline": 'Three, "said"\nto be', "where_prec": 1, "adm_1": "Mopti region",
        "adm_2": "Djenné cercle", "latitude": 14.1, "longitude": -4.6, "country": "Mali", "country_id": 432,
        "region": "Africa", "event_clarity": 1, "date_prec": 1, "date_start": f"{day} 00:00:00.000",
        "date_end": f"{day} 00:00:00.000", "deaths_a": 0, "deaths_b": 0, "deaths_civilians": civilians,
        "deaths_unknown": best - civilians, "best": best, "low": best - 1, "high": best + 2, "gwnob": "",
    }  # fmt: skip
    return row | changes


def elsewhere(first: int, day: str) -> list[dict[str, Any]]:
    """One death in each of twenty-one other countries."""
    return [
        event(first + place, day, 1, 1, country=name, country_id=number)
        for place, (name, number) in enumerate(ELSEWHERE.items())
    ]


def releases() -> dict[str, list[dict[str, Any]]]:
    """The events of four releases, by number."""
    return {
        "26.1": [event(1, "2025-12-10", 1, 10), *elsewhere(100, "2025-12-31")],
        "26.01.26.06": [event(2, "2026-02-05", 3, 7), event(3, "2026-06-20", 1, 4), *elsewhere(200, "2026-06-30")],
        "26.0.7": [
            event(3, "2026-06-20", 1, 6, code_status="Check dyad"), event(4, "2026-07-03", 2, 2), event(5, "2026-03-01", 1, 3),
            *elsewhere(300, "2026-07-31"),
        ],
        "26.0.8": [event(6, "2026-08-30", 3, 5), *elsewhere(400, "2026-08-31")],
    }  # fmt: skip


def ged(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = COLUMNS) -> bytes:
    """Events as one of UCDP's CSV files."""
    handle = io.StringIO(newline="")
    writer = csv.DictWriter(handle, columns, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return handle.getvalue().encode()


def zipped(**members: bytes) -> bytes:
    """An archive; a member's name is the keyword with ``_DOT_`` and ``_UP_`` for what a keyword cannot hold."""
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in members.items():
            folder.writestr(name.replace("_DOT_", ".").replace("_UP_", "../"), data)
    return handle.getvalue()


def country_years(last: int = 2025) -> bytes:
    """Release 26.1's country-year file: its 73 column names, three states killed in 3 and 2 and 1, Mali among them; else zeros."""
    from indicators import countries

    names = ["country", "country_id", "year", "region", "govt_name"]
    for kind in ("sb", "sb_intrastate", "sb_interstate", "ns", "os"):
        total = "total_" if kind in ("sb", "ns", "os") else ""
        names += [f"{kind}_{item}" for item in ("exist", "dyad_count", "dyad_ids", "dyad_names")]
        names += [f"{kind}_deaths_{item}" for item in ("parties", "civilians", "unknown") if kind != "os"]
        names += [f"{kind}_{total}deaths_{item}" for item in ("best", "high", "low")]
    names += [f"cumulative_total_deaths_in_orgvio_{item}" for item in ("best", "high", "low")] + ["Version"]
    known = {number: iso3 for number in range(1, 1000) if (iso3 := countries.iso3_of_gw(number))}
    ended = {315, 340, 345, 255, 265, 679, 680, 678}  # numbers that share a code with another one
    rows = []
    for number, iso3 in known.items():
        for year in (last - 1, last):
            row = dict.fromkeys(names, "0") | {
                "country": countries.name(iso3),
                "country_id": number,
                "year": year,
                "Version": "26.1",
            }
            if iso3 == "MLI" and year == last:
                row |= {
                    "sb_total_deaths_best": 3, "sb_total_deaths_high": 4, "sb_total_deaths_low": 2, "sb_deaths_civilians": 1,
                    "sb_dyad_count": 2, "os_total_deaths_best": 5, "os_total_deaths_high": 5, "os_total_deaths_low": 5,
                    "os_dyad_count": 1, "cumulative_total_deaths_in_orgvio_best": 8,
                }  # fmt: skip
            if number not in ended:
                rows.append(row)
    return ged(rows, names)


def files() -> dict[str, bytes]:
    """Path below the downloads page -> bytes, of everything ``PAGE`` links that is fetched."""
    found = {version: ged(rows) for version, rows in releases().items()}
    return {
        "": PAGE.encode(),
        "ged/ged261-csv.zip": zipped(GEDEvent_v26_1_DOT_csv=found["26.1"]),
        "candidateged/GEDEvent_v26_01_26_06.csv": found["26.01.26.06"],
        "candidateged/GEDEvent_v26_0_7.csv": b"\xef\xbb\xbf" + found["26.0.7"],
        "candidateged/GEDEvent_v26_0_8.csv": found["26.0.8"],
        "organizedviolencecy/organizedviolencecy-261-csv.zip": zipped(OrganizedViolenceCYDataSet26_1_DOT_csv=country_years()),
    }


class Refused(SourceError):  # noqa: N818
    """As the client raises for 4xx."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"the publisher answered {status}")
        self.status, self.body = status, body


class Downloads:
    """A ``Web`` that holds files in memory; a path it does not have is a 404. ``asked`` lists the paths asked for."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        self.held, self.asked = dict(held), list[str]()

    def save(self, base: str, path: str, into: Path, *, accept: Sequence[str], limit: int) -> Path:
        assert base == "ucdp"
        assert accept
        assert limit <= 400_000_000
        self.asked.append(path)
        if path not in self.held:
            raise Refused(404, b"")
        into.write_bytes(self.held[path])
        return into


class Api:
    """A ``Web`` that answers as UCDP's API does; ``spoil(version, page, answer)`` may change what is sent."""

    def __init__(self, held: Mapping[str, list[dict[str, Any]]], key: str = "secret") -> None:
        self.held, self.key, self.asked = held, key, list[tuple[str, dict[str, str]]]()
        self.spoil: Callable[[str, int, dict[str, Any]], Any] = lambda _version, _page, answer: answer
        self.later: Callable[[int, bytes], bool] | None = None

    def read(self, base: str, path: str, params: Mapping[str, str] | None = None, **options: Any) -> bytes:
        assert base == "ucdp_api"
        assert options["headers"] == {"x-ucdp-access-token": "secret"}
        self.later = options["also_retry"]
        resource, version = path.split("/")
        assert resource == "gedevents"
        asked = dict(params or {})
        self.asked.append((version, asked))
        if self.key != "secret":
            raise Refused(401, b"API token required. Add header: x-ucdp-access-token: <your-token>")
        if version not in self.held:
            raise Refused(400, f"Invalid object name 'GEDEvent_v{version.replace('.', '_')}'.".encode())
        wanted = set(asked.get("Country", "").split(",")) - {""}
        rows = [row for row in self.held[version] if not wanted or str(row["country_id"]) in wanted]
        size, page = int(asked["pagesize"]), int(asked["page"])
        pages = -(-len(rows) // size)
        answer = {
            "TotalCount": len(rows), "TotalPages": pages, "PreviousPageUrl": "",
            "NextPageUrl": f"https://ucdpapi.pcr.uu.se/api/{path}?page={page + 1}" if page + 1 < pages else "",
            "Result": [api_row(row) for row in rows[page * size : (page + 1) * size]],
        }  # fmt: skip
        sent = self.spoil(version, page, answer) if size > 1 else answer
        return sent if isinstance(sent, bytes) else json.dumps(sent).encode()


def api_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """An event as the API writes it: days with a T, nothing as null."""
    changed = {name: str(row[name])[:10] + "T00:00:00" for name in ("date_start", "date_end")}
    return {name: None if value == "" else value for name, value in {**row, **changed}.items()}
