import json
import subprocess
import sys

import pandas as pd
import pytest

from indicators import folders
from indicators.model import ContractError, Field
from indicators.store import commit, csv_text, package, read, refresh
from tests.store_example import SOURCES, contents, event, put_deaths, put_events, score


@pytest.fixture
def data(tmp_path):
    """Two vintages of deaths, a boundary file and two events."""
    folder = tmp_path / "data"
    put_events(folder, event(1, "2023-05-01"), event(2, "2024-02-01"))
    old = put_deaths(tmp_path, "old.txt", "2024-01,1", "2024-02,2.5", "2024-03,3")
    new = put_deaths(tmp_path, "new.txt", "2024-01,1", "2024-02,4", "2024-03,3", "2024-04,7")
    area = put_deaths(tmp_path, "area.txt")
    keep = {"folder": folder, "sources": SOURCES, "score": score}
    refresh.import_files({"deaths": [old], "area": [area]}, version="9.0", published="2024-06-01", **keep)
    refresh.import_files({"deaths": [new]}, version="10.0", published="2025-01-15", **keep)
    return folder


def load(data, *args, **kwargs):
    return read.load(*args, folder=data, sources=SOURCES, **kwargs)


def test_newest_is_last_and_all_come_oldest_first(data):
    known = load(data)
    assert [one.version for one in known.all("deaths")] == ["9.0", "10.0"]
    assert known.newest("deaths").frame["deaths"].tolist() == [1, 4, 3, 7]
    assert known.newest("deaths").quality[0].rule == "odd"
    assert known.absent == ()


@pytest.mark.parametrize(
    ("day", "versions", "events"),
    [("2024-05-31", [], 2), ("2024-06-01", ["9.0"], 2), ("2025-01-15", ["9.0", "10.0"], 2), ("2023-12-31", [], 1)],
)
def test_as_of_takes_what_was_published_by_then(data, day, versions, events):
    known = load(data, day)
    assert [one.version for one in known.all("deaths")] == versions
    assert len(known.newest("events").frame) == events
    assert ("deaths" in known.absent) == (not versions)


def test_before_any_source_everything_is_absent(data):
    known = load(data, "2001-01-01")
    assert known.absent == ("area", "deaths", "events")
    assert known.newest("events") is None


@pytest.mark.parametrize(
    ("day", "periods"),
    [("2024-04-30", ["2024-01", "2024-02"]), ("2024-04-29", ["2024-01"]), ("2024-03-30", None), ("2024-06-01", 3)],
)
def test_reconstruct_cuts_the_oldest_vintage_at_the_lag(data, day, periods):
    known = load(data, day, reconstruct=True)
    newest = known.newest("deaths")
    assert known.reconstructed
    if periods is None:
        assert newest is None
    elif periods == 3:
        assert len(newest.frame) == 3
    else:
        assert newest.frame["period"].tolist() == periods
        assert newest.end == periods[-1]
        assert newest.version == "9.0"


def test_reconstruct_keeps_a_table_without_dates_and_curated_rows_by_known_from(data):
    known = load(data, "2020-06-30", reconstruct=True)
    assert known.newest("area").frame["pcode"].tolist() == ["ML1"]
    assert "events" in known.absent


@pytest.mark.parametrize("day", ["2024-13-01", "2024", "yesterday", "2024-02-30", ""])
def test_a_date_that_is_none_is_refused(data, day):
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        load(data, day)


def test_reconstruct_without_a_date_is_refused(data):
    with pytest.raises(ValueError, match="date"):
        load(data, reconstruct=True)


def test_a_changed_snapshot_is_not_read(data):
    path = data / "snapshots/deaths/2025-01-15_10.0.csv"
    path.write_bytes(path.read_bytes().replace(b"7", b"8"))
    with pytest.raises(ContractError, match=r"10\.0"):
        load(data).newest("deaths")


def test_a_reader_cannot_change_what_the_next_one_reads(data):
    frame = load(data).newest("deaths").frame
    frame.loc[0, "deaths"] = 99.0
    assert load(data).newest("deaths").frame.loc[0, "deaths"] == 1.0


def test_boundaries_come_back_as_geojson(data):
    feature = read.geo("area", data)["features"][0]
    assert feature["properties"] == {"pcode": "ML1", "name": "Kayes"}
    assert feature["geometry"] == {"type": "Point", "coordinates": [-11.4, 14.4]}
    with pytest.raises(KeyError):
        read.geo("nowhere", data)


def test_result_tables_are_read_and_empty_before_any_refresh(data, tmp_path):
    assert read.table("scores", data)["score"].tolist() == [3, 6, 5, 9]
    assert b"\nMLI,2024-02,dimension,conflict,6.0000,6.0000,6.0000,normal,1.00,,,,0.00,0.00\n" in read.table_bytes(
        "scores", data
    )
    report = read.table("quality", data)
    assert report.loc[report["effect"] == "noted", ["vintage", "count"]].values.tolist() == [["10.0", 2], ["9.0", 2]]
    unknown = report[report["effect"].isin(["read", "kept"])]  # the example's importer does not count its records
    assert unknown["count"].isna().all()
    assert unknown["treatment"].str.contains("Not recorded").all()
    assert len(unknown) == 4
    assert read.table("scores", tmp_path / "nothing").empty


def test_no_two_files_have_one_name():
    """In the bundle too, which has tables of a backtest beside their provenance: Frictionless refuses a package otherwise."""
    for path in ("a/b.csv", "snapshots/x/2026-01-01_1.csv", "geo/b.geojson"):
        assert "json" not in package.resource_name(path)
    assert package.resource_name("a/b.json") != package.resource_name("a/b.csv")
    index = json.loads((folders.folder() / "datapackage.json").read_bytes())
    names = [item["name"] for item in index["resources"]]
    assert len(set(names)) == len(names)


def test_frictionless_accepts_the_package(data):
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["path", "message"])
    names = {item["path"]: item for item in json.loads((data / "datapackage.json").read_text())["resources"]}
    assert names["curated/events.csv"]["published"] == "2024-02-01"
    assert names["snapshots/deaths/2024-06-01_9.0.csv"]["inputs"] == [{"name": "deaths.txt", "sha256": "0" * 64}]


def test_the_same_inputs_give_the_same_bytes(data):
    before = contents(data)
    refresh.rebuild(folder=data, sources=SOURCES, score=score)
    assert contents(data) == before


def test_text_is_sorted_shortest_and_without_negative_zero():
    fields = (Field("k", "string", ""), Field("v", "number", "", False), Field("b", "boolean", "", False))
    frame = pd.DataFrame({"v": [-0.0, 0.1, None, -1e-9], "k": ["d", 'say "c"', "b,b", "a\nb"], "b": [True, None, False, True]})
    written = csv_text.to_csv_text(frame, fields, ["k"], fixed={"v": 2})
    assert written == 'k,v,b\n"a\nb",0.00,true\n"b,b",,false\nd,0.00,true\n"say ""c""",0.10,\n'
    shortest = csv_text.to_csv_text(frame.head(2), fields, ["k"])
    assert shortest == 'k,v,b\nd,0,true\n"say ""c""",0.1,\n'


def test_text_reads_back_what_it_wrote():
    fields = (Field("k", "string", ""), Field("n", "integer", ""), Field("v", "number", "", False), Field("b", "boolean", ""))
    frame = pd.DataFrame({"k": ["NA", "", "x\ny"], "n": [1, 2, 3], "v": [0.1 + 0.2, None, 1e-300], "b": [True, False, True]})
    written = csv_text.to_csv_text(frame, fields, ["n"])
    back = csv_text.from_csv_text(written.encode(), fields, "t")
    pd.testing.assert_frame_equal(back, frame, check_dtype=False)
    assert back["n"].dtype == "int64"


@pytest.mark.parametrize("written", ["k,v\na,x\n", "v\n1\n", "k,v\na,1,2\n", "v,k\n1,a\n", 'k,v\n"a,1\n', ""])
def test_a_table_that_is_not_as_declared_is_refused(written):
    fields = (Field("k", "string", ""), Field("v", "number", ""))
    with pytest.raises(ContractError, match="t:"):
        csv_text.from_csv_text(written.encode(), fields, "t")


def test_the_folders_follow_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    monkeypatch.setenv("INDICATORS_PRIVATE", str(tmp_path / "own"))
    assert (folders.folder(), folders.private_folder()) == (tmp_path, tmp_path / "own")
    monkeypatch.delenv("INDICATORS_DATA")
    monkeypatch.delenv("INDICATORS_PRIVATE")
    assert folders.folder().name == "data"
    assert folders.private_folder().name == "mali-risk-indicators"


def test_importing_the_store_is_cheap():
    heavy = "streamlit pandera typer filelock platformdirs indicators.registry requests altair"
    line = f"import sys, indicators.store; print(sorted(set(sys.modules) & set({heavy.split()!r})))"
    assert subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_an_index_that_is_no_json_is_named(data):
    (data / commit.INDEX).write_text("<<<<<<< HEAD\n")
    with pytest.raises(ContractError, match="Restore it from git"):
        load(data)


def test_a_steady_vintage_is_the_same_object_each_time_it_is_asked_for():
    known = read.steady(read.load())
    for key in ("ucdp_totals", "governance_events"):
        newest = known.newest(key)
        assert newest is not None
        assert known.newest(key) is newest
        assert known.all(key)[-1] is newest
        assert known.vintages[key][-1].frame is newest.frame  # what is remembered by a table is found again
