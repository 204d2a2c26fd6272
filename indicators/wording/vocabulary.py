"""What tables and charts call things, in each language: ``vocabulary.csv`` beside this module, columns ``en`` and ``fr``.

``en`` is the text as the tables hold it: a value of a closed vocabulary, a name or a column.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


@cache
def rows() -> tuple[tuple[str, str], ...]:
    """Every pair of English and French."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as handle:
        return tuple((row["en"], row["fr"]) for row in csv.DictReader(handle))
