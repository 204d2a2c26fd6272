"""About this instrument's own figures: a revision that moved the index, a source that is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from indicators import months
from indicators.alerts.rule import FEED_DAYS, Alert, Known, Rule, later
from indicators.model import Source, Vintage
from indicators.registry import INDICATORS, PULSE_PARTS, SOURCES

MOVED = 2.0  # points of the index
GRACE = 1  # months after the declared lag
YEAR = 12


def _revised(known: Known) -> Iterator[Alert]:
    for move in known.moves:
        if abs(move.points) >= MOVED and move.day <= known.day:
            values = {"points": move.points, "period": move.period, "sources": ", ".join(move.sources)}
            yield Alert(
                "index_revised",
                known.country,
                f"{move.day}:{move.period}",
                move.day,
                later(move.day, FEED_DAYS),
                "published",
                values,
                move.sources,
            )


def scored() -> dict[str, Source]:
    """The publishers' sources behind indicators and pulse."""
    used = {key for one in (*INDICATORS.values(), *PULSE_PARTS.values()) for key in one.sources}
    return {key: one for key, one in SOURCES.items() if key in used and not one.kind.edited and one.dated}


def due(source: Source, end: str) -> str:
    """The first day on which a source's next period is overdue: its end, the declared lag, and GRACE months."""
    step = YEAR if source.dated == "year" else 1
    return later(months.last_day(months.ordinal(end) + step + source.lag_months + GRACE), 1)


def _overdue(known: Known) -> Iterator[Alert]:
    for key, source in scored().items():
        vintages = sorted(known.snapshots.all(key), key=lambda one: one.published)
        for number, one in enumerate(vintages):
            end = max(earlier.end for earlier in vintages[: number + 1])
            newer = [other.published for other in vintages[number + 1 :] if other.end > end]
            since = due(source, end)
            if _first(vintages, number, end) and since <= known.day and (not newer or since < newer[0]):
                values = {
                    "source": key,
                    "title": source.title.en,
                    "last": end,
                    "published": one.published,
                    "lag": source.lag_months,
                }
                yield Alert(
                    "source_overdue",
                    known.country,
                    f"{key}:{end}",
                    since,
                    newer[0] if newer else "",
                    "published",
                    values,
                    (f"{key} {one.version}",),
                    source.url,
                )


def _first(vintages: list[Vintage], number: int, end: str) -> bool:
    """Whether this vintage is the first that reaches ``end``."""
    return vintages[number].end == end and all(one.end < end for one in vintages[:number])


RULES = (
    Rule("index_revised", "upkeep", {"points": MOVED, "days": FEED_DAYS}, _revised),
    Rule("source_overdue", "upkeep", {"grace": GRACE}, _overdue),
)
