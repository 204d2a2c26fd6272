"""How the last refresh of each source ended, kept on this machine beside the data: no part of them, and not committed to git."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indicators import strict
from indicators.store import commit

STORED, NOTHING_NEW, REFUSED = "stored", "nothing new", "refused"
ENDS = (STORED, NOTHING_NEW, REFUSED)
_LONGEST = 2000  # characters of a reason; error lines are shorter


@dataclass(frozen=True)
class Outcome:
    """``end`` is one of ENDS, ``when`` the time (ISO, UTC), ``reason`` the one line with which a source was refused, else ``""``."""

    end: str
    when: str
    reason: str = ""


def of(keys: Collection[str], stored: Collection[str], failures: Mapping[str, str]) -> dict[str, Outcome]:
    """The outcome of each source of ``keys`` and of ``failures`` (key -> one line), as of now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    ended = {key: Outcome(STORED if key in stored else NOTHING_NEW, now) for key in keys}
    return {**ended, **{key: Outcome(REFUSED, now, " ".join(line.split())) for key, line in failures.items()}}


def record(root: Path, outcomes: Mapping[str, Outcome], looked: Iterable[str] = ()) -> None:
    """Write outcomes over those before; ``looked`` names the sources just downloaded. A file that cannot be written is no error."""
    known = _known(root)
    for key, one in outcomes.items():
        known[key] = {**known.get(key, {}), "end": one.end, "when": one.when, "reason": one.reason[:_LONGEST]}
    for key in looked:
        known[key] = {**known.get(key, {}), "downloaded": datetime.now(UTC).isoformat(timespec="seconds")}
    with suppress(OSError):
        (root / commit.LAST_LOOK).write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(root: Path) -> dict[str, Outcome]:
    """The outcome of each source that was refreshed on this machine; nothing where the file is missing or damaged."""
    return {
        key: Outcome(one["end"], one["when"], one["reason"])
        for key, one in _known(root).items()
        if one.get("end") in ENDS and all(isinstance(one.get(name), str) for name in ("when", "reason"))
    }


def _known(root: Path) -> dict[str, dict[str, Any]]:
    try:
        found = strict.parse_json(strict.read(root / commit.LAST_LOOK))
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: one for key, one in found.items() if isinstance(one, dict)} if isinstance(found, dict) else {}
