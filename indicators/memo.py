"""Keeps the last results of pure functions, also of arguments that cannot be hashed: frames, snapshots, outlines.

Such an argument is known by its identity and held as long as the result is, so that no other object takes its place. Whatever is
passed to or returned from a remembered function must not be changed afterwards, as no frame of this project is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from indicators import language

P = ParamSpec("P")
T = TypeVar("T")
_PLAIN = (str, int, float, bool, type(None), bytes)


class _Entry:
    def __init__(self) -> None:
        self.lock, self.done = Lock(), False
        self.value: Any = None
        self.held: Any = None


class Kept:
    """The ``most`` results last asked for, by key. Threads that ask for one key at once compute it once."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, compute: Callable[[], T], held: object = None) -> T:
        """The result under ``key``, computed where it is not kept; ``held`` lives as long as it. Errors are passed on, not kept."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                entry = self._entries[key] = _Entry()
                while len(self._entries) > self.most:
                    self._entries.popitem(last=False)
            else:
                self._entries.move_to_end(key)
        with entry.lock:
            if not entry.done:
                entry.value, entry.held, entry.done = compute(), held, True
        value: T = entry.value
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)


def told(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """As ``last``, for a function whose result holds texts: those of each language are kept apart."""
    return last(most, language.current)


_aside: ContextVar[dict[Kept, Kept] | None] = ContextVar("aside", default=None)


@contextmanager
def aside() -> Iterator[None]:
    """Inside, nothing remembered before is found and nothing is remembered after: for inputs that will not be asked of again."""
    token = _aside.set({})
    try:
        yield
    finally:
        _aside.reset(token)


def last(
    most: int, also: Callable[[], Hashable] = lambda: None, *, lasting: bool = False
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the ``most`` results of a pure function last asked for; ``also`` gives what else they depend on.

    ``lasting``: also inside ``aside``, for a function of stored tables, which are asked of again whatever else is tried.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept = Kept(most)

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (also(), *map(_name, args), *((name, _name(kwargs[name])) for name in sorted(kwargs)))
            apart = None if lasting else _aside.get()
            held = kept if apart is None else apart.setdefault(kept, Kept(most))
            return held.get(key, lambda: function(*args, **kwargs), (args, kwargs))

        return asked

    return decorate


def _name(value: Any) -> Hashable:
    """A plain value as itself, a sequence by its members, anything else by its identity."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, (tuple, list)):
        return (type(value), *map(_name, value))
    return (object, id(value))
