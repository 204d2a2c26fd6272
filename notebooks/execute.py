"""Executes notebooks in place: ``python notebooks/execute.py [--check] [NOTEBOOK ...]``; without names, all beside this file.

``--check`` writes nothing and ends with 1 where a committed notebook is not what its execution gives. It compares sources,
printed outputs and the digests of the charts' specifications, never pictures: their bytes differ between machines.
A picture whose specification is unchanged is kept as it is. Versions and times are left out of the file.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from specification import MIME, rounded
from traitlets.config import Config

HERE = Path(__file__).resolve().parent
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
FIRST = "import specification; specification.watch(); del specification"
PICTURE, SPECIFICATION = "image/png", "specification"


def executed(path: Path) -> NotebookNode:
    """The notebook after running all its cells from top to bottom in a fresh kernel; raises CellExecutionError."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        # Sockets are files, not ports, which two kernels that start at once could both take; Windows has ports alone.
        connection = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{folder}/socket"}
        NotebookClient(
            notebook,
            kernel_name="python3",
            config=Config(ConnectionFileMixin={**connection, "connection_file": f"{folder}/kernel.json"}),
            timeout=300,
            record_timing=False,
            resources={"metadata": {"path": str(HERE)}},
            extra_arguments=[f"--IPKernelApp.exec_lines={FIRST}"],
        ).execute()
    notebook["metadata"] = METADATA
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    sign(notebook)
    return notebook


def outputs(cell: NotebookNode) -> list[NotebookNode]:
    """A cell's outputs; none for prose."""
    return list(cell.get("outputs", []))


def sign(notebook: NotebookNode) -> None:
    """Beside each picture the digest of its specification, in place of the outputs that told it; raises ValueError."""
    told = {
        output["data"][MIME]["picture"]: output["data"][MIME]["specification"]
        for cell in notebook["cells"]
        for output in outputs(cell)
        if MIME in output.get("data", {})
    }
    for place, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] != "code":
            continue
        cell["outputs"] = [output for output in outputs(cell) if MIME not in output.get("data", {})]
        for output in cell["outputs"]:
            if PICTURE in output.get("data", {}):
                drawn = hashlib.sha256(base64.b64decode(output["data"][PICTURE])).hexdigest()
                if drawn not in told:
                    raise ValueError(
                        f"cell {place}: a picture that vl-convert did not draw cannot be checked; draw it with Altair"
                    )
                output["metadata"][SPECIFICATION] = told[drawn]


def keep_pictures(before: NotebookNode, after: NotebookNode) -> None:
    """Into ``after`` the pictures of ``before`` whose specification is the same."""
    kept = {
        output["metadata"][SPECIFICATION]: output["data"][PICTURE]
        for cell in before["cells"]
        for output in outputs(cell)
        if SPECIFICATION in output.get("metadata", {}) and PICTURE in output.get("data", {})
    }
    for cell in after["cells"]:
        for output in outputs(cell):
            if PICTURE in output.get("data", {}):
                output["data"][PICTURE] = kept.get(output["metadata"][SPECIFICATION], output["data"][PICTURE])


def differences(before: NotebookNode, after: NotebookNode) -> Iterator[str]:
    """What of two executions differs, cell by cell, numbered from 1; nothing where only pictures do."""
    if before["metadata"] != after["metadata"]:
        yield "the notebook's metadata"
    for place, (one, other) in enumerate(zip_longest(before["cells"], after["cells"], fillvalue={}), start=1):
        if drawn(one) != drawn(other):
            yield f"cell {place}: the chart's specification"
        elif printed(one) != printed(other):
            yield f"cell {place}: the output"
        elif {**one, "outputs": None} != {**other, "outputs": None}:
            yield f"cell {place}: the cell itself"


def drawn(cell: NotebookNode) -> list[str]:
    """The digests of a cell's charts; a picture without one tells so."""
    pictures = [output for output in outputs(cell) if PICTURE in output.get("data", {})]
    return [output["metadata"].get(SPECIFICATION, "none") for output in pictures]


def printed(cell: NotebookNode) -> list[dict[str, object]]:
    """A cell's outputs without pictures, their long numbers rounded."""
    return [
        {
            **output,
            "text": rounded(output.get("text", "")),
            "data": {kind: rounded(str(one)) for kind, one in output.get("data", {}).items() if kind != PICTURE},
        }
        for output in outputs(cell)
    ]


def treat(path: Path, check: bool) -> tuple[bool, str]:
    """Execute one notebook, and write it unless ``check``: is all well, and a line that says what was found or done."""
    before = nbformat.read(path, as_version=4)
    try:
        after = executed(path)
    except (CellExecutionError, ValueError) as failed:
        return False, f"{path.name}: {failed}"
    keep_pictures(before, after)
    found = list(differences(before, after))
    if check and found:
        return False, f"{path.name}: not current ({'; '.join(found)}). Run make notebooks and commit what it writes."
    text = str(nbformat.writes(after, version=4)).rstrip("\n") + "\n"
    if check or text == path.read_text(encoding="utf-8"):
        return True, f"{path.name}: current"
    path.write_text(text, encoding="utf-8", newline="\n")
    return True, f"{path.name}: written"


def main() -> int:
    """Run, write or compare, as many at a time as there are processors; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a notebook is not current")
    parser.add_argument("notebooks", nargs="*", type=Path)
    chosen = parser.parse_args()
    paths = chosen.notebooks or sorted(HERE.glob("*.ipynb"))
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    well = True
    with tempfile.TemporaryDirectory() as profile, ThreadPoolExecutor(os.cpu_count()) as pool:
        os.environ["IPYTHONDIR"] = profile  # the reader's own start-up files stay out
        for fine, line in pool.map(lambda path: treat(path, chosen.check), paths):
            print(line, file=sys.stdout if fine else sys.stderr, flush=True)
            well = well and fine
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
