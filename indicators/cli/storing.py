"""``refresh``, ``rebuild``, ``prune`` and ``check``: the commands that change or verify the data folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from indicators import wording
from indicators.cli import quality
from indicators.cli.ending import FAILED, WRONG, UsageError, complain, option

_NAMED = 3  # names of sources shown beside the progress bar

if TYPE_CHECKING:
    from indicators.store import alerting
    from indicators.store.acceptance import Accepted
    from indicators.store.differences import ScoreChange
    from indicators.store.refresh import Report


def refresh(
    sources: Sequence[str], files: Sequence[str], version: str | None, published: str | None,
    dry_run: bool, accept_shrink: Sequence[str] = (), accept_revision: Sequence[str] = (),
) -> int:  # fmt: skip
    """Download from publishers or import files; exit code 0, or 1 if a source failed. Raises UsageError."""
    from indicators.store import alerting, commit, contracts, issues, read
    from indicators.store import refresh as store_refresh

    root = commit.data_folder(may_be_new=True)
    if published is not None and not contracts.iso_date(published):
        raise UsageError(f"--published: not a date: {published!r}. Write YYYY-MM-DD.")
    if published is not None and published > (datetime.now(UTC) + timedelta(days=1)).date().isoformat():
        raise UsageError(f"--published: {published} lies ahead. Write the day the publisher's file appeared.")
    if (version or published) and (len(set(_files(files))) != 1 or sources):
        raise UsageError("--vintage and --published apply to one file. Use them with --from-file for a single source.")
    from indicators.network.fetching import grouped
    from indicators.store.acceptance import Accepted

    accepted = Accepted(_named("--accept-shrink", accept_shrink), _named("--accept-revision", accept_revision))
    failures: dict[str, str] = {}
    before, written = alerting.before(root), False
    if files:
        named = _files(files)
        with option("--from-file"):
            store_refresh.importable(named, read.declared(None))
        with _working(wording.commands.reading(", ".join(named))):
            report = store_refresh.import_files(
                named, version=version, published=published, dry_run=dry_run, accepted=accepted, more=issues.due
            )
        _tell(report, dry_run)
        failures.update(report.failures or {})
        written = report.written
    if sources or not files:
        fetched, stored = _fetch(sources, dry_run, accepted)
        failures.update(fetched)
        written = written or stored
    if written:
        _tell_alerts(before)
    for message in grouped(failures):
        complain(message)
    return FAILED if failures else 0


def _fetch(keys: Sequence[str], dry_run: bool, accepted: Accepted) -> tuple[dict[str, str], bool]:
    """Failures, and whether anything was written."""
    from indicators.network import fetching
    from indicators.store import issues, read
    from indicators.store import refresh as store_refresh

    with option("--source"):
        chosen = fetching.chosen(keys, read.declared(None))
    with _asking(chosen) as told:
        report = store_refresh.update(chosen, dry_run=dry_run, accepted=accepted, more=issues.due, told=told)
    _tell(report, dry_run)
    return dict(report.failures or {}), report.written


def _named(flag: str, names: Sequence[str]) -> frozenset[str]:
    """Names of sources, or ``SOURCE:COUNTRY``, whose loss or revision is accepted; UsageError for an unknown source."""
    from indicators import choices
    from indicators.store import read

    known = read.declared(None)
    for name in names:
        if name.partition(":")[0] not in known:
            raise UsageError(f"{flag}: {choices.unknown('source', name.partition(':')[0], known)}")
    return frozenset(names)


@contextmanager
def _asking(keys: Sequence[str]) -> Iterator[Callable[[str, str], None]]:
    """Show progress of a download: a bar on a terminal, else one line per source."""
    if not sys.stderr.isatty():
        print(wording.commands.DOWNLOADING, file=sys.stderr)
        yield lambda key, end: print(wording.commands.ended(key, end == "done"), file=sys.stderr)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    waited = list(keys)
    columns = (
        TextColumn(wording.commands.DOWNLOADING_SHORT), BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_waiting(waited), total=len(waited))

        def told(key: str, end: str) -> None:
            waited.remove(key)
            progress.update(task, advance=1, description=_waiting(waited))
            if end != "done":
                progress.console.print(wording.commands.ended(key, False))

        yield told


def _waiting(keys: Sequence[str]) -> str:
    if not keys:
        return str(wording.commands.SCORING)
    return str(wording.commands.waiting(", ".join(keys) if len(keys) <= _NAMED else "", len(keys)))


def rebuild() -> int:
    """Recompute scores and index from the stored data; exit code 0."""
    from indicators.store import commit
    from indicators.store import refresh as store_refresh

    commit.data_folder()
    with _working(wording.commands.REBUILDING):
        report = store_refresh.rebuild()
    _tell(report, dry_run=False)
    return 0


def check() -> int:
    """Print each problem of the data folder; exit code 0, or 3 if there is any."""
    from indicators.store import check as store_check
    from indicators.store import commit

    commit.data_folder()
    with _working(wording.commands.CHECKING):
        problems = store_check.check()
    for problem in problems:
        complain(problem)
    if not problems:
        print(wording.commands.FINE)
    return WRONG if problems else 0


def _files(items: Sequence[str]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for item in items:
        key, equals, path = item.partition("=")
        if not (key and equals and path):
            raise UsageError(f"--from-file: expected KEY=PATH, not {item!r}.")
        found.setdefault(key, []).append(Path(path))
    return found


@contextmanager
def _working(what: str) -> Iterator[None]:
    if not sys.stderr.isatty():
        print(what, file=sys.stderr)
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def _tell(report: Report, dry_run: bool) -> None:
    words = wording.commands
    for one in report.changes:
        if one.stored_already:
            now = (one.source, one.version) in report.counted
            print(words.already(one.source, one.version, one.published, now))
    fresh = [one for one in report.changes if not one.stored_already]
    if fresh:
        rows = [
            (
                one.source, one.previous or words.NONE, one.version, one.published, f"{one.added:,}", f"{one.revised:,}",
                f"{one.removed:,}", words.SPAN.format(one.first, one.last) if one.first else "",
            )
            for one in fresh
        ]  # fmt: skip
        _print(words.HEADS, rows)
    for vintage in report.fresh:
        for line in quality.left_out(vintage):
            print(line)
    _tell_scores(report.scores)
    if report.noted:
        print(words.changed(report.noted))
    for path in report.added:
        print(words.frozen(path))
    print(words.DRY if dry_run else words.WRITTEN if report.written else words.NOT_WRITTEN)


def _tell_alerts(before: alerting.Before) -> None:
    """The alerts in force now that were not at the last refresh, on what was stored then."""
    from indicators.alerts import rules
    from indicators.tables import alerts as table

    words = wording.alerts
    told = table.told()
    fresh = rules.new(before.force(), told.force)
    day = wording.day(before.day) if before.day else words.BEFORE
    if fresh:
        print(words.NEW.format(day) + ":")
        for one in fresh:
            print(
                f"  {words.NAMES[one.rule]}, {words.line(words.since(one.since, one.until), words.said(one.rule, one.values))}"
            )
            print(*(f"    {words.record(row)}" for row in told.record[one.rule]), sep="\n")
    else:
        print(words.NOTHING_NEW.format(day) + ".")


def _tell_scores(scores: Sequence[ScoreChange]) -> None:
    if scores:
        rows = [
            (
                wording.commands.INDEX if one.level == "index" else one.key, _points(one.before), one.period_before or "",
                _points(one.after), one.period_after or "", f"{one.moved}" if one.moved else "",
                f"{one.largest:+.1f}" if one.moved else "", one.largest_period or "",
            )
            for one in scores
        ]  # fmt: skip
        _print(wording.commands.SCORE_HEADS, rows)


def _points(score: float | None) -> str:
    return str(wording.commands.NONE) if score is None else f"{score:.1f}"


def _print(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; ``>`` before a heading aligns its column right. Lines are shortened on a terminal only."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*(), box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(
            head.removeprefix(">"), justify="right" if head.startswith(">") else "left", no_wrap=not sys.stdout.isatty()
        )
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False).print(table)


def prune(before: str, keys: Sequence[str], dry_run: bool) -> int:
    """Delete old vintages; exit code 0. Raises UsageError."""
    from indicators.store import commit, contracts, pruning, read

    if not contracts.iso_date(before):
        raise UsageError(f"--before: not a date: {before!r}. Write YYYY-MM-DD.")
    with option("--source"):
        pruning.prunable(keys, read.declared(None))
    commit.data_folder()
    with _working(wording.commands.PRUNING):
        pruned = pruning.prune(before, keys, dry_run=dry_run)
    for one in pruned.vintages:
        print(wording.commands.pruned(one.source, one.version, one.published, dry_run))
    _tell_scores(pruned.scores)
    if not pruned.vintages:
        print(wording.commands.NOTHING_TO_DELETE)
    else:
        print(wording.commands.vintages(len(pruned.vintages), pruned.size, dry_run))
    return 0
