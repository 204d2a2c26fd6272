"""Why the score of one indicator differs between two sides: its change split into parts, each with a cause and evidence. Pure.

The path is fixed: first what is known changes while the month stands still (revision), then the month moves while nothing
happens (time passing), then publishers' figures arrive (new data), then what happened (events). Each part is the difference
between two neighbouring steps, so that the parts add up to the whole change. Of effects that multiply each other a later step
takes the joint one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators import memo, months
from indicators.model import FIRST_PERIOD, Indicator, Snapshots, Window
from indicators.scoring import ledgers, score
from indicators.scoring.sides import Seen, Side, counterfactual, look

EVENTS, NEW, REVISION, TIME, EXPIRY, METHOD, CARRYING = CAUSES = (
    "events", "new data", "revision", "time passing", "expiry", "method", "carrying",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Points of an indicator's score (0-100) that one cause gave.

    ``evidence`` is what stands behind it, ``rows`` are the curated rows among that (``table:id``), ``age`` the months
    since the figure of a carried value.
    """

    cause: str
    points: float
    evidence: str
    rows: tuple[str, ...] = ()
    age: int | None = None


@dataclass(frozen=True)
class Moved:
    """An indicator on both sides, and the parts of its change; no parts where it has a value on one side only."""

    before: Seen | None
    after: Seen | None
    parts: tuple[Part, ...] = ()


def of(indicator: Indicator, before: Side, after: Side) -> Moved:
    """The indicator on both sides, whose method is the same, and the parts of the change of its score."""
    told = look(before, indicator, (before.month,)).get(before.month)
    dated = {before.month, after.month} | ({told.origin} if told else set())
    again = look(after, indicator, dated if before.snapshots is not after.snapshots else (before.month, after.month))
    now = again.get(after.month)
    if told is None or now is None:
        return Moved(told, now)
    split = _ledger if ledgers.ledgers(indicator) else _figure
    return Moved(told, now, tuple(split(indicator, before, after, again, told, now)))


def _figure(indicator: Indicator, before: Side, after: Side, again: dict[int, Seen], told: Seen, now: Seen) -> Iterable[Part]:
    """Parts of an indicator that rests on publishers' figures: revised, new, or the same and older."""
    revised = _revised(again, told, now) if before.snapshots is not after.snapshots else told
    if _vintages(revised) != _vintages(told) or revised.score != told.score:
        yield Part(REVISION, revised.score - told.score, f"{told.figure}; now {revised.figure}")
    if now.origin > told.origin:
        entered = _window(indicator.window, after, told.origin, now.origin)
        yield Part(NEW, now.score - revised.score, f"{now.figure}{entered}")
    elif now.score != revised.score:
        yield Part(TIME, now.score - revised.score, now.figure)
    elif revised is told or (_vintages(revised) == _vintages(told) and revised.score == told.score):
        age = after.month - now.origin
        yield Part(CARRYING, 0.0, f"{now.figure}: no new figure, {age} months old", age=age)


def _revised(again: dict[int, Seen], told: Seen, now: Seen) -> Seen:
    """The figure of the same month as it is known later; itself where that no longer tells it."""
    if now.origin <= told.origin:
        return now
    same = again.get(told.origin)
    return same if same is not None and same.origin == told.origin else told


def _vintages(seen: Seen) -> tuple[str, str]:
    return str(seen.row["source"]), str(seen.row["vintage"])


def _ledger(indicator: Indicator, before: Side, after: Side, again: dict[int, Seen], told: Seen, now: Seen) -> Iterable[Part]:
    """Parts of an indicator that rests on a ledger of dated rows, and perhaps on a publisher's figures beside it."""
    start, learnt = told, []
    if before.snapshots is not after.snapshots:
        start = again.get(before.month, told)
        learnt = _learnt(indicator, before, after, told, start)
    yield from learnt
    happened = ledgers.between(after.snapshots, indicator, after.country, before.month, after.month)
    fresh = ledgers.news(after.snapshots, ledgers.publishers(indicator), before.month, after.month)
    waited, arrived = _steps(indicator, before, after, start, now, happened, fresh)
    if fresh:
        versions = " ".join(f"{key} {one.version}" for key in fresh if (one := after.snapshots.newest(key)) is not None)
        yield Part(NEW, arrived - waited, f"{versions}, to {after.period}")
    if happened:
        yield Part(EVENTS, now.score - arrived, " ".join(happened), happened)
    if waited != start.score or not (fresh or happened or learnt):
        last = ledgers.newest(after.snapshots, indicator, after.country, before.month)
        yield Part(TIME, waited - start.score, f"ledger up to {last}" if last else "no row yet", (last,) if last else ())


def _learnt(indicator: Indicator, before: Side, after: Side, told: Seen, start: Seen) -> list[Part]:
    """What became known of the first side's month between the two days, one part or none."""
    found = ledgers.learnt(before.snapshots, after.snapshots, indicator, after.country, before.month)
    if not found and start.score == told.score:
        return []
    text = f"became known: {' '.join(found)}" if found else f"{told.figure}; now {start.figure}"
    return [Part(REVISION, start.score - told.score, text, found)]


def _steps(
    indicator: Indicator, before: Side, after: Side, start: Seen, now: Seen, happened: tuple[str, ...], fresh: list[str]
) -> tuple[float, float]:
    """The score in the later month with nothing dated after the earlier one, and with publishers' figures alone."""
    closed = ledgers.ledgers(indicator) if happened else ()
    arrived = now.score
    if happened:
        had = counterfactual(after, indicator, closed, before.month)
        arrived = start.score if had is None else had
    if not fresh:
        return arrived, arrived
    had = counterfactual(after, indicator, (*closed, *fresh), before.month)
    return (start.score if had is None else had), arrived


def _window(window: Window | None, side: Side, first: int, last: int) -> str:
    """Which months entered a rolling window that ended in month ``first`` and now ends in ``last``, and which left it."""
    if window is None:
        return ""
    spans = {
        "entered": (max(first, last - window.months) + 1, last),
        "left the window": (first - window.months + 1, min(last - window.months, first)),
    }
    series = _series(
        window, side.snapshots, side.country, max(last, months.ordinal(score.last_period(side.snapshots) or "0000-01"))
    )
    return "".join(f"; {name}: {_months(series, _begins(window), *span)}" for name, span in spans.items())


Numbers = npt.NDArray[np.float64]


@memo.last(64)
def _series(window: Window, snapshots: Snapshots, country: str, last: int) -> Numbers | None:
    """What a window adds up, from the first month that any window from FIRST_PERIOD on reaches (``_begins``)."""
    return (
        None if window.monthly is None else window.monthly(snapshots, country, _begins(window), last).to_numpy(dtype="float64")
    )


def _begins(window: Window) -> int:
    return months.ordinal(FIRST_PERIOD) - window.months


def _months(series: Numbers | None, begins: int, first: int, last: int) -> str:
    """The months from ``first`` to ``last``, with the sum of ``series`` (from month ``begins`` on) over them and their largest month."""
    text = months.period(first) + (f" to {months.period(last)}" if last > first else "")
    inside = np.array([]) if series is None else series[max(first - begins, 0) : last - begins + 1]
    known = inside[np.isfinite(inside)]
    if not len(known):
        return text
    most = ""
    if last > first and known.max() > 0:
        most = f", most in {months.period(max(first, begins) + int(np.nanargmax(inside)))}: {known.max():.0f}"
    return f"{text} ({known.sum():.0f}{most})"
