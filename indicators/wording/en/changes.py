"""What the chart of a change by cause says."""

from __future__ import annotations

from indicators.wording.en import signed

HEADS = {
    "events": "Events (dated rows of the ledgers)",
    "new data": "New data",
    "revision": "Revised figures",
    "time passing": "Time passing",
    "expiry": "Enters or leaves the mean",
    "method": "Method",
    "carrying": "No new figure",
}
SHORT = {
    "events": "events", "new data": "new data", "revision": "revised figures", "time passing": "time passing", "expiry": "a changed mean",
    "method": "method", "carrying": "carried figures",
}  # fmt: skip
AGE = "{} months old"


def subtitle(start: str, end: str, change: float) -> str:
    """Unit, months and sum of the chart of the index."""
    return (
        f"Points of the index, {start} to {end}; bars add up to {signed(change)}. Hatched: no new figure; as wide as such a figure has "
        "moved in as many months, 9 times in 10."
    )


def still(names: list[str]) -> str:
    """Names of what did not move; empty where everything did."""
    return f"Did not move, with no new row: {', '.join(names)}." if names else ""
