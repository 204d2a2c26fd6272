"""What every rendering of a brief tells alike: a footnote in words, its address, and footnotes in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.brief.content import Note, Said
from indicators.wording import brief as words

LONGEST = 150  # letters of an address on paper; the link behind it is whole


def cited(one: Said) -> list[int]:
    """The numbers of the footnotes of a piece of text, each once, in order."""
    return sorted(set(one.notes))


def footnote(note: Note) -> str:
    """A footnote without its number and address."""
    return words.note(note.publisher, note.title, note.published, note.vintage, note.grade, note.where)


def addressed(url: str) -> str:
    """An address as it is printed: without its scheme, its middle left out where it is long."""
    plain = url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 31]}…{plain[-30:]}"


def halves(notes: Sequence[Note]) -> tuple[list[tuple[int, Note]], list[tuple[int, Note]]]:
    """The numbered footnotes in two columns of about as many letters."""
    numbered = list(enumerate(notes, start=1))
    sizes = [len(footnote(one)) + len(addressed(one.url)) for one in notes]
    left = next((place for place in range(len(sizes)) if sum(sizes[: place + 1]) * 2 >= sum(sizes)), 0) + 1
    return numbered[:left], numbered[left:]
