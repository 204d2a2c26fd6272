"""A copy of the bundled folder without some of its files, as its index says too."""

from __future__ import annotations

from pathlib import Path

from indicators.store import commit, package


def without(root: Path, *gone: str) -> None:
    """Take files (paths, or folders ending in a slash) out of a data folder and its index."""
    index = commit.read_index(root)
    for item in [one for one in index["resources"] if one["path"].startswith(gone)]:
        (root / item["path"]).unlink()
        index["resources"].remove(item)
    index["digest"] = package.digest(index)
    (root / commit.INDEX).write_bytes(package._json(index))
