"""Outlines for the maps: GeoJSON in, tidy GeoJSON text out, with the project's own properties only.

Three layers are known, each told by its properties: the subject's two administrative layers, simplified from OCHA's
COD-AB, and ``west_africa`` (country outlines of Natural Earth, 1:50 million).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from indicators import countries, strict
from indicators.model import FIRST_PERIOD, Quality, Records, SourceError, Vintage
from indicators.sources import reading, tables
from indicators.subject import SUBJECT

Point = tuple[float, float]
Ring = list[Point]

DECIMALS = 4  # about 11 metres
_REMEDY = "Import the publisher's own GeoJSON."

# layer -> (features it must have, least and greatest longitude, least and greatest latitude)
_LAYERS: dict[str, tuple[range, tuple[float, float], tuple[float, float]]] = {
    **{
        one.outlines: (range(one.count, one.count + 1), SUBJECT.boundaries.longitudes, SUBJECT.boundaries.latitudes)
        for one in SUBJECT.layers
    },
    "west_africa": (range(15, 31), (-30.0, 30.0), (-5.0, 40.0)),
}


def parse(key: str, paths: Sequence[Path], version: str | None, published: str | None) -> tuple[Vintage, ...]:
    """A boundary file -> one vintage of layer ``key``: its properties, and ``geometry`` as GeoJSON text.

    Raises SourceError for another layer, or where version and day are not given: the file tells neither.
    """
    path = tables.one_file(paths, key)
    if version is None or published is None:
        raise SourceError(f"{key}: outlines do not state their version. Add --vintage and --published.")
    layer, text, quality = parse_geo(path)
    if layer != key:
        raise SourceError(f"{path.name}: holds {layer}, not {key}. Import it as {layer}.")
    rows = [
        {**feature["properties"], "geometry": json.dumps(feature["geometry"], separators=(",", ":"))}
        for feature in strict.parse_json(text)["features"]
    ]
    covered = (FIRST_PERIOD, published[:7], None)
    records = Records(len(_features(path)), len(rows))
    made = tables.provenance(path)
    return (Vintage(key, version, published, "given", *covered, pd.DataFrame(rows), quality, made, records=records),)


def parse_geo(path: Path) -> tuple[str, str, tuple[Quality, ...]]:
    """A GeoJSON file -> (layer, text, quality): a FeatureCollection, a feature a line, sorted by code, LF.

    Properties: ``pcode, name, parent`` (parent of the first level: the country) or ``iso3, name``. Coordinates have 4 decimals; exterior
    rings run clockwise and holes the other way, as Vega (d3-geo) wants and against RFC 7946: d3 takes a ring of the other
    sense for everything but the country. The same file gives the same text. Raises SourceError for another file, another
    number of features, a coordinate out of place, an open ring, an unknown or duplicate code.
    """
    features = _features(path)
    layer = _layer(path, features)
    expected, longitudes, latitudes = _LAYERS[layer]
    if len(features) not in expected:
        wanted = str(expected[0]) if len(expected) == 1 else f"{expected[0]} to {expected[-1]}"
        raise SourceError(f"{path.name}: {len(features)} outlines, expected {wanted} for {layer}. {_REMEDY}")
    turned = dropped = 0
    lines: dict[str, str] = {}
    for position, feature in enumerate(features):
        where = f"{path.name}, feature {position + 1}"
        properties = _properties(where, layer, feature)
        code = properties["iso3" if layer == "west_africa" else "pcode"]
        if code in lines:
            raise SourceError(f"{where}: duplicate code {code}. {_REMEDY}")
        polygons = []
        for rings in _polygons(where, feature.get("geometry")):
            checked = [_ring(where, ring, longitudes, latitudes) for ring in rings]
            kept, more = _wind([ring for ring in checked if len(ring) >= 4])
            turned, dropped = turned + more, dropped + len(checked) - len(kept)
            polygons += [kept] if kept and len(checked[0]) >= 4 else []
        if not polygons:
            raise SourceError(f"{where}: {code} has no outline left at {DECIMALS} decimals. {_REMEDY}")
        lines[code] = _line(properties, sorted(polygons))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines[code] for code in sorted(lines)) + "\n]}\n"
    quality = (
        Quality("ring_turned", turned, "Rings are turned to d3's winding: exterior clockwise.", "changed"),
        Quality("ring_dropped", dropped, f"Rings that collapse at {DECIMALS} decimals are left out.", "changed"),
    )
    return layer, text, tuple(line for line in quality if line.count)


def _features(path: Path) -> list[dict[str, Any]]:
    text = reading.decode(reading.read_bytes(path), path.name)
    try:
        document = strict.parse_json(text)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:100]
        raise SourceError(f"{path.name}: not JSON, or cut short ({reason}). {_REMEDY}") from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(item, dict) for item in features):
        raise SourceError(f"{path.name}: not a GeoJSON FeatureCollection. {_REMEDY}")
    return features


def _layer(path: Path, features: list[dict[str, Any]]) -> str:
    properties = features[0].get("properties")
    if isinstance(properties, dict):
        if isinstance(properties.get("iso3"), str):
            return "west_africa"
        pcode = properties.get("pcode")
        digits = len(pcode) - len(SUBJECT.boundaries.prefix) if isinstance(pcode, str) else 0
        if digits in (2, 4):
            return SUBJECT.layer(digits // 2).outlines
    raise SourceError(f"{path.name}, feature 1: properties have neither pcode nor iso3, so the layer is unknown. {_REMEDY}")


def _properties(where: str, layer: str, feature: dict[str, Any]) -> dict[str, str]:
    given = feature.get("properties")
    found = given if isinstance(given, dict) else {}
    if layer == "west_africa":
        code = found.get("iso3")
        if not isinstance(code, str) or code not in countries.codes():
            raise SourceError(f"{where}: iso3 is {str(code)[:20]!r}, expected a country's code. {_REMEDY}")
        return {"iso3": code, "name": countries.name(code)}
    code, name = found.get("pcode"), found.get("name")
    digits = 2 if layer == SUBJECT.layer(1).outlines else 4
    prefix = SUBJECT.boundaries.prefix
    if not isinstance(code, str) or not re.fullmatch(rf"{prefix}[0-9]{{{digits}}}", code):
        raise SourceError(f"{where}: pcode is {str(code)[:20]!r}, expected {prefix} and {digits} digits. {_REMEDY}")
    # Lone surrogates, which JSON can write and UTF-8 cannot, are not printable.
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise SourceError(f"{where}: {code} has no name. {_REMEDY}")
    return {"pcode": code, "name": name.strip(), "parent": SUBJECT.code if digits == 2 else code[: len(prefix) + 2]}


def _polygons(where: str, geometry: object) -> list[list[Any]]:
    """The polygons of a geometry, each a non-empty list of rings."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    found = [coordinates] if kind == "Polygon" else coordinates if kind == "MultiPolygon" else None
    if not isinstance(found, list) or not found or not all(isinstance(item, list) and item for item in found):
        raise SourceError(f"{where}: the geometry is {str(kind)[:20]!r}, expected a Polygon or MultiPolygon. {_REMEDY}")
    return found


def _ring(where: str, ring: object, longitudes: Point, latitudes: Point) -> Ring:
    """A ring as rounded points without repetitions; SourceError where a point is none, lies elsewhere, or the ring is open."""
    points: Ring = []
    for point in ring if isinstance(ring, list) else [None]:
        pair: list[Any] = point[:2] if isinstance(point, list) and len(point) >= 2 else [None, None]
        bounds = (longitudes, latitudes)
        if not all(type(x) in (int, float) and low <= x <= high for x, (low, high) in zip(pair, bounds, strict=True)):
            raise SourceError(
                f"{where}: {str(point)[:40]} is not a longitude and latitude within {longitudes[0]:g} to {longitudes[1]:g} and "
                f"{latitudes[0]:g} to {latitudes[1]:g}. {_REMEDY}"
            )
        # + 0.0 makes one zero of -0.0 and 0.0
        rounded = (round(float(pair[0]), DECIMALS) + 0.0, round(float(pair[1]), DECIMALS) + 0.0)
        if not points or points[-1] != rounded:
            points.append(rounded)
    if not points or points[0] != points[-1]:
        raise SourceError(f"{where}: a ring does not end where it begins. {_REMEDY}")
    return points


def _wind(rings: list[Ring]) -> tuple[list[Ring], int]:
    """Rings in d3's sense (the first clockwise, the others not), and how many had to be turned."""
    turned = 0
    result = []
    for number, ring in enumerate(rings):
        clockwise = _area(ring) < 0
        wanted = number == 0
        turned += clockwise != wanted
        result.append(ring if clockwise == wanted else ring[::-1])
    return result, turned


def _area(ring: Ring) -> float:
    """Signed area in square degrees (shoelace formula): negative where the ring runs clockwise, north up."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _line(properties: dict[str, str], polygons: list[list[Ring]]) -> str:
    if len(polygons) == 1:
        geometry: dict[str, Any] = {"type": "Polygon", "coordinates": polygons[0]}
    else:
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
