"""``alerts``: those in force as known on a day, each with when it ends and its record; a feed, a digest, a mail, the record."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators import choices, countries
from indicators.cli.ending import UsageError, note, option
from indicators.cli.scores import emit

if TYPE_CHECKING:
    from indicators.alerts.rule import Alert
    from indicators.tables.alerts import Told

FORMATS = ("text", "csv", "json")
DIGESTS = ("text", "html")
FIELDS = (
    "rule",
    "name",
    "country",
    "about",
    "since",
    "until",
    "basis",
    "said",
    "when",
    "ends",
    "right",
    "record",
    "evidence",
    "link",
)


def run(
    as_of: str | None, country: str, history: bool, style: str, feed: Path | None, digest: str | None, mail: bool,
    record: bool, store: bool, unseen: bool = False,
) -> int:  # fmt: skip
    """Print, write or send; exit code 0. Raises UsageError for options that do not go together, MailError for an unsent mail."""
    _asked(style, feed, digest, mail, record, store)
    with option("--as-of"):
        choices.past(as_of or "1990-01-01")
    with option("--country"):
        code = countries.find(country)
    if record:
        return _record(store, style)
    if unseen:
        return _unseen(as_of, style)
    from indicators.tables import alerts as table

    told = table.told(as_of, code, history or feed is not None)
    if told.withheld:
        from indicators import wording

        note(wording.alerts.NO_RECORD)
    if feed is not None:
        return _feed(told, feed)
    if digest is not None or mail:
        return _digest(told, digest or "text", mail)
    _print(told, told.given if history else told.force, style)
    return 0


def _asked(style: str, feed: Path | None, digest: str | None, mail: bool, record: bool, store: bool) -> None:
    if style not in FORMATS:
        raise UsageError(f"--format: {choices.unknown('format', style, FORMATS)}")
    if digest is not None and digest not in DIGESTS:
        raise UsageError(f"--digest: {choices.unknown('digest', digest, DIGESTS)}")
    told = [name for name, on in (("--feed", feed), ("--digest", digest), ("--record", record)) if on]
    if len(told) > 1:
        raise UsageError(f"{told[0]} and {told[1]} are two outputs. Ask for one at a time.")
    if mail and (feed or record):
        raise UsageError("--mail sends the digest. It does not go with --feed or --record.")
    if store and not record:
        raise UsageError("--store keeps the result of --record. Add --record.")


def _print(told: Told, alerts: Iterable[Alert], style: str) -> None:
    if style == "text":
        emit("\n".join(_text(told, list(alerts))).encode() + b"\n", None)
        return
    rows = [described(one, told) for one in alerts]
    if style == "json":
        emit((json.dumps(rows, ensure_ascii=False, indent=1, default=_plain) + "\n").encode(), None)
        return
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, FIELDS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "record": " ".join(row["record"]), "evidence": " ".join(row["evidence"])})
    emit(table.getvalue().encode(), None)


def _plain(value: Any) -> Any:
    return value.item()  # a number of NumPy's


def described(one: Alert, told: Told) -> dict[str, Any]:
    """An alert as a row: FIELDS, its values, and the rows of its rule's record (``record_rows``)."""
    from indicators import wording

    words, rows = wording.alerts, told.record[one.rule]
    return {
        "rule": one.rule, "name": words.NAMES[one.rule], "country": one.country, "about": one.about, "since": one.since,
        "until": one.until, "basis": one.basis, "said": words.said(one.rule, one.values),
        "when": words.WHEN[one.rule], "ends": words.ENDS[one.rule],
        "right": words.RIGHT.get(one.rule, words.FACT), "record": [words.record(row) for row in rows],
        "evidence": list(one.evidence), "link": one.link, "values": dict(one.values), "record_rows": rows,
    }  # fmt: skip


def _text(told: Told, alerts: list[Alert]) -> Iterator[str]:
    from indicators import wording
    from indicators.tables.alerts import by_rule

    words = wording.alerts
    yield words.heading(countries.shown(told.country), told.day, len(told.force))
    for rule, own in by_rule(alerts).items():
        yield ""
        yield words.NAMES[rule]
        for one in own:
            yield f"  {words.line(words.since(one.since, one.until), words.said(rule, one.values))}"
        yield f"  {words.ENDS[rule]} {words.RIGHT.get(rule, '')}".rstrip()
        yield from (f"  {words.record(row)}" for row in told.record[rule])
    if not alerts:
        yield words.NONE
    if told.lately[1]:
        yield from ("", words.unseen(list(told.unseen), *told.lately))
    if alerts and told.made:
        yield words.made(told.made)


def _feed(told: Told, path: Path) -> int:
    from indicators import wording
    from indicators.pages import feed

    emit(feed.atom(told), path)
    print(wording.commands.wrote(str(path), len(told.fed())))
    return 0


def _digest(told: Told, style: str, mail: bool) -> int:
    from indicators import wording
    from indicators.cli import digest

    if not mail:
        emit((digest.html(told) if style == "html" else digest.text(told)).encode(), None)
        return 0
    from indicators.network import mail as post

    settings = post.configured()
    title = wording.alerts.subject(countries.shown(told.country), told.day, len(told.force))
    post.send(settings, title, digest.text(told), digest.html(told))
    print(wording.commands.sent(", ".join(settings.to)))
    return 0


def _unseen(as_of: str | None, style: str) -> int:
    from indicators.cli.outlook import printed
    from indicators.store import commit, read
    from indicators.tables import unseen

    commit.data_folder()
    printed(unseen.table(read.load(as_of=as_of)).round(3), "json" if style == "json" else "csv")
    return 0


def _record(store: bool, style: str) -> int:
    from indicators import wording
    from indicators.cli.outlook import printed
    from indicators.store import alerting, commit, csv_text, refresh

    root, day = commit.data_folder(), alerting.today()
    print(wording.commands.LOOKING_BACK, file=sys.stderr)
    found = alerting.files(root, alerting.published_moves(root, day), day)
    if store:
        refresh.rebuild(more=lambda *_: found)
        for path in found:
            print(wording.commands.stored(path), file=sys.stderr)
    table = csv_text.from_csv_text(found[alerting.RECORD.path], alerting.RECORD.fields, alerting.RECORD.path)
    printed(table, "json" if style == "json" else "csv")
    return 0
