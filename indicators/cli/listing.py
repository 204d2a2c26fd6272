"""``list``: the registry's indicators, or its sources with what is stored of them."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from indicators.cli.ending import UsageError
from indicators.cli.scores import emit

if TYPE_CHECKING:
    import pandas as pd


def run(of_sources: bool, style: str) -> None:
    """Print the list. Raises UsageError for an unknown format."""
    if style not in ("text", "json"):
        raise UsageError(f"--format: {style!r} is unknown. Write text or json.")
    rows = sources() if of_sources else indicators()
    if style == "json":
        emit((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(), None)
    elif of_sources:
        show(rows, ("key", "vintage", "published", "last_period", "age_months", "licence", "title"))
    else:
        show(rows, ("key", "weight", "zero", "hundred", "scale", "unit", "name"))


def indicators() -> list[dict[str, Any]]:
    """Each declared indicator; ``zero`` and ``hundred`` are the raw values scored 0 and 100."""
    from indicators.registry import INDICATORS

    return [
        {
            "key": one.key, "name": one.name.en, "dimension": one.dimension, "unit": one.unit, "kind": one.kind,
            "scale": one.scale, "zero": one.goalposts[0], "hundred": one.goalposts[1], "weight": one.weight,
            "max_carry": one.max_carry, "sources": ", ".join(one.sources),
        }
        for one in INDICATORS.values()
    ]  # fmt: skip


def sources() -> list[dict[str, Any]]:
    """Each declared source with its newest vintage; ``age_months`` from its last period to the current month."""
    from indicators import months, store
    from indicators.registry import SOURCES

    snapshots = store.load()
    now = months.ordinal(datetime.date.today().isoformat())
    rows = []
    for one in SOURCES.values():
        newest = snapshots.newest(one.key)
        rows.append({
            "key": one.key, "title": one.title, "publisher": one.publisher,
            "vintage": newest.version if newest else "", "published": newest.published if newest else "",
            "last_period": newest.end if newest else "",
            "age_months": now - months.ordinal(newest.end) if newest and newest.end else None,
            "licence": one.licence.name, "url": one.url,
        })  # fmt: skip
    return rows


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


def source_table() -> pd.DataFrame:
    """``sources`` as a frame, without the age, which is the clock's: what ``indicators.sources()`` gives."""
    import pandas as pd

    return pd.DataFrame(sources()).drop(columns="age_months")
