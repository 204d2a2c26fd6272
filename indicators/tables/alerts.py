"""The alerts of a day, with the record each rule carries, and those that ended lately."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from indicators.alerts import rules, surge
from indicators.alerts.rule import Alert, Known, later
from indicators.store import alerting, commit
from indicators.subject import SUBJECT
from indicators.tables import unseen

LATELY = 30  # days
FEED = 365  # days an alert that has ended stays in a feed
HISTORY_COLUMNS = ("rule", "about", "since", "until", "force", "came", "link")
PRECISION_COLUMNS = ("rule", "group", "figures", "right", "judged", "precision", "precision_low", "precision_high", "base_rate")
CAME, MISSED, OPEN = "right", "wrong", "not known yet"  # what became of an alert that can be right or wrong
_BY_SURGE = tuple(key for key, rule in rules.RULES.items() if not rule.own and rule.kind != "upkeep")  # judged by one statement


@dataclass(frozen=True)
class Told:
    """What is said of a country on a day: every alert ever given as far as known then, those in force, the record by rule.

    ``made`` is the day the record was made, ``""`` where none is stored; alerts with a probability are left out then.
    """

    country: str
    day: str
    given: tuple[Alert, ...]
    force: tuple[Alert, ...]
    record: dict[str, list[dict[str, Any]]]
    made: str
    withheld: bool
    unseen: tuple[str, ...] = ()  # months of the last twelve known that may be unseen
    lately: tuple[str, str] = ("", "")  # the first and last of those twelve; empty of another country than the subject

    def ended(self) -> tuple[Alert, ...]:
        """Those that ended in the last LATELY days."""
        first = later(self.day, -LATELY)
        return tuple(one for one in self.given if one.until and first < one.until <= self.day)

    def fed(self) -> tuple[Alert, ...]:
        """Those of a feed, newest first: in force, or given in the last FEED days."""
        first = later(self.day, -FEED)
        kept = [
            one
            for one in self.given
            if (one in self.force or one.since > first) and not rules.shadowed(one, self.given, one.since)
        ]
        return tuple(sorted(kept, key=lambda one: (one.since, one.key), reverse=True))


def told(as_of: str | None = None, country: str = SUBJECT.code, history: bool = False) -> Told:
    """What is said on a day (None: today, with everything stored); without ``history`` alerts that ended may be missing.

    Raises ValueError for a wrong day, ContractError where the data folder does not match its index.
    """
    root = commit.data_folder()
    known = alerting.known(as_of, country, root, history)
    stored = alerting.table(root, alerting.RECORD)
    return of(known, stored, str(alerting.manifest(root).get("made", "")))


def of(known: Known, stored: pd.DataFrame, made: str = "") -> Told:
    """The same from what is known and a record (``package.ALERT_TABLES``)."""
    given = rules.given(known)
    shown = [one for one in given if rules.RULES[one.rule].kind != "probability" or one.rule in set(stored["rule"])]
    force = rules.in_force(shown, known.day)
    record = {rule.key: records(stored, rule.key, known.country) for rule in rules.asked(known.country)}
    told = Told(known.country, known.day, tuple(shown), tuple(force), record, made, withheld=len(shown) < len(given))
    if known.country != SUBJECT.code:
        return told
    lately = unseen.span(known.snapshots)
    return replace(told, unseen=tuple(unseen.table(known.snapshots, *lately)["period"]), lately=lately)


def history(told: Told, own: pd.DataFrame, start: str) -> pd.DataFrame:
    """Every alert given from the month ``start`` on, the newest first: HISTORY_COLUMNS, ``until`` empty while no end is known.

    ``came`` is CAME, MISSED or OPEN for rules judged by the statement ``surge``, from ``own`` (``hindsight.STATEMENT_COLUMNS``), which
    has the months whose outcome is known; empty for the others.
    """
    surge_ = own[own["statement"] == surge.STATEMENT].set_index("origin")["happened"]
    outcome = {str(month): CAME if happened else MISSED for month, happened in surge_.items()}
    force = {one.key for one in told.force}
    rows = [
        (one.rule, one.about, one.since, one.until if one.until <= told.day else "", one.key in force,
         outcome.get(one.about, OPEN) if one.rule in _BY_SURGE else "", one.link)
        for one in told.given if one.since[:7] >= start
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(HISTORY_COLUMNS))
    return table.sort_values(["since", "rule", "about"], ascending=[False, True, True], ignore_index=True)


def precisions(stored: pd.DataFrame) -> pd.DataFrame:
    """The record of the rules that can be right or wrong and were judged, in the order of the rules: PRECISION_COLUMNS."""
    rows = stored[stored["judged"].notna() & (stored["judged"].fillna(0) > 0)]
    order = {key: place for place, key in enumerate(rules.RULES)}
    placed = rows.assign(place=rows["rule"].map(order)).sort_values(
        ["place", "group", "figures"], ascending=[True, True, False]
    )
    return placed[list(PRECISION_COLUMNS)].reset_index(drop=True)


def records(stored: pd.DataFrame, rule: str, country: str) -> list[dict[str, Any]]:
    """The rows of a rule's record that a reader of a country needs, NaN as None: the subject's own only where it is asked of."""
    rows = stored[(stored["rule"] == rule) & ((stored["group"] == "world") | (country == SUBJECT.code))]
    rows = rows.sort_values(["group", "figures"], ascending=[True, False])
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows.to_dict("records")]


def by_rule(alerts: Iterable[Alert]) -> dict[str, list[Alert]]:
    """Alerts by rule, in the order of the rules."""
    found: dict[str, list[Alert]] = {key: [] for key in rules.RULES}
    for one in alerts:
        found[one.rule].append(one)
    return {key: own for key, own in found.items() if own}
