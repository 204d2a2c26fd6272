"""``outlook``: forecasts of deaths and statements at the last month known, their record, and freezing them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from indicators import choices, countries
from indicators.cli.ending import UsageError, note, option
from indicators.cli.scores import emit

if TYPE_CHECKING:
    import pandas as pd


def run(
    country: str, statements: bool, scorecard: bool, backtest: bool, store: bool, freeze: bool, views: bool, style: str
) -> int:  # fmt: skip
    """Print one table, or freeze; exit code 0. Raises UsageError for options that do not go together."""
    if style not in ("csv", "json"):
        raise UsageError(f"--format: {choices.unknown('format', style, ('csv', 'json'))}")
    asked = [
        name for name, on in (
            ("--statements", statements), ("--scorecard", scorecard), ("--backtest", backtest), ("--freeze", freeze),
            ("--views", views),
        ) if on
    ]  # fmt: skip
    if len(asked) > 1:
        raise UsageError(f"{asked[0]} and {asked[1]} are two questions. Ask one at a time.")
    if store and not backtest:
        raise UsageError("--store keeps the result of --backtest. Add --backtest.")
    with option("--country"):
        code = countries.find(country)
    if freeze:
        return _freeze()
    if views:
        from indicators.cli import views as beside

        printed(beside.asked(code), style)
        return 0
    printed(_backtest(store) if backtest else _scorecard() if scorecard else _said(code, statements), style)
    return 0


def _said(code: str, statements: bool) -> pd.DataFrame:
    import indicators

    with option("--country"):
        found = indicators.statements(code) if statements else indicators.forecasts(code)
    if found.empty:
        from indicators import wording

        note(wording.commands.few_deaths(countries.shown(code)))
    _unseen(code)
    return found


def _unseen(code: str) -> None:
    """Note where one of the months the forecast starts from may be unseen."""
    from indicators import wording
    from indicators.store import read
    from indicators.subject import SUBJECT
    from indicators.tables import unseen

    if code == SUBJECT.code:
        snapshots = read.load()
        lately = unseen.span(snapshots)
        if len(marked := unseen.table(snapshots, *lately)["period"]):
            note(wording.alerts.unseen(list(marked), *lately))


def _scorecard() -> pd.DataFrame:
    import indicators

    found = indicators.scorecard()
    if not (found["evidence"] != "backtest").any():
        note("no month of a frozen forecast is known yet: these rows are a backtest on revised figures")
    return found


def _freeze() -> int:
    from indicators.store import commit, issues, refresh

    root = commit.data_folder()
    print("making the forecast, the statements and their record", file=sys.stderr)
    report = refresh.rebuild(more=issues.due)
    if not report.added:
        newest = issues.last_origin(issues.manifests(root)) if issues.manifests(root) else "none"
        print(f"nothing to freeze: the newest frozen forecast is of {newest}, and no later month is known")
    for path in report.added:
        print(f"frozen: {path}")
    return 0


def _backtest(store: bool) -> pd.DataFrame:
    from indicators.outlook import backtest, record
    from indicators.store import commit, hindsight, issues, read, refresh, scorecard

    root = commit.data_folder()
    whole = issues.known_panel(read.load())
    with _counting("origins") as told:
        cases = backtest.run(whole, told=told)
    if store:
        with _counting("origins, for the tables of what was said") as told:
            looked_back = hindsight.tables(whole, cases, told)
        kept = scorecard.backtest_files(cases, issues.named_inputs(root, whole), looked_back)
        refresh.rebuild(more=lambda *_: kept)
        for path in kept:
            print(f"stored: {path}", file=sys.stderr)
    found = record.averaged(cases)
    return found[found["slice"] != "origin"].round(4)


@contextmanager
def _counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress: a bar on a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield (
            lambda done, whole: print(f"{done} of {whole} {what}", file=sys.stderr) if done % 10 == 0 or done == whole else None
        )
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what)
        yield lambda done, whole: progress.update(task, completed=done, total=whole)


def printed(table: pd.DataFrame, style: str) -> None:
    """Write a table to standard output as CSV, or as JSON where ``style`` says so."""
    if style == "json":
        rows = json.loads(table.to_json(orient="records", double_precision=6))
        emit((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(), None)
    else:
        emit(table.to_csv(index=False, lineterminator="\n").encode(), None)
