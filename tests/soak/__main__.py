"""``make soak``: what takes too long for every run of the tests, each check bounded and seeded. ``python -m tests.soak disk`` runs one."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests import remembered
from tests.soak import disk, kills, memory, together

CHECKS = {"kills": kills.hold, "disk": disk.hold, "together": together.hold, "memory": memory.hold}


def main(names: list[str]) -> int:
    """Every check, or those named; 1 where one did not hold."""
    strange = [name for name in names if name not in CHECKS]
    if strange:
        print(f"unknown check {strange[0]}: one of {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        remembered.begin(Path(made))
        found = [line for name in names or CHECKS for line in CHECKS[name]()]
    for line in found:
        print(f"error: {line}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
