from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.dimensions.conflict import cercles
from indicators.model import SourceError
from indicators.sources.geography import districts, outlines
from indicators.sources.geography.districts import COD_AB
from indicators.subject import SUBJECT
from tests import structural

GOOD = structural.cod()


def table() -> pd.DataFrame:
    return districts.parse_cod([structural.shared("population/mli_pcodes_adm1_adm2_2021.csv")], None, None)[0].frame


def test_publishers_table() -> None:
    (vintage,) = districts.parse_cod([structural.shared("population/mli_pcodes_adm1_adm2_2021.csv")], None, None)
    structural.check(COD_AB, vintage)
    assert (vintage.version, vintage.published, vintage.countries) == ("2021-12-20", "2021-12-20", ("MLI",))
    assert vintage.frame["level"].value_counts().to_dict() == {1: 10, 2: 53}
    assert len(cercles.pcodes(vintage.frame)) == SUBJECT.layer(2).count


def test_an_invented_table(tmp_path: Path) -> None:
    (vintage,) = districts.parse_cod([structural.write(tmp_path, GOOD)], None, None)
    structural.check(COD_AB, vintage)
    assert vintage.frame.iloc[:2].values.tolist() == [["ML01", 1, "Region 1", "MLI"], ["ML0101", 2, "Place 1 1", "ML01"]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (GOOD.rsplit("\n", 2)[0] + "\n", "10 regions and 52 cercles, expected 10 and 53"),
        (GOOD.replace("MLI,2,ML0101", "MLI,1,ML0101"), "a P-code of the row's level"),
        (GOOD.replace("Place 1 1,ML01", "Place 1 1,ML02"), "column Parent P-Code: 'ML02'"),
        (GOOD.replace("ML0102", "ML0101"), "duplicate key"),
        (GOOD.replace("Place 1 2", "Place 1 1"), "duplicate key"),
        (GOOD.replace("Place 1 1", ""), "column Name"),
        (GOOD.replace("MLI,2,ML0101", "NER,2,ML0101"), "MLI (Mali)"),
        (GOOD.replace("2021-12-20", "2021-12-21", 1), "the same date"),
        (GOOD.replace("2021-12-20", "20 December"), "a date, YYYY-MM-DD"),
        (GOOD.replace("2021-12-20", "2021-13-40"), "not a date"),
        (structural.population(), "is missing"),
        ("<html>", "web page"),
    ],
)
def test_refusals(tmp_path: Path, content: str, says: str) -> None:
    assert says in structural.refusal(COD_AB, structural.write(tmp_path, content))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(structural.spoilt(GOOD))
def test_spoilt_tables(content: bytes) -> None:
    for vintage in structural.survives(COD_AB, content):
        assert vintage.frame["level"].value_counts().to_dict() == {1: 10, 2: 53}


def invented_cercles() -> pd.DataFrame:
    names = ["Gao", "Bankass", "Baraoueli", "Menaka", "Gourma-Rharous", "Diema"]
    codes = ["ML0703", "ML0502", "ML0401", "ML1001", "ML0603", "ML0102"]
    return pd.DataFrame({"pcode": ["ML07", *codes], "level": [1, *[2] * 6], "name": ["Gao", *names], "parent": ""})


@pytest.mark.parametrize(
    ("name", "pcode"),
    [
        ("Gao cercle", "ML0703"),
        ("Bankass Cercle", "ML0502"),
        ("Barouéli cercle", "ML0401"),
        ("Baraouéli", "ML0401"),
        ("Menaka cercle", "ML1001"),
        ("Ménaka cercle", "ML1001"),
        ("Me\u0301naka", "ML1001"),
        ("Gourma Rharous", "ML0603"),
        ("DIÉMA  cercle ", "ML0102"),
        ("Timetrine region", None),
        ("", None),
        (None, None),
    ],
)
def test_names_of_cercles(name: str | None, pcode: str | None) -> None:
    assert cercles.cercle_of(pd.Series([name], dtype="object"), invented_cercles()).tolist() == [pcode]


def test_every_name_of_ucdp_is_a_cercle_and_the_december_counts_are_met() -> None:
    path = structural.shared("ucdp/ged241_hdx_mali.csv")
    columns = ["adm_2", "where_prec", "date_end", "best_est"]
    events = pd.read_csv(path, usecols=columns, index_col=False, dtype=str, keep_default_na=False)
    named = events[events["adm_2"] != ""]
    found = cercles.cercle_of(named["adm_2"], table())
    assert len(named) == 1929
    assert found.notna().all()
    fatal = (named["where_prec"].astype(int) <= 3) & (named["best_est"].astype(int) > 0)
    years = named["date_end"].str.slice(6, 10).astype(int)
    counts = found[fatal].groupby(years[fatal]).nunique()
    assert {year: counts[year] for year in (2012, 2015, 2018, 2020, 2022, 2023)} == {
        2012: 15, 2015: 21, 2018: 26, 2020: 27, 2022: 37, 2023: 38,
    }  # fmt: skip


def square(west: float, south: float, size: float = 1.0) -> list[list[float]]:
    """A square, anticlockwise."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def regions() -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": f"Région {number}", "pcode": f"ML{number:02d}", "other": 1},
                "geometry": {"type": "Polygon", "coordinates": [square(-number, 15)]},
            }
            for number in range(10, 0, -1)
        ],
    }


def imported(tmp_path: Path, document: object) -> tuple[str, str, tuple[outlines.Quality, ...]]:
    return outlines.parse_geo(structural.write(tmp_path, json.dumps(document), "file.geojson"))


def area(ring: list[list[float]]) -> float:
    return sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(ring))


def test_outlines_are_sorted_trimmed_and_wound_for_d3(tmp_path: Path) -> None:
    document = regions()
    first = document["features"][0]["geometry"]
    first["coordinates"] = [square(-10.123456, 15), square(-9.9, 15.2, 0.1), square(-9.5, 15.5, 0.00001)]
    layer, text, quality = imported(tmp_path, document)
    assert layer == "mli_adm1"
    assert (text, quality) == imported(tmp_path, document)[1:]
    tidy = json.loads(text)
    assert [item["properties"]["pcode"] for item in tidy["features"]] == [f"ML{number:02d}" for number in range(1, 11)]
    assert tidy["features"][0]["properties"] == {"pcode": "ML01", "name": "Région 1", "parent": "MLI"}
    assert "Région 1" in text
    last = tidy["features"][-1]["geometry"]["coordinates"]
    assert last[0][0] == [-10.1235, 15.0]
    assert len(last) == 2
    # The trapezium sum is positive where a ring runs clockwise (left to right along the top).
    assert area(last[0]) > 0 > area(last[1])
    assert {line.rule: line.count for line in quality} == {"ring_turned": 10, "ring_dropped": 1}


@pytest.mark.parametrize(
    ("name", "layer", "number"),
    [
        ("geo/mli_adm1_cod2021_simplified.geojson", "mli_adm1", 10),
        ("geo/mli_adm2_cod2021_simplified.geojson", "mli_adm2", 53),
        ("geo/west_africa_countries_50m.geojson", "west_africa", 21),
    ],
)
def test_publishers_outlines(name: str, layer: str, number: int) -> None:
    found, text, _ = outlines.parse_geo(structural.shared(name))
    features = json.loads(text)["features"]
    assert (found, len(features)) == (layer, number)
    source = next(item for item in districts.SOURCES if item.key == layer)
    assert all(list(item["properties"]) == source.columns for item in features)
    for item in features:
        geometry = item["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        assert all(area(rings[0]) > 0 for rings in polygons)
    if layer == "mli_adm2":
        cercles_of_table = table().query("level == 2")
        assert [item["properties"]["pcode"] for item in features] == cercles_of_table["pcode"].tolist()
        names = [cercles.plain(item["properties"]["name"]) for item in features]
        assert names == cercles_of_table["name"].map(cercles.plain).tolist()


def broken(path: str, value: object) -> dict[str, Any]:
    """The invented regions with one thing changed in the first outline."""
    document = regions()
    feature = document["features"][0]
    place = feature["properties"] if path in ("pcode", "name") else feature["geometry"]
    place[path] = value
    return document


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"type": "FeatureCollection", "features": regions()["features"][:9]}, "9 outlines, expected 10"),
        ({"type": "Topology"}, "not a GeoJSON FeatureCollection"),
        ([], "not a GeoJSON FeatureCollection"),
        ({"features": [{"properties": {"name": "x"}}]}, "neither pcode nor iso3"),
        ({"features": [{"properties": {"iso3": "MLI"}}] * 3}, "3 outlines, expected 15 to 30"),
        (broken("pcode", "MLxx"), "expected ML and 2 digits"),
        (broken("pcode", "ML01"), "duplicate code ML01"),
        (broken("name", ""), "has no name"),
        (broken("name", "\ud800"), "has no name"),
        (broken("type", "Point"), "expected a Polygon or MultiPolygon"),
        (broken("coordinates", [square(15, -9)]), "not a longitude and latitude within"),
        (broken("coordinates", [square(-9, 15)[:-1]]), "does not end where it begins"),
        (broken("coordinates", [square(-9, 15, 0.00001)]), "has no outline left"),
        (broken("coordinates", [[["a", "b"]]]), "not a longitude and latitude within"),
    ],
)
def test_refused_outlines(tmp_path: Path, document: object, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        imported(tmp_path, document)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content", ["", "<html>", '{"type":"FeatureCollection","features":[', "[" * 100_000, "iso3,name\nMLI,Mali\n"]
)
def test_files_that_are_no_geojson(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceError):
        outlines.parse_geo(structural.write(tmp_path, content, "file.geojson"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**400), 10**400) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "features", "properties", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_spoilt_outlines(tmp_path: Path, data: st.DataObject) -> None:
    text = json.dumps(regions())
    if data.draw(st.booleans()):
        content = data.draw(structural.spoilt(text))
    else:
        document = regions()
        place: Any = data.draw(
            st.sampled_from([document["features"], document["features"][3], document["features"][3]["geometry"]])
        )
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else [0, 3]))
        place[key] = data.draw(JSON)
        content = json.dumps(document).encode()
    try:
        layer, tidy, _ = outlines.parse_geo(structural.write(tmp_path, content, "file.geojson"))
    except SourceError:
        return
    assert layer == "mli_adm1"
    assert len(json.loads(tidy)["features"]) == 10
