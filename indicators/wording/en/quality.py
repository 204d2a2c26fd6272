"""Texts of the section on what was read, kept and left out of the publishers' files."""

from __future__ import annotations

from indicators.wording.en import day

TITLE = "What was read, kept and left out"
NOTE = (
    "Open a row for its rules and vintages. Records are lines of the publisher's table or rows of its answer, of the newest vintage. "
    "Those read less those left out are those kept: an import that cannot account for a record stores nothing. Tables edited by "
    "hand are not imported."
)
NOT_RECORDED = "not recorded"
SOURCE, LAST = "source", "last refresh here"
VINTAGE, READ, KEPT, LEFT_OUT = "vintage", "records read", "kept", "left out"
NO_RULE = "No rule struck: every record was kept as it is."
EFFECTS = {"left_out": "left out", "changed": "changed", "noted": "noted"}
ALL = "Every vintage and rule"
ENDS = {"stored": "new figures were stored", "nothing new": "nothing new", "refused": "refused"}
NEVER = "Not refreshed on this machine yet."


def whole(vintages: int, sources: int, read: int, left: int) -> str:
    """The section's first sentence."""
    return f"{read:,} records were read for {vintages} stored vintages of {sources} sources; {left:,} were left out, each by a named rule."


def rules(vintage: str) -> str:
    """What stands above a vintage's rules."""
    return f"Rules that struck in vintage {vintage}"


def ended_short(end: str, when: str) -> str:
    """How the last refresh of a source ended, in a cell; ``""`` for one that was never refreshed here."""
    return f"{ENDS[end]}, {day(when[:10])}" if end else "–"


def rule(effect: str, count: int, treatment: str) -> str:
    """What one rule did."""
    return f"{count:,} {EFFECTS[effect]}. {treatment}"


def ended(end: str, when: str, reason: str) -> str:
    """How the last refresh of a source ended on this machine; ``when`` is an ISO time."""
    return f"Last refresh on this machine, {day(when[:10])}: {ENDS[end]}." + (f" {reason}" if reason else "")
