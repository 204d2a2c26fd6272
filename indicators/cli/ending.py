"""How a command ends: errors as one line on standard error and an exit code; a traceback only with ``--debug``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NoReturn

from indicators.model import ContractError, SourceError
from indicators.store.commit import Locked, StoreError

FAILED, USAGE, WRONG, LOCKED, INTERRUPTED = 1, 2, 3, 4, 130


class UsageError(Exception):
    """A wrong option or argument; the message says what to type instead."""


_CODES: tuple[tuple[type[BaseException], int], ...] = (
    (SourceError, FAILED),
    (UsageError, USAGE),
    (ContractError, WRONG),
    (StoreError, WRONG),
    (Locked, LOCKED),
    (KeyboardInterrupt, INTERRUPTED),
)


class Ending:
    """A context manager that turns a command's exception into an error line and an exit code; with ``debug``, a traceback."""

    def __init__(self) -> None:
        self.debug = False

    def __enter__(self) -> Ending:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if kind is None or error is None or issubclass(kind, SystemExit):
            return
        code = next((code for known, code in _CODES if issubclass(kind, known)), None)
        if self.debug:
            import traceback as printer

            printer.print_exception(error)
        elif code == INTERRUPTED:
            complain("interrupted")
        elif code is None:
            complain(f"unexpected {kind.__name__}: {error}. Run again with --debug before the command and report it.")
        else:
            complain(str(error))
        raise SystemExit(WRONG if code is None else code)


@contextmanager
def option(name: str) -> Iterator[None]:
    """Turn a ValueError about an option's value into a UsageError that names the option."""
    try:
        yield
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def complain(message: str) -> None:
    """One line on standard error."""
    print("error:", " ".join(message.split()), file=sys.stderr)


def note(message: str) -> None:
    """One line on standard error about a command that did what it was asked to."""
    print("note:", " ".join(message.split()), file=sys.stderr)


def reader_left() -> NoReturn:
    """End with exit code 0 when the program that reads standard output has closed it, as in ``scores | head``.

    Called where the output is written: Typer would otherwise turn a broken pipe into exit code 1.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)
