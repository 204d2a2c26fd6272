"""Texts of the table of a dimension's indicators."""

from __future__ import annotations

from indicators.wording.en import month

LABELS = {
    "name": "indicator", "value": "value", "low": "low", "high": "high", "unit": "unit", "score": "score", "score_low": "score, low",
    "score_high": "score, high", "weight": "share of the dimension", "points": "points of the dimension",
    "index_points": "points of the index", "status": "status", "age_months": "age in months", "sources": "sources", "vintages": "vintages",
}  # fmt: skip
GLANCE = ("name", "value", "unit", "score", "points", "age_months", "status")
NOTHING = "No indicator of this dimension has a value in this month."
LOW = "Too little of the dimension's weight has a value in this month: the indicators stand alone, without a score of the dimension."


def title(period: str) -> str:
    """Heading of the table."""
    return f"The indicators in {month(period)}"


def summary(score: float, low: float, high: float, period: str) -> str:
    """The dimension in a sentence."""
    text = f"Together they score {score:.1f} of 100 in {month(period)}"
    if f"{low:.1f}" == f"{high:.1f}":
        return f"{text}; the sources' low and high figures make no difference."
    return f"{text}, using the sources' low and high figures, {low:.0f} to {high:.0f}."
