"""What to answer to a word that is none of the known ones: the nearest of them, or a list. Imports nothing heavy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

_SUGGESTED = 3
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOOSE = re.compile(r"(\d{4})[-/. ]?(\d{1,2})(?:[-/. ]?\d{1,2})?")


def unknown(what: str, given: str, known: Iterable[str]) -> str:
    """``unknown source 'hrd'. Did you mean hdr?``; where nothing is near, the list of what is known."""
    names = sorted(known)
    listed = ", ".join(names)
    return f"unknown {what} {given!r}. {near(given, names) or f'Known are {listed}.'}"


def near(given: str, known: Iterable[str]) -> str:
    """``Did you mean hdr?``, or "" where no known word is near; case does not matter."""
    lowered = {name.lower(): name for name in known}
    word = given.strip().lower()
    begun = [name for name in lowered if word and name.startswith(word)][:_SUGGESTED]
    found = begun or get_close_matches(word, lowered, n=_SUGGESTED, cutoff=0.6)
    return f"Did you mean {' or '.join(lowered[name] for name in found)}?" if found else ""


def month(text: str) -> str:
    """The month as given; raises ValueError for anything but YYYY-MM, with the month that may have been meant."""
    if _MONTH.fullmatch(text):
        return text
    loose = _LOOSE.fullmatch(text.strip())
    meant = f"{loose[1]}-{int(loose[2]):02d}" if loose else ""
    hint = f"Did you mean {meant}?" if _MONTH.fullmatch(meant) else "Write YYYY-MM, such as 2024-06."
    raise ValueError(f"not a month: {text!r}. {hint}")


def span(start: str | None, end: str | None) -> None:
    """Check two months, either of which may be None; raises ValueError where one is no month or the first is after the last."""
    for text in (start, end):
        if text is not None:
            month(text)
    if start and end and start > end:
        raise ValueError(f"no months from {start} to {end}: the first is after the last")


def past(day: str) -> None:
    """Check a day; raises ValueError where it is no date YYYY-MM-DD or lies in the future."""
    try:
        found = date.fromisoformat(day) if _DAY.fullmatch(day) else None
    except ValueError:
        found = None
    if found is None:
        hint = f"Add the day, such as {day}-15." if _MONTH.fullmatch(day) else "Write YYYY-MM-DD, such as 2024-06-30."
        raise ValueError(f"not a date: {day!r}. {hint}")
    if found > date.today():
        raise ValueError(f"{day} is in the future. Without a date you get what is known today.")


METHODS = (1, 2)  # numbers of the registry's METHODS, the one in force last; here so that a stored table loads no pandas


def method(number: int | None, *, own: bool) -> int:
    """The method asked for, None being the one in force; raises ValueError for an unknown one, and for an earlier one of a
    country that is not the subject (``own``): the world's scores are computed by the one in force alone.
    """
    if number is None:
        return METHODS[-1]
    if number not in METHODS:
        raise ValueError(f"no method {number}; there are {' and '.join(map(str, METHODS))}")
    if not own and number != METHODS[-1]:
        raise ValueError("an earlier method has scores of no other country; leave the option out")
    return number
