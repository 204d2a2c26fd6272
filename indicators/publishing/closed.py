"""Sources whose rows may not be passed on: nothing of them is published."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.registry import SOURCES

OPEN = ("CC0", "CC-BY", "other-pd")  # how the names of licences begin that allow it


def closed(key: str) -> bool:
    """Whether a source's licence does not allow passing its rows on."""
    return not SOURCES[key].licence.name.startswith(OPEN)


def among(keys: Iterable[str]) -> bool:
    """Whether one of the sources is closed."""
    return any(closed(key) for key in keys)
