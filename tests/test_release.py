"""A release: one version everywhere, and the steps of the workflow run for real in a small clone."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from indicators.publishing.licences import by_publisher
from indicators.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ".github/release.sh"
HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
RELEASED = re.compile(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)")


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHON": sys.executable, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def cited() -> dict[str, str]:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def newest_release() -> tuple[str, str]:
    """Version and day of the newest heading of CHANGELOG.md that has a day: one above it is not released yet."""
    return next(
        found.groups() for one in HEADING.findall((ROOT / "CHANGELOG.md").read_text()) if (found := RELEASED.fullmatch(one))
    )


def test_package_changes_citation_and_readme_name_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "indicators.version.VERSION"}
    version, day = newest_release()
    assert (version, day) == (VERSION, cited()["date-released"])
    assert date.fromisoformat(day)
    assert (cited()["version"], cited()["license"]) == (VERSION, project["project"]["license"])
    assert f"version {VERSION}, scores as of" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("tag", "said"), [(f"v{VERSION}", ""), ("v9.9.9", f"error: tag says '9.9.9', indicators/version.py {VERSION}\n")]
)
def test_a_tag_of_another_version_is_refused(tag: str, said: str) -> None:
    done = run(SCRIPT, "agree", tag)
    assert (done.returncode, done.stderr) == (int(bool(said)), said)


def test_the_notes_are_the_changes_of_this_version() -> None:
    told = run(SCRIPT, "notes").stdout
    assert re.findall("^## ", told, re.MULTILINE) == []
    assert [re.findall(f"^### {name}$", told, re.MULTILINE) for name in ("Data", "Method", "App")] == [
        ["### Data"], ["### Method"], ["### App"]
    ]  # fmt: skip


def test_an_unknown_step_is_refused() -> None:
    assert run(SCRIPT, "nonsense").returncode == 2


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``build`` leaves in dist/ of a repository that holds the package, what it is built with, and one file of data."""
    clone = tmp_path_factory.mktemp("release")
    shutil.copytree(ROOT / "indicators", clone / "indicators", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        SCRIPT, "pyproject.toml", "requirements.txt", "README.md", "CHANGELOG.md", "LICENSE", "DATA_LICENCES.md", "CITATION.cff",
        "data/datapackage.json",
    ):  # fmt: skip
        (clone / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, clone / name)
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    for words in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "start")):
        assert run("git", *words, cwd=clone).returncode == 0
    done = run(SCRIPT, "build", cwd=clone)
    assert done.returncode == 0, done.stderr
    return clone / "dist"


def test_a_release_is_source_wheel_and_data_with_their_checksums(built: Path) -> None:
    stem = "mali_risk_indicators"
    names = {f"{stem}-{VERSION}-py3-none-any.whl", f"{stem}-{VERSION}.tar.gz", f"mali-risk-indicators-data-{VERSION}.tar.gz"}
    assert {one.name for one in built.iterdir()} == {*names, "SHA256SUMS"}
    sums = dict(line.split("  ")[::-1] for line in (built / "SHA256SUMS").read_text().splitlines())
    assert sums == {name: hashlib.sha256((built / name).read_bytes()).hexdigest() for name in names}


def test_licences_of_code_data_and_fonts_are_in_every_file_of_a_release(built: Path) -> None:
    wheel = zipfile.ZipFile(next(built.glob("*.whl")))
    folder = f"mali_risk_indicators-{VERSION}.dist-info/licenses/"
    held = {name.removeprefix(folder): wheel.read(name).decode() for name in wheel.namelist() if name.startswith(folder)}
    assert set(held) == {"LICENSE", "DATA_LICENCES.md", "indicators/charts/fonts/LICENSE.md"}
    assert held["LICENSE"].startswith("MIT License")
    assert "SIL OPEN FONT LICENSE" in held["indicators/charts/fonts/LICENSE.md"].upper()
    for publisher, licence in by_publisher():
        assert re.search(rf"^\| {re.escape(publisher)} \|.*{re.escape(licence.url)}", held["DATA_LICENCES.md"], re.MULTILINE)
    for archive in built.glob("*.tar.gz"):
        with tarfile.open(archive) as packed:
            inside = {name.partition("/")[2] for name in packed.getnames()}
        assert {"LICENSE", "DATA_LICENCES.md"} <= inside, archive.name
