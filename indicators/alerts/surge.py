"""The surge watch: the stated probability that deaths double within six months is high; then six months' silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from indicators import months
from indicators.alerts.deaths import release
from indicators.alerts.rule import Alert, Known, Rule
from indicators.outlook import issue, statements
from indicators.outlook.panel import Panel

LEAST = 0.35  # probability
SILENCE = 6  # months
STATEMENT = "surge"


def probabilities(whole: Panel, country: str) -> pd.DataFrame:
    """``origin`` (month number) and ``probability`` of every origin since the record starts, each from its past alone.

    Origins whose months are still open are stated as they were on their day (``statements.said``).
    """
    past = statements.cases(whole)
    own = past[(past["country"] == country) & (past["statement"] == STATEMENT)]
    closed = pd.DataFrame({"origin": months.ordinals(own["origin"]), "probability": own["probability"]})
    first = whole.last - SILENCE + 1 if closed.empty else max(int(closed["origin"].max()) + 1, whole.last - SILENCE + 1)
    rows = [(month, chance) for month in range(first, whole.last + 1) if (chance := stated(whole, month, country)) is not None]
    return pd.concat([closed, pd.DataFrame(rows, columns=["origin", "probability"])], ignore_index=True)


def stated(whole: Panel, month: int, country: str) -> float | None:
    """The probability stated at an origin; None for a country with too few deaths."""
    said = statements.said(whole.until(month))
    found = said[(said["country"] == country) & (said["statement"] == STATEMENT)]
    return None if found.empty else float(found["probability"].iloc[0])


def flags(origins: Iterable[int], chances: Iterable[float]) -> list[int]:
    """The origins (month numbers, ascending) at which the watch is given: LEAST or more, and none in the SILENCE months before."""
    found: list[int] = []
    for month, chance in zip(origins, chances, strict=True):
        if chance >= LEAST and (not found or month - found[-1] > SILENCE):
            found.append(month)
    return found


def _lately(whole: Panel, country: str) -> bool:
    """Whether an origin whose watch could still be in force, or ended within two months, reaches LEAST."""
    recent = range(max(whole.first, whole.last - SILENCE - 1), whole.last + 1)
    return any((stated(whole, month, country) or 0.0) >= LEAST for month in recent)


def _find(known: Known) -> Iterator[Alert]:
    whole = known.panel
    if whole is None or not issue.possible(whole) or known.country not in whole.countries:
        return
    if not known.history and not _lately(whole, known.country):
        return
    table = probabilities(whole, known.country)
    chances = dict(zip(table["origin"], table["probability"], strict=True))
    for month in flags(chances, chances.values()):
        since, basis = release(known.snapshots, month, known.country)
        until = release(known.snapshots, month + SILENCE, known.country)[0]
        values = {"probability": chances[month], "period": months.period(month), "months": SILENCE}
        evidence = tuple(f"{source} {version}" for source, version, _ in whole.inputs)
        yield Alert("surge_watch", known.country, months.period(month), since, until, basis, values, evidence)


RULES = (Rule("surge_watch", "probability", {"probability": LEAST, "silence": SILENCE}, _find, own=False),)
