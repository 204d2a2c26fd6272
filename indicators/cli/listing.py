"""``list``: the declared indicators, or the declared sources with their latest stored vintage."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from indicators import choices
from indicators.cli.ending import UsageError
from indicators.cli.scores import emit
from indicators.store import catalogue, commit


def run(of_sources: bool, style: str) -> None:
    """Print the list. Raises UsageError for an unknown format."""
    if style not in ("text", "json"):
        raise UsageError(f"--format: {choices.unknown('format', style, ('text', 'json'))}")
    if of_sources:
        commit.data_folder()
    rows = catalogue.sources() if of_sources else catalogue.indicators()
    if style == "json":
        emit((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(), None)
    elif of_sources:
        show(rows, ("key", "vintage", "published", "last_period", "age_months", "licence", "title"))
    else:
        show(rows, ("key", "weight", "zero", "hundred", "scale", "unit", "name"))


def show(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """A table on a terminal, tab-separated lines elsewhere."""
    cells = [["" if row[name] is None else f"{row[name]}" for name in columns] for row in rows]
    if not sys.stdout.isatty():
        emit("".join("\t".join(line) + "\n" for line in [list(columns), *cells]).encode(), None)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=None)
    for line in cells:
        table.add_row(*[Text(cell) for cell in line])
    Console().print(table)
