"""The tour for a first visitor."""

from __future__ import annotations

TOUR = "Tour"
NO_TOUR = "no tour"
OFFER = "New here?"
DECLINE = "No, thank you"
END = "End the tour"
BACK = "Back"
QUESTIONS = {"worse": "Is it getting worse?", "who": "Who is behind it, and who is present?", "next": "What may come next?"}
SAID = {
    "worse": {
        "conflict": (
            "Deaths month by month; the map shows civilians killed. The newest months are first releases and are revised later."
        ),
        "compare": "The countries are ordered by conflict. Is it this country alone, or the region?",
        "whatif": "The mean of the dimensions is set to geometric. Does the answer hold when it is weighed otherwise?",
    },
    "who": {
        "actors": "In how many deaths each armed actor took part, whom it killed and whom it lost, by year.",
        "military": "The lines are set to shares: whose soldiers are there, who left, and what is disputed about either.",
        "partners": "What was signed, delivered or only talked about, and with whom.",
    },
    "next": {
        "outlook": "What the forecasts of deaths say, how often they were right, and where they failed.",
        "alerts": "What is in force now, by which rule, and how often that rule was right.",
        "whatif": "A new coup is assumed. This is arithmetic and no forecast: what would move, and by how much.",
    },
}


def place(number: int, of: int) -> str:
    """Which stop of how many."""
    return f"{number} of {of}."


def on(page: str) -> str:
    """The link to the next stop."""
    return f"Next: {page}"
