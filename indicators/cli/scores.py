"""``scores``: rows of the stored tables as they stand, or scored anew as of a date."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from indicators import folders
from indicators.cli.ending import UsageError, reader_left
from indicators.model import LEVELS, SCORE_COLUMNS
from indicators.store import commit
from indicators.subject import SUBJECT

_PERIOD = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
_NUMBERS = {"score", "low", "high", "coverage"}
_HEADER = (",".join(SCORE_COLUMNS) + "\n").encode()


def run(
    country: str, levels: str | None, as_of: str | None, reconstruct: bool,
    start: str | None, end: str | None, style: str, output: Path | None,
) -> None:  # fmt: skip
    """Print or write the rows asked for. Raises UsageError for a wrong option or an unknown country."""
    wanted = _levels(levels)
    for name, month in (("--from", start), ("--to", end)):
        if month is not None and not _PERIOD.match(month):
            raise UsageError(f"{name}: not a month: {month!r}. Write YYYY-MM.")
    if style not in ("csv", "json"):
        raise UsageError(f"--format: {style!r} is unknown. Write csv or json.")
    if reconstruct and as_of is None:
        raise UsageError("--reconstruct needs a date. Add --as-of YYYY-MM-DD.")
    data = _table(country.upper(), as_of, reconstruct, monthly="pulse" in (wanted or ()))
    if (country.upper(), wanted, start, end) != (SUBJECT.code, None, None, None):
        data = _filtered(data, country.upper(), wanted, start, end)
    emit(_json(data) if style == "json" else data, output)


def _levels(text: str | None) -> set[str] | None:
    if text is None:
        return None
    asked = {part.strip() for part in text.split(",")}
    if unknown := sorted(asked - set(LEVELS)):
        raise UsageError(f"--level: {unknown[0]!r} is unknown. Known are {', '.join(LEVELS)}.")
    return asked


def _table(country: str, as_of: str | None, reconstruct: bool, monthly: bool) -> bytes:
    """The whole table the country's rows stand in: the subject's months, or the world's years, with ``monthly`` the pulse too."""
    root = folders.folder()
    if country != SUBJECT.code:
        world = commit.read_current(root, "scores/world.csv") or _HEADER
        if not any(line.startswith(f"{country},".encode()) for line in world.splitlines()):
            raise UsageError(f"no country {country!r} in the scores. Use an ISO code of three letters, such as BFA.")
        if as_of is None:
            pulse = commit.read_current(root, "scores/pulse.csv") if monthly else None
            return _joined(world, pulse or _HEADER)
    elif as_of is None:
        return commit.read_current(root, "scores/scores.csv") or _HEADER
    return _as_of(as_of, reconstruct, world=country != SUBJECT.code, monthly=monthly)


def _joined(world: bytes, pulse: bytes) -> bytes:
    """Both tables' rows under one header, in the order of their keys (no cell of them holds a comma)."""
    first, *rows = world.splitlines(keepends=True)
    rows += pulse.splitlines(keepends=True)[1:]
    rows.sort(key=lambda row: row.split(b",")[:4])
    return first + b"".join(rows)


def _as_of(as_of: str, reconstruct: bool, world: bool, monthly: bool) -> bytes:
    import pandas as pd

    from indicators.model import OBSERVATION_COLUMNS, Results
    from indicators.scoring import score
    from indicators.store import read, rendering

    try:
        snapshots = read.load(as_of=as_of, reconstruct=reconstruct)
    except ValueError as error:
        raise UsageError(f"--as-of: {error}") from error
    none = pd.DataFrame(columns=list(SCORE_COLUMNS))
    unseen = pd.DataFrame(columns=list(OBSERVATION_COLUMNS))
    if world:
        pulse = score.pulse_table(snapshots, unseen) if monthly else none
        tables = rendering.outputs(Results(unseen, none, score.world(snapshots), pulse), ())
        return _joined(tables["world"], tables["pulse"])
    return rendering.outputs(Results(unseen, score.scores(score.observe(snapshots)), none, none), ())["scores"]


def _filtered(data: bytes, country: str, levels: set[str] | None, start: str | None, end: str | None) -> bytes:
    rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\n")
    writer.writerow(next(rows))
    writer.writerows(
        row for row in rows
        if row[0] == country and (levels is None or row[2] in levels) and (start or "") <= row[1] <= (end or "9999-12")
    )  # fmt: skip
    return kept.getvalue().encode()


def _json(data: bytes) -> bytes:
    rows: Iterable[dict[str, str]] = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    typed = [
        {name: (float(cell) if cell else None) if name in _NUMBERS else cell for name, cell in row.items()} for row in rows
    ]
    return (json.dumps(typed, ensure_ascii=False, indent=1) + "\n").encode()


def emit(data: bytes, output: Path | None) -> None:
    """To standard output, or to a file that is there whole or not at all. Raises UsageError where it cannot be written."""
    if output is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            reader_left()
        return
    staged = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        staged.write_bytes(data)
        staged.replace(output)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise UsageError(f"--output: {output} cannot be written ({error.strerror or error}). Name another file.") from error
