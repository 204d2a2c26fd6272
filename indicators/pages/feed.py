"""Atom feeds (RFC 4287) of alerts and of what updates changed: stable names, days from the data, so the same data give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree  # nosec B405: it writes the feed and never parses one

from indicators import countries, wording
from indicators.language import current
from indicators.subject import SUBJECT

if TYPE_CHECKING:
    from indicators.alerts.rule import Alert
    from indicators.tables.alerts import Told

ATOM = "http://www.w3.org/2005/Atom"
_SPACE = f"{SUBJECT.title.en}: alerts/"


@dataclass(frozen=True)
class Entry:
    """One entry: ``key`` gives it its name, ``published`` and ``updated`` are ISO days, ``link`` may be empty."""

    key: str
    title: str
    published: str
    updated: str
    category: str
    lines: Sequence[str]
    link: str = ""


def atom(told: Told, link: str = "") -> bytes:
    """The alerts' feed: those in force, and those given in the last year with their end. ``link`` is its own address, where it has one."""
    entries = [_alert(one, told) for one in told.fed()]
    return written(told.country, wording.alerts.feed(countries.shown(told.country)), told.day, entries, link)


def _alert(one: Alert, told: Told) -> Entry:
    words = wording.alerts
    lines = [
        words.said(one.rule, one.values), words.since(one.since, one.until) + ".", words.ENDS[one.rule],
        words.RIGHT.get(one.rule, ""), *(words.record(row) for row in told.record[one.rule]),
    ]  # fmt: skip
    return Entry(one.key, words.NAMES[one.rule], one.since, _changed(one, told.day), one.rule, lines, one.link)


def written(key: str, title: str, day: str, entries: Iterable[Entry], link: str = "") -> bytes:
    """A feed's bytes; ``day`` (ISO) is told where it has no entry. ``key`` and the entries' keys give their names, in every language."""
    ElementTree.register_namespace("", ATOM)
    every = list(entries)
    root = ElementTree.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": current()})
    _add(root, "id", _name(key))
    _add(root, "title", title)
    _add(root, "updated", _time(max((one.updated for one in every), default=day)))
    _add(_add(root, "author"), "name", wording.SITE)
    if link:
        _add(root, "link", rel="self", href=link)
    for one in every:
        _entry(root, one)
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(root: ElementTree.Element, one: Entry) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", _name(one.key))
    _add(entry, "title", one.title)
    _add(entry, "published", _time(one.published))
    _add(entry, "updated", _time(one.updated))
    _add(entry, "category", term=one.category)
    _add(entry, "content", "\n".join(line for line in one.lines if line), type="text")
    if one.link.startswith(("http://", "https://")):
        _add(entry, "link", rel="related", href=one.link)


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    found = ElementTree.SubElement(parent, _tag(name), attributes)
    found.text = text
    return found


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _name(key: str) -> str:
    return uuid5(NAMESPACE_URL, _SPACE + key).urn


def _changed(one: Alert, day: str) -> str:
    """The day an entry last changed: its end where that has come."""
    return one.until if one.until and one.until <= day else one.since


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"
