"""The language texts are told in: one for each thread or task, English where nothing was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
LANGUAGES = {"en": "English", "fr": "Français"}
_chosen: ContextVar[str] = ContextVar("language", default="en")


def current() -> str:
    """The language now: a key of LANGUAGES."""
    return _chosen.get()


def choose(key: str) -> None:
    """Tell every later text of this thread or task in language ``key``. Raises ValueError for one there is not."""
    if key not in LANGUAGES:
        raise ValueError(f"no texts in language {key!r}; there are {', '.join(LANGUAGES)}")
    _chosen.set(key)


@contextmanager
def told_in(key: str) -> Iterator[None]:
    """As ``choose``, and as before at the end."""
    before = current()
    choose(key)
    try:
        yield
    finally:
        _chosen.set(before)


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """``function``, to be called later or in another thread, in the language of now."""
    key = current()

    @wraps(function)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        with told_in(key):
            return function(*args, **kwargs)

    return told
