"""Numbers, months and days as a language writes them, by Babel: marks and names of the Unicode Common Locale Data Repository."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

LOCALES = {"en": Locale("en", "GB"), "fr": Locale("fr", "FR")}


@cache
def _marks(language: str) -> dict[int, str]:
    """What the comma between thousands and the decimal point become. Both languages group by three."""
    locale = LOCALES[language]
    return str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale)})


def decimal(value: float, decimals: int, language: str, apart: bool = True, sign: bool = False) -> str:
    """``value`` at so many decimals, with the marks of ``language``: thousands ``apart`` or not, a plus before what is above 0.

    Python rounds it, from the exact value of the float.
    """
    return f"{value:{'+' if sign else ''}{',' if apart else ''}.{decimals}f}".translate(_marks(language))


@cache
def vega(language: str) -> dict[str, Any]:
    """How Vega writes numbers and months in ``language``: d3's definitions of a locale, from Babel's."""
    found = LOCALES[language]
    signs, months, days = found.number_symbols["latn"], found.months["format"], found.days["format"]
    week = (6, *range(6))  # d3's begins on Sunday, Babel's on Monday
    return {
        "number": {
            "decimal": signs["decimal"], "thousands": signs["group"], "grouping": [3], "currency": ["", ""],
            "percent": found.percent_formats[None].pattern.split("0")[-1].replace("%", signs["percentSign"]),
        },
        "time": {
            "dateTime": "%-d %B %Y, %X", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["AM", "PM"],
            "days": [days["wide"][one] for one in week], "shortDays": [days["abbreviated"][one] for one in week],
            "months": [months["wide"][one] for one in range(1, 13)], "shortMonths": [months["abbreviated"][one] for one in range(1, 13)],
        },
    }  # fmt: skip


@lru_cache(4096)
def month(period: str, language: str) -> str:
    """Month and year of ``YYYY-MM``, or of the first seven characters of an ISO date."""
    return format_date(date(int(period[:4]), int(period[5:7]), 1), "MMMM y", locale=LOCALES[language])


@lru_cache(4096)
def day(iso: str, language: str) -> str:
    """Day, month and year of an ISO date, the day as a plain number."""
    return format_date(date.fromisoformat(iso[:10]), "d MMMM y", locale=LOCALES[language])
