"""The pages of the site as HTML, in the language chosen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from indicators import language, wording
from indicators.charts import spoken
from indicators.pages.known import Scope, results, snapshots
from indicators.publishing import assets, closed, summary, tables
from indicators.publishing.shown import Shown, cells
from indicators.registry import DIMENSIONS, INDICATORS, PULSE, PULSE_PARTS, SOURCES
from indicators.relations import WEB
from indicators.store import package
from indicators.tables.alerts import Told
from indicators.version import VERSION
from indicators.wording import ahead, alerts, frame, overview, site, verdict

MOST = 40  # rows of a chart shown in its page; all are in the CSV
OWN = ("archive", "method", "data")  # pages of the site that the app has not, or not as charts

_made = Environment(
    loader=PackageLoader("indicators.publishing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    keep_trailing_newline=True,
)  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What every page of a site has around it: ``base`` is the site's address with a slash at the end, or empty."""

    scope: Scope
    assets: assets.Assets
    base: str
    pages: tuple[str, ...]

    def html(self, template: str, name: str, title: str, lead: str, **more: Any) -> bytes:
        """A page; ``name`` is its address without language and ending."""
        named = {key: wording.PAGES[key] for key in self.pages}
        own = {"archive": site.ARCHIVE, "method": site.METHOD, "data": site.DATA}
        told = _made.get_template(template).render(
            lang=language.current(), languages=list(language.LANGUAGES.items()), words=wording, site=site, base=self.base,
            name=name, title=title, lead=lead, assets=self.assets, root="../",
            navigation=[(address(key), text) for key, text in {**named, **own}.items()],
            footer=site.footer(str(self.scope.known.as_of), self.scope.end, VERSION), **more,
        )  # fmt: skip
        return told.encode()


def address(page: str) -> str:
    """A page's address without language and ending: the first is the index of its folder."""
    return "index" if page == "overview" else page


def page(around: Frame, name: str, shown: Sequence[Shown], script: str, told: Told, dataset: str) -> bytes:
    """A page of charts; the first one also tells the verdict, what to watch and alerts."""
    words, first = getattr(wording, name), name == "overview"
    return around.html(
        "page.html.jinja", address(name), words.TITLE, words.LEAD, overview=overview, ahead=ahead, alert_words=alerts, script=script,
        figures=[_figure(one) for one in shown], cards=summary.cards(around.scope, summary.dimension(name)),
        cards_title=site.CARDS, sentences=summary.sentences(around.scope) if first else [],
        happened=summary.happened(around.scope) if first else [], watch=summary.watch(around.scope) if first else [],
        alerts=summary.alerts(told) if first else None, notes=overview.NOTES if first else (), how=verdict.HOW,
        dataset=Markup(dataset) if first else "",  # nosec B704: our own JSON, its "<" written as \u003c
    )  # fmt: skip


def _figure(one: Shown) -> dict[str, Any]:
    table = spoken.frame(one.figure.table)
    columns, rows = cells(table, MOST)
    return {
        "key": one.figure.key.replace("_", "-"), "title": one.figure.title, "subtitle": one.figure.subtitle, "alt": one.figure.alt,
        "empty": one.figure.empty, "source_line": one.source_line, "licence": one.licence if one.csv else "", "file": one.name,
        "csv": one.csv, "svg": one.svg, "png": one.png, "json": f"api/v1/figures/{one.name}.{language.current()}.json",
        "columns": columns, "rows": [[_cell(cell) for cell in row] for row in rows], "total": len(table),
        "drawings": [
            {"name": drawn.name, "title": drawn.title, "subtitle": drawn.subtitle, "height": drawn.spec.height} for drawn in one.drawings
        ],
    }  # fmt: skip


def _cell(value: Any) -> Markup:
    """A cell of a table of rows: numbers as the language writes them, addresses of the web as links."""
    if value is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        text = "" if value is None else str(value)
        if re.fullmatch(WEB.regex, text):
            return Markup('<td><a href="{0}">{1}</a></td>').format(text, text.split("/")[2])
        return Markup("<td>{}</td>").format(text)
    return Markup('<td class="number">{}</td>').format(written(float(value)))


def written(value: float) -> str:
    """A number as short as is true enough to read: whole ones whole, others with four figures."""
    if value == int(value) and abs(value) < 1e15:
        return wording.number(value) if abs(value) >= 10_000 else wording.written(value, ".0f")
    return wording.number(value) if abs(value) >= 10_000 else wording.written(value, ".4g")


def archive(around: Frame) -> bytes:
    """Every month with its scores, the newest first."""
    scores = results(around.scope.known).scores
    keys = summary.dimension("overview")
    wanted = scores[scores["key"].isin(keys) & scores["level"].isin(["index", "dimension", "pulse"])]
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for row in wanted.to_dict("records"):
        rows.setdefault(str(row["period"]), {})[str(row["key"])] = _score(row)
    none = {"score": "–", "band": ""}
    found = [
        ({"id": period, "name": wording.month(period)}, [own.get(key, none) for key in keys])
        for period, own in sorted(rows.items(), reverse=True)
    ]
    named = summary.names()
    return around.html(
        "archive.html.jinja", "archive", site.ARCHIVE, site.ARCHIVE_LEAD, columns=[named[key] for key in keys], months=found
    )


def _score(row: Mapping[Any, Any]) -> dict[str, str]:
    band = f"{row['p05']:.0f}–{row['p95']:.0f}" if pd.notna(row["p05"]) else ""
    return {"score": wording.written(float(row["score"]), ".1f"), "band": band}


def method(around: Frame) -> bytes:
    """Every indicator as it is declared, by dimension, and the parts of the pulse."""
    groups = [(key, one.name.here, one.argument.here, INDICATORS) for key, one in DIMENSIONS.items()]
    groups.append((PULSE.key, PULSE.name.here, PULSE.argument.here, PULSE_PARTS))
    told = [
        {"key": key, "name": name, "argument": argument, "indicators": [_indicator(one) for one in every.values() if one.dimension == key]}
        for key, name, argument, every in groups
    ]  # fmt: skip
    return around.html("method.html.jinja", "method", site.METHOD, site.METHOD_LEAD, groups=told)


def _indicator(one: Any) -> dict[str, str]:
    zero, hundred = (written(float(value)) for value in one.goalposts)
    return {
        "key": one.key, "name": one.name.here, "argument": one.argument.here, "goalposts_argument": one.goalposts_argument.here,
        "goalposts": site.goalposts(zero, hundred, one.unit.here), "weight": wording.written(one.weight, "g"),
        "sources": ", ".join(SOURCES[key].title.here for key in one.sources),
    }  # fmt: skip


def data(around: Frame, found: Sequence[tables.Table], examples: Mapping[str, Mapping[str, str]], dataset: str) -> bytes:
    """Where everything can be had: the interface, feeds, other forms, tables, sources and their licences."""
    listed = [
        {
            "name": one.name, "title": _title(one), "rows": wording.number(one.count), "path": f"{tables.FOLDER}/{one.name}",
            "licence": frame.LICENCES.get(one.resource["licenses"][0]["name"], one.resource["licenses"][0]["title"]),
        }
        for one in found
    ]  # fmt: skip
    return around.html(
        "data.html.jinja", "data", site.DATA, site.DATA_LEAD, tables=listed, examples=examples, dataset=Markup(dataset),  # nosec B704
        sources=list(_sources(around.scope)),
    )  # fmt: skip


def _title(one: tables.Table) -> str:
    """A publisher's table by its source's title, in the language chosen; the project's own by their declaration."""
    source = SOURCES.get(str(one.resource.get("source")))
    if source is None:
        return str(one.resource["title"])
    version = str(one.resource.get("vintage", ""))
    return f"{source.title.here}, {version}" if version and not source.kind.edited else source.title.here


def _sources(scope: Scope) -> list[dict[str, str]]:
    known = snapshots(scope.known)
    found = []
    for key, one in SOURCES.items():
        newest = known.newest(key)
        if newest is not None and not closed.closed(key):
            vintage = site.CURATED if newest.edited else f"{newest.version}, {site.PUBLISHED} {wording.day(newest.published)}"
            own = f"../{tables.FOLDER}/{package.resource_name(f'{one.kind.folder}/{key}.csv')}.csv"  # a ledger's address is its table
            found.append({
                "title": one.title.here, "url": own if newest.edited else one.url, "publisher": one.publisher.here, "vintage": vintage,
                "licence": frame.LICENCES.get(one.licence.name, one.licence.title), "licence_url": one.licence.url,
            })  # fmt: skip
    return found


def choose(files_assets: assets.Assets) -> bytes:
    """The root of the site: on to the reader's language, or a choice where there is no script."""
    told = []
    for key, name in language.LANGUAGES.items():
        with language.told_in(key):
            told.append({"key": key, "name": name, "site": wording.SITE, "title": overview.TITLE, "lead": overview.LEAD})
    return (
        _made.get_template("choose.html.jinja")
        .render(languages=told, keys=list(language.LANGUAGES), assets=files_assets)
        .encode()
    )


def script_json(value: object) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c")
