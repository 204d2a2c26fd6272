"""Where the data folder and the cache are; apart from ``store`` so that printing a stored table need not load pandas."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """The data folder: ``INDICATORS_DATA``, or ``data/`` beside the package."""
    named = os.environ.get("INDICATORS_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[1] / "data"


def cache_folder() -> Path:
    """Where publishers' files of the last refresh are kept: ``INDICATORS_CACHE``, or the user's cache folder."""
    named = os.environ.get("INDICATORS_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("mali-risk-indicators", appauthor=False)
