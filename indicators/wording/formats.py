"""Numbers, months and days as a language writes them: Babel's, by the Unicode Common Locale Data Repository."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALES = {"en": "en_GB", "fr": "fr_FR"}


def decimal(value: float, decimals: int, language: str, apart: bool = True, sign: bool = False) -> str:
    """``value`` at so many decimals, with the separators of ``language``: thousands ``apart`` or not, a plus before what is above 0.

    Rounded as Python does, from the exact value of the float. What is not finite is told as Python tells it.
    """
    text = f"{value:{'+' if sign else ''}.{decimals}f}"
    if not math.isfinite(value):
        return text
    pattern = ("#,##0" if apart else "0") + ("." + "0" * decimals if decimals else "")
    return format_decimal(Decimal(text), format=f"+{pattern};-{pattern}" if sign else pattern, locale=LOCALES[language])


@lru_cache(4096)
def month(period: str, language: str) -> str:
    """Month and year of ``YYYY-MM``, or of the first seven characters of an ISO date."""
    return format_date(date(int(period[:4]), int(period[5:7]), 1), "MMMM y", locale=LOCALES[language])


@lru_cache(4096)
def day(iso: str, language: str) -> str:
    """Day, month and year of an ISO date, the day as a plain number."""
    return format_date(date.fromisoformat(iso[:10]), "d MMMM y", locale=LOCALES[language])
