"""Imports run one way, the network and Streamlit each have their place, and the core is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "indicators").rglob("*.py")) + [path for path in [ROOT / "dashboard.py"] if path.exists()]
BELOW_REGISTRY = {"model", "months", "conflict", "governance", "military", "development", "composite"}
DOMAIN = {"conflict", "governance", "military", "development"}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def uses(path: Path, *modules: str) -> set[str]:
    return {found for found in imports(path) for module in modules if found == module or found.startswith(module + ".")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    name = name_of(path)
    own = name.removeprefix("indicators.")
    upper = ["indicators.tables", "indicators.charts", "indicators.pages", "indicators.cli", "dashboard"]
    above_registry = [
        "indicators.registry",
        "indicators.scoring.score",
        "indicators.store.read",
        "indicators.store.refresh",
        "indicators.store.check",
    ]
    if own == "model":
        assert not {found for found in imports(path) if found.startswith("indicators") and found != "indicators.months"}
    if own.startswith("sources"):
        assert not uses(path, *above_registry, *upper, "indicators.scoring.composite", *(f"indicators.{key}" for key in DOMAIN))
    if own in BELOW_REGISTRY:
        assert not uses(path, *above_registry, *upper)
    if own in {"registry", "composite", "scoring", "store", "refresh", "check", "commit"}:
        assert not uses(path, *upper)
    if own == "registry":
        assert not uses(path, *above_registry)
    if own.startswith("tables"):
        assert not uses(path, "indicators.charts", "indicators.pages", "indicators.cli", "indicators.wording", "dashboard")
    if own.startswith("wording"):
        assert not uses(path, "indicators.charts", "indicators.pages", "indicators.store.read", "indicators.cli", "dashboard")
    if own.startswith("charts"):
        assert not uses(
            path, "indicators.pages", "dashboard", "indicators.store.read", "indicators.store.refresh", "indicators.cli"
        )
    if own.startswith("pages"):
        assert not uses(path, "dashboard", "indicators.cli")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_network_and_streamlit_stay_in_their_place(path: Path) -> None:
    name = name_of(path)
    if name not in {"indicators.network.client", "indicators.network.lines", "indicators.network.reply"}:
        assert not uses(path, "urllib3")
    if name != "indicators.network.client":
        assert not uses(path, "requests", "urllib.request", "http.client", "socket")
    if name != "dashboard" and not name.startswith("indicators.pages"):
        assert not uses(path, "streamlit")


def loaded(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_importing_the_package_is_cheap() -> None:
    assert not loaded("import indicators") & {"pandas", "numpy", "typer", "rich", "streamlit", "requests"}


def test_printing_scores_loads_no_pandas() -> None:
    assert not loaded("import indicators.cli.scores, indicators.__main__") & {"pandas", "numpy", "streamlit", "requests"}


def test_core_imports_without_streamlit_and_network() -> None:
    modules = loaded("import indicators.scoring, indicators.store, indicators.refresh, indicators.check")
    assert not modules & {"streamlit", "requests", "urllib3"}


def test_place_and_store_name_the_same_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from indicators import folders

    assert folders.folder() == folders.folder()
    monkeypatch.setenv("INDICATORS_DATA", str(tmp_path))
    assert folders.folder() == folders.folder() == tmp_path
