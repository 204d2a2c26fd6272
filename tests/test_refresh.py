import json
from dataclasses import replace
from functools import partial

import pytest

from indicators.model import ContractError
from indicators.sources.geography import outlines
from indicators.store import check, read, refresh
from indicators.store.acceptance import Accepted
from tests.store_example import SOURCES, contents, event, put_deaths, put_events, score


@pytest.fixture
def bring(tmp_path):
    """Import lines as a vintage of deaths."""

    def run(*lines, **options):
        path = put_deaths(tmp_path, "in.txt", *lines)
        options.setdefault("folder", tmp_path / "data")
        return refresh.import_files({"deaths": [path]}, sources=SOURCES, score=score, **options)

    return run


@pytest.fixture
def folder(tmp_path, bring):
    put_events(tmp_path / "data", event(1, "2023-05-01"))
    bring("2024-01,1", "2024-02,2", "2024-03,3")
    return tmp_path / "data"


def test_the_report_says_what_changed(folder, bring):
    report = bring(
        "2024-02,5",
        "2024-03,3",
        "2024-04,7",
        version="2",
        published="2025-01-01",
        accepted=Accepted(shrink=frozenset({"deaths"})),
    )
    (change,) = report.changes
    assert (change.source, change.version, change.previous) == ("deaths", "2", "1.0")
    assert (change.added, change.revised, change.removed, change.stored_already) == (1, 1, 1, False)
    (moved,) = report.scores
    assert (moved.period_before, moved.before, moved.period_after, moved.after) == ("2024-03", 4.0, "2024-04", 8.0)
    assert (moved.moved, moved.largest, moved.largest_period) == (1, 3.0, "2024-02")
    assert report.written
    assert check.check(folder, sources=SOURCES, score=score) == []


def test_the_same_content_again_is_no_new_vintage(folder, bring):
    start = contents(folder)
    report = bring("2024-01,1", "2024-02,2", "2024-03,3")
    assert report.changes[0].stored_already
    assert not report.written
    assert contents(folder) == start


def test_a_dry_run_reports_and_writes_nothing(folder, bring):
    start = contents(folder)
    report = bring("2024-01,1", "2024-02,2", "2024-03,3", "2024-04,9", version="2", published="2025-01-01", dry_run=True)
    assert report.changes[0].added == 1
    assert report.scores[0].after == 10.0
    assert not report.written
    assert contents(folder) == start


@pytest.mark.parametrize(
    ("lines", "options", "says"),
    [
        (["2024-01,1", "2024-02,2", "2024-03,9"], {}, "never overwritten"),
        (["2024-01,1", "2024-02,2"], {"version": "2", "published": "2025-01-01"}, "accept-shrink"),
        (
            ["2024-02,1", "2024-03,2", "2024-04,2"],
            {"version": "2", "published": "2025-01-01"},
            "Mali (MLI) 2024-01 was stored in 1.0 and is gone",
        ),
        (["2024-01,1", "2024-01,2", "2024-02,1", "2024-03,2"], {"version": "2", "published": "2025-01-01"}, "duplicate key"),
        (["2024-01,1", "2024-1,2", "2024-02,1", "2024-03,2"], {"version": "2", "published": "2025-01-01"}, "record 4"),
        (["2024-01,1"], {"version": "../../x"}, "name"),
        (["2024-01,1"], {"version": "2", "published": "2025-02-30"}, "not a date"),
        (["2024-01,inf"], {"version": "2", "published": "2025-01-01"}, "infinite"),
    ],
)
def test_what_may_not_enter_is_refused_in_one_line_and_nothing_changes(folder, bring, lines, options, says):
    start = contents(folder)
    report = bring(*lines, **options)
    assert says in report.failures["deaths"]
    assert "\n" not in report.failures["deaths"]
    assert not report.written
    assert contents(folder) == start


def test_fewer_rows_are_compared_with_an_older_vintage_only(folder, bring):
    report = bring("2024-01,1", version="0.9", published="2024-02-01")
    assert report.failures == {}
    assert [one.version for one in read.load(folder=folder, sources=SOURCES).all("deaths")] == ["0.9", "1.0"]


def test_one_source_refused_the_others_stored(folder, tmp_path):
    cut = tmp_path / "cut.txt"
    cut.write_text("2024-01,1\n")
    files = {"deaths": [cut], "area": [cut]}
    report = refresh.import_files(files, folder=folder, sources=SOURCES, score=score)
    assert "cut short" in report.failures["deaths"]
    assert report.written
    assert read.geo("area", folder)["features"]
    assert check.check(folder, sources=SOURCES, score=score) == []


@pytest.mark.parametrize(("key", "says"), [("nothing", "Known are"), ("events", "rebuild")])
def test_a_source_without_files_is_a_usage_error(folder, key, says, tmp_path):
    with pytest.raises(ValueError, match=says):
        refresh.import_files({key: [tmp_path / "x"]}, folder=folder, sources=SOURCES, score=score)


def test_rebuild_takes_up_a_curated_edit(folder):
    put_events(folder, event(1, "2023-05-01"), event(2, "2024-09-01"))
    assert any("events.csv: edited" in line for line in check.check(folder, sources=SOURCES, score=score))
    report = refresh.rebuild(folder=folder, sources=SOURCES, score=score)
    assert (report.scores[0].before, report.scores[0].after) == (4.0, 5.0)
    assert check.check(folder, sources=SOURCES, score=score) == []


@pytest.mark.parametrize("row", [event(1, "2023-05-01"), event(2, ""), event(2, "May 2023"), "2,Title"])
def test_rebuild_refuses_a_bad_curated_row(folder, row):
    put_events(folder, event(1, "2023-05-01"), row)
    start = contents(folder)
    with pytest.raises(ContractError, match=r"events\.csv"):
        refresh.rebuild(folder=folder, sources=SOURCES, score=score)
    assert contents(folder) == start


def test_rebuild_refuses_a_folder_that_lost_its_index(folder):
    (folder / "datapackage.json").unlink()
    with pytest.raises(ContractError, match="git"):
        refresh.rebuild(folder=folder, sources=SOURCES, score=score)


def test_outlines_come_through_the_same_door(tmp_path):
    names = [f"ML{number:02d}" for number in range(1, 11)]
    features = [
        {
            "type": "Feature",
            "properties": {"pcode": code, "name": f"Region {code}", "parent": "MLI"},
            "geometry": {"type": "Polygon", "coordinates": [[[x, 12], [x, 13], [x + 0.5, 13], [x + 0.5, 12], [x, 12]]]},
        }
        for x, code in enumerate(names, start=-10)
    ]
    path = tmp_path / "regions.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    source = replace(
        SOURCES["area"], key="mli_adm1", parse=partial(outlines.parse, "mli_adm1"), fields=SOURCES["area"].fields[:2]
    )
    options = {
        "folder": tmp_path / "data",
        "sources": {"mli_adm1": source, "area": replace(source, key="area", parse=partial(outlines.parse, "area"))},
        "score": score,
    }
    given = {"version": "2021", "published": "2021-12-20"}
    assert "--vintage" in refresh.import_files({"mli_adm1": [path]}, **options).failures["mli_adm1"]
    assert "holds mli_adm1" in refresh.import_files({"area": [path]}, **given, **options).failures["area"]
    report = refresh.import_files({"mli_adm1": [path]}, **given, **options)
    assert report.changes[0].added == 10
    assert [item["properties"]["pcode"] for item in read.geo("mli_adm1", tmp_path / "data")["features"]] == names
    assert refresh.import_files({"mli_adm1": [path]}, **given, **options).written is False
