"""Events, sums, totals and country-years of a few rows, for the tests of the conflict dimension."""

from __future__ import annotations

from itertools import count

from indicators.model import Vintage
from tests.frames import table, vintage

_NUMBERS = count(1)


def event(day: str, best: float, low: float | None = None, high: float | None = None, **more: object) -> dict[str, object]:
    """An event of MLI that ended on ``day``; state-based, of dyad 1, placed exactly in Mopti, unless told otherwise."""
    plain = {
        "id": next(_NUMBERS), "country": "MLI", "date_end": day, "type": "state_based", "dyad_id": 1, "adm2": "Mopti",
        "where_prec": 1, "deaths_civilians": 0, "best": best, "low": best if low is None else low,
        "high": best if high is None else high,
    }  # fmt: skip
    return {**plain, **more}


EVENT_COLUMNS = tuple(event("2000-01-01", 0))


def ged(version: str, start: str, end: str, *events: dict[str, object], countries: tuple[str, ...] = ("MLI", "NER")) -> Vintage:
    rows = [tuple(one[name] for name in EVENT_COLUMNS) for one in events]
    return vintage("ucdp_ged", table(" ".join(EVENT_COLUMNS), rows), version, start=start, end=end, countries=countries)


def sums(version: str, start: str, end: str, *rows: tuple[object, ...]) -> Vintage:
    """Rows (country, period, type, best, low, high, civilians)."""
    frame = table("country period type best low high civilians", rows)
    return vintage("ucdp_months", frame, version, start=start, end=end)


def totals(*rows: tuple[str, str, float], countries: tuple[str, ...] | None = ("MLI",), end: str = "2024-12") -> Vintage:
    return vintage("ucdp_totals", table("country period best", rows), "T", end=end, countries=countries)


def years(version: str, *rows: tuple[object, ...]) -> Vintage:
    """Rows (country, year, type, best, low, high, civilians, dyads)."""
    return vintage("ucdp_cy", table("country year type best low high civilians dyads", rows), version)
