"""The days promised in the ledger of promises, as a calendar (iCalendar, RFC 5545): whole days, each with its source."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from indicators import wording
from indicators.language import current
from indicators.pages.known import Scope, frame_of
from indicators.subject import SUBJECT
from indicators.wording import site

SOURCE = "promises"


def ics(scope: Scope) -> bytes:
    """Every promised day known, past ones too, by day. A row without a day is left out."""
    rows = frame_of(scope.known, SOURCE)
    dated = rows[(rows["due"] != "") & (rows["country"] == SUBJECT.code)].sort_values(["due", "id"])
    calendar = Calendar()
    calendar.add("prodid", f"-//{SUBJECT.title.en}//{current().upper()}")
    calendar.add("version", "2.0")
    calendar.add("name", f"{wording.SITE}: {site.CALENDAR}")
    calendar.add("x-wr-calname", f"{wording.SITE}: {site.CALENDAR}")
    for row in dated.to_dict("records"):
        calendar.add_component(_event(row))
    return bytes(calendar.to_ical())


def _event(row: dict[Any, Any]) -> Event:
    """A promised day; its stamp is the day the promise could be known, so that the same rows give the same bytes."""
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{SUBJECT.title.en}: {SOURCE}/{row['id']}")))
    event.add("dtstamp", datetime.combine(date.fromisoformat(row["public_from"]), datetime.min.time(), UTC))
    event.add("dtstart", date.fromisoformat(row["due"]))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [site.PROMISE_CATEGORY])
    event.add("summary", site.promise(wording.terms.term(str(row["what"]))))
    told = (str(row[name]) for name in ("summary", "made", "source_publisher", "source_date", "source_grade"))
    event.add("description", site.promise_note(*told))
    if row["source_url"]:
        event.add("url", row["source_url"])
    return event
