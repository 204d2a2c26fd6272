"""The committed notebooks: executed, short, drawn as pictures, with no figure typed into the prose."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


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
    assert not [kind for kind in kinds if "vega" in kind or "javascript" in kind]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert not re.findall(r"\d+[.,]\d", prose)  # figures are printed by code
    assert "Question" in prose
    assert "## Limits" in prose or "To keep it" in prose
