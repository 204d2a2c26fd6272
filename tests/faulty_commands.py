"""What holds of a command on a disk that fails at each of its calls in turn: the old state or the new one, told in one line."""

from __future__ import annotations

import errno
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from indicators import __main__ as program
from indicators.cli.ending import FAILED, Ending, complain
from indicators.store import commit, refresh
from tests.faulty import failing
from tests.store_example import contents

Command = Callable[[], int]
ERRORS = (errno.ENOSPC, errno.EIO)
CODES = (0, 1, 3)  # done; a source failed; nothing changed, or committed and not yet installed


@dataclass
class Tally:
    """How often a command ended in what way."""

    calls: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def seen(folder: Path) -> dict[str, bytes | None]:
    """What a reader finds: every file that the index answers for, installed or staged, and the index."""
    index = commit.read_index(folder)
    found: dict[str, bytes | None] = {
        path: commit.read_committed(folder, path, digest) for path, digest in commit.committed(index).items()
    }
    return {**found, commit.INDEX: (folder / commit.INDEX).read_bytes() if index["resources"] else b""}


def restored(start: dict[str, bytes], folder: Path) -> None:
    """The folder with exactly these files."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in start.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def line(*words: str) -> Command:
    """The command line in this process."""
    return lambda: program.main(list(words))


def act(work: Callable[[], refresh.Report]) -> Command:
    """A function of the store, ended as a command ends."""

    def run() -> int:
        with Ending():
            failures = work().failures or {}
            for message in failures.values():
                complain(message)
            return FAILED if failures else 0

    return run


def run(command: Command) -> int:
    """The exit code of a command."""
    try:
        return command()
    except SystemExit as ended:
        return int(ended.code or 0)


def every_call(
    command: Command, rebuild: Command, base: Path, folder: Path, told: Callable[[], tuple[str, str]],
    errors: tuple[int, ...] = ERRORS,
) -> Tally:  # fmt: skip
    """Run a command once whole, then with its disk failing at each call, each time followed by a ``rebuild`` on a sound one.

    ``told()`` gives what was printed since it was last asked. ``base`` holds the data ``folder``, the cache and the folder for
    temporary files.
    """
    start, tally = contents(folder), Tally()
    old = seen(folder)
    with failing(base, 0, errno.EIO) as disk:
        assert run(command) == 0, told()
    told()
    tally.calls = len(disk.calls)
    new, finished = seen(folder), contents(folder)
    assert new != old
    for error in errors:
        for number in range(1, tally.calls + 1):
            restored(start, folder)
            with failing(base, number, error) as disk:
                code = run(command)
            _, said = told()
            where = f"{os.strerror(error)}, call {number} ({disk.failed})"
            tally.wrong += [f"{where}: {one}" for one in wrong(code, said, folder, old, new)]
            now = "new" if seen(folder) == new else "old"
            tally.ends[f"exit {code}, {now} state"] += 1
            after = 0
            if contents(folder) not in (start, finished):
                after = run(rebuild)
                told()
            if after != 0 or contents(folder) not in (start, finished):
                tally.wrong.append(f"{where}: after a rebuild (exit {after}) neither the old folder nor the new one")
    return tally


def wrong(code: int, said: str, folder: Path, old: dict[str, bytes | None], new: dict[str, bytes | None]) -> list[str]:
    """What does not hold after a command that met a failing disk."""
    found, state = [], seen(folder)
    errors = [line for line in said.splitlines() if line.startswith("error: ")]
    if code not in CODES:
        found.append(f"exit code {code}")
    if "Traceback" in said or "unexpected" in said:
        found.append(f"told {said.strip()[-200:]!r}")
    if len(errors) != (1 if code else 0):
        found.append(f"exit {code} with {len(errors)} error lines: {said.strip()[-300:]!r}")
    if state not in (old, new):
        found.append("neither the old state nor the new one")
    if code == 0 and state != new:
        found.append("exit 0 and the old state")
    if errors and "nothing changed" in errors[0] and state != old:
        found.append("said that nothing changed, and it did")
    return found
