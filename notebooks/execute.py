"""Executes notebooks in place, the same bytes each time: ``python notebooks/execute.py [--check] [NOTEBOOK ...]``.

Without names every notebook beside this file. ``--check`` writes nothing and ends with 1 where a committed notebook is not
what its execution gives. Versions and times are left out of the file; pictures are the same on machines of one type.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import nbformat
from nbconvert.preprocessors import ExecutePreprocessor

HERE = Path(__file__).resolve().parent
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(path: Path) -> str:
    """The notebook's text after running all its cells from top to bottom in a fresh kernel; raises CellExecutionError."""
    notebook = nbformat.read(path, as_version=4)
    ExecutePreprocessor(timeout=300, kernel_name="python3", record_timing=False).preprocess(
        notebook, {"metadata": {"path": str(HERE)}}
    )
    notebook["metadata"] = METADATA
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return str(nbformat.writes(notebook, version=4)).rstrip("\n") + "\n"


def difference(before: str, after: str) -> str:
    """Which cells differ, by number from 1."""
    cells = [nbformat.reads(text, as_version=4)["cells"] for text in (before, after)]
    found = [str(place) for place, (one, other) in enumerate(zip(*cells, strict=False), start=1) if one != other]
    return f"cells {', '.join(found)} differ" if found else "the file differs"


def main() -> int:
    """Run, write or compare; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a notebook is not current")
    parser.add_argument("notebooks", nargs="*", type=Path)
    chosen = parser.parse_args()
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    stale = 0
    for path in chosen.notebooks or sorted(HERE.glob("*.ipynb")):
        before = path.read_text(encoding="utf-8")
        after = executed(path)
        if before == after:
            print(f"{path.name}: current")
        elif chosen.check:
            print(f"{path.name}: {difference(before, after)}. Run make notebooks and commit what it writes.", file=sys.stderr)
            stale += 1
        else:
            path.write_text(after, encoding="utf-8", newline="\n")
            print(f"{path.name}: written")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
