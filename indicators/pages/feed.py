"""The alerts as an Atom feed (RFC 4287): stable names, days from the data, so the same data give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree  # nosec B405: it writes the feed and never parses one

from indicators import countries, wording
from indicators.subject import SUBJECT

if TYPE_CHECKING:
    from indicators.alerts.rule import Alert
    from indicators.tables.alerts import Told

ATOM = "http://www.w3.org/2005/Atom"
_SPACE = f"{SUBJECT.title.en}: alerts/"


def atom(told: Told) -> bytes:
    """The feed's bytes: alerts in force, and those given in the last year with their end."""
    ElementTree.register_namespace("", ATOM)
    entries = told.fed()
    root = ElementTree.Element(_tag("feed"))
    _add(root, "id", _name(told.country))
    _add(root, "title", wording.alerts.feed(countries.shown(told.country)))
    _add(root, "updated", _time(max((_changed(one, told.day) for one in entries), default=told.day)))
    _add(_add(root, "author"), "name", SUBJECT.title.here)
    for one in entries:
        _entry(root, one, told)
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(root: ElementTree.Element, one: Alert, told: Told) -> None:
    words = wording.alerts
    entry = _add(root, "entry")
    _add(entry, "id", _name(one.key))
    _add(entry, "title", words.NAMES[one.rule])
    _add(entry, "published", _time(one.since))
    _add(entry, "updated", _time(_changed(one, told.day)))
    _add(entry, "category", term=one.rule)
    lines = [
        words.said(one.rule, one.values), words.since(one.since, one.until) + ".", words.ENDS[one.rule],
        words.RIGHT.get(one.rule, ""), *(words.record(row) for row in told.record[one.rule]),
    ]  # fmt: skip
    _add(entry, "content", "\n".join(line for line in lines if line), type="text")
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
