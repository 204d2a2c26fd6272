"""Both languages have the same texts, each told of the same figures, and each as its language is written."""

from __future__ import annotations

import ast
import csv
import inspect
import re
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import countries, language, registry, wording
from indicators import french as articles
from indicators.model import EDITED, Vintage
from indicators.scoring.verdict import Direction, Verdict
from indicators.subject import SUBJECT
from indicators.tables import conflict, governance, overview
from indicators.wording import en, formats, fr

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "indicators" / "wording"
CURATED = ROOT / "data" / "curated"
NAMES = (
    "",
    *(name for name in wording.modules() if (FOLDER / "fr" / f"{name}.py").exists()),
)  # that none lacks is a test of its own
HEADINGS = {"GROUPS"}  # mappings whose keys are texts themselves
MODULES = {
    name: (import_module(f"{en.__name__}.{name}".rstrip(".")), import_module(f"{fr.__name__}.{name}".rstrip(".")))
    for name in NAMES
}

# Words that tell English from French; what is quoted in English or is code is taken out first.
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|with|from|by|not|has|have|this|that|which|its|month|months|year|years|death|deaths|in|at|for|"
    r"minister|ministry|forces? of|by the|to the|no)\b",
    re.IGNORECASE,
)
MONTHS = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")
QUOTED = re.compile(
    r"Handbook on Constructing Composite Indicators|python -m indicators (rebuild|check)|alerts --record --store|"
    r"MIT|CC-BY-SA-4\.0|datapackage\.json|The Sentry|"
    r"mali-risk-indicators\.zip|\bIS\b"
)
LICENCE = re.compile(r"CC BY(-SA)? \d\.\d( IGO)?")
ICON = re.compile(r":material/\w+:")
NUMBER = re.compile(r"\d+(?:[.,\u202f]\d+)*")

# Texts that are the same word or name in both languages.
SAME = {
    "Score",
    "Dimension", "HTML", "PDF", "Word",
    "CC BY 3.0 IGO", "CC BY 4.0", "CC BY-SA 4.0", "CC-BY-SA-4.0", "Dozos, Dan na Ambassagou", "IDMC", "JNIM", "Mali",
    "Natural Earth", "OCHA", "PNG", "SVG", "Sources", "Takuba", "UCDP", "UN Comtrade", "V-Dem",
    "cercle", "cercles", "mali-risk-indicators.zip", "mean", "score", "source", "sources",
}  # fmt: skip
SAME_TERMS = {
    "13 sites", "A", "Africa Corps", "B", "C", "Dozos (Mali)", "EUTM Mali", "FLA", "G5 Sahel", "JNIM", "MINUSMA", "OIF", "OIF (Francophonie)",
    "UEMOA", "a", "attribution", "b", "base", "bases", "bloc", "cause", "cercle", "composite", "constitution", "contingent", "date",
    "dimension", "drones", "embargo", "internet",
    "exact", "force", "ignorance", "latitude", "licence", "longitude", "mission", "normal", "phase", "points", "sanction",
    "score", "sha256", "source", "sources", "stock", "suspension", "table", "tonnes", "total", "type",
}  # fmt: skip

MAY, JUNE, DAY, LATER = "2026-05", "2025-06", "2024-06-01", "2026-08-15"


def vintage(source: str, version: str = "v15", published: str = DAY) -> Vintage:
    return Vintage(source, version, published, "stated", "1990-01", "2025-12", None, pd.DataFrame())


def found(key: str, worse: float = 0.87, new: float = 0.9) -> Direction:
    return Direction(key, 42.4, 40.0, 38.1, 46.9, worse, new)


def verdict(
    *, index: float | None = 0.87, pulse: bool = True, worse: tuple[float, ...] = (0.9, 0.1, 0.85, 0.5), stale: float = 0.42
) -> Verdict:
    keys = ("conflict", "governance", "military", "development")
    return Verdict(
        MAY, "2025-05", None if index is None else found("index", index, 0.1 if index == 0.5 else 0.9), found("pulse") if pulse else None,
        {key: found(key, share, 0.2 if share == 0.4 else 0.9) for key, share in zip(keys, worse, strict=False)},
        {key: found(f"index.{key}", share) for key, share in (("equal_weights", 0.6), ("withdrawal_is_risk", 0.95))}, stale,
    )  # fmt: skip


VERDICTS = [
    (verdict(),), (verdict(index=0.5, stale=0.0),), (verdict(index=0.1, pulse=False),), (verdict(index=None, worse=()),),
    (verdict(index=0.45),),
    (verdict(index=None, pulse=False, worse=(0.4, 0.4, 0.1, 0.4)),), (verdict(index=1.0, worse=(0.4, 0.5, 0.5, 0.9)),), (verdict(index=0.0),),
]  # fmt: skip
DIRECTIONS = [
    (found(key, worse, new),)
    for key in ("index", "military")
    for worse, new in ((0.87, 1), (0.0, 1), (1.0, 1), (0.5, 1), (0.5, 0.1))
]
VINTAGES = [
    ([vintage("hdr"), vintage("claims", EDITED, LATER)],),
    ([],),
    ([vintage("vdem")],),
    ([vintage("claims", EDITED)],),
]
MANY = [([vintage(f"s{place}") for place in range(6)] + [vintage("claims", EDITED)],)]
SHARES = {"A": 0.004, "B": 0.6}
COUNTS = [(0,), (1,), (2,), (1234,)]
SUMMED = {"summary": "A.", "place": "Timbuktu", "contested": "yes", "due": DAY, "what": "general elections", "how": "put off"}
SAID: dict[str, dict[str, Any]] = {
    "deaths_12": {"deaths": 1312.0, "period": MAY, "months": 12}, "deaths_36": {"deaths": 31.0, "period": MAY, "months": 36},
    "surge_watch": {"period": MAY, "months": 6, "probability": 0.43}, "capital_lost": SUMMED, "capital_besieged": SUMMED | {"contested": "no"},
    "promise_due": SUMMED, "promise_missed": SUMMED, "index_revised": {"period": MAY, "points": -1.25, "sources": "a, b"},
    **{rule: {"body": "ECOWAS", "measure": "embargo", "kind": "imposed", "summary": "A."} for rule in ("measure_taken", "measure_lifted")},
    **{rule: {"force": "Operation Serval", "sponsor": "France", "summary": "A."} for rule in ("force_arriving", "force_leaving")},
    "source_overdue": {"source": "hdr", "title": registry.SOURCES["hdr"].title.en, "published": DAY, "last": "2023-12"},
}  # fmt: skip
RECORD: dict[str, Any] = {
    "group": "subject", "figures": "revised", "start": "2015-01", "end": "2025-12", "alerts": 18, "years": 11.0, "judged": 18.0, "right": 7.0,
    "base_rate": 0.12, "events": 9.0, "foreseen": 5.0, "lead_months": 2.5, "false_a_year": 1.2,
    **{f"{name}{end}": 0.39 for name in ("precision", "recall") for end in ("", "_low", "_high")},
}  # fmt: skip
RECORDS = [
    RECORD, RECORD | {"judged": None, "figures": "rows"}, RECORD | {"judged": 0}, RECORD | {"group": "all", "right": 1.0, "foreseen": 1.0},
    RECORD | {"base_rate": None, "lead_months": None, "false_a_year": None, "end": "2015-12"}, RECORD | {"events": 0.0, "figures": "published"},
]  # fmt: skip
SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "written": [(1234.56, ",.1f"), (-0.5, ".1f"), (5, "+,.0f"), (0.25, ".4g")],
    "military.agreements_finding": [({},), ({"mines": 1},), ({"mines": 3},), ({"mines": 3, "armes": 2},), ({"mines": 2, "armes": 2},)],
    "sources": VINTAGES + MANY,
    "source": [("hdr", "2025", DAY), ("claims", "", DAY)],
    "many_sources": [(["hdr 2025"], 1, DAY), (["hdr 2025"], 3, DAY)],
    "absent": [(["hdr", "claims"],)],
    "no_month": [("a", JUNE, MAY, MAY)],
    "day_outside": [(DAY, "2020-01-01"), (DAY, "2020-01-01", LATER)],
    "months_chosen": [(MAY, MAY), (JUNE, MAY)],
    "signed": [(0.0,), (-0.04,), (1.25,), (-1234.5, 2)],
    "number": [(0.0,), (-0.2,), (19009.4,), (1234567.0,)],
    "alerts.said": list(SAID.items()),
    "alerts.record": [(row,) for row in RECORDS],
    "alerts.since": [(DAY, ""), (DAY, LATER)],
    "brief.note": [("A", "B", DAY, "", "", ""), ("A", "B", "", "v15", "C", "a,1")],
    "brief.versions": [([],), ([("24", DAY)],), ([("24", DAY), ("25", LATER)],)],
    "brief.foot": [(DAY, "1")],
    "brief.told": [(MAY, MAY, True, LATER), (MAY, MAY, False, LATER), (JUNE, MAY, True, LATER)],
    "brief.no_outlook": [(JUNE, MAY), (JUNE, "")],
    "brief.samples": [(MAY, 27, 1443, MAY, 28, 1469)],
    "brief.facts": [(DAY, LATER)],
    "brief.no_facts": [(DAY, LATER)],
    "brief.fact": [(DAY, precision, "A.", "B") for precision in ("day", "month", "year")],
    "brief.above": [(0.5, 0.43, 0.07, 8288), (0.5, 0.43, -0.07, 8288)],
    "brief.covered": [(0.91, 1107)],
    "actors.told": [(1234,), (5, 0.004), (8, 0.6)],
    "actors.fresh": [(1, 1), (12, 12), (5, 1200)],
    "actors.parties_finding": [
        ([], 0, 0, [], 0, 0), (["JNIM"], 8, 10, [], 0, 0), (["JNIM", "IS"], 5, 1500, ["government"], 3, 4),
        (["FLA"], 1, 1, ["IS", "FLA"], 2, 4),
    ],
    "actors.adding": [(10, 10, 2, 2), (10, 18, 2, 2), (10, 18, 2, 3), (10, 1800, 2, 7)],
    "actors.when_unit": [("own_dead", "month"), ("deaths", "year")],
    "actors.when_finding": [
        (measure, step, [("JNIM", period, 1234), ("IS", period, 1234), ("FLA", period, 1234)][:many])
        for measure in en.actors.MEASURES for step, period in (("year", "2022"), ("month", MAY)) for many in (0, 1, 2, 3)
    ],
    "actors.against_finding": [
        ("IS", [], 0, 0, False), ("IS", ["Civilians"], 8, 10, True), ("JNIM", ["Government of Niger"], 3, 1000, False),
        ("others", ["Dogon - Fulani"], 1, 3, False), ("IS", ["JNIM", "MSA"], 2, 5, False),
    ],
    "actors.places_finding": [
        ("IS", [], 0, 0, 0), ("IS", [], 0, 0, 7), ("JNIM", ["Gao"], 891, 1234, 2000), ("JNIM", ["Gao", "Kidal"], 2, 5, 5),
    ],
    "actors.placed": [(0, 0), (1, 0), (7198, 1036)],
    "actors.one": [("IS",)],
    "actors.summary": [(1, 1, 1, 1), (8234, 1320, 804, 3037)],
    "actors.who": [
        ("FLA", "FLA", "", DAY, "day", ""), ("", "MNLA", "", DAY, "month", LATER), ("CSP-PSD", "CSP", "A; B", DAY, "year", DAY),
    ],
    "actors.rest": [(0,), (1,), (12,)],
    "actors.top": [(10, 50, "cercle")],
    "actors.parties_alt": COUNTS,
    "actors.when_alt": [(1, JUNE, MAY), (8, JUNE, MAY)],
    "no_day": [("a",), ("a", DAY)],
    "two_days.on": [("today",), ("a",)],
    "two_days.swapped": [(DAY, LATER)],
    "two_days.nothing": [("a", "b")],
    "two_days.not_yet": [(MAY, None), (MAY, JUNE)],
    "two_days.basis": [(None, False), (DAY, True), (DAY, False)],
    "two_days.said_finding": [
        (MAY, "a", "b", before, after) for before in (None, 68.24, 61.0) for after in (None, 68.23, 70.5)
    ],
    "two_days.split_finding": [
        ("A", {}, False), ("A", {}, True), ("A", {"expiry": 0.3, "revision": 0.1}, True), ("A", {"ledger": 2.5, "new data": -0.01}, True),
        ("A", {"expiry": 0.3, "revision": -0.3}, True),
    ],
    "two_days.no_split": [("a", MAY)],
    "two_days.between_finding": [(0, 0, 0), (1, 1, 1), (3, 7, 47), (0, 2, 1)],
    "ahead.overdue": [("end of the transition", "2022-01-01", DAY, 1.2), ("general elections", "2022-01-01", DAY, 26.4)],
    "ahead.ahead": [("end of the transition", DAY)],
    "ahead.first_releases": [(MAY, MAY, 312.0, 250.0, 1400.0), (JUNE, MAY, 312.0, 250.0, 1400.0)],
    "ahead.editions": [([], None), ([("A", JUNE), ("B", MAY)], ("C", MAY))],
    "ahead.due": [("", False), (MAY, True), (MAY, False)],
    "ahead.fresh_finding": [(0, 0, MAY, JUNE), (0, 5, MAY, JUNE), (2, 5, MAY, MAY)],
    "alerts.unseen": [([], JUNE, MAY), ([JUNE, MAY], JUNE, MAY)],
    "breakdown.summary": [(41.25, 38.0, 46.9, MAY)],
    "changes.subtitle": [("mai 2025", "mai 2026", -3.25), ("mai 2025", "mai 2026", 0.0)],
    "changes.still": [([],), (["A", "B"],)],
    "compare.answer": [
        ("2025", "Niger", above, below, alike)
        for above in ([], ["a (1)"]) for below in ([], ["b (2)", "c (3)"]) for alike in ([], ["d (4)"]) if above or below or alike
    ],
    "compare.ordinal": [(1,), (2,), (11,), (112,), (23,)],
    "compare.finding": [("2025", []), ("2025", [("HDI", 1, 190)]), ("2025", [("HDI", 2, 190), ("B", 12, 190)])],
    "conflict.sentence": [
        (MAY, 1234.0, 1000.0, 2000.0, before, provisional) for before in (None, 0.0, 500.0, 1234.0, 1000.0, 2000.0)
        for provisional in (True, False)
    ] + [(MAY, 1.0, 0.0, 2.0, 10.0, False)],
    "conflict.placed": [(5, 5), (5, 12)],
    "conflict.unplaced": [(1, 1, 1), (2, 0, 10), (3, 1200, 2400)],
    "conflict.monthly_finding": [
        ([], "", JUNE, MAY), ([(MAY, 0)], "Gao", JUNE, MAY), ([(MAY, 1)], "Gao", MAY, MAY), ([(MAY, 3), (JUNE, 1500)], "", JUNE, MAY),
    ],
    "conflict.map_alt": [("cercle", "a", "Gao", 1234)],
    "conflict.who": [("dyads",), ("actors",)],
    "conflict.who_finding": [("dyads", "A - B", 1, 3), ("actors", "A", 1, 3)],
    "conflict.who_alt": [("dyads", "A - B", 1), ("actors", "A", 1500)],
    "development.sentence": [
        ("2025", 2023, 0.419, 188, 193, printed, age) for printed in (None, ("HDR 2025", 188, 193)) for age in (0, 29)
    ] + [("2025", 2023, 0.97, 1, 193, None, 5)],
    "development.editions_finding": [(0, None), (1, None), (3, None), (4, (2012, 0.38, 0.412)), (4, (2012, 0.38, 0.38))],
    "development.editions_note": [({},), ({"2025": DAY},)],
    "development.weakest": [({"A": 0.41, "B": 0.3},)],
    "development.displaced": [
        ("2025", {"refugees": (1.0, None), "idmc": (378363.0, 15.3), "unhcr": (5.0, None)}), ("2025", {"unhcr": (402167.0, 16.0)}),
    ],
    "development.parts_finding": [("2025", {}), ("2025", {"HDI": 0.4, "IDH": 0.4, "a": 0.4, "b": 0.3, "c": 0.6})],
    "development.beside_finding": [("hdi", {"A": 0.4}), ("gnipc", {"A": 1.0, "B": 2.0})],
    "development.beside": [(key,) for key in en.development.MEASURES],
    "development.ranks_finding": [(None, None), (188, 2023), (1, 2023)],
    "development.world_finding": [(None, None, 0), (2023, 188, 193), (2023, 1, 193)],
    "development.decade_finding": [(None, "2023"), (0.0001, "2023"), (-0.012, "2023"), (0.034, "2023")],
    "development.asylum_finding": [(2025, "Mauritanie", 150000.0, 300000.0), (None, "", 0.0, 0.0)],
    "development.world": [(None,), (2023,)],
    "development.asylum": [(None,), (2025,)],
    "development.ranks_alt": [(188, 2023)],
    "frame.citation": [("a", "mai 2026", DAY, "CC BY 4.0", "b")],
    "frame.source_line": VINTAGES + MANY,
    "frame.vintage_line": [("A", vintage("hdr"), "CC-BY-4.0"), ("A", vintage("claims", EDITED), "other-pd")],
    "frame.licence": [([],), (["CC-BY-4.0", "other-pd"],), (["CC-BY-SA-4.0"],)],
    "frame.span": [(MAY, MAY), ("2026-01", MAY), (JUNE, MAY)],
    "frame.no_chart": [("a", []), ("a", ["b", "c"])],
    "frame.column": [("best",), ("event_type",), ("age_months",), ("date",), ("closed_list",)],
    "governance.standing": [("African Union", "membership", "imposed", DAY), ("ECOWAS", "embargo", "announced", DAY)],
    "governance.measure_line": [("African Union", "membership"), ("European Union", "listing"), ("ECOWAS", "embargo")],
    "governance.promised": [("end of the transition", "promise", DAY), ("general elections", "postponement", DAY)],
    "governance.sentence": [
        (MAY, ahead, late, "2022-02-27", newest, newest_ahead)
        for ahead in (True, False) for late in ((51.2, 3.4, 60.1), (51.2, 3.4, 51.2)) for newest in ("2022-02-27", "2024-03-26")
        for newest_ahead in (True, False)
    ],
    "governance.in_force": [(0, 0, 0), (0, 0, 1), (1, 1, 0), (1, 0, 2), (4, 0, 0), (4, 4, 1), (4, 1, 3), (5, 3, 0)],
    "governance.overdue_finding": [(MAY, None), (MAY, 0.0), (MAY, 51.3)],
    "governance.counts_finding": [(MAY, None, 0.0), (MAY, 1.0, 1.0), (MAY, 4.0, 1.0), (MAY, 4.0, 3.0)],
    "governance.attempts_finding": [(0, 0), (5, 14), (1, 3)],
    "governance.beside_finding": [
        ("a", []), ("a", [("Mali", MAY, 0.2, 0.1, 0.3), ("B", MAY, 0.4, 0.3, 0.5)]),
        ("a", [("B", MAY, 0.2, 0.1, 0.3), ("C", MAY, 0.4, 0.3, 0.5)]),
    ],
    "governance.clock_alt": [([("promise", DAY, LATER), ("mandate", DAY, LATER)], MAY)],
    "governance.series_alt": [("a", MAY, None), ("a", MAY, (1.25, 0.5, 2.5))],
    "governance.attempts_alt": [([("successful", ["1968", "1991"]), ("failed", ["1978"])],)],
    "governance.measures_alt": [([], MAY), ([("A", "imposed"), ("B", "chosen")], MAY)],
    "governance.neighbours_alt": [("a", [("B", MAY, 0.2, 0.1, 0.3)])],
    "map.finding": [
        ("deaths", "2020-2022", "2023-2025", sums, rises)
        for sums in ((5, 5), (1000, 3000), (3000, 1000)) for rises in ([], [("Gao", 12)], [("Gao", -1)])
    ],
    "map.year_finding": [
        ("deaths", "2025", 1234, ["Gao"], 12), ("civilians", "2025", 1, ["A", "B"], 1), ("civilians", "2025", 0, [], 0),
        ("deaths", "2025", 3, [], 0),
    ],
    "map.placed": [(0, 0), (1, 3), (1200, 1)],
    "map.changes_finding": [("cercle", 0, 0), ("region", 3, 1)],
    "map.named": [("2020-2022",)],
    "method.count": [(1, 1), (27, 60)],
    "method.newest": [("A", DAY)],
    "method.goalposts": [(0.1, 100.0, "A", "log"), (0.0, 1.0, "A", "linear"), (-2.5, 2.5, "A", "linear")],
    "method.facts": [(1.0, "flow", 0, "a, b"), (0.5, "stock", 36, "a")],
    "method.weight": [(0.5,), (1.0,)],
    "military.sentence": [(MAY, 0.0, 0.0, 0.0, {}), (MAY, 2000.0, 1000.0, 2500.0, {"A": 1.0}), (MAY, 1.0, 1.0, 2.0, SHARES)],
    "military.against": [
        (then, now, peak, since, since)
        for then in (None, 0.0, 2100.0) for now, peak in ((5.0, None), (5000.0, (JUNE, 4000.0)), (20.0, (JUNE, 19009.0)))
        for since in (None, "2023-01")
    ],
    "military.finding": [
        ([(JUNE, 0.0), (MAY, 0.0)],), ([(JUNE, 19009.0), (MAY, 2000.0)],), ([("2021-06", 19009.0), (MAY, 0.0)],),
        ([(JUNE, 0.0), (MAY, 2000.0)],), ([("2026-04", 1000.0), (MAY, 2000.0)],), ([(JUNE, 2000.0), (MAY, 2100.0)],),
        ([("2012-06", 19009.0), (MAY, 2000.0)],), ([("2010-06", 1000.0), (MAY, 2000.0)],),
    ],
    "military.shares_finding": [(MAY, {}), (MAY, {"Russie": 1.0}), (MAY, {"Russie": 0.6, "France": 0.4})],
    "military.rough": [(19009.0,)],
    "military.marks_note": [([],), (["a\nb"],)],
    "military.readings_finding": [(MAY, {}), (MAY, {"a": 41.2}), (MAY, {"a": 10.0, "b": 71.2})],
    "military.bases_finding": [(0, []), (1, ["France"]), (12, ["A", "B", "C"])],
    "military.spread": [(MAY, 41.2, 41.2, 0.0), (MAY, 41.2, 61.3, 5.0), (MAY, 41.2, 45.0, 20.0), (MAY, 41.0, 46.0, 5.5)],
    "military.sponsors_alt": [(MAY, SHARES), (MAY, {})],
    "military.dots_alt": [("a", 1, DAY), ("a", 12, DAY)],
    "outlook.soon": [([(MAY, 27.0, 130.0, 1200.0), (JUNE, 1.0, 2.0, 3.0)],)],
    "outlook.none": [("",), (MAY,)],
    "outlook.ahead": [(MAY, 20.0, 60.4, 1200.0, 3000.0)],
    "outlook.came": [
        (1, 1, MAY, 30.0, 0.0), (1, 0, MAY, 1363.0, 900.0), (1, 0, MAY, 1.0, -3.0), (7, 7, MAY, 30.0, 0.0), (12, 11, MAY, 1363.0, 900.0),
        (12, 1, MAY, 2.0, -3.0), (12, 0, MAY, 2.0, -3.0),
    ],
    "outlook.fan_alt": [(MAY, ["A.", "B."])],
    "outlook.fan_row": [(MAY, 1.0, 20.0, 3000.0)],
    "outlook.skill": [(0.07,), (0.0,), (-0.2,)],
    "outlook.reliable_finding": [(0, 0), (1, 7), (22, 26)],
    "outlook.reliable_alt": [(22, 26)],
    "outlook.nowcast_finding": [(MAY, 1.0, 0.0, 4.0), (MAY, 438.0, 416.0, 1688.0)],
    "outlook.nowcast_note": [(12, 0, 0), (1234, 1, 12), (1234, 77, 84)],
    "outlook.card_none": [("",), (DAY,)],
    "record.gains_finding": [(-0.8, -3.9, 2.1, -3.5, -5.0, -1.2), (2.0, 1.0, 3.0, 0.0, -1.0, 1.0)],
    "record.years": [([], 8), (["2024 (27)"], 8), (["2019 (2)", "2024 (3)"], 8)],
    "record.countries": [(0, 40, []), (12, 40, ["A (+12)", "B (+2)"])],
    "record.missed": [("Mali", MAY)],
    "rules.given_finding": [(0, 0, [], 0), (1, 1, ["A"], 1), (1, 0, ["A"], 1), (117, 10, ["A", "B"], 19), (12, 1, ["A"], 9)],
    "rules.judged": [("A", own, figures, 4, 7) for own in (True, False) for figures in ("revised", "published")],
    "rules.right_alt": [(["A (4)", "B (1)"],)],
    "overview.no_verdict": [(MAY, [], True), (MAY, ["A", "B"], False), (MAY, [], False)],
    "overview.dimensions_finding": [
        (MAY, {}), (MAY, {"A": (JUNE, 40.0, 40.1)}), (MAY, {"A": (JUNE, 40.0, 52.0), "B": (JUNE, 60.0, 52.1)}),
    ],
    "overview.turned": [
        (MAY, "coup", "coup"), (MAY, "lost", "Kidal"), (MAY, "regained", "Gao; Timbuktu"), (MAY, "left", "Operation Serval"),
        (MAY, "came", "Russian forces (Wagner Group, Africa Corps)"), (MAY, "deadliest", "1357"), (MAY, "besieged", "Kayes"),
    ],
    "overview.in_lines": [("a b c", 3)],
    "overview.card": [((38.0, 46.0), 41.2, "normal", 0.42), (None, None, "carried", 0.0), (None, 1.0, "provisional", 0.0)],
    "overview.spark_alt": [("A", pd.DataFrame({"period": [JUNE, MAY], "score": [40.0, 42.5]}))],
    "overview.no_score": [("A", "index"), ("A", "conflict")],
    "overview.history_finding": [
        ((first, 40.0), (MAY, now), pulse) for first in (JUNE, MAY) for now in (40.2, 55.0, 30.0)
        for pulse in (None, (50.0, None), (50.0, 40.0), (50.0, 60.0))
    ],
    "overview.moved": [
        (JUNE, MAY, change, causes) for change in (0.0, 2.5, -2.5) for causes in ({}, {"a": 2.0}, {"a": 2.0, "b": -1.0, "c": 0.1})
    ],
    "overview.index_alt": [(MAY, None, JUNE), (MAY, 41.2, JUNE)],
    "partners.finding": [({},), ({"A": 1},), ({"A": 1, "B": 1},), ({"A": 3, "B": 1},), ({"A": 2},)],
    "partners.counted": [({}, 0), ({"signed": 3, "talks": 1}, 1), ({"delivered": 12, "ended": 1, "reported": 2, "announced": 1}, 7)],
    "partners.money": [
        (low, high, currency, basis)
        for low, high in ((36e9, 36e9), (110e9, 115e9), (200e6, None), (None, 1e6), (900e6, 1.5e9), (1.23e6, 1.23e6), (115000.0, 115000.0))
        for currency in ("USD", "XOF", "EUR", "CHF") for basis in ("month", "year", "total")
    ],
    "partners.in_euros": [(655957.0, 655957.0, "XOF"), (36e9, None, "XOF"), (1.0, 1.0, "EUR")],
    "verdict.disputed": [("military",), ("conflict",)],
    "verdict.direction": DIRECTIONS,
    "verdict.chance": DIRECTIONS,
    **{f"verdict.{name}": VERDICTS for name in ("level", "dimensions", "sure", "whole")},
    **{f"whatif.{name}": [(key, MAY) for key in en.whatif.SCENARIOS] for name in ("changed", "no_change")},
    "whatif.against": [(70.04, 70.0), (71.9, 69.1), (55.5, 69.1)],
    "whatif.instead_finding": [
        (MAY, scenario, more, *pairs) for scenario in ("none", "capitals") for more in (True, False)
        for pairs in ((None, None), ((71.0, 69.1), None), ((71.0, 69.1), (56.8, 56.8)))
    ],
    "whatif.because_finding": [(MAY, "", 0.0, False), (MAY, "A", 1.9, False), (MAY, "A", -3.1, True)],
    "whatif.stress_finding": [(MAY, "", 0.0, 0.0), (MAY, "calm", 55.5, -13.6)],
    "quality.ended_short": [("", ""), ("stored", DAY)],
    "quality.ended": [("refused", f"{DAY}T10:00:00", ""), ("nothing new", DAY, "A.")],
    "quality.rule": [("left_out", 1, "A."), ("changed", 1234, "B.")],
    "terms.term": [("coup",), ("Timbuktu",), ("Burkina Faso",)],
}  # fmt: skip
KEYS = {"measure": "deaths", "level": "cercle", "status": "normal", "by": "dyads"}
PERIODS = {"period", "start", "end", "last", "base", "shown", "first_month", "since", "until", "now", "then", "origin"}
MOST = 24  # calls of a function without samples of its own, from either end
DAYS = {"made", "due", "iso", "as_of", "newest", "published", "known", "date", "day"}


def public(path: Path) -> list[str]:
    """The public names a module binds itself, at its top."""
    found: list[str] = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.append(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            found += [one.id for one in ast.walk(target) if isinstance(one, ast.Name)]
    return sorted(name for name in found if not name.startswith("_"))


def path_of(tongue: str, name: str) -> Path:
    return FOLDER / tongue / f"{name or '__init__'}.py"


def sample(kind: str, name: str) -> list[Any]:
    """What a parameter may be, by its annotation and name: a few values, one and several."""
    kind = kind.strip()
    if " | None" in kind:
        return [None, *sample(kind.replace(" | None", ""), name)]
    if kind == "str":
        text = MAY if name in PERIODS else DAY if name in DAYS else "2025" if name == "year" else KEYS.get(name, "Gao")
        return [text]
    plain: dict[str, list[Any]] = {
        "bool": [True, False], "int": [1, 3] if name == "decimals" else [0, 1, 2, 1234], "float": [1234.56],
        "Iterable[Vintage]": [one[0] for one in VINTAGES],
    }  # fmt: skip
    if kind in plain:
        return plain[kind]
    found = re.fullmatch(r"(\w+)\[(.*)\]", kind)
    assert found, f"{name}: add what {kind} may be to SAMPLES"
    parts = re.findall(r"(?:[^,\[]|\[[^\]]*\]+)+", found[2])
    if found[1] == "tuple":
        return [tuple(sample(part, "")[-1] for part in parts)]
    if found[1] == "Mapping":
        one, *more = sample(parts[1], "")
        return [{"A": one}, {"A": one, "B": (more or [one])[-1]}]
    one, *more = sample(parts[0], "")
    return [[one], [one, (more or [one])[-1]]]


def calls(name: str, function: Callable[..., Any]) -> list[tuple[Any, ...]]:
    if name in SAMPLES:
        return SAMPLES[name]
    sets: list[tuple[Any, ...]] = [()]
    for parameter in inspect.signature(function).parameters.values():
        sets = [(*one, value) for one in sets for value in sample(str(parameter.annotation), parameter.name)]
    return sets[:MOST] + sets[-MOST:] if len(sets) > 2 * MOST else sets


def functions(module: types.ModuleType, tongue: str, name: str) -> dict[str, Callable[..., Any]]:
    return {one: getattr(module, one) for one in public(path_of(tongue, name)) if inspect.isfunction(getattr(module, one))}


def texts(value: Any) -> Iterator[str]:
    """Every text inside a constant or a result."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts(one)


def constants(tongue: int, name: str) -> dict[str, Any]:
    module = MODULES[name][tongue]
    path = path_of(("en", "fr")[tongue], name)
    return {one: getattr(module, one) for one in public(path) if not inspect.isfunction(getattr(module, one))}


def results(tongue: int, name: str) -> Iterator[tuple[str, tuple[Any, ...], Any]]:
    for one, function in functions(MODULES[name][tongue], ("en", "fr")[tongue], name).items():
        whole = f"{name}.{one}".lstrip(".")
        for given_ in calls(whole, MODULES[name][0].__dict__[one]):
            yield whole, given_, function(*given_)


def figures(text: str) -> Counter[str]:
    """The numbers of a text, without their separators."""
    return Counter(re.sub(r"\D", "", one) for one in NUMBER.findall(text))


def flaws(text: str) -> list[str]:
    """What is not French in a French text, or not set as French is."""
    bare = QUOTED.sub("", ICON.sub("", LICENCE.sub("", text)))
    found = [f"English: {one.group()}" for one in ENGLISH.finditer(bare)]
    found += [f"an English month: {one.group()}" for one in MONTHS.finditer(bare)]
    found += [f"an ordinary space before {one}" for one in re.findall(r" ([:;?!%»])", bare)]
    found += [f"no space before {one}" for one in re.findall(r"(?<=\w)([;?!%])", bare)]
    found += ["an ordinary space after «"] if "« " in bare else []
    found += ["a straight quote"] if '"' in bare or re.search(r"\w'\w", bare) else []
    found += ["an English quote"] if re.search("[“”]", bare) else []
    found += ["a decimal point"] if re.search(r"\d\.\d", bare) else []
    found += ["a hyphen for a range"] if re.search(r"(?<![\d-])\d+-\d+(?![\d-])", bare) else []
    return found


def test_both_languages_have_the_same_modules() -> None:
    names = [
        {one.name for one in iter_modules([str(FOLDER / tongue)]) if not one.name.startswith("_")}
        for tongue in language.LANGUAGES
    ]
    assert names[0] == names[1] == set(wording.modules())
    listed = re.findall(r"^\s+(\w+) as \1,", (FOLDER / "__init__.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(names[0])


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_names(name: str) -> None:
    assert public(path_of("fr", name)) == public(path_of("en", name))


@pytest.mark.parametrize("name", NAMES)
def test_a_function_is_called_alike_in_both_languages(name: str) -> None:
    english, french = (functions(MODULES[name][place], tongue, name) for place, tongue in enumerate(("en", "fr")))
    for one, function in english.items():
        mine, theirs = inspect.signature(function), inspect.signature(french[one])
        assert [(p.name, p.kind, p.annotation) for p in mine.parameters.values()] == [
            (p.name, p.kind, p.annotation) for p in theirs.parameters.values()
        ], one
        assert [type(p.default) for p in mine.parameters.values()] == [type(p.default) for p in theirs.parameters.values()], one
        assert mine.return_annotation == theirs.return_annotation, one


@pytest.mark.parametrize("name", NAMES)
def test_constants_have_one_shape(name: str) -> None:
    english, french = (constants(place, name) for place in (0, 1))
    for one, value in english.items():
        other = french[one]
        assert type(value) is type(other), one
        if isinstance(value, Mapping):
            assert one in HEADINGS or list(value) == list(other), one
        if isinstance(value, (Mapping, tuple)):
            assert len(value) == len(other), one
        if not list(texts(value)):
            assert value == other, one
        if name != "terms":
            assert [figures(text) for text in texts(value)] == [figures(text) for text in texts(other)], one
        assert [text.count("{}") for text in texts(value)] == [text.count("{}") for text in texts(other)], one


@pytest.mark.parametrize("name", NAMES)
def test_a_function_tells_the_same_figures_in_both_languages(name: str) -> None:
    told = 0
    for (whole, given_, english), (_, _, french) in zip(results(0, name), results(1, name), strict=True):
        assert type(english) is type(french), whole
        ours, theirs = list(texts(english)), list(texts(french))
        assert bool("".join(ours)) == bool("".join(theirs)), (whole, given_, english, french)
        if not ours:
            assert english == french, whole
        assert figures(" ".join(ours)) == figures(" ".join(theirs)), (whole, given_, english, french)
        assert "None" not in french if isinstance(french, str) else True, (whole, given_, french)
        told += len(ours)
    assert told or not functions(MODULES[name][0], "en", name)


@pytest.mark.parametrize("name", NAMES)
def test_french_is_french_and_set_as_french(name: str) -> None:
    found = [(one, text, flaws(text)) for one, value in constants(1, name).items() for text in texts(value)]
    found += [(one, text, flaws(text)) for one, _, value in results(1, name) if one != "frame.snippet" for text in texts(value)]
    assert [one for one in found if one[2]] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_the_same_in_both_languages_only_where_the_word_is(name: str) -> None:
    english, french = (constants(place, name) for place in (0, 1))
    if name == "terms":
        return
    same = {
        a for one in english for a, b in zip(texts(english[one]), texts(french[one]), strict=True)
        if a == b and re.search("[A-Za-z]{2}", a) and one not in ("GROUPS", "GLANCE", "COLUMNS")
    }  # fmt: skip
    assert same <= SAME, same - SAME


@given(st.floats(-1e12, 1e12) | st.floats(-2, 2), st.integers(0, 3))
def test_english_numbers_are_what_python_prints(value: float, decimals: int) -> None:
    assert en.number(value).replace("−", "-") == f"{value:,.0f}"
    text = f"{value:+.{decimals}f}"
    assert en.signed(value, decimals).replace("−", "-") == (text[1:] if float(text) == 0 else text)


def test_a_negative_number_has_a_minus_sign_in_both_languages() -> None:
    assert [en.signed(-13.6), en.written(-2.73, ".2f"), en.number(-1234)] == ["−13.6", "−2.73", "−1,234"]
    assert [fr.signed(-13.6), fr.written(-2.73, ".2f"), fr.number(-1234)] == ["−13,6", "−2,73", "−1\u202f234"]


def test_a_share_follows_its_number_as_each_language_sets_it() -> None:
    # British English sets the sign close, French after a no-break space: CLDR's percent patterns "#,##0%" and "#,##0\u00a0%".
    assert [en.outlook.probability(0.5), fr.outlook.probability(0.5)] == ["50%", "50\u00a0%"]
    assert [formats.vega(one)["number"]["percent"] for one in ("en", "fr")] == ["%", "\u00a0%"]


@pytest.mark.parametrize("name", NAMES)
def test_english_texts_have_no_loose_percent_sign_and_no_hyphen_between_numbers(name: str) -> None:
    told = path_of("en", name).read_text(encoding="utf-8")
    assert not re.findall(r"[\d}](?: |\\u00a0)%", told)
    assert not re.findall(r"(?<![-\d])\d{1,3}-\d{1,3}(?![-\d])", told)


def test_days_and_numbers_are_written_as_each_language_does() -> None:
    assert [tongue.month("2026-05") for tongue in (en, fr)] == ["May 2026", "mai 2026"]
    assert [tongue.day("2024-06-01") for tongue in (en, fr)] == ["1 June 2024", "1er juin 2024"]
    assert [fr.day(day) for day in ("2025-08-11", "2026-02-21", "2025-12-31")] == [
        "11 août 2025",
        "21 février 2026",
        "31 décembre 2025",
    ]
    assert [fr.number(value) for value in (0, 999, 1000, 1234567.4, -1200, -0.3)] == [
        "0", "999", "1\u202f000", "1\u202f234\u202f567", "−1\u202f200", "0",
    ]  # fmt: skip
    assert [fr.signed(value) for value in (1.25, -1.25, 0.04, -0.04, 12.0)] == ["+1,2", "−1,2", "0,0", "0,0", "+12,0"]


def test_articles_and_prepositions_follow_the_name() -> None:
    # le Mali, du Mali, au Mali: Imprimerie nationale, Lexique, and the list of the UN's terminology section
    told = {
        "Mali": "le Mali|du Mali|au Mali", "Niger": "le Niger|du Niger|au Niger", "Tchad": "le Tchad|du Tchad|au Tchad",
        "Burkina Faso": "le Burkina Faso|du Burkina Faso|au Burkina Faso",
        "Côte d’Ivoire": "la Côte d’Ivoire|de la Côte d’Ivoire|en Côte d’Ivoire", "Algérie": "l’Algérie|de l’Algérie|en Algérie",
        "Russie": "la Russie|de la Russie|en Russie", "États-Unis": "les États-Unis|des États-Unis|aux États-Unis",
        "Émirats arabes unis": "les Émirats arabes unis|des Émirats arabes unis|aux Émirats arabes unis",
        "Iran": "l’Iran|de l’Iran|en Iran", "Mexique": "le Mexique|du Mexique|au Mexique", "Cuba": "Cuba|de Cuba|à Cuba",
        "Haïti": "Haïti|d’Haïti|en Haïti", "Guinée-Bissau": "la Guinée-Bissau|de la Guinée-Bissau|en Guinée-Bissau",
        "Royaume-Uni": "le Royaume-Uni|du Royaume-Uni|au Royaume-Uni", "Hongrie": "la Hongrie|de la Hongrie|en Hongrie",
        "Afrique du Sud": "l’Afrique du Sud|de l’Afrique du Sud|en Afrique du Sud",
        "Soudan du Sud": "le Soudan du Sud|du Soudan du Sud|au Soudan du Sud",
        "Nations unies": "les Nations unies|des Nations unies|aux Nations unies", "Cabo Verde": "Cabo Verde|de Cabo Verde|à Cabo Verde",
        "Mauritanie": "la Mauritanie|de la Mauritanie|en Mauritanie", "Saint-Siège": "le Saint-Siège|du Saint-Siège|au Saint-Siège",
        "Coalition africaine (MISMA)": "la Coalition africaine (MISMA)|de la Coalition africaine (MISMA)|en Coalition africaine (MISMA)",
    }  # fmt: skip
    assert {name: "|".join(put(name) for put in (articles.the, articles.of, articles.at)) for name in told} == told


def test_sentences_agree() -> None:
    sentences = [fr.governance.in_force(*counts) for counts in ((1, 1, 0), (4, 1, 1), (0, 0, 2))]
    assert sentences[0] == "Une mesure (sanction, suspension ou retrait) est en vigueur, imposée par d’autres."
    assert "dont 1 imposée par d’autres\u00a0; 1 autre est annoncée." in sentences[1]
    assert sentences[2].endswith("n’est en vigueur\u00a0; 2 mesures sont annoncées.")
    assert fr.partners.money(1.5e9, 1.5e9, "EUR", "year") == "1,5 milliard d’euros par an"
    assert fr.partners.money(110e9, 115e9, "XOF", "year") == "110–115 milliards de francs CFA par an"
    assert fr.partners.money(200e6, None, "USD", "") == "plus de 200 millions de dollars"
    assert fr.partners.money(115000, 115000, "XOF", "month") == "115\u202f000 francs CFA par mois"
    assert fr.verdict.dimensions(verdict()) == (
        "Par rapport à mai 2025\u00a0: dégradation pour les violences\u00a0; amélioration pour la gouvernance\u00a0; hausse pour les forces "
        "étrangères (sens contesté)\u00a0; ni amélioration ni dégradation nettes pour le développement."
    )
    assert fr.military.shares_finding(MAY, {"United Nations": 1.0}) == (
        "Tous les soldats étrangers présents au Mali en mai 2026 étaient envoyés par les Nations unies"
    )
    assert fr.governance.measures_finding("2026-04", ["African Union", "European Union"], ["ECOWAS", "OIF"], 2) == (
        "Mesures en vigueur à la fin d’avril 2026\u00a0: imposées par l’Union africaine et l’Union européenne\u00a0; retraits choisis par le "
        "Mali (CEDEAO et OIF)\u00a0; 2 seulement annoncées"
    )
    assert fr.conflict.who_finding("dyads", "Government of Niger - IS", 1, 4) == (
        "Gouvernement du Niger – État islamique\u00a0: 25\u00a0% des décès affichés"
    )
    assert fr.partners.counted({"delivered": 12, "signed": 1}, 1) == "12 livrés, 1 signé. 1 des 13 lignes indique un montant."
    assert fr.map.placed(1, 3) == "1 localisé\u00a0; 3 non localisés (75\u00a0%)"


def column(table: str, name: str) -> list[str]:
    with (CURATED / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return sorted({row[name] for row in csv.DictReader(handle)} - {""})


CLOSED = [
    ("governance_events", "body"), ("foreign_forces", "sponsor"), ("foreign_forces", "force"), ("foreign_forces", "mission"),
    ("territory", "controller"), ("agreements", "currency"), ("agreements", "quantity_unit"), ("promises", "what"),
]  # fmt: skip
OPEN = [
    ("governance_events", "actor"), ("agreements", "partner"), ("agreements", "counterpart"), ("agreements", "partner_group"),
    ("claims", "speaker"), ("foreign_forces", "bases"), ("territory", "place"), ("shutdowns", "area"), ("shutdowns", "cause"),
]  # fmt: skip


def known(text: str) -> bool:
    return text in fr.terms.TERMS or countries.iso3_of_name(text) is not None


def test_every_value_of_a_closed_vocabulary_has_a_french_name() -> None:
    curated = [one for one in registry.SOURCES.values() if (CURATED / f"{one.key}.csv").exists()]
    assert len(curated) >= 7
    values = {value for one in curated for column_ in one.fields for value in column_.enum}
    values |= {one for table, name in CLOSED for one in column(table, name)}
    values |= {*conflict.PRECISION.values(), conflict.UNTYPED, conflict.REST, *governance.VDEM, *governance.WGI, "as declared"}
    values |= {overview.FORCES, *overview._GOVERNANCE.values()}
    values |= {"stock", "flow", "linear", "log"}
    assert sorted(value for value in values if not known(value)) == []


def treatments() -> set[str]:
    """What parsers say they did with records: the text of every Quality, and of every line given to tables.left_out and noted."""
    found = set()
    for path in (ROOT / "indicators" / "sources").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            lines = [node.args] if name == "Quality" else [getattr(one, "elts", []) for one in node.args]
            if name in ("Quality", "left_out", "noted"):
                found |= {text for line in lines if len(line) > 2 for text in _said(line[2])}
    return found


def _said(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(one.value) if isinstance(one, ast.Constant) else "12" for one in node.values)]
    return []


def test_what_was_done_with_records_is_told_in_french() -> None:
    stored = {one["treatment"] for one in csv.DictReader((ROOT / "data/scores/quality.csv").open(encoding="utf-8"))}
    said = stored | treatments()
    assert len(said) >= 50
    assert sorted(one for one in said if fr.terms.term(one) == one or flaws(fr.terms.term(one))) == []
    assert {one for one in said if figures(one) != figures(fr.terms.term(one))} == set()


def test_names_in_the_curated_tables_are_told_in_french() -> None:
    values = {one for table, name in OPEN for one in column(table, name)}
    told = {one: fr.terms.term(one) for one in values}
    assert {one: text for one, text in told.items() if flaws(text)} == {}
    assert {one: text for one, text in told.items() if figures(one) != figures(text)} == {}


def test_a_term_is_the_same_in_both_languages_only_where_the_word_is() -> None:
    assert {one for one, text in fr.terms.TERMS.items() if one == text} <= SAME_TERMS
    assert all(text and text == text.strip() for text in fr.terms.TERMS.values())
    assert {
        text: fr.terms.term(text) for text in fr.terms.TERMS.values() if fr.terms.term(text) != text
    } == {}  # told twice, the same
    assert set(en.terms.TERMS.values()) == set(en.terms.TERMS)


def test_names_made_of_known_ones_are_told_part_by_part() -> None:
    told = {
        "Government of Niger - JNIM": "gouvernement du Niger – JNIM", "IS - Civilians": "État islamique – civils",
        "ECOWAS: membership": "CEDEAO\u00a0: participation", "coup, foreign forces": "coup d’État, forces étrangères",
        "Gao; Timbuktu": "Gao\u00a0; Tombouctou", "Mopti region": "région de Mopti", "Spain": "Espagne", "XXX436": "XXX436",
        "Minister, of what": "Minister, of what",
    }  # fmt: skip
    assert {one: fr.terms.term(one) for one in told} == told


def test_every_column_of_the_curated_tables_has_a_french_name() -> None:
    found = {
        name for path in sorted(CURATED.glob("*.csv")) for name in path.open(encoding="utf-8").readline().strip().split(",")
    }
    untold = {name for name in found if name not in fr.frame.COLUMNS and name.replace("_", " ") not in fr.terms.TERMS}
    assert untold == set()


def shown_by_tables_and_charts() -> set[str]:
    """Columns that tables declare (``..._COLUMNS``), and titles and fields of the charts' axes and tips."""
    found: set[str] = set()
    for path in sorted((ROOT / "indicators" / "tables").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            if any(isinstance(one, ast.Name) and one.id.endswith("COLUMNS") for one in targets):
                found |= {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    for path in sorted((ROOT / "indicators" / "charts").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'\btitle="([^"]*\w[^"]*)"', text))
        found |= set(re.findall(r'Tooltip\("(\w+):[A-Z]"(?!, title)', text))
    return found - {"_"}


def test_what_tables_and_charts_are_labelled_with_has_a_french_name() -> None:
    shown = shown_by_tables_and_charts()
    assert {"age_months", "share of the index", "deaths"} <= shown
    untold = {name for name in shown if name not in fr.frame.COLUMNS and name.replace("_", " ") not in fr.terms.TERMS}
    assert untold == set()


def test_the_names_of_what_is_declared_are_set_as_french() -> None:
    declared = [
        *registry.DIMENSIONS.values(),
        *registry.INDICATORS.values(),
        *registry.PULSE_PARTS.values(),
        *registry.READINGS.values(),
        registry.PULSE,
    ]
    names = [one.name.fr for one in declared] + [SUBJECT.title.fr, SUBJECT.name.fr]
    assert [(name, flaws(name)) for name in names if flaws(name)] == []


def test_a_citation_names_who_publishes_the_figures() -> None:
    for tongue in (en, fr):
        told = tongue.frame.citation("Title", "Place, May 2026", "2026-11-26", "CC BY 4.0", "http://x", "Source: UCDP (2026).")
        assert "Source: UCDP (2026)." in told
        assert told.endswith("http://x")
