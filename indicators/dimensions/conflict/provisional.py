"""Bounds of deaths that no annual release covers yet: what later releases did to such figures in the past (``revisions``). Pure.

A month is released within weeks (``first``), consolidated with its year in February (``consolidated``) and final with the annual
release. One year, 2024, of thirteen countries is stored at every stage, the subject's among them: bounds are roughly right at best.
"""

from __future__ import annotations

FIRST, CONSOLIDATED = STAGES = ("first", "consolidated")
WINDOWS = (1, 3, 12)
FEWEST = 10  # deaths a month at release: windows with fewer were not learnt from

# Final over released deaths, 5 % and 95 % of ``revisions.factors`` by stage and window, all countries' windows of at least
# FEWEST deaths a month alike. A test learns them again from the stored vintages.
LEARNED = {
    (FIRST, 1): (0.29, 1.58),
    (FIRST, 3): (0.31, 1.44),
    (FIRST, 12): (0.49, 1.22),
    (CONSOLIDATED, 1): (0.47, 1.15),
    (CONSOLIDATED, 3): (0.70, 1.17),
    (CONSOLIDATED, 12): (0.87, 1.05),
}
_CONSOLIDATION = "02-15"  # UCDP puts a year in order with the release of the next January's figures


def bounds(stage: str, window: int) -> tuple[float, float]:
    """What the deaths of a provisional window are multiplied with for low and for high; of another length, the next shorter's."""
    return LEARNED[stage, max(one for one in WINDOWS if one <= window)]


def stage(period: str, published: str) -> str:
    """The stage at which a vintage published on a day (ISO) holds a month (YYYY-MM) that no annual release covers yet."""
    return CONSOLIDATED if published >= f"{int(period[:4]) + 1}-{_CONSOLIDATION}" else FIRST
