"""Texts of the page on partners abroad."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.subject import SUBJECT
from indicators.wording.en import day

TITLE = "Partners"
LEAD = (
    f"What {SUBJECT.name.en} has agreed, received and talked of with partners abroad, how far each went, and what each side says of "
    "what is disputed."
)
UNIT = "dated agreements, deliveries and talks, by partner: ● signed, ■ delivered, ○ announced, ◇ reported by others, △ talks only, ✚ ended"
STATUSES = {
    "signed": "signed", "delivered": "delivered", "announced": "announced", "reported": "reported by others", "talks": "talks only",
    "ended": "ended",
}  # fmt: skip
GROUPS = {
    "Russia: state": "Russia: state", "Russia: Rosatom": "Russia: Rosatom and its firms", "Russia: Wagner": "Russia: Wagner Group",
    "Russia: firms": "Russia: other firms", "other": "Mining firms of other states",
}  # fmt: skip
AMOUNTS = "Amounts, as their sources name them"
AMOUNTS_NOTE = (
    "No sum across columns or rows: what is signed, announced, reported by others and only talked of is not the same, and months, years "
    "and single payments differ. CFA francs are given in euros at the fixed rate of 655.957."
)
COLUMNS = ("signed", "announced", "reported", "talks")
NO_AMOUNT = "None names an amount."
ROWS = "Every agreement, delivery and talk in these months"
PARTNER, EVERY, OTHERS = "Partner", "all partners", "other partners"
DISPUTES = "What is disputed"
DISPUTES_NOTE = (
    "Statements of both sides, as their sources give them. This page does not decide; where a document does, it is named."
)
DISPUTE = "Dispute"
SILENT = "No statement of this side is known by the day chosen."
DECIDED = "What a document says"
CLAIM_ROWS = "All statements"
NO_DISPUTE = "No dispute is known by the day chosen."
_UNITS = {"USD": "dollars", "XOF": "CFA francs", "EUR": "euros"}
_BASES = {"month": " a month", "year": " a year"}
PEG = 655.957  # CFA francs a euro, fixed since 1999


def finding(counts: Mapping[str, int]) -> str:
    """The title of the timeline: with whom most rows are; ``counts`` are rows by partner, firms counted with their state."""
    every = sum(counts.values())
    if not every:
        return "No agreement, delivery or talk is on record in these months"
    first, most = max(counts.items(), key=lambda one: one[1])
    if sum(1 for rows in counts.values() if rows == most) > 1:
        return f"{every} agreements, deliveries and talks are on record, with {len(counts)} {'partner' if len(counts) == 1 else 'partners'}"
    if every == 1:
        return f"The one agreement, delivery or talk on record is with {first}"
    return f"{most} of {every} agreements, deliveries and talks on record are with {first}"


def counted(statuses: Mapping[str, int], amounts: int) -> str:
    """How many rows of each status there are, and how many name an amount."""
    told = ", ".join(f"{rows} {STATUSES[key]}" for key, rows in statuses.items())
    every = sum(statuses.values())
    return f"{told}. {amounts} of the {every} rows {'names' if amounts == 1 else 'name'} an amount." if every else ""


def partner(name: str) -> str:
    """A partner to choose."""
    return {"all": EVERY, "other partners": OTHERS}.get(name, name)


def sure(rows: int, certain: int) -> str:
    """Of the rows shown, those that are more than words."""
    return (
        f"{certain} of {rows} are signed or delivered according to a source of grade A (official, agency or dataset) or B "
        "(reputable secondary). "
        "What is announced, talked of or reported by others may never come, and a source of grade C is not enough."
    )


def money(low: float | None, high: float | None, currency: str, basis: str) -> str:
    """An amount with its unit: ``36 bn CFA francs``, ``110–115 bn CFA francs a year``, ``over 200 m dollars``."""
    unit = _UNITS.get(currency, currency)
    if low is None or high is None:
        bound = low if low is not None else high
        return f"{'over' if low is not None else 'up to'} {_short(bound or 0.0)} {unit}{_BASES.get(basis, '')}"
    if low == high:
        return f"{_short(low)} {unit}{_BASES.get(basis, '')}"
    first, last = _short(low), _short(high)
    return (
        f"{first.split(' ')[0] if first.split(' ')[1:] == last.split(' ')[1:] else first}–{last} {unit}{_BASES.get(basis, '')}"
    )


def in_euros(low: float | None, high: float | None, currency: str) -> str:
    """CFA francs in euros; an empty text for another currency."""
    if currency != "XOF":
        return ""
    low_, high_ = (None if one is None else one / PEG for one in (low, high))
    return money(low_, high_, "EUR", "")


def _short(value: float) -> str:
    for size, name in ((1e9, "bn"), (1e6, "m")):
        if value >= size:
            return f"{value / size:.3g} {name}"
    return f"{value:,.0f}"


def timeline_alt(rows: int, groups: int) -> str:
    """The timeline in words."""
    return f"Points over time, one line for each of {groups} partners: {rows} dated rows. The data are in the table below."


def speaker(name: str, date: str) -> str:
    """Who said something, and when."""
    return f"{name}, {day(date)}"
