"""The command line as another program meets it: bytes, exit codes, one line of error."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer.main

from indicators import __version__
from indicators.__main__ import app
from indicators.store import commit

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a typer group
HEADER = "country,period,level,key,score,low,high,status,coverage\n"
MALI = (
    HEADER + "MLI,2020-01,dimension,conflict,61.0000,60.0000,62.5000,normal,1.00\n"
    "MLI,2020-01,index,index,55.0000,,,carried,0.90\n"
    "MLI,2020-02,index,index,56.0000,54.0000,58.0000,carried,0.90\n"
)
WORLD = (
    HEADER + "BFA,2019-12,dimension,conflict,50.0000,49.0000,51.0000,normal,1.00\n"
    "BFA,2020-12,dimension,conflict,52.0000,51.0000,53.0000,normal,1.00\n"
    "NER,2020-12,dimension,conflict,40.0000,39.0000,41.0000,normal,1.00\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    resources = []
    for path, text in (("scores/scores.csv", MALI), ("scores/world.csv", WORLD)):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
        resources.append({"path": path, "hash": "sha256:" + hashlib.sha256(text.encode()).hexdigest()})
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    return tmp_path


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "indicators", *arguments],
        cwd=ROOT, env={**os.environ, "INDICATORS_DATA": str(folder)}, capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def refused(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert message.startswith("error: ")
    assert message.count("\n") == 1
    assert "Traceback" not in message
    assert done.stdout == b""
    return message


def test_scores_prints_malis_table_byte_for_byte(data: Path) -> None:
    done = run("scores", folder=data)
    assert (done.returncode, done.stdout, done.stderr) == (0, MALI.encode(), b"")


def test_scores_of_a_staged_table_is_the_committed_one(data: Path) -> None:
    path = data / "scores" / "scores.csv"
    path.rename(commit.staged_path(path, commit.checksum(MALI.encode())))
    path.write_text("old\n")
    assert run("scores", folder=data).stdout == MALI.encode()


def test_scores_of_a_changed_table_is_wrong(data: Path) -> None:
    (data / "scores" / "scores.csv").write_text(MALI.replace("61.0", "16.0"))
    assert "rebuild" in refused(run("scores", folder=data), 3)


@pytest.mark.parametrize(
    "arguments",
    [["scores"], ["changes"], ["list", "--sources"], ["check"], ["rebuild"], ["prune", "--before", "2020-01-01"], ["serve"]],
    ids=" ".join,
)
def test_without_data_a_command_says_so_and_ends_with_3(tmp_path: Path, arguments: list[str]) -> None:
    message = refused(run(*arguments, folder=tmp_path), 3)
    assert str(tmp_path) in message
    assert "INDICATORS_DATA" in message


def test_a_refresh_starts_a_folder_that_is_named_and_there_but_no_other(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert "INDICATORS_DATA" in refused(run("refresh", "--source", "hdr", folder=missing), 3)
    assert not missing.exists()
    read = run("refresh", "--from-file", f"hdr={tmp_path / 'no.csv'}", folder=tmp_path).stderr.decode()
    assert "reading hdr" in read


def test_an_index_without_scores_is_no_empty_table(data: Path) -> None:
    (data / "datapackage.json").write_text('{"resources": []}')
    assert "rebuild" in refused(run("scores", folder=data), 3)


def test_another_country_gives_its_yearly_rows(data: Path) -> None:
    rows = run("scores", "--country", "bfa", folder=data).stdout.decode()
    assert rows == HEADER + "".join(line + "\n" for line in WORLD.splitlines() if line.startswith("BFA"))


def test_scores_filters_by_level_and_month(data: Path) -> None:
    done = run("scores", "--level", "index", "--from", "2020-02", "--to", "2020-02", folder=data)
    assert done.stdout.decode() == HEADER + MALI.splitlines()[3] + "\n"


def test_scores_as_json_has_numbers_and_nothing(data: Path) -> None:
    rows = json.loads(run("scores", "--format", "json", folder=data).stdout)
    assert rows[1]["score"] == 55.0
    assert rows[1]["low"] is None
    assert rows[1]["coverage"] == 0.9


def test_output_is_written_whole_and_leaves_nothing_else(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "s.csv"
    target.parent.mkdir()
    target.write_text("old")
    assert run("scores", "--output", str(target), folder=data).stdout == b""
    assert target.read_text() == MALI
    assert [path.name for path in target.parent.iterdir()] == ["s.csv"]
    refused(run("scores", "--output", str(tmp_path / "absent" / "s.csv"), folder=data), 2)


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["nosuch"], ["scores", "--bad"], ["scores", "--level", "country"], ["scores", "--format", "xml"],
        ["scores", "--from", "2020"], ["scores", "--to", "2020-13"], ["scores", "--country", "XXX"],
        ["scores", "--reconstruct"], ["refresh", "--source", "promises"], ["refresh", "--source", "nothing"],
        ["refresh", "--from-file", "hdr"], ["refresh", "--vintage", "1"],
        ["refresh", "--from-file", "a=b", "--from-file", "c=d", "--vintage", "1"], ["serve", "--port", "0"],
        ["serve", "--port", "many"], ["list", "--format", "xml"], ["scores", "--from", "2020-02", "--to", "2020-01"],
        ["scores", "--as-of", "2999-01-01"], ["scores", "--as-of", "2020-01"], ["scores", "--as-of", "2020-02-30"],
        ["prune", "--before", "2020-01-01", "--source", "hrd"], ["changes", "--known", "2020-01-01"],
        ["changes", "--known", "2020-01-02", "--and", "2020-01-01"], ["changes", "--known", "2020-01", "--and", "2020-02-01"],
        ["changes", "--from", "2020-02", "--to", "2020-01"], ["changes", "--format", "xml"], ["changes", "--country", "XXX"],
        ["changes", "--level", "reading"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_usage_errors_are_one_line_and_2(data: Path, arguments: list[str]) -> None:
    refused(run(*arguments, folder=data), 2)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["scores", "--country", "Burkina"], "Did you mean Burkina Faso?"),
        (["scores", "--country", "BFF"], "Did you mean BFA?"),
        (["scores", "--country", "42"], "Use an ISO code, such as BFA, or a name"),
        (["scores", "--country", "FRA"], "France (FRA) has no scores"),
        (["scores", "--level", "dimensions"], "Did you mean dimension?"),
        (["scores", "--from", "2020-7"], "Did you mean 2020-07?"),
        (["scores", "--to", "202012"], "Did you mean 2020-12?"),
        (["scores", "--to", "soon"], "Write YYYY-MM"),
        (["scores", "--from", "2020-02", "--to", "2020-01"], "the first is after the last"),
        (["scores", "--as-of", "2999-01-01"], "is in the future"),
        (["refresh", "--source", "hrd"], "Did you mean hdr?"),
        (["refresh", "--from-file", "population_=x.csv"], "Did you mean population?"),
        (["prune", "--before", "2020-01-01", "--source", "hrd"], "Did you mean hdr?"),
        (["changes", "--and", "2020-01-01"], "Add --known YYYY-MM-DD"),
        (["changes", "--known", "2020-01-01"], "Add --and YYYY-MM-DD"),
        (["changes", "--to", "2020-7"], "Did you mean 2020-07?"),
        (["changes", "--level", "dimensions"], "Did you mean dimension?"),
        (["scoers"], "Did you mean 'scores'? See"),
        (["scores", "--contry", "BFA"], "--country"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistyped_value_is_answered_with_what_was_meant(data: Path, arguments: list[str], hint: str) -> None:
    assert hint in refused(run(*arguments, folder=data), 2)


@pytest.mark.parametrize("name", ["Burkina Faso", "burkina faso", "BFA"])
def test_a_country_may_be_named(data: Path, name: str) -> None:
    rows = run("scores", "--country", name, folder=data).stdout.decode()
    assert rows == HEADER + "".join(line + "\n" for line in WORLD.splitlines() if line.startswith("BFA"))


def test_a_choice_without_rows_prints_the_header_and_a_note(data: Path) -> None:
    done = run("scores", "--from", "2021-01", folder=data)
    assert (done.returncode, done.stdout) == (0, HEADER.encode())
    assert done.stderr.decode() == "note: no rows: the scores of Mali run from 2020-01 to 2020-02\n"


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_speaks_to_users(data: Path, command: list[str]) -> None:
    text = run(*command, "--help", folder=data).stdout.decode()
    assert "Usage: python -m indicators" in text
    for internal in ("registry", "``", "callback", "SUBJECT", "subject", "Raises", "None"):
        assert internal not in text


def test_a_busy_port_is_said_before_the_address(data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"{port} is in use" in refused(run("serve", "--port", str(port), folder=data), 2)


def test_debug_shows_the_traceback(data: Path) -> None:
    done = run("--debug", "scores", "--country", "XXX", folder=data)
    assert done.returncode == 2
    assert b"Traceback" in done.stderr


def test_version(data: Path) -> None:
    done = run("--version", folder=data)
    assert (done.returncode, done.stdout.decode()) == (0, f"mali-risk-indicators {__version__}\n")


def test_a_reader_that_leaves_is_no_error(data: Path) -> None:
    command = [sys.executable, "-m", "indicators", "scores"]
    environment = {**os.environ, "INDICATORS_DATA": str(data)}
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("error", "code"),
    [("SourceError", 1), ("UsageError", 2), ("ContractError", 3), ("StoreError", 3), ("Locked", 4), ("KeyboardInterrupt", 130)],
)
def test_each_kind_of_error_has_its_exit_code(error: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    from indicators.cli import ending

    kind = getattr(ending, error, KeyboardInterrupt)
    with pytest.raises(SystemExit) as caught, ending.Ending():
        raise kind("what happened.\nWhat to do.")
    assert caught.value.code == code
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="ends by a POSIX signal")
def test_ending_serve_ends_streamlit_too() -> None:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]

    def taken() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("localhost", port)) == 0

    def becomes(state: bool) -> bool:
        return any(taken() is state or time.sleep(0.1) for _ in range(300))

    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, "-m", "indicators", "serve", "--port", str(port)], cwd=ROOT, **quiet)
    try:
        assert becomes(True)
        server.terminate()
        server.wait(timeout=20)
        assert becomes(False)
    finally:
        server.kill()
