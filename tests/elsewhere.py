"""An invented instrument for another country, run in a process of its own: the subject is read when modules are imported.

``run(body, folder)`` gives a Python program the fixture country as SUBJECT and the folder as data, and returns what it prints.
The country is Iceland's code with invented figures: two regions, three districts, ten rows in each curated table.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SUBJECT = """
from dataclasses import replace
import indicators.subject as declared
from indicators.model import Text
declared.SUBJECT = replace(
    declared.SUBJECT, code="ISL", name=Text("Iceland", "Islande"), adjective=Text("Icelandic", "islandais"),
    neighbours=(), around=("NOR",), followed=(), displaced=(), elected_order="1992-06",
    beside=dict.fromkeys(("compare", "development", "governance"), ("NOR",)),
    boundaries=replace(declared.SUBJECT.boundaries, prefix="IS", longitudes=(-25.0, -13.0), latitudes=(63.0, 67.0)),
    layers=(replace(declared.SUBJECT.layers[0], count=2), replace(declared.SUBJECT.layers[1], count=3)),
)
"""

DATA = """
import csv
import pandas as pd
from indicators.model import Vintage
from indicators.registry import SOURCES
from indicators import folders
from indicators.store import refresh

def vintage(source, end, rows, countries=("ISL",)):
    frame = pd.DataFrame(rows, columns=SOURCES[source].columns)
    return [Vintage(source, "1", "2024-02-01", "given", "1990-01", end, countries, frame)]

def event(number, day, deaths, civilians=0, type="state_based", adm2="Place A", dyad=1):
    return (number, "ISL", day, day, type, "Region", adm2, 64.0, -20.0, 1, 1, dyad, f"Side A - Side {dyad}", "Side A", f"Side {dyad}",
            0, 0, civilians, deaths - civilians, deaths, deaths, deaths, "Clear")

# 120 deaths in the twelve months of 2023, 40 of them civilians, in two of three districts, by two pairs of armed actors
events = [event(1, "1990-01-15", 1), *(event(10 + n, f"2023-{n:02d}-10", 10) for n in range(1, 9)),
          event(20, "2023-12-05", 40, 40, "one_sided", "Place B", 2)]
parsed = {
    "ucdp_ged": vintage("ucdp_ged", "2023-12", events),
    "population": vintage("population", "2023-12", [("ISL", year, 1_000_000) for year in range(2014, 2024)]),
    "vdem": vintage("vdem", "2023-12", [("ISL", year, 0.45, 0.45, 0.45, 0.4, 0.4, 0.4) for year in range(2014, 2024)]),
    "wgi": vintage("wgi", "2023-12", [("ISL", year, "pv", -1.0, 0.2, 5) for year in range(2014, 2024)]),
    "hdr": vintage("hdr", "2023-12", [("ISL", year, 0.5, 60.0, 10.0, 5.0, 3000.0, 1 if year == 2023 else None) for year in range(2013, 2024)]),
    "unhcr": vintage("unhcr", "2023-12", [(year, "ISL", "NOR", 1000, 0, 0) for year in range(2014, 2024)]),
    "idmc": vintage("idmc", "2023-12", [("ISL", year, 9000) for year in range(2014, 2024)]),
    "cod_ab": vintage("cod_ab", "2023-12", [("IS01", 1, "North", "ISL"), ("IS02", 1, "South", "ISL"), ("IS0101", 2, "Place A", "IS01"),
                                            ("IS0102", 2, "Place B", "IS01"), ("IS0201", 2, "Place C", "IS02")]),
}
common = dict(source_title="Title", source_publisher="Publisher", source_url="https://example.org/a", source_grade="A",
              known_from="2020-02-01", source_date="2020-02-01", public_from="2020-02-01", public_basis="source",
              summary="Something happens.", summary_fr="Il se passe quelque chose.", source_state="checked", country="ISL")
own = {
    "governance_events": [dict(id=f"2023-12-0{n}-vote", date=f"2023-12-0{n}", date_precision="day", event_type="election held",
                               actor="Parliament", closed_list="no") for n in range(1, 10)]
    + [dict(id="2019-01-10-coup", date="2019-01-10", date_precision="day", event_type="coup", actor="Officers", outcome="successful",
            closed_list="no")],
    "promises": [{"id": f"p{n}", "spell": "2019", "spell_start": "2019-01-10", "spell_end": "", "made": f"2019-02-0{n % 9 + 1}",
                  "due": "2020-12-31", "class": "promise" if n == 0 else "proposal", "what": "Election"} for n in range(10)],
    "foreign_forces": [dict(id=f"f{n}", sponsor="Norway", sponsor_iso3="NOR", bloc="europe", force="Guard", mission="Guard",
                            date=f"20{14 + n}-01-01", date_precision="day", status="level", personnel_low=1000, personnel_high=1000,
                            population="in_country", relation="owner", basis="stated", count="exact") for n in range(10)],
    "territory": [dict(id=f"t{n}", place="North Town", pcode="IS01", date=f"20{14 + n}-06-01", date_precision="day",
                       change="regained" if n % 2 else "lost", controller="Rebels", contested="no") for n in range(10)],
    "claims": [dict(id=f"c{n}", pair=f"c{n // 2}", topic="Topic", side="ab"[n % 2], speaker="Speaker", date="2020-01-01",
                    decided_by="Evidence", topic_fr="Sujet", decided_by_fr="Preuve") for n in range(10)],
    "agreements": [dict(id=f"a{n}", date=f"20{14 + n}-01-01", date_precision="day", category="other", partner="Norway",
                        partner_iso3="NOR", counterpart="State", status="signed", partner_group="other") for n in range(10)],
    "shutdowns": [dict(id=f"s{n}", date=f"20{14 + n}-01-01", date_precision="day", until=f"20{14 + n}-01-03", cut="both", area="North",
                       cause="Storm") for n in range(10)],
    "actors": [dict(id=f"x{n}", date=f"20{14 + n}-01-01", date_precision="day", party="others", full_name="Group", full_name_fr="Groupe")
               for n in range(10)],
    "hdi_rank_as_published": [dict(id=f"h{n}", report=f"HDR {14 + n}", data_year=2013 + n, rank=180, ranked=190, date=f"20{14 + n}-07-01")
                              for n in range(10)],
}
for key, rows in own.items():
    path = folders.folder() / SOURCES[key].path("", "")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, SOURCES[key].columns, lineterminator="\\n", extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows({**common, **row} for row in rows)
report = refresh.add(parsed)
assert not report.failures, report.failures
"""


def run(body: str, folder: Path, before: str = SUBJECT) -> str:
    """What a program prints that has ``before`` run before anything of the project is imported; fails with its error."""
    code = f"{before}\n{body}"
    environment = {**os.environ, "INDICATORS_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
