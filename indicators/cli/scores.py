"""``scores``: rows of the stored tables, or scores computed from what had been published by a date."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from indicators import choices, countries
from indicators.cli.ending import UsageError, note, option, reader_left
from indicators.model import LEVELS, SCORE_COLUMNS, ContractError
from indicators.store import commit
from indicators.subject import SUBJECT

_NUMBERS = set(SCORE_COLUMNS) - {"country", "period", "level", "key", "status"}


def run(
    country: str, levels: str | None, as_of: str | None, reconstruct: bool,
    start: str | None, end: str | None, method: int | None, style: str, output: Path | None,
) -> None:  # fmt: skip
    """Print or write the selected rows; a note on standard error where there are none. Raises UsageError for a wrong option."""
    wanted = asked_levels(levels)
    with option("--from"):
        choices.span(start, None)
    with option("--to"):
        choices.span(None, end)
    with option("--from, --to"):
        choices.span(start, end)
    if style not in ("csv", "json"):
        raise UsageError(f"--format: {choices.unknown('format', style, ('csv', 'json'))}")
    if reconstruct and as_of is None:
        raise UsageError("--reconstruct needs a date. Add --as-of YYYY-MM-DD.")
    with option("--as-of"):
        choices.past(as_of or "1990-01-01")
    with option("--country"):
        code = countries.find(country)
    with option("--method"):
        number = choices.method(method, own=code == SUBJECT.code)
    whole = _table(code, as_of, reconstruct, monthly="pulse" in (wanted or ()), method=number)
    data = whole
    if (code, wanted, start, end) != (SUBJECT.code, None, None, None):
        data = _filtered(whole, code, wanted, start, end)
    if data.count(b"\n") <= 1:
        note(f"no rows: {_why(whole, code, as_of)}")
    emit(_json(data) if style == "json" else data, output)


def asked_levels(text: str | None, known: Sequence[str] = LEVELS) -> set[str] | None:
    """The levels named in ``text``, comma-separated; None where none are. Raises UsageError for an unknown one."""
    if text is None:
        return None
    asked = {part.strip() for part in text.split(",")}
    if unknown := sorted(asked - set(known)):
        raise UsageError(f"--level: {choices.unknown('level', unknown[0], known)}")
    return asked


def _why(whole: bytes, country: str, as_of: str | None) -> str:
    """Why a selection is empty: the months the table has for the country, or nothing published by that day."""
    months = sorted(line.split(b",", 2)[1].decode() for line in whole.splitlines()[1:] if line.startswith(country.encode()))
    if months:
        return f"the scores of {countries.name(country)} run from {months[0]} to {months[-1]}"
    if as_of is None:
        return f"nothing is stored for {countries.name(country)}"
    return f"nothing stored had been published by {as_of}. --reconstruct uses the oldest stored vintages instead"


def _table(country: str, as_of: str | None, reconstruct: bool, monthly: bool, method: int) -> bytes:
    """The table with the country's rows: monthly scores of the subject, or yearly ones of all; ``monthly``: with the pulse."""
    root = commit.data_folder()
    if country != SUBJECT.code:
        world = _stored(root, "scores/world.csv")
        if not any(line.startswith(f"{country},".encode()) for line in world.splitlines()):
            raise UsageError(f"--country: {countries.name(country)} ({country}) has no scores: the sources have no data on it.")
        if as_of is None:
            pulse = commit.read_current(root, "scores/pulse.csv") if monthly else None
            return _joined(world, pulse) if pulse else world
    elif as_of is None and method == choices.METHODS[-1]:
        return _stored(root, "scores/scores.csv")
    return _computed(as_of, reconstruct, method, world=country != SUBJECT.code, monthly=monthly)


def _stored(root: Path, path: str) -> bytes:
    data = commit.read_current(root, path)
    if data is None:
        raise ContractError(f"{path}: no scores are stored in {root}. Run python -m indicators rebuild.")
    return data


def _joined(world: bytes, pulse: bytes) -> bytes:
    """Both tables' rows under one header, in the order of their keys (no cell of them holds a comma)."""
    first, *rows = world.splitlines(keepends=True)
    rows += pulse.splitlines(keepends=True)[1:]
    rows.sort(key=lambda row: row.split(b",")[:4])
    return first + b"".join(rows)


def _computed(as_of: str | None, reconstruct: bool, method: int, world: bool, monthly: bool) -> bytes:
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
        pulse = score.pulse_table(snapshots, none) if monthly else none
        tables = rendering.outputs(Results(unseen, none, score.world(snapshots), pulse), ())
        return _joined(tables["world"], tables["pulse"])
    return rendering.outputs(Results(unseen, score.subject(snapshots, method), none, none), ())["scores"]


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
    """Write to standard output, or to a file that is either complete or unchanged. Raises UsageError if it cannot be written."""
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
        raise UsageError(f"--output: {output} cannot be written ({error.strerror or error}). Choose another file.") from error
