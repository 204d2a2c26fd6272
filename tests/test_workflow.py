"""What GitHub reads, by its schemas and a security audit; and the scheduled refresh, its shell steps run for real."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
DECLARED = [
    *(("github-workflows", path) for path in WORKFLOWS),
    *(("github-issue-forms", path) for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))),
    ("citation-file-format", ROOT / "CITATION.cff"),
]
SCRIPT = ".github/refresh.sh"


def run(*words: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("schema", "path"), DECLARED, ids=[path.name for _, path in DECLARED])
def test_a_file_keeps_its_readers_schema(schema, path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    result = run(*command, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_workflows_pass_a_security_audit():
    zizmor = Path(sys.executable).parent / "zizmor"
    result = run(str(zizmor), "--offline", "--no-progress", "--min-severity", "medium", *map(str, WORKFLOWS), cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def project() -> dict[str, str]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_supported_python_is_tested():
    versions = re.findall(r'"3\.(\d+)"', (GITHUB / "workflows" / "test.yml").read_text(encoding="utf-8"))
    assert f">=3.{versions[0]}" == project()["requires-python"]
    assert [int(version) for version in versions] == list(range(11, 15))


@pytest.fixture
def clone(tmp_path):
    """A small repository with the script, a remote, a make that plays the refresh, and a gh that writes down what it is told."""
    home, remote, tools = tmp_path / "clone", tmp_path / "remote.git", tmp_path / "tools"
    for folder in (home / ".github", home / "data", home / "notebooks", tools):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / SCRIPT, home / SCRIPT)
    (home / "data" / "scores.csv").write_text("old\n")
    (home / "README.md").write_text("old\n")
    (home / "notebooks" / "01.ipynb").write_text("{}\n")
    (home / ".gitignore").write_text("/.github/refresh.md\n/refresh.out\n/refresh.err\n")
    made = f'#!/bin/sh\n[ "$*" = "-s docs notebooks" ] && echo new > README.md\n[ "$2" = refresh ] || exit 0\n. "{tmp_path}/refresh"\n'
    for name, text in (("make", made), ("gh", f'#!/bin/sh\necho "$@" >> "{tmp_path}/gh.log"\n')):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    env = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull}
    run("git", "init", "-q", "--bare", str(remote), cwd=tmp_path, env=env)
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    for words in (
        ("init", "-q"),
        ("add", "."),
        (*identity, "commit", "-qm", "start"),
        ("remote", "add", "origin", str(remote)),
    ):
        assert run("git", *words, cwd=home, env=env).returncode == 0
    return home, remote, env, tmp_path


def test_new_data_become_a_pull_request_with_a_note(clone):
    home, remote, env, folder = clone
    (folder / "refresh").write_text("echo 'wgi 2025: 1 row added'; echo new > data/scores.csv; exit 0\n")
    for step in ("fetch", "test", "propose"):
        result = run(SCRIPT, step, cwd=home, env=env)
        assert result.returncode == 0, result.stderr
    note = (home / ".github" / "refresh.md").read_text()
    assert "wgi 2025: 1 row added" in note
    assert "How to read it" in note
    branches = run("git", "branch", "--list", cwd=remote, env=env).stdout
    assert "refresh-20" in branches
    assert "pr create" in (folder / "gh.log").read_text()
    assert (
        run("git", "show", "--stat", "--format=%s", "HEAD", cwd=home, env=env).stdout.count("|") == 2
    )  # data and what quotes them


def test_nothing_new_proposes_nothing(clone):
    home, _, env, folder = clone
    (folder / "refresh").write_text("echo 'nothing was written'; exit 0\n")
    for step in ("fetch", "propose"):
        result = run(SCRIPT, step, cwd=home, env=env)
        assert result.returncode == 0, result.stderr
    assert "nothing new" in result.stdout
    assert not (folder / "gh.log").exists()


def test_a_failed_source_is_told_and_the_rest_proposed(clone):
    home, _, env, folder = clone
    (folder / "refresh").write_text("echo 'ucdp: refused' >&2; echo new > data/scores.csv; exit 2\n")
    for step in ("fetch", "propose"):
        result = run(SCRIPT, step, cwd=home, env=env)
        assert result.returncode == 0, result.stderr
    assert "ucdp: refused" in (home / ".github" / "refresh.md").read_text()
    assert "pr create" in (folder / "gh.log").read_text()


def test_an_unknown_step_is_refused(clone):
    home, _, env, _ = clone
    assert run(SCRIPT, "nonsense", cwd=home, env=env).returncode == 2
