"""The alerts as a message: in force by rule, each with its record, and those that ended lately; as text and as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from indicators import countries, language, wording
from indicators.tables.alerts import by_rule

if TYPE_CHECKING:
    from indicators.alerts.rule import Alert
    from indicators.tables.alerts import Told

_STYLE = (
    "body{font:16px/1.45 sans-serif;max-width:42rem;margin:1rem}"
    "h2{font-size:1.05rem;margin:1.2em 0 .2em}ul{margin:.2em 0}small{color:#555}"
)


def text(told: Told) -> str:
    """The digest as text, lines as long as they are."""
    lines = [_heading(told)]
    for rule, own in by_rule(told.force).items():
        lines += [
            "",
            wording.alerts.NAMES[rule],
            *(f"- {_line(one)}" for one in own),
            *(f"  {line}" for line in _foot(rule, told)),
        ]
    if told.ended():
        lines += ["", wording.alerts.ENDED, *(f"- {wording.alerts.NAMES[one.rule]}, {_line(one)}" for one in told.ended())]
    return "\n".join([*lines, *_last(told)]) + "\n"


def html(told: Told) -> str:
    """The digest as an HTML page that fetches nothing."""
    parts = [f"<h1>{escape(_heading(told))}</h1>"]
    for rule, own in by_rule(told.force).items():
        parts.append(f"<h2>{escape(wording.alerts.NAMES[rule])}</h2><ul>{''.join(map(_item, own))}</ul>")
        parts += [f"<p><small>{'<br>'.join(escape(line) for line in _foot(rule, told))}</small></p>"]
    if told.ended():
        parts.append(f"<h2>{escape(wording.alerts.ENDED)}</h2><ul>{''.join(map(_item, told.ended()))}</ul>")
    parts += [f"<p><small>{escape(line)}</small></p>" for line in _last(told) if line]
    head = f'<meta charset="utf-8"><title>{escape(_heading(told))}</title><style>{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="{language.current()}"><head>{head}</head>\n<body>\n'
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _heading(told: Told) -> str:
    return str(wording.alerts.heading(countries.shown(told.country), told.day, len(told.force)))


def _line(one: Alert) -> str:
    words = wording.alerts
    return str(words.line(words.since(one.since, one.until), words.said(one.rule, one.values)))


def _item(one: Alert) -> str:
    link = (
        f' <a href="{escape(one.link)}">{escape(wording.alerts.SOURCE)}</a>'
        if one.link.startswith(("http://", "https://"))
        else ""
    )
    return f"<li>{escape(_line(one))}{link}</li>"


def _foot(rule: str, told: Told) -> list[str]:
    words = wording.alerts
    return [f"{words.ENDS[rule]} {words.RIGHT.get(rule, '')}".rstrip(), *(words.record(row) for row in told.record[rule])]


def _last(told: Told) -> list[str]:
    lines = [wording.alerts.unseen(list(told.unseen), *told.lately)] if told.lately[1] else []
    lines += [wording.alerts.made(told.made)] if told.made else []
    return ["", *lines] if lines else []
