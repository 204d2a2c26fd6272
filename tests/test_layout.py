"""Imports run one way, the network and Streamlit each have their place, and the core is light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "indicators"
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


def imports(path: Path) -> set[str]:
    """Every module a file imports; ``from a import b`` counts as ``a.b`` where that is a module of the project, else ``a``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            inside = whole & NAMES.keys()
            found |= inside | ({node.module} if whole - inside or node.module not in NAMES else set())
    return found


def room(name: str) -> str:
    """The folder, or the module directly under the package, that a module lives in."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@cache
def layers() -> dict[str, int]:
    """Room -> number of its layer, lowest 0, as the block ``layers`` in indicators/README.md draws them from top to bottom."""
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```layers\n(.*?)```", text, re.DOTALL)
    assert block, "indicators/README.md has no block of layers"
    lines = [line.split() for line in block.group(1).splitlines() if line.strip()]
    return {name: number for number, line in enumerate(reversed(lines)) for name in line}


def test_the_layers_name_every_room_once() -> None:
    rooms = {room(name) for name in NAMES}
    text = re.search(r"```layers\n(.*?)```", (PACKAGE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert text
    assert sorted(text.group(1).split()) == sorted(rooms)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_downwards(path: Path) -> None:
    own = room(name_of(path))
    for found in imports(path):
        if found in NAMES and room(found) != own:
            assert layers()[room(found)] < layers()[own], f"{name_of(path)} imports {found}, which is not below it"


@pytest.mark.parametrize(
    "path", [path for path in FOLDERS if path != PACKAGE], ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_modules_of_a_folder_import_no_circle(path: Path) -> None:
    inside = {name_of(one): imports(one) for one in path.glob("*.py") if one.name != "__init__.py"}
    left = {name: {found for found in needs if found in inside and found != name} for name, needs in inside.items()}
    while left:
        free = [name for name, needs in left.items() if not needs & left.keys()]
        assert free, f"imports go round in a circle among {sorted(left)}"
        for name in free:
            del left[name]


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_folder_says_what_lives_there(path: Path) -> None:
    told = ast.get_docstring(ast.parse((path / "__init__.py").read_text(encoding="utf-8")))
    assert told
    assert told.split("\n")[0].endswith(".")


def uses(path: Path, *modules: str) -> set[str]:
    return {found for found in imports(path) for module in modules if found == module or found.startswith(module + ".")}


@pytest.mark.parametrize("path", [*MODULES, ROOT / "dashboard.py"], ids=name_of)
def test_network_and_streamlit_stay_in_their_rooms(path: Path) -> None:
    name = name_of(path)
    if room(name) != "network":
        assert not uses(path, "requests", "urllib3", "urllib.request", "http.client", "socket")
    if name != "dashboard" and room(name) != "pages":
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
    modules = loaded("import indicators.scoring.score, indicators.store.refresh, indicators.store.check")
    assert not modules & {"streamlit", "requests", "urllib3"}
