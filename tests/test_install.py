"""The package as a wheel, installed where no clone is: its commands, its completion, its dashboard, and what it says without data."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from indicators import __version__

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and an empty folder to run in."""

    wheel: Path
    scripts: Path
    here: Path

    def run(self, *arguments: str, data: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.scripts / "indicators"), *arguments]
        return subprocess.run(
            command, cwd=self.here, env=environment(data, **more), capture_output=True, text=True, check=False, timeout=300
        )


def environment(data: Path | None, **more: str) -> dict[str, str]:
    """This process's, without a way to the clone."""
    found = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "INDICATORS_DATA")}
    return {**found, **({} if data is None else {"INDICATORS_DATA": str(data)}), **more}


def can_build() -> bool:
    needed = re.search(r"setuptools>=(\d+)", (ROOT / "pyproject.toml").read_text())
    assert needed
    try:
        return int(version("setuptools").split(".")[0]) >= int(needed[1])
    except PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, built and installed without a network; what it depends on is this environment's, through a ``.pth``."""
    if not can_build():
        if os.environ.get("CI"):
            pytest.fail("setuptools is older than pyproject.toml asks for: install requirements-dev.txt")
        pytest.skip("setuptools is older than pyproject.toml asks for")
    folder = tmp_path_factory.mktemp("install")
    source, here = folder / "source", folder / "here"
    here.mkdir()
    names = ("pyproject.toml", "requirements.txt", "README.md", "LICENSE", "DATA_LICENCES.md", "dashboard.py")
    shutil.copytree(ROOT / "indicators", source / "indicators", ignore=shutil.ignore_patterns("__pycache__"))
    for name in names:
        shutil.copy(ROOT / name, source)
    quiet = {"check": True, "capture_output": True}
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source)], **quiet)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], **quiet)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([*pip, "--python", str(scripts / "python"), "install", "--no-index", "--no-deps", str(wheel)], **quiet)
    (site,) = (folder / "venv").glob("lib/python*/site-packages") if os.name != "nt" else [folder / "venv/Lib/site-packages"]
    (site / "rest.pth").write_text("".join(f"{path}\n" for path in sys.path if Path(path).name == "site-packages"))
    return Installed(wheel, scripts, here)


def test_the_wheel_holds_every_file_of_the_package(installed: Installed) -> None:
    files = [path for path in (ROOT / "indicators").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".md"}
    held = set(zipfile.ZipFile(installed.wheel).namelist())
    assert {"indicators/py.typed", "indicators/countries.csv", "indicators/pages/.streamlit/config.toml"} <= held
    assert wanted <= held
    assert {name.split("/")[0] for name in held} == {"indicators", f"mali_risk_indicators-{__version__}.dist-info"}


def test_the_commands_read_a_folder_named_by_the_environment(installed: Installed) -> None:
    scores = installed.run("scores", data=DATA)
    assert (scores.returncode, scores.stderr) == (0, "")
    assert scores.stdout == (DATA / "scores" / "scores.csv").read_text(encoding="utf-8")
    listed = installed.run("list", "--sources", data=DATA)
    assert (listed.returncode, listed.stdout.split("\t")[0]) == (0, "key")
    checked = installed.run("check", data=DATA)
    assert checked.returncode == 0, checked.stderr
    assert installed.run("--version").stdout == f"mali-risk-indicators {__version__}\n"
    assert "Usage: indicators scores" in installed.run("scores", "--help").stdout


def test_without_data_each_command_says_what_to_do(installed: Installed) -> None:
    for arguments in (
        ["scores"], ["list", "--sources"], ["check"], ["rebuild"], ["refresh"], ["prune", "--before", "2020-01-01"], ["serve"]
    ):  # fmt: skip
        done = installed.run(*arguments)
        assert (done.returncode, done.stdout) == (3, ""), arguments
        assert done.stderr.startswith(f"error: {installed.here / 'data'}: no data here")
        assert done.stderr.count("\n") == 1
        assert "INDICATORS_DATA" in done.stderr
    assert installed.run("list").returncode == 0  # what is declared needs no data
    assert not (installed.here / "data").exists()


def test_data_in_the_current_folder_are_found(installed: Installed) -> None:
    there = installed.here / "data"
    there.symlink_to(DATA)
    try:
        assert installed.run("scores", "--level", "index").returncode == 0
    finally:
        there.unlink()


def test_completion_offers_commands_and_levels(installed: Installed) -> None:
    def offered(words: str, number: int) -> list[str]:
        asked = {"_INDICATORS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        return installed.run(**asked).stdout.split()

    assert offered("indicators re", 1) == ["refresh", "rebuild"]
    assert "--country" in offered("indicators scores --", 2)
    assert offered("indicators scores --level in", 3) == ["index", "indicator"]
    assert "_INDICATORS_COMPLETE" in installed.run("--show-completion", "bash").stdout


def test_the_dashboard_starts_from_the_installed_package(installed: Installed) -> None:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [str(installed.scripts / "indicators"), "serve", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=installed.here, env=environment(DATA), **quiet)
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health") as answer:
                    assert answer.read() == b"ok"
                    break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("no answer within 30 s")
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_a_page_of_the_installed_dashboard_is_drawn(installed: Installed) -> None:
    program = (
        "from streamlit.testing.v1 import AppTest; from indicators.pages import dashboard; "
        "test = AppTest.from_file(dashboard.__file__, default_timeout=120).run(); "
        "assert not test.exception, test.exception; print(dashboard.__file__, len(test.metric))"
    )
    command = [str(installed.scripts / "python"), "-c", program]
    done = subprocess.run(command, cwd=installed.here, env=environment(DATA), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    script, metrics = done.stdout.split()
    assert "site-packages" in script
    assert int(metrics) > 0


def test_the_dashboard_looks_the_same_from_a_clone_and_installed() -> None:
    packaged = ROOT / "indicators" / "pages" / ".streamlit" / "config.toml"
    assert packaged.read_bytes() == (ROOT / ".streamlit" / "config.toml").read_bytes()
