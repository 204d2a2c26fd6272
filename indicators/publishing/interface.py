"""The interface of files, ``api/v1``: everything there is, the last month, every month, charts, alerts.

Addresses in an answer are relative to the folder of the interface.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from indicators import language, wording
from indicators.pages.known import Scope, month_of, results
from indicators.publishing import summary, tables
from indicators.publishing.files import Files
from indicators.publishing.shown import Shown
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS, SOURCES
from indicators.scoring.verdict import Direction
from indicators.subject import SUBJECT
from indicators.tables.alerts import Told
from indicators.version import VERSION
from indicators.wording import alerts as alert_words

FOLDER = "api/v1"
VERSION_OF_INTERFACE = "v1"
NUMBERS = ("score", "low", "high", "p05", "p50", "p95", "coverage", "stale", "provisional")
_UP = "../../"  # from the interface to the root of the site


def rendered(value: object) -> bytes:
    """JSON as the interface writes it."""
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: Any) -> Any:
    return value.item()  # a number of NumPy's


def _row(row: Mapping[Any, Any]) -> dict[str, Any]:
    told = {name: None if pd.isna(row[name]) else float(row[name]) for name in NUMBERS}
    return {**told, "status": str(row["status"])}


def months(scope: Scope) -> dict[str, Any]:
    """Every month with the scores of index, pulse and dimensions, the oldest first."""
    scores = results(scope.known).scores
    keys = summary.dimension("overview")
    wanted = scores[scores["key"].isin(keys) & scores["level"].isin(["index", "dimension", "pulse"])]
    found = [
        {"month": str(period), "scores": {str(row["key"]): _row(row) for row in own.sort_values("key").to_dict("records")}}
        for period, own in wanted.groupby("period", sort=True)
    ]
    return {"country": SUBJECT.code, "known": scope.known.as_of, "scale": [0, 100], "months": found}


def latest(scope: Scope, sentences: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The last month: its verdict in words, and each score with its direction against the month a year before."""
    told = summary.found(scope)
    ways = summary.directions(told)
    rows = month_of(scope.known, scope.end)
    return {
        "country": SUBJECT.code, "known": scope.known.as_of, "month": scope.end, "against": summary.before(scope.end), "sentences": sentences,
        "scores": {key: {**_row(rows[key]), **_way(ways.get(key))} for key in summary.dimension("overview") if key in rows},
    }  # fmt: skip


def _way(one: Direction | None) -> dict[str, Any]:
    """How a score stands against a year before: its score then, the word, and the share of simulations in which it is worse (0-1)."""
    if one is None:
        return {"before": None, "direction": None, "worse": None}
    return {"before": float(one.before), "direction": one.word, "worse": round(float(one.worse), 4)}


def figure(one: Shown) -> dict[str, Any]:
    """A chart: its finding, what it shows and rests on, its rows, and where its files are. Rows are in the language of the chart."""
    table = json.loads(one.figure.table.to_json(orient="records", date_format="iso", double_precision=10))
    return {
        "name": one.name, "language": language.current(), "finding": one.figure.title, "unit": one.figure.unit, "place": one.figure.place,
        "start": one.figure.start, "end": one.figure.end, "note": one.figure.note, "alt": one.figure.alt, "source_line": one.source_line,
        "licence": one.licence if one.csv else "", "sources": [
            {"key": item.source, "vintage": item.version, "published": item.published, "title": SOURCES[item.source].title.here,
             "publisher": SOURCES[item.source].publisher.here, "url": SOURCES[item.source].url, "licence": SOURCES[item.source].licence.name}
            for item in one.vintages
        ],
        "files": {kind: f"{_UP}{path}" for kind, path in (("csv", one.csv), ("png", one.png), ("svg", one.svg)) if path},
        "specs": [drawing.spec.whole() for drawing in one.drawings], "rows": table,
    }  # fmt: skip


def alerts(told: Told) -> dict[str, Any]:
    """Alerts in force with what each says in each language, when it ends, and the rows of its rule's record."""
    return {
        "country": told.country, "known": told.day, "record_made": told.made,
        "alerts": [
            {
                "rule": one.rule, "about": one.about, "since": one.since, "until": one.until or None, "basis": one.basis,
                "evidence": list(one.evidence), "link": one.link or None, "texts": dict(_texts(one.rule, one.values)),
                "record": told.record[one.rule],
            }
            for one in told.force
        ],
    }  # fmt: skip


def _texts(rule: str, values: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, str]]]:
    for key in language.LANGUAGES:
        with language.told_in(key):
            yield key, {
                "name": alert_words.NAMES[rule], "said": alert_words.said(rule, values), "ends": alert_words.ENDS[rule],
                "right": alert_words.RIGHT.get(rule, alert_words.FACT),
            }  # fmt: skip


def index(scope: Scope, found: Sequence[tables.Table], files: Files) -> dict[str, Any]:
    """Everything there is: the scale and its keys, tables with columns and checksums, charts, and every other file of the interface."""
    own = {path: digest for path, digest in files.sums.items() if path.startswith(f"{FOLDER}/")}
    figures = sorted(path for path in own if path.startswith(f"{FOLDER}/figures/"))
    first = results(scope.known).scores["period"].min()
    return {
        "name": SUBJECT.title.en, "interface": VERSION_OF_INTERFACE, "program": VERSION, "country": SUBJECT.code, "known": scope.known.as_of,
        "first": str(first), "last": scope.end, "scale": [0, 100], "keys": dict(_keys()),
        "tables": [
            {**tables.described(one), "rows": one.count, "files": {form: _file(one.path(form), files) for form in tables.FORMS}}
            for one in found
        ],
        "figures": [_named(path) | _file(path, files) for path in figures],
        "files": [
            _file(path, files) for path in sorted(own) if path not in figures and not path.startswith(f"{tables.FOLDER}/")
        ],
    }  # fmt: skip


def _keys() -> Iterable[tuple[str, dict[str, Any]]]:
    """What each key of a score is: its name in each language, its level, the dimension it is part of."""
    groups = [(key, "dimension", one.name) for key, one in DIMENSIONS.items()]
    groups += [(PULSE.key, "pulse", PULSE.name)]
    for key, level, name in groups:
        yield key, {"level": level, "dimension": None, "en": name.en, "fr": name.fr}
    for level, every in (("indicator", INDICATORS), ("pulse", PULSE_PARTS)):
        for key, item in every.items():
            yield key, {"level": level, "dimension": item.dimension, "en": item.name.en, "fr": item.name.fr}


def _named(path: str) -> dict[str, str]:
    page, key, tongue = PurePosixPath(path).stem.split(".")
    return {"page": page, "figure": key, "language": tongue}


def _file(path: str, files: Files) -> dict[str, Any]:
    data = files.root / path
    return {"path": path.removeprefix(f"{FOLDER}/"), "bytes": data.stat().st_size, "sha256": files.sums[path]}


def titles() -> dict[str, str]:
    """The name of the instrument in each language."""
    found = {}
    for key in language.LANGUAGES:
        with language.told_in(key):
            found[key] = wording.SITE
    return found
