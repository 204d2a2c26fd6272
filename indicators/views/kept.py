"""Fetched forecasts in the private folder: a file a forecast, with run, day, checksum and the answers as they came.

A file is never written again. The same forecast fetched twice is kept once, with its first day, which is what its record
counts from; a run whose figures changed is kept beside the first.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from indicators import folders, strict
from indicators.model import ContractError, SourceError
from indicators.views import answers

_LIMIT = 200_000_000
_ROOM = "views"


@dataclass(frozen=True)
class Forecast:
    """A run about a country as fetched on a day (ISO); ``frame`` as ``answers.forecast`` gives it, ``sha256`` of the answers."""

    run: str
    country: str
    fetched: str
    sha256: str
    frame: pd.DataFrame = field(repr=False, compare=False)


def folder() -> Path:
    """``views`` in the private folder; raises ContractError where that lies in the data folder, which is published."""
    found = folders.private_folder() / _ROOM
    if found.resolve().is_relative_to(folders.folder().resolve()):
        raise ContractError(
            f"{found}: lies in the data folder, whose files are passed on; ViEWS' may not be. Set INDICATORS_PRIVATE to another."
        )
    return found


def keep(run: str, country: str, day: str, bodies: Sequence[bytes]) -> Forecast:
    """Check and store answers fetched on ``day``; what is returned is what is stored.

    Raises SourceError for answers that are no forecast of the country, ContractError where they cannot be written. After
    either the folder is as it was.
    """
    frame = answers.forecast(run, country, bodies)
    for one in stored(country):
        if one.run == run and one.frame.equals(frame):
            return one
    new = Forecast(run, country, day, hashlib.sha256(b"".join(bodies)).hexdigest(), frame)
    told = {
        "run": run, "country": country, "level": "cm", "type": "sb", "fetched": day, "sha256": new.sha256,
        "terms": "not to be passed on", "answers": [body.decode("utf-8") for body in bodies],
    }  # fmt: skip
    _write(
        folder() / f"{run}_{country}_{new.sha256[:12]}.json", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    )
    return new


def _write(path: Path, data: bytes) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with staged.open("wb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)
    except OSError as error:
        raise ContractError(f"{path}: cannot be written ({error.strerror or error}). Check space and permissions.") from error


def stored(country: str) -> list[Forecast]:
    """A country's stored forecasts, oldest day first; raises ContractError for a file that is damaged."""
    found = [_read(path) for path in sorted(folder().glob(f"*_{country}_*.json"))]
    return sorted((one for one in found if one.country == country), key=lambda one: (one.fetched, one.run))


def _read(path: Path) -> Forecast:
    try:
        told: Any = strict.parse_json(strict.read(path, _LIMIT))
        bodies = [body.encode("utf-8") for body in told["answers"]]
        if hashlib.sha256(b"".join(bodies)).hexdigest() != told["sha256"]:
            raise ValueError("its answers are not those that were fetched")
        day = date.fromisoformat(told["fetched"]).isoformat()
        frame = answers.forecast(told["run"], told["country"], bodies)
        return Forecast(told["run"], told["country"], day, told["sha256"], frame)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, SourceError) as error:
        said = " ".join(str(error).split())[:160]
        raise ContractError(
            f"{path}: damaged ({said}). Delete the file; outlook --views fetches the newest run again."
        ) from error
