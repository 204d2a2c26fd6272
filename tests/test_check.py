import pytest

from indicators.model import Results
from indicators.store import check, refresh
from tests.store_example import SOURCES, contents, event, put_deaths, put_events, score


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "data"
    put_events(data, event(1, "2023-05-01"))
    files = {"deaths": [put_deaths(tmp_path, "1.txt", "2024-01,1")], "area": [put_deaths(tmp_path, "area.txt")]}
    refresh.import_files(files, folder=data, sources=SOURCES, score=score)
    return data


def run(folder, scoring=score):
    return check.check(folder, sources=SOURCES, score=scoring)


def test_a_folder_as_written_has_no_problems_and_check_writes_nothing(folder):
    start = contents(folder)
    assert run(folder) == []
    assert contents(folder) == start


def test_one_changed_character_anywhere_is_found(folder):
    for name, data in contents(folder).items():
        for place in sorted({0, len(data) // 3, len(data) // 2, len(data) - 2, len(data) - 1}):
            changed = bytearray(data)
            changed[place] ^= 1
            (folder / name).write_bytes(bytes(changed))
            assert run(folder), f"{name}, byte {place}"
        (folder / name).write_bytes(data)
    assert run(folder) == []


def test_a_missing_file_is_found(folder):
    for name, data in contents(folder).items():
        (folder / name).unlink()
        assert any(name in line for line in run(folder)), name
        (folder / name).write_bytes(data)


def test_strangers_are_listed_and_left(folder):
    for name in ("notes.txt", "snapshots/deaths/2024-06-02_x.csv", "scores/.staged-0123456789abcdef-scores.csv"):
        (folder / name).write_text("x")
        assert any(name in line for line in run(folder))
        assert (folder / name).exists()
        (folder / name).unlink()


def test_another_method_is_found(folder):
    def other(snapshots):
        results = score(snapshots)
        return Results(results.observations, results.scores.assign(score=50.0), results.world, results.pulse)

    assert any(line.startswith("scores/scores.csv: a rebuild") for line in run(folder, other))


def test_an_empty_folder_is_a_problem(tmp_path):
    assert "no datapackage.json" in run(tmp_path)[0]
