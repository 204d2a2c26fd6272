"""``changes``: why scores differ between two months, or between what was known on two days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from indicators import choices, countries, model
from indicators.cli.ending import UsageError, note, option
from indicators.cli.scores import asked_levels, emit
from indicators.store import commit
from indicators.subject import SUBJECT

if TYPE_CHECKING:
    import pandas as pd


LEVELS = tuple(name for name in model.LEVELS if name != "reading")


def run(
    start: str | None, end: str | None, known: str | None, later: str | None,
    country: str, level: str | None, style: str, output: Path | None,
) -> None:  # fmt: skip
    """Print or write the rows; a note on standard error where there are none. Raises UsageError for a wrong option."""
    for name, text in (("--from", start), ("--to", end)):
        with option(name):
            choices.span(text, None)
    with option("--from, --to"):
        choices.span(start, end)
    days, wanted = _days(known, later), asked_levels(level, LEVELS)
    if style not in ("csv", "json"):
        raise UsageError(f"--format: {choices.unknown('format', style, ('csv', 'json'))}")
    with option("--country"):
        code = countries.find(country)
    commit.data_folder()
    from indicators.store import compared

    with option("--from, --to"):
        rows = compared.published(compared.split(start, end, days, code))
    rows = rows[rows["level"].isin(wanted or LEVELS)]
    if rows.empty:
        note(f"no rows: {_why(days, code)}")
    emit(_json(rows) if style == "json" else _csv(rows), output)


def _days(known: str | None, later: str | None) -> tuple[str, str] | None:
    if known is None and later is None:
        return None
    if known is None or later is None:
        given, missing = ("--known", "--and") if later is None else ("--and", "--known")
        raise UsageError(f"{given} needs a second day to compare with. Add {missing} YYYY-MM-DD.")
    for name, day in (("--known", known), ("--and", later)):
        with option(name):
            choices.past(day)
    if known > later:
        raise UsageError(f"--known, --and: no time from {known} to {later}: the first is after the last")
    return known, later


def _why(days: tuple[str, str] | None, country: str) -> str:
    if days is not None:
        return f"nothing stored on either month had been published by {days[0]}"
    if country != SUBJECT.code:
        return f"{countries.name(country)} has no scores in both months. They are yearly: give Decembers"
    return "one of the months has no scores. They are those of the command scores"


def _csv(rows: pd.DataFrame) -> bytes:
    from indicators.store.compared import DECIMALS

    points = rows["points"].map(lambda value: f"{value:.{DECIMALS}f}")
    return rows.assign(points=points).to_csv(index=False, lineterminator="\n").encode()


def _json(rows: pd.DataFrame) -> bytes:
    return (json.dumps(rows.to_dict("records"), ensure_ascii=False, indent=1) + "\n").encode()
