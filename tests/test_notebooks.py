"""The committed notebooks: executed, short, drawn as pictures, with no figure typed into the prose; and what executes them."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_executed_short_and_honest(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(cells) <= 18
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert not [output for output in outputs if output["output_type"] in ("error", "stream")]
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    assert "image/png" in kinds  # what every viewer draws
    assert all("specification" in output["metadata"] for output in outputs if "image/png" in output.get("data", {}))
    assert not [kind for kind in kinds if "vega" in kind or "javascript" in kind]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert not re.findall(r"\d+[.,]\d", prose)  # figures are printed by code
    assert "Question" in prose
    assert "".join(cells[1]["source"]).startswith("**En français.** ")
    assert "## Limits" in prose or "To keep it" in prose


CHART = {"mark": "bar", "data": {"values": [{"x": 1.5}, {"x": 2.5}]}, "encoding": {"x": {"field": "x", "type": "quantitative"}}}
DRAW = f"import vl_convert\nfrom IPython.display import Image\n\nImage(vl_convert.vegalite_to_png({CHART}))"
OTHER = base64.b64encode(b"\x89PNG of another machine").decode()


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER / "execute.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def pictures(notebook: nbformat.NotebookNode) -> list[dict[str, Any]]:
    outputs = [output for cell in notebook["cells"] for output in cell["outputs"]]
    return [output["data"] for output in outputs if "image/png" in output["data"]]


def test_a_check_finds_what_changed_and_no_other_picture(tmp_path):
    code = [nbformat.v4.new_code_cell(source, id=f"c{place}") for place, source in enumerate(("21 * 2", DRAW))]
    path = tmp_path / "made.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=code), path)
    made = run(path)
    assert made.stdout == "made.ipynb: written\n", made.stderr
    notebook = nbformat.read(path, as_version=4)
    assert notebook["cells"][0]["outputs"][0]["data"] == {"text/plain": "42"}
    assert len(pictures(notebook)) == 1

    def put(name: str, cell: int = 0, old: str = "", new: str = "", picture: str = OTHER) -> Path:
        """The executed notebook with one cell's code changed, its outputs left, and another picture."""
        copy = deepcopy(notebook)
        copy["cells"][cell]["source"] = copy["cells"][cell]["source"].replace(old, new)
        pictures(copy)[0]["image/png"] = picture
        nbformat.write(copy, tmp_path / name)
        return tmp_path / name

    same, printed = put("same.ipynb"), put("printed.ipynb", 0, "21", "22")
    chart, data = put("chart.ipynb", 1, "'bar'", "'line'"), put("data.ipynb", 1, "2.5", "2.6")
    everything = {file: file.read_bytes() for file in (same, printed, chart, data)}
    checked = run("--check", *everything)
    assert checked.returncode == 1
    assert checked.stdout == "same.ipynb: current\n"
    assert [line.split(" Run")[0] for line in checked.stderr.splitlines()] == [
        "printed.ipynb: not current (cell 1: the output).",
        "chart.ipynb: not current (cell 2: the chart's specification).",
        "data.ipynb: not current (cell 2: the chart's specification).",
    ]
    assert {file: file.read_bytes() for file in everything} == everything
    assert run(printed, chart).returncode == 0
    assert pictures(nbformat.read(printed, as_version=4))[0]["image/png"] == OTHER  # the same chart: drawn before, kept
    assert pictures(nbformat.read(chart, as_version=4))[0]["image/png"] != OTHER


def test_a_notebook_that_fails_is_told_and_left(tmp_path):
    path = tmp_path / "failing.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0", id="c0")]), path)
    before = path.read_bytes()
    done = run(path)
    assert done.returncode == 1
    assert "failing.ipynb: " in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert path.read_bytes() == before


@pytest.fixture
def specification(monkeypatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import specification  # beside the notebooks, as their kernels see it

    return specification


def example(number: float = 62.0829, name: str = "data-0123456789abcdef0123", mark: str = "line") -> dict[str, Any]:
    view = {"mark": mark, "data": {"name": name}, "name": f"view_{name[5:]}_1"}
    return {"layer": [view], "datasets": {"data-ffffffffffffffffffff": [{"y": 1}], name: [{"y": number}]}}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (example(62.0829 + 1e-14), True), (example(62.08294), True), (example(62.0830), False), (example(float("62")), False),
        (example(name="data-eeeeeeeeeeeeeeeeeeee"), True), (example(mark="bar"), False),
        (dict(reversed(example().items())), True), ({**example(), "title": "0.12345678"}, False),
    ],
)  # fmt: skip
def test_a_digest_is_of_what_is_drawn_to_six_digits(specification, other, same):
    assert (specification.digest(other) == specification.digest(example())) == same
    assert specification.digest(example(), "1.9.0") != specification.digest(example(), "1.9.1")


def test_numbers_in_a_text_are_rounded_where_they_are_long(specification):
    assert (
        specification.rounded("0.30000000000000004 of 0.3, 12.34567890123, 2026-05, 1,234.5")
        == "0.3 of 0.3, 12.3457, 2026-05, 1,234.5"
    )
