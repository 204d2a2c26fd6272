"""What a table may hold is declared once: import, ``check`` and Frictionless each refuse what breaks it, and nothing real does."""

from __future__ import annotations

import json
from dataclasses import replace

import frictionless
import pandas as pd
import pytest

from indicators.model import SNAPSHOT, Field, Vintage
from indicators.pages import page, tabled
from indicators.registry import SOURCES as REGISTERED
from indicators.relations import ISO3, WEB, Inside, Ordered, Same, Total
from indicators.store import check, contracts, package, read, refresh
from indicators.store.commit import checksum
from indicators.subject import SUBJECT
from tests.store_example import score, source

FIELDS = (
    Field("id", "integer", "Number", minimum=1), Field("country", "string", "ISO3", pattern=ISO3),
    Field("period", "yearmonth", "Month", minimum="1989-01"), Field("kind", "string", "Kind", enum=("whole", "part")),
    Field("low", "integer", "Deaths", required=False, minimum=0, maximum=1000),
    Field("best", "integer", "Deaths", minimum=0, maximum=1000), Field("high", "integer", "Deaths", minimum=0, maximum=1000),
    Field("here", "integer", "Deaths"), Field("there", "integer", "Deaths"),
    Field("longitude", "number", "Degrees", minimum=-180, maximum=180), Field("latitude", "number", "Degrees", minimum=-90, maximum=90),
    Field("url", "string", "Address", required=False, pattern=WEB),
)  # fmt: skip
RELATIONS = (
    Ordered(("low", "best", "high")), Total(("best", "here", "there")), Same(("here", "best"), where=("kind", "whole")),
    Inside(("country", "longitude", "latitude"), (("MLI", (-13.0, 5.0), (9.0, 26.0)),)),
)  # fmt: skip
KNOWN = {"acts": replace(source("acts", SNAPSHOT, FIELDS, ("id",), lambda *_: ()), relations=RELATIONS)}
GOOD = {
    "id": 1, "country": "MLI", "period": "2024-01", "kind": "part", "low": 1, "best": 3, "high": 9, "here": 2, "there": 1,
    "longitude": -4.2, "latitude": 14.5, "url": "https://example.org/a?b=c#d",
}  # fmt: skip
CELLS = {  # of a column's own, which Frictionless can say too
    "id": (0, "at least 1"), "country": ("ml", "an ISO 3166-1 alpha-3 code"), "period": ("1988-12", "at least 1989-01"),
    "kind": ("half", "one of whole, part"), "high": (1001, "0 to 1,000"), "low": (-1, "0 to 1,000"),
    "longitude": (181, "-180 to 180"), "url": ("javascript:alert(1)//https://example.org", "a web address"),
}  # fmt: skip
ROWS = [
    ({"low": 4}, "low 4, best 3, high 9; expected low <= best <= high"),
    ({"high": 2}, "low 1, best 3, high 2; expected low <= best <= high"),
    ({"best": 4}, "best 4, here 2, there 1; expected best = here + there"),
    ({"kind": "whole"}, "here 2, best 3; expected here = best where kind is whole"),
    (
        {"longitude": 14.5, "latitude": -4.2},
        "country MLI, longitude 14.5, latitude -4.2; expected longitude and latitude inside",
    ),
]


def vintage(*rows: dict) -> Vintage:
    frame = pd.DataFrame([{**GOOD, **row} for row in rows])
    return Vintage("acts", "1", "2024-03-01", "stated", "2024-01", "2024-01", None, frame)


def bring(folder, *rows):
    return refresh.add({"acts": [vintage(*rows)]}, folder=folder, sources=KNOWN, score=score)


def edited(folder, row):
    """A stored file with one row of another content, told so to the index: what somebody who edits both would leave."""
    assert bring(folder, {}).written
    index = json.loads((folder / "datapackage.json").read_text())
    (item,) = [one for one in index["resources"] if one.get("source") == "acts"]
    data = read.to_bytes(vintage(row).frame, KNOWN["acts"])
    (folder / item["path"]).write_bytes(data)
    item.update(bytes=len(data), hash=checksum(data))
    index["digest"] = package.digest(index)
    (folder / "datapackage.json").write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n")
    return item["path"]


def test_a_row_as_declared_is_stored_and_an_empty_cell_breaks_no_relation(tmp_path):
    assert bring(tmp_path, {}, {"id": 2, "low": None, "url": ""}).written
    assert check.check(tmp_path, sources=KNOWN, score=score) == []
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.parametrize("column", CELLS)
def test_a_cell_that_may_not_be_is_refused_by_import_check_and_frictionless(tmp_path, column):
    value, says = CELLS[column]
    refused = bring(tmp_path / "a", {}, {"id": 2, column: value}).failures["acts"]
    record = 1 if column == "id" else 2
    assert f"acts 1, record {record}, column {column}: {str(value)!r}, expected {says}" in refused
    path = edited(tmp_path / "b", {column: value})
    problems = check.check(tmp_path / "b", sources=KNOWN, score=score)
    assert any(line.startswith(f"{path}, record 1, column {column}: ") and says in line for line in problems)
    report = frictionless.validate(str(tmp_path / "b" / "datapackage.json"))
    assert [(name, kind) for _, name, kind in report.flatten(["rowNumber", "fieldName", "type"])] == [
        (column, "constraint-error")
    ]


@pytest.mark.parametrize(("row", "says"), ROWS)
def test_a_row_that_breaks_a_relation_is_refused_by_import_and_check(tmp_path, row, says):
    assert says in bring(tmp_path / "a", {}, {"id": 2, **row}).failures["acts"]
    path = edited(tmp_path / "b", row)
    assert any(line.startswith(f"{path}, record 1: {says}") for line in check.check(tmp_path / "b", sources=KNOWN, score=score))


def test_the_index_says_the_relations():
    schema = package._schema(FIELDS, ("id",), RELATIONS)
    assert schema["relations"][0] == {
        "type": "ordered", "description": "low <= best <= high", "columns": ("low", "best", "high")
    }  # fmt: skip
    assert json.loads(json.dumps(schema))["relations"][3]["boxes"] == [["MLI", [-13.0, 5.0], [9.0, 26.0]]]


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org", True), ("http://example.org:8080/a%20b?c=d&e=f#g", True), ("https://fr.example.org/é/(1)", True),
        ("javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False), ("data:text/html,<script>", False), ("//example.org", False),
        ("file:///etc/passwd", False), ("https://", False), ("https://bank.org@example.org/", False), ("https://a.org/\nx", False),
        ("https://a.org/ x", False), ('https://a.org/"onclick="', False), (" https://a.org", False), ("ftp://a.org", False),
    ],
)  # fmt: skip
def test_an_address_is_of_the_web(address, good):
    table = pd.DataFrame({"url": [address]})
    assert bool(contracts.problems(table, (Field("url", "string", "", pattern=WEB),), ("url",), "t")) is not good
    assert tabled.linked(table)["url"].notna().tolist() == [good]
    cited = page.cited({"source_url": address, "source_publisher": "Publisher"})
    assert cited.startswith("[Publisher](http") is good
    assert (cited == "Publisher") is not good


def test_every_curated_address_is_declared_one_of_the_web():
    for one in REGISTERED.values():
        for item in one.fields:
            if item.name.endswith("url"):
                assert item.pattern is WEB, f"{one.key}.{item.name}"


def test_every_number_and_every_country_has_its_limits():
    """Whole tables are of countries and numbers; a new column says what it may hold. Prose and a curated row's own marks aside."""
    for one in REGISTERED.values():
        for item in one.fields:
            if item.type in ("number", "integer"):
                assert item.minimum is not None, f"{one.key}.{item.name}"
            if item.name in ("country", "origin", "asylum", "reporter", "partner", "iso3") and one.key != "agreements":
                assert item.pattern is ISO3, f"{one.key}.{item.name}"


def corners(coordinates):
    """Least and greatest longitude and latitude of a geometry's coordinates, however deep."""
    if isinstance(coordinates[0], (int, float)):
        return (*coordinates, *coordinates)
    parts = [corners(part) for part in coordinates]
    return tuple(pick(one[place] for one in parts) for place, pick in enumerate((min, min, max, max)))


def test_a_box_holds_its_country_and_no_place_of_it_with_latitude_and_longitude_swapped():
    """Every country of the region has a box around its outline; swapped, at least its middle falls outside."""
    shapes = {one["properties"]["iso3"]: one["geometry"]["coordinates"] for one in read.geo("west_africa")["features"]}
    boxes = {code: (longitudes, latitudes) for code, longitudes, latitudes in SUBJECT.boxes}
    assert set(boxes) == set(SUBJECT.region)
    for code, ((west, east), (south, north)) in boxes.items():
        left, bottom, right, top = corners(shapes[code])
        assert west <= left < right <= east, code
        assert south <= bottom < top <= north, code
        x, y = (left + right) / 2, (bottom + top) / 2
        assert not (west <= y <= east and south <= x <= north), code
