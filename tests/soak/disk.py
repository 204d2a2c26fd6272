"""Every command that writes, as it is run, on a disk that fails at each of its calls: full for good, and a bad sector once."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indicators import folders
from indicators.network import fetching
from indicators.network.client import Patience
from indicators.store import commit, issues, package, refresh
from tests import remembered, structural
from tests.every_publisher import every_publisher
from tests.faulty_commands import Command, Tally, every_call, line, run
from tests.publisher import PATIENCE

Told = Callable[[], tuple[str, str]]


@contextlib.contextmanager
def quiet() -> Iterator[Told]:
    """Nothing is printed; what would be is given on request."""
    out, err = io.StringIO(), io.StringIO()

    def told() -> tuple[str, str]:
        said = out.getvalue(), err.getvalue()
        for one in (out, err):
            one.seek(0)
            one.truncate(0)
        return said

    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield told


@contextlib.contextmanager
def place(whole: bool) -> Iterator[Path]:
    """A folder with data (all, or the curated tables and a table of population), a cache and temporary files; scores remembered."""
    with tempfile.TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
        base = Path(made).resolve()
        data = base / "data"
        shutil.copytree(folders.folder() if whole else folders.folder() / "curated", data if whole else data / "curated")
        (data / commit.LAST_LOOK).unlink(missing_ok=True)
        (base / "temporary").mkdir()
        patch.setenv("INDICATORS_DATA", str(data))
        patch.setenv("INDICATORS_CACHE", str(base / "cache"))
        patch.setattr(tempfile, "tempdir", str(base / "temporary"))
        patch.setattr(refresh, "default_score", remembered.results)
        if not whole:
            path = structural.write(base, structural.population())
            assert run(line("refresh", "--from-file", f"population={path}")) == 0
        yield base


def _met(name: str, command: Command, base: Path, told: Told) -> tuple[str, Tally]:
    return name, every_call(command, line("rebuild"), base, base / "data", told)


def imported(told: Told) -> tuple[str, Tally]:
    """A publisher's file by hand."""
    with place(whole=False) as base:
        path = structural.write(base, structural.idmc())
        return _met("import", line("refresh", "--from-file", f"idmc={path}"), base, told)


def fetched(told: Told) -> tuple[str, Tally]:
    """A source from its publisher, which is played on this machine."""
    with place(whole=False) as base, every_publisher("secret"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "Patience", lambda: Patience(**{**PATIENCE, "attempts": 1}))
        return _met("refresh", line("refresh", "--source", "idmc"), base, told)


def rebuilt(told: Told) -> tuple[str, Tally]:
    """After an edit by hand."""
    with place(whole=False) as base:
        table = base / "data" / "curated" / "agreements.csv"
        lines = table.read_text(encoding="utf-8").splitlines()
        table.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        return _met("rebuild", line("rebuild"), base, told)


def frozen(told: Told) -> tuple[str, Tally]:
    """The forecast that is due, in the data that come with the project without the one they have."""
    with place(whole=True) as base, pytest.MonkeyPatch.context() as patch:
        data = base / "data"
        index = json.loads((data / commit.INDEX).read_bytes())
        index["resources"] = [one for one in index["resources"] if not one["path"].startswith(package.ISSUES_FOLDER)]
        index["digest"] = package.digest(index)
        (data / commit.INDEX).write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        shutil.rmtree(data / package.ISSUES_FOLDER)
        assert run(line("rebuild")) == 0, told()
        kept: list[dict[str, bytes]] = []
        whole = issues.due

        def due(*args: object) -> dict[str, bytes]:
            if not kept:
                kept.append(whole(*args))  # type: ignore[arg-type]
            return kept[0]

        patch.setattr(issues, "due", due)
        return _met("outlook --freeze", line("outlook", "--freeze"), base, told)


COMMANDS = (imported, fetched, rebuilt, frozen)


def hold() -> list[str]:
    """What did not hold; the figures on standard output."""
    found = []
    for command in COMMANDS:
        with quiet() as told:
            name, tally = command(told)
        ends = ", ".join(f"{count} {end}" for end, count in sorted(tally.ends.items()))
        print(f"disk, {name}: {tally.calls} calls, each with two faults: {ends}; {len(tally.wrong)} wrong", flush=True)
        found += [f"disk, {name}: {one}" for one in tally.wrong]
    return found
