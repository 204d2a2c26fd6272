"""What was known on a day: the day of publication itself, lags, cuts by year, month and day, the order of vintages; by hand."""

from __future__ import annotations

import json

import pytest

from indicators.model import CURATED, OUTLINES, SNAPSHOT, ContractError, Field
from indicators.store import read, refresh
from tests.frames import month, table, vintage
from tests.store_example import COUNTRY, SOURCES, event, put_deaths, put_events, score, source


def text(name: str, kind: str = "string") -> Field:
    return Field(name, kind, name)


def dated(column: str, kind: str, lag: int = 2):
    return source("t", SNAPSHOT, (text("id"), text(column, kind)), ("id",), None, lag)


# ---- the order of vintages


def test_vintages_follow_their_day_and_then_the_numbers_in_their_names():
    def one(published, version):
        return vintage("s", table("id", []), version, published=published)

    names = [("2024-02-01", "1"), ("2024-01-01", "26.0.10"), ("2024-01-01", "26.0.9"), ("2024-01-01", "26.0.9-seen"),
             ("2024-01-01", "v3"), ("2024-01-01", "v12")]  # fmt: skip
    ordered = sorted((one(*name) for name in names), key=read.vintage_order)
    # letters come before numbers; within a name 9 comes before 10, and 3 before 12
    assert [item.version for item in ordered] == ["v3", "v12", "26.0.9", "26.0.9-seen", "26.0.10", "1"]
    # a number, be it 0, comes after letters in its place
    assert read.vintage_order(one("2024-01-01", "0")) > read.vintage_order(one("2024-01-01", "x"))


# ---- cutting a vintage


@pytest.mark.parametrize(("last", "kept"), [("2020-12", [2020]), ("2021-11", [2020]), ("2021-12", [2020, 2021])])
def test_a_year_is_over_at_the_end_of_december(last, kept):
    whole = vintage("t", table("id year", [("a", 2020), ("b", 2021)]), end="2030-12")
    (found,) = read.cut(whole, dated("year", "year"), month(last))
    assert found.frame["year"].tolist() == kept
    assert found.end == last


@pytest.mark.parametrize("column", ["date", "date_end"])
def test_a_day_is_kept_to_the_last_of_the_month(column):
    whole = vintage("t", table(f"id {column}", [("a", "2020-03-01"), ("b", "2020-02-29"), ("c", "2020-01-31")]))
    (found,) = read.cut(whole, dated(column, "date"), month("2020-02"))
    assert found.frame["id"].tolist() == ["b", "c"]
    assert found.frame.index.tolist() == [0, 1]
    assert found.frame.columns.tolist() == ["id", column]
    assert found.end == "2020-02"


def test_a_month_is_kept_with_its_own_number_and_an_earlier_end_stays():
    whole = vintage("t", table("id period", [("a", "2020-01"), ("b", "2020-02"), ("c", "2020-03")]), end="2020-01")
    (found,) = read.cut(whole, dated("period", "yearmonth"), month("2020-02"))
    assert found.frame["id"].tolist() == ["a", "b"]
    assert (found.end, found.version, found.published) == ("2020-01", "1", "2025-01-01")


def test_nothing_left_is_no_vintage_and_a_table_about_no_period_stays_whole():
    whole = vintage("t", table("id year", [("a", 2020)]))
    assert read.cut(whole, dated("year", "year"), month("2020-11")) == ()
    assert read.cut(whole, dated("name", "string"), month("1990-01")) == (whole,)


# ---- a stored folder


@pytest.fixture
def data(tmp_path):
    """Deaths 9.0 of 1 June 2024 (January to March) and 10.0 of 15 January 2025; lag two months."""
    folder = tmp_path / "data"
    old = put_deaths(tmp_path, "old.txt", "2024-01,1", "2024-02,2", "2024-03,3")
    new = put_deaths(tmp_path, "new.txt", "2024-01,1", "2024-02,4", "2024-03,3", "2024-04,7")
    keep = {"folder": folder, "sources": SOURCES, "score": score}
    refresh.import_files({"deaths": [old]}, version="9.0", published="2024-06-01", **keep)
    refresh.import_files({"deaths": [new]}, version="10.0", published="2025-01-15", **keep)
    return folder


def versions(data, day, reconstruct=False):
    return [one.version for one in read.load(day, reconstruct, data, SOURCES).all("deaths")]


def test_a_vintage_is_known_from_its_very_day(data):
    assert versions(data, "2024-05-31") == []
    assert versions(data, "2024-06-01") == ["9.0"]
    assert versions(data, "2025-01-14") == ["9.0"]
    assert versions(data, "2025-01-15") == ["9.0", "10.0"]
    assert versions(data, None) == ["9.0", "10.0"]


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        ("2024-05-31", ["2024-01", "2024-02", "2024-03"]),  # May has ended, less two: March
        ("2024-05-30", ["2024-01", "2024-02"]),  # April has ended, less two: February
        ("2024-04-30", ["2024-01", "2024-02"]),
        ("2024-04-29", ["2024-01"]),
        ("2024-03-31", ["2024-01"]),
        ("2024-03-30", []),
    ],
)
def test_reconstruct_looks_back_by_the_lag_from_the_last_month_that_had_ended(data, day, kept):
    known = read.load(day, True, data, SOURCES)
    assert known.reconstructed
    assert known.as_of == day
    assert [one.version for one in known.all("deaths")] == (["9.0"] if kept else [])  # of the oldest vintage, never a later one
    assert [period for one in known.all("deaths") for period in one.frame["period"]] == kept
    assert ("deaths" in known.absent) == (not kept)


def test_reconstruct_leaves_alone_what_was_published_by_then(data):
    known = read.load("2024-06-01", True, data, SOURCES)
    assert known.newest("deaths").frame["period"].tolist() == ["2024-01", "2024-02", "2024-03"]
    assert not read.load("2024-06-01", False, data, SOURCES).reconstructed
    assert read.load(None, False, data, SOURCES).as_of is None


def test_what_is_stored_is_a_sequence(data):
    stored = read.load(folder=data, sources=SOURCES).vintages["deaths"]
    assert len(stored) == 2
    assert stored[-1].version == stored[1].version == "10.0"
    assert [one.version for one in stored[:1]] == ["9.0"]
    assert [one.version for one in stored[::-1]] == ["10.0", "9.0"]
    with pytest.raises(IndexError):
        stored[2]


def test_a_reader_cannot_spoil_what_the_next_one_reads(data):
    known = read.load(folder=data, sources=SOURCES)
    frame = known.newest("deaths").frame
    frame.loc[0, "deaths"] = 99.0
    assert known.newest("deaths").frame.loc[0, "deaths"] == 1.0


@pytest.mark.parametrize("day", ["2024-13-01", "2024", "2024-02-30", ""])
def test_a_date_that_is_none_is_refused(tmp_path, day):
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        read.load(day, folder=tmp_path, sources=SOURCES)


def test_reconstruct_needs_a_date(tmp_path):
    with pytest.raises(ValueError, match="reconstruct needs a date"):
        read.load(None, True, tmp_path, SOURCES)
    assert read.load("2024-01-01", True, tmp_path, SOURCES).absent == ("area", "deaths", "events")


# ---- curated tables


def known_ids(folder, day=None):
    return [row for one in read.curated(folder, SOURCES["events"], day) for row in one.frame["id"]]


def test_a_curated_row_is_known_from_its_very_day(tmp_path):
    put_events(tmp_path, event(1, "2024-02-01"), event(2, "2023-05-01"))
    assert known_ids(tmp_path, "2023-04-30") == []
    assert known_ids(tmp_path, "2023-05-01") == ["2"]
    assert known_ids(tmp_path, "2024-01-31") == ["2"]
    assert known_ids(tmp_path, "2024-02-01") == ["1", "2"]
    assert known_ids(tmp_path) == ["1", "2"]


def test_a_row_whose_day_is_not_on_record_is_known_of_no_past_day(tmp_path):
    put_events(tmp_path, event(1, "2024-02-01"), event(2, ""))
    assert known_ids(tmp_path, "2030-01-01") == ["1"]
    assert known_ids(tmp_path) == ["1", "2"]


def test_a_curated_vintage_is_of_the_day_of_its_newest_row(tmp_path):
    put_events(tmp_path, event(1, "2024-02-17", "NER"), event(2, "2023-05-01"), event(3, "2023-05-01"))
    (whole,) = read.curated(tmp_path, SOURCES["events"])
    assert (whole.version, whole.published, whole.start, whole.end) == ("curated", "2024-02-17", "1990-01", "2024-02")
    assert whole.countries == ("MLI", "NER")
    assert whole.edited
    assert whole.published_basis == "stated"
    (part,) = read.curated(tmp_path, SOURCES["events"], "2024-01-01")
    assert part.frame.columns.tolist() == SOURCES["events"].columns
    assert (part.published, part.end, part.frame.index.tolist()) == ("2023-05-01", "2023-05", [0, 1])


def test_a_table_that_is_not_there_or_has_no_row_is_absent(tmp_path):
    assert read.curated(tmp_path, SOURCES["events"]) == ()
    put_events(tmp_path)
    assert read.curated(tmp_path, SOURCES["events"]) == ()
    assert "events" in read.load(folder=tmp_path, sources=SOURCES).absent


def test_a_curated_table_must_say_since_when_a_row_is_known(tmp_path):
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated/facts.csv").write_text("id,country\na,MLI\n")
    facts = source("facts", CURATED, (text("id"), COUNTRY), ("id",), None)
    with pytest.raises(ContractError, match=r"curated/facts\.csv: declares no column"):
        read.curated(tmp_path, facts)


# ---- boundaries


AREA = source("area", OUTLINES, (text("pcode"), text("level", "integer"), text("since", "year"), text("share", "number"),
                                 text("geometry")), ("pcode",), None)  # fmt: skip
POINT = {"type": "Point", "coordinates": [-11.4, 14.4]}


def test_boundaries_are_written_a_feature_a_line_and_read_back():
    rows = [("ML2", 2, 2016, 0.5, json.dumps(POINT)), ("ML1", 1, 2016, 0.25, json.dumps(POINT))]
    written = read.to_bytes(table("pcode level since share geometry", rows), AREA)
    point = '"geometry":{"type":"Point","coordinates":[-11.4,14.4]}}'
    assert written.decode() == (
        '{"type":"FeatureCollection","features":[\n'
        '{"type":"Feature","properties":{"pcode":"ML1","level":1,"since":2016,"share":0.25},' + point + ",\n"
        '{"type":"Feature","properties":{"pcode":"ML2","level":2,"since":2016,"share":0.5},' + point + "\n]}\n"
    )  # fmt: skip
    back = read.from_bytes(written, AREA, "area")
    assert back["pcode"].tolist() == ["ML1", "ML2"]
    assert back["level"].tolist() == [1, 2]
    assert back["geometry"].tolist() == ['{"type":"Point","coordinates":[-11.4,14.4]}'] * 2


def test_boundaries_keep_their_letters():
    written = read.to_bytes(table("pcode level since share geometry", [("Ségou", 1, 2016, 1.0, json.dumps(POINT))]), AREA)
    assert "Ségou" in written.decode()


def test_a_table_is_written_in_the_order_of_its_key():
    plain = source("t", SNAPSHOT, (text("id"), text("v", "integer")), ("id",), None)
    written = read.to_bytes(table("id v", [("b", 1), ("a", 2)]), plain)
    assert written == b"id,v\na,2\nb,1\n"
    assert read.from_bytes(written, plain, "t")["id"].tolist() == ["a", "b"]


# ---- result tables


def test_result_tables_are_those_of_the_last_rebuild_and_empty_before(data, tmp_path):
    # of the newest vintage, plus one for each event: none
    found = read.table("scores", data)
    assert found["score"].tolist() == [1, 4, 3, 7]
    assert b"MLI,2024-02," in read.table_bytes("scores", data)
    nothing = read.table("scores", tmp_path / "nothing")
    assert nothing.empty
    assert {"country", "period", "key", "score"} <= set(nothing.columns)
    assert read.table_bytes("scores", tmp_path / "nothing") is None
    with pytest.raises(KeyError, match="no boundaries stored as 'area'"):
        read.geo("area", data)
    area = put_deaths(tmp_path, "area.txt")
    refresh.import_files({"area": [area]}, version="1", published="2024-06-01", folder=data, sources=SOURCES, score=score)
    assert read.geo("area", data)["features"][0]["properties"] == {"pcode": "ML1", "name": "Kayes"}
