"""Frozen forecasts: once an origin, chained, proved by ``check``; whatever happens to a file or a refresh."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from indicators.outlook import issue, models, settings
from indicators.outlook.panel import panel
from indicators.store import check, commit, issues, pruning, read, refresh
from tests.outlook_example import DEATHS, KEY, KNOWN, NAMES, add, totals
from tests.store_example import contents, score
from tests.test_commit import Killed, die_at, kill

FOLDER = "outlook/issues"


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Path:
    """A data folder with the issues of two origins."""
    folder = tmp_path_factory.mktemp("two")
    first = add(folder, totals("2021-12", "2022-01-24"))
    assert first.added == tuple(f"{FOLDER}/2021-12{end}" for end in ("_forecasts.csv", "_statements.csv", ".json"))
    add(folder, totals("2022-01", "2022-02-22"))
    return folder


@pytest.fixture
def folder(two, tmp_path) -> Path:
    return Path(shutil.copytree(two, tmp_path / "data"))


def checked(folder: Path) -> list[str]:
    return check.check(folder, sources=KNOWN, score=score)


def test_each_new_month_is_frozen_with_the_refresh_that_brings_it(two):
    assert sorted(path.name for path in (two / FOLDER).iterdir()) == [
        f"{origin}{end}" for origin in ("2021-12", "2022-01") for end in (".json", "_forecasts.csv", "_statements.csv")
    ]  # fmt: skip
    assert checked(two) == []


def test_an_issue_names_its_inputs_by_checksum_and_the_one_before_it(two):
    told = json.loads((two / FOLDER / "2022-01.json").read_bytes())
    path = two / "snapshots" / KEY / "2022-02-22_v2022-01.csv"
    assert told["inputs"] == [{"path": path.relative_to(two).as_posix(), "hash": commit.checksum(path.read_bytes())}]
    assert told["previous"] == commit.checksum((two / FOLDER / "2021-12.json").read_bytes())
    assert json.loads((two / FOLDER / "2021-12.json").read_bytes())["previous"] is None
    assert (told["recipe"], told["settings"]) == (settings.RECIPE, issue.settings_digest())


def test_the_frozen_quantiles_are_those_of_the_models_samples(two):
    found = issues.frozen(two, "2021-12")
    assert found is not None
    _, forecasts, said = found
    assert len(forecasts) == len(NAMES) * 12
    whole = panel(read.load(folder=two, sources=KNOWN))
    drawn = models.pool(whole.until(whole.last - 1))[whole.column("MLI"), 4]  # lead 5
    row = forecasts[(forecasts["country"] == "MLI") & (forecasts["lead"] == 5)].iloc[0]
    assert row["period"] == "2022-05"
    # the samples at .0505, .5005 and .9505, the first at or past each quantile
    assert [row["p05"], row["p50"], row["p95"]] == [drawn[50], drawn[500], drawn[950]]
    assert row["mean"] == pytest.approx(drawn.mean(), abs=0.05)
    assert said["cases"].min() > 100
    assert set(said["statement"]) == {"above", "double", "half", "surge"}


def test_an_origin_that_was_not_frozen_is_refused_by_name(two):
    with pytest.raises(ValueError, match="no forecast was frozen at 2020-01; frozen are 2021-12, 2022-01"):
        issues.frozen(two, "2020-01")


def test_revised_figures_of_a_frozen_month_freeze_nothing_and_change_nothing(folder):
    before = {name: data for name, data in contents(folder).items() if name.startswith(FOLDER)}
    revised = DEATHS.copy()
    revised[140:] += 1
    report = add(folder, totals("2022-01", "2022-03-20", revised, "again"))
    assert report.written
    assert report.added == ()
    assert {name: data for name, data in contents(folder).items() if name.startswith(FOLDER)} == before
    assert checked(folder) == []


def test_a_month_older_than_the_newest_is_not_frozen_afterwards(folder):
    state = refresh.state(folder, KNOWN)
    assert issues.due(folder, state.entries, state.snapshots) == {}


@pytest.mark.parametrize("name", ["2021-12_forecasts.csv", "2021-12_statements.csv", "2021-12.json", "2022-01_forecasts.csv"])
def test_a_tampered_file_is_found(folder, name):
    path = folder / FOLDER / name
    text = path.read_text()
    place = text.rindex("1")
    path.write_text(text[:place] + "7" + text[place + 1 :])
    assert any(f"{FOLDER}/{name}" in line and "Restore it from git" in line for line in checked(folder))


@pytest.mark.parametrize("name", ["2021-12_forecasts.csv", "2021-12.json", "2022-01.json"])
def test_a_missing_file_is_found_and_a_rebuild_refuses(folder, name):
    (folder / FOLDER / name).unlink()
    assert any(f"{FOLDER}/{name}" in line for line in checked(folder))
    with pytest.raises(Exception, match=f"{FOLDER}/{name}: missing or changed"):
        refresh.rebuild(folder=folder, sources=KNOWN, score=score)


def reindexed(folder: Path, changed: dict[str, bytes | None]) -> list[str]:
    """What check says where somebody writes files and the index anew, as whoever hides a change would."""
    for name, data in changed.items():
        path = folder / FOLDER / name
        path.unlink() if data is None else path.write_bytes(data)
    index = json.loads((folder / commit.INDEX).read_bytes())
    kept = []
    for item in index["resources"]:
        path = folder / item["path"]
        if path.is_file():
            data = path.read_bytes()
            kept.append({**item, "hash": commit.checksum(data), "bytes": len(data)})
    (folder / commit.INDEX).write_text(json.dumps({**index, "resources": kept}))
    state = refresh.state(folder, KNOWN)
    return issues.problems(folder, state.entries, KNOWN)


def manifest(folder: Path, origin: str) -> bytes:
    return (folder / FOLDER / f"{origin}.json").read_bytes()


def test_the_chain_finds_a_change_that_the_index_hides(folder):
    changed = json.loads(manifest(folder, "2021-12"))
    changed["version"] = "9.9.9"
    found = reindexed(folder, {"2021-12.json": json.dumps(changed, indent=1).encode()})
    assert found == [
        f"{FOLDER}/2022-01.json: the frozen forecast before it is missing or another than it was. Restore the folder from git."
    ]


def test_the_chain_finds_a_missing_issue_that_the_index_hides(folder):
    gone = dict.fromkeys(("2021-12.json", "2021-12_forecasts.csv", "2021-12_statements.csv"))
    assert any("the frozen forecast before it is missing" in line for line in reindexed(folder, gone))


def test_the_chain_finds_two_issues_that_changed_places(folder):
    found = reindexed(folder, {"2021-12.json": manifest(folder, "2022-01"), "2022-01.json": manifest(folder, "2021-12")})
    assert any("says it is of 2022-01" in line for line in found)
    assert any("the frozen forecast before it is missing or another" in line for line in found)


def test_other_quantiles_than_the_inputs_give_are_found_though_every_checksum_agrees(folder):
    name = "2022-01_forecasts.csv"
    text = (folder / FOLDER / name).read_text().splitlines()
    cells = text[1].split(",")
    cells[8] = str(int(cells[8]) + 1)  # p95 of the first country's first month
    table = "\n".join([text[0], ",".join(cells), *text[2:], ""]).encode()
    told = json.loads(manifest(folder, "2022-01"))
    told["files"][0]["hash"] = commit.checksum(table)
    found = reindexed(folder, {name: table, "2022-01.json": json.dumps(told, indent=1).encode()})
    assert found == [
        f"{FOLDER}/{name}: the same inputs give another forecast. Was the code changed without a new recipe?"
    ]  # fmt: skip


def test_a_vintage_a_forecast_was_made_from_is_not_pruned(folder):
    add(folder, totals("2022-02", "2022-03-22"))
    pruned = pruning.prune("2023-01-01", folder=folder, sources=KNOWN, score=score)
    assert pruned.vintages == ()
    assert checked(folder) == []


def test_an_index_that_lost_the_issues_in_a_merge_finds_them_again(folder):
    whole = (folder / commit.INDEX).read_bytes()
    index = json.loads(whole)
    index["resources"] = [item for item in index["resources"] if not item["path"].startswith(FOLDER)]
    (folder / commit.INDEX).write_text(json.dumps(index))
    (folder / FOLDER / "notes.txt").write_text("not a forecast")
    assert any(f"{FOLDER}/2021-12.json: not in the index" in line for line in checked(folder))
    refresh.rebuild(folder=folder, sources=KNOWN, score=score)
    assert (folder / commit.INDEX).read_bytes() == whole


def test_a_folder_too_small_to_learn_from_freezes_nothing(tmp_path):
    assert add(tmp_path, totals("2015-12", "2016-01-24")).added == ()  # 72 months


def test_a_refresh_killed_at_any_step_leaves_data_and_forecast_or_neither(two, tmp_path, monkeypatch):
    """The month and its forecast enter with one commit; the next refresh finishes or repeats it."""
    brought = totals("2022-02", "2022-03-22")
    made = issues.rendered
    kept: dict[str, dict[str, bytes]] = {}

    def once(known, inputs, previous, day):
        key = f"{known.last}{previous}"
        kept.setdefault(key, made(known, inputs, previous, "2022-03-23"))
        return kept[key]

    monkeypatch.setattr(issues, "rendered", once)  # the same forecast at every step: made once
    with monkeypatch.context() as patch:
        steps = die_at(patch, 0, kill)
        add(Path(shutil.copytree(two, tmp_path / "whole")), brought)
    ends = set()
    for step in range(1, steps[0] + 1, 3):
        place = Path(shutil.copytree(two, tmp_path / f"step{step}"))
        with monkeypatch.context() as patch:
            die_at(patch, step, kill)
            with pytest.raises(Killed):
                add(place, brought)
        has_data = any(entry.vintage.end == "2022-02" for entry in refresh.state(place, KNOWN).entries)
        has_forecast = issues.last_origin(issues.manifests(place)) == "2022-02"
        assert has_data == has_forecast, f"step {step}"
        ends.add(has_data)
        add(place, brought)
        assert issues.last_origin(issues.manifests(place)) == "2022-02"
        shutil.rmtree(place)
    assert ends == {True, False}
