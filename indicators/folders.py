"""Where data, private rows and downloads are kept on this machine. Imports nothing heavy."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """The data folder: ``INDICATORS_DATA``, or ``data/`` beside the package."""
    named = os.environ.get("INDICATORS_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[1] / "data"


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
