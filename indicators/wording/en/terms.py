"""Values, names and columns that tables and charts show, as a page tells them."""

from __future__ import annotations

from indicators.wording import vocabulary

TERMS = {english: english for english, _ in vocabulary.rows()}


def term(text: str) -> str:
    """The text itself: tables speak English."""
    return text
