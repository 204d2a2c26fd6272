"""Old vintages are dropped only where a later one covers them, and a stop at any step leaves the old state or the new one."""

from __future__ import annotations

import pytest

from indicators import __main__ as program
from indicators.store import pruning, read, refresh
from indicators.store.check import check
from tests.store_example import contents, event, put_events, score
from tests.test_acceptance import KNOWN, MONTH, WHOLE, acts, deaths
from tests.test_commit import Killed, die_at, kill

YEARS = acts("25.1", "2025-06-01", "1989-01", "2024-12", *((number, "MLI", "2023-05-01", 1) for number in range(12)))


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "data"
    put_events(root, event(1, "2023-05-01"))
    news = {
        "deaths": [deaths("1", "2024-01-01", 1), deaths("2", "2025-01-01", 1, 2), deaths("3", "2026-01-01", 1, 3)],
        "acts": [WHOLE, MONTH, YEARS],
    }
    report = refresh.add(news, folder=root, sources=KNOWN, score=score)
    assert not report.failures
    return root


def prune(folder, before, keys=(), **options):
    return pruning.prune(before, keys, folder=folder, sources=KNOWN, score=score, **options)


def versions(folder, key):
    return [one.version for one in read.load(folder=folder, sources=KNOWN).all(key)]


def test_what_a_later_one_covers_is_dropped(folder):
    before = contents(folder)
    dry = prune(folder, "2026-12-31", dry_run=True)
    assert contents(folder) == before
    pruned = prune(folder, "2026-12-31")
    assert [one.version for one in pruned.vintages] == [one.version for one in dry.vintages] == ["1", "2", "24.1"]
    assert versions(folder, "deaths") == ["3"]
    assert versions(folder, "acts") == ["25.0.1", "25.1"]  # nothing later covers the month
    assert pruned.size == sum(len(before[path]) for path in set(before) - set(contents(folder)))
    assert check(folder, sources=KNOWN, score=score) == []


def test_what_is_newer_than_the_day_or_of_another_source_stays(folder):
    assert [one.version for one in prune(folder, "2025-01-01", ["deaths"]).vintages] == ["1"]
    assert versions(folder, "acts") == ["24.1", "25.0.1", "25.1"]
    assert prune(folder, "2025-01-01", ["deaths"]).vintages == ()


def test_countries_nothing_later_covers_stay(folder):
    assert pruning.covered(WHOLE, [YEARS])
    assert not pruning.covered(YEARS, [WHOLE])
    fewer = acts("27.1", "2027-06-01", "1989-01", "2026-12", (1, "MLI", "2023-05-01", 1), countries="MLI")
    assert not pruning.covered(YEARS, [fewer])


def test_a_stop_at_any_step_leaves_the_old_or_the_new_state(folder, tmp_path, monkeypatch):
    start = contents(folder)
    with monkeypatch.context() as patch:
        steps = die_at(patch, 0, kill)
        prune(folder, "2025-06-01")
    finished = contents(folder)
    ends = set()
    for step in range(1, steps[0] + 1):
        place = tmp_path / f"step{step}"
        for name, data in start.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        with monkeypatch.context() as patch:
            die_at(patch, step, kill)
            with pytest.raises(Killed):
                prune(place, "2025-06-01")
        read = versions(place, "deaths")
        assert read in (["1", "2", "3"], ["3"])  # readable as it lies
        refresh.rebuild(folder=place, sources=KNOWN, score=score)
        assert contents(place) == (start if len(read) == 3 else finished), f"step {step}"
        assert check(place, sources=KNOWN, score=score) == []
        ends.add(len(read))
    assert ends == {1, 3}


def test_wrong_words_are_one_line(capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    for words, said in (
        (["--before", "soon"], "not a date"),
        (["--before", "2025-01-01", "--source", "promises"], "has no vintages"),
    ):
        with pytest.raises(SystemExit) as caught:
            program.main(["prune", *words])
        assert caught.value.code == 2
        assert said in capfd.readouterr().err
