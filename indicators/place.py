"""Where the data folder is; apart from ``store`` so that printing a stored table need not load pandas."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """The data folder: ``INDICATORS_DATA``, or ``data/`` beside the package."""
    named = os.environ.get("INDICATORS_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[1] / "data"
