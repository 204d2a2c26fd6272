"""What was read, kept and left out of every stored vintage, by rule: the index' own record, a row a vintage."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from indicators import folders
from indicators.store import commit, package, read


def vintages(folder: Path | None = None, keys: Collection[str] = ()) -> list[dict[str, Any]]:
    """A row for each imported vintage of ``keys`` (every source if empty), by source, oldest first.

    ``source``, ``vintage``, ``published``; ``read``, ``kept``, ``left_out``, records of the publisher's files, None where they were
    not recorded; ``rules``, a list of ``rule``, ``effect``, ``count``, ``treatment``. Raises ContractError for a damaged index.
    """
    stored = [one.vintage for one in package.entries(commit.read_index(folder or folders.folder()))]
    found = [one for one in stored if one.inputs and (not keys or one.source in keys)]
    return [
        {
            "source": one.source, "vintage": one.version, "published": one.published,
            "read": one.records.read if one.records else None, "kept": one.records.kept if one.records else None,
            "left_out": one.records.read - one.records.kept if one.records else None,
            "rules": [
                {"rule": line.rule, "effect": line.effect, "count": line.count, "treatment": line.treatment}
                for line in one.quality
            ],
        }
        for one in sorted(found, key=lambda one: (one.source, read.vintage_order(one)))
    ]  # fmt: skip
