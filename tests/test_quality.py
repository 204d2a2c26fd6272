"""Every record of a publisher's file is kept or left out by a named rule, and how a refresh ended is noted for the user alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from indicators import __main__ as program
from indicators.model import Quality, Records
from indicators.store import acceptance, check, commit, outcomes, quality, read, refresh
from tests.store_example import SOURCES, contents, event, parse_deaths, put_deaths, put_events, score


def counting(read_, kept, left):
    """The example's importer, which counts its records."""

    def parse(paths, version, published):
        digest = hashlib.sha256(paths[0].read_bytes()).hexdigest()
        lines = (Quality("odd", 2, "Left as they are."), *((Quality("aside", left, "Left out.", "left_out"),) if left else ()))
        (one,) = parse_deaths(paths, version, published)
        return (replace(one, records=Records(read_, kept) if read_ else None, quality=lines, inputs=(("in.txt", digest),)),)

    return {**SOURCES, "deaths": replace(SOURCES["deaths"], parse=parse)}


@pytest.fixture
def bring(tmp_path):
    def run(known, *lines, **options):
        path = put_deaths(tmp_path, "in.txt", *lines)
        return refresh.import_files({"deaths": [path]}, sources=known, score=score, folder=tmp_path / "data", **options)

    put_events(tmp_path / "data", event(1, "2023-05-01"))
    return run


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


def counts(folder):
    table = read.table("quality", folder)
    return dict(zip(table["rule"], table["count"].fillna(-1).astype(int), strict=True))


def test_what_was_read_kept_and_left_out_is_stored_and_reproduced(folder, bring):
    known = counting(5, 2, 3)
    assert not bring(known, "2024-01,1", "2024-02,2").failures
    assert counts(folder) == {"read": 5, "kept": 2, "aside": 3, "odd": 2}
    (one,) = quality.vintages(folder)
    assert (one["read"], one["kept"], one["left_out"]) == (5, 2, 3)
    before = contents(folder)
    refresh.rebuild(folder=folder, sources=known, score=score)
    assert contents(folder) == before
    assert check.check(folder, sources=known, score=score) == []


@pytest.mark.parametrize(("read_", "kept", "left"), [(5, 2, 2), (5, 3, 3), (5, 4, 0)])
def test_a_record_that_nothing_accounts_for_is_refused(folder, bring, read_, kept, left):
    report = bring(counting(read_, kept, left), "2024-01,1", "2024-02,2")
    assert "1 not accounted for" in report.failures["deaths"]
    assert not (folder / "snapshots").exists()


def test_the_same_file_again_records_what_was_not_recorded(folder, bring):
    """Once: the bytes of the table stay, and nothing is recorded of other files that hold the same rows."""
    bring(counting(None, None, 0), "2024-01,1", "2024-02,2")
    assert counts(folder) == {"read": -1, "kept": -1, "odd": 2}
    rows = {path: data for path, data in contents(folder).items() if path.startswith("snapshots/")}
    known = counting(5, 2, 3)
    report = bring(known, "2024-01,1", "2024-02,2", dry_run=True)
    assert (report.counted, counts(folder)["read"]) == ((("deaths", "1.0"),), -1)
    other = bring(known, "2024-01,1", "2024-02,2.0")  # the same figures, another file
    assert (other.counted, other.written, counts(folder)["read"]) == ((), False, -1)
    report = bring(known, "2024-01,1", "2024-02,2")
    assert (report.counted, report.written, report.noted) == ((("deaths", "1.0"),), True, "")
    assert counts(folder) == {"read": 5, "kept": 2, "aside": 3, "odd": 2}
    assert {path: data for path, data in contents(folder).items() if path.startswith("snapshots/")} == rows
    assert check.check(folder, sources=known, score=score) == []
    assert not bring(known, "2024-01,1", "2024-02,2").written


def test_the_index_is_held_to_its_own_counts(folder, bring):
    """Counts changed by hand, digest and all, are found: read less left out is kept."""
    from indicators.store import package

    known = counting(5, 2, 3)
    bring(known, "2024-01,1", "2024-02,2")
    index = json.loads((folder / "datapackage.json").read_bytes())
    item = next(item for item in index["resources"] if item.get("source") == "deaths")
    item["records"]["read"] = 6
    index["digest"] = package.digest(index)
    (folder / "datapackage.json").write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert any("1 not accounted for" in line for line in check.check(folder, sources=known, score=score))


def test_how_each_refresh_ended_is_noted(folder, bring):
    known = counting(5, 2, 3)
    bring(known, "2024-01,1", "2024-02,2")
    assert outcomes.read(folder)["deaths"].end == outcomes.STORED
    bring(known, "2024-01,1", "2024-02,2")
    assert outcomes.read(folder)["deaths"].end == outcomes.NOTHING_NEW
    report = bring(known, "2024-01,1", "2024-02,inf")
    one = outcomes.read(folder)["deaths"]
    assert (one.end, one.reason) == (outcomes.REFUSED, report.failures["deaths"])
    assert check.check(folder, sources=known, score=score) == []


def test_a_dry_run_notes_nothing(folder, bring):
    bring(counting(5, 2, 3), "2024-01,1", dry_run=True)
    assert not (folder / commit.LAST_LOOK).exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"deaths": "2026-01-01"}', '{"deaths": {"end": "lost", "when": 1}}', "\0", ""])
def test_damaged_notes_are_no_notes(tmp_path, text):
    (tmp_path / commit.LAST_LOOK).write_text(text)
    assert outcomes.read(tmp_path) == {}
    outcomes.record(tmp_path, outcomes.of(["deaths"], [], {}))
    assert outcomes.read(tmp_path)["deaths"].end == outcomes.NOTHING_NEW


def test_notes_that_cannot_be_written_are_no_error(tmp_path):
    outcomes.record(tmp_path / "nowhere", outcomes.of(["deaths"], [], {}))
    (tmp_path / commit.LAST_LOOK).mkdir()
    outcomes.record(tmp_path, outcomes.of(["deaths"], [], {}))
    assert outcomes.read(tmp_path) == {}


def run(capfd, *words):
    try:
        code = program.main(list(words))
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, *capfd.readouterr()


def test_the_command_tells_counts_and_rules(capfd):
    # The file has 17,195 records, 3,185 of them of regions and groups, counted with a CSV reader.
    code, out, _ = run(capfd, "quality", "--source", "population")
    assert (code, out.splitlines()) == (
        0,
        ["source\tvintage\tread\tkept\tleft_out\tby_rule", "population\twdi-2025-07\t17195\t14010\t3185\taggregate 3185"],
    )
    code, out, _ = run(capfd, "quality", "--source", "population", "--format", "json")
    assert json.loads(out)[0]["rules"][0]["effect"] == "left_out"


@pytest.mark.parametrize(
    ("words", "says"), [(("--source", "populaton"), "Did you mean population?"), (("--format", "xml"), "--format")]
)
def test_the_command_refuses_what_it_does_not_know(capfd, words, says):
    code, _, told = run(capfd, "quality", *words)
    assert (code, says in told) == (2, True)


def test_the_command_tells_why_a_source_was_refused(capfd, tmp_path, monkeypatch):
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    outcomes.record(tmp_path, outcomes.of(["hdr"], [], {"idmc": "idmc: cut short.\nDownload it again."}))
    code, out, _ = run(capfd, "quality", "--last")
    assert code == 0
    assert [line.split("\t")[:2] for line in out.splitlines()] == [
        ["source", "end"],
        ["hdr", "nothing new"],
        ["idmc", "refused"],
    ]
    assert out.splitlines()[-1].endswith("idmc: cut short. Download it again.")


def test_a_refresh_tells_what_it_left_out(tmp_path, monkeypatch):
    """The command as it is run, on a table of population into an empty folder: 200 countries of two years, and the world."""
    from tests import structural

    (tmp_path / "data").mkdir()
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path / "data"))
    path = structural.write(tmp_path, structural.population())
    done = subprocess.run(
        [sys.executable, "-m", "indicators", "refresh", "--from-file", f"population={path}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "population wdi-2025-07: 401 records read, 400 kept, 1 left out\n  aggregate 1: Rows of regions" in done.stdout


def test_every_stored_vintage_accounts_for_its_records():
    for one in quality.vintages():
        assert one["read"] - sum(line["count"] for line in one["rules"] if line["effect"] == "left_out") == one["kept"], one
        assert one["read"] is not None
    short = replace(read.load().newest("idmc"), records=Records(2, 1), quality=())
    assert "1 not accounted for" in acceptance.unaccounted(short)
