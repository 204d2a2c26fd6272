"""What a failure of fetching says last: how the same file is imported by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from indicators.model import SourceError

_COMMAND = "python -m indicators refresh --from-file"


@contextmanager
def by_hand(key: str, address: str) -> Iterator[None]:
    """Add to a SourceError the command that imports a file of ``key``, and the address where a person finds it; once."""
    try:
        yield
    except SourceError as error:
        if _COMMAND in str(error):
            raise
        raise SourceError(f"{error} To import a file from {address} by hand: {_COMMAND} {key}=PATH") from error
