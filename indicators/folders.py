"""Where data, private rows and downloads are kept on this machine. Imports nothing heavy."""

from __future__ import annotations

import os
from pathlib import Path

INDEX = "datapackage.json"
ROOT = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """The data folder: ``INDICATORS_DATA``, else ``data/`` of the clone the package lies in, else ``data/`` of the current folder.

    The last two count only where they hold an index (``datapackage.json``). Without one anywhere the result is the path
    beside the package, or for an installed package the one in the current folder, neither of which need exist.
    """
    named = os.environ.get("INDICATORS_DATA")
    if named:
        return Path(named)
    beside = ROOT / "data"
    if (beside / INDEX).is_file():
        return beside
    current, clone = Path.cwd() / "data", (ROOT / "pyproject.toml").is_file()
    return beside if clone and not (current / INDEX).is_file() else current


def private_folder() -> Path:
    """Where rows that may not be redistributed go: ``INDICATORS_PRIVATE``, or the user's data folder."""
    named = os.environ.get("INDICATORS_PRIVATE")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("mali-risk-indicators", appauthor=False)


def cache_folder() -> Path:
    """Where publishers' files of the last refresh are kept: ``INDICATORS_CACHE``, or the user's cache folder."""
    named = os.environ.get("INDICATORS_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("mali-risk-indicators", appauthor=False)
