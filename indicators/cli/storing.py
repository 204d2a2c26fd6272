"""``refresh``, ``rebuild`` and ``check``: what changes the data folder, and what looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.cli.ending import FAILED, WRONG, UsageError, complain

if TYPE_CHECKING:
    from indicators.compare import ScoreChange
    from indicators.refresh import Report


def refresh(
    sources: Sequence[str], files: Sequence[str], version: str | None, published: str | None,
    dry_run: bool, accept_shrink: bool,
) -> int:  # fmt: skip
    """Fetch from publishers, or import their files; exit code 0, or 1 where a source was refused. Raises UsageError."""
    from indicators import contracts
    from indicators import refresh as store_refresh

    if published is not None and not contracts.iso_date(published):
        raise UsageError(f"--published: not a date: {published!r}. Write YYYY-MM-DD.")
    if (version or published) and (len(set(_files(files))) != 1 or sources):
        raise UsageError("--vintage and --published name one file's vintage. Import one source at a time with them.")
    failures: dict[str, str] = {}
    if files:
        named = _files(files)
        with _working(f"reading {', '.join(named)}"):
            try:
                report = store_refresh.import_files(
                    named, version=version, published=published, dry_run=dry_run, accept_shrink=accept_shrink
                )
            except ValueError as error:
                raise UsageError(f"--from-file: {error}") from error
        _tell(report, dry_run)
        failures.update(report.failures or {})
    if sources or not files:
        failures.update(_fetch(sources, dry_run, accept_shrink))
    for message in failures.values():
        complain(message)
    return FAILED if failures else 0


def _fetch(keys: Sequence[str], dry_run: bool, accept_shrink: bool) -> dict[str, str]:
    from indicators import fetching, store
    from indicators import refresh as store_refresh

    try:
        chosen = fetching.chosen(keys, store.declared(None))
    except ValueError as error:
        raise UsageError(f"--source: {error}") from error
    with _asking() as told:
        report = store_refresh.update(chosen, dry_run=dry_run, accept_shrink=accept_shrink, told=told)
    _tell(report, dry_run)
    return dict(report.failures or {})


@contextmanager
def _asking() -> Iterator[Callable[[str, str], None]]:
    """Progress of a fetch: a spinner that counts on a terminal, a line a source elsewhere."""
    if not sys.stderr.isatty():
        print("asking the publishers", file=sys.stderr)
        yield lambda key, end: print(f"{key}: {'read' if end == 'done' else 'failed'}", file=sys.stderr)
        return
    from rich.console import Console

    ended: list[str] = []
    with Console(stderr=True).status("asking the publishers") as status:

        def told(key: str, end: str) -> None:
            ended.append(f"{key}{'' if end == 'done' else ' failed'}")
            status.update(f"asking the publishers; ended: {', '.join(ended)}")

        yield told


def rebuild() -> int:
    """Scores and index anew from what is stored; exit code 0."""
    from indicators import refresh as store_refresh

    with _working("rebuilding scores and index"):
        report = store_refresh.rebuild()
    _tell(report, dry_run=False)
    return 0


def check() -> int:
    """Print each problem of the data folder; exit code 0, or 3 where there is one."""
    from indicators import check as store_check

    with _working("checking files, contracts and a rebuild"):
        problems = store_check.check()
    for problem in problems:
        complain(problem)
    if not problems:
        print("the data folder is what its index says and what a rebuild writes")
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
    for one in report.changes:
        if one.stored_already:
            print(f"{one.source} {one.version} ({one.published}): stored already, nothing new")
            continue
        against = f"against {one.previous}" if one.previous else "the first vintage"
        counts = f"{one.added} rows added, {one.revised} revised, {one.removed} removed"
        touched = f", {one.first} to {one.last}" if one.first else ""
        print(f"{one.source} {one.version} ({one.published}): {counts}, {against}{touched}")
    for moved in report.scores:
        print(_score_line(moved))
    if report.noted:
        print(f"what changed: {report.noted}")
    print("dry run: nothing was written" if dry_run else "written" if report.written else "nothing was written")


def _score_line(one: ScoreChange) -> str:
    before = "none" if one.before is None else f"{one.before:.1f} ({one.period_before})"
    after = "none" if one.after is None else f"{one.after:.1f} ({one.period_after})"
    past = f"; {one.moved} months moved, most {one.largest:+.1f} in {one.largest_period}" if one.moved else ""
    return f"{one.level} {one.key}: {before} -> {after}{past}"
