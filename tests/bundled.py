"""What the first release held: known answers are about these vintages, whatever a later refresh brings beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from indicators.model import Results, Snapshots
from indicators.store import read
from tests import remembered

NEWEST = {  # the last vintage of the first release, by day and version
    "hdr": "2025-05-06", "wgi": "2024-11-07", "population": "2025-07-02", "vdem": "2025-03-13", "unhcr": "2026-06-30",
    "idmc": "2026-05-31", "ucdp_cy": "2025-06-11", "ucdp_ged": "2024-05-22", "ucdp_totals": "2026-06-20", "ucdp_months": "",
}  # fmt: skip


@lru_cache(maxsize=1)
def bundled() -> Snapshots:
    """The store as it was released first; curated tables and outlines as they are now."""
    known = read.load()
    kept = {
        key: tuple(one for one in vintages if one.published <= NEWEST[key]) if key in NEWEST else vintages
        for key, vintages in known.vintages.items()
    }
    return replace(known, vintages={key: vintages for key, vintages in kept.items() if len(vintages)})


@lru_cache(maxsize=1)
def bundled_results() -> Results:
    """Scores of ``bundled``."""
    return remembered.results(bundled())
