"""``quality``: what was read, kept and left out of every vintage, and how the last refresh of each source ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from indicators import choices, folders
from indicators.cli.ending import UsageError
from indicators.cli.listing import show
from indicators.cli.scores import emit
from indicators.model import Vintage
from indicators.store import commit, outcomes, quality


def run(keys: Sequence[str], last: bool, style: str) -> None:
    """Print the vintages' records, or with ``last`` the outcomes. Raises UsageError for an unknown source or format."""
    from indicators.registry import SOURCES

    if style not in ("text", "json"):
        raise UsageError(f"--format: {choices.unknown('format', style, ('text', 'json'))}")
    for key in keys:
        if key not in SOURCES:
            raise UsageError(f"--source: {choices.unknown('source', key, SOURCES)}")
    commit.data_folder()
    rows: list[dict[str, Any]]
    if last:
        found = outcomes.read(folders.folder())
        rows = [
            {"source": key, "end": one.end, "when": one.when, "reason": one.reason}
            for key, one in sorted(found.items())
            if not keys or key in keys
        ]
        columns = ["source", "end", "when", "reason"]
    else:
        rows = quality.vintages(keys=keys)
        columns = ["source", "vintage", "read", "kept", "left_out", "by_rule"]
    if style == "json":
        emit((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(), None)
    elif last:
        show(rows, columns)
    else:
        show([{**row, **_told(row["read"]), "by_rule": _by_rule(row["rules"])} for row in rows], columns)


def _told(read: int | None) -> dict[str, str]:
    from indicators import wording

    return dict.fromkeys(("read", "kept", "left_out"), wording.commands.NOT_RECORDED) if read is None else {}


def _by_rule(rules: Sequence[dict[str, object]]) -> str:
    return ", ".join(f"{one['rule']} {one['count']}" for one in rules if one["effect"] == "left_out")


def left_out(vintage: Vintage) -> list[str]:
    """What a refresh says of a new vintage: records read and kept, and a line for each rule that left some out."""
    if vintage.records is None:
        return []
    from indicators import wording

    words = wording.commands
    head = words.records(vintage.source, vintage.version, vintage.records.read, vintage.records.kept)
    told = (words.left_out(one.rule, one.count, wording.terms.term(one.treatment)) for one in vintage.left_out)
    return [head, *(f"  {line}" for line in told)]
