"""Numbers and months inside French sentences."""

from __future__ import annotations

from indicators.french import at, elided, of, the
from indicators.subject import SUBJECT
from indicators.wording import formats

AT, OF, THE = at(SUBJECT.name.fr), of(SUBJECT.name.fr), the(SUBJECT.name.fr)


def decimal(value: float, decimals: int = 1, apart: bool = True, sign: bool = False) -> str:
    """``1 234,5``: decimal comma, narrow no-break space between thousands; no sign before what prints as nothing."""
    text = formats.decimal(value, decimals, "fr", apart, sign).replace("-", "−")
    return text if set(text) & set("123456789") else text.lstrip("+−")


def count(value: float) -> str:
    """Whole number with thousands apart."""
    return decimal(value, 0)


def percent(share: float) -> str:
    """``19 %`` of 0.19."""
    return f"{decimal(share * 100, 0)} %"


def plain(value: float) -> str:
    """As short as it goes: ``1``, ``0,5``."""
    return decimal(value, len(f"{value:g}".partition(".")[2]))


def several(value: float) -> bool:
    """Whether a noun after ``value`` is plural: from two on."""
    return abs(value) >= 2


def many(value: float, one: str, more: str) -> str:
    """``1 événement``, ``1 234 événements``."""
    return f"{count(value)} {more if several(value) else one}"


def points(value: float) -> str:
    """``1,2 point``, ``12,0 points``."""
    return f"{decimal(value)} {'points' if several(value) else 'point'}"


def place(rank: int) -> str:
    """``1er``, ``188e``: of a rank."""
    return f"{rank}{'er' if rank == 1 else 'e'}"


def of_month(period: str) -> str:
    """``de mai 2026``, ``d’avril 2026``."""
    return elided("de", formats.month(period, "fr"))


def end_of(period: str) -> str:
    """``à la fin de mai 2026``."""
    return f"à la fin {of_month(period)}"
