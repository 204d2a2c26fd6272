"""A folder for the files of one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from indicators.model import SourceError


@contextmanager
def folder(what: str) -> Iterator[Path]:
    """A folder that is removed at the end; one that cannot be removed is left to the system and ends nothing.

    Raises SourceError where none can be made; ``what`` begins its message: ``file.csv: no copy of it``.
    """
    try:
        made = TemporaryDirectory(prefix="indicators-", ignore_cleanup_errors=True)
    except OSError as error:
        raise SourceError(no_room(what, error)) from error
    with made as name:
        yield Path(name)


def no_room(what: str, error: OSError) -> str:
    """The message of a file or folder that cannot be made."""
    return f"{what} can be made ({error.strerror or error}). Check the space for temporary files (TMPDIR)."
