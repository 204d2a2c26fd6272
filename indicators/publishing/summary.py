"""What stands above the charts of a page, in the language chosen: the verdict, the scores with their bands, what to watch, alerts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from markdown_it import MarkdownIt
from markupsafe import Markup

from indicators import countries, months, wording
from indicators.charts import sparks
from indicators.model import FIRST_PERIOD
from indicators.pages import ahead, overview
from indicators.pages.known import Scope, frame_of, month_of, scores_of, verdict
from indicators.registry import DIMENSIONS, PULSE
from indicators.scoring.verdict import Direction, Verdict
from indicators.tables import overview as tables
from indicators.tables.alerts import Told, by_rule
from indicators.wording import alerts as alert_words
from indicators.wording import overview as words
from indicators.wording import verdict as verdict_words

HEADLINE = ("index", PULSE.key)
_BADGE = re.compile(r":gray-badge\[(.*?)\]")
_markdown = MarkdownIt("commonmark", {"html": False})


def found(scope: Scope) -> Verdict | None:
    """How the last month stands against the one a year before."""
    return verdict(scope.known, before(scope.end), scope.end)


def before(period: str) -> str:
    """The month a year before."""
    return months.period(months.ordinal(period) - tables.YEAR)


def sentences(scope: Scope) -> list[tuple[str, str]]:
    """The verdict, a heading and a sentence each."""
    told = found(scope)
    if told is None:
        return [(words.STANDS, words.no_verdict(scope.end, [], "index" in month_of(scope.known, scope.end)))]
    level, way, sure = verdict_words.whole(told)
    return [(words.STANDS, level), (words.direction(scope.end), way), (words.SURE, sure)]


def happened(scope: Scope) -> list[dict[str, str]]:
    """The newest turning points, with the publisher and the grade of their source; none on the word of a weak one."""
    events = tables.turning_points(*(frame_of(scope.known, key) for key in ("governance_events", "foreign_forces")))
    shown = events[events["period"].between(scope.start, scope.end) & (events["source_grade"] != overview.WEAK)]
    return [
        {"text": words.event(row["date"], row["summary"]), "grade": row["source_grade"], "publisher": row["source_publisher"]}
        for row in shown.tail(overview.NEWEST).to_dict("records")
    ]


def names() -> dict[str, str]:
    """What a reader calls the index, the pulse and the dimensions."""
    return {"index": words.INDEX, PULSE.key: words.PULSE, **wording.DIMENSIONS}


def cards(scope: Scope, keys: Sequence[str]) -> list[dict[str, str]]:
    """A card for each score: name, score, direction, band and age in words, and its line of the last years."""
    now, told = month_of(scope.known, scope.end), directions(found(scope))
    return [_card(scope, key, now.get(key), told.get(key)) for key in keys]


def directions(told: Verdict | None) -> dict[str, Direction]:
    """The direction of index, pulse and dimensions, by key."""
    if told is None:
        return {}
    headline = {"index": told.index, PULSE.key: told.pulse}
    return {key: one for key, one in {**headline, **told.dimensions}.items() if one is not None}


def _card(scope: Scope, key: str, row: Any, one: Direction | None) -> dict[str, str]:
    name = names()[key]
    if row is None:
        return {"key": key, "name": name, "score": "", "note": words.no_score(name, key)}
    line = scores_of(scope.known, (key,), FIRST_PERIOD, scope.end).tail(overview.SPARK)
    band = (float(row["p05"]), float(row["p95"])) if pd.notna(row["p05"]) else None
    return {
        "key": key, "name": name, "score": wording.written(row["score"], f".{1 if key in HEADLINE else 0}f"),
        "direction": verdict_words.direction(one) if one else "",
        "note": words.card(band, one.before if one else None, str(row["status"]), float(row["stale"])),
        "alt": words.spark_alt(name, line), "line": " ".join(sparks.points(line, "score")), "band": " ".join(sparks.band(line)),
    }  # fmt: skip


def watch(scope: Scope) -> list[Markup]:
    """What to watch, a paragraph each."""
    return [_html(text) for text in ahead.items(scope.known, str(scope.known.as_of))]


def _html(text: str) -> Markup:
    """The pages' Markdown as HTML; a grade's badge is Streamlit's own."""
    told = _markdown.renderInline(text)
    return Markup(_BADGE.sub(r'<span class="badge">\1</span>', told))  # nosec B704: the renderer has escaped what comes from data


def alerts(told: Told) -> list[dict[str, Any]]:
    """Alerts in force by rule: name, what each says and since when, when they end, what right means, the record."""
    return [
        {
            "name": alert_words.NAMES[rule], "source": alert_words.SOURCE, "ends": alert_words.ENDS[rule],
            "right": alert_words.RIGHT.get(rule, ""), "record": " ".join(alert_words.record(row) for row in told.record[rule]),
            "said": [
                {"text": alert_words.said(rule, one.values), "since": alert_words.since(one.since, one.until), "link": one.link}
                for one in own
            ],
        }
        for rule, own in by_rule(told.force).items()
    ]  # fmt: skip


def place(told: Told) -> str:
    """The country alerts are about, by its name."""
    return countries.shown(told.country)


def dimension(page: str) -> tuple[str, ...]:
    """The scores a page begins with: headline and dimensions on the first, a dimension's own on its page, else none."""
    if page == "overview":
        return (*HEADLINE, *DIMENSIONS)
    return (page,) if page in DIMENSIONS else ()
