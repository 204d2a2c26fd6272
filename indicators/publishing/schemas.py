"""The interface described: a JSON Schema (2020-12) of every answer, and OpenAPI 3.1 of the addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from indicators import language
from indicators.model import STATUSES
from indicators.publishing import interface, tables
from indicators.scoring.verdict import Word
from indicators.version import VERSION
from indicators.wording import site

DRAFT = "https://json-schema.org/draft/2020-12/schema"
MONTH, DAY = r"^\d{4}-(0[1-9]|1[0-2])$", r"^\d{4}-\d{2}-\d{2}$"
_TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}


def _object(required: Mapping[str, Any], **optional: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}, "additionalProperties": False}


def _text(pattern: str | None = None, enum: Sequence[str] | None = None) -> dict[str, Any]:
    return {"type": "string", **({"pattern": pattern} if pattern else {}), **({"enum": list(enum)} if enum else {})}


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _or_null(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(one), {"type": "null"}]}


def _map(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": dict(values)}


_OF_SCORES = {"type": "number", "minimum": 0, "maximum": 100}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_SCORE = {
    "score": _OF_SCORES, **{name: _or_null(_OF_SCORES) for name in ("low", "high", "p05", "p50", "p95")},
    **{name: _or_null(_SHARE) for name in ("coverage", "stale", "provisional")}, "status": _text(enum=STATUSES),
}  # fmt: skip
_WAY = {"before": _or_null(_OF_SCORES), "direction": _or_null(_text(enum=get_args(Word))), "worse": _or_null(_SHARE)}
_HEAD = {"country": _text(r"^[A-Z]{3}$"), "known": _text(DAY)}
_FILE = {"path": _text(), "bytes": {"type": "integer"}, "sha256": _text(r"^[0-9a-f]{64}$")}
_TONGUES = list(language.LANGUAGES)


def _described(**more: Any) -> dict[str, Any]:
    column = _object({"name": _text(), "type": _text(), "description": _text()})
    told = {
        "name": _text(), "title": _text(), "description": _text(), "licence": _object({"name": _text(), "url": _text()}),
        "key": _list(_text()), "columns": _list(column),
    }  # fmt: skip
    return _object({**told, **more}, **{name: _text() for name in ("source", "vintage", "published", "attribution")})


def _answers() -> dict[str, Any]:
    """Name -> schema of every kind of answer but the tables' own."""
    texts = {key: _object({name: _text() for name in ("name", "said", "ends", "right")}) for key in _TONGUES}
    alert = _object({
        "rule": _text(), "about": _text(), "since": _text(DAY), "until": _or_null(_text(DAY)), "basis": _text(), "evidence": _list(_text()),
        "link": _or_null(_text()), "texts": _object(texts), "record": _list({"type": "object"}),
    })  # fmt: skip
    source = _object({name: _text() for name in ("key", "vintage", "published", "title", "publisher", "url", "licence")})
    key = _object({"level": _text(), "dimension": _or_null(_text()), "en": _text(), "fr": _text()})
    return {
        "Index": _object({
            "name": _text(), "interface": _text(enum=[interface.VERSION_OF_INTERFACE]), "program": _text(), **_HEAD, "first": _text(MONTH),
            "last": _text(MONTH), "scale": _list({"type": "number"}), "keys": _map(key),
            "tables": _list(_described(rows={"type": "integer"}, files=_object({one: _object(_FILE) for one in tables.FORMS}))),
            "figures": _list(_object({"page": _text(), "figure": _text(), "language": _text(enum=_TONGUES), **_FILE})),
            "files": _list(_object(_FILE)),
        }),
        "Latest": _object({
            **_HEAD, "month": _text(MONTH), "against": _text(MONTH), "sentences": _object({one: _list(_text()) for one in _TONGUES}),
            "scores": _map(_object({**_SCORE, **_WAY})),
        }),
        "Months": _object({
            **_HEAD, "scale": _list({"type": "number"}), "months": _list(_object({"month": _text(MONTH), "scores": _map(_object(_SCORE))})),
        }),
        "Alerts": _object({**_HEAD, "record_made": _text(), "alerts": _list(alert)}),
        "Figure": _object({
            **{name: _text() for name in ("name", "finding", "unit", "place", "start", "end", "note", "alt", "source_line", "licence")},
            "language": _text(enum=_TONGUES), "sources": _list(source),
            "files": _object({}, csv=_text(), png=_text(), svg=_text()), "specs": _list({"type": "object"}), "rows": _list({"type": "object"}),
        }),
        "Table": _described(rows=_list({"type": "object"})),
    }  # fmt: skip


def _row(one: tables.Table) -> dict[str, Any]:
    """A table's row by its columns' types, patterns and limits."""
    return _object({item["name"]: _column(item) for item in one.fields})


def _column(item: Mapping[str, Any]) -> dict[str, Any]:
    limits = item["constraints"]
    kind = _TYPES.get(item["type"], "string")
    told = {"type": kind, **{name: limits[name] for name in ("enum",) if name in limits}}
    if kind == "string":
        told |= {"pattern": f"^(?:{limits['pattern']})$"} if "pattern" in limits else {}
        told |= {"pattern": MONTH} if item["type"] == "yearmonth" else {"pattern": DAY} if item["type"] == "date" else {}
    else:
        told |= {name: limits[name] for name in ("minimum", "maximum") if name in limits}
    return {**(told if limits.get("required") else _or_null(told)), "description": item["description"]}


def _tables(found: Sequence[tables.Table]) -> dict[str, Any]:
    return {f"Table.{one.name}": _described(rows=_list(_row(one))) for one in found}


def schema(found: Sequence[tables.Table]) -> dict[str, Any]:
    """The JSON Schema: a definition for every kind of answer, and one for each table (``Table.<name>``)."""
    return {
        "$schema": DRAFT, "$id": f"urn:indicators:{interface.VERSION_OF_INTERFACE}", "title": site.dataset_title(),
        "$defs": {**_answers(), **_tables(found)},
    }  # fmt: skip


def openapi(found: Sequence[tables.Table], figures: Sequence[str]) -> dict[str, Any]:
    """OpenAPI 3.1 of the interface; its server is the folder the document stands in. ``figures`` are ``page.key`` of every chart."""
    names = [one.name for one in found]
    whole = {"index": "Index", "latest": "Latest", "months": "Months", "alerts": "Alerts"}
    paths: dict[str, Any] = {
        f"/{key}.json": _get(site.INTERFACE_NAMES[key], key, {"application/json": {"schema": _ref(kind)}}) for key, kind in whole.items()
    }  # fmt: skip
    for ending, media in (("json", "application/json"), ("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet")):
        content = {media: {"schema": _ref("Table")} if ending == "json" else {}}
        path = f"/tables/{{table}}.{ending}"
        paths[path] = _get(f"{site.TABLE} ({ending})", f"table_{ending}", content, [_parameter("table", names)])
    chosen = [_parameter("figure", figures), _parameter("language", _TONGUES)]
    paths["/figures/{figure}.{language}.json"] = _get(
        "A chart", "figure", {"application/json": {"schema": _ref("Figure")}}, chosen
    )
    for name, told in (("scores.sdmx.csv", site.SDMX), ("scores.hxl.csv", site.HXL)):
        paths[f"/{name}"] = _get(told, name.removesuffix(".csv").replace(".", "_"), {"text/csv": {}})
    return {
        "openapi": "3.1.0", "jsonSchemaDialect": DRAFT,
        "info": {
            "title": site.dataset_title(), "version": f"{interface.VERSION_OF_INTERFACE}+{VERSION}", "description": site.INTERFACE_NOTE,
            "license": {"name": "CC BY-SA 4.0", "identifier": "CC-BY-SA-4.0"},
        },
        "servers": [{"url": "."}], "paths": paths, "components": {"schemas": _answers()},
    }  # fmt: skip


def _ref(kind: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{kind}"}


def _parameter(name: str, values: Sequence[str]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": list(values)}}


def _get(summary: str, key: str, content: Mapping[str, Any], parameters: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    told = {"operationId": key, "summary": summary, "responses": {"200": {"description": summary, "content": dict(content)}}}
    return {"get": {**told, **({"parameters": list(parameters)} if parameters else {})}}
