"""The whole site: what is written, in which order, where it stands. A function of the data folder, the day and the address."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

from indicators import folders, language, wording
from indicators.model import ContractError
from indicators.pages import feed, still
from indicators.pages.known import Known, Scope, newest_day, stamp
from indicators.publishing import (
    agenda,
    assets,
    exchange,
    interface,
    leaves,
    metadata,
    schemas,
    shown,
    summary,
    tables,
    updates,
)
from indicators.publishing.files import Files, site
from indicators.tables.alerts import Told, told
from indicators.wording import site as words

EXAMPLES = {"python": "python.py", "r": "r.R", "excel": "excel.pq"}
SCORES = "scores-scores"
FOREVER, BRIEFLY = "public, max-age=31536000, immutable", "public, max-age=300"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Site:
    """What is published: where it stands (with a slash at the end, or empty), which pages, as known when."""

    scope: Scope
    base: str
    pages: tuple[str, ...]
    alerts: Told
    tables: Sequence[tables.Table]


def today() -> str:
    """The day (ISO, UTC): today's, or that of SOURCE_DATE_EPOCH, so that a site can be made again to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return date.today().isoformat() if epoch is None else datetime.fromtimestamp(int(epoch), UTC).date().isoformat()


def publish(target: Path, base: str = "", pages: Sequence[str] | None = None, say: Say = lambda _: None) -> Files:
    """Publish into ``target``, which is replaced whole or left as it was; ``pages`` (None: every one that has charts).

    ``base`` is the address the site will have, empty or with a slash at the end; with it the site has a map and whole addresses in
    its feeds. Raises Refused for a target that cannot be used, ContractError where the data are not what the index says, change
    meanwhile, or know nothing yet, or where SOURCE_DATE_EPOCH lies before their newest day.
    """
    before, day = stamp(), today()
    if day < newest_day(Known(before)):
        raise ContractError(
            f"the day {day} lies before the newest data ({newest_day(Known(before))}). Unset SOURCE_DATE_EPOCH."
        )
    scope = still.scope(day)
    if scope is None:
        raise ContractError(f"{folders.folder()}: no scores are stored yet. Run python -m indicators rebuild.")
    own = Site(scope, base, tuple(pages or still.pages()), told(day, history=True), tables.stored(folders.folder()))
    with site(target) as files:
        _written(own, files, say)
        if stamp() != before:
            raise ContractError("the data changed while they were published. Run publish again.")
    return files


def _written(own: Site, files: Files, say: Say) -> None:
    say(words.TABLES)
    tables.write(list(own.tables), files)
    for path, data in tables.outlines(folders.folder()).items():
        files.put(f"{interface.FOLDER}/other/{path}", data)
    drawn = assets.write(files)
    assets.licences(files)
    files.put("index.html", leaves.choose(drawn))
    around = leaves.Frame(own.scope, drawn, own.base, own.pages)
    names: list[str] = []
    for key in language.LANGUAGES:
        with language.told_in(key):
            names = _pages(own, around, files, say)
    _interface(own, files, names)
    _beside(own, files)


def _pages(own: Site, around: leaves.Frame, files: Files, say: Say) -> list[str]:
    """Every page in the language chosen, its feeds and calendar; the names of all charts."""
    tongue = language.current()
    dataset = leaves.script_json(metadata.dataset(own.scope, own.tables, "../"))
    names = []
    for page in own.pages:
        say(f"{tongue}: {wording.PAGES[page]}")
        found = shown.of(page, own.scope, f"{own.base}{tongue}/{leaves.address(page)}.html" if own.base else "", files)
        script = files.hashed(f"files/{tongue}/{page}.js", shown.script(found))
        for one in found:
            files.put(f"{interface.FOLDER}/figures/{one.name}.{tongue}.json", interface.rendered(interface.figure(one)))
            names.append(one.name)
        html = leaves.page(around, page, found, script, own.alerts, dataset)
        files.put(f"{tongue}/{leaves.address(page)}.html", html)
    files.put(f"{tongue}/archive.html", leaves.archive(around))
    files.put(f"{tongue}/method.html", leaves.method(around))
    files.put(f"{tongue}/data.html", leaves.data(around, own.tables, examples(own.base, files), dataset))
    _feeds(own, files, tongue)
    return names


def examples(base: str, files: Files) -> dict[str, dict[str, str]]:
    """The examples with the site's address in them, and where they stand; without one, that of a server on this machine."""
    found = {}
    for key, name in EXAMPLES.items():
        text = (
            (Path(__file__).parent / "examples" / f"{key}.txt")
            .read_text(encoding="utf-8")
            .replace("SITE", base or "http://localhost:8000/")
        )
        path = f"{interface.FOLDER}/examples/{name}"
        found[key] = {"text": text, "path": path if path in files.sums else files.put(path, text.encode())}
    return found


def _feeds(own: Site, files: Files, tongue: str) -> None:
    paths = {name: f"feeds/{name}.{tongue}.xml" for name in ("alerts", "changes")}
    links = {name: f"{own.base}{path}" if own.base else "" for name, path in paths.items()}
    files.put(paths["alerts"], feed.atom(own.alerts, links["alerts"]))
    title = f"{wording.SITE}: {words.FEED_OF_CHANGES}"
    files.put(
        paths["changes"],
        feed.written("changes", title, str(own.scope.known.as_of), updates.entries(own.tables), links["changes"]),
    )
    files.put(f"calendar/promises.{tongue}.ics", agenda.ics(own.scope))


def _interface(own: Site, files: Files, names: Sequence[str]) -> None:
    sentences = {}
    for key in language.LANGUAGES:
        with language.told_in(key):
            sentences[key] = [text for _, text in summary.sentences(own.scope)]
    scores = next(one for one in own.tables if one.name == SCORES)
    answers = {
        "months": interface.months(own.scope), "latest": interface.latest(own.scope, sentences), "alerts": interface.alerts(own.alerts),
        "schema": schemas.schema(own.tables), "openapi": schemas.openapi(own.tables, names),
    }  # fmt: skip
    for name, answer in answers.items():
        files.put(f"{interface.FOLDER}/{name}.json", interface.rendered(answer))
    for name, data in (("sdmx", exchange.sdmx(scores)), ("hxl", exchange.hxl(scores))):
        files.put(f"{interface.FOLDER}/scores.{name}.csv", data)
    files.put(f"{interface.FOLDER}/index.json", interface.rendered(interface.index(own.scope, own.tables, files)))


def _beside(own: Site, files: Files) -> None:
    """Metadata, the map of the site, and what servers of files read: no Jekyll, how long names may be kept."""
    root = own.base or "../"
    for name, told_ in (
        ("schema", metadata.dataset(own.scope, own.tables, root)),
        ("croissant", metadata.croissant(own.scope, own.tables, files.sums, root)),
        ("dcat", metadata.dcat(own.scope, own.tables, files.sums, root)),
    ):
        files.put(f"metadata/{name}.jsonld", interface.rendered(told_))
    files.put(".nojekyll", b"")
    kept = "".join(f"/{folder}/*\n  Cache-Control: {FOREVER}\n" for folder in ("assets", "files"))
    files.put("_headers", f"{kept}/api/*\n  Access-Control-Allow-Origin: *\n  Cache-Control: {BRIEFLY}\n".encode())
    if own.base:
        files.put("sitemap.xml", _map(own.base, str(own.scope.known.as_of), files))
        files.put("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {own.base}sitemap.xml\n".encode())


def _map(base: str, day: str, files: Files) -> bytes:
    """The map of the site (sitemaps.org): every page, and the same page in each language beside it."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">')
    for path in sorted(path for path in files.sums if path.endswith(".html") and "/" in path):
        page = path.partition("/")[2]
        beside = "".join(
            f'<xhtml:link rel="alternate" hreflang="{key}" href="{escape(base)}{key}/{page}"/>' for key in language.LANGUAGES
        )
        lines.append(f"<url><loc>{escape(base)}{path}</loc><lastmod>{day}</lastmod>{beside}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()
