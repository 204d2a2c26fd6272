"""``datapackage.json``, the index of the data folder: builds and parses its entries. Pure functions.

A Frictionless Data Package (v1) with additional properties: ``source``, ``vintage``, ``published``,
``published_basis``, ``coverage``, ``attribution``, ``inputs``, ``records``, ``quality``, in a schema ``relations`` between its columns, which
Frictionless has no word for (``indicators.relations``); ``dictionary`` names data/README.md, and
``digest`` is the SHA-256 of the index written without it, so that any edit is detected.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.model import (
    CC_BY_SA,
    EFFECTS,
    LEVELS,
    STATUSES,
    ContractError,
    Field,
    Licence,
    Quality,
    Records,
    Source,
    Vintage,
)
from indicators.relations import ISO3, Ordered, Relation, declared
from indicators.store.commit import checksum
from indicators.subject import SUBJECT

TITLE = SUBJECT.title.en
_LEVEL = Field("level", "string", "What the row scores", enum=LEVELS)
_COUNTRY = Field("country", "string", "ISO 3166-1 alpha-3 code", pattern=ISO3)
_PERIOD = Field("period", "yearmonth", "Month the value is about")
_STATUS = Field("status", "string", "SDMX observation status, or carried; of an aggregate, its worst", enum=STATUSES)


def _points(name: str, description: str) -> Field:
    return Field(name, "number", description, minimum=0, maximum=100)


def _share(name: str, description: str) -> Field:
    return Field(name, "number", description, minimum=0, maximum=1)


_IN_ORDER = (Ordered(("low", "score", "high")),)
_SCORE_FIELDS = (
    _COUNTRY, _PERIOD, _LEVEL,
    Field("key", "string", "Indicator, dimension, index, reading, or the pulse and its parts"),
    _points("score", "0-100, higher is more risk"),
    _points("low", "Score of the end of the producer's range that means less risk"),
    _points("high", "Score of the end of the producer's range that means more risk"),
    _STATUS,
    _share("coverage", "Share of the weight that has a value, 0-1"),
    Field("p05", "number", "5 % of the simulated scores lie below; simulated for the subject alone", required=False),
    Field("p50", "number", "Median of the simulated scores", required=False),
    Field("p95", "number", "95 % of the simulated scores lie below", required=False),
    _share("stale", "Share of the weight on figures of more than twelve months ago, 0-1"),
    _share("provisional", "Share of the weight on provisional figures, 0-1"),
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One of the project's own tables: results under ``data/scores``, forecasts under ``data/outlook``."""

    key: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    folder: str = "scores/"
    relations: tuple[Relation, ...] = ()

    @property
    def path(self) -> str:
        """Path within the data folder."""
        return f"{self.folder}{self.key}.csv"


OBSERVATIONS = Table(
    "observations", f"Observations of {SUBJECT.name.en}",
    "Raw values of every indicator and part of the pulse, monthly, carried ones with their age",
    (
        _COUNTRY, _PERIOD,
        Field("indicator", "string", "Indicator's key"),
        Field("best", "number", "Value in the indicator's unit"),
        Field("low", "number", "Lower end of the producer's range, or best where there is none"),
        Field("high", "number", "Upper end of the producer's range, or best where there is none"),
        _STATUS,
        Field("age_months", "integer", "Months since the month the value was measured for", minimum=0),
        Field("source", "string", "Source's key"),
        Field("vintage", "string", "Source's vintage"),
    ),
    ("country", "period", "indicator"), relations=(Ordered(("low", "best", "high")),),
)  # fmt: skip
SCORES = Table(
    "scores", f"Scores of {SUBJECT.name.en}", "Index, dimensions, indicators, readings and pulse, monthly",
    _SCORE_FIELDS, ("country", "period", "level", "key"), relations=_IN_ORDER,
)  # fmt: skip
WORLD = Table(
    "world", "Scores of every country", "Dimensions on the comparison set and their indicators, each December",
    _SCORE_FIELDS, ("country", "period", "level", "key"), relations=_IN_ORDER,
)  # fmt: skip
PULSE = Table(
    "pulse", f"Pulse of {SUBJECT.name.en} and of the countries around",
    f"{SUBJECT.name.en}'s pulse and its parts as in scores.csv; of its region and the countries compared with it the parts that are "
    "known: deaths in three months (acute) and against the year before (momentum), monthly",
    _SCORE_FIELDS, ("country", "period", "level", "key"), relations=_IN_ORDER,
)  # fmt: skip
QUALITY = Table(
    "quality", "Quality report",
    "Of every imported vintage the records read, kept and left out, and the rules applied to the publishers' files; read less "
    "left_out is kept. Records are lines of the publisher's table or rows of its answer",
    (
        Field("source", "string", "Source's key"),
        Field("vintage", "string", "Source's vintage"),
        Field("rule", "string", "Short name of the rule; read and kept of every vintage"),
        Field("effect", "string", "read: records in the publisher's files; kept: those that stored rows are made of; left_out: records "
              "that none is made of; changed: figures stored otherwise than the file has them; noted: true of what is stored",
              enum=("read", "kept", *EFFECTS)),
        Field("count", "integer", "Records, rows or cells it touched; empty where it was not recorded at the import", required=False,
              minimum=0),
        Field("treatment", "string", "What was done with them"),
    ),
    ("source", "vintage", "rule"),
)  # fmt: skip
TABLES = (OBSERVATIONS, SCORES, WORLD, PULSE, QUALITY)
CHANGES = Table(
    "changes", "What a refresh changed",
    f"What one refresh changed, a file a refresh (changes/<day>_<number>.csv): new vintages, and {SUBJECT.name.en}'s index and dimensions",
    (
        Field("kind", "string", "vintage or score", enum=("vintage", "score")),
        Field("key", "string", "Source's key, or index and dimension"),
        Field("before", "string", "Vintage before, or last score before", required=False),
        Field("after", "string", "New vintage, or last score after", required=False),
        Field("added", "integer", "Rows added", required=False),
        Field("revised", "integer", "Rows with other values", required=False),
        Field("removed", "integer", "Rows no longer there", required=False),
        Field("months", "integer", "Past months whose score moved", required=False),
        Field("first", "string", "First period touched, or month of the largest move", required=False),
        Field("last", "string", "Last period touched", required=False),
        Field("largest", "number", "Largest move of a past month's score, points", required=False),
    ),
    ("kind", "key", "after"),
)  # fmt: skip
CHANGES_FOLDER = "scores/changes/"
OUTLOOK_FOLDER = "outlook/"
ALERTS_FOLDER = "alerts/"
ISSUES_FOLDER = "outlook/issues/"
_DEATHS = "deaths in the month (best, all types)"
_ORIGIN = Field("origin", "yearmonth", "Last month known when the forecast was made")
FORECASTS = Table(
    "forecasts", "Frozen forecasts of deaths",
    "Deaths in organised violence by country and month forecast at one origin, a file an issue (issues/<origin>_forecasts.csv). "
    "Quantiles of one month each, never to be added. Their record: backtest.csv",
    (
        _COUNTRY, _ORIGIN, Field("period", "yearmonth", "Month forecast"),
        Field("lead", "integer", "Months after the origin, 1-12"),
        *(Field(name, "integer", f"{share} % quantile, {_DEATHS}") for name, share in
          (("p05", 5), ("p25", 25), ("p50", 50), ("p75", 75), ("p95", 95))),
        Field("mean", "number", f"Mean of the distribution, {_DEATHS}"),
    ),
    ("country", "period"), ISSUES_FOLDER,
)  # fmt: skip
STATEMENTS = Table(
    "statements", "Frozen statements",
    "Probabilities stated at one origin, each with its record, a file an issue (issues/<origin>_statements.csv); of countries "
    "with 100 deaths or more in twelve months",
    (
        _COUNTRY, _ORIGIN,
        Field("statement", "string", "above, double, half: the next 12 months against the last 12; surge: a mean of three months "
              "within six at least twice that of the last 12", enum=("above", "double", "half", "surge")),
        Field("probability", "number", "Probability stated"),
        Field("base_rate", "number", "How often it came true in the cases of the record"),
        Field("cases", "integer", "Cases of the record: country-months since 2000, every country with enough deaths"),
        Field("brier", "number", "Brier score of the record"),
        Field("brier_base", "number", "Brier score of always stating the base rate"),
        Field("skill", "number", "1 less the ratio of the two"),
        Field("auc", "number", "Area under the ROC curve"),
        *(Field(name, "number", f"Input: {text}") for name, text in (
            ("log_sum_12", "log of one plus the deaths of the last 12 months"),
            ("log_ratio_3_12", "log ratio of mean deaths of 3 to 12 months, 1 added to each"),
            ("log_ratio_12_36", "the same of 12 to 36"), ("log_ratio_1_12", "the same of 1 to 12"),
            ("log_ratio_6_12", "the same of 6 to 12"), ("sd_log1p_12", "standard deviation of log1p over 12 months"))),
    ),
    ("country", "statement"), ISSUES_FOLDER,
)  # fmt: skip
_GROUP = Field(
    "group", "string", "subject, its neighbours, the countries set beside it, active ones (25 deaths in 12 months), world"
)
_MODEL = Field("model", "string", "pool, and the benchmarks conflictology, smoothed (conflictology), last_observed")
_BACKTEST = "Backtest on revised figures, targets 2018 to 2025, after some 39 configurations were looked at; no record of forecasts made"
BACKTEST_TABLES = (
    Table(
        "backtest", "Backtest of the forecasts", _BACKTEST,
        (
            _GROUP,
            Field("slice", "string", "all, or by lead, target year, origin", enum=("all", "lead", "year", "origin")),
            Field("value", "string", "The lead, target year or origin; empty for all", required=False),
            _MODEL,
            Field("crps", "number", "Continuous ranked probability score, deaths"),
            Field("ignorance", "number", "Bits, in eleven bins"),
            Field("interval_score", "number", "Mean interval score at 90 %, deaths"),
            Field("covered50", "number", "Share of outcomes in the central half"),
            Field("covered90", "number", "Share of outcomes in the central 90 %"),
            Field("cases", "integer", "Forecasts scored"),
        ),
        ("group", "slice", "value", "model"), OUTLOOK_FOLDER,
    ),
    Table(
        "backtest_gains", "Backtest: the pool against each benchmark", _BACKTEST,
        (
            _GROUP, Field("against", "string", "Benchmark"), Field("measure", "string", "crps, ignorance or interval_score"),
            Field("gain", "number", "The pool's mean against the benchmark's, per cent; below 0 is better"),
            Field("low", "number", "Lower end of the 90 % interval, blocks of target year and country drawn anew"),
            Field("high", "number", "Upper end"),
        ),
        ("group", "against", "measure"), OUTLOOK_FOLDER,
    ),
    Table(
        "backtest_pit", "Backtest: where outcomes fell in the forecast distributions", _BACKTEST,
        (
            _GROUP, _MODEL, Field("decile", "integer", "Tenth of the forecast distribution, 1-10"),
            Field("share", "number", "Share of outcomes in it; 0.1 would be perfect"),
        ),
        ("group", "model", "decile"), OUTLOOK_FOLDER,
    ),
    Table(
        "backtest_forecasts", "Backtest: the subject's forecasts at every past origin", _BACKTEST,
        (
            _ORIGIN, Field("period", "yearmonth", "Month forecast"), Field("lead", "integer", "Months after the origin, 1-12"),
            *(Field(name, "integer", f"{share} % quantile, {_DEATHS}") for name, share in
              (("p05", 5), ("p25", 25), ("p50", 50), ("p75", 75), ("p95", 95))),
        ),
        ("origin", "period"), OUTLOOK_FOLDER,
    ),
    Table(
        "backtest_statements", "Backtest: what was stated of the subject, and what came", _BACKTEST,
        (
            _ORIGIN, Field("statement", "string", "As in the frozen statements", enum=("above", "double", "half", "surge")),
            Field("probability", "number", "Probability stated from what was known at the origin"),
            Field("base_rate", "number", "How often it had come true among the cases the fit learnt from"),
            Field("happened", "integer", "1 where it came true, else 0"),
        ),
        ("origin", "statement"), OUTLOOK_FOLDER,
    ),
    Table(
        "backtest_countries", "Backtest: each country's mean loss", _BACKTEST,
        (
            _COUNTRY, Field("deaths", "integer", "Deaths of the months scored"),
            Field("crps", "number", "Mean continuous ranked probability score of the pool, deaths"),
            Field("crps_smoothed", "number", "The same of smoothed conflictology"),
            Field("covered90", "number", "Share of outcomes in the pool's central 90 %"),
            Field("cases", "integer", "Forecasts scored"),
        ),
        ("country",), OUTLOOK_FOLDER,
    ),
    Table(
        "backtest_misses", "Backtest: the worst forecasts of a month ahead", _BACKTEST,
        (
            _COUNTRY, Field("period", "yearmonth", "Month forecast"), Field("deaths", "integer", f"What came: {_DEATHS}"),
            *(Field(name, "integer", f"{share} % quantile, {_DEATHS}") for name, share in (("p05", 5), ("p50", 50), ("p95", 95))),
            Field("crps", "number", "Continuous ranked probability score, deaths"),
        ),
        ("country", "period"), OUTLOOK_FOLDER,
    ),
)  # fmt: skip


_SHARE_OF = "share of alerts judged; with the ends of Wilson's 90 % interval"
ALERT_TABLES = (
    Table(
        "record", "Record of the alerts",
        "How often each rule of alerts was right since 2000, made by alerts --record --store; what right means: README",
        (
            Field("rule", "string", "Rule's key"),
            Field("group", "string", "The subject alone, or all countries", enum=("subject", "world")),
            Field("figures", "string", "revised: today's figures; published: as first released, from stored vintages; rows: dated rows",
                  enum=("revised", "published", "rows")),
            Field("start", "yearmonth", "First month", required=False), Field("end", "yearmonth", "Last month", required=False),
            Field("years", "number", "Country-years"),
            Field("alerts", "integer", "Alerts given"),
            Field("judged", "integer", "Alerts whose outcome is known; empty for rules that state facts", required=False),
            Field("right", "integer", "Alerts that were right", required=False),
            Field("precision", "number", f"Precision: {_SHARE_OF}", required=False),
            Field("precision_low", "number", "Lower end", required=False), Field("precision_high", "number", "Upper end", required=False),
            Field("base_rate", "number", "How often the outcome came in all months judged", required=False),
            Field("events", "integer", "Events there were", required=False),
            Field("foreseen", "integer", "Events with an alert in the six months before", required=False),
            Field("recall", "number", "Share of events foreseen", required=False),
            Field("recall_low", "number", "Lower end", required=False), Field("recall_high", "number", "Upper end", required=False),
            Field("lead_months", "number", "Median months from the last alert to the event", required=False),
            Field("false_a_year", "number", "False alarms a country-year", required=False),
            Field("alerts_a_year", "number", "Alerts a country-year", required=False),
        ),
        ("rule", "group", "figures"), ALERTS_FOLDER,
    ),
    Table(
        "index_moves", "What new vintages did to the index",
        "For each day on which vintages were published and the index was known before: the largest move of a past month",
        (
            Field("day", "date", "Day the vintages were published"),
            Field("points", "number", "Largest move of a month known before, points of the index"),
            Field("period", "yearmonth", "Month of that move"),
            Field("sources", "string", "Sources with a vintage of that day, space-joined"),
        ),
        ("day",), ALERTS_FOLDER,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """Index entry of one stored file of a source. ``vintage.frame`` is empty: the rows are in the file."""

    path: str
    size: int
    digest: str
    vintage: Vintage


def entries(index: Mapping[str, Any]) -> list[Entry]:
    """The index' resources that belong to a source; raises ContractError where one lacks a property."""
    return [_entry(item) for item in index["resources"] if "source" in item]


def _entry(item: Mapping[str, Any]) -> Entry:
    from pandas import DataFrame

    try:
        coverage = item["coverage"]
        countries = coverage["countries"]
        vintage = Vintage(
            source=item["source"], version=item["vintage"], published=item["published"],
            published_basis=item["published_basis"], start=coverage["start"], end=coverage["end"],
            countries=None if countries is None else tuple(countries), frame=DataFrame(),
            quality=tuple(
                Quality(one["rule"], one["count"], one["treatment"], one.get("effect", "noted")) for one in item["quality"]
            ),
            records=Records(item["records"]["read"], item["records"]["kept"]) if "records" in item else None,
            inputs=tuple((one["name"], one["sha256"]) for one in item["inputs"]),
        )  # fmt: skip
        return Entry(item["path"], item["bytes"], item["hash"], vintage)
    except (KeyError, TypeError) as error:
        raise ContractError(
            f"datapackage.json, {item.get('path')}: property {error} is missing. Restore it from git."
        ) from error


def render(
    stored: Iterable[Entry],
    results: Mapping[str, bytes],
    dictionary: bytes,
    sources: Mapping[str, Source],
    carried: Mapping[str, bytes] | None = None,
) -> bytes:
    """The index' bytes: sources' files, then the result tables (key -> bytes), then ``carried`` (path -> bytes), each sorted."""
    resources = [_resource(entry, sources) for entry in sorted(stored, key=lambda entry: entry.path)]
    resources += [_result(table, table.path, results[table.key]) for table in sorted(TABLES, key=lambda table: table.path)]
    resources += [_carried(path, data) for path, data in sorted((carried or {}).items())]
    index: dict[str, Any] = {
        "profile": "data-package",
        "name": "mali-risk-indicators",
        "title": TITLE,
        "description": "Snapshots of publishers' tables and the scores made of them. Each file has its own licence.",
        "licenses": [_licence(CC_BY_SA)],
        "dictionary": {"path": "README.md", "bytes": len(dictionary), "hash": checksum(dictionary)},
        "resources": resources,
    }
    return _json({**index, "digest": digest(index)})


def digest(index: Mapping[str, Any]) -> str:
    """Checksum of the index written without its own ``digest``."""
    return checksum(_json({name: value for name, value in index.items() if name != "digest"}))


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def resource_name(path: str) -> str:
    """Frictionless name of a file: its path without folder marks and ending, lower case; JSON may stand beside a CSV of its name."""
    stem, _, ending = path.removeprefix("snapshots/").rpartition(".")
    stem += "-json" if ending == "json" else ""
    return "".join(letter if (letter.isalnum() and letter.isascii()) or letter in "._-" else "-" for letter in stem.lower())


def _resource(entry: Entry, sources: Mapping[str, Source]) -> dict[str, Any]:
    vintage = entry.vintage
    source = sources.get(vintage.source)
    if source is None:
        raise ContractError(f"{entry.path}: source {vintage.source!r} is not declared. Declare it, or remove its files by git.")
    return {
        **_head(entry.path, entry.size, entry.digest, tabular=source.kind.format == "csv"),
        "title": source.title.en,
        "description": f"{source.coverage} Published {source.cadence}.",
        "licenses": [_licence(source.licence)],
        "sources": [{"title": source.publisher.en, "path": source.url}],
        "source": source.key,
        "vintage": vintage.version,
        "published": vintage.published,
        "published_basis": vintage.published_basis,
        "coverage": {
            "start": vintage.start,
            "end": vintage.end,
            "countries": None if vintage.countries is None else list(vintage.countries),
        },
        "attribution": source.citation,
        "inputs": [{"name": name, "sha256": sha256} for name, sha256 in vintage.inputs],
        **({"records": {"read": vintage.records.read, "kept": vintage.records.kept}} if vintage.records else {}),
        "quality": [
            {"rule": one.rule, "effect": one.effect, "count": one.count, "treatment": one.treatment} for one in vintage.quality
        ],
        **({"schema": _schema(source.fields, source.primary_key, source.relations)} if source.kind.format == "csv" else {}),
    }


def _result(table: Table, path: str, data: bytes) -> dict[str, Any]:
    return {
        **_head(path, len(data), checksum(data), tabular=True),
        "title": table.title,
        "description": f"{table.description}.",
        "licenses": [_licence(CC_BY_SA)],
        "sources": [{"title": TITLE}],
        "schema": _schema(table.fields, table.primary_key, table.relations),
    }


def carried_table(path: str) -> Table | None:
    """The declaration of a carried file; None for one that is no table (the manifest of a frozen forecast)."""
    if path.startswith(CHANGES_FOLDER):
        return CHANGES
    if path.startswith(ISSUES_FOLDER):
        return next((table for table in (FORECASTS, STATEMENTS) if path.endswith(f"_{table.key}.csv")), None)
    return next((table for table in (*BACKTEST_TABLES, *ALERT_TABLES) if path == table.path), None)


PROVENANCE = (f"{OUTLOOK_FOLDER}backtest.json", f"{ALERTS_FOLDER}record.json")


def is_forecast(path: str) -> bool:
    """Whether a path is one that a frozen forecast, the backtest or the alerts' record is stored under."""
    name = path.removeprefix(ISSUES_FOLDER)
    manifest = name != path and re.fullmatch(r"\d{4}-\d\d\.json", name) is not None
    return manifest or path in PROVENANCE or carried_table(path) is not None


def _carried(path: str, data: bytes) -> dict[str, Any]:
    table = carried_table(path)
    if table is not None:
        return _result(table, path, data)
    return {
        **_head(path, len(data), checksum(data), tabular=False),
        "format": "json",
        "mediatype": "application/json",
        "title": "Provenance of forecasts" if path.startswith(OUTLOOK_FOLDER) else "Provenance of the alerts' record",
        "description": "Inputs of the tables beside it, each by SHA-256; of forecasts also settings, code and files.",
        "licenses": [_licence(CC_BY_SA)],
        "sources": [{"title": TITLE}],
    }


def _head(path: str, size: int, digest_: str, *, tabular: bool) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource" if tabular else "data-resource",
        "name": resource_name(path),
        "path": path,
        "format": "csv" if tabular else "geojson",
        "mediatype": "text/csv" if tabular else "application/geo+json",
        "encoding": "utf-8",
        "bytes": size,
        "hash": digest_,
    }


def _licence(licence: Licence) -> dict[str, str]:
    return {"name": licence.name, "title": licence.title, "path": licence.url}


def _schema(fields: tuple[Field, ...], key: tuple[str, ...], relations: tuple[Relation, ...] = ()) -> dict[str, Any]:
    return {
        "fields": [_field(item) for item in fields],
        "primaryKey": list(key),
        "missingValues": [""],
        **({"relations": [declared(relation) for relation in relations]} if relations else {}),
    }


def _field(item: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if item.required else {}
    if item.enum:
        constraints["enum"] = list(item.enum)
    if item.pattern is not None:
        constraints["pattern"] = item.pattern.regex
    for name, limit in (("minimum", item.minimum), ("maximum", item.maximum)):
        if limit is not None:
            constraints[name] = limit
    return {"name": item.name, "type": item.type, "description": item.description, "constraints": constraints}
